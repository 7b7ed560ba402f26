-- A question about one record that somebody without an account answers by a link and its code (decision 0081). Who came by
-- the link reads the words of the question and the fields that it asks, and nothing of the record.

create table record_question (
  question_id uuid primary key,
  register text not null,
  table_name text not null,
  record_id uuid not null,
  version_id uuid not null,
  question text not null check (length(question) between 1 and 1000),
  asked jsonb not null check (jsonb_typeof(asked) = 'array' and jsonb_array_length(asked) <= 20),
  heading jsonb not null,
  given_to text not null check (length(given_to) between 1 and 200),
  given_function text not null check (length(given_function) between 1 and 200),
  last_day date not null,
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now()
);
comment on table record_question is 'A question about one record, for whoever has its link and code.';
comment on column record_question.table_name is 'The table of the register, by which it is known who keeps the record.';
comment on column record_question.version_id is 'The version of the record that stood when it was asked.';
comment on column record_question.question is 'In the words of who asks. All that is told of the record.';
comment on column record_question.asked is 'The fields that are asked, with their words and the values that they offer as they were; never what the record says.';
comment on column record_question.heading is 'What the organisation is called.';
comment on column record_question.given_to is 'The name of who answers, as who asks typed it; with the function it stands beside the answer.';
create index record_question_record on record_question (table_name, record_id);

create table record_question_link (
  question_id uuid primary key references record_question,
  link_hash bytea not null unique check (length(link_hash) = 32),
  code_hash bytea not null check (length(code_hash) = 32)
);
comment on table record_question_link is 'By what a link and its code are known. Nobody reads it: one function compares.';
comment on column record_question_link.code_hash is 'SHA-256 of the hash of the link and that of the code: of no use without the link.';

