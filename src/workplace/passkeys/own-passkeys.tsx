import { z } from 'zod';
import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { ownAccount } from '../../platform/identity/accounts/set-up.ts';
import { creationOptions } from '../../platform/identity/passkeys/ceremonies.ts';
import { createdSchema } from '../../platform/identity/passkeys/passkey-answers.ts';
import {
  addPasskey,
  longestLabel,
  mostPasskeys,
  type OwnPasskey,
  ownPasskeys,
  removePasskey,
} from '../../platform/identity/passkeys/passkeys.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Page } from '../../platform/web/page.tsx';
import { confirmFirst } from '../account/confirm.tsx';
import { browserWords } from '../front/browser-words.ts';
import { readForm, readJson, typedLine } from '../front/forms.ts';
import { FormPage } from '../front/simple-form.tsx';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { PasskeyButton, passkeyPageAnswer } from './passkey-button.tsx';
import { newChallenge, nothing, placeOf, scriptAnswer, scriptRefused } from './use-passkey.ts';

const words = {
  title: text('Passkeys', 'Passkeys'),
  lead: text(
    'Met een passkey meldt u zich aan zonder wachtwoord en zonder code: met uw vingerafdruk, uw gezicht of de pincode van uw apparaat.',
    'With a passkey you sign in without a password and without a code: with your fingerprint, your face or the PIN of your device.',
  ),
  none: text('U hebt nog geen passkey.', 'You have no passkey yet.'),
  added: text('toegevoegd op', 'added on'),
  used: text('laatst gebruikt op', 'last used on'),
  neverUsed: text('nog niet gebruikt', 'not used yet'),
  add: text('Passkey toevoegen', 'Add a passkey'),
  full: text(
    'U hebt {most} passkeys, meer kan niet. Verwijder er eerst een die u niet meer gebruikt.',
    'You have {most} passkeys, and there can be no more. First remove one that you no longer use.',
  ),
  remove: text('Verwijderen', 'Remove'),
  removeTitle: text('Passkey verwijderen', 'Remove the passkey'),
  removeLead: text(
    'Met deze passkey kunt u zich daarna niet meer aanmelden. Waar u elders met een passkey bent aangemeld, wordt u afgemeld. Verwijder de passkey daarna ook op uw apparaat.',
    'You can no longer sign in with this passkey afterwards. Where you are signed in with a passkey elsewhere, you are signed out. Then remove the passkey on your device too.',
  ),
  keep: text('Niet verwijderen', 'Do not remove'),
  lastTitle: text('Deze passkey kan niet weg', 'This passkey cannot be removed'),
  last: text(
    'Het is de enige manier waarop u zich kunt aanmelden. Voeg eerst een andere passkey toe; daarna kan deze weg.',
    'It is the only way in which you can sign in. First add another passkey; then this one can be removed.',
  ),
  back: text('Terug naar uw account', 'Back to your account'),
  label: text('Naam van de passkey', 'Name of the passkey'),
  labelHint: text(
    'Waaraan u later herkent welk apparaat het is, bijvoorbeeld: laptop van het werk. Hoogstens {most} tekens.',
    'By which you recognise later which device it is, for example: laptop of the office. At most {most} characters.',
  ),
  needsScript: text(
    'Een passkey toevoegen kan alleen met JavaScript, in een browser die passkeys kent. Dat is nu niet zo. Zet JavaScript aan of neem een andere browser, en laad deze pagina opnieuw. Aanmelden met wachtwoord en code blijft werken.',
    'Adding a passkey needs JavaScript, and a browser that knows passkeys. Now this is not so. Turn JavaScript on or take another browser, and load this page again. Signing in with password and code keeps working.',
  ),
  refused: text(
    'Deze passkey kon niet worden toegevoegd. Er is niets gewijzigd. Laad de pagina opnieuw en probeer het nog een keer.',
    'This passkey could not be added. Nothing was changed. Load the page again and try once more.',
  ),
  again: text(
    'U moet eerst opnieuw laten zien dat u het bent. Laad de pagina opnieuw.',
    'First you have to show anew that it is you. Load the page again.',
  ),
  labelLong: text(
    'De naam is langer dan {most} tekens. Kort hem in.',
    'The name is longer than {most} characters. Make it shorter.',
  ),
  unnamed: text('Passkey', 'Passkey'),
};

const addPath = '/account/passkeys/nieuw';

/** The passkeys of an account, on its own page. */
export async function ownPasskeysOf({ premises, token }: SignedIn): Promise<readonly OwnPasskey[]> {
  return look(premises.door, identityActor, ownPasskeys, concern, { token });
}

