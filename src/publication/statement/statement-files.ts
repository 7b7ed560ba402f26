import type { Language } from '../../platform/language/text.ts';
import { writeCsv } from '../../platform/spreadsheets/csv/csv-write.ts';
import type { ExportColumn, ExportFile, ExportSheet } from '../../platform/spreadsheets/export-model.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx/xlsx-write.ts';
import type { Correction } from './corrections.ts';
import { mappedParts, type StatementMapping } from './mapping.ts';
import type { SentCodes, Statement } from './statement.ts';
import { agreement, statementWords } from './words.ts';

/** A statement with all that goes along with it to its receiver. */
export interface StatementToSend {
  readonly statement: Statement;
  readonly corrections: readonly Correction[];
  readonly mapping: StatementMapping;
  readonly organisation: string;
  readonly language: Language;
  readonly madeOn: string;
  readonly program: { readonly name: string; readonly version: string };
}

/** The statement as JSON: all but the identities of incidents, which stay in the register. */
export function statementJson(toSend: StatementToSend): string {
  const { statement, corrections, mapping } = toSend;
  const { rows: _, ...sent } = statement;
  return `${JSON.stringify(
    {
      format: 'daglicht-statement/1',
      confidential: statementWords[toSend.language].confidential,
      layout: {
        key: mapping.key,
        version: mapping.version,
        verified: mapping.verified,
        source: mapping.source,
      },
      receiver: mapping.receiver[toSend.language],
      organisation: toSend.organisation,
      countingDate: mapping.countingDate,
      madeOn: toSend.madeOn,
      program: toSend.program,
      ...sent,
      corrections,
    },
    null,
    2,
  )}\n`;
}

/** The files of a statement: workbook, its lines as CSV, and JSON. The same statement gives the same bytes. */
export function statementFiles(
  toSend: StatementToSend,
): readonly { readonly name: string; readonly content: Uint8Array }[] {
  const name = `${toSend.language === 'nl' ? 'opgave' : 'statement'}-${toSend.statement.year}`;
  return [
    { name: `${name}.xlsx`, content: writeXlsx(statementWorkbook(toSend)) },
    { name: `${name}.csv`, content: writeCsv(linesSheet(toSend)) },
    { name: `${name}.json`, content: Buffer.from(statementJson(toSend)) },
  ];
}

function statementWorkbook(toSend: StatementToSend): ExportFile {
  const { statement, mapping, language } = toSend;
  const words = statementWords[language];
  return {
    title: `${mapping.title[language]} ${statement.year}`,
    language,
    creator: toSend.organisation,
    description: words.confidential,
    date: toSend.madeOn,
    notes: [
      { heading: mapping.title[language], text: `${toSend.organisation}, ${statement.year}` },
      { heading: '', text: words.confidential },
      ...(mapping.verified ? [] : [{ heading: '', text: words.unverified }]),
      { heading: mapping.receiver[language], text: `${mapping.key} ${mapping.version}` },
      { heading: '', text: words.counting[mapping.countingDate] },
      {
        heading: '',
        text: agreement(statement, words),
      },
    ],
    sheets: [
      linesSheet(toSend),
      sheet(
        words.sheets.measures,
        [words.parts.measure],
        words.times,
        statement.measures.map((one) => [one.measure, BigInt(one.times)]),
      ),
      sheet(
        words.sheets.unmapped,
        [words.part, words.ownCode],
        words.incidents,
        statement.unmapped.map((one) => [
          words.parts[one.part],
          one.code ?? words.notRecorded,
          BigInt(one.incidents),
        ]),
      ),
      sheet(
        words.sheets.pending,
        [words.parts.category, words.received],
        words.incidents,
        statement.pending.map((one) => [
          one.category || words.notRecorded,
          one.received ?? words.notRecorded,
          BigInt(one.incidents),
        ]),
      ),
      sheet(
        words.sheets.control,
        [words.step],
        words.incidents,
        statement.control.map((one) => [words.steps[one.key], BigInt(one.incidents)]),
      ),
      sheet(
        words.sheets.corrections,
        [words.year, words.cause, words.was, words.now],
        words.incidents,
        toSend.corrections.map((one) => [
          one.year,
          words.causes[one.cause],
          one.was ? written(one.was) : words.notIn,
          one.now ? written(one.now) : '-',
          BigInt(one.incidents),
        ]),
      ),
      mappingSheet(toSend),
    ],
  };
}

function linesSheet({ statement, language }: StatementToSend): ExportSheet {
  const words = statementWords[language];
  const { category, subcategory, kind, finding, investigation } = words.parts;
  return {
    name: words.sheets.lines,
    columns: [
      ...[category, subcategory, kind, finding, investigation].map(textColumn),
      { header: words.incidents, kind: 'number' },
      { header: words.subjects, kind: 'number' },
    ],
    rows: statement.lines.map((line) => [
      line.category,
      line.subcategory,
      line.kind,
      line.finding,
      line.investigation,
      BigInt(line.incidents),
      BigInt(line.subjects),
    ]),
  };
}

/** The mapping that was used, so that the receiver can read the codes back. */
function mappingSheet({ mapping, language }: StatementToSend): ExportSheet {
  const words = statementWords[language];
  return {
    name: words.sheets.mapping,
    columns: [words.part, words.ownCode, words.sentCode].map(textColumn),
    rows: mappedParts.flatMap((part) => {
      const missing = mapping.notRecorded[part];
      return [
        ...Object.entries(mapping.codes[part]).map(([own, sent]) => [words.parts[part], own, sent]),
        ...(missing === undefined ? [] : [[words.parts[part], words.notRecorded, missing]]),
      ];
    }),
  };
}

function sheet(
  name: string,
  texts: readonly string[],
  amount: string,
  rows: readonly (readonly (string | bigint)[])[],
): ExportSheet {
  return { name, columns: [...texts.map(textColumn), { header: amount, kind: 'number' }], rows };
}

function textColumn(header: string): ExportColumn {
  return { header, kind: 'text' };
}

function written(codes: SentCodes): string {
  const measures = codes.measures.length > 0 ? ` (${codes.measures.join(', ')})` : '';
  return `${codes.category} / ${codes.subcategory} / ${codes.kind} / ${codes.finding} / ${codes.investigation}${measures}`;
}
