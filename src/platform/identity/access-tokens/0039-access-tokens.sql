-- Access tokens (decision 0056): a program acts as somebody, for what that person chose, until a day.

create function accounts_stand() returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select exists (select from account where state <> 'setting-up') $$;
comment on function accounts_stand() is
  'Whether somebody has, or ever had, an account in use: from then on people keep the registers, and the operator does not.';
revoke execute on function accounts_stand() from public;
grant execute on function accounts_stand() to daglicht_operator, daglicht_identity, daglicht_person;

create table access_token (
  id uuid primary key,
  account_id uuid not null references account,
  person_id uuid not null references person,
  label text not null check (length(label) between 1 and 60),
  token_hash bytea not null unique,
  scope text[] not null check (cardinality(scope) > 0),
  appointments uuid[] not null check (cardinality(appointments) > 0),
  made_on date not null default (now() at time zone 'Europe/Amsterdam')::date,
  ends_on date not null,
  last_used_on date,
  revoked_at timestamptz,
  check (ends_on between made_on and made_on + 366)
);
comment on table access_token is 'A key for a program or the command line, shown once. What it may do is what its person may, as far as it names it.';
comment on column access_token.token_hash is 'SHA-256 of the token: 256 bits of chance.';
comment on column access_token.scope is 'The actions and questions that it allows, by name.';
comment on column access_token.appointments is 'The appointments that it was made under: it ends with the first of them that ends.';
create index access_token_account on access_token (account_id);

call protect_table('access_token');
create policy identity_all on access_token to daglicht_identity using ((select acting_kind()) = 'identity')
  with check ((select acting_kind()) = 'identity');
grant select, insert, update (last_used_on, revoked_at) on access_token to daglicht_identity;

create function appointments_held(who uuid, for_roles text[]) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(a.id order by a.id), '{}')
    from appointment a
    where a.person_id = who and a.role = any (for_roles) and a.withdrawn_at is null
      and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until)
  $$;
comment on function appointments_held(uuid, text[]) is 'The appointments of today by which somebody has one of these roles.';

create function token_stands(token access_token) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select token.revoked_at is null and today() <= token.ends_on
      and exists (select from account a where a.id = token.account_id and a.state = 'active')
      and not exists (
        select from unnest(token.appointments) held
        where not exists (
          select from appointment a
          where a.id = held and a.withdrawn_at is null and a.valid_from <= today()
            and (a.valid_until is null or today() < a.valid_until)))
  $$;
comment on function token_stands(access_token) is
  'Whether a token works: not revoked, not past its day, its account in use, and every appointment it was made under in force.';
revoke execute on function appointments_held(uuid, text[]), token_stands(access_token) from public;
grant execute on function appointments_held(uuid, text[]), token_stands(access_token) to daglicht_identity;
