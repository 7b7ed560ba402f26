import { text } from '../../../platform/language/text.ts';
import type { Situation } from './situation.ts';

export const undesirable: Situation = {
  sheet: 4,
  choice: text('Iemand op het werk behandelt mij ongewenst', 'Somebody at work treats me in an unwanted way'),
  title: text('Iemand op het werk behandelt u ongewenst', 'Somebody at work treats you in an unwanted way'),
  lead: text(
    'Pesten, discriminatie, intimidatie, seksuele intimidatie, agressie of geweld. U bepaalt zelf of en wanneer u een stap zet.',
    'Bullying, discrimination, intimidation, sexual harassment, aggression or violence. You decide yourself whether and when you take a step.',
  ),
  withoutDesk: text(
    'Deze organisatie noemt hier geen loket voor ongewenst gedrag. U kunt terecht bij uw leidinggevende of diens leidinggevende, bij de bedrijfsarts of bij uw vakbond. Is het strafbaar, dan kunt u naar de politie.',
    'This organisation names no desk for unwanted conduct here. You can turn to your supervisor or the one above, to the occupational physician or to your union. If it is a crime you can go to the police.',
  ),
  happens: [
    {
      text: text(
        'Een vertrouwenspersoon luistert en zoekt met u uit wat u wilt. Dat is geen klacht en er komt geen onderzoek van.',
        'A confidential counsellor listens and finds out with you what you want. That is no complaint and no investigation follows from it.',
      ),
    },
    {
      text: text(
        'U kunt een klacht indienen over het gedrag. Dat doet u met uw naam. U en degene over wie u klaagt worden gehoord, en u mag iemand meenemen.',
        'You can file a complaint about the conduct. You do so under your name. You and the person whom you complain about are heard, and you may bring somebody along.',
      ),
    },
    {
      text: text(
        'Over een klacht hoort u {term} na ontvangst de uitkomst.',
        'About a complaint you hear the outcome {term} after receipt.',
      ),
      term: 'awb.decide',
      holds: 'without-committee',
    },
    {
      text: text(
        'Hier adviseert een klachtencommissie. Over een klacht hoort u {term} na ontvangst de uitkomst.',
        'Here a complaints committee advises. About a complaint you hear the outcome {term} after receipt.',
      ),
      term: 'awb.decide-committee',
      holds: 'with-committee',
    },
    {
      text: text(
        'Die termijn kan {term} langer worden; dan krijgt u daarover bericht.',
        'That term can be extended {term}; you are told so then.',
      ),
      term: 'awb.adjourn',
    },
  ],
  knows: [
    {
      text: text(
        'Een vertrouwenspersoon houdt geheim wat u vertelt. Er zijn uitzonderingen, bijvoorbeeld bij sommige misdrijven. Vraag daar aan het begin van het gesprek naar.',
        'A confidential counsellor keeps secret what you tell. There are exceptions, for instance with some crimes. Ask about them at the beginning of the talk.',
      ),
    },
    {
      text: text(
        'Bij een klacht krijgt degene over wie u klaagt de klacht te lezen, met uw naam. (Awb, artikel 9:9)',
        'With a complaint the person whom you complain about gets to read it, with your name. (Awb, article 9:9)',
      ),
    },
  ],
  protection: [
    {
      text: text(
        'Wie uw klacht behandelt, was niet bij het gedrag betrokken. (Awb, artikel 9:7)',
        'Whoever handles your complaint was not involved in the conduct. (Awb, article 9:7)',
      ),
    },
    {
      text: text(
        'Speelt het gedrag bij meer mensen, of grijpt niemand in, dan kan het ook een misstand zijn. Dan geldt de bescherming van wie iets meldt.',
        'If more people undergo the conduct, or nobody steps in, it may be wrongdoing as well. Then the protection of who reports something holds.',
      ),
    },
  ],
  notFor: [
    {
      text: text('U ziet dat een ander zo wordt behandeld', 'You see that somebody else is treated so'),
      to: 'signal',
    },
    {
      text: text(
        'Het gaat om een besluit, een beoordeling of ruzie over het werk',
        'It is about a decision, an appraisal or a quarrel about work',
      ),
      to: 'labour',
    },
    {
      text: text('U werkt hier niet', 'You do not work here'),
      to: 'complaint',
    },
  ],
  wayBack: [
    {
      text: text(
        'Een gesprek met een vertrouwenspersoon kunt u altijd stoppen. Er wordt niets gedaan wat u niet wilt, behalve waar de wet dat eist.',
        'You can stop a talk with a confidential counsellor at any time. Nothing is done that you do not want, except where the law requires it.',
      ),
    },
    {
      text: text(
        'Een klacht kunt u intrekken. Wat de ander al las, is dan wel gelezen.',
        'You can withdraw a complaint. What the other has read by then stays read.',
      ),
    },
  ],
  outside: 'named',
};
