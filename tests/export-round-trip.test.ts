import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { allFigures, readInputs } from '../src/app.ts';
import { answerCalls } from '../src/collection/call-answers.ts';
import { flagCounts } from '../src/collection/flags.ts';
import { exportTo } from '../src/commands/export.ts';
import { reasonCommand } from '../src/commands/reason.ts';
import { summariesCommand } from '../src/commands/summaries.ts';
import { computeFigures, isCube } from '../src/figures/definition.ts';
import { printRational } from '../src/figures/rational.ts';
import { parsePeriod } from '../src/organisation/period.ts';
import { organisationSchema } from '../src/organisation/records.ts';
import { look, perform } from '../src/platform/database/doorways.ts';
import { importedRecords, listedIncidents, writeSummaries } from '../src/publication/appendix.ts';
import { examples, openTestOrganisation, type TestOrganisation, tester } from './example-organisation.ts';
import { runCommand } from './run-command.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-round-trip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const manifestSchema = z.object({
  files: z.array(z.object({ name: z.string(), sha256: z.string(), readBackWith: z.string().nullable() })),
});

async function manifestOf(name: string) {
  return manifestSchema.parse(JSON.parse(await readFile(join(folder, name, 'manifest.json'), 'utf8')));
}

/** Reads an export into a fresh organisation, each file with the command that the manifest names, in its order. */
async function settle(name: string): Promise<TestOrganisation> {
  const copy = await openTestOrganisation(join(folder, name, 'organisation.json'), `copy-of-${name}`);
  for (const file of (await manifestOf(name)).files) {
    const [command, first = '', second = ''] = file.readBackWith?.split(' ') ?? [];
    if (command === undefined || command === 'organisation') continue;
    if (command === 'import') {
      const report = await copy.import(first, join(folder, name, second));
      expect([file.name, report.outcome, report.findings.filter((one) => one.weight === 'refused')]).toEqual([
        file.name,
        // The organisation was described with its units.
        first === 'units' ? 'unchanged' : 'imported',
        [],
      ]);
      continue;
    }
    const run = command === 'summaries' ? summariesCommand : reasonCommand;
    const answer = await runCommand(run, copy, [first, join(folder, name, second)], {});
    expect([file.readBackWith, answer.exit, answer.complaints]).toEqual([file.readBackWith, 0, '']);
  }
  return copy;
}

/** The files of an export that can be read back, with what stands in them. */
async function readable(name: string): Promise<Readonly<Record<string, string>>> {
  const files = (await manifestOf(name)).files.filter((file) => file.readBackWith !== null);
  return Object.fromEntries(files.map((file) => [file.name, file.sha256]));
}

async function figuresOf(organisation: TestOrganisation, period: string, yearsBefore: number) {
  const { yearStart, codes } = organisation.profile;
  const inputs = await look(organisation.door, tester, readInputs, {
    period: parsePeriod(period, yearStart),
    yearsBefore,
    yearStart,
    codes,
  });
  const computed = computeFigures(allFigures, inputs);
  return allFigures.map(({ id }) => {
    const answer = computed.answer(id);
    if (!isCube(answer)) return [id, answer.cannot.nl];
    return [
      id,
      [...answer.cells].map(([key, cell]) => [
        key,
        cell.state,
        cell.value && printRational(cell.value),
        cell.note,
      ]),
    ];
  });
}

