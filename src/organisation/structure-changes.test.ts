import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { examples } from '../../tests/example-organisation.ts';
import { readJson } from '../codes/profile.ts';
import { refuseContradictions } from './description-faults.ts';
import { type OrganisationDescription, organisationSchema } from './records.ts';
import { nameOn, parentOn, successorOn, unitOf, validOn } from './structure.ts';
import { type StructureChange, StructureRefused } from './structure-change.ts';
import { withChange } from './structure-changes.ts';

/* Changes of the structure from a day on: what was before that day stays what it was. */

let oefen: OrganisationDescription;
beforeAll(async () => {
  oefen = await readJson(join(examples, 'oefen', 'organisation.json'), organisationSchema);
});

const called = (name: string) => ({ name: { nl: name, en: name }, abbreviation: null });
const nameAt = (description: OrganisationDescription, key: string, day: string) =>
  nameOn(unitOf(description, key), day).name.nl;
const refused = (change: StructureChange, from = oefen): StructureRefused => {
  try {
    withChange(from, change);
  } catch (error) {
    if (error instanceof StructureRefused) return error;
    throw error;
  }
  throw new Error('It was not refused.');
};

describe('A unit', () => {
  test('is called otherwise from a day on, and not before', () => {
    const next = withChange(oefen, {
      is: 'rename',
      unit: 'PBW',
      ...called('Weerbureau'),
      from: '2026-07-01',
    });
    expect(nameAt(next, 'PBW', '2026-06-30')).toBe('Planbureau voor Weer');
    expect(nameAt(next, 'PBW', '2026-07-01')).toBe('Weerbureau');
    expect(next.successions).toContainEqual({
      ...{ kind: 'rename', from: 'PBW', to: 'PBW', on: '2026-07-01', share: null },
    });
  });

  test('renamed before a name that came later bears that one in between only', () => {
    const next = withChange(oefen, {
      is: 'rename',
      unit: 'DKL',
      ...called('Kaartdienst'),
      from: '2022-01-01',
    });
    expect(['2021-12-31', '2023-12-31', '2024-01-01'].map((day) => nameAt(next, 'DKL', day))).toEqual([
      'Dienst Kaarten',
      'Kaartdienst',
      'Dienst Kaarten en Luchtbeeld',
    ]);
  });

  test('of which the last name stood wrong was always called the right one', () => {
    const next = withChange(oefen, { is: 'rename', unit: 'PBW', ...called('Weerbureau'), from: null });
    expect(nameAt(next, 'PBW', '2020-01-01')).toBe('Weerbureau');
    expect(next.successions).toEqual(oefen.successions);
  });

  test('stands elsewhere from a day on', () => {
    const next = withChange(oefen, { is: 'move', unit: 'PBW', parent: 'MVD', from: '2026-07-01' });
    const unit = unitOf(next, 'PBW');
    expect([parentOn(unit, '2026-06-30'), parentOn(unit, '2026-07-01')]).toEqual(['MWL', 'MVD']);
  });

  test('merges into another, and is followed there', () => {
    const next = withChange(oefen, { is: 'merge', unit: 'PBW', into: 'IWK', from: '2026-07-01' });
    expect(validOn(unitOf(next, 'PBW'), '2026-07-01')).toBe(false);
    expect(successorOn(next, 'PBW', '2026-12-31')).toEqual({ kind: 'same', unit: 'IWK' });
  });

  test('is split into parts that together are the whole, in lowest terms', () => {
    const next = withChange(oefen, {
      ...{ is: 'split', unit: 'PBW', from: '2026-07-01' },
      into: [
        { unit: 'PBW-A', ...called('Weer A'), share: '60%' },
        { unit: 'PBW-B', ...called('Weer B'), share: '4/10' },
      ],
    });
    expect(next.successions.filter(({ from }) => from === 'PBW').map(({ share }) => share)).toEqual([
      '3/5',
      '2/5',
    ]);
    expect(parentOn(unitOf(next, 'PBW-A'), '2026-07-01')).toBe('MWL');
  });

  test('is split into parts that come to stand where it would', () => {
    const moved = withChange(oefen, { is: 'move', unit: 'PBW', parent: 'MVD', from: '2028-01-01' });
    const next = withChange(moved, {
      ...{ is: 'split', unit: 'PBW', from: '2027-01-01' },
      into: [
        { unit: 'PBW-A', ...called('Weer A'), share: null },
        { unit: 'PBW-B', ...called('Weer B'), share: null },
      ],
    });
    const part = unitOf(next, 'PBW-A');
    expect([parentOn(part, '2027-12-31'), parentOn(part, '2028-01-01')]).toEqual(['MWL', 'MVD']);
  });

  test('that is added stands where it was put', () => {
    const next = withChange(oefen, {
      ...{ is: 'add', unit: 'NWE', ...called('Nieuw'), level: 'unit', type: 'agency' },
      ...{ parent: 'MWL', from: '2026-07-01' },
    });
    expect(validOn(unitOf(next, 'NWE'), '2026-06-30')).toBe(false);
    expect(parentOn(unitOf(next, 'NWE'), '2026-07-01')).toBe('MWL');
  });
});

