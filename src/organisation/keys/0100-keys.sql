-- Who has which key for the confidential channel (decision 0086): vaults of people, roots and lists signed by officers.
-- No column holds a secret: what opens a vault never leaves the browser of its owner, and what is signed is held
-- against its signatures by whoever reads it. What stands here says who may try; whether it counts, the signatures say.

create table key_organisation (
  is_only boolean primary key default true check (is_only),
  id uuid not null default gen_random_uuid()
);
comment on table key_organisation is 'The id by which documents of the encryption name this organisation.';
insert into key_organisation default values;

create table key_person (
  person_id uuid primary key default acting_person() references person,
  id uuid not null unique
);
comment on table key_person is
  'The id by which documents of the encryption name somebody: chance alone, as the protocol asks, and nothing else uses it.';

create table key_vault (
  person_id uuid not null default acting_person() references key_person,
  version integer not null check (version between 1 and 1000000),
  key_hash bytea not null unique check (octet_length(key_hash) = 32),
  kem bytea not null check (octet_length(kem) = 1216),
  sign bytea not null unique check (octet_length(sign) = 32),
  made_at timestamptz not null default now(),
  primary key (person_id, version)
);
comment on table key_vault is 'The public keys of somebody; the highest version is the one in use.';
comment on column key_vault.key_hash is 'The id of the keys: the hash of both, whose fingerprint is read aloud.';

create table key_slot (
  id uuid primary key,
  person_id uuid not null default acting_person(),
  version integer not null,
  kind text not null check (kind in ('code', 'pass', 'prf')),
  label text not null default '' check (length(label) <= 60),
  salt bytea not null check (octet_length(salt) = 32),
  box bytea not null check (octet_length(box) = 60),
  made_at timestamptz not null default now(),
  foreign key (person_id, version) references key_vault
);
comment on table key_slot is 'A way to unlock a vault: its secret, sealed to a printed code, a passphrase or a passkey.';
create index key_slot_vault on key_slot (person_id, version);

create table key_own_object (
  person_id uuid not null default acting_person() references person,
  name text not null check (name ~ '^[a-z]+(/[0-9]+)?$' and length(name) <= 60),
  revision bigint not null check (revision >= 1),
  head bytea not null check (octet_length(head) between 2101 and 524341),
  saved_at timestamptz not null default now(),
  primary key (person_id, name)
);
comment on table key_own_object is 'What somebody keeps for themselves, sealed to their own vault: what they remember of lists and boxes.';

create table key_root (
  version integer primary key check (version >= 1),
  hash bytea not null unique check (octet_length(hash) = 32),
  doc text not null check (octet_length(doc) <= 65536),
  sigs text not null check (octet_length(sigs) <= 65536),
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null default acting_person() references person
);
comment on table key_root is 'Who signs lists and holds shares, signed by them. Which one counts stands outside the database.';

create table key_officer (
  root_version integer not null references key_root,
  person_id uuid not null references person,
  key_hash bytea not null check (octet_length(key_hash) = 32),
  primary key (root_version, person_id)
);
comment on table key_officer is 'The officers of each root, as its document says.';

create table key_list (
  name text not null check (name in ('intake', 'people')),
  version integer not null check (version >= 1),
  root_version integer not null references key_root,
  hash bytea not null unique check (octet_length(hash) = 32),
  valid_from date not null,
  valid_until date not null,
  doc text not null check (octet_length(doc) <= 8388608),
  sigs text not null check (octet_length(sigs) <= 65536),
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null default acting_person() references person,
  primary key (name, version)
);
comment on table key_list is 'Who may receive (intake, public) and who may read (people), signed by officers; both of one version together.';

create table key_draft (
  id uuid primary key,
  kind text not null check (kind in ('root', 'lists')),
  root_doc text check (octet_length(root_doc) <= 65536),
  intake_doc text check (octet_length(intake_doc) <= 8388608),
  people_doc text check (octet_length(people_doc) <= 8388608),
  made_by uuid not null default acting_person() references person,
  made_at timestamptz not null default now(),
  outcome text check (outcome in ('signed', 'dropped')),
  ended_at timestamptz,
  check ((kind = 'root') = (root_doc is not null)),
  check ((kind = 'lists') = (intake_doc is not null and people_doc is not null)),
  check ((outcome is null) = (ended_at is null))
);
comment on table key_draft is 'What waits for signatures, 72 hours at most. One at a time.';
create unique index key_draft_one on key_draft ((true)) where outcome is null;

create table key_draft_signer (
  draft_id uuid not null references key_draft,
  person_id uuid not null references person,
  key_hash bytea not null check (octet_length(key_hash) = 32),
  primary key (draft_id, person_id)
);
comment on table key_draft_signer is 'Who is asked to sign a draft, with which keys.';

