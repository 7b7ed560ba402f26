-- Functional changes (decision 0062): a version of the profile is made by people on a page, may be undone until its first
-- day, and changes no threshold that another has not approved. What needs consent of the works council is off until then.

alter table profile_version
  add column recorded_by text default nullif(current_setting('app.actor', true), ''),
  add column withdrawn_at timestamptz,
  add column withdrawn_by text,
  add column proposal_id uuid references proposal;
comment on column profile_version.recorded_by is 'The id of a person, or the part of the program; null: before this was kept.';
comment on column profile_version.withdrawn_at is 'When a version that was to come was undone; it never held.';
comment on column profile_version.proposal_id is 'By which another approved its thresholds, where that was needed.';
create unique index profile_version_proposal on profile_version (proposal_id) where proposal_id is not null;

create function sorted_texts(given jsonb) returns jsonb
  language sql immutable parallel safe
  as $$
    select coalesce(jsonb_agg(distinct one order by one), '[]')
    from jsonb_array_elements_text(case when jsonb_typeof(given) = 'array' then given else '[]' end) as one
  $$;
comment on function sorted_texts(jsonb) is 'The texts of an array, each once and in order; none for anything else.';

create function thresholds_in(content text) returns jsonb
  language sql immutable parallel safe
  as $$
    select jsonb_build_object(
      'giftThresholdEuro', p #> '{policies,giftThresholdEuro}',
      'protectionThreshold', p #> '{policies,protectionThreshold}',
      'protectionAgainst', coalesce(p #> '{policies,protectionAgainst}', '"singletons"'),
      'guardedFigures', sorted_texts(p -> 'guardedFigures'))
    from (select content::jsonb -> 'profile.json' as p) one
  $$;
comment on function thresholds_in(text) is 'The thresholds of a recorded profile, as two agree on them.';

create function profile_holding(on_day date) returns uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(
      (select v.id from profile_version v
       where v.withdrawn_at is null and (v.valid_from is null or v.valid_from <= on_day)
       order by coalesce(v.valid_from, '-infinity') desc, v.recorded_at desc, v.id desc limit 1),
      (select v.id from profile_version v where v.withdrawn_at is null order by v.recorded_at, v.id limit 1))
  $$;
comment on function profile_holding(date) is 'The version of the profile that holds on a day; null: before every day.';

create function thresholds_need_approval() returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select acting_kind() = 'person' and (
      select count(distinct a.person_id) >= 2 from appointment a where a.role = 'functional-administrator' and a.unit is null)
  $$;
comment on function thresholds_need_approval() is
  'Whether another approves the thresholds that a person changes: from the moment that two could, for good.';
revoke execute on function sorted_texts(jsonb), thresholds_in(text), profile_holding(date), thresholds_need_approval() from public;
grant execute on function profile_holding(date), thresholds_need_approval() to daglicht_person, daglicht_operator;

create function check_profile() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      -- What holds may change while this waits.
      perform pg_advisory_xact_lock(hashtext('profile versions'));
      if tg_op = 'UPDATE' then
        if old.withdrawn_at is null and new.withdrawn_at = now() and old.valid_from > today()
           and not exists (
             select from profile_version v
             where v.id <> old.id and v.withdrawn_at is null and v.valid_from >= old.valid_from
               and (v.recorded_at, v.id) > (old.recorded_at, old.id)) then
          new.withdrawn_by := acting_person()::text;
          return new;
        end if;
        raise exception 'a version of the profile that holds, or on which another was built, is not undone'
          using errcode = 'insufficient_privilege';
      end if;
      if thresholds_need_approval()
         and exists (select from profile_version v where v.id = profile_holding(new.valid_from)
                     and thresholds_in(v.content) <> thresholds_in(new.content))
         and not exists (
           select from proposal p
           where p.id = new.proposal_id and p.kind = 'thresholds' and p.outcome = 'approved'
             -- Decided in this transaction, by who acts: none is kept for later.
             and p.decided_at = now() and p.decided_by = acting_person()
             and (p.payload ->> 'from')::date <= new.valid_from
             and jsonb_set(p.payload -> 'to', '{guardedFigures}', sorted_texts(p.payload #> '{to,guardedFigures}'))
               = thresholds_in(new.content)) then
        raise exception 'thresholds that another has to approve' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger profiles_of_people before insert or update on profile_version
  for each row when (acting_kind() = 'person') execute function check_profile();

call narrow_people('profile_version');
revoke insert, update on profile_version from daglicht_person;
grant insert (id, profile, content, sha256, valid_from, recorded_at, proposal_id), update (withdrawn_at)
  on profile_version to daglicht_person;

-- Where codes of a list stand, to count the rows that bear one.
create table coded_column (
  list text not null,
  table_name text not null references protected_table,
  column_name text not null,
  field text not null default '',
  primary key (list, table_name, column_name, field)
);
comment on table coded_column is 'The columns that hold codes of a list.';
comment on column coded_column.field is 'Of returns: the field whose parts are codes of the list.';
call protect_table('coded_column');
insert into coded_column (list, table_name, column_name, field) values
  ('incident-categories', 'incident', 'category', ''),
  ('incident-categories', 'incident', 'subcategory', ''),
  ('incident-kinds', 'incident', 'kind', ''),
  ('reporter-types', 'incident', 'reporter_type', ''),
  ('intake-channels', 'incident', 'channel', ''),
  ('investigation-types', 'incident', 'investigation', ''),
  ('investigators', 'incident', 'investigator', ''),
  ('external-steps', 'incident', 'external_step', ''),
  ('grade-bands', 'incident_subject', 'grade', ''),
  ('measures', 'incident_measure', 'measure', ''),
  ('employment-kinds', 'employment', 'kind', ''),
  ('conversation-topics', 'reported_value', 'part', 'counsellors.conversations'),
  ('advice-topics', 'reported_value', 'part', 'advice.requests'),
  ('session-kinds', 'reported_value', 'part', 'activities.sessions-by-kind'),
  ('session-kinds', 'reported_value', 'part', 'activities.participants-by-kind');

create function rows_with_code(of_list text, wanted text) returns table (table_name text, rows integer)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      one record;
      found_rows bigint;
    begin
      if not reaches_all('profile_version', 'do') then return; end if;
      for one in
        select c.table_name as own, c.column_name, c.field, p.parent_table, p.parent_column,
          coalesce(above.table_name, p.table_name) as standing, coalesce(above.record_column, p.record_column) as record_column
        from coded_column c join protected_table p on p.table_name = c.table_name
          left join protected_table above on above.table_name = p.parent_table
        where c.list = of_list
        order by c.table_name, c.column_name, c.field
      loop
        execute format(
          'select count(*) from public.%1$I own %2$s where own.%3$I = $1 and standing.withdrawn_at is null
             and ($2 = '''' or to_jsonb(own) ->> ''field'' = $2)
             and (standing.%4$I is null or not standing.%4$I = any ((select public.excluded_records(%5$L))::uuid[]))',
          one.own,
          case when one.parent_table is null then 'join lateral (select own.*) standing on true'
            else format('join public.%1$I standing on standing.%2$I = own.%2$I', one.parent_table, one.parent_column) end,
          one.column_name, one.record_column, one.standing)
          into found_rows using wanted, one.field;
        table_name := one.own;
        -- One case is not told from four: who looks after lists sees no records.
        rows := case when found_rows between 1 and 4 then 4 else found_rows end;
        return next;
      end loop;
    end
  $$;
comment on function rows_with_code(text, text) is
  'How many rows of registers bear a code now, by table, once for each column; 4 stands for one to four.';
revoke execute on function rows_with_code(text, text) from public;
grant execute on function rows_with_code(text, text) to daglicht_person;

-- Consent of the works council (WOR 27), by what it is needed for.
create table works_council_consent (
  id uuid primary key,
  use text not null check (use in ('channel', 'campaigns', 'publication-of-persons', 'supplier-matching', 'samples',
                                   'completion-lists')),
  consented_on date not null,
  reference text not null check (length(reference) between 1 and 500),
  recorded_by text not null default nullif(current_setting('app.actor', true), ''),
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by text
);
comment on table works_council_consent is 'For which use the works council consented, on which day. Without a row that stands the use is off.';
comment on column works_council_consent.withdrawn_at is 'When it was recorded that the consent ended, or that the row was a mistake.';
create unique index works_council_consent_once on works_council_consent (use) where withdrawn_at is null;
call protect_table('works_council_consent');
insert into table_access (table_name, role, relation, may) values
  ('works_council_consent', 'functional-administrator', 'concern', 'see'),
  ('works_council_consent', 'functional-administrator', 'concern', 'do');
grant select, insert (id, use, consented_on, reference), update (withdrawn_at) on works_council_consent to daglicht_person;

create function check_consent() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if tg_op = 'INSERT' and new.consented_on <= today() and new.withdrawn_at is null then return new; end if;
      if tg_op = 'UPDATE' and old.withdrawn_at is null and new.withdrawn_at = now() then
        new.withdrawn_by := acting_person()::text;
        return new;
      end if;
      raise exception 'consent is recorded once it was given, and ends now' using errcode = 'insufficient_privilege';
    end
  $$;
create trigger consents_of_people before insert or update on works_council_consent
  for each row when (acting_kind() = 'person') execute function check_consent();
call seal_rows_of('works_council_consent', 'id');

create function consented_on(asked text, on_day date) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from works_council_consent c
      where c.use = asked and c.consented_on <= on_day
        and (c.withdrawn_at is null or on_day < (c.withdrawn_at at time zone 'Europe/Amsterdam')::date))
  $$;
comment on function consented_on(text, date) is 'Whether the works council consented to a use, as it held on a day.';

create function consented(asked text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select consented_on(asked, today()) $$;
comment on function consented(text) is 'Whether the works council consents to a use today; off until then.';
revoke execute on function consented_on(text, date), consented(text) from public;
grant execute on function consented_on(text, date), consented(text)
  to daglicht_person, daglicht_operator, daglicht_public, daglicht_publication, daglicht_identity;
