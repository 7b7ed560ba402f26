-- Who may act in which role, for which part of the organisation (decision 0020). Both tables hold dates: today's
-- rows decide. Nothing is overwritten; what was a mistake is withdrawn.

create table appointment (
  id uuid primary key,
  person_id uuid not null references person,
  role text not null check (role not in ('employee', 'supervisor')),
  unit text references unit,
  valid_from date not null,
  valid_until date,
  appointed_by text not null,
  reason text not null,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  check (valid_until > valid_from)
);
comment on table appointment is 'A role that a person has for a unit and all below it, or for the whole concern.';
comment on column appointment.role is 'A key of the roles in the program. Employees and supervisors follow from employments.';
comment on column appointment.unit is 'Null: the concern. An appointment for a unit that was dissolved lapses with it.';
comment on column appointment.valid_until is 'Exclusive; null: until further notice.';
create index appointment_person on appointment (person_id) where withdrawn_at is null;

create table record_assignment (
  id uuid primary key,
  table_name text not null,
  record_id uuid not null,
  person_id uuid not null references person,
  valid_from date not null,
  valid_until date,
  assigned_by text not null,
  reason text not null,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  check (valid_until > valid_from)
);
comment on table record_assignment is 'A record that was given to a person to handle.';
create index record_assignment_person on record_assignment (person_id, table_name) where withdrawn_at is null;

-- Who stands under somebody.
create index employment_supervisor on employment (supervisor_id) where withdrawn_at is null;
