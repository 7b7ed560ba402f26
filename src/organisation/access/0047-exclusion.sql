-- Conflict of interest (decision 0060): of a record somebody can be excluded who holds a role. For them it is not there:
-- no list, count, search, export or answer that it might be. It follows the person, whatever they become.

alter table protected_table add column excludable boolean not null default false;
comment on column protected_table.excludable is 'Whether somebody can be excluded from a record of it: a register, never what says who has which role.';
update protected_table set excludable = true where table_name in ('incident', 'outside_activity', 'reported_value', 'call_answer');

create table record_exclusion (
  id uuid primary key,
  table_name text not null references protected_table,
  record_id uuid not null,
  person_id uuid not null references person,
  with_chain boolean not null,
  chain uuid[] not null default '{}',
  reason text not null check (length(reason) between 1 and 500),
  excluded_by text not null,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
comment on table record_exclusion is 'Who may see and do nothing with a record, because of a conflict of interest. Invisible to whom it excludes.';
comment on column record_exclusion.chain is 'Who supervised the person when it was made, up to the top: they stay excluded, whatever becomes of the employments.';
comment on column record_exclusion.with_chain is 'Whether those are excluded too who supervise the person, today, up to the top.';
create unique index record_exclusion_once on record_exclusion (table_name, record_id, person_id) where withdrawn_at is null;
create index record_exclusion_person on record_exclusion (person_id, table_name) where withdrawn_at is null;

create function supervisors_above(who uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with recursive above (person_id) as (
      select e.supervisor_id from employment e
      where e.person_id = who and e.supervisor_id <> who and e.withdrawn_at is null
        and e.started_on <= today() and (e.ended_on is null or e.ended_on >= today())
      union
      select e.supervisor_id from employment e join above a on e.person_id = a.person_id
      where e.supervisor_id <> who and e.withdrawn_at is null
        and e.started_on <= today() and (e.ended_on is null or e.ended_on >= today()))
    select coalesce(array_agg(person_id), '{}') from above where person_id is not null
  $$;
comment on function supervisors_above(uuid) is 'Who supervises somebody today, directly or through others.';
revoke execute on function supervisors_above(uuid) from public;

create function acting_subordinates() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with recursive below (person_id) as (
      select unnest(acting_team())
      union
      select e.person_id from employment e join below b on e.supervisor_id = b.person_id
      where e.withdrawn_at is null and e.person_id <> acting_person()
        and e.started_on <= today() and (e.ended_on is null or e.ended_on >= today()))
    select coalesce(array_agg(person_id), '{}') from below
  $$;
comment on function acting_subordinates() is 'Everybody whose employment is under the acting person today, directly or through others.';

create function excluded_records(in_table text) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(distinct x.record_id), '{}')
    from record_exclusion x
    where x.table_name = in_table and x.withdrawn_at is null
      and (x.person_id = acting_person() or acting_person() = any (x.chain)
           or (x.with_chain and x.person_id = any ((select acting_subordinates())::uuid[])))
  $$;
comment on function excluded_records(text) is 'The records of a table that the acting person may not know of.';
revoke execute on function acting_subordinates(), excluded_records(text) from public;
grant execute on function acting_subordinates(), excluded_records(text) to daglicht_person;

alter function reach_condition(protected_table, text, text) rename to reach_of_roles;

create function reach_condition(place protected_table, row_name text, deed text) returns text
  language sql immutable
  return case when place.record_column is null then reach_of_roles(place, row_name, deed)
    else format('(%s) and not (%I.%I = any ((select public.excluded_records(%L))::uuid[]))',
                reach_of_roles(place, row_name, deed), row_name, place.record_column, place.table_name) end;
comment on function reach_condition(protected_table, text, text) is
  'The condition of a policy: what the acting person reaches of a row, unless they were excluded from its record.';

do $$
declare one protected_table;
begin
  for one in select * from protected_table p where p.record_column is not null or p.parent_table is not null
             order by p.parent_table nulls first, p.table_name loop
    call protect_table(one.table_name, one.unit_column, one.person_column, one.record_column, one.parent_table, one.parent_column);
  end loop;
end $$;

alter function rows_that_hold(jsonb, jsonb) rename to rows_that_hold_by_role;
create function rows_that_hold(asked jsonb, resource jsonb) returns setof integer
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare excluded boolean := false;
    begin
      if resource ->> 'about' = 'record' and coalesce(resource ->> 'id', '') ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        excluded := (resource ->> 'id')::uuid = any (excluded_records(resource ->> 'table'));
      end if;
      -- The same work for who is excluded and for who is not.
      return query select place from rows_that_hold_by_role(asked, resource) as place where not excluded;
    end
  $$;
comment on function rows_that_hold(jsonb, jsonb) is
  'The places (from 0) of the pairs of role and relation that the acting person has to a resource: what it is about, never what the program says it is. None for who is excluded from it.';
revoke execute on function rows_that_hold(jsonb, jsonb), rows_that_hold_by_role(jsonb, jsonb) from public;
revoke execute on function rows_that_hold_by_role(jsonb, jsonb) from daglicht_person;
grant execute on function rows_that_hold(jsonb, jsonb) to daglicht_person;

-- Who keeps a record excludes from it, and sees who is: never who is excluded themselves.
call protect_table('record_exclusion');
call open_table('record_exclusion', 'central-coordinator', 'concern', 'see');
call open_table('record_exclusion', 'central-coordinator', 'concern', 'do');
create policy unseen_by_excluded on record_exclusion as restrictive to daglicht_person
  using (not (record_id = any ((select excluded_records(table_name))::uuid[])))
  with check (not (record_id = any ((select excluded_records(table_name))::uuid[])));
revoke insert, update, delete on record_exclusion from daglicht_person;
grant insert (id, table_name, record_id, person_id, with_chain, reason, excluded_by), update (withdrawn_at)
  on record_exclusion to daglicht_person;
create policy rows_of_now on record_exclusion as restrictive for insert to daglicht_person
  with check (recorded_at between now() and clock_timestamp() and withdrawn_at is null
              and excluded_by = (select acting_person())::text);
create policy withdrawn_now on record_exclusion as restrictive for update to daglicht_person
  using (withdrawn_at is null) with check (withdrawn_at = now());
call seal_rows_of('record_exclusion', 'id');

create function keeper_remains(of_table text, record uuid, without uuid, with_chain boolean) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from appointment a
      where a.role = 'central-coordinator' and a.unit is null and a.withdrawn_at is null
        and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until)
        and a.person_id <> without and not (with_chain and a.person_id = any (supervisors_above(without)))
        and not exists (
          select from record_exclusion x
          where x.table_name = of_table and x.record_id = record and x.withdrawn_at is null
            and (x.person_id = a.person_id or a.person_id = any (x.chain)
                 or (x.with_chain and a.person_id = any (supervisors_above(x.person_id))))))
      and exists (select from acting_roles() r where r.role = 'central-coordinator' and r.scope = 'concern')
  $$;
