import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isUuid } from '../../platform/encryption/bytes.ts';
import { errorCode } from '../../platform/language/explained-error.ts';
import { text } from '../../platform/language/text.ts';
import { keysRefused } from './key-refused.ts';

/*
 * Which root counts is said outside the database, in a file of the installation: whoever writes in the database alone
 * cannot put officers of their own in the place of those who are there.
 */

const fileSchema = z.strictObject({
  for: z.literal('daglicht roots'),
  /** The hash of the root, by the id of the organisation. */
  roots: z.record(z.string().refine(isUuid), z.string().regex(/^[0-9a-f]{64}$/)),
});

/** Where the pins of an installation stand: what DAGLICHT_ROOTS names, else a file in the data folder. */
export function pinFilePlace(
  environment: Readonly<Record<string, string | undefined>>,
  dataFolder: string,
): string {
  return environment['DAGLICHT_ROOTS'] ?? join(dataFolder, 'keys', 'roots.json');
}

async function readPins(file: string): Promise<Readonly<Record<string, string>>> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).roots;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return {};
    if (!(error instanceof z.ZodError) && !(error instanceof SyntaxError)) throw error;
    throw keysRefused(
      'pin-file',
      file,
      text('Dit bestand is geen bestand met vastgezette wortels.', 'This file is no file of pinned roots.'),
      text(
        'Zet het terug uit een kopie, of zet de wortel opnieuw vast: key-root --pin.',
        'Put it back from a copy, or pin the root anew: key-root --pin.',
      ),
    );
  }
}

/** The hash of the root that counts for an organisation; null where none was pinned. @throws KeysRefused */
export async function pinOf(file: string, org: string): Promise<string | null> {
  return (await readPins(file))[org] ?? null;
}

/** Pins a root: whole or not at all. @throws KeysRefused where the file is no such file */
export async function pinRoot(file: string, org: string, hash: string): Promise<void> {
  const roots = { ...(await readPins(file)), [org]: hash };
  await mkdir(dirname(file), { recursive: true });
  const next = `${file}.new`;
  await writeFile(next, `${JSON.stringify({ for: 'daglicht roots', roots }, null, 2)}\n`, { mode: 0o644 });
  await rename(next, file);
}
