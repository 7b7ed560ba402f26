import { FORMAT_MARK } from '../../platform/spreadsheets/values/formula-guard.ts';
import type { ReportModel } from '../report-model.ts';
import { draftMark } from '../words/draft-words.ts';
import type { FactColumn } from './facts.ts';
import { dataLicence } from './licence.ts';

/**
 * The CSVW description of a CSV file (W3C Tabular Data Model, Metadata Vocabulary for Tabular Data): what each
 * column means in both languages and what type it has. `guarded` says that the writer added its column of
 * apostrophes.
 */
export function describeCsv(
  model: ReportModel,
  file: string,
  columns: readonly FactColumn[],
  guarded: boolean,
): string {
  const described = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': model.language }],
    url: file,
    'dc:title': model.draft ? `${draftMark[model.language]}: ${model.title}` : model.title,
    'dc:publisher': model.organisation[model.language],
    'dc:license': { '@id': dataLicence },
    ...(model.draft
      ? { 'dc:source': model.slug }
      : {
          'dc:issued': { '@value': model.publishedOn, '@type': 'xsd:date' },
          'dc:source': `${model.slug} v${model.version}`,
        }),
    ...(model.notice === null ? {} : { 'rdfs:comment': model.notice[model.language] }),
    dialect: { delimiter: ',', encoding: 'utf-8', header: true, lineTerminators: ['\r\n'], quoteChar: '"' },
    tableSchema: {
      columns: [
        ...columns.map((column) => ({
          name: column.header,
          titles: { und: column.header, ...column.means },
          datatype: column.datatype,
          'dc:description': column.means[model.language],
        })),
        ...(guarded
          ? [
              {
                name: FORMAT_MARK,
                titles: FORMAT_MARK,
                datatype: 'string',
                'dc:description':
                  model.language === 'nl'
                    ? 'Staat hier een 1, dan begint een tekst in deze rij met een toegevoegde apostrof, zodat een rekenblad haar niet als formule uitvoert.'
                    : 'A 1 means that a text in this row begins with an added apostrophe, so that a spreadsheet does not run it as a formula.',
              },
            ]
          : []),
      ],
    },
  };
  return `${JSON.stringify(described, null, 2)}\n`;
}
