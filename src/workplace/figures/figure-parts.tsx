import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { SelectField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Chart } from '../../publication/html/blocks/chart.tsx';
import { drawableChart } from '../../publication/html/drawable-chart.ts';
import type { InsideFigure } from '../../publication/inside/inside-figures.ts';
import type { FigureBlock, TableCell } from '../../publication/report-model.ts';
import { DataTable } from '../../tables/data-table.tsx';
import type { SignedIn } from '../front/visit.ts';
import { profileOf } from '../people-lists/profile-of.ts';
import { cellName, cellWritten } from './counted-cell.ts';
import {
  type FiguresOfRegister,
  type FiguresPart,
  type PeriodChoice,
  periodChoices,
  periodName,
} from './held-figures.ts';
import { type FigureTable, tablesOf } from './lay-out-figure.ts';

const words = {
  period: text('Periode', 'Period'),
  show: text('Cijfers tonen', 'Show the figures'),
  running: text('{period} (loopt nog)', '{period} (still running)'),
  table: text('Tabel', 'Table'),
  rows: text('{number}: {cell}. Toon deze registraties', '{number}: {cell}. Show these records'),
  own: text('{title}, uw onderdeel', '{title}, your unit'),
  rest: text('{title}, de andere onderdelen', '{title}, the other units'),
  skipped: text('Regels zonder aantal staan hier niet bij.', 'Rows without a number are not shown here.'),
  whole: text('Dit cijfer in zijn geheel', 'This figure as a whole'),
  wholeOf: text('Dit cijfer in zijn geheel: {figure}', 'This figure as a whole: {figure}'),
  busy: text('De cijfers worden berekend', 'The figures are being computed'),
  busyText: text('Begonnen op {moment}.', 'Begun on {moment}.'),
  refresh: text('Stand vernieuwen', 'Refresh the state'),
  failed: text('De cijfers konden niet worden berekend', 'The figures could not be computed'),
  counted: text('Berekend op {moment}.', 'Computed on {moment}.'),
  edition: text('Stand van {moment}.', 'As of {moment}.'),
} as const;

/** Chooses the period: a form that needs no script. */
export async function PeriodForm({
  visit,
  place,
  chosen,
  error,
}: {
  visit: SignedIn;
  place: string;
  chosen: string;
  error?: string;
}) {
  const { language, to } = visit;
  const choices = periodChoices((await profileOf(visit)).yearStart);
  return (
    <form method="get" action={to(place)} class="dl-filters dl-noprint" novalidate>
      <SelectField
        id="periode"
        label={words.period[language]}
        language={language}
        value={chosen}
        choices={choices.map(({ period, isEnded }) => ({
          value: period.key,
          label: isEnded
            ? periodName(period, language)
            : say(words.running[language], language, { period: periodName(period, language) }),
        }))}
        {...(error === undefined ? {} : { error })}
      />
      <div class="dl-buttons">
        <button type="submit" class="dl-button dl-button--second">
          {words.show[language]}
        </button>
      </div>
    </form>
  );
}

/** An address of figures with the period in it. */
export function withPeriod(place: string, { period }: PeriodChoice): string {
  return `${place}?periode=${period.key}`;
}

/** When figures were made, or that they are not yet there. */
export function PartState({
  visit: { language, to },
  part,
  here,
}: {
  visit: SignedIn;
  part: FiguresPart;
  here: string;
}) {
  const { state, edition } = part;
  switch (state.kind) {
    case 'busy':
      return (
        <Notice kind="info" title={words.busy[language]}>
          <p>
            {say(words.busyText[language], language, { moment: momentInWords(state.since, language) })}{' '}
            <a href={to(here)}>{words.refresh[language]}</a>
          </p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice kind="danger" title={words.failed[language]}>
          <p>{state.words[language]}</p>
        </Notice>
      );
    case 'ready':
      return (
        <p>
          {say((edition ? words.edition : words.counted)[language], language, {
            moment: momentInWords(state.at, language),
          })}
        </p>
      );
    default:
      return state satisfies never;
  }
}

/** What tables of figures are shown with. */
export interface ShownOf {
  readonly visit: SignedIn;
  readonly held: FiguresOfRegister;
  readonly choice: PeriodChoice;
  readonly part: FiguresPart;
}

