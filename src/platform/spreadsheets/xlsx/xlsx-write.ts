import { unknownKind } from '../../language/unknown-kind.ts';
import {
  type ExportColumn,
  type ExportFile,
  type ExportSheet,
  sheetRows,
  type WrittenValue,
  writtenValue,
} from '../export-model.ts';
import { type ChoicesAt, type SheetToWrite, withNotes } from '../notes-sheet.ts';
import { XML_HEAD, xmlAttribute, xmlText } from '../packed/xml-write.ts';
import { type ZipPart, zip } from '../packed/zip-write.ts';
import { remembered } from '../repeated-text.ts';
import { columnLetters } from '../sheet.ts';
import { decimalText } from '../values/decimal.ts';
import { looksLikeFormula } from '../values/formula-guard.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const MILLISECONDS_A_DAY = 86_400_000;

/** The first cell styles; number formats of columns follow. */
const STYLE = { header: 1, guardedHeader: 2, text: 3, guarded: 4, date: 5, plain: 6 } as const;

/**
 * Writes an XLSX: one sheet per table, header row frozen and repeated in print. Text is typed as text, and
 * what looks like a formula carries the mark that Excel itself uses for it (`quotePrefix`, shown as an
 * apostrophe in the formula bar), so the text stays exactly what it was. Same input, same bytes.
 * @throws SpreadsheetError `sheet-name`, `row-width`, `reserved-header`, `too-many-rows`.
 */
export function writeXlsx(file: ExportFile): Uint8Array {
  const sheets = withNotes(file);
  const formats = [...new Set(sheets.flatMap(({ columns }) => columns.map(numberFormat)))].filter(
    (format) => format !== '',
  );
  return zip(parts(file, sheets, formats));
}

