import { happens, shuffled, withOwnStream } from './chance.ts';
import { aftermathOf } from './incident-aftermath.ts';
import { type Course, courseOf } from './incident-course.ts';
import { formOf } from './incident-form.ts';
import type { Sheet } from './sheet.ts';
import { staffIn, type Unit, unitsIn } from './units.ts';

/** The incidents of a year as units return them. */
export interface IncidentReturns {
  readonly sheet: Sheet;
  readonly summaries: readonly Summary[];
}

/** What is told in public of the incident in a row of the sheet, and how it was settled. */
interface Summary {
  readonly row: number;
  readonly text: string;
  readonly settlement: string;
}

/** Draws the incidents of a year: a row each, in no order. */
export function incidentsOf(year: number): IncidentReturns {
  const incidents = shuffled(
    unitsIn(year).flatMap((unit) =>
      Array.from({ length: numberOf(unit, year) }, () => {
        const course = courseOf(unit, year);
        const form = formOf(unit, course);
        const aftermath = withOwnStream(course.seed + 3_000_003, () => aftermathOf(form, course.received));
        return { cells: { ...form, ...aftermath }, ...summaryOf(course) };
      }),
    ),
  );
  return {
    sheet: [
      Object.keys(incidents[0]?.cells ?? {}),
      ...incidents.map(({ cells }): readonly string[] => Object.values(cells)),
    ],
    summaries: incidents.map(({ text, settlement }, index) => ({ row: index + 2, text, settlement })),
  };
}

function numberOf(unit: Unit, year: number): number {
  const expected = (staffIn(unit, year) * unit.incidents * (1 + (year - 2022) * 0.06)) / 1000;
  return Math.floor(expected) + (happens(expected % 1) ? 1 : 0);
}

function summaryOf({ template, isOpen, established, outcome }: Course): Omit<Summary, 'row'> {
  return {
    text: established ? template.established : template.neutral,
    settlement: isOpen
      ? 'Het onderzoek loopt nog.'
      : established
        ? template.settlement
        : outcome === 'niet onderzocht'
          ? 'Besproken met de betrokkene; verder onderzoek was niet nodig.'
          : 'Er is niets vastgesteld. De uitkomst is besproken met melder en betrokkene.',
  };
}

/** The sheet as it was first returned: two incidents were re-qualified later, and one was entered twice. */
export function asFirstReturned(sheet: Sheet): Sheet {
  const [headings = [], ...rows] = sheet;
  const [category, subcategory] = ['Categorie', 'Betreft'].map((heading) => headings.indexOf(heading));
  const first = rows.map((row, index) =>
    index === 3 || index === 11
      ? row.map((cell, column) =>
          column === category
            ? 'Ongepaste communicatie'
            : column === subcategory
              ? 'Overig communicatie'
              : cell,
        )
      : row,
  );
  const twice = first[5];
  return [headings, ...first, ...(twice ? [twice] : [])];
}
