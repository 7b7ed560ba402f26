import { z } from 'zod';
import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { type PasskeyPlace, requestOptions } from '../../platform/identity/passkeys/ceremonies.ts';
import { giveChallenge, type PasskeyPurpose } from '../../platform/identity/passkeys/challenges.ts';
import { signedSchema } from '../../platform/identity/passkeys/passkey-answers.ts';
import { confirmWithPasskey, signInWithPasskey } from '../../platform/identity/passkeys/passkeys.ts';
import { newToken, tokenHash } from '../../platform/identity/secrets/tokens.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { browserWords } from '../front/browser-words.ts';
import { dropCookie, giveCookie, readCookie } from '../front/cookies.ts';
import { readJson, typedLine } from '../front/forms.ts';
import type { SignedIn, Visit } from '../front/visit.ts';
import { localPath, onwards } from '../sign-in/on-to.ts';

const words = {
  refused: text(
    'Aanmelden met deze passkey is niet gelukt. Probeer het opnieuw, of gebruik uw wachtwoord.',
    'Signing in with this passkey did not work. Try again, or use your password.',
  ),
  notConfirmed: text(
    'Met deze passkey is niet te zien dat u het bent. Probeer het opnieuw, of gebruik uw wachtwoord en code.',
    'This passkey does not show that it is you. Try again, or use your password and code.',
  ),
};

/** Of this very origin: no other host, no other port. */
export function placeOf({ context, premises }: Visit): PasskeyPlace {
  const host = (context.req.header('Host') ?? '').toLowerCase();
  return {
    host: host.replace(/:\d+$/, ''),
    origin: `${premises.secure ? 'https' : 'http'}://${host}`,
  };
}

/** A new challenge for the browser that holds this token. */
export async function newChallenge(
  { premises }: Visit,
  holder: Uint8Array,
  purpose: PasskeyPurpose,
): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = newToken();
  const given = { challenge: tokenHash(challenge), holder, purpose };
  await perform(premises.door, identityActor, giveChallenge, concern, given);
  return Uint8Array.from(Buffer.from(challenge, 'base64url'));
}

/** Answers a script; nobody keeps it. */
export function scriptAnswer({ context }: Visit, content: object, status: 200 | 403 = 200): Response {
  return context.json(content, status, { 'Cache-Control': 'no-store' });
}

/** Tells a script in words that what was sent is refused. Each refusal looks the same. */
export function scriptRefused(visit: Visit, message: Text): Response {
  return scriptAnswer(visit, { message: message[visit.language] }, 403);
}

export const nothing = z.strictObject({});

/** Begins signing in with a passkey: a challenge, bound to a cookie of five minutes. */
export async function beginPasskeySignIn(visit: Visit): Promise<Response> {
  const { context, premises } = visit;
  await readJson(context, nothing);
  const holder = newToken();
  const challenge = await newChallenge(visit, tokenHash(holder), 'sign-in');
  giveCookie(context, 'passkey', holder, premises.secure);
  return scriptAnswer(visit, { options: await requestOptions(placeOf(visit), challenge) });
}

const signInShape = z.strictObject({
  credential: signedSchema,
  tijd: z.enum(['', '150']),
  naar: typedLine,
});

/** Signs in with what a passkey signed. Whatever is not right is answered with the same bytes. */
export async function takePasskeySignIn(visit: Visit): Promise<Response> {
  const { context, premises } = visit;
  const sent = await readJson(context, signInShape);
  const holder = readCookie(context, 'passkey', premises.secure);
  dropCookie(context, 'passkey', premises.secure);
  const token = newToken();
  const browser = newToken();
  const isIn = await perform(premises.door, identityActor, signInWithPasskey, concern, {
    // Without its cookie it is held against a token that nobody was given, so that the trail tells of it too.
    holder: tokenHash(holder ?? newToken()),
    place: placeOf(visit),
    signed: sent.credential,
    token: tokenHash(token),
    browser: browserWords(context.req.header('User-Agent')),
    browserToken: tokenHash(browser),
    idleMinutes: sent.tijd === '150' ? 150 : 15,
  });
  if (!isIn) return scriptRefused(visit, words.refused);
  giveCookie(context, 'session', token, premises.secure);
  giveCookie(context, 'browser', browser, premises.secure);
  return scriptAnswer(visit, { onTo: onwards(visit, sent.naar) });
}

/** Begins showing to be there with a passkey. */
export async function beginPasskeyConfirm(visit: SignedIn): Promise<Response> {
  await readJson(visit.context, nothing);
  const challenge = await newChallenge(visit, visit.token, 'confirm');
  return scriptAnswer(visit, { options: await requestOptions(placeOf(visit), challenge) });
}

const confirmShape = z.strictObject({ credential: signedSchema, naar: typedLine });

/** Takes what a passkey signed for somebody who is signed in; the session gets a new token. */
export async function takePasskeyConfirm(visit: SignedIn): Promise<Response> {
  const { context, premises, token, session } = visit;
  const sent = await readJson(context, confirmShape);
  if (session.account === null) return scriptRefused(visit, words.notConfirmed);
  const next = newToken();
  const isConfirmed = await perform(premises.door, identityActor, confirmWithPasskey, concern, {
    token,
    account: session.account,
    place: placeOf(visit),
    signed: sent.credential,
    newToken: tokenHash(next),
  });
  if (!isConfirmed) return scriptRefused(visit, words.notConfirmed);
  giveCookie(context, 'session', next, premises.secure);
  return scriptAnswer(visit, { onTo: visit.to(localPath(sent.naar)) });
}
