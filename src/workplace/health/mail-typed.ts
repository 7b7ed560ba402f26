import { X509Certificate } from 'node:crypto';
import { mayBeListed } from '../../platform/identity/provider/addresses.ts';
import { type Text, text } from '../../platform/language/text.ts';
import {
  type MailSecret,
  type MailSetting,
  mailAddress,
  meansOfMail,
  type ShownMail,
  securities,
} from '../../platform/mail/mail-settings.ts';
import { dayTyped } from '../people/day-typed.ts';

/** The fields of the form of mail. */
export const mailFields = [
  'server',
  'poort',
  'beveiliging',
  'afzender',
  'waarschuwing',
  'manier',
  'naam',
  'mailwachtwoord',
  'tokenadres',
  'kenmerk',
  'geheim',
  'verversen',
  'eindigt',
  'besloten',
  'certificaten',
] as const;
export type MailField = (typeof mailFields)[number];
export type MailTyped = (field: MailField) => string;

const words = {
  host: text(
    'Vul de naam van de mailserver in, zonder spaties of poort.',
    'Fill in the name of the mail server, without spaces or port.',
  ),
  port: text('Vul een poort in van 1 tot en met 65535.', 'Fill in a port from 1 to 65535.'),
  security: text('Kies een beveiliging uit de lijst.', 'Choose a security from the list.'),
  address: text(
    'Dit is geen e-mailadres. Schrijf één adres, zonder naam, op één regel.',
    'This is no mail address. Write one address, without a name, on one line.',
  ),
  means: text('Kies hoe het programma zich aanmeldt.', 'Choose how the program signs in.'),
  unsafe: text(
    'Zonder beveiliging gaat een wachtwoord of token leesbaar over het netwerk. Kies STARTTLS of TLS.',
    'Without security a password or token goes readable over the network. Choose STARTTLS or TLS.',
  ),
  userName: text('Vul de gebruikersnaam in.', 'Fill in the user name.'),
  password: text('Vul het wachtwoord in.', 'Fill in the password.'),
  anew: text(
    'Server, aanmelden of bereik is gewijzigd. Vul het geheim opnieuw in: een bewaard geheim gaat nergens anders heen.',
    'Server, signing in or reach was changed. Fill in the secret anew: a kept secret goes nowhere else.',
  ),
  endpoint: text(
    'Vul een adres in dat begint met https://.',
    'Fill in an address that begins with https://.',
  ),
  clientId: text('Vul het kenmerk (client id) in.', 'Fill in the client id.'),
  clientSecret: text('Vul het client secret in.', 'Fill in the client secret.'),
  refreshToken: text('Vul het refresh token in.', 'Fill in the refresh token.'),
  day: text('Dit is geen dag. Schrijf hem als 3-11-2027.', 'This is no day. Write it as 3-11-2027.'),
  private: text(
    'Schrijf op elke regel een adres of netwerk, zoals 10.1.2.3 of 10.1.0.0/16.',
    'Write an address or network on each line, such as 10.1.2.3 or 10.1.0.0/16.',
  ),
  certificates: text(
    'Dit is geen certificaat in PEM. Het begint met -----BEGIN CERTIFICATE-----.',
    'This is no certificate in PEM. It begins with -----BEGIN CERTIFICATE-----.',
  ),
} as const;

interface Fault {
  readonly field: MailField;
  readonly message: Text;
}

/** What was typed: the settings and their secret, or everything that is wrong at once. */
export interface MailRead {
  readonly faults: readonly Fault[];
  readonly setting: MailSetting | null;
  readonly secret: MailSecret | { readonly kept: string } | null;
}

/**
 * Reads the form of mail.
 *
 * @param set what holds, whose secret is kept when nothing of the connection changes
 */
