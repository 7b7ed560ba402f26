import { sql } from 'kysely';
import { type Role, roles } from '../../platform/access/relation.ts';
import type { Database, Question } from '../../platform/database/doorways.ts';
import type { Language } from '../../platform/language/text.ts';
import { type ReportHead, readHeadSource, type TextBlock } from './document-text.ts';
import type { RouteEvent, RouteStep } from './route.ts';

/** A report that is or was written, as a list shows it. */
export interface DraftLine {
  readonly id: string;
  readonly slug: string;
  readonly period: string;
  readonly language: Language;
  readonly title: string;
  readonly revises: number | null;
  /** The moment it was begun, ISO 8601. */
  readonly at: string;
  readonly endedAs: 'published' | 'stopped' | null;
}

/** The reports that may be read by who asks, the newest first. */
export const draftsQuestion: Question<Record<string, never>, readonly DraftLine[]> = {
  name: 'reports.list',
  confidential: false,
  object: () => 'reports',
  ask: async (database) => {
    const rows = await database
      .selectFrom('report_draft')
      .selectAll()
      .orderBy('recorded_at', 'desc')
      .orderBy('id')
      .execute();
    const titles = await titlesOf(
      database,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => lineOf(row, titles.get(row.id)));
  },
};

/** The titles of reports: as they are written now, and for who sees no text, as they stood in the last version to read. */
async function titlesOf(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ report: string; title: string }>`
    select d.id as report, coalesce(
      (select split_part(b.source, E'\n', 1) from report_block b
       where b.report_id = d.id and b.kind = 'head' and b.withdrawn_at is null),
      (select substring(r.source from '\ntitle: ([^\n]*)') from report_reading r
       where r.report_id = d.id and r.made_at is not null order by r.number desc limit 1)) as title
    from report_draft d where d.id = any(${ids}::uuid[])`.execute(database);
  return new Map(rows.filter(({ title }) => title !== null).map(({ report, title }) => [report, title]));
}

type DraftRow = {
  id: string;
  slug: string;
  period: string;
  language: string;
  revises: number | null;
  recorded_at: Date;
  ended_as: string | null;
};

function lineOf(row: DraftRow, title: string | undefined): DraftLine {
  return {
    id: row.id,
    slug: row.slug,
    period: row.period,
    language: row.language === 'en' ? 'en' : 'nl',
    title: title ?? row.slug,
    revises: row.revises,
    at: row.recorded_at.toISOString(),
    endedAs: row.ended_as === 'published' ? 'published' : row.ended_as === 'stopped' ? 'stopped' : null,
  };
}

/** A block as it stands. */
export interface StandingBlock extends TextBlock {
  /** The version that stands, for who changes it. */
  readonly version: string;
  readonly by: string | null;
  readonly at: string;
}

/** A reading version, without its text. */
export interface ReadingLine {
  readonly id: string;
  readonly number: number;
  /** The moment it was asked for, ISO 8601. */
  readonly at: string;
  readonly by: string | null;
  readonly madeAt: string | null;
  readonly failed: unknown;
  /** What is signed; null until it is made. */
  readonly hash: string | null;
}

/** Who was asked to read. */
export interface Reader {
  readonly id: string;
  readonly person: string;
  readonly part: 'second-reader' | 'preview';
  readonly at: string;
}

/** What a reader said. */
export interface Remark {
  readonly id: string;
  readonly reading: string;
  readonly block: string | null;
  readonly remark: string;
  readonly behalf: string | null;
  readonly by: string | null;
  readonly at: string;
  readonly answer: string | null;
  readonly answeredBy: string | null;
}

/** A report with all that is kept of it, as far as who asks may see it. */
export interface WholeDraft extends DraftLine {
  /** Null for who does not write it. */
  readonly head: ReportHead | null;
  readonly headVersion: string | null;
  readonly blocks: readonly StandingBlock[];
  readonly steps: readonly RouteStep[];
  readonly events: readonly RouteEvent[];
  readonly readings: readonly ReadingLine[];
  readonly readers: readonly Reader[];
  readonly remarks: readonly Remark[];
  /** Why warnings were left to stand, by the hash of each. */
  readonly decisions: ReadonlyMap<
    string,
    { readonly id: string; readonly reason: string; readonly by: string | null; readonly at: string }
  >;
  /** Who did what, by id of person. */
  readonly names: ReadonlyMap<string, string>;
  /** Who bears the role of each step today, by its id. */
  readonly bearers: ReadonlyMap<
    string,
    readonly { readonly person: string; readonly name: string | null; readonly replaces: string | null }[]
  >;
  /** Whether who asks wrote any of it. */
  readonly isWriter: boolean;
  /** When who asks last had its figures computed (ISO 8601), as long as they are of use; null: not, or too long ago. */
  readonly figuresAsked: string | null;
  /** As what who asks was asked to read it. */
  readonly askedAs: 'second-reader' | 'preview' | null;
}

/** A report; null where there is none, or none for who asks. */
export const draftQuestion: Question<{ readonly report: string }, WholeDraft | null> = {
  name: 'reports.read',
  confidential: false,
  object: ({ report }) => report,
  ask: async (database, { report }) => readDraft(database, report),
};

