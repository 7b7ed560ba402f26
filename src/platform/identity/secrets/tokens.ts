import { createHash, randomBytes, randomInt } from 'node:crypto';

/** A secret of 256 bits in base64url: for cookies and links. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. A token has 256 bits of chance: no slow hash is needed (ASVS 6.5.2). */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

/** Six digits that are given beside a link, by another way. */
export function newLinkCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** What is handed over of the digits where the link is not known: the database binds it to its link. */
export function codeHash(code: string): Buffer {
  return createHash('sha256').update(code, 'utf8').digest();
}

/** What is stored of the digits: bound to their link, and of no use without it. */
export function linkCodeHash(link: string, code: string): Buffer {
  return createHash('sha256').update(tokenHash(link)).update(codeHash(code)).digest();
}

/** Letters and digits that are not mistaken for each other. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const groupLength = 5;
/** How many a person gets. */
const codes = 10;

/** Codes that each let their owner in once without the app: 20 characters of 31, about 99 bits. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: codes }, () =>
    Array.from({ length: groups }, () =>
      Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join(''),
    ).join('-'),
  );
}

/** What is stored of a recovery code, as it was typed: capitals, blanks and hyphens do not matter. */
export function recoveryCodeHash(account: string, code: string): Buffer {
  const typed = code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return createHash('sha256').update(`${account} ${typed}`, 'utf8').digest();
}
