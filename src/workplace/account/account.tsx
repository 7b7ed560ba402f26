import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import {
  changePassword,
  confirmPresence,
  newRecovery,
  type OwnAccount,
  ownAccount,
} from '../../platform/identity/accounts/set-up.ts';
import { passwordFault, shortestPassword } from '../../platform/identity/secrets/password-rules.ts';
import { hashPassword, isPassword } from '../../platform/identity/secrets/passwords.ts';
import {
  newRecoveryCodes,
  newToken,
  recoveryCodeHash,
  tokenHash,
} from '../../platform/identity/secrets/tokens.ts';
import { endOwnSession, type OwnSession, ownSessions } from '../../platform/identity/sessions/sessions.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { isId } from '../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { VaultLink } from '../keys/vault-link.tsx';
import { ownPasskeysOf, PasskeyList } from '../passkeys/own-passkeys.tsx';
import { LinkList, ownProviderOf } from '../provider/own-links.tsx';
import { recoveryCodesPage } from '../sign-in/set-up.tsx';
import { TokenList, tokensOf } from '../tokens/own-tokens.tsx';
import { confirmFirst } from './confirm.tsx';

const words = {
  title: text('Account', 'Account'),
  example: text(
    'U bent hier als een verzonnen persoon van een voorbeeld. Die heeft geen wachtwoord en geen app.',
    'You are here as an invented person of an example, who has no password and no app.',
  ),
  messages: text('Berichten per e-mail', 'Messages by mail'),
  who: text('Wie keek er naar mijn gegevens', 'Who looked at my data'),
  access: text('Wie mag wat', 'Who may do what'),
  name: text('Aanmeldnaam', 'Sign-in name'),
  password: text('Wachtwoord', 'Password'),
  set: text('ingesteld', 'set'),
  unset: text('niet ingesteld', 'not set'),
  linked: text('De aanmelding is gekoppeld', 'The sign-in is linked'),
  linkedText: text('U kunt zich er voortaan mee aanmelden.', 'You can sign in by it from now on.'),
  unlinked: text('De aanmelding is ontkoppeld', 'The sign-in is unlinked'),
  unlinkedText: text(
    'Waar u zo was aangemeld, bent u afgemeld.',
    'Where you had signed in so, you are signed out.',
  ),
  change: text('Wachtwoord wijzigen', 'Change the password'),
  codes: text('Herstelcodes', 'Recovery codes'),
  codesLeft: text(
    '{left, plural, =0 {geen meer over} one {# over} other {# over}}',
    '{left, plural, =0 {none left} one {# left} other {# left}}',
  ),
  newCodes: text('Nieuwe herstelcodes maken', 'Make new recovery codes'),
  newCodesLead: text(
    'De codes die u nu hebt, werken daarna niet meer.',
    'The codes that you have now will work no more.',
  ),
  sessions: text('Waar u bent aangemeld', 'Where you are signed in'),
  browser: text('onbekende browser', 'unknown browser'),
  here: text('dit venster', 'this window'),
  since: text('sinds', 'since'),
  lastUsed: text('laatst gebruikt', 'last used'),
  end: text('Afmelden', 'Sign out'),
  endAll: text('Overal elders afmelden', 'Sign out everywhere else'),
  ended: text('Elders afgemeld', 'Signed out elsewhere'),
  endedText: text('Daar moet opnieuw worden aangemeld.', 'Signing in anew is needed there.'),
  changed: text('Uw wachtwoord is gewijzigd', 'Your password was changed'),
  changedText: text('Overal elders bent u afgemeld.', 'Everywhere else you are signed out.'),
  tokenRevoked: text('De sleutel is ingetrokken', 'The token was revoked'),
  tokenRevokedText: text(
    'Wie hem nog heeft, kan er niets meer mee.',
    'Whoever still has it can do nothing with it.',
  ),
  passkeyAdded: text('Uw passkey is toegevoegd', 'Your passkey was added'),
  passkeyAddedText: text(
    'Kies bij het aanmelden voortaan “Aanmelden met een passkey”.',
    'When you sign in, choose “Sign in with a passkey” from now on.',
  ),
  passkeyRemoved: text('De passkey is verwijderd', 'The passkey was removed'),
  passkeyRemovedText: text(
    'Verwijder hem ook op uw apparaat: bij de instellingen voor wachtwoorden en passkeys.',
    'Remove it on your device too: in the settings of passwords and passkeys.',
  ),
  current: text('Wachtwoord van nu', 'Password of now'),
  next: text('Nieuw wachtwoord', 'New password'),
  nextHint: text(
    'Minstens {least} tekens. Vier of vijf woorden die niets met elkaar te maken hebben zijn goed te onthouden.',
    'At least {least} characters. Four or five words that have nothing to do with each other are easily remembered.',
  ),
  repeat: text('Nieuw wachtwoord nog een keer', 'New password once more'),
  keep: text('Niet wijzigen', 'Do not change'),
  currentWrong: text('Dit is niet uw wachtwoord van nu.', 'This is not your password of now.'),
  repeatWrong: text(
    'De twee nieuwe wachtwoorden zijn niet gelijk.',
    'The two new passwords are not the same.',
  ),
};

