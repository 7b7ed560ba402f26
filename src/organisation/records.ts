import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../platform/database/doorways.ts';
import { errorCode } from '../platform/language/explained-error.ts';
import { refuseContradictions, unitsLeftOut } from './description-faults.ts';
import type { Structure } from './structure.ts';

const textSchema = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) });
const validity = {
  from: z.iso.date().nullable().default(null),
  until: z.iso.date().nullable().default(null),
};

/** The structure of an organisation as a file describes it. */
export const organisationSchema = z.strictObject({
  name: textSchema,
  profile: z.string(),
  root: z.string(),
  units: z.array(
    z.strictObject({
      key: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/),
      level: z.string(),
      type: z.string(),
      ...validity,
      names: z
        .array(
          z.strictObject({
            name: textSchema,
            abbreviation: z.string().nullable().default(null),
            ...validity,
          }),
        )
        .min(1),
      parents: z
        .array(z.strictObject({ parent: z.string(), origin: z.enum(['source', 'added']), ...validity }))
        .default([]),
      policies: z.array(z.strictObject({ policy: z.string(), ...validity })).default([]),
      externalAuthority: z.boolean().default(false),
    }),
  ),
  successions: z
    .array(
      z.strictObject({
        kind: z.enum(['rename', 'move', 'split', 'merge']),
        from: z.string(),
        to: z.string(),
        on: z.iso.date(),
        share: z
          .string()
          .regex(/^\d+(\/\d+)?$/)
          .nullable()
          .default(null),
      }),
    )
    .default([]),
  headcountDefinitions: z
    .array(
      z.strictObject({
        key: z.string(),
        basis: z.enum(['persons', 'employments', 'fte', 'not-recorded']),
        moment: z.enum(['reference-date', 'average', 'not-recorded']),
        population: textSchema,
      }),
    )
    .default([]),
});
export type OrganisationDescription = z.infer<typeof organisationSchema>;

/**
 * Writes the structure of the organisation as it is described: added, changed and left out units, names, places. A
 * unit about which there are records is never left out. Throws a DescriptionRefused; nothing is written then.
 */
export const describeOrganisation: Action<OrganisationDescription, { units: number }> = {
  name: 'organisation.describe',
  input: organisationSchema,
  object: (input) => input.root,
  change: async (database, input) => {
    refuseContradictions(input);
    await sql`insert into unit (key, level, type, valid_from, valid_until, external_authority)
      select key, level, type, "from", until, "externalAuthority" from jsonb_to_recordset(${JSON.stringify(input.units)}::jsonb)
        as r(key text, level text, type text, "from" date, until date, "externalAuthority" boolean)
      on conflict (key) do update set level = excluded.level, type = excluded.type, valid_from = excluded.valid_from,
        valid_until = excluded.valid_until, external_authority = excluded.external_authority`.execute(
      database,
    );
    const names = input.units.flatMap((unit) =>
      unit.names.map((name) => ({ unit: unit.key, ...name, nl: name.name.nl, en: name.name.en })),
    );
    const parents = input.units.flatMap((unit) =>
      unit.parents.map((parent) => ({ unit: unit.key, ...parent })),
    );
    const policies = input.units.flatMap((unit) =>
      unit.policies.map((policy) => ({ unit: unit.key, ...policy })),
    );
    for (const table of ['unit_name', 'unit_parent', 'unit_policy', 'unit_succession'] as const) {
      await database.deleteFrom(table).execute();
    }
    await sql`insert into unit_name (unit, name_nl, name_en, abbreviation, valid_from, valid_until)
      select unit, nl, en, abbreviation, "from", until from jsonb_to_recordset(${JSON.stringify(names)}::jsonb)
        as r(unit text, nl text, en text, abbreviation text, "from" date, until date)`.execute(database);
    await sql`insert into unit_parent (unit, parent, origin, valid_from, valid_until)
      select unit, parent, origin, "from", until from jsonb_to_recordset(${JSON.stringify(parents)}::jsonb)
        as r(unit text, parent text, origin text, "from" date, until date)`.execute(database);
    await sql`insert into unit_policy (unit, policy, valid_from, valid_until)
      select unit, policy, "from", until from jsonb_to_recordset(${JSON.stringify(policies)}::jsonb)
        as r(unit text, policy text, "from" date, until date)`.execute(database);
    await sql`insert into unit_succession (kind, from_unit, to_unit, on_day, share)
      select kind, "from", "to", "on", share from jsonb_to_recordset(${JSON.stringify(input.successions)}::jsonb)
        as r(kind text, "from" text, "to" text, "on" date, share text)`.execute(database);
    await sql`insert into headcount_definition (key, basis, moment, population_nl, population_en)
      select key, basis, moment, population->>'nl', population->>'en' from jsonb_to_recordset(${JSON.stringify(input.headcountDefinitions)}::jsonb)
        as r(key text, basis text, moment text, population jsonb)
      on conflict (key) do update set basis = excluded.basis, moment = excluded.moment,
        population_nl = excluded.population_nl, population_en = excluded.population_en`.execute(database);
    await sql`insert into organisation_root (unit, profile, name_nl, name_en)
      values (${input.root}, ${input.profile}, ${input.name.nl}, ${input.name.en})
      on conflict (single) do update set unit = excluded.unit, profile = excluded.profile,
        name_nl = excluded.name_nl, name_en = excluded.name_en`.execute(database);
    await removeLeftOut(
      database,
      input.units.map((unit) => unit.key),
    );
    return {
      result: { units: input.units.length },
      audit: { units: input.units.length, successions: input.successions.length },
    };
  },
};

