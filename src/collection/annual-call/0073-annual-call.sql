-- The annual call in the workplace (decision 0071): who is asked what about a year, what they answered so far, and what
-- became of it. Nothing of it counts before it is signed; then it stands in the tables that imports fill.

create table annual_call (
  id uuid primary key,
  period text not null check (period ~ '^[0-9]{4}$'),
  deadline date not null,
  message text not null default '' check (length(message) <= 2000),
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now(),
  unique (period)
);
comment on table annual_call is 'The call of a reporting year: by when, and what was said with it.';

create table annual_call_unit (
  id uuid primary key,
  call_id uuid not null references annual_call,
  unit text not null references unit,
  registers text[] not null check (cardinality(registers) > 0),
  recorded_at timestamptz not null default now(),
  unique (call_id, unit)
);
comment on table annual_call_unit is 'A unit that a call asks, and about which registers.';

create table annual_call_answer (
  id uuid primary key,
  call_id uuid not null,
  unit text not null,
  register text not null,
  field text not null default '',
  part text not null default '',
  state text not null check (state in ('answered', 'value', 'nil', 'partial', 'estimated', 'not-applicable', 'not-reported')),
  value text,
  note text check (length(note) <= 500),
  stands text check (length(stands) <= 500),
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  foreign key (call_id, unit) references annual_call_unit (call_id, unit),
  check ((value is not null) = (state in ('value', 'nil', 'partial', 'estimated') and field <> '')),
  check ((field = '') = (state = 'answered') or state in ('nil', 'not-applicable', 'not-reported'))
);
comment on table annual_call_answer is
  'What a unit filled in so far: whether there was anything (without a field), and each question. It counts when it is signed.';
comment on column annual_call_answer.stands is 'Why an unlikely number is right.';
create unique index annual_call_answer_current on annual_call_answer (call_id, unit, register, field, part) where withdrawn_at is null;

create table annual_call_event (
  id uuid primary key,
  place bigint generated always as identity unique,
  call_id uuid not null,
  unit text not null,
  kind text not null check (kind in ('extended', 'reopened', 'signed', 'voided')),
  deadline date,
  reason text check (length(reason) between 1 and 500),
  acting_as text,
  declared_hash text check (declared_hash ~ '^[0-9a-f]{64}$'),
  declared jsonb,
  recorded_by uuid not null default acting_person() references person,
  recorded_at timestamptz not null default now(),
  transaction_id xid8 not null default pg_current_xact_id(),
  foreign key (call_id, unit) references annual_call_unit (call_id, unit),
  check ((kind = 'extended') = (deadline is not null)),
  check ((kind in ('extended', 'reopened')) = (reason is not null)),
  check ((kind = 'signed') = (declared_hash is not null and declared is not null and acting_as is not null))
);
comment on table annual_call_event is 'What became of the return of a unit: its term, its signatures, and how they were voided. Nothing of it is changed later.';
comment on column annual_call_event.place is 'Their order: who waited for another began earlier.';
comment on column annual_call_event.declared_hash is 'SHA-256 of what was read and signed, which stands in declared.';
comment on column annual_call_event.transaction_id is 'By it what is signed is written: in this transaction and no other.';
create index annual_call_event_unit on annual_call_event (call_id, unit, place);

grant select on sequence annual_call_event_place_seq to daglicht_backup;
call protect_table('annual_call');
call protect_table('annual_call_unit', unit_column => 'unit');
call protect_table('annual_call_answer', unit_column => 'unit');
call protect_table('annual_call_event', unit_column => 'unit');
call seal_rows_of('annual_call', 'id');
call seal_rows_of('annual_call_unit', 'id');
call seal_rows_of('annual_call_answer', 'id');
call seal_rows_of('annual_call_event', 'id');

