import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { writeCsv } from '../../platform/spreadsheets/csv/csv-write.ts';
import { takeFigures } from '../../publication/inside/editions.ts';
import type { InsideFigure } from '../../publication/inside/inside-figures.ts';
import { stateWords } from '../../tables/state-words.ts';
import { confirmFirst } from '../account/confirm.tsx';
import { goTo, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { withPeriod } from './figure-parts.tsx';
import { type FiguresPart, figuresHeld, figuresShown, periodAsked, periodName } from './held-figures.ts';

const words = {
  part: text('Deel', 'Part'),
  figure: text('Cijfer', 'Figure'),
  name: text('Naam', 'Name'),
  period: text('Periode', 'Period'),
  place: text('Uitsplitsing', 'Division'),
  value: text('Waarde', 'Value'),
  state: text('Stand', 'State'),
  note: text('Toelichting', 'Note'),
  total: text('totaal', 'total'),
  notShown: text('niet getoond', 'not shown'),
  parts: {
    alles: text('alle registraties', 'all records'),
    eigen: text('uw onderdeel', 'your unit'),
    rest: text('de andere onderdelen', 'the other units'),
    beschermd: text('de hele organisatie, beschermd', 'the organisation as a whole, protected'),
  },
} as const;

/** The figures of a register as they are shown, cell by cell, as a file; that they were taken along is recorded. */
export async function takeFiguresAlong(visit: SignedIn, part: string): Promise<Response> {
  const [slug = ''] = part.split('/');
  const held = (await figuresHeld(visit)).find(({ place }) => place === `/registers/${slug}/cijfers`);
  const choice = await periodAsked(visit);
  if (!held || !choice) return notFound(visit);
  const { language, premises, actor, context, session } = visit;
  const only = context.req.query('cijfer') ?? '';
  const query = only === '' ? '' : `&${new URLSearchParams({ cijfer: only })}`;
  if (session.account !== null && !session.isConfirmed)
    return confirmFirst(visit, `${withPeriod(`${held.place}/bestand`, choice)}${query}`);
  const { parts } = await figuresShown(visit, held, choice);
  // What is not made yet is told by the page.
  if (parts.length === 0 || parts.some(({ state }) => state.kind !== 'ready'))
    return goTo(visit, withPeriod(held.place, choice));
  const rows = parts.flatMap((one) =>
    one.state.kind === 'ready'
      ? one.state.made
          .filter(({ figure }) => only === '' || figure.id === only)
          .flatMap((inside) => rowsOf(one, inside, periodName(choice.period, language), language))
      : [],
  );
  await perform(premises.door, actor, takeFigures, concern, {
    register: held.register.key,
    period: choice.period.key,
    rows: rows.length,
  });
  const heads = [
    ...[words.part, words.figure, words.name, words.period],
    ...[words.place, words.value, words.state, words.note],
  ];
  const content = writeCsv(
    {
      name: held.register.name[language],
      columns: heads.map((label) => ({ header: label[language], kind: 'text' as const })),
      rows,
    },
    { delimiter: ';', mark: true },
  );
  return new Response(Buffer.from(content), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${slug}-${choice.period.key}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}

function rowsOf(
  { key }: FiguresPart,
  { figure }: InsideFigure,
  period: string,
  language: SignedIn['language'],
): readonly (readonly string[])[] {
  const face = [words.parts[key][language], figure.id, figure.title[language], period];
  if (figure.cannot !== null)
    return [[...face, '', '', stateWords['cannot-be-computed'][language], figure.cannot[language]]];
  return figure.cells.map(({ at, state, value, note }) => [
    ...face,
    figure.dimensions
      .map(({ key: dimension, title, members }) => {
        const member = members.find(({ code }) => code === at[dimension]);
        return `${title[language]}: ${(member?.label ?? words.total)[language]}`;
      })
      .join(', '),
    decimalIn(value, language),
    state === 'suppressed' ? words.notShown[language] : value === null ? stateWords[state][language] : '',
    note?.[language] ?? '',
  ]);
}

/** A number as a spreadsheet in that language reads it; what has none stays empty, for its state says why. */
function decimalIn(value: string | null, language: SignedIn['language']): string {
  return value === null ? '' : language === 'nl' ? value.replace('.', ',') : value;
}
