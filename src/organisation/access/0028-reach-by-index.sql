-- A condition "all of it, or these units, or these persons" is no condition for an index: one arm that says nothing
-- about a row makes the database read every row (450,000 rows: 209 ms for 4,989 of them). So every arm names a column.
-- "All" is a range from the first to the last value there can be: an index serves it, and a comparison with two values
-- costs less than one with every unit there is.

alter function reached_units(text, text) rename to reached_units_each;

create function reached_unit_span(in_table text, deed text) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select case when reaches_all(in_table, deed)
                  or cardinality(reached_units_each(in_table, deed)) = (select count(*) from unit where withdrawn_at is null)
                then array[(select min(key) from unit), (select max(key) from unit)] else '{}' end
  $$;
comment on function reached_unit_span(text, text) is 'The first and the last key of a unit, where all units are reached; else empty.';

create function reached_units(in_table text, deed text) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select case when cardinality(reached_unit_span(in_table, deed)) > 0 then '{}' else reached_units_each(in_table, deed) end $$;
comment on function reached_units(text, text) is 'The units that are reached, unless all are.';

create function reached_id_span(in_table text, deed text) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select case when reaches_all(in_table, deed)
                then array['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']::uuid[]
                else '{}' end
  $$;
comment on function reached_id_span(text, text) is 'The first and the last id there can be, where a table is reached whole; else empty.';

revoke execute on function reached_unit_span, reached_units, reached_id_span from public;
grant execute on function reached_unit_span, reached_units, reached_id_span to daglicht_person;

create or replace function reach_condition(place protected_table, row_name text, deed text) returns text
  language plpgsql immutable
  as $$
    declare
      asked constant text := format('%L, %L', place.table_name, deed);
      spans constant text := case when place.unit_column is null then 'reached_id_span' else 'reached_unit_span' end;
      ruling constant text := coalesce(place.unit_column, place.record_column, place.person_column);
      arms text[] := '{}';
    begin
      if ruling is null then
        return format('(select public.reaches_all(%s))', asked);
      end if;
      arms := arms || format('%1$I.%2$I between (select (public.%3$I(%4$s))[1]) and (select (public.%3$I(%4$s))[2])',
                             row_name, ruling, spans, asked)
                   || format('(%I.%I is null and (select public.reaches_all(%s)))', row_name, ruling, asked);
      if place.unit_column is not null then
        arms := arms || format('%I.%I = any ((select public.reached_units(%s))::text[])', row_name, place.unit_column, asked);
      end if;
      if place.person_column is not null then
        arms := arms || format('%I.%I = any ((select public.reached_persons(%s))::uuid[])', row_name, place.person_column, asked);
      end if;
      if place.record_column is not null then
        arms := arms || format('%I.%I = any ((select public.reached_records(%s))::uuid[])', row_name, place.record_column, asked);
      end if;
      return array_to_string(arms, ' or ');
    end
  $$;

do $$
declare one protected_table;
begin
  for one in select * from protected_table p
             where coalesce(p.unit_column, p.person_column, p.record_column, p.parent_table) is not null
             order by p.parent_table nulls first, p.table_name loop
    call protect_table(one.table_name, one.unit_column, one.person_column, one.record_column, one.parent_table, one.parent_column);
  end loop;
end $$;
