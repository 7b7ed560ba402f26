-- Public summaries are written beside the record (decision 0077): by who keeps it, and agreed to by somebody else who does.
-- A file that the central coordinator brings at the command line still says itself who wrote and who read.

alter table incident_summary add column recorded_by uuid default acting_person() references person;
alter table incident_summary add column written_by uuid references person;
alter table incident_summary add column read_by uuid references person;
alter table incident_summary add column asked_at timestamptz check (asked_at is null or state = 'draft');
alter table incident_summary add column reason text check (length(reason) between 1 and 1000);
comment on column incident_summary.recorded_by is 'Who recorded this version, as the database knows; null for a part of the program.';
comment on column incident_summary.written_by is 'Who wrote this text in the workplace; null where a file brought it.';
comment on column incident_summary.read_by is 'Who agreed to this text in the workplace: somebody else.';
comment on column incident_summary.asked_at is 'Since when a second reader is awaited; null: not.';
comment on column incident_summary.reason is 'Why it was sent back to its writer, or is withheld.';

create function summary_stood(incident uuid, in_language text, hash text, writer uuid, was_asked boolean) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from incident_summary s
      where s.incident_id = incident and s.language = in_language and s.text_sha256 = hash
        and (s.written_by = writer or s.written_by is null and not was_asked)
        and (s.withdrawn_at is null or s.withdrawn_at = now()) and (not was_asked or s.asked_at is not null))
  $$;
comment on function summary_stood(uuid, text, text, uuid, boolean) is 'Whether this very text of this writer stood a moment ago, and with "was_asked" waited for its second reader.';
revoke execute on function summary_stood(uuid, text, text, uuid, boolean) from public;
grant execute on function summary_stood(uuid, text, text, uuid, boolean) to daglicht_person;

create policy recorded_by_self on incident_summary as restrictive for insert to daglicht_person
  with check (recorded_by is not distinct from (select acting_person()));
create policy by_two on incident_summary as restrictive for insert to daglicht_person
  with check (case
    when written_by is null then read_by is null and asked_at is null and (select reaches_all('incident_summary', 'do'))
    when text_sha256 <> encode(sha256(convert_to(text || E'\n' || settlement, 'UTF8')), 'hex') then false
    when state = 'approved' then read_by = (select acting_person()) and read_by <> written_by
      and summary_stood(incident_id, language, text_sha256, written_by, true)
    when read_by is not null then false
    else written_by = (select acting_person()) or (asked_at is null and summary_stood(incident_id, language, text_sha256, written_by, false))
  end);

-- Who keeps the record keeps its summary: the incident that stands is asked, under the policies of who asks.
create policy keepers_see on incident_summary for select to daglicht_person
  using (exists (select from incident i where i.incident_id = incident_summary.incident_id and i.withdrawn_at is null));
create policy keepers_add on incident_summary for insert to daglicht_person
  with check (written_by is not null
    and exists (select from incident i where i.incident_id = incident_summary.incident_id and i.withdrawn_at is null));
create policy keepers_withdraw on incident_summary for update to daglicht_person
  using (exists (select from incident i where i.incident_id = incident_summary.incident_id and i.withdrawn_at is null))
  with check (exists (select from incident i where i.incident_id = incident_summary.incident_id and i.withdrawn_at is null));
create index incident_summary_asked on incident_summary (incident_id) where withdrawn_at is null and asked_at is not null;
