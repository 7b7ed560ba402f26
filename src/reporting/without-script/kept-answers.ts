import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type Bytes, fromHex, joined, randomBytes, toHex, utf8 } from '../../platform/encryption/bytes.ts';
import { derive, opened, sealed } from '../../platform/encryption/labels.ts';

/*
 * What somebody typed on the road without a script travels in the page itself, sealed under a cookie of that browser: the
 * server keeps nothing of it between two pages, and who finds the page cannot open it.
 */

const nameOf = (secure: boolean): string => (secure ? '__Host-daglicht-weg' : 'daglicht-weg');

/** The secret of this browser; a new one, given to it, where it sends none. */
export function browserSecret(context: Context, secure: boolean): Bytes {
  const sent = getCookie(context, nameOf(secure));
  if (sent !== undefined && /^[0-9a-f]{64}$/.test(sent)) return fromHex(sent);
  const secret = randomBytes(32);
  setCookie(context, nameOf(secure), toHex(secret), {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure,
  });
  return secret;
}

/** Takes the secret back: what was sealed under it opens nowhere any more. */
export function forgetBrowser(context: Context, secure: boolean): void {
  deleteCookie(context, nameOf(secure), { path: '/', secure });
}

const kept = async (secret: Bytes, id: Bytes): Promise<Bytes> => derive(secret, 'session', id);

/** Seals what is to come back with the next page. */
export async function sealKept(secret: Bytes, what: unknown): Promise<string> {
  const id = randomBytes(16);
  const nonce = randomBytes(12);
  const text = await sealed(await kept(secret, id), nonce, utf8(JSON.stringify(what)));
  return toHex(joined(id, nonce, text));
}

/** Opens what came back; null for what this browser was not given. */
export async function openKept(secret: Bytes, sent: string): Promise<unknown> {
  try {
    const bytes = fromHex(sent);
    const key = await kept(secret, bytes.slice(0, 16));
    const text = await opened(key, bytes.slice(16, 28), bytes.slice(28), 'E_OBJECT');
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return null;
  }
}
