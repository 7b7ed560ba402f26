-- Who replaces somebody reaches what was given to them (decision 0058): the records that are assigned to whom they
-- replace, in the role in which they do, as long as the replacement lasts.

create function acting_for(in_role text) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select array_append(coalesce(array_agg(distinct mine.replaces), '{}'), acting_person())
    from appointment mine
    where mine.replaces is not null and mine.person_id = acting_person() and mine.role = in_role and mine.withdrawn_at is null
      and mine.valid_from <= today() and (mine.valid_until is null or today() < mine.valid_until)
  $$;
comment on function acting_for(text) is 'The acting person, and those whom they replace today in a role.';
revoke execute on function acting_for(text) from public;
grant execute on function acting_for(text) to daglicht_person;

create or replace function reached_records(in_table text, deed text) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(distinct g.record_id), '{}')
    from (select distinct r.role from table_access a join acting_roles() r on r.role = a.role
          where a.table_name = in_table and a.may = deed and a.relation = 'assigned') roles
    join record_assignment g on g.table_name = in_table and g.person_id = any (acting_for(roles.role))
    where g.withdrawn_at is null and g.valid_from <= today() and (g.valid_until is null or today() < g.valid_until)
  $$;

create or replace function rows_that_hold_by_role(asked jsonb, resource jsonb) returns setof integer
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      about constant text := resource ->> 'about';
      place protected_table;
      units text[] := '{}';
      the_unit text;
      the_person uuid;
      the_record uuid;
      found_one boolean;
    begin
      if coalesce(resource ->> 'person', resource ->> 'id', gen_random_uuid()::text) !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        return;
      end if;
      if about = 'unit' then
        units := array[resource ->> 'unit'];
      elsif about = 'person' then
        the_person := resource ->> 'person';
        units := array(select e.unit from employment e where e.person_id = the_person and e.withdrawn_at is null
                       and e.started_on <= today() and (e.ended_on is null or e.ended_on >= today()));
      elsif about = 'record' then
        the_record := resource ->> 'id';
        select * into place from protected_table where table_name = resource ->> 'table' and record_column is not null;
        if not found then return; end if;
        execute format('select true, %s, %s from public.%I where %I = $1%s limit 1',
          coalesce(quote_ident(place.unit_column), 'null::text'), coalesce(quote_ident(place.person_column), 'null::uuid'),
          place.table_name, place.record_column,
          case when exists (select from pg_attribute where attrelid = format('public.%I', place.table_name)::regclass
                            and attname = 'withdrawn_at' and not attisdropped) then ' and withdrawn_at is null' else '' end)
          into found_one, the_unit, the_person using the_record;
        if found_one is null then return; end if;
        units := array[the_unit];
      elsif about is distinct from 'concern' then
        return;
      end if;
      return query
        select (one.place - 1)::integer
        from jsonb_array_elements(asked) with ordinality as one(asks, place)
        where exists (
          select from acting_roles() r
          where r.role = one.asks ->> 'role' and case one.asks ->> 'relation'
            when 'none' then true
            when 'concern' then r.scope = 'concern'
            when 'unit' then r.scope in ('unit', 'concern') and units && acting_units(r.role)
            when 'own' then the_person = acting_person()
            when 'team' then the_person = any (acting_team())
            when 'assigned' then exists (
              select from record_assignment g
              where g.table_name = place.table_name and g.record_id = the_record and g.person_id = any (acting_for(r.role))
                and g.withdrawn_at is null and g.valid_from <= today()
                and (g.valid_until is null or today() < g.valid_until))
            else false
          end
        );
    end
  $$;