/** The own account: how one signs in, and where one is signed in. */
export async function showAccount(visit: SignedIn): Promise<Response> {
  const { language, to, premises, token, context } = visit;
  const account = await look(premises.door, identityActor, ownAccount, concern, { token });
  const sessions = await look(premises.door, identityActor, ownSessions, concern, { token });
  const own = account === null ? null : await ownProviderOf(visit);
  const done = context.req.query('gedaan');
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/account')}>
      {done === 'wachtwoord' && (
        <Notice kind="ok" title={words.changed[language]}>
          <p>{words.changedText[language]}</p>
        </Notice>
      )}
      {done === 'afgemeld' && (
        <Notice kind="ok" title={words.ended[language]}>
          <p>{words.endedText[language]}</p>
        </Notice>
      )}
      {done === 'passkey' && (
        <Notice kind="ok" title={words.passkeyAdded[language]}>
          <p>{words.passkeyAddedText[language]}</p>
        </Notice>
      )}
      {done === 'passkey-weg' && (
        <Notice kind="ok" title={words.passkeyRemoved[language]}>
          <p>{words.passkeyRemovedText[language]}</p>
        </Notice>
      )}
      {done === 'sleutel-weg' && (
        <Notice kind="ok" title={words.tokenRevoked[language]}>
          <p>{words.tokenRevokedText[language]}</p>
        </Notice>
      )}
      {done === 'gekoppeld' && (
        <Notice kind="ok" title={words.linked[language]}>
          <p>{words.linkedText[language]}</p>
        </Notice>
      )}
      {done === 'ontkoppeld' && (
        <Notice kind="ok" title={words.unlinked[language]}>
          <p>{words.unlinkedText[language]}</p>
        </Notice>
      )}
      <h1>{words.title[language]}</h1>
      {account ? <Means visit={visit} account={account} /> : <p>{words.example[language]}</p>}
      {own && <LinkList visit={visit} own={own} />}
      <VaultLink visit={visit} />
      {account && <PasskeyList visit={visit} passkeys={await ownPasskeysOf(visit)} />}
      {account && <TokenList visit={visit} tokens={await tokensOf(visit)} />}
      <p>
        <a href={to('/account/berichten')}>{words.messages[language]}</a> ·{' '}
        <a href={to('/account/inzage')}>{words.who[language]}</a> ·{' '}
        <a href={to('/toegang')}>{words.access[language]}</a>
      </p>
      <section class="dl-flow" aria-labelledby="sessies">
        <h2 id="sessies">{words.sessions[language]}</h2>
        <Sessions visit={visit} sessions={sessions} />
      </section>
    </Page>,
  );
}

function Means({ visit: { language, to }, account }: { visit: SignedIn; account: OwnAccount }) {
  if (account.passwordHash === null)
    return (
      <DefinitionList
        items={[
          { term: words.name[language], text: account.signInName },
          { term: words.password[language], text: words.unset[language] },
        ]}
      />
    );
  return (
    <>
      <DefinitionList
        items={[
          { term: words.name[language], text: account.signInName },
          { term: words.password[language], text: words.set[language] },
          {
            term: words.codes[language],
            text: say(words.codesLeft[language], language, { left: account.recoveryCodesLeft }),
          },
        ]}
      />
      <p>
        <a href={to('/account/wachtwoord')}>{words.change[language]}</a>
      </p>
      <form method="post" action={to('/account/herstelcodes')} class="dl-flow">
        <p>{words.newCodesLead[language]}</p>
        <button type="submit" class="dl-button dl-button--second">
          {words.newCodes[language]}
        </button>
      </form>
    </>
  );
}

