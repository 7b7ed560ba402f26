import fc from 'fast-check';
import type { Shown } from '../../../src/platform/encryption/boxes/log.ts';
import { recoverSecret } from '../../../src/platform/encryption/boxes/recovery.ts';
import { type BoxRecord, parseDocument } from '../../../src/platform/encryption/documents/documents.ts';
import { checkRelease } from '../../../src/platform/encryption/documents/releases.ts';
import { checkRoots } from '../../../src/platform/encryption/documents/roots.ts';
import {
  addEpoch,
  deleteObject,
  type InBox,
  type MadeBox,
  newBox,
  newRelease,
  releasedShare,
  type Writing,
  write,
} from './boxes.ts';
import { type Keyholder, newKeyholder } from './keyholders.ts';
import {
  exchangeOfficer,
  type Handler,
  type KeyedOrganisation,
  newOrganisation,
  type Role,
  setHandlers,
  today,
} from './organisation.ts';

/*
 * Small worlds of chance: an organisation with officers and handlers, and one box in which people write, come and go,
 * lists and officers change, and shares are released. What happens is a plan of numbers, so that a failing world is made
 * smaller; a step that nobody may take is left out.
 */

type Step =
  | {
      readonly does: 'write' | 'drop' | 'delete' | 'members' | 'newcomer' | 'leaves list';
      readonly pick: number;
    }
  | { readonly does: 'file'; readonly pick: number; readonly size: number }
  | { readonly does: 'officer' | 'release' | 'party leaves'; readonly pick: number };

export interface Plan {
  readonly kind: BoxRecord['kind'];
  /** Whether a handler opens the mailbox and hands it out; otherwise its holder opens it. */
  readonly isIssued: boolean;
  readonly officers: number;
  readonly sign: number;
  readonly open: number;
  readonly roles: readonly Role[];
  readonly steps: readonly Step[];
}

const picks = fc.nat(1_000);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('write' as const), pick: picks }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('file' as const),
      pick: picks,
      size: fc.constantFrom(0, 1, 65_535, 65_536, 65_537, 140_000),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom(
        'drop' as const,
        'delete' as const,
        'members' as const,
        'members' as const,
        'newcomer' as const,
        'leaves list' as const,
      ),
      pick: picks,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom('officer' as const, 'release' as const, 'party leaves' as const),
      pick: picks,
    }),
  },
);

/** Plans of worlds with that many steps at most. */
export const plans = (steps = 8): fc.Arbitrary<Plan> =>
  fc.integer({ min: 3, max: 5 }).chain((officers) =>
    fc.record({
      kind: fc.constantFrom<Plan['kind']>('post', 'post', 'post', 'file', 'call'),
      isIssued: fc.boolean(),
      officers: fc.constant(officers),
      sign: fc.integer({ min: 2, max: officers }),
      open: fc.integer({ min: 2, max: officers - 1 }),
      roles: fc
        .array(fc.constantFrom<Role>('manage', 'read'), { minLength: 1, maxLength: 3 })
        .map((roles): readonly Role[] => ['manage', ...roles]),
      steps: fc.array(step, { maxLength: steps }),
    }),
  );

/** A plan in which everything happens once that can. */
export const fullPlan: Plan = {
  kind: 'post',
  isIssued: false,
  officers: 4,
  sign: 3,
  open: 2,
  roles: ['manage', 'manage', 'read'],
  steps: [
    { does: 'write', pick: 3 },
    { does: 'write', pick: 0 },
    { does: 'newcomer', pick: 1 },
    { does: 'write', pick: 2 },
    { does: 'file', pick: 1, size: 70_000 },
    { does: 'drop', pick: 1 },
    { does: 'officer', pick: 2 },
    { does: 'members', pick: 0b0110 },
    { does: 'write', pick: 1 },
    { does: 'delete', pick: 2 },
    { does: 'release', pick: 0 },
    { does: 'write', pick: 0 },
    { does: 'members', pick: 0b1111 },
    { does: 'write', pick: 2 },
    { does: 'leaves list', pick: 1 },
    { does: 'write', pick: 1 },
  ],
};

/** What somebody said, as who reads it compares it: of a file its digest. */
interface SaidThere {
  readonly by: string;
  readonly at: string;
  readonly type: string;
  readonly text: string;
  readonly digest: string | null;
}