create table key_signature (
  draft_id uuid not null,
  person_id uuid not null default acting_person(),
  document text not null check (document in ('root', 'intake', 'people')),
  signature bytea not null check (octet_length(signature) = 64),
  signed_at timestamptz not null default now(),
  primary key (draft_id, person_id, document),
  foreign key (draft_id, person_id) references key_draft_signer
);

create function is_key_officer() returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from acting_roles()) and exists (
      select from key_officer o
      where o.person_id = acting_person() and o.root_version = (select max(r.version) from key_root r))
  $$;
comment on function is_key_officer() is 'Whether the acting person works here and is an officer of the newest root.';

create function signs_draft(draft uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from acting_roles()) and exists (
      select from key_draft d join key_draft_signer s on s.draft_id = d.id
      where d.id = draft and s.person_id = acting_person() and d.outcome is null and now() < d.made_at + interval '72 hours')
  $$;
comment on function signs_draft(uuid) is 'Whether the acting person is asked to sign this draft, which still waits.';

create function prepares_root() returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select case when exists (select from key_root) then is_key_officer()
      else exists (select from acting_roles() r where r.role = 'functional-administrator' and r.scope = 'concern') end
  $$;
comment on function prepares_root() is
  'Whether the acting person prepares a root: the functional administrator the first, its officers each later one.';

create function sees_drafts() returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from acting_roles()) and (is_key_officer()
      or exists (select from acting_roles() r where r.role in ('functional-administrator', 'auditor') and r.scope = 'concern')
      or exists (select from key_draft d join key_draft_signer s on s.draft_id = d.id
        where s.person_id = acting_person() and d.outcome is null))
  $$;
comment on function sees_drafts() is 'Whether the acting person sees what waits for signatures: who signs, who prepares, the auditor.';

create function drops_draft(draft uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from acting_roles()) and exists (
      select from key_draft d
      where d.id = draft and d.outcome is null
        and (d.made_by = acting_person() or signs_draft(d.id) or is_key_officer()
          or (now() >= d.made_at + interval '72 hours' and prepares_root())))
  $$;
comment on function drops_draft(uuid) is
  'Whether the acting person withdraws this draft: who made it, who is asked to sign it, an officer; one that ended by itself also who prepares the next.';

create function signed_by_enough(of_kind text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from key_draft d
      where d.kind = of_kind and signs_draft(d.id)
        and exists (select from key_signature s where s.draft_id = d.id and s.person_id = acting_person())
        and (select count(distinct s.person_id) from key_signature s where s.draft_id = d.id) >= 2)
  $$;
comment on function signed_by_enough(text) is
  'Whether a draft of this kind waits that the acting person signed, and another too. Whether that is enough, the signatures say.';

create function next_root_version() returns integer
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select 1 + coalesce(max(r.version), 0) from key_root r $$;
comment on function next_root_version() is 'The version of the next root.';

create function key_holders() returns table (person uuid, person_id uuid, name text, held text[])
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select k.id, k.person_id, c.name, (select coalesce(array_agg(distinct r.role order by r.role), '{}') from roles_of(k.person_id) r)
    from key_person k
    join person_contact c on c.person_id = k.person_id and c.withdrawn_at is null
    where sees_drafts() and exists (select from roles_of(k.person_id))
  $$;
comment on function key_holders() is
  'Who works here and has a vault, by name and with their roles of today, for who signs lists and who prepares the first root.';

revoke execute on function is_key_officer(), signs_draft(uuid), prepares_root(), sees_drafts(), drops_draft(uuid), signed_by_enough(text), next_root_version(),
  key_holders() from public;
grant execute on function is_key_officer(), signs_draft(uuid), prepares_root(), sees_drafts(), drops_draft(uuid), signed_by_enough(text), next_root_version(),
  key_holders() to daglicht_person;

do $$
declare one text;
begin
  foreach one in array array['key_organisation', 'key_person', 'key_vault', 'key_slot', 'key_own_object', 'key_root', 'key_officer',
    'key_list', 'key_draft', 'key_draft_signer', 'key_signature'] loop
    execute format('call protect_table(%L)', one);
  end loop;
  -- Public keys, roots and lists are for everybody who works here: all see who has which key.
  foreach one in array array['key_organisation', 'key_person', 'key_vault', 'key_root', 'key_officer', 'key_list'] loop
    execute format('create policy staff_see on %I for select to daglicht_person using (exists (select from acting_roles()))', one);
    execute format('grant select on %I to daglicht_person', one);
  end loop;
  -- Who keeps the server pins the root that the officers signed; what looks after the program sees whether it is in order.
  foreach one in array array['key_organisation', 'key_root', 'key_list'] loop
    execute format('create policy operator_sees on %I for select to daglicht_operator using ((select acting_kind()) = ''operator'')', one);
    execute format('grant select on %I to daglicht_operator', one);
    execute format('create policy system_sees on %I for select to daglicht_system using ((select acting_kind()) = ''system'')', one);
    execute format('grant select on %I to daglicht_system', one);
  end loop;
  foreach one in array array['key_draft', 'key_draft_signer', 'key_signature'] loop
    execute format('create policy signers_see on %I for select to daglicht_person using ((select sees_drafts()))', one);
    execute format('grant select on %I to daglicht_person', one);
  end loop;
