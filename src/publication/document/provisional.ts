import type { WhileRunning } from '../../figures/definition.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import { shownCell } from '../../tables/lay-out.ts';
import type { ProvisionalYear } from '../../tables/table-model.ts';
import type { PublishedFigure } from '../report-model.ts';

const words: Readonly<Record<WhileRunning['awaits'], Readonly<Record<'counted' | 'some', Text>>>> = {
  outcomes: {
    counted: text(
      'voorlopig: {count, plural, one {# zaak loopt} other {# zaken lopen}} nog',
      'provisional: {count, plural, one {# case is} other {# cases are}} still running',
    ),
    some: text('voorlopig: er lopen nog zaken', 'provisional: cases are still running'),
  },
  terms: {
    counted: text(
      'voorlopig: bij {count, plural, one {# zaak} other {# zaken}} loopt de termijn nog',
      'provisional: the term of {count, plural, one {# case} other {# cases}} is still running',
    ),
    some: text('voorlopig: er lopen nog termijnen', 'provisional: terms are still running'),
  },
};

/**
 * The years of a figure of which the outcome of some cases is still awaited. It is read from what the report publishes
 * of those cases, as it is published: a mark tells no more than that number does, and nothing where it is hidden.
 *
 * @param awaited the figure that counts, by year, the cases without an outcome
 */
export function provisionalYears(
  figure: Pick<PublishedFigure, 'dimensions'>,
  awaited: PublishedFigure,
  awaits: WhileRunning['awaits'],
): readonly ProvisionalYear[] {
  const years = figure.dimensions.find(({ key }) => key === 'year')?.members ?? [];
  return years.flatMap(({ code: year }): readonly ProvisionalYear[] => {
    const where = { year, figure: awaited.id };
    const cell = shownCell(awaited, { year });
    if (cell?.state === 'suppressed') return [{ ...where, running: null, note: words[awaits].some }];
    if (!cell?.value || cell.value === '0') return [];
    return [{ ...where, running: cell.value, note: inWords(words[awaits].counted, cell.value) }];
  });
}

function inWords(message: Text, count: string): Text {
  const said = (language: Language): string => say(message[language], language, { count: Number(count) });
  return text(said('nl'), said('en'));
}
