-- Describing an organisation again deletes nothing: what no longer stands ends by recorded time and is still there.

alter table unit add column withdrawn_at timestamptz;
comment on column unit.withdrawn_at is 'Since when a description leaves this unit out; nothing was recorded about it. Null: it stands.';

do $$
declare one text;
begin
  foreach one in array array['unit_name', 'unit_parent', 'unit_policy', 'unit_succession'] loop
    execute format('alter table %I add column recorded_at timestamptz not null default now(),
                                   add column withdrawn_at timestamptz', one);
    execute format('comment on column %I.recorded_at is ''Since when it is known; what was there before this column: since the migration.''', one);
    execute format('comment on column %I.withdrawn_at is ''Since when a later description no longer says so. Null: it stands.''', one);
  end loop;
end $$;

-- What holds for the facts that stand need not hold for those that ended.
alter table unit_name drop constraint unit_name_unit_valid_from_key;
alter table unit_parent drop constraint unit_parent_unit_valid_from_key;
alter table unit_policy drop constraint unit_policy_unit_policy_valid_from_key;
alter table unit_succession drop constraint unit_succession_pkey;
create unique index unit_name_current on unit_name (unit, valid_from) nulls not distinct where withdrawn_at is null;
create unique index unit_parent_current on unit_parent (unit, valid_from) nulls not distinct where withdrawn_at is null;
create unique index unit_policy_current on unit_policy (unit, policy, valid_from) nulls not distinct where withdrawn_at is null;
create unique index unit_succession_current on unit_succession (from_unit, to_unit, on_day) where withdrawn_at is null;
