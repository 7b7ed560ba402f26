-- Declarations of outside activities. Until each unit keeps its declarations here, their yearly number comes
-- from the returns (reported_value); both feed the same figures.

create table outside_activity (
  version_id uuid primary key,
  activity_id uuid not null,
  unit text not null references unit,
  declared_on date not null,
  ended_on date,
  paid boolean,
  decision text check (decision in ('accepted', 'conditions', 'refused', 'pending')),
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
comment on table outside_activity is 'One version of a declared outside activity, without the person and without its content.';
create unique index outside_activity_current on outside_activity (activity_id) where withdrawn_at is null;
create index outside_activity_period on outside_activity (declared_on, ended_on) where withdrawn_at is null;

alter table outside_activity enable row level security;
alter table outside_activity force row level security;
create policy operator_all on outside_activity to daglicht_operator
  using ((select acting_kind()) = 'operator') with check ((select acting_kind()) = 'operator');
grant select, insert, update on outside_activity to daglicht_operator;
