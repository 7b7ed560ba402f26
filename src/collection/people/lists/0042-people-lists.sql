-- People from lists of a personnel system (decision 0058): which employments such a list states, what was brought in
-- and waits for a yes, and employments that people change by hand.

create table employment_statement (
  id uuid primary key,
  employment_id uuid not null,
  sender text not null,
  stated_start date not null,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
comment on table employment_statement is
  'That a sender of lists of people states an employment: one that is gone from a later list of that sender has ended.';
comment on column employment_statement.stated_start is
  'The first day as the list states it; after a move to another unit the employment there began later.';
create unique index employment_statement_current on employment_statement (employment_id) where withdrawn_at is null;

create table people_list (
  id uuid primary key,
  sender text not null,
  file_name text not null,
  content bytea,
  given jsonb not null,
  outcome jsonb not null,
  brought_by uuid not null references person,
  recorded_at timestamptz not null default now(),
  applied_at timestamptz,
  withdrawn_at timestamptz
);
comment on table people_list is
  'A list of people that somebody brought in and that waits for a yes. File and differences go when it was decided, or after 72 hours.';
comment on column people_list.given is 'How it is to be read: day, meanings, answers to questions.';
comment on column people_list.outcome is 'Counts and what was found, without names.';

create table people_difference (
  list_id uuid not null references people_list,
  kind text not null,
  place integer not null,
  line integer,
  person_id uuid,
  number text,
  name text,
  before text,
  after text,
  primary key (list_id, kind, place)
);
comment on table people_difference is 'What a list of people that waits would change.';

call protect_table('employment_statement', operators => true);
call protect_table('people_list');
call protect_table('people_difference');
call narrow_operator('employment_statement');
call open_table('employment_statement', 'functional-administrator', 'concern', 'see');
call open_table('employment_statement', 'functional-administrator', 'concern', 'do');
call open_table('people_list', 'functional-administrator', 'concern', 'see');
call open_table('people_list', 'functional-administrator', 'concern', 'do');
call open_table('people_difference', 'functional-administrator', 'concern', 'see');
call open_table('people_difference', 'functional-administrator', 'concern', 'do');
call open_table('employment', 'functional-administrator', 'concern', 'do');

-- People add versions of employments and withdraw those that stand; nothing else.
revoke insert, update on employment, employment_statement, people_list, people_difference from daglicht_person;
grant insert (version_id, employment_id, person_id, unit, function, supervisor_id, weekly_hours, kind, started_on, ended_on,
  change_reason) on employment to daglicht_person;
grant update (withdrawn_at) on employment to daglicht_person;
grant insert (id, employment_id, sender, stated_start) on employment_statement to daglicht_person;
grant update (withdrawn_at) on employment_statement to daglicht_person;
grant insert (id, sender, file_name, content, given, outcome, brought_by) on people_list to daglicht_person;
grant update (given, outcome, applied_at, withdrawn_at) on people_list to daglicht_person;
grant insert on people_difference to daglicht_person;
grant delete on people_difference to daglicht_person;
create policy people_forget on people_difference for delete to daglicht_person
  using ((select reaches_all('people_difference', 'do')));
create trigger employments_are_withdrawn before update on employment
  for each row when (acting_kind() = 'person') execute function refuse_all_but_withdrawing();
create trigger statements_are_withdrawn before update on employment_statement
  for each row when (acting_kind() = 'person') execute function refuse_all_but_withdrawing();

-- A list that was decided keeps its counts alone, and is decided once, now.
create function close_people_list() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if old.applied_at is not null or old.withdrawn_at is not null
         or coalesce(new.applied_at, new.withdrawn_at, now()) <> now()
         or (new.applied_at is not null and new.withdrawn_at is not null) then
        raise exception 'a list that was decided, or is not decided now' using errcode = 'insufficient_privilege';
      end if;
      if new.applied_at is not null or new.withdrawn_at is not null then
        new.content := null;
        new.given := '{}';
        delete from people_difference where list_id = new.id;
      end if;
      return new;
    end
  $$;
create trigger people_lists_close before update on people_list for each row execute function close_people_list();

create function forget_people_lists() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      update people_list set withdrawn_at = now()
      where applied_at is null and withdrawn_at is null and recorded_at < now() - interval '72 hours';
      return null;
    end
  $$;
create trigger people_lists_go after insert on people_list for each statement execute function forget_people_lists();

create trigger people_lists_are_own before insert on people_list
  for each row when (acting_kind() = 'person' and new.brought_by <> acting_person())
  execute function refuse_all_but_withdrawing();

-- What a sender confirmed its headings and names of units to mean, for lists of people alone.
create policy people_lists_see on remembered_mapping for select to daglicht_person
  using (register = 'people' and (select reaches_all('people_list', 'see')));
create policy people_lists_add on remembered_mapping for insert to daglicht_person
  with check (register = 'people' and (select reaches_all('people_list', 'do')));
create policy people_lists_change on remembered_mapping for update to daglicht_person
  using (register = 'people' and (select reaches_all('people_list', 'do')))
  with check (register = 'people' and (select reaches_all('people_list', 'do')));
grant select, insert on remembered_mapping to daglicht_person;
grant update (meaning, recorded_at) on remembered_mapping to daglicht_person;

-- Who looks after people makes nobody's supervisor of themselves: that would be a way to what a team declares.
create function refuse_own_team() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if not exists (
        select from employment e
        where e.person_id = new.person_id and e.supervisor_id = new.supervisor_id and e.version_id <> new.version_id
      ) then
        raise exception 'nobody makes a team for themselves' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger own_team before insert on employment
  for each row when (acting_kind() = 'person' and new.supervisor_id = acting_person()) execute function refuse_own_team();
