import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';
import {
  asReporter,
  type KeyHolder,
  keyHolder,
  newLists,
  smallKeyring,
  type TestKeyring,
} from '../../../tests/makers/reporting/keyring.ts';
import { asOwner, asPerson } from '../../../tests/makers/workplace/workplace.ts';
import { access } from '../../app.ts';
import { operator, publicReader, reporterActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import {
  closeOrganisation,
  look,
  type OrganisationDoor,
  openOrganisation,
  perform,
} from '../../platform/database/doorways.ts';
import { makeEpoch, type Reader } from '../../platform/encryption/boxes/epochs.ts';
import { headDigest, sealHead } from '../../platform/encryption/boxes/heads.ts';
import { chainOf, emptyChain, readLog } from '../../platform/encryption/boxes/log.ts';
import {
  type MadeReport,
  makeReport,
  newReportIds,
  type ReportIds,
  sealedByParty,
  sealedToCode,
} from '../../platform/encryption/boxes/report.ts';
import { openEpochs } from '../../platform/encryption/boxes/secrets.ts';
import { type Bytes, fromHex, randomBytes, toHex } from '../../platform/encryption/bytes.ts';
import { checkList } from '../../platform/encryption/documents/lists.ts';
import {
  checkRecords,
  checkRecordsAsParty,
  type TrustedRecord,
} from '../../platform/encryption/documents/records.ts';
import { type VaultKeys, vaultKeys } from '../../platform/encryption/keys.ts';
import { locatorOf, newCode, readCode } from '../../platform/encryption/receipt-code.ts';
import { openSlot, slotKeyOfCode } from '../../platform/encryption/slots.ts';
import { addByReporter, changeCode, type OpenMailbox, openMailbox } from './mailbox.ts';
import { addByMember, type OpenBox, openBox, ownBoxes } from './members.ts';
import { newEpoch } from './new-epoch.ts';
import { type Submitted, submitReport } from './submit.ts';

/* Reports as the server keeps them: what it verifies, who finds them, and what somebody may try who should not. */

let database: FreshDatabase;
let door: OrganisationDoor;
let publicDoor: OrganisationDoor;
let keyring: TestKeyring;
const world = () => ({ door, database });

beforeAll(async () => {
  database = await freshDatabase();
  const { organisation, storage } = database;
  door = openOrganisation(organisation, storage.connection(organisation, 'runtime'), access);
  publicDoor = openOrganisation(organisation, storage.connection(organisation, 'public'), access);
  keyring = await smallKeyring(world());
});
afterAll(async () => {
  await closeOrganisation(publicDoor);
  await closeOrganisation(door);
  await database.drop();
});

/** A report with its code, as a browser made it. */
interface Report {
  readonly ids: ReportIds;
  readonly code: string;
  readonly sent: MadeReport;
}

async function report(text = 'Er is iets gebeurd.', without: readonly string[] = []): Promise<Report> {
  const ids = newReportIds();
  const code = newCode();
  const written = [{ type: 'report', text }];
  const sent = await makeReport(keyring.held, ids, { without: new Set(without), code, written });
  return { ids, code, sent };
}

const submitted = (sent: MadeReport): Promise<Submitted> =>
  perform(publicDoor, reporterActor(sent.mailbox), submitReport, concern, { ...sent, pin: keyring.pin });

async function received(text?: string): Promise<Report> {
  const made = await report(text);
  expect((await submitted(made.sent)).outcome).toBe('received');
  return made;
}

const storedOf = async (code: string): Promise<string> =>
  toHex((await locatorOf(readCode(code), keyring.org)).stored);

const mailboxOf = async (code: string): Promise<OpenMailbox | null> =>
  look(publicDoor, reporterActor(await storedOf(code)), openMailbox, concern, {});

/** What whoever holds the code reads, as their browser does: everything verified by their own key. */
async function readByCode(code: string) {
  const mailbox = await mailboxOf(code);
  if (!mailbox) return null;
  const { slot } = mailbox;
  const place = {
    org: mailbox.org,
    owner: mailbox.box,
    version: 1,
    slot: slot.id,
    type: 'code' as const,
    salt: fromHex(slot.salt),
  };
  const keys = await vaultKeys(await openSlot(place, await slotKeyOfCode(place, code), fromHex(slot.box)));
  const records = await checkRecordsAsParty(
    mailbox.records,
    { org: mailbox.org, case: mailbox.case, box: mailbox.box },
    { own: keys.key, roots: keyring.held.roots },
  );
  return { mailbox, keys, ...(await opened(records, mailbox, keys, mailbox.wrap ?? '')) };
}

async function opened(
  records: readonly TrustedRecord[],
  box: { readonly items: OpenBox['items']; readonly carries: readonly string[] },
  own: VaultKeys,
  wrap: string,
) {
  const secrets = await openEpochs(records, {
    own,
    wrap: fromHex(wrap),
    carries: box.carries.map(fromHex),
  });
  const items = box.items.map((item) => ('gone' in item ? item : { head: fromHex(item.head) }));
  const log = await readLog(records, { secrets, items });
  return { records, secrets, shown: log.shown, memory: log.memory };
}

/** What a handler reads, verified by roots and lists. */
async function readByMember(who: KeyHolder, box: string) {
  const found = await look(door, who.actor, openBox, concern, { box });
  if (!found) return null;
  const { roots } = keyring.held;
  const lists = await Promise.all(
    found.lists.map(({ name, signed }) =>
      checkList(signed, { org: found.org, roots, name, today: found.today, isForReading: true }),
    ),
  );
  const records = await checkRecords(
    found.records,
    { org: found.org, case: found.case, box },
    { roots, lists: new Map(lists.map((list) => [list.hash, list])) },
  );
  return { found, ...(await opened(records, found, who.keys, found.wrap.wrap)) };
}

type Read = NonNullable<Awaited<ReturnType<typeof readByMember>>>;

async function messageOf(who: KeyHolder, { records, secrets, memory }: Read, text: string): Promise<string> {
  const epoch = records.length - 1;
  const context = fromHex(records.at(-1)?.hash ?? '');
  return toHex(
    await sealHead(
      { secret: secrets.at(-1) as Bytes, context },
      { kind: 'entry', epoch, object: crypto.randomUUID() },
      {
        said: {
          by: { id: who.person, key: who.keys.key },
          at: `${keyring.today}T09`,
          type: 'message',
          seen: { n: memory.n, h: memory.h },
          text,
          file: null,
          drop: [],
        },
        signSeed: who.keys.signSeed,
      },
    ),
  );
}

const reader = (of: KeyHolder): Reader => ({
  id: of.person,
  key: of.keys.key,
  kem: toHex(of.keys.kem),
  sign: toHex(of.keys.sign),
  rights: 'manage',
});

/** The next epoch of a box that somebody read, with these handlers. */
async function nextEpoch(who: KeyHolder, read: Read, readers: readonly KeyHolder[], ring = keyring) {
  const { found, records, secrets, memory } = read;
  const before = records.at(-1) as TrustedRecord;
  const party = before.content.members.find(({ id }) => id === 'party');
  const { people } = await peopleOf(ring);
  return makeEpoch({
    place: { org: found.org, case: found.case, box: found.box },
    kind: found.kind,
    via: 'member',
    why: 'members',
    before: { epoch: before.content.epoch, hash: before.hash, secret: secrets.at(-1) as Bytes },
    log: { n: memory.n, h: memory.h },
    readers: [
      ...readers.map(reader),
      ...(party && 'kem' in party ? [{ ...party, id: 'party', rights: 'read' as const }] : []),
    ],
    root: ring.held.root,
    list: people,
    by: { id: who.person, keys: who.keys },
  });
}

async function peopleOf(ring: TestKeyring) {
  const { org, held, today } = ring;
  const list = await checkList(ring.people, { org, roots: held.roots, name: 'people', today });
  return { people: list.hash };
}

const sendEpoch = (who: KeyHolder, box: string, made: Awaited<ReturnType<typeof makeEpoch>>) => {
  const { record, wraps, shares, carry } = made;
  return perform(door, who.actor, newEpoch, concern, { box, record, wraps, shares, carry, pin: keyring.pin });
};

const [bea, cor, dik] = [0, 1, 2].map((at) => () => keyring.officers[at] as KeyHolder) as [
  () => KeyHolder,
  () => KeyHolder,
  () => KeyHolder,
];

describe('A report', () => {
  test('is received, and read by who receives and by who holds its code', async () => {
    const { code, ids } = await received('In de loods wordt ’s nachts gelost.');
    expect((await readByCode(code))?.shown).toMatchObject([
      { seq: 1, by: 'party', type: 'report', text: 'In de loods wordt ’s nachts gelost.' },
    ]);
    for (const who of [bea(), cor()])
      expect((await readByMember(who, ids.box))?.shown).toMatchObject([{ by: 'party', seq: 1 }]);
  });

  test('that is sent again is answered as the first time; another under its id or code is refused', async () => {
    const { sent } = await received();
    expect(await submitted(sent)).toEqual({ outcome: 'received', on: keyring.today });
    const other = await report();
    expect(await submitted({ ...other.sent, mailbox: sent.mailbox })).toEqual({ outcome: 'taken' });
    const ids = { ...newReportIds(), box: sent.box };
    const onIt = await makeReport(keyring.held, ids, {
      without: new Set(),
      code: newCode(),
      written: [{ type: 'report', text: 'x' }],
    });
    expect(await submitted(onIt)).toEqual({ outcome: 'taken' });
    expect(await mailboxOf(other.code)).toBeNull();
  });

  test('that is sent fifty times at once is one report', async () => {
    const { sent } = await report();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => submitted(sent)));
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['received']));
    const [row] = await asOwner(
      world(),
      `select (select count(*)::int from box where id = $1) as boxes,
        (select count(*)::int from box_object where box_id = $1) as objects,
        (select count(*)::int from mailbox where box_id = $1) as mailboxes`,
      [sent.box],
    );
    expect(row).toEqual({ boxes: 1, objects: 1, mailboxes: 1 });
  });

  test('passes those by whom it is about: no wrap, no share, and they find no box', async () => {
    const { sent, ids } = await report('Over Cor.', [cor().person]);
    expect(sent.wraps.map(({ key }) => key)).not.toContain(cor().keys.key);
    expect(sent.shares.map(({ key }) => key).sort()).toEqual([bea().keys.key, dik().keys.key].sort());
    expect((await submitted(sent)).outcome).toBe('received');
    expect(await readByMember(bea(), ids.box)).not.toBeNull();
    expect(await readByMember(cor(), ids.box)).toBeNull();
  });

  test('of one letter takes as much room as one of nine hundred', async () => {
    const sizes = await Promise.all(
      ['a', 'b'.repeat(900)].map(async (text) => {
        const { ids } = await received(text);
        const rows = await asOwner(
          world(),
          `select octet_length(o.head) as head, octet_length(r.doc) as doc, octet_length(r.sigs) as sigs
           from box_object o join box_record r on r.box_id = o.box_id where o.box_id = $1`,
          [ids.box],
        );
        return rows;
      }),
    );
    expect(sizes[0]).toEqual(sizes[1]);
    expect(sizes[0]?.[0]?.['head']).toBe(2_101);
  });

  test('as long as one may be, and of any characters, is received and read', async () => {
    for (const text of ['x'.repeat(400_000), '😀‮<script>\u0007"\\'.repeat(2_000)]) {
      const { code } = await received(text);
      expect((await readByCode(code))?.shown).toMatchObject([{ text }]);
    }
  });

  test('leaves no moment, no order among reports and nothing in the trail', async () => {
    await received();
    const columns = await asOwner(
      world(),
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_name in ('box', 'box_record', 'box_wrap', 'box_share', 'box_object', 'mailbox')
         and (data_type like 'timestamp%' or data_type like 'time%' or is_identity = 'YES' or column_default like 'nextval%'
              or data_type = 'xid8' or data_type = 'bigint')`,
    );
    expect(columns).toEqual([]);
    expect(await asOwner(world(), `select from audit_entry where actor_kind = 'reporter'`)).toEqual([]);
    await expect(
      asReporter(world(), '', [
        [
          `insert into audit_entry (id, actor_kind, actor, action, object, outcome, origin, details)
          values (gen_random_uuid(), 'reporter', 'reporter', 'x', '', 'done', '', '{}')`,
        ],
      ]),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('The server refuses a report', () => {
  const refused = async (change: (sent: MadeReport) => object): Promise<string> => {
    const { sent } = await report();
    const tried = { ...sent, ...change(sent) } as MadeReport;
    const code = await submitted(tried).then(
      ({ outcome }) => outcome,
      (error: { code?: string; name?: string }) => error.code ?? error.name ?? 'fault',
    );
    const rows = await asOwner(world(), 'select from box where id = $1', [sent.box]);
    expect(rows).toEqual([]);
    return code;
  };
  const flipped = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);

  test('whose record is of another box or case, or not signed by who opens it', async () => {
    expect(await refused(() => ({ case: crypto.randomUUID() }))).toBe('E_RECORD');
    expect(
      await refused(({ record }) => ({
        record: { ...record, sigs: record.sigs.map(({ key, sig }) => ({ key, sig: flipped(sig) })) },
      })),
    ).toBe('E_SIG');
    const other = await report();
    expect(await refused(() => ({ record: other.sent.record }))).toBe('E_RECORD');
  });

  test('that does not give each member and each officer of its record what opens it', async () => {
    expect(await refused(({ wraps }) => ({ wraps: wraps.slice(1) }))).toBe('E_WRAP');
    expect(
      await refused(({ wraps }) => ({
        wraps: wraps.map((one, at) => (at === 0 ? { ...one, key: dik().keys.key } : one)),
      })),
    ).toBe('E_WRAP');
    expect(await refused(({ wraps }) => ({ wraps: [...wraps, { ...wraps[0], key: 'a'.repeat(64) }] }))).toBe(
      'E_WRAP',
    );
    expect(await refused(({ shares }) => ({ shares: shares.slice(1) }))).toBe('E_ESCROW');
  });

  test('in clear text, whatever it calls itself', async () => {
    const clear = toHex(new TextEncoder().encode('Dit is klare tekst. '.repeat(110)));
    expect(await refused(() => ({ heads: [clear] }))).toBe('E_FORMAT');
    // A true header before clear text has not one of the lengths that a head has.
    expect(await refused(({ heads }) => ({ heads: [(heads[0] ?? '').slice(0, 50) + clear] }))).toBe(
      'E_FORMAT',
    );
    expect(await refused(() => ({ encrypted: true, text: 'Dit is klare tekst.' }))).toBe('ZodError');
    expect(await refused(() => ({ heads: ['Dit is klare tekst.'] }))).toBe('ZodError');
  });

  test('without a message, with too many, with one of another epoch, of a file or of a kind of one’s own', async () => {
    expect(await refused(() => ({ heads: [] }))).toBe('E_FORMAT');
    expect(await refused(({ heads }) => ({ heads: Array(21).fill(heads[0]) }))).toBe('ZodError');
    expect(await refused(({ heads }) => ({ heads: [heads[0], heads[0]] }))).toBe('E_LOG');
    const withByte = (hex: string, at: number, value: string) =>
      hex.slice(0, 2 * at) + value + hex.slice(2 * at + 2);
    for (const [at, value, code] of [
      [4, '02', 'E_FORMAT'],
      [4, '03', 'E_FORMAT'],
      [3, '02', 'E_SUITE'],
      [8, '01', 'E_EPOCH'],
    ] as const)
      expect(await refused(({ heads }) => ({ heads: [withByte(heads[0] ?? '', at, value)] }))).toBe(code);
  });

  test('whose slot or wraps have another length', async () => {
    expect(await refused(({ slot }) => ({ slot: { ...slot, box: slot.box.slice(2) } }))).toBe('ZodError');
    expect(
      await refused(({ wraps }) => ({ wraps: wraps.map((one) => ({ ...one, wrap: `${one.wrap}00` })) })),
    ).toBe('ZodError');
  });

  test('that a handler opens, or that is for handlers alone', async () => {
    const ids = newReportIds();
    const keys = await vaultKeys(ids.vault);
    const made = await makeEpoch({
      place: { org: keyring.org, case: ids.case, box: ids.box },
      kind: 'file',
      via: 'member',
      why: 'open',
      before: null,
      readers: [reader(bea())],
      root: keyring.held.root,
      list: keyring.held.intake.hash,
      by: { id: bea().person, keys: bea().keys },
    });
    expect(keys.key).not.toBe(bea().keys.key);
    const { record, wraps, shares } = made;
    expect(await refused(() => ({ ...ids, vault: undefined, record, wraps, shares }))).not.toBe('received');
  });

  test('while no root is pinned, or another is', async () => {
    const { sent } = await report();
    for (const pin of [null, 'b'.repeat(64)])
      expect(
        await perform(publicDoor, reporterActor(sent.mailbox), submitReport, concern, { ...sent, pin }),
      ).toEqual({ outcome: 'closed' });
  });
});

describe('Who holds a code', () => {
  test('writes, and is told when the epoch is another', async () => {
    const { code } = await received();
    const read = await readByCode(code);
    if (!read) throw new Error('no mailbox');
    const [record] = read.records;
    const context = { secret: read.secrets[0] as Bytes, hash: fromHex(record?.hash ?? ''), epoch: 0 };
    const said = { type: 'message', text: 'Nog iets.', today: keyring.today, seen: read.memory };
    const head = await sealedByParty(context, read.keys, { ...said, seen: { n: 1, h: read.memory.h } });
    const actor = reporterActor(await storedOf(code));
    const add = (one: string) => perform(publicDoor, actor, addByReporter, concern, { head: one });
    expect(await add(head)).toEqual({ outcome: 'added', seq: 2 });
    // The answer may have been lost: the same bytes come again.
    expect(await add(head)).toEqual({ outcome: 'added', seq: 2 });
    expect((await readByCode(code))?.shown).toMatchObject([{ seq: 1 }, { seq: 2, text: 'Nog iets.' }]);
    const later = await sealedByParty({ ...context, epoch: 1 }, read.keys, said);
    expect(await add(later)).toEqual({ outcome: 'epoch', epoch: 0 });
  });

  test('takes a new code, and the old one is dead', async () => {
    const { code, ids } = await received();
    const next = newCode();
    const sealed = await sealedToCode({ org: keyring.org, ...ids }, next);
    const actor = reporterActor(await storedOf(code));
    expect(await perform(publicDoor, actor, changeCode, concern, sealed)).toBe(true);
    expect(await mailboxOf(code)).toBeNull();
    expect((await readByCode(next))?.shown).toHaveLength(1);
    expect(await perform(publicDoor, actor, changeCode, concern, sealed)).toBe(false);
    const rows = await asOwner(world(), 'select from mailbox where box_id = $1', [ids.box]);
    expect(rows).toHaveLength(1);
  });

  test('finds nothing of another report, not even by SQL in that role', async () => {
    const mine = await received();
    const theirs = await received();
    const stored = await storedOf(mine.code);
    for (const [table, column] of [
      ['box', 'id'],
      ['box_record', 'box_id'],
      ['box_wrap', 'box_id'],
      ['box_object', 'box_id'],
      ['mailbox', 'box_id'],
    ] as const) {
      const rows = await asReporter(world(), stored, [[`select ${column}::text as box from ${table}`]]);
      expect([table, ...new Set(rows.map(({ box }) => box))]).toEqual([table, mine.ids.box]);
      expect(await asReporter(world(), '', [[`select from ${table}`]])).toEqual([]);
    }
    // Of the own box the own wrap alone, and no share.
    expect(await asReporter(world(), stored, [['select rights from box_wrap']])).toEqual([
      { rights: 'party' },
    ]);
    for (const statement of ['select from box_share', 'select from key_vault', 'select from audit_entry'])
      await expect(asReporter(world(), stored, [[statement]])).rejects.toThrow(/permission denied/);
    expect(await asReporter(world(), stored, [[`select from key_list where name = 'people'`]])).toEqual([]);
    // No mailbox is put onto a box that is there, no wrap into one that was sent, no word into that of another.
    const zeros = (count: number) => Buffer.alloc(count);
    const tried: readonly (readonly [string, readonly unknown[]])[] = [
      [
        `insert into mailbox (stored, box_id, slot_id, salt, slot) values ($1, $2, gen_random_uuid(), $3, $4)`,
        [Buffer.from(stored, 'hex'), theirs.ids.box, zeros(32), zeros(60)],
      ],
      [
        `insert into box_wrap (box_id, epoch, key_hash, rights, wrap) values ($1, 0, $2, 'manage', $3)`,
        [mine.ids.box, zeros(32), zeros(1168)],
      ],
      [
        `insert into box_object (box_id, seq, object_id, epoch, by_party, head, digest, chain)
         values ($1, 2, gen_random_uuid(), 0, true, $2, $3, $3)`,
        [theirs.ids.box, zeros(2101), zeros(32)],
      ],
      [`update mailbox set box_id = $1`, [theirs.ids.box]],
      [`delete from box where id = $1`, [mine.ids.box]],
    ];
    for (const [statement, values] of tried)
      await expect(asReporter(world(), stored, [[statement, values]]), statement).rejects.toThrow(
        /row-level security|permission denied/,
      );
    expect(await asReporter(world(), stored, [['select * from box_to_write($1)', [theirs.ids.box]]])).toEqual(
      [],
    );
  });

  test('is answered among many who guess', async () => {
    const { code } = await received('Tussen het raden.');
    const guess = () => look(publicDoor, reporterActor(toHex(randomBytes(32))), openMailbox, concern, {});
    const [mine, ...guessed] = await Promise.all([mailboxOf(code), ...Array.from({ length: 500 }, guess)]);
    expect(mine?.items).toHaveLength(1);
    expect(new Set(guessed)).toEqual(new Set([null]));
  });

  test('does not write in a box that was closed', async () => {
    const { code, ids } = await received();
    const read = await readByCode(code);
    await asOwner(world(), `update box set state = 'closed' where id = $1`, [ids.box]);
    const head = await sealedByParty(
      { secret: read?.secrets[0] as Bytes, hash: fromHex(read?.records[0]?.hash ?? ''), epoch: 0 },
      read?.keys as VaultKeys,
      { type: 'message', text: 'x', today: keyring.today, seen: { n: 0, h: emptyChain } },
    );
    const actor = reporterActor(await storedOf(code));
    expect(await perform(publicDoor, actor, addByReporter, concern, { head })).toEqual({ outcome: 'closed' });
    expect((await readByCode(code))?.shown).toHaveLength(1);
  });

  test('is answered with nothing for a code that never was', async () => {
    expect(await mailboxOf(newCode())).toBeNull();
    const [one] = (await report()).sent.heads;
    const actor = reporterActor(await storedOf(newCode()));
    expect(await perform(publicDoor, actor, addByReporter, concern, { head: one })).toEqual({
      outcome: 'not-found',
    });
  });
});

describe('A member of a box', () => {
  test('sees what waits, writes, and is read by who reported', async () => {
    const { code, ids } = await received();
    const mine = async () =>
      (await look(door, bea().actor, ownBoxes, concern, {})).find(({ box }) => box === ids.box);
    expect(await mine()).toEqual({
      box: ids.box,
      case: ids.case,
      kind: 'post',
      received: keyring.today,
      state: 'open',
      epoch: 0,
      objects: 1,
      unanswered: 1,
      isAnswered: false,
    });
    const read = (await readByMember(bea(), ids.box)) as Read;
    const head = await messageOf(bea(), read, 'Dank u, wij lezen dit.');
    expect(await perform(door, bea().actor, addByMember, concern, { box: ids.box, head })).toEqual({
      outcome: 'added',
      seq: 2,
    });
    expect(await mine()).toMatchObject({ objects: 2, unanswered: 0, isAnswered: true });
    expect((await readByCode(code))?.shown).toMatchObject([
      { by: 'party' },
      { by: bea().person, text: 'Dank u, wij lezen dit.' },
    ]);
    const rows = await asOwner(
      world(),
      `select action, actor, details from audit_entry where object = $1 order by at`,
      [ids.box],
    );
    expect(rows[1]?.['details']).toEqual({ seq: 2, record: read.records[0]?.hash });
    expect(rows.map(({ action, actor }) => [action, actor])).toEqual([
      ['boxes.open', bea().personId],
      ['boxes.add', bea().personId],
    ]);
  });

  test('gives others access and takes it: the former member finds nothing any more, not by SQL either', async () => {
    const { code, ids } = await received();
    const read = (await readByMember(bea(), ids.box)) as Read;
    expect(await sendEpoch(bea(), ids.box, await nextEpoch(bea(), read, [bea()]))).toEqual({
      outcome: 'made',
      epoch: 1,
    });
    expect(await readByMember(cor(), ids.box)).toBeNull();
    const seen = (person: KeyHolder, table: string, column: string) =>
      asPerson(world(), { person: person.personId }, [
        [`select ${column} from ${table} where ${column} = $1`, [ids.box]],
      ]);
    for (const [table, column] of [
      ['box', 'id'],
      ['box_record', 'box_id'],
      ['box_wrap', 'box_id'],
      ['box_object', 'box_id'],
    ] as const) {
      expect(await seen(cor(), table, column), table).toEqual([]);
      expect((await seen(bea(), table, column)).length, table).toBeGreaterThan(0);
    }
    // What opened the epoch before is gone for everybody.
    const left = await asOwner(
      world(),
      `select epoch, rights from box_wrap where box_id = $1 union all
       select epoch, 'share' from box_share where box_id = $1 order by 1, 2`,
      [ids.box],
    );
    expect(left).toEqual([
      { epoch: 1, rights: 'manage' },
      { epoch: 1, rights: 'party' },
      ...Array(3).fill({ epoch: 1, rights: 'share' }),
    ]);
    // Who reported goes on reading, from the beginning.
    expect((await readByCode(code))?.shown).toHaveLength(1);
    // A message of the epoch before is told which one it is now.
    const old = await messageOf(bea(), read, 'Te laat.');
    expect(await perform(door, bea().actor, addByMember, concern, { box: ids.box, head: old })).toEqual({
      outcome: 'epoch',
      epoch: 1,
    });
    // The former member neither writes nor makes an epoch.
    const late = await nextEpoch(cor(), read, [cor(), bea()]);
    expect(await sendEpoch(cor(), ids.box, late)).toEqual({ outcome: 'not-found' });
    expect(await perform(door, cor().actor, addByMember, concern, { box: ids.box, head: old })).toEqual({
      outcome: 'not-found',
    });
  });

  test('of two who change the readers at once one is told that somebody was first', async () => {
    const { ids } = await received();
    const [one, other] = [await readByMember(bea(), ids.box), await readByMember(cor(), ids.box)] as [
      Read,
      Read,
    ];
    const made = await Promise.all([nextEpoch(bea(), one, [bea()]), nextEpoch(cor(), other, [bea(), cor()])]);
    const outcomes = await Promise.all([
      sendEpoch(bea(), ids.box, made[0]),
      sendEpoch(cor(), ids.box, made[1]),
    ]);
    const names = outcomes.map(({ outcome }) => outcome);
    expect(names).toContain('made');
    // Whoever was left out by the first finds no box any more, and is told just that.
    expect(names.filter((name) => name !== 'made')).toEqual([names[0] === 'made' ? 'not-found' : 'first']);
  });

  test('cannot make an epoch that is not whole, of another, or over another past', async () => {
    const { ids } = await received();
    const read = (await readByMember(bea(), ids.box)) as Read;
    const made = await nextEpoch(bea(), read, [bea(), cor()]);
    const code = (tried: Promise<{ outcome: string }>) =>
      tried.then(
        ({ outcome }) => outcome,
        (error: { code?: string; name: string }) => error.code ?? error.name,
      );
    const send = (change: Partial<typeof made>, who = bea()) =>
      code(sendEpoch(who, ids.box, { ...made, ...change }));
    expect(await send({ wraps: made.wraps.slice(1) })).toBe('E_WRAP');
    expect(await send({ shares: made.shares.slice(1) })).toBe('E_ESCROW');
    expect(await send({ carry: null })).toBe('E_CARRY');
    expect(await send({}, cor())).toBe('E_AUTHOR');
    const { sigs } = (await nextEpoch(bea(), read, [bea()])).record;
    expect(await send({ record: { doc: made.record.doc, sigs } })).toBe('E_SIG');
    const past = { ...read, memory: { ...read.memory, n: 0, h: emptyChain } };
    expect(await code(sendEpoch(bea(), ids.box, await nextEpoch(bea(), past, [bea()])))).toBe('log');
    const outsider = await nextEpoch(bea(), read, [bea(), dik()]);
    expect(await code(sendEpoch(bea(), ids.box, outsider))).toBe('E_MEMBER');
    const [row] = await asOwner(world(), 'select max(epoch) as epoch from box_record where box_id = $1', [
      ids.box,
    ]);
    expect(row).toEqual({ epoch: 0 });
  });

  test('opens a box of handlers in a case that they read, and in no other', async () => {
    const { ids } = await received();
    const { people } = await peopleOf(keyring);
    const file = (of: string, box = crypto.randomUUID()) =>
      makeEpoch({
        place: { org: keyring.org, case: of, box },
        kind: 'file',
        via: 'member',
        why: 'open',
        before: null,
        readers: [reader(bea())],
        root: keyring.held.root,
        list: people,
        by: { id: bea().person, keys: bea().keys },
      });
    const box = crypto.randomUUID();
    expect(await sendEpoch(bea(), box, await file(ids.case, box))).toEqual({ outcome: 'made', epoch: 0 });
    const read = (await readByMember(bea(), box)) as Read;
    expect(read.found).toMatchObject({ kind: 'file', case: ids.case, items: [] });
    const another = crypto.randomUUID();
    expect(await sendEpoch(bea(), another, await file(crypto.randomUUID(), another))).toEqual({
      outcome: 'not-found',
    });
    expect(await readByMember(cor(), box)).toBeNull();
  });
});

describe('Nobody else finds a box', () => {
  test('whatever their role, not by SQL either; the operator and the public role reach no table of it', async () => {
    const { ids } = await received();
    const eve = await keyHolder(world(), 'Eve Stam', 'central-coordinator');
    for (const who of [dik(), eve]) {
      expect(await look(door, who.actor, ownBoxes, concern, {})).toEqual([]);
      expect(await look(door, who.actor, openBox, concern, { box: ids.box })).toBeNull();
      for (const table of ['box', 'box_record', 'box_wrap', 'box_object'])
        expect(await asPerson(world(), { person: who.personId }, [[`select from ${table}`]]), table).toEqual(
          [],
        );
      for (const table of ['box_share', 'mailbox'])
        await expect(asPerson(world(), { person: who.personId }, [[`select from ${table}`]])).rejects.toThrow(
          /permission denied/,
        );
      await expect(
        asPerson(world(), { person: who.personId }, [
          [
            `insert into box_object (box_id, seq, object_id, epoch, by_party, head, digest, chain)
             values ($1, 2, gen_random_uuid(), 0, false, $2, $3, $3)`,
            [ids.box, Buffer.alloc(2101), Buffer.alloc(32)],
          ],
        ]),
      ).rejects.toThrow(/row-level security/);
    }
    const { rows } = {
      rows: await asOwner(
        world(),
        `select r.rolname as role, c.relname as name from pg_class c, pg_roles r
       where c.relname in ('box', 'box_record', 'box_wrap', 'box_share', 'box_object', 'mailbox')
         and r.rolname like 'daglicht\\_%' and r.rolname not in ('daglicht_owner', 'daglicht_person', 'daglicht_reporter', 'daglicht_backup') and not r.rolsuper
         and (has_any_column_privilege(r.oid, c.oid, 'select') or has_any_column_privilege(r.oid, c.oid, 'insert')
              or has_any_column_privilege(r.oid, c.oid, 'update'))`,
      ),
    };
    expect(rows).toEqual([]);
    for (const actor of [operator('toets'), publicReader])
      await expect(look(door, actor, openBox, concern, { box: ids.box })).rejects.toThrow('boxes.open');
  });

  test('a member who was left out of the newest list finds nothing from that day on', async () => {
    const { ids } = await received();
    const flo = await keyHolder(world(), 'Flo Berg', 'coordinator');
    const wide = await newLists(world(), keyring, [bea(), cor(), flo]);
    keyring = wide;
    const read = (await readByMember(bea(), ids.box)) as Read;
    expect((await sendEpoch(bea(), ids.box, await nextEpoch(bea(), read, [bea(), flo]))).outcome).toBe(
      'made',
    );
    expect(await readByMember(flo, ids.box)).not.toBeNull();
    keyring = await newLists(world(), wide, [bea(), cor()]);
    expect(await readByMember(flo, ids.box)).toBeNull();
    expect(await readByMember(bea(), ids.box)).not.toBeNull();
  });

  test('an epoch under a list that was replaced is told so, and one without a pinned root why', async () => {
    const { ids } = await received();
    const read = (await readByMember(bea(), ids.box)) as Read;
    const made = await nextEpoch(bea(), read, [bea()]);
    const { record, wraps, shares, carry } = made;
    const sent = { box: ids.box, record, wraps, shares, carry };
    const told = (pin: string | null) => perform(door, bea().actor, newEpoch, concern, { ...sent, pin });
    expect(await told(null)).toEqual({ outcome: 'no-keys', because: 'not-pinned' });
    keyring = await newLists(world(), keyring, [bea(), cor()]);
    expect(await told(keyring.pin)).toEqual({ outcome: 'list-replaced' });
  });

  test('a list that was replaced meanwhile is sent along, and the report made anew is received', async () => {
    const { sent, ids, code } = await report();
    keyring = await newLists(world(), keyring, [bea(), cor()]);
    const answer = await submitted(sent);
    expect(answer).toEqual({ outcome: 'list-replaced', keys: keyring.given });
    const again = await makeReport(keyring.held, ids, {
      without: new Set(),
      code,
      written: [{ type: 'report', text: 'Nog eens.' }],
    });
    expect((await submitted(again)).outcome).toBe('received');
  });

  test('a mailbox whose objects were put in another order, or swapped, shows it', async () => {
    const { code, ids } = await received();
    const other = await received();
    await asOwner(
      world(),
      'update box_object set head = (select head from box_object where box_id = $2) where box_id = $1',
      [ids.box, other.ids.box],
    );
    expect((await readByCode(code))?.shown).toMatchObject([{ seq: 1, error: expect.stringMatching(/^E_/) }]);
    expect(await chainOf([await headDigest(randomBytes(2101))])).toHaveLength(1);
  });
});
