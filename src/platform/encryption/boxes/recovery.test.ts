import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newMailbox, newRelease, releasedShare } from '../../../../tests/makers/encryption/boxes.ts';
import { type Keyholder, newKeyholder } from '../../../../tests/makers/encryption/keyholders.ts';
import { newOrganisation, today } from '../../../../tests/makers/encryption/organisation.ts';
import { type Bytes, randomBytes, toHex } from '../bytes.ts';
import { parseDocument } from '../documents/documents.ts';
import { checkRelease } from '../documents/releases.ts';
import { checkRoots } from '../documents/roots.ts';
import { sealWrap } from '../wraps.ts';
import { recoverSecret } from './recovery.ts';

const made = await newOrganisation({ officers: 4, sign: 3, open: 3 });
const handlers = made.handlers.map(({ holder, role }) => ({ holder, rights: role }));
const box = await newMailbox(made, await newKeyholder(), handlers);
const [signed] = box.records;
const [first] = handlers;
const [pin = ''] = made.rootHashes;
if (!signed || !first) throw new Error('no box');
const to = first.holder;
const record = await parseDocument('record', signed);
const roots = await checkRoots(made.roots, { org: made.org, pin });
const paper = await newRelease(box, to, made.officers);
const release = await checkRelease(paper, { record, roots, today });
const shares = await Promise.all(
  made.officers.map((officer) =>
    releasedShare(box, { officer, author: record.content.by.key, release: release.hash, to }),
  ),
);
const recovered = (given: readonly { officer: string; wrap: Bytes }[], own: Keyholder = to) =>
  recoverSecret(record, { release, own: own.keys, shares: given });

describe('what officers give back', () => {
  it('is the secret, from every choice of enough shares', async () => {
    for (const left of shares)
      expect(toHex(await recovered(shares.filter((one) => one !== left)))).toBe(
        toHex(box.secrets[0] ?? new Uint8Array()),
      );
  });

  it('is nothing with a share too few, an officer twice, somebody without a share, or for another', async () => {
    const [one, two, three] = shares as [(typeof shares)[0], (typeof shares)[0], (typeof shares)[0]];
    await expect(recovered([one, two])).rejects.toMatchObject({ code: 'E_QUORUM' });
    await expect(recovered([one, two, one])).rejects.toMatchObject({ code: 'E_SHARE' });
    await expect(recovered([one, two, { ...three, officer: to.keys.key }])).rejects.toMatchObject({
      code: 'E_SHARE',
    });
    await expect(recovered([one, two, three], await newKeyholder())).rejects.toMatchObject({
      code: 'E_WRAP',
    });
    await expect(recovered([one, two, { ...three, wrap: two.wrap }])).rejects.toMatchObject({
      code: 'E_WRAP',
    });
  });

  it('names the officer whose share is another than the record says, whatever it is', async () => {
    const [one, two, three] = shares as [(typeof shares)[0], (typeof shares)[0], (typeof shares)[0]];
    await fc.assert(
      fc.asyncProperty(fc.nat(255), async (x) => {
        const place = { purpose: 'released', doc: release.hash, from: two.officer } as const;
        const share = randomBytes(33);
        share[32] = x;
        const wrap = await sealWrap(place, to.keys, share);
        await expect(recovered([one, { ...two, wrap }, three])).rejects.toMatchObject({
          code: 'E_SHARE',
          officer: two.officer,
        });
      }),
      { numRuns: 20 },
    );
  });

  it('does not open with any bit another', async () => {
    const [one, two, three] = shares as [(typeof shares)[0], (typeof shares)[0], (typeof shares)[0]];
    await fc.assert(
      fc.asyncProperty(fc.nat(8 * three.wrap.length - 1), async (at) => {
        const wrap = three.wrap.slice();
        wrap[at >> 3] = (wrap[at >> 3] ?? 0) ^ (1 << (at & 7));
        await expect(recovered([one, two, { ...three, wrap }])).rejects.toMatchObject({ code: 'E_WRAP' });
      }),
      { numRuns: 40 },
    );
  });
});

describe('a release', () => {
  const answerTo = (doc: typeof paper, day: string = today) =>
    checkRelease(doc, { record, roots, today: day }).then(
      () => 'holds',
      (fault) => fault.code ?? `crash: ${fault}`,
    );

  it('holds by enough officers, until its day', async () => {
    expect(await answerTo({ ...paper, sigs: paper.sigs.slice(1) })).toBe('holds');
    expect(await answerTo({ ...paper, sigs: paper.sigs.slice(2) })).toBe('E_QUORUM');
    expect(await answerTo(paper, '2026-12-31')).toBe('holds');
    expect(await answerTo(paper, '2027-01-01')).toBe('E_EXPIRED');
  });

  it('does not count who gains by it, though an officer', async () => {
    const [officer] = made.officers;
    if (!officer) throw new Error('no officer');
    const own = await newRelease(box, officer, made.officers);
    expect(await answerTo(own)).toBe('E_SIG');
    expect(await answerTo({ ...own, sigs: own.sigs.slice(1) })).toBe('holds');
  });
});