function* parts(
  file: ExportFile,
  sheets: readonly SheetToWrite[],
  formats: readonly string[],
): Generator<ZipPart> {
  const numbers = sheets.map((_, index) => index + 1);
  yield {
    name: '[Content_Types].xml',
    content: `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${numbers.map((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPES}.worksheet+xml"/>`).join('')}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`,
  };
  yield {
    name: '_rels/.rels',
    content: relations([
      [`${RELATIONS}/officeDocument`, 'xl/workbook.xml'],
      [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      [`${RELATIONS}/extended-properties`, 'docProps/app.xml'],
    ]),
  };
  yield { name: 'docProps/core.xml', content: properties(file) };
  yield {
    name: 'docProps/app.xml',
    content: `${XML_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Daglicht</Application></Properties>`,
  };
  yield { name: 'xl/workbook.xml', content: workbook(sheets) };
  yield {
    name: 'xl/_rels/workbook.xml.rels',
    content: relations([
      ...numbers.map((number): [string, string] => [
        `${RELATIONS}/worksheet`,
        `worksheets/sheet${number}.xml`,
      ]),
      [`${RELATIONS}/styles`, 'styles.xml'],
    ]),
  };
  yield { name: 'xl/styles.xml', content: styles(formats, hasNeeded(sheets)) };
  const textXml = remembered((text) => cellXml(writtenValue(text), STYLE.plain, undefined));
  for (const [index, sheet] of sheets.entries()) {
    const content = worksheet(sheet, formats, textXml, index === 0);
    yield { name: `xl/worksheets/sheet${index + 1}.xml`, content };
  }
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function properties(file: ExportFile): string {
  const date = (name: string) =>
    file.date === undefined
      ? ''
      : `<dcterms:${name} xsi:type="dcterms:W3CDTF">${file.date}T00:00:00Z</dcterms:${name}>`;
  const description =
    file.description === undefined ? '' : `<dc:description>${xmlText(file.description)}</dc:description>`;
  return `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(file.title)}</dc:title><dc:creator>${xmlText(file.creator)}</dc:creator>${description}<dc:language>${file.language}</dc:language>${date('created')}${date('modified')}</cp:coreProperties>`;
}

function workbook(sheets: readonly ExportSheet[]): string {
  const list = sheets.map(
    ({ name }, index) =>
      `<sheet name="${xmlAttribute(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const titles = sheets.map(
    ({ name }, index) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${xmlText(`'${name.replaceAll("'", "''")}'!$1:$1`)}</definedName>`,
  );
  return `${XML_HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${list.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`;
}

/** Headings of columns that are needed have a style of their own, behind all others. */
function hasNeeded(sheets: readonly SheetToWrite[]): boolean {
  return sheets.some(({ columns }) => columns.some(({ needed }) => needed));
}

function neededStyle(formats: readonly string[]): number {
  return STYLE.plain + 1 + formats.length;
}

function styles(formats: readonly string[], hasNeeded: boolean): string {
  const own = formats.map(
    (format, index) => `<numFmt numFmtId="${164 + index}" formatCode="${xmlAttribute(format)}"/>`,
  );
  const top = '<alignment vertical="top"/>';
  const wrap = '<alignment vertical="top" wrapText="1"/>';
  const xf = (attributes: string, alignment: string) =>
    `<xf fontId="0" fillId="0" borderId="0" xfId="0" ${attributes} applyAlignment="1">${alignment}</xf>`;
  const headerXf = (guard: string) =>
    `<xf numFmtId="49" fontId="1" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"${guard}>${wrap}</xf>`;
  const cells = [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    headerXf(''),
    headerXf(' quotePrefix="1"'),
    xf('numFmtId="49" applyNumberFormat="1"', wrap),
    xf('numFmtId="49" applyNumberFormat="1" quotePrefix="1"', wrap),
    xf('numFmtId="14" applyNumberFormat="1"', top),
    xf('numFmtId="0"', top),
    ...formats.map((_, index) => xf(`numFmtId="${164 + index}" applyNumberFormat="1"`, top)),
    ...(hasNeeded
      ? [
          `<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${wrap}</xf>`,
        ]
      : []),
  ];
  const fills = [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
    ...(hasNeeded
      ? [
          '<fill><patternFill patternType="solid"><fgColor rgb="FFFFE8A3"/><bgColor indexed="64"/></patternFill></fill>',
        ]
      : []),
  ];
  const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
  const border = '<left/><right/><top/>';
  return `${XML_HEAD}<styleSheet xmlns="${MAIN}">${own.length > 0 ? `<numFmts count="${own.length}">${own.join('')}</numFmts>` : ''}<fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="${fills.length}">${fills.join('')}</fills><borders count="2"><border>${border}<bottom/><diagonal/></border><border>${border}<bottom style="thin"><color rgb="FF14213D"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function worksheet(
  sheet: SheetToWrite,
  formats: readonly string[],
  textXml: (text: string) => string,
  selected: boolean,
): string {
  const letters = sheet.columns.map((_, column) => columnLetters(column));
  const numberStyles = sheet.columns.map((column) => {
    const index = formats.indexOf(numberFormat(column));
    return index < 0 ? STYLE.plain : STYLE.plain + 1 + index;
  });
  const rows: string[] = [];
  let number = 0;
  const headerOf = (row: number, column: number) =>
    row > 1 ? undefined : sheet.columns[column]?.needed === true ? neededStyle(formats) : STYLE.header;
  for (const row of sheetRows(sheet)) {
    number += 1;
    const cells = row.map((value, column) => {
      const inside =
        typeof value === 'string' && number > 1
          ? textXml(value)
          : cellXml(writtenValue(value), numberStyles[column] ?? STYLE.plain, headerOf(number, column));
      return inside === '' ? '' : `<c r="${letters[column]}${number}" ${inside}</c>`;
    });
    rows.push(`<row r="${number}">${cells.join('')}</row>`);
  }
  const widths = sheet.columns.map(({ width, kind }, index) => {
    const look = sheet.toFillIn === undefined ? '' : ` style="${kind === 'date' ? STYLE.date : STYLE.text}"`;
    return `<col min="${index + 1}" max="${index + 1}" width="${width}"${look} customWidth="1"/>`;
  });
  const view = `<sheetViews><sheetView workbookViewId="0"${selected ? ' tabSelected="1"' : ''}><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  return `${XML_HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>${view}<cols>${widths.join('')}</cols><sheetData>${rows.join('')}</sheetData>${validations(sheet, number)}<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}

/** The earliest day that is taken for one in a column of days: a year alone would be a day in 1905. */
const firstDay = { year: 1950, month: 1, day: 1 } as const;

/** What may stand in the rows to be filled in: another choice is warned about, what is no day is refused. */
function validations(
  { columns, choicesAt, toFillIn = 0, rowsFilledIn }: SheetToWrite,
  written: number,
): string {
  if (toFillIn === 0 && rowsFilledIn === undefined) return '';
  const first = rowsFilledIn === true ? 2 : written + 1;
  const each = columns.flatMap(({ kind }, column) => {
    const letters = columnLetters(column);
    const range = `sqref="${letters}${first}:${letters}${written + toFillIn}"`;
    const choices = choicesAt[column];
    if (choices)
      return `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" ${range}><formula1>${xmlText(rangeOf(choices))}</formula1></dataValidation>`;
    if (kind === 'date')
      return `<dataValidation type="date" operator="greaterThanOrEqual" allowBlank="1" showErrorMessage="1" ${range}><formula1>${serialOf(firstDay.year, firstDay.month, firstDay.day)}</formula1></dataValidation>`;
    return [];
  });
  return each.length === 0
    ? ''
    : `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
}

function rangeOf({ sheet, column, from, to }: ChoicesAt): string {
  const letters = columnLetters(column);
  return `'${sheet.replaceAll("'", "''")}'!$${letters}$${from}:$${letters}$${to}`;
}

