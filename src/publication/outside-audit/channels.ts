import type { OutsideFinding } from './counts.ts';
import { type DataFigure, type PublishedData, placeOf } from './published-data.ts';
import { csvRows } from './read-back/csv-rows.ts';

/** Where one file of a report prints what another does not: data against data, and the page against the data. */
export function printedOtherwise(
  data: PublishedData,
  files: { readonly csv: string; readonly html: string },
): OutsideFinding[] {
  const figures = new Map(data.figures.map((figure) => [figure.id, figure]));
  return [...otherInCsv(files.csv, figures), ...otherOnPage(files.html, figures)];
}

function otherInCsv(csv: string, figures: ReadonlyMap<string, DataFigure>): readonly OutsideFinding[] {
  const [header = [], ...rows] = csvRows(csv);
  const columns = new Map(header.map((name, column) => [name, column]));
  const values = new Map(
    [...figures.values()].map((figure) => [
      figure.id,
      new Map(figure.cells.map((cell) => [placeOf(figure, cell.at), cell.value])),
    ]),
  );
  return rows.flatMap((row): readonly OutsideFinding[] => {
    const said = (name: string): string | undefined => row[columns.get(name) ?? -1];
    const figure = figures.get(said('figure') ?? '');
    const printed = said('value') ?? '';
    if (!figure || printed === '') return [];
    const at = Object.fromEntries(figure.dimensions.map(({ key }) => [key, said(`by_${key}`) ?? '*']));
    const value = values.get(figure.id)?.get(placeOf(figure, at));
    return value !== undefined && value !== null && Number(value) === Number(printed)
      ? []
      : [{ how: 'other-in-another-file', figure: figure.id, at }];
  });
}

/** Every number on the page that is bound to figures is one that their data hold. */
function otherOnPage(html: string, figures: ReadonlyMap<string, DataFigure>): readonly OutsideFinding[] {
  const findings: OutsideFinding[] = [];
  const values = new Map<string, ReadonlySet<number>>();
  const valuesOf = (id: string): ReadonlySet<number> => {
    const known = values.get(id);
    if (known) return known;
    const found = new Set(
      (figures.get(id)?.cells ?? []).flatMap(({ value, parts }) => [
        ...(value === null ? [] : [Math.abs(Number(value))]),
        ...(parts ? [Number(parts.part)] : []),
      ]),
    );
    values.set(id, found);
    return found;
  };
  const check = (ids: readonly string[], text: string): void => {
    const number = numberIn(text);
    if (number === undefined || ids.some((id) => valuesOf(id).has(number))) return;
    findings.push({ how: 'other-in-another-file', figure: ids.join(', '), at: {} });
  };
  for (const [, id = '', content = ''] of html.matchAll(
    /<a class="dl-value" href="#cijfer-([^"]+)"[^>]*>([\s\S]*?)<\/a>/g,
  ))
    check([id], content);
  for (const [card] of html.matchAll(/<figure class="dl-figure"[\s\S]*?<\/figure>/g)) {
    const ids = [...new Set([...card.matchAll(/href="#cijfer-([^"]+)"/g)].map(([, id = '']) => id))];
    for (const [, content = ''] of card.matchAll(/<td class="dl-cell[^"]*"[^>]*>([\s\S]*?)<\/td>/g))
      check(ids, content.replaceAll(/<a class="dl-note-ref"[\s\S]*?<\/a>/g, ''));
  }
  return findings;
}

/** The number that a cell prints, in Dutch or English; undefined for a word, a dot or a dash. */
export function numberIn(content: string): number | undefined {
  const text = content
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&nbsp;|\u00a0|\u202f/g, ' ')
    .trim();
  const [, digits] = /^[-−]?(?:€ ?)?(\d[\d.,]*)/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const whole = digits.replaceAll(/[.,](?=\d{3}(?!\d))/g, '').replaceAll(/[.,]$/g, '');
  return Number(whole.replace(',', '.'));
}
