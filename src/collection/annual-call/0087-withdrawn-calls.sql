-- A call that was opened by mistake is withdrawn, as long as nothing of it was ever signed (decision 0076). What it asked
-- and what was filled in stays for who looks back; nobody answers it any more, and the year can be called for again.

alter table annual_call add column withdrawn_at timestamptz;
alter table annual_call add column withdrawn_by uuid references person;
alter table annual_call add column withdrawn_reason text check (length(withdrawn_reason) between 1 and 500);
alter table annual_call add check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null));
alter table annual_call drop constraint annual_call_period_key;
create unique index annual_call_current on annual_call (period) where withdrawn_at is null;

create function call_stands(which uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from annual_call c where c.id = which and c.withdrawn_at is null)
  $$;
comment on function call_stands(uuid) is 'Whether a call was not withdrawn.';

create function call_was_signed(which uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from annual_call_event e where e.call_id = which and e.kind = 'signed')
  $$;
comment on function call_was_signed(uuid) is 'Whether a return of a call was ever signed: then its values count, and it stays.';
revoke execute on function call_stands(uuid), call_was_signed(uuid) from public;
grant execute on function call_stands(uuid), call_was_signed(uuid) to daglicht_person;

grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on annual_call to daglicht_person;
create policy withdrawn_now on annual_call as restrictive for update to daglicht_person
  using (withdrawn_at is null and not call_was_signed(id))
  with check (withdrawn_at = now() and withdrawn_by = (select acting_person()) and withdrawn_reason is not null);
drop policy added_now on annual_call;
create policy added_now on annual_call as restrictive for insert to daglicht_person
  with check (recorded_by = (select acting_person()) and recorded_at = now() and withdrawn_at is null);

-- Nothing is added to a call that was withdrawn.
do $$
declare one text;
begin
  foreach one in array array['annual_call_unit', 'annual_call_answer', 'annual_call_event', 'annual_call_delegation'] loop
    execute format('create policy of_a_call_that_stands on %I as restrictive for insert to daglicht_person with check (call_stands(call_id))', one);
  end loop;
end $$;

create or replace function delegation_stands(which uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from annual_call_delegation d
      where d.delegation_id = which and d.last_day >= today() and call_stands(d.call_id)
        and not exists (select from annual_call_delegation_event e
                        where e.delegation_id = which and e.kind in ('handed-in', 'withdrawn'))
        and (select count(*) from annual_call_delegation_event e
             where e.delegation_id = which and e.kind = 'wrong-code') < 5
        and not exists (select from annual_call_event s where s.call_id = d.call_id and s.unit = d.unit
                        and s.kind = 'signed' and s.recorded_at >= d.recorded_at)
        and coalesce((select s.kind from annual_call_event s where s.call_id = d.call_id and s.unit = d.unit
                      and s.kind <> 'extended' order by s.place desc limit 1), '') <> 'signed')
  $$;
comment on function delegation_stands(uuid) is
  'Whether questions that were handed on may be answered today: not handed in, not withdrawn, no five wrong codes, not past their last day, the call not withdrawn, and the return not signed since.';

create or replace function signed_now(of_unit text, of_register text, of_period text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (
      select from annual_call_event e
      join annual_call c on c.id = e.call_id and c.period = of_period and c.withdrawn_at is null
      join annual_call_unit u on u.call_id = e.call_id and u.unit = e.unit and of_register = any (u.registers)
      where e.unit = of_unit and e.kind = 'signed' and e.recorded_by = acting_person()
        and e.transaction_id = pg_current_xact_id_if_assigned())
  $$;

create or replace function asked_registers(of_unit text) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(distinct one), '{}')
    from annual_call_unit u join annual_call c on c.id = u.call_id and c.withdrawn_at is null
    cross join unnest(u.registers) as one where u.unit = of_unit
  $$;
comment on function asked_registers(text) is 'The registers about which a unit was ever asked, by calls that stand.';
