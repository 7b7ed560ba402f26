-- What somebody reaches is asked some twenty times by a page: each policy of each table asks it, and each asks from
-- appointments, employments and structure of this moment. A function in SQL is planned anew every time it is called,
-- which took nine tenths of that (3 ms for one question, 90 ms for one record with its lines). The same bodies in
-- PL/pgSQL keep their plans for as long as the connection lives. What they answer, to whom, and as whom is unchanged.
do $$
declare
  one record;
  asked constant text[] := array[
    'acting_roles', 'acting_team', 'acting_subordinates', 'acting_for', 'first_day_gone', 'bound_from', 'has_lapsed', 'units_below',
    'reaches_all', 'reached_units_each', 'reached_unit_span', 'reached_units', 'reached_id_span', 'reached_persons',
    'reached_records', 'excluded_records', 'excluded_everywhere', 'roles_of', 'provider_way'];
begin
  for one in
    select p.proname, p.proretset, p.prosrc, pg_get_functiondef(p.oid) as written
    from pg_proc p join pg_language l on l.oid = p.prolang
    where p.pronamespace = 'public'::regnamespace and l.lanname = 'sql' and p.prosqlbody is null and p.proname = any (asked)
  loop
    execute replace(
      replace(one.written, ' LANGUAGE sql', ' LANGUAGE plpgsql'), one.prosrc,
      format(case when one.proretset then E'\n#variable_conflict use_column\nbegin\n  return query %s;\nend\n'
                  else E'\n#variable_conflict use_column\nbegin\n  return (%s);\nend\n' end, one.prosrc));
  end loop;
end $$;
