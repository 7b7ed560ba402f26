import {
  type CountedRequest,
  countedFigure,
  derivedFigure,
  type FigureFace,
} from '../../../figures/build.ts';
import { share } from '../../../figures/counting/derive.ts';
import type { CountedThing } from '../../../figures/cubes/counted-thing.ts';
import type { Cube } from '../../../figures/cubes/cube.ts';
import { fixedDimension } from '../../../figures/cubes/dimensions.ts';
import type { FigureDefinition, ProtectionClass } from '../../../figures/definition.ts';
import { type Group, group, percentOf, type Quantity } from '../../../figures/format.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { findingMembers } from '../rules.ts';

/** Over which incidents figures are counted, by the date by which they are. */
const populations: Readonly<Partial<Record<FigureFace['countingDate'], Text>>> = {
  qualified: text(
    'Alle incidenten die in het jaar als signaal zijn gekwalificeerd, wanneer zij ook zijn ontvangen.',
    'All incidents qualified as a signal in the year, whenever they were received.',
  ),
  decided: text(
    'Alle incidenten waarover in het jaar is beslist, wanneer zij ook zijn ontvangen.',
    'All incidents decided on in the year, whenever they were received.',
  ),
  closed: text(
    'Alle incidenten die in het jaar zijn afgesloten, wanneer zij ook zijn ontvangen.',
    'All incidents closed in the year, whenever they were received.',
  ),
  'reference date': text(
    'Alle incidenten die aan het einde van de periode waren ontvangen en als signaal gekwalificeerd.',
    'All incidents received and qualified as a signal by the end of the period.',
  ),
};
const received = text(
  'Alle incidenten die in de periode zijn ontvangen en als signaal zijn gekwalificeerd, ook die nog lopen.',
  'All incidents received in the period and qualified as a signal, including those still pending.',
);
const source = 'Jaarverslag integriteit EZK en LNV 2020-2021, hoofdstuk Incidenten; Wbk art. 2a';
/** Of whom or of what the shares of incidents are taken. */
export const groups = {
  incidents: group(['incident', 'incidenten'], ['incident', 'incidents']),
  closed: group(['afgesloten incident', 'afgesloten incidenten'], ['closed incident', 'closed incidents']),
  concluded: group(
    ['incident met een uitkomst', 'incidenten met een uitkomst'],
    ['incident with an outcome', 'incidents with an outcome'],
  ),
  anonymous: group(['anoniem signaal', 'anonieme signalen'], ['anonymous signal', 'anonymous signals']),
  measures: group(['maatregel', 'maatregelen'], ['measure', 'measures']),
} as const;

const count: Quantity = { unit: 'count', decimals: 0 };

const reasons: Readonly<Record<ProtectionClass, Text>> = {
  open: text(
    'Totaal voor het hele concern, niet verdeeld naar onderdeel of persoon.',
    'Total for the whole concern, not divided by unit or person.',
  ),
  guarded: text(
    'Kruist onderdeel, categorie, bevinding, afdoening of melder: een klein aantal kan naar een persoon wijzen.',
    'Crosses unit, category, finding, measure or reporter: a small number may point at a person.',
  ),
  closed: text('Wordt nooit gepubliceerd.', 'Is never published.'),
  'printed-earlier': text('Staat al in een ouder verslag.', 'An older report already printed it.'),
};

export function face(
  id: string,
  title: Text,
  definition: Text,
  kind: ProtectionClass,
  options: {
    counts?: CountedThing;
    quantity?: Quantity;
    countingDate?: FigureFace['countingDate'];
    source?: string;
  } = {},
): FigureFace {
  return {
    id: `incidents.${id}`,
    title,
    definition,
    population: populations[options.countingDate ?? 'received'] ?? received,
    counts: options.counts ?? 'incident',
    quantity: options.quantity ?? count,
    countingDate: options.countingDate ?? 'received',
    basis: 'records',
    protection: { class: kind, reason: reasons[kind] },
    source: options.source ?? source,
  };
}

export const byYear = { by: 'year', column: 'received' } as const;
/** By main category, named after its subject: what was not established counts too. */
export const byCategory = {
  by: 'list',
  list: 'incident-categories',
  column: 'category',
  as: 'category',
  neutral: true,
} as const;
/** By category and subcategory. */
export const bySubcategory = { ...byCategory, column: 'leaf', tree: true } as const;
export const findingDimension = fixedDimension('finding', text('Bevinding', 'Finding'), findingMembers);
/** The kinds that measures are grouped in; sanctions and order measures apart (cao Rijk chapter 15). */
export const measureGroups = fixedDimension('group', text('Soort afdoening', 'Kind of measure'), [
  { code: 'informal', label: text('informeel', 'informal') },
  { code: 'ending', label: text('einde van de samenwerking', 'end of the working relation') },
  { code: 'sanction', label: text('sanctie', 'sanction') },
  { code: 'order', label: text('ordemaatregel', 'order measure') },
  { code: 'historic', label: text('oud ambtenarenrecht', 'former officials law') },
]);
export const yesNo = [
  { code: 'yes', label: text('ja', 'yes') },
  { code: 'no', label: text('nee', 'no') },
];
/** Where yes or no is recorded at all. */
export const recorded = (column: string) => yesNo.map(({ code }) => ({ [column]: code }));
/** Incidents divided along one code list or fixed set, by year of receipt. */
export function divided(
  id: string,
  title: Text,
  definition: Text,
  along: CountedRequest['along'][number],
  kind: ProtectionClass,
): FigureDefinition {
  return countedFigure(face(id, title, definition, kind), {
    facts: 'incidents',
    along: [byYear, along],
    gapsOf: 'incidents',
  });
}

/** The same in percent of all incidents of the year. */
export function inPercent(
  of: string,
  dimension: string,
  title: Text,
  group: Group = groups.incidents,
): FigureDefinition {
  return derivedFigure(
    face(
      `${of}-share`,
      title,
      text(
        'Het aantal gedeeld door alle incidenten van dat jaar, maal honderd.',
        'The number divided by all incidents of that year, times a hundred.',
      ),
      'guarded',
      { quantity: percentOf(group) },
    ),
    [`incidents.${of}`],
    ([cube]) => share(required(cube), dimension),
  );
}

export function required(cube: Cube | undefined): Cube {
  if (!cube) throw new RangeError('A derived figure lacks the figure it is derived from.');
  return cube;
}
