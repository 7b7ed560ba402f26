import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { columnsOf } from '../fields/columns.ts';
import type { Field } from '../fields/field.ts';
import { fieldNamed, type RecordPages, type RecordState } from '../offers/record-pages.ts';
import { type KeptVersion, readVersions } from '../records/read-records.ts';

/** What a filter asks of a field: a value as it is kept, or that nothing is recorded. */
export type FilterValue = { readonly is: string } | { readonly is: null };

/** Which records are looked for, and in which order. */
export interface RecordSearch {
  /** By field, of lines as "subjects.finding". */
  readonly filters: Readonly<Record<string, FilterValue>>;
  /** Days (ISO, the last exclusive) in which the moment of the register lies as a whole. */
  readonly within: { readonly from: string; readonly until: string } | null;
  readonly state: string | null;
  /** Only records with a doubt that nobody decided. */
  readonly doubtful: boolean;
  /** Only records whose version that stands somebody else recorded after this moment (ISO); absent: all. */
  readonly since?: string;
  /** The ids of the only records that are looked for; absent: all. */
  readonly only?: readonly string[];
  /** A number or name of a record, or words in its texts. */
  readonly words: string | null;
  /** The field that orders; null: the newest first. */
  readonly sort: { readonly key: string; readonly descending: boolean } | null;
  readonly offset: number;
  readonly most: number;
}

/** A record in a list. */
export interface FoundRecord {
  readonly version: KeptVersion;
  /** Doubts about it that nobody decided. */
  readonly doubts: number;
}

/** What was found: one part of the list, and how many there are. */
export interface FoundRecords {
  readonly records: readonly FoundRecord[];
  /** At most one more than {@link countedUpTo}. */
  readonly count: number;
}

/** How far a list counts what it found. */
export const countedUpTo = 1000;

/** The records of a register that stand, as lists show them. */
export function findRecords(register: string, pages: RecordPages): Question<RecordSearch, FoundRecords> {
  return {
    name: `${register}.list`,
    confidential: true,
    object: () => register,
    ask: async (database, search) => {
      const { record } = pages;
      const id = sql.ref(`r.${record.id}`);
      const where = conditionOf(register, pages, search);
      const { rows: found } = await sql<{ version: string }>`
        select r.version_id::text as version
        from ${sql.table(record.table)} r where ${where}
        order by ${orderOf(pages, search)}, ${id} limit ${search.most} offset ${search.offset}`.execute(
        database,
      );
      const versions = await versionsById(
        database,
        pages,
        found.map(({ version }) => version),
      );
      const doubts = await doubtsOfEach(
        database,
        register,
        [...versions.values()].map((one) => one.id),
      );
      // A part that is not full is the last: then it is known how many there are.
      const isLast = found.length < search.most && (found.length > 0 || search.offset === 0);
      return {
        records: found.flatMap(({ version }) => {
          const read = versions.get(version);
          return read ? [{ version: read, doubts: doubts.get(read.id) ?? 0 }] : [];
        }),
        count: isLast
          ? Math.min(search.offset + found.length, countedUpTo + 1)
          : await counted(database, pages, where),
      };
    },
  };
}

/** How many records a list holds, without the list: at most one more than {@link countedUpTo}. */
export function countRecords(
  register: string,
  pages: RecordPages,
): Question<Omit<RecordSearch, 'sort' | 'offset' | 'most'>, number> {
  return {
    name: `${register}.count`,
    confidential: false,
    object: () => register,
    ask: (database, search) => counted(database, pages, conditionOf(register, pages, search)),
  };
}

/** What a list holds, to be taken along as a file: how many records went is recorded. */
export function takeListAction(
  register: string,
  pages: RecordPages,
): Action<{ readonly search: RecordSearch }, readonly KeptVersion[]> {
  return {
    name: `${register}.take-list`,
    input: z.strictObject({
      search: z.custom<RecordSearch>((given) => typeof given === 'object' && given !== null),
    }),
    object: () => register,
    change: async (database, { search }) => {
      const { record } = pages;
      const where = conditionOf(register, pages, search);
      const { rows } = await sql<{ version: string }>`
        select r.version_id::text as version from ${sql.table(record.table)} r where ${where}
        order by ${orderOf(pages, search)}, ${sql.ref(`r.${record.id}`)} limit ${search.most}`.execute(
        database,
      );
      const ids = rows.map(({ version }) => version);
      const byId = await versionsById(database, pages, ids);
      return { result: ids.flatMap((id) => byId.get(id) ?? []), audit: { rows: ids.length } };
    },
  };
}

