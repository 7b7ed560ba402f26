import { sql } from 'kysely';
import type { Database } from '../../../platform/database/doorways.ts';
import { text } from '../../../platform/language/text.ts';
import type { Finding, ImportContext, ImportFace } from '../import-face.ts';
import { AlikeRows } from './alike-rows.ts';
import type { RowSource } from './known-rows.ts';
import { type ElsewhereRow, type Matter, sameNumber } from './matters.ts';

/** What becomes of a matter that stands in another file too, as a person said. */
export type SameMatter = 'newer' | 'other';

interface Meeting {
  readonly elsewhere: ElsewhereRow;
  readonly row: number;
  readonly number: string | undefined;
}

const kindOf = {
  number: 'number-elsewhere',
  words: 'rows-elsewhere',
  likeness: 'rows-alike-elsewhere',
} as const;

/** Rows and numbers that a question names before it says how many more there are. */
const mostNamed = 8;

/** The rows that other files of the register left in it, of this sender and of others. */
export class OtherFiles {
  readonly #database: Database;
  readonly #source: RowSource;
  readonly #files: readonly { readonly sender: string; readonly file: string }[];
  readonly #met = new Map<string, Meeting[]>();
  readonly #readAlike: () => Promise<AlikeRows>;
  #alike: AlikeRows | undefined;

  private constructor(
    database: Database,
    source: RowSource,
    files: readonly { readonly sender: string; readonly file: string }[],
    readAlike: () => Promise<AlikeRows>,
  ) {
    this.#database = database;
    this.#source = source;
    this.#files = files;
    this.#readAlike = readAlike;
  }

  /** Undefined where no other file left anything in the register. */
  static async read(
    database: Database,
    source: RowSource,
    faces: readonly ImportFace[],
    context: ImportContext,
  ): Promise<OtherFiles | undefined> {
    const { rows } = await sql<{ sender: string; file: string }>`
      select distinct s.sender, s.file_name as file from import_source s
      where s.register = ${source.register} and (s.sender, s.file_name) <> (${source.sender}, ${source.fileName})
        and exists (select from import_row r where r.source_id = s.id and r.withdrawn_at is null)`.execute(
      database,
    );
    if (rows.length === 0) return undefined;
    return new OtherFiles(database, source, rows, () => AlikeRows.read(database, source, faces, context));
  }

