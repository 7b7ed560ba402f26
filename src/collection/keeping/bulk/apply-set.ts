import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database } from '../../../platform/database/doorways.ts';
import { insertRows } from '../../../platform/database/insert-rows.ts';
import { newId } from '../../../platform/database/new-id.ts';
import type { DoubtContext } from '../../doubt.ts';
import { endRecords } from '../../import/matters/ended-records.ts';
import type { RecordPages, RecordValues } from '../../offers/record-pages.ts';
import { type KeptVersion, readVersions } from '../../records/read-records.ts';
import { keptVersions, versionRows } from '../../records/versions.ts';
import { type KeptRegister, longestReason } from '../keep-records.ts';
import { doubtsAbout, type ManyChanged, settleMany } from '../record-doubts.ts';
import { daysOfSet, saysSo, setHead } from './change-sets.ts';

/** Records that are read and written in one go. */
const atOnce = 1000;

const doubtContext = z.custom<DoubtContext>((given) => typeof given === 'object' && given !== null);
const applySchema = z.strictObject({
  id: z.uuid(),
  reason: z.string().trim().min(1).max(longestReason),
  doubts: doubtContext,
});
const undoSchema = z.strictObject({ id: z.uuid(), doubts: doubtContext });

/** Done now or before; or there is no such set of theirs to go on with. */
export type Applied = 'done' | 'gone';

/** A record that changes: the version that stands, and the whole record as it becomes. */
interface Becomes {
  readonly version: KeptVersion;
  readonly values: RecordValues;
}

/**
 * Changes the records of a set, in the transaction of this action: those that stand in the version that was seen and
 * are theirs to change. A set is applied once; whoever sends it again finds it done.
 */
export function applySetAction(kept: KeptRegister): Action<z.infer<typeof applySchema>, Applied> {
  const { key, pages } = kept;
  const { table, id: recordColumn } = pages.record;
  return {
    name: `${key}.change-set`,
    input: applySchema,
    object: () => key,
    change: async (database, { id, reason, doubts }) => {
      const head = await setHead(database, key, id, true);
      if (!head?.values || head.field === null) return { result: 'gone', audit: null };
      if (head.applied !== null) return { result: 'done', audit: null };
      const { values } = head;
      const { rows } = await sql<{ version: string }>`
        select r.version_id::text as version from ${sql.table(table)} r
        join change_set_row b on b.set_id = ${id}::uuid and b.base_version = r.version_id
          and b.record_id = r.${sql.ref(recordColumn)}
        where not b.left_out and r.withdrawn_at is null and not ${saysSo(pages, values)}
        order by r.version_id for update of r`.execute(database);
      const written = await writeMany(
        database,
        kept,
        { register: key, reason, fields: Object.keys(values), doubts },
        rows.map(({ version }) => version),
        (version) => ({ ...version.values, ...version.lines, ...values }),
      );
      await noteWritten(database, id, 'done', written);
      await sql`update change_set_row b set outcome = case when b.left_out then 'left-out'
            when r.version_id is null then 'gone' when r.version_id <> b.base_version then 'changed'
            when ${saysSo(pages, values)} then 'same' else 'gone' end
        from change_set_row own left join ${sql.table(table)} r
          on r.${sql.ref(recordColumn)} = own.record_id and r.withdrawn_at is null
        where own.set_id = ${id}::uuid and b.set_id = own.set_id and b.record_id = own.record_id
          and b.outcome is null`.execute(database);
      await sql`update change_set set reason = ${reason}, applied_at = now() where id = ${id}`.execute(
        database,
      );
      return { result: 'done', audit: { set: id, field: head.field, rows: written.length } };
    },
  };
}

/** The reason under which a change is put back. */
const undoneReason = (reason: string): string =>
  `Ongedaan gemaakt. De reden was: ${reason}`.slice(0, longestReason);

