import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/*
 * Completes package-lock.json after `npm install`: a registry that lacks the packages of other platforms leaves
 * them out of the lock, and `npm ci` then refuses it everywhere. Each optional package that is named but not
 * locked gets an entry with its version and platform; only the platform's own packages are ever installed.
 * Whatever has no hash gets the one that the registry states, so that no package can be replaced unseen.
 */

const entrySchema = z.looseObject({
  version: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  dev: z.boolean().optional(),
});
const lockSchema = z.looseObject({ packages: z.record(z.string(), entrySchema) });
type Lock = z.infer<typeof lockSchema>;

/** The lockfile of this repository. */
export const lockfile = join(import.meta.dirname, '..', 'package-lock.json');

/** Reads a lockfile, in npm's own order of names. Throws for what is none. */
export function readLock(file: string): Lock {
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (isLock(read)) return read;
  throw new Error(`${file} is no lockfile of npm.`);
}

function isLock(value: unknown): value is Lock {
  return lockSchema.safeParse(value).success;
}

const folder = 'node_modules/';

/** The locked packages without a hash, as name and version. */
export function withoutHash({ packages }: Lock): readonly { path: string; name: string; version: string }[] {
  return Object.entries(packages).flatMap(([path, { integrity, link, version }]) =>
    path === '' || link || integrity?.startsWith('sha512-')
      ? []
      : [{ path, name: path.slice(path.lastIndexOf(folder) + folder.length), version: version ?? '' }],
  );
}

/** The optional packages that are named by a locked package and not locked themselves, with who names them. */
export function notLocked({
  packages,
}: Lock): readonly { path: string; version: string; dev: boolean; platform: Platform }[] {
  return Object.values(packages).flatMap((entry) =>
    Object.entries(entry.optionalDependencies ?? {}).flatMap(([name, version]) => {
      const platform = platformOf(name);
      const path = `${folder}${name}`;
      return packages[path] || !platform ? [] : [{ path, version, dev: entry.dev ?? false, platform }];
    }),
  );
}

type Platform = { os: string[]; cpu: string[]; libc?: string[] };

/** The platform that a package names at its end: "…-linux-arm64-musl". */
function platformOf(name: string): Platform | undefined {
  const match =
    /-?(android|darwin|linux|win32|win|windows|freebsd|openbsd|netbsd|sunos|aix)-(arm64|arm|x64|ia32|riscv64|ppc64|s390x|loong64|mips64el)(?:-([a-z]+))?$/.exec(
      name,
    );
  if (!match?.[1] || !match[2]) return undefined;
  const os = match[1].startsWith('win') ? 'win32' : match[1];
  const libc = match[3] === 'musl' ? ['musl'] : match[3]?.startsWith('gnu') ? ['glibc'] : undefined;
  return { os: [os], cpu: [match[2]], ...(libc ? { libc } : {}) };
}

/** The hash that the registry states of a package. Throws when it states none. */
async function statedHash(name: string, version: string): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', [
    'view',
    `${name}@${version}`,
    'dist.integrity',
    '--json',
  ]);
  return z.string().startsWith('sha512-').parse(JSON.parse(stdout));
}

async function complete(): Promise<void> {
  const lock = readLock(lockfile);
  const added = notLocked(lock);
  for (const { path, version, dev, platform } of added)
    lock.packages[path] = { version, optional: true, ...(dev ? { dev } : {}), ...platform };
  const bare = withoutHash(lock);
  for (const { path, name, version } of bare) {
    const { version: locked, ...rest } = lock.packages[path] ?? {};
    lock.packages[path] = { version: locked, integrity: await statedHash(name, version), ...rest };
  }
  const sorted = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
  writeFileSync(lockfile, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
  process.stdout.write(
    `${added.length} packages of other platforms added, ${bare.length} hashes filled in.\n`,
  );
}

if (import.meta.main) await complete();