create table record_question_visit (
  visit_key bytea primary key check (length(visit_key) = 32),
  question_id uuid not null references record_question,
  begun_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
comment on table record_question_visit is 'Who gave the code of a link: 150 minutes after what was kept last, eight hours at most.';
comment on column record_question_visit.visit_key is 'SHA-256 of the link and of what the cookie holds: the cookie opens no other link.';

create table record_question_event (
  id uuid primary key,
  place bigint generated always as identity unique,
  question_id uuid not null references record_question,
  kind text not null check (kind in ('opened', 'wrong-code', 'handed-in', 'withdrawn', 'settled')),
  decisions jsonb check (jsonb_typeof(decisions) = 'array'),
  recorded_by uuid default acting_person() references person,
  recorded_at timestamptz not null default now(),
  check ((decisions is not null) = (kind = 'settled'))
);
comment on table record_question_event is 'What became of a question about a record. Nothing of it is changed later.';
comment on column record_question_event.decisions is 'Of each answer whether it was taken over into the record; if not, why.';
comment on column record_question_event.recorded_by is 'Null: whoever had the link.';
create index record_question_event_of on record_question_event (question_id, place);
create unique index record_question_settled on record_question_event (question_id) where kind = 'settled';

create table record_question_answer (
  id uuid primary key,
  question_id uuid not null references record_question,
  words text not null check (length(words) <= 2000),
  given jsonb not null check (jsonb_typeof(given) = 'object' and length(given::text) <= 40000),
  recorded_at timestamptz not null default clock_timestamp(),
  withdrawn_at timestamptz
);
comment on table record_question_answer is 'What was answered so far, the whole of it in each row. Who keeps the record takes it over, or does not.';
comment on column record_question_answer.given is 'What was typed, by the field that was asked.';
create unique index record_question_answer_current on record_question_answer (question_id) where withdrawn_at is null;

grant select on sequence record_question_event_place_seq to daglicht_backup;
call protect_table('record_question');
call protect_table('record_question_link');
call protect_table('record_question_visit');
call protect_table('record_question_event');
call protect_table('record_question_answer');
call exclude_beside('record_question', 'record_id');
call seal_rows_of('record_question', 'question_id');
call seal_rows_of('record_question_event', 'id');
call seal_rows_of('record_question_answer', 'id');

create function record_stands(in_table text, record uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      place protected_table;
      stands boolean;
    begin
      select * into place from protected_table p
      where p.table_name = in_table and p.excludable and p.record_column is not null;
      if not found then return false; end if;
      execute format('select exists (select from public.%I t where t.%I = $1 and t.withdrawn_at is null)',
        place.table_name, place.record_column) into stands using record;
      return stands;
    end
  $$;
comment on function record_stands(text, uuid) is 'Whether a record stands in its register; nobody asks it by the id of a record.';

create function may_ask_about(in_table text, record uuid, version uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select reaches_last(in_table, record) and record_stands(in_table, record) and is_last_version(in_table, record, version)
  $$;
comment on function may_ask_about(text, uuid, uuid) is
  'Whether the acting person keeps a record that stands, in this version: false alike for what is not theirs and what never was.';

create function question_stands(which uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from record_question q
      where q.question_id = which and q.last_day >= today()
        and not exists (select from record_question_event e
                        where e.question_id = which and e.kind in ('handed-in', 'withdrawn', 'settled'))
        and (select count(*) from record_question_event e
             where e.question_id = which and e.kind = 'wrong-code') < 5
        and record_stands(q.table_name, q.record_id))
  $$;
comment on function question_stands(uuid) is
  'Whether a question may be answered today: not handed in, not withdrawn, no five wrong codes, not past its last day, and its record stands.';

create function acting_question() returns uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select v.question_id from record_question_visit v
    where acting_kind() = 'delegate'
      and v.visit_key = decode(nullif(current_setting('app.delegate', true), ''), 'hex')
      and v.seen_at > now() - interval '150 minutes' and v.begun_at > now() - interval '8 hours'
      and question_stands(v.question_id)
  $$;
comment on function acting_question() is 'Which question whoever came by a link may answer; null for anybody else, and when it stands no more.';

-- The one way in by a link. A wrong code is counted, under a lock: the sixth is not looked at.
create function open_question(link bytea, code bytea, visit bytea) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      known record_question_link;
    begin
      if acting_kind() is distinct from 'delegate' then return null; end if;
      select * into known from record_question_link l where l.link_hash = link for update;
      if not found or not question_stands(known.question_id) then return null; end if;
      if known.code_hash is distinct from code then
        insert into record_question_event (id, question_id, kind) values (gen_random_uuid(), known.question_id, 'wrong-code');
        return null;
      end if;
      delete from record_question_visit v where v.begun_at < now() - interval '8 hours';
      insert into record_question_visit (visit_key, question_id) values (visit, known.question_id);
      insert into record_question_event (id, question_id, kind) values (gen_random_uuid(), known.question_id, 'opened');
      return known.question_id;
    end
  $$;
comment on function open_question(bytea, bytea, bytea) is
  'Begins a visit with a link and its code; null for what is wrong, spent, ended or never was, without saying which.';

create function keep_question_visit(goes_on boolean) returns void
  language sql volatile security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with kept as (
      update record_question_visit v set seen_at = now()
      where goes_on and v.question_id = acting_question()
        and v.visit_key = decode(nullif(current_setting('app.delegate', true), ''), 'hex'))
    delete from record_question_visit v
    where not goes_on and acting_kind() = 'delegate'
      and v.visit_key = decode(nullif(current_setting('app.delegate', true), ''), 'hex')
  $$;
comment on function keep_question_visit(boolean) is 'Keeps the visit of whoever came by a link alive, or ends it.';

-- An answer of a question whose asker keeps no register any more waits for everybody who keeps the record.
create function asker_keeps(which uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from record_question q, roles_of(q.recorded_by) r
                   where q.question_id = which and r.role in ('coordinator', 'central-coordinator'))
  $$;
comment on function asker_keeps(uuid) is 'Whether who asked this question still keeps records.';

create function asked_record_stands(which uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from record_question q where q.question_id = which and record_stands(q.table_name, q.record_id))
  $$;
comment on function asked_record_stands(uuid) is 'Whether the record of this question stands.';

-- Who keeps a record asks about it, and reads what came of it; nothing of an answer is theirs to write.
create policy keepers_see on record_question for select to daglicht_person
  using (reaches_last(table_name, record_id));
create policy keepers_ask on record_question for insert to daglicht_person
  with check (may_ask_about(table_name, record_id, version_id)
    and recorded_by = (select acting_person()) and recorded_at = now() and last_day >= today());
create policy made_with_it on record_question_link for insert to daglicht_person
  with check (exists (select from record_question q where q.question_id = record_question_link.question_id
    and q.recorded_by = (select acting_person()) and q.recorded_at = now()));
create policy keepers_see on record_question_event for select to daglicht_person
  using (exists (select from record_question q where q.question_id = record_question_event.question_id));
create policy keepers_decide on record_question_event for insert to daglicht_person
  with check (kind in ('withdrawn', 'settled') and recorded_by = (select acting_person()) and recorded_at = now()
    and exists (select from record_question q where q.question_id = record_question_event.question_id));
create policy keepers_see on record_question_answer for select to daglicht_person
  using (exists (select from record_question q where q.question_id = record_question_answer.question_id));
grant select, insert on record_question, record_question_event to daglicht_person;
grant select on record_question_answer to daglicht_person;
grant insert on record_question_link to daglicht_person;

-- Whoever came by a link.
create policy delegate_sees on record_question for select to daglicht_delegate
  using (question_id = (select acting_question()));
grant select (question_id, question, asked, heading, given_to, given_function, last_day) on record_question to daglicht_delegate;
create policy delegate_sees on record_question_answer for select to daglicht_delegate
  using (question_id = (select acting_question()));
create policy delegate_adds on record_question_answer for insert to daglicht_delegate
  with check (question_id = (select acting_question()) and withdrawn_at is null
    and recorded_at between now() and clock_timestamp()
    and not exists (select from jsonb_object_keys(given) as field where not exists (
      select from record_question q where q.question_id = record_question_answer.question_id
        and q.asked @> jsonb_build_array(jsonb_build_object('place', field)))));
create policy delegate_changes on record_question_answer for update to daglicht_delegate
  using (withdrawn_at is null and question_id = (select acting_question()))
  with check (withdrawn_at between now() and clock_timestamp());
grant select, insert, update (withdrawn_at) on record_question_answer to daglicht_delegate;
create policy delegate_hands_in on record_question_event for insert to daglicht_delegate
  with check (kind = 'handed-in' and question_id = (select acting_question()) and recorded_by is null and recorded_at = now());
grant insert on record_question_event to daglicht_delegate;

revoke execute on function record_stands(text, uuid), question_stands(uuid), acting_question(), open_question(bytea, bytea, bytea),
  keep_question_visit(boolean), asker_keeps(uuid), asked_record_stands(uuid), may_ask_about(text, uuid, uuid) from public;
grant execute on function acting_question(), open_question(bytea, bytea, bytea), keep_question_visit(boolean) to daglicht_delegate;
grant execute on function question_stands(uuid), asker_keeps(uuid), asked_record_stands(uuid), may_ask_about(text, uuid, uuid)
  to daglicht_person;
