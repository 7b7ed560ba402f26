import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operator } from '../src/platform/access/actor.ts';
import { dateInWords } from '../src/platform/language/dates.ts';
import { readAssets } from '../src/platform/web/assets.ts';
import { restatedNumbers } from '../src/publication/earlier/restated-figures.ts';
import { changesAnchor } from '../src/publication/html/setting.ts';
import type { PublicationFile } from '../src/publication/publication-file.ts';
import { publishReport } from '../src/publication/publishing.ts';
import type { ReportModel } from '../src/publication/report-model.ts';
import { openSite } from '../src/publication/site/site.ts';
import { differencesBetweenChannels } from './channels/compare.ts';
import { openTestOrganisation, type TestOrganisation } from './example-organisation.ts';
import { checkChanges } from './makers/check-changes.ts';
import { chanceOf, invented, writeIncidents } from './makers/random-editions.ts';
import { describedUnits } from './makers/units.ts';
import { readTables } from './makers/whole-tables.ts';
import { runOnPdf } from './pdf/tagged-pdf.ts';

const units = ['N1', 'N2', 'N3', 'N4', 'N5', 'N6'];
const documentOf = (year: number, before: number) => `---
slug: ${year}
title: Verslag ${year}
language: nl
period: ${year}
yearsBefore: ${before}
---

# Incidenten {#incidenten}

Er waren :n[incidents.total]{year=${year} other=incidenten}. Daarvan is :n[incidents.substantiation-rate]{year=${year}} aangetoond.

${['by-category', 'by-category-share', 'by-unit', 'by-unit-share']
  .map(
    (id) =>
      `:::figure{figure=incidents.${id} rows=${id.startsWith('by-unit') ? 'unit' : 'category'} columns=year}\nVerdeling\n:::\n`,
  )
  .join('\n')}
# Verantwoording {#verantwoording}

::method
`;

let folder: string;
let organisation: TestOrganisation;
let models: readonly ReportModel[];
let files: readonly PublicationFile[];
let earlier: readonly PublicationFile[];
let ask: (path: string) => Promise<Response>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-changes-'));
  organisation = await openTestOrganisation(
    describedUnits(Object.fromEntries(units.map((unit) => [unit, 'CP']))),
  );
  const read = async (year: number, incidents: ReturnType<typeof invented>) =>
    organisation.import('incidents', await writeIncidents(folder, `${year}.csv`, incidents), {
      replace: true,
    });
  const chance = chanceOf(3);
  const first = invented(chance, 2022, 60, units);
  await read(2022, first);
  const request = (year: number, before: number) => ({
    document: documentOf(year, before),
    publishedOn: `${year + 1}-05-01`,
    notice: null,
  });
  const one = await publishReport(organisation, operator('test'), request(2022, 0));
  // Nine came late, of as many units as there are.
  await read(2022, [
    ...first,
    ...invented(chance, 2022, 9, units).map((late) => ({ ...late, number: `${late.number}-L` })),
  ]);
  await read(2023, invented(chance, 2023, 60, units));
  const two = await publishReport(organisation, operator('test'), request(2023, 1));
  models = [one.made.model, two.made.model];
  [earlier, files] = [one.files, two.files];
  const site = openSite(organisation.key, organisation.door, {
    assets: readAssets(),
    secure: false,
    tell: (line) => expect.unreachable(line),
  });
  ask = async (path) => site.app.fetch(new Request(`http://x${path}`));
}, 60_000);
afterAll(async () => {
  await organisation?.close();
  await rm(folder, { recursive: true, force: true });
});

const fileNamed = (name: string) =>
  files.find((one) => one.name === name)?.content ?? expect.unreachable(`no ${name}`);
const plain = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const page = async (path: string) => (await ask(path)).text();
const changes = () =>
  models[1]?.figures.flatMap((figure) => figure.restated.map((one) => ({ figure, one }))) ?? [];

