import { randomUUID } from 'node:crypto';
import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import {
  attemptQuestion,
  type ProviderAttempt,
  providerRefused,
  takeAttempt,
} from '../../platform/identity/provider/attempts.ts';
import { identityOf, type ProviderIdentity, stateOf } from '../../platform/identity/provider/exchange.ts';
import {
  acceptByProvider,
  confirmByProvider,
  linkProvider,
  signInByProvider,
} from '../../platform/identity/provider/links.ts';
import { providerName } from '../../platform/identity/provider/records.ts';
import { newToken, tokenHash } from '../../platform/identity/secrets/tokens.ts';
import { endSession } from '../../platform/identity/sessions/sessions.ts';
import { languages, text } from '../../platform/language/text.ts';
import { ChoiceField } from '../../platform/web/components/fields.tsx';
import { Page } from '../../platform/web/page.tsx';
import { browserWords } from '../front/browser-words.ts';
import { dropCookie, giveCookie, readCookie } from '../front/cookies.ts';
import { readForm } from '../front/forms.ts';
import { FormPage } from '../front/simple-form.tsx';
import { frameOf, goTo, pageAnswer, signedIn, type Visit } from '../front/visit.ts';
import { onwards } from '../sign-in/on-to.ts';
import { faultPage } from './fault-page.tsx';
import { faultSaid, named, type WayFault } from './fault-words.ts';
import { keptForm } from './kept-form.ts';
import { backAddress, providerOf } from './set-out.tsx';

const words = {
  title: text('U bent terug van {name}', 'You are back from {name}'),
  lead: text('Ga verder om hier binnen te komen.', 'Go on to come in here.'),
  confirm: text('Ga verder om af te maken waar u mee bezig was.', 'Go on to finish what you were doing.'),
  link: text(
    'Ga verder om deze aanmelding aan uw account te koppelen.',
    'Go on to link this sign-in to your account.',
  ),
  onward: text('Verder', 'Go on'),
  time: text(
    'Hoe lang blijft u aangemeld als u niets doet?',
    'How long do you stay signed in when you do nothing?',
  ),
  moreTime: text(
    'Ik heb meer tijd nodig: 150 minuten in plaats van 15',
    'I need more time: 150 minutes instead of 15',
  ),
  keptTitle: text('Dank u, u bent het zelf', 'Thank you, it is you'),
  kept: text(
    'Wat u invulde is bewaard. Met Verder wordt het verstuurd.',
    'What you filled in was kept. With “Go on” it is sent.',
  ),
};

/** The longest code and address that a provider gives along, in characters. */
const longestCode = 8000;

/** The same visit in the language in which somebody left, since the address to come back to has none, unless they chose another by now. */
function inLanguageOf(visit: Visit, asked: string): Visit {
  const left = languages.find((one) => one === asked) ?? visit.language;
  const language = visit.language === 'nl' ? left : visit.language;
  const prefix = language === 'nl' ? '' : `/${language}`;
  return { ...visit, language, to: (path) => (path === '/' ? prefix || '/' : `${prefix}${path}`) };
}

/** Tells of a fault and records it. */
async function failed(
  visit: Visit,
  attempt: ProviderAttempt | null,
  fault: WayFault,
  why: string = fault,
): Promise<Response> {
  const { premises } = visit;
  const purpose = attempt?.purpose ?? 'sign-in';
  await perform(premises.door, identityActor, providerRefused, concern, { purpose, why });
  const name = await look(premises.door, identityActor, providerName, concern, {});
  const kept = attempt === null ? null : keptForm(premises, attempt);
  return faultPage(visit, name ?? '', { fault, purpose, onTo: attempt?.onTo ?? '/', kept });
}

/**
 * Where the provider sends people back to. What it says is taken from a form of our own, "Verder": an answer that came
 * by an address alone signs nobody in. Nothing is spent yet, but by a fault that the provider tells.
 */
export async function showComeBack(visit: Visit): Promise<Response> {
  const { context, premises } = visit;
  const { code = '', state = '', iss = '', error } = context.req.query();
  const token = readCookie(context, 'provider', premises.secure);
  const holder = tokenHash(token ?? '');
  const attempt = await look(premises.door, identityActor, attemptQuestion, concern, { holder });
  if (token === undefined || attempt === null)
    return faultPage(visit, '', { fault: 'gone', purpose: 'sign-in', onTo: '/', kept: null });
  const own = inLanguageOf(visit, attempt.language);
  // An address that somebody else made ends nothing that was begun here.
  if (state !== stateOf(token)) return failed(own, null, 'state');
  if (error !== undefined || code === '' || code.length > longestCode) {
    await perform(premises.door, identityActor, takeAttempt, concern, { holder });
    dropCookie(context, 'provider', premises.secure);
    const said = /^[a-z_]{1,40}$/.test(error ?? '') ? (error ?? '') : 'answer';
    return failed(own, attempt, faultSaid(said), said);
  }
  const name = (await look(premises.door, identityActor, providerName, concern, {})) ?? '';
  const { language } = own;
  const lead = { confirm: words.confirm, link: words.link, 'sign-in': words.lead, invitation: words.lead };
  const isNew = attempt.purpose === 'sign-in' || attempt.purpose === 'invitation';
  // What the provider gave along goes with a change of language.
  const path = `${visit.path}${new URL(context.req.url).search}`;
  return pageAnswer(
    <FormPage
      visit={{ ...own, path }}
      title={named(words.title, language, name)}
      action="/aanmelden/dienst/verder"
      errors={[]}
      before={<p>{lead[attempt.purpose][language]}</p>}
      button={words.onward[language]}
      hidden={{ code, state, iss }}
    >
      {isNew && (
        <ChoiceField
          id="tijd"
          kind="checkbox"
          label={words.time[language]}
          language={language}
          choices={[{ value: '150', label: words.moreTime[language] }]}
          chosen={[]}
        />
      )}
    </FormPage>,
  );
}

