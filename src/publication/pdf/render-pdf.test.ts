import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hostileText, smallReport } from '../../../tests/makers/small-report.ts';
import { accessibilityRules } from '../../../tests/pdf/accessibility-rules.ts';
import { nodesOf, runOnPdf, takeApart } from '../../../tests/pdf/tagged-pdf.ts';
import type { ReportModel } from '../report-model.ts';
import { coverDrawing } from './cover.ts';
import { pageContent } from './page-content.ts';
import { renderPdf } from './render-pdf.ts';
import { PdfRefused, setPages } from './set-pages.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const text = (pdf: Uint8Array, ...words: string[]) => runOnPdf('pdftotext', [...words, '@', '-'], pdf);
const { reading, archive: kept } = await renderPdf(smallReport);
const archive = kept ?? expect.unreachable();
const opened = takeApart(reading);

describe('A report on paper', () => {
  test.each(accessibilityRules.map((one) => [one.name, one] as const))('%s', (_, rule) => {
    expect(rule.broken(opened)).toEqual([]);
  });

  test('has a figure, a table, a footnote, lists and headings for those rules to hold on', () => {
    const tags = new Set(nodesOf(opened.structure).map((one) => one.tag));
    for (const tag of [
      'Figure',
      'Caption',
      'Table',
      'THead',
      'TFoot',
      'TH',
      'Note',
      'L',
      'TOCI',
      'H1',
      'H2',
      'Link',
    ])
      expect(tags).toContain(tag);
  });

  test('is the same, byte for byte, when it is made twice', async () => {
    const again = await renderPdf(smallReport);
    expect(sha256(again.reading)).toBe(sha256(reading));
    expect(sha256(again.archive ?? Buffer.of())).toBe(sha256(archive));
  });

  test('carries the day of publication and no other', () => {
    expect(opened.information['/CreationDate']).toContain('20260501');
    expect(opened.information['/ModDate']).toContain('20260501');
  });

  test('shows its notice on every page', () => {
    const pages = text(reading, '-layout').split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(4);
    for (const page of pages) expect(page).toContain('Verzonnen gegevens voor een test.');
  });

  test('numbers its pages and shows them in the contents', () => {
    const pages = text(reading, '-layout').split('\f');
    expect(pages[1]).toMatch(/Nevenwerkzaamheden[\s.\u2060]+3\n/);
    expect(pages[2]).toContain('Concern Proef');
    expect(pages[2]).toMatch(/\s3\s*$/);
  });

  test('prints text that looks like an instruction as text', () => {
    const flat = text(reading).replace(/\s+/g, ' ');
    expect(flat).toContain(hostileText);
  });

  test('hides what is suppressed and says so in the place of a number', () => {
    const flat = text(reading, '-layout');
    expect(flat).toMatch(/Noord A\s+·\s+121/);
    expect(flat).toContain('niet opgegeven');
  });

  test('shows in words what the chart shows', () => {
    const [figure] = nodesOf(opened.structure).filter((one) => one.tag === 'Figure');
    expect(figure?.node['/Alt']).toContain('Staafdiagram: Opgegeven nevenwerkzaamheden');
  });

  test('says of each chapter in which language it is', () => {
    const languages = nodesOf(opened.structure).map((one) => one.node['/Lang']);
    expect(languages).toContain('u:en-GB');
  });

  test('is read aloud in the order in which it is written', async () => {
    const order = runOnPdf('pdfinfo', ['-struct-text', '@'], reading)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('"'))
      .map((line) => line.slice(1, -1))
      .join('\n');
    await expect(`${order}\n`).toMatchFileSnapshot(join(import.meta.dirname, 'reading-order.golden.txt'));
  });

  test('is kept as PDF/A-3a as well, with the data inside byte for byte', async () => {
    const csv = Buffer.from('figure;value\r\na;·\r\n');
    const { archive: carrying } = await renderPdf(smallReport, [
      { name: '2025-cijfers.csv', mediaType: 'text/csv', description: 'Cijfers', content: csv },
    ]);
    if (!carrying) throw new Error('The report is no draft.');
    expect(runOnPdf('pdfdetach', ['-list', '@'], carrying)).toContain('2025-cijfers.csv');
    expect(runOnPdf('qpdf', ['--show-attachment=2025-cijfers.csv', '@'], carrying)).toBe(
      csv.toString('utf8'),
    );
    expect(Buffer.from(carrying).toString('latin1')).toContain('/AFRelationship /Data');
  });

  test('is kept as PDF/A-3a', () => {
    const kept = takeApart(archive);
    const metadata = kept.stream(kept.catalogue['/Metadata']);
    expect(metadata).toMatch(/pdfaid:part(>|=")3/);
    expect(metadata).toMatch(/pdfaid:conformance(>|=")A/);
    expect(text(archive)).toBe(text(reading));
  });

  test('repeats the header of a table that continues over a page', async () => {
    const [first] = smallReport.chapters[2]?.blocks ?? [];
    if (first?.kind !== 'appendix') throw new Error('The small report has an appendix');
    const rows = Array.from({ length: 90 }, (_, index) => ({
      ...first.rows[0],
      category: 'Geld',
      subcategory: 'Declaraties',
      finding: 'aangetoond',
      established: true,
      settlement: '',
      flags: [],
      summary: `Voorval ${index + 1}`,
    }));
    const model: ReportModel = {
      ...smallReport,
      chapters: [{ id: 'list', title: 'Overzicht', language: 'nl', blocks: [{ ...first, rows }] }],
    };
    const pages = text((await renderPdf(model)).reading, '-layout')
      .split('\f')
      .filter((page) => page.includes('Voorval'));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page).toContain('Samenvatting');
  });
});

describe('A table of figures on paper', () => {
  const figure = smallReport.chapters
    .flatMap(({ blocks }) => blocks)
    .find((block) => block.kind === 'figure');
  const first = figure?.table.rows.find((row) => !row.total);
  if (!figure || !first) throw new Error('The small report has a table of figures');

  /** The pages of a chapter with so many lines of text before a table of so many rows, that hold rows of it. */
  async function pagesOf(lines: number, rows: number): Promise<readonly string[]> {
    const table = {
      ...figure?.table,
      corner: 'Onderdeel',
      columns: figure?.table.columns ?? [],
      footnotes: ['De noot onder de tabel.'],
      rows: Array.from({ length: rows }, (_, index) => ({
        ...(first ?? expect.unreachable()),
        key: `${index}`,
        label: `Rij ${index + 1}.`,
      })),
    };
    const prose = Array.from({ length: lines }, (_, index) => ({
      kind: 'paragraph' as const,
      content: [{ kind: 'text' as const, text: `Alinea ${index + 1}` }],
    }));
    const blocks = [...prose, { ...(figure ?? expect.unreachable()), chart: null, table }];
    const chapters = [{ id: 'a', title: 'Proef', language: 'nl' as const, blocks }];
    const printed = (await renderPdf({ ...smallReport, chapters })).reading;
    const open = takeApart(printed);
    expect(accessibilityRules.flatMap((one) => one.broken(open))).toEqual([]);
    return text(printed, '-layout')
      .split('\f')
      .filter((page) => /Rij \d+\./.test(page));
  }

  test.each([4, 12, 20])(
    'goes on over the page under its headings when it is long, after %i lines',
    async (lines) => {
      const pages = await pagesOf(lines, 40);
      expect(pages.length).toBeGreaterThan(1);
      // It begins where the text ends.
      expect(pages[0]).toContain('Alinea');
      for (const page of pages) {
        expect(page).toContain('Onderdeel');
        expect(page.match(/Rij \d+\./g)?.length).toBeGreaterThan(page === pages.at(-1) ? 0 : 2);
      }
      // Its notes are under a row, not alone on the next page.
      expect(pages.filter((page) => page.includes('De noot onder de tabel.'))).toEqual([pages.at(-1)]);
    },
  );

  test.each([10, 16, 22, 28])('stays whole when it is short, after %i lines', async (lines) => {
    const pages = await pagesOf(lines, 6);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('De noot onder de tabel.');
  });
});

describe('What the exporter itself refuses', () => {
  const page = (body: string) =>
    `#set document(title: "Proef", date: datetime(year: 2026, month: 5, day: 1))\n#set text(lang: "nl")\n${body}`;
  const image = { path: '/one.svg', text: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>' };

  test('an image without a text alternative', () => {
    expect(() => setPages(page('#image("/one.svg")'), [image])).toThrow(PdfRefused);
    expect(() => setPages(page('#image("/one.svg", alt: "Een lijn")'), [image])).not.toThrow();
  });

  test('a document without a title', () => {
    expect(() => setPages('Tekst', [])).toThrow(PdfRefused);
  });

  test('a heading that skips a level', () => {
    expect(() => setPages(page('= Een\n=== Drie'), [])).toThrow(PdfRefused);
  });

  test('a file outside its folder', () => {
    expect(() => setPages(page('#read("/../../../package.json")'), [])).toThrow(PdfRefused);
    expect(() => setPages(page('#read("/etc/hostname")'), [])).toThrow(PdfRefused);
  });

  test('nothing is left of the data of an earlier report', () => {
    setPages(page('#image("/one.svg", alt: "Een lijn")'), [image]);
    expect(() => setPages(page('#image("/one.svg", alt: "Een lijn")'), [])).toThrow(PdfRefused);
  });
});

test('The template imports nothing and evaluates nothing', () => {
  const template = readFileSync(join(import.meta.dirname, 'report.typ'), 'utf8');
  expect(template).not.toMatch(/#?\b(import|include|eval|plugin)\b|@preview/);
});

test('A rule that is broken is noticed', () => {
  const broken = { ...opened, catalogue: {}, information: {} };
  const noticed = accessibilityRules
    .filter((rule) => rule.broken(broken).length > 0)
    .map((rule) => rule.name);
  expect(noticed).toContain('The document names its language');
  expect(noticed).toContain('The document is marked as tagged');
  expect(noticed).toContain('Readers show the title instead of the file name');
  expect(noticed).toContain('The metadata say PDF/UA-1 and the title');
  expect(noticed).toContain('The document has bookmarks');
  const untagged = {
    ...opened.structure,
    children: [
      { tag: 'Figure', node: {}, children: [] },
      { tag: 'H3', node: {}, children: [] },
      { tag: 'TH', node: {}, children: [] },
      { tag: 'Table', node: {}, children: [{ tag: 'TD', node: {}, children: [] }] },
      { tag: 'Onbekend', node: {}, children: [] },
      { tag: 'Note', node: {}, children: [] },
    ],
  };
  const structural = accessibilityRules.filter(
    (rule) => rule.broken({ ...opened, structure: untagged }).length > 0,
  );
  expect(structural.map((rule) => rule.name)).toEqual([
    'Every tag is a standard one, or mapped to one',
    'Every figure has a text alternative',
    'Every header cell has a scope',
    'Every table has header cells',
    'Tables, lists and contents are built as they should',
    'Headings begin at one and never skip a level',
    'Every footnote has its own identity',
  ]);
});

describe('A kind that the template does not know', () => {
  const template = readFileSync(join(import.meta.dirname, 'report.typ'), 'utf8');
  const { content, drawings } = pageContent(smallReport);
  const set = (blocks: readonly unknown[]) =>
    setPages(template, [
      {
        path: '/report.json',
        text: JSON.stringify({
          ...content,
          chapters: content.chapters.map((chapter, index) =>
            index === 0 ? { ...chapter, blocks } : chapter,
          ),
        }),
      },
      { path: '/cover.svg', text: coverDrawing() },
      ...drawings.map(({ path, svg }) => ({ path, text: svg })),
    ]);

  test.each([
    ['of a block', [{ kind: 'timeline', text: 'x' }], 'timeline'],
    ['of a piece of text', [{ kind: 'paragraph', content: [{ kind: 'emoji', text: 'x' }] }], 'emoji'],
    [
      'of a row',
      [{ kind: 'text-table', head: ['a'], widths: [1], rows: [{ kind: 'subtotal', text: 'x' }] }],
      'subtotal',
    ],
  ])('%s is refused by its name, and never left out', (_, blocks, name) => {
    expect(() => set(blocks)).toThrow(PdfRefused);
    expect(() => set(blocks)).toThrow(name);
  });
});
