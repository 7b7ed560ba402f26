import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Completes package-lock.json after `npm install`: a registry that lacks the packages of other platforms leaves
 * them out of the lock, and `npm ci` then refuses it everywhere. Each optional package that is named but not
 * locked gets an entry with its version and platform; only the platform's own packages are ever installed.
 */

interface Entry {
  version?: string;
  optionalDependencies?: Record<string, string>;
  dev?: boolean;
  [key: string]: unknown;
}

const file = join(import.meta.dirname, '..', 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> };

/** The platform that a package names at its end: "…-linux-arm64-musl". */
function platformOf(name: string): { os: string[]; cpu: string[]; libc?: string[] } | undefined {
  const match =
    /-?(android|darwin|linux|win32|win|windows|freebsd|openbsd|netbsd|sunos|aix)-(arm64|arm|x64|ia32|riscv64|ppc64|s390x|loong64|mips64el)(?:-([a-z]+))?$/.exec(
      name,
    );
  if (!match?.[1] || !match[2]) return undefined;
  const os = match[1].startsWith('win') ? 'win32' : match[1];
  const libc = match[3] === 'musl' ? ['musl'] : match[3]?.startsWith('gnu') ? ['glibc'] : undefined;
  return { os: [os], cpu: [match[2]], ...(libc ? { libc } : {}) };
}

let added = 0;
for (const entry of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name);
    if (lock.packages[`node_modules/${name}`] || !platform) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      optional: true,
      ...(entry.dev ? { dev: true } : {}),
      ...platform,
    };
    added++;
  }
}
const sorted = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
);
writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
process.stdout.write(`${added} packages of other platforms added to the lockfile.\n`);
