import { text } from '../../../platform/language/text.ts';
import type { Situation } from './situation.ts';

export const talk: Situation = {
  sheet: 8,
  choice: text('Ik wil eerst met iemand praten', 'I want to talk with somebody first'),
  title: text('U wilt eerst met iemand praten', 'You want to talk with somebody first'),
  lead: text(
    'Dat kan zonder iets te melden. Een vertrouwenspersoon is er voor u, wat het ook is en hoe klein het ook lijkt.',
    'You can do so without reporting anything. A confidential counsellor is there for you, whatever it is and however small it seems.',
  ),
  withoutDesk: text(
    'Deze organisatie noemt hier geen vertrouwenspersoon. De afdeling Advies van het Huis voor Klokkenluiders praat ook met u: gratis, vertrouwelijk, en zonder dat uw werkgever het hoort.',
    'This organisation names no confidential counsellor here. The advice department of the Whistleblowers Authority talks with you too: free of charge, in confidence, and without your employer hearing of it.',
  ),
  happens: [
    {
      text: text(
        'U vertelt wat u kwijt wilt. U hoeft geen namen te noemen, ook de uwe niet.',
        'You tell what you want to tell. You need not name anybody, yourself included.',
      ),
    },
    {
      text: text(
        'De vertrouwenspersoon zegt welke wegen er zijn en wat elke weg voor u betekent. U kiest; ook niets doen mag.',
        'The counsellor says which ways there are and what each means for you. You choose; doing nothing is a choice too.',
      ),
    },
    {
      text: text(
        'Een gesprek is geen melding en geen klacht. Er gaat geen termijn van lopen.',
        'A talk is no signal and no complaint. No term begins to run by it.',
      ),
    },
  ],
  knows: [
    {
      text: text(
        'Zonder uw toestemming vertelt de vertrouwenspersoon aan niemand dat u er was. In het jaarverslag staan alleen aantallen.',
        'Without your consent the counsellor tells nobody that you came. The annual report holds numbers only.',
      ),
    },
    {
      text: text(
        'Er zijn uitzonderingen, bijvoorbeeld bij sommige misdrijven. Vraag daar aan het begin naar, voor u vertelt.',
        'There are exceptions, for instance with some crimes. Ask about them at the beginning, before you tell.',
      ),
    },
  ],
  protection: [
    {
      text: text(
        'Wie u bij een melding adviseert, houdt geheim wat u vertelt. Ook wie u bijstaat mag geen nadeel krijgen. (Wbk, artikelen 1a en 17ec)',
        'Whoever advises you about a signal keeps secret what you tell. Whoever assists you may not be put at a disadvantage either. (Wbk, articles 1a and 17ec)',
      ),
    },
  ],
  notFor: [
    {
      text: text('U wilt dat de organisatie onderzoek doet', 'You want the organisation to look into it'),
      to: 'signal',
    },
    {
      text: text(
        'U heeft een vraag over iets wat u zelf wilt doen of deed',
        'You have a question about something that you want to do or did yourself',
      ),
      to: 'own-doubt',
    },
  ],
  wayBack: [
    {
      text: text(
        'U kunt elk moment stoppen. Er is dan niets gemeld.',
        'You can stop at any moment. Nothing has been reported then.',
      ),
    },
  ],
  outside: 'named',
};
