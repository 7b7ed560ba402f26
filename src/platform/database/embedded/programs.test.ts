import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { completeLibraries, findPrograms, type PostgresPrograms } from './programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'daglicht-programs-'));
afterAll(() => {
  execFileSync('chmod', ['-R', 'u+w', folder]);
  rmSync(folder, { recursive: true });
});

/** The npm package as `npm ci --ignore-scripts` leaves it: without the links of its postinstall script. */
function packageWithoutLinks(name: string): PostgresPrograms {
  const found = findPrograms(null, 'npm', folder);
  const root = join(folder, name, 'native');
  mkdirSync(join(root, 'lib'), { recursive: true });
  cpSync(join(found.root ?? '', 'pg-symlinks.json'), join(root, 'pg-symlinks.json'));
  for (const library of ['libicuuc.so.60.2', 'libpq.so.5.18']) writeFileSync(join(root, 'lib', library), '');
  return { ...found, root, bin: join(root, 'bin') };
}

describe('The programs of the server', () => {
  it('are Debian’s when they are installed, and those of npm on request', () => {
    expect(findPrograms(null, undefined, folder).source).toBe('debian');
    expect(findPrograms(null, 'npm', folder)).toMatchObject({ source: 'npm', major: 18 });
    expect(findPrograms(null, 'debian', folder).source).toBe('debian');
  });

  it('are for an existing folder those of its own major, wherever they come from', () => {
    expect(findPrograms(18, undefined, folder)).toMatchObject({ major: 18 });
    expect(findPrograms(15, undefined, folder)).toMatchObject({ major: 15, source: 'debian' });
    expect(() => findPrograms(15, 'npm', folder)).toThrow(/DAGLICHT_POSTGRES_BIN=npm limits the choice/);
    expect(() => findPrograms(13, undefined, folder)).toThrow(/apt-get install postgresql-13/);
  });

  it('may stand in a folder that is named', () => {
    const { bin } = findPrograms(null, 'debian', folder);
    expect(findPrograms(null, bin, folder)).toMatchObject({ source: 'folder', bin });
    expect(() => findPrograms(null, folder, folder)).toThrow(/without the programs initdb and postgres/);
  });

  it('get the links that a skipped postinstall script would have made', () => {
    const programs = packageWithoutLinks('writable');
    expect(completeLibraries(programs, join(folder, 'unused'))).toEqual(programs);
    expect(readlinkSync(join(programs.root ?? '', 'lib', 'libicuuc.so.60'))).toBe('libicuuc.so.60.2');
    expect(completeLibraries(programs, join(folder, 'unused'))).toEqual(programs);
    expect(readdirSync(folder)).not.toContain('unused');
  });

  it('get them in a private folder when the package cannot be written', () => {
    const programs = packageWithoutLinks('readonly');
    const place = join(folder, 'private');
    mkdirSync(place, { mode: 0o777 });
    for (const open of [folder, place]) chmodSync(open, 0o777);
    chmodSync(join(programs.root ?? '', 'lib'), 0o555);
    // Root writes anywhere, so root asks as another account.
    const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const program = `import { completeLibraries } from ${JSON.stringify(new URL('./programs.ts', import.meta.url).href)};
      console.log(completeLibraries(JSON.parse(process.argv[1]), process.argv[2]).libraries);`;
    const words = ['--input-type=module', '--eval', program, JSON.stringify(programs), join(place, 'links')];
    const answer = execFileSync(process.execPath, words, { ...account, cwd: '/', encoding: 'utf8' });
    expect(answer.trim()).toBe(join(place, 'links'));
    expect(readlinkSync(join(place, 'links', 'libicuuc.so.60'))).toBe(
      join(programs.root ?? '', 'lib', 'libicuuc.so.60.2'),
    );
  });
});
