import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCsv } from '../../platform/spreadsheets/csv/csv-write.ts';
import { writeOds } from '../../platform/spreadsheets/ods/ods-write.ts';
import { FORMAT_MARK } from '../../platform/spreadsheets/values/formula-guard.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx/xlsx-write.ts';
import { type PublicationFile, publicationFile } from '../publication-file.ts';
import type { ReportModel } from '../report-model.ts';
import { incidentSheet } from './appendix-csv.ts';
import { changeFacts } from './changes.ts';
import { describeCsv } from './csvw.ts';
import { dcatRecord } from './dcat.ts';
import { factSheet } from './facts.ts';
import { figuresJson } from './figures-json.ts';
import { printedFacts } from './printed.ts';
import { reportWorkbook } from './workbook.ts';

/** The JSON Schema of the figures file, beside it: a file that lasts explains itself. */
const figuresSchema = readFileSync(join(import.meta.dirname, 'figures-1.schema.json'), 'utf8');

/** The data of a report: its texts, and with the workbooks once they are asked for. */
export interface ReportData {
  readonly texts: readonly PublicationFile[];
  readonly all: () => readonly PublicationFile[];
}

/**
 * The figures of a report as data: facts (CSV with its description), workbooks, JSON and the incident list.
 *
 * @param written the facts as CSV where they were written before
 */
export function reportData(model: ReportModel, written?: Uint8Array): ReportData {
  const { slug, language } = model;
  const file = (name: string, mediaType: string, content: string | Uint8Array): PublicationFile =>
    publicationFile(`${slug}${name}`, mediaType, language, content);
  const facts = factSheet(model);
  const changes = changeFacts(model);
  const printed = printedFacts(model);
  const described = (
    name: string,
    sheet: typeof facts,
    csv = writeCsv(sheet),
  ): readonly PublicationFile[] => {
    const [header = ''] = Buffer.from(csv).toString('utf8').split('\r\n', 1);
    const guarded = header.endsWith(`,${FORMAT_MARK}`);
    return [
      file(name, 'text/csv', csv),
      file(
        `${name}-metadata.json`,
        'application/ld+json',
        describeCsv(model, `${slug}${name}`, sheet.columns, guarded),
      ),
    ];
  };
  const incidents = incidentSheet(model);
  const sheets = [
    ...described('-cijfers.csv', facts, written),
    ...(changes ? described('-veranderd.csv', changes) : []),
    ...(printed ? described('-gedrukt.csv', printed) : []),
  ];
  const others = [
    // The list is in the language of its chapter.
    ...(incidents
      ? [publicationFile(`${slug}-incidenten.csv`, 'text/csv', incidents.language, writeCsv(incidents.sheet))]
      : []),
    file('.json', 'application/json', figuresJson(model)),
    file('.schema.json', 'application/schema+json', figuresSchema),
  ];
  return {
    texts: [...sheets, ...others],
    all: () => {
      const workbook = reportWorkbook(model, facts);
      return [
        ...sheets,
        file('.ods', 'application/vnd.oasis.opendocument.spreadsheet', writeOds(workbook)),
        file(
          '.xlsx',
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          writeXlsx(workbook),
        ),
        ...others,
      ];
    },
  };
}

/** The catalogue record of a publication's files. */
export function catalogueFile(model: ReportModel, files: readonly PublicationFile[]): PublicationFile {
  const described = files
    // A description is no edition of the data.
    .filter((one) => !['application/ld+json', 'application/schema+json'].includes(one.mediaType))
    .map((one) => ({
      name: one.name,
      mediaType: one.mediaType,
      language: one.language,
      bytes: one.content.byteLength,
      sha256: one.sha256,
    }));
  const record = dcatRecord(model, described);
  return publicationFile(`${model.slug}-dcat.jsonld`, 'application/ld+json', model.language, record);
}
