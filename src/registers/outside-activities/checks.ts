import type { ConsistencyCheck } from '../../collection/checks/check-line.ts';
import { besideLines, recordsBesideReturns } from '../../collection/checks/records-beside-returns.ts';
import { text } from '../../platform/language/text.ts';

/** What units stated beside the declarations that they, or the units below them, keep one by one. */
export const statementsBesideRecords: ConsistencyCheck = (inputs, figures) =>
  besideLines(
    text('Opgegeven nevenwerkzaamheden', 'Declared outside activities'),
    recordsBesideReturns(inputs, figures, {
      field: 'outside-activities.activities',
      recorded: 'outside-activities.recorded',
    }),
  );
