import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  daglicht,
  expectNoStack,
  holdingTable,
  openWorkplace,
  startDaglicht,
  type Workplace,
} from './command-line.ts';
import { examples } from './example-organisation.ts';

/*
 * Descriptions that cannot be used, and folders that cannot be read or written: each is told in words, with its
 * place, and leaves nothing half-written. Registers and their files: bad-input.test.ts.
 */

let place: Workplace;
const run = (...words: readonly string[]) => daglicht(place.dataFolder, ...words, '--organisation', 'oefen');

function file(name: string, content: string | Uint8Array): string {
  const path = join(place.folder, name);
  writeFileSync(path, content);
  return path;
}

beforeAll(async () => {
  place = await openWorkplace();
  const described = await run('organisation', join(examples, 'oefen', 'organisation.json'));
  expect(described).toMatchObject({ exit: 0 });
});
afterAll(() => place.close());

describe('A description that cannot be used', () => {
  const english = /Expected|Unexpected|Invalid|position \d|cannot|missing|received/;

  test.each([
    ['an organisation', ['organisation'], '{\n  "name": { "nl": "A", "en": "A" },\n}', /regel 2, kolom 35/],
    [
      'public summaries',
      ['summaries', 'write'],
      '[{ "text": "A" }]',
      /dit veld ontbreekt[\s\S]*veld \[0\]\.language/,
    ],
    [
      'public summaries that name no incident',
      ['summaries', 'write'],
      '[{ "language": "nl", "text": "A", "settlement": "", "author": "B", "secondReader": null, "state": "draft", "decidedOn": null, "decisions": [] }]',
      /noem het incident op een manier[\s\S]*veld \[0\]\.incidentId/,
    ],
    [
      'confirmed mappings',
      ['import', 'gifts', 'leeg.csv', '--mapping'],
      '{ "kop": 3 }',
      /hier hoort een tekst[\s\S]*veld kop/,
    ],
    ['host names', ['serve', '--hosts'], '{ "hosts": [] }', /ten minste 1[\s\S]*veld hosts/],
  ])('of %s is told in Dutch with file, line, column and field', async (_what, words, content, where) => {
    const path = file('beschrijving.json', content);
    const ended =
      words[0] === 'serve' ? await daglicht(place.dataFolder, ...words, path) : await run(...words, path);
    expect(ended).toMatchObject({ exit: 1, out: '' });
    expect(ended.err).toMatch(where);
    expect(ended.err).toMatch(
      /Waar: .*beschrijving\.json, regel \d+, kolom \d+[\s\S]*Behouden: [\s\S]*Wat nu: /,
    );
    expect(ended.err).not.toMatch(english);
  });

  test('of an organisation with a profile that is not there says so', async () => {
    const described = JSON.stringify({
      name: { nl: 'A', en: 'A' },
      profile: 'nergens',
      root: 'A',
      units: [],
    });
    const path = file('profielloos.json', described);
    const ended = await daglicht(place.dataFolder, 'organisation', path, '-o', 'profielloos');
    expect(ended).toMatchObject({ exit: 1, out: '' });
    expect(ended.err).toMatch(/profiel van deze organisatie is er niet[\s\S]*Waar: .*nergens[\s\S]*Wat nu: /);
    expect(ended.err).not.toMatch(/ENOENT|no such file/);
  });
});

