import type { PrintedRule } from '../../collection/checks/printed-rules.ts';
import { returnImport } from '../../collection/returns/return-import.ts';
import { returnRegister } from '../../collection/returns/return-register.ts';
import { text } from '../../platform/language/text.ts';
import { kindsAddUp } from './checks.ts';
import { fields } from './fields.ts';
import { activityFigures } from './figures.ts';

/** The week of integrity in the source is government-wide; its own workshops are counted nowhere in the registers. */
const week: PrintedRule = (printed) => {
  if (printed.subject !== 'Week van de Integriteit') return undefined;
  if (/rijksbreed/i.test(printed.quantity))
    return {
      kind: 'outside',
      why: text('geldt voor de hele rijksoverheid', 'holds for the whole central government'),
    };
  return printed.period
    ? {
        kind: 'figure',
        figure: 'activities.sessions-by-kind',
        at: { year: printed.period, kind: 'workshop' },
        decimals: 0,
      }
    : undefined;
};

/** Prevention: information, training, oaths, actions and what staff say of it. */
export const activities = returnRegister({
  key: 'activities',
  name: text('Preventie', 'Prevention'),
  what: text(
    'Voorlichting, training, eed of belofte, acties en medewerkersonderzoek.',
    'Information, training, oath or pledge, actions and staff survey.',
  ),
  counts: 'session',
  fields,
  imports: [
    returnImport({
      register: 'activities',
      name: text('jaaropgave preventie', 'annual return of prevention'),
      fields: fields.filter(({ part }) => part === undefined),
      unitColumn: ['Onderdeel', 'Dienst', 'Organisatie', 'Unit'],
    }),
    returnImport({
      register: 'activities',
      name: text('bijeenkomsten naar soort', 'sessions by kind'),
      fields: fields.filter(({ part }) => part !== undefined),
      unitColumn: ['Onderdeel', 'Dienst', 'Organisatie', 'Unit'],
      partColumn: {
        label: text('Soort bijeenkomst', 'Kind of session'),
        headings: ['Soort', 'Session kind', 'Onderwerp', 'Topic'],
        list: 'session-kinds',
      },
    }),
  ],
  figures: activityFigures,
  printed: [week],
  checks: [kindsAddUp],
});