/** Puts back what a set changed, where nobody changed the record since; what somebody did is left and said. */
export function undoSetAction(kept: KeptRegister): Action<z.infer<typeof undoSchema>, Applied> {
  const { key, pages } = kept;
  const { table, id: recordColumn } = pages.record;
  return {
    name: `${key}.undo-set`,
    input: undoSchema,
    object: () => key,
    change: async (database, { id, doubts }) => {
      const head = await setHead(database, key, id, true);
      if (!head?.applied || !head.values) return { result: 'gone', audit: null };
      if (head.undone !== null) return { result: 'done', audit: null };
      const isLate = Date.now() - head.applied.getTime() > daysOfSet * 86_400_000;
      if (isLate) return { result: 'gone', audit: null };
      const { rows } = await sql<{ version: string; base: string }>`
        select r.version_id::text as version, b.base_version::text as base from ${sql.table(table)} r
        join change_set_row b on b.set_id = ${id}::uuid and b.new_version = r.version_id
          and b.record_id = r.${sql.ref(recordColumn)}
        where b.outcome = 'done' and r.withdrawn_at is null
        order by r.version_id for update of r`.execute(database);
      const before = new Map<string, KeptVersion>();
      for (const part of inParts(rows))
        for (const one of await readVersions(database, pages.record, {
          what: 'versions',
          versionIds: part.map(({ base }) => base),
        }))
          before.set(one.id, one);
      const changed = Object.keys(head.values);
      const written = await writeMany(
        database,
        kept,
        { register: key, reason: undoneReason(head.reason ?? ''), fields: changed, doubts },
        rows.map(({ version }) => version),
        (version) => {
          const base = before.get(version.id);
          return (
            base && {
              ...version.values,
              ...version.lines,
              ...Object.fromEntries(changed.map((field) => [field, base.values[field] ?? null])),
            }
          );
        },
      );
      await noteWritten(database, id, 'undone', written);
      await sql`update change_set_row set outcome = 'kept' where set_id = ${id}::uuid and outcome = 'done'`.execute(
        database,
      );
      await sql`update change_set set undone_at = now() where id = ${id}`.execute(database);
      return { result: 'done', audit: { set: id, field: head.field ?? '', rows: written.length } };
    },
  };
}

interface Written {
  readonly record: string;
  readonly version: string;
}

/** Writes the next version of records, of those to which `becomes` gives one; their standing versions are held. */
async function writeMany(
  database: Database,
  { pages, doubtKinds }: KeptRegister,
  about: {
    readonly register: string;
    readonly reason: string;
    /** The fields that change. */
    readonly fields: readonly string[];
    readonly doubts: DoubtContext;
  },
  versionIds: readonly string[],
  becomes: (version: KeptVersion) => RecordValues | undefined,
): Promise<readonly Written[]> {
  const { record: description } = pages;
  const rowsOf = versionRows(description);
  const written: Written[] = [];
  for (const part of inParts(versionIds)) {
    const versions = await readVersions(database, description, { what: 'versions', versionIds: part });
    const changes = versions.flatMap((version): readonly Becomes[] => {
      const values = becomes(version);
      return values ? [{ version, values }] : [];
    });
    const entries = changes.map(({ version, values }) => ({
      recordId: version.id,
      versionId: newId(),
      reason: about.reason,
      record: values,
    }));
    await endRecords(
      database,
      keptVersions(description),
      entries.map(({ recordId }) => recordId),
    );
    for (const rows of rowsOf(entries)) await insertRows(database, rows);
    await settleMany(database, {
      register: about.register,
      kinds: doubtKinds,
      changes: changes.map((change) => doubtsOf(pages, change, about.fields, about.doubts)),
    });
    written.push(...entries.map(({ recordId, versionId }) => ({ record: recordId, version: versionId })));
  }
  return written;
}

/** What is doubtful about a record before and after it changes. */
function doubtsOf(
  pages: RecordPages,
  { version, values }: Becomes,
  fields: readonly string[],
  context: DoubtContext,
): ManyChanged {
  const before = { ...version.values, ...version.lines };
  return {
    record: version.id,
    known: doubtsAbout(pages, before, context),
    doubts: doubtsAbout(pages, values, context),
    changed: fields
      .filter((key) => (version.values[key] ?? null) !== (values[key] ?? null))
      .flatMap((key) => pages.record.fields[key]?.label.nl ?? []),
  };
}

async function noteWritten(
  database: Database,
  set: string,
  outcome: 'done' | 'undone',
  written: readonly Written[],
): Promise<void> {
  await sql`update change_set_row b set outcome = ${outcome}, new_version = w.version
    from unnest(${written.map(({ record }) => record)}::uuid[], ${written.map(({ version }) => version)}::uuid[])
      as w(record, version)
    where b.set_id = ${set}::uuid and b.record_id = w.record`.execute(database);
}

function inParts<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / atOnce) }, (_, index) =>
    all.slice(index * atOnce, (index + 1) * atOnce),
  );
}
