import { fromHex } from '../bytes.ts';
import { must } from '../fault.ts';
import { checkKeys, keyId } from '../keys.ts';
import { type BoxRecord, checkSignatures, type Parsed, parseDocument, type SignedText } from './documents.ts';
import { checkList, type Lists, type TrustedList } from './lists.ts';
import { checkRelease, type TrustedRelease } from './releases.ts';
import type { Roots, TrustedRoot } from './roots.ts';

export type TrustedRecord = Parsed<BoxRecord>;
export type Member = BoxRecord['members'][number];

/** Where a record must stand. */
export interface BoxPlace {
  org: string;
  case: string;
  box: string;
}

/** How a handler, or the server, looks at records. */
export interface ByHandler {
  /** Roots that are trusted, the newest last. */
  roots: Roots;
  /** Lists that hold for reading. */
  lists: Lists;
  /** Releases that were shown. */
  releases?: readonly SignedText[];
  /**
   * Ids of the keys of those in a verified box of the case. Given for a further box of a case: who opens it is one of
   * them.
   */
  casePeople?: ReadonlySet<string>;
}

/** How whoever holds a mailbox looks at records: by their own key, and with no list of people. */
export interface ByParty {
  /** The id of the own keys. */
  own: string;
  roots: Roots;
  releases?: readonly SignedText[];
  /** The public list of today, for a mailbox that a handler issued. */
  intake?: { list: SignedText; today: string };
}

type Looking = ({ as: 'handler' } & ByHandler) | ({ as: 'party' } & ByParty);

/**
 * Holds the records of a box against each other and against what is trusted, as a handler or the server does.
 * @param signed from epoch 0 on, each
 * @throws E_FORMAT, E_SUITE, E_RECORD, E_KEY, E_AUTHOR, E_SIG, E_MEMBER, E_ROOT, E_LIST, E_ROLLBACK, E_ESCROW.
 */
export const checkRecords = (
  signed: readonly SignedText[],
  place: BoxPlace,
  by: ByHandler,
): Promise<readonly TrustedRecord[]> => checkChain(signed, place, { as: 'handler', ...by });

/**
 * Holds the records of a mailbox against each other, as its holder does: trust begins at record 0, which is signed by
 * the own key, or by somebody in the public list who issued the mailbox.
 * @throws as `checkRecords`, but for what only lists and roots can tell; E_EXPIRED where the public list ended.
 */
export const checkRecordsAsParty = (
  signed: readonly SignedText[],
  place: BoxPlace,
  by: ByParty,
): Promise<readonly TrustedRecord[]> => checkChain(signed, place, { as: 'party', ...by });

async function checkChain(
  signed: readonly SignedText[],
  place: BoxPlace,
  looking: Looking,
): Promise<readonly TrustedRecord[]> {
  must(signed.length > 0, 'E_RECORD', 'no record');
  const records: TrustedRecord[] = [];
  for (const [epoch, one] of signed.entries()) {
    const record = await parseDocument('record', one);
    const before = records.at(-1);
    await checkPlace(record, { place, epoch, before });
    const sign = await authorOf(record, { before, looking });
    checkAuthorSignature(record);
    await checkSignatures(record, new Map([[record.content.by.key, sign]]));
    const list = looking.as === 'handler' ? looking.lists.get(record.content.list) : undefined;
    checkMembers(record, { before, list });
    if (looking.as === 'handler') {
      const root = checkSources(record, { before, looking, list });
      checkEscrow(record, root);
    }
    checkCount(record, before);
    records.push(record);
  }
  return records;
}

const zeros = '0'.repeat(64);

const partyOf = ({ content }: TrustedRecord): Member | undefined =>
  content.members.find(({ id }) => id === 'party');

