-- Publications: what was published, byte for byte, and the frozen coded inputs it was computed from
-- (counting.md, "Publication"). A correction never overwrites: it is a new version beside the old one.

create table publication (
  id uuid primary key,
  slug text not null,
  version integer not null,
  title_nl text not null,
  title_en text not null,
  period text not null,
  period_from date not null,
  period_until date not null,
  published_on date not null,
  program_version text not null,
  rules_version text not null,
  model text not null,
  model_sha256 text not null,
  recorded_at timestamptz not null default now(),
  unique (slug, version)
);
comment on table publication is 'A published report: its protected model, which every file was made from.';
comment on column publication.model is 'JSON as it was written: jsonb would reorder keys and so change the hash.';
comment on column publication.model_sha256 is 'Hash of the protected model; it covers nothing that was not published.';

create table publication_file (
  publication_id uuid not null references publication,
  name text not null,
  media_type text not null,
  language text not null,
  content bytea not null,
  compressed bytea,
  sha256 text not null,
  primary key (publication_id, name)
);
comment on table publication_file is 'The stored files are the truth: they are served as they were published.';
comment on column publication_file.compressed is 'The same bytes in gzip, for clients that take it; null for what is compressed already.';

create table publication_note (
  id uuid primary key,
  publication_id uuid not null references publication,
  noted_on date not null,
  text_nl text not null,
  text_en text not null
);
comment on table publication_note is 'A dated note added later, such as a return that came after publication.';

create table publication_input (
  publication_id uuid not null references publication,
  name text not null,
  content bytea not null,
  sha256 text not null,
  primary key (publication_id, name)
);
comment on table publication_input is 'Frozen coded inputs, one row per counted unit, no text and no person. The publication alone reads them.';

create table publication_cell (
  publication_id uuid not null references publication,
  key text not null,
  state text not null check (state in ('published', 'hidden')),
  value text,
  primary key (publication_id, key),
  check ((state = 'published') = (value is not null))
);
comment on table publication_cell is 'What the public knows of each protected count: later reports must not let a hidden one be derived.';

create table incident_summary (
  id uuid primary key,
  incident_id uuid not null,
  language text not null check (language in ('nl', 'en')),
  text text not null,
  settlement text not null,
  author text not null,
  second_reader text,
  state text not null check (state in ('draft', 'approved', 'withheld')),
  text_sha256 text not null,
  decisions jsonb not null,
  decided_on date,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  check (state <> 'approved' or (second_reader is not null and second_reader <> author and decided_on is not null))
);
comment on table incident_summary is 'The separately written public text about an incident; a second person reads it before it may appear.';
comment on column incident_summary.decisions is 'Every warning with the decision about it: changed, or kept because ….';
create unique index incident_summary_current on incident_summary (incident_id, language) where withdrawn_at is null;

create table basis_reason (
  id uuid primary key,
  figure text not null,
  unit text not null,
  period text not null,
  reason_nl text not null,
  reason_en text not null,
  recorded_at timestamptz not null default now()
);
comment on table basis_reason is 'Why a count of records and a return differ; required where both exist and differ.';

do $$
declare one text;
begin
  foreach one in array array['publication', 'publication_file', 'publication_note'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy everyone_reads on %I for select to daglicht_public, daglicht_operator, daglicht_publication
                      using ((select acting_kind()) is not null)', one);
    execute format('create policy publication_adds on %I for insert to daglicht_publication
                      with check ((select acting_kind()) = ''publication'')', one);
    execute format('grant select on %I to daglicht_public, daglicht_operator, daglicht_publication', one);
    execute format('grant insert on %I to daglicht_publication', one);
  end loop;
  foreach one in array array['publication_input', 'publication_cell'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy publication_only on %I to daglicht_publication
                      using ((select acting_kind()) = ''publication'') with check ((select acting_kind()) = ''publication'')', one);
    execute format('grant select, insert on %I to daglicht_publication', one);
  end loop;
  foreach one in array array['incident_summary', 'basis_reason'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy operator_all on %I to daglicht_operator
                      using ((select acting_kind()) = ''operator'') with check ((select acting_kind()) = ''operator'')', one);
    execute format('create policy publication_reads on %I for select to daglicht_publication
                      using ((select acting_kind()) = ''publication'')', one);
    execute format('grant select, insert, update on %I to daglicht_operator', one);
    execute format('grant select on %I to daglicht_publication', one);
  end loop;
end $$;
grant select on organisation_root to daglicht_publication;
create policy publication_reads on organisation_root for select to daglicht_publication
  using ((select acting_kind()) = 'publication');