describe('A folder', () => {
  const words = ['report', '2024', '--format', 'csv', '--document'];
  const document = () =>
    file(
      'kort.md',
      '---\nslug: kort\ntitle: Kort\nlanguage: nl\nperiod: 2024\nyearsBefore: 0\n---\n\n# Vooraf {#vooraf}\n\nTekst zonder cijfers.\n',
    );

  test('for a report that is a file is told, and the file is left alone', async () => {
    const out = file('uit', 'van een ander');
    const ended = await run(...words, document(), '--out', out);
    expect(ended).toMatchObject({ exit: 1, out: '' });
    expect(ended.err).toMatch(/uit” is een bestand, geen map[\s\S]*Behouden[\s\S]*Wat nu/);
  });

  describe('for a report that is to be published', () => {
    const publishing = (out: string) =>
      run('report', '2024', '--document', document(), '--publish', '--out', out);
    const publications = () => place.count('oefen', 'publication');

    test('that holds a folder by the name of a file leaves everything as it was', async () => {
      const out = join(place.folder, 'uit-met-map');
      mkdirSync(join(out, 'kort.pdf'), { recursive: true });
      writeFileSync(join(out, 'kort.html'), 'van een ander');
      const ended = await publishing(out);
      expect(ended).toMatchObject({ exit: 1, out: '' });
      expect(ended.err).toMatch(/kort\.pdf” is een map, geen bestand\. Er is niets gepubliceerd/);
      expect(readdirSync(out)).toEqual(['kort.html', 'kort.pdf']);
      expect(readFileSync(join(out, 'kort.html'), 'utf8')).toBe('van een ander');
      expect(await publications()).toBe('0');
    });

    test('holds no files of a report that was refused at the last moment', async () => {
      const outs = ['uit-een', 'uit-ander'].map((name) => join(place.folder, name));
      const holds = (out: string) => existsSync(join(out, 'kort.html'));
      const ends = await holdingTable(place.daglicht, 'oefen', 'publication', async () => {
        const words = ['report', '2024', '--document', document(), '--publish', '-o', 'oefen', '--out'];
        const running = outs.map((out) => startDaglicht(place.dataFolder, [...words, out]));
        // Both have placed their files and wait to store: the second one will find that the first was before it.
        await expect.poll(() => outs.every(holds), { timeout: 40_000 }).toBe(true);
        return running;
      }).then((running) => Promise.all(running.map((one) => one.ended)));
      ends.forEach(expectNoStack);
      expect(ends.map(({ exit }) => exit).sort()).toEqual([0, 1]);
      const refused = ends.findIndex(({ exit }) => exit === 1);
      expect(ends[refused]?.err).toMatch(/een ander gepubliceerd[\s\S]*Wat nu: /);
      expect(outs.map((out) => readdirSync(out).length > 0)).toEqual([0, 1].map((at) => at !== refused));
      expect(await publications()).toBe('1');
    });

    test('and the publication come about together', async () => {
      const out = join(place.folder, 'uit-gelukt');
      mkdirSync(out);
      writeFileSync(join(out, 'kort.html'), 'een vorige keer');
      expect(await publishing(out)).toMatchObject({ exit: 0 });
      expect(readdirSync(out)).toContain('kort.pdf');
      expect(readdirSync(out).filter((name) => !name.startsWith('kort'))).toEqual([]);
      expect(readFileSync(join(out, 'kort.html'), 'utf8')).toContain('<!doctype html>');
      expect(await publications()).toBe('2');
    });
  });

  test.each(['a file', 'a part of the path is a file'])('for data that is %s is told', async (what) => {
    const path = file('gegevens', 'van een ander');
    const ended = await daglicht(what === 'a file' ? path : join(path, 'data'), 'check', '--period', '2024');
    expect(ended).toMatchObject({ exit: 1, out: '' });
    expect(ended.err).toMatch(/gegevensmap is niet te gebruiken[\s\S]*Behouden: [\s\S]*Wat nu: /);
  });

  test.runIf(process.platform === 'linux')(
    'below one of the system in which nothing can be made is told at once',
    async () => {
      const nowhere = '/proc/daglicht/dieper';
      for (const ended of [
        await daglicht(nowhere, 'check', '--period', '2024'),
        await run(...words, document(), '--out', nowhere),
        await run('export', '--out', join(nowhere, 'uit')),
      ]) {
        expect(ended).toMatchObject({ exit: 1, out: '' });
        expect(ended.err).toContain('/proc/daglicht');
        expect(ended.err).toMatch(/Behouden: [\s\S]*Wat nu: /);
      }
    },
  );

  test('below one that this account may not write is told as closed, not as missing', async (context) => {
    const isRoot = process.getuid?.() === 0;
    const uid = isRoot ? 65_534 : undefined;
    const reads = spawnSync('test', ['-r', import.meta.filename], uid === undefined ? {} : { uid, gid: uid });
    if (reads.status !== 0) return context.skip('another account cannot read the program here');
    const closed = join(place.folder, 'dichte-map');
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    const started = startDaglicht(join(closed, 'nieuw', 'dieper'), ['check', '--period', '2024'], uid);
    const ended = await started.ended;
    expectNoStack(ended);
    expect(ended).toMatchObject({ exit: 1, out: '' });
    expect(ended.err).toMatch(/dit account mag er niet schrijven[\s\S]*dichte-map[\s\S]*Wat nu: /);
  });
});
