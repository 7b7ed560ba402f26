import { expect } from 'vitest';
import type { CodeLists } from '../../src/codes/code-lists.ts';
import { codeList } from '../../src/codes/code-lists.ts';
import type { PublicationFile } from '../../src/publication/publication-file.ts';
import { runOnPdf } from '../pdf/tagged-pdf.ts';
import { readTables } from './whole-tables.ts';

/** The findings by which nothing is established, as published files word them. */
const unproven = ['niet aangetoond', 'niet vast te stellen', 'niet onderzocht', 'nog in onderzoek'];

/** Every text of the files, by the name of the file, its words apart by one space. */
function textsOf(
  files: readonly Pick<PublicationFile, 'name' | 'mediaType' | 'content'>[],
): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap(({ name, mediaType, content }): readonly (readonly [string, string])[] => {
      if (mediaType.includes('openxml') || mediaType.includes('opendocument')) return [];
      const text =
        mediaType === 'application/pdf'
          ? runOnPdf('pdftotext', ['-raw', '@', '-'], Buffer.from(content))
          : Buffer.from(content)
              .toString('utf8')
              .replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, ' ')
              .replaceAll(/<[^>]*>/g, ' ');
      return [[name, text.replaceAll(/\s+/g, ' ')]];
    }),
  );
}

/** The labels that presume that something happened: where one has a neutral name, no unproven case bears it. */
export function presumingLabels(codes: CodeLists): readonly string[] {
  const list = codeList(codes, 'incident-categories').codes;
  return list.flatMap(({ label, neutralLabel }) => (neutralLabel ? [label.nl, label.en] : []));
}

/** The rows of a sheet of CSV, XLSX or ODS, by the headings of its first row. */
async function rowsOf(
  content: Uint8Array,
  sheet?: string,
): Promise<readonly Readonly<Record<string, string>>[]> {
  const { sheets } = await readTables(content);
  const [head, ...rows] = (sheet ? sheets.find(({ name }) => name === sheet) : sheets[0])?.rows ?? [];
  const headings = new Map(head?.cells.map(({ column, text }) => [column, text]));
  return rows.map((row) =>
    Object.fromEntries(row.cells.map(({ column, text }) => [headings.get(column) ?? '', text])),
  );
}

/**
 * Checks in every file of a report that its list of incidents and the counts beside it are of the same rows, and that
 * no case that was not established bears a name that presumes something.
 *
 * @param rows how many incidents the list shows
 */
export async function checkPublishedList(
  files: readonly Pick<PublicationFile, 'name' | 'mediaType' | 'content'>[],
  codes: CodeLists,
  rows: number,
): Promise<void> {
  const presuming = presumingLabels(codes);
  for (const [name, text] of textsOf(files))
    for (const label of presuming)
      for (const finding of unproven)
        expect([name, text.includes(`${finding} ${label}`), text.includes(`${label};${finding}`)]).toEqual([
          name,
          false,
          false,
        ]);
  const content = (end: string) =>
    Buffer.from(files.find(({ name, mediaType }) => name.endsWith(end) || mediaType === end)?.content ?? []);
  const lists = [
    await rowsOf(content('-incidenten.csv')),
    await rowsOf(content('.xlsx'), 'Incidenten'),
    await rowsOf(content('.ods'), 'Incidenten'),
  ];
  for (const list of lists) {
    expect(list.length).toBe(rows);
    const cases = list.filter((row) => unproven.includes(row['Vastgesteld'] ?? ''));
    expect(cases.length).toBeGreaterThan(0);
    for (const row of cases)
      expect(presuming.filter((label) => [row['Categorie'], row['Subcategorie']].includes(label))).toEqual(
        [],
      );
  }
  const facts = [
    await rowsOf(content('-cijfers.csv')),
    await rowsOf(content('.xlsx'), 'Alle cijfers'),
    await rowsOf(content('.ods'), 'Alle cijfers'),
  ];
  for (const all of facts) {
    const counted = all.filter(({ figure }) => figure === 'incidents.listed');
    expect(counted.length).toBeGreaterThan(0);
    const whole = counted.filter(
      (row) => row['by_category'] === '*' && row['by_finding'] === '*' && row['by_year'] === '*',
    );
    expect(whole.map(({ value }) => Number(value))).toEqual([rows]);
    for (const row of all)
      if (unproven.includes(row['by_finding_label'] ?? '') && Number(row['value'] ?? 0) > 0)
        expect([row['figure'], presuming.includes(row['by_category_label'] ?? '')]).toEqual([
          row['figure'],
          false,
        ]);
  }
  const page = content('.html').toString('utf8');
  const table = /<table class="dl-appendix__table"[\s\S]*?<\/table>/.exec(page)?.[0] ?? '';
  expect(table.match(/<tr role="row"><td/g)?.length ?? 0).toBe(rows);
  const data: {
    figures: {
      id: string;
      dimensions: { key: string; members: { code: string; label: { nl: string } }[] }[];
      cells: { at: Record<string, string>; value: string | null }[];
    }[];
  } = JSON.parse(content('application/json').toString('utf8'));
  for (const { id, dimensions, cells } of data.figures) {
    if (!dimensions.some(({ key }) => key === 'finding')) continue;
    const label = (at: Readonly<Record<string, string>>) =>
      dimensions.find(({ key }) => key === 'category')?.members.find(({ code }) => code === at['category'])
        ?.label.nl ?? '';
    for (const { at, value } of cells)
      if (
        !['established', 'substantiated', 'partly', '*'].includes(at['finding'] ?? '*') &&
        Number(value) > 0
      )
        expect([id, label(at), presuming.includes(label(at))]).toEqual([id, label(at), false]);
  }
}
