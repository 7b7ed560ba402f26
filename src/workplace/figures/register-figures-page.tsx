import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { ErrorSummary } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Page } from '../../platform/web/page.tsx';
import { suppressedNote } from '../../publication/document/words.ts';
import type { InsideFigure } from '../../publication/inside/inside-figures.ts';
import { shareNote } from '../../publication/words/share-words.ts';
import { DataTable } from '../../tables/data-table.tsx';
import { confidentialSheet, frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { Editions } from './editions-part.tsx';
import {
  captionIn,
  FigureTables,
  PartState,
  PeriodForm,
  rowLink,
  type ShownOf,
  withPeriod,
} from './figure-parts.tsx';
import { figuresHeld, figuresShown, periodAsked, periodName } from './held-figures.ts';
import { divisionsOf, hasNumbers, tablesOf } from './lay-out-figure.ts';

const words = {
  overview: text('Cijfers', 'Figures'),
  title: text('Cijfers: {register}', 'Figures: {register}'),
  wrongPeriod: text('Kies een van de periodes.', 'Choose one of the periods.'),
  about: {
    alles: text(
      'Alle cijfers over {period}, zonder iets te verbergen: u mag elke registratie zien. Een getal dat registraties telt, leidt naar die registraties.',
      'All figures of {period}, with nothing hidden: you may see every record. A number that counts records leads to those records.',
    ),
    eigen: text(
      'De registraties van uw onderdeel over {period}, zonder iets te verbergen. Een getal dat registraties telt, leidt naar die registraties.',
      'The records of your unit of {period}, with nothing hidden. A number that counts records leads to those records.',
    ),
    rest: text(
      'Wat er over {period} te zien is van de andere onderdelen. Uw eigen registraties tellen hier niet mee. Kleine aantallen zijn verborgen, zodat u uit wat u al weet niets over anderen kunt uitrekenen.',
      'What can be seen of the other units of {period}. Your own records do not count here. Small numbers are hidden, so that from what you know already you cannot work out anything about others.',
    ),
    beschermd: text(
      'Cijfers over {period}, zoals een verslag ze mag tonen. Kleine aantallen zijn verborgen, zodat niemand te herkennen is.',
      'Figures of {period}, as a report may show them. Small numbers are hidden, so that nobody can be recognised.',
    ),
  },
  parts: {
    alles: text('Alle registraties', 'All records'),
    eigen: text('Uw onderdeel', 'Your unit'),
    rest: text('De andere onderdelen', 'The other units'),
    beschermd: text('De hele organisatie', 'The organisation as a whole'),
  },
  short: text('In het kort', 'In short'),
  measure: text('Cijfer', 'Figure'),
  divided: text('Uitgesplitst', 'Divided'),
  more: text('Meer cijfers', 'More figures'),
  moreText: text(
    'Aandelen, kruisingen en wat verder wordt geteld.',
    'Shares, crossings and what else is counted.',
  ),
  zero: text('Alles nul', 'All zero'),
  cannot: text('Wat niet te berekenen is', 'What cannot be computed'),
  none: text('Over {period} is hier niets vastgelegd', 'Nothing of {period} is recorded here'),
  noneText: text(
    'Er zijn geen registraties of opgaven over deze periode. Dat is niet hetzelfde als nul. Kies een andere periode.',
    'There are no records or returns of this period. That is not the same as zero. Choose another period.',
  ),
  noneBeside: text(
    'Er is over deze periode niets te laten zien zonder dat iemand te herkennen is.',
    'Nothing of this period can be shown without somebody being recognisable.',
  ),
  list: text('Naar de registraties', 'To the records'),
  print: text('Afdrukken', 'Print'),
  file: text('Als bestand meenemen (CSV)', 'Take along as a file (CSV)'),
} as const;

/** How many divided figures stand on the page of a register; the others have a page of their own. */
const mostDivided = 8;
/** What readers look for first. */
const firstDivisions = ['unit', 'category', 'finding', 'topic', 'kind'];

/** The figures of a register for who looks: open, of their unit and the rest, or protected. */
export async function showRegisterFigures(visit: SignedIn, part: string): Promise<Response> {
  const place = `/registers/${part.split('/')[0] ?? ''}/cijfers`;
  const held = (await figuresHeld(visit)).find((one) => one.place === place);
  if (!held) return notFound(visit);
  const { language, to } = visit;
  const choice = await periodAsked(visit);
  const isPrinted = visit.context.req.query('weergave') === 'afdruk';
  const title = say(words.title[language], language, { register: held.register.name[language] });
  const errors = choice ? [] : [{ field: 'periode', message: words.wrongPeriod[language] }];
  const shown = choice ? await figuresShown(visit, held, choice) : null;
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={choice ? `${title}, ${periodName(choice.period, language)}` : title}
      here={to('/cijfers')}
      crumbs={[
        {
          href: to(choice ? withPeriod('/cijfers', choice) : '/cijfers'),
          label: words.overview[language],
        },
      ]}
      wide
      sheet={confidentialSheet(visit)}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      <h1>{title}</h1>
      <p>{held.register.what[language]}</p>
      {held.list !== null && (
        <p class="dl-noprint">
          <a href={to(held.list)}>{words.list[language]}</a>
        </p>
      )}
      {
        await PeriodForm({
          visit,
          place: held.place,
          chosen: choice?.period.key ?? '',
          ...(errors[0] ? { error: errors[0].message } : {}),
        })
      }
      {choice && shown && (
        <>
          {shown.parts.map((one) => (
            <Part
              key={one.key}
              of={{ visit, held, choice, part: one }}
              isPrinted={isPrinted}
              isOnly={shown.parts.length === 1 && shown.editions === undefined}
            />
          ))}
          {shown.editions && <Editions visit={visit} held={held} choice={choice} shown={shown} />}
          {shown.parts.some(({ state }) => state.kind === 'ready') && (
            <p class="dl-noprint dl-links">
              <a href={to(`${withPeriod(held.place, choice)}&weergave=afdruk`)}>{words.print[language]}</a>{' '}
              <a href={to(withPeriod(`${held.place}/bestand`, choice))}>{words.file[language]}</a>
            </p>
          )}
        </>
      )}
    </Page>,
    errors.length > 0 ? 400 : 200,
  );
}

