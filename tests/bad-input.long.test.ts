import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Daglicht, openDaglicht } from '../src/app.ts';
import { exampleKeys } from '../src/examples/example-files.ts';
import { loadExamples } from '../src/examples/examples.ts';
import { withClient } from '../src/platform/database/databases.ts';
import {
  countRows,
  daglicht,
  expectNoStack,
  mountMemory,
  openWorkplace,
  startDaglicht,
  type Workplace,
} from './command-line.ts';
import { examples } from './example-organisation.ts';
import { killNow, nothingLeft, serversOf } from './makers/processes.ts';

/*
 * Killed at many moments: an import of 100,000 rows, a publication, the first start. Whatever the moment, the
 * next run finds everything or nothing, and finishes the work once.
 */

const organisationFile = join(examples, 'oefen', 'organisation.json');

/** Incidents as a unit would export them, each different. */
function manyIncidents(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, row) =>
      `Lekken, misbruiken en/of achterhouden van informatie;Lekken van informatie (onbedoeld);Integriteitsschending;RDL;Bericht ${row} ging naar een verkeerd adres.;${(row % 28) + 1}-${(row % 12) + 1}-2024`,
  );
  return `Categorie;Betreft;Soort;Onderdeel;Omschrijving;Datum ontvangst\n${lines.join('\n')}\n`;
}

/** Waits until an import is at work: it holds the lock that imports into one register take. */
async function importingIn(opened: Daglicht, organisation: string): Promise<void> {
  const busy = () =>
    withClient(opened.storage.connection(organisation, 'owner'), (client) =>
      client.query(
        `select from pg_locks where locktype = 'advisory' and granted
         and database = (select oid from pg_database where datname = current_database())`,
      ),
    );
  while ((await busy()).rows.length === 0) await delay(20);
}

describe('An import of 100,000 rows', () => {
  const rows = 100_000;
  let place: Workplace;
  let words: readonly string[];
  const count = (table: string) => place.count('oefen', table);
  const expectNothing = async () => {
    for (const table of ['incident', 'import_source', 'import_row', 'record_flag'])
      expect(`${table} ${await count(table)}`).toBe(`${table} 0`);
  };

  beforeAll(async () => {
    place = await openWorkplace();
    await daglicht(place.dataFolder, 'organisation', organisationFile, '-o', 'oefen');
    const file = join(place.folder, 'veel.csv');
    writeFileSync(file, manyIncidents(rows));
    words = ['import', 'incidents', file, '-o', 'oefen'];
  });
  afterAll(() => place.close());

  test.each([600, 900, 1200, 1500])('killed after %i ms is absent', async (moment) => {
    const running = startDaglicht(place.dataFolder, words);
    await delay(moment);
    running.process.kill('SIGKILL');
    const { signal } = await running.ended;
    expect(signal).toBe('SIGKILL');
    await expectNothing();
  });

  test('whose database is killed says so, and leaves nothing', async () => {
    const running = startDaglicht(place.dataFolder, words);
    // A server killed before the import began to write is waited for; from then on the import cannot go on.
    await importingIn(place.daglicht, 'oefen');
    serversOf(place.dataFolder).forEach(killNow);
    const ended = await running.ended;
    expectNoStack(ended);
    expect(ended).toMatchObject({ exit: 1, out: '' });
    expect(ended.err).toMatch(/database[\s\S]*Behouden: [\s\S]*Wat nu: /);
    // The next command waits for the server that starts again.
    await daglicht(place.dataFolder, 'database', 'status');
    await expectNothing();
  });

  test('arrives whole the next time', async () => {
    expect(await daglicht(place.dataFolder, ...words)).toMatchObject({ exit: 0 });
    for (const table of ['incident', 'import_row']) expect(await count(table)).toBe(String(rows));
  });
});

describe('A database on a disk that fills up', () => {
  test('refuses the import in words, keeps nothing of it, and takes it when there is room', async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'daglicht-vol-'));
    const mounted = mountMemory(join(folder, 'schijf'), 'size=256m,mode=755');
    if (!mounted) return context.skip('a small disk needs root and permission to mount');
    const dataFolder = join(mounted.folder, 'data');
    try {
      const ballast = join(mounted.folder, 'van-een-ander');
      const opened = await openDaglicht({}, dataFolder);
      try {
        writeFileSync(ballast, Buffer.alloc(80 * 1024 * 1024));
        await daglicht(dataFolder, 'organisation', organisationFile, '-o', 'oefen');
        const file = join(folder, 'veel.csv');
        writeFileSync(file, manyIncidents(200_000));
        const ended = await daglicht(dataFolder, 'import', 'incidents', file, '-o', 'oefen');
        expect(ended).toMatchObject({ exit: 1, out: '' });
        expect(ended.err).toMatch(/schijf|verbinding met de database/);
        expect(ended.err).toMatch(/Behouden: [\s\S]*Wat nu: /);
        rmSync(ballast);
        const small = join(folder, 'weinig.csv');
        writeFileSync(small, manyIncidents(10));
        expect(await daglicht(dataFolder, 'import', 'incidents', small, '-o', 'oefen')).toMatchObject({
          exit: 0,
        });
        expect(await countRows(opened, 'oefen', 'incident')).toBe('10');
      } finally {
        await opened.close();
      }
      await nothingLeft(dataFolder);
    } finally {
      mounted.unmount();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** What both examples hold when they are complete: counts that no second load may change. */
const tables = [
  'unit',
  'reported_value where withdrawn_at is null',
  'incident where withdrawn_at is null',
  // A file that is read again without a change is a reading more, and no source of rows.
  'import_source s where exists (select from import_row r where r.source_id = s.id and r.withdrawn_at is null)',
  'import_row where withdrawn_at is null',
  'record_flag where withdrawn_at is null',
  'call_answer where withdrawn_at is null',
  'incident_summary where withdrawn_at is null',
  'printed_figure where withdrawn_at is null',
  'publication',
  'publication_file',
  'publication_input',
  'publication_cell',
  'publication_note',
];

async function holdings(opened: Daglicht): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const key of exampleKeys)
    for (const table of tables) found[`${key} ${table}`] = await countRows(opened, key, table);
  return found;
}

