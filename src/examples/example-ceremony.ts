import { z } from 'zod';
import type { OpenOrganisation } from '../collection/open-organisation.ts';
import { prepareLists, prepareRoot, waitingDraft } from '../organisation/keys/drafts.ts';
import { exampleCode } from '../organisation/keys/example-code.ts';
import { pinRoot } from '../organisation/keys/pins.ts';
import { keysQuestion } from '../organisation/keys/recorded.ts';
import { signDraft } from '../organisation/keys/sign-draft.ts';
import { makeVault, ownObject, ownVault, saveOwnObject, vaultPlace } from '../organisation/keys/vaults.ts';
import { type PersonActor, personActor } from '../platform/access/actor.ts';
import { concern } from '../platform/access/resource.ts';
import { look, perform } from '../platform/database/doorways.ts';
import { remember } from '../platform/encryption/boxes/remember.ts';
import { fromHex, randomBytes, toHex } from '../platform/encryption/bytes.ts';
import { signDocument } from '../platform/encryption/documents/documents.ts';
import { daysAfter } from '../platform/encryption/documents/lists.ts';
import { type VaultKeys, vaultKeys } from '../platform/encryption/keys.ts';
import { codeOf } from '../platform/encryption/receipt-code.ts';
import { newSlotPlace, sealSlot, slotKeyOfCode } from '../platform/encryption/slots.ts';

/** Who are key officers of an example, and who receive reports, by their names. */
export const ceremonySchema = z.strictObject({
  prepares: z.string(),
  officers: z.array(z.string()).min(3),
  receive: z.array(z.strictObject({ who: z.string(), as: z.string() })).min(2),
});
export type Ceremony = z.infer<typeof ceremonySchema>;

interface Place {
  readonly organisation: OpenOrganisation;
  /** Its people (UUID), by name. */
  readonly people: Readonly<Record<string, string>>;
  /** Where it is said which root counts. */
  readonly pinFile: string;
}

interface Sitting {
  readonly actor: PersonActor;
  readonly person: string;
  readonly keys: VaultKeys;
  /** Of the vault. */
  readonly version: number;
}

/** Holds the key ceremony of an example, as its people would. What was done by a start that stopped is not done again. */
export async function holdCeremony(place: Place, { prepares, officers, receive }: Ceremony): Promise<void> {
  const { door } = place.organisation;
  const operatorOf = actorOf(place, prepares);
  const { roots, lists, org } = await look(door, operatorOf, keysQuestion, concern, {});
  if (lists.people) return;
  const sitting = new Map<string, Sitting>();
  for (const name of new Set([...officers, ...receive.map(({ who }) => who)]))
    sitting.set(name, await sitDown(place, name));
  const seated = (name: string): Sitting => {
    const one = sitting.get(name);
    if (!one) throw new Error(`Nobody called ${name} sits at the ceremony.`);
    return one;
  };
  if (roots.length === 0) {
    const people = officers.map((name) => seated(name).person);
    await perform(door, operatorOf, prepareRoot, concern, { officers: people, sign: 2, open: 2 });
    for (const name of officers) await sign(place, seated(name));
  }
  const after = await look(door, operatorOf, keysQuestion, concern, {});
  await pinRoot(place.pinFile, org, after.roots.at(-1)?.hash ?? '');
  const [first, second] = officers.map(seated);
  if (!first || !second) return;
  await perform(door, first.actor, prepareLists, concern, {
    until: daysAfter(after.today, 365),
    entries: receive.map(({ who, as }) => ({
      person: seated(who).person,
      as,
      rights: 'manage',
      receives: true,
    })),
  });
  for (const one of [first, second]) await sign(place, one);
  const root = after.roots.at(-1)?.hash ?? '';
  for (const name of officers) await remembers(place, seated(name), { org, root, sitting });
}

/** Keeps what an officer checked at the ceremony, as their browser does when they sign. */
async function remembers(
  { organisation: { door } }: Place,
  { actor, person, version, keys }: Sitting,
  { org, root, sitting }: { org: string; root: string; sitting: ReadonlyMap<string, Sitting> },
): Promise<void> {
  const held = [...sitting].map(([name, one]) => [
    one.person,
    { fingerprint: codeOf(fromHex(one.keys.key)), name },
  ]);
  const vault = { org, person, version, key: keys.key, slots: [] };
  const what = { root, held: Object.fromEntries(held), version: 0 };
  const before = await look(door, actor, ownObject, concern, { name: 'state' });
  await perform(door, actor, saveOwnObject, concern, {
    name: 'state',
    after: before?.revision ?? 0,
    head: await remember(vault, keys, null, what),
  });
}

function actorOf({ people, organisation }: Place, name: string): PersonActor {
  const person = people[name];
  if (person === undefined) throw new Error(`Example ${organisation.key} has nobody called ${name}.`);
  return personActor(person, 'workplace');
}

/** Makes the vault of somebody, which opens with the two codes of the example. A vault that is there is made anew. */
async function sitDown(place: Place, name: string): Promise<Sitting> {
  const { door } = place.organisation;
  const actor = actorOf(place, name);
  const given = await look(door, actor, vaultPlace, concern, {});
  const person = given.person ?? crypto.randomUUID();
  const vault = randomBytes(32);
  const keys = await vaultKeys(vault);
  const slots = ([1, 2] as const).map(async (which) => {
    const at = newSlotPlace({ org: given.org, owner: person, version: given.next, type: 'code' });
    const box = await sealSlot(at, await slotKeyOfCode(at, await exampleCode(person, which)), vault);
    return { id: at.slot, type: 'code', label: '', salt: toHex(at.salt), box: toHex(box) };
  });
  await perform(door, actor, makeVault, concern, {
    person,
    version: given.next,
    kem: toHex(keys.kem),
    sign: toHex(keys.sign),
    slots: await Promise.all(slots),
  });
  const made = await look(door, actor, ownVault, concern, {});
  return { actor, person: made?.person ?? person, keys, version: given.next };
}

async function sign({ organisation: { door } }: Place, { actor, keys }: Sitting): Promise<void> {
  const draft = await look(door, actor, waitingDraft, concern, {});
  if (!draft) return;
  const { id, root, intake, people } = draft;
  const signatures =
    root === null
      ? {
          intake: (await signDocument('list', intake ?? '', keys)).sig,
          people: (await signDocument('list', people ?? '', keys)).sig,
        }
      : { root: (await signDocument('root', root, keys)).sig };
  await perform(door, actor, signDraft, concern, { draft: id, signatures });
}
