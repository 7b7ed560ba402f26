-- Mail (decision 0072): where it goes out by, what waits to go, and how often somebody wants to hear that work waits.

create table mail_secret (
  id uuid primary key,
  sealed bytea not null,
  recorded_at timestamptz not null default now()
);
comment on table mail_secret is 'What the program shows to a mail relay.';
comment on column mail_secret.sealed is 'Sealed for this row (platform/sealing).';

create table mail_setting (
  id uuid primary key,
  host text not null check (host <> ''),
  port integer not null check (port between 1 and 65535),
  security text not null check (security in ('tls', 'starttls', 'none')),
  sender text not null check (sender like '%_@_%'),
  warn_to text not null check (warn_to like '%_@_%'),
  means text not null check (means in ('none', 'password', 'xoauth2')),
  user_name text check (user_name <> ''),
  token_endpoint text check (token_endpoint like 'https://%'),
  client_id text check (client_id <> ''),
  secret_id uuid references mail_secret,
  secret_ends_on date,
  private_addresses text[] not null default '{}',
  certificates text,
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  check ((means = 'none') = (user_name is null)),
  check ((means = 'none') = (secret_id is null)),
  check ((means = 'xoauth2') = (token_endpoint is not null and client_id is not null)),
  check (means = 'none' or security <> 'none')
);
comment on table mail_setting is 'Versions of how mail goes out; the one that is not withdrawn holds. None: no mail is made.';
comment on column mail_setting.warn_to is 'Where is written to what turns red on the health page.';
comment on column mail_setting.private_addresses is 'Addresses that are not public and may be connected to nevertheless.';
comment on column mail_setting.certificates is 'Of authorities of the organisation itself, in PEM.';
create unique index mail_setting_current on mail_setting ((true)) where withdrawn_at is null;

