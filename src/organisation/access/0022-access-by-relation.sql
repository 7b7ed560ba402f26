-- Access by relation (decision 0020). The program says who acts (app.person); the database finds out by itself, from
-- today's appointments, employments and structure, what that person has to do with a row. The functions are written
-- once here; a table gets its policies by one line: call protect_table(…). What a role may reach in it is another:
-- call open_table(…). Without the second nobody who signed in reaches anything.

create function acting_person() returns uuid
  language sql stable parallel safe
  return case when acting_kind() = 'person' then nullif(current_setting('app.person', true), '')::uuid end;
comment on function acting_person() is 'The person who acts in this transaction; null for a part of the program.';

create function today() returns date
  language sql stable parallel safe
  return (now() at time zone 'Europe/Amsterdam')::date;
comment on function today() is 'The day on which this transaction began.';

create table protected_table (
  table_name text primary key,
  unit_column text,
  person_column text,
  record_column text,
  parent_table text references protected_table,
  parent_column text,
  check ((parent_table is null) = (parent_column is null))
);
comment on table protected_table is 'The tables with policies by relation, and where in a row stands what it is about.';
comment on column protected_table.record_column is 'The id that all versions of a record bear.';
comment on column protected_table.parent_column is 'A column of both: a row is reached through the row of the parent table to which it belongs.';

create table table_access (
  table_name text not null references protected_table,
  role text not null,
  relation text not null check (relation in ('own', 'team', 'unit', 'concern', 'assigned', 'none')),
  may text not null check (may in ('see', 'do')),
  primary key (table_name, role, relation, may)
);
comment on table table_access is 'Which rows a role reaches in a table: the second time that access is decided.';

-- From here on: what a person is and reaches today. These functions read the tables of appointments, employments and
-- structure as their owner, and tell no more than what they are named after about the acting person.

create function acting_team() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(distinct e.person_id), '{}')
    from employment e
    where e.supervisor_id = acting_person() and e.person_id <> acting_person() and e.withdrawn_at is null
      and e.started_on <= today() and (e.ended_on is null or e.ended_on >= today())
      and exists (select from employment own where own.person_id = acting_person() and own.withdrawn_at is null
                  and own.started_on <= today() and (own.ended_on is null or own.ended_on >= today()))
  $$;
comment on function acting_team() is
  'Whose current employment is under a current employment of the acting person; never that person.';

create function acting_roles() returns table (role text, scope text, unit text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select a.role, case when a.unit is null then 'concern' else 'unit' end, a.unit
    from appointment a
    where a.person_id = acting_person() and a.withdrawn_at is null
      and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until)
    union
    select 'employee', 'employment', null
    where exists (select from employment e where e.person_id = acting_person() and e.withdrawn_at is null
                  and e.started_on <= today() and (e.ended_on is null or e.ended_on >= today()))
    union
    select 'supervisor', 'employment', null where cardinality(acting_team()) > 0
  $$;
comment on function acting_roles() is
  'The roles that the acting person has today, each for a unit, for the concern, or by employment.';

create function units_below(tops text[]) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with recursive
    living as (
      select key from unit where withdrawn_at is null and (valid_until is null or today() < valid_until)
    ),
    ended as (
      select key from unit where withdrawn_at is null and valid_until <= today()
    ),
    placed as (
      select unit, parent from unit_parent
      where withdrawn_at is null and (valid_from is null or valid_from <= today())
        and (valid_until is null or today() < valid_until)
    ),
    below (key) as (
      select key from living where key = any (tops)
      union
      select p.unit from placed p join below b on b.key = p.parent
    ),
    -- The successors of the last day on which an ended unit had any, else the unit that it stood under last.
    succession as (
      select s.from_unit, s.to_unit, s.on_day = max(s.on_day) over (partition by s.from_unit) as last
      from unit_succession s join ended e on e.key = s.from_unit
      where s.withdrawn_at is null and s.to_unit <> s.from_unit and s.on_day <= today()
    ),
    last_parent as (
      select distinct on (p.unit) p.unit, p.parent
      from unit_parent p join ended e on e.key = p.unit
      where p.withdrawn_at is null and (p.valid_from is null or p.valid_from <= today())
      order by p.unit, p.valid_from desc nulls last
    ),
    heirs (key, heir) as (
      select from_unit, to_unit from succession where last
      union all
      select unit, parent from last_parent l
      where not exists (select from succession s where s.from_unit = l.unit)
    ),
    belonging (key) as (
      select b.key from below b join living l on l.key = b.key
      union
      select h.key from heirs h join belonging b on b.key = h.heir
    )
    select coalesce(array_agg(key), '{}') from belonging
  $$;
