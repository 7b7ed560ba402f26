import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { readDraft, standingReading, type WholeDraft } from './read-drafts.ts';
import { embargoOf, routeState } from './route.ts';

const report = z.uuid();
const reason = z.string().trim().min(1).max(1000);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What became of a deed on the route: done; `changed`: another version stands meanwhile, or its turn is past; `not-yours`:
 * it is not for who asks.
 */
export type RouteOutcome = 'done' | 'changed' | 'not-yours';

const readSchema = z.strictObject({ report, step: z.uuid(), hash, outcome: z.enum(['agreed', 'remarks']) });

/** A second reader who has read: agreed, or with remarks that need not hold it back. */
export const finishReading: Action<z.infer<typeof readSchema>, RouteOutcome> = {
  name: 'reports.finish-reading',
  input: readSchema,
  object: (input) => input.report,
  change: (database, input) =>
    onRoute(database, input, async (draft, reading) => {
      const step = draft.steps.find(({ id }) => id === input.step);
      if (step?.act !== 'read' || draft.askedAs !== 'second-reader' || draft.isWriter) return null;
      return { kind: 'read', reading_id: reading, step_id: step.id, outcome: input.outcome };
    }),
};

const returnSchema = z.strictObject({ report, step: z.uuid(), hash, reason });

/** Sends a version back with remarks: it goes on with a next version. */
export const sendBack: Action<z.infer<typeof returnSchema>, RouteOutcome> = {
  name: 'reports.send-back',
  input: returnSchema,
  object: (input) => input.report,
  change: (database, input) =>
    onRoute(database, input, async (draft, reading, person) => {
      const step = draft.steps.find(({ id }) => id === input.step);
      const isReader = step?.act === 'read' && draft.askedAs === 'second-reader';
      const isSigner = step?.act === 'sign' && bears(draft, input.step, person);
      if (!step || draft.isWriter || !(isReader || isSigner)) return null;
      return { kind: 'returned', reading_id: reading, step_id: step.id, reason: input.reason };
    }),
};

const signSchema = z.strictObject({ report, step: z.uuid(), hash });

/** Signs what was read: its hash. */
export const signReport: Action<z.infer<typeof signSchema>, RouteOutcome> = {
  name: 'reports.sign',
  input: signSchema,
  object: (input) => input.report,
  change: (database, input) =>
    onRoute(database, input, async (draft, reading, person) => {
      const step = draft.steps.find(({ id }) => id === input.step);
      const bearer = draft.bearers.get(input.step)?.find((one) => one.person === person);
      if (step?.act !== 'sign' || !bearer) return null;
      return {
        kind: 'signed',
        reading_id: reading,
        step_id: step.id,
        hash: input.hash,
        acting_as: step.role,
        replaces: bearer.replaces,
      };
    }),
};

const paperSchema = z.strictObject({
  report,
  step: z.uuid(),
  hash,
  signer: z.string().trim().min(1).max(200),
  reference: z.string().trim().min(1).max(200),
  day: z.iso.date(),
});

/** Records that somebody signed on paper or in a document system: somebody else confirms it. */
export const recordPaper: Action<z.infer<typeof paperSchema>, RouteOutcome> = {
  name: 'reports.record-paper',
  input: paperSchema,
  object: (input) => input.report,
  change: (database, { signer, reference, day, ...input }) =>
    onRoute(database, input, async (draft, reading) => {
      const step = draft.steps.find(({ id }) => id === input.step);
      if (step?.act !== 'sign' || !draft.head) return null;
      return {
        kind: 'paper',
        reading_id: reading,
        step_id: step.id,
        hash: input.hash,
        signer,
        reference,
        day,
      };
    }),
};

const confirmSchema = z.strictObject({ report, step: z.uuid(), hash, about: z.uuid() });

/** Confirms a signature on paper that somebody else recorded. */
export const confirmPaper: Action<z.infer<typeof confirmSchema>, RouteOutcome> = {
  name: 'reports.confirm-paper',
  input: confirmSchema,
  object: (input) => input.report,
  change: (database, input) =>
    onRoute(database, input, async (draft, reading, person) => {
      const paper = draft.events.find(({ id, kind }) => id === input.about && kind === 'paper');
      if (!paper || paper.by === person || paper.step !== input.step) return null;
      return {
        kind: 'confirmed',
        reading_id: reading,
        step_id: input.step,
        hash: input.hash,
        about: paper.id,
      };
    }),
};

type EventValues = {
  readonly kind: string;
  readonly reading_id: string;
  readonly step_id: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly hash?: string;
  readonly acting_as?: string | null;
  readonly replaces?: string | null;
  readonly signer?: string;
  readonly reference?: string;
  readonly day?: string;
  readonly about?: string;
};

