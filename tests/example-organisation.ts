import { join } from 'node:path';
import type { Client } from 'pg';
import { accessOf, organisationOn } from '../src/app.ts';
import { type Profile, readJson, readProfile } from '../src/codes/profile.ts';
import { describeWithProfile, type ProfileOn, profileReader } from '../src/codes/profile-versions.ts';
import { catalogueOf } from '../src/collection/catalogue.ts';
import { type ImportReport, ImportStopped } from '../src/collection/import/import-action.ts';
import type { ImportInput } from '../src/collection/import/import-input.ts';
import type { OpenOrganisation } from '../src/collection/open-organisation.ts';
import type { Register } from '../src/collection/register.ts';
import { type ComputedFigures, computeFigures, type FigureInputs } from '../src/figures/definition.ts';
import { parsePeriod, today } from '../src/organisation/period.ts';
import { type OrganisationDescription, organisationSchema } from '../src/organisation/records.ts';
import { operator } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import { withClient } from '../src/platform/database/databases.ts';
import { closeOrganisation, look, openOrganisation, perform } from '../src/platform/database/doorways.ts';
import { quoteName } from '../src/platform/database/roles.ts';
import { registers } from '../src/registers.ts';
import { type FreshDatabase, freshDatabase } from './makers/database.ts';

export const examples = join(import.meta.dirname, '..', 'examples');
const profiles = join(import.meta.dirname, '..', 'profiles');

/** Who acts in tests. */
export const tester = operator('test');

/** An organisation in a database of its own, described and open. */
export interface TestOrganisation extends OpenOrganisation {
  readonly database: FreshDatabase;
  readonly close: () => Promise<void>;
  /** Empties every table that was empty when the organisation had just been described: quicker than another database. */
  readonly empty: () => Promise<void>;
  readonly import: (register: string, file: string, options?: Partial<ImportInput>) => Promise<ImportReport>;
  /** What the figures of a period are computed from, as the registers are now. */
  readonly inputs: (period: string, yearsBefore?: number) => Promise<FigureInputs>;
  /** All figures of a period, as the registers are now. */
  readonly figures: (period: string, yearsBefore?: number) => Promise<ComputedFigures>;
}

/** Opens a fresh organisation after a description: a file of an example, or a value. */
export async function openTestOrganisation(
  described: string | OrganisationDescription,
  key = 'test',
  {
    all = registers,
    change = (profile) => profile,
  }: {
    /** The registers that exist; by default those of the program. */
    readonly all?: readonly Register[];
    /** What differs in its profile from the one that it follows. */
    readonly change?: (profile: Profile) => Profile;
  } = {},
): Promise<TestOrganisation> {
  const fresh = await freshDatabase();
  const door = openOrganisation(
    key,
    fresh.storage.connection(fresh.organisation, 'runtime'),
    accessOf(catalogueOf(all)),
  );
  const description =
    typeof described === 'string' ? await readJson(described, organisationSchema) : described;
  const read = await readProfile(join(profiles, description.profile));
  await perform(door, tester, describeWithProfile, concern, {
    description,
    profile: { files: read.files, from: null },
  });
  const owner = fresh.storage.connection(fresh.organisation, 'owner');
  const emptyTables = await withClient(owner, tablesWithoutRows);
  const recorded = profileReader(door, async () => read);
  const profileOn: ProfileOn = async (day, version) => change(await recorded(day, version));
  const organisation = await organisationOn(today(), { key, door }, profileOn, all);
  const { catalogue, profile } = organisation;
  const { yearStart, codes } = profile;
  const inputs = (period: string, yearsBefore = 0) =>
    look(door, tester, catalogue.readInputs, concern, {
      period: parsePeriod(period, yearStart),
      yearsBefore,
      yearStart,
      codes,
    });
  return {
    ...organisation,
    database: fresh,
    inputs,
    figures: async (period, yearsBefore) =>
      computeFigures(catalogue.figures, await inputs(period, yearsBefore)),
    empty: () =>
      withClient(owner, async (client) => {
        const filled = await tablesWithPages(client, emptyTables);
        // Who points to one of them was empty too.
        if (filled.length > 0) await client.query(`truncate ${filled.map(quoteName).join(', ')} cascade`);
      }),
    close: async () => {
      await closeOrganisation(door);
      await fresh.drop();
    },
    import: async (registerKey, file, options = {}) => {
      const action = catalogue.importInto(registerKey, profile);
      if (!action) throw new Error(`No register ${registerKey}`);
      const input: ImportInput = {
        file,
        sender: 'test',
        period: null,
        mapping: {},
        replace: false,
        dryRun: false,
        ...options,
      };
      try {
        return await perform(door, tester, action, concern, input);
      } catch (error) {
        if (error instanceof ImportStopped) return error.report;
        throw error;
      }
    },
  };
}

/** Tables that have no rows, but for those to which a row of another one may point. */
async function tablesWithoutRows(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; from: readonly string[] }>(
    `select c.relname as name, array(select distinct f.conrelid::regclass::text from pg_constraint f
                                     where f.confrelid = c.oid and f.contype = 'f') as from
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  );
  const kept = new Set<string>();
  for (const { name } of rows) {
    const { rowCount } = await client.query(`select from ${quoteName(name)} limit 1`);
    if (rowCount !== 0) kept.add(name);
  }
  for (let before = -1; before !== kept.size; ) {
    before = kept.size;
    for (const { name, from } of rows) if (from.some((one) => kept.has(one))) kept.add(name);
  }
  return rows.flatMap(({ name }) => (kept.has(name) ? [] : [name]));
}

/**
 * Which of these tables something was written to since they were truncated, whoever may see its rows. Truncating makes
 * every table and index a new file: all of them take as long as a hundred imports.
 */
async function tablesWithPages(client: Client, names: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relname = any($1) and pg_relation_size(oid) > 0`,
    [names],
  );
  return rows.map(({ name }) => name);
}

/** Bron, with its registers as the source printed them. */
export async function openBron(): Promise<TestOrganisation> {
  const bron = await openTestOrganisation(join(examples, 'bron', 'organisation.json'), 'bron');
  const file = (name: string) => join(examples, 'bron', name);
  await bron.import('outside-activities', file('outside-activities-2020-2021.csv'));
  await bron.import('financial-interests', file('financial-interests-2020-2021.csv'));
  await bron.import('complaints', file('complaints-2019-2021.csv'));
  await bron.import('incidents', file('incidents-2020-2021.csv'), { period: '2020-2021' });
  await bron.import('printed-figures', file('printed-figures.csv'));
  return bron;
}
