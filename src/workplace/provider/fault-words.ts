import type { ProviderFault } from '../../platform/identity/provider/exchange.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';

/** Why somebody comes back with nothing: what the provider or the way to it did, or what was not right here. */
export type WayFault =
  | ProviderFault
  | 'stopped'
  | 'ask-again'
  | 'set-wrong'
  | 'gone'
  | 'state'
  | 'changed'
  | 'not-linked'
  | 'not-yours'
  | 'link-refused'
  | 'session';

/** What is told of a fault, and whether trying again may help. "{name}" is what the provider is called. */
export interface FaultWords {
  readonly title: Text;
  readonly what: Text;
  readonly next: Text;
  readonly isWorthTrying: boolean;
}

const again = text('Probeer het opnieuw.', 'Try again.');
const later = text(
  'Dit ligt niet aan u. Wacht een paar minuten en probeer het opnieuw. Blijft het zo, meld het dan de technisch beheerder.',
  'It is not your doing. Wait some minutes and try again. If it stays so, tell the technical administrator.',
);
const administrator = text(
  'Dit ligt niet aan u, en opnieuw proberen helpt niet. Meld het de technisch beheerder van uw organisatie.',
  'It is not your doing, and trying again does not help. Tell the technical administrator of your organisation.',
);
const notIn = text('Aanmelden met {name} is niet gelukt', 'Signing in with {name} did not work');
const notReached = text('{name} is nu niet te bereiken', '{name} cannot be reached now');