export function typedMail(typed: MailTyped, set: ShownMail | null): MailRead {
  const faults: Fault[] = [];
  const wrong = (field: MailField, message: Text): void => void faults.push({ field, message });
  const given = (field: MailField): string => typed(field).trim();
  const host = given('server');
  if (!/^[A-Za-z0-9.:-]{1,253}$/.test(host)) wrong('server', words.host);
  const port = /^\d{1,5}$/.test(given('poort')) ? Number(given('poort')) : 0;
  if (port < 1 || port > 65535) wrong('poort', words.port);
  const security = securities.find((one) => one === typed('beveiliging'));
  if (security === undefined) wrong('beveiliging', words.security);
  for (const field of ['afzender', 'waarschuwing'] as const)
    if (!mailAddress.safeParse(given(field)).success) wrong(field, words.address);
  const means = meansOfMail.find((one) => one === typed('manier'));
  if (means === undefined) wrong('manier', words.means);
  const signsIn = means === 'password' || means === 'xoauth2';
  if (signsIn && security === 'none') wrong('beveiliging', words.unsafe);
  const userName = signsIn ? given('naam') : null;
  if (userName === '' || (userName !== null && userName.length > 254)) wrong('naam', words.userName);
  const isToken = means === 'xoauth2';
  const tokenEndpoint = isToken ? given('tokenadres') : null;
  if (tokenEndpoint !== null && URL.parse(tokenEndpoint)?.protocol !== 'https:')
    wrong('tokenadres', words.endpoint);
  const clientId = isToken ? given('kenmerk') : null;
  if (clientId === '' || (clientId !== null && clientId.length > 254)) wrong('kenmerk', words.clientId);
  const ends = given('eindigt') === '' || !signsIn ? null : dayTyped(given('eindigt'));
  if (ends === undefined) wrong('eindigt', words.day);
  const privateAddresses = given('besloten')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (privateAddresses.length > 20 || !privateAddresses.every(mayBeListed)) wrong('besloten', words.private);
  const certificates = given('certificaten') === '' ? null : given('certificaten');
  if (certificates !== null && !isCertificate(certificates)) wrong('certificaten', words.certificates);
  const setting: MailSetting = {
    host,
    port,
    security: security ?? 'starttls',
    sender: given('afzender'),
    warnTo: given('waarschuwing'),
    means: means ?? 'none',
    userName,
    tokenEndpoint,
    clientId,
    secretEndsOn: ends ?? null,
    privateAddresses,
    certificates,
  };
  const secret = signsIn ? secretTyped(typed, setting, set, wrong) : null;
  return { faults, setting: faults.length > 0 ? null : setting, secret };
}

function secretTyped(
  typed: MailTyped,
  setting: MailSetting,
  set: ShownMail | null,
  wrong: (field: MailField, message: Text) => void,
): MailRead['secret'] {
  const isToken = setting.means === 'xoauth2';
  const fields = isToken ? (['geheim', 'verversen'] as const) : (['mailwachtwoord'] as const);
  if (fields.every((field) => typed(field) === '') && set !== null && set.secret !== null) {
    if (sameWay(setting, set)) return { kept: set.secret };
    wrong(fields[0], words.anew);
    return null;
  }
  if (!isToken) {
    if (typed('mailwachtwoord') === '') wrong('mailwachtwoord', words.password);
    return { password: typed('mailwachtwoord') };
  }
  if (typed('geheim') === '') wrong('geheim', words.clientSecret);
  if (typed('verversen') === '') wrong('verversen', words.refreshToken);
  return { clientSecret: typed('geheim'), refreshToken: typed('verversen') };
}

/** Whether a secret goes the same way as before; the database holds the same. */
function sameWay(one: MailSetting, other: MailSetting): boolean {
  const way = ({
    host,
    port,
    security,
    means,
    userName,
    tokenEndpoint,
    clientId,
    privateAddresses,
    certificates,
  }: MailSetting) =>
    JSON.stringify([
      host,
      port,
      security,
      means,
      userName,
      tokenEndpoint,
      clientId,
      privateAddresses,
      certificates,
    ]);
  return way(one) === way(other);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined && pem.length < 100_000;
  } catch {
    return false;
  }
}
