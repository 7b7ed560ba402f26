-- Who leaves (decision 0063). From the day after the last employment appointments carry no rights: not because a list or
-- a person ended them, but because every function below asks. What is recorded follows (settle_who_left).

create function first_day_gone(who uuid, since date, before date) returns date
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select min(e.ended_on) + 1 from employment e
    where e.person_id = who and e.withdrawn_at is null and e.ended_on >= since and e.ended_on < before
      and not exists (
        select from employment next
        where next.person_id = who and next.withdrawn_at is null and next.started_on <= e.ended_on + 1
          and (next.ended_on is null or next.ended_on > e.ended_on))
  $$;
comment on function first_day_gone(uuid, date, date) is
  'The first day after an employment, from one day on and not after another, on which somebody had no employment; null: none.';

create function bound_from(a appointment) returns date
  language sql immutable
  return least(a.valid_from, (a.recorded_at at time zone 'Europe/Amsterdam')::date);
comment on function bound_from(appointment) is
  'From when on an appointment is that of somebody who works here, if they do: who left before it was recorded was appointed as somebody from outside.';

create function has_lapsed(a appointment, on_day date) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select first_day_gone(a.person_id, bound_from(a), on_day) is not null
      -- The last administrator of a kind keeps the role, or nobody could appoint the next (decision 0058).
      and not (a.unit is null and a.role in ('technical-administrator', 'functional-administrator')
        and not exists (
          select from appointment other
          where other.role = a.role and other.unit is null and other.withdrawn_at is null
            and other.valid_from <= on_day and (other.valid_until is null or on_day < other.valid_until)
            and first_day_gone(other.person_id, bound_from(other), on_day) is null))
  $$;
comment on function has_lapsed(appointment, date) is
  'Whether an appointment carries no rights on a day because its bearer left. For good: coming back renews none.';

create function has_left(who uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from employment e where e.person_id = who and e.withdrawn_at is null and e.ended_on < today())
      and not exists (select from employment e where e.person_id = who and e.withdrawn_at is null
                      and e.started_on <= today() and (e.ended_on is null or e.ended_on >= today()))
      and not exists (select from appointment a where a.person_id = who and a.withdrawn_at is null
                      and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today()))
  $$;
comment on function has_left(uuid) is
  'Whether somebody worked here, does so no more, and has no appointment that stands or is to come.';

create function known_to_have_left(who uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select has_left(who) and (acting_kind() <> 'person' or exists (
      select from acting_roles() r where r.role in ('technical-administrator', 'functional-administrator') and r.scope = 'concern'))
  $$;
comment on function known_to_have_left(uuid) is 'As has_left, for who looks after people or accounts.';

revoke execute on function first_day_gone, bound_from, has_lapsed, has_left, known_to_have_left from public;
grant execute on function bound_from, has_lapsed, known_to_have_left to daglicht_person, daglicht_operator;
grant execute on function has_left to daglicht_identity;

-- Whatever asks for the roles of today.

create or replace function acting_roles() returns table (role text, scope text, unit text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select a.role, case when a.unit is null then 'concern' else 'unit' end, a.unit
    from appointment a
    where a.person_id = acting_person() and a.withdrawn_at is null
      and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())
    union
    select 'employee', 'employment', null
    where exists (select from employment e where e.person_id = acting_person() and e.withdrawn_at is null
                  and e.started_on <= today() and (e.ended_on is null or e.ended_on >= today()))
    union
    select 'supervisor', 'employment', null where cardinality(acting_team()) > 0
  $$;

create or replace function roles_of(who uuid) returns table (role text, scope text, unit text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select a.role, case when a.unit is null then 'concern' else 'unit' end, a.unit
    from appointment a
    where a.person_id = who and a.withdrawn_at is null
      and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())
    union
    select 'employee', 'employment', null
    where exists (select from employment e where e.person_id = who and e.withdrawn_at is null
                  and e.started_on <= today() and (e.ended_on is null or e.ended_on >= today()))
    union
    select 'supervisor', 'employment', null
    where exists (select from employment e join employment own on own.person_id = who and own.withdrawn_at is null
                    and own.started_on <= today() and (own.ended_on is null or own.ended_on >= today())
                  where e.supervisor_id = who and e.person_id <> who and e.withdrawn_at is null
                    and e.started_on <= today() and (e.ended_on is null or e.ended_on >= today()))
  $$;

create or replace function acting_for(in_role text) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select array_append(coalesce(array_agg(distinct mine.replaces), '{}'), acting_person())
    from appointment mine
    where mine.replaces is not null and mine.person_id = acting_person() and mine.role = in_role and mine.withdrawn_at is null
      and mine.valid_from <= today() and (mine.valid_until is null or today() < mine.valid_until)
      and not has_lapsed(mine, today())
  $$;

create or replace function first_administrators_stand() returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select bool_and(two) from (
      select count(distinct a.person_id) >= 2 as two
      from unnest(array['technical-administrator', 'functional-administrator']) kind
      left join appointment a on a.role = kind and a.unit is null and a.withdrawn_at is null
        and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())
      group by kind) kinds
  $$;