/** The passkeys of an account, each with the way to remove it, and the way to add one. */
export function PasskeyList({ visit, passkeys }: { visit: SignedIn; passkeys: readonly OwnPasskey[] }) {
  const { language, to } = visit;
  return (
    <section class="dl-flow" aria-labelledby="passkeys">
      <h2 id="passkeys">{words.title[language]}</h2>
      <p>{words.lead[language]}</p>
      {passkeys.length === 0 && <p>{words.none[language]}</p>}
      {passkeys.length > 0 && (
        <ul class="dl-people">
          {passkeys.map(({ id, label, addedOn, lastUsedOn }) => (
            <li key={id}>
              <p>
                <strong>
                  <bdi>{label}</bdi>
                </strong>
                : {words.added[language]} {dateInWords(addedOn, language)},{' '}
                {lastUsedOn === null
                  ? words.neverUsed[language]
                  : `${words.used[language]} ${dateInWords(lastUsedOn, language)}`}
              </p>
              <a href={to(`/account/passkeys/${id}/verwijderen`)}>
                {words.remove[language]}
                <span class="dl-hidden">
                  {' '}
                  <bdi>{label}</bdi>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {passkeys.length < mostPasskeys ? (
        <p>
          <a href={to(addPath)}>{words.add[language]}</a>
        </p>
      ) : (
        <p>{say(words.full[language], language, { most: mostPasskeys })}</p>
      )}
    </section>
  );
}

/** The page on which a passkey is added, for who showed to be there. */
export async function showAddPasskey(visit: SignedIn): Promise<Response> {
  const { session, language, to } = visit;
  if (session.account === null || (await ownPasskeysOf(visit)).length >= mostPasskeys)
    return goTo(visit, '/account');
  if (!session.isConfirmed) return confirmFirst(visit, addPath);
  return passkeyPageAnswer(
    <Page frame={frameOf(visit)} title={words.add[language]} here={to(addPath)}>
      <h1>{words.add[language]}</h1>
      <p>{words.lead[language]}</p>
      <div class="dl-form">
        <TextField
          id="naam"
          label={words.label[language]}
          hint={say(words.labelHint[language], language, { most: longestLabel })}
          language={language}
          value={browserWords(visit.context.req.header('User-Agent'))}
          autocomplete="off"
        />
        <PasskeyButton
          visit={visit}
          kind="create"
          label={words.add}
          address={addPath}
          fields={['naam']}
          look="first"
        >
          <p>{words.needsScript[language]}</p>
        </PasskeyButton>
        <p>
          <a href={to('/account')}>{words.back[language]}</a>
        </p>
      </div>
    </Page>,
  );
}

/** Begins adding a passkey: what the browser needs to make one. */
export async function beginAddPasskey(visit: SignedIn): Promise<Response> {
  const { context, premises, token, session, language } = visit;
  await readJson(context, nothing);
  const account = await look(premises.door, identityActor, ownAccount, concern, { token });
  if (account === null || session.account === null) return scriptRefused(visit, words.refused);
  if (!session.isConfirmed) return scriptRefused(visit, words.again);
  const options = await creationOptions(placeOf(visit), {
    challenge: await newChallenge(visit, token, 'add'),
    account: session.account,
    signInName: account.signInName,
    name: session.name ?? account.signInName,
    organisation: premises.name[language],
    known: await ownPasskeysOf(visit),
  });
  return scriptAnswer(visit, { options });
}

const addShape = z.strictObject({ credential: createdSchema, naam: typedLine });

/** Adds the passkey that a browser made. */
export async function takeAddPasskey(visit: SignedIn): Promise<Response> {
  const { context, premises, token, session, language } = visit;
  const sent = await readJson(context, addShape);
  const label = sent.naam.trim() || words.unnamed[language];
  if (label.length > longestLabel) {
    const most = { most: longestLabel };
    return scriptRefused(visit, {
      nl: say(words.labelLong.nl, 'nl', most),
      en: say(words.labelLong.en, 'en', most),
    });
  }
  if (session.account === null) return scriptRefused(visit, words.refused);
  const isAdded = await perform(premises.door, identityActor, addPasskey, concern, {
    token,
    account: session.account,
    place: placeOf(visit),
    created: sent.credential,
    label,
  });
  if (!isAdded) return scriptRefused(visit, words.refused);
  return scriptAnswer(visit, { onTo: visit.to('/account?gedaan=passkey') });
}

async function passkeyAt(visit: SignedIn, id: string): Promise<OwnPasskey | undefined> {
  return (await ownPasskeysOf(visit)).find((one) => one.id === id);
}

function lastWayPage(visit: SignedIn) {
  const { language, to } = visit;
  return (
    <Page frame={frameOf(visit)} title={words.lastTitle[language]}>
      <h1>{words.lastTitle[language]}</h1>
      <p>{words.last[language]}</p>
      <p>
        <a href={to('/account')}>{words.back[language]}</a>
      </p>
    </Page>
  );
}

/** Asks whether a passkey shall go. */
export async function showRemovePasskey(visit: SignedIn, id: string): Promise<Response> {
  const { language, session } = visit;
  const passkey = await passkeyAt(visit, id);
  if (!passkey) return notFound(visit);
  if (passkey.isLastWay) return pageAnswer(lastWayPage(visit), 409);
  const path = `/account/passkeys/${id}/verwijderen`;
  if (!session.isConfirmed) return confirmFirst(visit, path);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.removeTitle[language]}
      action={path}
      errors={[]}
      before={
        <>
          <p>
            <strong>
              <bdi>{passkey.label}</bdi>
            </strong>
          </p>
          <p>{words.removeLead[language]}</p>
        </>
      }
      button={words.removeTitle[language]}
      back={{ href: '/account', label: words.keep[language] }}
    >
      {null}
    </FormPage>,
  );
}

/** Removes a passkey. */
export async function takeRemovePasskey(visit: SignedIn, id: string): Promise<Response> {
  const { context, premises, session, token } = visit;
  await readForm(context, []);
  const passkey = await passkeyAt(visit, id);
  if (!passkey || session.account === null) return notFound(visit);
  if (!session.isConfirmed) return confirmFirst(visit, `/account/passkeys/${id}/verwijderen`);
  const given = { token, account: session.account, passkey: passkey.id };
  const isRemoved = await perform(premises.door, identityActor, removePasskey, concern, given);
  return isRemoved ? goTo(visit, '/account?gedaan=passkey-weg') : pageAnswer(lastWayPage(visit), 409);
}
