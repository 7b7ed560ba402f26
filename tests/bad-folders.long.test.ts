import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { daglicht, mountMemory, openWorkplace, type Workplace } from './command-line.ts';
import { examples } from './example-organisation.ts';

/*
 * Disks that are full or read-only, each a file system of its own: told in words, with its place, and nothing is
 * left half-written. Other folders: bad-folders.test.ts.
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

describe('A folder', () => {
  const words = ['report', '2024', '--format', 'csv', '--document'];
  const document = () =>
    file(
      'kort.md',
      '---\nslug: kort\ntitle: Kort\nlanguage: nl\nperiod: 2024\nyearsBefore: 0\n---\n\n# Vooraf {#vooraf}\n\nTekst zonder cijfers.\n',
    );

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

  describe('for a report that is to be published', () => {
    const publishing = (out: string) =>
      run('report', '2024', '--document', document(), '--publish', '--out', out);
    const publications = () => place.count('oefen', 'publication');

    test('that cannot be written leaves the report unpublished', async (context) => {
      const mounted = mountMemory(join(place.folder, 'vast-te-publiceren'), 'ro,size=1m');
      if (!mounted) return context.skip('mounting needs root and permission to mount');
      try {
        const ended = await publishing(mounted.folder);
        expect(ended).toMatchObject({ exit: 1, out: '' });
        expect(ended.err).toMatch(/alleen te lezen[\s\S]*niets gepubliceerd[\s\S]*Behouden: [\s\S]*Wat nu: /);
        expect(ended.err).not.toMatch(/ENOENT|EROFS/);
        expect(await publications()).toBe('0');
      } finally {
        mounted.unmount();
      }
    });

    test('that fills up leaves the report unpublished and no file of it', async (context) => {
      const mounted = mountMemory(join(place.folder, 'vol-te-publiceren'), 'size=64k');
      if (!mounted) return context.skip('mounting a small disk needs root and permission to mount');
      try {
        const ended = await publishing(mounted.folder);
        expect(ended).toMatchObject({ exit: 1, out: '' });
        expect(ended.err).toMatch(/schijf is vol[\s\S]*niets gepubliceerd[\s\S]*maak ruimte vrij/);
        expect(readdirSync(mounted.folder)).toEqual([]);
        expect(await publications()).toBe('0');
      } finally {
        mounted.unmount();
      }
    });
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