/** What came of a plan. */
export interface World {
  readonly made: KeyedOrganisation;
  readonly box: MadeBox;
  /** Who held the mailbox at first; null in a box of handlers. */
  readonly party: Keyholder | null;
  /** The handler who issued the mailbox; null where its holder opened it, and in a box of handlers. */
  readonly issuer: Keyholder | null;
  /** Who once was a handler of the box and is not any more. */
  readonly former: Keyholder[];
  /** What was written, place by place, and what each statement names. */
  readonly said: (SaidThere & { readonly drop: readonly string[] })[];
}

const picked = <T>(from: readonly T[], pick: number): T | undefined => from[pick % from.length];

/** Lives a plan. */
export async function lived(plan: Plan): Promise<World> {
  const { officers, sign, open, roles, kind } = plan;
  const made = await newOrganisation({ officers, sign, open, handlers: roles });
  const party = kind === 'file' ? null : await newKeyholder();
  const [first] = made.handlers;
  if (!first) throw new Error('no handler');
  const handlers = (kind === 'call' ? [first] : made.handlers).map(asMember);
  const byParty = kind === 'post' && plan.isIssued ? null : party;
  const of = { via: byParty ? 'intake' : 'member', by: byParty ?? first.holder, handlers, party } as const;
  const box = await newBox(made, of, kind);
  const issuer = party && !byParty ? first.holder : null;
  const world: World = { made, box, party, issuer, former: [], said: [] };
  for (const one of plan.steps) await steps[one.does](world, one);
  return world;
}

const asMember = ({ holder, role }: Handler): InBox => ({ holder, rights: role });

/** Everybody who reads the box now. */
export const readersOf = (world: World): readonly Keyholder[] => [
  ...world.box.handlers.map(({ holder }) => holder),
  ...(world.box.party && partyReads(world) ? [world.box.party] : []),
];

/**
 * Who asks to be called back threw the key away. Who was issued a mailbox holds its issuer against the public list of
 * today: when the issuer left that list, they can read no more. That is a limit of the protocol.
 */
const partyReads = ({ made, box, issuer }: World): boolean =>
  box.kind !== 'call' && (issuer === null || made.handlers.some(({ holder }) => holder === issuer));

const managersOf = ({ box }: World): readonly Keyholder[] =>
  box.handlers.filter(({ rights }) => rights === 'manage').map(({ holder }) => holder);

/** What every reader sees at each place, as text: said, deleted with a statement or without, or bad. */
export const mustSee = ({ box, said }: World): readonly string[] => {
  const named = new Set(said.flatMap(({ drop }, at) => ('gone' in (box.items[at] ?? {}) ? [] : drop)));
  return said.map(({ drop: _, ...one }, at) => {
    const item = box.items[at];
    return item && 'gone' in item ? goneAs(item.gone, named.has(item.gone)) : JSON.stringify(one);
  });
};

const goneAs = (digest: string, isSigned: boolean): string =>
  `${digest} deleted ${isSigned ? 'by a statement' : 'without a statement'}`;

/** What a reader was shown, in the same words. */
export const seen = (shown: readonly Shown[]): readonly string[] =>
  shown.map((one) => {
    if ('error' in one) return `bad: ${one.error}`;
    if ('gone' in one) return goneAs(one.gone, one.signed);
    const { by, at, type, text, file } = one;
    return JSON.stringify({ by, at, type, text, digest: file?.digest ?? null } satisfies SaidThere);
  });

async function says(
  { box, said }: World,
  by: Keyholder,
  { type = 'message', text, file, drop = [] }: Writing,
): Promise<void> {
  await write(box, by, { type, text, drop, ...(file ? { file } : {}) });
  const isParty = by === box.party;
  said.push({
    by: isParty ? 'party' : by.person,
    at: isParty ? '2026-12-10' : '2026-12-10T09',
    type,
    text,
    digest: file ? ([...box.bodies.keys()].at(-1) ?? null) : null,
    drop,
  });
}

/** Makes the next epoch with those members, as far as they are in the newest list; nothing where nobody could manage. */
async function renew(world: World, by: Keyholder, wanted: readonly InBox[]): Promise<void> {
  const { made, box } = world;
  const listed = new Map(made.handlers.map(({ holder, role }) => [holder, role]));
  const allowed = wanted.flatMap(({ holder, rights }): InBox[] => {
    const role = listed.get(holder);
    return role === undefined ? [] : [{ holder, rights: role === 'manage' ? rights : 'read' }];
  });
  const managers = allowed.filter(({ rights }) => rights === 'manage');
  const handlers = box.kind === 'call' ? managers.slice(0, 1) : allowed;
  if (managers.length === 0) return;
  const before = box.handlers.map(({ holder }) => holder);
  await addEpoch(made, box, { via: 'member', why: 'members', by, handlers, party: box.party });
  const after = new Set(handlers.map(({ holder }) => holder));
  world.former.push(...before.filter((holder) => !after.has(holder)));
}

