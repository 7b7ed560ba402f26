import { type Text, text } from '../../platform/language/text.ts';
import type { MailSetting } from '../../platform/mail/mail-settings.ts';

/** What both the page of mail and its form call things. */
export const mailWords = {
  title: text('Post', 'Mail'),
  form: text('Post instellen', 'Set mail'),
  host: text('Mailserver', 'Mail server'),
  port: text('Poort', 'Port'),
  security: text('Beveiliging van de verbinding', 'Security of the connection'),
  sender: text('Adres van de afzender', 'Address of the sender'),
  warnTo: text('Adres voor waarschuwingen', 'Address for warnings'),
  means: text('Aanmelden bij de mailserver', 'Signing in to the mail server'),
  userName: text('Gebruikersnaam', 'User name'),
  tokenEndpoint: text('Adres voor toegangstokens', 'Address for access tokens'),
  clientId: text('Kenmerk van dit programma (client id)', 'Id of this program (client id)'),
  secretEndsOn: text('Geheim geldig tot en met', 'Secret valid until and including'),
  privateAddresses: text('Toegestane besloten adressen', 'Private addresses that are allowed'),
  certificates: text('Eigen certificaten (PEM)', 'Certificates of one’s own (PEM)'),
  back: text('Terug naar Post', 'Back to Mail'),
} as const;

/** How the connection is kept from others. */
export const securityWords: Readonly<Record<MailSetting['security'], Text>> = {
  starttls: text('STARTTLS (meestal poort 587)', 'STARTTLS (port 587 as a rule)'),
  tls: text('TLS vanaf het begin (meestal poort 465)', 'TLS from the start (port 465 as a rule)'),
  none: text('Geen: alleen zonder wachtwoord', 'None: only without a password'),
};

/** How the program says who it is. */
export const meansWords: Readonly<Record<MailSetting['means'], Text>> = {
  none: text('Niet: de mailserver kent dit adres', 'Not: the mail server knows this address'),
  password: text('Met naam en wachtwoord', 'By name and password'),
  xoauth2: text('Met een toegangstoken (XOAUTH2)', 'By an access token (XOAUTH2)'),
};

/** Why a message did not go out, and what to do. */
export const faultWords: Readonly<Record<string, Text>> = {
  unreachable: text(
    'De mailserver antwoordt niet. Controleer naam, poort en beveiliging.',
    'The mail server does not answer. Check name, port and security.',
  ),
  address: text(
    'De mailserver heeft een besloten adres dat niet op de lijst van toegestane adressen staat. Er is geen verbinding gemaakt.',
    'The mail server has a private address that is not on the list of allowed addresses. No connection was made.',
  ),
  tls: text(
    'De verbinding kon niet worden beveiligd. Controleer het certificaat en de manier van beveiligen.',
    'The connection could not be secured. Check the certificate and the way of securing.',
  ),
  'sign-in': text(
    'De mailserver weigert de naam met dit wachtwoord of token. Vul het opnieuw in.',
    'The mail server refuses the name with this password or token. Fill it in anew.',
  ),
  token: text(
    'Het adres voor toegangstokens gaf geen token. Controleer client id, geheim en refresh token.',
    'The address for access tokens gave no token. Check client id, secret and refresh token.',
  ),
  secret: text(
    'Het bewaarde geheim is niet te openen met de sleutels van dit programma. Vul het opnieuw in.',
    'The kept secret does not open with the keys of this program. Fill it in anew.',
  ),
  refused: text(
    'De mailserver neemt dit bericht niet aan. Controleer het adres en de afzender.',
    'The mail server does not take this message. Check the address and the sender.',
  ),
  later: text(
    'De mailserver neemt het bericht nu niet aan en vraagt het later te proberen.',
    'The mail server does not take the message now and asks to try later.',
  ),
  unwritten: text(
    'Het bericht kon niet worden gemaakt. Het programma probeert het opnieuw; de oorzaak staat in het logboek van de server.',
    'The message could not be made. The program tries again; the cause is in the log of the server.',
  ),
  slow: text(
    'De mailserver deed er langer dan een minuut over.',
    'The mail server took longer than a minute.',
  ),
};
