import type { ClosedBecause } from '../../organisation/keys/channel-state.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';

/** Words that several pages with keys share. */
export const keyWords = {
  title: text('Sleutels voor vertrouwelijke meldingen', 'Keys for confidential reports'),
  vault: text('Uw kluis', 'Your vault'),
  vaultLead: text(
    'Met uw kluis leest u wat vertrouwelijk is gemeld, of tekent u wie dat mag. Alleen u kunt haar openen: het systeem en de beheerders kunnen dat niet, en kunnen ook niet herstellen wat u kwijtraakt.',
    'With your vault you read what was reported in confidence, or sign who may. Only you can open it: the system and its administrators cannot, and cannot restore what you lose either.',
  ),
  fingerprint: text('Vingerafdruk', 'Fingerprint'),
  needsScript: text(
    'Dit gaat alleen met JavaScript, in een browser van de laatste jaren: de sleutel wordt in uw browser gemaakt en gaat er niet uit. Zet JavaScript aan of neem een andere browser, en laad deze pagina opnieuw.',
    'This needs JavaScript, in a browser of the last years: the key is made in your browser and does not leave it. Turn JavaScript on or take another browser, and load this page again.',
  ),
  wrongTitle: text('Er klopt iets niet', 'Something is not right'),
  notSent: text(
    'Het is niet verstuurd: er kwam geen antwoord. Wat u typte staat er nog. Probeer het opnieuw.',
    'It was not sent: there came no answer. What you typed is still there. Try again.',
  ),
  signedOut: text(
    'U bent niet meer aangemeld; er is niets verstuurd. Meld u aan in een nieuw tabblad, en druk daarna hier nog eens op de knop. Laad deze pagina niet opnieuw: wat er staat blijft dan geldig.',
    'You are signed in no more; nothing was sent. Sign in in a new tab, and then press the button here once more. Do not load this page again: what stands here then stays valid.',
  ),
  failed: text(
    'Het is niet gelukt, er is niets gewijzigd. Laad de pagina opnieuw en probeer het nog een keer. Blijft het zo, meld het dan de technisch beheerder.',
    'It did not work, nothing was changed. Load the page again and try once more. If it stays so, tell the technical administrator.',
  ),
  busy: text(
    'Even geduld, uw browser rekent. Dit duurt enkele seconden.',
    'Please wait, your browser computes. This takes some seconds.',
  ),
  again: text(
    'Het is te lang geleden dat u liet zien dat u het bent. Doe dat in een nieuw tabblad (Account, Wachtwoord wijzigen vraagt het ook), en druk daarna hier nog eens op de knop. Laad deze pagina niet opnieuw: wat er staat blijft dan geldig.',
    'It is too long ago that you showed that it is you. Do so in a new tab (Account, changing the password asks it too), and then press the button here once more. Do not load this page again: what stands here then stays valid.',
  ),
  exampleCode: text(
    'Dit is een voorbeeld: de gedrukte code van deze bedachte persoon is {code}.',
    'This is an example: the printed code of this invented person is {code}.',
  ),
  code: text('Gedrukte code', 'Printed code'),
  passphrase: text('Wachtzin', 'Passphrase'),
  passkey: text('Passkey', 'Passkey'),
  back: text('Terug naar sleutels', 'Back to the keys'),
} as const;

/** Why no report can be received, and what to do. */
export const closedWords: Readonly<Record<ClosedBecause, { readonly why: Text; readonly next: Text }>> = {
  'no-root': {
    why: text('Er zijn nog geen sleutelbeheerders.', 'There are no key officers yet.'),
    next: text('Houd de sleutelceremonie: zie hieronder.', 'Hold the key ceremony: see below.'),
  },
  'not-pinned': {
    why: text(
      'De sleutelbeheerders hebben getekend, maar hun vingerafdruk staat nog niet op de server.',
      'The key officers signed, but their fingerprint does not stand on the server yet.',
    ),
    next: text(
      'Laat wie de server beheert de vingerafdruk vastzetten: daglicht key-root --pin.',
      'Let who keeps the server pin the fingerprint: daglicht key-root --pin.',
    ),
  },
  'other-root': {
    why: text(
      'De sleutelbeheerders in de database zijn niet die van de vastgezette vingerafdruk. Vertrouw deze sleutels niet.',
      'The key officers in the database are not those of the pinned fingerprint. Do not rely on these keys.',
    ),
    next: text(
      'Waarschuw de sleutelbeheerders en de auditor. Vergelijk de vingerafdruk met die op het blad van de ceremonie.',
      'Warn the key officers and the auditor. Compare the fingerprint with that on the sheet of the ceremony.',
    ),
  },
  'no-lists': {
    why: text(
      'Er is nog niet getekend wie meldingen ontvangen.',
      'It was not signed yet who receive reports.',
    ),
    next: text(
      'Een sleutelbeheerder bereidt de lijsten voor; een ander tekent mee.',
      'A key officer prepares the lists; another signs too.',
    ),
  },
  'lists-ended': {
    why: text(
      'De lijsten van wie ontvangen en lezen zijn verlopen.',
      'The lists of who receive and read have ended.',
    ),
    next: text('Laat twee sleutelbeheerders nieuwe lijsten tekenen.', 'Let two key officers sign new lists.'),
  },
  'lists-before': {
    why: text(
      'Er zijn andere sleutelbeheerders sinds de lijsten zijn getekend.',
      'There are other key officers since the lists were signed.',
    ),
    next: text(
      'Laat een sleutelbeheerder de lijsten klaarzetten en genoeg van hen die opnieuw tekenen.',
      'Let a key officer prepare the lists, and enough of them sign those anew.',
    ),
  },
  'lists-false': {
    why: text(
      'De lijsten in de database zijn niet zoals de sleutelbeheerders ze tekenden. Vertrouw ze niet.',
      'The lists in the database are not as the key officers signed them. Do not rely on them.',
    ),
    next: text('Waarschuw de sleutelbeheerders en de auditor.', 'Warn the key officers and the auditor.'),
  },
  'few-readers': {
    why: text(
      'Er ontvangt nu minder dan twee mensen meldingen.',
      'Fewer than two people receive reports now.',
    ),
    next: text(
      'Laat een tweede ontvanger een kluis maken, en teken nieuwe lijsten.',
      'Let a second receiver make a vault, and sign new lists.',
    ),
  },
  'few-officers': {
    why: text(
      'Er zijn te weinig sleutelbeheerders om verloren sleutels te herstellen.',
      'There are too few key officers to recover lost keys.',
    ),
    next: text(
      'Wijs een sleutelbeheerder aan in een nieuwe ceremonie.',
      'Appoint a key officer in a new ceremony.',
    ),
  },
};

/** What every script that works with keys tells, as attributes of its form. */
export const toldByScript = (language: Language) => ({
  'data-wrong-title': keyWords.wrongTitle[language],
  'data-not-sent': keyWords.notSent[language],
  'data-failed': keyWords.failed[language],
  'data-signed-out': keyWords.signedOut[language],
  'data-busy': keyWords.busy[language],
});