describe('It is refused', () => {
  const day = '2026-07-01';
  test.each<[string, StructureChange, string]>([
    ['below itself', { is: 'move', unit: 'MWL', parent: 'PBW', from: day }, 'parent'],
    ['where it stands already', { is: 'move', unit: 'PBW', parent: 'MWL', from: day }, 'parent'],
    ['the whole below something', { is: 'move', unit: 'OEFEN', parent: 'PBW', from: day }, 'parent'],
    ['below what is over', { is: 'move', unit: 'PBW', parent: 'SDH', from: day }, 'parent'],
    ['with units below it', { is: 'end', unit: 'MWL', from: day }, 'unit'],
    ['what is over', { is: 'end', unit: 'SDH', from: day }, 'from'],
    ['before it began', { is: 'end', unit: 'RWP-N', from: '2025-01-01' }, 'from'],
    ['into itself', { is: 'merge', unit: 'PBW', into: 'PBW', from: day }, 'into'],
    [
      'the name that it has',
      {
        is: 'rename',
        unit: 'PBW',
        name: { nl: 'Planbureau voor Weer', en: 'Planning Office for Weather' },
        abbreviation: 'PBW',
        from: day,
      },
      'name',
    ],
    [
      'under a code that is taken',
      { is: 'add', unit: 'sdh', ...called('x'), level: 'unit', type: 'agency', parent: 'MWL', from: day },
      'unit',
    ],
  ])('%s', (_what, change, field) => {
    expect(refused(change).field).toBe(field);
  });

  const made = (...changes: readonly StructureChange[]) => changes.reduce(withChange, oefen);
  const add = (unit: string, parent: string, from: string): StructureChange => ({
    ...{ is: 'add', unit, ...called(unit), level: 'unit', type: 'agency', parent, from },
  });
  test.each<[string, () => OrganisationDescription, StructureChange, string]>([
    [
      'below what comes to stand below it later',
      () => made({ is: 'move', unit: 'CDI', parent: 'PBW', from: '2028-01-01' }),
      { is: 'move', unit: 'PBW', parent: 'CDI', from: '2027-01-01' },
      'parent',
    ],
    [
      'to end above a unit that begins later',
      () => made(add('NWE', 'IWK', '2029-01-01')),
      { is: 'end', unit: 'IWK', from: '2027-06-01' },
      'unit',
    ],
    [
      'to merge above a unit that is put below it later',
      () => made({ is: 'move', unit: 'PBW', parent: 'IWK', from: '2028-01-01' }),
      { is: 'merge', unit: 'IWK', into: 'CDI', from: '2027-01-01' },
      'unit',
    ],
    [
      'to add below what ends later',
      () => made({ is: 'end', unit: 'RDL', from: '2028-01-01' }),
      add('NWF', 'RDL', '2027-01-01'),
      'parent',
    ],
    [
      'to move below what ends later',
      () => made({ is: 'end', unit: 'RDL', from: '2028-01-01' }),
      { is: 'move', unit: 'PBW', parent: 'RDL', from: '2027-01-01' },
      'parent',
    ],
    [
      'to merge what merges later',
      () => made({ is: 'merge', unit: 'DKL', into: 'PBW', from: '2028-01-01' }),
      { is: 'merge', unit: 'DKL', into: 'CDI', from: '2027-01-01' },
      'from',
    ],
    [
      'a code by which files name another unit',
      () =>
        made({
          ...{ is: 'rename', unit: 'PBW', abbreviation: 'WB', from: '2026-01-01' },
          name: { nl: 'Weerbureau', en: 'Weather Office' },
        }),
      add('wb', 'MWL', '2027-01-01'),
      'unit',
    ],
    [
      'to end what another merges into later',
      () => made({ is: 'merge', unit: 'DKL', into: 'PBW', from: '2028-01-01' }),
      { is: 'end', unit: 'PBW', from: '2027-01-01' },
      'from',
    ],
  ])('%s', (_what, from, change, field) => {
    expect(refused(change, from()).field).toBe(field);
  });

  test.each([
    ['that are not the whole', '3/5', '3/5'],
    ['of which one is missing', '3/5', null],
    ['that are no fraction', 'veel', '2/5'],
    ['of nothing', '0/5', '5/5'],
  ])('shares %s', (_what, one, other) => {
    const { field } = refused({
      ...{ is: 'split', unit: 'PBW', from: day },
      into: [
        { unit: 'A', ...called('A'), share: one },
        { unit: 'B', ...called('B'), share: other },
      ],
    });
    expect(field).toBe('share');
  });
});

