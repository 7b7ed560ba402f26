import { expect, test } from 'vitest';
import { lockfile, notLocked, readLock, withoutHash } from './complete-lockfile.ts';

const lock = readLock(lockfile);

test('Every package that can be installed is locked with its hash, on every platform', () => {
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
  expect(withoutHash(lock)).toEqual([]);
  expect(notLocked(lock)).toEqual([]);
});

test('A package without a hash, or with a weak one, is seen', () => {
  const packages = {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b/node_modules/c': { version: '2.0.0', integrity: 'sha1-x' },
    'node_modules/d': {
      version: '3.0.0',
      integrity: 'sha512-x',
      optionalDependencies: { 'd-linux-x64': '3.0.0' },
    },
  };
  expect(withoutHash({ packages }).map(({ name }) => name)).toEqual(['a', 'c']);
  expect(notLocked({ packages }).map(({ path }) => path)).toEqual(['node_modules/d-linux-x64']);
});
