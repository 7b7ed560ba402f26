-- Questions of a return that somebody else answers (decision 0076): an account of the organisation, or whoever has the
-- link and its code. Who came by a link acts under a role of its own, which reaches the questions of that link.

create table annual_call_delegation (
  delegation_id uuid primary key,
  call_id uuid not null,
  unit text not null,
  person_id uuid references person,
  given_to text not null check (length(given_to) between 1 and 200),
  given_function text not null check (length(given_function) between 1 and 200),
  asked jsonb not null check (jsonb_typeof(asked) = 'array' and jsonb_array_length(asked) between 1 and 500),
  heading jsonb not null,
  message text not null default '' check (length(message) <= 500),
  last_day date not null,
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default clock_timestamp(),
  foreign key (call_id, unit) references annual_call_unit (call_id, unit)
);
comment on table annual_call_delegation is 'Questions of a return that were handed to somebody: an account, or without one whoever has the link.';
comment on column annual_call_delegation.given_to is 'The name of who answers, as the one who delegates typed it; with the function it stands beside the answers.';
comment on column annual_call_delegation.asked is 'The questions: register, field and part, with their words, so that who came by a link reads nothing else.';
comment on column annual_call_delegation.heading is 'What the organisation, the unit and the year are called.';
create index annual_call_delegation_return on annual_call_delegation (call_id, unit);
create index annual_call_delegation_person on annual_call_delegation (person_id) where person_id is not null;

create table annual_call_link (
  delegation_id uuid primary key references annual_call_delegation,
  link_hash bytea not null unique check (length(link_hash) = 32),
  code_hash bytea not null check (length(code_hash) = 32)
);
comment on table annual_call_link is 'By what a link and its code are known. Nobody reads it: one function compares.';
comment on column annual_call_link.code_hash is 'SHA-256 of the hash of the link and that of the code: of no use without the link.';

create table annual_call_link_visit (
  visit_key bytea primary key check (length(visit_key) = 32),
  delegation_id uuid not null references annual_call_delegation,
  begun_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
comment on table annual_call_link_visit is 'Who gave the code of a link: 150 minutes after what was kept last, eight hours at most.';
comment on column annual_call_link_visit.visit_key is 'SHA-256 of the link and of what the cookie holds: the cookie opens no other link.';

create table annual_call_delegation_event (
  id uuid primary key,
  place bigint generated always as identity unique,
  delegation_id uuid not null references annual_call_delegation,
  kind text not null check (kind in ('opened', 'wrong-code', 'handed-in', 'withdrawn', 'taken-over')),
  recorded_by uuid default acting_person() references person,
  recorded_at timestamptz not null default now()
);
comment on table annual_call_delegation_event is 'What became of questions that were handed on. Nothing of it is changed later.';
comment on column annual_call_delegation_event.recorded_by is 'Null: whoever had the link.';
create index annual_call_delegation_event_of on annual_call_delegation_event (delegation_id, place);

create table annual_call_delegated_answer (
  id uuid primary key,
  delegation_id uuid not null references annual_call_delegation,
  register text not null,
  field text not null default '',
  part text not null default '',
  state text not null check (state in ('answered', 'value', 'nil', 'partial', 'estimated', 'not-applicable', 'not-reported')),
  value text,
  note text check (length(note) <= 500),
  recorded_by uuid default acting_person() references person,
  recorded_at timestamptz not null default clock_timestamp(),
  withdrawn_at timestamptz,
  check ((value is not null) = (state in ('value', 'nil', 'partial', 'estimated') and field <> '')),
  check ((field = '') = (state = 'answered') or state in ('nil', 'not-applicable', 'not-reported'))
);
comment on table annual_call_delegated_answer is 'What a delegate answered so far. Who answers for the unit takes it over, or does not.';
create unique index annual_call_delegated_answer_current
  on annual_call_delegated_answer (delegation_id, register, field, part) where withdrawn_at is null;

alter table annual_call_answer add column delegation_id uuid references annual_call_delegation;
comment on column annual_call_answer.delegation_id is 'By whom it was given, where it was taken over as a delegate answered it.';

create table register_for_accounts (
  register text primary key
);
comment on table register_for_accounts is 'The registers of which no question goes out by a link (Register.accountsOnly).';
insert into register_for_accounts values ('incidents'), ('counsellors'), ('advice');

grant select on sequence annual_call_delegation_event_place_seq to daglicht_backup;
call protect_table('register_for_accounts');
call protect_table('annual_call_delegation', unit_column => 'unit');
call protect_table('annual_call_delegation_event', parent_table => 'annual_call_delegation', parent_column => 'delegation_id');
call protect_table('annual_call_delegated_answer');
call protect_table('annual_call_link');
call protect_table('annual_call_link_visit');
call seal_rows_of('annual_call_delegation', 'delegation_id');
call seal_rows_of('annual_call_delegation_event', 'id');
call seal_rows_of('annual_call_delegated_answer', 'id');

-- Whether questions that were handed on may still be answered.
create function delegation_stands(which uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from annual_call_delegation d
      where d.delegation_id = which and d.last_day >= today()
        and not exists (select from annual_call_delegation_event e
                        where e.delegation_id = which and e.kind in ('handed-in', 'withdrawn'))
        and (select count(*) from annual_call_delegation_event e
             where e.delegation_id = which and e.kind = 'wrong-code') < 5
        and not exists (select from annual_call_event s where s.call_id = d.call_id and s.unit = d.unit
                        and s.kind = 'signed' and s.recorded_at >= d.recorded_at)
        and coalesce((select s.kind from annual_call_event s where s.call_id = d.call_id and s.unit = d.unit
                      and s.kind <> 'extended' order by s.place desc limit 1), '') <> 'signed')
  $$;
comment on function delegation_stands(uuid) is
  'Whether questions that were handed on may be answered today: not handed in, not withdrawn, no five wrong codes, not past their last day, and the return not signed since.';

create function delegated_to_me() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(d.delegation_id), '{}') from annual_call_delegation d
    where d.person_id = acting_person() and delegation_stands(d.delegation_id)
  $$;
