import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportCommand } from '../src/commands/reports/report.ts';
import { publicationActor } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import { look } from '../src/platform/database/doorways.ts';
import { publicationList } from '../src/publication/records.ts';
import { openCase, type ProtectionCase } from './makers/protection-case.ts';
import { readTables } from './makers/whole-tables.ts';
import { runOnPdf } from './pdf/tagged-pdf.ts';
import { runCommand } from './run-command.ts';

/*
 * What `report --out` makes without publishing is for reading inside: no later report knows of it. So every file says
 * that, wherever it is cut.
 */

let draft: ProtectionCase;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-draft-'));
  draft = await openCase('4-unpublished-report');
  await draft.incidents('inc2023.csv');
  await draft.incidents('inc2024.csv');
});
afterAll(async () => {
  await draft?.close();
  await rm(folder, { recursive: true, force: true });
});

const day = '2024-05-17';
const said =
  /17-05-2024|17-5-2024|2024-05-17|17 mei 2024|17 May 2024|Gepubliceerd\b|\bPublished\b|Kenmerk|Versie\b(?! \d+\.\d+\.\d+)|Version\b(?! \d)/;

describe.each([
  ['nl', 'Concept, niet gepubliceerd'],
  ['en', 'Draft, not published'],
])('A report in language %s that is not published', (language, mark) => {
  const files = new Map<string, Buffer>();
  beforeAll(async () => {
    const out = join(folder, language);
    const file = join(folder, `${language}.md`);
    const source = await draft.document('2023.md');
    const chart =
      '\n:::figure{figure=incidents.by-category rows=category columns=year chart=bars id=cat}\nVerdeling\n:::\n\n# Verantwoording {#v}\n\n::method\n';
    await writeFile(
      file,
      (source + chart)
        .replace('language: nl', `language: ${language}`)
        .replace(/Er waren .*\n/, language === 'en' ? 'These are the figures.\n' : 'Dit zijn de cijfers.\n'),
    );
    const { exit, complaints } = await runCommand(reportCommand, draft.organisation, ['2023'], {
      document: file,
      out,
      date: day,
    });
    expect([exit, complaints]).toEqual([0, expect.stringContaining('--publish')]);
    for (const name of await readdir(out)) files.set(name, await readFile(join(out, name)));
  });
  const textOf = (name: string) => files.get(name)?.toString('utf8') ?? '';

  test('is made in every form but the one that is kept', () => {
    expect([...files.keys()].sort()).toEqual(
      [
        '-cijfers.csv',
        '-cijfers.csv-metadata.json',
        '-dcat.jsonld',
        '.html',
        '.json',
        '.schema.json',
        '.ods',
        '.pdf',
        '.xlsx',
      ]
        .map((end) => `2023${end}`)
        .sort(),
    );
  });

  test('says so on every page', () => {
    const paper = files.get('2023.pdf') ?? Buffer.of();
    const pages = runOnPdf('pdftotext', ['@', '-'], paper)
      .split('\f')
      .filter((page) => page.trim() !== '');
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page.replaceAll(/\s+/g, ' ')).toContain(mark);
    expect(pages.join('\n')).not.toMatch(said);
    expect(runOnPdf('pdfinfo', ['@'], paper)).not.toMatch(/May 17|2024/);
  });

  test('says so on every sheet, in every row', async () => {
    for (const name of ['2023.xlsx', '2023.ods']) {
      const { sheets } = await readTables(files.get(name) ?? Buffer.of());
      expect(sheets.length).toBeGreaterThan(3);
      for (const sheet of sheets.slice(1))
        for (const row of sheet.rows)
          expect([name, sheet.name, row.number, row.cells.some(({ text }) => text.includes(mark))]).toEqual([
            name,
            sheet.name,
            row.number,
            true,
          ]);
      expect(sheets[0]?.rows.some(({ cells }) => cells.some(({ text }) => text.includes(mark)))).toBe(true);
      const texts = sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ text }) => text)));
      expect(texts.filter((text) => said.test(text))).toEqual([]);
    }
  });

  test('says so in every record, without a version or a date', () => {
    const records: readonly Record<string, string>[] = parse(textOf('2023-cijfers.csv'), {
      columns: true,
      bom: true,
    });
    expect(records.length).toBeGreaterThan(10);
    for (const record of records) {
      expect(record['notice']).toContain(mark);
      expect([record['version'], record['published_on']]).toEqual(['', '']);
    }
    for (const name of ['2023-cijfers.csv-metadata.json', '2023.json', '2023-dcat.jsonld']) {
      expect([name, textOf(name)]).toEqual([name, expect.stringContaining(mark)]);
      expect(textOf(name)).not.toMatch(
        /2024-05-17|"dcat:version"|"publishedOn"|modelSha256|v1\b|access-right\/PUBLIC/,
      );
    }
  });

  test('says so on screen and under every picture', () => {
    const page = textOf('2023.html');
    expect(page.match(/<title>[^<]*/)?.[0]).toContain(mark);
    const pictures = (page.match(/<svg[\s\S]*?<\/svg>/g) ?? []).filter((one) => one.includes('role="img"'));
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) expect(picture).toContain(mark);
    expect(page.replaceAll(/<style[\s\S]*?<\/style>/g, '').replaceAll(/<[^>]*>/g, ' ')).not.toMatch(said);
    expect(page).not.toContain('dcterms.date');
  });

  test('is remembered by no other', async () => {
    expect(await look(draft.organisation.door, publicationActor, publicationList, concern, {})).toEqual([]);
  });
});
