import { happens, weighted } from './chance.ts';
import { daysAfter, lastKnown } from './days.ts';
import { yesNo } from './incident-form.ts';

const staffReporters = new Set([
  'Leidinggevende',
  'Medewerker of collega',
  'Betrokkene zelf',
  'HR-adviseur',
  'Vertrouwenspersoon namens melder',
]);

/** What became of the reporter, where the report went, and the broad grade of each subject. */
export function aftermathOf(form: Readonly<Record<string, string>>, received: Date): Record<string, string> {
  const grades = (form['Betrokkene'] ?? '').split('; ').map(gradeOf);
  const requested = happens(form['Benadeling gemeld'] === 'ja' ? 0.7 : 0.09);
  const granted = happens(0.66);
  const left = happens(0.11);
  const isStaff = staffReporters.has(form['Melder'] ?? '');
  const isOld = daysAfter(received, 366) <= lastKnown;
  const referred = happens(form['Soort'] === 'Misstand' ? 0.45 : 0.03);
  return {
    Schaalgroep: grades.join('; '),
    'Bescherming gevraagd': yesNo(requested),
    'Bescherming toegekend': requested ? yesNo(granted) : '',
    'Melder vertrok binnen 12 maanden': isStaff && isOld ? yesNo(left) : '',
    'Doorverwezen naar andere autoriteit': yesNo(referred),
  };
}

/** The broad grade of a subject, by the relation to the organisation. */
function gradeOf(relation: string): string {
  if (relation === 'onbekend') return '';
  if (relation === 'externe inhuur') return 'Zonder salarisschaal';
  return relation === 'leidinggevende'
    ? weighted([
        ['Schaal 11 tot en met 14', 7],
        ['Schaal 15 en hoger', 2],
      ] as const)
    : weighted([
        ['Schaal 1 tot en met 6', 4],
        ['Schaal 7 tot en met 10', 9],
        ['Schaal 11 tot en met 14', 5],
      ] as const);
}
