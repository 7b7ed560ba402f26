import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

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
  'collection',
  'learning',
  'registers',
  'publication',
  'top',
] as const;
type Floor = (typeof floors)[number];

/** Within platform, from the bottom up. Rooms on one line do not import each other, but for the pairs named. */
const platformOrder = [
  ['language', 'threads'],
  ['access', 'spreadsheets'],
  ['audit'],
  ['database'],
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

function floorOf(file: string): Floor {
  const [first] = relative(source, file).split('/');
  return floors.find((floor) => floor === first) ?? 'top';
}

function roomOf(file: string): string {
  const parts = relative(source, file).split('/');
  return parts.slice(0, Math.min(2, parts.length - 1)).join('/');
}

function checkImports(file: string): void {
  const text = readFileSync(file, 'utf8');
  const own = floorOf(file);
  for (const match of text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
    const target = resolve(dirname(file), match[1] ?? '');
    if (!target.startsWith(source)) continue;
    const other = floorOf(target);
    const where = `${relative(root, file)} imports ${relative(root, target)}`;
    if (floors.indexOf(other) > floors.indexOf(own))
      problems.push(`${where}: upward, from ${own} to ${other}.`);
    if (own === 'registers' && other === 'registers' && roomOf(file) !== roomOf(target)) {
      problems.push(`${where}: sideways between registers. Offer a hand-over in register.ts instead.`);
    }
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

for (const file of filesBelow(source)) {
  const isTest = /\.test\.tsx?$/.test(file);
  if (!isTest) checkImports(file);
  checkName(file);
  checkOrganisationNames(file);
}

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n\n${problems.length} faults in the structure.\n`);
  process.exitCode = 1;
} else {
  process.stdout.write('The structure stands: imports run downward.\n');
}
