-- Appointments with the act that made them, replacement during absence, certificates, and work that is nobody's yet
-- (decision 0058).

alter table appointment add column act_reference text;
alter table appointment add column act_date date;
alter table appointment add column replaces uuid references person;
alter table appointment add check ((act_reference is null) = (act_date is null));
alter table appointment add check (replaces is null or (valid_until is not null and replaces <> person_id));
comment on column appointment.act_reference is 'Reference of the act of appointment; null where none was recorded.';
comment on column appointment.replaces is
  'Who is absent: this is the same role for the same part, for as long as the absence lasts.';
grant insert (act_reference, act_date, replaces) on appointment to daglicht_person;

-- Replacing gives no more than who is replaced has, for no longer.
create function refuse_replacing_more() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if not exists (
        select from appointment a
        where a.person_id = new.replaces and a.role = new.role and a.unit is not distinct from new.unit
          and a.replaces is null
          and (a.withdrawn_at is null or a.withdrawn_at = now())
          and a.valid_from <= new.valid_from and (a.valid_until is null or new.valid_from < a.valid_until)
      ) then
        raise exception 'who replaces somebody has the role of that person' using errcode = 'integrity_constraint_violation';
      end if;
      return new;
    end
  $$;
create trigger replacements_replace before insert on appointment
  for each row when (new.replaces is not null) execute function refuse_replacing_more();

create table certificate (
  id uuid primary key,
  person_id uuid not null references person,
  kind text not null check (kind in ('confidential-counsellor')),
  obtained_on date not null,
  valid_until date not null,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  check (valid_until > obtained_on)
);
comment on table certificate is 'A certificate that a role asks of who bears it.';
comment on column certificate.valid_until is 'The first day on which it is valid no more.';
create index certificate_person on certificate (person_id) where withdrawn_at is null;
call protect_table('certificate', person_column => 'person_id');
call open_table('certificate', 'functional-administrator', 'concern', 'see');
call open_table('certificate', 'functional-administrator', 'concern', 'do');
call open_table('certificate', 'counsellor', 'own', 'see');
call open_table('certificate', 'lead-counsellor', 'own', 'see');
call open_table('appointment', 'counsellor', 'own', 'see');
call open_table('appointment', 'lead-counsellor', 'own', 'see');
revoke insert, update on certificate from daglicht_person;
grant insert (id, person_id, kind, obtained_on, valid_until) on certificate to daglicht_person;
grant update (withdrawn_at) on certificate to daglicht_person;
create trigger certificates_are_withdrawn before update on certificate
  for each row when (acting_kind() = 'person') execute function refuse_all_but_withdrawing();

-- open_table grants whole tables; of appointments people add and withdraw, as 0036 says.
revoke insert, update on appointment from daglicht_person;
grant insert (id, person_id, role, unit, valid_from, valid_until, appointed_by, reason, proposal_id, act_reference, act_date,
  replaces) on appointment to daglicht_person;
grant update (withdrawn_at) on appointment to daglicht_person;

create table open_work (
  id uuid primary key,
  table_name text not null,
  record_id uuid not null,
  from_person uuid not null references person,
  role text not null,
  unit text references unit,
  valid_from date not null,
  recorded_at timestamptz not null default now(),
  settled_at timestamptz
);
comment on table open_work is 'A record that somebody handled whose role ended, and that is nobody''s yet.';
comment on column open_work.valid_from is 'The first day on which it was nobody''s.';
create index open_work_open on open_work (from_person) where settled_at is null;
call protect_table('open_work', unit_column => 'unit', operators => true);
call narrow_operator('open_work');
call open_table('open_work', 'functional-administrator', 'concern', 'see');
call open_table('open_work', 'functional-administrator', 'concern', 'do');
call open_table('record_assignment', 'functional-administrator', 'concern', 'see');
call open_table('record_assignment', 'functional-administrator', 'concern', 'do');
revoke insert, update on open_work, record_assignment from daglicht_person;
grant insert (id, table_name, record_id, from_person, role, unit, valid_from) on open_work to daglicht_person;
grant update (settled_at) on open_work to daglicht_person;
grant insert (id, table_name, record_id, person_id, valid_from, valid_until, assigned_by, reason) on record_assignment
  to daglicht_person;
