import { derivedFigure, type FigureFace, reportedFigure } from './build.ts';
import type { CountedThing } from './cubes/counted-thing.ts';
import type { Cube } from './cubes/cube.ts';
import type { FigureDefinition, Within } from './definition.ts';

/** What the figures of one register share. */
export interface FigureMakerDefaults {
  readonly register: string;
  readonly population: FigureDefinition['population'];
  readonly protection: FigureDefinition['protection'];
  readonly source: string;
}

/** Makes the figures of a register of returns: fields as reported, and what follows from them. */
export interface FigureMaker {
  readonly reported: (
    id: string,
    from: {
      readonly field: string;
      readonly counts: CountedThing;
      readonly part?: string;
      /** What the part is called in tables; default "topic". */
      readonly as?: string;
      readonly addYears?: boolean;
      /** What it is a part of, where that matters once it is guarded. */
      readonly within?: Within;
      /** A sum of money instead of a count. */
      readonly unit?: 'euro';
    },
    title: FigureDefinition['title'],
    definition: FigureDefinition['definition'],
  ) => FigureDefinition;
  readonly derived: (
    id: string,
    from: readonly string[],
    quantity: FigureDefinition['quantity'],
    counts: CountedThing,
    title: FigureDefinition['title'],
    definition: FigureDefinition['definition'],
    /** `second` is `first` again where only one figure is named. */
    derive: (first: Cube, second: Cube) => Cube,
  ) => FigureDefinition;
}

/** See {@link FigureMaker}. Ids are given without the register's key, which is put before them. */
export function figureMaker(defaults: FigureMakerDefaults): FigureMaker {
  const face = (id: string): Omit<FigureFace, 'title' | 'definition' | 'counts' | 'quantity'> => ({
    id: `${defaults.register}.${id}`,
    population: defaults.population,
    countingDate: 'period of the return',
    basis: 'return',
    protection: defaults.protection,
    source: defaults.source,
  });
  return {
    reported: (id, from, title, definition) =>
      reportedFigure(
        {
          ...face(id),
          title,
          definition,
          ...(from.within ? { within: from.within } : {}),
          counts: from.counts,
          quantity: { unit: from.unit ?? 'count', decimals: 0 },
        },
        {
          field: from.field,
          addYears: from.addYears ?? true,
          ...(from.part ? { part: from.part } : {}),
          ...(from.as ? { as: from.as } : {}),
        },
      ),
    derived: (id, from, quantity, counts, title, definition, derive) =>
      derivedFigure({ ...face(id), title, definition, counts, quantity }, from, ([first, second]) => {
        if (!first) throw new RangeError(`Figure ${id} is derived from nothing.`);
        return derive(first, second ?? first);
      }),
  };
}