/** Takes what the provider gave along, once, and does what it was fetched for. */
export async function takeComeBack(visit: Visit): Promise<Response> {
  const { context, premises } = visit;
  const typed = await readForm(context, ['code', 'state', 'iss', 'tijd']);
  const token = readCookie(context, 'provider', premises.secure);
  dropCookie(context, 'provider', premises.secure);
  const attempt = await perform(premises.door, identityActor, takeAttempt, concern, {
    holder: tokenHash(token ?? ''),
  });
  if (token === undefined || attempt === null) return failed(visit, null, 'gone');
  if (typed('state') !== stateOf(token)) return failed(visit, attempt, 'state');
  const provider = await providerOf(premises);
  if (provider?.id !== attempt.provider) return failed(visit, attempt, 'changed');
  const address = new URL(backAddress(visit));
  for (const name of ['code', 'state', 'iss'] as const)
    if (typed(name) !== '') address.searchParams.set(name, typed(name));
  const isAnew = attempt.purpose === 'confirm' || attempt.purpose === 'link';
  const leftAt = isAnew ? attempt.begunAt : null;
  const found = await identityOf(provider, { address, token, leftAt });
  if ('fault' in found) return failed(visit, attempt, found.fault);
  return finished(visit, attempt, found.identity, typed('tijd') === '150' ? 150 : 15);
}

async function finished(
  visit: Visit,
  attempt: ProviderAttempt,
  identity: ProviderIdentity,
  idleMinutes: 15 | 150,
): Promise<Response> {
  switch (attempt.purpose) {
    case 'sign-in':
    case 'invitation':
      return comeIn(visit, attempt, identity, idleMinutes);
    case 'confirm':
      return confirmed(visit, attempt, identity);
    case 'link':
      return linked(visit, attempt, identity);
    default:
      return attempt.purpose satisfies never;
  }
}

async function comeIn(
  visit: Visit,
  attempt: ProviderAttempt,
  identity: ProviderIdentity,
  idleMinutes: 15 | 150,
): Promise<Response> {
  const { context, premises } = visit;
  const token = newToken();
  const browser = newToken();
  const given = {
    identity,
    account: randomUUID(),
    token: tokenHash(token),
    browser: browserWords(context.req.header('User-Agent')),
    browserToken: tokenHash(browser),
    idleMinutes,
  };
  const { invitation } = attempt;
  const isIn =
    invitation === null
      ? await perform(premises.door, identityActor, signInByProvider, concern, given)
      : await perform(premises.door, identityActor, acceptByProvider, concern, { ...given, invitation });
  const name = await look(premises.door, identityActor, providerName, concern, {});
  if (!isIn)
    return faultPage(visit, name ?? '', {
      fault: invitation === null ? 'not-linked' : 'link-refused',
      purpose: attempt.purpose,
      onTo: attempt.onTo,
      kept: null,
    });
  // A session that this browser had is of no use to it any more, and of use to nobody else.
  if (visit.token !== null)
    await perform(premises.door, identityActor, endSession, concern, { token: visit.token });
  giveCookie(context, 'session', token, premises.secure);
  giveCookie(context, 'browser', browser, premises.secure);
  return context.redirect(onwards(visit, attempt.onTo), 303);
}

async function confirmed(
  visit: Visit,
  attempt: ProviderAttempt,
  identity: ProviderIdentity,
): Promise<Response> {
  const { context, premises } = visit;
  const inside = signedIn(visit);
  if (inside?.session.id !== attempt.session || !inside?.session.account)
    return failed(visit, attempt, 'session');
  const next = newToken();
  const isConfirmed = await perform(premises.door, identityActor, confirmByProvider, concern, {
    token: inside.token,
    account: inside.session.account,
    identity,
    newToken: tokenHash(next),
  });
  const kept = keptForm(premises, attempt);
  if (!isConfirmed) {
    const name = await look(premises.door, identityActor, providerName, concern, {});
    return faultPage(visit, name ?? '', { fault: 'not-yours', purpose: 'confirm', onTo: attempt.onTo, kept });
  }
  giveCookie(context, 'session', next, premises.secure);
  if (kept === null) return goTo(visit, attempt.onTo);
  const { language } = visit;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.keptTitle[language]}>
      <h1>{words.keptTitle[language]}</h1>
      <p>{words.kept[language]}</p>
      <form method="post" action={kept.path}>
        {kept.fields.map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        <button type="submit" class="dl-button">
          {words.onward[language]}
        </button>
      </form>
    </Page>,
  );
}

async function linked(visit: Visit, attempt: ProviderAttempt, identity: ProviderIdentity): Promise<Response> {
  const { premises } = visit;
  const inside = signedIn(visit);
  if (inside?.session.id !== attempt.session || !inside?.session.account)
    return failed(visit, attempt, 'session');
  const given = { token: inside.token, account: inside.session.account, identity };
  const isLinked = await perform(premises.door, identityActor, linkProvider, concern, given);
  if (isLinked) return goTo(visit, '/account?gedaan=gekoppeld');
  const name = await look(premises.door, identityActor, providerName, concern, {});
  return faultPage(visit, name ?? '', {
    fault: 'link-refused',
    purpose: 'link',
    onTo: '/account',
    kept: null,
  });
}