-- That there is a call is known to who answers it; of units and answers they reach their own.
call open_table('annual_call', 'coordinator', 'none', 'see');
call open_table('annual_call', 'head', 'none', 'see');
do $$
declare one text;
begin
  foreach one in array array['annual_call', 'annual_call_unit', 'annual_call_answer', 'annual_call_event'] loop
    call open_table(one, 'central-coordinator', 'concern', 'see');
    call open_table(one, 'central-coordinator', 'concern', 'do');
  end loop;
  foreach one in array array['coordinator', 'head'] loop
    call open_table('annual_call_unit', one, 'unit', 'see');
    call open_table('annual_call_answer', one, 'unit', 'see');
    call open_table('annual_call_answer', one, 'unit', 'do');
    call open_table('annual_call_event', one, 'unit', 'see');
    call open_table('annual_call_event', one, 'unit', 'do');
    -- Last year's values beside the questions, and what is signed: below it is said which.
    call open_table('reported_value', one, 'unit', 'see');
    call open_table('reported_value', one, 'unit', 'do');
    call open_table('call_answer', one, 'unit', 'see');
    call open_table('call_answer', one, 'unit', 'do');
  end loop;
  foreach one in array array['reported_value', 'call_answer'] loop
    call narrow_people(one);
    call keep_who_recorded(one, 'id');
  end loop;
  foreach one in array array['annual_call', 'annual_call_unit', 'annual_call_answer', 'annual_call_event'] loop
    execute format('revoke update, delete on %I from daglicht_person', one);
  end loop;
end $$;
grant update (withdrawn_at) on annual_call_answer to daglicht_person;

create policy added_now on annual_call as restrictive for insert to daglicht_person
  with check (recorded_by = (select acting_person()) and recorded_at = now());
create policy added_now on annual_call_unit as restrictive for insert to daglicht_person with check (recorded_at = now());
create policy added_now on annual_call_answer as restrictive for insert to daglicht_person
  with check (recorded_by = (select acting_person()) and recorded_at between now() and clock_timestamp() and withdrawn_at is null);
create policy withdrawn_now on annual_call_answer as restrictive for update to daglicht_person
  using (withdrawn_at is null) with check (withdrawn_at between now() and clock_timestamp());

-- Who is appointed to head this very unit; of the organisation as a whole, who is appointed for it.
create function has_own_head(of_unit text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from appointment a
      where a.role = 'head' and a.withdrawn_at is null and a.valid_from <= today()
        and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())
        and coalesce(a.unit, (select o.unit from organisation_root o)) = of_unit)
  $$;
comment on function has_own_head(text) is 'Whether somebody heads this very unit today.';

create function signs_as(of_unit text) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select case
      when of_unit = any (acting_units('head')) then 'head'
      when has_own_head(of_unit) then null
      when of_unit = any (acting_units('coordinator')) then 'coordinator'
      when of_unit = any (acting_units('central-coordinator')) then 'central-coordinator' end
  $$;
comment on function signs_as(text) is
  'In which role the acting person signs the return of a unit: its head, or where nobody heads it its coordinator; null for who does not.';

create function signed_now(of_unit text, of_register text, of_period text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from annual_call_event e
      join annual_call c on c.id = e.call_id and c.period = of_period
      join annual_call_unit u on u.call_id = e.call_id and u.unit = e.unit and of_register = any (u.registers)
      where e.unit = of_unit and e.kind = 'signed' and e.recorded_by = acting_person()
        and e.transaction_id = pg_current_xact_id_if_assigned())
  $$;
comment on function signed_now(text, text, text) is 'Whether the acting person signs, in this transaction, a return of that unit and year that holds the register.';

create function asked_registers(of_unit text) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(distinct one), '{}') from annual_call_unit u cross join unnest(u.registers) as one where u.unit = of_unit
  $$;
comment on function asked_registers(text) is 'The registers about which a unit was ever asked.';

create policy event_by_whom on annual_call_event as restrictive for insert to daglicht_person
  with check (recorded_by = (select acting_person()) and recorded_at = now() and transaction_id = pg_current_xact_id()
    and case kind
      when 'signed' then acting_as = signs_as(unit)
      when 'voided' then true
      else (select reaches_all('annual_call', 'do')) end);

