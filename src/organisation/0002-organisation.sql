-- The dated structure of the organisation (counting.md, "Organisation"). Valid time is valid_from/valid_until
-- (until is exclusive; null is unbounded), recorded time is recorded_at/withdrawn_at.

create table unit (
  key text primary key,
  level text not null,
  type text not null,
  valid_from date,
  valid_until date,
  external_authority boolean not null default false,
  recorded_at timestamptz not null default now()
);
comment on table unit is 'A node of the organisation: the concern, a ministry, a unit. Levels and types are named by the profile.';
comment on column unit.external_authority is 'Also an authority to which people from outside report (Wbk art. 2c).';

create table unit_name (
  unit text not null references unit,
  name_nl text not null,
  name_en text not null,
  abbreviation text,
  valid_from date,
  valid_until date,
  unique nulls not distinct (unit, valid_from)
);
comment on table unit_name is 'The names that a unit bore, each for a time.';

create table unit_parent (
  unit text not null references unit,
  parent text not null references unit,
  origin text not null check (origin in ('source', 'added')),
  valid_from date,
  valid_until date,
  unique nulls not distinct (unit, valid_from)
);
comment on column unit_parent.origin is 'Whether the source states this place or it was added by hand.';

create table unit_succession (
  kind text not null check (kind in ('rename', 'move', 'split', 'merge')),
  from_unit text not null references unit,
  to_unit text not null references unit,
  on_day date not null,
  share text,
  primary key (from_unit, to_unit, on_day)
);
comment on column unit_succession.share is 'Fraction of the old unit that went to the new one ("1/3"); null: no key is known.';

create table unit_policy (
  unit text not null references unit,
  policy text not null,
  valid_from date,
  valid_until date,
  unique nulls not distinct (unit, policy, valid_from)
);
comment on table unit_policy is 'Rules a unit set for itself: zero-gifts, all-staff-designated.';

create table headcount_definition (
  key text primary key,
  basis text not null check (basis in ('persons', 'employments', 'fte', 'not-recorded')),
  moment text not null check (moment in ('reference-date', 'average', 'not-recorded')),
  population_nl text not null,
  population_en text not null
);
comment on table headcount_definition is 'How staff were counted. Rates of different definitions are never combined.';

create table organisation_root (
  single boolean primary key default true check (single),
  unit text not null references unit,
  profile text not null,
  name_nl text not null,
  name_en text not null
);
comment on table organisation_root is 'The top of the tree, the profile and the name of this organisation: one row.';

do $$
declare one text;
begin
  foreach one in array array['unit', 'unit_name', 'unit_parent', 'unit_succession', 'unit_policy',
                             'headcount_definition', 'organisation_root'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy operator_all on %I to daglicht_operator
                      using ((select acting_kind()) = ''operator'') with check ((select acting_kind()) = ''operator'')', one);
    execute format('grant select, insert, update, delete on %I to daglicht_operator', one);
  end loop;
end $$;

-- The public site shows the name of the organisation and nothing else of its structure.
create policy public_reads on organisation_root for select to daglicht_public
  using ((select acting_kind()) = 'public');
grant select on organisation_root to daglicht_public;

create function reporting_year(first_day date, after_last date, start_month integer) returns text
  language sql immutable parallel safe
  return case
    when extract(year from first_day - make_interval(months => start_month - 1))
       = extract(year from after_last - 1 - make_interval(months => start_month - 1))
    then extract(year from first_day - make_interval(months => start_month - 1))::text
  end;
comment on function reporting_year(date, date, integer) is
  'The reporting year in which a span of days lies; null when it spans more than one: such a record is in no year.';
