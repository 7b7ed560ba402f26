-- Accounts and sessions (decision 0052). What leads into an account is known to the identity role alone; what others
-- may know of one (that it is there, whose, its state) stands in a table of its own.

create table account (
  id uuid primary key,
  person_id uuid not null references person,
  sign_in_name text not null check (sign_in_name = lower(sign_in_name)),
  state text not null check (state in ('setting-up', 'active', 'ended')),
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  check ((state = 'ended') = (ended_at is not null))
);
comment on table account is 'A way into the organisation for one person; somebody may have two, none is shared.';
comment on column account.sign_in_name is 'What is typed to sign in, in lower case: the mail address as a rule.';
create unique index account_name on account (sign_in_name) where state <> 'ended';
create index account_person on account (person_id);

create table account_secret (
  account_id uuid primary key references account,
  password_hash text,
  totp_seed bytea,
  totp_step bigint,
  changed_at timestamptz not null default now()
);
comment on column account_secret.password_hash is 'Argon2id, with its parameters and salt; null: this account has no password.';
comment on column account_secret.totp_seed is 'Sealed for this row (platform/sealing).';
comment on column account_secret.totp_step is 'The last step of 30 seconds of which a code was taken: none is taken twice.';

create table recovery_code (
  account_id uuid not null references account,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

create table passkey (
  id uuid primary key,
  account_id uuid not null references account,
  credential_id text not null unique,
  public_key bytea not null,
  sign_count bigint not null,
  transports text not null,
  label text not null,
  added_on date not null default (now() at time zone 'Europe/Amsterdam')::date,
  last_used_on date
);
comment on column passkey.credential_id is 'Base64url, as the browser names it.';
create index passkey_account on passkey (account_id);

create table known_browser (
  token_hash bytea primary key,
  account_id uuid not null references account,
  last_used_on date not null default (now() at time zone 'Europe/Amsterdam')::date
);
comment on table known_browser is 'A browser in which somebody signed in before: strangers who guess do not delay it.';

create table sign_in_delay (
  key_hash bytea primary key,
  failures integer not null,
  delayed_until timestamptz,
  last_at timestamptz not null default now()
);
comment on table sign_in_delay is
  'Failed attempts by what was tried: the hash of a name, known or not, or of a known browser. Gone after a day.';

create table session (
  token_hash bytea primary key,
  id uuid not null unique,
  account_id uuid references account,
  person_id uuid not null references person,
  stage text not null check (stage in ('second-factor', 'set-up', 'full')),
  means text not null check (means in ('password', 'passkey', 'provider', 'example')),
  browser text not null,
  failures integer not null default 0,
  begun_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  idle_minutes integer not null check (idle_minutes in (15, 150)),
  ends_at timestamptz not null,
  confirmed_at timestamptz,
  check ((account_id is null) = (means = 'example'))
);
comment on table session is 'Who is signed in. A row goes when the session ends; the audit trail keeps that it was.';
comment on column session.token_hash is 'SHA-256 of what the cookie holds: 32 random bytes.';
comment on column session.browser is 'Firefox on Windows: for the person to recognise it. No address, no full agent.';
comment on column session.confirmed_at is 'When the person last showed to be there, by password, code or passkey.';
create index session_account on session (account_id);
create index session_person on session (person_id);

create table invitation (
  id uuid primary key,
  person_id uuid not null references person,
  sign_in_name text not null check (sign_in_name = lower(sign_in_name)),
  purpose text not null check (purpose in ('first', 'staff', 'recovery')),
  link_hash bytea not null unique,
  code_hash bytea,
  has_code boolean generated always as (code_hash is not null) stored,
  code_by uuid references person,
  failures integer not null default 0,
  expires_at timestamptz not null,
  spent_at timestamptz,
  withdrawn_at timestamptz,
  invited_by text not null,
  recorded_at timestamptz not null default now()
);
comment on table invitation is 'A link that makes an account, or lets somebody in again; spent at submit, never by being opened.';
comment on column invitation.code_hash is
  'SHA-256 of the hash of the link and that of the code: a second secret that the mail does not hold. Null: another has to make the code first.';
comment on column invitation.code_by is 'Who made the code, where that had to be another than who invited.';
create index invitation_person on invitation (person_id);

create table example_person (
  person_id uuid primary key references person,
  place integer not null unique,
  role text not null
);
comment on table example_person is 'Invented people of an example: whoever tries it continues as one of them.';

-- A proposal of one, decided by another (four eyes).
create table proposal (
  id uuid primary key,
  kind text not null,
  payload jsonb not null,
  payload_hash text not null,
  beneficiary uuid references person,
  reason text not null,
  proposed_by text not null,
  proposer uuid references person,
  proposed_at timestamptz not null default now(),
  expires_at timestamptz not null,
  decided_by uuid references person,
  decided_at timestamptz,
  outcome text check (outcome in ('approved', 'refused', 'withdrawn')),
  check ((outcome is null) = (decided_at is null)),
  check (outcome is distinct from 'approved' or (decided_by is distinct from proposer and decided_by is distinct from beneficiary))
);
comment on table proposal is 'What one proposed and another decides. The database itself refuses that who proposed or gains by it approves.';
comment on column proposal.payload_hash is 'SHA-256 of the payload as it was shown: what is approved is what was proposed.';

call protect_table('account', person_column => 'person_id', operators => true);
call protect_table('account_secret');
call protect_table('recovery_code');
call protect_table('passkey');
call protect_table('known_browser');
call protect_table('sign_in_delay');
call protect_table('session');
call protect_table('invitation', person_column => 'person_id', operators => true);
call protect_table('example_person', operators => true);
call protect_table('proposal', operators => true);

do $$
declare one text;
begin
  foreach one in array array['account', 'account_secret', 'recovery_code', 'passkey', 'known_browser',
                             'sign_in_delay', 'session', 'invitation', 'proposal'] loop
    execute format('create policy identity_all on %I to daglicht_identity using ((select acting_kind()) = ''identity'')
                      with check ((select acting_kind()) = ''identity'')', one);
    execute format('grant select, insert, update on %I to daglicht_identity', one);
  end loop;
  foreach one in array array['recovery_code', 'passkey', 'known_browser', 'sign_in_delay', 'session'] loop
    execute format('grant delete on %I to daglicht_identity', one);
  end loop;
end $$;
-- Of proposals, signing in has those of the first administrators alone.
drop policy identity_all on proposal;
create policy identity_first on proposal to daglicht_identity
  using ((select acting_kind()) = 'identity' and kind = 'first-administrator')
  with check ((select acting_kind()) = 'identity' and kind = 'first-administrator');
-- Only whether somebody bears an example, a name or an appointment is known to signing in; no record at all.
create policy identity_reads on example_person for select to daglicht_identity using ((select acting_kind()) = 'identity');
create policy identity_reads on person_contact for select to daglicht_identity using ((select acting_kind()) = 'identity');
grant select on example_person to daglicht_identity;
grant select (person_id, name, mail, withdrawn_at) on person_contact to daglicht_identity;

create policy identity_adds on audit_entry for insert to daglicht_identity
  with check (actor_kind = (select acting_kind()));
grant insert on audit_entry to daglicht_identity;

-- Nobody continues as somebody invented where real people sign in.
create function refuse_example_session() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if not exists (select from example_person e where e.person_id = new.person_id)
         or exists (select from account) then
        raise exception 'an example session where it may not be' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger example_sessions before insert or update on session
  for each row when (new.means = 'example') execute function refuse_example_session();

create function end_example_sessions() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      delete from session where means = 'example';
      return null;
    end
  $$;
create trigger example_ends after insert on account for each statement execute function end_example_sessions();

-- Who is appointed to look after accounts sees that they are there and invites; nothing else opens here.
call open_table('account', 'technical-administrator', 'concern', 'see');
call open_table('account', 'technical-administrator', 'concern', 'do');
call open_table('invitation', 'technical-administrator', 'concern', 'see');
call open_table('invitation', 'technical-administrator', 'concern', 'do');

-- The first administrators: two people who approve each other, after which this way is closed for good.
create function first_administrators_stand() returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select bool_and(two) from (
      select count(distinct a.person_id) >= 2 as two
      from unnest(array['technical-administrator', 'functional-administrator']) kind
      left join appointment a on a.role = kind and a.unit is null and a.withdrawn_at is null
        and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until)
      group by kind) kinds
  $$;
comment on function first_administrators_stand() is 'Whether two people look after accounts and two after appointments, so that nobody comes in by the terminal any more.';
revoke execute on function first_administrators_stand() from public;
grant execute on function first_administrators_stand() to daglicht_identity, daglicht_operator, daglicht_person;

-- Whom the terminal invited is approved by an administrator; only where there is none, by the other who was invited.
create function decides_first(who uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with standing as (
      select a.person_id from appointment a
      where a.role in ('technical-administrator', 'functional-administrator') and a.unit is null and a.withdrawn_at is null
        and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until))
    select case when exists (select from standing) then exists (select from standing s where s.person_id = who)
      else exists (select from invitation i where i.person_id = who and i.purpose = 'first' and i.spent_at is not null) end
  $$;
comment on function decides_first(uuid) is 'Whether somebody decides about whom the terminal invited as administrator.';
revoke execute on function decides_first(uuid) from public;
grant execute on function decides_first(uuid) to daglicht_identity;

create policy identity_appoints_first on appointment for insert to daglicht_identity
  with check ((select acting_kind()) = 'identity' and unit is null and valid_until is null
              and role in ('technical-administrator', 'functional-administrator')
              and not (select first_administrators_stand()));
grant insert on appointment to daglicht_identity;

-- What somebody is signed in as: for the head of a page and its navigation. What they may do the policies decide.
create function roles_of(who uuid) returns table (role text, scope text, unit text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select a.role, case when a.unit is null then 'concern' else 'unit' end, a.unit
    from appointment a
    where a.person_id = who and a.withdrawn_at is null
      and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until)
    union
    select 'employee', 'employment', null
    where exists (select from employment e where e.person_id = who and e.withdrawn_at is null
                  and e.started_on <= today() and (e.ended_on is null or e.ended_on >= today()))
    union
    select 'supervisor', 'employment', null
    where exists (select from employment e join employment own on own.person_id = who and own.withdrawn_at is null
                    and own.started_on <= today() and (own.ended_on is null or own.ended_on >= today())
                  where e.supervisor_id = who and e.person_id <> who and e.withdrawn_at is null
                    and e.started_on <= today() and (e.ended_on is null or e.ended_on >= today()))
  $$;
comment on function roles_of(uuid) is 'The roles of a person today, as acting_roles() tells the acting person.';
revoke execute on function roles_of(uuid) from public;
grant execute on function roles_of(uuid) to daglicht_identity;