/** The words of every fault. */
export const faultWords: Readonly<Record<WayFault, FaultWords>> = {
  address: {
    title: notIn,
    what: text(
      'Het adres van {name} is geen openbaar adres met https en staat niet op de lijst van toegestane adressen. Het programma maakt er geen verbinding mee.',
      'The address of {name} is no public address with https and is not on the list of addresses that are allowed. The program does not connect to it.',
    ),
    next: administrator,
    isWorthTrying: false,
  },
  unreachable: {
    title: notReached,
    what: text('Er kwam geen verbinding met {name} tot stand.', 'No connection with {name} was made.'),
    next: later,
    isWorthTrying: true,
  },
  slow: {
    title: notReached,
    what: text('{name} antwoordde niet binnen tien seconden.', '{name} did not answer within ten seconds.'),
    next: later,
    isWorthTrying: true,
  },
  down: {
    title: notReached,
    what: text('{name} meldt een storing.', '{name} reports a failure.'),
    next: later,
    isWorthTrying: true,
  },
  certificate: {
    title: notIn,
    what: text(
      'Het certificaat van {name} is verlopen of komt van een uitgever die dit programma niet vertrouwt.',
      'The certificate of {name} has expired, or comes from an authority that this program does not trust.',
    ),
    next: administrator,
    isWorthTrying: false,
  },
  metadata: {
    title: notIn,
    what: text(
      'Wat {name} over zichzelf zegt klopt niet met de instellingen, of is niet te lezen.',
      'What {name} says of itself does not agree with the settings, or cannot be read.',
    ),
    next: administrator,
    isWorthTrying: false,
  },
  secret: {
    title: notIn,
    what: text(
      '{name} neemt het geheim van dit programma niet aan. Meestal is het verlopen.',
      '{name} does not take the secret of this program. Mostly it has expired.',
    ),
    next: administrator,
    isWorthTrying: false,
  },
  code: {
    title: notIn,
    what: text(
      'Wat {name} meegaf is al gebruikt of te oud.',
      'What {name} gave along was used already or is too old.',
    ),
    next: again,
    isWorthTrying: true,
  },
  answer: {
    title: notIn,
    what: text(
      'Het antwoord van {name} klopt niet. Er is niets mee gedaan.',
      'The answer of {name} is not right. Nothing was done with it.',
    ),
    next: later,
    isWorthTrying: true,
  },
  clock: {
    title: notIn,
    what: text(
      'De klok van {name} en die van dit programma verschillen te veel.',
      'The clock of {name} and that of this program differ too much.',
    ),
    next: administrator,
    isWorthTrying: false,
  },
  tenant: {
    title: text('Dit account is van een andere organisatie', 'This account is of another organisation'),
    what: text(
      'U meldde zich bij {name} aan met een account van een andere organisatie.',
      'You signed in to {name} with an account of another organisation.',
    ),
    next: text(
      'Meld u daar af en opnieuw aan met het account van uw eigen organisatie.',
      'Sign out there and sign in again with the account of your own organisation.',
    ),
    isWorthTrying: true,
  },
  guest: {
    title: text('Een gastaccount kan hier niet', 'A guest account cannot be used here'),
    what: text(
      'U bent bij {name} gast van de organisatie. Alleen eigen accounts van de organisatie worden toegelaten.',
      'With {name} you are a guest of the organisation. Only accounts of the organisation itself are admitted.',
    ),
    next: text(
      'Vraag de technisch beheerder om een uitnodiging voor een account met wachtwoord.',
      'Ask the technical administrator for an invitation to an account with a password.',
    ),
    isWorthTrying: false,
  },
  'not-fresh': {
    title: text('U hebt zich niet opnieuw aangemeld', 'You did not sign in anew'),
    what: text(
      '{name} vroeg u niet opnieuw om u aan te melden, of zegt niet wanneer u dat deed. Zo is niet te zien dat u het nu bent.',
      '{name} did not ask you to sign in anew, or does not say when you did. So it does not show that it is you now.',
    ),
    next: text(
      'Probeer het opnieuw. Gebeurt het weer, meld het dan de technisch beheerder.',
      'Try again. If it happens again, tell the technical administrator.',
    ),
    isWorthTrying: true,
  },
  stopped: {
    title: text('U bent niet aangemeld', 'You are not signed in'),
    what: text(
      'Het aanmelden bij {name} is afgebroken, of {name} laat uw account hier niet toe.',
      'Signing in to {name} was stopped, or {name} does not admit your account here.',
    ),
    next: text(
      'Brak u zelf af, dan kunt u het opnieuw proberen. Vraag anders uw ICT-afdeling of uw account deze werkplek mag gebruiken.',
      'If you stopped yourself, you can try again. Otherwise ask your IT department whether your account may use this workplace.',
    ),
    isWorthTrying: true,
  },
  'ask-again': {
    title: text('Meld u eerst aan bij {name}', 'First sign in to {name}'),
    what: text(
      '{name} wil dat u zich daar eerst aanmeldt of iets bevestigt.',
      '{name} wants you to sign in there first or to confirm something.',
    ),
    next: again,
    isWorthTrying: true,
  },
  'set-wrong': {
    title: notIn,
    what: text(
      '{name} neemt de vraag van dit programma niet aan. Zo is deze werkplek daar niet goed ingesteld.',
      '{name} does not take what this program asks. This workplace is not set right there.',
    ),
    next: administrator,
    isWorthTrying: false,
  },
  gone: {
    title: text('Dit aanmelden is voorbij', 'This sign-in is over'),
    what: text(
      'Het duurde langer dan tien minuten, is al gebruikt, of begon in een andere browser.',
      'It took longer than ten minutes, was used already, or began in another browser.',
    ),
    next: text('Begin opnieuw.', 'Begin anew.'),
    isWorthTrying: true,
  },
  state: {
    title: text('Dit antwoord hoort niet bij wat u begon', 'This answer does not belong to what you began'),
    what: text(
      'Begon u in een ander tabblad nog een keer? Ga dan daar verder. Er is niets gedaan.',
      'Did you begin once more in another tab? Then go on there. Nothing was done.',
    ),
    next: text('Begin anders opnieuw.', 'Otherwise begin anew.'),
    isWorthTrying: true,
  },
  changed: {
    title: notIn,
    what: text(
      'Terwijl u weg was, is gewijzigd hoe mensen zich hier aanmelden.',
      'While you were away, the way in which people sign in here was changed.',
    ),
    next: text('Begin opnieuw.', 'Begin anew.'),
    isWorthTrying: true,
  },
  'not-linked': {
    title: text('U hebt hiermee nog geen toegang', 'You have no access by this yet'),
    what: text(
      'Aanmelden bij {name} is gelukt, maar daar hoort hier geen account bij dat u zo mag gebruiken. Dat zegt niets over wie u bent: veel accounts worden alleen met een uitnodiging gekoppeld.',
      'Signing in to {name} worked, but no account belongs to it here that you may use so. That says nothing about who you are: many accounts are linked by an invitation only.',
    ),
    next: text(
      'Hebt u hier al een account, meld u dan met wachtwoord of passkey aan. Vraag anders de technisch beheerder om een uitnodiging.',
      'If you have an account here, sign in with password or passkey. Otherwise ask the technical administrator for an invitation.',
    ),
    isWorthTrying: false,
  },
  'not-yours': {
    title: text('Dit is niet te zien', 'This does not show it'),
    what: text(
      'U meldde zich bij {name} aan als iemand anders dan hier is aangemeld.',
      'You signed in to {name} as somebody else than is signed in here.',
    ),
    next: text(
      'Meld u daar af en opnieuw aan met uw eigen account. Na vijf keer eindigt uw sessie hier.',
      'Sign out there and sign in again with your own account. After five times your session here ends.',
    ),
    isWorthTrying: true,
  },
  'link-refused': {
    title: text('Koppelen kan zo niet', 'Linking cannot be done so'),
    what: text(
      'Deze aanmelding is al aan een account gekoppeld, of u hebt een rol waarbij dat alleen met een uitnodiging gaat. Er is niets gewijzigd.',
      'This sign-in is linked to an account already, or you have a role for which it takes an invitation. Nothing was changed.',
    ),
    next: text(
      'Vraag de technisch beheerder om een uitnodiging.',
      'Ask the technical administrator for an invitation.',
    ),
    isWorthTrying: false,
  },
  session: {
    title: text('U bent hier niet meer aangemeld', 'You are no longer signed in here'),
    what: text(
      'Uw sessie is geëindigd terwijl u bij {name} was.',
      'Your session ended while you were with {name}.',
    ),
    next: text('Meld u opnieuw aan.', 'Sign in again.'),
    isWorthTrying: true,
  },
};

/** Words with the name of the provider filled in. */
export function named(words: Text, language: Language, name: string): string {
  return words[language].replaceAll('{name}', () => name);
}

/** What a provider says in the address by which somebody comes back (OAuth 2.0, OpenID Connect), as a fault. */
const said: ReadonlyMap<string, WayFault> = new Map<string, WayFault>([
  ['access_denied', 'stopped'],
  ['login_required', 'ask-again'],
  ['interaction_required', 'ask-again'],
  ['consent_required', 'ask-again'],
  ['account_selection_required', 'ask-again'],
  ['server_error', 'down'],
  ['temporarily_unavailable', 'down'],
  ['invalid_request', 'set-wrong'],
  ['unauthorized_client', 'set-wrong'],
  ['unsupported_response_type', 'set-wrong'],
  ['invalid_scope', 'set-wrong'],
  ['invalid_target', 'set-wrong'],
  ['unmet_authentication_requirements', 'set-wrong'],
]);

/** The fault that a provider tells of; what it says otherwise is no answer of a provider. */
export function faultSaid(error: string): WayFault {
  return said.get(error) ?? 'answer';
}
