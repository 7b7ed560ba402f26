import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Action, Database } from '../platform/database/doorways.ts';
import { newId } from '../platform/database/new-id.ts';
import { refuseContradictions, unitsDropped, unitsLeftOut } from './description-faults.ts';
import { type FactTable, recordFacts } from './recorded-facts.ts';
import { type OrganisationDescription, organisationSchema } from './records.ts';
import type { Validity } from './structure.ts';

/** Records the structure of the organisation as it is described; a description that drops units is refused. */
export const describeOrganisation: Action<OrganisationDescription, { units: number }> = {
  name: 'organisation.describe',
  input: organisationSchema,
  object: (input) => input.root,
  change: (database, input) => recordDescription(database, input, false),
};

/**
 * Records the structure of the organisation as it is described, as a new version. Nothing is deleted: units, names,
 * places, policies and successions that it leaves out end by recorded time. A unit about which there are records is
 * never left out, another only where that was said. Throws a DescriptionRefused; nothing is written then.
 *
 * @param drop whether units that stand and are left out may end
 */
export async function recordDescription(
  database: Database,
  input: OrganisationDescription,
  drop: boolean,
): ReturnType<Action<OrganisationDescription, { units: number }>['change']> {
  refuseContradictions(input);
  // Two descriptions at once wait for each other.
  await sql`select pg_advisory_xact_lock(hashtext('structure versions'))`.execute(database);
  await recordUnits(database, input);
  const dated = (fact: Validity) => ({ valid_from: fact.from, valid_until: fact.until });
  await recordFacts(
    database,
    unitNames,
    input.units.flatMap((unit) =>
      unit.names.map((one) => ({
        unit: unit.key,
        name_nl: one.name.nl,
        name_en: one.name.en,
        abbreviation: one.abbreviation,
        ...dated(one),
      })),
    ),
  );
  await recordFacts(
    database,
    unitParents,
    input.units.flatMap((unit) =>
      unit.parents.map((one) => ({
        unit: unit.key,
        parent: one.parent,
        origin: one.origin,
        ...dated(one),
      })),
    ),
  );
  await recordFacts(
    database,
    unitPolicies,
    input.units.flatMap((unit) =>
      unit.policies.map((one) => ({ unit: unit.key, policy: one.policy, ...dated(one) })),
    ),
  );
  await recordFacts(
    database,
    unitSuccessions,
    input.successions.map((one) => ({
      kind: one.kind,
      from_unit: one.from,
      to_unit: one.to,
      on_day: one.on,
      share: one.share,
    })),
  );
  await recordDefinitions(database, input);
  await endLeftOut(
    database,
    input.units.map((unit) => unit.key),
    drop,
  );
  const isNew = await recordVersion(database, input);
  return {
    result: { units: input.units.length },
    audit: { units: input.units.length, successions: input.successions.length, newVersion: isNew },
  };
}

const dates = { valid_from: 'date', valid_until: 'date' } as const;
const unitNames: FactTable = {
  table: 'unit_name',
  columns: { unit: 'text', name_nl: 'text', name_en: 'text', abbreviation: 'text', ...dates },
};
const unitParents: FactTable = {
  table: 'unit_parent',
  columns: { unit: 'text', parent: 'text', origin: 'text', ...dates },
};
const unitPolicies: FactTable = {
  table: 'unit_policy',
  columns: { unit: 'text', policy: 'text', ...dates },
};
const unitSuccessions: FactTable = {
  table: 'unit_succession',
  columns: { kind: 'text', from_unit: 'text', to_unit: 'text', on_day: 'date', share: 'text' },
};

async function recordUnits(database: Database, input: OrganisationDescription): Promise<void> {
  await sql`insert into unit (key, level, type, valid_from, valid_until, external_authority)
    select key, level, type, "from", until, "externalAuthority" from jsonb_to_recordset(${JSON.stringify(input.units)}::jsonb)
      as r(key text, level text, type text, "from" date, until date, "externalAuthority" boolean)
    on conflict (key) do update set level = excluded.level, type = excluded.type, valid_from = excluded.valid_from,
      valid_until = excluded.valid_until, external_authority = excluded.external_authority, withdrawn_at = null`.execute(
    database,
  );
}

async function recordDefinitions(database: Database, input: OrganisationDescription): Promise<void> {
  await sql`insert into headcount_definition (key, basis, moment, population_nl, population_en)
    select key, basis, moment, population->>'nl', population->>'en' from jsonb_to_recordset(${JSON.stringify(input.headcountDefinitions)}::jsonb)
      as r(key text, basis text, moment text, population jsonb)
    on conflict (key) do update set basis = excluded.basis, moment = excluded.moment,
      population_nl = excluded.population_nl, population_en = excluded.population_en`.execute(database);
  await sql`insert into organisation_root (unit, profile, name_nl, name_en)
    values (${input.root}, ${input.profile}, ${input.name.nl}, ${input.name.en})
    on conflict (single) do update set unit = excluded.unit, profile = excluded.profile,
      name_nl = excluded.name_nl, name_en = excluded.name_en`.execute(database);
}

/**
 * Ends units that the description no longer holds; where there are records about one, or it was not said that units
 * may end, nothing is written at all.
 */
async function endLeftOut(database: Database, described: readonly string[], drop: boolean): Promise<void> {
  const left = await database
    .selectFrom('unit')
    .select('key')
    .where('key', 'not in', [...described, ''])
    .where('withdrawn_at', 'is', null)
    .orderBy('key')
    .execute();
  const keys = left.map((unit) => unit.key);
  if (keys.length === 0) return;
  const { rows } = await sql<{ key: string }>`
    select distinct key from units_in_use(${keys}::text[]) as key order by key`.execute(database);
  if (rows.length > 0) throw unitsLeftOut(rows.map((row) => row.key));
  if (!drop) throw unitsDropped(await lastNames(database, keys));
  await database.updateTable('unit').set({ withdrawn_at: sql`now()` }).where('key', 'in', keys).execute();
}

/** Units that are left out, by key and the name that each bore last. Their names have ended in this transaction. */
async function lastNames(database: Database, keys: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ shown: string }>`
    select distinct on (unit) unit || ' (' || name_nl || ')' as shown from unit_name where unit = any(${keys}::text[])
    order by unit, withdrawn_at desc nulls first, valid_from desc nulls last`.execute(database);
  return rows.map(({ shown }) => shown);
}

/** Keeps the description itself, unless it says what the last one said. */
async function recordVersion(database: Database, input: OrganisationDescription): Promise<boolean> {
  const content = JSON.stringify(organisationSchema.parse(input));
  const last = await database
    .selectFrom('structure_version')
    .select('content')
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last && JSON.stringify(organisationSchema.parse(JSON.parse(last.content))) === content) return false;
  await database
    .insertInto('structure_version')
    .values({
      id: newId(),
      content,
      sha256: hash('sha256', content),
      // Not when the transaction began: it may have waited for another.
      recorded_at: sql`clock_timestamp()`,
    })
    .execute();
  return true;
}
