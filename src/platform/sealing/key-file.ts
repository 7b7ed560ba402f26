import { createHash, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ExplainedError, errorCode } from '../language/explained-error.ts';
import { sameText, type Text, text } from '../language/text.ts';

/** A key under which values are sealed. */
export interface SealingKey {
  /** The first 8 bytes of the hash of the secret, as 16 hexadecimal digits. */
  readonly id: string;
  readonly secret: Buffer;
}

/** The keys of an installation: values are sealed under the current one and opened with the one that they name. */
export interface SealingKeys {
  readonly current: SealingKey;
  readonly byId: ReadonlyMap<string, SealingKey>;
}

/** The key file cannot be used. */
export class KeyFileFault extends ExplainedError {
  override readonly name = 'KeyFileFault';
}

const fileSchema = z.strictObject({
  for: z.literal('daglicht sealing'),
  /** Newest first; 32 bytes each, base64. */
  keys: z
    .array(z.strictObject({ made: z.iso.date(), secret: z.string().regex(/^[A-Za-z0-9+/]{43}=$/) }))
    .min(1),
});

/** Where the keys of an installation lie: what DAGLICHT_KEYS names, else a file in the data folder. */
export function keyFilePlace(
  environment: Readonly<Record<string, string | undefined>>,
  dataFolder: string,
): string {
  return environment['DAGLICHT_KEYS'] ?? join(dataFolder, 'keys', 'sealing.json');
}

/**
 * Reads the keys, and makes a file with one where there is none and `make` says so. A file that others on this
 * machine may read is refused. Several processes may start at once: one makes the file, the others read it.
 *
 * @param make whether a file may be made: not when the database holds sealed values already
 * @throws {@link KeyFileFault}
 */
export async function readKeys(file: string, make: boolean): Promise<SealingKeys> {
  try {
    return await readFrom(file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    if (!make) throw fault('missing', file, missing);
  }
  await writeNew(file, [newSecret()]);
  return readFrom(file);
}

/** Adds a new key in front; what was sealed under the earlier ones still opens. */
export async function rotateKeys(file: string): Promise<SealingKeys> {
  const { byId, current } = await readFrom(file);
  const earlier = JSON.parse(await readFile(file, 'utf8')) as unknown;
  const { keys } = fileSchema.parse(earlier);
  const added = newSecret();
  const next = `${file}.new`;
  await rm(next, { force: true });
  await writeNew(next, [added, ...keys]);
  await rename(next, file);
  const read = await readFrom(file);
  if (!read.byId.has(current.id) || read.byId.size !== byId.size + 1)
    throw fault('rotation', file, rotationFailed);
  return read;
}

type StoredKey = z.infer<typeof fileSchema>['keys'][number];

function newSecret(): StoredKey {
  return { made: new Date().toISOString().slice(0, 10), secret: randomBytes(32).toString('base64') };
}

/** Written whole under another name first: a file that is there is complete. */
async function writeNew(file: string, keys: readonly StoredKey[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify({ for: 'daglicht sealing', keys }, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    // A link fails where the file is there already: another process was first, and its keys hold.
    await link(draft, file);
    await chmod(file, 0o600);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readFrom(file: string): Promise<SealingKeys> {
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0) throw fault('open-to-others', file, openToOthers);
  const parsed = fileSchema.safeParse(parseJson(await readFile(file, 'utf8')));
  if (!parsed.success) throw fault('unreadable', file, unreadable);
  const keys = parsed.data.keys.map(({ secret }) => keyOf(Buffer.from(secret, 'base64')));
  const [current] = keys;
  if (!current) throw fault('unreadable', file, unreadable);
  return { current, byId: new Map(keys.map((key) => [key.id, key])) };
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

function keyOf(secret: Buffer): SealingKey {
  return { id: createHash('sha256').update(secret).digest('hex').slice(0, 16), secret };
}

const missing: Text = text(
  'Het sleutelbestand is er niet, terwijl de database verzegelde waarden bevat.',
  'The key file is not there, while the database holds sealed values.',
);
const openToOthers: Text = text(
  'Het sleutelbestand is door anderen op deze machine te lezen.',
  'The key file can be read by others on this machine.',
);
const unreadable: Text = text(
  'Het sleutelbestand heeft niet de vorm van een sleutelbestand.',
  'The key file does not have the shape of a key file.',
);
const rotationFailed: Text = text(
  'Het sleutelbestand werd door een ander proces gewijzigd.',
  'The key file was changed by another process.',
);

function fault(code: string, file: string, what: Text): KeyFileFault {
  return new KeyFileFault(code, {
    what,
    where: sameText(file),
    kept: text('Er is niets gewijzigd.', 'Nothing was changed.'),
    next:
      code === 'open-to-others'
        ? text(`Voer uit: chmod 600 ${file}`, `Run: chmod 600 ${file}`)
        : text(
            'Zet het bestand uit de reservekopie terug, of wijs het aan met DAGLICHT_KEYS.',
            'Put the file back from the backup, or name it with DAGLICHT_KEYS.',
          ),
  });
}
