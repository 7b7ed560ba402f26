-- What a supervisor or HR adviser handled in the line (decision 0078): four answers and no names. It counts nowhere before
-- who keeps the register makes a record of it.

create table line_notice (
  id uuid primary key,
  register text not null check (register ~ '^[a-z-]+$'),
  unit text not null references unit,
  told jsonb not null check (jsonb_typeof(told) = 'object' and octet_length(told::text) <= 20000),
  call_back boolean not null,
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  settled_at timestamptz,
  settled_by uuid references person,
  outcome text check (outcome in ('recorded', 'nothing')),
  record_id uuid,
  reason text check (length(reason) between 1 and 1000),
  check ((settled_at is null) = (outcome is null) and (settled_at is null) = (settled_by is null)),
  check ((outcome = 'recorded') = (record_id is not null)),
  check (outcome is distinct from 'nothing' or reason is not null),
  check (settled_at is null or withdrawn_at is null)
);
comment on table line_notice is 'What was handled in the line, as a supervisor or HR adviser told it to who keeps the register.';
comment on column line_notice.told is 'The answers: fields of the register by key, what was done as codes, and a few words.';
comment on column line_notice.record_id is 'The record that was made of it.';
create index line_notice_open on line_notice (unit) where settled_at is null and withdrawn_at is null;
create index line_notice_own on line_notice (recorded_by, recorded_at);

call protect_table('line_notice', unit_column => 'unit', person_column => 'recorded_by', record_column => 'id');
call seal_rows_of('line_notice', 'id');
do $$
declare one text;
begin
  foreach one in array array['supervisor', 'hr-adviser'] loop
    call open_table('line_notice', one, 'own', 'see');
    call open_table('line_notice', one, 'own', 'do');
  end loop;
  call open_table('line_notice', 'coordinator', 'unit', 'see');
  call open_table('line_notice', 'coordinator', 'unit', 'do');
  call open_table('line_notice', 'central-coordinator', 'concern', 'see');
  call open_table('line_notice', 'central-coordinator', 'concern', 'do');
end $$;
revoke update, delete on line_notice from daglicht_person;
grant update (withdrawn_at, settled_at, settled_by, outcome, record_id, reason) on line_notice to daglicht_person;

create function line_notice_units() returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select units_below(array(
      select e.unit from employment e
      where exists (select from acting_roles() r where r.role = 'supervisor')
        and (e.person_id = acting_person() or e.supervisor_id = acting_person()) and e.withdrawn_at is null
        and e.started_on <= today() and (e.ended_on is null or e.ended_on >= today())
      union
      select case r.scope when 'unit' then r.unit else (select o.unit from organisation_root o) end
      from acting_roles() r where r.role = 'hr-adviser' and r.scope in ('unit', 'concern')))
  $$;
comment on function line_notice_units() is
  'The units about which the acting person may tell: where they or their team work, or for which they advise, and those below.';

create function keeps_line_notices(of_unit text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select of_unit = any (acting_units('coordinator')) or of_unit = any (acting_units('central-coordinator')) $$;
comment on function keeps_line_notices(text) is 'Whether the acting person decides what becomes of what was told about this unit.';

create function coordinated_units() returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select units_below(array(
      select a.unit from appointment a
      where a.role = 'coordinator' and a.unit is not null and a.withdrawn_at is null and a.valid_from <= today()
        and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())))
    where exists (select from acting_roles() r where r.role in ('coordinator', 'central-coordinator'))
  $$;
comment on function coordinated_units() is 'The units that have a coordinator of their own, or one above them, for who keeps registers.';

create function line_notice_tellers(notices uuid[]) returns table (notice uuid, name text, telephone text, mail text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select n.id, c.name, c.telephone, c.mail
    from line_notice n join person_contact c on c.person_id = n.recorded_by and c.withdrawn_at is null
    where n.id = any (notices) and (keeps_line_notices(n.unit) or n.recorded_by = acting_person())
  $$;
comment on function line_notice_tellers(uuid[]) is 'Who told it, for who decides about it.';

revoke execute on function line_notice_units(), keeps_line_notices(text), coordinated_units(), line_notice_tellers(uuid[]) from public;
grant execute on function line_notice_units(), keeps_line_notices(text), coordinated_units(), line_notice_tellers(uuid[]) to daglicht_person;

create policy told_now on line_notice as restrictive for insert to daglicht_person
  with check (recorded_by = (select acting_person()) and recorded_at = now() and withdrawn_at is null and settled_at is null
    and unit = any ((select line_notice_units())::text[]));
-- Who told it takes it back as long as nobody decided; who keeps the register decides, and decides anew.
create policy settled_or_taken_back on line_notice as restrictive for update to daglicht_person
  using (withdrawn_at is null)
  with check (
    (withdrawn_at is null and keeps_line_notices(unit) and (settled_at is null
      or (settled_by = (select acting_person()) and settled_at between now() and clock_timestamp()))
      and not (settled_at is null and record_id is not null))
    or (withdrawn_at between now() and clock_timestamp() and settled_at is null and recorded_by = (select acting_person())));

-- Who is excluded from a record does not see what it was made of either (decision 0060), unless they told it themselves;
-- and of what a record was made nothing is decided anew: it stays one record.

create policy beside_excluded on line_notice as restrictive to daglicht_person
  using (record_id is null or recorded_by = (select acting_person())
    or not (record_id = any ((select excluded_everywhere())::uuid[])))
  with check (true);

create policy recorded_stays on line_notice as restrictive for update to daglicht_person
  using (record_id is null) with check (true);
