import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { daglicht, openWorkplace, type Workplace } from '../../../tests/command-line.ts';
import { withClient } from '../../platform/database/databases.ts';
import { serving } from '../../platform/database/removal/served.ts';
import { run } from '../run.ts';

const described = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  'tests',
  'cases',
  'reading',
  'organisation-veld.json',
);
let place: Workplace;
const words = (...given: readonly string[]) => daglicht(place.dataFolder, ...given);

beforeAll(async () => {
  place = await openWorkplace();
  const incidents = join(place.folder, 'incidenten.csv');
  writeFileSync(
    incidents,
    'Categorie;Datum ontvangst\nGeld en goederen;3-2-2024\nGeld en goederen;4-2-2024\n',
  );
  const gifts = join(place.folder, 'giften.csv');
  writeFileSync(gifts, 'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens\nSOC;2024;3;1\n');
  for (const key of ['veld', 'naast']) {
    expect((await words('organisation', described, '--organisation', key, '--new')).exit).toBe(0);
    expect((await words('import', 'incidents', incidents, '--organisation', key)).exit).toBe(0);
    expect((await words('import', 'gifts', gifts, '--organisation', key)).exit).toBe(0);
    // This process looks at both later, and must not itself keep them in use.
    await place.daglicht.leave(key);
  }
}, 60_000);
afterAll(() => place?.close());

async function bothStand(): Promise<void> {
  expect(await place.daglicht.storage.organisations()).toEqual(['naast', 'veld']);
}

test('Without the key nothing is removed; it says what would go, and how to keep it first', async () => {
  const asked = await words('organisation', 'remove', 'veld');
  expect(asked.exit).toBe(1);
  expect(asked.out).toMatch(/Wordt verwijderd: Gemeente Veldstad \(veld; database daglicht_veld/);
  expect(asked.out).toContain('Incidenten: 2 rijen');
  expect(asked.out).toContain('Geschenken: 2 opgegeven aantallen');
  expect(asked.out).toContain('export --organisation veld --out veld-export');
  expect(asked.err).toContain('organisation remove veld --confirm veld');
  const other = await words('organisation', 'remove', 'veld', '--confirm', 'naast');
  expect([other.exit, other.err]).toEqual([2, expect.stringContaining('niet „veld”')]);
  const unknown = await words('organisation', 'remove', 'veldt', '--confirm', 'veldt');
  expect([unknown.exit, unknown.err]).toEqual([2, expect.stringContaining('Wel: naast, veld')]);
  const mixed = await words('organisation', 'remove', 'veld', '--confirm', 'veld', '--drop');
  expect([mixed.exit, mixed.err]).toEqual([2, expect.stringContaining('--drop hoort hier niet')]);
  await bothStand();
});

test('Who is asked and types something else keeps it', async () => {
  const answers: string[] = [];
  const exit = await run(['organisation', 'remove', 'veld'], {
    dataFolder: place.dataFolder,
    environment: {},
    out: ({ nl }) => answers.push(nl),
    ask: async (question) => {
      answers.push(question.nl);
      return 'veldstad';
    },
  });
  expect([exit, answers.at(-1)]).toEqual([1, 'Er is niets verwijderd.']);
  expect(answers.some((line) => line.startsWith('Typ veld om dit te verwijderen'))).toBe(true);
  await bothStand();
});

test('While it is served, or open in another program, it is refused with what to do', async () => {
  const { storage } = place.daglicht;
  const served = await serving(storage, ['veld']);
  const refused = await words('organisation', 'remove', 'veld', '--confirm', 'veld');
  expect([refused.exit, refused.err]).toEqual([
    1,
    expect.stringMatching(/in gebruik: „serve” toont haar site[\s\S]*Stop die programma/),
  ]);
  await served.end();
  const open = await withClient(storage.connection('veld', 'runtime'), () =>
    words('organisation', 'remove', 'veld', '--confirm', 'veld'),
  );
  expect([open.exit, open.err]).toEqual([1, expect.stringContaining('heeft haar database open')]);
  await bothStand();
}, 30_000);

test('With the key it goes whole, an export of all first, and no other loses anything', async () => {
  const kept = join(place.folder, 'bewaard');
  writeFileSync(join(place.folder, 'bezet'), 'x');
  const full = await words(
    'organisation',
    'remove',
    'veld',
    '--confirm',
    'veld',
    '--export-to',
    place.folder,
  );
  expect([full.exit, full.err]).toEqual([2, expect.stringContaining('is niet leeg')]);
  await bothStand();
  const gone = await words('organisation', 'remove', 'veld', '--confirm', 'veld', '--export-to', kept);
  expect([gone.exit, gone.out]).toEqual([0, expect.stringContaining('„veld” is verwijderd')]);
  expect(readdirSync(kept)).toEqual(expect.arrayContaining(['manifest.json', 'organisation.json']));
  expect(readFileSync(join(kept, 'manifest.json'), 'utf8')).toContain('import incidents');
  expect(existsSync(join(kept, 'profiel'))).toBe(true);
  expect(await place.daglicht.storage.organisations()).toEqual(['naast']);
  expect(await place.count('naast', 'incident')).toBe('2');
  const again = await words('organisation', described, '--organisation', 'veld', '--new');
  expect(again.exit).toBe(0);
  expect(await place.count('veld', 'incident')).toBe('0');
}, 30_000);
