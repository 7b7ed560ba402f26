import { randomUUID } from 'node:crypto';
import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { acceptInvitation, invitationQuestion } from '../../platform/identity/accounts/invitations.ts';
import { providerName } from '../../platform/identity/provider/records.ts';
import { passwordFault, shortestPassword } from '../../platform/identity/secrets/password-rules.ts';
import { hashPassword } from '../../platform/identity/secrets/passwords.ts';
import { linkCodeHash, newToken, tokenHash } from '../../platform/identity/secrets/tokens.ts';
import { newSeed } from '../../platform/identity/secrets/totp.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { seal } from '../../platform/sealing/seal.ts';
import { ChoiceField, TextField } from '../../platform/web/components/fields.tsx';
import { Page } from '../../platform/web/page.tsx';
import { browserWords } from '../front/browser-words.ts';
import { giveCookie } from '../front/cookies.ts';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { frameOf, goTo, pageAnswer, type Visit } from '../front/visit.ts';
import { setOutInvited } from '../provider/set-out.tsx';

const words = {
  title: text('Uw account maken', 'Make your account'),
  lead: text(
    'U bent uitgenodigd om op deze werkplek te werken. U kiest een wachtwoord en voegt daarna uw app toe. Dat duurt ongeveer vijf minuten.',
    'You are invited to work in this workplace. You choose a password and then add your app. It takes some five minutes.',
  ),
  code: text('Code van zes cijfers', 'Code of six digits'),
  codeHint: text(
    'Die kreeg u apart van de link, van degene die u uitnodigde.',
    'You got it apart from the link, from the person who invited you.',
  ),
  password: text('Wachtwoord', 'Password'),
  passwordHint: text(
    'Minstens {least} tekens. Vier of vijf woorden die niets met elkaar te maken hebben zijn goed te onthouden.',
    'At least {least} characters. Four or five words that have nothing to do with each other are easily remembered.',
  ),
  repeat: text('Wachtwoord nog een keer', 'Password once more'),
  time: text(
    'Hoe lang blijft u aangemeld als u niets doet?',
    'How long do you stay signed in when you do nothing?',
  ),
  moreTime: text(
    'Ik heb meer tijd nodig: 150 minuten in plaats van 15',
    'I need more time: 150 minutes instead of 15',
  ),
  provider: text('Geen wachtwoord: aanmelden met {name}', 'No password: sign in with {name}'),
  providerLead: text(
    'Hebt u een account bij {name}? Vul dan alleen de code in en kies hieronder {name}. Een wachtwoord is dan niet nodig.',
    'Do you have an account with {name}? Then fill in the code only and choose {name} below. No password is needed then.',
  ),
  submit: text('Account maken', 'Make the account'),
  codeMissing: text('Vul de code van zes cijfers in.', 'Fill in the code of six digits.'),
  codeWrong: text(
    'Deze code hoort niet bij deze link. Controleer de zes cijfers.',
    'This code does not belong to this link. Check the six digits.',
  ),
  repeatWrong: text('De twee wachtwoorden zijn niet gelijk.', 'The two passwords are not the same.'),
  goneTitle: text('Deze uitnodiging werkt niet meer', 'This invitation works no more'),
  gone: text(
    'De link is al gebruikt, te oud, of vervangen door een nieuwere. Er is niets gewijzigd.',
    'The link was used already, is too old, or was replaced by a newer one. Nothing was changed.',
  ),
  goneNext: text(
    'Hebt u al een account? Meld u dan aan. Vraag anders de technisch beheerder om een nieuwe uitnodiging.',
    'Do you have an account? Then sign in. Otherwise ask the technical administrator for a new invitation.',
  ),
  signIn: text('Aanmelden', 'Sign in'),
  name: text('U meldt zich straks aan als', 'You will sign in as'),
};

async function page(
  visit: Visit,
  link: string,
  signInName: string,
  errors: readonly FieldError[],
  code = '',
): Promise<Response> {
  const { language, to, premises } = visit;
  const provider = await look(premises.door, identityActor, providerName, concern, {});
  const named = (words: string) => words.replaceAll('{name}', () => provider ?? '');
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.title[language]}
      action={`/uitnodiging/${link}`}
      errors={errors}
      before={
        <>
          <p>{words.lead[language]}</p>
          <p>
            {words.name[language]} <strong>{signInName}</strong>.
          </p>
          {provider !== null && <p>{named(words.providerLead[language])}</p>}
        </>
      }
      button={words.submit[language]}
      more={
        provider !== null && (
          <button
            type="submit"
            class="dl-button dl-button--second"
            formaction={to(`/uitnodiging/${link}/dienst`)}
          >
            {named(words.provider[language])}
          </button>
        )
      }
    >
      <input type="hidden" name="naam" autocomplete="username" value={signInName} />
      <TextField
        id="code"
        label={words.code[language]}
        hint={words.codeHint[language]}
        language={language}
        short
        digits
        autocomplete="off"
        value={code}
        {...errorOf(errors, 'code')}
      />
      <TextField
        id="wachtwoord"
        label={words.password[language]}
        hint={say(words.passwordHint[language], language, { least: shortestPassword })}
        language={language}
        type="password"
        autocomplete="new-password"
        {...errorOf(errors, 'wachtwoord')}
      />
      <TextField
        id="herhaling"
        label={words.repeat[language]}
        language={language}
        type="password"
        autocomplete="new-password"
        {...errorOf(errors, 'herhaling')}
      />
      <ChoiceField
        id="tijd"
        kind="checkbox"
        label={words.time[language]}
        language={language}
        choices={[{ value: '150', label: words.moreTime[language] }]}
        chosen={[]}
      />
    </FormPage>,
  );
}