const steps: Record<Step['does'], (world: World, step: Step) => Promise<void>> = {
  write: async (world, { pick }) => {
    const by = picked(readersOf(world), pick);
    if (by) await says(world, by, { text: `Bericht ${pick} — é😀` });
  },
  file: async (world, step) => {
    const by = picked(readersOf(world), step.pick);
    if (by && 'size' in step) await says(world, by, { text: '', file: largeBytes(step.size) });
  },
  drop: async (world, { pick }) => {
    const by = picked(managersOf(world), pick);
    const at = pick % world.box.items.length;
    const digest = world.box.digests[at];
    if (!by || digest === undefined) return;
    await says(world, by, { text: 'Termijn verlopen', type: 'drop', drop: [digest] });
    deleteObject(world.box, at);
  },
  delete: async ({ box }, { pick }) => {
    if (box.items.length > 0) deleteObject(box, pick % box.items.length);
  },
  members: async (world, { pick }) => {
    const by = picked(managersOf(world), pick);
    const wanted = world.made.handlers
      .map(asMember)
      .filter(({ holder }, at) => holder === by || ((pick >> at) & 1) === 1);
    if (by) await renew(world, by, wanted);
  },
  newcomer: async (world, { pick }) => {
    const role = pick % 2 === 0 ? 'manage' : 'read';
    await setHandlers(world.made, [...world.made.handlers, { holder: await newKeyholder(), role }]);
    const by = picked(managersOf(world), pick);
    if (by && world.made.handlers.length < 8) await renew(world, by, world.made.handlers.map(asMember));
  },
  'leaves list': async (world, { pick }) => {
    const leaving = picked(world.made.handlers, pick);
    const staying = world.made.handlers.filter((one) => one !== leaving);
    if (!staying.some(({ role }) => role === 'manage')) return;
    await setHandlers(world.made, staying);
    const by = picked(managersOf(world), pick);
    if (by) await renew(world, by, world.box.handlers);
  },
  officer: async (world, { pick }) => {
    await exchangeOfficer(world.made);
    const by = picked(managersOf(world), pick);
    if (by && pick % 2 === 0) await renew(world, by, world.box.handlers);
  },
  release: async (world, { pick }) => {
    const { made, box } = world;
    const to = picked(
      made.handlers.filter(({ role }) => role === 'manage'),
      pick,
    );
    if (!to || box.kind === 'call') return;
    const before = box.handlers.map(({ holder }) => holder);
    await renewByRelease(world, to.holder);
    world.former.push(...before.filter((holder) => holder !== to.holder));
  },
  'party leaves': async (world, { pick }) => {
    const by = picked(managersOf(world), pick);
    if (!by || world.box.kind !== 'post') return;
    world.box.party = null;
    await renew(world, by, world.made.handlers.map(asMember));
    // Where nobody could renew, the party is still of the newest epoch.
    const newest: { members: { id: string }[] } = JSON.parse(world.box.records.at(-1)?.doc ?? '{}');
    if (newest.members.some(({ id }) => id === 'party')) world.box.party = world.party;
  },
};

const largeBytes = (length: number) => Uint8Array.from({ length }, (_, at) => at * 7);

/** All officers give their shares of the newest epoch to one handler, who makes the next alone. */
async function renewByRelease({ made, box }: World, to: Keyholder): Promise<void> {
  const signed = await newRelease(box, to, box.officers);
  const record = await parseDocument('record', box.records.at(-1) ?? { doc: '', sigs: [] });
  const [first = ''] = made.rootHashes;
  const roots = await checkRoots(made.roots, { org: made.org, pin: first });
  const release = await checkRelease(signed, { record, roots, today });
  const author = record.content.by.key;
  const shares = await Promise.all(
    box.officers.map((officer) => releasedShare(box, { officer, author, release: release.hash, to })),
  );
  await recoverSecret(record, { release, own: to.keys, shares });
  box.releases.push(signed);
  await addEpoch(made, box, {
    via: 'release',
    why: 'release',
    by: to,
    handlers: [{ holder: to, rights: 'manage' }],
    party: box.party,
    release: release.hash,
  });
}
