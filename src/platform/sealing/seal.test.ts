import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyFilePlace, readKeys, rotateKeys, type SealingKeys } from './key-file.ts';
import { isUnderOldKey, type SealedPlace, seal, unseal } from './seal.ts';

let folder: string;
let keys: SealingKeys;
const place: SealedPlace = { organisation: 'oefen', table: 'account', column: 'totp_seed', row: 'a' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-keys-'));
  keys = await readKeys(join(folder, 'sealing.json'), true);
});
afterAll(() => rm(folder, { recursive: true }));

describe('A sealed secret', () => {
  test('opens at its own place, whatever it is, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (secret) => {
        const sealed = seal(keys, place, secret);
        expect(Buffer.compare(unseal(keys, place, sealed), Buffer.from(secret))).toBe(0);
        expect(sealed.equals(seal(keys, place, secret))).toBe(false);
      }),
    );
  });

  test('does not open in another row, column, table or organisation', () => {
    const sealed = seal(keys, place, 'JBSWY3DPEHPK3PXP');
    const others: SealedPlace[] = [
      { ...place, row: 'b' },
      { ...place, column: 'password' },
      { ...place, table: 'provider' },
      { ...place, organisation: 'bron' },
      // The same letters, divided otherwise.
      { ...place, table: 'accoun', column: 'ttotp_seed' },
    ];
    for (const other of others) expect(() => unseal(keys, other, sealed)).toThrow(/changed or moved/);
  });

  test('does not open when any bit of it was changed, or a part is gone', () => {
    const sealed = seal(keys, place, 'secret');
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Buffer.from(sealed);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => unseal(keys, place, changed)).toThrow();
      }),
    );
    for (let length = 0; length < sealed.length; length++)
      expect(() => unseal(keys, place, sealed.subarray(0, length))).toThrow();
  });

  test('holds nothing of the secret in clear', () => {
    expect(seal(keys, place, 'JBSWY3DPEHPK3PXP').toString('latin1')).not.toContain('JBSWY3');
  });
});

describe('The key file', () => {
  test('is read by its owner alone: one that others may read is refused with what to do', async () => {
    const file = join(folder, 'open.json');
    await readKeys(file, true);
    await chmod(file, 0o640);
    await expect(readKeys(file, true)).rejects.toThrow(`chmod 600 ${file}`);
  });

  test('is made once by processes that start together', async () => {
    const file = join(folder, 'together', 'sealing.json');
    const read = await Promise.all(Array.from({ length: 12 }, () => readKeys(file, true)));
    expect(new Set(read.map(({ current }) => current.id)).size).toBe(1);
  });

  test('is never made anew where the database holds sealed values', async () => {
    await expect(readKeys(join(folder, 'gone.json'), false)).rejects.toThrow(/holds sealed values/);
  });

  test('keeps earlier keys when a new one is added, so that what was sealed still opens', async () => {
    const file = join(folder, 'rotated.json');
    const before = await readKeys(file, true);
    const sealed = seal(before, place, 'secret');
    const after = await rotateKeys(file);
    expect(after.current.id).not.toBe(before.current.id);
    expect(unseal(after, place, sealed).toString()).toBe('secret');
    expect(isUnderOldKey(after, sealed)).toBe(true);
    expect(isUnderOldKey(after, seal(after, place, 'secret'))).toBe(false);
    expect(() => unseal(before, place, seal(after, place, 'secret'))).toThrow(/not in the key file/);
  });

  test('that is no key file is refused and left as it is', async () => {
    const file = join(folder, 'wrong.json');
    await writeFile(file, '{"keys":[]}', { mode: 0o600 });
    await expect(readKeys(file, true)).rejects.toThrow(/does not have the shape/);
    expect(await readFile(file, 'utf8')).toBe('{"keys":[]}');
  });

  test('lies in the data folder, or where the environment says', () => {
    expect(keyFilePlace({}, '/data')).toBe('/data/keys/sealing.json');
    expect(keyFilePlace({ DAGLICHT_KEYS: '/etc/daglicht/keys.json' }, '/data')).toBe(
      '/etc/daglicht/keys.json',
    );
  });
});