create or replace function decides_first(who uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with standing as (
      select a.person_id from appointment a
      where a.role in ('technical-administrator', 'functional-administrator') and a.unit is null and a.withdrawn_at is null
        and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today()))
    select case when exists (select from standing) then exists (select from standing s where s.person_id = who)
      else exists (select from invitation i where i.person_id = who and i.purpose = 'first' and i.spent_at is not null) end
  $$;

create or replace function another_can_approve(proposer uuid, beneficiary uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from appointment a
      where a.role = 'functional-administrator' and a.unit is null and a.withdrawn_at is null
        and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())
        and a.person_id <> proposer and a.person_id <> beneficiary
    )
  $$;

create or replace function administrators_remain(role_ended text, without uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select role_ended not in ('technical-administrator', 'functional-administrator') or count(*) > 0
    from appointment a
    where a.role = role_ended and a.unit is null and a.withdrawn_at is null and a.person_id <> without
      and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())
  $$;

create or replace function access_needs_two(inviter uuid, invitee uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select inviter is not null and inviter <> invitee
      and exists (
        select from appointment a
        where a.person_id = invitee and a.withdrawn_at is null and (a.valid_until is null or today() < a.valid_until))
      and exists (
        select from appointment a
        where a.role = 'technical-administrator' and a.unit is null and a.withdrawn_at is null
          and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())
          and a.person_id <> inviter and a.person_id <> invitee)
  $$;

create or replace function appointments_held(who uuid, for_roles text[]) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(a.id order by a.id), '{}')
    from appointment a
    where a.person_id = who and a.role = any (for_roles) and a.withdrawn_at is null
      and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())
  $$;

create or replace function token_stands(token access_token) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select token.revoked_at is null and today() <= token.ends_on
      and exists (select from account a where a.id = token.account_id and a.state = 'active')
      and not has_left(token.person_id)
      and not exists (
        select from unnest(token.appointments) held
        where not exists (
          select from appointment a
          where a.id = held and a.withdrawn_at is null and a.valid_from <= today()
            and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())))
  $$;

create or replace function keeper_remains(of_table text, record uuid, without uuid, with_chain boolean) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from appointment a
      where a.role = 'central-coordinator' and a.unit is null and a.withdrawn_at is null
        and a.valid_from <= today() and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())
        and a.person_id <> without and not (with_chain and a.person_id = any (supervisors_above(without)))
        and not exists (
          select from record_exclusion x
          where x.table_name = of_table and x.record_id = record and x.withdrawn_at is null
            and (x.person_id = a.person_id or a.person_id = any (x.chain)
                 or (x.with_chain and a.person_id = any (supervisors_above(x.person_id))))))
      and exists (select from acting_roles() r where r.role = 'central-coordinator' and r.scope = 'concern')
  $$;

