import { z } from 'zod';

/** The parts of a published figures file that a reader can reckon with. Read anew, by nothing that wrote it. */
const publishedFile = z.object({
  publication: z.object({ report: z.string(), version: z.number() }),
  figures: z.array(
    z.object({
      id: z.string(),
      unit: z.string(),
      protection: z.object({ class: z.string() }),
      dimensions: z.array(
        z.object({
          key: z.string(),
          members: z.array(z.object({ code: z.string(), parent: z.string().nullable() })),
        }),
      ),
      cells: z.array(
        z.object({
          at: z.record(z.string(), z.string()),
          state: z.string(),
          value: z.string().nullable(),
          note: z.object({ nl: z.string() }).nullable(),
          parts: z.object({ part: z.string(), whole: z.string() }).optional(),
        }),
      ),
      restated: z.array(z.object({ at: z.record(z.string(), z.string()), was: z.string() })),
    }),
  ),
});

/** A published figures file, as it was read. */
export type PublishedData = z.infer<typeof publishedFile>;
export type DataFigure = PublishedData['figures'][number];
export type DataCell = DataFigure['cells'][number];

/** Reads a figures file. Throws when it is none. */
export function readPublished(json: string): PublishedData {
  return publishedFile.parse(JSON.parse(json));
}

/** The place of a cell within its figure: its codes in the order of the dimensions, "*" where it is a total. */
export function placeOf(figure: DataFigure, at: Readonly<Record<string, string>>): string {
  return figure.dimensions.map(({ key }) => at[key] ?? '*').join('|');
}

/** A sum that a reader of a figure expects: a total and its parts, by place. */
export interface ExpectedSum {
  readonly total: string;
  readonly parts: readonly string[];
}

const unknown = '?';

/**
 * The sums within a figure that follow from its dimensions: a member is the sum of the members under it, a total that of
 * the members under none and of what is not recorded.
 *
 * @param above where a member adds up to at a place, as the definitions say; a unit may move from year to year
 */
export function expectedSums(
  figure: DataFigure,
  above: (
    figure: string,
    dimension: string,
    code: string,
    at: Readonly<Record<string, string>>,
  ) => string | undefined,
): readonly ExpectedSum[] {
  const places = new Map(figure.cells.map((cell) => [placeOf(figure, cell.at), cell]));
  const sums = new Map<string, { total: string; parts: string[] }>();
  figure.dimensions.forEach((dimension, axis) => {
    const parents = new Map(dimension.members.map(({ code, parent }) => [code, parent]));
    for (const [place, { at }] of places) {
      const codes = place.split('|');
      const code = codes[axis] ?? '*';
      if (code === '*') continue;
      const over =
        code === unknown ? '*' : (above(figure.id, dimension.key, code, at) ?? parents.get(code) ?? '*');
      const total = codes.with(axis, over).join('|');
      if (!places.has(total)) continue;
      const name = `${dimension.key} ${total}`;
      const sum = sums.get(name) ?? { total, parts: [] };
      sum.parts.push(place);
      sums.set(name, sum);
    }
  });
  return [...sums.values()];
}
