-- Statements: what was sent to a receiver under agreement, so that a later one can list what has changed since
-- (counting.md; domain.md, "statement"). Coded rows only: no text and no person.

create table statement (
  id uuid primary key,
  year text not null,
  version integer not null,
  mapping_key text not null,
  mapping_version text not null,
  counting_date text not null,
  made_on date not null,
  program_version text not null,
  content text not null,
  content_sha256 text not null,
  recorded_at timestamptz not null default now(),
  unique (year, version)
);
comment on table statement is 'A yearly statement as it was sent to its receiver.';
comment on column statement.content is 'JSON as it was sent: jsonb would reorder keys and so change the hash.';

create table statement_row (
  statement_id uuid not null references statement,
  incident_id uuid not null,
  own jsonb not null,
  sent jsonb not null,
  primary key (statement_id, incident_id)
);
comment on table statement_row is 'One counted incident of a statement: its own codes and the codes that were sent. The identity stays here.';

do $$
declare one text;
begin
  foreach one in array array['statement', 'statement_row'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy operator_all on %I to daglicht_operator
                      using ((select acting_kind()) = ''operator'') with check ((select acting_kind()) = ''operator'')', one);
    execute format('grant select, insert on %I to daglicht_operator', one);
  end loop;
end $$;
