import { beforeAll, describe, expect, test } from 'vitest';
import { smallReport } from '../../../tests/makers/small-report.ts';
import { runOnPdf } from '../../../tests/pdf/tagged-pdf.ts';
import { ProtectionRefused } from '../disclosure/protect-figures.ts';
import { renderFiles } from '../files.ts';
import type { PublicationFile } from '../publication-file.ts';
import type { Block, PrintedRow, ReportModel } from '../report-model.ts';
import { auditPapers, auditWorkbooks } from './files-alike.ts';
import { paperText } from './read-back/paper-text.ts';

/** The report in which every dot of a table is a number. */
function told(model: ReportModel): ReportModel {
  const openly = (block: Block): Block => {
    if (block.kind !== 'figure') return block;
    const rows = block.table.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) =>
        cell.state === 'suppressed' ? { ...cell, state: 'value' as const, value: '3', text: '3' } : cell,
      ),
    }));
    return { ...block, table: { ...block.table, rows } };
  };
  return {
    ...model,
    chapters: model.chapters.map((chapter) => ({ ...chapter, blocks: chapter.blocks.map(openly) })),
  };
}

/** The report with a number in its text that nothing else has. */
function saying(model: ReportModel, number: string): ReportModel {
  const [first, ...others] = model.chapters;
  if (!first) return model;
  const block: Block = { kind: 'paragraph', content: [{ kind: 'text', text: `Het waren er ${number}.` }] };
  return { ...model, chapters: [{ ...first, blocks: [block, ...first.blocks] }, ...others] };
}

let files: readonly PublicationFile[];
let otherwise: readonly PublicationFile[];
let more: readonly PublicationFile[];
beforeAll(async () => {
  files = await renderFiles(smallReport);
  otherwise = await renderFiles(told(smallReport));
  more = await renderFiles(saying(smallReport, '7319'));
});

/** The files of the report, with one that was made of another. */
const mixed = (end: string, others: readonly PublicationFile[]): readonly PublicationFile[] =>
  files.map((file) =>
    file.name.endsWith(end) ? (others.find(({ name }) => name === file.name) ?? file) : file,
  );

describe('The files of a report say the same', () => {
  test('where all are made of one model', async () => {
    expect(files.filter(({ mediaType }) => mediaType === 'application/pdf')).toHaveLength(2);
    await expect(auditWorkbooks(files)).resolves.toBeUndefined();
    expect(() => auditPapers(files)).not.toThrow();
  });

  test('where paper breaks a word behind a number over two lines', async () => {
    const row: PrintedRow = {
      chapter: '',
      subject: 'Personeel',
      claim: 'omvang',
      period: '2020',
      printed: '605 medewerkers',
      place: '250',
      computed: '605',
      unit: 'count',
      verdict: 'agrees',
      why: { nl: '0,5 procentpunt meer dan de personeelsregistratie', en: '0.5 percentage points' },
    };
    const [first, ...others] = smallReport.chapters;
    const chapters = [
      { ...first, blocks: [{ kind: 'printed', rows: [row] }] },
      ...others,
    ] as ReportModel['chapters'];
    const broken = await renderFiles({ ...smallReport, chapters });
    const pdf = broken.find(({ name }) => name.endsWith('2025.pdf'))?.content ?? new Uint8Array();
    expect(paperText(pdf).cells.some((cell) => /^605 mede\u00adwerkers/.test(cell))).toBe(true);
    expect(() => auditPapers(broken)).not.toThrow();
  });

  test.each(['.xlsx', '.ods'])('and not where %s has a number for a dot', async (end) => {
    const refused = await auditWorkbooks(mixed(end, otherwise)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProtectionRefused);
    expect((refused as ProtectionRefused).words.nl).toContain(
      `2025${end}: twee bestanden zeggen iets anders`,
    );
    expect((refused as ProtectionRefused).words.nl).toContain('een fout in het programma');
  });

  test.each(['2025.pdf', '-archief.pdf'])('and not where %s has a number for a dot', (end) => {
    expect(() => auditPapers(mixed(end, otherwise))).toThrow(ProtectionRefused);
  });

  test('and not where the text on paper has a number of its own', () => {
    expect(() => auditPapers(mixed('2025.pdf', more))).toThrow(ProtectionRefused);
  });
});

describe('What is read of a PDF', () => {
  test('is what another program reads of it', () => {
    const pdf = files.find(({ name }) => name.endsWith('2025.pdf'))?.content ?? new Uint8Array();
    const other = runOnPdf('pdftotext', ['-raw', '@', '-'], pdf).replaceAll(/[\s\u00ad]+/g, '');
    const { cells, texts } = paperText(pdf);
    expect(cells.length).toBeGreaterThan(20);
    expect(texts.length).toBeGreaterThan(5);
    for (const cell of cells) expect(other).toContain(cell.replaceAll(/[\s\u00ad]+/g, ''));
  });

  test('is nothing where it is no file of ours', () => {
    expect(() => paperText(Buffer.from('%PDF-1.7 nothing'))).toThrow(RangeError);
  });
});
