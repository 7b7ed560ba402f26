import type { ReadLimits } from '../limits.ts';
import { readXml } from '../packed/xml-read.ts';
import type { ZipFile } from '../packed/zip-read.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';

/** A sheet as the workbook lists it. */
export interface XlsxSheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** How a style shows a number. */
export type NumberStyle = 'plain' | 'percent' | 'date' | 'time' | 'duration';

/** The parts of an XLSX that its sheets need. */
export interface XlsxParts {
  readonly sheets: readonly XlsxSheetPart[];
  /** Dates count from 1904 (old Mac files) instead of 1900. */
  readonly from1904: boolean;
  /** By style number of a cell. */
  readonly styles: readonly NumberStyle[];
  readonly sharedPart: string | undefined;
}

const SMALL_PART = 32 * 1024 * 1024;

/**
 * Reads workbook, relations and styles of an XLSX.
 * @throws SpreadsheetError `binary-excel`, `damaged`, and what reading parts can throw.
 */
export async function readXlsxParts(zip: ZipFile, limits: ReadLimits): Promise<XlsxParts> {
  const limit = Math.min(SMALL_PART, limits.unpackedBytes);
  const top = await relations(zip, '_rels/.rels', '', limit);
  const workbook =
    [...top.values()].find((one) => one.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (workbook.endsWith('.bin')) throw new SpreadsheetError('binary-excel');
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const file = workbook.slice(folder.length);
  const related = await relations(zip, `${folder}_rels/${file}.rels`, folder, limit);

  const listed: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  readXml(
    workbook,
    await zip.text(workbook, limit),
    {
      open(name, attributes) {
        if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes().get('date1904') ?? '');
        if (name !== 'sheet') return;
        const of = attributes();
        const hidden = (of.get('state') ?? 'visible') !== 'visible';
        listed.push({ name: of.get('name') ?? '', hidden, id: of.get('id') ?? '' });
      },
      text() {},
      close() {},
    },
    'own-namespace',
  );
  // A chart on a tab of its own is listed as a sheet, with another type.
  const sheets = listed.flatMap(({ name, hidden, id }) => {
    const relation = related.get(id);
    return relation?.type === 'worksheet' ? [{ name, hidden, part: relation.target }] : [];
  });
  const part = (type: string) => [...related.values()].find((one) => one.type === type)?.target;
  const stylesPart = part('styles');
  const styles =
    stylesPart !== undefined && zip.has(stylesPart)
      ? numberStyles(stylesPart, await zip.text(stylesPart, limit))
      : [];
  const shared = part('sharedStrings');
  return {
    sheets,
    from1904,
    styles,
    sharedPart: shared !== undefined && zip.has(shared) ? shared : undefined,
  };
}

async function relations(zip: ZipFile, name: string, folder: string, limit: number) {
  const found = new Map<string, { type: string; target: string }>();
  if (!zip.has(name)) return found;
  readXml(
    name,
    await zip.text(name, limit),
    {
      open(element, attributes) {
        if (element !== 'Relationship') return;
        const of = attributes();
        if (of.get('TargetMode') === 'External') return;
        const type = (of.get('Type') ?? '').split('/').at(-1) ?? '';
        found.set(of.get('Id') ?? '', { type, target: resolved(folder, of.get('Target') ?? '') });
      },
      text() {},
      close() {},
    },
    'own-namespace',
  );
  return found;
}

function resolved(folder: string, target: string): string {
  const path = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

function numberStyles(part: string, xml: string): NumberStyle[] {
  const formats = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let inCellStyles = false;
  let inFormats = false;
  readXml(
    part,
    xml,
    {
      open(name, attributes) {
        if (name === 'cellXfs') inCellStyles = true;
        else if (name === 'numFmts') inFormats = true;
        // A conditional style has number formats of its own.
        else if (name === 'numFmt' && inFormats) {
          formats.set(Number(attributes().get('numFmtId')), attributes().get('formatCode') ?? '');
        } else if (name === 'xf' && inCellStyles) {
          const id = Number(attributes().get('numFmtId') ?? '0');
          styles.push(styleOf(id, formats.get(id)));
        }
      },
      text() {},
      close(name) {
        if (name === 'cellXfs') inCellStyles = false;
        else if (name === 'numFmts') inFormats = false;
      },
    },
    'own-namespace',
  );
  return styles;
}

/** ECMA-376 part 1, 18.8.30: the numbers below 164 have a fixed meaning unless the file gives one. */
function styleOf(id: number, code: string | undefined): NumberStyle {
  if (code !== undefined) return styleOfCode(code);
  if (id === 9 || id === 10) return 'percent';
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return 'time';
  if (id === 46) return 'duration';
  return 'plain';
}

/** What a number format shows: a date, a time, a percentage or a plain number. */
function styleOfCode(code: string): NumberStyle {
  const first = code.split(';')[0] ?? '';
  if (/\[(h+|m+|s+)\]/i.test(first)) return 'duration';
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').toLowerCase();
  if (bare.includes('%')) return 'percent';
  if (bare.includes('general')) return 'plain';
  if (/[dy]/.test(bare)) return 'date';
  if (/[hs]/.test(bare)) return 'time';
  return bare.includes('m') ? 'date' : 'plain';
}
