-- Who works where (counting.md, "Organisation"): a person has one or more employments. Persons bear no name, only the
-- number by which the sender of a staff list knows them. An employment keeps versions; nothing is overwritten.

create table person (
  id uuid primary key,
  number text not null unique,
  recorded_at timestamptz not null default now()
);
comment on table person is 'Somebody who works or worked here, without a name.';
comment on column person.number is 'The number by which staff lists know the person.';

create table employment (
  version_id uuid primary key,
  employment_id uuid not null,
  person_id uuid not null references person,
  unit text not null references unit,
  function text,
  supervisor_id uuid references person,
  weekly_hours numeric(4, 2) check (weekly_hours > 0),
  kind text,
  started_on date not null,
  ended_on date,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  check (ended_on >= started_on)
);
comment on table employment is 'One version of an employment of a person with a unit. The last day still counts.';
comment on column employment.kind is 'A code of the list employment-kinds; null where the list did not say.';
create unique index employment_current on employment (employment_id) where withdrawn_at is null;
create index employment_period on employment (started_on, ended_on) where withdrawn_at is null;
create index employment_person on employment (person_id);

do $$
declare one text;
begin
  foreach one in array array['person', 'employment'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy operator_all on %I to daglicht_operator
                      using ((select acting_kind()) = ''operator'') with check ((select acting_kind()) = ''operator'')', one);
    execute format('grant select, insert, update on %I to daglicht_operator', one);
  end loop;
end $$;