comment on function delegated_to_me() is 'What was handed to the acting person and may be answered today.';

create function acting_delegation() returns uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select v.delegation_id from annual_call_link_visit v
    where acting_kind() = 'delegate'
      and v.visit_key = decode(nullif(current_setting('app.delegate', true), ''), 'hex')
      and v.seen_at > now() - interval '150 minutes' and v.begun_at > now() - interval '8 hours'
      and delegation_stands(v.delegation_id)
  $$;
comment on function acting_delegation() is 'What whoever came by a link may answer; null for anybody else, and when it stands no more.';

-- The one way in by a link. A wrong code is counted, under a lock: the sixth is not looked at.
create function open_by_link(link bytea, code bytea, visit bytea) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      known annual_call_link;
    begin
      if acting_kind() is distinct from 'delegate' then return null; end if;
      select * into known from annual_call_link l where l.link_hash = link for update;
      if not found or not delegation_stands(known.delegation_id) then return null; end if;
      if known.code_hash is distinct from code then
        insert into annual_call_delegation_event (id, delegation_id, kind) values (gen_random_uuid(), known.delegation_id, 'wrong-code');
        return null;
      end if;
      delete from annual_call_link_visit v where v.begun_at < now() - interval '8 hours';
      insert into annual_call_link_visit (visit_key, delegation_id) values (visit, known.delegation_id);
      insert into annual_call_delegation_event (id, delegation_id, kind) values (gen_random_uuid(), known.delegation_id, 'opened');
      return known.delegation_id;
    end
  $$;
comment on function open_by_link(bytea, bytea, bytea) is
  'Begins a visit with a link and its code; null for what is wrong, spent, ended or never was, without saying which.';

create function keep_link_visit(goes_on boolean) returns void
  language sql volatile security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with kept as (
      update annual_call_link_visit v set seen_at = now()
      where goes_on and v.delegation_id = acting_delegation()
        and v.visit_key = decode(nullif(current_setting('app.delegate', true), ''), 'hex'))
    delete from annual_call_link_visit v
    where not goes_on and acting_kind() = 'delegate'
      and v.visit_key = decode(nullif(current_setting('app.delegate', true), ''), 'hex')
  $$;
comment on function keep_link_visit(boolean) is 'Keeps the visit of whoever came by a link alive, or ends it.';

