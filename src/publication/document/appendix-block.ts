import { doubtWords } from '../../collection/doubt-words.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { incidentDoubts } from '../../registers/incidents/doubts.ts';
import type { AppendixRow, Block, PublishedFigure } from '../report-model.ts';

/**
 * The appendix of incidents. Its rows are a table too: who counts the settlements of a category knows how many
 * measures it had. So where the report hides a count of measures, or publishes them less finely than asked or not at
 * all, no row tells its settlement, nor that it lacks one; a reader could fill in what is missing. Category and finding per row are counted
 * by open figures, see `incidents.listed`.
 */
export function appendixBlocks(
  rows: readonly AppendixRow[],
  withheld: number,
  figures: readonly PublishedFigure[],
  gaveWay: (id: string) => boolean,
  language: Language,
): readonly Block[] {
  const hidesMeasures = figures.some(
    (figure) =>
      figure.counts === 'measure' &&
      (gaveWay(figure.id) || figure.cells.some((cell) => cell.state === 'suppressed')),
  );
  const telling = rows.some((row) => row.settlement !== '');
  const title = titleWords[language];
  if (!hidesMeasures) return [{ kind: 'appendix', title, rows, withheld }];
  const untold = ['measure-blank', 'measure-unknown'].map((doubt) =>
    doubtWords(doubt, language, incidentDoubts),
  );
  const silent = rows.map((row) => ({
    ...row,
    settlement: '',
    flags: row.flags.filter((flag) => !untold.includes(flag)),
  }));
  const list: Block = { kind: 'appendix', title, rows: silent, withheld };
  if (!telling) return [list];
  return [{ kind: 'paragraph', content: [{ kind: 'text', text: withoutSettlement[language] }] }, list];
}

const titleWords = text('Overzicht van incidenten', 'List of incidents');

const withoutSettlement = text(
  'De afdoening staat niet bij de incidenten: in de tabellen over maatregelen zijn aantallen verborgen die uit de lijst zouden zijn af te leiden.',
  'Settlements are not listed with the incidents: tables of measures hide numbers that could be derived from the list.',
);
