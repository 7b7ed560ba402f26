-- What stands at a unit that is to end (decision 0080): how many people work in it, how many roles were given for it, and
-- whether there are records about it; for who keeps the structure, who sees none of them.
create function unit_bearers(keys text[]) returns table (unit text, employments bigint, appointments bigint, records boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select k.key,
      (select count(*) from employment e where e.unit = k.key and e.withdrawn_at is null and e.started_on <= today()
         and (e.ended_on is null or e.ended_on >= today())),
      (select count(*) from appointment a where a.unit = k.key and a.withdrawn_at is null and a.valid_from <= today()
         and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())),
      exists (select from units_in_use(array[k.key]))
    from unnest(keys) k(key)
    where exists (select from acting_roles() r where r.role = 'functional-administrator' and r.scope = 'concern')
  $$;
comment on function unit_bearers(text[]) is 'How many people and roles stand at units today, and whether there are records about them, for who keeps the structure.';
revoke execute on function unit_bearers(text[]) from public;
grant execute on function unit_bearers(text[]) to daglicht_person;
