import { openBody, sealBody } from '../src/platform/encryption/boxes/bodies.ts';
import { type Bytes, joined, randomBytes, toHex, u32 } from '../src/platform/encryption/bytes.ts';
import { checkList } from '../src/platform/encryption/documents/lists.ts';
import { checkRoots } from '../src/platform/encryption/documents/roots.ts';
import { addEpoch, newMailbox, write } from '../tests/makers/encryption/boxes.ts';
import { newKeyholder } from '../tests/makers/encryption/keyholders.ts';
import { newOrganisation, today } from '../tests/makers/encryption/organisation.ts';
import { honestly, readBox } from '../tests/makers/encryption/reading.ts';
import { median } from './row.ts';

/*
 * The work of the encryption that people wait for. Nothing of Node, so that a browser does it too.
 */

/** A median of milliseconds, and what was asserted of the outcome. */
export interface Measured {
  readonly ms: number;
  readonly asserted: string;
  readonly isRight: boolean;
}

async function medianOf(runs: number, work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return median(times);
}

async function mailbox(messages: number) {
  const made = await newOrganisation();
  const party = await newKeyholder();
  const handlers = made.handlers.map(({ holder, role }) => ({ holder, rights: role }));
  const box = await newMailbox(made, party, handlers);
  const [handler] = handlers;
  const [pin] = made.rootHashes;
  if (!handler || pin === undefined) throw new Error('nobody');
  for (let at = 0; at < messages; at++)
    await write(box, at % 2 ? party : handler.holder, { text: `Bericht ${at} over de aanbesteding` });
  const reader = { holder: handler.holder, as: 'handler', pin, place: box.place } as const;
  return { reader, served: honestly(made, box, handler.holder) };
}

/** Messages opened, verified and searched for a word that one of them has. */
export async function search(messages: number, runs: number): Promise<Measured> {
  const { reader, served } = await mailbox(messages);
  let found = -1;
  const ms = await medianOf(runs, async () => {
    const { shown } = await readBox(reader, served);
    found = shown.filter((one) => 'text' in one && one.text.includes(`Bericht ${messages - 1} `)).length;
  });
  return { ms, asserted: `${found} found`, isRight: found === 1 };
}

/** A file of ten megabytes, sealed and digested, and opened again once. */
export async function file(runs: number): Promise<Measured> {
  const size = 10_000_000;
  const key = randomBytes(32);
  const bytes = new Uint8Array(size).map((_, at) => at * 13);
  // In one piece, as a browser may give a file.
  async function* source(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  let body: Bytes[] = [];
  let digest = '';
  const ms = await medianOf(runs, async () => {
    body = [];
    const chunks = sealBody({ key, size }, source());
    for (;;) {
      const next = await chunks.next();
      if (next.done) {
        digest = next.value;
        break;
      }
      body.push(next.value);
    }
  });
  let opened = 0;
  async function* stored(): AsyncGenerator<Uint8Array> {
    yield* body;
  }
  for await (const part of openBody({ key: toHex(key), size, digest }, stored())) opened += part.length;
  return { ms, asserted: `${joined(...body).length} bytes stored`, isRight: opened === size };
}

/** A reader removed from a box of eleven, with five officers: record, wraps, shares and carry. */
export async function removal(runs: number): Promise<Measured> {
  const roles = Array.from({ length: 11 }, () => 'manage' as const);
  const made = await newOrganisation({ officers: 5, sign: 3, open: 3, handlers: roles });
  const handlers = made.handlers.map(({ holder }) => ({ holder, rights: 'manage' as const }));
  const party = await newKeyholder();
  const [first] = handlers;
  if (!first) throw new Error('nobody');
  let wraps = 0;
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const box = await newMailbox(made, party, handlers);
    const start = performance.now();
    const remaining = handlers.slice(0, 10);
    await addEpoch(made, box, {
      via: 'member',
      why: 'members',
      by: first.holder,
      handlers: remaining,
      party: null,
    });
    times.push(performance.now() - start);
    wraps = (box.wraps.at(-1)?.size ?? 0) + (box.shares.at(-1)?.size ?? 0);
  }
  return { ms: median(times), asserted: `${wraps} wraps`, isRight: wraps === 15 };
}

/** A log of many objects that are all rubbish: what somebody with an address can send, at most. */
export async function rubbish(objects: number, runs: number): Promise<Measured> {
  const { reader, served } = await mailbox(0);
  const head = randomBytes(25 + 12 + 16 + 2_048);
  const items = Array.from({ length: objects }, (_, at) => {
    const other = head.slice();
    other.set(u32(at));
    return { head: other };
  });
  let bad = 0;
  const ms = await medianOf(runs, async () => {
    bad = (await readBox(reader, { ...served, items })).shown.filter((one) => 'error' in one).length;
  });
  return { ms, asserted: `${bad} shown as bad`, isRight: bad === objects };
}

/** A list of the most people that one may have: form, signatures and every key. */
export async function list(runs: number): Promise<Measured> {
  const roles = Array.from({ length: 1_000 }, () => 'read' as const);
  const made = await newOrganisation({ handlers: roles });
  const [pin] = made.rootHashes;
  const [people] = made.peoples;
  if (pin === undefined || !people) throw new Error('no list');
  const roots = await checkRoots(made.roots, { org: made.org, pin });
  let count = 0;
  const ms = await medianOf(runs, async () => {
    count = (await checkList(people, { org: made.org, roots, name: 'people', today })).people.size;
  });
  return { ms, asserted: `${count} people`, isRight: count === 1_000 };
}