function Sessions({ visit, sessions }: { visit: SignedIn; sessions: readonly OwnSession[] }) {
  const { language, to } = visit;
  return (
    <>
      <ul class="dl-people">
        {sessions.map((one) => (
          <li key={one.id}>
            <p>
              <strong>{one.browser || words.browser[language]}</strong>
              {one.isThis && ` (${words.here[language]})`}: {words.since[language]}{' '}
              {momentInWords(one.begun, language)}, {words.lastUsed[language]}{' '}
              {momentInWords(one.seen, language)}
            </p>
            {!one.isThis && (
              <form method="post" action={to('/account/sessies')}>
                <input type="hidden" name="sessie" value={one.id} />
                <button type="submit" class="dl-button dl-button--second">
                  {words.end[language]}
                  <span class="dl-hidden"> {one.browser}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action={to('/account/sessies')}>
          <button type="submit" class="dl-button dl-button--second">
            {words.endAll[language]}
          </button>
        </form>
      )}
    </>
  );
}

/** Ends one other session of one's own, or all of them. */
export async function endSessions(visit: SignedIn): Promise<Response> {
  const typed = await readForm(visit.context, ['sessie']);
  const asked = typed('sessie');
  if (asked !== '' && !isId(asked)) return goTo(visit, '/account');
  await perform(visit.premises.door, identityActor, endOwnSession, concern, {
    token: visit.token,
    session: asked === '' ? null : asked,
  });
  return goTo(visit, '/account?gedaan=afgemeld');
}

/** New recovery codes, shown this once. */
export async function makeRecoveryCodes(visit: SignedIn): Promise<Response> {
  const { session, premises, token, context } = visit;
  await readForm(context, []);
  const { account } = session;
  if (account === null || !session.hasPassword) return goTo(visit, '/account');
  if (!session.isConfirmed) return confirmFirst(visit, '/account');
  const codes = newRecoveryCodes();
  const isDone = await perform(premises.door, identityActor, newRecovery, concern, {
    token,
    account,
    recoveryCodes: codes.map((one) => recoveryCodeHash(account, one)),
  });
  if (!isDone) return goTo(visit, '/account');
  return context.html(recoveryCodesPage(visit, codes), 200, { 'Cache-Control': 'no-store' });
}

function passwordPage(visit: SignedIn, errors: readonly FieldError[]) {
  const { language } = visit;
  return (
    <FormPage
      visit={visit}
      title={words.change[language]}
      action="/account/wachtwoord"
      errors={errors}
      button={words.change[language]}
      back={{ href: '/account', label: words.keep[language] }}
    >
      <TextField
        id="nu"
        label={words.current[language]}
        language={language}
        type="password"
        autocomplete="current-password"
        {...errorOf(errors, 'nu')}
      />
      <TextField
        id="nieuw"
        label={words.next[language]}
        hint={say(words.nextHint[language], language, { least: shortestPassword })}
        language={language}
        type="password"
        autocomplete="new-password"
        {...errorOf(errors, 'nieuw')}
      />
      <TextField
        id="herhaling"
        label={words.repeat[language]}
        language={language}
        type="password"
        autocomplete="new-password"
        {...errorOf(errors, 'herhaling')}
      />
    </FormPage>
  );
}

/** The form that changes the password. */
export function showPassword(visit: SignedIn): Response {
  if (visit.session.account === null || !visit.session.hasPassword) return goTo(visit, '/account');
  return pageAnswer(passwordPage(visit, []));
}

/** Changes the password; all other sessions end. */
export async function takePassword(visit: SignedIn): Promise<Response> {
  const { context, premises, token, session, language } = visit;
  const typed = await readForm(context, ['nu', 'nieuw', 'herhaling']);
  const own = await look(premises.door, identityActor, ownAccount, concern, { token });
  if (own === null || own.passwordHash === null || session.account === null) return goTo(visit, '/account');
  const isRight = await isPassword(typed('nu'), own.passwordHash, {
    name: session.account,
    known: true,
  });
  // Counted and recorded: whoever holds a session may not be its person, and five wrong ones end it.
  if (!isRight)
    await perform(premises.door, identityActor, confirmPresence, concern, {
      token,
      account: session.account,
      newToken: tokenHash(newToken()),
      step: null,
    });
  const names = [own.signInName, session.name ?? '', premises.name.nl, premises.name.en];
  const fault = await passwordFault(typed('nieuw'), names);
  const errors: readonly FieldError[] = [
    ...(isRight ? [] : [{ field: 'nu', message: words.currentWrong[language] }]),
    ...(fault === null ? [] : [{ field: 'nieuw', message: fault[language] }]),
    ...(fault === null && typed('nieuw') !== typed('herhaling')
      ? [{ field: 'herhaling', message: words.repeatWrong[language] }]
      : []),
  ];
  if (errors.length > 0) return pageAnswer(passwordPage(visit, errors));
  await perform(premises.door, identityActor, changePassword, concern, {
    token,
    account: session.account,
    passwordHash: await hashPassword(typed('nieuw'), session.account),
  });
  return goTo(visit, '/account?gedaan=wachtwoord');
}
