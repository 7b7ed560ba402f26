import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/*
 * Which test files share workers. A worker that has imported the program for one file runs the next at once, where neither
 * leaves anything behind. That is read from what the files import, at each run, so that nobody keeps a list: a test that
 * comes to open a browser has a worker of its own from then on.
 */

const root = join(import.meta.dirname, '..');
const fromRoot = (path: string): string => relative(root, path);
const ownDatabase = join(root, 'tests', 'makers', 'database.ts');

/** What goes on when a test file is done, or is of the process as a whole. */
const outside: ReadonlySet<string> = new Set(
  ['child_process', 'worker_threads', 'cluster', 'net', 'tls', 'http', 'https', 'dns']
    .map((name) => `node:${name}`)
    .concat('pg', 'playwright-core', 'esbuild', '@hono/node-server', 'oidc-provider'),
);

/** Makers that serve: the program at the command line with a server of its own, a workplace, a site. */
const serving = /^tests\/(?:command-line\.ts|browser\/|past\/|makers\/workplace\/)/;

/** Where tests are of what the other tests stand on: connections that are cut, logins, threads, ports. */
const foundations = /^src\/(?:platform|commands\/serving)\//;

/** Test files that change what a worker is: its clock, its modules, its environment, its folder. */
const changesWorker =
  /\bvi\.|\bprocess\.(?:chdir|exitCode|umask|on\b|env\b[^\n=;]*[^=!<>]=[^=])|\bdelete process\.env/;

const statically = /^(?:import|export)\s+(?!type\s)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const dynamically = /\bimport\(\s*'([^']+)'/g;

/** The packages and files that a file imports when it runs: the types that it names are not there any more. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(statically), ...text.matchAll(dynamically)].map(([, name = '']) =>
    name.startsWith('.') ? resolve(dirname(file), name) : name,
  );
}

/**
 * Those of these test files that can share workers: they reach neither a database, a browser, a process, a thread nor a
 * port, by no import of an import. Or they have a database of their own, which they close, and reach nothing else of
 * these but through the program.
 */
export function sharingWorkers(testFiles: readonly string[]): readonly string[] {
  const known = new Map<string, readonly string[]>();
  const imports = (file: string): readonly string[] => {
    const names = known.get(file) ?? importsOf(file);
    known.set(file, names);
    return names;
  };
  const reached = (start: string, isFollowed: (file: string) => boolean): ReadonlySet<string> => {
    const all = new Set([start]);
    for (const file of all)
      if (/\.tsx?$/.test(file) && isFollowed(file) && existsSync(file))
        for (const name of imports(file)) all.add(name);
    return all;
  };
  return testFiles.filter((file) => {
    if (changesWorker.test(readFileSync(file, 'utf8'))) return false;
    const everything = reached(file, () => true);
    if (outside.isDisjointFrom(everything)) return true;
    if (foundations.test(fromRoot(file))) return false;
    const byTests = reached(
      file,
      (one) => one === file || (one.startsWith(join(root, 'tests')) && one !== ownDatabase),
    );
    return (
      byTests.has(ownDatabase) &&
      outside.isDisjointFrom(byTests) &&
      ![...byTests].some((one) => serving.test(fromRoot(one)))
    );
  });
}