describe('Oefen, exported and read into a fresh organisation', () => {
  let oefen: TestOrganisation;
  let copy: TestOrganisation;
  const data = (name: string) => join(examples, 'oefen', 'data', name);

  beforeAll(async () => {
    oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'oefen');
    for (const [register, file] of [
      ['outside-activities', 'nevenwerkzaamheden-2022-2025.csv'],
      ['complaints', 'klachten-2022-2025.csv'],
      ['counsellors', 'gesprekken-2022-2025.csv'],
      ['gifts', 'geschenken-2022-2025.csv'],
      ['financial-interests', 'financiele-belangen-2022-2025.csv'],
      ['financial-interests', 'beoordeling-financiele-belangen-2022-2025.csv'],
      ['activities', 'preventie-2022-2025.csv'],
      ['activities', 'bijeenkomsten-2022-2025.csv'],
      ['incidents', 'incidenten-2024.csv'],
      ['incidents', 'incidenten-2025.csv'],
    ] as const)
      expect((await oefen.import(register, data(file))).outcome).toBe('imported');
    for (const [register, file] of [
      ['outside-activities', 'nevenwerkzaamheden-2022-2025.csv'],
      ['incidents', 'incidenten-2024.csv'],
    ] as const)
      expect((await oefen.import(register, data(`correctie/${file}`), { replace: true })).outcome).toBe(
        'imported',
      );
    // Two people of one unit on one day, told apart by a column that the register does not read; one row twice.
    const declarations = join(folder, 'lijst.csv');
    await writeFile(
      declarations,
      'Onderdeel;Datum opgave;Betaald;Nummer in de lijst\nIWK;2024-02-03;ja;1\nIWK;2024-02-03;ja;2\nIWK;2024-03-04;nee;3\nIWK;2024-03-04;nee;3\n',
    );
    expect(
      (
        await oefen.import('outside-activities', declarations, {
          mapping: { 'Nummer in de lijst': '-' },
        })
      ).outcome,
    ).toBe('imported');
    // One pair that does not fit, one row without a settlement and without a measure, one row twice.
    const doubtful = join(folder, 'twijfelachtig.csv');
    await writeFile(
      doubtful,
      'Categorie;Betreft;Datum ontvangst;Omschrijving;Toelichting afronding\nc;a. a-theft;2025-02-03;Bericht;Gesprek\na;a-theft;2025-02-04;Vermissing;\nc;;2025-03-01;Bericht;Gesprek\nc;;2025-03-01;Bericht;Gesprek\n',
    );
    expect((await oefen.import('incidents', doubtful)).outcome).toBe('imported');
    await perform(oefen.door, tester, answerCalls, [
      { register: 'incidents', unit: 'SDH', period: '2023', state: 'not-reported', receivedOn: null },
      { register: 'incidents', unit: 'PBW', period: '2022', state: 'nil', receivedOn: '2023-02-01' },
    ]);
    const records = await look(oefen.door, tester, importedRecords, { file: 'incidenten-2025.csv' });
    const summary = (index: number) => ({
      incidentId: records[index]?.incidentId ?? '',
      language: 'nl' as const,
      text: `Iemand sprak met Pietersen over zaak ${index}.`,
      settlement: '=Aangesproken',
      author: 'Anna',
      secondReader: 'Bert',
      state: 'approved' as const,
      decidedOn: '2026-01-01',
      decisions: [
        {
          warning: 'mogelijke naam',
          found: 'Pietersen',
          decision: 'kept' as const,
          because: 'verzonnen naam',
        },
      ],
    });
    await perform(oefen.door, tester, writeSummaries(oefen.profile), [
      summary(0),
      summary(1),
      { ...summary(2), state: 'draft', secondReader: null, decidedOn: null },
      { ...summary(0), language: 'en', text: 'Somebody spoke with Pietersen.' },
    ]);
    const reason = { nl: 'een opgave is dubbel', en: 'one declaration is double' };
    const set = await runCommand(reasonCommand, oefen, ['set'], {
      figure: 'outside-activities.declared',
      unit: 'IWK',
      period: '2024',
      ...reason,
    });
    expect([set.exit, set.complaints]).toEqual([0, '']);
    await exportTo(join(folder, 'oefen'), oefen, tester);
    copy = await settle('oefen');
  });
  afterAll(async () => {
    await oefen?.close();
    await copy?.close();
  });

  test('holds the same registers: its own export has the same files', async () => {
    await exportTo(join(folder, 'again'), copy, tester);
    const { 'organisation.json': one, ...before } = await readable('oefen');
    const { 'organisation.json': other, ...after } = await readable('again');
    expect(after).toEqual(before);
    expect(other).toBe(one);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining([
        'incidents-registraties.csv',
        'incidents-uitvraag.csv',
        'incidents-twijfels.csv',
        'incidents-samenvattingen.json',
        'outside-activities-opgaven-per-stuk.csv',
        'outside-activities-twijfels.csv',
        'redenen.json',
      ]),
    );
  });

  test('carries the same doubts', async () => {
    const counts = (one: TestOrganisation) => look(one.door, tester, flagCounts, {});
    expect(await counts(copy)).toEqual(await counts(oefen));
    expect(await counts(oefen)).toContainEqual({
      register: 'outside-activities',
      kind: 'same-row-twice',
      count: 1,
    });
  });

  test('gives the same figures, the reason of a difference included', async () => {
    const figures = await figuresOf(copy, '2025', 3);
    expect(figures).toEqual(await figuresOf(oefen, '2025', 3));
    expect(JSON.stringify(figures)).toContain('een opgave is dubbel');
    // Each of these rests on fields of its own, which have to come back for it to have a number.
    const withNumbers = new Set(
      figures.flatMap(([id, cells]) => (/"(value|partial)"/.test(JSON.stringify(cells)) ? [id] : [])),
    );
    for (const id of [
      'incidents.protection-requested-share',
      'incidents.reporters-left-share',
      'incidents.referred-share',
      'complaints.weeks-to-decide',
      'financial-interests.weeks-to-review',
      'activities.sessions-by-kind',
      'activities.recommendations-accepted',
      'outside-activities.checked',
    ])
      expect(withNumbers).toContain(id);
  });

  test('lists the same incidents in the appendix, with who wrote and read them and what was decided', async () => {
    const listed = (one: TestOrganisation, language: 'nl' | 'en') =>
      look(one.door, tester, listedIncidents, { period: parsePeriod('2025'), language });
    expect(await listed(copy, 'nl')).toEqual(await listed(oefen, 'nl'));
    expect(await listed(copy, 'en')).toEqual(await listed(oefen, 'en'));
    expect((await listed(copy, 'nl')).filter((one) => one.summary !== null)).toHaveLength(2);
    const written = await readFile(join(folder, 'again', 'incidents-samenvattingen.json'), 'utf8');
    expect(JSON.parse(written)).toContainEqual(
      expect.objectContaining({
        author: 'Anna',
        secondReader: 'Bert',
        decidedOn: '2026-01-01',
        decisions: [
          { warning: 'mogelijke naam', found: 'Pietersen', decision: 'kept', because: 'verzonnen naam' },
        ],
      }),
    );
  });

  test('read back a second time changes nothing', async () => {
    const before = await readable('again');
    for (const file of (await manifestOf('again')).files) {
      const [command, first = '', second = ''] = file.readBackWith?.split(' ') ?? [];
      if (command === 'reason')
        expect(
          (await runCommand(reasonCommand, copy, [first, join(folder, 'again', second)], {})).said,
        ).toContain('0 redenen');
    }
    await exportTo(join(folder, 'third'), copy, tester);
    expect(await readable('third')).toEqual(before);
  });

  test('keeps no summary about an incident that it does not know', async () => {
    const file = join(folder, 'unknown.json');
    const [one] = JSON.parse(await readFile(join(folder, 'oefen', 'incidents-samenvattingen.json'), 'utf8'));
    await writeFile(file, JSON.stringify([{ ...one, reference: 'AAAAAAAAAA' }]));
    const answer = await runCommand(summariesCommand, copy, ['write', file], {});
    expect(answer.exit).toBe(1);
    expect(answer.complaints).toContain('AAAAAAAAAA');
    expect(answer.complaints).toContain('Er is niets opgeslagen');
  });

  test('writes of a single register that register alone', async () => {
    await exportTo(join(folder, 'gifts'), oefen, tester, 'gifts');
    expect((await readdir(join(folder, 'gifts'))).filter((name) => !name.startsWith('gifts-'))).toEqual([
      'manifest.json',
    ]);
  });
});

