-- What was asked and what came in: imported files and their rows, flags, returns, printed figures.

create table import_source (
  id uuid primary key,
  register text not null,
  sender text not null,
  file_name text not null,
  sha256 text not null,
  period text,
  recorded_at timestamptz not null default now()
);
comment on table import_source is 'One file that was read. Sender: who maintains it; its mappings are remembered per sender.';

create table import_row (
  id uuid primary key,
  source_id uuid not null references import_source,
  register text not null,
  sender text not null,
  file_name text not null,
  row_hash text not null,
  occurrence integer not null,
  row_number integer not null,
  sheet text not null,
  original jsonb not null,
  record_id uuid not null,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
comment on table import_row is 'A row as the sender wrote it. Identity: sender and file, hash of the row, its occurrence among equal rows.';
create unique index import_row_identity on import_row (register, sender, file_name, row_hash, occurrence) where withdrawn_at is null;
create index import_row_record on import_row (record_id);

create table record_flag (
  id uuid primary key,
  register text not null,
  record_id uuid not null,
  kind text not null,
  weight text not null check (weight in ('doubtful', 'note')),
  column_name text not null,
  value text not null,
  advice_nl text not null,
  advice_en text not null,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
comment on table record_flag is 'A doubt that stays with a record wherever it is shown.';
create index record_flag_record on record_flag (register, record_id);

create table remembered_mapping (
  register text not null,
  sender text not null,
  kind text not null check (kind in ('column', 'label')),
  scope text not null,
  written text not null,
  meaning text not null,
  recorded_at timestamptz not null default now(),
  primary key (register, sender, kind, scope, written)
);
comment on table remembered_mapping is 'What a sender means by a column heading or a label, as a person confirmed it.';

create table reported_value (
  id uuid primary key,
  register text not null,
  field text not null,
  part text not null default '',
  unit text not null references unit,
  period text not null,
  state text not null check (state in ('value', 'nil', 'partial', 'estimated', 'not-reported', 'not-asked',
                                       'not-applicable', 'not-recorded')),
  value text,
  note_nl text,
  note_en text,
  received_on date,
  record_id uuid,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  check ((value is not null) = (state in ('value', 'nil', 'partial', 'estimated')))
);
comment on table reported_value is 'What a node of the organisation stated in a return about a period, or why it stated nothing.';
comment on column reported_value.value is 'An exact fraction: "12" or "1/2".';
create unique index reported_value_current on reported_value (field, part, unit, period) where withdrawn_at is null;

create table call_answer (
  id uuid primary key,
  register text not null,
  unit text not null references unit,
  period text not null,
  state text not null check (state in ('answered', 'nil', 'not-reported', 'not-asked', 'not-applicable')),
  note_nl text,
  note_en text,
  received_on date,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
comment on table call_answer is 'Whether a unit answered the annual call for a register of records, nil answers included.';
create unique index call_answer_current on call_answer (register, unit, period) where withdrawn_at is null;

create table printed_figure (
  id uuid primary key,
  document text not null,
  subject text not null,
  quantity text not null,
  period text,
  printed text not null,
  unit text not null,
  place text not null,
  record_id uuid not null,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
comment on table printed_figure is 'A figure that an older report states, with its place, to hold against the registers.';

do $$
declare one text;
begin
  foreach one in array array['import_source', 'import_row', 'record_flag', 'remembered_mapping',
                             'reported_value', 'call_answer', 'printed_figure'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy operator_all on %I to daglicht_operator
                      using ((select acting_kind()) = ''operator'') with check ((select acting_kind()) = ''operator'')', one);
    execute format('grant select, insert, update on %I to daglicht_operator', one);
  end loop;
end $$;
