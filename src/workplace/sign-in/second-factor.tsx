import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import {
  type SecondFactorProof,
  secondFactor,
  secondFactorMaterial,
} from '../../platform/identity/accounts/sign-in.ts';
import { newToken, recoveryCodeHash, tokenHash } from '../../platform/identity/secrets/tokens.ts';
import { stepOfCode } from '../../platform/identity/secrets/totp.ts';
import { text } from '../../platform/language/text.ts';
import { unseal } from '../../platform/sealing/seal.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { dropCookie, giveCookie } from '../front/cookies.ts';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { goTo, pageAnswer, type Visit, type WorkPremises } from '../front/visit.ts';
import { localPath, onwards } from './on-to.ts';

const words = {
  title: text('Code uit uw app', 'Code of your app'),
  lead: text(
    'Uw wachtwoord klopt. Open de app waarin u deze organisatie toevoegde en neem de zes cijfers over.',
    'Your password is right. Open the app to which you added this organisation and copy the six digits.',
  ),
  code: text('Code van zes cijfers', 'Code of six digits'),
  hint: text(
    'Hebt u de app niet bij u? Vul dan een van uw herstelcodes in. Die werkt één keer.',
    'Without your app at hand? Fill in one of your recovery codes. It works once.',
  ),
  submit: text('Aanmelden', 'Sign in'),
  back: text('Terug naar aanmelden', 'Back to sign in'),
  missing: text('Vul de code in.', 'Fill in the code.'),
  wrong: text(
    'Deze code klopt niet of is al gebruikt. Wacht tot de app een nieuwe toont en vul die in.',
    'This code is not right or was used already. Wait until the app shows a new one and fill that in.',
  ),
};

function page(visit: Visit, onTo: string, errors: readonly FieldError[]) {
  const { language } = visit;
  return (
    <FormPage
      visit={visit}
      title={words.title[language]}
      action="/aanmelden/code"
      errors={errors}
      before={<p>{words.lead[language]}</p>}
      button={words.submit[language]}
      hidden={{ naar: onTo }}
      back={{ href: '/aanmelden', label: words.back[language] }}
    >
      <TextField
        id="code"
        label={words.code[language]}
        hint={words.hint[language]}
        language={language}
        autocomplete="one-time-code"
        {...errorOf(errors, 'code')}
      />
    </FormPage>
  );
}

/** Asks the second factor of a session that waits for it. */
export function showSecondFactor(visit: Visit): Response {
  if (visit.session?.stage !== 'second-factor') return goTo(visit, '/aanmelden');
  return pageAnswer(page(visit, localPath(visit.context.req.query('naar')), []));
}

/**
 * What a typed code proves of the account whose session this is: a code of the app that was not taken before, or what
 * could be a recovery code; null when it is neither.
 */
export async function proofOf(
  premises: WorkPremises,
  token: Uint8Array,
  code: string,
): Promise<SecondFactorProof | null> {
  const material = await look(premises.door, identityActor, secondFactorMaterial, concern, { token });
  if (!material) return null;
  if (!/^[\d\s]*$/.test(code)) return { by: 'recovery-code', hash: recoveryCodeHash(material.account, code) };
  if (material.seed === null) return null;
  const place = {
    organisation: premises.organisation,
    table: 'account_secret',
    column: 'totp_seed',
    row: material.account,
  };
  const seed = unseal(premises.keys, place, material.seed).toString();
  const step = stepOfCode(seed, code, material.lastStep, material.now);
  return step === null ? null : { by: 'code', step };
}

/** Finishes signing in with a code. */
export async function finishSignIn(visit: Visit): Promise<Response> {
  const { context, premises, session, token, language } = visit;
  const typed = await readForm(context, ['code', 'naar']);
  const onTo = localPath(typed('naar'));
  if (session?.stage !== 'second-factor' || token === null) return goTo(visit, '/aanmelden');
  const code = typed('code').trim();
  if (code === '')
    return pageAnswer(page(visit, onTo, [{ field: 'code', message: words.missing[language] }]));
  const newSession = newToken();
  const browser = newToken();
  const outcome = await perform(premises.door, identityActor, secondFactor, concern, {
    token,
    proof: await proofOf(premises, token, code),
    newToken: tokenHash(newSession),
    browserToken: tokenHash(browser),
  });
  switch (outcome) {
    case 'wrong':
      return pageAnswer(page(visit, onTo, [{ field: 'code', message: words.wrong[language] }]));
    case 'over':
      dropCookie(context, 'session', premises.secure);
      return goTo(visit, '/aanmelden');
    case 'signed-in':
      giveCookie(context, 'session', newSession, premises.secure);
      giveCookie(context, 'browser', browser, premises.secure);
      return context.redirect(onwards(visit, onTo), 303);
    default:
      return outcome satisfies never;
  }
}
