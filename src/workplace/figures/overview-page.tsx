import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { ErrorSummary } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Page } from '../../platform/web/page.tsx';
import type { FigureView } from '../../publication/document/blocks/figure-block.ts';
import type { InsideFigure } from '../../publication/inside/inside-figures.ts';
import { DataTable } from '../../tables/data-table.tsx';
import { confidentialSheet, frameOf, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { Editions } from './editions-part.tsx';
import { PartState, PeriodForm, rowLink, withPeriod } from './figure-parts.tsx';
import {
  type FiguresOfRegister,
  figuresHeld,
  figuresShown,
  type PeriodChoice,
  periodAsked,
  periodName,
  type ShownFigures,
} from './held-figures.ts';
import { divisionsOf, hasNumbers, wholeOf } from './lay-out-figure.ts';

const words = {
  title: text('Cijfers', 'Figures'),
  lead: text(
    'De cijfers van elk register, uit dezelfde omschrijvingen als het verslag. Wat u mag zien, staat er open; van de rest staat er wat een verslag mag tonen.',
    'The figures of each register, from the same definitions as the report. What you may see stands there open; of the rest there is what a report may show.',
  ),
  wrongPeriod: text('Kies een van de periodes.', 'Choose one of the periods.'),
  all: text('Alle cijfers: {register}', 'All figures: {register}'),
  noWhole: text(
    'Over {period} zijn er cijfers, maar geen aantal over het geheel.',
    'There are figures of {period}, but no number of the whole.',
  ),
  nothing: text('Over {period} is hier niets vastgelegd.', 'Nothing of {period} is recorded here.'),
  own: text('{register}: uw onderdeel', '{register}: your unit'),
  rest: text('{register}: de andere onderdelen', '{register}: the other units'),
  figure: text('Cijfer', 'Figure'),
  none: text('Er zijn nog geen registers', 'There are no registers yet'),
  noneText: text(
    'De organisatie is nog niet beschreven. De functioneel beheerder doet dat aan de opdrachtregel.',
    'The organisation was not described yet. The functional administrator does that at the command line.',
  ),
} as const;

/** How many numbers of a register stand in the overview. */
const mostNumbers = 4;

/** The registers with their first numbers over a period, each leading to its own page. */
export async function showFiguresOverview(visit: SignedIn): Promise<Response> {
  const { language, to } = visit;
  if (!hasRole(visit, 'central-coordinator', 'coordinator', 'head', 'auditor')) return notFound(visit);
  const all = await figuresHeld(visit);
  const choice = all.length > 0 ? await periodAsked(visit) : null;
  const isWrong = all.length > 0 && choice === null;
  const errors = isWrong ? [{ field: 'periode', message: words.wrongPeriod[language] }] : [];
  const shown = choice
    ? await Promise.all(all.map(async (held) => ({ held, shown: await figuresShown(visit, held, choice) })))
    : [];
  const guarded = shown.find((one) => one.shown.editions !== undefined);
  const guardedPart = guarded?.shown.parts.find(
    ({ edition, state }) => edition !== null && state.kind === 'ready',
  );
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={
        choice ? `${words.title[language]}, ${periodName(choice.period, language)}` : words.title[language]
      }
      here={to('/cijfers')}
      wide
      sheet={confidentialSheet(visit)}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      <h1>{words.title[language]}</h1>
      {all.length === 0 ? (
        <Empty title={words.none[language]} text={words.noneText[language]} />
      ) : (
        <>
          <p>{words.lead[language]}</p>
          {
            await PeriodForm({
              visit,
              place: '/cijfers',
              chosen: choice?.period.key ?? '',
              ...(errors[0] ? { error: errors[0].message } : {}),
            })
          }
          {choice && guardedPart && (
            <PartState visit={visit} part={guardedPart} here={withPeriod('/cijfers', choice)} />
          )}
          {choice && guarded && (
            <Editions
              visit={visit}
              held={{ view: 'none', place: '/cijfers' }}
              choice={choice}
              shown={guarded.shown}
            />
          )}
          {choice &&
            shown.map((one) => <OneRegister key={one.held.place} visit={visit} choice={choice} {...one} />)}
        </>
      )}
    </Page>,
    errors.length > 0 ? 400 : 200,
  );
}

/** The first numbers of a register over the whole: those that nothing divides, then the sums of others. */
function firstNumbers(figures: readonly InsideFigure[], language: SignedIn['language']) {
  const counted = figures.filter(({ figure }) => figure.unit === 'count' && hasNumbers(figure));
  const isSingle = ({ figure }: InsideFigure): boolean => divisionsOf(figure).length === 0;
  const found: { readonly inside: InsideFigure; readonly table: FigureView['table'] }[] = [];
  for (const inside of [...counted.filter(isSingle), ...counted.filter((one) => !isSingle(one))]) {
    const table = wholeOf(inside, language);
    const years = found[0]?.table.rows.map(({ key }) => key).join();
    if (table && (years === undefined || table.rows.map(({ key }) => key).join() === years))
      found.push({ inside, table });
    if (found.length === mostNumbers || (found.length > 0 && !isSingle(inside))) break;
  }
  return found;
}

function OneRegister({
  visit,
  choice,
  held,
  shown,
}: {
  visit: SignedIn;
  choice: PeriodChoice;
  held: FiguresOfRegister;
  shown: ShownFigures;
}) {
  const { language, to } = visit;
  const { register } = held;
  const name = register.name[language];
  const id = `register-${register.key}`;
  return (
    <section class="dl-flow" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <p>{register.what[language]}</p>
      {shown.parts.map((part) => {
        if (part.state.kind !== 'ready')
          return <PartState key={part.key} visit={visit} part={part} here={withPeriod('/cijfers', choice)} />;
        const laid = firstNumbers(part.state.made, language);
        const caption =
          part.key === 'eigen' || part.key === 'rest'
            ? say(words[part.key === 'eigen' ? 'own' : 'rest'][language], language, { register: name })
            : name;
        if (laid.length === 0)
          return (
            <p key={part.key}>
              {say(
                (part.state.made.some(({ figure }) => hasNumbers(figure)) ? words.noWhole : words.nothing)[
                  language
                ],
                language,
                { period: periodName(choice.period, language) },
              )}
            </p>
          );
        const links = new Map(
          laid.map(({ inside }) => [inside.figure.id, rowLink({ visit, held, choice, part }, inside)]),
        );
        return (
          <DataTable
            key={part.key}
            id={`${id}-${part.key}`}
            caption={caption}
            language={language}
            link={(cell) => links.get(cell.figure)?.(cell)}
            table={{
              corner: part.key === 'alles' || part.key === 'beschermd' ? words.figure[language] : caption,
              columns: (laid[0]?.table.rows ?? []).map(({ key, label }) => ({ key, label, group: null })),
              rows: laid.map(({ inside, table }) => ({
                key: inside.figure.id,
                label: inside.figure.title[language],
                level: 0,
                total: false,
                cells: table.rows.flatMap(({ cells }) => cells.map((cell) => ({ ...cell, footnotes: [] }))),
              })),
              footnotes: [],
            }}
          />
        );
      })}
      <p>
        <a href={to(withPeriod(held.place, choice))}>
          {say(words.all[language], language, { register: name })}
        </a>
      </p>
    </section>
  );
}