  /**
   * Of each of these matters, the rows elsewhere with its number; without a number, those that are written alike, or
   * that are about the same in other words.
   */
  async find(matters: readonly Matter[]): Promise<ReadonlyMap<Matter, readonly ElsewhereRow[]>> {
    const numbers = matters.flatMap(({ number }) => (number === undefined ? [] : [sameNumber(number)]));
    const byNumber = Map.groupBy(await this.#withNumbers(numbers), (row) => row.matter);
    const unnumbered = matters.filter(({ number }) => number === undefined);
    const byWords = Map.groupBy(
      await this.#withHashes(unnumbered.flatMap(({ rows }) => rows.map(({ hash }) => hash))),
      (row) => row.hash,
    );
    if (matters.length > 0) this.#alike ??= await this.#readAlike();
    return new Map(
      matters.flatMap((matter) => {
        const exact =
          matter.number === undefined
            ? matter.rows.flatMap(({ hash, occurrence }) =>
                (byWords.get(hash) ?? []).slice(occurrence - 1, occurrence),
              )
            : (byNumber.get(sameNumber(matter.number)) ?? []);
        if (exact.length > 0) this.#alike?.pass(matter);
        const alike = exact.length > 0 ? undefined : this.#alike?.find(matter);
        const found = alike ? [alike] : exact;
        return found.length > 0 ? [[matter, found] as const] : [];
      }),
    );
  }

  /** Notes a matter that stands in another file too, about which nothing was said. */
  ask(matter: Matter, elsewhere: ElsewhereRow): void {
    const key = `${elsewhere.by}\u0000${elsewhere.sender}\u0000${elsewhere.file}`;
    const met = this.#met.get(key) ?? [];
    met.push({ elsewhere, row: matter.rows[0]?.input.number ?? 0, number: matter.number });
    this.#met.set(key, met);
  }

  /** One question for each other file: which numbers or rows, and what may be answered. */
  questions(rows: number): readonly Finding[] {
    return [...this.#met.values()].map((met) => this.#question(met, rows));
  }

  #question(met: readonly Meeting[], rows: number): Finding {
    const [first] = met;
    const { file, sender, by } = first?.elsewhere ?? { file: '', sender: '', by: 'words' as const };
    const more = met.length > mostNamed ? ', …' : '';
    const named = (row: 'rij' | 'row') =>
      met
        .slice(0, mostNamed)
        .map(
          (one) =>
            `${one.number === undefined ? '' : `${one.number}: `}${row} ${one.row} (${row} ${one.elsewhere.row})`,
        )
        .join(', ') + more;
    const of =
      sender === this.#source.sender
        ? text('', '')
        : text(` van afzender „${sender}”`, ` of sender “${sender}”`);
    const version =
      sender === this.#source.sender
        ? text(
            `Is dit een nieuwere versie van dat bestand, lees het dan in met --version-of '${file}'. `,
            `If this is a newer version of that file, import it with --version-of '${file}'. `,
          )
        : text('', '');
    const answers = text(
      `${version.nl}Gaat het om dezelfde zaken, zeg dan --same newer: zij worden bijgewerkt. Zijn het andere zaken, zeg dan --same other.`,
      `${version.en}If these are the same matters, say --same newer: they are brought up to date. If they are other matters, say --same other.`,
    );
    const what =
      by === 'number'
        ? text(
            `${met.length} van de nummers in dit bestand staan ook in „${file}”${of.nl}: ${named('rij')}.`,
            `${met.length} of the numbers in this file stand in “${file}”${of.en} too: ${named('row')}.`,
          )
        : by === 'likeness'
          ? text(
              `${met.length} van de ${rows} rijen lijken over hetzelfde te gaan als rijen in „${file}”${of.nl}, al staan zij er anders: ${named('rij')}.`,
              `${met.length} of the ${rows} rows seem to be about the same as rows in “${file}”${of.en}, though they are written otherwise: ${named('row')}.`,
            )
          : text(
              `${met.length} van de ${rows} rijen staan al in „${file}”${of.nl}: ${named('rij')}.`,
              `${met.length} of the ${rows} rows stand in “${file}”${of.en} already: ${named('row')}.`,
            );
    return {
      weight: 'refused',
      kind: kindOf[by],
      sheet: '',
      row: 0,
      column: '',
      value: file,
      advice: text(`${what.nl} ${answers.nl}`, `${what.en} ${answers.en}`),
    };
  }

  async #withNumbers(
    numbers: readonly string[],
  ): Promise<readonly (ElsewhereRow & { readonly matter: string })[]> {
    if (numbers.length === 0) return [];
    const { rows } = await sql<Omit<ElsewhereRow, 'by'> & { readonly matter: string }>`
      select distinct on (matter, record_id) id, matter, record_id as "recordId", file_name as file, sender,
        row_number as row, sheet
      from import_row
      where register = ${this.#source.register} and matter = any(${numbers}::text[]) and withdrawn_at is null
        and (sender, file_name) <> (${this.#source.sender}, ${this.#source.fileName})
      order by matter, record_id, recorded_at desc, row_number`.execute(this.#database);
    return rows.map((row) => ({ ...row, by: 'number' as const }));
  }

  async #withHashes(
    hashes: readonly string[],
  ): Promise<readonly (ElsewhereRow & { readonly hash: string })[]> {
    const found: (ElsewhereRow & { readonly hash: string })[] = [];
    if (hashes.length === 0) return found;
    for (const { sender, file } of this.#files) {
      const { rows } = await sql<{ id: string; hash: string; recordId: string; row: number; sheet: string }>`
        select id, row_hash as hash, record_id as "recordId", row_number as row, sheet from import_row
        where register = ${this.#source.register} and sender = ${sender} and file_name = ${file}
          and row_hash = any(${hashes}::text[]) and withdrawn_at is null
        order by row_number`.execute(this.#database);
      found.push(...rows.map((row) => ({ ...row, sender, file, by: 'words' as const })));
    }
    return found;
  }
}

/** The same bytes under another name or of another sender, of which rows still stand. */
export async function sameFileElsewhere(
  database: Database,
  { register, sender, fileName }: RowSource,
  sha256: string,
  period: string | null,
): Promise<{ readonly file: string; readonly sender: string } | undefined> {
  return (
    database
      .selectFrom('import_source as s')
      .select(['s.file_name as file', 's.sender'])
      .where('s.register', '=', register)
      .where('s.sha256', '=', sha256)
      // The same words about another stated period are another file.
      .$if(period !== null, (query) =>
        query.where(({ or, eb }) => or([eb('s.period', 'is', null), eb('s.period', '=', period)])),
      )
      .where(({ or, eb }) => or([eb('s.file_name', '<>', fileName), eb('s.sender', '<>', sender)]))
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('import_row as r')
            .select('r.id')
            .whereRef('r.source_id', '=', 's.id')
            .where('r.withdrawn_at', 'is', null),
        ),
      )
      .limit(1)
      .executeTakeFirst()
  );
}