/** Where it stands, and that nobody stands in it twice. */
async function checkPlace(
  record: TrustedRecord,
  { place, epoch, before }: { place: BoxPlace; epoch: number; before: TrustedRecord | undefined },
): Promise<void> {
  const { content } = record;
  must(
    content.org === place.org && content.case === place.case && content.box === place.box,
    'E_RECORD',
    'a record of another box',
  );
  must(content.epoch === epoch && content.prev === (before?.hash ?? null), 'E_RECORD', 'not the next record');
  must(!before || before.content.kind === content.kind, 'E_RECORD', 'the kind of box changed');
  must(content.via === 'release' || content.release === null, 'E_RECORD', 'a release where none is asked');
  const { members } = content;
  must(
    new Set(members.map(({ id }) => id)).size === members.length &&
      new Set(members.map(({ key }) => key)).size === members.length,
    'E_RECORD',
    'a member stands in it twice',
  );
  for (const member of members) {
    if (!('kem' in member)) continue;
    const keys = { kem: fromHex(member.kem), sign: fromHex(member.sign) };
    must((await keyId(keys)) === member.key, 'E_RECORD', 'the keys of the party are not those of their id');
    // A party of a later epoch is the one of before, or the record is refused for that.
    if (!before) await checkKeys(keys);
  }
}

/**
 * Whether who made the record may make it.
 * @returns the public key by which the author signs.
 */
async function authorOf(
  record: TrustedRecord,
  { before, looking }: { before: TrustedRecord | undefined; looking: Looking },
): Promise<string> {
  const { via, why } = record.content;
  const reasons = !before ? ['open'] : via === 'release' ? ['release'] : ['members', 'rekey'];
  must(reasons.includes(why), 'E_AUTHOR', 'a reason that does not go with the epoch');
  if (via === 'release') return beneficiaryOf(record, before, looking);
  if (via === 'intake') return reporterOf(record, before, looking);
  return before ? managerOf(record, before) : openerOf(record, looking);
}

const isAuthor =
  ({ content: { by } }: TrustedRecord) =>
  ({ id, key }: Member): boolean =>
    id === by.id && key === by.key;

/** A reporter opens their own mailbox, once. */
function reporterOf(record: TrustedRecord, before: TrustedRecord | undefined, looking: Looking): string {
  const { content } = record;
  const party = partyOf(record);
  must(
    !before &&
      content.kind !== 'file' &&
      content.by.id === 'party' &&
      party !== undefined &&
      party.key === content.by.key &&
      (looking.as === 'handler' || looking.own === party.key),
    'E_AUTHOR',
    'a mailbox that its holder did not open',
  );
  return party.sign;
}

/** A handler opens a box: a member who may manage, known where it is looked at. */
async function openerOf(record: TrustedRecord, looking: Looking): Promise<string> {
  const author = record.content.members.find(isAuthor(record));
  must(
    author !== undefined && author.id !== 'party' && author.rights === 'manage',
    'E_AUTHOR',
    'opened by somebody who may not',
  );
  if (looking.as === 'handler') {
    must(
      looking.casePeople === undefined || looking.casePeople.has(author.key),
      'E_AUTHOR',
      'opened by somebody of another case',
    );
    return author.sign;
  }
  must(
    partyOf(record)?.key === looking.own && looking.intake !== undefined,
    'E_AUTHOR',
    'a mailbox of another, or without the public list',
  );
  const { org } = record.content;
  const { list, today } = looking.intake;
  const intake = await checkList(list, { org, roots: looking.roots, name: 'intake', today });
  const listed = intake.people.get(author.id);
  must(
    listed?.key === author.key && listed.sign === author.sign,
    'E_AUTHOR',
    'issued by nobody in the public list',
  );
  return author.sign;
}

/** A new epoch is made by a manager of the one before, with the same key. */
function managerOf(record: TrustedRecord, before: TrustedRecord): string {
  const author = before.content.members.find(isAuthor(record));
  must(author !== undefined && author.rights === 'manage', 'E_AUTHOR', 'no manager of the epoch before');
  return author.sign;
}

/** Who was given the shares of the epoch before makes the next, and is a member of it. */
async function beneficiaryOf(
  record: TrustedRecord,
  before: TrustedRecord | undefined,
  looking: Looking,
): Promise<string> {
  const release = before && (await shownRelease(record, before, looking));
  must(release !== undefined, 'E_AUTHOR', 'by a release that nobody shows');
  const { to } = release.content;
  const { by, members } = record.content;
  must(
    by.id === to.person &&
      by.key === to.key &&
      members.some(({ id, key, sign }) => id === to.person && key === to.key && sign === to.sign),
    'E_AUTHOR',
    'not by who was given the shares',
  );
  return to.sign;
}