grant update (withdrawn_at) on record_assignment to daglicht_person;
create trigger assignments_are_withdrawn before update on record_assignment
  for each row when (acting_kind() = 'person') execute function refuse_all_but_withdrawing();

-- Who looks after people hands on what was somebody's, never to themselves: no way to a record that they may not see.
create function refuse_taking_work() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if exists (
           select from record_assignment g
           where g.table_name = new.table_name and g.record_id = new.record_id and g.withdrawn_at = now()
             and (g.person_id = new.person_id and g.valid_from = new.valid_from and new.valid_until is not null
                  and new.valid_until <= coalesce(g.valid_until, 'infinity')
                  or g.person_id <> new.person_id and new.person_id <> acting_person()))
         or (new.person_id <> acting_person() and exists (
           select from open_work o
           where o.table_name = new.table_name and o.record_id = new.record_id and o.settled_at = now())) then
        return new;
      end if;
      raise exception 'work that this person does not hand on' using errcode = 'insufficient_privilege';
    end
  $$;
create trigger assignments_are_handed_on before insert on record_assignment
  for each row when (acting_kind() = 'person') execute function refuse_taking_work();

create function refuse_all_but_settling() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if old.settled_at is not null or new.settled_at is distinct from now() then
        raise exception 'work is settled once, now' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger open_work_is_settled before update on open_work
  for each row execute function refuse_all_but_settling();

create function refuse_work_of_nobody() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      if not exists (
        select from record_assignment g
        where g.table_name = new.table_name and g.record_id = new.record_id and g.person_id = new.from_person
          and g.withdrawn_at = now()
      ) then
        raise exception 'work is nobody''s where somebody''s ended now' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$;
create trigger open_work_was_somebodys before insert on open_work
  for each row when (acting_kind() = 'person') execute function refuse_work_of_nobody();

-- Names and addresses of who left go after a term (decision 0058). Employments stay without a name: years are counted
-- from them. Whoever still has a role, an account, open work or a part in a record keeps theirs.
create function forget_who_left(months integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      gone uuid[];
      place protected_table;
      still uuid[];
      before constant date := today() - make_interval(months => months);
    begin
      if months < 6 then
        raise exception 'names are kept for six months at least' using errcode = 'insufficient_privilege';
      end if;
      select coalesce(array_agg(distinct c.person_id), '{}') into gone
      from person_contact c
      join (select person_id, max(coalesce(ended_on, 'infinity')) as last from employment
            where withdrawn_at is null group by person_id) e on e.person_id = c.person_id
      where e.last < before
        and not exists (select from appointment a where a.person_id = c.person_id and a.withdrawn_at is null
                        and (a.valid_until is null or a.valid_until > before))
        and not exists (select from account a where a.person_id = c.person_id and a.state <> 'ended')
        and not exists (select from record_assignment g where g.person_id = c.person_id and g.withdrawn_at is null
                        and (g.valid_until is null or g.valid_until > before))
        and not exists (select from open_work o where o.from_person = c.person_id and o.settled_at is null);
      for place in
        select * from protected_table
        where person_column is not null and table_name not in ('person', 'person_contact', 'person_number', 'person_search',
          'employment', 'appointment', 'account', 'record_assignment', 'certificate')
      loop
        execute format('select coalesce(array_agg(distinct %1$I), ''{}'') from public.%2$I where %1$I = any ($1)',
                       place.person_column, place.table_name) into still using gone;
        gone := array(select unnest(gone) except select unnest(still));
      end loop;
      delete from person_contact where person_id = any (gone);
      delete from certificate where person_id = any (gone);
      return cardinality(gone);
    end
  $$;
comment on function forget_who_left(integer) is
  'Removes names and addresses of who left so many months ago and has no part in anything; answers how many people.';
revoke execute on function forget_who_left(integer) from public;
grant execute on function forget_who_left(integer) to daglicht_person, daglicht_operator;