/** Where a number leads: to the list of the records that it counts. */
export function rowLink(
  { visit, held, choice, part }: ShownOf,
  { figure }: InsideFigure,
): (cell: TableCell) => { readonly href: string; readonly label: string } | undefined {
  const { language, to } = visit;
  return ({ at, text: number }) => {
    if (held.list === null || part.records(figure.id, at) === null) return undefined;
    const address = { figure: figure.id, period: choice.period.key, at };
    const cell = cellName(figure, at, periodName(choice.period, language), language);
    return {
      href: to(`${held.list}?${new URLSearchParams({ cijfer: cellWritten(address) })}`),
      label: say(words.rows[language], language, { number, cell }),
    };
  };
}

/** What a table is called on a page that may show the same figure of others too. */
export function captionIn({ visit: { language }, part: { key } }: ShownOf, title: string): string {
  if (key === 'eigen') return say(words.own[language], language, { title });
  return key === 'rest' ? say(words.rest[language], language, { title }) : title;
}

/** A figure with its chart and its tables. */
export function FigureTables({
  inside,
  whole = false,
  open = false,
  ...of
}: ShownOf & {
  readonly inside: InsideFigure;
  /** Whether it stands by itself: then nothing is left out, and no link leads to it. */
  readonly whole?: boolean;
  /** Whether tables are open beside their charts: on paper. */
  readonly open?: boolean;
}) {
  const { visit, held, choice, part } = of;
  const { language, to } = visit;
  const { figure } = inside;
  const tables = tablesOf(inside, language, whole || open);
  const title = figure.title[language];
  const id = `${part.key}-${figure.id.replaceAll('.', '-')}`;
  return (
    <figure class="dl-figure" id={id} aria-label={captionIn(of, title)}>
      {!whole && (
        <figcaption>
          <h3>{title}</h3>
        </figcaption>
      )}
      {tables.map((table, index) => (
        <OneTable
          key={table.year ?? ''}
          of={of}
          inside={inside}
          table={table}
          id={`${id}-${index}`}
          whole={whole}
          open={open}
        />
      ))}
      {!whole && !open && (
        <p class="dl-noprint">
          <a
            href={to(withPeriod(`${held.place}/${figure.id}`, choice))}
            aria-label={say(words.wholeOf[language], language, { figure: title })}
          >
            {words.whole[language]}
          </a>
        </p>
      )}
    </figure>
  );
}

function OneTable({
  of,
  inside,
  table: { year, notes, ...view },
  id,
  whole,
  open,
}: {
  of: ShownOf;
  inside: InsideFigure;
  table: FigureTable;
  id: string;
  whole: boolean;
  open: boolean;
}) {
  const { language } = of.visit;
  const { figure } = inside;
  const title = year === null ? figure.title[language] : `${figure.title[language]}, ${year}`;
  const block: FigureBlock = {
    kind: 'figure',
    id,
    ...view,
    notes,
    title: [{ kind: 'text', text: title }],
  };
  const chart = drawableChart(block, language);
  const table = view.table.rows.length > 0 && view.table.columns.length > 0 && (
    <DataTable
      id={id}
      caption={captionIn(of, title)}
      table={view.table}
      language={language}
      link={rowLink(of, inside)}
    />
  );
  const shown = new Set(view.table.rows.map(({ key }) => key));
  const isSkipped =
    !whole &&
    !open &&
    figure.dimensions.some(
      ({ key, members }) =>
        key !== 'year' &&
        members.some(({ code }) => !shown.has(code)) &&
        members.some(({ code }) => shown.has(code)),
    );
  return (
    <div class="dl-flow">
      {year !== null && <h4>{year}</h4>}
      {chart && <Chart id={id} model={chart} />}
      {chart && table && !whole && !open ? (
        // Where numbers lead to records, they stand open.
        <Disclosure title={words.table[language]} open={of.part.edition === null}>
          {table}
        </Disclosure>
      ) : (
        table
      )}
      {(notes.length > 0 || isSkipped) && (
        <ul class="dl-figure__notes">
          {notes.map((note) => (
            <li key={note.nl}>{note[language]}</li>
          ))}
          {isSkipped && <li>{words.skipped[language]}</li>}
        </ul>
      )}
    </div>
  );
}
