import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import {
  attemptLasts,
  attemptQuestion,
  beginAttempt,
  beginInvited,
  leaveForProvider,
  type ProviderPurpose,
  providerRefused,
} from '../../platform/identity/provider/attempts.ts';
import { type ProviderAccess, providerAddress } from '../../platform/identity/provider/exchange.ts';
import { usedProvider } from '../../platform/identity/provider/records.ts';
import { newToken, tokenHash } from '../../platform/identity/secrets/tokens.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { unseal } from '../../platform/sealing/seal.ts';
import { Page } from '../../platform/web/page.tsx';
import { giveCookie, readCookie } from '../front/cookies.ts';
import { formRead } from '../front/forms.ts';
import {
  frameOf,
  goTo,
  pageAnswer,
  type SignedIn,
  signedIn,
  type Visit,
  type WorkPremises,
} from '../front/visit.ts';
import { placeOf } from '../passkeys/use-passkey.ts';
import { localPath, onwards } from '../sign-in/on-to.ts';
import { faultPage } from './fault-page.tsx';
import { named } from './fault-words.ts';
import { sealedForm } from './kept-form.ts';

const words = {
  title: text('Naar {name}', 'To {name}'),
  lead: text(
    'U gaat nu naar {name}. Daarna komt u hier terug en gaat u verder.',
    'You go to {name} now. Afterwards you come back here and go on.',
  ),
  kept: text(
    'Wat u invulde is bewaard en wordt pas verstuurd als u terug bent. Kom binnen {minutes} minuten terug.',
    'What you filled in was kept and is sent only when you are back. Come back within {minutes} minutes.',
  ),
  go: text('Verder naar {name}', 'Go on to {name}'),
};

/** Where the provider sends people back to. It stands in the settings of the provider, letter by letter. */
export function backAddress(visit: Visit): string {
  return `${placeOf(visit).origin}/aanmelden/dienst/terug`;
}

/** The provider with its secret; null where nobody signs in elsewhere. */
export async function providerOf({ door, keys, organisation }: WorkPremises): Promise<ProviderAccess | null> {
  const used = await look(door, identityActor, usedProvider, concern, {});
  if (used === null) return null;
  const { id, sealedSecret, ...settings } = used;
  const place = { organisation, table: 'sign_in_provider', column: 'client_secret', row: id };
  const secret = unseal(keys, place, sealedSecret).toString();
  return { id, settings, secret, environment: process.env };
}

/** Begins an attempt of this browser, which holds its token from now on. */
async function begin(
  visit: Visit,
  provider: ProviderAccess,
  purpose: 'sign-in' | 'confirm' | 'link',
  onTo: string,
  kept: ReadonlyMap<string, string> | null,
): Promise<string> {
  const { context, premises, session, language } = visit;
  const token = newToken();
  const id = newId();
  await perform(premises.door, identityActor, beginAttempt, concern, {
    id,
    holder: tokenHash(token),
    purpose,
    provider: provider.id,
    session: purpose === 'sign-in' ? null : (session?.id ?? null),
    language,
    onTo,
    kept: kept === null ? null : sealedForm(premises, id, { path: context.req.path, fields: [...kept] }),
  });
  giveCookie(context, 'provider', token, premises.secure);
  return token;
}

/** Sends the browser to the provider. A link leads here, never a form: the policy of our pages stops a form that goes on elsewhere. */
async function leave(
  visit: Visit,
  provider: ProviderAccess,
  token: string,
  purpose: ProviderPurpose,
  onTo: string,
): Promise<Response> {
  const { premises, context } = visit;
  const isAnew = purpose === 'confirm' || purpose === 'link';
  const found = await providerAddress(provider, token, backAddress(visit), isAnew);
  if ('address' in found) return context.redirect(found.address, 302);
  await perform(premises.door, identityActor, providerRefused, concern, { purpose, why: found.fault });
  return faultPage(visit, provider.settings.name, { fault: found.fault, purpose, onTo, kept: null });
}