describe('What a report prints otherwise than the one before', () => {
  test('is a list of counts and shares, all of it printed in both', () => {
    checkChanges(models);
    expect(new Set(changes().map(({ figure }) => figure.unit))).toEqual(new Set(['count', 'percent']));
  });

  test('stands on the page and on paper, with place, year, what it was and is, and why', () => {
    const html = plain(Buffer.from(fileNamed('2023.html')).toString('utf8'));
    const paper = runOnPdf('pdftotext', ['-layout', '@', '-'], fileNamed('2023.pdf'));
    const rows = restatedNumbers(models[1]?.figures ?? [], 'nl');
    expect(rows.length).toBeGreaterThan(3);
    for (const { figure, was, now, place, year, cause } of rows) {
      const others = [
        place || 'hele organisatie',
        `Jaar: ${year}`,
        `Stond er: ${was}`,
        `Is nu: ${now}`,
        cause.nl,
      ];
      const found = html
        .split(figure.title.nl)
        .filter((part) => others.every((other) => part.includes(other)));
      expect([figure.id, place, found.length > 0]).toEqual([figure.id, place, true]);
      expect(paper).toMatch(new RegExp(`${year} +2022 +${was} +${now} `));
    }
  });

  test.each(['xlsx', 'ods'])('is a sheet of the %s', async (kind) => {
    const { sheets } = await readTables(fileNamed(`2023.${kind}`));
    const rows = sheets.find(({ name }) => name === 'Veranderd')?.rows.slice(1) ?? [];
    expect(rows.map(({ cells }) => [0, 5, 6].map((column) => cells[column]?.text))).toEqual(
      changes().map(({ figure, one }) => [figure.id, one.was, one.now]),
    );
  });

  test('is a file of facts, and stands in the figures file', () => {
    const csv: readonly Readonly<Record<string, string>>[] = parse(
      Buffer.from(fileNamed('2023-veranderd.csv')),
      {
        columns: true,
        bom: true,
      },
    );
    expect(csv.map((row) => [row['figure'], row['was'], row['now'], row['earlier_publication']])).toEqual(
      changes().map(({ figure, one }) => [figure.id, one.was, one.now, '2022']),
    );
    const json: { figures: { id: string; restated: unknown }[] } = JSON.parse(
      Buffer.from(fileNamed('2023.json')).toString('utf8'),
    );
    for (const { id, restated } of models[1]?.figures ?? [])
      expect([id, json.figures.find((one) => one.id === id)?.restated]).toEqual([id, restated]);
  });

  test('stands on the page of each figure', async () => {
    for (const { figure, one } of changes()) {
      const said = plain(await page(`/verslagen/2023/cijfers/${figure.id}`));
      const unit = figure.unit === 'percent' ? '%' : '';
      expect(said).toContain(`in het verslag 2022 stond ${one.was}${unit}; nu bekend is ${one.now}${unit}`);
    }
  });
});

test('Every cell of every table is the same in all channels', async () => {
  const [, model = expect.unreachable()] = models;
  expect(await differencesBetweenChannels(model, files, page)).toEqual([]);
  // Held against a model that says something else in one cell, every channel is found to differ.
  const isTotal = (at: Readonly<Record<string, string>> = {}) =>
    (at['unit'] ?? '*') === '*' && !('category' in at) && at['year'] === '2023';
  const other: ReportModel = JSON.parse(
    JSON.stringify(model, (_, value) =>
      isTotal(value?.at) && value.state === 'value' ? { ...value, value: '1', text: '1' } : value,
    ),
  );
  const channels = (await differencesBetweenChannels(other, files, page)).map(
    (line) => line.split(/ |:/)[0] ?? '',
  );
  for (const channel of [
    'HTML',
    'site',
    'PDF',
    'XLSX',
    'ODS',
    'CSV',
    'JSON',
    '/verslagen/2023/v1/cijfers/incidents.by-unit',
  ])
    expect(channels).toContain(channel);
});

describe('The report before', () => {
  const day = dateInWords('2024-05-01', 'nl');

  test('says on its page when how many numbers were restated, and where', async () => {
    const said = await page('/verslagen/2022');
    const count = restatedNumbers(models[1]?.figures ?? [], 'nl').length;
    expect(plain(said)).toContain(`Op ${day} zijn ${count} getallen uit dit verslag herzien`);
    expect(said).toContain(`href="/verslagen/2023#${changesAnchor}"`);
    expect(await page('/verslagen/2023')).toContain(`id="${changesAnchor}"`);
    expect(plain(await page('/en/verslagen/2022'))).toContain(
      `${count} numbers of this report were restated`,
    );
    expect(plain(await page('/verslagen/2022/cijfers'))).toContain(`Op ${day}`);
  });

  test('says of a figure what stood there and what stands in the later report', async () => {
    for (const { figure, one } of changes()) {
      const unit = figure.unit === 'percent' ? '%' : '';
      const said = plain(await page(`/verslagen/2022/cijfers/${figure.id}`));
      expect(said).toContain(`hier staat ${one.was}${unit}; sinds ${day} is bekend: ${one.now}${unit}`);
    }
  });

  test('says nothing of a figure that did not change, nor does the report that lists the changes', async () => {
    const same = models[0]?.figures.find(({ id }) => !changes().some(({ figure }) => figure.id === id));
    if (same) expect(await page(`/verslagen/2022/cijfers/${same.id}`)).not.toContain('is bekend:');
    expect(plain(await page('/verslagen/2023'))).not.toContain('uit dit verslag herzien');
  });

  test('has the files that it had, byte for byte', async () => {
    for (const { name, content } of earlier) {
      const served = await ask(`/bestanden/2022/v1/${name}`);
      expect([name, Buffer.from(await served.arrayBuffer()).equals(Buffer.from(content))]).toEqual([
        name,
        true,
      ]);
    }
  });
});
