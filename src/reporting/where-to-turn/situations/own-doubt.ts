import { text } from '../../../platform/language/text.ts';
import type { Situation } from './situation.ts';

export const ownDoubt: Situation = {
  sheet: 10,
  choice: text(
    'Ik twijfel over iets wat ik zelf doe, deed of wil doen',
    'I have doubts about something I do, did or want to do myself',
  ),
  title: text('U twijfelt over iets van uzelf', 'You have doubts about something of your own'),
  lead: text(
    'Een nevenfunctie, een cadeau, een uitnodiging, aandelen, een vriend die inschrijft op een opdracht. Vragen is altijd goed, ook achteraf.',
    'A job on the side, a gift, an invitation, shares, a friend who bids for a contract. Asking is always right, afterwards too.',
  ),
  withoutDesk: text(
    'Deze organisatie noemt hier geen loket voor zulke vragen. Vraag het uw leidinggevende, of die van een andere afdeling als dat beter voelt. Leg het antwoord vast.',
    'This organisation names no desk for such questions here. Ask your supervisor, or one of another department if that feels better. Keep the answer in writing.',
  ),
  happens: [
    {
      text: text(
        'U legt uit wat er speelt. U krijgt advies: wat mag, wat u moet opgeven en aan wie.',
        'You explain what it is. You get advice: what is allowed, what you have to declare and to whom.',
      ),
    },
    {
      text: text(
        'Hier loopt geen wettelijke termijn. Vraag wanneer u antwoord krijgt, en wacht zo lang met wat u wilt doen.',
        'No term of the law runs here. Ask when you will get an answer, and wait that long with what you want to do.',
      ),
    },
    {
      text: text(
        'Is er al iets misgegaan, dan helpt het dat u er zelf mee komt. Vraag vooraf wat er met uw verhaal gebeurt.',
        'If something went wrong already, it helps that you come with it yourself. Ask beforehand what will happen with your story.',
      ),
    },
  ],
  knows: [
    {
      text: text(
        'Wie u adviseert, kan verplicht zijn iets te doen met wat u vertelt. Een vertrouwenspersoon is dat meestal niet: praat daar eerst mee als u bang bent voor gevolgen.',
        'Whoever advises you may be obliged to act on what you tell. A confidential counsellor mostly is not: talk there first if you fear consequences.',
      ),
    },
  ],
  protection: [
    {
      text: text(
        'Een vraag stellen is nog geen schuld bekennen. Een antwoord op schrift helpt u later.',
        'Asking a question is no confession. An answer in writing helps you later.',
      ),
    },
  ],
  notFor: [
    {
      text: text('Het gaat over een ander', 'It is about somebody else'),
      to: 'signal',
    },
    {
      text: text(
        'U wilt praten zonder dat er iets van komt',
        'You want to talk without anything coming of it',
      ),
      to: 'talk',
    },
  ],
  wayBack: [
    {
      text: text(
        'U mag vragen zonder namen of bijzonderheden: „Stel dat iemand …”. Dan ligt er niets over u vast.',
        'You may ask without names or details: “Suppose somebody …”. Then nothing about you is fixed.',
      ),
    },
  ],
  outside: 'named',
};
