import { unknownKind } from '../../language/unknown-kind.ts';
import {
  type ExportColumn,
  type ExportFile,
  type ExportSheet,
  type ExportValue,
  sheetRows,
  type WrittenValue,
  writtenValue,
} from '../export-model.ts';
import { type ChoicesAt, type SheetToWrite, withNotes } from '../notes-sheet.ts';
import { XML_HEAD, xmlAttribute, xmlText } from '../packed/xml-write.ts';
import { type ZipPart, zip } from '../packed/zip-write.ts';
import { remembered } from '../repeated-text.ts';
import { columnLetters } from '../sheet.ts';
import { dateText } from '../values/dates.ts';
import { decimalText } from '../values/decimal.ts';

const TYPE = 'application/vnd.oasis.opendocument.spreadsheet';
const OASIS = 'urn:oasis:names:tc:opendocument:xmlns';
const SPACES = [
  `xmlns:office="${OASIS}:office:1.0"`,
  `xmlns:table="${OASIS}:table:1.0"`,
  `xmlns:text="${OASIS}:text:1.0"`,
  `xmlns:style="${OASIS}:style:1.0"`,
  `xmlns:number="${OASIS}:datastyle:1.0"`,
  `xmlns:fo="${OASIS}:xsl-fo-compatible:1.0"`,
  `xmlns:meta="${OASIS}:meta:1.0"`,
  `xmlns:config="${OASIS}:config:1.0"`,
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'office:version="1.3"',
].join(' ');
const COUNTRY = { nl: 'NL', en: 'GB' } as const;
const CENTIMETRES_A_CHARACTER = 0.2;

/**
 * Writes an ODS: one sheet per table, header row frozen and repeated in print. Text is typed as text and
 * formatted as text (`@`), so that no program makes a formula of it, not even when the cell is edited. Same
 * input, same bytes.
 * @throws SpreadsheetError `sheet-name`, `row-width`, `reserved-header`, `too-many-rows`.
 */
export function writeOds(file: ExportFile): Uint8Array {
  return zip(parts(file, withNotes(file)));
}

