import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Profile } from '../../../codes/profile.ts';
import {
  type OpenSummary,
  type SummariesBesideRecord,
  type SummaryDecided,
  type SummaryKept,
  type SummaryVersion,
  type SummaryWritten,
  summarySchema,
} from '../../../collection/offers/public-summaries.ts';
import type { RecordPages } from '../../../collection/offers/record-pages.ts';
import type { AccessRow } from '../../../platform/access/access-table.ts';
import type { Action, Database, Question } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { isSamePerson } from '../../../platform/language/same-person.ts';
import { refuseOpenWarnings } from './summaries.ts';
import { summaryApplies } from './summary-applies.ts';

type Detectors = Pick<Profile, 'allowedNames' | 'identifierDetectors'>;

const { language, decisions, text, settlement, author, secondReader, state, decidedOn } = summarySchema.shape;
const versionsSchema = z.array(
  z
    .strictObject({
      ...{ language, text, settlement, author, secondReader, state, decidedOn, decisions },
      id: z.uuid(),
      isAsked: z.boolean(),
      applies: z.boolean(),
      writtenBy: z.uuid().nullable(),
      recordedBy: z.uuid().nullable(),
      recordedAt: z.string(),
      stands: z.boolean(),
      reason: z.string().nullable(),
    })
    .readonly(),
);

/** Every version of the summaries of an incident, the newest first. */
const ofRecord: Question<{ readonly record: string }, readonly SummaryVersion[]> = {
  name: 'incidents.summaries',
  confidential: true,
  object: ({ record }) => `incident ${record}`,
  ask: async (database, { record }) => {
    const { rows } = await sql<{ version: unknown }>`
      select json_build_object('id', s.id, 'language', s.language, 'text', s.text, 'settlement', s.settlement,
        'author', s.author, 'secondReader', s.second_reader, 'state', s.state, 'isAsked', s.asked_at is not null,
        'applies', ${summaryApplies}, 'writtenBy', s.written_by, 'recordedBy', s.recorded_by,
        'recordedAt', to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'stands', s.withdrawn_at is null, 'decidedOn', s.decided_on, 'reason', s.reason, 'decisions', s.decisions) as version
      from incident_summary s join incident i on i.incident_id = s.incident_id and i.withdrawn_at is null
      where s.incident_id = ${record}::uuid
      order by s.withdrawn_at is null desc, s.recorded_at desc, s.id desc`.execute(database);
    return versionsSchema.parse(rows.map(({ version }) => version));
  },
};

/** The summaries for which something is to be done, of the incidents that who asks may see. */
const openSummaries: Question<Record<string, never>, readonly OpenSummary[]> = {
  name: 'incidents.open-summaries',
  confidential: false,
  object: () => 'incident_summary',
  ask: async (database) => {
    const { rows } = await sql<OpenSummary>`
      select s.incident_id::text as record, s.language, s.written_by::text as "writtenBy",
        case when s.asked_at is not null then 'asked' when s.state = 'draft' then 'draft' else 'void' end as what
      from incident_summary s join incident i on i.incident_id = s.incident_id and i.withdrawn_at is null
      where s.withdrawn_at is null and (s.state = 'draft' or s.state = 'approved' and not ${summaryApplies})
      order by s.asked_at nulls last, s.recorded_at, s.incident_id limit 1000`.execute(database);
    return rows;
  },
};

const of = { record: z.uuid(), language, by: z.string().trim().min(1).max(200) };
const writtenSchema = z.strictObject({
  ...of,
  base: z.uuid().nullable(),
  text: z.string().trim().min(1).max(2000),
  settlement: z.string().trim().max(500),
  decisions,
  ask: z.boolean(),
});
const decidedSchema = z.strictObject({
  ...of,
  base: z.uuid(),
  decision: z.enum(['agreed', 'returned', 'withheld']),
  beside: z.uuid().nullable(),
  reason: z.string().trim().min(1).max(1000).nullable(),
});

/** Writes another version of a summary, and asks for its second reader. Throws where a warning is undecided then. */
const write = (profile: Detectors): Action<SummaryWritten, SummaryKept> => ({
  name: 'incidents.write-summary',
  input: writtenSchema,
  object: ({ record }) => `incident ${record}`,
  change: async (database, { record, base, by, ask, ...written }) => {
    if ((await standing(database, record, written.language)) !== base)
      return { result: 'changed-meanwhile', audit: null };
    if (ask) refuseOpenWarnings(written, profile);
    await withdraw(database, base);
    await database
      .insertInto('incident_summary')
      .values({
        ...rowOf(record, written),
        author: by,
        state: 'draft',
        asked_at: ask ? sql`clock_timestamp()` : null,
        written_by: sql`acting_person()`,
      })
      .execute();
    return { result: 'done', audit: { language: written.language, asked: ask } };
  },
});

