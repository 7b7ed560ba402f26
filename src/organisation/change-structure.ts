import { sql } from 'kysely';
import { z } from 'zod';
import type { AccessRow } from '../platform/access/access-table.ts';
import type { Action, Database, Question } from '../platform/database/doorways.ts';
import { text } from '../platform/language/text.ts';
import { recordDescription } from './describe.ts';
import { describedQuestion } from './described.ts';
import { NoOrganisation, type OrganisationDescription, organisationSchema } from './records.ts';
import { type StructureChange, StructureRefused, structureChangeSchema } from './structure-change.ts';
import { withChange } from './structure-changes.ts';

/** What a change would make of the structure. */
export interface TriedChange {
  /** The version that it is made to (UUID). */
  readonly base: string;
  readonly before: OrganisationDescription;
  readonly after: OrganisationDescription;
  /** What stands at the units that it ends, by their keys. */
  readonly ending: readonly UnitInUse[];
}

/** What stands at a unit today. */
export interface UnitInUse {
  readonly unit: string;
  /** How many employments there are in it. */
  readonly employments: number;
  /** How many roles were given for it. */
  readonly appointments: number;
  /** Whether there are records or returns about it. */
  readonly records: boolean;
}

async function lastVersion(database: Database): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id::text from structure_version order by recorded_at desc limit 1`.execute(database);
  const [last] = rows;
  if (!last) throw new NoOrganisation();
  return last.id;
}

async function changed(database: Database, change: StructureChange) {
  const before = await describedQuestion.ask(database, {});
  if (!before) throw new NoOrganisation();
  return { before, after: withChange(before, change) };
}

/**
 * Tries a change of the structure without making it; "made" where it is the last one that was made, to the version
 * `base`: then it was sent twice. Throws a {@link StructureRefused}.
 */
export const tryStructureChange: Question<
  { readonly change: StructureChange; readonly base?: string },
  TriedChange | 'made'
> = {
  name: 'organisation.try-structure',
  confidential: false,
  object: ({ change }) => change.unit,
  ask: async (database, { change, base }) => {
    if (base !== undefined && (await wasMade(database, change, base))) return 'made';
    const { before, after } = await changed(database, change);
    const isEnding = ['end', 'merge', 'split'].includes(change.is);
    return {
      base: await lastVersion(database),
      before,
      after,
      ending: isEnding ? await unitsInUse(database, [change.unit]) : [],
    };
  },
};

async function wasMade(database: Database, change: StructureChange, base: string): Promise<boolean> {
  const [last, before] = await structureVersions.ask(database, { most: 2 });
  if (!last || before?.id !== base) return false;
  return inOneOrder(withChange(before.description, change)) === inOneOrder(last.description);
}

/** What a description says, whatever the order in which it says it: a version keeps that of a file. */
function inOneOrder({ units, successions, ...rest }: OrganisationDescription): string {
  const sorted = (facts: readonly unknown[]) => facts.map((fact) => JSON.stringify(fact)).sort();
  return JSON.stringify(
    organisationSchema.parse({
      ...rest,
      headcountDefinitions: rest.headcountDefinitions.toSorted((one, other) =>
        one.key.localeCompare(other.key),
      ),
      units: [],
      successions: [],
    }),
  ).concat(
    ...sorted(organisationSchema.shape.successions.parse(successions)),
    ...sorted(
      organisationSchema.shape.units.parse(units).map(({ names, parents, policies, ...unit }) => ({
        ...unit,
        names: sorted(names),
        parents: sorted(parents),
        policies: sorted(policies),
      })),
    ),
  );
}

async function unitsInUse(database: Database, keys: readonly string[]): Promise<readonly UnitInUse[]> {
  const { rows } = await sql<UnitInUse>`
    select unit, employments::int as employments, appointments::int as appointments, records
    from unit_bearers(${keys}::text[])`.execute(database);
  return rows;
}

const changeSchema = z.strictObject({ change: structureChangeSchema, base: z.uuid() });

/**
 * Changes the structure. False where another version stands than the one that the change was tried on: nothing was
 * written then. Throws a {@link StructureRefused}.
 */
export const changeStructure: Action<z.infer<typeof changeSchema>, boolean> = {
  name: 'organisation.change-structure',
  input: changeSchema,
  object: ({ change }) => change.unit,
  change: async (database, { change, base }) => {
    await sql`select pg_advisory_xact_lock(hashtext('structure versions'))`.execute(database);
    if ((await lastVersion(database)) !== base) return { result: false, audit: null };
    const { after } = await changed(database, change);
    const { audit } = await recordDescription(database, after, false);
    return { result: true, audit: { ...audit, change: change.is } };
  },
};

/** A version of the structure, as a list shows it. */
export interface StructureVersion {
  readonly id: string;
  /** The moment it was recorded, ISO 8601. */
  readonly at: string;
  readonly description: OrganisationDescription;
}

/** The last versions of the structure, the newest first. */
export const structureVersions: Question<{ readonly most: number }, readonly StructureVersion[]> = {
  name: 'organisation.structure-versions',
  confidential: false,
  object: () => 'versions',
  ask: async (database, { most }) => {
    const { rows } = await sql<{ id: string; at: Date; content: string }>`
      select id::text, recorded_at as at, content from structure_version
      order by recorded_at desc limit ${most}`.execute(database);
    return rows.map(({ id, at, content }) => ({
      id,
      at: at.toISOString(),
      description: organisationSchema.parse(JSON.parse(content)),
    }));
  },
};

const undoSchema = z.strictObject({ base: z.uuid() });

/**
 * Takes the last change back: the structure is described again as it was before. False where another version stands by
 * now. Throws a {@link StructureRefused} where there is none before, or there are records about a unit that would go.
 */
export const undoStructure: Action<z.infer<typeof undoSchema>, boolean> = {
  name: 'organisation.undo-structure',
  input: undoSchema,
  object: ({ base }) => base,
  change: async (database, { base }) => {
    await sql`select pg_advisory_xact_lock(hashtext('structure versions'))`.execute(database);
    const [last, before] = await structureVersions.ask(database, { most: 2 });
    if (last?.id !== base) return { result: false, audit: null };
    if (!before)
      throw new StructureRefused(
        'unit',
        text('Dit is de eerste beschrijving.', 'This is the first description.'),
      );
    const gone = last.description.units
      .map(({ key }) => key)
      .filter((key) => !before.description.units.some((one) => one.key === key));
    const { rows: used } = await sql<{ unit: string }>`
      select distinct unit from units_in_use(${gone}::text[]) as unit order by unit`.execute(database);
    if (used.length > 0)
      throw new StructureRefused(
        'unit',
        text(
          `Er is al iets vastgelegd over ${used.map(({ unit }) => unit).join(', ')}. Beëindig het onderdeel in plaats daarvan.`,
          `Something was recorded about ${used.map(({ unit }) => unit).join(', ')} already. End the unit instead.`,
        ),
      );
    const { audit } = await recordDescription(database, before.description, true);
    return { result: true, audit };
  },
};

const because = 'De functioneel beheerder houdt de indeling van de organisatie bij, zonder registraties';

/** Who changes the structure. */
export const structureAccess: readonly AccessRow[] = [
  ...[changeStructure.name, undoStructure.name].map(
    (what): AccessRow => ({ who: 'functional-administrator', may: 'do', what, on: 'concern', because }),
  ),
  ...[tryStructureChange.name, structureVersions.name].map(
    (what): AccessRow => ({ who: 'functional-administrator', may: 'see', what, on: 'concern', because }),
  ),
];
