import { text } from '../../platform/language/text.ts';
import type { ReturnField } from '../register.ts';

/**
 * The number of staff: the field of the staff register that other registers divide by, so that units may return it
 * beside what is divided. Such a sheet may go without it: `{ ...headcountField.imported, required: false }`.
 */
export const headcountField: ReturnField = {
  key: 'staff.headcount',
  label: text('Aantal medewerkers', 'Number of staff'),
  counts: 'person',
  imported: {
    names: ['Medewerkers', 'Personeelsomvang', 'Staff', 'Headcount', 'Aantal mdw', 'Aantal personen'],
    required: true,
  },
};
