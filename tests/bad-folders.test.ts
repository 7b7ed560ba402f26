import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  daglicht,
  expectNoStack,
  mountMemory,
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
  expect(described).toMatchObject({ exit: 0, err: '' });
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
  const words = ['report', '2024', '--format', 'md', '--document'];
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

  test('for a report that cannot be written is told', async (context) => {
    const out = join(place.folder, 'alleen-lezen');
    const mounted = mountMemory(out, 'ro,size=1m');
    if (!mounted && process.getuid?.() === 0) context.skip('mounting is not allowed here');
    if (!mounted) chmodSync(out, 0o555);
    try {
      const ended = await run('report', '2024', '--document', document(), '--out', join(out, 'verslag'));
      expect(ended).toMatchObject({ exit: 1, out: '' });
      expect(ended.err).toMatch(/alleen te lezen|niet toegankelijk|kan niet worden gemaakt/);
      expect(ended.err).toContain('Wat nu: ');
    } finally {
      mounted?.unmount();
    }
  });

  test('for a report on a full disk is told', async (context) => {
    const mounted = mountMemory(join(place.folder, 'vol'), 'size=16k');
    if (!mounted) return context.skip('mounting a small disk needs root and permission to mount');
    try {
      const ended = await run('report', '2024', '--document', document(), '--out', mounted.folder);
      expect(ended).toMatchObject({ exit: 1, out: '' });
      expect(ended.err).toMatch(/de schijf is vol[\s\S]*Behouden[\s\S]*maak ruimte vrij/);
    } finally {
      mounted.unmount();
    }
  });

  test.each(['a file', 'a part of the path is a file'])('for data that is %s is told', async (what) => {
    const path = file('gegevens', 'van een ander');
    const ended = await daglicht(what === 'a file' ? path : join(path, 'data'), 'check', '--period', '2024');
    expect(ended).toMatchObject({ exit: 1, out: '' });
    expect(ended.err).toMatch(/gegevensmap is niet te gebruiken[\s\S]*Behouden: [\s\S]*Wat nu: /);
  });

  test('that does not exist yet on a read-only disk is told as read-only, not as missing', async (context) => {
    const mounted = mountMemory(join(place.folder, 'vast'), 'ro,size=1m');
    if (!mounted) return context.skip('mounting needs root and permission to mount');
    const fresh = join(mounted.folder, 'nieuw', 'dieper');
    try {
      const data = await daglicht(fresh, 'check', '--period', '2024');
      const out = await run(...words, document(), '--out', fresh);
      const exported = await run('export', '--out', join(fresh, 'uit'));
      for (const ended of [data, out, exported]) {
        expect(ended).toMatchObject({ exit: 1, out: '' });
        expect(ended.err).toMatch(/alleen-lezen|alleen te lezen/);
        expect(ended.err).toContain(join(mounted.folder, 'nieuw'));
        expect(ended.err).toMatch(/Behouden: [\s\S]*Wat nu: /);
        expect(ended.err).not.toMatch(/ENOENT|EROFS|no such file/);
      }
    } finally {
      mounted.unmount();
    }
  });

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

  test('for data on a disk that is read-only or full is told, and holds no half database', async (context) => {
    for (const [name, options, why] of [
      ['dicht', 'ro', /gegevensmap is niet te gebruiken/],
      ['krap', 'size=8m', /vol|No space left/],
    ] as const) {
      const mounted = mountMemory(join(place.folder, name), options);
      if (!mounted) return context.skip('mounting needs root and permission to mount');
      try {
        const ended = await daglicht(join(mounted.folder), 'check', '--period', '2024');
        expect(ended).toMatchObject({ exit: 1, out: '' });
        expect(ended.err).toMatch(why);
        expect(ended.err).toMatch(/Behouden: [\s\S]*Wat nu: /);
        expect(existsSync(join(mounted.folder, 'database', 'cluster', 'PG_VERSION'))).toBe(false);
      } finally {
        mounted.unmount();
      }
    }
  });
});
