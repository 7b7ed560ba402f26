-- Names of who recorded are told with the record that somebody reaches, and for no id that is merely asked (decision 0073).
create function reaches_seen(in_table text, record uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      place protected_table;
      reached boolean;
    begin
      select * into place from protected_table p
      where p.table_name = in_table and p.excludable and p.record_column is not null;
      if not found then return false; end if;
      execute last_of_record(place, format('coalesce(%s, false)', reach_condition(place, 't', 'see'))) into reached using record;
      return coalesce(reached, false);
    end
  $$;
comment on function reaches_seen(text, uuid) is
  'Whether the acting person sees a record: its version that stands, or the last that did. False for a record that never was.';

drop function recorder_names(uuid[]);
create function recorder_names(in_table text, of_register text, record uuid) returns table (person uuid, name text)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      place protected_table;
    begin
      if not reaches_seen(in_table, record) then return; end if;
      select * into strict place from protected_table p where p.table_name = in_table;
      return query execute format('select c.person_id, c.name from public.person_contact c
        where c.withdrawn_at is null and c.person_id in (
          select t.recorded_by from public.%1$I t where t.%2$I = $1 and (%3$s)
          union select d.decided_by from public.record_decision d where d.register = $2 and d.record_id = $1)',
        place.table_name, place.record_column, reach_condition(place, 't', 'see')) using record, of_register;
    end
  $$;
comment on function recorder_names(text, text, uuid) is
  'What people are called who recorded versions of a record or decided about it, for who sees that record; nobody else is told a name.';

-- A record that came from another unit has versions that are not told here; that there are some is.
create function has_unseen_versions(in_table text, record uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      place protected_table;
      unseen boolean;
    begin
      if not reaches_seen(in_table, record) then return false; end if;
      select * into strict place from protected_table p where p.table_name = in_table;
      execute format('select exists (select from public.%1$I t where t.%2$I = $1 and not coalesce((%3$s), false))',
        place.table_name, place.record_column, reach_condition(place, 't', 'see')) into unseen using record;
      return unseen;
    end
  $$;
comment on function has_unseen_versions(text, uuid) is
  'Whether a record that the acting person sees has versions that they do not see, because it was with another unit then.';

revoke execute on function reaches_seen(text, uuid), recorder_names(text, text, uuid), has_unseen_versions(text, uuid) from public;
grant execute on function recorder_names(text, text, uuid), has_unseen_versions(text, uuid) to daglicht_person;
