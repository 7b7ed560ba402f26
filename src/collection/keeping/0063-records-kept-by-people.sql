-- People keep the registers in the workplace (decision 0069): who recorded a version, what was decided about a record
-- beside its fields, and what somebody typed that is not recorded yet.

-- Who recorded it is said by the database; null for what a part of the program recorded, and for what was there before.
create procedure keep_who_recorded(name text, record_column text)
  language plpgsql
  as $$
    begin
      execute format('alter table %I add column if not exists recorded_by uuid default acting_person() references person', name);
      execute format('drop policy if exists recorded_by_self on %I', name);
      execute format('create policy recorded_by_self on %I as restrictive for insert to daglicht_person
                        with check (recorded_by is not distinct from (select public.acting_person()))', name);
    end
  $$;

-- What a person decided about a record that is no value of a field: that it does not belong in the register, that it
-- does after all, that something doubtful is right as it stands. Nothing of it is changed later.
create table record_decision (
  id uuid primary key,
  register text not null,
  record_id uuid not null,
  kind text not null check (kind in ('withdrawn', 'restored', 'stands', 'reopened')),
  flag_id uuid references record_flag,
  reason text not null check (length(reason) between 1 and 1000),
  decided_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now(),
  check ((flag_id is null) = (kind in ('withdrawn', 'restored')))
);
comment on table record_decision is 'What a person decided about a record beside its fields: withdrawn, restored, a doubt that stands or is open again.';
create index record_decision_record on record_decision (register, record_id);
call protect_table('record_decision');
call exclude_beside('record_decision', 'record_id');
call seal_rows_of('record_decision', 'id');
grant select, insert on record_decision to daglicht_person;
-- Who imports before there are accounts asks it too; it is empty then.
grant select on record_decision to daglicht_operator;
create policy operator_reads on record_decision for select to daglicht_operator using ((select acting_kind()) = 'operator');
call end_operator('record_decision', true);
create policy decided_now on record_decision as restrictive for insert to daglicht_person
  with check (decided_by = (select acting_person()) and recorded_at between now() and clock_timestamp());

-- A record is with whom its last version is: the one that stands, or the last that did. Who reached an earlier one alone,
-- because the record was with another unit then, reads what it said then and does nothing with the record.
create function last_of_record(place protected_table, what text) returns text
  language sql immutable
  return format('select %s from public.%I t where t.%I = $1
                 order by t.withdrawn_at is not null, t.recorded_at desc, t.version_id desc limit 1',
                what, place.table_name, place.record_column);

create function is_last_version(name text, record uuid, version uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      place protected_table;
      is_last boolean;
    begin
      select * into place from protected_table where table_name = name and excludable and record_column is not null;
      if not found then return false; end if;
      execute last_of_record(place, 't.version_id = $2') into is_last using record, version;
      return coalesce(is_last, false);
    end
  $$;
comment on function is_last_version(text, uuid, uuid) is
  'Whether this version of a record stands, or is the last that did; also where others are not seen by who asks.';

create function reaches_last(name text, record uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      place protected_table;
      reached boolean;
    begin
      select * into place from protected_table where table_name = name and excludable and record_column is not null;
      if not found then return false; end if;
      execute last_of_record(place, format('coalesce(%s, false)', reach_condition(place, 't', 'do'))) into reached using record;
      return coalesce(reached, true);
    end
  $$;
comment on function reaches_last(text, uuid) is
  'Whether the acting person may write the next version of a record: they reach its last, or there is none yet.';
revoke execute on function last_of_record(protected_table, text), is_last_version(text, uuid, uuid), reaches_last(text, uuid)
  from public;
grant execute on function is_last_version(text, uuid, uuid), reaches_last(text, uuid) to daglicht_person;

create procedure keep_with_last(name text, record_column text)
  language plpgsql
  as $$
    begin
      execute format('drop policy if exists continues_reached on %I', name);
      execute format('create policy continues_reached on %I as restrictive for insert to daglicht_person
                        with check ((select public.reaches_all(%1$L, ''do'')) or public.reaches_last(%1$L, %2$I))', name, record_column);
      -- What ended stays so, and no version becomes one of a record of others.
      execute format('drop policy if exists ends_reached on %I', name);
      execute format('create policy ends_reached on %I as restrictive for update to daglicht_person
                        using (withdrawn_at is null)
                        with check ((select public.reaches_all(%1$L, ''do'')) or public.reaches_last(%1$L, %2$I))', name, record_column);
    end
  $$;

-- Who reaches a record reaches its doubts and what was decided about it, and nobody else does.
create procedure keep_beside(name text)
  language plpgsql
  as $$
    declare
      place protected_table;
      beside text;
      deed text;
      condition text;
    begin
      select * into strict place from protected_table where table_name = name;
      foreach beside in array array['record_flag', 'record_decision'] loop
        foreach deed in array array['see', 'do'] loop
          condition := format('exists (select from public.%1$I as above where above.%2$I = %3$I.record_id and (%4$s)
              and (above.withdrawn_at is null or public.is_last_version(%1$L, above.%2$I, above.version_id)))',
            name, place.record_column, beside, reach_condition(place, 'above', deed));
          if deed = 'see' then
            execute format('drop policy if exists %I on %I', 'seen_with_' || name, beside);
            execute format('create policy %I on %I for select to daglicht_person using (%s)', 'seen_with_' || name, beside, condition);
          else
            execute format('drop policy if exists %I on %I', 'added_with_' || name, beside);
            execute format('create policy %I on %I for insert to daglicht_person with check (%s)', 'added_with_' || name, beside, condition);
            if beside = 'record_flag' then
              execute format('drop policy if exists %I on %I', 'changed_with_' || name, beside);
              execute format('create policy %I on %I for update to daglicht_person using (%s) with check (%s)',
                'changed_with_' || name, beside, condition, condition);
            end if;
          end if;
        end loop;
      end loop;
    end
  $$;

-- Words in the texts of records are found by an index, which policies of rows do not let a query use by itself. What is
-- found are the ids of what who asks may see, by the condition of the policy itself.
create table searched_table (
  table_name text primary key references protected_table,
  columns text[] not null
);
comment on table searched_table is 'The tables in whose texts words can be found.';
call protect_table('searched_table');

-- Words are what stands between all else, in a text as in what is typed: "3.500" and "jan@oefen" are two words each.
create function searched_words(columns text[], of_row text) returns text
  language sql immutable
  return (select format('to_tsvector(''simple'', regexp_replace(lower(%s), ''[^[:alnum:]]+'', '' '', ''g''))',
                        string_agg(format('coalesce(%s%I, '''')', coalesce(of_row || '.', ''), one), ' || '' '' || '))
          from unnest(columns) as one);

create procedure search_texts_of(name text, columns text[])
  language plpgsql
  as $$
    declare
      written text;
    begin
      written := searched_words(columns, null);
      insert into searched_table values (name, columns)
        on conflict (table_name) do update set columns = excluded.columns;
      execute format('drop index if exists %I', name || '_words');
      execute format('create index %I on %I using gin (%s) where withdrawn_at is null', name || '_words', name, written);
    end
  $$;
comment on procedure search_texts_of(text, text[]) is 'Lets words be found in these columns of the standing versions of a table.';

create function records_with_words(name text, typed text) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      place protected_table;
      searched text[];
      wanted tsquery;
    begin
      select p.* into place from protected_table p where p.table_name = name;
      select s.columns into searched from searched_table s where s.table_name = name;
      if not found then return; end if;
      -- Each word as it begins, all of them.
      select string_agg(quote_literal(word) || ':*', ' & ')::tsquery into wanted
      from regexp_split_to_table(lower(typed), '[^[:alnum:]]+') as word where word <> '';
      if wanted is null then return; end if;
      return query execute format('select t.%I from public.%I t where t.withdrawn_at is null and %s @@ $1 and (%s)',
        place.record_column, name, searched_words(searched, 't'), reach_condition(place, 't', 'see')) using wanted;
    end
  $$;
comment on function records_with_words(text, text) is
  'The records in whose texts all these words stand, of those that the acting person sees.';

-- The names of who recorded, for who keeps a register.
create function recorder_names(people uuid[]) returns table (person uuid, name text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select c.person_id, c.name from person_contact c
    where c.person_id = any (people) and c.withdrawn_at is null
      and exists (select from table_access a join acting_roles() r on r.role = a.role
                  join protected_table p on p.table_name = a.table_name and p.excludable)
  $$;
comment on function recorder_names(uuid[]) is 'What people are called who recorded something, for who keeps a register; nobody else is told a name.';

revoke execute on function records_with_words(text, text), recorder_names(uuid[]) from public;
grant execute on function records_with_words(text, text), recorder_names(uuid[]) to daglicht_person;

-- What somebody typed and is not recorded yet: a draft, a form that met the end of a session, what they search for. It is
-- theirs alone, sealed under keys outside the database, and gone after its time.
create table kept_text (
  id uuid primary key,
  person_id uuid not null references person,
  purpose text not null check (purpose in ('draft', 'search')),
  place text not null check (length(place) between 1 and 300),
  sealed bytea not null check (octet_length(sealed) <= 400000),
  recorded_at timestamptz not null default now()
);
comment on table kept_text is 'What somebody typed that is not recorded: drafts of forms and searches. Sealed; gone after 30 days.';
comment on column kept_text.place is 'The path of the form or list, without its language.';
create unique index kept_text_draft on kept_text (person_id, place) where purpose = 'draft';
create index kept_text_time on kept_text (recorded_at);
call protect_table('kept_text');
grant select, insert, delete, update (sealed, recorded_at) on kept_text to daglicht_person;
-- Whose it is, is no relation of a role: everybody who still has one keeps their own.
create policy own_text on kept_text to daglicht_person
  using (person_id = (select acting_person()) and exists (select from acting_roles()))
  with check (person_id = (select acting_person()) and exists (select from acting_roles()) and recorded_at = now());

create function forget_texts() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      delete from kept_text where recorded_at < now() - interval '30 days';
      return null;
    end
  $$;
create trigger texts_go after insert on kept_text for each statement execute function forget_texts();

-- A table of a register has all of this from now on; those that are there get it here.
alter procedure keep_register(text, text, text, text, text, text) rename to keep_register_rows;
create procedure keep_register(
  name text, row_key text default 'version_id', record_column text default null, unit_column text default 'unit',
  parent_table text default null, parent_column text default null
)
  language plpgsql
  as $$
    begin
      call keep_register_rows(name, row_key, record_column, unit_column, parent_table, parent_column);
      if parent_table is null then
        call keep_who_recorded(name, record_column);
        call keep_with_last(name, record_column);
        call keep_beside(name);
      end if;
    end
  $$;
comment on procedure keep_register(text, text, text, text, text, text) is
  'Makes a table the table of a register, or of lines of its records where it has a parent: who sees, keeps and publishes its rows, who recorded them, what stands beside them, and that they are sealed.';
revoke execute on procedure keep_register(text, text, text, text, text, text), keep_register_rows(text, text, text, text, text, text),
  keep_who_recorded(text, text), keep_with_last(text, text), keep_beside(text), search_texts_of(text, text[]) from public;
revoke execute on function searched_words(text[], text) from public;

-- A coordinator keeps the incidents of the own unit and those below it.
call open_table('incident', 'coordinator', 'unit', 'see');
call open_table('incident', 'coordinator', 'unit', 'do');
call narrow_people('incident');
call narrow_people('incident_subject');
call narrow_people('incident_measure');

call keep_who_recorded('incident', 'incident_id');
call keep_who_recorded('outside_activity', 'activity_id');
call keep_who_recorded('employment', 'employment_id');
call keep_with_last('incident', 'incident_id');
call keep_with_last('outside_activity', 'activity_id');
call keep_beside('incident');
call keep_beside('outside_activity');
call search_texts_of('incident', array['description', 'settlement']);

-- Lists show the newest first.
create index incident_newest on incident (received_from desc nulls last, incident_id) where withdrawn_at is null;
create index incident_open on incident (received_from desc nulls last, incident_id) where withdrawn_at is null and closed_from is null;
create index incident_by_unit on incident (unit, incident_id) where withdrawn_at is null;
create index incident_by_category on incident (category, incident_id) where withdrawn_at is null;
create index record_flag_open on record_flag (register, record_id) where withdrawn_at is null;
create index outside_activity_newest on outside_activity (declared_on desc nulls last, activity_id) where withdrawn_at is null;