/** Agrees to a summary that waits for its second reader, sends it back, or withholds one. */
const decide = (profile: Detectors): Action<SummaryDecided, SummaryKept> => ({
  name: 'incidents.decide-summary',
  input: decidedSchema,
  object: ({ record }) => `incident ${record}`,
  change: async (database, { record, language: inLanguage, base, by, decision, beside, reason }) => {
    if ((await standing(database, record, inLanguage)) !== base || !(await holdIncident(database, record)))
      return { result: 'changed-meanwhile', audit: null };
    const before = await database
      .selectFrom('incident_summary')
      .selectAll()
      .where('id', '=', base)
      .executeTakeFirstOrThrow();
    const kept = { ...before, language: inLanguage, decisions: decisions.parse(before.decisions) };
    if (decision !== 'withheld' && before.asked_at === null)
      return { result: 'changed-meanwhile', audit: null };
    if (decision === 'agreed' && !(await saysTheSame(database, record, beside)))
      return { result: 'record-changed', audit: null };
    if (decision === 'agreed') refuseOpenWarnings(kept, profile);
    await withdraw(database, base);
    await database
      .insertInto('incident_summary')
      .values({
        ...rowOf(record, kept),
        author: before.author,
        written_by: before.written_by ?? sql<string>`acting_person()`,
        ...(decision === 'agreed'
          ? {
              state: 'approved',
              read_by: sql<string>`acting_person()`,
              // Two people of one name are told apart; that they are two, the database knows.
              second_reader: isSamePerson(by, before.author) ? `${by} (2)` : by,
              decided_on: sql<string>`today()`,
            }
          : { state: decision === 'returned' ? 'draft' : 'withheld', reason }),
      })
      .execute();
    return { result: 'done', audit: { language: inLanguage, decision } };
  },
});

/** Holds the record as it stands until this transaction ends, after who is changing it; false where none stands. */
async function holdIncident(database: Database, record: string): Promise<boolean> {
  const held = async () => {
    const { rows } = await sql`
      select 1 as one from incident where incident_id = ${record}::uuid and withdrawn_at is null for share`.execute(
      database,
    );
    return rows.length > 0;
  };
  // Who waited for a change finds the version that was awaited ended, and holds the one in its place.
  return (await held()) || (await held());
}

/** Whether the record says of what a summary tells what it said in the version beside which that was read. */
async function saysTheSame(database: Database, record: string, version: string | null): Promise<boolean> {
  const { rows } = await sql`
    select 1 as one from incident v join incident i on i.incident_id = v.incident_id and i.withdrawn_at is null
    where v.incident_id = ${record}::uuid and v.version_id = ${version}::uuid
      and v.description is not distinct from i.description and v.settlement is not distinct from i.settlement`.execute(
    database,
  );
  return rows.length > 0;
}

function rowOf(
  record: string,
  {
    language: inLanguage,
    text: said,
    settlement: settled,
    decisions: made,
  }: Omit<SummaryWritten, 'record' | 'base' | 'ask' | 'by'>,
) {
  return {
    id: newId(),
    incident_id: record,
    language: inLanguage,
    text: said,
    settlement: settled,
    text_sha256: hash('sha256', `${said}\n${settled}`, 'hex'),
    decisions: JSON.stringify(made),
  };
}

/** The id of the version that stands; null where none does. Nobody else writes one meanwhile. */
async function standing(database: Database, record: string, inLanguage: string): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtext(${`summary ${record} ${inLanguage}`}))`.execute(database);
  const row = await database
    .selectFrom('incident_summary')
    .select('id')
    .where('incident_id', '=', record)
    .where('language', '=', inLanguage)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function withdraw(database: Database, base: string | null): Promise<void> {
  if (base === null) return;
  await database
    .updateTable('incident_summary')
    .set({ withdrawn_at: sql`now()` })
    .where('id', '=', base)
    .where('withdrawn_at', 'is', null)
    .execute();
}

/** The summaries of incidents as they are kept beside the record. */
export const summariesBesideRecord: SummariesBesideRecord = {
  of: ofRecord,
  write,
  decide,
  open: openSummaries,
};

/** Who keeps an incident writes and reads its summary. */
export function summaryAccess({ keptBy }: Pick<RecordPages, 'keptBy'>): readonly AccessRow[] {
  const because =
    'Wie het incident bijhoudt schrijft de openbare samenvatting; een ander die dat doet leest haar';
  return keptBy.flatMap(({ role: who, on }): readonly AccessRow[] => [
    { who, may: 'see', what: ofRecord.name, on, because },
    { who, may: 'see', what: openSummaries.name, on: on === 'unit' ? 'none' : on, because },
    { who, may: 'do', what: 'incidents.write-summary', on, because },
    { who, may: 'do', what: 'incidents.decide-summary', on, because },
  ]);
}