/** Begins signing in elsewhere. */
export async function beginProviderSignIn(visit: Visit): Promise<Response> {
  const onTo = localPath(visit.context.req.query('naar'));
  if (signedIn(visit)) return visit.context.redirect(onwards(visit, onTo), 303);
  const provider = await providerOf(visit.premises);
  if (provider === null) return goTo(visit, '/aanmelden');
  const token = await begin(visit, provider, 'sign-in', onTo, null);
  return leave(visit, provider, token, 'sign-in', onTo);
}

/** Begins showing to be there elsewhere, on the way to a page. */
export async function beginProviderConfirm(visit: SignedIn): Promise<Response> {
  const onTo = localPath(visit.context.req.query('naar'));
  const provider = visit.session.provider === null ? null : await providerOf(visit.premises);
  if (provider === null) return goTo(visit, `/bevestigen?naar=${encodeURIComponent(onTo)}`);
  const token = await begin(visit, provider, 'confirm', onTo, null);
  return leave(visit, provider, token, 'confirm', onTo);
}

/** Leaves for the provider with what was begun by a form. */
export async function leaveNow(visit: Visit): Promise<Response> {
  const { premises, context } = visit;
  const token = readCookie(context, 'provider', premises.secure);
  const holder = tokenHash(token ?? '');
  const attempt = await look(premises.door, identityActor, attemptQuestion, concern, { holder });
  const provider = await providerOf(premises);
  if (token === undefined || attempt === null || attempt.provider !== provider?.id)
    return faultPage(visit, provider?.settings.name ?? '', {
      fault: 'gone',
      purpose: 'sign-in',
      onTo: '/',
      kept: null,
    });
  await perform(premises.door, identityActor, leaveForProvider, concern, { holder });
  return leave(visit, provider, token, attempt.purpose, attempt.onTo);
}

/** The page with the link that leads to the provider: after a form, which may not lead there itself. */
function goPage(visit: Visit, name: string, isKept: boolean): Response {
  const { language, to } = visit;
  const title = named(words.title, language, name);
  return pageAnswer(
    <Page frame={frameOf(visit)} title={title}>
      <h1>{title}</h1>
      <p>{named(words.lead, language, name)}</p>
      {isKept && <p>{say(words.kept[language], language, { minutes: attemptLasts })}</p>}
      <p>
        <a class="dl-button" href={to('/aanmelden/dienst/ga')}>
          {named(words.go, language, name)}
        </a>
      </p>
    </Page>,
  );
}

/** Fields of a form that are never kept: what showed to be there, or asked to. */
const notKept = new Set(['wachtwoord', 'code', 'bevestigen']);

/** Keeps the form that was sent until its sender showed elsewhere to be there; null where that cannot be asked. */
export async function confirmElsewhere(visit: SignedIn): Promise<Response | null> {
  const provider = visit.session.provider === null ? null : await providerOf(visit.premises);
  if (provider === null) return null;
  const fields = new Map([...formRead(visit.context)].filter(([name]) => !notKept.has(name)));
  await begin(visit, provider, 'confirm', '/', fields);
  return goPage(visit, provider.settings.name, true);
}

/** Begins linking the own sign-in elsewhere, for who showed to be there lately. */
export async function linkElsewhere(visit: SignedIn): Promise<Response> {
  const provider = await providerOf(visit.premises);
  if (provider === null) return goTo(visit, '/account');
  await begin(visit, provider, 'link', '/account', null);
  return goPage(visit, provider.settings.name, false);
}

/** Sets out with an invitation whose code is right; what is wrong with it otherwise. */
export async function setOutInvited(
  visit: Visit,
  link: Uint8Array,
  code: Uint8Array,
): Promise<Response | 'wrong-code' | 'over'> {
  const { context, premises, language } = visit;
  const provider = await providerOf(premises);
  if (provider === null) return 'over';
  const token = newToken();
  const outcome = await perform(premises.door, identityActor, beginInvited, concern, {
    id: newId(),
    holder: tokenHash(token),
    provider: provider.id,
    link,
    code,
    language,
  });
  if (outcome !== 'begun') return outcome;
  giveCookie(context, 'provider', token, premises.secure);
  return goPage(visit, provider.settings.name, false);
}