/** Removes units that the description no longer holds. What is about them holds them: then nothing is written at all. */
async function removeLeftOut(database: Database, described: readonly string[]): Promise<void> {
  const left = await database
    .selectFrom('unit')
    .select('key')
    .where('key', 'not in', [...described, ''])
    .orderBy('key')
    .execute();
  if (left.length === 0) return;
  const keys = left.map((unit) => unit.key);
  try {
    await database.deleteFrom('unit').where('key', 'in', keys).execute();
  } catch (error) {
    if (errorCode(error) !== '23503') throw error;
    throw unitsLeftOut(keys);
  }
}

/** The organisation has no structure yet. */
export class NoOrganisation extends Error {
  override name = 'NoOrganisation';
}

/** The whole dated structure. Throws {@link NoOrganisation} when none was described yet. */
export async function readStructure(database: Database): Promise<Structure> {
  const [root] = await database.selectFrom('organisation_root').select('unit').execute();
  if (!root) throw new NoOrganisation('This organisation has no structure yet: describe it first.');
  const units = await database.selectFrom('unit').selectAll().orderBy('key').execute();
  const names = await database
    .selectFrom('unit_name')
    .selectAll()
    .orderBy('valid_from', (order) => order.asc().nullsFirst())
    .execute();
  const parents = await database
    .selectFrom('unit_parent')
    .selectAll()
    .orderBy('valid_from', (order) => order.asc().nullsFirst())
    .execute();
  const policies = await database.selectFrom('unit_policy').selectAll().orderBy('policy').execute();
  const successions = await database
    .selectFrom('unit_succession')
    .selectAll()
    .orderBy('on_day')
    .orderBy('to_unit')
    .execute();
  const definitions = await database.selectFrom('headcount_definition').selectAll().orderBy('key').execute();
  const stretch = (row: { valid_from: string | null; valid_until: string | null }) => ({
    from: row.valid_from,
    until: row.valid_until,
  });
  return {
    root: root.unit,
    units: units.map((unit) => ({
      key: unit.key,
      level: unit.level,
      type: unit.type,
      externalAuthority: unit.external_authority,
      ...stretch(unit),
      names: names
        .filter((name) => name.unit === unit.key)
        .map((name) => ({
          name: { nl: name.name_nl, en: name.name_en },
          abbreviation: name.abbreviation,
          ...stretch(name),
        })),
      parents: parents
        .filter((parent) => parent.unit === unit.key)
        .map((parent) => ({
          parent: parent.parent,
          origin: parent.origin === 'source' ? ('source' as const) : ('added' as const),
          ...stretch(parent),
        })),
      policies: policies
        .filter((policy) => policy.unit === unit.key)
        .map((policy) => ({ policy: policy.policy, ...stretch(policy) })),
    })),
    successions: successions.map((one) => ({
      kind: z.enum(['rename', 'move', 'split', 'merge']).parse(one.kind),
      from: one.from_unit,
      to: one.to_unit,
      on: one.on_day,
      share: one.share,
    })),
    headcountDefinitions: definitions.map((one) => ({
      key: one.key,
      basis: z.enum(['persons', 'employments', 'fte', 'not-recorded']).parse(one.basis),
      moment: z.enum(['reference-date', 'average', 'not-recorded']).parse(one.moment),
      population: { nl: one.population_nl, en: one.population_en },
    })),
  };
}

/** The structure, for those who may see it. */
export const structureQuestion: Question<Record<string, never>, Structure> = {
  name: 'organisation.structure',
  confidential: false,
  object: () => 'organisation',
  ask: (database) => readStructure(database),
};

/** The name of the organisation; undefined before it is described. */
export const organisationNameQuestion: Question<
  Record<string, never>,
  { nl: string; en: string } | undefined
> = {
  name: 'organisation.name',
  confidential: false,
  object: () => 'organisation',
  ask: async (database) => {
    const row = await database
      .selectFrom('organisation_root')
      .select(['name_nl', 'name_en'])
      .executeTakeFirst();
    return row && { nl: row.name_nl, en: row.name_en };
  },
};
