-- What is recorded about a unit that is to end (decision 0080): records and returns, not that people work in it or have a
-- role there, which is counted beside it.
create function units_recorded(keys text[]) returns setof text
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare reference record;
    begin
      for reference in
        select c.conrelid::regclass as holder, a.attname as held
        from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' and c.confrelid = 'unit'::regclass
          and c.conrelid::regclass::text <> all (array[
            'unit_name', 'unit_parent', 'unit_policy', 'unit_succession', 'organisation_root',
            'employment', 'appointment', 'open_work', 'annual_call_unit', 'report_step'])
      loop
        return query execute format('select distinct %I from %s where %I = any ($1)', reference.held, reference.holder, reference.held)
          using keys;
      end loop;
    end
  $$;
comment on function units_recorded(text[]) is 'Which of these units records or returns are about, whatever table they stand in.';
revoke execute on function units_recorded(text[]) from public;

-- What stands at a unit that is to end: how many people work in it, how many roles were given for it, and whether there are
-- records about it; for who keeps the structure, who sees none of them.
create function unit_bearers(keys text[]) returns table (unit text, employments bigint, appointments bigint, records boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select k.key,
      (select count(*) from employment e where e.unit = k.key and e.withdrawn_at is null and e.started_on <= today()
         and (e.ended_on is null or e.ended_on >= today())),
      (select count(*) from appointment a where a.unit = k.key and a.withdrawn_at is null and a.valid_from <= today()
         and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())),
      exists (select from units_recorded(array[k.key]))
    from unnest(keys) k(key)
    where exists (select from acting_roles() r where r.role = 'functional-administrator' and r.scope = 'concern')
  $$;
comment on function unit_bearers(text[]) is 'How many people and roles stand at units today, and whether there are records about them, for who keeps the structure.';
revoke execute on function unit_bearers(text[]) from public;
grant execute on function unit_bearers(text[]) to daglicht_person;
