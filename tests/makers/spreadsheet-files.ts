import { constants, deflateRawSync } from 'node:zlib';
import { type ZipPart, zip } from '../../src/platform/spreadsheets/packed/zip-write.ts';

/** Files for tests: what other programs and attackers make. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OASIS = 'urn:oasis:names:tc:opendocument:xmlns';

/** One sheet of an XLSX: what stands inside `worksheet`, and attributes of its entry in the workbook. */
export interface SheetXml {
  readonly name: string;
  readonly inside: string;
  readonly attributes?: string;
}

/** The parts of an XLSX with these sheets. */
export function xlsxParts(
  sheets: readonly SheetXml[],
  extra: { readonly shared?: string; readonly styles?: string; readonly workbook?: string } = {},
): ZipPart[] {
  const list = sheets.map(
    ({ name, attributes }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" ${attributes ?? ''} r:id="rId${index + 1}"/>`,
  );
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${DOCUMENT}/${type}" Target="${target}"/>`;
  const related = sheets.map((_, index) =>
    relation(`rId${index + 1}`, 'worksheet', `worksheets/s${index}.xml`),
  );
  const parts: ZipPart[] = [
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${PACKAGE}/relationships">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}">${extra.workbook ?? ''}<sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${PACKAGE}/relationships">${related.join('')}${relation('rs', 'sharedStrings', 'sharedStrings.xml')}${relation('rt', 'styles', '/xl/styles.xml')}</Relationships>`,
    },
    ...sheets.map(({ inside }, index) => ({
      name: `xl/worksheets/s${index}.xml`,
      content: `<worksheet xmlns="${MAIN}">${inside}</worksheet>`,
    })),
  ];
  if (extra.shared !== undefined) {
    parts.push({ name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${extra.shared}</sst>` });
  }
  if (extra.styles !== undefined) {
    parts.push({
      name: 'xl/styles.xml',
      content: `<styleSheet xmlns="${MAIN}">${extra.styles}</styleSheet>`,
    });
  }
  return parts;
}

/** An XLSX with these sheets. */
export function xlsx(...given: Parameters<typeof xlsxParts>): Uint8Array {
  return zip(xlsxParts(...given));
}

/** An XLSX of one sheet whose cells are the given texts; '' leaves a cell out, numbers become numbers. */
export function xlsxOf(
  rows: readonly (readonly (string | number)[])[],
  after = '',
  name = 'Blad1',
): Uint8Array {
  const xml = rows.map((row, index) => {
    const cells = row.map((value, column) => {
      const at = `r="${String.fromCharCode(65 + column)}${index + 1}"`;
      if (value === '') return '';
      return typeof value === 'number'
        ? `<c ${at}><v>${value}</v></c>`
        : `<c ${at} t="inlineStr"><is><t>${value}</t></is></c>`;
    });
    return cells.join('') === '' ? '' : `<row r="${index + 1}">${cells.join('')}</row>`;
  });
  return xlsx([{ name, inside: `<sheetData>${xml.join('')}</sheetData>${after}` }]);
}

/** An ODS whose spreadsheet holds this XML. */
export function ods(
  tables: string,
  options: { styles?: string; before?: string; manifest?: string } = {},
): Uint8Array {
  const names = ['office', 'table', 'text', 'style'].map((name) => `xmlns:${name}="${OASIS}:${name}:1.0"`);
  return zip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
    { name: 'META-INF/manifest.xml', content: options.manifest ?? '<manifest/>' },
    {
      name: 'content.xml',
      content: `<?xml version="1.0"?>${options.before ?? ''}<office:document-content ${names.join(' ')}><office:automatic-styles>${options.styles ?? ''}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    },
  ]);
}

/**
 * A zip bomb: an XLSX whose sheet unpacks to `megabytes` of spaces from a thousandth of that.
 * @param claimed the unpacked size that the directory claims; a liar claims little.
 */
export function zipBomb(megabytes: number, claimed?: number): Uint8Array {
  // One megabyte, flushed so that it can be repeated, then an empty last block.
  const block = deflateRawSync(Buffer.alloc(1024 * 1024, ' '), {
    finishFlush: constants.Z_FULL_FLUSH,
    level: 9,
  });
  const packed = Buffer.concat([...Array.from({ length: megabytes }, () => block), Buffer.from([3, 0])]);
  const parts = xlsxParts([{ name: 'Blad1', inside: '' }]);
  const sheet = parts.findIndex(({ name }) => name.startsWith('xl/worksheets'));
  const file = Buffer.from(
    zip(parts.with(sheet, { name: 'xl/worksheets/s0.xml', content: packed, stored: true })),
  );
  // What was stored is called deflated, and its size is set, in both headers.
  const name = Buffer.from('xl/worksheets/s0.xml');
  const local = file.indexOf(name) - 30;
  const central = file.lastIndexOf(name) - 46;
  file.writeUInt16LE(8, local + 8);
  file.writeUInt16LE(8, central + 10);
  file.writeUInt32LE(claimed ?? megabytes * 1024 * 1024, central + 24);
  return file;
}

/** The start of an OLE container, with a stream of this name in its directory. */
export function oleFile(stream: string): Uint8Array {
  const head = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  return Buffer.concat([head, Buffer.alloc(504), Buffer.from(`${stream}\0`, 'utf16le'), Buffer.alloc(512)]);
}