/** A deed at the step that is taken now, under the version that was read. */
async function onRoute(
  database: Database,
  input: { readonly report: string; readonly step: string; readonly hash: string },
  deed: (draft: WholeDraft, reading: string, person: string) => Promise<EventValues | null>,
): Promise<{ result: RouteOutcome; audit: Readonly<Record<string, string>> | null }> {
  await sql`select pg_advisory_xact_lock(hashtext(${`report text ${input.report}`}))`.execute(database);
  const draft = await readDraft(database, input.report);
  if (!draft) return { result: 'not-yours', audit: null };
  const reading = standingReading(draft);
  if (!reading || reading.hash !== input.hash || draft.endedAs !== null)
    return { result: 'changed', audit: null };
  const { steps } = routeState(draft.steps, draft.events, reading.id);
  const step = steps.find(({ id }) => id === input.step);
  if (!step || (step.state.kind !== 'now' && step.state.kind !== 'to-confirm'))
    return { result: 'changed', audit: null };
  const { rows } = await sql<{ person: string }>`select acting_person() as person`.execute(database);
  const values = await deed(draft, reading.id, rows[0]?.person ?? '');
  if (values === null) return { result: 'not-yours', audit: null };
  await database
    .insertInto('report_event')
    .values({ id: newId(), report_id: input.report, ...values })
    .execute();
  return { result: 'done', audit: { kind: values.kind, hash: input.hash } };
}

function bears(draft: WholeDraft, step: string, person: string): boolean {
  return draft.bearers.get(step)?.some((one) => one.person === person) === true;
}

const embargoSchema = z.strictObject({ report, until: z.iso.datetime({ offset: true }) });

/** Holds a report back until a moment: it is not published before. */
export const setEmbargo: Action<z.infer<typeof embargoSchema>, null> = {
  name: 'reports.embargo',
  input: embargoSchema,
  object: (input) => input.report,
  change: async (database, { report: id, until }) => {
    const { rows } = await sql<{ until: Date | null }>`
      select case when kind = 'embargo' then until end as until from report_event
      where report_id = ${id}::uuid and kind in ('embargo', 'lifted') order by place desc limit 1`.execute(
      database,
    );
    if (rows[0]?.until?.toISOString() === new Date(until).toISOString()) return { result: null, audit: null };
    await database
      .insertInto('report_event')
      .values({ id: newId(), report_id: id, kind: 'embargo', until })
      .execute();
    return { result: null, audit: { until } };
  },
};

const liftSchema = z.strictObject({ report, reason });

/** Holds a report back no longer. */
export const liftEmbargo: Action<z.infer<typeof liftSchema>, null> = {
  name: 'reports.lift-embargo',
  input: liftSchema,
  object: (input) => input.report,
  change: async (database, input) => {
    await database
      .insertInto('report_event')
      .values({ id: newId(), report_id: input.report, kind: 'lifted', reason: input.reason })
      .execute();
    return { result: null, audit: {} };
  },
};

const publishSchema = z.strictObject({
  report,
  hash,
  /** About which period the next report is, and by when; null where that is not known. */
  nextPeriod: z.string().min(4).max(20).nullable(),
  nextDay: z.iso.date().nullable(),
});

/** What became of asking to publish. */
export type PublishOutcome =
  | { readonly kind: 'asked' }
  /** It was asked before and is being done. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'changed' }
  | { readonly kind: 'not-signed' }
  | { readonly kind: 'embargo'; readonly until: string };

/** Asks the program to publish the version that everybody on the route agreed to. */
export const askPublication: Action<z.infer<typeof publishSchema>, PublishOutcome> = {
  name: 'reports.publish',
  input: publishSchema,
  object: (input) => input.report,
  change: async (database, input) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`report text ${input.report}`}))`.execute(database);
    const draft = await readDraft(database, input.report);
    const reading = draft && standingReading(draft);
    if (!draft || !reading || reading.hash !== input.hash || draft.endedAs !== null)
      return { result: { kind: 'changed' }, audit: null };
    if (!routeState(draft.steps, draft.events, reading.id).isDone)
      return { result: { kind: 'not-signed' }, audit: null };
    const until = embargoOf(draft.events);
    if (until !== null && (await isBefore(database, until)))
      return { result: { kind: 'embargo', until }, audit: null };
    const begun = draft.events.at(-1);
    // Asked twice, it is done once.
    if (begun?.kind === 'publishing' && begun.reading === reading.id && !(await isBroken(database, begun.at)))
      return { result: { kind: 'busy' }, audit: null };
    await database
      .insertInto('report_event')
      .values({
        id: newId(),
        report_id: input.report,
        reading_id: reading.id,
        kind: 'publishing',
        hash: input.hash,
        next_period: input.nextPeriod,
        day: input.nextDay,
      })
      .execute();
    return { result: { kind: 'asked' }, audit: { hash: input.hash } };
  },
};

async function isBefore(database: Database, moment: string): Promise<boolean> {
  const { rows } = await sql<{ early: boolean }>`select now() < ${moment}::timestamptz as early`.execute(
    database,
  );
  return rows[0]?.early === true;
}

/** Minutes after which a publication that was begun is taken as broken off. */
export const brokenAfter = 15;

async function isBroken(database: Database, since: string): Promise<boolean> {
  const { rows } = await sql<{ broken: boolean }>`
    select now() > ${since}::timestamptz + ${`${brokenAfter} minutes`}::interval as broken`.execute(database);
  return rows[0]?.broken === true;
}
