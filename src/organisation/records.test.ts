import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestOrganisation, type TestOrganisation, tester } from '../../tests/example-organisation.ts';
import { concern } from '../platform/access/resource.ts';
import { look, perform } from '../platform/database/doorways.ts';
import { describeOrganisation, recordDescription } from './describe.ts';
import { DescriptionRefused } from './description-faults.ts';
import { organisationSchema, structureQuestion } from './records.ts';

const text = (value: string) => ({ nl: value, en: value });
const unit = (key: string, parent?: string, more: object = {}) => ({
  key,
  level: parent === undefined ? 'gemeente' : 'team',
  type: 'team',
  names: [{ name: text(key) }],
  parents: parent === undefined ? [] : [{ parent, origin: 'source' }],
  ...more,
});
const described = (units: readonly object[], more: object = {}) =>
  organisationSchema.parse({ name: text('Dorpstad'), profile: 'gemeente', root: 'TOP', units, ...more });

let town: TestOrganisation;
beforeAll(async () => {
  town = await openTestOrganisation(described([unit('TOP'), unit('ONE', 'TOP'), unit('TWO', 'TOP')]));
});
afterAll(() => town.close());

const keys = async () =>
  (await look(town.door, tester, structureQuestion, concern, {})).units.map((one) => one.key).sort();
/** What a table holds in one column, marked where it no longer stands. */
const standing = (table: string, column: string, where = '') =>
  look(
    town.door,
    tester,
    {
      name: structureQuestion.name,
      confidential: false,
      object: () => table,
      ask: async (database) =>
        (
          await sql<{ shown: string }>`
            select ${sql.ref(column)}::text || case when to_jsonb(t) ->> 'withdrawn_at' is null then '' else ' ended' end as shown
            from ${sql.table(table)} t ${sql.raw(where)} order by 1`.execute(database)
        ).rows.map((row) => row.shown),
    },
    concern,
    {},
  );
/** Describes the organisation, where units that are left out may end. */
const dropping: typeof describeOrganisation = {
  ...describeOrganisation,
  change: (database, input) => recordDescription(database, input, true),
};
const refusalOf = (units: readonly object[], more: object = {}) =>
  perform(town.door, tester, describeOrganisation, concern, described(units, more)).then(
    () => expect.unreachable('it was accepted'),
    (error: unknown) => (error instanceof DescriptionRefused ? error : expect.unreachable(String(error))),
  );

describe('A description of an organisation', () => {
  test.each([
    ['names a unit twice', [unit('TOP'), unit('ONE', 'TOP'), unit('ONE', 'TOP')], {}, 'unit-twice', 'ONE'],
    ['has no top', [unit('ONE')], {}, 'unit-unknown', 'root'],
    ['places a unit below none', [unit('TOP'), unit('ONE', 'NUL')], {}, 'unit-unknown', 'ONE, parents'],
    [
      'lets a unit become none',
      [unit('TOP')],
      { successions: [{ kind: 'rename', from: 'TOP', to: 'NUL', on: '2024-01-01' }] },
      'unit-unknown',
      'TOP → NUL',
    ],
    [
      'gives a unit two names from one day',
      [unit('TOP', undefined, { names: [{ name: text('A') }, { name: text('B') }] })],
      {},
      'same-start',
      'TOP, names',
    ],
    ['places a unit above itself', [unit('TOP', 'ONE'), unit('ONE', 'TOP')], {}, 'circle', 'parents'],
  ])('that %s is refused with its place, and changes nothing', async (_what, units, more, code, where) => {
    const refusal = await refusalOf(units, more);
    expect(refusal.code).toBe(code);
    expect(refusal.inLanguage('nl')).toMatch(/Waar: [\s\S]*Behouden: De organisatie zoals[\s\S]*Wat nu: /);
    expect(refusal.explanation.where.nl).toContain(where);
    expect(await keys()).toEqual(['ONE', 'TOP', 'TWO']);
  });

  test('that leaves out units without saying so is refused with their names, and changes nothing', async () => {
    const before = await standing('structure_version', 'id');
    const refusal = await refusalOf([unit('TOP'), unit('ONE', 'TOP')]);
    expect(refusal.code).toBe('units-dropped');
    expect(refusal.inLanguage('nl')).toMatch(/er nu zijn:\n {2}TWO \(TWO\)\n[\s\S]*--drop/);
    expect(await keys()).toEqual(['ONE', 'TOP', 'TWO']);
    expect(await standing('unit_name', 'name_nl')).toEqual(['ONE', 'TOP', 'TWO']);
    expect(await standing('structure_version', 'id')).toEqual(before);
  });

  test('may leave out a unit about which there is nothing where that is said, and no other', async () => {
    await perform(town.door, tester, dropping, concern, described([unit('TOP'), unit('ONE', 'TOP')]));
    expect(await keys()).toEqual(['ONE', 'TOP']);
    await perform(
      town.door,
      tester,
      {
        ...describeOrganisation,
        change: async (database) => {
          await database
            .insertInto('call_answer')
            .values({
              id: crypto.randomUUID(),
              register: 'incidents',
              unit: 'ONE',
              period: '2024',
              state: 'nil',
            })
            .execute();
          return { result: { units: 0 }, audit: {} };
        },
      },
      concern,
      described([unit('TOP')]),
    );
    const refusal = await refusalOf([unit('TOP')]);
    expect(refusal.code).toBe('unit-left-out');
    expect(refusal.inLanguage('nl')).toMatch(/: ONE\.[\s\S]*„until”/);
    expect(await keys()).toEqual(['ONE', 'TOP']);
  });

  test('deletes nothing: what no longer stands has ended and is still there', async () => {
    const renamed = unit('ONE', 'TOP', { names: [{ name: text('Eerste') }] });
    await perform(
      town.door,
      tester,
      describeOrganisation,
      concern,
      described([unit('TOP'), renamed, unit('TWO', 'TOP'), unit('SIX', 'TOP')]),
    );
    const again = described([unit('TOP'), renamed, unit('TWO', 'TOP')]);
    await perform(town.door, tester, dropping, concern, again);
    expect(await standing('unit_name', 'name_nl', `where unit = 'ONE'`)).toEqual(['Eerste', 'ONE ended']);
    expect(await standing('unit', 'key')).toEqual(['ONE', 'SIX ended', 'TOP', 'TWO']);
    const before = await standing('structure_version', 'id');
    await perform(town.door, tester, describeOrganisation, concern, again);
    expect(await standing('structure_version', 'id')).toEqual(before);
    expect(await standing('unit_name', 'name_nl', `where unit = 'ONE'`)).toEqual(['Eerste', 'ONE ended']);
  });

  test('may turn two units round in time without being a circle', async () => {
    const later = {
      parents: [
        { parent: 'TOP', origin: 'source', until: '2024-01-01' },
        { parent: 'TWO', origin: 'source', from: '2024-01-01' },
      ],
    };
    const earlier = {
      parents: [
        { parent: 'ONE', origin: 'source', until: '2024-01-01' },
        { parent: 'TOP', origin: 'source', from: '2024-01-01' },
      ],
    };
    await perform(
      town.door,
      tester,
      describeOrganisation,
      concern,
      described([unit('TOP'), unit('ONE', 'TOP', later), unit('TWO', 'TOP', earlier)]),
    );
    expect(await keys()).toEqual(['ONE', 'TOP', 'TWO']);
  });
});
