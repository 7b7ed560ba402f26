import { listedCoordinate } from '../../figures/cubes/cube.ts';
import { awaited, columnOf, type FactTable, notRecorded } from '../../figures/cubes/facts.ts';
import type { ReportedValue } from '../../figures/cubes/reported-value.ts';
import type { FigureInputs } from '../../figures/definition.ts';
import { lastDay, parsePeriod } from '../../organisation/period.ts';
import { chainAbove } from '../../organisation/structure.ts';
import { type Text, text } from '../../platform/language/text.ts';

/** What became of one stated value since a publication. */
export interface ReturnChange {
  readonly field: string;
  readonly unit: string;
  readonly period: string;
  readonly how: 'late' | 'corrected' | 'estimate-replaced' | 'withdrawn';
  /** The units above it in that year, whose numbers it is part of. Absent in what was frozen before they were kept. */
  readonly above?: readonly string[];
}

/** What became of the records of one year: how many there are now, and by which codes they are divided otherwise. */
export interface RecordChange {
  readonly facts: string;
  readonly year: string;
  readonly amount: 'more' | 'fewer' | 'same';
  readonly recoded: readonly string[];
  /** By which codes they are divided otherwise because what was awaited came. */
  readonly settled: readonly string[];
}

/** How the registers differ from what a publication was made of. */
export interface RegisterChanges {
  readonly publication: string;
  readonly returns: readonly ReturnChange[];
  readonly records: readonly RecordChange[];
  readonly organisation: boolean;
}

/** Compares the inputs of a publication with those of another moment, as far as both cover the same years. */
export function registerChanges(publication: string, then: FigureInputs, now: FigureInputs): RegisterChanges {
  const years = then.years
    .map((year) => year.key)
    .filter((key) => now.years.some((year) => year.key === key));
  return {
    publication,
    returns: returnChanges(then.reported, now.reported).map((change) => ({
      ...change,
      above: unitsAbove(change, now),
    })),
    records: [...then.facts].flatMap(([name, facts]) => {
      const other = now.facts.get(name);
      return other ? recordChanges(name, facts, other, years) : [];
    }),
    organisation: JSON.stringify(then.structure) !== JSON.stringify(now.structure),
  };
}

/** The units above a unit at the end of the period of its return. */
function unitsAbove(
  { unit, period }: ReturnChange,
  { structure, yearStart }: FigureInputs,
): readonly string[] {
  if (!structure.units.some(({ key }) => key === unit)) return [];
  return chainAbove(structure, unit, lastDay(parsePeriod(period, yearStart)));
}

function returnChanges(
  then: readonly ReportedValue[],
  now: readonly ReportedValue[],
): readonly ReturnChange[] {
  const keyOf = ({ field, part, unit, period }: ReportedValue) => [field, part, unit, period].join('|');
  const before = new Map(then.map((value) => [keyOf(value), value]));
  return now.flatMap((value) => {
    const was = before.get(keyOf(value));
    if (was && was.value === value.value && was.state === value.state) return [];
    const { field, unit, period } = value;
    const how =
      value.value === null
        ? 'withdrawn'
        : !was || was.value === null
          ? 'late'
          : was.state === 'estimated'
            ? 'estimate-replaced'
            : 'corrected';
    return [{ field, unit, period, how }];
  });
}

function recordChanges(
  facts: string,
  then: FactTable,
  now: FactTable,
  years: readonly string[],
): readonly RecordChange[] {
  const yearColumn = ['received', 'year'].find((name) => name in then.columns && name in now.columns);
  if (!yearColumn) return [];
  // That another summary was approved changed nothing in the register.
  const columns = Object.keys(then.columns).filter(
    (name) => name !== yearColumn && name !== listedCoordinate.dimension && name in now.columns,
  );
  return years.flatMap((year): readonly RecordChange[] => {
    const difference = sumOf(now, yearColumn, year) - sumOf(then, yearColumn, year);
    const moved = columns.map((column) => ({
      column,
      others: movedBetween(then, now, yearColumn, year, column) - Math.abs(difference),
      came: Math.max(0, awaitedIn(then, yearColumn, year, column) - awaitedIn(now, yearColumn, year, column)),
    }));
    const settled = moved.filter(({ came }) => came > 0).map(({ column }) => column);
    // What came left one code and entered another.
    const recoded = moved.filter(({ others, came }) => others > 2 * came).map(({ column }) => column);
    const amount = difference > 0 ? 'more' : difference < 0 ? 'fewer' : 'same';
    return amount === 'same' && recoded.length + settled.length === 0
      ? []
      : [{ facts, year, amount, recoded, settled }];
  });
}

function sumOf(facts: FactTable, yearColumn: string, year: string): number {
  return [...amountsBy(facts, yearColumn, year, yearColumn).values()].reduce((sum, one) => sum + one, 0);
}

