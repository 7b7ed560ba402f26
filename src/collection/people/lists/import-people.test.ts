import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
  tester,
} from '../../../../tests/example-organisation.ts';
import { concern } from '../../../platform/access/resource.ts';
import { type Action, perform } from '../../../platform/database/doorways.ts';
import { writeOds } from '../../../platform/spreadsheets/ods/ods-write.ts';
import { writeXlsx } from '../../../platform/spreadsheets/xlsx/xlsx-write.ts';
import { importPeople, type PeopleImport, PeopleNotApplied } from './import-people.ts';
import { monthsBefore } from './names-kept.ts';

const headings =
  'Personeelsnummer;Roepnaam;Tussenvoegsel;Achternaam;E-mail;Onderdeel;Functie;Leidinggevende;Uren;Aanstelling;In dienst;Uit dienst';
const people = [
  '100;Anna;van den;Berg;anna@oefen.test;PBW;Hoofd;;36;Vast;1-1-2015;',
  '101;Bo;;Smit;bo@oefen.test;PBW;Onderzoeker;100;20;Vast;1-3-2020;',
  '101;Bo;;Smit;bo@oefen.test;DKL;Tekenaar;100;16;Tijdelijk;1-9-2024;',
  '102;Cor;;Zee;cor@oefen.test;PBW;Redacteur;100;18;Inhuur;1-1-2024;',
  '103;Dia;;Kok;dia@oefen.test;DKL;Stagiair;100;36;Stage;1-2-2026;31-12-2026',
];
const day = '2026-06-01';

let folder = '';
let oefen: TestOrganisation;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-people-'));
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'people');
});
afterAll(async () => {
  await oefen?.close();
  await rm(folder, { recursive: true, force: true });
});

