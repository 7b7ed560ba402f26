import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Keyholder,
  newKeyholder,
  newKeyholders,
  signedBy,
} from '../../../../../tests/makers/encryption/keyholders.ts';
import { remember } from '../../../encryption/boxes/remember.ts';
import { fromHex, toHex } from '../../../encryption/bytes.ts';
import {
  type KeyList,
  parseDocument,
  type Root,
  type SignedText,
} from '../../../encryption/documents/documents.ts';
import { codeOf } from '../../../encryption/receipt-code.ts';
import { type GivenDraft, judgeDraft, NotSigned } from './judge-draft.ts';

/* What an officer's browser signs when whoever keeps the database shows something else than what is. */

const org = crypto.randomUUID();
const today = '2026-12-01';
let ada: Keyholder;
let bea: Keyholder;
let cor: Keyholder;
let eve: Keyholder;
let root: SignedText;
let rootHash: string;
const names: Record<string, string> = {};

beforeAll(async () => {
  [ada, bea, cor, eve] = (await newKeyholders(4)) as [Keyholder, Keyholder, Keyholder, Keyholder];
  for (const [who, name] of [
    [ada, 'Ada Bos'],
    [bea, 'Bea Klomp'],
    [cor, 'Cor Duin'],
    [eve, 'Eve Stam'],
  ] as const)
    names[who.person] = name;
  root = await signedBy('root', rootOf(ada, bea, cor), [ada, bea, cor]);
  rootHash = (await parseDocument('root', root)).hash;
});

const entryOf = ({ person, keys }: Keyholder) => ({
  person,
  kem: toHex(keys.kem),
  sign: toHex(keys.sign),
  function: 'coordinator',
  label: { nl: 'Coördinator', en: 'Coordinator' },
});

const rootOf = (...officers: Keyholder[]): Root => ({
  dl: 1,
  type: 'root',
  org,
  version: 1,
  prev: null,
  from: today,
  sign: 2,
  open: 2,
  officers: officers.map(entryOf),
});

const listOf = (name: KeyList['name'], version: number, people: readonly Keyholder[]): KeyList => ({
  dl: 1,
  type: 'list',
  org,
  name,
  version,
  root: rootHash,
  from: today,
  until: '2027-11-01',
  entries: people.map((one) => ({
    ...entryOf(one),
    roles: ['manage', 'read'],
    desk: ['signals'],
    until: '2027-11-01',
  })),
});

const drafted = (version: number, people: readonly Keyholder[]) => ({
  id: crypto.randomUUID(),
  intake: JSON.stringify(listOf('intake', version, people)),
  people: JSON.stringify(listOf('people', version, people)),
});

const vaultOf = ({ person, keys }: Keyholder, version = 1) => ({
  org,
  person,
  version,
  key: keys.key,
  slots: [],
});

const given = (more: Partial<GivenDraft>): GivenDraft => ({
  vault: vaultOf(ada),
  state: null,
  pin: rootHash,
  today,
  roots: [root],
  people: null,
  names,
  draft: drafted(1, [ada, bea]),
  ...more,
});

const fingerprintOf = ({ keys }: Keyholder): string => codeOf(fromHex(keys.key));

/** What was read aloud by these people, typed at their names. */
const aloud =
  (...people: readonly Keyholder[]) =>
  (person: string): string => {
    const reader = people.find((one) => one.person === person);
    return reader ? fingerprintOf(reader) : '';
  };

const judges = (more: Partial<GivenDraft>, typed: (person: string) => string, who = ada) =>
  judgeDraft(given(more), who.keys, typed);

/** Why it is not signed; nothing where it is. */
async function refusal(more: Partial<GivenDraft>, typed: (person: string) => string, who = ada) {
  const fault = await judges(more, typed, who).then(
    () => null,
    (error: unknown) => error,
  );
  if (fault === null) return [];
  if (!(fault instanceof NotSigned)) throw fault;
  return fault.faults.map(({ person, because }) =>
    person === null ? because : `${because} ${names[person]}`,
  );
}

/** What Ada remembers after she signed a list of these people, as the server keeps it. */
async function stateAfter(more: Partial<GivenDraft>, typed: (person: string) => string) {
  const { what, before } = await judges(more, typed);
  return { revision: 1, head: await remember(vaultOf(ada), ada.keys, before, what) };
}

const signedList = (version: number, people: readonly Keyholder[]) =>
  signedBy('list', listOf('people', version, people), [ada, bea]);

describe('A draft', () => {
  test('is signed when every fingerprint is typed as it was read aloud', async () => {
    const ofEve = { vault: vaultOf(eve), draft: drafted(1, [eve, bea]) };
    expect(Object.keys((await judges(ofEve, aloud(bea), eve)).signatures)).toEqual(['intake', 'people']);
    expect(await refusal(ofEve, aloud(), eve)).toEqual(['fingerprintMissing Bea Klomp']);
    expect(await refusal(ofEve, () => fingerprintOf(cor), eve)).toEqual(['fingerprintWrong Bea Klomp']);
  });

  test('that gives the officer who signs the keys of another is not signed, though nobody reads those aloud', async () => {
    const forged = { ...(await newKeyholder()), person: ada.person };
    expect(await refusal({ draft: drafted(1, [forged, bea]) }, aloud(bea))).toEqual(['notOurs']);
    const asRoot = { id: crypto.randomUUID(), root: JSON.stringify(rootOf(forged, bea, cor)) };
    expect(await refusal({ draft: asRoot, pin: null, roots: [] }, aloud(bea, cor))).toEqual(['notOurs']);
  });

  test('that gives the own keys to another, or names somebody twice, is not signed', async () => {
    const asOther = { ...ada, person: eve.person };
    expect(await refusal({ draft: drafted(1, [asOther, bea]) }, aloud(asOther, bea))).toEqual(['notOurs']);
    const twice = [ada, { ...(await newKeyholder()), person: bea.person }, bea];
    expect(await refusal({ draft: drafted(1, twice) }, aloud(bea))).not.toEqual([]);
  });

  test('under roots that are not pinned, or none any more, is not signed', async () => {
    expect(await refusal({ roots: [] }, aloud(bea))).toEqual(['notOurs']);
    expect(await refusal({ pin: 'a'.repeat(64) }, aloud(bea))).toEqual(['notOurs']);
    const second = { ...rootOf(ada, bea, eve), version: 3, prev: rootHash };
    const draft = { id: crypto.randomUUID(), root: JSON.stringify(second) };
    expect(await refusal({ draft }, aloud(bea, eve))).toEqual(['notOurs']);
  });
});