/** How many records came to and left the codes of a column: more than the difference in number means recoded. */
function movedBetween(
  then: FactTable,
  now: FactTable,
  yearColumn: string,
  year: string,
  column: string,
): number {
  const before = amountsBy(then, yearColumn, year, column);
  const after = amountsBy(now, yearColumn, year, column);
  const codes = new Set([...before.keys(), ...after.keys()]);
  return [...codes].reduce(
    (sum, code) => sum + Math.abs((after.get(code) ?? 0) - (before.get(code) ?? 0)),
    0,
  );
}

function awaitedIn(facts: FactTable, yearColumn: string, year: string, column: string): number {
  return amountsBy(facts, yearColumn, year, column).get(awaited) ?? 0;
}

function amountsBy(
  facts: FactTable,
  yearColumn: string,
  year: string,
  column: string,
): ReadonlyMap<string, number> {
  const years = columnOf(facts, yearColumn);
  const codes = columnOf(facts, column);
  const amounts = new Map<string, number>();
  for (let row = 0; row < facts.length; row++) {
    if (years.dictionary[years.codes[row] ?? -1] !== year) continue;
    const code = codes.dictionary[codes.codes[row] ?? -1] ?? notRecorded;
    amounts.set(code, (amounts.get(code) ?? 0) + (facts.amounts[row] ?? 0));
  }
  return amounts;
}

const causes = {
  late: text('een opgave kwam na publicatie', 'a return came after publication'),
  corrected: text('een opgave is gecorrigeerd', 'a return was corrected'),
  'estimate-replaced': text('een schatting is vervangen door een opgave', 'a return replaced an estimate'),
  withdrawn: text('een opgave is ingetrokken', 'a return was withdrawn'),
  more: text('er is later geregistreerd', 'there were later registrations'),
  fewer: text('een registratie was dubbel of onterecht', 'a registration was double or mistaken'),
  recoded: text('er is anders gekwalificeerd', 'there were re-qualifications'),
  settled: text('zaken die nog liepen, zijn beslist', 'cases that were still running were decided'),
  organisation: text('de organisatie is gewijzigd', 'the organisation changed'),
  otherwise: text('een correctie of late opgave', 'a correction or late return'),
  program: text('deze versie van Daglicht telt het anders', 'this version of Daglicht counts it otherwise'),
} as const satisfies Readonly<Record<string, Text>>;

/**
 * Why a number differs, by the canonical keys of the cells it was made from ("incidents(category=c,received=2024)").
 * Says what happened in the registers, never how often: the difference itself may point at a single case.
 *
 * @param otherProgram whether the two were counted by different versions of the program
 */
export function causeOfDifference(
  keys: readonly string[],
  changes: RegisterChanges | undefined,
  otherProgram = false,
): Text {
  const found = new Set(changes ? keys.flatMap((key) => causesOf(key, changes)) : []);
  if (found.size === 0)
    found.add(changes?.organisation ? causes.organisation : otherProgram ? causes.program : causes.otherwise);
  const list = [...found];
  return text(list.map((one) => one.nl).join('; '), list.map((one) => one.en).join('; '));
}

function causesOf(key: string, changes: RegisterChanges): readonly Text[] {
  const { base, at } = readKey(key);
  const inYear = (year: string) => [at['received'], at['year']].every((own) => !own || covers(own, year));
  const returns = changes.returns.filter(
    (one) => base === one.field && inYear(one.period) && isOf(one, at['unit']),
  );
  // "incidents.open-at-end" is counted from the same records as "incidents".
  const records = changes.records.filter(
    (one) => (base === one.facts || base.startsWith(`${one.facts}.`)) && inYear(one.year),
  );
  return [
    ...returns.map((one) => causes[one.how]),
    ...records.flatMap((one) => [
      ...(one.amount === 'same' ? [] : [causes[one.amount]]),
      ...(one.settled.some((column) => column in at) ? [causes.settled] : []),
      ...(one.recoded.some((column) => column in at) ? [causes.recoded] : []),
    ]),
  ];
}

/** Whether a return is of a unit, or of one under it; a number of all is of every unit. */
function isOf({ unit, above = [] }: ReturnChange, of: string | undefined): boolean {
  return of === undefined || of === unit || above.includes(of);
}

/** What a canonical key counts, and where; a total is not named in it. */
function readKey(key: string): { readonly base: string; readonly at: Readonly<Record<string, string>> } {
  const [base = '', rest = ''] = key.split('(');
  const parts = rest
    .replace(/\)$/, '')
    .split(',')
    .filter((part) => part !== '');
  return { base: base.replace(/@now$/, ''), at: Object.fromEntries(parts.map((part) => part.split('='))) };
}

/** Whether a coordinate of a key names the year or a run of years that holds it. */
function covers(own: string, year: string): boolean {
  if (own === year) return true;
  const [first, last] = own.split('..');
  return first !== undefined && last !== undefined && first <= year && year <= last;
}
