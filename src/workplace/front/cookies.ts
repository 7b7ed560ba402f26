import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { attemptLasts } from '../../platform/identity/provider/attempts.ts';
import { challengeLasts, longestSession } from '../../platform/identity/sessions/session-times.ts';

/** What the workplace keeps in a browser: the session, that somebody signed in here before, that a passkey is asked, who is on
    the way to the provider, and that questions were opened by a link. */
const names = {
  session: 'daglicht',
  browser: 'daglicht-bekend',
  passkey: 'daglicht-passkey',
  provider: 'daglicht-dienst',
  delegate: 'daglicht-deel',
} as const;
export type CookieKind = keyof typeof names;

/** Seconds. */
const lasts: Readonly<Record<CookieKind, number>> = {
  session: longestSession * 3600,
  browser: 180 * 24 * 3600,
  passkey: challengeLasts * 60,
  provider: attemptLasts * 60,
  delegate: longestSession * 3600,
};

/** With https the browser itself keeps it to this host (`__Host-`); over http on this machine that cannot be asked. */
function nameOf(kind: CookieKind, secure: boolean): string {
  return secure ? `__Host-${names[kind]}` : names[kind];
}

/** The token that a browser sends; undefined when it sends none or more than one could have set. */
export function readCookie(context: Context, kind: CookieKind, secure: boolean): string | undefined {
  const name = nameOf(kind, secure);
  const sent = context.req.header('Cookie')?.split(';') ?? [];
  if (sent.filter((pair) => pair.split('=')[0]?.trim() === name).length !== 1) return undefined;
  const value = getCookie(context, name);
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}

/** Gives the browser a token. Lax, since links in mail must find people signed in; forms are held against their origin. */
export function giveCookie(context: Context, kind: CookieKind, token: string, secure: boolean): void {
  setCookie(context, nameOf(kind, secure), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: lasts[kind],
  });
}

/** Takes a token back. */
export function dropCookie(context: Context, kind: CookieKind, secure: boolean): void {
  deleteCookie(context, nameOf(kind, secure), { path: '/', secure });
}
