-- Figures within the organisation, for who may not see the records (decision 0077): an edition of the protected figures of
-- years that ended, kept as it was made, so that nobody lays the figures of two days side by side.

create table figure_edition (
  id uuid primary key,
  period text not null check (period ~ '^[0-9]{4}(-[0-9]{4})?$'),
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now(),
  made_at timestamptz,
  failed jsonb,
  check (made_at is null or failed is null)
);
comment on table figure_edition is 'The protected figures of a period, as they are shown within the organisation to who may not see the records. Nothing of it is changed once it is made.';
create index figure_edition_period on figure_edition (period, recorded_at desc);

create table figure_edition_part (
  edition_id uuid not null references figure_edition,
  register text not null,
  kept_in_units boolean not null,
  figures text not null,
  primary key (edition_id, register)
);
comment on table figure_edition_part is 'The protected figures of one register in an edition.';
comment on column figure_edition_part.kept_in_units is 'Whether units keep the records of this register: who keeps those of one unit sees another table, made beside what they know.';

create table figure_edition_input (
  edition_id uuid primary key references figure_edition,
  cells text not null,
  report text not null
);
comment on table figure_edition_input is 'What an edition made known of each count, and the frozen coded inputs that it was made from: no text, no person. The program alone reads them.';

call protect_table('figure_edition');
call protect_table('figure_edition_part');
call protect_table('figure_edition_input');

create function sees_figures() returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from acting_roles() r where r.role in ('coordinator', 'head', 'auditor'))
  $$;
comment on function sees_figures() is 'Whether the acting person bears a role today that is shown protected figures within the organisation.';

create function counts_records(in_units boolean) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from acting_roles() r where r.role = 'central-coordinator' or (in_units and r.role = 'coordinator'))
  $$;
comment on function counts_records(boolean) is 'Whether the acting person counts records themselves: with these they could compute others, or one from which they are excluded, from a table that was made for who knows none.';

-- An edition is made when there is none yet, a month later, or when a report was published since.
create function edition_due(asked text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select not exists (
      select from figure_edition e
      where e.period = asked and e.failed is null and (e.made_at is null
        or (e.made_at > now() - interval '30 days'
            and not exists (select from publication p where p.recorded_at > e.made_at))))
  $$;
comment on function edition_due(text) is 'Whether the protected figures of a period may be made now.';

revoke execute on function sees_figures(), counts_records(boolean), edition_due(text) from public;
grant execute on function sees_figures(), counts_records(boolean), edition_due(text) to daglicht_person;

grant select, insert on figure_edition to daglicht_person;
grant select on figure_edition_part to daglicht_person;
create policy readers_see on figure_edition for select to daglicht_person using ((select sees_figures()));
create policy readers_ask on figure_edition for insert to daglicht_person
  with check ((select sees_figures()) and recorded_by = (select acting_person()) and recorded_at between now() and clock_timestamp()
              and made_at is null and failed is null and edition_due(period));
create policy readers_see on figure_edition_part for select to daglicht_person
  using ((select sees_figures()) and not case when kept_in_units then (select counts_records(true)) else (select counts_records(false)) end);

do $$
declare one text;
begin
  foreach one in array array['figure_edition', 'figure_edition_part', 'figure_edition_input'] loop
    execute format('create policy publication_reads on %I for select to daglicht_publication using ((select acting_kind()) = ''publication'')', one);
    execute format('grant select on %I to daglicht_publication', one);
  end loop;
  foreach one in array array['figure_edition_part', 'figure_edition_input'] loop
    execute format('create policy publication_adds on %I for insert to daglicht_publication
                      with check ((select acting_kind()) = ''publication''
                        and exists (select from figure_edition e where e.id = edition_id and e.made_at is null and e.failed is null))', one);
    execute format('grant insert on %I to daglicht_publication', one);
  end loop;
end $$;
grant update (made_at, failed) on figure_edition to daglicht_publication;
create policy publication_makes on figure_edition for update to daglicht_publication
  using ((select acting_kind()) = 'publication' and made_at is null and failed is null) with check (true);

-- What was asked for is made by the program as a job (decision 0075).
create trigger edition_is_made after insert on figure_edition
  for each row execute function note_report_job('figure-edition');
