-- Incidents: the coded registration on the uniform form (domain.md 2; counting.md, "Incident, subject,
-- measure"). Every field may be null: "niet vastgelegd", which is counted and shown. A correction adds a
-- version; the earlier one keeps its recorded time.

create table incident (
  version_id uuid primary key,
  incident_id uuid not null,
  reference text not null,
  kind text,
  category text,
  subcategory text,
  unit text references unit,
  reporter_type text,
  channel text,
  anonymous boolean,
  named_later boolean,
  reopened_by_reporter boolean,
  investigation text,
  investigator text,
  external_step text,
  damage_euro numeric(14, 2),
  recovered_euro numeric(14, 2),
  received_from date, received_until date, received_precision text,
  occurred_from date, occurred_until date, occurred_precision text,
  acknowledged_from date, acknowledged_until date, acknowledged_precision text,
  informed_from date, informed_until date, informed_precision text,
  qualified_from date, qualified_until date, qualified_precision text,
  decided_from date, decided_until date, decided_precision text,
  closed_from date, closed_until date, closed_precision text,
  detriment_reported boolean,
  detriment_established boolean,
  description text,
  settlement text,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  change_reason text
);
comment on table incident is 'One version of the coded registration of an incident.';
comment on column incident.reference is 'Random, so that a gap betrays no hidden case.';
comment on column incident.unit is 'Unit of occurrence: where it (presumably) happened, not who reported it.';
comment on column incident.received_until is 'Exclusive. A day spans one day, a year one year: the span is the precision.';
comment on column incident.description is 'As the sender wrote it. Never published: the appendix shows separately written summaries.';
create unique index incident_current on incident (incident_id) where withdrawn_at is null;
create index incident_received on incident (received_from) where withdrawn_at is null;

create table incident_subject (
  id uuid primary key,
  version_id uuid not null references incident,
  line integer not null,
  relation text,
  finding text,
  unique (version_id, line)
);
comment on table incident_subject is 'A subject line: a person in a relation to the organisation, presumed innocent. No name is kept.';

create table incident_measure (
  id uuid primary key,
  subject_id uuid not null references incident_subject,
  version_id uuid not null,
  measure text not null
);
comment on table incident_measure is 'What was done about a subject line: talks, sanctions and order measures, apart from the finding.';
comment on column incident_measure.version_id is 'The version of its subject line, for reading without a join.';
create index incident_measure_version on incident_measure (version_id);

do $$
declare one text;
begin
  foreach one in array array['incident', 'incident_subject', 'incident_measure'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy operator_all on %I to daglicht_operator
                      using ((select acting_kind()) = ''operator'') with check ((select acting_kind()) = ''operator'')', one);
    execute format('grant select, insert, update on %I to daglicht_operator', one);
  end loop;
end $$;
