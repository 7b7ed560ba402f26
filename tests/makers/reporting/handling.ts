import { expect } from 'vitest';
import { concern } from '../../../src/platform/access/resource.ts';
import { look, type OrganisationDoor, perform } from '../../../src/platform/database/doorways.ts';
import { sealHead } from '../../../src/platform/encryption/boxes/heads.ts';
import { readLog } from '../../../src/platform/encryption/boxes/log.ts';
import { openEpochs } from '../../../src/platform/encryption/boxes/secrets.ts';
import { type Bytes, fromHex, toHex } from '../../../src/platform/encryption/bytes.ts';
import { checkList } from '../../../src/platform/encryption/documents/lists.ts';
import { checkRecords } from '../../../src/platform/encryption/documents/records.ts';
import { addByMember, openBox } from '../../../src/reporting/boxes/members.ts';
import type { FreshDatabase } from '../database.ts';
import { asOwner } from '../workplace/workplace.ts';
import type { KeyHolder, TestKeyring } from './keyring.ts';

/* For tests: what handlers read and answer, made as their browsers make it. */

interface World {
  readonly door: OrganisationDoor;
  readonly database: FreshDatabase;
}

/** The box that was received last, by what a member of it reads. */
export async function readByMember(world: World, keyring: TestKeyring, who: KeyHolder, text: string) {
  for (const { id } of await asOwner(world, 'select id from box')) {
    const found = await look(world.door, who.actor, openBox, concern, { box: String(id) });
    if (!found) continue;
    const { roots } = keyring.held;
    const lists = await Promise.all(
      found.lists.map(({ name, signed }) =>
        checkList(signed, { org: found.org, roots, name, today: found.today, isForReading: true }),
      ),
    );
    const records = await checkRecords(found.records, found, {
      roots,
      lists: new Map(lists.map((list) => [list.hash, list])),
    });
    const secrets = await openEpochs(records, {
      own: who.keys,
      wrap: fromHex(found.wrap.wrap),
      carries: found.carries.map(fromHex),
    });
    const items = found.items.map((item) => ('gone' in item ? item : { head: fromHex(item.head) }));
    const log = await readLog(records, { secrets, items });
    if (log.shown.some((one) => 'text' in one && one.text.includes(text)))
      return { found, records, secrets, ...log };
  }
  return null;
}

/** Answers the report that says this, as a handler does. */
export async function answeredBy(
  world: World,
  keyring: TestKeyring,
  who: KeyHolder,
  { report, text }: { readonly report: string; readonly text: string },
): Promise<void> {
  const read = await readByMember(world, keyring, who, report);
  if (!read) throw new Error('The report is not there.');
  const head = await sealHead(
    { secret: read.secrets.at(-1) as Bytes, context: fromHex(read.records.at(-1)?.hash ?? '') },
    { kind: 'entry', epoch: read.records.length - 1, object: crypto.randomUUID() },
    {
      said: {
        by: { id: who.person, key: who.keys.key },
        at: `${keyring.today}T10`,
        type: 'message',
        seen: { n: read.memory.n, h: read.memory.h },
        text,
        file: null,
        drop: [],
      },
      signSeed: who.keys.signSeed,
    },
  );
  const { box } = read.found;
  const told = await perform(world.door, who.actor, addByMember, concern, { box, head: toHex(head) });
  expect(told.outcome).toBe('added');
}
