-- Oaths and promises of office, without the person.

create table oath (
  version_id uuid primary key,
  oath_id uuid not null,
  unit text not null references unit,
  taken_on date not null,
  form text,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  change_reason text
);
comment on table oath is 'One version of an oath or promise that was taken.';
create unique index oath_current on oath (oath_id) where withdrawn_at is null;

call keep_register('oath', record_column => 'oath_id');
