import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Page } from '../../platform/web/page.tsx';
import { countedFacts } from '../../publication/html/blocks/figure-facts.tsx';
import { reportWords } from '../../publication/html/words.ts';
import type { InsideFigure } from '../../publication/inside/inside-figures.ts';
import { provisionalWords } from '../../publication/words/provisional-words.ts';
import { confidentialSheet, frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { Editions } from './editions-part.tsx';
import { FigureTables, PartState, PeriodForm, withPeriod } from './figure-parts.tsx';
import { type FiguresPart, figuresHeld, figuresShown, periodAsked, periodName } from './held-figures.ts';

const words = {
  overview: text('Cijfers', 'Figures'),
  own: text('Uw onderdeel', 'Your unit'),
  rest: text('De andere onderdelen', 'The other units'),
  open: text(
    'Hier is niets verborgen: u mag de registraties zien. In een verslag: {class}. {reason}',
    'Nothing is hidden here: you may see the records. In a report: {class}. {reason}',
  ),
  notHere: text('Dit cijfer is er hier niet.', 'This figure is not here.'),
  cannot: text('Dit cijfer is niet te berekenen: {why}.', 'This figure cannot be computed: {why}.'),
  about: text('Over dit cijfer', 'About this figure'),
  file: text('Als bestand meenemen (CSV)', 'Take along as a file (CSV)'),
} as const;

/** One figure of a register as a whole: every table of it, and how it is counted. */
export async function showFigure(visit: SignedIn, part: string): Promise<Response> {
  const [slug = '', , id = ''] = part.split('/');
  const held = (await figuresHeld(visit)).find(({ place }) => place === `/registers/${slug}/cijfers`);
  const definition = held?.register.figures.find((one) => one.id === id);
  const choice = await periodAsked(visit);
  if (!held || !definition || !choice) return notFound(visit);
  const { language, to } = visit;
  const shown = await figuresShown(visit, held, choice);
  const place = `${held.place}/${id}`;
  const here = withPeriod(place, choice);
  const title = definition.title[language];
  const found = (one: FiguresPart): InsideFigure | null =>
    one.state.kind === 'ready' ? (one.state.made.find(({ figure }) => figure.id === id) ?? null) : null;
  const any = shown.parts.flatMap((one) => found(one) ?? [])[0];
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={`${title}, ${periodName(choice.period, language)}`}
      here={to('/cijfers')}
      crumbs={[
        { href: to(withPeriod('/cijfers', choice)), label: words.overview[language] },
        { href: to(withPeriod(held.place, choice)), label: held.register.name[language] },
      ]}
      wide
      sheet={confidentialSheet(visit)}
    >
      <h1>{title}</h1>
      <p>{definition.definition[language]}</p>
      {await PeriodForm({ visit, place, chosen: choice.period.key })}
      {shown.parts.map((one) => {
        const inside = found(one);
        return (
          <section key={one.key} class="dl-flow" aria-label={partName(one, language) ?? title}>
            {partName(one, language) && <h2>{partName(one, language)}</h2>}
            <PartState visit={visit} part={one} here={here} />
            {one.state.kind === 'ready' && inside === null && <p>{words.notHere[language]}</p>}
            {inside?.figure.cannot && (
              <p>{say(words.cannot[language], language, { why: inside.figure.cannot[language] })}</p>
            )}
            {inside && inside.figure.cannot === null && (
              <FigureTables visit={visit} held={held} choice={choice} part={one} inside={inside} whole />
            )}
          </section>
        );
      })}
      {shown.editions && (
        <Editions visit={visit} held={{ ...held, place: held.place }} choice={choice} shown={shown} />
      )}
      {any && (
        <section class="dl-flow" aria-labelledby="over">
          <h2 id="over">{words.about[language]}</h2>
          <DefinitionList items={factsOf(any, shown.parts[0]?.edition === null, language)} />
        </section>
      )}
      <p class="dl-noprint dl-links">
        <a href={to(`${withPeriod(`${held.place}/bestand`, choice)}&cijfer=${id}`)}>{words.file[language]}</a>
      </p>
    </Page>,
  );
}

function partName({ key }: FiguresPart, language: SignedIn['language']): string | null {
  return key === 'eigen' ? words.own[language] : key === 'rest' ? words.rest[language] : null;
}

/** Population, completeness, counting date, basis and protection, as a report says them. */
function factsOf({ figure }: InsideFigure, isOpen: boolean, language: SignedIn['language']) {
  const { figure: terms, ...around } = reportWords[language];
  const named = around.classes[figure.protection.class];
  const reason = figure.protection.reason[language];
  return [
    { term: terms.population, text: figure.population[language] },
    ...(figure.completeness[language] === ''
      ? []
      : [{ term: terms.completeness, text: figure.completeness[language] }]),
    ...countedFacts(figure, language),
    { term: terms.countingDate, text: around.countingDates[figure.countingDate] },
    ...(figure.provisional
      ? [{ term: terms.provisional, text: provisionalWords(figure.provisional, language) }]
      : []),
    { term: terms.basis, text: around.bases[figure.basis] },
    {
      term: terms.protection,
      text: isOpen ? say(words.open[language], language, { class: named, reason }) : `${named}. ${reason}`,
    },
  ];
}
