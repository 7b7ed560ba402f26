-- Single sign-on (decision 0057): the provider of the organisation, whose sign-ins are linked to which account, and who
-- is on the way there and back. Nothing of a token is kept.

create table sign_in_provider (
  id uuid primary key,
  name text not null check (name <> ''),
  issuer text not null check (issuer like 'https://%'),
  client_id text not null,
  client_secret bytea not null,
  secret_ends_on date,
  tenant text,
  mail_domains text[] not null,
  acrs text,
  private_addresses text[] not null,
  certificates text,
  settings_hash text not null,
  proposal_id uuid references proposal,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
comment on table sign_in_provider is 'Versions of the settings by which people sign in with their account elsewhere. The one approved last holds.';
comment on column sign_in_provider.client_secret is 'Sealed for this row (platform/sealing).';
comment on column sign_in_provider.tenant is 'Of Entra: the one tenant whose people sign in; they are known by their object id then.';
comment on column sign_in_provider.mail_domains is 'Mail addresses of these domains are looked up once; of others never.';
comment on column sign_in_provider.acrs is 'The authentication context by which somebody shows to be there; null: by the time of signing in (max_age).';
comment on column sign_in_provider.private_addresses is 'Addresses that are not public and may be connected to nevertheless, each with its prefix.';
comment on column sign_in_provider.certificates is 'Of authorities of the organisation itself, in PEM.';
comment on column sign_in_provider.settings_hash is 'SHA-256 of the settings as they were shown: what is approved is what was proposed.';
comment on column sign_in_provider.proposal_id is 'By which another approves these settings, where that was needed.';

create table provider_link (
  id uuid primary key,
  account_id uuid not null references account,
  issuer text not null,
  subject text not null,
  label text not null,
  means text not null check (means in ('invitation', 'mail', 'account')),
  linked_on date not null default (now() at time zone 'Europe/Amsterdam')::date,
  last_used_on date,
  unique (issuer, subject)
);
comment on table provider_link is 'Which sign-in elsewhere leads into which account: issuer and subject, matched once.';
comment on column provider_link.label is 'What the provider calls its owner, for recognising it; nothing is decided by it.';
comment on column provider_link.means is 'By an invitation, by a verified mail address, or by somebody signed in otherwise. The last two serve employees alone.';
create index provider_link_account on provider_link (account_id);

create table provider_attempt (
  id uuid primary key,
  holder_hash bytea not null unique,
  purpose text not null check (purpose in ('sign-in', 'invitation', 'confirm', 'link')),
  provider_id uuid not null references sign_in_provider,
  session_id uuid references session (id) on delete cascade,
  invitation_id uuid references invitation,
  language text not null,
  on_to text not null,
  kept bytea,
  begun_at timestamptz not null default now(),
  expires_at timestamptz not null,
  check ((session_id is not null) = (purpose in ('confirm', 'link'))),
  check ((invitation_id is not null) = (purpose = 'invitation'))
);
comment on table provider_attempt is 'Who went to the provider and did not come back yet. A row goes with the first answer, right or wrong.';
comment on column provider_attempt.holder_hash is
  'SHA-256 of what the cookie of that browser holds; state, nonce and code verifier follow from it and are kept nowhere.';
comment on column provider_attempt.kept is 'A form that waits for its sender to show to be there, sealed for this row.';
create index provider_attempt_ends on provider_attempt (expires_at);
create index provider_attempt_session on provider_attempt (session_id);

call protect_table('sign_in_provider', operators => true);
call narrow_operator('sign_in_provider');
call protect_table('provider_link');
call protect_table('provider_attempt');

do $$
declare one text;
begin
  foreach one in array array['provider_link', 'provider_attempt'] loop
    execute format('create policy identity_all on %I to daglicht_identity using ((select acting_kind()) = ''identity'')
                      with check ((select acting_kind()) = ''identity'')', one);
    execute format('grant select, insert, update, delete on %I to daglicht_identity', one);
  end loop;
end $$;
-- Signing in reads the settings, and seals their secret anew under a new key; it changes nothing else of them.
create policy identity_reads on sign_in_provider for select to daglicht_identity
  using ((select acting_kind()) = 'identity');
create policy identity_reseals on sign_in_provider for update to daglicht_identity
  using ((select acting_kind()) = 'identity') with check ((select acting_kind()) = 'identity');
grant select on sign_in_provider to daglicht_identity;
grant update (client_secret) on sign_in_provider to daglicht_identity;

-- Who looks after accounts, and who approves, see the settings, never the secret.
call open_table('sign_in_provider', 'technical-administrator', 'concern', 'see');
call open_table('sign_in_provider', 'functional-administrator', 'concern', 'see');
revoke select on sign_in_provider from daglicht_person;
grant select (id, name, issuer, client_id, secret_ends_on, tenant, mail_domains, acrs, private_addresses, certificates,
  settings_hash, proposal_id, recorded_by, recorded_at, withdrawn_at) on sign_in_provider to daglicht_person;

create function provider_needs_approval() returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select count(distinct a.person_id) >= 2 from appointment a where a.role = 'functional-administrator' and a.unit is null
  $$;
comment on function provider_needs_approval() is
  'Whether somebody in the workplace approves how people sign in: from the moment that two could, for good.';
revoke execute on function provider_needs_approval() from public;
grant execute on function provider_needs_approval() to daglicht_operator;

create function standing_provider() returns uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select p.id from sign_in_provider p left join proposal o on o.id = p.proposal_id
    where p.withdrawn_at is null and (p.proposal_id is null or o.outcome = 'approved')
    order by coalesce(o.decided_at, p.recorded_at) desc, p.id desc limit 1
  $$;
comment on function standing_provider() is 'The settings that hold; null: nobody signs in elsewhere.';
revoke execute on function standing_provider() from public;
grant execute on function standing_provider() to daglicht_identity, daglicht_operator, daglicht_person;

-- A new secret lets in nobody else: it may not have to wait for somebody who could not come in to approve it.
create function renews_provider(given sign_in_provider) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from sign_in_provider p
      where p.id = standing_provider()
        and (p.name, p.issuer, p.client_id, p.tenant, p.mail_domains, p.acrs, p.private_addresses, p.certificates)
          is not distinct from (given.name, given.issuer, given.client_id, given.tenant, given.mail_domains, given.acrs,
            given.private_addresses, given.certificates))
  $$;
comment on function renews_provider(sign_in_provider) is 'Whether settings differ from those that hold in the secret and its end alone.';
revoke execute on function renews_provider(sign_in_provider) from public;
grant execute on function renews_provider(sign_in_provider) to daglicht_operator;

create function provider_state(provider uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select case
      when p.withdrawn_at is not null then 'withdrawn'
      when p.id = standing_provider() then 'stands'
      when o.outcome is null and o.expires_at > now() then 'waits'
      when o.outcome is null and o.id is not null then 'lapsed'
      when o.outcome = 'refused' then 'refused'
      else 'replaced' end
    from sign_in_provider p left join proposal o on o.id = p.proposal_id where p.id = provider
  $$;
comment on function provider_state(uuid) is 'How settings stand: they hold, wait for approval, or came to nothing.';
revoke execute on function provider_state(uuid) from public;
grant execute on function provider_state(uuid) to daglicht_operator, daglicht_person;

-- A link by mail rests on an employment of today, and serves nobody who has a role that was given to them.
create function serves_by_mail(who uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(bool_and(r.scope = 'employment'), false) from roles_of(who) r
  $$;
comment on function serves_by_mail(uuid) is 'Whether somebody is employed today and has no role but by that.';
revoke execute on function serves_by_mail(uuid) from public;
grant execute on function serves_by_mail(uuid) to daglicht_identity;

create function provider_way(account uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select p.name from provider_link l
    join account a on a.id = l.account_id
    join sign_in_provider p on p.id = standing_provider() and p.issuer = l.issuer
    where l.account_id = provider_way.account and a.state = 'active'
      and (l.means = 'invitation' or serves_by_mail(a.person_id))
    limit 1
  $$;
comment on function provider_way(uuid) is 'What the provider is called by which this account may be entered today; null where it may not.';
revoke execute on function provider_way(uuid) from public;
grant execute on function provider_way(uuid) to daglicht_identity;

-- An account that ends takes its links with it: another invitation may link the same person again.
create function end_links_of_account() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      delete from provider_link where account_id = new.id;
      return null;
    end
  $$;
create trigger account_unlinks after update on account
  for each row when (new.state = 'ended' and old.state <> 'ended') execute function end_links_of_account();

create function check_provider() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if new.proposal_id is null and provider_needs_approval() and not renews_provider(new)
         or new.proposal_id is not null and not exists (
           select from proposal o
           where o.id = new.proposal_id and o.kind = 'sign-in-provider' and o.outcome is null and o.expires_at > now()
             and o.payload ->> 'provider' = new.id::text and o.payload_hash = new.settings_hash) then
        raise exception 'settings of signing in that another has to approve' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger providers_are_approved before insert on sign_in_provider
  for each row when (acting_kind() = 'operator') execute function check_provider();

-- Such a proposal comes from the terminal, undecided.
create function check_provider_proposal() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if acting_kind() <> 'operator' or new.outcome is not null or new.expires_at > now() + interval '72 hours' then
        raise exception 'a proposal that is not made so' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger provider_proposals before insert on proposal
  for each row when (new.kind = 'sign-in-provider') execute function check_provider_proposal();

create or replace function check_proposal() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      who constant uuid := acting_person();
    begin
      if tg_op = 'INSERT' then
        if new.kind = 'appoint' and new.outcome is null and new.decided_by is null and new.proposer = who
           and new.proposed_by = who::text and new.payload ->> 'person' = new.beneficiary::text
           and new.expires_at <= now() + interval '72 hours' then
          return new;
        end if;
      elsif old.kind = 'appoint' and old.outcome is null and old.expires_at > now() and new.decided_by = who
            and new.decided_at = now() then
        if new.outcome = 'withdrawn' and old.proposer = who then return new; end if;
        if new.outcome in ('approved', 'refused') and old.proposer <> who and old.beneficiary <> who
           and (new.outcome = 'refused' or not (was_let_in_by(who, old.proposer) or was_let_in_by(who, old.beneficiary))) then
          return new;
        end if;
      elsif old.kind = 'sign-in-provider' and old.outcome is null and old.expires_at > now() and new.decided_by = who
            and new.decided_at = now() and new.outcome in ('approved', 'refused')
            and exists (select from sign_in_provider p where p.proposal_id = old.id and p.withdrawn_at is null) then
        return new;
      end if;
      raise exception 'a proposal that this person may not make or decide so' using errcode = 'insufficient_privilege';
    end
  $$;
