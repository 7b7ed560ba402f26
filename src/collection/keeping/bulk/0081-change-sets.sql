-- Many records that somebody changes at once (decision 0073): which, to what, and what became of each. The changes
-- themselves are versions of the records, written under the policies of their tables; this only says which they are.

create table change_set (
  id uuid primary key,
  person_id uuid not null default acting_person() references person,
  register text not null,
  field text,
  new_values jsonb,
  reason text check (length(reason) between 1 and 1000),
  recorded_at timestamptz not null default now(),
  applied_at timestamptz,
  undone_at timestamptz,
  check ((field is null) = (new_values is null)),
  check (applied_at is null or (field is not null and reason is not null)),
  check (undone_at is null or applied_at is not null)
);
comment on table change_set is 'Records that somebody chose to change at once, the field and its new value. Theirs alone; gone after thirty days.';
comment on column change_set.new_values is 'The new value by field: of a code also that of the field that divides it.';
create index change_set_time on change_set (recorded_at);

create table change_set_row (
  set_id uuid not null references change_set on delete cascade,
  record_id uuid not null,
  base_version uuid not null,
  left_out boolean not null default false,
  outcome text check (outcome in ('done', 'same', 'changed', 'gone', 'left-out', 'undone', 'kept')),
  new_version uuid,
  primary key (set_id, record_id)
);
comment on table change_set_row is 'A record of a set: the version that was seen, whether it was taken out, and what became of it.';
comment on column change_set_row.base_version is 'The version that stood when the change was shown: another is not changed.';

call protect_table('change_set');
call protect_table('change_set_row');
grant select, insert, update (field, new_values, reason, applied_at, undone_at) on change_set to daglicht_person;
grant select, insert, update (base_version, left_out, outcome, new_version) on change_set_row to daglicht_person;
-- Whose it is, is no relation of a role: everybody who still has one keeps their own.
create policy own_set on change_set to daglicht_person
  using (person_id = (select acting_person()) and exists (select from acting_roles()))
  with check (person_id = (select acting_person()) and exists (select from acting_roles()) and recorded_at <= now());
create policy own_rows on change_set_row to daglicht_person
  using (set_id in (select s.id from change_set s where s.person_id = (select acting_person())))
  with check (set_id in (select s.id from change_set s where s.person_id = (select acting_person())));
call exclude_beside('change_set_row', 'record_id');

create function forget_change_sets() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      delete from change_set where recorded_at < now() - interval '30 days';
      return null;
    end
  $$;
create trigger change_sets_go after insert on change_set for each statement execute function forget_change_sets();
