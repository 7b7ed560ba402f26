import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import type { Language, Text } from '../../platform/language/text.ts';
import { figuresAmong, restatedNumbers } from '../earlier/restated-figures.ts';
import { countedFacts } from '../html/blocks/figure-facts.tsx';
import { reportWords } from '../html/words.ts';
import type { PublishedFigure, ReportModel } from '../report-model.ts';
import { provisionalWords } from '../words/provisional-words.ts';
import { denominator } from '../words/share-words.ts';
import { sourceIn } from '../words/source-words.ts';
import { inLanguages, type PageBlock, type PagePiece, plain } from './page-blocks.ts';
import { pageWords } from './words.ts';

/** The method page: how the report was made, protected and checked; what is incomplete and was corrected. */
export function methodPage(model: ReportModel, chapter: string, language: Language): readonly PageBlock[] {
  const { method } = model;
  const all = reportWords[language];
  const words = all.method;
  const heading = (key: string, text: string): PageBlock => ({
    kind: 'heading',
    level: 2,
    id: `${chapter}-${key}`,
    text,
    listed: true,
  });
  const paragraph = (text: string): PageBlock => ({ kind: 'paragraph', content: [plain(text)] });
  const list = (texts: readonly Text[]): PageBlock => ({
    kind: 'list',
    ordered: false,
    items: texts.map((one) => [plain(one[language])]),
  });
  const listed = (key: string, title: string, texts: readonly Text[]) =>
    texts.length === 0 ? [] : [heading(key, title), list(texts)];
  const { audit } = method;
  return [
    heading('made', words.made),
    paragraph(
      say(model.draft ? words.draftBy : words.madeBy, language, {
        program: model.program.name,
        version: model.program.version,
        date: model.draft ? '' : dateInWords(model.publishedOn, language),
      }),
    ),
    heading('protection', words.protection),
    paragraph(say(words.protectionText, language, { threshold: method.threshold })),
    {
      kind: 'text-table',
      head: [words.class, words.meaning, words.number],
      widths: [1.3, 4, 1.2],
      rows: method.classes.map((one) => ({
        kind: 'row' as const,
        strong: false,
        cells: [all.classes[one.class], all.classMeanings[one.class], String(one.figures)].map((cell) => [
          plain(cell),
        ]),
      })),
    },
    heading('audit', words.audit),
    {
      kind: 'aid',
      title: audit.passed ? words.auditPassed : words.auditFailed,
      content: [
        plain(
          [
            say(words.auditCells, language, { cells: audit.cells }),
            say(words.auditHidden, language, { hidden: audit.hidden }),
            words.patterns[audit.pattern],
            ...(audit.hidden === 0 ? [] : [say(words.auditRange, language, { threshold: method.threshold })]),
            ...(audit.besideList ? [words.auditBeside] : []),
            ...(audit.ownCell
              ? [say(words.auditOwn[audit.ownCell.against], language, { ...audit.ownCell })]
              : []),
            ...(method.outside ? [say(words.auditOutside, language, { ...method.outside })] : []),
          ].join(' '),
        ),
      ],
    },
    paragraph(`${words.attackers}:`),
    list(audit.attackers),
    ...listed('coarsened', words.coarsened, method.coarsened),
    ...listed('headcount', words.headcount, method.headcount),
    ...listed('completeness', words.completeness, method.completeness),
    ...listed('uncomputable', words.uncomputable, method.uncomputable),
    ...exceptions(model, chapter, language),
    heading('revisions', words.revisions),
    ...revisions(model, language),
  ];
}

function exceptions(model: ReportModel, chapter: string, language: Language): readonly PageBlock[] {
  const { exceptions: list } = model.method;
  const words = reportWords[language].method;
  if (list.length === 0) return [];
  return [
    { kind: 'heading', level: 2, id: `${chapter}-exceptions`, text: words.exceptions, listed: true },
    { kind: 'paragraph', content: [plain(words.exceptionsIntro)] },
    {
      kind: 'text-table',
      head: [words.text, words.kind, words.source],
      widths: [3, 1.4, 4],
      rows: list.map((one) => ({
        kind: 'row' as const,
        strong: false,
        cells: [one.text, words.fixed[one.type], one.source].map((cell) => [plain(cell)]),
      })),
    },
  ];
}

/** Which cells stand otherwise than in an earlier report: how many in a sentence, then each of them. */
function revisions(model: ReportModel, language: Language): readonly PageBlock[] {
  const words = reportWords[language].method;
  const numbers = restatedNumbers(model.figures, language);
  if (numbers.length === 0) return [{ kind: 'paragraph', content: [plain(words.noRevisions)] }];
  const counts = { numbers: numbers.length, figures: figuresAmong(numbers) };
  const { change } = words;
  return [
    { kind: 'paragraph', content: [plain(say(words.revisionsSummary, language, counts))] },
    {
      kind: 'text-table',
      head: [change.figure, change.place, change.year, change.report, change.was, change.now, change.cause],
      widths: [3, 2.2, 0.9, 1.2, 1.2, 1.2, 2.6],
      rows: numbers.map(({ figure, place, year, publication, was, now, cause, also }) => {
        const others = also.map((other) => other.title[language]).join('; ');
        const title = figure.title[language];
        return {
          kind: 'row' as const,
          strong: false,
          cells: [
            others === '' ? title : `${title} (${say(words.alsoIn, language, { figures: others })})`,
            place === '' ? change.whole : place,
            year,
            publication,
            was,
            now,
            cause[language],
          ].map((cell) => [plain(cell)]),
        };
      }),
    },
  ];
}

/** Where the definition of a figure is in the document. */
export function definitionPlace(figure: string): string {
  return `definition-${figure}`;
}

/** What each figure is, whom it is about and whether it is complete: every number leads here. */
export function definitionPages(
  figures: readonly PublishedFigure[],
  language: Language,
): readonly PageBlock[] {
  const words = reportWords[language];
  return figures.flatMap((figure): readonly PageBlock[] => {
    const facts: readonly (readonly [string, string | readonly PagePiece[]])[] = [
      [words.figure.definition, figure.definition[language]],
      [words.figure.population, figure.population[language]],
      // Three short answers share a line: on paper there are many figures, and each has these.
      [
        pageWords[language].counting,
        [
          countedFacts(figure, language)
            .filter(({ term }) => term !== words.figure.shareOf)
            .map(({ text }) => text)
            .join(', '),
          words.countingDates[figure.countingDate],
          words.bases[figure.basis],
        ]
          .filter((part) => part !== '')
          .join('; '),
      ],
      [words.figure.shareOf, denominator(figure, language) ?? ''],
      [words.figure.provisional, provisionalWords(figure.provisional ?? [], language)],
      [words.figure.completeness, figure.completeness[language]],
      [
        words.figure.protection,
        `${words.classes[figure.protection.class]}: ${figure.protection.reason[language]}`,
      ],
      [words.figure.source, inLanguages(sourceIn(figure.source, language), language)],
      [words.figure.cannot, figure.cannot?.[language] ?? ''],
    ];
    return [
      {
        kind: 'heading',
        level: 2,
        id: definitionPlace(figure.id),
        text: figure.title[language],
        listed: false,
      },
      {
        kind: 'terms',
        terms: facts
          .filter(([, text]) => text !== '')
          .map(([name, text]) => ({ name, content: typeof text === 'string' ? [plain(text)] : text })),
      },
    ];
  });
}