create table mail_message (
  id uuid primary key,
  kind text not null check (kind in ('digest', 'test', 'health')),
  key text not null,
  person_id uuid references person,
  address text,
  topics text[] not null default '{}',
  state text not null default 'waits' check (state in ('waits', 'sends', 'sent', 'undelivered', 'dropped')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  holder uuid,
  lease_until timestamptz,
  fault text check (fault ~ '^[a-z-]+$'),
  recorded_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (kind, key),
  check ((person_id is not null) = (kind = 'digest')),
  check ((address is not null) = (kind <> 'digest')),
  check ((state = 'sends') = (holder is not null and lease_until is not null)),
  check ((state in ('sent', 'undelivered', 'dropped')) = (ended_at is not null))
);
comment on table mail_message is
  'Mail that waits to go out, written in the transaction of what it is about. Its text is made at sending and holds nothing of a record.';
comment on column mail_message.person_id is 'To whom a digest goes: the address is looked up at sending, and who left has none.';
comment on column mail_message.topics is 'Of a warning: the names of the lines of the health page that turned red.';
comment on column mail_message.state is 'Dropped: nothing waited any more, or its reader left.';
create index mail_message_open on mail_message (next_at) where state in ('waits', 'sends');
create index mail_message_told on mail_message (person_id, ended_at) where state = 'sent' and person_id is not null;
create index mail_message_ended on mail_message (ended_at) where ended_at is not null;

create table digest_choice (
  person_id uuid primary key references person,
  rhythm text not null check (rhythm in ('daily', 'weekly', 'never')),
  recorded_at timestamptz not null default now()
);
comment on table digest_choice is 'How often somebody wants to be told by mail that work waits; without a row daily.';

call protect_table('mail_secret');
call protect_table('mail_setting');
call protect_table('mail_message');
call protect_table('digest_choice');

call open_table('mail_setting', 'technical-administrator', 'concern', 'see');
call open_table('mail_setting', 'technical-administrator', 'concern', 'do');
call open_table('mail_secret', 'technical-administrator', 'concern', 'do');
call open_table('mail_message', 'technical-administrator', 'concern', 'see');
call open_table('mail_message', 'technical-administrator', 'concern', 'do');
-- The secret comes in and is read back by nobody; of messages people see and make tests alone.
revoke update, delete on mail_setting, mail_secret, mail_message from daglicht_person;
revoke select on mail_secret from daglicht_person;
grant update (withdrawn_at) on mail_setting to daglicht_person;
create policy added_now on mail_setting as restrictive for insert to daglicht_person
  with check (recorded_by = (select acting_person()) and recorded_at = now() and withdrawn_at is null);
create policy withdrawn_now on mail_setting as restrictive for update to daglicht_person
  using (withdrawn_at is null) with check (withdrawn_at = now());
create policy tests_alone on mail_message as restrictive to daglicht_person
  using (kind = 'test')
  with check (kind = 'test' and state = 'waits' and attempts = 0 and fault is null and recorded_at = now()
    and next_at = now() and topics = '{}');

do $$
declare one text;
begin
  foreach one in array array['mail_setting', 'mail_secret', 'mail_message'] loop
    execute format('create policy system_all on %I to daglicht_system using ((select acting_kind()) = ''system'')
                      with check ((select acting_kind()) = ''system'')', one);
  end loop;
end $$;
grant select on mail_setting, mail_secret to daglicht_system;
grant update (sealed) on mail_secret to daglicht_system;
grant select, insert, update, delete on mail_message to daglicht_system;

-- The own choice, by who holds a session, like the rest of the account.
create policy identity_all on digest_choice to daglicht_identity using ((select acting_kind()) = 'identity')
  with check ((select acting_kind()) = 'identity');
grant select, insert, update on digest_choice to daglicht_identity;
-- Keys are made for these secrets too: what asks whether anything is sealed sees that one is there.
create policy identity_sees on mail_secret for select to daglicht_identity using ((select acting_kind()) = 'identity');
grant select on mail_secret to daglicht_identity;

-- A secret that is kept goes where it went: who sends it elsewhere types it anew.
create function check_mail_secret() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if exists (
        select from mail_setting s
        where s.secret_id = new.secret_id
          and (s.host, s.port, s.security, s.means, s.user_name, s.token_endpoint, s.client_id, s.private_addresses,
               s.certificates)
            is distinct from (new.host, new.port, new.security, new.means, new.user_name, new.token_endpoint,
               new.client_id, new.private_addresses, new.certificates)) then
        raise exception 'a kept secret that would go elsewhere' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger secrets_stay before insert on mail_setting
  for each row when (new.secret_id is not null) execute function check_mail_secret();

create function digest_rhythm(who uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce((select c.rhythm from digest_choice c where c.person_id = who), 'daily')
  $$;
revoke execute on function digest_rhythm(uuid) from public;
grant execute on function digest_rhythm(uuid) to daglicht_system;

-- The work that waits belongs to roles that somebody was appointed to: who has none is not asked for.
create function digest_readers(after uuid, most integer, on_day date) returns table (person uuid, roles text[])
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select a.person_id, array_agg(distinct a.role)
    from appointment a
    where a.person_id > after and a.withdrawn_at is null and a.valid_from <= on_day
      and (a.valid_until is null or on_day < a.valid_until)
      and a.person_id in (
        select p.person_id from (
          select distinct o.person_id from appointment o
          where o.person_id > after and o.withdrawn_at is null and o.valid_from <= on_day
            and (o.valid_until is null or on_day < o.valid_until) and not has_lapsed(o, on_day)
            and exists (select from account c where c.person_id = o.person_id and c.state = 'active')
            and case digest_rhythm(o.person_id) when 'daily' then true when 'weekly' then extract(isodow from on_day) = 1
                else false end
          order by o.person_id limit most) p)
      and not has_lapsed(a, on_day)
    group by a.person_id order by a.person_id
  $$;
comment on function digest_readers(uuid, integer, date) is
  'Who may be told by mail that work waits, with their roles of today: an account, a role that stands, and a choice that says so.';
revoke execute on function digest_readers(uuid, integer, date) from public;
grant execute on function digest_readers(uuid, integer, date) to daglicht_system;

create function digest_reader(who uuid) returns table (address text, roles text[])
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select c.mail, array(select distinct r.role from roles_of(who) r)
    from person_contact c
    where c.person_id = who and c.withdrawn_at is null and c.mail is not null and digest_rhythm(who) <> 'never'
      and exists (select from account a where a.person_id = who and a.state = 'active') and not has_left(who)
      and not exists (select from mail_message m where m.person_id = who and m.state = 'sent'
                      and m.ended_at >= today()::timestamp at time zone 'Europe/Amsterdam')
  $$;
comment on function digest_reader(uuid) is 'Where somebody is written to, now, and in which roles; nothing for who left, wants no mail or was told today.';
revoke execute on function digest_reader(uuid) from public;
grant execute on function digest_reader(uuid) to daglicht_system;
