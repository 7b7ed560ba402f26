-- Files that somebody brought in to be read into a register and that wait for a yes (decision 0070). They are theirs
-- alone and sealed under keys outside the database: the file, how it is to be read, and what was found in it. The file
-- goes when it was stored, all of it after thirty days.
create table kept_file (
  id uuid primary key,
  person_id uuid not null references person,
  register text not null check (length(register) between 1 and 100),
  sealed_content bytea check (octet_length(sealed_content) <= 70000000),
  sealed_given bytea not null check (octet_length(sealed_given) <= 400000),
  sealed_outcome bytea check (octet_length(sealed_outcome) <= 70000000),
  busy text check (busy in ('try', 'store')),
  busy_since timestamptz,
  recorded_at timestamptz not null default now(),
  stored_at timestamptz,
  source_id uuid references import_source,
  check ((busy is null) = (busy_since is null)),
  check (stored_at is null or sealed_content is null)
);
comment on table kept_file is
  'A file that waits to be read into a register, of one person, sealed. The file goes when it was stored, the rest after 30 days.';
comment on column kept_file.sealed_given is 'Name of the file, sender, and what was answered to questions about it.';
comment on column kept_file.sealed_outcome is 'What the last trial found and would store.';
comment on column kept_file.busy is 'What is being done with it now; taken as broken off when it lasts too long.';
comment on column kept_file.source_id is 'The import that stored it.';
create index kept_file_person on kept_file (person_id, recorded_at);
create index kept_file_time on kept_file (recorded_at);

call protect_table('kept_file');
grant select, delete on kept_file to daglicht_person;
grant insert (id, person_id, register, sealed_content, sealed_given) on kept_file to daglicht_person;
grant update (sealed_content, sealed_given, sealed_outcome, busy, busy_since, stored_at, source_id) on kept_file to daglicht_person;
-- Whose it is, is no relation of a role: everybody who still has one keeps their own.
create policy own_file on kept_file to daglicht_person
  using (person_id = (select acting_person()) and exists (select from acting_roles()))
  with check (person_id = (select acting_person()) and exists (select from acting_roles()));

create function forget_files() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      delete from kept_file where recorded_at < now() - interval '30 days';
      return null;
    end
  $$;
create trigger files_go after insert on kept_file for each statement execute function forget_files();