function gone(visit: Visit): Response {
  const { language, to } = visit;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.goneTitle[language]}>
      <h1>{words.goneTitle[language]}</h1>
      <p>{words.gone[language]}</p>
      <p>{words.goneNext[language]}</p>
      <p>
        <a href={to('/aanmelden')}>{words.signIn[language]}</a>
      </p>
    </Page>,
    404,
  );
}

/** The page of an invitation. Opening it spends nothing: mail scanners open links. */
export async function showInvitation(visit: Visit, link: string): Promise<Response> {
  const open = await look(visit.premises.door, identityActor, invitationQuestion, concern, {
    link: tokenHash(link),
  });
  return open ? page(visit, link, open.signInName, []) : gone(visit);
}

/** Spends the invitation when its code is right and the password will do. */
export async function takeInvitation(visit: Visit, link: string): Promise<Response> {
  const { context, premises, language } = visit;
  const typed = await readForm(context, ['naam', 'code', 'wachtwoord', 'herhaling', 'tijd']);
  const open = await look(premises.door, identityActor, invitationQuestion, concern, {
    link: tokenHash(link),
  });
  if (!open) return gone(visit);
  const code = typed('code').replaceAll(/\s/g, '');
  const password = typed('wachtwoord');
  const fault = await passwordFault(password, [open.signInName, premises.name.nl, premises.name.en]);
  const errors: readonly FieldError[] = [
    ...(/^\d{6}$/.test(code) ? [] : [{ field: 'code', message: words.codeMissing[language] }]),
    ...(fault === null ? [] : [{ field: 'wachtwoord', message: fault[language] }]),
    ...(fault === null && password !== typed('herhaling')
      ? [{ field: 'herhaling', message: words.repeatWrong[language] }]
      : []),
  ];
  if (errors.length > 0) return page(visit, link, open.signInName, errors, typed('code'));
  const account = randomUUID();
  const place = {
    organisation: premises.organisation,
    table: 'account_secret',
    column: 'totp_seed',
    row: account,
  };
  const token = newToken();
  const outcome = await perform(premises.door, identityActor, acceptInvitation, concern, {
    link: tokenHash(link),
    code: linkCodeHash(link, code),
    passwordHash: await hashPassword(password, account),
    account,
    seed: seal(premises.keys, place, newSeed()),
    token: tokenHash(token),
    browser: browserWords(context.req.header('User-Agent')),
    idleMinutes: typed('tijd') === '150' ? 150 : 15,
  });
  switch (outcome) {
    case 'wrong-code':
      return page(visit, link, open.signInName, [{ field: 'code', message: words.codeWrong[language] }]);
    case 'over':
      return gone(visit);
    case 'set-up':
      giveCookie(context, 'session', token, premises.secure);
      return goTo(visit, '/aanmelden/instellen');
    default:
      return outcome satisfies never;
  }
}

/** Sets out for the provider with an invitation, when its code is right; it is spent when its owner comes back. */
export async function takeInvitationElsewhere(visit: Visit, link: string): Promise<Response> {
  const { context, premises, language } = visit;
  const typed = await readForm(context, ['naam', 'code', 'wachtwoord', 'herhaling', 'tijd']);
  const open = await look(premises.door, identityActor, invitationQuestion, concern, {
    link: tokenHash(link),
  });
  if (!open) return gone(visit);
  const code = typed('code').replaceAll(/\s/g, '');
  const again = (message: string) =>
    page(visit, link, open.signInName, [{ field: 'code', message }], typed('code'));
  if (!/^\d{6}$/.test(code)) return again(words.codeMissing[language]);
  const outcome = await setOutInvited(visit, tokenHash(link), linkCodeHash(link, code));
  if (outcome === 'wrong-code') return again(words.codeWrong[language]);
  return outcome === 'over' ? gone(visit) : outcome;
}
