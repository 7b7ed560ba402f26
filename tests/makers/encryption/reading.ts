import {
  type BoxMemory,
  type LogItem,
  readLog,
  type Shown,
} from '../../../src/platform/encryption/boxes/log.ts';
import { openEpochs } from '../../../src/platform/encryption/boxes/secrets.ts';
import type { Bytes } from '../../../src/platform/encryption/bytes.ts';
import type { SignedText } from '../../../src/platform/encryption/documents/documents.ts';
import { checkList, type Lists } from '../../../src/platform/encryption/documents/lists.ts';
import {
  type BoxPlace,
  checkRecords,
  checkRecordsAsParty,
} from '../../../src/platform/encryption/documents/records.ts';
import { checkRoots, type Roots } from '../../../src/platform/encryption/documents/roots.ts';
import type { MadeBox } from './boxes.ts';
import type { Keyholder } from './keyholders.ts';
import { type KeyedOrganisation, today } from './organisation.ts';

/** What a server gives a reader of a box: all of it is as true as the server is. */
export interface Served {
  readonly roots: readonly SignedText[];
  readonly intakes: readonly SignedText[];
  readonly peoples: readonly SignedText[];
  readonly records: readonly SignedText[];
  readonly releases: readonly SignedText[];
  readonly wrap: Bytes;
  readonly carries: readonly Bytes[];
  readonly items: readonly LogItem[];
}

/** What a reader knows for themselves. */
export interface Reader {
  readonly holder: Keyholder;
  readonly as: 'handler' | 'party';
  readonly pin: string;
  readonly place: BoxPlace;
  readonly memory?: BoxMemory;
}

/** What an honest server gives that reader. */
export const honestly = (made: KeyedOrganisation, box: MadeBox, holder: Keyholder): Served => ({
  roots: made.roots,
  intakes: made.intakes,
  peoples: made.peoples,
  records: box.records,
  releases: box.releases,
  wrap: box.wraps.at(-1)?.get(holder.keys.key) ?? new Uint8Array(),
  carries: box.carries,
  items: box.items,
});

/** What a reader comes to believe. */
export interface Believed {
  readonly shown: readonly Shown[];
  readonly memory: BoxMemory;
  /** Ids of the keys of who reads now. */
  readonly readers: readonly string[];
  readonly secrets: readonly Bytes[];
}

/** Reads a box from what a server gives, in the order of the protocol and with every check that it has. */
export async function readBox({ holder, as, pin, place, memory }: Reader, served: Served): Promise<Believed> {
  const { org } = place;
  const roots = await checkRoots(served.roots, { org, pin });
  const { records: signed, releases } = served;
  const intake = served.intakes.at(-1);
  const records =
    as === 'party'
      ? await checkRecordsAsParty(signed, place, {
          own: holder.keys.key,
          roots,
          releases,
          ...(intake ? { intake: { list: intake, today } } : {}),
        })
      : await checkRecords(signed, place, { roots, lists: await listsOf(served, { org, roots }), releases });
  const { wrap, carries, items } = served;
  const secrets = await openEpochs(records, { own: holder.keys, wrap, carries });
  const log = await readLog(records, { secrets, items, ...(memory ? { memory } : {}) });
  return {
    shown: log.shown,
    memory: log.memory,
    readers: records.at(-1)?.content.members.map(({ key }) => key) ?? [],
    secrets,
  };
}

async function listsOf(served: Served, { org, roots }: { org: string; roots: Roots }): Promise<Lists> {
  const named = [
    ...served.intakes.map((list) => ({ list, name: 'intake' as const })),
    ...served.peoples.map((list) => ({ list, name: 'people' as const })),
  ];
  const all = await Promise.all(
    named.map(({ list, name }) => checkList(list, { org, roots, name, today, isForReading: true })),
  );
  return new Map(all.map((list) => [list.hash, list]));
}