async function list(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const csv = (rows: readonly string[], name = 'mensen.csv', heads = headings): Promise<string> =>
  list(name, `${[heads, ...rows].join('\n')}\n`);

async function brought(file: string, given: Record<string, unknown> = {}): Promise<PeopleImport> {
  const input = {
    file,
    sender: 'hr',
    day,
    mapping: {},
    gone: null,
    apply: true,
    mostChanges: null,
    by: 'test',
    ...given,
  };
  try {
    return await perform(oefen.door, tester, importPeople(oefen.profile), concern, input);
  } catch (error) {
    if (error instanceof PeopleNotApplied) return error.report;
    throw error;
  }
}

/** What the database holds, as the operator reads it. */
async function stored(statement: ReturnType<typeof sql>): Promise<readonly unknown[]> {
  let rows: readonly unknown[] = [];
  const read: Action<Record<string, never>, null> = {
    name: 'example.step',
    input: importInput,
    object: () => 'test',
    change: async (database) => {
      rows = (await statement.execute(database)).rows;
      return { result: null, audit: null };
    },
  };
  await perform(oefen.door, tester, read, concern, {});
  return rows;
}
const importInput = (await import('zod')).z.strictObject({});

describe('A list of people', () => {
  test('shows its differences before anything is applied', async () => {
    const report = await brought(await csv(people), { apply: false });
    expect([report.state, report.rows, report.people, report.counts]).toEqual(['shown', 5, 4, { joined: 4 }]);
    expect(await stored(sql`select 1 from person_contact`)).toEqual([]);
  });

  test('applies them at once: names, addresses, employments, supervisors', async () => {
    const report = await brought(await csv(people));
    expect([report.state, report.counts]).toEqual(['applied', { joined: 4 }]);
    expect(
      await stored(sql`select n.number, c.name, c.mail, s.name as supervisor, count(*)::integer as jobs
        from employment e join person_number n on n.person_id = e.person_id and n.sender = 'hr'
        join person_contact c on c.person_id = e.person_id
        left join person_contact s on s.person_id = e.supervisor_id
        where e.withdrawn_at is null group by 1, 2, 3, 4 order by 1`),
    ).toEqual([
      { number: '100', name: 'Anna van den Berg', mail: 'anna@oefen.test', supervisor: null, jobs: 1 },
      { number: '101', name: 'Bo Smit', mail: 'bo@oefen.test', supervisor: 'Anna van den Berg', jobs: 2 },
      { number: '102', name: 'Cor Zee', mail: 'cor@oefen.test', supervisor: 'Anna van den Berg', jobs: 1 },
      { number: '103', name: 'Dia Kok', mail: 'dia@oefen.test', supervisor: 'Anna van den Berg', jobs: 1 },
    ]);
  });

  test('that comes again, as CSV, XLSX or ODS, changes nothing', async () => {
    const rows = people.map((one) => one.split(';').map((cell) => cell || null));
    const sheet = {
      name: 'Mensen',
      columns: headings.split(';').map((header) => ({ header, kind: 'text' as const })),
      rows,
    };
    const book = {
      title: 'Mensen',
      language: 'nl',
      creator: 'toets',
      date: '2026-06-01',
      sheets: [sheet],
    } as const;
    for (const file of [
      await csv(people),
      await list('mensen.xlsx', writeXlsx(book)),
      await list('mensen.ods', writeOds(book)),
    ])
      expect((await brought(file)).state).toBe('unchanged');
  });

  test('leaves counts in the trail, and nothing of anybody', async () => {
    const trail = JSON.stringify(
      await stored(sql`select object, outcome, details from audit_entry where action = 'people.import'`),
    );
    expect(trail).toContain('"joined":4');
    for (const secret of ['Anna', 'Smit', 'oefen.test', '"101"']) expect(trail).not.toContain(secret);
  });

  test('of which more changes than may be made unattended is not applied', async () => {
    const grown = [...people, '104;Ed;;Pot;ed@oefen.test;PBW;;;36;Vast;1-5-2026;'];
    const moved = grown.map((one) => one.replace('bo@oefen.test;PBW', 'bo@oefen.test;BZD'));
    expect((await brought(await csv(moved), { mostChanges: 1 })).state).toBe('too-many');
    expect(await stored(sql`select 1 from person_number where number = '104'`)).toEqual([]);
    const report = await brought(await csv(moved), { mostChanges: 2 });
    expect([report.state, report.counts]).toEqual(['applied', { joined: 1, moved: 1 }]);
    expect((await brought(await csv(moved), { day: '2026-07-01' })).state).toBe('unchanged');
    const back = await csv([...people, ...grown.slice(-1)]);
    expect((await brought(back, { day: '2026-07-01' })).counts).toEqual({ moved: 1 });
    expect((await brought(back, { day: '2026-08-01' })).state).toBe('unchanged');
  });

  test('meets the employments of a staff list and takes them for its own', async () => {
    const staff = [
      'Personeelsnummer;Onderdeel;Functie;Leidinggevende;Uren per week;Soort dienstverband;In dienst;Uit dienst',
      '900;PBW;Hoofd;;36;Vast;1-1-2015;',
    ];
    await oefen.import('staff', await list('lijst.csv', `${staff.join('\n')}\n`));
    const row = '900;Gé;;Mol;ge@oefen.test;PBW;Hoofd;;36;Vast;1-1-2015;';
    const report = await brought(
      await csv([...people, row, '104;Ed;;Pot;ed@oefen.test;PBW;;;36;Vast;1-5-2026;']),
    );
    expect(report.counts).toEqual({});
    expect(
      await stored(sql`select c.name, e.unit from person_contact c join employment e on e.person_id = c.person_id
        where c.name = 'Gé Mol' and e.withdrawn_at is null`),
    ).toEqual([{ name: 'Gé Mol', unit: 'PBW' }]);
  });
});

test('Names and addresses of who left go after the term of the profile; employments stay', async () => {
  const rest = [
    ...people,
    '900;Gé;;Mol;ge@oefen.test;PBW;Hoofd;;36;Vast;1-1-2015;',
    '104;Ed;;Pot;ed@oefen.test;PBW;;;36;Vast;1-5-2026;',
  ];
  const of = (an: string, jo: string) => [
    ...rest,
    `301;An;;Oud;an@oefen.test;PBW;;;36;Vast;1-1-2010;${an}`,
    `302;Jo;;Net;jo@oefen.test;PBW;;;36;Vast;1-1-2010;${jo}`,
  ];
  const names = () =>
    stored(sql`select name from person_contact where name in ('An Oud', 'Jo Net') order by 1`);
  await brought(await csv(of('', '')));
  expect(await names()).toEqual([{ name: 'An Oud' }, { name: 'Jo Net' }]);
  await brought(await csv(of('31-12-2022', '30-9-2026')));
  expect(await names()).toEqual([{ name: 'Jo Net' }]);
  // The list that still names somebody who left long ago brings no name back.
  expect((await brought(await csv(of('31-12-2022', '30-9-2026')))).state).toBe('unchanged');
  expect(await names()).toEqual([{ name: 'Jo Net' }]);
  expect(
    await stored(sql`select n.number from employment e join person_number n using (person_id)
      where n.number in ('301', '302') and e.withdrawn_at is null order by 1`),
  ).toEqual([{ number: '301' }, { number: '302' }]);
  await brought(await csv(rest), { gone: 1 });
});

test('Months before a day are counted as the database counts them', async () => {
  const days = ['2026-03-31', '2024-02-29', '2026-01-01', '2025-12-31', '2023-10-31'];
  for (const day of days)
    for (const months of [6, 7, 12, 24, 25, 119])
      expect(
        await stored(sql`select (${day}::date - make_interval(months => ${months}))::date as day`),
      ).toEqual([{ day: monthsBefore(day, months) }]);
});

describe('A list of people that is not as it should be', () => {
  const refusals = async (rows: readonly string[], given = {}, heads = headings) => {
    const report = await brought(await csv(rows, 'slecht.csv', heads), given);
    return [
      report.state,
      ...report.kinds.filter(({ weight }) => weight === 'refused').map(({ kind }) => kind),
    ];
  };

  test.each([
    ['an unknown unit', ['1;A;;B;a@b.nl;Atlantis;;;36;Vast;1-1-2020;'], 'unit-unknown'],
    ['a day that is none', ['1;A;;B;a@b.nl;PBW;;;36;Vast;30-2-2020;'], 'date-unclear'],
    ['a last day before the first', ['1;A;;B;a@b.nl;PBW;;;36;Vast;1-1-2020;1-1-2019'], 'ends-before-start'],
    ['a first day in another age', ['1;A;;B;a@b.nl;PBW;;;36;Vast;1-1-1925;'], 'date-impossible'],
    ['an unknown kind', ['1;A;;B;a@b.nl;PBW;;;36;Ridder;1-1-2020;'], 'label-unknown'],
    ['hours that there are not', ['1;A;;B;a@b.nl;PBW;;;900;Vast;1-1-2020;'], 'hours-unclear'],
    ['no number', [';A;;B;a@b.nl;PBW;;;36;Vast;1-1-2020;'], 'number-missing'],
    ['a huge cell', [`1;${'A'.repeat(5000)};;B;a@b.nl;PBW;;;36;Vast;1-1-2020;`], 'cell-too-long'],
  ])('is refused for %s', async (_what, rows, kind) => {
    expect(await refusals(rows)).toEqual(['refused', kind]);
  });

  test('is refused for a circle of supervisors, with the rows', async () => {
    const rows = ['1;A;;Aa;a@b.nl;PBW;;2;36;Vast;1-1-2020;', '2;B;;Bb;b@b.nl;PBW;;1;36;Vast;1-1-2020;'];
    expect(await refusals([...people, ...rows])).toEqual(['refused', 'supervisor-circle']);
  });

  test('is asked about when it is empty, or nearly', async () => {
    expect(await refusals([])).toEqual(['refused', 'no-rows']);
    expect(await refusals(people.slice(0, 1))).toEqual(['refused', 'many-gone']);
    expect(
      await stored(sql`select ended_on from employment e join person_number n using (person_id)
        where n.number = '102' and e.withdrawn_at is null`),
    ).toEqual([{ ended_on: null }]);
  });

  test('tells of an unknown unit what may be meant, and remembers the answer', async () => {
    const rows = [...people, '201;Wim;;Wit;wim@oefen.test;Atlantis;;;36;Vast;1-1-2020;'];
    const rest = [
      '104;Ed;;Pot;ed@oefen.test;PBW;;;36;Vast;1-5-2026;',
      '900;Gé;;Mol;ge@oefen.test;PBW;Hoofd;;36;Vast;1-1-2015;',
    ];
    const file = await csv([...rows, ...rest]);
    expect((await brought(file, { mapping: { 'unit:Atlantis': 'PBW' } })).counts).toEqual({ joined: 1 });
    expect((await brought(file)).state).toBe('unchanged');
  });

  test('is read without characters that are not seen', async () => {
    const rows = [...people, '202;Li\u202Esa;;Wit\u0007;lisa@oefen.test;PBW;;;36;Vast;1-1-2020;'];
    await brought(await csv(rows), { gone: 3 });
    expect(await stored(sql`select name from person_contact where name like 'Li%'`)).toEqual([
      { name: 'Lisa Wit' },
    ]);
  });

  test('is told when it is no list of people, or no list at all', async () => {
    expect(await refusals(['a;b'], {}, 'Kleur;Vorm')).toContain('refused');
    const pdf = await list('verslag.pdf', '%PDF-1.7 x');
    expect((await brought(pdf)).state).toBe('refused');
  });
});
