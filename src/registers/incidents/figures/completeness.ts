import { derivedFigure } from '../../../figures/build.ts';
import { share } from '../../../figures/counting/derive.ts';
import { counted } from '../../../figures/cubes/cell.ts';
import { canonicalKey, cellKey } from '../../../figures/cubes/cube.ts';
import { total } from '../../../figures/cubes/dimension.ts';
import { fixedDimension } from '../../../figures/cubes/dimensions.ts';
import { amountWhere, notRecorded } from '../../../figures/cubes/facts.ts';
import { rational } from '../../../figures/cubes/rational.ts';
import type { FigureDefinition } from '../../../figures/definition.ts';
import { percentOf } from '../../../figures/format.ts';
import { yearsOf } from '../../../organisation/period.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { face, groups, required } from './faces.ts';

export const completeness: FigureDefinition = {
  ...face(
    'completeness',
    text('Volledigheid van de registratie', 'Completeness of the registration'),
    text(
      'Per veld van het registratieformulier: in hoeveel incidenten van de periode het is ingevuld. Een bevinding die nog wordt gezocht, is niet ingevuld.',
      'Per field of the registration form: in how many incidents of the period it is filled in. A finding that is still being sought is not filled in.',
    ),
    'open',
  ),
  compute: (inputs) => {
    const facts = inputs.facts.get('incidents');
    const years = new Set([...yearsOf(inputs.period).map((year) => year.key), notRecorded]);
    const fields: readonly (readonly [string, Text])[] = [
      ['category', text('categorie', 'category')],
      ['subcategory', text('subcategorie', 'subcategory')],
      ['received', text('jaar van ontvangst', 'year of receipt')],
      ['unit', text('onderdeel', 'unit')],
      ['kind', text('soort', 'kind')],
      ['reporter', text('melder', 'reporter')],
      ['investigation', text('onderzoek', 'investigation')],
      ['finding', text('bevinding', 'finding')],
    ];
    // Fields by which a guarded table divides incidents, as its keys name them.
    const divided: Readonly<Record<string, string>> = {
      unit: 'unit',
      kind: 'kind',
      reporter: 'reporterGroup',
      investigation: 'investigation',
    };
    // What is still being found out is not filled in.
    const unfilled: Readonly<Record<string, readonly string[]>> = { finding: [notRecorded, 'pending'] };
    const dimension = fixedDimension(
      'field',
      text('Veld', 'Field'),
      fields.map(([code, label]) => ({ code, label })),
    );
    const cells = new Map(
      [...fields.map(([code]) => code), total].map((code) => {
        // What is filled in gives away what is not: it is hidden where a table hides its "niet vastgelegd".
        const from = [
          canonicalKey('incidents.completeness', { field: code, asOf: inputs.period.key }),
          ...[...years].flatMap((received) => {
            const name = divided[code];
            return name ? [canonicalKey('incidents', { received, [name]: notRecorded })] : [];
          }),
        ];
        const recorded =
          code === total
            ? {}
            : {
                [code]: (value: string) =>
                  !(unfilled[code] ?? [notRecorded]).includes(value) &&
                  (code !== 'received' || years.has(value)),
              };
        const inPeriod = facts ? amountWhere(facts, { received: (year) => years.has(year), ...recorded }) : 0;
        return [cellKey([dimension], { field: code }), counted(rational(inPeriod), from)] as const;
      }),
    );
    return {
      base: 'incidents.completeness',
      counts: 'incident',
      unit: 'count',
      dimensions: [dimension],
      cells,
    };
  },
};

export const completenessShare = derivedFigure(
  face(
    'completeness-share',
    text('Aandeel ingevuld per veld', 'Share filled in per field'),
    text('Gedeeld door alle incidenten van de periode.', 'Divided by all incidents of the period.'),
    'open',
    { quantity: percentOf(groups.incidents) },
  ),
  ['incidents.completeness'],
  ([cube]) => {
    const shares = share(required(cube), 'field');
    // Fields are no parts of a whole: a total of them would say 100 % of what is not known.
    const cells = new Map(shares.cells);
    const key = cellKey(shares.dimensions, {});
    const whole = cells.get(key);
    if (whole)
      cells.set(key, {
        state: 'not-applicable',
        note: text('velden tellen niet op', 'fields do not add up'),
        from: whole.from,
      });
    return { ...shares, cells };
  },
);

/** How many incidents had no investigation; the report explains why that may be right. */