-- Who answers for a unit sees of returns what that unit is asked, and writes of them what it signs.
create policy asked_values on reported_value as restrictive for select to daglicht_person
  using ((select reaches_all('reported_value', 'see'))
    or register = any (asked_registers(unit)));
create policy asked_answers on call_answer as restrictive for select to daglicht_person
  using ((select reaches_all('call_answer', 'see'))
    or register = any (asked_registers(unit)));
create policy signed_values on reported_value as restrictive for insert to daglicht_person
  with check ((select reaches_all('reported_value', 'do')) or signed_now(unit, register, period));
create policy signed_answers on call_answer as restrictive for insert to daglicht_person
  with check ((select reaches_all('call_answer', 'do')) or signed_now(unit, register, period));
create policy replaced_values on reported_value as restrictive for update to daglicht_person
  using ((select reaches_all('reported_value', 'do')) or signed_now(unit, register, period)) with check (true);
create policy replaced_answers on call_answer as restrictive for update to daglicht_person
  using ((select reaches_all('call_answer', 'do')) or signed_now(unit, register, period)) with check (true);

-- Who can answer for units, for who reaches their returns.
create function call_people(of_units text[]) returns table (unit text, person uuid, name text, role text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with reached (key) as (
      select one from unnest(of_units) as one
      where reaches_all('annual_call', 'do') or reaches_all('annual_call_unit', 'see')
        or one = any (reached_units_each('annual_call_unit', 'see'))
    ),
    standing as (
      select a.person_id, a.role, coalesce(a.unit, (select o.unit from organisation_root o)) as top
      from appointment a
      where a.role in ('coordinator', 'head') and a.withdrawn_at is null and a.valid_from <= today()
        and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())
    ),
    tops as (select top, units_below(array[top]) as keys from (select distinct top from standing) each)
    select distinct r.key, s.person_id,
      (select c.name from person_contact c where c.person_id = s.person_id and c.withdrawn_at is null), s.role
    from reached r join tops t on r.key = any (t.keys) join standing s on s.top = t.top
  $$;
comment on function call_people(text[]) is 'The coordinators and heads of units and of those above them, for who reaches their returns.';

-- How many records of a register stand about units in a year. A number: whom they are about it does not tell.
create function counted_records(name text, units text[], first_column text, last_column text, counts text, from_day date, until_day date)
  returns bigint
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare
      place protected_table;
      number bigint;
    begin
      select * into place from protected_table p where p.table_name = name and p.excludable and p.unit_column is not null;
      if place.table_name is null or not (reaches_all('annual_call_unit', 'see') or units <@ reached_units_each('annual_call_unit', 'see')) then
        return null;
      end if;
      execute format(
        'select count(distinct %1$I) from public.%2$I where withdrawn_at is null and %3$I = any ($1)
           and not (%1$I = any ((select public.excluded_records(%2$L))::uuid[])) and ' ||
        case counts
          when 'within' then '%4$I >= $2 and %5$I <= $3'
          else '%4$I < $3 and (%5$I is null or %5$I >= $3)' end,
        place.record_column, place.table_name, place.unit_column, first_column, last_column)
        into number using units, from_day, until_day;
      return number;
    end
  $$;
comment on function counted_records(text, text[], text, text, text, date, date) is
  'How many records stand about units in a year, for who reaches their returns: those of which the span lies within it, or that are in force at its end.';

revoke execute on function has_own_head(text), signs_as(text), signed_now(text, text, text), asked_registers(text), call_people(text[]),
  counted_records(text, text[], text, text, text, date, date) from public;
grant execute on function has_own_head(text), signs_as(text), signed_now(text, text, text), asked_registers(text), call_people(text[]),
  counted_records(text, text[], text, text, text, date, date) to daglicht_person;
