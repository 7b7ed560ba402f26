import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/platform/encryption/bytes.ts';
import { xWing } from '../../src/platform/encryption/keys.ts';
import { nativeOpen, nativePublicKey, nativeSchedule, nativeSharedSecret } from './native-hpke.ts';

/*
 * Vectors that others published: those of draft-connolly-cfrg-xwing-kem, and those of the HPKE working group for the key
 * encapsulation 0x647a.
 */

const read = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'external', `${name}.json`), 'utf8'));

const drafts: readonly Record<'seed' | 'eseed' | 'ss' | 'sk' | 'pk' | 'ct', string>[] = read('xwing');

interface WorkingGroup {
  kem_id: number;
  kdf_id: number;
  aead_id: 2 | 3;
  info: string;
  ikmE: string;
  skRm: string;
  pkRm: string;
  enc: string;
  shared_secret: string;
  key: string;
  base_nonce: string;
  exporter_secret: string;
  encryptions: readonly { aad: string; ct: string; pt: string }[];
}
const group: readonly WorkingGroup[] = read('hpke-pq').filter((one: WorkingGroup) => one.kem_id === 0x647a);

/** Each with the private key, the randomness of encapsulation and what comes of both. */
const both = [
  ...drafts.map((one, at) => ({
    name: `draft ${at + 1}`,
    seed: one.sk,
    pk: one.pk,
    ekm: one.eseed,
    enc: one.ct,
    ss: one.ss,
  })),
  ...group.map((one) => ({
    name: `working group, KDF ${one.kdf_id}`,
    seed: one.skRm,
    pk: one.pkRm,
    ekm: one.ikmE,
    enc: one.enc,
    ss: one.shared_secret,
  })),
];

describe.each(both)('X-Wing by $name', ({ seed, pk, ekm, enc, ss }) => {
  it('makes the public key of the seed', async () => {
    const pair = await xWing.generateKeyPairDerand(fromHex(seed));
    expect(toHex(new Uint8Array(await xWing.serializePublicKey(pair.publicKey)))).toBe(pk);
    expect(toHex(nativePublicKey(fromHex(seed)))).toBe(pk);
  });

  it('encapsulates', async () => {
    const recipientPublicKey = await xWing.deserializePublicKey(fromHex(pk));
    const made = await xWing.encap({ recipientPublicKey, ekm: fromHex(ekm) });
    expect(toHex(new Uint8Array(made.enc))).toBe(enc);
    expect(toHex(new Uint8Array(made.sharedSecret))).toBe(ss);
  });

  it('decapsulates', async () => {
    const recipientKey = await xWing.importKey('raw', fromHex(seed).buffer, false);
    const shared = await xWing.decap({ recipientKey, enc: fromHex(enc) });
    expect(toHex(new Uint8Array(shared))).toBe(ss);
    expect(toHex(nativeSharedSecret(fromHex(seed), fromHex(enc)))).toBe(ss);
  });
});

describe('HPKE by the working group', () => {
  it('has one vector with our key derivation, and another of which only the encapsulation is ours', () => {
    expect(group.map(({ kdf_id }) => kdf_id)).toEqual([1, 17]);
    expect(drafts.length).toBe(3);
  });

  it('comes whole: from the seed to every text', () => {
    const [vector] = group;
    if (!vector) throw new Error('no vector');
    const shared = nativeSharedSecret(fromHex(vector.skRm), fromHex(vector.enc));
    const schedule = nativeSchedule(shared, fromHex(vector.info), vector.aead_id);
    expect(toHex(schedule.key)).toBe(vector.key);
    expect(toHex(schedule.baseNonce)).toBe(vector.base_nonce);
    expect(toHex(schedule.exporterSecret)).toBe(vector.exporter_secret);
    expect(vector.encryptions.length).toBe(10);
    for (const [number, { aad, ct, pt }] of vector.encryptions.entries()) {
      const opened = nativeOpen(schedule, {
        aead: vector.aead_id,
        number,
        bound: fromHex(aad),
        sealed: fromHex(ct),
      });
      expect(toHex(opened)).toBe(pt);
    }
  });
});