create function comes_in(who uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from account a where a.person_id = who and a.state = 'active')
      or (exists (select from example_person e where e.person_id = who) and not accounts_stand())
  $$;
comment on function comes_in(uuid) is 'Whether somebody can sign in: with an account, or as one of the invented people of an example.';

-- What may be handed on, and to whom.
create function may_hand_on(to_call uuid, of_unit text, questions jsonb, to_person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
        select from annual_call_unit u where u.call_id = to_call and u.unit = of_unit
          and not exists (
            select from jsonb_array_elements(questions) one
            where not coalesce(one ->> 'register' = any (u.registers), false)
              or (one ->> 'field' <> '' and not starts_with(one ->> 'field', (one ->> 'register') || '.'))
              or (to_person is null and exists (select from register_for_accounts g where g.register = one ->> 'register'))))
      and coalesce((select s.kind from annual_call_event s where s.call_id = to_call and s.unit = of_unit
                    and s.kind <> 'extended' order by s.place desc limit 1), '') <> 'signed'
      and (to_person is null or (to_person is distinct from acting_person() and not has_left(to_person)
           and comes_in(to_person)))
  $$;
comment on function may_hand_on(uuid, text, jsonb, uuid) is
  'Whether these questions of a return may be handed on: asked of that unit, not signed, to an account that stands, and without one none of a guarded register.';

-- An answer that names a delegate is the one that delegate gave.
create function given_by_delegate(which uuid, of_call uuid, of_unit text, of_register text, of_field text, of_part text,
  with_state text, with_value text, with_note text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from annual_call_delegation d join annual_call_delegated_answer a on a.delegation_id = d.delegation_id
      where d.delegation_id = which and d.call_id = of_call and d.unit = of_unit and a.withdrawn_at is null
        and (a.register, a.field, a.part, a.state) = (of_register, of_field, of_part, with_state)
        and a.value is not distinct from with_value and a.note is not distinct from with_note)
  $$;
comment on function given_by_delegate is 'Whether a delegate gave this answer to that question of a return, word for word.';