async function counted(
  database: Database,
  { record }: RecordPages,
  where: RawBuilder<boolean>,
): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) as count from (
      select from ${sql.table(record.table)} r where ${where} limit ${countedUpTo + 1}) found`.execute(
    database,
  );
  return Number(rows[0]?.count ?? 0);
}

/** How many doubts stand about each of these records; none for who is not there. */
async function doubtsOfEach(
  database: Database,
  register: string,
  records: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (records.length === 0) return new Map();
  const { rows } = await sql<{ record: string; count: string }>`
    select f.record_id::text as record, count(*) as count from record_flag f
    where f.register = ${register} and f.withdrawn_at is null and f.record_id = any(${records}::uuid[])
    group by f.record_id`.execute(database);
  return new Map(rows.map(({ record, count }) => [record, Number(count)]));
}

async function versionsById(
  database: Database,
  { record }: RecordPages,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, KeptVersion>> {
  if (versionIds.length === 0) return new Map();
  const versions = await readVersions(database, record, { what: 'versions', versionIds });
  return new Map(versions.map((one) => [one.versionId, one]));
}

/** What a record that is looked for fulfils; the table is `r`. */
export function conditionOf(
  register: string,
  pages: RecordPages,
  search: Omit<RecordSearch, 'sort' | 'offset' | 'most'>,
): RawBuilder<boolean> {
  const { record, states } = pages;
  const state = states.find(({ key }) => key === search.state);
  const parts: RawBuilder<unknown>[] = [
    sql`r.withdrawn_at is null`,
    ...Object.entries(search.filters).map(([name, value]) => filterCondition(pages, name, value)),
    ...(search.within ? [withinCondition(pages, search.within)] : []),
    ...(state ? [stateCondition(pages, state)] : []),
    ...(search.doubtful
      ? [
          sql`r.${sql.ref(record.id)} in (select f.record_id from record_flag f
                where f.register = ${register} and f.withdrawn_at is null)`,
        ]
      : []),
    ...(search.since === undefined
      ? []
      : [
          sql`r.recorded_at > ${search.since}::timestamptz and r.recorded_by is distinct from (select acting_person())`,
        ]),
    ...(search.only === undefined ? [] : [sql`r.${sql.ref(record.id)} = any(${search.only}::uuid[])`]),
    ...(search.words === null ? [] : [wordsCondition(register, pages, search.words)]),
  ];
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

function filterCondition(pages: RecordPages, name: string, value: FilterValue): RawBuilder<unknown> {
  const named = fieldNamed(pages.record, name);
  // A filter that this register does not have is asked by no page of ours: it finds nothing.
  if (!named) return sql`false`;
  const { field, line, isCodes } = named;
  if (line === null) return sameValue(field, 'r', value);
  const lines = pages.record.lines[line];
  if (!lines) return sql`false`;
  const ofRecord = sql`select from ${sql.table(lines.table)} l where l.version_id = r.version_id`;
  if (!isCodes) {
    const some = sql`exists (${ofRecord} and ${sameValue(field, 'l', value)})`;
    // Of a record without lines nothing is recorded either, and the list says so.
    return value.is === null ? sql`(${some} or not exists (${ofRecord}))` : some;
  }
  const codes = lines.codes[named.key];
  if (!codes) return sql`false`;
  const some = sql`select from ${sql.table(codes.table)} c where c.version_id = r.version_id`;
  return value.is === null
    ? sql`not exists (${some})`
    : sql`exists (${some} and c.${sql.ref(field.column)} = ${value.is})`;
}

function sameValue(field: Field, table: string, { is }: FilterValue): RawBuilder<unknown> {
  const column = sql.ref(`${table}.${firstColumn(field)}`);
  if (is === null) return sql`${column} is null`;
  return field.kind.is === 'yes-no' ? sql`${column} = ${is === 'ja'}` : sql`${column} = ${is}`;
}

function firstColumn(field: Field): string {
  return columnsOf(field)[0] ?? field.column;
}

/** The columns of the first day of the moment and of the day after the last. */
function momentColumns({ record, moment }: RecordPages): readonly [from: string, until: string | null] {
  const field = record.fields[moment];
  const [from = '', until] = field ? columnsOf(field) : [];
  return [from, until ?? null];
}

function withinCondition(
  pages: RecordPages,
  { from, until }: { readonly from: string; readonly until: string },
): RawBuilder<unknown> {
  const [first, last] = momentColumns(pages);
  const end =
    last === null ? sql`r.${sql.ref(first)} < ${until}::date` : sql`r.${sql.ref(last)} <= ${until}::date`;
  return sql`r.${sql.ref(first)} >= ${from}::date and r.${sql.ref(first)} < ${until}::date and ${end}`;
}

/** A state is what its own fields say, and none of the states that are looked at before it. */
function stateCondition(pages: RecordPages, state: RecordState): RawBuilder<unknown> {
  const earlier = pages.states.slice(0, pages.states.indexOf(state));
  return sql.join(
    [whenCondition(pages, state), ...earlier.map((one) => sql`not (${whenCondition(pages, one)})`)],
    sql` and `,
  );
}

function whenCondition({ record }: RecordPages, { when }: RecordState): RawBuilder<unknown> {
  if (when.length === 0) return sql`true`;
  return sql.join(
    when.map(({ field, is }) => {
      const described = record.fields[field];
      const column = sql.ref(`r.${described ? firstColumn(described) : field}`);
      return is === 'filled' ? sql`${column} is not null` : sql`${column} is null`;
    }),
    sql` and `,
  );
}

/** By the name that the program gives, the number that a sender gave, or words in the texts. */
function wordsCondition(
  register: string,
  { record, named }: RecordPages,
  words: string,
): RawBuilder<unknown> {
  const typed = words.trim();
  const byName = named === null ? null : record.fields[named];
  const ways = [
    sql`select records_with_words(${record.table}, ${typed})`,
    sql`select i.record_id from import_row i where i.register = ${register} and i.withdrawn_at is null
      and i.matter = ${typed.toLowerCase().replaceAll(/\s/g, '')}`,
    ...(byName
      ? [
          sql`select n.${sql.ref(record.id)} from ${sql.table(record.table)} n
            where n.withdrawn_at is null and n.${sql.ref(byName.column)} = ${typed.toUpperCase().replaceAll(/[\s-]/g, '')}`,
        ]
      : []),
  ];
  return sql`r.${sql.ref(record.id)} in (${sql.join(ways, sql` union `)})`;
}

function orderOf(pages: RecordPages, { sort }: RecordSearch): RawBuilder<unknown> {
  const field = sort === null ? undefined : pages.record.fields[sort.key];
  const column = field && field.kind.is !== 'row' ? firstColumn(field) : momentColumns(pages)[0];
  const descending = sort === null || !field ? true : sort.descending;
  return sql`r.${sql.ref(column)} ${descending ? sql`desc` : sql`asc`} nulls last`;
}