/** Reads a report as far as the acting person sees it. */
export async function readDraft(database: Database, report: string): Promise<WholeDraft | null> {
  const row = await database
    .selectFrom('report_draft')
    .selectAll()
    .where('id', '=', report)
    .executeTakeFirst();
  if (!row) return null;
  const line = lineOf(row, (await titlesOf(database, [report])).get(report));
  const blocks = await database
    .selectFrom('report_block')
    .selectAll()
    .where('report_id', '=', report)
    .where('withdrawn_at', 'is', null)
    .orderBy('place')
    .orderBy('recorded_at')
    .execute();
  const head = blocks.find(({ kind }) => kind === 'head');
  const { slug, period, language } = line;
  const decisions = await database
    .selectFrom('report_decision')
    .selectAll()
    .where('report_id', '=', report)
    .where('withdrawn_at', 'is', null)
    .execute();
  const { rows: names } = await sql<{ person: string; name: string | null }>`
    select person, name from report_people(${report}::uuid)`.execute(database);
  const { rows: bearers } = await sql<{
    step: string;
    person: string;
    name: string | null;
    replaces: string | null;
  }>`
    select step, person, name, replaces from step_people(${report}::uuid) order by name`.execute(database);
  const { rows: own } = await sql<{ wrote: boolean; asked: string | null; figures: Date | null }>`
    select wrote_report(${report}::uuid) as wrote, asked_as(${report}::uuid) as asked,
      (select f.asked_at from report_figures_asked f
       where f.report_id = ${report}::uuid and f.asked_at > now() - interval '30 minutes') as figures`.execute(
    database,
  );
  const asked = own[0]?.asked;
  return {
    ...line,
    head: head ? { slug, period, language, ...readHeadSource(head.source) } : null,
    headVersion: head?.id ?? null,
    blocks: blocks
      .filter(({ kind }) => kind === 'text')
      .map((block) => ({
        id: block.block_id,
        version: block.id,
        source: block.source,
        by: block.recorded_by,
        at: block.recorded_at.toISOString(),
      })),
    steps: await readSteps(database, report),
    events: await readEvents(database, report),
    readings: await readReadings(database, report),
    readers: await readReaders(database, report),
    remarks: await readRemarks(database, report),
    decisions: new Map(
      decisions.map((one) => [
        one.warning,
        { id: one.id, reason: one.reason, by: one.recorded_by, at: one.recorded_at.toISOString() },
      ]),
    ),
    names: new Map(names.flatMap(({ person, name }) => (name === null ? [] : [[person, name] as const]))),
    bearers: Map.groupBy(bearers, ({ step }) => step),
    isWriter: own[0]?.wrote === true,
    figuresAsked: own[0]?.figures?.toISOString() ?? null,
    askedAs: asked === 'second-reader' || asked === 'preview' ? asked : null,
  };
}

async function readSteps(database: Database, report: string): Promise<readonly RouteStep[]> {
  const rows = await database
    .selectFrom('report_step')
    .selectAll()
    .where('report_id', '=', report)
    .orderBy('place')
    .execute();
  return rows.map(({ id, place, act, role, unit }) => ({
    id,
    place,
    act: act === 'read' ? 'read' : 'sign',
    role: roles.find((one): one is Role => one === role) ?? null,
    unit,
  }));
}

async function readEvents(database: Database, report: string): Promise<readonly RouteEvent[]> {
  const rows = await database
    .selectFrom('report_event')
    .selectAll()
    .where('report_id', '=', report)
    .orderBy('place')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    // The database allows no others.
    kind: row.kind as RouteEvent['kind'],
    reading: row.reading_id,
    step: row.step_id,
    outcome: row.outcome as RouteEvent['outcome'],
    reason: row.reason,
    actingAs: row.acting_as,
    replaces: row.replaces,
    hash: row.hash,
    reference: row.reference,
    signer: row.signer,
    day: row.day,
    until: row.until?.toISOString() ?? null,
    about: row.about,
    failed: row.failed,
    nextPeriod: row.next_period,
    version: row.version,
    by: row.recorded_by,
    at: row.recorded_at.toISOString(),
  }));
}

async function readReadings(database: Database, report: string): Promise<readonly ReadingLine[]> {
  const rows = await database
    .selectFrom('report_reading')
    .select(['id', 'number', 'recorded_at', 'recorded_by', 'made_at', 'failed', 'model_sha256'])
    .where('report_id', '=', report)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    at: row.recorded_at.toISOString(),
    by: row.recorded_by,
    madeAt: row.made_at?.toISOString() ?? null,
    failed: row.failed,
    hash: row.model_sha256,
  }));
}

async function readReaders(database: Database, report: string): Promise<readonly Reader[]> {
  const rows = await database
    .selectFrom('report_reader')
    .selectAll()
    .where('report_id', '=', report)
    .where('withdrawn_at', 'is', null)
    .orderBy('recorded_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    person: row.person_id,
    part: row.part === 'preview' ? 'preview' : 'second-reader',
    at: row.recorded_at.toISOString(),
  }));
}

async function readRemarks(database: Database, report: string): Promise<readonly Remark[]> {
  const rows = await database
    .selectFrom('report_remark')
    .selectAll()
    .where('report_id', '=', report)
    .orderBy('recorded_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    reading: row.reading_id,
    block: row.block_id,
    remark: row.remark,
    behalf: row.behalf,
    by: row.recorded_by,
    at: row.recorded_at.toISOString(),
    answer: row.answer,
    answeredBy: row.answered_by,
  }));
}

/** The reading version that stands: the last that was made. */
export function standingReading({ readings }: Pick<WholeDraft, 'readings'>): ReadingLine | null {
  return readings.findLast(({ madeAt }) => madeAt !== null) ?? null;
}