comment on function units_below(text[]) is
  'The units of which the records belong to one of these or a unit below it today, ended units included.';

create function acting_units(for_role text) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select units_below(array(
      select case r.scope when 'unit' then r.unit else (select o.unit from organisation_root o) end
      from acting_roles() r where r.role = for_role and r.scope in ('unit', 'concern')
    ))
  $$;
comment on function acting_units(text) is 'The units whose records the acting person reaches in a role.';

-- What policies call, as (select …), so that each runs once per query and the rest is a comparison that indexes serve.

create function reaches_all(in_table text, deed text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from table_access a join acting_roles() r on r.role = a.role
      where a.table_name = in_table and a.may = deed
        and (a.relation = 'none' or (a.relation = 'concern' and r.scope = 'concern'))
    )
  $$;

create function reached_units(in_table text, deed text) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select units_below(array(
      select case r.scope when 'unit' then r.unit else (select o.unit from organisation_root o) end
      from table_access a join acting_roles() r on r.role = a.role and r.scope in ('unit', 'concern')
      where a.table_name = in_table and a.may = deed and a.relation = 'unit'
    ))
  $$;

create function reached_persons(in_table text, deed text) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(distinct person), '{}')
    from table_access a
    join (select distinct role from acting_roles()) r on r.role = a.role
    cross join lateral unnest(case a.relation when 'own' then array[acting_person()] when 'team' then acting_team() end) as person
    where a.table_name = in_table and a.may = deed and a.relation in ('own', 'team')
  $$;

create function reached_records(in_table text, deed text) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(distinct g.record_id), '{}')
    from record_assignment g
    where g.table_name = in_table and g.person_id = acting_person() and g.withdrawn_at is null
      and g.valid_from <= today() and (g.valid_until is null or today() < g.valid_until)
      and exists (select from table_access a join acting_roles() r on r.role = a.role
                  where a.table_name = in_table and a.may = deed and a.relation = 'assigned')
  $$;

-- What the doorways ask before anything is done: which rows of the access table hold for a resource.

create function rows_that_hold(asked jsonb, resource jsonb) returns setof integer
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
              where g.table_name = place.table_name and g.record_id = the_record and g.person_id = acting_person()
                and g.withdrawn_at is null and g.valid_from <= today()
                and (g.valid_until is null or today() < g.valid_until))
            else false
          end
        );
    end
  $$;
comment on function rows_that_hold(jsonb, jsonb) is
  'The places (from 0) of the pairs of role and relation that the acting person has to a resource: what it is about, never what the program says it is.';

do $$
declare one regprocedure;
begin
  foreach one in array array[
    'acting_roles()', 'acting_team()', 'units_below(text[])', 'acting_units(text)', 'reaches_all(text, text)',
    'reached_units(text, text)', 'reached_persons(text, text)', 'reached_records(text, text)',
    'rows_that_hold(jsonb, jsonb)']::regprocedure[]
  loop
    execute format('revoke execute on function %s from public', one);
    execute format('grant execute on function %s to daglicht_person', one);
  end loop;
end $$;

-- The one line per table.

create function reach_condition(place protected_table, row_name text, deed text) returns text
  language sql immutable
  return format('(select public.reaches_all(%L, %L))', place.table_name, deed)
    || coalesce(' or ' || quote_ident(row_name) || '.' || quote_ident(place.unit_column)
         || format(' = any ((select public.reached_units(%L, %L))::text[])', place.table_name, deed), '')
    || coalesce(' or ' || quote_ident(row_name) || '.' || quote_ident(place.person_column)
         || format(' = any ((select public.reached_persons(%L, %L))::uuid[])', place.table_name, deed), '')
    || coalesce(' or ' || quote_ident(row_name) || '.' || quote_ident(place.record_column)
         || format(' = any ((select public.reached_records(%L, %L))::uuid[])', place.table_name, deed), '');
comment on function reach_condition is 'The condition of a policy: what the acting person reaches of a row.';