comment on function keeper_remains(text, uuid, uuid, boolean) is
  'Whether somebody keeps a record who is not excluded from it, once somebody more is; for who keeps records.';
revoke execute on function keeper_remains(text, uuid, uuid, boolean) from public;
grant execute on function keeper_remains(text, uuid, uuid, boolean) to daglicht_person;

create function check_exclusion() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if not exists (select from protected_table p where p.table_name = new.table_name and p.excludable) then
        raise exception 'nobody is excluded from a record of this kind' using errcode = 'insufficient_privilege';
      end if;
      if new.with_chain then new.chain := supervisors_above(new.person_id); end if;
      -- One at a time: two would each leave the other as who remains.
      perform pg_advisory_xact_lock(hashtext('exclusion'), hashtext(new.record_id::text));
      if not keeper_remains(new.table_name, new.record_id, new.person_id, new.with_chain) then
        raise exception 'somebody who keeps the record remains' using errcode = 'integrity_constraint_violation';
      end if;
      return new;
    end
  $$;
create trigger somebody_remains before insert on record_exclusion
  for each row when (acting_kind() is not null) execute function check_exclusion();

-- A report counts every record, whoever makes it: it is computed under the role that publishes, which no person takes.
do $$
declare one text;
begin
  foreach one in array array[
    'call_answer', 'employment', 'import_coverage', 'import_row', 'import_source', 'incident', 'incident_measure', 'incident_subject',
    'outside_activity', 'printed_figure', 'record_flag', 'reported_value', 'unit', 'unit_name', 'unit_parent', 'unit_policy',
    'unit_succession', 'headcount_definition'] loop
    execute format('drop policy if exists publication_reads on %I', one);
    execute format('create policy publication_reads on %I for select to daglicht_publication
                      using ((select acting_kind()) = ''publication'')', one);
    execute format('grant select on %I to daglicht_publication', one);
  end loop;
end $$;

-- What is kept beside a record under its id: the row of the file that it came from, doubts, its public summary.
create function excluded_everywhere() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(distinct x.record_id), '{}')
    from record_exclusion x
    where x.withdrawn_at is null
      and (x.person_id = acting_person() or acting_person() = any (x.chain)
           or (x.with_chain and x.person_id = any ((select acting_subordinates())::uuid[])))
  $$;
comment on function excluded_everywhere() is 'The records of all tables that the acting person may not know of.';
revoke execute on function excluded_everywhere() from public;
grant execute on function excluded_everywhere() to daglicht_person, daglicht_operator;

create procedure exclude_beside(name text, record_column text)
  language plpgsql
  as $$
    begin
      execute format('drop policy if exists beside_excluded on %I', name);
      execute format('create policy beside_excluded on %I as restrictive to daglicht_person
                        using (%I is null or not (%2$I = any ((select public.excluded_everywhere())::uuid[])))
                        with check (true)', name, record_column);
    end
  $$;
comment on procedure exclude_beside(text, text) is 'Hides rows of a table that belong to a record from which the acting person is excluded.';
revoke execute on procedure exclude_beside(text, text) from public;
call exclude_beside('import_row', 'record_id');
call exclude_beside('record_flag', 'record_id');
call exclude_beside('incident_summary', 'incident_id');
call exclude_beside('statement_row', 'incident_id');
call exclude_beside('record_assignment', 'record_id');
