import { sql } from 'kysely';
import type { Database } from '../../../platform/database/doorways.ts';
import { likeNumber } from '../cells/alike-numbers.ts';
import { DatesOfFile } from '../cells/dates-of-file.ts';
import { asMeant } from '../cells/garbled-letters.ts';
import { withoutMissingWords } from '../cells/missing-words.ts';
import type { ImportColumn, ImportContext, ImportFace, InputCell, InputRow } from '../import-face.ts';
import { readMappings } from '../mappings.ts';
import { isNamed } from '../tables/match-columns.ts';
import type { RowSource } from './known-rows.ts';
import type { ElsewhereRow, Matter } from './matters.ts';

/** A row of another file, by what its matter is known by, and whether it bears a number. */
interface AlikeRow {
  readonly elsewhere: ElsewhereRow;
  readonly isNumbered: boolean;
}

const rowsAtOnce = 2000;

/**
 * The rows that other files left in the register, by what their matters are known by without a number
 * ({@link ImportFace.alike}). The same matter is written otherwise in another file: another heading, another form of
 * its date, a column more. So those rows are read again, as their files had them.
 */
export class AlikeRows {
  readonly #rows: ReadonlyMap<string, readonly AlikeRow[]>;
  readonly #sender: string;
  /** How many rows of this file met those that are known by the same. */
  readonly #met = new Map<string, number>();

  /** By the digits and letters of their numbers. */
  readonly #numbers: ReadonlyMap<string, ElsewhereRow>;

  private constructor(
    rows: ReadonlyMap<string, readonly AlikeRow[]>,
    numbers: ReadonlyMap<string, ElsewhereRow>,
    sender: string,
  ) {
    this.#rows = rows;
    this.#numbers = numbers;
    this.#sender = sender;
  }

  static async read(
    database: Database,
    source: RowSource,
    faces: readonly ImportFace[],
    context: ImportContext,
  ): Promise<AlikeRows> {
    const known = faces.filter(({ alike }) => alike);
    const rows = new Map<string, AlikeRow[]>();
    const numbers = new Map<string, ElsewhereRow>();
    if (known.length === 0) return new AlikeRows(rows, numbers, source.sender);
    const confirmed = new Map<string, ReadonlyMap<string, string>>();
    const headings = new Headings();
    for (let last: string | undefined; ; ) {
      const { rows: page } = await sql<
        ElsewhereRow & { matter: string | null; original: Record<string, string> }
      >`
        select id, record_id as "recordId", row_number as row, sheet, sender, file_name as file, matter,
          original::json as original
        from import_row where register = ${source.register} and withdrawn_at is null
          and (sender, file_name) <> (${source.sender}, ${source.fileName})
          and (${last ?? null}::uuid is null or id > ${last ?? null}::uuid)
        order by id limit ${rowsAtOnce}`.execute(database);
      for (const { matter, original, ...one } of page) {
        const like = matter === null ? '' : likeNumber(matter);
        if (like !== '') numbers.set(like, { ...one, by: 'likeness' });
        const columns =
          confirmed.get(one.sender) ?? (await readMappings(database, source.register, one.sender)).columns;
        confirmed.set(one.sender, columns);
        const key = known.flatMap(
          (face) => keyOfOriginal(face, one, original, headings.of(face, one.sender, columns), context) ?? [],
        )[0];
        if (key === undefined) continue;
        const found = rows.get(key) ?? [];
        found.push({ elsewhere: { ...one, by: 'likeness' }, isNumbered: matter !== null });
        rows.set(key, found);
      }
      last = page.at(-1)?.id;
      if (page.length < rowsAtOnce) return new AlikeRows(rows, numbers, source.sender);
    }
  }

  /** The row elsewhere that is known by the same; of two matters with a number the numbers tell. */
  find({ face, number, rows: [first] }: Matter): ElsewhereRow | undefined {
    // Its own number, in another spelling: whether they are one matter is asked, whatever else the rows say.
    const like = number === undefined ? '' : likeNumber(number);
    const spelled = like === '' ? undefined : this.#numbers.get(like);
    if (spelled) return spelled;
    const key = first && face.alike?.(first.record, this.#sender);
    if (key === undefined) return undefined;
    const place = this.#met.get(key) ?? 0;
    const candidates = this.#rows.get(key)?.filter((one) => number === undefined || !one.isNumbered);
    const found = candidates?.[place]?.elsewhere;
    if (found) this.#met.set(key, place + 1);
    return found;
  }

  /** Notes that a row was met by its words already: the next that is known by the same is another. */
  pass({ face, rows: [first] }: Matter): void {
    const key = first && face.alike?.(first.record, this.#sender);
    if (key !== undefined) this.#met.set(key, (this.#met.get(key) ?? 0) + 1);
  }
}

/** Which column a heading of a sender is, found once: all rows of a file have the same few headings. */
class Headings {
  readonly #columns = new Map<ImportFace, Map<string, Map<string, ImportColumn | undefined>>>();

  of(
    face: ImportFace,
    sender: string,
    confirmed: ReadonlyMap<string, string>,
  ): (heading: string) => ImportColumn | undefined {
    const senders = this.#columns.get(face) ?? new Map<string, Map<string, ImportColumn | undefined>>();
    this.#columns.set(face, senders);
    const known = senders.get(sender) ?? new Map<string, ImportColumn | undefined>();
    senders.set(sender, known);
    return (heading) => {
      if (!known.has(heading)) {
        const word = confirmed.get(heading) ?? heading;
        known.set(
          heading,
          face.columns.find((one) => isNamed(one, word)),
        );
      }
      return known.get(heading);
    };
  }
}

function keyOfOriginal(
  face: ImportFace,
  { row, sheet, sender }: ElsewhereRow,
  original: Readonly<Record<string, string>>,
  columnOf: (heading: string) => ImportColumn | undefined,
  context: ImportContext,
): string | undefined {
  const cells: Record<string, InputCell> = {};
  for (const [heading, written] of Object.entries(original)) {
    const column = columnOf(heading);
    // Its number is no part of what it is known by without one.
    if (!column || cells[column.key] || face.corrections?.numberColumns.includes(column.key)) continue;
    cells[column.key] = { text: asMeant(written.trim()), kind: 'text', heading };
  }
  if (face.columns.some(({ key, required }) => required && !cells[key])) return undefined;
  const input: InputRow = { sheet, number: row, period: undefined, cells };
  const plain = withoutMissingWords(input, face.columns, context.codes).input;
  const { record } = face.interpret(new DatesOfFile(undefined).read(plain, face.columns, context), context);
  return record === undefined ? undefined : face.alike?.(record, sender);
}
