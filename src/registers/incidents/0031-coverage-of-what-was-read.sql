-- Incidents that were read before coverage was recorded were taken for all of the organisation in their years, and
-- reports were published so: that stays.

do $$
declare
  expected integer;
  written integer;
begin
  create temporary table covered_years on commit drop as
    select distinct generate_series(extract(year from received_from)::integer - 1,
                                    extract(year from received_until - 1)::integer) as year
    from incident where withdrawn_at is null and received_from is not null;
  select count(*) into expected from covered_years;
  insert into import_coverage (id, register, unit, period)
    select gen_random_uuid(), 'incidents', o.unit, c.year::text from covered_years c cross join organisation_root o;
  get diagnostics written = row_count;
  if written <> expected then
    raise exception 'Coverage of % years was to be written, % were.', expected, written;
  end if;
end $$;
