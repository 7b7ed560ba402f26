import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/*
 * Exports that nobody imports. A value that its own file uses needs no `export` (a type may: it is the shape of
 * what the file gives); what tests alone use is test-only code; what nothing uses is dead.
 */

/**
 * The frame for what comes next: who signs in, what a question is about, and what follows from the fields of a record.
 * A name leaves this list when the program uses it.
 */
const awaited: ReadonlySet<string> = new Set([
  'personActor',
  'unitResource',
  'personResource',
  'recordResource',
  'fieldsOfRows',
  'below',
  'person',
  'fieldsFor',
  'FieldKey',
  'Activity',
]);

const declared = /^export (?:async )?(function\*?|const|class|interface|type) (\w+)/gm;
const named = /(?:import|export)\s+(?:type\s+)?(?:\w+\s*,\s*)?\{([^}]*)\}\s*from\s*'(\.[^']+)'/g;
const whole = /(?:import\s*\(|\*\s+as\s+\w+\s+from|new URL\()\s*'(\.[^']+)'/g;

/** Names that a file takes from others, as "path#name"; "path#*" where it takes a file whole. */
function takenBy(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const target = (path: string | undefined): string => resolve(dirname(file), path ?? '');
  const names = [...text.matchAll(named)].flatMap(([, list = '', path]) =>
    list.split(',').map((one) => `${target(path)}#${nameOf(one)}`),
  );
  return [...names, ...[...text.matchAll(whole)].map(([, path]) => `${target(path)}#*`)];
}

/** "type A as B" is the export A. */
function nameOf(specifier: string): string {
  return (
    specifier
      .trim()
      .replace(/^type\s+/, '')
      .split(/\s+as\s+/)[0] ?? ''
  );
}

/**
 * @param products files of the program
 * @param others tests, their makers and measurements
 * @returns a sentence per export that is too much
 */
export function unusedExports(products: readonly string[], others: readonly string[]): readonly string[] {
  const byProgram = new Set(products.flatMap(takenBy));
  const byTests = new Set(others.flatMap(takenBy));
  return products.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    if (byProgram.has(`${file}#*`)) return [];
    return [...text.matchAll(declared)].flatMap(([, kind = '', name = '']) => {
      if (byProgram.has(`${file}#${name}`) || awaited.has(name)) return [];
      const isUsedHere = (text.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0) > 1;
      const isType = kind === 'interface' || kind === 'type';
      if (isUsedHere && (isType || byTests.has(`${file}#${name}`))) return [];
      if (isUsedHere) return [`${file}: only this file uses ${name}; it needs no export.`];
      return [`${file}: ${byTests.has(`${file}#${name}`) ? 'tests alone use' : 'nothing uses'} ${name}.`];
    });
  });
}