/** A cell without its reference, from its style on; '' for an empty one. `header` is the style of one in the header. */
function cellXml(written: WrittenValue, numberStyle: number, header: number | undefined): string {
  switch (written.kind) {
    case 'empty':
      return '';
    case 'number':
      return `s="${numberStyle}"><v>${decimalText(written.value)}</v>`;
    case 'boolean':
      return `s="${STYLE.plain}" t="b"><v>${written.value ? 1 : 0}</v>`;
    case 'date': {
      const serial = serialOf(written.year, written.month, written.day);
      return `s="${STYLE.date}"><v>${serial}</v>`;
    }
    case 'text': {
      const guarded = looksLikeFormula(written.text);
      const style =
        header !== undefined
          ? guarded
            ? STYLE.guardedHeader
            : header
          : guarded
            ? STYLE.guarded
            : STYLE.text;
      return `s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(written.text)}</t></is>`;
    }
    default:
      throw unknownKind(written satisfies never);
  }
}

/** The way a column shows its numbers, as a format code; '' as they are. */
function numberFormat(column: ExportColumn): string {
  if (column.kind !== 'number') return '';
  if (column.decimals === undefined) return column.grouped === true ? '#,##0.###############' : '';
  const whole = column.grouped === true ? '#,##0' : '0';
  return column.decimals === 0 ? whole : `${whole}.${'0'.repeat(column.decimals)}`;
}

/** CR has no place in XLSX but as `_x000D_`; a text that holds such letters itself is told apart. */
function escaped(text: string): string {
  return xmlText(text.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_').replaceAll('\r', '_x000D_'));
}

/** Days since 30 December 1899, for dates from March 1900 on. */
function serialOf(year: number, month: number, day: number): number {
  const days = (Date.UTC(year, month - 1, day) - Date.UTC(1899, 11, 30)) / MILLISECONDS_A_DAY;
  // Excel counts a 29 February 1900 that never was.
  return days < 61 ? days - 1 : days;
}
