import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { type Text, text } from '../../platform/language/text.ts';
import {
  meansOfMail,
  recordMail,
  type ShownMail,
  sealedSecret,
  securities,
  shownMail,
} from '../../platform/mail/mail-settings.ts';
import { ChoiceField, SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { ConfirmWithin, confirmFields, confirmWithin } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { healthCrumbs } from './health-page.tsx';
import { type MailField, type MailTyped, mailFields, typedMail } from './mail-typed.ts';
import { mailWords, meansWords, securityWords } from './mail-words.ts';

const words = {
  connection: text('De mailserver', 'The mail server'),
  addresses: text('Adressen', 'Addresses'),
  signIn: text('Aanmelden', 'Signing in'),
  reach: text('Bereik', 'Reach'),
  hostHint: text('Bijvoorbeeld mail.gemeente.nl.', 'For example mail.municipality.nl.'),
  senderHint: text('Hiervandaan komen alle berichten.', 'All messages come from here.'),
  warnHint: text(
    'Hierheen gaat wat op de pagina Gezondheid op rood gaat.',
    'Here goes what turns red on the page Health.',
  ),
  password: text('Wachtwoord voor de mailserver', 'Password for the mail server'),
  clientSecret: text('Geheim van dit programma (client secret)', 'Secret of this program (client secret)'),
  refreshToken: text('Refresh token', 'Refresh token'),
  keptHint: text(
    'Er is een geheim bewaard. Laat dit leeg om het te houden; wijzigt u iets aan server, aanmelden of bereik, vul het dan opnieuw in.',
    'A secret is kept. Leave this empty to keep it; if you change anything of server, signing in or reach, fill it in anew.',
  ),
  onlySignIn: text('Niet nodig zonder aanmelden.', 'Not needed without signing in.'),
  onlyPassword: text(
    'Alleen bij naam en wachtwoord. Wordt verzegeld bewaard en niet meer getoond.',
    'Only by name and password. Is kept sealed and shown no more.',
  ),
  onlyXoauth2: text('Alleen bij een toegangstoken (XOAUTH2).', 'Only for an access token (XOAUTH2).'),
  endsHint: text('Bijvoorbeeld 3-11-2027. Leeg: onbekend.', 'For example 3-11-2027. Empty: unknown.'),
  privateHint: text(
    'Staat de mailserver in een besloten netwerk, schrijf dan zijn adres of netwerk, een op elke regel. Bijvoorbeeld 10.1.2.3.',
    'When the mail server is in a private network, write its address or network, one a line. For example 10.1.2.3.',
  ),
  certificatesHint: text(
    'Alleen als de mailserver een certificaat van de eigen organisatie heeft.',
    'Only when the mail server has a certificate of the organisation itself.',
  ),
  save: text('Instellingen opslaan', 'Save settings'),
} as const;

interface Given {
  readonly visit: SignedIn;
  readonly typed: MailTyped;
  readonly errors: readonly FieldError[];
  readonly isKept: boolean;
}

function Line({
  given: { visit, typed, errors },
  field,
  label,
  hint,
  ...more
}: {
  given: Given;
  field: MailField;
  label: Text;
  hint?: Text;
  lines?: number;
  short?: boolean;
  digits?: boolean;
  optional?: boolean;
  type?: 'email' | 'password';
}) {
  const { language } = visit;
  return (
    <TextField
      id={field}
      label={label[language]}
      language={language}
      value={more.type === 'password' ? '' : typed(field)}
      autocomplete={more.type === 'password' ? 'new-password' : 'off'}
      {...(hint ? { hint: hint[language] } : {})}
      {...more}
      {...errorOf(errors, field)}
    />
  );
}

function page(given: Given) {
  const { visit, typed, errors, isKept } = given;
  const { language } = visit;
  return (
    <FormPage
      visit={visit}
      title={mailWords.form[language]}
      action="/gezondheid/post/instellen"
      errors={errors}
      button={words.save[language]}
      back={{ href: '/gezondheid/post', label: mailWords.back[language] }}
      crumbs={[
        ...healthCrumbs(visit, '/gezondheid/post', mailWords.title[language]),
        { href: visit.to('/gezondheid/post/instellen'), label: mailWords.form[language] },
      ]}
    >
      <fieldset class="dl-flow">
        <legend>{words.connection[language]}</legend>
        <Line given={given} field="server" label={mailWords.host} hint={words.hostHint} />
        <Line given={given} field="poort" label={mailWords.port} short digits />
        <SelectField
          id="beveiliging"
          label={mailWords.security[language]}
          language={language}
          value={typed('beveiliging')}
          choices={securities.map((one) => ({ value: one, label: securityWords[one][language] }))}
          {...errorOf(errors, 'beveiliging')}
        />
      </fieldset>
      <fieldset class="dl-flow">
        <legend>{words.addresses[language]}</legend>
        <Line given={given} field="afzender" label={mailWords.sender} hint={words.senderHint} type="email" />
        <Line
          given={given}
          field="waarschuwing"
          label={mailWords.warnTo}
          hint={words.warnHint}
          type="email"
        />
      </fieldset>
      <fieldset class="dl-flow">
        <legend>{words.signIn[language]}</legend>
        <ChoiceField
          id="manier"
          kind="radio"
          label={mailWords.means[language]}
          language={language}
          choices={meansOfMail.map((one) => ({ value: one, label: meansWords[one][language] }))}
          chosen={[typed('manier')]}
          {...errorOf(errors, 'manier')}
        />
        <Line given={given} field="naam" label={mailWords.userName} hint={words.onlySignIn} />
        <Line
          given={given}
          field="mailwachtwoord"
          label={words.password}
          hint={isKept ? words.keptHint : words.onlyPassword}
          type="password"
        />
        <Line given={given} field="tokenadres" label={mailWords.tokenEndpoint} hint={words.onlyXoauth2} />
        <Line given={given} field="kenmerk" label={mailWords.clientId} hint={words.onlyXoauth2} />
        <Line
          given={given}
          field="geheim"
          label={words.clientSecret}
          hint={isKept ? words.keptHint : words.onlyXoauth2}
          type="password"
        />
        <Line
          given={given}
          field="verversen"
          label={words.refreshToken}
          hint={words.onlyXoauth2}
          type="password"
        />
        <Line
          given={given}
          field="eindigt"
          label={mailWords.secretEndsOn}
          hint={words.endsHint}
          short
          optional
        />
      </fieldset>
      <fieldset class="dl-flow">
        <legend>{words.reach[language]}</legend>
        <Line
          given={given}
          field="besloten"
          label={mailWords.privateAddresses}
          hint={words.privateHint}
          lines={3}
          optional
        />
        <Line
          given={given}
          field="certificaten"
          label={mailWords.certificates}
          hint={words.certificatesHint}
          lines={4}
          optional
        />
      </fieldset>
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>
  );
}

/** What the form shows at first: what holds, or what is usual. */
function typedFrom(set: ShownMail | null): MailTyped {
  const shown: Readonly<Partial<Record<MailField, string>>> =
    set === null
      ? { poort: '587', beveiliging: 'starttls', manier: 'password' }
      : {
          server: set.host,
          poort: String(set.port),
          beveiliging: set.security,
          afzender: set.sender,
          waarschuwing: set.warnTo,
          manier: set.means,
          naam: set.userName ?? '',
          tokenadres: set.tokenEndpoint ?? '',
          kenmerk: set.clientId ?? '',
          eindigt: set.secretEndsOn ?? '',
          besloten: set.privateAddresses.join('\n'),
          certificaten: set.certificates ?? '',
        };
  return (field) => shown[field] ?? '';
}

/** The form by which is set how mail goes out. */
export async function showMailForm(visit: SignedIn): Promise<Response> {
  const set = await look(visit.premises.door, visit.actor, shownMail, concern, {});
  return pageAnswer(
    page({ visit, typed: typedFrom(set), errors: [], isKept: set !== null && set.secret !== null }),
  );
}

/** Records how mail goes out, after who does it showed to be there. */
export async function takeMailForm(visit: SignedIn): Promise<Response> {
  const typed = await readForm(visit.context, [...mailFields, ...confirmFields]);
  const set = await look(visit.premises.door, visit.actor, shownMail, concern, {});
  const isKept = set !== null && set.secret !== null;
  const { faults, setting, secret } = typedMail(typed, set);
  const errors = faults.map(({ field, message }) => ({ field, message: message[visit.language] }));
  if (setting === null) return pageAnswer(page({ visit, typed, errors, isKept }));
  const { confirmed, errors: unconfirmed } = await confirmWithin(visit, typed);
  if (confirmed === null) return pageAnswer(page({ visit, typed, errors: unconfirmed, isKept }));
  const { keys, organisation, door } = confirmed.premises;
  await perform(door, confirmed.actor, recordMail, concern, {
    ...setting,
    secret: secret === null || 'kept' in secret ? secret : sealedSecret(keys, organisation, secret),
  });
  return goTo(confirmed, '/gezondheid/post?gedaan=ingesteld');
}
