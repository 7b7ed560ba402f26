-- Who has a role on a day, and the half-yearly review of it, signed per role (decision 0061).

create function holders_of(of_role text, moment timestamptz)
  returns table (appointment uuid, person uuid, name text, unit text, valid_from date, valid_until date, reason text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select a.id, a.person_id, c.name, a.unit, a.valid_from, a.valid_until, a.reason
    from appointment a
    left join person_contact c on c.person_id = a.person_id and c.withdrawn_at is null
    where a.role = of_role and a.recorded_at <= moment and (a.withdrawn_at is null or a.withdrawn_at > moment)
      and a.valid_from <= (moment at time zone 'Europe/Amsterdam')::date
      and (a.valid_until is null or (moment at time zone 'Europe/Amsterdam')::date < a.valid_until)
      and exists (select from acting_roles() r
                  where r.role in ('auditor', 'functional-administrator', 'privacy-officer') and r.scope = 'concern')
    order by c.name nulls last, a.unit nulls first, a.id
  $$;
comment on function holders_of(text, timestamptz) is
  'Who had a role at a moment, as it was recorded then: for auditor, functional administrator and privacy officer.';
revoke execute on function holders_of(text, timestamptz) from public;
grant execute on function holders_of(text, timestamptz) to daglicht_person;

create table access_review (
  id uuid primary key,
  role text not null,
  holders jsonb not null default '[]',
  outcome text not null check (outcome in ('right', 'to-correct')),
  remark text not null,
  signed_by uuid not null references person,
  recorded_at timestamptz not null default now(),
  check (outcome = 'right' or length(remark) > 0)
);
comment on table access_review is 'A review of who has a role, signed: the holders as they were shown, and what was found.';
create index access_review_role on access_review (role, recorded_at);

call protect_table('access_review');
call open_table('person_contact', 'privacy-officer', 'concern', 'see');
call open_table('access_review', 'auditor', 'concern', 'see');
call open_table('access_review', 'auditor', 'concern', 'do');
call open_table('access_review', 'privacy-officer', 'concern', 'see');
call open_table('access_review', 'privacy-officer', 'concern', 'do');
call open_table('access_review', 'functional-administrator', 'concern', 'see');
revoke insert, update, delete on access_review from daglicht_person;
grant insert (id, role, outcome, remark, signed_by) on access_review to daglicht_person;
create policy signed_now on access_review as restrictive for insert to daglicht_person
  with check (recorded_at = now() and signed_by = (select acting_person())
              and role <> all (array(select r.role from acting_roles() r)));
call seal_rows_of('access_review', 'id');

-- What is signed is who has the role, as the database knows it, of a role that there is.
create function fill_review() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    begin
      select coalesce(jsonb_agg(jsonb_build_object('appointment', h.appointment, 'person', h.person, 'name', h.name,
               'unit', h.unit, 'from', h.valid_from, 'until', h.valid_until, 'reason', h.reason)), '[]')
        into new.holders from holders_of(new.role, now()) h;
      if new.holders = '[]' then
        raise exception 'nobody has this role' using errcode = 'integrity_constraint_violation';
      end if;
      return new;
    end
  $$;
create trigger review_is_filled before insert on access_review
  for each row when (acting_kind() = 'person') execute function fill_review();

create function roles_on(who uuid, moment timestamptz) returns table (role text, scope text, unit text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with day as (select (moment at time zone 'Europe/Amsterdam')::date as on_day),
    asked as (select from acting_roles() r
              where r.role in ('auditor', 'functional-administrator', 'privacy-officer') and r.scope = 'concern')
    select a.role, case when a.unit is null then 'concern' else 'unit' end, a.unit
    from appointment a, day
    where a.person_id = who and a.recorded_at <= moment and (a.withdrawn_at is null or a.withdrawn_at > moment)
      and a.valid_from <= on_day and (a.valid_until is null or on_day < a.valid_until) and exists (select from asked)
    union
    select 'employee', 'employment', null from employment e, day
    where e.person_id = who and e.recorded_at <= moment and (e.withdrawn_at is null or e.withdrawn_at > moment)
      and e.started_on <= on_day and (e.ended_on is null or e.ended_on >= on_day) and exists (select from asked)
    union
    select 'supervisor', 'employment', null from employment e, day
    where e.supervisor_id = who and e.person_id <> who and e.recorded_at <= moment
      and (e.withdrawn_at is null or e.withdrawn_at > moment)
      and e.started_on <= on_day and (e.ended_on is null or e.ended_on >= on_day) and exists (select from asked)
  $$;
comment on function roles_on(uuid, timestamptz) is
  'The roles that somebody had at a moment, as they were recorded then: for auditor, functional administrator and privacy officer.';
revoke execute on function roles_on(uuid, timestamptz) from public;
grant execute on function roles_on(uuid, timestamptz) to daglicht_person;
