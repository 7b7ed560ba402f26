import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wholeCatalogue } from '../src/app.ts';
import type { CheckLine } from '../src/collection/checks/check-line.ts';
import { checkStructure } from '../src/collection/checks/checks.ts';
import { checkPrinted, numbersOf, printedClaims } from '../src/collection/checks/printed-claims.ts';
import { printedQuestion } from '../src/collection/checks/printed-register.ts';
import type { PrintedFigure } from '../src/collection/checks/printed-rules.ts';
import { flagCounts } from '../src/collection/flags.ts';
import {
  type ComputedFigures,
  computeFigures,
  type FigureInputs,
  isCube,
} from '../src/figures/definition.ts';
import { decimalOf } from '../src/figures/format.ts';
import { concern } from '../src/platform/access/resource.ts';
import { look, perform } from '../src/platform/database/doorways.ts';
import { detectIdentity, warningLabels } from '../src/platform/language/identifying/detect.ts';
import { modelText } from '../src/publication/hashes.ts';
import { freeze, makeReport, thaw } from '../src/publication/make-report.ts';
import { gatherInputs, publishReport } from '../src/publication/publishing.ts';
import { registers } from '../src/registers.ts';
import { examples, openBron, type TestOrganisation, tester } from './example-organisation.ts';
import { valueAt } from './makers/figures.ts';

let bron: TestOrganisation;
let inputs: FigureInputs;
let figures: ComputedFigures;

beforeAll(async () => {
  bron = await openBron();
  inputs = await bron.inputs('2020-2021', 1);
  figures = computeFigures(wholeCatalogue.figures, inputs);
});
afterAll(() => bron.close());

function value(id: string, at: Record<string, string>): string | undefined {
  const answer = figures.answer(id);
  const exact = isCube(answer) ? valueAt(answer, at) : undefined;
  return exact && decimalOf(exact, figures.definition(id).quantity);
}