/** Every day on which something begins or ends. */
const daysOf = ({ units }: OrganisationDescription): readonly string[] => [
  ...new Set(
    units.flatMap(({ from, until, parents }) =>
      [from, until, ...parents.flatMap((one) => [one.from, one.until])].flatMap((one) => one ?? []),
    ),
  ),
];

test('Whatever is changed, the days before stay as they were and nothing contradicts itself', () => {
  const keys = oefen.units.map(({ key }) => key);
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((one) => one.toISOString().slice(0, 10));
  const fresh = fc.constantFrom('N1', 'N2', 'N3');
  const unit = fc.constantFrom(...keys, 'N1', 'N2', 'N1a', 'N2b');
  const change = fc.oneof(
    fc
      .record({ is: fc.constant('rename' as const), unit, from: day })
      .map((one) => ({ ...one, ...called('Anders') })),
    fc.record({ is: fc.constant('move' as const), unit, parent: unit, from: day }),
    fc.record({ is: fc.constant('merge' as const), unit, into: unit, from: day }),
    fc.record({ is: fc.constant('end' as const), unit, from: day }),
    fc
      .record({ is: fc.constant('add' as const), unit: fresh, parent: unit, from: day })
      .map((one) => ({ ...one, ...called('Nieuw'), level: 'unit', type: 'agency' })),
    fc
      .record({ is: fc.constant('split' as const), unit, from: day, part: fresh })
      .map(({ part, ...one }) => ({
        ...one,
        into: ['a', 'b'].map((end) => ({ unit: `${part}${end}`, ...called('Deel'), share: null })),
      })),
  );
  let made = 0;
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      let standing = oefen;
      for (const one of changes) {
        try {
          const next = withChange(standing, one);
          refuseContradictions(next);
          made += 1;
          const before = new Date(Date.parse(one.from) - 86_400_000).toISOString().slice(0, 10);
          for (const known of standing.units.filter((each) => validOn(each, before))) {
            const same = unitOf(next, known.key);
            expect(validOn(same, before)).toBe(true);
            expect(nameOn(same, before)).toMatchObject({ name: nameOn(known, before).name });
            expect(parentOn(same, before)).toBe(parentOn(known, before));
          }
          for (const known of next.units)
            for (const on of daysOf(next))
              if (known.key !== next.root && validOn(known, on)) {
                const above = parentOn(known, on);
                expect(above !== undefined && validOn(unitOf(next, above), on), `${known.key} ${on}`).toBe(
                  true,
                );
              }
          for (const { key } of next.units)
            expect(
              next.successions.filter(({ from, to, kind }) => from === key && to !== key && kind === 'merge')
                .length,
            ).toBeLessThan(2);
          standing = next;
        } catch (error) {
          if (!(error instanceof StructureRefused)) throw error;
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(made).toBeGreaterThan(100);
});
