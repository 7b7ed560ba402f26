import { balanced, type CountedRequest, countedFigure, derivedFigure } from '../../../figures/build.ts';
import { share } from '../../../figures/counting/derive.ts';
import type { FigureDefinition } from '../../../figures/definition.ts';
import { type Group, group, percentOf } from '../../../figures/format.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { subjectsOfIncidents, within } from '../balances/balances.ts';
import { measuresOfEstablished } from '../balances/established.ts';
import { byCategory, byYear, face, measureGroups, required } from './faces.ts';

export const consistencySource = 'UN disciplinary practice (compendium); cao Rijk hoofdstuk 15';
export const byGrade = { by: 'list', list: 'grade-bands', column: 'grade', as: 'grade' } as const;
export const byGroup = { by: 'fixed', column: 'group', dimension: measureGroups } as const;
const byMeasure = { by: 'list', list: 'measures', column: 'measure', as: 'measure' } as const;

/** Measures about subjects of whom something was established, in the report's own years unless every year is asked. */
function established(
  id: string,
  title: Text,
  definition: Text,
  along: CountedRequest['along'],
  years: 'own' | 'all' = 'own',
): FigureDefinition {
  return balanced(
    countedFigure(face(id, title, definition, 'guarded', { counts: 'measure', source: consistencySource }), {
      facts: 'measures',
      ...(years === 'own' ? { ownYears: true } : {}),
      along: [byYear, ...along],
      where: [
        { column: 'finding', dimension: 'finding', codes: ['substantiated', 'partly'], as: 'established' },
      ],
    }),
    (inputs, cube) => measuresOfEstablished(inputs, cube),
  );
}

/** Of which measures shares are taken. */
export const among = {
  all: group(
    ['maatregel waar iets is vastgesteld', 'maatregelen waar iets is vastgesteld'],
    ['measure where something was established', 'measures where something was established'],
  ),
  ofGrade: group(
    ['maatregel in die schaalgroep', 'maatregelen in die schaalgroep'],
    ['measure in that grade band', 'measures in that grade band'],
  ),
  ofCategory: group(
    ['maatregel in die categorie', 'maatregelen in die categorie'],
    ['measure in that category', 'measures in that category'],
  ),
} as const;

/** The same in percent of the measures of the group that is compared. */
function shares(of: string, dimension: string, title: Text, definition: Text, base: Group): FigureDefinition {
  return derivedFigure(
    face(`${of}-share`, title, definition, 'guarded', {
      counts: 'measure',
      quantity: percentOf(base),
      source: consistencySource,
    }),
    [`incidents.${of}`],
    ([cube]) => share(required(cube), dimension),
  );
}

/**
 * What followed on what was established, by kind of misconduct and broad grade of the subject. Beside each other the
 * shares are the consistency reading: whether like cases are settled alike, whatever the rank of who did it.
 */
export const consistency: readonly FigureDefinition[] = [
  balanced(
    countedFigure(
      face(
        'subjects-by-grade',
        text('Betrokkenen naar schaalgroep', 'Subjects by grade band'),
        text(
          'Elke betrokkene telt, naar een brede groep van schalen. De schaal zelf wordt niet bewaard.',
          'Every subject counts, by a broad band of grades. The grade itself is not kept.',
        ),
        'guarded',
        { counts: 'subject', source: consistencySource },
      ),
      { facts: 'subjects', along: [byYear, byGrade] },
    ),
    (inputs) => [
      ...subjectsOfIncidents(inputs),
      ...within(inputs, 'subjects', [{ relation: 'hired' }, { relation: 'external' }], { grade: 'none' }),
    ],
  ),
  established(
    'measures-of-established',
    text('Wat volgde op wat is vastgesteld', 'What followed on what was established'),
    text(
      'Elke maatregel bij betrokkenen over wie geheel of deels iets is vastgesteld.',
      'Every measure about subjects of whom something was wholly or partly established.',
    ),
    [byMeasure],
    'all',
  ),
  shares(
    'measures-of-established',
    'measure',
    text(
      'Aandeel per maatregel, waar iets is vastgesteld',
      'Share by measure, where something was established',
    ),
    text(
      'Gedeeld door alle maatregelen van dat jaar bij wat is vastgesteld.',
      'Divided by all measures of that year where something was established.',
    ),
    among.all,
  ),
  established(
    'measures-by-grade',
    text('Afdoening naar schaalgroep', 'Measures by grade band'),
    text(
      'Elke maatregel waar iets is vastgesteld, gekruist met de brede schaalgroep van de betrokkene.',
      'Every measure where something was established, crossed with the broad grade band of the subject.',
    ),
    [byGrade, byGroup],
  ),
  shares(
    'measures-by-grade',
    'group',
    text('Aandeel per soort afdoening, naar schaalgroep', 'Share by kind of measure, by grade band'),
    text(
      'Gedeeld door de maatregelen van de schaalgroep. Wijken groepen af, dan vraagt dat om een blik op de zaken: de ernst kan verschillen.',
      'Divided by the measures of the grade band. Where bands differ, the cases need a look: they may differ in gravity.',
    ),
    among.ofGrade,
  ),
  established(
    'established-measures-by-category',
    text(
      'Afdoening naar categorie, waar iets is vastgesteld',
      'Measures by category, where something was established',
    ),
    text(
      'Elke maatregel waar iets is vastgesteld, gekruist met de hoofdcategorie van het incident.',
      'Every measure where something was established, crossed with the main category of the incident.',
    ),
    [byCategory, byGroup],
  ),
  shares(
    'established-measures-by-category',
    'group',
    text('Aandeel per soort afdoening, naar categorie', 'Share by kind of measure, by category'),
    text(
      'Gedeeld door de maatregelen van de categorie waar iets is vastgesteld.',
      'Divided by the measures of the category where something was established.',
    ),
    among.ofCategory,
  ),
  established(
    'measures-by-category-and-grade',
    text('Afdoening naar categorie en schaalgroep', 'Measures by category and grade band'),
    text(
      'Elke maatregel waar iets is vastgesteld, gekruist met de hoofdcategorie van het incident en de brede schaalgroep van de betrokkene.',
      'Every measure where something was established, crossed with the main category of the incident and the broad grade band of the subject.',
    ),
    [byCategory, byGrade, byGroup],
  ),
];
