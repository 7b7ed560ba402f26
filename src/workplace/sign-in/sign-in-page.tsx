import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import { text } from '../../platform/language/text.ts';
import { ChoiceField, ErrorSummary, TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { sheetAddress } from '../../reporting/where-to-turn/sheets.ts';
import { frameOf, type Visit } from '../front/visit.ts';
import { PasskeyButton } from '../passkeys/passkey-button.tsx';

const words = {
  title: text('Aanmelden', 'Sign in'),
  error: text('Fout: ', 'Error: '),
  name: text('Aanmeldnaam', 'Sign-in name'),
  nameHint: text('Meestal uw e-mailadres.', 'Your mail address as a rule.'),
  password: text('Wachtwoord', 'Password'),
  time: text(
    'Hoe lang blijft u aangemeld als u niets doet?',
    'How long do you stay signed in when you do nothing?',
  ),
  moreTime: text(
    'Ik heb meer tijd nodig: 150 minuten in plaats van 15',
    'I need more time: 150 minutes instead of 15',
  ),
  submit: text('Aanmelden', 'Sign in'),
  passkey: text('Aanmelden met een passkey', 'Sign in with a passkey'),
  provider: text('Aanmelden met {name}', 'Sign in with {name}'),
  otherwise: text('Met een wachtwoord', 'With a password'),
  noWay: text(
    'Geen account of er niet meer in? Vraag de technisch beheerder van uw organisatie om een uitnodiging.',
    'No account, or unable to get in? Ask the technical administrator of your organisation for an invitation.',
  ),
  reportTitle: text('Iets melden?', 'Something to report?'),
  report: text(
    'Daarvoor meldt u zich niet aan. Lees op de openbare site',
    'You do not sign in for that. Read on the public site',
  ),
  where: text('waar u terechtkunt', 'where you can turn'),
  signedOut: text('U bent afgemeld', 'You are signed out'),
  signedOutText: text(
    'Sluit op een gedeelde computer ook de browser.',
    'On a shared computer close the browser too.',
  ),
  again: text('Meld u aan om verder te gaan', 'Sign in to go on'),
  againText: text(
    'U was niet of niet meer aangemeld. Na het aanmelden gaat u verder waar u was.',
    'You were not signed in, or no longer. After signing in you go on where you were.',
  ),
  exampleTitle: text('Als voorbeeld verder', 'Go on as an example'),
  exampleText: text(
    'Deze organisatie is verzonnen, haar mensen ook. Kies wie u wilt zijn; u ziet wat die persoon ziet. Dit kan alleen op deze computer.',
    'This organisation is invented, and so are its people. Choose who you want to be; you see what that person sees. This works on this computer only.',
  ),
  as: text('Verder als', 'Go on as'),
  own: text('Met een eigen account', 'With an account of your own'),
};

/** What the sign-in page shows beside its form. */
export interface SignInState {
  readonly name: string;
  readonly moreTime: boolean;
  /** Where to go afterwards. */
  readonly onTo: string;
  readonly notice: 'signed-out' | 'again' | null;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** What the provider is called; null where nobody signs in elsewhere. */
  readonly provider: string | null;
  readonly people: readonly { readonly person: string; readonly name: string; readonly role: string }[];
}

/** The page on which people sign in. */
export function signInPage(visit: Visit, state: SignInState) {
  const { language, to } = visit;
  const { errors } = state;
  const errorOf = (field: string) => {
    const found = errors.find((one) => one.field === field);
    return found ? { error: found.message } : {};
  };
  const title = words.title[language];
  return (
    <Page frame={frameOf(visit)} title={errors.length > 0 ? `${words.error[language]}${title}` : title}>
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      {errors.length === 0 && state.notice === 'signed-out' && (
        <Notice kind="ok" title={words.signedOut[language]}>
          <p>{words.signedOutText[language]}</p>
        </Notice>
      )}
      {errors.length === 0 && state.notice === 'again' && (
        <Notice kind="info" title={words.again[language]}>
          <p>{words.againText[language]}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      {state.people.length > 0 && <ExamplePeople visit={visit} people={state.people} />}
      {state.people.length > 0 && <h2>{words.own[language]}</h2>}
      {state.provider !== null && (
        <>
          <p>
            <a class="dl-button" href={to(`/aanmelden/dienst?naar=${encodeURIComponent(state.onTo)}`)}>
              {words.provider[language].replace('{name}', () => state.provider ?? '')}
            </a>
          </p>
          {state.people.length === 0 && <h2>{words.otherwise[language]}</h2>}
        </>
      )}
      <form method="post" action={to('/aanmelden')} class="dl-form" novalidate>
        <input type="hidden" name="naar" value={state.onTo} />
        <TextField
          id="naam"
          label={words.name[language]}
          hint={words.nameHint[language]}
          language={language}
          value={state.name}
          autocomplete="username"
          {...errorOf('naam')}
        />
        <TextField
          id="wachtwoord"
          label={words.password[language]}
          language={language}
          type="password"
          autocomplete="current-password"
          {...errorOf('wachtwoord')}
        />
        <ChoiceField
          id="tijd"
          kind="checkbox"
          label={words.time[language]}
          language={language}
          choices={[{ value: '150', label: words.moreTime[language] }]}
          chosen={state.moreTime ? ['150'] : []}
        />
        <div class="dl-buttons">
          <button type="submit" class="dl-button">
            {words.submit[language]}
          </button>
        </div>
      </form>
      <PasskeyButton
        visit={visit}
        kind="use"
        label={words.passkey}
        address="/aanmelden/passkey"
        fields={['tijd', 'naar']}
        look="second"
      />
      <p>{words.noWay[language]}</p>
      {visit.premises.publicAddress !== null && (
        <>
          <h2>{words.reportTitle[language]}</h2>
          <p>
            {words.report[language]}{' '}
            <a href={`${visit.premises.publicAddress}${sheetAddress(language, null)}`} rel="noreferrer">
              {words.where[language]}
            </a>
            .
          </p>
        </>
      )}
    </Page>
  );
}

function ExamplePeople({ visit, people }: { visit: Visit; people: SignInState['people'] }) {
  const { language, to } = visit;
  return (
    <section class="dl-flow" aria-labelledby="voorbeeld">
      <h2 id="voorbeeld">{words.exampleTitle[language]}</h2>
      <p>{words.exampleText[language]}</p>
      <ul class="dl-people">
        {people.map(({ person, name, role }) => {
          const known = roleNamed(role);
          return (
            <li key={person}>
              <p>
                <strong>{known ? roleWords[known].name[language] : role}</strong>
                {known && <>: {roleWords[known].does[language]}</>}
              </p>
              <form method="post" action={to('/aanmelden/voorbeeld')}>
                <input type="hidden" name="wie" value={person} />
                <button type="submit" class="dl-button dl-button--second">
                  {words.as[language]} {name}
                </button>
              </form>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
