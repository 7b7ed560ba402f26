import type { FigureDefinition } from '../../figures/definition.ts';
import { parsePeriod, periodLabel } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { type ReportWithFigures, reportsWithFigures } from '../../publication/records.ts';
import type { SignedIn } from '../front/visit.ts';
import { profileOf } from '../people-lists/profile-of.ts';

const words = {
  count: text(
    '{count, plural, one {Het gaat om # cijfer.} other {Het gaat om # cijfers.}}',
    '{count, plural, one {It is about # figure.} other {It is about # figures.}}',
  ),
  which: text('Welke cijfers', 'Which figures'),
  reports: text(
    'Gepubliceerde verslagen waarin deze cijfers staan',
    'Published reports in which these figures stand',
  ),
  noReports: text(
    'Geen gepubliceerd verslag toont een van deze cijfers.',
    'No published report shows one of these figures.',
  ),
  report: text('Verslag', 'Report'),
  period: text('Over', 'About'),
  edition: text('Uitgave', 'Edition'),
  on: text('Gepubliceerd op', 'Published on'),
  figures: text('Cijfers', 'Figures'),
  stay: text('Gepubliceerde verslagen blijven zoals zij zijn.', 'Published reports stay as they are.'),
} as const;

/** Up to so many names are read at a glance; more of them open by a press. */
const atAGlance = 12;

/**
 * On which figures a change of settings bears, and in which published reports those stand. Names and numbers of figures
 * and reports alone: nothing of what was recorded.
 *
 * @param title the heading over the figures
 * @param none what is said where there is none
 */
export async function figuresTouched(
  visit: SignedIn,
  figures: readonly FigureDefinition[],
  { title, none }: { readonly title: Text; readonly none: Text },
) {
  const { language, premises, actor } = visit;
  if (figures.length === 0)
    return (
      <>
        <h2>{title[language]}</h2>
        <p>{none[language]}</p>
        <p>{words.stay[language]}</p>
      </>
    );
  const ids = figures.map(({ id }) => id);
  const reports = await look(premises.door, actor, reportsWithFigures, concern, { figures: ids });
  const { yearStart } = await profileOf(visit);
  const names = (
    <ul>
      {figures.map((one) => (
        <li key={one.id}>{nameOf(one)[language]}</li>
      ))}
    </ul>
  );
  const row = (one: ReportWithFigures) => [
    one.title[language],
    periodLabel(parsePeriod(one.period, yearStart))[language],
    one.version,
    dateInWords(one.publishedOn, language),
    one.figures,
  ];
  return (
    <>
      <h2>{title[language]}</h2>
      <p>{say(words.count[language], language, { count: figures.length })}</p>
      {figures.length > atAGlance ? <Disclosure title={words.which[language]}>{names}</Disclosure> : names}
      <h2>{words.reports[language]}</h2>
      {reports.length === 0 ? (
        <p>{words.noReports[language]}</p>
      ) : (
        <TextTable
          caption={words.reports[language]}
          captionHidden
          heads={(['report', 'period', 'edition', 'on', 'figures'] as const).map(
            (head) => words[head][language],
          )}
          rows={reports.map(row)}
        />
      )}
      <p>{words.stay[language]}</p>
    </>
  );
}

/** A figure as people tell it apart from those of other registers. */
function nameOf({ register, title }: FigureDefinition): Text {
  return register ? { nl: `${register.nl}: ${title.nl}`, en: `${register.en}: ${title.en}` } : title;
}
