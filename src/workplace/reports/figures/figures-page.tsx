import { writeQuantity } from '../../../figures/format.ts';
import { parsePeriod } from '../../../organisation/period.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { TextField } from '../../../platform/web/components/fields.tsx';
import { Empty } from '../../../platform/web/components/lists.tsx';
import { TextTable } from '../../../platform/web/components/text-table.tsx';
import { Page } from '../../../platform/web/page.tsx';
import type { PublishedFigure } from '../../../publication/report-model.ts';
import { renewingAnswer } from '../../front/renewed.tsx';
import { frameOf, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { profileOf } from '../../people-lists/profile-of.ts';
import { figuresOfReport, type HeldReport, openReport, setNow } from '../held-report.ts';
import { FiguresState, ReportStrip, reportCrumbs } from '../report-parts.tsx';
import { expressionOf, type FigureToday, figuresToday } from './figure-menu.ts';

const words = {
  title: text('Cijfers van het verslag', 'Figures of the report'),
  insertTitle: text('Cijfer invoegen', 'Insert a figure'),
  lead: text(
    'Elk cijfer dat de registers over deze periode bevatten, met de waarde van vandaag.',
    'Every figure that the registers hold of this period, with the value of today.',
  ),
  search: text('Zoek in de namen', 'Search the names'),
  searchButton: text('Cijfers zoeken', 'Search figures'),
  figure: text('Cijfer', 'Figure'),
  value: text('Vandaag, laatste jaar', 'Today, last year'),
  complete: text('Volledigheid', 'Completeness'),
  protection: text('Bescherming', 'Protection'),
  insert: text('Invoegen', 'Insert'),
  asNumber: text('als getal', 'as a number'),
  asTable: text('als tabel', 'as a table'),
  insertNumber: text('{figure} als getal invoegen', 'Insert {figure} as a number'),
  insertTable: text('{figure} als tabel invoegen', 'Insert {figure} as a table'),
  toProtect: text('nog te beveiligen', 'still to be protected'),
  open: text('open', 'open'),
  shown: text('alle getallen zijn te tonen', 'all numbers can be shown'),
  hidden: text(
    '{hidden, plural, one {# getal} other {# getallen}} van {all} afgeschermd',
    '{hidden, plural, one {# number} other {# numbers}} of {all} suppressed',
  ),
  cannot: text('niets te tonen: {why}', 'nothing to show: {why}'),
  notWhole: text('geen totaal', 'no total'),
  full: text('volledig', 'complete'),
  noFigures: text('Bereken eerst de cijfers', 'Compute the figures first'),
  noFiguresText: text(
    'Daarna staat hier elk cijfer met zijn waarde.',
    'Then every figure stands here with its value.',
  ),
  none: text('Geen cijfer gevonden', 'No figure found'),
  noneText: text(
    'Er is geen cijfer met „{typed}” in de naam.',
    'There is no figure with “{typed}” in its name.',
  ),
  all: text('Alle cijfers tonen', 'Show all figures'),
} as const;

/** The figures that a report can show, with what each is today; for a block each can be inserted. */
export async function showFigures(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes) return notFound(visit);
  const { language, to, context } = visit;
  const block = held.draft.blocks.find(({ id }) => id === context.req.query('blok'));
  const typed = (context.req.query('naam') ?? '').trim().slice(0, 60);
  const ready = figuresOfReport(visit, held);
  const { yearStart } = await profileOf(visit);
  const period = parsePeriod(held.draft.period, yearStart);
  const figures =
    ready.kind === 'ready' ? figuresToday(ready.report.figures, period, held.draft.language) : [];
  const found = figures.filter(({ definition }) =>
    definition.title[language].toLowerCase().includes(typed.toLowerCase()),
  );
  const published = new Map(setNow(visit, held)?.model?.figures.map((one) => [one.id, one]));
  const title = (block ? words.insertTitle : words.title)[language];
  const here = `${held.place}/cijfers${block ? `?blok=${block.id}` : ''}`;
  return renewingAnswer(
    <Page
      frame={frameOf(visit)}
      here={visit.to(held.place)}
      title={title}
      crumbs={reportCrumbs(visit, held)}
      wide
    >
      <h1>{title}</h1>
      <ReportStrip visit={visit} held={held} />
      <p>{words.lead[language]}</p>
      <FiguresState visit={visit} held={held} back={here} />
      {ready.kind === 'ready' && (
        <form method="get" action={to(`${held.place}/cijfers`)} class="dl-form">
          {block && <input type="hidden" name="blok" value={block.id} />}
          <TextField
            id="naam"
            label={words.search[language]}
            language={language}
            value={typed}
            type="search"
          />
          <button type="submit" class="dl-button dl-button--second">
            {words.searchButton[language]}
          </button>
        </form>
      )}
      {ready.kind !== 'ready' ? (
        <Empty title={words.noFigures[language]} text={words.noFiguresText[language]} />
      ) : found.length === 0 ? (
        <Empty
          title={words.none[language]}
          text={say(words.noneText[language], language, { typed })}
          action={{ href: to(here), label: words.all[language] }}
        />
      ) : (
        <TextTable
          caption={title}
          captionHidden
          heads={[
            words.figure,
            words.value,
            words.complete,
            words.protection,
            ...(block ? [words.insert] : []),
          ].map((one) => one[language])}
          rows={found.map((figure) =>
            rowOf(visit, held, figure, published.get(figure.definition.id), block?.id),
          )}
        />
      )}
    </Page>,
  );
}

function rowOf(
  visit: SignedIn,
  { place }: HeldReport,
  figure: FigureToday,
  published: PublishedFigure | undefined,
  block: string | undefined,
) {
  const { language, to } = visit;
  const { definition, value, at } = figure;
  const name = definition.title[language];
  const link = (source: string, label: Text, hidden: Text) => (
    <a
      href={to(`${place}/blok/${block}?invoegen=${encodeURIComponent(source)}`)}
      aria-label={say(hidden[language], language, { figure: name })}
    >
      {label[language]}
    </a>
  );
  return [
    name,
    value === null ? words.notWhole[language] : writeQuantity(value, definition.quantity.unit, language),
    published ? published.completeness[language] || words.full[language] : '',
    protectionWords(published, definition.protection.class, language),
    ...(block === undefined
      ? []
      : [
          <span key="in">
            {value !== null && <>{link(expressionOf(definition, at), words.asNumber, words.insertNumber)} </>}
            {link(figure.table, words.asTable, words.insertTable)}
          </span>,
        ]),
  ];
}

function protectionWords(
  published: PublishedFigure | undefined,
  kind: string,
  language: 'nl' | 'en',
): string {
  if (!published) return kind === 'open' ? words.open[language] : words.toProtect[language];
  if (published.cannot) return say(words.cannot[language], language, { why: published.cannot[language] });
  const hidden = published.cells.filter(({ state }) => state === 'suppressed').length;
  return hidden === 0
    ? words.shown[language]
    : say(words.hidden[language], language, { hidden, all: published.cells.length });
}