end $$;

-- Somebody makes their own vault, and a next version of it when they have to.
create policy own_person on key_person for insert to daglicht_person
  with check (person_id = (select acting_person()) and exists (select from acting_roles()));
grant insert on key_person to daglicht_person;
create policy own_vault on key_vault for insert to daglicht_person
  with check (person_id = (select acting_person()) and made_at = now() and exists (select from acting_roles()));
grant insert on key_vault to daglicht_person;

create function vault_is_next() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      perform pg_advisory_xact_lock(hashtext('key_vault'), hashtext(new.person_id::text));
      if new.version <> 1 + coalesce((select max(v.version) from key_vault v where v.person_id = new.person_id), 0) then
        raise exception 'a vault is the next version' using errcode = 'check_violation';
      end if;
      return new;
    end
  $$;
create trigger vault_is_next before insert on key_vault for each row execute function vault_is_next();

create policy own_slots on key_slot to daglicht_person
  using (person_id = (select acting_person()) and exists (select from acting_roles()))
  with check (person_id = (select acting_person()) and exists (select from acting_roles()));
grant select, insert, delete on key_slot to daglicht_person;

-- A vault keeps two ways at least, of which one is the printed code; ten at most.
create function vault_keeps_ways() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      of_person uuid := coalesce(new.person_id, old.person_id);
      of_version integer := coalesce(new.version, old.version);
      ways integer; codes integer;
    begin
      select count(*), count(*) filter (where s.kind = 'code') into ways, codes
      from key_slot s where s.person_id = of_person and s.version = of_version;
      -- Who is forgotten keeps none.
      if ways = 0 and tg_op = 'DELETE' and not exists (select from person_contact c where c.person_id = of_person) then
        return null;
      end if;
      if ways not between 2 and 10 or codes = 0 then
        raise exception 'a vault keeps two to ten ways to unlock it, of which one is a printed code' using errcode = 'check_violation';
      end if;
      return null;
    end
  $$;
create constraint trigger vault_keeps_ways after insert or delete on key_slot deferrable initially deferred
  for each row execute function vault_keeps_ways();

create policy own_objects on key_own_object to daglicht_person
  using (person_id = (select acting_person()) and exists (select from acting_roles()))
  with check (person_id = (select acting_person()) and exists (select from acting_roles()));
grant select, insert, update (revision, head, saved_at) on key_own_object to daglicht_person;

create policy prepared on key_draft for insert to daglicht_person
  with check (made_by = (select acting_person()) and made_at = now() and outcome is null
    and case kind when 'root' then (select prepares_root()) else (select is_key_officer()) end);
create policy ended on key_draft for update to daglicht_person
  using (outcome is null and drops_draft(id))
  with check (outcome is not null and ended_at between now() and clock_timestamp());
grant insert, update (outcome, ended_at) on key_draft to daglicht_person;
create policy asked on key_draft_signer for insert to daglicht_person
  with check (exists (select from key_draft d where d.id = draft_id and d.made_by = (select acting_person())
    and d.outcome is null and d.made_at = now()));
grant insert on key_draft_signer to daglicht_person;
create policy signed on key_signature for insert to daglicht_person
  with check (person_id = (select acting_person()) and signed_at = now() and signs_draft(draft_id));
grant insert on key_signature to daglicht_person;

create policy recorded on key_root for insert to daglicht_person
  with check (recorded_by = (select acting_person()) and recorded_at = now() and (select signed_by_enough('root'))
    and version = (select next_root_version()));
grant insert on key_root to daglicht_person;
create policy recorded on key_officer for insert to daglicht_person
  with check ((select signed_by_enough('root')));
grant insert on key_officer to daglicht_person;
create policy recorded on key_list for insert to daglicht_person
  with check (recorded_by = (select acting_person()) and recorded_at = now() and (select signed_by_enough('lists')));
grant insert on key_list to daglicht_person;

-- Who is forgotten has no way to unlock anything: the rule that takes names away deletes every version of a name.
create function forget_slots() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      delete from key_slot where person_id = old.person_id;
      delete from key_own_object where person_id = old.person_id;
      return null;
    end
  $$;
create trigger slots_go after delete on person_contact for each row execute function forget_slots();
