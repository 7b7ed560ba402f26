-- What an import covers: of which units and years a register was read whole, so that no record there means none.

create table import_coverage (
  id uuid primary key,
  source_id uuid references import_source,
  register text not null,
  unit text not null references unit,
  period text not null,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
comment on table import_coverage is
  'A unit, with those below it, and a reporting year that a file covers. Outside it no record means not recorded, never none.';
comment on column import_coverage.source_id is 'Null for what was read before coverage was recorded.';
create index import_coverage_place on import_coverage (register, period) where withdrawn_at is null;
create index import_coverage_source on import_coverage (source_id) where withdrawn_at is null;
call protect_table('import_coverage', operators => true);
