import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { missingPages } from './cited-pages.ts';
import { unusedExports } from './unused-exports.ts';

/*
 * Checks that the house stands as ARCHITECTURE.md says: imports run downward, never sideways between registers;
 * no folder or file whose name says nothing; no name of one organisation outside profiles and examples.
 */

const root = join(import.meta.dirname, '..');
const source = join(root, 'src');

/** The floors from the bottom up. A file may import from its own floor's room and from floors below. */
const floors = [
  'platform',
  'organisation',
  'codes',
  'figures',
  'protection',
  'tables',
  'charts',
  'collection',
  // Where to turn stands below the registers: it reads nothing of them, and public site and workplace lead to it.
  'reporting',
  'registers',
  'publication',
  'workplace',
  'top',
] as const;
type Floor = (typeof floors)[number];

/** Within platform, from the bottom up. Rooms on one line do not import each other, but for the pairs named. */
const platformOrder = [
  ['language', 'threads'],
  ['files', 'json'],
  ['access', 'encryption', 'sealing', 'spreadsheets'],
  ['audit'],
  ['database'],
  ['rounds'],
  ['identity', 'trace'],
  ['jobs'],
  ['mail'],
  ['health'],
  ['web'],
] as const;

const problems: string[] = [];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function migrationsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql'))
    .map((path) => join(folder, path));
}

function floorOf(file: string): Floor {
  const [first] = relative(source, file).split('/');
  return floors.find((floor) => floor === first) ?? 'top';
}

function roomOf(file: string): string {
  const parts = relative(source, file).split('/');
  return parts.slice(0, Math.min(2, parts.length - 1)).join('/');
}

const isTestFile = (file: string): boolean => /\.test\.tsx?$/.test(file);

/** The files of the program that a file imports, types included: who reads one reads the other. */
function importsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)]
    .map((match) => resolve(dirname(file), match[1] ?? ''))
    .filter((target) => target.startsWith(source));
}

function checkImports(file: string): void {
  const own = floorOf(file);
  for (const target of importsOf(file)) {
    const other = floorOf(target);
    const where = `${relative(root, file)} imports ${relative(root, target)}`;
    if (floors.indexOf(other) > floors.indexOf(own))
      problems.push(`${where}: upward, from ${own} to ${other}.`);
    if ((own === 'publication' || own === 'workplace') && other === 'registers')
      problems.push(`${where}: it knows registers through the catalogue, never by name.`);
    if (own === 'registers' && other === 'registers' && roomOf(file) !== roomOf(target)) {
      problems.push(`${where}: sideways between registers. Offer a hand-over in register.ts instead.`);
    }
    if (
      other === 'registers' &&
      roomOf(file) !== roomOf(target) &&
      relative(source, target).split('/').slice(2).join('/') !== 'register.ts'
    )
      problems.push(`${where}: only register.ts of a register may be imported.`);
    if (own === 'platform' && other === 'platform' && roomOf(file) !== roomOf(target)) {
      const level = (path: string) =>
        platformOrder.findIndex((rooms) => rooms.some((room) => roomOf(path) === `platform/${room}`));
      if (level(target) >= level(file)) problems.push(`${where}: upward within the platform.`);
    }
  }
}

function checkName(file: string): void {
  const path = relative(root, file);
  if (/(^|\/)(utils?|helpers?|common|misc|services?|managers?)(\/|\.|$)/.test(path))
    problems.push(`${path}: a name that says nothing about the domain.`);
  if (/(^|\/)index\.tsx?$/.test(path)) problems.push(`${path}: no barrel files.`);
}

/** Names of units and organisations stand in profiles and examples, never in the program. */
const organisationNames = [
  'EZK',
  'LNV',
  'NVWA',
  'Dictu',
  'DICTU',
  'SODM',
  'KD-',
  'secretaris-generaal',
  'BZK',
];
/** The names of the sources from which definitions were taken, and the tests that hold the program to them. */
const namedSources =
  /Jaarverslag integriteit EZK en LNV 2020-2021|Klachtenregeling ongewenste omgangsvormen EZ/g;

