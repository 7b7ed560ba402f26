import type { CountedThing } from '../../figures/cubes/counted-thing.ts';
import type { FigureDefinition } from '../../figures/definition.ts';
import { type AccessRow, atCommandLine } from '../../platform/access/access-table.ts';
import type { Text } from '../../platform/language/text.ts';
import { text } from '../../platform/language/text.ts';
import type { ConsistencyCheck } from '../checks/check-line.ts';
import type { PrintedRule } from '../checks/printed-rules.ts';
import type { ImportFace } from '../import/import-face.ts';
import { describedFields, type RecordDescription } from '../records/record-description.ts';
import type { Register, ReturnField } from '../register.ts';
import { returnNames, returnRowsImport } from './return-rows.ts';

/** What differs between registers that hold yearly returns alone. */
export interface ReturnRegister extends Pick<Register, 'knownBy' | 'accountsOnly'> {
  readonly key: string;
  readonly name: Text;
  readonly what: Text;
  readonly counts: CountedThing;
  readonly fields: readonly ReturnField[];
  readonly imports: readonly ImportFace[];
  readonly figures: readonly FigureDefinition[];
  readonly printed?: readonly PrintedRule[];
  readonly checks?: readonly ConsistencyCheck[];
  readonly records?: readonly RecordDescription[];
}

/** The face of a register that holds yearly returns: its values live with all returns, in `reported_value`. */
export function returnRegister(register: ReturnRegister): Register {
  return {
    ...register,
    printed: register.printed ?? [],
    checks: register.checks ?? [],
    imports: [...register.imports, returnRowsImport(register.key)],
    access: registerAccess(register.key, register.records),
    recordNames: returnNames(register.key),
    facts: [],
    tables: [],
    retention: [
      {
        what: text('Jaaropgaven', 'Annual returns'),
        trigger: text('einde van het verslagjaar', 'end of the reporting year'),
        term: text('zolang het verslag openbaar is', 'as long as the report is public'),
        source: 'Archiefwet, selectielijst; counting.md, Publication',
      },
    ],
    annualCall: false,
  };
}

/**
 * The access rows that every register has: the central coordinator imports and exports, and the operator does as long as
 * nobody has an account. Of records with fields that the operator may not see only the others are exported.
 */
export function registerAccess(
  key: string,
  records: readonly RecordDescription[] = [],
): readonly AccessRow[] {
  const because = 'Wie de registratie van de hele organisatie bijhoudt';
  const all = records.flatMap(describedFields);
  const seen = all.filter(([, { may }]) => may?.see?.includes('operator') ?? true);
  const fields = seen.length === all.length ? {} : { fields: seen.map(([field]) => field) };
  return [
    { may: 'do' as const, what: `${key}.import`, because },
    { may: 'see' as const, what: `${key}.export`, because, ...fields },
  ].flatMap((row) => atCommandLine(row, ['central-coordinator']));
}
