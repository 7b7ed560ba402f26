import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { access } from '../src/app.ts';
import { readProfile } from '../src/codes/profile.ts';
import {
  importPeople,
  type PeopleImport,
  PeopleNotApplied,
} from '../src/collection/people/lists/import-people.ts';
import { describeOrganisation } from '../src/organisation/describe.ts';
import { organisationSchema } from '../src/organisation/records.ts';
import { operator } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import { closeOrganisation, openOrganisation, perform } from '../src/platform/database/doorways.ts';
import { migrate } from '../src/platform/database/migrations/migrations.ts';
import { openStorage } from '../src/platform/database/storage.ts';
import type { BenchRow } from './row.ts';

const root = join(import.meta.dirname, '..');
const headings =
  'Personeelsnummer;Naam;E-mail;Onderdeel;Functie;Leidinggevende;Uren;Aanstelling;In dienst;Uit dienst';
const reach = 60_000;
/** One in so many differs between the two lists, in one of five ways. */
const oneIn = 50;

const text = (value: string) => ({ nl: value, en: value });

/** People in thirteen units, twelve to a supervisor; in the second list some moved, left, came or changed. */
function listOf(count: number, isLater: boolean): string {
  const lines = [headings];
  for (let n = 0; n < count; n++) {
    const differs = isLater && n % oneIn === 0 && n > 0;
    const how = (n / oneIn) % 5;
    if (differs && how === 0) continue;
    const unit = `U${1 + ((differs && how === 1 ? n + 1 : n) % 13)}`;
    const job = differs && how === 2 ? 'Tekenaar' : 'Adviseur';
    const above = n === 0 ? '' : `${Math.floor((n - 1) / 12)}`;
    const name = differs && how === 3 ? `Naam${n} Nieuw` : `Naam${n} Achter${n}`;
    const hours = differs && how === 4 ? '24' : '36';
    lines.push(`${n};${name};m${n}@veld.test;${unit};${job};${above};${hours};Vast;1-3-20${10 + (n % 15)};`);
  }
  return lines.join('\n');
}

/** A list of people into an empty organisation, a later one, and that one again: differences first, then applied. */
export async function benchPeople(count: number): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-bench-'));
  const first = join(folder, 'eerst.csv');
  const later = join(folder, 'later.csv');
  writeFileSync(first, listOf(count, false));
  writeFileSync(later, listOf(count, true));
  const storage = await openStorage({}, { dataFolder: folder });
  try {
    await storage.ensureDatabase('people');
    await migrate(storage.connection('people', 'owner'), join(root, 'src'));
    const door = openOrganisation('people', storage.connection('people', 'runtime'), access);
    const profile = await readProfile(join(root, 'profiles/rijk'));
    const actor = operator('bench');
    const units = Array.from({ length: 13 }, (_, index) => ({
      key: `U${index + 1}`,
      level: 'unit',
      type: 'other',
      names: [{ name: text(`U${index + 1}`) }],
      parents: [{ parent: 'C', origin: 'source' as const }],
    }));
    const described = {
      name: text('Mensen'),
      profile: 'rijk',
      root: 'C',
      units: [{ key: 'C', level: 'concern', type: 'concern', names: [{ name: text('Mensen') }] }, ...units],
    };
    await perform(door, actor, describeOrganisation, concern, organisationSchema.parse(described));
    const brought = async (file: string, apply: boolean, gone: number | null): Promise<PeopleImport> => {
      const given = { file, apply, gone, sender: 'hr', mapping: {}, mostChanges: null, by: 'bench' };
      try {
        return await perform(door, actor, importPeople(profile), concern, { ...given, day: '2026-11-01' });
      } catch (error) {
        if (error instanceof PeopleNotApplied) return error.report;
        throw error;
      }
    };
    const rows: BenchRow[] = [];
    const measure = async (what: string, file: string, expected: number, gone: number | null) => {
      const start = performance.now();
      const shown = await brought(file, false, gone);
      const applied = await brought(file, true, gone);
      const medianMs = performance.now() - start;
      const isRight = shown.changes === expected && applied.changes === expected && !applied.refused;
      const memory = Math.round(process.resourceUsage().maxRSS / 1024);
      rows.push({
        what: `List of ${count} people, ${what}: differences shown, then applied`,
        medianMs,
        reach: `≤ ${reach} ms`,
        asserted: `${applied.changes} changes: ${isRight}; peak memory ${memory} MB`,
        holds: medianMs <= reach && isRight,
      });
    };
    const marked = Math.floor((count - 1) / oneIn);
    await measure('all new', first, count, null);
    const left = Math.floor(marked / 5);
    await measure('one in fifty changed', later, marked, left);
    await measure('nothing changed', later, 0, null);
    await closeOrganisation(door);
    return rows;
  } finally {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
