import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { activateAccount, type SetUp, setUpQuestion } from '../../platform/identity/accounts/set-up.ts';
import {
  newRecoveryCodes,
  newToken,
  recoveryCodeHash,
  tokenHash,
} from '../../platform/identity/secrets/tokens.ts';
import { seedAddress, stepOfCode } from '../../platform/identity/secrets/totp.ts';
import { text } from '../../platform/language/text.ts';
import { unseal } from '../../platform/sealing/seal.ts';
import { renderPage } from '../../platform/web/answers/render.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Page } from '../../platform/web/page.tsx';
import { giveCookie } from '../front/cookies.ts';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { frameOf, goTo, pageAnswer, type Visit } from '../front/visit.ts';
import { Qr } from './qr.tsx';

const words = {
  title: text('Uw app toevoegen', 'Add your app'),
  lead: text(
    'Naast uw wachtwoord vraagt Daglicht een code die alleen uw telefoon of computer kan maken. Gebruik een app voor codes, zoals die in uw telefoon of wachtwoordbeheerder zit.',
    'Beside your password Daglicht asks a code that only your phone or computer can make. Use an app for codes, such as the one in your phone or password manager.',
  ),
  scan: text('Scan deze code met de app:', 'Scan this code with the app:'),
  picture: text('QR-code voor uw app', 'QR code for your app'),
  type: text(
    'Lukt scannen niet? Typ deze letters en cijfers in de app:',
    'Unable to scan? Type these letters and digits in the app:',
  ),
  code: text('Code die de app nu toont', 'Code that the app shows now'),
  submit: text('App toevoegen', 'Add the app'),
  missing: text(
    'Vul de zes cijfers in die de app nu toont.',
    'Fill in the six digits that the app shows now.',
  ),
  wrong: text(
    'Deze code klopt niet. Kijk of de klok van uw telefoon goed staat en vul de code in die er nu staat.',
    'This code is not right. See whether the clock of your phone is right and fill in the code that is there now.',
  ),
  codesTitle: text('Uw herstelcodes', 'Your recovery codes'),
  codesLead: text(
    'Uw account is klaar. Hebt u uw app een keer niet, dan komt u met een van deze codes binnen. Elke code werkt één keer.',
    'Your account is ready. When you do not have your app, one of these codes lets you in. Each code works once.',
  ),
  codesKeep: text(
    'Druk ze af of bewaar ze in uw wachtwoordbeheerder. U ziet ze alleen nu.',
    'Print them or keep them in your password manager. You see them only now.',
  ),
  onward: text('Naar uw werk', 'To your work'),
};

function page(visit: Visit, address: string, seed: string, errors: readonly FieldError[]) {
  const { language } = visit;
  return (
    <FormPage
      visit={visit}
      title={words.title[language]}
      action="/aanmelden/instellen"
      errors={errors}
      before={
        <>
          <p>{words.lead[language]}</p>
          <p>{words.scan[language]}</p>
          <Qr value={address} label={words.picture[language]} />
          <p>
            {words.type[language]} <span class="dl-seed">{seed.replaceAll(/(.{4})(?=.)/g, '$1 ')}</span>
          </p>
        </>
      }
      button={words.submit[language]}
    >
      <TextField
        id="code"
        label={words.code[language]}
        language={language}
        short
        digits
        autocomplete="one-time-code"
        {...errorOf(errors, 'code')}
      />
    </FormPage>
  );
}

async function setUpOf({ premises, session, token }: Visit): Promise<(SetUp & { plain: string }) | null> {
  if (session?.stage !== 'set-up' || token === null) return null;
  const found = await look(premises.door, identityActor, setUpQuestion, concern, { token });
  if (!found) return null;
  const place = {
    organisation: premises.organisation,
    table: 'account_secret',
    column: 'totp_seed',
    row: found.account,
  };
  return { ...found, plain: unseal(premises.keys, place, found.seed).toString() };
}

function addressOf({ premises, language }: Visit, { plain, signInName }: SetUp & { plain: string }): string {
  return seedAddress(plain, premises.name[language], signInName);
}

/** Shows the seed to whoever sets up an account. */
export async function showSetUp(visit: Visit): Promise<Response> {
  const found = await setUpOf(visit);
  if (!found) return goTo(visit, '/aanmelden');
  return pageAnswer(page(visit, addressOf(visit, found), found.plain, []));
}

/** Takes the first code of the app, and shows the recovery codes this once. */
export async function finishSetUp(visit: Visit): Promise<Response> {
  const { context, premises, token, language } = visit;
  const typed = await readForm(context, ['code']);
  const found = await setUpOf(visit);
  if (!found || token === null) return goTo(visit, '/aanmelden');
  const code = typed('code').trim();
  const step = stepOfCode(found.plain, code, null, found.now);
  if (step === null) {
    const message = (code === '' ? words.missing : words.wrong)[language];
    return pageAnswer(page(visit, addressOf(visit, found), found.plain, [{ field: 'code', message }]));
  }
  const codes = newRecoveryCodes();
  const session = newToken();
  const browser = newToken();
  const isActive = await perform(premises.door, identityActor, activateAccount, concern, {
    token,
    step,
    recoveryCodes: codes.map((one) => recoveryCodeHash(found.account, one)),
    newToken: tokenHash(session),
    browserToken: tokenHash(browser),
  });
  if (!isActive) return goTo(visit, '/aanmelden');
  giveCookie(context, 'session', session, premises.secure);
  giveCookie(context, 'browser', browser, premises.secure);
  return context.html(recoveryCodesPage(visit, codes), 200, { 'Cache-Control': 'no-store' });
}

/** The recovery codes, shown once. */
export function recoveryCodesPage(visit: Visit, codes: readonly string[]): string {
  const { language, to } = visit;
  return renderPage(
    <Page frame={frameOf(visit)} title={words.codesTitle[language]}>
      <h1>{words.codesTitle[language]}</h1>
      <p>{words.codesLead[language]}</p>
      <ul class="dl-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p>{words.codesKeep[language]}</p>
      <p>
        <a class="dl-button" href={to('/')}>
          {words.onward[language]}
        </a>
      </p>
    </Page>,
  );
}