describe('What an officer remembers', () => {
  test('spares them a key that they held against a fingerprint, in a root or a list', async () => {
    const ceremony = { id: crypto.randomUUID(), root: root.doc };
    const state = await stateAfter({ draft: ceremony, pin: null, roots: [] }, aloud(bea, cor));
    expect(await refusal({ state, draft: drafted(1, [ada, bea, cor]) }, aloud())).toEqual([]);
    expect(await refusal({ state, draft: drafted(1, [ada, bea, eve]) }, aloud())).toEqual([
      'fingerprintMissing Eve Stam',
    ]);
  });

  test('does not hold for a key that is shown under another name: names are the word of the server', async () => {
    const state = await stateAfter({ draft: drafted(1, [ada, bea, eve]) }, aloud(bea, eve));
    const swapped = { ...names, [bea.person]: 'Eve Stam', [eve.person]: 'Bea Klomp' };
    const people = await signedList(1, [ada, bea, eve]);
    expect(
      (await refusal({ state, people, names: swapped, draft: drafted(2, [ada, bea, eve]) }, aloud())).length,
    ).toBe(2);
  });

  test('is held against what is typed all the same: another fingerprint is told', async () => {
    const state = await stateAfter({ draft: drafted(1, [ada, bea]) }, aloud(bea));
    expect(await refusal({ state }, () => fingerprintOf(cor))).toEqual(['fingerprintWrong Bea Klomp']);
  });

  test('tells an older key than the last that was checked, when the list with the newer is hidden', async () => {
    const first = await stateAfter({ draft: drafted(1, [ada, bea, cor]) }, aloud(bea, cor));
    const old = await signedList(1, [ada, bea, cor]);
    const renewed = { ...(await newKeyholder()), person: cor.person };
    const second = await stateAfter(
      { state: first, people: old, draft: drafted(2, [ada, bea, renewed]) },
      aloud(renewed),
    );
    // Version 2 was signed by enough, and is hidden: a second version 2 brings back the key that Cor lost.
    expect(
      await refusal({ state: second, people: old, draft: drafted(2, [ada, bea, cor]) }, aloud()),
    ).toEqual(['fingerprintMissing Cor Duin']);
  });

  test('tells a list or a root older than was seen', async () => {
    const [one, two] = [await signedList(1, [ada, bea]), await signedList(2, [ada, bea])];
    const state = await stateAfter({ people: two, draft: drafted(3, [ada, bea]) }, aloud(bea));
    expect(await refusal({ state, people: one, draft: drafted(2, [ada, bea]) }, aloud())).toEqual([
      'rolledBack',
    ]);
    expect(await refusal({ state, people: null }, aloud())).toEqual(['rolledBack']);
    const second: Root = { ...rootOf(ada, bea, eve), version: 2, prev: rootHash };
    const next = await signedBy('root', second, [ada, bea, eve]);
    const { hash } = await parseDocument('root', next);
    const under = JSON.parse(drafted(1, [ada, bea]).people) as KeyList;
    const people = JSON.stringify({ ...under, root: hash });
    const intake = JSON.stringify({ ...under, name: 'intake', root: hash });
    const draft = { id: crypto.randomUUID(), intake, people };
    const after = await stateAfter({ roots: [root, next], draft }, aloud(bea));
    expect(await refusal({ state: after }, aloud())).toEqual(['rolledBack']);
  });

  test('that is gone, replaced or of another is told to who signed before, and asks every fingerprint anew', async () => {
    const told = ['memoryGone', 'fingerprintMissing Bea Klomp'];
    expect(await refusal({ state: null }, aloud())).toEqual(told);
    expect(await refusal({ state: { revision: 4, head: 'aa' } }, aloud())).toEqual(told);
    const { what } = await judges({}, aloud(bea));
    const ofBea = await remember(vaultOf(bea), bea.keys, null, what);
    expect(await refusal({ state: { revision: 4, head: ofBea } }, aloud())).toEqual(told);
    expect(await refusal({ state: null }, aloud(bea))).toEqual([]);
    // Who never signed misses nothing.
    expect(await refusal({ vault: vaultOf(eve), draft: drafted(1, [eve, bea]) }, aloud(), eve)).toEqual([
      'fingerprintMissing Bea Klomp',
    ]);
  });

  test('of an earlier vault does not keep somebody from signing with the next', async () => {
    const state = await stateAfter({ draft: drafted(1, [ada, bea]) }, aloud(bea));
    const renewed = { ...(await newKeyholder()), person: ada.person };
    const more = { state, vault: vaultOf(renewed, 2), draft: drafted(1, [renewed, bea]) };
    expect(await refusal(more, aloud(bea), renewed)).toEqual([]);
  });
});
