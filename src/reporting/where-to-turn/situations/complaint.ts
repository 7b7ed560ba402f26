import { text } from '../../../platform/language/text.ts';
import type { Situation } from './situation.ts';

export const complaint: Situation = {
  sheet: 5,
  choice: text(
    'Ik ben burger of bedrijf en ben niet goed behandeld',
    'I am a citizen or company and was not treated properly',
  ),
  title: text(
    'U bent burger of bedrijf en bent niet goed behandeld',
    'You are a citizen or company and were not treated properly',
  ),
  lead: text(
    'Iemand van de organisatie was onbeleefd, reageerde niet, deed een belofte en kwam die niet na. Daarover kunt u klagen. (Awb, artikel 9:1)',
    'Somebody of the organisation was rude, did not answer, or made a promise and did not keep it. You can complain about that. (Awb, article 9:1)',
  ),
  withoutDesk: text(
    'Deze organisatie noemt hier geen loket voor klachten. Klagen mag dan toch: stuur een brief aan de leiding van de organisatie. Zet daarin uw naam, uw adres, de datum en wat er gebeurde.',
    'This organisation names no desk for complaints here. You may complain all the same: send a letter to the head of the organisation, with your name, your address, the date and what happened.',
  ),
  happens: [
    {
      text: text(
        'U schrijft op wat er gebeurde en wanneer, met uw naam en adres. U mag ook eerst bellen: vaak is het dan al opgelost.',
        'You write down what happened and when, with your name and address. You may also call first: often that settles it.',
      ),
    },
    {
      text: text(
        'U krijgt een bevestiging, en u mag uw verhaal vertellen. (Awb, artikelen 9:6 en 9:10)',
        'You get a confirmation, and may tell your story. (Awb, articles 9:6 and 9:10)',
      ),
    },
    {
      text: text('U hoort {term} na ontvangst de uitkomst.', 'You hear the outcome {term} after receipt.'),
      term: 'awb.decide',
      holds: 'without-committee',
    },
    {
      text: text(
        'Hier adviseert een klachtencommissie. U hoort {term} na ontvangst de uitkomst.',
        'Here a complaints committee advises. You hear the outcome {term} after receipt.',
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
    {
      text: text(
        'Bent u niet tevreden, dan kunt u {term} na de uitkomst naar de ombudsman. Welke dat is, staat in de brief.',
        'If you are not satisfied you can go to the ombudsman {term} after the outcome. The letter says which one.',
      ),
      term: 'ombudsman.request',
    },
  ],
  knows: [
    {
      text: text(
        'Degene over wie u klaagt, krijgt uw klacht te lezen, met uw naam. (Awb, artikel 9:9)',
        'The person whom you complain about gets to read your complaint, with your name. (Awb, article 9:9)',
      ),
    },
    {
      text: text(
        'Zonder naam klagen kan niet, want u moet een antwoord kunnen krijgen. Wilt u niet bekend worden, vraag het loket dan eerst, zonder uw naam, wat er kan.',
        'You cannot complain without a name, as you must be able to get an answer. If you do not want to become known, first ask the desk, without your name, what can be done.',
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
        'Kent u de organisatie door uw werk, bijvoorbeeld als leverancier, en gaat het om een misstand? Dan beschermt de Wet bescherming klokkenluiders ook u.',
        'Do you know the organisation through your work, as a supplier for instance, and is it about wrongdoing? Then the Whistleblower Protection Act protects you as well.',
      ),
    },
  ],
  notFor: [
    {
      text: text(
        'U bent het niet eens met een besluit: in de brief staat hoe u bezwaar maakt',
        'You disagree with a decision: its letter says how to object',
      ),
      to: 'labour',
    },
    {
      text: text('U weet van fraude, omkoping of gevaar', 'You know of fraud, bribery or danger'),
      to: 'signal',
    },
    {
      text: text('Uw gegevens zijn gelekt', 'Your data were leaked'),
      to: 'data-leak',
    },
  ],
  wayBack: [
    {
      text: text(
        'U kunt een klacht intrekken. Is het naar uw zin opgelost, dan stopt de behandeling ook. (Awb, artikel 9:5)',
        'You can withdraw a complaint. When it has been settled to your satisfaction the handling ends too. (Awb, article 9:5)',
      ),
    },
  ],
  outside: 'named',
};
