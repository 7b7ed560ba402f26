import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Profile } from '../../codes/profile.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import {
  type Action,
  ChangeStopped,
  type OrganisationDoor,
  perform,
} from '../../platform/database/doorways.ts';
import { ImportStopped, importAction } from '../import/import-action.ts';
import type { Finding } from '../import/import-face.ts';
import type { ImportInput } from '../import/import-input.ts';
import type { ImportReport } from '../import/import-report.ts';
import type { Register } from '../register.ts';
import type { FileOutcome } from './outcome.ts';

/** What was brought in, and who asks. */
export interface FileToRead {
  readonly door: OrganisationDoor;
  readonly actor: Actor;
  readonly register: Register;
  readonly profile: Profile;
  /** As it is to be called in the register; see {@link storedName}. */
  readonly fileName: string;
  readonly content: Uint8Array;
  /** All but the file, and whether it is a trial. */
  readonly input: Omit<ImportInput, 'file' | 'dryRun'>;
}

/** Findings of a file that are kept with their places; what is more is counted. */
const mostPlaces = 10_000;

/** Reads a file as the import does, writes nothing, and tells what was found and what would be stored. */
export async function tryFile(given: FileToRead): Promise<FileOutcome> {
  const places: Finding[] = [];
  const action = importAction(given.register, given.profile, undefined, (finding) => {
    if (places.length < mostPlaces) places.push(finding);
  });
  const report = await withFile(given, async (file) => {
    try {
      return await perform(given.door, given.actor, action, concern, { ...given.input, file, dryRun: true });
    } catch (error) {
      if (error instanceof ImportStopped) return error.report;
      throw error;
    }
  });
  return { report, places };
}

/** The file would store something else than was shown; nothing was stored. */
class OtherThanShown extends ChangeStopped {
  override name = 'OtherThanShown';
  constructor() {
    super('Another outcome than was shown', { stopped: 'changed-since' });
  }
}

/**
 * Stores a kept file by the action of the import, all or nothing, and ends its keeping in the same transaction: it is
 * stored once, whatever happens. Answers false where it would store something else than was shown, or is refused now.
 */
export async function storeFile(
  given: FileToRead,
  { id, shown }: { readonly id: string; readonly shown: ImportReport },
): Promise<boolean> {
  const action = importAction(given.register, given.profile);
  const storing: Action<ImportInput, ImportReport> = {
    ...action,
    change: async (database, input) => {
      const done = await action.change(database, input);
      if (wouldStore(done.result) !== wouldStore(shown)) throw new OtherThanShown();
      const ended = await sql`
        update kept_file set stored_at = now(), sealed_content = null, busy = null, busy_since = null,
          source_id = (select id from import_source where register = ${given.register.key} and recorded_at = now())
        where id = ${id}::uuid and stored_at is null and busy = 'store'`.execute(database);
      if (ended.numAffectedRows !== 1n) throw new OtherThanShown();
      return done;
    },
  };
  return withFile(given, async (file) => {
    try {
      await perform(given.door, given.actor, storing, concern, { ...given.input, file, dryRun: false });
      return true;
    } catch (error) {
      if (error instanceof ImportStopped || error instanceof OtherThanShown) return false;
      throw error;
    }
  });
}

/** All that a report says of what is stored. */
function wouldStore({
  rows,
  records,
  added,
  unchanged,
  changed,
  vanished,
  periods,
  covers,
  kinds,
}: ImportReport): string {
  return JSON.stringify([rows, records, added, unchanged, changed, vanished, periods, covers ?? null, kinds]);
}

/** Bytes that the name of a file may have on a disk, with room for what a program adds. */
const longestName = 200;

/**
 * The name under which a file is read: as it was sent, without what leads elsewhere and no longer than a disk takes.
 * Its end stays, where its kind stands.
 */
function storedName(sent: string): string {
  const plain = sent.replaceAll(/[\\/\0]/g, ' ').trim();
  let name = plain;
  while (Buffer.byteLength(name) > longestName) name = [...name].slice(1).join('');
  return /^\.*$/.test(name) ? 'bestand' : name;
}

/** The reader of files reads files: what was sent stands in one for as long as it is read, for this program alone. */
async function withFile<Result>(
  { fileName, content }: FileToRead,
  work: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'daglicht-import-'));
  try {
    const file = join(folder, storedName(fileName));
    await writeFile(file, content, { mode: 0o600 });
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
