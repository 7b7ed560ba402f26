import { basename } from 'node:path';
import { sql } from 'kysely';
import type { Profile } from '../../codes/profile.ts';
import { describeOrganisation } from '../../organisation/describe.ts';
import { describedQuestion } from '../../organisation/described.ts';
import { NoOrganisation } from '../../organisation/records.ts';
import type { Action, Database } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { text } from '../../platform/language/text.ts';
import { SpreadsheetError } from '../../platform/spreadsheets/spreadsheet-error.ts';
import { fileHash, unreadable } from '../import/file-findings.ts';
import { FindingTally } from '../import/finding-tally.ts';
import { ImportStopped } from '../import/import-action.ts';
import type { InputRow, TableShape } from '../import/import-face.ts';
import { type ImportInput, inputSchema } from '../import/import-input.ts';
import type { ImportReport, RowChange } from '../import/import-report.ts';
import { readMappings, rememberMappings } from '../import/mappings.ts';
import { readRows } from '../import/tables/read-rows.ts';
import { totalsNotRead } from '../import/tables/table-totals.ts';
import { unitColumns } from './unit-columns.ts';
import { type MergedUnits, mergeUnits, type UnitChange } from './unit-merge.ts';
import { readUnitRow, type UnitRow } from './unit-rows.ts';
import { unitFacts } from './unit-sheet.ts';

const register = 'units';
const shape: TableShape = { name: text('lijst van onderdelen', 'list of units'), columns: unitColumns };

/**
 * Reads a list of units into the structure of the organisation: all or nothing. The list is held against the
 * structure as it is, so the same list read twice changes nothing, and a unit that it states otherwise is shown
 * with what stood and needs `replace`. Units that the list does not name stay. Throws {@link ImportStopped} when
 * nothing may be written, and {@link NoOrganisation} before the organisation was described.
 */
export function unitImportAction(profile: Profile): Action<ImportInput, ImportReport> {
  return {
    name: 'organisation.describe',
    input: inputSchema,
    object: (input) => `units: ${basename(input.file)}`,
    change: async (database, input) => {
      const report = await readUnits(database, profile, input);
      if (report.outcome !== 'imported' && report.outcome !== 'unchanged') throw new ImportStopped(report);
      const { rows, added, changed, outcome } = report;
      return { result: report, audit: { rows, added, changed, outcome } };
    },
  };
}

async function readUnits(database: Database, profile: Profile, input: ImportInput): Promise<ImportReport> {
  // Two lists at once wait for each other; the lock goes with the transaction.
  await sql`select pg_advisory_xact_lock(hashtext('import units'))`.execute(database);
  const described = await describedQuestion.ask(database, {});
  if (!described) throw new NoOrganisation();
  const found = new FindingTally(profile.identifierDetectors);
  const file = basename(input.file);
  const before = await readMappings(database, register, input.sender);
  const confirmed = await rememberMappings(database, register, input.sender, input.mapping, before);
  const rows: UnitRow[] = [];
  try {
    for await (const batch of readRows(input.file, [shape], confirmed.columns, profile.yearStart)) {
      found.add(...batch.findings);
      for (const row of batch.rows) {
        if (row.isTotal) {
          found.add(totalsNotRead(row.input));
          continue;
        }
        const findings: Parameters<typeof found.add>[0][] = [];
        rows.push(readUnitRow(row.input, profile, findings));
        found.add(...findings);
      }
    }
  } catch (error) {
    if (!(error instanceof SpreadsheetError)) throw error;
    found.add(unreadable(error, file));
    return report(file, 'refused', [], { rows, found, units: 0 });
  }
  const merged = mergeUnits(described, rows, profile, datedFacts(rows), (written) =>
    confirmed.labels.get(`unit:${written}`),
  );
  found.add(...merged.findings);
  return settle(database, input, { merged, rows, found });
}

interface Reading {
  readonly merged: MergedUnits;
  readonly rows: readonly UnitRow[];
  readonly found: FindingTally;
}

async function settle(
  database: Database,
  input: ImportInput,
  { merged, rows, found }: Reading,
): Promise<ImportReport> {
  const file = basename(input.file);
  const changes = merged.units.filter((one) => !isSame(one));
  const read = { rows, found, units: merged.units.length };
  if (found.refuses) return report(file, 'refused', changes, read);
  if (changes.length === 0) return report(file, 'unchanged', changes, read);
  await describeOrganisation.change(database, merged.description);
  await database
    .insertInto('import_source')
    .values({
      id: newId(),
      register,
      sender: input.sender,
      file_name: file,
      sha256: await fileHash(input.file),
      period: null,
    })
    .execute();
  if (input.dryRun) return report(file, 'dry-run', changes, read);
  const isChanged = changes.some((one) => one.before !== undefined);
  return report(file, isChanged && !input.replace ? 'needs-replace' : 'imported', changes, read);
}

/** A list with dates of a fact gives all of them: a column that stands blank everywhere says nothing. */
function datedFacts(rows: readonly UnitRow[]) {
  const has = (keys: readonly string[]) => rows.some(({ row }) => keys.some((key) => filled(row, key)));
  return {
    names: has(['nameFrom', 'nameUntil']),
    places: has(['parentFrom', 'parentUntil']),
    policies: has(['policyFrom', 'policyUntil']),
  };
}

function filled(row: InputRow, key: string): boolean {
  return (row.cells[key]?.text ?? '') !== '';
}

function isSame({ before, after }: UnitChange): boolean {
  return before !== undefined && JSON.stringify(unitFacts(before)) === JSON.stringify(unitFacts(after));
}

function report(
  file: string,
  outcome: ImportReport['outcome'],
  changes: readonly UnitChange[],
  { rows, found, units }: { rows: readonly UnitRow[]; found: FindingTally; units: number },
): ImportReport {
  const changed = changes.filter((one) => one.before !== undefined).length;
  return {
    register,
    file,
    outcome,
    rows: rows.length,
    records: changes.length,
    added: changes.length - changed,
    unchanged: units - changes.length,
    changed,
    vanished: 0,
    periods: [],
    kinds: found.kinds(),
    findings: found.first(),
    changes: changes.map(shown),
  };
}

/** What stood and what stands in a changed unit: its key and the facts that differ. */
function shown({ row, before, after }: UnitChange): RowChange {
  const [was, is] = [before && unitFacts(before), unitFacts(after)];
  const differ = Object.keys(is).filter((key) => key === 'Sleutel' || was?.[key] !== is[key]);
  const pick = (facts: Readonly<Record<string, string>>) =>
    Object.fromEntries(differ.map((key) => [key, facts[key] ?? '']));
  return {
    what: before ? 'changed' : 'added',
    row: row.row.number,
    sheet: row.row.sheet,
    before: was ? pick(was) : null,
    after: pick(is),
  };
}