create or replace function holders_of(of_role text, moment timestamptz)
  returns table (appointment uuid, person uuid, name text, unit text, valid_from date, valid_until date, reason text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select a.id, a.person_id, c.name, a.unit, a.valid_from, a.valid_until, a.reason
    from appointment a
    left join person_contact c on c.person_id = a.person_id and c.withdrawn_at is null
    where a.role = of_role and a.recorded_at <= moment and (a.withdrawn_at is null or a.withdrawn_at > moment)
      and a.valid_from <= (moment at time zone 'Europe/Amsterdam')::date
      and (a.valid_until is null or (moment at time zone 'Europe/Amsterdam')::date < a.valid_until)
      and not has_lapsed(a, (moment at time zone 'Europe/Amsterdam')::date)
      and exists (select from acting_roles() r
                  where r.role in ('auditor', 'functional-administrator', 'privacy-officer') and r.scope = 'concern')
    order by c.name nulls last, a.unit nulls first, a.id
  $$;

create or replace function roles_on(who uuid, moment timestamptz) returns table (role text, scope text, unit text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with day as (select (moment at time zone 'Europe/Amsterdam')::date as on_day),
    asked as (select from acting_roles() r
              where r.role in ('auditor', 'functional-administrator', 'privacy-officer') and r.scope = 'concern')
    select a.role, case when a.unit is null then 'concern' else 'unit' end, a.unit
    from appointment a, day
    where a.person_id = who and a.recorded_at <= moment and (a.withdrawn_at is null or a.withdrawn_at > moment)
      and a.valid_from <= on_day and (a.valid_until is null or on_day < a.valid_until) and not has_lapsed(a, on_day)
      and exists (select from asked)
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

-- Of who left, signing in knows no account, no session and no invitation: whatever way somebody tries, it goes as for a
-- name that nobody has.
create policy who_left_has_none on account as restrictive to daglicht_identity
  using (not has_left(person_id)) with check (not has_left(person_id));
create policy who_left_has_none on session as restrictive to daglicht_identity
  using (account_id is null or not has_left(person_id)) with check (account_id is null or not has_left(person_id));
create policy who_left_has_none on invitation as restrictive to daglicht_identity
  using (not has_left(person_id)) with check (not has_left(person_id));

-- A name that somebody who left signed in with is not free before that account ends.
create function sign_in_name_taken(name text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select exists (select from account a where a.sign_in_name = name and a.state <> 'ended') $$;
comment on function sign_in_name_taken(text) is 'Whether an account that did not end is signed in to with this name.';
revoke execute on function sign_in_name_taken(text) from public;
grant execute on function sign_in_name_taken(text) to daglicht_identity;

create function settle_who_left(noted_by text) returns table (appointments integer, records integer, sessions integer)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      one record;
      work record;
      given record_assignment;
      receiver uuid;
    begin
      if acting_kind() = 'person' and not reaches_all('appointment', 'do') then
        raise exception 'who left is recorded by who looks after people' using errcode = 'insufficient_privilege';
      end if;
      perform pg_advisory_xact_lock(hashtext('administrators'));
      appointments := 0;
      records := 0;
      for one in
        select a.*, first_day_gone(a.person_id, bound_from(a), today()) as gone from appointment a
        where a.withdrawn_at is null and (a.valid_until is null or today() < a.valid_until) and has_lapsed(a, today())
        order by a.person_id, a.replaces nulls first, a.id
      loop
        update appointment set withdrawn_at = now() where id = one.id;
        if one.valid_from < one.gone then
          insert into appointment (id, person_id, role, unit, valid_from, valid_until, appointed_by, reason, act_reference,
            act_date, replaces)
          values (gen_random_uuid(), one.person_id, one.role, one.unit, one.valid_from, one.gone, noted_by, 'uit dienst',
            one.act_reference, one.act_date, one.replaces);
        end if;
        appointments := appointments + 1;
      end loop;
      -- Their work: to who replaces them on the day on which they were gone, and still does; else it is nobody's yet.
      for work in
        select g.person_id, coalesce(a.role, 'employee') as role, a.unit,
          greatest(a.valid_until, (select max(e.ended_on) + 1 from employment e
                                   where e.person_id = g.person_id and e.withdrawn_at is null)) as gone
        from (select distinct person_id from record_assignment
              where withdrawn_at is null and (valid_until is null or today() < valid_until)) g
        left join lateral (
          select held.role, held.unit, held.valid_until,
            exists (select from appointment r where r.replaces = held.person_id and r.role = held.role
                    and r.unit is not distinct from held.unit and r.withdrawn_at is null and today() < r.valid_until) as replaced
          from appointment held
          where held.person_id = g.person_id and held.withdrawn_at is null and held.valid_until <= today()
          order by held.valid_until desc, replaced desc, held.role limit 1) a on true
        where has_left(g.person_id)
      loop
        select r.person_id into receiver from appointment r
        where r.replaces = work.person_id and r.role = work.role and r.unit is not distinct from work.unit
          and r.withdrawn_at is null and r.valid_from <= work.gone and work.gone < r.valid_until and today() < r.valid_until
          and not has_lapsed(r, today())
          -- Who notes that others left gives no work to themselves.
          and r.person_id is distinct from acting_person()
        order by r.valid_from limit 1;
        for given in
          update record_assignment set withdrawn_at = now()
          where person_id = work.person_id and withdrawn_at is null and (valid_until is null or valid_until > work.gone)
          returning *
        loop
          if given.valid_from < work.gone then
            insert into record_assignment (id, table_name, record_id, person_id, valid_from, valid_until, assigned_by, reason)
            values (gen_random_uuid(), given.table_name, given.record_id, given.person_id, given.valid_from, work.gone,
              noted_by, 'uit dienst');
          end if;
          if receiver is null then
            insert into open_work (id, table_name, record_id, from_person, role, unit, valid_from)
            values (gen_random_uuid(), given.table_name, given.record_id, given.person_id, work.role, work.unit,
              greatest(given.valid_from, work.gone));
          else
            insert into record_assignment (id, table_name, record_id, person_id, valid_from, valid_until, assigned_by, reason)
            values (gen_random_uuid(), given.table_name, given.record_id, receiver, greatest(given.valid_from, work.gone),
              given.valid_until, noted_by, 'uit dienst');
          end if;
          records := records + 1;
        end loop;
      end loop;
      delete from session s where s.account_id is not null and has_left(s.person_id);
      get diagnostics sessions = row_count;
      return next;
    end
  $$;
comment on function settle_who_left(text) is
  'Records what follows from leaving: appointments end, work goes to who replaces or is nobody''s yet, sessions end. How many of each.';
revoke execute on function settle_who_left(text) from public;
grant execute on function settle_who_left(text) to daglicht_identity, daglicht_person, daglicht_operator;

-- Names go after a term, and with them the account, which until then was there for who comes back.
create or replace function forget_who_left_unasked(months integer) returns integer
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
        and not exists (select from record_assignment g where g.person_id = c.person_id and g.withdrawn_at is null
                        and (g.valid_until is null or g.valid_until > before))
        and not exists (select from open_work o where o.from_person = c.person_id and o.settled_at is null);
      for place in
        select * from protected_table
        where person_column is not null and table_name not in ('person', 'person_contact', 'person_number', 'person_search',
          'employment', 'appointment', 'account', 'invitation', 'record_assignment', 'certificate')
      loop
        execute format('select coalesce(array_agg(distinct %1$I), ''{}'') from public.%2$I where %1$I = any ($1)',
                       place.person_column, place.table_name) into still using gone;
        gone := array(select unnest(gone) except select unnest(still));
      end loop;
      delete from person_contact where person_id = any (gone);
      delete from certificate where person_id = any (gone);
      update account_secret set password_hash = null, totp_seed = null
      where account_id in (select a.id from account a where a.person_id = any (gone) and a.state <> 'ended');
      update account set state = 'ended', ended_at = now() where person_id = any (gone) and state <> 'ended';
      return cardinality(gone);
    end
  $$;
