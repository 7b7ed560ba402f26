import { countedWords } from '../../../figures/counted-words.ts';
import type { Language } from '../../../platform/language/text.ts';
import type { Definition } from '../../../platform/web/components/definition-list.tsx';
import type { PublishedFigure, ReportModel } from '../../report-model.ts';
import { provisionalWords } from '../../words/provisional-words.ts';
import { denominator } from '../../words/share-words.ts';
import { sourceIn } from '../../words/source-words.ts';
import { reportWords } from '../words.ts';
import { Noted, WordPieces } from './word-pieces.tsx';

/** What is counted, in what unit where that is not a plain number, and of what it is a share. Time has only its unit. */
export function countedFacts(
  figure: Pick<PublishedFigure, 'counts' | 'countedAs' | 'unit' | 'share'>,
  language: Language,
): readonly { readonly term: string; readonly text: string }[] {
  const words = reportWords[language];
  const of = denominator(figure, language);
  return [
    ...(figure.counts === 'day' ? [] : [{ term: words.figure.counts, text: countedWords(figure, language) }]),
    ...(figure.unit === 'count' ? [] : [{ term: words.figure.unit, text: words.units[figure.unit] }]),
    ...(of === undefined ? [] : [{ term: words.figure.shareOf, text: of }]),
  ];
}

/** What makes a figure traceable, as terms with their text: for its page and for the report as a file. */
export function figureFacts(
  figure: PublishedFigure,
  language: Language,
  model: ReportModel,
): readonly Definition[] {
  const words = reportWords[language];
  const completeness = figure.completeness[language];
  return [
    { term: words.figure.population, text: figure.population[language] },
    ...(completeness === ''
      ? []
      : [
          {
            term: words.figure.completeness,
            text: <Noted text={completeness} language={language} model={model} />,
          },
        ]),
    ...countedFacts(figure, language),
    { term: words.figure.countingDate, text: words.countingDates[figure.countingDate] },
    ...(figure.provisional
      ? [{ term: words.figure.provisional, text: provisionalWords(figure.provisional, language) }]
      : []),
    { term: words.figure.basis, text: words.bases[figure.basis] },
    {
      term: words.figure.protection,
      text: (
        <>
          <strong>{words.classes[figure.protection.class]}.</strong> {figure.protection.reason[language]}
        </>
      ),
    },
    {
      term: words.figure.source,
      text: <WordPieces pieces={sourceIn(figure.source, language)} around={language} />,
    },
  ];
}
