import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Profile } from '../../codes/profile.ts';
import { parsePeriod, today } from '../../organisation/period.ts';
import { readStructure } from '../../organisation/records.ts';
import type { Database } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { masked } from '../../platform/language/identifying/mask.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { SpreadsheetError } from '../../platform/spreadsheets/spreadsheet-error.ts';
import type { Register } from '../register.ts';
import { AlikeNumbers } from './cells/alike-numbers.ts';
import { DatesOfFile } from './cells/dates-of-file.ts';
import { GarbledLetters } from './cells/garbled-letters.ts';
import { withoutMissingWords } from './cells/missing-words.ts';
import { lineBetween } from './cells/told-lines.ts';
import { refusedConfirmations, unknownHeadings } from './confirmed.ts';
import { type Coverage, CoverageOfFile, coverageInWords, recordCoverage } from './covered.ts';
import { FileDoubts } from './file-doubts.ts';
import {
  changedHereStands,
  fileHash,
  noRows,
  numberApart,
  sameRowTwice,
  sheetCopied,
  unreadable,
} from './file-findings.ts';
import { FindingTally, withoutPersons } from './finding-tally.ts';
import {
  type Finding,
  type ImportContext,
  type ImportFace,
  type InputRow,
  labelKey,
  StoreRefused,
} from './import-face.ts';
import { importFaces } from './import-faces.ts';
import type { ImportInput } from './import-input.ts';
import type { ImportReport, RowChange, RowChanges } from './import-report.ts';
import { readMappings, rememberMappings } from './mappings.ts';
import { correctRecords, withdrawRows } from './matters/changed-rows.ts';
import { KnownRows, type RowSource } from './matters/known-rows.ts';
import { goingOn, Matters, numberOfRow, sameNumber } from './matters/matters.ts';
import { OtherFiles, sameFileElsewhere } from './matters/other-files.ts';
import { RepeatedRows } from './matters/repeated-rows.ts';
import { SettledMatters } from './matters/settled-matters.ts';
import { type PendingRow, readyRows, storeRows } from './matters/store-rows.ts';
import { type IsRow, type ReadRow, readRows } from './tables/read-rows.ts';
import { saysHowMany, TableTotals } from './tables/table-totals.ts';
import { registerLocked } from './undo/register-lock.ts';

const batchSize = 1000;

/** Rows read before the database gets its turn: its connection takes a large statement piece by piece. */
const rowsATurn = 25;

/** A heading or a line of text has more cells that no column can read. */
const cellsASlip = 4;
const nothingChanged: RowChanges = { added: 0, changed: 0, vanished: 0, shown: [] };

/** One file on its way into a register. What it writes stands only if its report says that the file was imported. */
export class ImportRun {
  readonly #register: Register;
  readonly #profile: Profile;
  readonly #input: ImportInput;
  readonly #faces: readonly ImportFace[];
  readonly #source: RowSource;
  readonly #waits: () => void;
  readonly #found: FindingTally;
  readonly #repeats = new RepeatedRows();
  readonly #matters = new Matters();
  readonly #numbers = new AlikeNumbers();
  readonly #letters = new GarbledLetters();
  readonly #dates: DatesOfFile;
  /** Rows that are written while the file is read, and rows of which at most one may exist, written at the end. */
  #pending: PendingRow[] = [];
  readonly #keyed: PendingRow[] = [];
  #rows = 0;
  #unchanged = 0;
  #records = 0;
  readonly #periods = new Map<string, number>();
  readonly #totals = new Map<object, TableTotals>();
  #covers: Text | undefined;
  #doubts: FileDoubts | undefined;

