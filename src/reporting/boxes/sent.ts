import { z } from 'zod';
import { headDigest, readHeader } from '../../platform/encryption/boxes/heads.ts';
import { type Bytes, fromHex, isUuid } from '../../platform/encryption/bytes.ts';
import type { SignedText } from '../../platform/encryption/documents/documents.ts';
import type { TrustedList } from '../../platform/encryption/documents/lists.ts';
import type { TrustedRecord } from '../../platform/encryption/documents/records.ts';
import { must } from '../../platform/encryption/fault.ts';

/*
 * What browsers send: everything sealed or signed, as hexadecimal digits. The server holds forms, lengths and numbers
 * against the signed record before it keeps anything, and opens nothing.
 */

const hex = (least: number, most = least) =>
  z
    .string()
    .min(2 * least)
    .max(2 * most)
    .regex(/^([0-9a-f]{2})*$/);
export const uuid = z.string().refine(isUuid);
export const hash = hex(32);

/** A head by its shortest and longest form. */
export const head = hex(2_101, 524_341);
export const signedText: z.ZodType<SignedText> = z.strictObject({
  doc: z.string().max(65_536),
  sigs: z.array(z.strictObject({ key: hash, sig: hex(64) })).max(64),
});
export const carry = hex(60);
/** The pinned root, as the server knows it from outside the database; null where none is pinned. */
export const pin = hash.nullable();

export const wraps = z.array(z.strictObject({ key: hash, wrap: hex(1_168) })).max(64);
export const shares = z.array(z.strictObject({ key: hash, share: hex(1_169) })).max(7);

/** What a receipt code opens. */
export const slot = z.strictObject({ id: uuid, salt: hash, box: hex(60) });
export type MailboxSlot = z.infer<typeof slot>;

/** Of one sending: how many heads, and how many bytes of them. */
export const mostHeads = 20;
const mostBytes = 1_048_576;
/** Of a box: bytes of heads in all. */
export const mostBoxBytes = 67_108_864;

/** A head as it is kept. */
export interface SentHead {
  readonly object: string;
  readonly epoch: number;
  readonly digest: string;
  readonly head: Bytes;
}

/**
 * Holds the form of heads: messages only, since nothing is there yet that holds the body of a file.
 * @throws E_FORMAT, E_SUITE, E_LOG for the same object twice.
 */
export async function readHeads(sent: readonly string[]): Promise<readonly SentHead[]> {
  must(sent.length >= 1 && sent.length <= mostHeads, 'E_FORMAT', 'no message, or too many at once');
  const heads = await Promise.all(
    sent.map(async (one): Promise<SentHead> => {
      const bytes = fromHex(one);
      const { kind, epoch, object } = readHeader(bytes);
      must(kind === 'entry', 'E_FORMAT', 'no message');
      return { object, epoch, digest: await headDigest(bytes), head: bytes };
    }),
  );
  const bytes = heads.reduce((sum, one) => sum + one.head.length, 0);
  must(bytes <= mostBytes, 'E_FORMAT', 'more at once than is taken');
  must(new Set(heads.map(({ object }) => object)).size === heads.length, 'E_LOG', 'an object twice');
  must(new Set(heads.map(({ digest }) => digest)).size === heads.length, 'E_LOG', 'a message twice');
  return heads;
}

const areThese = (given: readonly string[], asked: readonly string[]): boolean =>
  given.length === asked.length &&
  new Set(given).size === given.length &&
  asked.every((one) => given.includes(one));

/**
 * Whether each member and each officer whom the record names is given what opens it, and nobody else.
 * @throws E_WRAP, E_ESCROW.
 */
export function checkGiven(
  { content: { members, escrow } }: TrustedRecord,
  given: { readonly wraps: z.infer<typeof wraps>; readonly shares: z.infer<typeof shares> },
): void {
  const keys = members.map(({ key }) => key);
  must(
    areThese(
      given.wraps.map(({ key }) => key),
      keys,
    ),
    'E_WRAP',
    'not one wrap for each member',
  );
  const officers = escrow?.shares.map(({ key }) => key) ?? [];
  must(
    areThese(
      given.shares.map(({ key }) => key),
      officers,
    ),
    'E_ESCROW',
    'not one share for each officer',
  );
}

/**
 * Who is given a wrap stands in the list until today at least.
 * @throws E_EXPIRED
 */
export function checkStanding(
  { content: { members } }: TrustedRecord,
  list: TrustedList,
  today: string,
): void {
  must(
    members.every(({ id }) => id === 'party' || (list.people.get(id)?.until ?? '') >= today),
    'E_EXPIRED',
    'somebody whose time in the list is over',
  );
}

/** What a member may do, as the database keeps it beside their wrap. */
export const rightsOf = ({ content: { members } }: TrustedRecord): ReadonlyMap<string, string> =>
  new Map(members.map(({ id, key, rights }) => [key, id === 'party' ? 'party' : rights]));
