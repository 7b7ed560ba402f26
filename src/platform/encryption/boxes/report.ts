import { type Bytes, fromHex, randomBytes, toHex } from '../bytes.ts';
import type { SignedText } from '../documents/documents.ts';
import { checkList, type ListedPerson, type TrustedList } from '../documents/lists.ts';
import { checkRoots, type Roots, type TrustedRoot } from '../documents/roots.ts';
import { must } from '../fault.ts';
import { type VaultKeys, vaultKeys } from '../keys.ts';
import { locatorOf, readCode } from '../receipt-code.ts';
import { newSlotPlace, sealSlot, slotKeyOfCode } from '../slots.ts';
import { type MadeEpoch, makeEpoch, type NewEpoch, type Reader } from './epochs.ts';
import { sealHead } from './heads.ts';
import { emptyChain } from './log.ts';

/*
 * How a report is made in the browser of who reports: a box whose secret is wrapped to those who receive, shared among
 * the officers, and kept for its writer by a receipt code that never leaves the browser.
 */

/** To whom is encrypted, as a page brings it along. */
export interface GivenKeyring {
  readonly org: string;
  readonly today: string;
  readonly roots: readonly SignedText[];
  readonly intake: SignedText;
}

/** To whom is encrypted, held against the pin. */
export interface Keyring {
  readonly org: string;
  readonly today: string;
  readonly roots: Roots;
  readonly root: TrustedRoot;
  readonly intake: TrustedList;
  /** The public list as it was brought along. */
  readonly signedIntake: SignedText;
}

/**
 * Holds roots and the public list against the pin that the page bears.
 * @param isForReading where nothing is wrapped by it: a list that ended will do
 * @throws as `checkRoots` and `checkList`
 */
export async function heldKeyring(given: GivenKeyring, pin: string, isForReading = false): Promise<Keyring> {
  const { org, today } = given;
  const roots = await checkRoots(given.roots, { org, pin });
  const root = [...roots.values()].at(-1);
  must(root !== undefined, 'E_ROOT', 'no root');
  return {
    org,
    today,
    roots,
    root,
    intake: await checkList(given.intake, { org, roots, name: 'intake', today, isForReading }),
    signedIntake: given.intake,
  };
}

/** Whom a report passes by: people by the ids that documents name them by. */
export type Without = ReadonlySet<string>;

/** Who will read a report, and which officers hold shares of it. */
export interface Recipients {
  readonly readers: readonly ListedPerson[];
  /** The ids of the keys of officers who are given no share. */
  readonly withoutShares: ReadonlySet<string>;
  /** Whether it can be read and recovered: somebody who handles it, and officers enough. */
  readonly isEnough: boolean;
}

/** Who reads a report that passes these people by. */
export function recipientsOf({ intake, root, today }: Keyring, without: Without): Recipients {
  const readers = [...intake.people.values()].filter(
    ({ person, until }) => !without.has(person) && until >= today,
  );
  const keys = [...root.officers.keys()];
  const withoutShares = new Set(keys.filter((_, at) => without.has(root.content.officers[at]?.person ?? '')));
  return {
    readers,
    withoutShares,
    isEnough:
      readers.some(({ roles }) => roles.some((role) => role === 'manage')) &&
      keys.length - withoutShares.size >= root.content.open,
  };
}

const asReader = ({ person, key, kem, sign, roles }: ListedPerson): Reader => ({
  id: person,
  key,
  kem,
  sign,
  rights: roles.some((role) => role === 'manage') ? 'manage' : 'read',
});

/** The ids and secrets that one report keeps however often it is made anew. */
export interface ReportIds {
  readonly case: string;
  readonly box: string;
  readonly vault: Bytes;
}

export const newReportIds = (): ReportIds => ({
  case: crypto.randomUUID(),
  box: crypto.randomUUID(),
  vault: randomBytes(32),
});

/** What a code opens, and what finds it. */
export interface SealedCode {
  readonly slot: { readonly id: string; readonly salt: string; readonly box: string };
  /** The hash of the locator. */
  readonly mailbox: string;
}

/** Seals the secret of a mailbox to a code. */
export async function sealedToCode(
  { org, box, vault }: { readonly org: string; readonly box: string; readonly vault: Bytes },
  code: string,
): Promise<SealedCode> {
  const place = newSlotPlace({ org, owner: box, version: 1, type: 'code' });
  const sealed = await sealSlot(place, await slotKeyOfCode(place, code), vault);
  const { stored } = await locatorOf(readCode(code), org);
  return {
    slot: { id: place.slot, salt: toHex(place.salt), box: toHex(sealed) },
    mailbox: toHex(stored),
  };
}

/** What somebody who reports writes: a word for what it is, and its text. */
export interface Written {
  readonly type: string;
  readonly text: string;
}

/** Seals a message of who reports. */
export const sealedByParty = async (
  { secret, hash, epoch }: { readonly secret: Bytes; readonly hash: Bytes; readonly epoch: number },
  keys: VaultKeys,
  {
    type,
    text,
    today,
    seen,
  }: Written & { readonly today: string; readonly seen: { readonly n: number; readonly h: string } },
): Promise<string> =>
  toHex(
    await sealHead(
      { secret, context: hash },
      { kind: 'entry', epoch, object: crypto.randomUUID() },
      {
        said: {
          by: { id: 'party', key: keys.key },
          at: today,
          type,
          seen: { n: seen.n, h: seen.h },
          text,
          file: null,
          drop: [],
        },
        signSeed: keys.signSeed,
      },
    ),
  );

/** A whole report as it is sent. */
export type MadeReport = Pick<MadeEpoch, 'record' | 'wraps' | 'shares'> &
  SealedCode & { readonly case: string; readonly box: string; readonly heads: readonly string[] };

/**
 * Makes a report.
 * @param code the receipt code, as shown
 * @throws E_ESCROW where nobody could read or recover it
 */
export async function makeReport(
  keyring: Keyring,
  ids: ReportIds,
  {
    without,
    code,
    written,
    seal,
  }: {
    readonly without: Without;
    readonly code: string;
    readonly written: readonly Written[];
    /** What wraps, where not as browsers do. */
    readonly seal?: NewEpoch['seal'];
  },
): Promise<MadeReport> {
  const { readers, withoutShares, isEnough } = recipientsOf(keyring, without);
  must(isEnough, 'E_ESCROW', 'too few people are left who could read it');
  const keys = await vaultKeys(ids.vault);
  const party: Reader = {
    id: 'party',
    key: keys.key,
    kem: toHex(keys.kem),
    sign: toHex(keys.sign),
    rights: 'read',
  };
  const { org, root, intake, today } = keyring;
  const { record, hash, secret, wraps, shares } = await makeEpoch({
    place: { org, case: ids.case, box: ids.box },
    kind: 'post',
    via: 'intake',
    why: 'open',
    before: null,
    readers: [...readers.map(asReader), party],
    root,
    list: intake.hash,
    without: withoutShares,
    by: { id: 'party', keys },
    ...(seal ? { seal } : {}),
  });
  const context = { secret, hash: fromHex(hash), epoch: 0 };
  const heads = await Promise.all(
    written.map((one) => sealedByParty(context, keys, { ...one, today, seen: { n: 0, h: emptyChain } })),
  );
  const sealed = await sealedToCode({ org, box: ids.box, vault: ids.vault }, code);
  return { case: ids.case, box: ids.box, record, wraps, shares, heads, ...sealed };
}
