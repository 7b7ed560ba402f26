-- Every description of the organisation is kept as it came in: describing it again adds a version.

create table structure_version (
  id uuid primary key,
  content text not null,
  sha256 text not null,
  recorded_at timestamptz not null default now()
);
comment on table structure_version is 'A description of the organisation as it stood from its recorded time until that of the next.';
comment on column structure_version.content is 'JSON in the form that the command organisation reads.';
create index structure_version_recorded on structure_version (recorded_at);
call protect_table('structure_version', operators => true);
revoke update on structure_version from daglicht_operator;

-- What stands today is the first version.
insert into structure_version (id, content, sha256)
select gen_random_uuid(), content, encode(sha256(convert_to(content, 'UTF8')), 'hex')
from (
  select json_build_object(
    'name', json_build_object('nl', o.name_nl, 'en', o.name_en),
    'profile', o.profile,
    'root', o.unit,
    'units', (select json_agg(json_build_object(
        'key', u.key, 'level', u.level, 'type', u.type, 'from', u.valid_from, 'until', u.valid_until,
        'names', (select json_agg(json_build_object('name', json_build_object('nl', n.name_nl, 'en', n.name_en),
                    'abbreviation', n.abbreviation, 'from', n.valid_from, 'until', n.valid_until)
                    order by n.valid_from nulls first) from unit_name n where n.unit = u.key),
        'parents', (select coalesce(json_agg(json_build_object('parent', p.parent, 'origin', p.origin,
                      'from', p.valid_from, 'until', p.valid_until) order by p.valid_from nulls first), '[]')
                    from unit_parent p where p.unit = u.key),
        'policies', (select coalesce(json_agg(json_build_object('policy', y.policy, 'from', y.valid_from,
                       'until', y.valid_until) order by y.policy, y.valid_from nulls first), '[]')
                     from unit_policy y where y.unit = u.key),
        'externalAuthority', u.external_authority) order by u.key) from unit u),
    'successions', (select coalesce(json_agg(json_build_object('kind', s.kind, 'from', s.from_unit, 'to', s.to_unit,
                      'on', s.on_day, 'share', s.share) order by s.on_day, s.from_unit, s.to_unit), '[]')
                    from unit_succession s),
    'headcountDefinitions', (select coalesce(json_agg(json_build_object('key', h.key, 'basis', h.basis, 'moment', h.moment,
                      'population', json_build_object('nl', h.population_nl, 'en', h.population_en)) order by h.key), '[]')
                    from headcount_definition h)
  )::text as content
  from organisation_root o
) described;

do $$
begin
  if (select count(*) from structure_version) <> (select count(*) from organisation_root) then
    raise exception 'the structure that stands was not kept as a version';
  end if;
end $$;

-- A unit is left out of a later description only when nothing is about it.
create function units_in_use(keys text[]) returns setof text
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    declare reference record;
    begin
      for reference in
        select c.conrelid::regclass as holder, a.attname as held
        from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' and c.confrelid = 'unit'::regclass and c.conrelid <> all (array[
          'unit_name', 'unit_parent', 'unit_policy', 'unit_succession', 'organisation_root']::regclass[])
      loop
        return query execute format('select distinct %I from %s where %I = any ($1)', reference.held, reference.holder, reference.held)
          using keys;
      end loop;
    end
  $$;
comment on function units_in_use(text[]) is 'Which of these units records, returns, employments or appointments are about, whatever table they stand in.';
revoke execute on function units_in_use from public;
grant execute on function units_in_use to daglicht_operator;

-- What no longer stands ends by recorded time; nobody deletes it.
revoke delete on unit, unit_name, unit_parent, unit_policy, unit_succession, headcount_definition, organisation_root
  from daglicht_operator;
