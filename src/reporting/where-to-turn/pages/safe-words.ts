import { type Text, text } from '../../../platform/language/text.ts';

/** Advice for who reads with fear, in parts. */
export const safeReading: {
  readonly title: Text;
  readonly lead: Text;
  readonly parts: readonly { readonly title: Text; readonly lines: readonly Text[] }[];
} = {
  title: text('Veilig lezen', 'Reading safely'),
  lead: text(
    'Bent u bang dat iemand ziet wat u hier leest? Lees dan eerst dit.',
    'Are you afraid that somebody sees what you read here? Then read this first.',
  ),
  parts: [
    {
      title: text('Welk apparaat en welk netwerk', 'Which device and which network'),
      lines: [
        text(
          'Gebruik liever uw eigen telefoon of computer. Op een apparaat van het werk kan de werkgever meekijken, ook in wat u typt.',
          'Rather use your own phone or computer. On a device of your employer the employer may look along, also at what you type.',
        ),
        text(
          'Gebruik liever mobiel internet of het netwerk thuis. Op het netwerk van het werk ziet de beheerder welke sites u bezoekt, en wanneer.',
          'Rather use mobile internet or your network at home. On the network at work its administrator sees which sites you visit, and when.',
        ),
        text(
          'Een apparaat van thuis dat anderen ook gebruiken, kan dezelfde geschiedenis tonen.',
          'A device at home that others use as well may show the same history.',
        ),
      ],
    },
    {
      title: text('Welk account', 'Which account'),
      lines: [
        text(
          'Mail en bel niet via uw werkaccount of werktelefoon. Gebruik een eigen mailadres dat uw werkgever niet kent.',
          'Do not mail or call by your account or phone of work. Use a mail address of your own that your employer does not know.',
        ),
        text(
          'Bent u in uw browser aangemeld bij een account van het werk? Dan kan uw geschiedenis daar ook staan.',
          'Are you signed in to an account of work in your browser? Then your history may stand there too.',
        ),
        text(
          'Een gebeld nummer blijft in de lijst van uw telefoon staan, en soms op een rekening die uw werkgever ziet.',
          'A number that you called stays in the list of your phone, and sometimes on a bill that your employer sees.',
        ),
      ],
    },
    {
      title: text('Wat er van dit bezoek blijft', 'What remains of this visit'),
      lines: [
        text(
          'Op uw apparaat: het adres van deze site en „Wegwijzer, blad …” in de geschiedenis. Ook als u op „Verlaat deze pagina” drukt. Wis de geschiedenis, of open een privévenster voor u verder leest.',
          'On your device: the address of this site and “Signpost, sheet …” in the history. Also when you press “Leave this page”. Clear the history, or open a private window before you read on.',
        ),
        text(
          'In dit programma: niets. Deze pagina’s zetten geen cookies, draaien geen scripts, halen niets bij anderen op, en het programma houdt niet bij wie wat leest.',
          'In this program: nothing. These pages set no cookies, run no scripts, fetch nothing from others, and the program does not keep who reads what.',
        ),
        text(
          'Bij de organisatie: de computers en het netwerk waar deze site op draait, kunnen een bezoek vastleggen. Dat ligt niet aan dit programma. Wilt u dat niet, lees dan met een apparaat en netwerk die niemand met u verbindt, of met Tor Browser.',
          'With the organisation: the computers and the network on which this site runs may record a visit. That is not up to this program. If you do not want that, read with a device and a network that nobody connects with you, or with Tor Browser.',
        ),
        text(
          'Bij uw internetaanbieder: dat uw apparaat deze site bezocht. Welk blad u las ziet hij niet, als het adres met https begint.',
          'With your internet provider: that your device visited this site. Which sheet you read it does not see, if the address begins with https.',
        ),
      ],
    },
    {
      title: text('„Verlaat deze pagina”', '“Leave this page”'),
      lines: [
        text(
          'Die knop staat boven elke pagina en opent een gewone site. Hij wist niets en sluit geen tabblad. Met de terugknop komt iemand weer hier.',
          'That button stands above every page and opens an ordinary site. It erases nothing and closes no tab. By the back button somebody comes here again.',
        ),
      ],
    },
    {
      title: text('Wat alleen u kunt weten', 'What only you can know'),
      lines: [
        text(
          'Ook zonder naam kan een verhaal u verraden: een gesprek waar u met één ander bij was, een datum, uw manier van schrijven. Overleg eerst welke bijzonderheden u weglaat.',
          'A story can betray you without a name too: a talk with one other person present, a date, your way of writing. First discuss which details you leave out.',
        ),
        text(
          'Een document of foto kan in zich dragen wie het maakte en wanneer. Stuur het niet rond en druk het niet af op het werk.',
          'A document or picture may hold who made it and when. Do not send it around and do not print it at work.',
        ),
      ],
    },
  ],
};
