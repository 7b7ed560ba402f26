import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { confirmPresence, ownAccount } from '../../platform/identity/accounts/set-up.ts';
import { ownPasskeys } from '../../platform/identity/passkeys/passkeys.ts';
import { isPassword } from '../../platform/identity/secrets/passwords.ts';
import { newToken, tokenHash } from '../../platform/identity/secrets/tokens.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Page } from '../../platform/web/page.tsx';
import { AnswerInstead } from '../front/answer-instead.ts';
import { giveCookie } from '../front/cookies.ts';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { frameOf, goTo, type SignedIn } from '../front/visit.ts';
import { PasskeyButton, passkeyPageAnswer } from '../passkeys/passkey-button.tsx';
import { confirmElsewhere } from '../provider/set-out.tsx';
import { localPath } from '../sign-in/on-to.ts';
import { proofOf } from '../sign-in/second-factor.tsx';

const words = {
  title: text('Bent u het zelf?', 'Is it you?'),
  lead: text(
    'Wat u gaat doen, vraagt dat u laat zien dat u het zelf bent. Dat geldt daarna vijf minuten.',
    'What you are about to do asks that you show that it is you. That then holds for five minutes.',
  ),
  password: text('Wachtwoord', 'Password'),
  code: text('Code van zes cijfers uit uw app', 'Code of six digits of your app'),
  submit: text('Verder', 'Go on'),
  passkey: text('Laten zien met een passkey', 'Show it with a passkey'),
  provider: text('Laten zien bij {name}', 'Show it at {name}'),
  providerLead: text(
    'Dat kan bij {name}. U meldt zich daar opnieuw aan en komt hier terug; wat u invulde blijft bewaard.',
    'You can do so at {name}. You sign in there anew and come back here; what you filled in is kept.',
  ),
  otherwise: text('Of met uw wachtwoord:', 'Or with your password:'),
  apart: text(
    'Laat eerst op een aparte pagina zien dat u het bent, in een nieuw tabblad. Verstuur dit formulier daarna.',
    'First show on a page apart that it is you, in a new tab. Then send this form.',
  ),
  apartLink: text('Laten zien dat u het bent', 'Show that it is you'),
  back: text('Niet doen', 'Do not do it'),
  fill: text(
    'Vul uw wachtwoord en de code uit uw app in. Wat u op deze pagina invulde, staat er nog.',
    'Fill in your password and the code of your app. What you filled in on this page is still there.',
  ),
  notYet: text(
    'U hebt nog niet laten zien dat u het bent. Er is niets gewijzigd; wat u invulde, staat er nog.',
    'You did not show yet that it is you. Nothing was changed; what you filled in is still there.',
  ),
  wrong: text(
    'Het wachtwoord of de code klopt niet, of de code is al gebruikt. Wacht op een nieuwe code en probeer het opnieuw.',
    'The password or the code is not right, or the code was used already. Wait for a new code and try again.',
  ),
};

function named(words: string, name: string): string {
  return words.replaceAll('{name}', () => name);
}

function page(visit: SignedIn, onTo: string, hasPasskey: boolean, errors: readonly FieldError[]) {
  const { language, session, to } = visit;
  const others = (
    <>
      <p>{words.lead[language]}</p>
      {session.provider !== null && (
        <p>
          <a
            class={session.hasPassword ? 'dl-button dl-button--second' : 'dl-button'}
            href={to(`/bevestigen/dienst?naar=${encodeURIComponent(onTo)}`)}
          >
            {named(words.provider[language], session.provider)}
          </a>
        </p>
      )}
      {hasPasskey && (
        <PasskeyButton
          visit={visit}
          kind="use"
          label={words.passkey}
          address="/bevestigen/passkey"
          fields={['naar']}
          look="second"
        />
      )}
    </>
  );
  if (!session.hasPassword)
    return (
      <Page frame={frameOf(visit)} title={words.title[language]}>
        <h1>{words.title[language]}</h1>
        <input type="hidden" name="naar" value={onTo} />
        {others}
        <p>
          <a href={to(placeAbove(onTo))}>{words.back[language]}</a>
        </p>
      </Page>
    );
  return (
    <FormPage
      visit={visit}
      title={words.title[language]}
      action="/bevestigen"
      errors={errors}
      before={others}
      button={words.submit[language]}
      hidden={{ naar: onTo }}
      back={{ href: placeAbove(onTo), label: words.back[language] }}
    >
      {proofFields(visit, errors)}
    </FormPage>
  );
}

function proofFields({ language }: SignedIn, errors: readonly FieldError[]) {
  return (
    <>
      <TextField
        id="wachtwoord"
        label={words.password[language]}
        language={language}
        type="password"
        autocomplete="current-password"
        {...errorOf(errors, 'wachtwoord')}
      />
      <TextField
        id="code"
        label={words.code[language]}
        language={language}
        short
        digits
        autocomplete="one-time-code"
      />
    </>
  );
}

/** The fields of {@link ConfirmWithin}, for the list of what a form may hold. */
export const confirmFields = ['wachtwoord', 'code', 'bevestigen'] as const;

/**
 * Password and code within a form, or a button that keeps the form and leads to the provider, so that what was typed in it
 * stays; nothing for who showed to be there lately.
 */