function* parts(file: ExportFile, sheets: readonly SheetToWrite[]): Generator<ZipPart> {
  yield { name: 'mimetype', content: TYPE, stored: true };
  const listed = ['content.xml', 'styles.xml', 'meta.xml', 'settings.xml'];
  const entries = listed.map(
    (name) => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>`,
  );
  yield {
    name: 'META-INF/manifest.xml',
    content: `${XML_HEAD}<manifest:manifest xmlns:manifest="${OASIS}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${TYPE}"/>${entries.join('')}</manifest:manifest>`,
  };
  yield { name: 'meta.xml', content: meta(file) };
  yield { name: 'settings.xml', content: settings(sheets) };
  yield { name: 'styles.xml', content: defaultStyles(file) };
  yield { name: 'content.xml', content: content(sheets) };
}

function meta(file: ExportFile): string {
  const moment = `${file.date}T00:00:00`;
  const dates =
    file.date === undefined
      ? ''
      : `<meta:creation-date>${moment}</meta:creation-date><dc:date>${moment}</dc:date>`;
  const description =
    file.description === undefined ? '' : `<dc:description>${xmlText(file.description)}</dc:description>`;
  return `${XML_HEAD}<office:document-meta ${SPACES}><office:meta><meta:generator>Daglicht</meta:generator><dc:title>${xmlText(file.title)}</dc:title>${description}<meta:initial-creator>${xmlText(file.creator)}</meta:initial-creator><dc:creator>${xmlText(file.creator)}</dc:creator>${dates}<dc:language>${file.language}-${COUNTRY[file.language]}</dc:language></office:meta></office:document-meta>`;
}

/** Freezing the header is a setting of the view, by sheet name. */
function settings(sheets: readonly SheetToWrite[]): string {
  const item = (name: string, type: string, value: string | number) =>
    `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;
  const frozen = [
    item('HorizontalSplitMode', 'short', 0),
    item('VerticalSplitMode', 'short', 2),
    item('HorizontalSplitPosition', 'int', 0),
    item('VerticalSplitPosition', 'int', 1),
    item('ActiveSplitRange', 'short', 2),
    item('PositionBottom', 'int', 1),
  ].join('');
  const each = sheets.map(
    ({ name }) =>
      `<config:config-item-map-entry config:name="${xmlAttribute(name)}">${frozen}</config:config-item-map-entry>`,
  );
  return `${XML_HEAD}<office:document-settings ${SPACES}><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>${item('ViewId', 'string', 'view1')}<config:config-item-map-named config:name="Tables">${each.join('')}</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>`;
}

function defaultStyles(file: ExportFile): string {
  return `${XML_HEAD}<office:document-styles ${SPACES}><office:styles><style:default-style style:family="table-cell"><style:text-properties fo:language="${file.language}" fo:country="${COUNTRY[file.language]}" fo:font-size="10pt"/></style:default-style><style:style style:name="Default" style:family="table-cell"/></office:styles><office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="page" style:page-layout-name="page"/></office:master-styles></office:document-styles>`;
}

function content(sheets: readonly SheetToWrite[]): string {
  const looks = [...new Set(sheets.flatMap(({ columns }) => columns.map(numberLook)))];
  const widths = [...new Set(sheets.flatMap(({ columns }) => columns.map(({ width }) => width ?? 0)))];
  const cell = (name: string, data: string, inside = '') =>
    `<style:style style:name="${name}" style:family="table-cell" style:parent-style-name="Default"${data === '' ? '' : ` style:data-style-name="${data}"`}><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"${name.startsWith('header') ? ' fo:border-bottom="0.75pt solid #14213d"' : ''}${name === 'header-needed' ? ' fo:background-color="#ffe8a3"' : ''}/>${inside}</style:style>`;
  const styles = [
    '<number:text-style style:name="as-text"><number:text-content/></number:text-style>',
    '<number:date-style style:name="as-date" number:automatic-order="true"><number:day number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:year number:style="long"/></number:date-style>',
    ...looks.map((look) => numberStyle(look)),
    ...widths.map(
      (width) =>
        `<style:style style:name="w${width}" style:family="table-column"><style:table-column-properties style:column-width="${(width * CENTIMETRES_A_CHARACTER).toFixed(2)}cm"/></style:style>`,
    ),
    '<style:style style:name="sheet" style:family="table" style:master-page-name="page"><style:table-properties table:display="true"/></style:style>',
    cell('header', 'as-text', '<style:text-properties fo:font-weight="bold"/>'),
    ...(sheets.some(({ columns }) => columns.some(({ needed }) => needed))
      ? [cell('header-needed', 'as-text', '<style:text-properties fo:font-weight="bold"/>')]
      : []),
    cell('text', 'as-text'),
    cell('date', 'as-date'),
    cell('plain', ''),
    ...looks.map((look) => cell(`number-${look}`, `as-${look}`)),
  ];
  const textXml = remembered((text) => cellXml(writtenValue(text), 'any', 'text'));
  const tables = sheets.map((sheet) => table(sheet, textXml));
  return `${XML_HEAD}<office:document-content ${SPACES}><office:automatic-styles>${styles.join('')}</office:automatic-styles><office:body><office:spreadsheet>${validations(sheets)}${tables.join('')}</office:spreadsheet></office:body></office:document-content>`;
}

function table(sheet: SheetToWrite, textXml: (text: string) => string): string {
  const rows: string[] = [];
  for (const row of sheetRows(sheet)) {
    const inHeader = rows.length === 0;
    const line = `<table:table-row>${lineXml(sheet, row, inHeader, textXml)}</table:table-row>`;
    rows.push(inHeader ? `<table:table-header-rows>${line}</table:table-header-rows>` : line);
  }
  if (sheet.toFillIn !== undefined) rows.push(rowsToFillIn(sheet, sheet.toFillIn));
  const columns = sheet.columns.map(({ width }) => `<table:table-column table:style-name="w${width ?? 0}"/>`);
  return `<table:table table:name="${xmlAttribute(sheet.name)}" table:style-name="sheet">${columns.join('')}${rows.join('')}</table:table>`;
}

/** The cells of a row; empty ones in a row are written once, with their number. */
function lineXml(
  sheet: ExportSheet,
  row: readonly ExportValue[],
  inHeader: boolean,
  textXml: (text: string) => string,
): string {
  let line = '';
  let empty = 0;
  for (const [index, value] of row.entries()) {
    const column = sheet.columns[index];
    const cell =
      value === null
        ? emptyCell
        : typeof value === 'string' && !inHeader
          ? textXml(value)
          : cellXml(
              writtenValue(value),
              column === undefined ? 'any' : numberLook(column),
              headerOf(column, inHeader),
            );
    if (cell === emptyCell) {
      empty++;
      continue;
    }
    line += emptyCells(empty) + cell;
    empty = 0;
  }
  return line + emptyCells(empty);
}

function headerOf(column: ExportColumn | undefined, inHeader: boolean): string {
  if (!inHeader) return 'text';
  return column?.needed === true ? 'header-needed' : 'header';
}

/** Empty rows with the look of their columns, and with what may stand in them. */
function rowsToFillIn(sheet: SheetToWrite, count: number): string {
  const cells = sheet.columns.map(({ kind }, column) => {
    const name = validationName(sheet, column);
    const held = name === undefined ? '' : ` table:content-validation-name="${name}"`;
    return `<table:table-cell table:style-name="${kind === 'date' ? 'date' : 'text'}"${held}/>`;
  });
  return `<table:table-row table:number-rows-repeated="${count}">${cells.join('')}</table:table-row>`;
}

/** What may stand in a column has a name for each list, and one for days. */
function validationName({ columns, choicesAt }: SheetToWrite, column: number): string | undefined {
  const choices = choicesAt[column];
  if (choices) return `choices-${choices.column}`;
  return columns[column]?.kind === 'date' ? 'days' : undefined;
}

/** What may stand in cells to be filled in: another choice is warned about, what is no day is refused. */
function validations(sheets: readonly SheetToWrite[]): string {
  const toFillIn = sheets.filter((sheet) => sheet.toFillIn !== undefined);
  const lists = new Map(
    toFillIn.flatMap(({ choicesAt }) =>
      choicesAt.flatMap((one) => (one ? [[one.column, one] as const] : [])),
    ),
  );
  const each = [...lists.values()].map((choices) =>
    validation(`choices-${choices.column}`, `cell-content-is-in-list(${rangeOf(choices)})`, 'warning'),
  );
  // A year alone would be a day in 1905.
  if (toFillIn.some(({ columns }) => columns.some(({ kind }) => kind === 'date')))
    each.push(validation('days', 'cell-content-is-date() and cell-content()>=DATE(1950;1;1)', 'stop'));
  return each.length === 0
    ? ''
    : `<table:content-validations xmlns:of="${OASIS}:of:1.2">${each.join('')}</table:content-validations>`;
}

function validation(name: string, condition: string, kind: 'warning' | 'stop'): string {
  return `<table:content-validation table:name="${name}" table:condition="of:${xmlAttribute(condition)}" table:allow-empty-cell="true" table:display-list="unsorted"><table:error-message table:message-type="${kind}" table:display="true"/></table:content-validation>`;
}

function rangeOf({ sheet, column, from, to }: ChoicesAt): string {
  const letters = columnLetters(column);
  return `[$'${sheet.replaceAll("'", "''")}'.$${letters}$${from}:.$${letters}$${to}]`;
}

const emptyCell = '<table:table-cell/>';

function emptyCells(count: number): string {
  if (count === 0) return '';
  return count === 1 ? emptyCell : `<table:table-cell table:number-columns-repeated="${count}"/>`;
}

function cellXml(written: WrittenValue, look: string, textStyle: string): string {
  switch (written.kind) {
    case 'empty':
      return emptyCell;
    case 'number': {
      const text = decimalText(written.value);
      return typed(`number-${look}`, `float" office:value="${text}`, text);
    }
    case 'boolean':
      return typed('plain', `boolean" office:boolean-value="${written.value}`, String(written.value));
    case 'date': {
      const text = dateText({ ...written, precision: 'day' });
      return typed('date', `date" office:date-value="${text}`, text);
    }
    case 'text':
      return textCell(written.text, textStyle);
    default:
      throw unknownKind(written satisfies never);
  }
}

function typed(style: string, type: string, shown: string): string {
  return `<table:table-cell table:style-name="${style}" office:value-type="${type}"><text:p>${shown}</text:p></table:table-cell>`;
}

/** Lines become paragraphs. Calc reads no CR and no tab that way; then the exact text stands in an attribute. */
function textCell(text: string, style: string): string {
  const exact = /[\r\t]/.test(text) ? ` office:string-value="${xmlAttribute(text)}"` : '';
  const lines = text.split(/\r\n|\r|\n/).map((line) => `<text:p>${shown(line)}</text:p>`);
  return `<table:table-cell table:style-name="${style}" office:value-type="string"${exact}>${lines.join('')}</table:table-cell>`;
}

/** White space that XML would fold is written as elements: all tabs, and spaces at an end or in a row. */
function shown(line: string): string {
  return xmlText(line)
    .replace(/^ +| +$|(?<= ) +/g, (spaces) => `<text:s text:c="${spaces.length}"/>`)
    .replaceAll('\t', '<text:tab/>');
}

/** The way a column shows its numbers, as part of a style's name: decimals and grouping. */
function numberLook(column: ExportColumn): string {
  return `${column.decimals ?? 'any'}${column.grouped === true ? 'g' : ''}`;
}

function numberStyle(look: string): string {
  const decimals = Number.parseInt(look, 10);
  const places = Number.isNaN(decimals)
    ? ''
    : ` number:decimal-places="${decimals}" number:min-decimal-places="${decimals}"`;
  const grouped = look.endsWith('g') ? ' number:grouping="true"' : '';
  return `<number:number-style style:name="as-${look}"><number:number number:min-integer-digits="1"${places}${grouped}/></number:number-style>`;
}