async function shownRelease(
  record: TrustedRecord,
  before: TrustedRecord,
  { releases = [], roots }: Looking,
): Promise<TrustedRelease | undefined> {
  for (const signed of releases) {
    const parsed = await parseDocument('release', signed);
    // When it ends is for the server of that day: a chain is read for years.
    if (parsed.hash === record.content.release)
      return checkRelease(signed, { record: before, roots, today: null });
  }
  return undefined;
}

/** One signature, of the author. */
function checkAuthorSignature({ content, sigs }: TrustedRecord): void {
  must(sigs.length === 1 && sigs[0]?.key === content.by.key, 'E_SIG', 'not signed by its author alone');
}

function checkMembers(
  record: TrustedRecord,
  { before, list }: { before: TrustedRecord | undefined; list: TrustedList | undefined },
): void {
  const { kind, members, via } = record.content;
  const handlers = members.filter(({ id }) => id !== 'party');
  const party = partyOf(record);
  const earlier = before && partyOf(before);
  must(party === undefined || kind !== 'file', 'E_MEMBER', 'a party in a box of handlers');
  must(
    !before ||
      party === undefined ||
      (earlier !== undefined && JSON.stringify(party) === JSON.stringify(earlier)),
    'E_MEMBER',
    'another party than before',
  );
  must(via !== 'intake' || party !== undefined, 'E_MEMBER', 'a mailbox without its holder');
  must(
    handlers.some(({ rights }) => rights === 'manage'),
    'E_MEMBER',
    'nobody may manage',
  );
  must(kind !== 'call' || handlers.length === 1, 'E_MEMBER', 'a call has one reader');
  if (!list) return;
  for (const { id, key, sign, rights } of handlers) {
    const listed = list.people.get(id);
    must(
      listed !== undefined && listed.key === key && listed.sign === sign,
      'E_MEMBER',
      'somebody not in the list',
    );
    must(
      rights === 'read' || listed.roles.some((role) => role === 'manage'),
      'E_MEMBER',
      'more than the list gives',
    );
  }
}

/** The root and list that it names are known, go together, and are not older than those before. */
function checkSources(
  { content }: TrustedRecord,
  {
    before,
    looking,
    list,
  }: { before: TrustedRecord | undefined; looking: ByHandler; list: TrustedList | undefined },
): TrustedRoot {
  const root = looking.roots.get(content.root);
  must(root !== undefined, 'E_ROOT', 'a root that nobody knows');
  must(list !== undefined, 'E_LIST', 'a list that nobody showed');
  must(list.content.root === content.root, 'E_ROOT', 'a list under another root');
  const name = content.via === 'intake' ? 'intake' : 'people';
  must(list.content.name === name, 'E_LIST', `not under the ${name} list`);
  const earlier = before && looking.lists.get(before.content.list);
  must(
    !earlier || list.content.version >= earlier.content.version,
    'E_ROLLBACK',
    'under an older list than before',
  );
  return root;
}

/** Shares for officers of its root, each once, as many as are needed at least. */
function checkEscrow({ content: { kind, escrow } }: TrustedRecord, root: TrustedRoot): void {
  must(
    (escrow === null) === (kind === 'call'),
    'E_ESCROW',
    'shares where none belong, or none where they do',
  );
  if (escrow === null) return;
  const keys = new Set(escrow.shares.map(({ key }) => key));
  const xs = new Set(escrow.shares.map(({ x }) => x));
  must(keys.size === escrow.shares.length && xs.size === escrow.shares.length, 'E_ESCROW', 'a share twice');
  must(escrow.open === root.content.open, 'E_ESCROW', 'another threshold than the root says');
  must(escrow.shares.length >= escrow.open, 'E_ESCROW', 'fewer shares than it takes');
  must(
    [...keys].every((key) => root.officers.has(key)),
    'E_ESCROW',
    'a share for who is no officer',
  );
}

/** The past of a box only grows. */
function checkCount({ content: { n, h } }: TrustedRecord, before: TrustedRecord | undefined): void {
  const least = before?.content ?? { n: 0, h: zeros };
  must(before !== undefined || n === 0, 'E_RECORD', 'begins in the middle of a log');
  must(n > least.n || (n === least.n && h === least.h), 'E_RECORD', 'the log shrinks');
}