describe('The first start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-start-'));
  let whole: Record<string, string>;
  let milliseconds: number;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const load = async (dataFolder: string, use: (opened: Daglicht) => Promise<void>) => {
    const opened = await openDaglicht({}, dataFolder);
    try {
      await use(opened);
    } finally {
      await opened.close();
    }
    await nothingLeft(dataFolder);
  };

  beforeAll(async () => {
    const begun = Date.now();
    expect(await daglicht(join(folder, 'heel'), 'examples')).toMatchObject({ exit: 0 });
    milliseconds = Date.now() - begun;
    await load(join(folder, 'heel'), async (opened) => {
      whole = await holdings(opened);
    });
  });

  test('loads one publication of Bron and two of Oefen', () => {
    expect(whole).toMatchObject({
      'bron publication': '1',
      'oefen publication': '2',
      'oefen publication_note': '1',
    });
  });

  test.each([0.1, 0.3, 0.5, 0.7, 0.9])(
    'killed at %f of its time and started again is complete, and nothing is there twice',
    async (part) => {
      const dataFolder = join(folder, `deel-${part}`);
      const running = startDaglicht(dataFolder, ['serve', '--examples', '--port', '18340']);
      await delay(part * milliseconds);
      running.process.kill('SIGKILL');
      expect(await running.ended).toMatchObject({ signal: 'SIGKILL' });
      const again = await daglicht(dataFolder, 'examples');
      expect(again).toMatchObject({ exit: 0 });
      await load(dataFolder, async (opened) => expect(await holdings(opened)).toEqual(whole));
    },
    180_000,
  );

  test('at the same moment by two programs on one folder is done once, and both go on', async () => {
    const dataFolder = join(folder, 'samen');
    const both = [startDaglicht(dataFolder, ['examples']), startDaglicht(dataFolder, ['examples'])];
    for (const { ended } of both) expect(await ended).toMatchObject({ exit: 0 });
    await load(dataFolder, async (opened) => expect(await holdings(opened)).toEqual(whole));
  }, 180_000);

  test('stopped between each step and its record repeats the step, and nothing is there twice', async () => {
    await load(join(folder, 'stappen'), async (opened) => {
      // A sequence counts outside transactions: every step is refused the first time it is recorded.
      for (const key of exampleKeys) {
        await opened.organisation(key);
        await withClient(opened.storage.connection(key, 'owner'), (client) =>
          client.query(`
            create sequence tries;
            create function refuse_first() returns trigger language plpgsql security definer as $$
              begin
                if new.action = 'example.step' and nextval('public.tries') % 2 = 1 then raise 'killed here'; end if;
                return new;
              end $$;
            create trigger refuse_first before insert on audit_entry for each row execute function refuse_first()`),
        );
      }
      let stops = 0;
      for (let complete = false; !complete; ) {
        complete = await loadExamples(opened, () => undefined).then(
          () => true,
          () => false,
        );
        if (!complete) stops++;
        // Two organisations load side by side; the other one ends its step before the next try.
        await delay(200);
        expect(stops).toBeLessThan(100);
      }
      // Steps that go side by side are recorded together: each record was refused once, and written at the second try.
      for (const [key, records] of Object.entries({ bron: 3, oefen: 9 })) {
        const tries = await withClient(opened.storage.connection(key, 'owner'), (client) =>
          client.query<{ last_value: string }>('select last_value from tries'),
        );
        expect(Number(tries.rows[0]?.last_value)).toBeGreaterThanOrEqual(2 * records);
      }
      expect(stops).toBeGreaterThanOrEqual(9);
      expect(await holdings(opened)).toEqual(whole);
    });
  }, 120_000);
});

describe('A publication', () => {
  let place: Workplace;
  beforeAll(async () => {
    place = await openWorkplace();
    await loadExamples(place.daglicht, () => undefined);
  }, 60_000);
  afterAll(() => place.close());

  test.each([500, 900, 1300, 1700])('killed after %i ms is whole or absent', async (moment) => {
    const perPublication = async () => {
      const counts: string[] = [];
      for (const table of ['publication', 'publication_file', 'publication_input'])
        counts.push(await place.count('bron', table));
      const [publications, files, inputs] = counts.map(Number);
      return {
        publications,
        files: Number(files) / Number(publications),
        inputs: Number(inputs) / Number(publications),
      };
    };
    const before = await perPublication();
    const running = startDaglicht(place.dataFolder, ['report', '2020-2021', '--publish', '-o', 'bron']);
    await delay(moment);
    running.process.kill('SIGKILL');
    await running.ended;
    const after = await perPublication();
    expect([before.publications, Number(before.publications) + 1]).toContain(after.publications);
    expect(after).toMatchObject({ files: before.files, inputs: before.inputs });
  });
});