  /**
   * @param waits told when another import of the register goes first, and that takes a while
   * @param hears told of every finding, as it may be kept
   */
  constructor(
    register: Register,
    profile: Profile,
    input: ImportInput,
    waits: () => void = () => undefined,
    hears?: (finding: Finding) => void,
  ) {
    this.#register = register;
    this.#waits = waits;
    this.#profile = profile;
    this.#input = input;
    this.#found = new FindingTally(profile.identifierDetectors, hears);
    this.#faces = importFaces(register);
    this.#dates = new DatesOfFile(input.dates);
    this.#source = {
      sourceId: newId(),
      register: register.key,
      sender: input.sender,
      fileName: input.versionOf ?? basename(input.file),
    };
  }

  /** Reads and writes the file. One that cannot be read at all is refused like any other, with its name and its place. */
  async read(database: Database): Promise<ImportReport> {
    try {
      return await this.#readFile(database);
    } catch (error) {
      if (!(error instanceof SpreadsheetError)) throw error;
      this.#found.add(unreadable(error, this.#source.fileName));
      return this.#report('refused', nothingChanged);
    }
  }

  async #readFile(database: Database): Promise<ImportReport> {
    await registerLocked(database, this.#register.key, this.#waits);
    const sha256 = await fileHash(this.#input.file);
    const twin = await sameFileElsewhere(database, this.#source, sha256, this.#input.period);
    if (twin !== undefined) {
      const advice = text(
        `Ditzelfde bestand is al ingelezen als „${twin.file}” van afzender „${twin.sender}”. Er is niets veranderd.`,
        `This same file was read before as “${twin.file}” of sender “${twin.sender}”. Nothing was changed.`,
      );
      return this.#refused({ kind: 'already-read', sheet: '', row: 0, column: '', advice }, 'already-read');
    }
    const known = await KnownRows.read(database, this.#source, this.#input.sheet);
    await database
      .insertInto('import_source')
      .values({
        id: this.#source.sourceId,
        register: this.#register.key,
        sender: this.#input.sender,
        file_name: this.#source.fileName,
        sha256,
        period: this.#input.period,
      })
      .execute();
    const { context, columns } = await this.#context(database);
    const others = await OtherFiles.read(database, this.#source, this.#faces, context);
    const settled = new SettledMatters(known, others, this.#input.same);
    const coverage = new CoverageOfFile(context, this.#faces, this.#input.covers);
    this.#doubts = new FileDoubts(context, this.#source.sender);
    let storing: Promise<void> = Promise.resolve();
    try {
      const { file, sheet } = this.#input;
      const isRow: IsRow<ImportFace> = (face, row) => {
        const { input } = withoutMissingWords(row, face.columns, context.codes);
        // What is only looked at tells nothing of the dates of the file.
        return readsAsRow(
          face,
          new DatesOfFile(this.#input.dates).read(input, face.columns, context),
          context,
        );
      };
      const headings = new Set<string>();
      for await (const batch of readRows(file, this.#faces, columns, this.#profile.yearStart, isRow, {
        chosen: sheet,
        isPeriodStated: this.#input.period !== null,
      })) {
        for (const heading of batch.headings) headings.add(heading);
        this.#found.add(...batch.findings);
        for (const [index, row] of batch.rows.entries()) {
          this.#interpret(row, context, known, coverage);
          // Meanwhile the database hears the rest of what it is to write, and that it may go on.
          if (index % rowsATurn === 0) await setImmediate();
        }
        // What waits for nothing is settled while it is young: held longer it costs memory, and time to clear away.
        const waitsForNothing = !settled.asks && this.#matters.areUnnumbered;
        if (waitsForNothing) await this.#settle(settled, true);
        if ((waitsForNothing ? this.#pending.length : this.#matters.held) < batchSize) continue;
        // The database is asked one thing at a time.
        if (settled.asks) await storing;
        if (!waitsForNothing) await this.#settle(settled, false);
        // The database writes one batch while the next is read and made ready; a failure shows at the next turn.
        const ready = readyRows(this.#pending, this.#source);
        this.#pending = [];
        await storing;
        storing = this.#found.refuses ? Promise.resolve() : storeRows(database, ready);
        storing.catch(() => undefined);
      }
      this.#found.add(...unknownHeadings(this.#input.typed ?? [], headings));
    } finally {
      // Nothing may still be written once the transaction is undone.
      await storing.catch(() => undefined);
    }
    await storing;
    await this.#settle(settled, true);
    this.#found.add(...this.#dates.findings(), ...this.#letters.findings(), ...this.#numbers.findings());
    const copied = this.#repeats.copiedSheets();
    this.#found.add(...copied.map(sheetCopied));
    this.#found.add(...(this.#doubts?.findings(copied.map(({ again }) => again)) ?? []));
    this.#found.add(...(others?.questions(this.#rows) ?? []));
    const covered = coverage.state();
    this.#found.add(...covered.findings);
    if (covered.coverage) this.#covers = coverageInWords(covered.coverage, context.structure, today());
    return this.#finish(database, known, settled, covered.coverage);
  }

  async #context(
    database: Database,
  ): Promise<{ context: ImportContext; columns: ReadonlyMap<string, string> }> {
    const { register, sender } = this.#source;
    const structure = await readStructure(database);
    const { mapping } = this.#input;
    this.#found.add(...refusedConfirmations(mapping, this.#faces, this.#profile.codes, structure));
    const before = await readMappings(database, register, sender);
    const { columns, labels } = await rememberMappings(
      database,
      register,
      sender,
      this.#input.mapping,
      before,
    );
    const { yearStart, codes } = this.#profile;
    const context: ImportContext = {
      structure,
      codes,
      yearStart,
      profile: this.#profile,
      period: this.#input.period === null ? undefined : parsePeriod(this.#input.period, yearStart),
      labels: new Map([...labels].map(([key, meaning]) => [labelKeyOf(key), meaning])),
    };
    return { context, columns };
  }

  #interpret(row: ReadRow, context: ImportContext, known: KnownRows, coverage: CoverageOfFile): void {
    const { face, original } = row;
    const totals = this.#totals.get(row.table) ?? new TableTotals(face, context);
    this.#totals.set(row.table, totals);
    if (row.isTotal) {
      // Of a file that is refused already the rows that were read say nothing.
      if (!this.#found.refuses) this.#found.add(...totals.compare(row.input));
      return;
    }
    const letters = face.ofExports ? row.input : this.#letters.read(row.input);
    const { input: written, found } = withoutMissingWords(letters, face.columns, context.codes);
    const input = this.#dates.read(written, face.columns, context);
    const above = this.#matters.above(face, input);
    const line = lineBetween(face, input, above !== undefined);
    if (line) {
      if (line.kind === 'line-between' && saysHowMany(input)) this.#found.add(...totals.compare(input));
      else this.#found.add(line);
      this.#doubts?.line(row.table, input);
      return;
    }
    // The same words about another stated period are another row.
    const hash = this.#input.period === null ? row.hash : `${row.hash} ${this.#input.period}`;
    const { occurrence, first } = this.#repeats.add(hash, input);
    const knownRow = known.meet(hash, occurrence);
    const interpreted = face.interpret(above ? goingOn(face, input, above) : input, context);
    const { record } = interpreted;
    const findings = [...found, ...interpreted.findings];
    this.#found.add(...findings);
    if (record === undefined) return;
    totals.add(input);
    this.#doubts?.add(row, input, record);
    this.#rows++;
    const number = face.join && !face.ofExports ? numberOfRow(face, input) : undefined;
    if (number !== undefined && this.#input.same !== 'other')
      this.#numbers.add(face, input, number, sameNumber(number));
    const years = face.periods?.(record) ?? coverage.add(face, record);
    const period = years.length > 1 ? `${years[0]}-${years.at(-1)}` : years[0];
    if (period !== undefined) this.#periods.set(period, (this.#periods.get(period) ?? 0) + 1);
    const flags = findings.filter((finding) => finding.weight === 'doubtful');
    if (first !== undefined) {
      const twice = sameRowTwice(row, first);
      this.#found.add(twice);
      flags.push(twice);
    }
    const split = this.#matters.add(face, {
      input,
      hash,
      occurrence,
      original,
      record,
      flags: flags.map((flag) => withoutPersons(flag, this.#profile.identifierDetectors)),
      known: knownRow,
    });
    if (split) this.#found.add(numberApart(split));
  }

  /** Makes records of the matters so far ready to be written. */
  async #settle(settled: SettledMatters, all: boolean): Promise<void> {
    const { findings, pending } = await settled.settle(this.#matters.take(all));
    this.#found.add(...findings);
    for (const row of pending) {
      // The other rows of a matter stand beside its record.
      if (row.record !== undefined) this.#records++;
      (row.face.keyed ? this.#keyed : this.#pending).push(row);
    }
  }

  async #store(database: Database, pending: readonly PendingRow[]): Promise<void> {
    if (pending.length > 0 && !this.#found.refuses)
      await storeRows(database, readyRows(pending, this.#source));
  }

  async #finish(
    database: Database,
    known: KnownRows,
    settled: SettledMatters,
    coverage: Coverage | undefined,
  ): Promise<ImportReport> {
    this.#unchanged = settled.unchanged;
    const { gone, corrections: inFile, counts } = await known.changes(database);
    const corrections = [...inFile, ...settled.newer];
    if (this.#found.refuses) return this.#report('refused', counts);
    // Whatever was read is new, known or linked: a row that is none of these would be lost in silence.
    if (this.#rows !== known.addedCount + settled.unchanged + settled.linked)
      throw new RangeError(`${this.#rows} rows were read, and not as many were settled.`);
    const isEmpty = this.#rows === 0 && gone.length === 0;
    if (isEmpty && coverage === undefined) return this.#refused(noRows);
    let isOtherCoverage = false;
    try {
      const { keptHere } = await withdrawRows(
        database,
        this.#faces,
        [...gone, ...settled.replaced],
        corrections,
      );
      if (keptHere > 0) this.#found.add(changedHereStands(keptHere, this.#source.fileName));
      await this.#store(database, this.#pending);
      await this.#store(database, this.#keyed);
      await correctRecords(database, this.#faces, corrections, `correctie in ${this.#source.fileName}`);
      for (const face of this.#faces) await face.settle?.(database);
      if (coverage) isOtherCoverage = await recordCoverage(database, this.#source, coverage);
      await this.#recordPeriods(database, coverage);
    } catch (error) {
      if (!(error instanceof StoreRefused)) throw error;
      this.#found.add(...error.findings);
      return this.#report('refused', counts);
    }
    if (this.#input.dryRun) return this.#report('dry-run', counts);
    if (gone.length > 0 && !this.#input.replace) return this.#report('needs-replace', counts);
    const isChanged = known.addedCount + gone.length + settled.linked > 0;
    return this.#report(isChanged || isOtherCoverage ? 'imported' : 'unchanged', counts);
  }

  /** Of which periods the file speaks: what is said of it afterwards, such as a report, may count it. */
  async #recordPeriods(database: Database, coverage: Coverage | undefined): Promise<void> {
    const periods = [...new Set([...this.#periods.keys(), ...(coverage?.years ?? [])])].sort();
    if (periods.length === 0) return;
    await sql`update import_source set periods = ${periods}::text[] where id = ${this.#source.sourceId}`.execute(
      database,
    );
  }

  #refused(
    finding: Pick<Finding, 'kind' | 'sheet' | 'row' | 'column' | 'advice'>,
    outcome: 'refused' | 'already-read' = 'refused',
  ): ImportReport {
    this.#found.add({ weight: 'refused', value: this.#source.fileName, ...finding });
    return this.#report(outcome, nothingChanged);
  }

  /** What changed in a row, without what leads to one person. */
  #withoutPersons({ before, after, ...change }: RowChange): RowChange {
    const cells = (row: RowChange['before']) =>
      row &&
      Object.fromEntries(
        Object.entries(row).map(([heading, cell]) => [
          heading,
          masked(cell, this.#profile.identifierDetectors),
        ]),
      );
    return { ...change, before: cells(before), after: cells(after) };
  }

  #report(outcome: ImportReport['outcome'], { added, changed, vanished, shown }: RowChanges): ImportReport {
    return {
      register: this.#register.key,
      file: this.#source.fileName,
      outcome,
      rows: this.#rows,
      records: this.#records,
      added,
      unchanged: this.#unchanged,
      changed,
      vanished,
      periods: [...this.#periods]
        .map(([key, rows]) => ({ key, rows }))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
      ...(this.#covers ? { covers: this.#covers } : {}),
      kinds: this.#found.kinds(),
      findings: this.#found.first(),
      changes: shown.map((change) => this.#withoutPersons(change)),
    };
  }
}

/**
 * A row says what it is about, and nearly all that is written in it can be read: one slip in it is told like any
 * other. What a row merely lacks is asked.
 */
function readsAsRow(face: ImportFace, row: InputRow, context: ImportContext): boolean {
  const filled = (key: string) => (row.cells[key]?.text ?? '') !== '';
  const required = face.columns.filter((column) => column.required);
  if (required.length > 0 && !required.some((column) => filled(column.key))) return false;
  const unreadable = face
    .interpret(row, context)
    .findings.filter((one) => one.weight === 'refused' && one.value !== '');
  const slips = new Set(unreadable.map((one) => one.column)).size;
  return slips * cellsASlip <= Object.keys(row.cells).filter(filled).length;
}

/** "list:label" as typed by a person becomes the key by which registers look labels up. */
function labelKeyOf(written: string): string {
  const colon = written.indexOf(':');
  return labelKey(written.slice(0, colon), written.slice(colon + 1));
}