describe('The registers of the source', () => {
  test.each([
    ['staff.headcount', { year: '2020' }, '11482'],
    ['staff.headcount', { year: '2021' }, '12550'],
    ['outside-activities.declared', { year: '2020' }, '594'],
    ['outside-activities.declared', { year: '2021' }, '713'],
    ['outside-activities.declared', { year: '2021', unit: 'LNV' }, '264'],
    ['outside-activities.share-of-staff', { year: '2020' }, '5.2'],
    ['outside-activities.share-of-staff', { year: '2021' }, '5.7'],
    ['outside-activities.share-of-staff', { year: '2021', unit: 'RVO' }, '4.4'],
    ['outside-activities.growth', { year: '2021' }, '20.0'],
    ['complaints.received', { year: '2021' }, '1'],
    ['financial-interests.designated', { year: '2020', unit: 'EZK' }, '107'],
    ['incidents.by-category', { category: 'c' }, '33'],
    ['incidents.by-category', {}, '86'],
  ])('%s at %j is %s', (id, at, expected) => {
    expect(value(id, at)).toBe(expected);
  });

  test('give every category and subcategory as often as the printed list holds it', () => {
    const printed = readFileSync(join(examples, 'bron', 'incidents-2020-2021.csv'), 'utf8');
    const letters = [...printed.matchAll(/^"?([a-i])\. /gm)].map((match) => match[1]);
    for (const letter of new Set(letters)) {
      expect(value('incidents.by-category', { category: letter ?? '' })).toBe(
        String(letters.filter((one) => one === letter).length),
      );
    }
  });

  test('place an incident without a year in the period and in no year', () => {
    expect(value('incidents.total', { year: '2020' })).toBeUndefined();
    expect(value('incidents.total', {})).toBe('86');
  });

  test('count what a unit did not record as not recorded', () => {
    const answer = figures.answer('incidents.by-unit');
    expect(isCube(answer) && valueAt(answer, { unit: 'NVWA' })).toBeUndefined();
  });
});

describe('check', () => {
  let lines: readonly CheckLine[];
  beforeAll(async () => {
    const printed = await look(bron.door, tester, printedQuestion, concern, {});
    const own = { ...inputs, years: inputs.years.slice(1) };
    lines = [
      ...checkPrinted(printed, wholeCatalogue.printedRules, numbersOf(figures)),
      ...registers.flatMap((register) => register.checks.flatMap((check) => check(own, figures))),
      ...checkStructure(inputs),
    ];
  });
  const contradictions = () =>
    lines.filter((line) => line.verdict === 'contradicts').map((line) => line.what.nl);

  test('finds that 5,3% contradicts the source’s own table, with the sum', () => {
    const line = lines.find((one) => one.verdict === 'contradicts' && one.stated?.nl.startsWith('5,3'));
    expect(line?.found.nl).toContain('594 ÷ 11.482');
  });

  test('agrees where the printed figure is what the registers give', () => {
    const agreeing = lines.filter((line) => line.verdict === 'agrees').map((line) => line.stated?.nl);
    expect(agreeing).toEqual(expect.arrayContaining(['5,7 %', '3 klachten', '1 klacht']));
  });

  test('finds that the source names two months of publication', () => {
    expect(contradictions()).toContain('publicatiemaand');
  });

  test('finds that fewer people are designated than the unit that designated all its staff has', () => {
    expect(
      contradictions().some((what) =>
        what.startsWith('aangewezen meldingsplichtigen van Autoriteit Consument & Markt, 2021'),
      ),
    ).toBe(true);
  });

  test('finds the missing and the ambiguous abbreviation', () => {
    expect(contradictions()).toEqual(
      expect.arrayContaining(['afkorting van Rijksdienst voor Ondernemend Nederland', 'afkorting KD']),
    );
  });

  test('says of what the registers do not hold that it cannot be computed', () => {
    const silent = lines
      .filter((line) => line.verdict === 'cannot-be-computed')
      .map((line) => line.subject.nl);
    expect(silent).toEqual(expect.arrayContaining(['Vertrouwenspersonen', 'Geschenken']));
  });

  test('leaves a benchmark from outside alone', () => {
    expect(lines.find((line) => line.what.nl.includes('banencombineerders'))?.verdict).toBe('outside');
  });

  test('counts the doubts that stay with rows', async () => {
    const flags = await look(bron.door, tester, flagCounts, concern, {});
    const count = (kind: string) =>
      flags.filter((flag) => flag.kind === kind).reduce((sum, flag) => sum + flag.count, 0);
    expect(count('subcategory-outside-category')).toBe(7);
    expect(count('same-row-twice')).toBe(1);
    expect(count('measure-blank')).toBe(1);
  });
});

/** The rows of a sheet of the example, by heading. */
const sheetOf = (name: string): readonly Readonly<Record<string, string>>[] =>
  parse(readFileSync(join(examples, 'bron', name)), { columns: true, bom: true });

describe('The claims of the source', () => {
  const claims = sheetOf('printed-figures.csv');
  const claimed = (figure: string, place: string, period: string) =>
    claims
      .filter((one) => one['Cijfer'] === figure && one['Waarvan'] === place && one['Periode'] === period)
      .map((one) => one['Gedrukte waarde']);

  test('name every number of its tables', () => {
    const keyOf = (name: string): string =>
      inputs.structure.units.find(({ names }) =>
        names.some((one) => one.name.nl === name || one.abbreviation === name),
      )?.key ?? name;
    const found = (file: string, unit: string, columns: Readonly<Record<string, string>>) => {
      for (const row of sheetOf(file))
        for (const [column, figure] of Object.entries(columns)) {
          const name = unit === '' ? '' : `unit=${keyOf(row[unit] ?? '')}`;
          const told = [row[unit], row['Jaar'], column];
          expect([...told, ...claimed(figure, name, row['Jaar'] ?? '')]).toEqual([...told, row[column]]);
        }
    };
    found('financial-interests-2020-2021.csv', 'Ministerie', {
      'Vastgestelde risicofuncties': 'financial-interests.risk-functions',
      'Aangewezen meldingsplichtigen': 'financial-interests.designated',
      Ontheffingen: 'financial-interests.exemptions',
    });
    found('outside-activities-2020-2021.csv', 'Onderdeel', {
      'Aantal medewerkers': 'staff.headcount',
      Nevenwerkzaamheden: 'outside-activities.declared',
    });
    found('complaints-2019-2021.csv', '', { Klachten: 'complaints.received' });
  });

  test('have a chapter, a line and a label in our words; what has no figure says why, or a rule of a register does', () => {
    for (const one of claims) {
      expect(one['Hoofdstuk']).not.toBe('');
      expect(Number(one['Regel in bron'])).toBeGreaterThan(0);
      expect(one['Maat']?.length).toBeLessThan(90);
      expect(one['Gedrukte waarde']?.split(' ').length).toBeLessThan(7);
    }
    const held = printedClaims(printedOf(claims), wholeCatalogue.printedRules, numbersOf(figures));
    expect(held.filter(({ remarks }) => remarks.some(({ nl }) => /geen register geeft/.test(nl)))).toEqual(
      [],
    );
    expect(held.filter(({ remarks }) => remarks.some(({ nl }) => /geen cijfer bij/.test(nl)))).toEqual([]);
  });
});

function printedOf(rows: readonly Readonly<Record<string, string>>[]): readonly PrintedFigure[] {
  return rows.map((row) => ({
    document: '',
    subject: row['Onderwerp'] ?? '',
    quantity: row['Maat'] ?? '',
    period: row['Periode'] || null,
    printed: row['Gedrukte waarde'] ?? '',
    unit: row['Eenheid'] ?? '',
    place: row['Regel in bron'] ?? '',
    chapter: row['Hoofdstuk'] || null,
    figure: row['Cijfer'] || null,
    figurePlace: row['Waarvan'] || null,
    remark: row['Toelichting'] || null,
  }));
}

describe('The report of Bron', () => {
  test('holds every claim of its source against what it publishes, as check does against the registers', async () => {
    const request = {
      document: readFileSync(join(examples, 'bron/reports/2020-2021.md'), 'utf8'),
      publishedOn: '2026-11-24',
      notice: null,
    };
    const { model } = await makeReport(wholeCatalogue, await gatherInputs(bron, tester, request));
    const rows = model.chapters.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'printed' ? block.rows : [])),
    );
    expect(rows.length).toBe(sheetOf('printed-figures.csv').length);
    const read = await look(bron.door, tester, printedQuestion, concern, {});
    const claims = printedClaims(read, wholeCatalogue.printedRules, numbersOf(figures));
    for (const row of rows) {
      const own = claims.find(
        ({ printed }) =>
          printed.place === row.place &&
          printed.quantity === row.claim &&
          (printed.period ?? '') === row.period,
      );
      // Check reads a year back; this report does not.
      const isBefore = row.period === '2019';
      expect([row.claim, row.computed]).toEqual([
        row.claim,
        isBefore ? null : (own?.computed?.decimal ?? null),
      ]);
      if (!isBefore && !row.why.nl.includes('spreekt zichzelf tegen'))
        expect([row.claim, row.verdict]).toEqual([row.claim, own?.verdict]);
    }
    const told = (claim: string, period: string) => {
      const row = rows.find((one) => one.claim === claim && one.period === period);
      return [row?.printed, row?.computed, row?.verdict, row?.why.nl];
    };
    expect(told('aandeel van de personeelsomvang', '2020')).toEqual([
      '5,3%',
      '5.2',
      'contradicts',
      expect.stringContaining('594 ÷ 11.482'),
    ]);
    expect(told('nevenwerkzaamheden bij Centraal Planbureau', '2021')).toEqual([
      '2 opgaven',
      '2',
      'agrees',
      'een klein aantal, door de bron zelf gepubliceerd',
    ]);
    expect(told('verandering van het aandeel in procentpunten', '2021')).toEqual([
      'amper toegenomen',
      '0.5',
      'agrees',
      expect.stringContaining('een oordeel'),
    ]);
  });

  test('is the same when it is made again from what was frozen', async () => {
    const request = {
      document: readFileSync(join(examples, 'bron/reports/2020-2021.md'), 'utf8'),
      publishedOn: '2026-11-24',
      notice: null,
    };
    const gathered = await gatherInputs(bron, tester, request);
    const made = await makeReport(wholeCatalogue, gathered);
    const again = await makeReport(wholeCatalogue, thaw(freeze(gathered)));
    expect(modelText(again.model)).toBe(modelText(made.model));
  });

  test('is published with every summary approved, as the example is: the list tells the small numbers of its tables', async () => {
    const whole = await openBron();
    const [list] = whole.catalogue.lists;
    if (!list) throw new Error('no list');
    const context = {
      allowedNames: whole.profile.allowedNames,
      unitNames: [],
      patterns: whole.profile.identifierDetectors,
    };
    const file = 'incidents-2020-2021.csv';
    const records = await look(whole.door, tester, list.summaries.imported, concern, { file });
    const summaries = records.map(({ incidentId, description, settlement }) => ({
      ...{ incidentId, language: 'nl' as const, text: description ?? '', settlement: settlement ?? '' },
      ...{
        author: 'de bron',
        secondReader: 'de redactie',
        state: 'approved' as const,
        decidedOn: '2026-11-24',
      },
      decisions: detectIdentity(`${description ?? ''}\n${settlement ?? ''}`, context).map(
        ({ kind, found }) => ({
          ...{
            warning: warningLabels[kind].nl,
            found,
            decision: 'kept' as const,
            because: 'staat in de bron',
          },
        }),
      ),
    }));
    await perform(whole.door, tester, list.summaries.write(whole.profile), concern, summaries);
    const { made } = await publishReport(whole, tester, {
      document: readFileSync(join(examples, 'bron/reports/2020-2021.md'), 'utf8'),
      publishedOn: '2026-11-24',
      notice: null,
    });
    const appendix = made.model.chapters
      .flatMap(({ blocks }) => blocks)
      .find(({ kind }) => kind === 'appendix');
    expect(appendix?.kind === 'appendix' && appendix.rows.length).toBe(records.length);
    await whole.close();
  }, 60_000);

  test('is published: both audits read nothing in its files that they should not', async () => {
    const { files } = await publishReport(bron, tester, {
      document: readFileSync(join(examples, 'bron/reports/2020-2021.md'), 'utf8'),
      publishedOn: '2026-11-24',
      notice: null,
    });
    expect(files.map(({ name }) => name)).toContain('2020-2021-gedrukt.csv');
  }, 30_000);

  test('holds no description of an incident outside the approved summaries', async () => {
    const request = {
      document: readFileSync(join(examples, 'bron/reports/2020-2021.md'), 'utf8'),
      publishedOn: '2026-11-24',
      notice: null,
    };
    const { model } = await makeReport(wholeCatalogue, await gatherInputs(bron, tester, request));
    const appendix = model.chapters
      .flatMap((chapter) => chapter.blocks)
      .find((block) => block.kind === 'appendix');
    expect(appendix).toMatchObject({ rows: [], withheld: 86 });
    expect(modelText(model)).not.toContain('182 telefoons');
  });
});
