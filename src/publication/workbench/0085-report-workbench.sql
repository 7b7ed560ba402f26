-- A report is written and approved in the workplace (decision 0074): its text in blocks, the reading versions that were
-- made of it, who was asked to read, what they said, and the signatures, each under the hash of what was read.

create table report_draft (
  id uuid primary key,
  slug text not null check (slug ~ '^[a-z0-9-]{1,60}$'),
  period text not null check (length(period) between 4 and 20),
  language text not null check (language in ('nl', 'en')),
  revises integer check (revises > 0),
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_as text check (ended_as in ('published', 'stopped')),
  check ((ended_at is null) = (ended_as is null))
);
comment on table report_draft is 'A report that is being written, until it is published or stopped.';
comment on column report_draft.revises is 'The version of a published report that it corrects; null for a new report.';
create unique index report_draft_open on report_draft (slug) where ended_at is null;

create table report_block (
  id uuid primary key,
  block_id uuid not null,
  report_id uuid not null references report_draft,
  kind text not null check (kind in ('head', 'text')),
  place numeric not null,
  source text not null check (length(source) <= 20000),
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
comment on table report_block is 'Versions of the blocks of a report: title and years, or a piece of text with its figures. A block without a version that stands was taken out.';
create unique index report_block_current on report_block (block_id) where withdrawn_at is null;
create unique index report_block_head on report_block (report_id) where withdrawn_at is null and kind = 'head';
create index report_block_report on report_block (report_id, place);

create table report_decision (
  id uuid primary key,
  report_id uuid not null references report_draft,
  warning text not null check (warning ~ '^[0-9a-f]{64}$'),
  reason text not null check (length(reason) between 1 and 500),
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
comment on table report_decision is 'A warning that was left to stand, and why. It goes with the words that it is about: other words are another warning.';
create unique index report_decision_current on report_decision (report_id, warning) where withdrawn_at is null;

create table report_step (
  id uuid primary key,
  report_id uuid not null references report_draft,
  place integer not null,
  act text not null check (act in ('read', 'sign')),
  role text,
  unit text references unit,
  recorded_at timestamptz not null default now(),
  unique (report_id, place),
  check ((act = 'read') = (role is null))
);
comment on table report_step is 'The route of approval of a report as its profile gave it when it was begun: a second reader, and who signs.';
comment on column report_step.unit is 'The unit that the role is borne for; null: the organisation as a whole.';

create table report_reading (
  id uuid primary key,
  report_id uuid not null references report_draft,
  number integer not null check (number > 0),
  source text not null,
  blocks jsonb not null,
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now(),
  made_at timestamptz,
  failed jsonb,
  model text,
  model_sha256 text check (model_sha256 ~ '^[0-9a-f]{64}$'),
  warnings text,
  paper bytea,
  unique (report_id, number),
  check ((made_at is null) = (model is null) and (model is null) = (model_sha256 is null)),
  check (made_at is null or failed is null)
);
comment on table report_reading is 'A version of a report that can be read and signed: its text, and what the program made of it with the figures of that moment. Nothing of it is changed once it is made.';
comment on column report_reading.model_sha256 is 'What is signed: SHA-256 of the protected model.';
comment on column report_reading.paper is 'The same as PDF with numbered blocks.';

create table report_reader (
  id uuid primary key,
  report_id uuid not null references report_draft,
  person_id uuid not null references person,
  part text not null check (part in ('second-reader', 'preview')),
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
comment on table report_reader is 'Who was asked to read a report: as second reader, or to see it beforehand, such as the works council.';
create unique index report_reader_current on report_reader (report_id, person_id) where withdrawn_at is null;

create table report_remark (
  id uuid primary key,
  report_id uuid not null references report_draft,
  reading_id uuid not null references report_reading,
  block_id uuid,
  remark text not null check (length(remark) between 1 and 2000),
  behalf text check (length(behalf) between 1 and 200),
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now(),
  answer text check (length(answer) between 1 and 2000),
  answered_by uuid references person,
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
);
comment on table report_remark is 'What a reader says of a block of a reading version, or of the whole, and what was done with it.';
comment on column report_remark.behalf is 'On whose behalf it was entered, by function: somebody who read it on paper.';

create table report_event (
  id uuid primary key,
  place bigint generated always as identity unique,
  report_id uuid not null references report_draft,
  reading_id uuid references report_reading,
  step_id uuid references report_step,
  kind text not null check (kind in ('seen', 'read', 'returned', 'signed', 'paper', 'confirmed', 'embargo', 'lifted', 'publishing', 'failed', 'published', 'stopped')),
  outcome text check (outcome in ('agreed', 'remarks')),
  reason text check (length(reason) between 1 and 1000),
  acting_as text,
  replaces uuid references person,
  hash text check (hash ~ '^[0-9a-f]{64}$'),
  reference text check (length(reference) between 1 and 200),
  signer text check (length(signer) between 1 and 200),
  day date,
  until timestamptz,
  about uuid references report_event,
  failed jsonb,
  next_period text check (length(next_period) between 4 and 20),
  version integer,
  recorded_by uuid default acting_person() references person,
  recorded_at timestamptz not null default now(),
  check ((kind = 'read') = (outcome is not null)),
  check (kind not in ('signed', 'paper', 'confirmed') or (hash is not null and step_id is not null and reading_id is not null)),
  check ((kind = 'paper') = (reference is not null and signer is not null)),
  check ((kind = 'confirmed') = (about is not null)),
  check ((kind = 'embargo') = (until is not null)),
  check (kind not in ('returned', 'stopped', 'lifted') or reason is not null)
);
comment on table report_event is 'What became of a report on its route. Nothing of it is changed later.';
create index report_event_report on report_event (report_id, place);
grant select on sequence report_event_place_seq to daglicht_backup;

create table publication_approval (
  id uuid primary key,
  publication_id uuid not null references publication,
  place integer not null check (place > 0),
  title_nl text not null,
  title_en text not null,
  unit_nl text not null,
  unit_en text not null,
  signed_on date not null,
  unique (publication_id, place)
);
comment on table publication_approval is 'Who signed a published report, by function, and when.';

create table publication_next (
  publication_id uuid primary key references publication,
  period text not null check (length(period) between 4 and 20),
  expected_on date
);
comment on table publication_next is 'About which period the next report is, and by when it is expected.';

do $$
declare one text;
begin
  foreach one in array array['report_draft', 'report_block', 'report_decision', 'report_step', 'report_reading', 'report_reader',
                             'report_remark', 'report_event'] loop
    execute format('call protect_table(%L)', one);
    execute format('call seal_rows_of(%L, ''id'')', one);
    execute format('call open_table(%L, ''central-coordinator'', ''concern'', ''see'')', one);
    execute format('call open_table(%L, ''central-coordinator'', ''concern'', ''do'')', one);
    execute format('revoke update, delete on %I from daglicht_person', one);
  end loop;
  foreach one in array array['publication_approval', 'publication_next'] loop
    execute format('call protect_table(%L)', one);
    execute format('create policy everyone_reads on %I for select to daglicht_public, daglicht_operator, daglicht_publication, daglicht_person
                      using ((select acting_kind()) is not null)', one);
    execute format('create policy publication_adds on %I for insert to daglicht_publication
                      with check ((select acting_kind()) = ''publication'')', one);
    execute format('grant select on %I to daglicht_public, daglicht_operator, daglicht_publication, daglicht_person', one);
    execute format('grant insert on %I to daglicht_publication', one);
  end loop;
  foreach one in array array['report_draft', 'report_block', 'report_decision', 'report_reading', 'report_reader'] loop
    execute format('create policy added_now on %I as restrictive for insert to daglicht_person
                      with check (recorded_by = (select acting_person()) and recorded_at between now() and clock_timestamp())', one);
  end loop;
  foreach one in array array['report_block', 'report_decision', 'report_reader'] loop
    execute format('grant update (withdrawn_at) on %I to daglicht_person', one);
    execute format('create policy withdrawn_now on %I as restrictive for update to daglicht_person
                      using (withdrawn_at is null) with check (withdrawn_at between now() and clock_timestamp())', one);
  end loop;
end $$;
grant update (ended_at, ended_as) on report_draft to daglicht_person;
create policy ended_now on report_draft as restrictive for update to daglicht_person
  using (ended_at is null) with check (ended_as = 'stopped' and ended_at between now() and clock_timestamp());
grant update (answer, answered_by, answered_at) on report_remark to daglicht_person;
create policy answered_now on report_remark as restrictive for update to daglicht_person
  using (answer is null) with check (answered_by = (select acting_person()) and answered_at between now() and clock_timestamp());

-- The route is that of the profile when the report is begun, and no other afterwards.
create policy begun_with on report_step as restrictive for insert to daglicht_person
  with check (recorded_at = now() and exists (
    select from report_draft d where d.id = report_id and d.recorded_at = now() and d.recorded_by = (select acting_person())));

-- What a person may not say of a reading version: what the program makes of it.
create policy made_by_program on report_reading as restrictive for insert to daglicht_person
  with check (made_at is null and model is null and failed is null and warnings is null and paper is null);

-- The program itself makes reading versions, and records what it published of which.
do $$
declare one text;
begin
  foreach one in array array['report_draft', 'report_reading', 'report_event', 'report_step'] loop
    execute format('create policy publication_reads on %I for select to daglicht_publication using ((select acting_kind()) = ''publication'')', one);
    execute format('grant select on %I to daglicht_publication', one);
  end loop;
end $$;
grant update (made_at, failed, model, model_sha256, warnings, paper) on report_reading to daglicht_publication;
create policy publication_makes on report_reading for update to daglicht_publication
  using ((select acting_kind()) = 'publication' and made_at is null and failed is null) with check (true);
grant insert on report_event to daglicht_publication;
create policy publication_tells on report_event for insert to daglicht_publication
  with check ((select acting_kind()) = 'publication' and kind in ('failed', 'published') and recorded_by is null and recorded_at = now());
grant update (ended_at, ended_as) on report_draft to daglicht_publication;
create policy publication_ends on report_draft for update to daglicht_publication
  using ((select acting_kind()) = 'publication' and ended_at is null) with check (ended_as = 'published');

-- Who bears the role of a step today.
create function bears_step(step uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from report_step s
      join appointment a on a.role = s.role and coalesce(a.unit, (select o.unit from organisation_root o))
                          = coalesce(s.unit, (select o.unit from organisation_root o))
      where s.id = step and a.person_id = acting_person() and a.withdrawn_at is null and a.valid_from <= today()
        and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today()))
  $$;
comment on function bears_step(uuid) is 'Whether the acting person signs at this step of a route: they bear its role, for its unit, today.';

create function wrote_report(report uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from report_block b where b.report_id = report and b.recorded_by = acting_person())
  $$;
comment on function wrote_report(uuid) is 'Whether the acting person wrote any of it: then somebody else is its second reader.';

create function asked_as(report uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select r.part from report_reader r
    where r.report_id = report and r.person_id = acting_person() and r.withdrawn_at is null and exists (select from acting_roles())
  $$;
comment on function asked_as(uuid) is 'As what the acting person was asked to read a report; null for who was not.';

create function readable_reports() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(d.id), '{}') from report_draft d
    where asked_as(d.id) is not null
      or exists (select from report_step s where s.report_id = d.id and s.act = 'sign' and bears_step(s.id))
  $$;
comment on function readable_reports() is 'The reports that the acting person was asked to read, or signs.';

create function reading_stands(reading uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from report_reading r join report_draft d on d.id = r.report_id and d.ended_at is null
      where r.id = reading and r.made_at is not null
        and not exists (select from report_reading later where later.report_id = r.report_id and later.number > r.number and later.made_at is not null))
  $$;
comment on function reading_stands(uuid) is 'Whether this is the last reading version that was made of a report that is not published yet.';

create policy who_reads on report_draft for select to daglicht_person using (id = any ((select readable_reports())::uuid[]));
create policy own_asking on report_reader for select to daglicht_person using (person_id = (select acting_person()));
create policy who_remarks on report_remark for insert to daglicht_person with check (report_id = any ((select readable_reports())::uuid[]));
create policy who_deeds on report_event for insert to daglicht_person with check (report_id = any ((select readable_reports())::uuid[]));
create function confirms_paper(paper uuid, of_reading uuid, of_step uuid, of_hash text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from report_event e where e.id = paper and e.kind = 'paper' and e.recorded_by <> acting_person()
        and e.reading_id = of_reading and e.step_id = of_step and e.hash = of_hash)
  $$;
comment on function confirms_paper(uuid, uuid, uuid, text) is 'Whether a signature on paper is one that somebody else entered, of this version and step.';

do $$
declare one text;
begin
  foreach one in array array['report_step', 'report_reading', 'report_remark', 'report_event', 'report_decision'] loop
    execute format('create policy who_reads on %I for select to daglicht_person using (report_id = any ((select readable_reports())::uuid[]))', one);
  end loop;
end $$;

create policy remark_by_whom on report_remark as restrictive for insert to daglicht_person
  with check (recorded_by = (select acting_person()) and recorded_at between now() and clock_timestamp() and answer is null
    and exists (select from report_reading r where r.id = reading_id and r.report_id = report_remark.report_id and r.made_at is not null)
    and (behalf is null or (select reaches_all('report_remark', 'do'))));

create policy event_by_whom on report_event as restrictive for insert to daglicht_person
  with check (recorded_by = (select acting_person()) and recorded_at = now() and failed is null and version is null
    and (reading_id is null or exists (select from report_reading r where r.id = reading_id and r.report_id = report_event.report_id))
    and (step_id is null or exists (select from report_step s where s.id = step_id and s.report_id = report_event.report_id))
    and case kind
      when 'seen' then reading_id is not null
      when 'read' then reading_stands(reading_id) and asked_as(report_id) = 'second-reader' and not wrote_report(report_id)
      when 'returned' then reading_stands(reading_id) and not wrote_report(report_id)
        and (asked_as(report_id) = 'second-reader' or bears_step(step_id))
      when 'signed' then reading_stands(reading_id) and bears_step(step_id)
        and hash = (select r.model_sha256 from report_reading r where r.id = reading_id)
        and acting_as = (select s.role from report_step s where s.id = step_id)
      when 'paper' then reading_stands(reading_id) and (select reaches_all('report_event', 'do'))
        and hash = (select r.model_sha256 from report_reading r where r.id = reading_id)
      when 'confirmed' then reading_stands(reading_id)
        and confirms_paper(about, reading_id, step_id, hash)
      when 'embargo' then (select reaches_all('report_event', 'do'))
      when 'lifted' then (select reaches_all('report_event', 'do'))
      when 'publishing' then reading_stands(reading_id) and (select reaches_all('report_event', 'do'))
      when 'stopped' then (select reaches_all('report_event', 'do'))
      else false end);

-- The people of a route, for who writes the report: who bears the role of a step.
create function step_people(report uuid) returns table (step uuid, person uuid, name text, replaces uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select s.id, a.person_id,
      (select c.name from person_contact c where c.person_id = a.person_id and c.withdrawn_at is null), a.replaces
    from report_step s
    join appointment a on a.role = s.role and coalesce(a.unit, (select o.unit from organisation_root o))
                        = coalesce(s.unit, (select o.unit from organisation_root o))
    where s.report_id = report and (reaches_all('report_draft', 'see') or report = any (readable_reports()))
      and a.withdrawn_at is null and a.valid_from <= today()
      and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())
  $$;
comment on function step_people(uuid) is 'Who bears the role of each step of a route today, for who may read the report.';

-- The names of who did something with a report, for who may read it: its writers, readers and signers.
create function report_people(report uuid) returns table (person uuid, name text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select p.id, (select c.name from person_contact c where c.person_id = p.id and c.withdrawn_at is null)
    from person p
    where (reaches_all('report_draft', 'see') or report = any (readable_reports()))
      and p.id in (
        select d.recorded_by from report_draft d where d.id = report
        union select b.recorded_by from report_block b where b.report_id = report
        union select r.person_id from report_reader r where r.report_id = report
        union select m.recorded_by from report_remark m where m.report_id = report
        union select m.answered_by from report_remark m where m.report_id = report
        union select e.recorded_by from report_event e where e.report_id = report
        union select e.replaces from report_event e where e.report_id = report
        union select c.recorded_by from report_decision c where c.report_id = report
        union select g.recorded_by from report_reading g where g.report_id = report)
  $$;
comment on function report_people(uuid) is 'Who wrote, read, signed or otherwise did something with a report, for who may read it.';

-- Who can be asked to read a report: everybody who works here and has an account, by a piece of their name.
create function readers_to_ask(part text) returns table (person uuid, name text, roles text[])
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select p.id, c.name,
      array(select distinct a.role from appointment a where a.person_id = p.id and a.withdrawn_at is null and a.valid_from <= today()
              and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today()) order by a.role)
    from person p join person_contact c on c.person_id = p.id and c.withdrawn_at is null
    where reaches_all('report_reader', 'do') and length(part) >= 2 and p.id <> acting_person()
      and c.name_key like '%' || replace(replace(replace(part, '\', '\\'), '%', '\%'), '_', '\_') || '%'
      and (exists (select from appointment a where a.person_id = p.id and a.withdrawn_at is null and a.valid_from <= today()
             and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today()))
        or exists (select from employment e where e.person_id = p.id and e.withdrawn_at is null and e.started_on <= today()
             and (e.ended_on is null or e.ended_on >= today())))
    order by c.name_key limit 21
  $$;
comment on function readers_to_ask(text) is 'People who work here, by a piece of their name as it is searched, for who asks readers of a report.';

revoke execute on function bears_step(uuid), wrote_report(uuid), asked_as(uuid), readable_reports(), reading_stands(uuid), confirms_paper(uuid, uuid, uuid, text), step_people(uuid),
  report_people(uuid), readers_to_ask(text) from public;
grant execute on function bears_step(uuid), wrote_report(uuid), asked_as(uuid), readable_reports(), reading_stands(uuid), confirms_paper(uuid, uuid, uuid, text), step_people(uuid),
  report_people(uuid), readers_to_ask(text) to daglicht_person;

-- What was asked for is made by the program as a job (decision 0075): noted with what asked for it, or not at all.
create function note_report_job() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      insert into job (id, kind, key, run_at) values (gen_random_uuid(), tg_argv[0], new.id::text, now());
      return null;
    end
  $$;
comment on function note_report_job() is 'Notes the job that makes a reading version, or that publishes one.';
revoke execute on function note_report_job() from public;
create trigger reading_is_made after insert on report_reading
  for each row execute function note_report_job('report-reading');
create trigger report_is_published after insert on report_event
  for each row when (new.kind = 'publishing') execute function note_report_job('report-publishing');

create table report_figures_asked (
  report_id uuid not null references report_draft,
  person_id uuid not null default acting_person() references person,
  asked_at timestamptz not null default clock_timestamp(),
  primary key (report_id, person_id)
);
comment on table report_figures_asked is 'When who writes a report last had its figures computed: every instance of the program computes them for itself.';
call protect_table('report_figures_asked');
call open_table('report_figures_asked', 'central-coordinator', 'concern', 'see');
call open_table('report_figures_asked', 'central-coordinator', 'concern', 'do');
revoke delete on report_figures_asked from daglicht_person;
create policy own_asking on report_figures_asked as restrictive to daglicht_person
  using (person_id = (select acting_person())) with check (person_id = (select acting_person()));