function checkOrganisationNames(file: string): void {
  if (/\.test\.tsx?$|\/test-/.test(file) || file.includes('/fixtures/')) return;
  const text = readFileSync(file, 'utf8').replace(namedSources, '');
  for (const name of organisationNames) {
    const found = text
      .split('\n')
      .findIndex(
        (line) => new RegExp(`(?<![\\p{L}])${name}`, 'u').test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line),
      );
    // Detectors of unique roles name titles that exist in many organisations.
    if (found >= 0 && !file.includes('/identifying/'))
      problems.push(`${relative(root, file)}:${found + 1}: "${name}" belongs in a profile or an example.`);
  }
}

/** A room holds what one sees at a glance; a larger one is several rooms. */
const largestRoom = 12;

function checkRoomSizes(files: readonly string[]): void {
  for (const [folder, held] of Map.groupBy(files, (file) => dirname(file))) {
    if (held.length > largestRoom)
      problems.push(`${relative(root, folder)}: ${held.length} files; a room holds at most ${largestRoom}.`);
  }
}

/** Files that import each other in a circle, whatever the way, are one file in disguise. */
function checkCircles(files: readonly string[]): void {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = [...path.slice(at), file].map((one) => relative(source, one));
      problems.push(`Files import each other in a circle: ${circle.join(' → ')}.`);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const target of importsOf(file)) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of files) visit(file);
}

/** Where the program starts: its command line, the threads that it starts itself, and what it has browsers run. */
const starts = [
  'main.ts',
  'examples/examples-worker.ts',
  'platform/spreadsheets/reading/read-worker.ts',
  'platform/database/supervisor/supervisor.ts',
  'platform/web/browser/boxes/read-box.ts',
  'platform/web/browser/keys/make-vault.ts',
  'platform/web/browser/keys/sign-draft.ts',
  'platform/web/browser/passkeys.ts',
  'platform/web/browser/renew.ts',
  'platform/web/browser/reporting/mailbox.ts',
  'platform/web/browser/reporting/write.ts',
];

/**
 * A protocol is there whole: what it offers is said by its text and held by its vectors, also where no page uses all of
 * it yet (decision 0085).
 */
const protocol = join(source, 'platform', 'encryption');

/** What no start of the program reaches is for tests, or for nobody. */
function checkReached(files: readonly string[]): void {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const target of importsOf(file)) visit(target);
  };
  for (const start of starts) visit(join(source, start));
  for (const file of files) {
    if (!reached.has(file) && !file.startsWith(protocol))
      problems.push(`${relative(root, file)}: the program never uses this; test-only code stands in tests/.`);
  }
}

/** Who acts is said to the database in one place; nothing that comes in from outside can say it elsewhere. */
const saysWhoActs = 'platform/database/doorways.ts';

function checkActorSettings(file: string): void {
  if (relative(source, file) === saysWhoActs) return;
  if (
    /\bapp\.(actor|actor_kind|person|delegate|reporter)\b|set(\s+local|\s+session)?\s+role\b|set_config\(\s*'role'/i.test(
      readFileSync(file, 'utf8'),
    )
  )
    problems.push(`${relative(root, file)}: only ${saysWhoActs} says to the database who acts.`);
}

const sources = filesBelow(source);
const products = sources.filter((file) => !isTestFile(file));
const measuring = ['tests', 'bench'].flatMap((folder) => filesBelow(join(root, folder)));
const others = [...sources.filter(isTestFile), ...measuring];
checkRoomSizes(products);
checkCircles(products);
checkReached(products);
problems.push(
  ...unusedExports(products, others)
    .filter((one) => !(one.startsWith(protocol) && one.includes('tests alone use')))
    .map((one) => relative(root, one)),
);
problems.push(...missingPages(root, [...sources, ...measuring, ...migrationsBelow(source)]));
for (const file of sources) {
  if (!isTestFile(file)) {
    checkImports(file);
    checkActorSettings(file);
  }
  checkName(file);
  checkOrganisationNames(file);
}

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n\n${problems.length} faults in the structure.\n`);
  process.exitCode = 1;
} else {
  process.stdout.write('The structure stands: imports run downward.\n');
}
