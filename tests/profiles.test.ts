import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { wholeCatalogue } from '../src/app.ts';
import { organisationSchema } from '../src/organisation/records.ts';
import { makeReport } from '../src/publication/make-report.ts';
import { gatherInputs } from '../src/publication/publishing.ts';
import type { ReportModel } from '../src/publication/report-model.ts';
import { openTestOrganisation, tester } from './example-organisation.ts';

const folder = mkdtempSync(join(tmpdir(), 'daglicht-profiles-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Adopter {
  readonly profile: string;
  readonly levels: readonly [string, string];
  readonly incidents: string;
  readonly period: string;
  readonly document: string;
}

const text = (value: string) => ({ nl: value, en: value });

/** Describes a small organisation of a profile, imports its incidents and makes its report. */
async function adopt(adopter: Adopter): Promise<ReportModel> {
  const [top, below] = adopter.levels;
  const description = organisationSchema.parse({
    name: text('Dorpstad'),
    profile: adopter.profile,
    root: 'TOP',
    units: [
      { key: 'TOP', level: top, type: top, names: [{ name: text('Dorpstad') }] },
      {
        key: 'ONE',
        level: below,
        type: below,
        names: [{ name: text('One') }],
        parents: [{ parent: 'TOP', origin: 'source' }],
      },
      {
        key: 'TWO',
        level: below,
        type: below,
        names: [{ name: text('Two') }],
        parents: [{ parent: 'TOP', origin: 'source' }],
      },
    ],
  });
  const organisation = await openTestOrganisation(description);
  try {
    const file = join(folder, `${adopter.profile}.csv`);
    writeFileSync(file, adopter.incidents);
    const report = await organisation.import('incidents', file);
    expect(report.findings.filter((finding) => finding.weight === 'refused')).toEqual([]);
    const inputs = await gatherInputs(organisation, tester, {
      document: adopter.document,
      publishedOn: '2026-01-01',
      notice: null,
    });
    return (await makeReport(wholeCatalogue, inputs)).model;
  } finally {
    await organisation.close();
  }
}

const rows = (lines: readonly string[]) => `${lines.join('\n')}\n`;
const times = (line: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${line} ${String.fromCharCode(97 + index)}`);

describe('Daglicht without a programmer', () => {
  test('a municipality without ministries makes its report', async () => {
    const model = await adopt({
      profile: 'gemeente',
      levels: ['gemeente', 'domein'],
      period: '2024',
      incidents: rows([
        'Categorie;Onderdeel;Datum ontvangst;Omschrijving',
        ...times('Geld en goederen;One;3-4-2024;Vermissing', 6),
        ...times('Omgang met informatie;Two;9-9-2024;Bericht', 7),
      ]),
      document:
        '---\nslug: 2024\ntitle: Verslag integriteit\nlanguage: nl\nperiod: 2024\n---\n\n# Incidenten\n\nEr waren :n[incidents.total]{year=2024 one=incident other=incidenten}.\n\n:::figure{figure=incidents.by-unit rows=unit columns=year}\nNaar domein\n:::\n',
    });
    const block = model.chapters[0]?.blocks.find((one) => one.kind === 'figure');
    expect(
      block?.kind === 'figure' && block.table.rows.map((row) => [row.label, row.cells[0]?.text]),
    ).toEqual([
      ['One', '6'],
      ['Two', '7'],
      ['Totaal', '13'],
    ]);
  });

  test('an English-speaking agency reports by financial year, in English', async () => {
    const model = await adopt({
      profile: 'agency',
      levels: ['agency', 'division'],
      period: '2024',
      // March 2025 still belongs to the financial year that began in April 2024.
      incidents: rows([
        'Category;Unit;Date received;Description',
        ...times('Improper communication;One;2025-03-30;Post', 7),
        ...times('Improper communication;One;2025-04-02;Post', 8),
      ]),
      document:
        '---\nslug: 2024\ntitle: Integrity report\nlanguage: en\nperiod: 2024\n---\n\n# Incidents\n\nThe agency received :n[incidents.total]{year=2024 one=incident other=incidents}.\n',
    });
    expect(JSON.stringify(model.chapters)).toContain('7 incidents');
    expect(model.method.threshold).toBe(6);
  });

  test('central government is one profile among others', async () => {
    const model = await adopt({
      profile: 'rijk',
      levels: ['concern', 'unit'],
      period: '2024',
      incidents: rows([
        'Categorie;Onderdeel;Jaar;Omschrijving',
        ...times('d. Ongepaste communicatie;One;2024;Bericht', 5),
      ]),
      document:
        '---\nslug: 2024\ntitle: Verslag\nlanguage: nl\nperiod: 2024\n---\n\n# Incidenten\n\nEr waren :n[incidents.total]{year=2024 one=incident other=incidenten}.\n',
    });
    expect(JSON.stringify(model.chapters)).toContain('5 incidenten');
  });
});
