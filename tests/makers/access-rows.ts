import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { AccessWorld } from './access-world.ts';

/** Ids of what a world holds, by number. */
export interface WorldIds {
  readonly units: readonly string[];
  readonly people: readonly string[];
  readonly records: readonly string[];
}

/** Makes the table `matter` of the tests: what a register of people's records looks like to the policies. */
export async function makeMatterTable(owner: Client): Promise<void> {
  await owner.query(`
    create table matter (version_id uuid primary key, id uuid not null, unit text references unit, person_id uuid references person,
                         note text not null default '', secret text not null default '', withdrawn_at timestamptz);
    create index on matter (id); create index on matter (unit); create index on matter (person_id);
    create table matter_line (id uuid primary key, version_id uuid not null references matter);
    call protect_table('matter', unit_column => 'unit', person_column => 'person_id', record_column => 'id');
    call protect_table('matter_line', parent_table => 'matter', parent_column => 'version_id');
    update protected_table set excludable = true where table_name = 'matter'`);
}

/** Takes the place of whatever the database held. `matter` has a row for every record, `matter_line` one for each. */
export async function storeWorld(owner: Client, world: AccessWorld): Promise<WorldIds> {
  const ids: WorldIds = {
    units: world.units.map((_, index) => `U${index}`),
    people: Array.from({ length: world.people }, () => randomUUID()),
    records: world.records.map(() => randomUUID()),
  };
  const unit = (index: number | null) => (index === null ? null : ids.units[index]);
  const person = (index: number | null) => (index === null ? null : ids.people[index]);
  const dated = (one: { from: number; until: number | null; withdrawn: boolean }) => ({
    id: randomUUID(),
    valid_from: dayFromToday(one.from),
    valid_until: dayFromToday(one.until),
    withdrawn_at: one.withdrawn ? '2020-01-01' : null,
  });
  await owner.query(
    'truncate unit, unit_name, unit_parent, unit_succession, organisation_root, person, employment, appointment, record_assignment, record_exclusion, matter, matter_line cascade; delete from table_access',
  );
  await fill(
    owner,
    'unit',
    world.units.map((one, index) => ({
      key: unit(index),
      level: 'unit',
      type: 'unit',
      valid_until: dayFromToday(one.until),
    })),
  );
  await fill(owner, 'organisation_root', [{ unit: 'U0', profile: 'rijk', name_nl: 'T', name_en: 'T' }]);
  await fill(
    owner,
    'unit_parent',
    world.units.flatMap(({ places }, index) =>
      places.map((place) => ({
        unit: unit(index),
        parent: unit(place.parent),
        origin: 'source',
        valid_from: dayFromToday(place.from),
        valid_until: dayFromToday(place.until),
      })),
    ),
  );
  await fill(
    owner,
    'unit_succession',
    world.successions.map((one) => ({
      kind: 'merge',
      from_unit: unit(one.from),
      to_unit: unit(one.to),
      on_day: dayFromToday(one.on),
    })),
  );
  await fill(
    owner,
    'person',
    ids.people.map((id) => ({ id })),
  );
  await fill(
    owner,
    'employment',
    world.employments.map((one) => ({
      version_id: randomUUID(),
      employment_id: randomUUID(),
      person_id: person(one.person),
      unit: unit(one.unit),
      supervisor_id: person(one.supervisor),
      started_on: dayFromToday(one.from),
      ended_on: dayFromToday(one.until),
      withdrawn_at: one.withdrawn ? '2020-01-01' : null,
    })),
  );
  const by = { appointed_by: 'test', reason: 'test' };
  await fill(
    owner,
    'appointment',
    world.appointments.map((one) => ({
      ...dated(one),
      ...by,
      person_id: person(one.person),
      role: one.role,
      unit: unit(one.unit),
      replaces: person(one.replaces),
    })),
  );
  await fill(
    owner,
    'record_assignment',
    world.assignments.map((one) => ({
      ...dated(one),
      assigned_by: 'test',
      reason: 'test',
      table_name: 'matter',
      record_id: ids.records[one.record],
      person_id: person(one.person),
    })),
  );
  await fill(
    owner,
    'record_exclusion',
    world.exclusions.map((one) => ({
      id: randomUUID(),
      table_name: 'matter',
      record_id: ids.records[one.record],
      person_id: person(one.person),
      with_chain: one.chain,
      reason: 'test',
      excluded_by: 'test',
      withdrawn_at: one.withdrawn ? '2020-01-01' : null,
    })),
  );
  const versions = world.records.map((one, index) => ({
    version_id: randomUUID(),
    id: ids.records[index],
    unit: unit(one.unit),
    person_id: person(one.person),
  }));
  await fill(owner, 'matter', versions);
  await fill(
    owner,
    'matter_line',
    versions.map(({ version_id }) => ({ id: randomUUID(), version_id })),
  );
  for (const { role, relation, may } of world.grants)
    await owner.query('call open_table($1, $2, $3, $4)', ['matter', role, relation, may]);
  return ids;
}

/** A day counted from today where the organisation is; null stays null. */
export function dayFromToday(days: number): string;
export function dayFromToday(days: number | null): string | null;
export function dayFromToday(days: number | null): string | null {
  if (days === null) return null;
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date());
  const day = new Date(`${today}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** Adds rows to a table; all rows name the same columns. */
export async function fill(
  owner: Client,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  await owner.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