-- To whom with an account questions can be handed, by their whole mail address or sign-in name: no list of people.
create function account_to_ask(named text) returns table (person uuid, name text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select p.person_id, c.name
    from (
      select a.person_id from account a where a.state = 'active' and a.sign_in_name = lower(trim(named))
      union
      select m.person_id from person_contact m where m.withdrawn_at is null and lower(m.mail) = lower(trim(named))
      union
      -- The invented people of an example have no mail: they are named.
      select e.person_id from example_person e join person_contact m on m.person_id = e.person_id and m.withdrawn_at is null
      where lower(m.name) = lower(trim(named))) p
    left join person_contact c on c.person_id = p.person_id and c.withdrawn_at is null
    where comes_in(p.person_id) and not has_left(p.person_id) and p.person_id is distinct from acting_person()
      and (reaches_all('annual_call_delegation', 'do') or cardinality(reached_units('annual_call_delegation', 'do')) > 0)
      and exists (select from roles_of(p.person_id))
  $$;
comment on function account_to_ask(text) is 'Somebody with an account by mail address or sign-in name, for who hands questions on.';

create function delegated_year(which uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select c.period from annual_call_delegation d join annual_call c on c.id = d.call_id
    where d.delegation_id = which and which = any (delegated_to_me())
  $$;
comment on function delegated_year(uuid) is 'The reporting year of what was handed to the acting person.';

-- Last year's values and the number of records, beside questions that were handed to an account. Never by a link.
create function delegated_last_year(which uuid) returns table (field text, part text, state text, value text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select r.field, r.part, r.state, r.value
    from annual_call_delegation d join annual_call c on c.id = d.call_id
    join reported_value r on r.unit = d.unit and r.period = (c.period::integer - 1)::text and r.withdrawn_at is null
    where d.delegation_id = which and which = any (delegated_to_me())
      and d.asked @> jsonb_build_array(jsonb_build_object('register', r.register, 'field', r.field, 'part', r.part))
  $$;
comment on function delegated_last_year(uuid) is 'What was returned last year to questions that were handed to the acting person.';

create function delegated_records(which uuid, name text, units text[], first_column text, last_column text, counts text,
  from_day date, until_day date) returns bigint
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      place protected_table;
      own annual_call_delegation;
      number bigint;
    begin
      select * into place from protected_table p where p.table_name = name and p.excludable and p.unit_column is not null;
      select * into own from annual_call_delegation d
      where d.delegation_id = which and which = any (delegated_to_me())
        and d.asked @> jsonb_build_array(jsonb_build_object('records', name));
      if place.table_name is null or own.delegation_id is null or not units <@ units_below(array[own.unit]) then
        return null;
      end if;
      execute format(
        'select count(distinct %1$I) from public.%2$I where withdrawn_at is null and %3$I = any ($1)
           and not (%1$I = any ((select public.excluded_records(%2$L))::uuid[])) and ' ||
        case counts
          when 'within' then '%4$I >= $2 and %5$I <= $3'
          else '%4$I < $3 and (%5$I is null or %5$I >= $3)' end,
        place.record_column, place.table_name, place.unit_column, first_column, last_column)
        into number using units, from_day, until_day;
      return number;
    end
  $$;
comment on function delegated_records(uuid, text, text[], text, text, text, date, date) is
  'How many records stand about a unit in a year, for the account to which that register was handed.';

-- Who answers for a unit hands on, withdraws and sees what came of it; nothing of a delegate's answers is theirs to write.
do $$
declare one text;
begin
  foreach one in array array['coordinator', 'head'] loop
    call open_table('annual_call_delegation', one, 'unit', 'see');
    call open_table('annual_call_delegation', one, 'unit', 'do');
  end loop;
  call open_table('annual_call_delegation', 'central-coordinator', 'concern', 'see');
  call open_table('annual_call_delegation', 'central-coordinator', 'concern', 'do');
  foreach one in array array['annual_call_delegation', 'annual_call_delegation_event'] loop
    execute format('revoke update, delete on %I from daglicht_person', one);
  end loop;
end $$;
grant select, insert, update (withdrawn_at) on annual_call_delegated_answer to daglicht_person;
grant insert on annual_call_link to daglicht_person;

create policy own_part on annual_call_delegation for select to daglicht_person
  using (delegation_id = any ((select delegated_to_me())::uuid[]));
create policy handed_on_now on annual_call_delegation as restrictive for insert to daglicht_person
  with check (recorded_by = (select acting_person()) and recorded_at between now() and clock_timestamp()
    and last_day >= today() and may_hand_on(call_id, unit, asked, person_id));
create policy made_with_it on annual_call_link for insert to daglicht_person
  with check (exists (select from annual_call_delegation d
    where d.delegation_id = annual_call_link.delegation_id and d.person_id is null
      and d.recorded_by = (select acting_person()) and d.recorded_at >= now()));

create policy own_part_ends on annual_call_delegation_event for insert to daglicht_person
  with check (kind = 'handed-in' and delegation_id = any ((select delegated_to_me())::uuid[]));
create policy added_now on annual_call_delegation_event as restrictive for insert to daglicht_person
  with check (recorded_by = (select acting_person()) and recorded_at = now()
    and (kind in ('withdrawn', 'taken-over')
         or (kind = 'handed-in' and delegation_id = any ((select delegated_to_me())::uuid[]))));

create policy answers_seen on annual_call_delegated_answer for select to daglicht_person
  using (exists (select from annual_call_delegation d where d.delegation_id = annual_call_delegated_answer.delegation_id));
create policy own_answers on annual_call_delegated_answer for insert to daglicht_person
  with check (delegation_id = any ((select delegated_to_me())::uuid[]) and recorded_by = (select acting_person())
    and recorded_at between now() and clock_timestamp() and withdrawn_at is null
    and exists (select from annual_call_delegation d where d.delegation_id = annual_call_delegated_answer.delegation_id
      and d.asked @> jsonb_build_array(jsonb_build_object('register', register, 'field', field, 'part', part))));
create policy own_answers_change on annual_call_delegated_answer for update to daglicht_person
  using (withdrawn_at is null and delegation_id = any ((select delegated_to_me())::uuid[]))
  with check (withdrawn_at between now() and clock_timestamp());

create policy as_delegate_gave on annual_call_answer as restrictive for insert to daglicht_person
  with check (delegation_id is null
    or given_by_delegate(delegation_id, call_id, unit, register, field, part, state, value, note));

-- Whoever came by a link.
create policy delegate_sees on annual_call_delegation for select to daglicht_delegate
  using (delegation_id = (select acting_delegation()));
grant select (delegation_id, given_to, given_function, asked, heading, message, last_day, recorded_at)
  on annual_call_delegation to daglicht_delegate;
create policy delegate_sees on annual_call_delegated_answer for select to daglicht_delegate
  using (delegation_id = (select acting_delegation()));
create policy delegate_adds on annual_call_delegated_answer for insert to daglicht_delegate
  with check (delegation_id = (select acting_delegation()) and recorded_by is null
    and recorded_at between now() and clock_timestamp() and withdrawn_at is null
    and exists (select from annual_call_delegation d where d.delegation_id = annual_call_delegated_answer.delegation_id
      and d.asked @> jsonb_build_array(jsonb_build_object('register', register, 'field', field, 'part', part))));
create policy delegate_changes on annual_call_delegated_answer for update to daglicht_delegate
  using (withdrawn_at is null and delegation_id = (select acting_delegation()))
  with check (withdrawn_at between now() and clock_timestamp());
grant select, insert, update (withdrawn_at) on annual_call_delegated_answer to daglicht_delegate;
create policy delegate_hands_in on annual_call_delegation_event for insert to daglicht_delegate
  with check (kind = 'handed-in' and delegation_id = (select acting_delegation()) and recorded_by is null
    and recorded_at = now());
grant insert on annual_call_delegation_event to daglicht_delegate;

create policy delegate_adds_own on audit_entry for insert to daglicht_delegate
  with check (actor_kind = (select acting_kind()) and actor_kind = 'delegate' and at = now()
    and transaction_id = pg_current_xact_id() and actor = (select current_setting('app.actor', true)));
grant insert on audit_entry to daglicht_delegate;

-- Who was handed something is told that work waits, whatever their role.
create or replace function digest_readers(after uuid, most integer, on_day date) returns table (person uuid, roles text[])
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select r.person_id, coalesce((
      select array_agg(distinct a.role) from appointment a
      where a.person_id = r.person_id and a.withdrawn_at is null and a.valid_from <= on_day
        and (a.valid_until is null or on_day < a.valid_until) and not has_lapsed(a, on_day)),
      array(select distinct s.role from roles_of(r.person_id) s))
    from (
      select o.person_id from (
        select p.person_id from appointment p
        where p.person_id > after and p.withdrawn_at is null and p.valid_from <= on_day
          and (p.valid_until is null or on_day < p.valid_until) and not has_lapsed(p, on_day)
        union
        select d.person_id from annual_call_delegation d
        where d.person_id > after and d.last_day >= on_day and delegation_stands(d.delegation_id)
          and not has_left(d.person_id)) o
      where exists (select from account c where c.person_id = o.person_id and c.state = 'active')
        and case digest_rhythm(o.person_id) when 'daily' then true when 'weekly' then extract(isodow from on_day) = 1
            else false end
      order by o.person_id limit most) r
    order by r.person_id
  $$;

do $$
declare one regprocedure;
begin
  foreach one in array array[
    'delegation_stands(uuid)', 'delegated_to_me()', 'acting_delegation()', 'open_by_link(bytea, bytea, bytea)',
    'keep_link_visit(boolean)', 'comes_in(uuid)', 'may_hand_on(uuid, text, jsonb, uuid)',
    'given_by_delegate(uuid, uuid, text, text, text, text, text, text, text)', 'account_to_ask(text)',
    'delegated_year(uuid)',     'delegated_last_year(uuid)', 'delegated_records(uuid, text, text[], text, text, text, date, date)']::regprocedure[]
  loop
    execute format('revoke execute on function %s from public', one);
  end loop;
end $$;
grant execute on function acting_delegation(), open_by_link(bytea, bytea, bytea), keep_link_visit(boolean) to daglicht_delegate;
grant execute on function delegation_stands(uuid), delegated_to_me(), may_hand_on(uuid, text, jsonb, uuid),
  given_by_delegate(uuid, uuid, text, text, text, text, text, text, text), account_to_ask(text), delegated_year(uuid), delegated_last_year(uuid),
  delegated_records(uuid, text, text[], text, text, text, date, date) to daglicht_person;
