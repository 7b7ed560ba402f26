import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newKeyholder } from '../makers/encryption/keyholders.ts';
import { fullPlan, lived, readersOf } from '../makers/encryption/worlds.ts';
import {
  attacksOfServer,
  epochBy,
  outcomeOf,
  remembering,
  type Victim,
  victimOf,
  wordsBy,
} from './attacks.ts';

/** How many attacks on each reader. */
const runs = process.env['DAGLICHT_LONG'] === '1' ? 1_500 : 60;

const world = await lived(fullPlan);
const other = await lived({ ...fullPlan, steps: fullPlan.steps.slice(0, 4) });
const victims = await Promise.all(readersOf(world).map((_, at) => victimOf(world, at)));
const [handler] = victims as [Victim];
const party = victims.find(({ reader }) => reader.as === 'party') as Victim;

describe('a hostile server', () => {
  it.each(victims.map((victim, at) => ({ at, as: victim.reader.as, victim })))(
    'makes reader $at, a $as, believe nothing by bits and pieces',
    async ({ victim }) => {
      const seen = new Set<string>();
      await fc.assert(
        fc.asyncProperty(attacksOfServer(victim, other.box), async (served) => {
          const outcome = await outcomeOf(victim, served);
          seen.add(outcome.is);
        }),
        { numRuns: runs },
      );
      expect(seen).toContain('refused');
    },
  );

  it('gives an honest reader the truth, which the attacks are held against', async () => {
    for (const victim of victims)
      expect(await outcomeOf(victim, victim.honest)).toEqual({ is: 'without effect' });
  });

  it('makes no epoch by keys of its own, nor in the name of a manager', async () => {
    const stranger = await newKeyholder();
    for (const victim of victims) {
      expect(await outcomeOf(victim, await epochBy(victim, stranger))).toEqual({
        is: 'refused',
        code: 'E_AUTHOR',
      });
      const manager = world.box.handlers.find(({ rights }) => rights === 'manage')?.holder;
      if (!manager) throw new Error('no manager');
      const posing = { ...manager, keys: { ...manager.keys, signSeed: stranger.keys.signSeed } };
      expect(await outcomeOf(victim, await epochBy(victim, posing))).toEqual({
        is: 'refused',
        code: 'E_SIG',
      });
    }
  });
});

describe('somebody who may not', () => {
  const former = () => {
    const newest = new Set(world.box.handlers.map(({ holder }) => holder));
    const gone = world.former.find((holder) => !newest.has(holder));
    if (!gone) throw new Error('nobody left');
    return gone;
  };

  it('makes no epoch: a former reader, the party', async () => {
    for (const victim of victims)
      for (const by of [former(), party.reader.holder])
        expect(await outcomeOf(victim, await epochBy(victim, by))).toEqual({
          is: 'refused',
          code: 'E_AUTHOR',
        });
  });

  it('writes nothing when they left, though they have every secret', async () => {
    for (const victim of victims)
      expect(await outcomeOf(victim, await wordsBy(victim, former(), {}))).toEqual({
        is: 'shown as bad',
        codes: ['E_AUTHOR'],
      });
  });

  it('adds nothing to an earlier epoch', async () => {
    for (const victim of victims)
      for (const epoch of [0, world.box.records.length - 2])
        expect(await outcomeOf(victim, await wordsBy(victim, former(), { epoch }))).toEqual({
          is: 'shown as bad',
          codes: ['E_LOG'],
        });
  });

  it('writes nothing in the name of another', async () => {
    const author = handler.reader.holder;
    for (const victim of victims) {
      for (const by of [
        { id: 'party' as const, key: party.reader.holder.keys.key },
        { id: 'party' as const, key: author.keys.key },
      ])
        expect(
          (await outcomeOf(victim, await wordsBy(victim, author, { over: { by, at: '2026-12-10' } }))).is,
        ).toBe('shown as bad');
    }
  });

  it('writes nothing after another past, nor after the future', async () => {
    const author = handler.reader.holder;
    const n = world.box.items.length;
    for (const victim of victims)
      for (const seen of [
        { n, h: '11'.repeat(32) },
        { n: n + 1, h: world.box.chain.at(-1) ?? '' },
        { n: 0, h: '0'.repeat(64) },
      ])
        expect(await outcomeOf(victim, await wordsBy(victim, author, { over: { seen } }))).toEqual({
          is: 'shown as bad',
          codes: ['E_LOG'],
        });
  });
});

describe('what is remembered', () => {
  it('tells that less is shown, or something else', async () => {
    const { epoch, n } = { epoch: world.box.records.length, n: world.box.items.length + 1 };
    const told = async (memory: Parameters<typeof remembering>[1]) =>
      outcomeOf(remembering(handler, memory), handler.honest);
    expect(await told({ epoch })).toEqual({ is: 'refused', code: 'E_ROLLBACK' });
    expect(await told({ n })).toEqual({ is: 'refused', code: 'E_ROLLBACK' });
    expect(await told({ record: '00'.repeat(32) })).toEqual({ is: 'refused', code: 'E_FORK' });
    expect(await told({ h: '00'.repeat(32) })).toEqual({ is: 'refused', code: 'E_FORK' });
  });
});