create procedure protect_table(
  name text, unit_column text default null, person_column text default null, record_column text default null,
  parent_table text default null, parent_column text default null, operators boolean default false
)
  language plpgsql
  as $$
    declare
      own protected_table;
      deed text;
      condition text;
    begin
      insert into protected_table values (name, unit_column, person_column, record_column, parent_table, parent_column)
        on conflict (table_name) do update set unit_column = excluded.unit_column, person_column = excluded.person_column,
          record_column = excluded.record_column, parent_table = excluded.parent_table, parent_column = excluded.parent_column
        returning * into own;
      execute format('alter table %I enable row level security', name);
      execute format('alter table %I force row level security', name);
      -- Forced row-level security binds the owner too: without this an update of a migration touches no row, in silence.
      execute format('drop policy if exists owner_migrates on %I', name);
      execute format('create policy owner_migrates on %I to %I using (true) with check (true)', name, current_user);
      execute format('drop policy if exists backup_reads on %I', name);
      execute format('create policy backup_reads on %I for select to daglicht_backup using (true)', name);
      execute format('grant select on %I to daglicht_backup', name);
      if operators then
        execute format('drop policy if exists operator_all on %I', name);
        execute format('create policy operator_all on %I to daglicht_operator using ((select acting_kind()) = ''operator'')
                          with check ((select acting_kind()) = ''operator'')', name);
        execute format('grant select, insert, update on %I to daglicht_operator', name);
      end if;
      execute format('drop policy if exists people_see on %I', name);
      execute format('drop policy if exists people_add on %I', name);
      execute format('drop policy if exists people_change on %I', name);
      foreach deed in array array['see', 'do'] loop
        condition := reach_condition(own, name, deed);
        if own.parent_table is not null then
          select format('exists (select from public.%I as above where above.%I = %I.%I and (%s))', own.parent_table,
                        own.parent_column, name, own.parent_column, reach_condition(above, 'above', deed))
            into strict condition from protected_table above where above.table_name = own.parent_table;
        end if;
        if deed = 'see' then
          execute format('create policy people_see on %I for select to daglicht_person using (%s)', name, condition);
        else
          execute format('create policy people_add on %I for insert to daglicht_person with check (%s)', name, condition);
          execute format('create policy people_change on %I for update to daglicht_person using (%s) with check (%s)',
                         name, condition, condition);
        end if;
      end loop;
    end
  $$;
comment on procedure protect_table is
  'Forces row-level security on a table, with policies by relation for people, and for migration and backup.';

create procedure open_table(name text, to_role text, by_relation text, deed text)
  language plpgsql
  as $$
    declare child text;
    begin
      insert into table_access (table_name, role, relation, may) values (name, to_role, by_relation, deed)
        on conflict do nothing;
      for child in select p.table_name from protected_table p where name in (p.table_name, p.parent_table) loop
        execute format('grant %s on %I to daglicht_person', case deed when 'see' then 'select' else 'insert, update' end, child);
      end loop;
    end
  $$;
comment on procedure open_table is
  'Lets a role see rows of a table, or add and change them, on a relation; with them the rows that belong to those.';

revoke execute on procedure protect_table, open_table from public;

-- Every table that there is.

call protect_table('protected_table');
call protect_table('table_access');
call protect_table('audit_entry');
call protect_table('unit');
call protect_table('unit_name');
call protect_table('unit_parent');
call protect_table('unit_succession');
call protect_table('unit_policy');
call protect_table('headcount_definition');
call protect_table('organisation_root');
call protect_table('person', person_column => 'id');
call protect_table('employment', unit_column => 'unit', person_column => 'person_id', record_column => 'employment_id');
call protect_table('appointment', unit_column => 'unit', person_column => 'person_id', record_column => 'id', operators => true);
call protect_table('record_assignment', person_column => 'person_id', operators => true);
call protect_table('import_source');
call protect_table('import_row');
call protect_table('record_flag');
call protect_table('remembered_mapping');
call protect_table('reported_value', unit_column => 'unit', record_column => 'record_id');
call protect_table('call_answer', unit_column => 'unit', record_column => 'id');
call protect_table('printed_figure');
call protect_table('incident', unit_column => 'unit', record_column => 'incident_id');
call protect_table('incident_subject', parent_table => 'incident', parent_column => 'version_id');
call protect_table('incident_measure', parent_table => 'incident', parent_column => 'version_id');
call protect_table('outside_activity', unit_column => 'unit', record_column => 'activity_id');
call protect_table('publication');
call protect_table('publication_file');
call protect_table('publication_note');
call protect_table('publication_input');
call protect_table('publication_cell');
call protect_table('incident_summary');
call protect_table('basis_reason', unit_column => 'unit');
call protect_table('statement');
call protect_table('statement_row');
-- What another room added meanwhile.
do $$
declare one name;
begin
  for one in select c.relname from pg_class c
             where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
               and not exists (select from protected_table p where p.table_name = c.relname) loop
    call protect_table(one::text);
  end loop;
end $$;

-- A person's deeds are audited under their own id and no other.
create policy person_adds_own on audit_entry for insert to daglicht_person
  with check (actor_kind = 'person' and actor = (select acting_person())::text);
grant insert on audit_entry to daglicht_person;

-- A dump locks every table, also those that say which migrations there were.
grant select on migration.lock to daglicht_backup;
