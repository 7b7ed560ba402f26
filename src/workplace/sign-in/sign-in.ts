import type { Context } from 'hono';
import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import {
  continueAs,
  examplePeople,
  foldedName,
  passwordAccepted,
  signInFailed,
  signInMaterial,
} from '../../platform/identity/accounts/sign-in.ts';
import { providerName } from '../../platform/identity/provider/records.ts';
import { isPassword } from '../../platform/identity/secrets/passwords.ts';
import { newToken, tokenHash } from '../../platform/identity/secrets/tokens.ts';
import { TooBusy } from '../../platform/identity/secrets/turns.ts';
import { endSession } from '../../platform/identity/sessions/sessions.ts';
import { errorCode } from '../../platform/language/explained-error.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { browserWords } from '../front/browser-words.ts';
import { dropCookie, giveCookie, readCookie } from '../front/cookies.ts';
import { readForm } from '../front/forms.ts';
import { goTo, signedIn, type Visit } from '../front/visit.ts';
import { passkeyPageAnswer } from '../passkeys/passkey-button.tsx';
import { localPath, onwards } from './on-to.ts';
import { type SignInState, signInPage } from './sign-in-page.tsx';

const words = {
  nameMissing: text('Vul uw aanmeldnaam in.', 'Fill in your sign-in name.'),
  passwordMissing: text('Vul uw wachtwoord in.', 'Fill in your password.'),
  wrong: text(
    'De aanmeldnaam of het wachtwoord klopt niet. Controleer beide en probeer het opnieuw.',
    'The sign-in name or the password is not right. Check both and try again.',
  ),
  wait: text(
    'Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over {seconds, plural, one {# seconde} other {# seconden}} opnieuw.',
    'A wrong password was filled in too often. Try again in {seconds, plural, one {# second} other {# seconds}}.',
  ),
  busy: text(
    'Er melden zich nu te veel mensen tegelijk aan. Wacht een halve minuut en probeer het opnieuw.',
    'Too many people sign in at this moment. Wait half a minute and try again.',
  ),
};

const empty = { name: '', moreTime: false, onTo: '/', notice: null, errors: [] } as const;

/** The sign-in page; somebody who is signed in goes on at once. */
export async function showSignIn(visit: Visit): Promise<Response> {
  const onTo = localPath(visit.context.req.query('naar'));
  if (signedIn(visit)) return visit.context.redirect(onwards(visit, onTo), 303);
  const notice = visit.context.req.query('af') === '1' ? 'signed-out' : onTo === '/' ? null : 'again';
  return passkeyPageAnswer(signInPage(visit, { ...empty, onTo, notice, ...(await waysOf(visit)) }));
}

/** The ways in beside the password: the provider, and in an example its people. */
async function waysOf(visit: Visit): Promise<Pick<SignInState, 'provider' | 'people'>> {
  const provider = await look(visit.premises.door, identityActor, providerName, concern, {});
  return { provider, people: await peopleOf(visit) };
}

/** Whom a visitor of an example may continue as: nobody, but on this machine, by an address that no proxy passed on. */
async function peopleOf({ premises, context }: Visit): Promise<SignInState['people']> {
  if (!premises.examples || cameThroughProxy(context)) return [];
  return look(premises.door, identityActor, examplePeople, concern, {});
}

function cameThroughProxy({ req }: Context): boolean {
  return Object.keys(req.header()).some(
    (name) => name === 'forwarded' || name === 'via' || name.startsWith('x-forwarded-'),
  );
}

/** Name and password: on to the second factor, or what is wrong. Both unknown and wrong take the same way. */
export async function signIn(visit: Visit): Promise<Response> {
  const { context, premises, language } = visit;
  const typed = await readForm(context, ['naam', 'wachtwoord', 'tijd', 'naar']);
  const name = foldedName(typed('naam'));
  const password = typed('wachtwoord');
  const onTo = localPath(typed('naar'));
  const again = async (errors: SignInState['errors'], status: 200 | 503 = 200): Promise<Response> =>
    passkeyPageAnswer(
      signInPage(visit, {
        ...empty,
        name: typed('naam'),
        moreTime: typed('tijd') === '150',
        onTo,
        errors,
        ...(await waysOf(visit)),
      }),
      status,
    );
  const missing = [
    ...(name === '' ? [{ field: 'naam', message: words.nameMissing[language] }] : []),
    ...(password === '' ? [{ field: 'wachtwoord', message: words.passwordMissing[language] }] : []),
  ];
  if (missing.length > 0) return again(missing);
  const browserCookie = readCookie(context, 'browser', premises.secure);
  const browser = browserCookie === undefined ? null : tokenHash(browserCookie);
  const material = await look(premises.door, identityActor, signInMaterial, concern, { name, browser });
  const knownBrowser = material.isKnownBrowser ? browser : null;
  if (material.delay > 0)
    return again([
      { field: 'wachtwoord', message: say(words.wait[language], language, { seconds: material.delay }) },
    ]);
  let isRight: boolean;
  try {
    isRight = await isPassword(password, material.passwordHash, {
      name,
      known: material.isKnownBrowser,
    });
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error;
    return again([{ field: 'wachtwoord', message: words.busy[language] }], 503);
  }
  const { account, person } = material;
  if (!isRight || account === null || person === null) {
    await perform(premises.door, identityActor, signInFailed, concern, {
      name,
      account,
      browser: knownBrowser,
    });
    return again([{ field: 'wachtwoord', message: words.wrong[language] }]);
  }
  // A session that this browser had is of no use to it any more, and of use to nobody else.
  if (visit.token !== null)
    await perform(premises.door, identityActor, endSession, concern, { token: visit.token });
  const token = newToken();
  await perform(premises.door, identityActor, passwordAccepted, concern, {
    account,
    person,
    name,
    knownBrowser,
    token: tokenHash(token),
    browser: browserWords(context.req.header('User-Agent')),
    idleMinutes: typed('tijd') === '150' ? 150 : 15,
  });
  giveCookie(context, 'session', token, premises.secure);
  return goTo(visit, `/aanmelden/code?naar=${encodeURIComponent(onTo)}`);
}

/** Continues as an invented person of an example. */
export async function signInAsExample(visit: Visit): Promise<Response> {
  const { context, premises } = visit;
  const typed = await readForm(context, ['wie', 'naar']);
  const people = await peopleOf(visit);
  const chosen = people.find(({ person }) => person === typed('wie'));
  if (!chosen) return goTo(visit, '/aanmelden');
  const token = newToken();
  try {
    await perform(premises.door, identityActor, continueAs, concern, {
      person: chosen.person,
      token: tokenHash(token),
      browser: browserWords(context.req.header('User-Agent')),
    });
  } catch (error) {
    // An account was made at this very moment.
    if (errorCode(error) !== '42501') throw error;
    return goTo(visit, '/aanmelden');
  }
  // Who steps into another role leaves the one before.
  if (visit.token !== null)
    await perform(premises.door, identityActor, endSession, concern, { token: visit.token });
  giveCookie(context, 'session', token, premises.secure);
  return context.redirect(onwards(visit, localPath(typed('naar'))), 303);
}

/** Ends the session, on the server and in the browser. */
export async function signOut(visit: Visit): Promise<Response> {
  const { context, premises, token } = visit;
  if (token !== null) await perform(premises.door, identityActor, endSession, concern, { token });
  dropCookie(context, 'session', premises.secure);
  return goTo(visit, '/aanmelden?af=1');
}