describe('An agency that reports by financial year', () => {
  test('gets back incidents of a year, of a period and of a calendar year as they were', async () => {
    const text = (value: string) => ({ nl: value, en: value });
    const agency = await openTestOrganisation(
      organisationSchema.parse({
        name: text('Agency'),
        profile: 'agency',
        root: 'TOP',
        units: [{ key: 'TOP', level: 'agency', type: 'agency', names: [{ name: text('Agency') }] }],
      }),
      'agency',
    );
    let copy: TestOrganisation | undefined;
    try {
      const file = join(folder, 'agency.csv');
      const category = [...agency.profile.codes.values()].find((list) => list.key === 'incident-categories')
        ?.codes[0]?.code;
      await writeFile(
        file,
        [
          'Category;Reporting year;Date received;Date closed;Description',
          `${category};2024;;;one`,
          `${category};2023-2024;;2024;two`,
          `${category};;2024;;three`,
          `${category};;2024-11-02;Q1 2025;four`,
          `${category};;2023-2024;;five`,
        ].join('\n'),
      );
      const report = await agency.import('incidents', file);
      expect([report.outcome, report.findings.filter((one) => one.weight === 'refused')]).toEqual([
        'imported',
        [],
      ]);
      await exportTo(join(folder, 'agency'), agency, tester);
      copy = await settle('agency');
      await exportTo(join(folder, 'agency-again'), copy, tester);
      expect(await readable('agency-again')).toEqual(await readable('agency'));
      expect(await figuresOf(copy, '2024', 1)).toEqual(await figuresOf(agency, '2024', 1));
      expect(await spans('agency-again')).toEqual(await spans('agency'));
    } finally {
      await agency.close();
      await copy?.close();
    }
  });

  /** The days that the moments of the incidents leave open, by description: those of the tables as they are kept. */
  async function spans(name: string): Promise<readonly string[]> {
    const [head = '', ...rows] = (
      await readFile(join(folder, name, 'incidents-table-incident.csv'), 'utf8')
    ).split('\r\n');
    const columns = head.split(',');
    const wanted = [
      'description',
      'received_from',
      'received_until',
      'received_precision',
      'closed_from',
      'closed_until',
    ];
    return rows
      .filter((row) => row !== '')
      .map((row) => wanted.map((column) => row.split(',')[columns.indexOf(column)]).join(' '))
      .sort();
  }
});