export function ConfirmWithin({ visit, errors }: { visit: SignedIn; errors: readonly FieldError[] }) {
  const { language, session, to } = visit;
  if (isConfirmed(visit)) return null;
  return (
    <fieldset class="dl-flow">
      <legend>{words.title[language]}</legend>
      <p>{words.lead[language]}</p>
      {session.provider !== null && (
        <>
          <p>{named(words.providerLead[language], session.provider)}</p>
          <p>
            <button
              type="submit"
              class="dl-button dl-button--second"
              id={session.hasPassword ? 'bevestigen' : 'wachtwoord'}
              name="bevestigen"
              value="dienst"
            >
              {named(words.provider[language], session.provider)}
            </button>
          </p>
          {session.hasPassword && <p>{words.otherwise[language]}</p>}
        </>
      )}
      {session.hasPassword && proofFields(visit, errors)}
      {session.provider === null && !session.hasPassword && (
        <p>
          {words.apart[language]}{' '}
          <a id="wachtwoord" href={to('/bevestigen?naar=/account')} target="_blank" rel="noopener">
            {words.apartLink[language]}
          </a>
        </p>
      )}
    </fieldset>
  );
}

function isConfirmed({ session }: SignedIn): boolean {
  return session.account === null || session.isConfirmed;
}

/** Takes password and code of a form with {@link ConfirmWithin}: the visit as it is then, or what is wrong. */
export async function confirmWithin(
  visit: SignedIn,
  typed: (field: (typeof confirmFields)[number]) => string,
): Promise<
  | { readonly confirmed: SignedIn; readonly errors: readonly [] }
  | { readonly confirmed: null; readonly errors: readonly FieldError[] }
> {
  const isBlank = !isConfirmed(visit) && typed('wachtwoord') === '' && typed('code') === '';
  // Back in the form after stopping at the provider: it is shown, not left again.
  if (isBlank && typed('bevestigen') === 'terug')
    return { confirmed: null, errors: [{ field: 'wachtwoord', message: words.notYet[visit.language] }] };
  const isElsewhere = isBlank && (typed('bevestigen') === 'dienst' || !visit.session.hasPassword);
  const elsewhere = isElsewhere ? await confirmElsewhere(visit) : null;
  if (elsewhere !== null) throw new AnswerInstead(elsewhere);
  // Nothing filled in: the form was shown while it was not asked yet, which is no wrong answer.
  if (isBlank)
    return {
      confirmed: null,
      errors: [
        {
          field: 'wachtwoord',
          message: (visit.session.hasPassword ? words.fill : words.apart)[visit.language],
        },
      ],
    };
  const confirmed = isConfirmed(visit) ? visit : await confirmedBy(visit, typed);
  if (confirmed !== null) return { confirmed, errors: [] };
  return { confirmed, errors: [{ field: 'wachtwoord', message: words.wrong[visit.language] }] };
}

/** Where somebody goes who does not do it: not to what would ask the same again. */
function placeAbove(path: string): string {
  return /^\/[^/?]*/.exec(path)?.[0] ?? '/';
}

/** Sends somebody who has not shown to be there lately to do so first; afterwards they go on where they were. */
export function confirmFirst(visit: SignedIn, onTo: string): Response {
  return goTo(visit, `/bevestigen?naar=${encodeURIComponent(onTo)}`);
}

async function hasPasskey({ premises, token }: SignedIn): Promise<boolean> {
  return (await look(premises.door, identityActor, ownPasskeys, concern, { token })).length > 0;
}

/** Asks password and code, or a passkey, of somebody who is signed in. */
export async function showConfirm(visit: SignedIn): Promise<Response> {
  const onTo = localPath(visit.context.req.query('naar'));
  if (visit.session.account === null || visit.session.isConfirmed) return goTo(visit, onTo);
  return passkeyPageAnswer(page(visit, onTo, await hasPasskey(visit), []));
}

/** Takes password and code; the session gets a new token. */
export async function takeConfirm(visit: SignedIn): Promise<Response> {
  const typed = await readForm(visit.context, [...confirmFields, 'naar']);
  const onTo = localPath(typed('naar'));
  if (visit.session.account === null || (await confirmedBy(visit, typed)) !== null) return goTo(visit, onTo);
  const errors = [{ field: 'wachtwoord', message: words.wrong[visit.language] }];
  return passkeyPageAnswer(page(visit, onTo, await hasPasskey(visit), errors));
}

/** The visit under a new token after password and code; null when these are not right. Five wrong ones end the session. */
async function confirmedBy(
  visit: SignedIn,
  typed: (field: (typeof confirmFields)[number]) => string,
): Promise<SignedIn | null> {
  const { context, premises, token, session } = visit;
  const { account } = session;
  const own = await look(premises.door, identityActor, ownAccount, concern, { token });
  if (account === null || own === null) return null;
  const isRight = await isPassword(typed('wachtwoord'), own.passwordHash, { name: account, known: true });
  const proof = isRight ? await proofOf(premises, token, typed('code').trim()) : null;
  const next = newToken();
  const isTaken = await perform(premises.door, identityActor, confirmPresence, concern, {
    token,
    account,
    newToken: tokenHash(next),
    step: proof?.by === 'code' ? proof.step : null,
  });
  if (!isTaken) return null;
  giveCookie(context, 'session', next, premises.secure);
  return { ...visit, token: tokenHash(next), session: { ...session, isConfirmed: true } };
}
