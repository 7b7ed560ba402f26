/**
 * Facts are what figures are counted from: coded rows without text and without people. A register hands them
 * over from SQL, a publication freezes them, and `verify` counts from the frozen ones again. Columns are
 * stored by code, so that hundreds of thousands of rows stay small.
 */
export interface FactTable {
  /** For example "incidents"; part of the canonical key of every cell counted from this table. */
  readonly name: string;
  readonly columns: Readonly<Record<string, CodedColumn>>;
  /** How many counted units each row stands for: equal coded rows are stored once. */
  readonly amounts: readonly number[] | Int32Array;
  readonly length: number;
}

/** One column: per row an index into the dictionary of codes. */
export interface CodedColumn {
  readonly dictionary: readonly string[];
  readonly codes: readonly number[] | Int32Array;
}

/** The code of "niet vastgelegd": the field is empty in the record. It is a member of its own, never zero. */
export const notRecorded = '?';

/** The code of what is still awaited: a finding that is being looked into. */
export const awaited = 'pending';

/** One coded row as SQL answers it: a code or null per column, and how many units it stands for. */
export type FactRow = Readonly<Record<string, string | number | null>> & { readonly amount: string | number };

/**
 * Builds a fact table from coded rows. Null becomes {@link notRecorded}. Throws a RangeError when an amount is
 * no whole number from 0.
 */
export function factTable(name: string, columnNames: readonly string[], rows: readonly FactRow[]): FactTable {
  const amounts = new Int32Array(rows.length);
  const columns: Record<string, CodedColumn> = {};
  for (const column of columnNames) {
    const dictionary: string[] = [];
    const indexes = new Map<string, number>();
    const codes = new Int32Array(rows.length);
    rows.forEach((row, position) => {
      const raw = row[column];
      const code = raw === null || raw === undefined ? notRecorded : String(raw);
      let index = indexes.get(code);
      if (index === undefined) {
        index = dictionary.length;
        dictionary.push(code);
        indexes.set(code, index);
      }
      codes[position] = index;
    });
    columns[column] = { dictionary, codes };
  }
  rows.forEach((row, position) => {
    const amount = Number(row.amount);
    if (!Number.isSafeInteger(amount) || amount < 0) {
      throw new RangeError(`Fact table ${name}, row ${position}: amount ${row.amount} is no count.`);
    }
    amounts[position] = amount;
  });
  return { name, columns, amounts, length: rows.length };
}

/** One coded row in the compact form that SQL answers for many rows: codes joined by "|", an empty code is null. */
export interface JoinedFactRow {
  readonly codes: string;
  readonly amount: string | number;
}

/** Builds a fact table from rows whose codes are joined by "|", in the order of the columns. */
export function factTableFromJoined(
  name: string,
  columnNames: readonly string[],
  rows: readonly JoinedFactRow[],
): FactTable {
  const amounts = new Int32Array(rows.length);
  const columns = columnNames.map(() => ({
    dictionary: [] as string[],
    indexes: new Map<string, number>(),
    codes: new Int32Array(rows.length),
  }));
  rows.forEach((row, position) => {
    amounts[position] = Number(row.amount);
    const codes = row.codes.split('|');
    if (codes.length !== columns.length)
      throw new RangeError(`Fact table ${name}, row ${position}: ${codes.length} codes.`);
    columns.forEach((column, place) => {
      const code = codes[place] || notRecorded;
      let index = column.indexes.get(code);
      if (index === undefined) {
        index = column.dictionary.length;
        column.dictionary.push(code);
        column.indexes.set(code, index);
      }
      column.codes[position] = index;
    });
  });
  const named = columnNames.map((column, place) => [
    column,
    { dictionary: columns[place]?.dictionary ?? [], codes: columns[place]?.codes ?? [] },
  ]);
  return { name, columns: Object.fromEntries(named), amounts, length: rows.length };
}

/** The column of that name; throws a RangeError naming the table when there is none. */
export function columnOf(facts: FactTable, column: string): CodedColumn {
  const found = facts.columns[column];
  if (!found) throw new RangeError(`Fact table ${facts.name} has no column ${column}.`);
  return found;
}

/** The table with one more column, computed row by row from codes of other columns. */
export function withColumn(
  facts: FactTable,
  name: string,
  from: readonly string[],
  codeOf: (codes: readonly string[]) => string,
): FactTable {
  const sources = from.map((column) => columnOf(facts, column));
  const dictionary: string[] = [];
  const indexes = new Map<string, number>();
  const codes = new Int32Array(facts.length);
  for (let row = 0; row < facts.length; row++) {
    const code = codeOf(sources.map((source) => source.dictionary[source.codes[row] ?? -1] ?? notRecorded));
    let index = indexes.get(code);
    if (index === undefined) {
      index = dictionary.length;
      dictionary.push(code);
      indexes.set(code, index);
    }
    codes[row] = index;
  }
  return { ...facts, columns: { ...facts.columns, [name]: { dictionary, codes } } };
}

/** The amount of the rows whose code in each named column is wanted. */
export function amountWhere(
  facts: FactTable,
  wanted: Readonly<Record<string, (code: string) => boolean>>,
): number {
  const filters = Object.entries(wanted).map(([name, isWanted]) => {
    const column = columnOf(facts, name);
    return { codes: column.codes, counts: column.dictionary.map(isWanted) };
  });
  if (filters.some(({ counts }) => !counts.includes(true))) return 0;
  const narrowing = filters.filter(({ counts }) => counts.includes(false));
  let sum = 0;
  rows: for (let row = 0; row < facts.length; row++) {
    for (const { codes, counts } of narrowing) if (!counts[codes[row] ?? -1]) continue rows;
    sum += facts.amounts[row] ?? 0;
  }
  return sum;
}

/** The form in which facts are frozen: plain JSON, columns as arrays. */
export interface StoredFacts {
  readonly name: string;
  readonly columns: Readonly<
    Record<string, { readonly dictionary: readonly string[]; readonly codes: readonly number[] }>
  >;
  readonly amounts: readonly number[];
}

export function storeFacts(facts: FactTable): StoredFacts {
  const columns = Object.fromEntries(
    Object.entries(facts.columns).map(([name, column]) => [
      name,
      { dictionary: column.dictionary, codes: Array.from(column.codes) },
    ]),
  );
  return { name: facts.name, columns, amounts: Array.from(facts.amounts) };
}

export function restoreFacts(stored: StoredFacts): FactTable {
  return { ...stored, length: stored.amounts.length };
}