/** What is shown over the same records: numbers by themselves, divided figures, and links to the others. */
function Part({ of, isPrinted, isOnly }: { of: ShownOf; isPrinted: boolean; isOnly: boolean }) {
  const { visit, held, choice, part } = of;
  const { language } = visit;
  const period = periodName(choice.period, language);
  const { state, key } = part;
  const here = withPeriod(held.place, choice);
  const made = state.kind === 'ready' ? state.made : [];
  return (
    <section class="dl-flow" aria-labelledby={`deel-${key}`}>
      <h2 id={`deel-${key}`} class={isOnly ? 'dl-hidden' : undefined}>
        {words.parts[key][language]}
      </h2>
      <p>{say(words.about[key][language], language, { period })}</p>
      <PartState visit={visit} part={part} here={here} />
      {state.kind === 'ready' && !made.some(({ figure }) => hasNumbers(figure)) && (
        <Empty
          title={say(words.none[language], language, { period })}
          text={(key === 'rest' ? words.noneBeside : words.noneText)[language]}
        />
      )}
      {made.some(({ figure }) => hasNumbers(figure)) && (
        <Figures of={of} figures={made} isPrinted={isPrinted} />
      )}
    </section>
  );
}

function Figures({
  of,
  figures,
  isPrinted,
}: {
  of: ShownOf;
  figures: readonly InsideFigure[];
  isPrinted: boolean;
}) {
  const { visit, held, choice } = of;
  const { language, to } = visit;
  const counted = figures.filter(({ figure }) => hasNumbers(figure));
  const single = counted.filter(({ figure }) => divisionsOf(figure).length === 0);
  const divided = isPrinted ? counted.filter((one) => !single.includes(one)) : dividedFirst(counted);
  const others = figures.filter((one) => !single.includes(one) && !divided.includes(one));
  const more = others.filter(({ figure }) => figure.cannot === null);
  const cannot = others.filter(({ figure }) => figure.cannot !== null);
  return (
    <>
      {single.length > 0 && <Singles of={of} figures={single} />}
      {divided.map((inside) => (
        <FigureTables key={inside.figure.id} {...of} inside={inside} open={isPrinted} />
      ))}
      {more.length > 0 && !isPrinted && (
        <Disclosure title={`${words.more[language]} (${more.length})`}>
          <p>{words.moreText[language]}</p>
          <ul>
            {more.map(({ figure }) => (
              <li key={figure.id}>
                <a href={to(withPeriod(`${held.place}/${figure.id}`, choice))}>{figure.title[language]}</a>
                {!hasNumbers(figure) && ` (${words.zero[language].toLowerCase()})`}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {cannot.length > 0 && (
        <Disclosure title={`${words.cannot[language]} (${cannot.length})`} open={isPrinted}>
          <ul>
            {cannot.map(({ figure }) => (
              <li key={figure.id}>
                {figure.title[language]}: {figure.cannot?.[language]}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}

/** The divided counts that readers look for first: one for each division. */
function dividedFirst(figures: readonly InsideFigure[]): readonly InsideFigure[] {
  const byDivision = new Map<string, InsideFigure>();
  for (const inside of figures) {
    const divisions = divisionsOf(inside.figure);
    const [only] = divisions;
    if (divisions.length === 1 && only && inside.figure.unit === 'count' && !byDivision.has(only.key))
      byDivision.set(only.key, inside);
  }
  const order = (key: string) => {
    const place = firstDivisions.indexOf(key);
    return place < 0 ? firstDivisions.length : place;
  };
  return [...byDivision]
    .toSorted(([one], [other]) => order(one) - order(other))
    .slice(0, mostDivided)
    .map(([, inside]) => inside);
}

/** The numbers that are not divided, below each other, with the years beside each other. */
function Singles({ of, figures }: { of: ShownOf; figures: readonly InsideFigure[] }) {
  const { language } = of.visit;
  const whole = figures.flatMap((inside) => {
    const [table] = tablesOf(inside, language, true);
    return table ? [{ inside, ...table }] : [];
  });
  // A single number is laid out with its years as rows: here they are columns.
  const years = (rows: readonly { readonly key: string }[]): string => rows.map(({ key }) => key).join();
  const columns = whole[0]?.table.rows ?? [];
  const tables = whole.filter(({ table }) => years(table.rows) === years(columns));
  const apart = whole.filter((one) => !tables.includes(one));
  const footnotes = [...new Set(tables.flatMap(({ table }) => table.footnotes))];
  const links = new Map(tables.map(({ inside }) => [inside.figure.id, rowLink(of, inside)]));
  const notes = new Map(tables.flatMap((one) => notesOf(one.inside, one.notes, language)));
  const id = `kort-${of.part.key}`;
  return (
    <div class="dl-flow">
      <h3 id={id}>{words.short[language]}</h3>
      <DataTable
        id={`${id}-tabel`}
        caption={captionIn(of, words.short[language])}
        language={language}
        link={(cell) => links.get(cell.figure)?.(cell)}
        table={{
          corner: words.measure[language],
          columns: columns.map(({ key, label }) => ({ key, label, group: null })),
          rows: tables.map(({ inside, table }) => ({
            key: inside.figure.id,
            label: inside.figure.title[language],
            level: 0,
            total: false,
            cells: table.rows.flatMap(({ cells }) =>
              cells.map((cell) => ({
                ...cell,
                footnotes: cell.footnotes.map(
                  (number) => footnotes.indexOf(table.footnotes[number - 1] ?? '') + 1,
                ),
              })),
            ),
          })),
          footnotes,
        }}
      />
      {notes.size > 0 && (
        <ul class="dl-figure__notes">
          {[...notes.values()].map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {apart.map(({ inside }) => (
        <FigureTables key={inside.figure.id} {...of} inside={inside} />
      ))}
    </div>
  );
}

/** What is said of numbers below each other: what holds for all of them once, and of one with its name. */
function notesOf(
  { figure }: InsideFigure,
  notes: readonly Text[],
  language: SignedIn['language'],
): readonly (readonly [string, string])[] {
  const own = shareNote(figure)?.nl;
  return notes
    .filter(({ nl }) => nl !== own)
    .map((note) => {
      const said =
        note.nl === suppressedNote.nl ? note[language] : `${figure.title[language]}: ${note[language]}`;
      return [said, said];
    });
}
