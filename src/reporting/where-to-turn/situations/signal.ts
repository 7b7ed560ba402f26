import { text } from '../../../platform/language/text.ts';
import { protectionOfReporters } from './protected.ts';
import type { Situation } from './situation.ts';

export const signal: Situation = {
  sheet: 3,
  choice: text('Er klopt iets niet in de organisatie', 'Something is wrong in the organisation'),
  title: text('Er klopt iets niet in de organisatie', 'Something is wrong in the organisation'),
  lead: text(
    'U zag of hoorde iets dat volgens u niet mag: fraude, gevaar, gunsten, een regel die telkens wordt overtreden. U hoeft het niet zeker te weten en niets te bewijzen.',
    'You saw or heard something that in your view is not allowed: fraud, danger, favours, a rule that is broken again and again. You need not be certain and need not prove anything.',
  ),
  withoutDesk: text(
    'Deze organisatie noemt hier geen loket voor een melding. U kunt terecht bij het Huis voor Klokkenluiders of bij een instantie hieronder. Dat mag ook als u nog niets in de organisatie heeft gemeld.',
    'This organisation names no desk for a signal here. You can turn to the Whistleblowers Authority or to an authority below. You may do so even when you reported nothing inside the organisation yet.',
  ),
  happens: [
    {
      text: text(
        'U vertelt wat u zag of hoorde, wanneer en waar. U mag ook eerst vragen wat er met uw verhaal gebeurt, zonder namen te noemen.',
        'You tell what you saw or heard, when and where. You may also ask first what will happen with your story, without naming anybody.',
      ),
    },
    {
      text: text(
        'U krijgt {term} na uw melding een bevestiging.',
        'You get a confirmation {term} after your signal.',
      ),
      term: 'wbk.acknowledge',
      holds: 'with-procedure',
    },
    {
      text: text(
        'U hoort {term} na die bevestiging wat er met uw melding is of wordt gedaan.',
        'You hear {term} after that confirmation what was done or will be done with your signal.',
      ),
      term: 'wbk.inform',
      holds: 'with-procedure',
    },
    {
      text: text(
        'Deze organisatie heeft geen eigen regeling voor meldingen. Wij kunnen u daarom geen vaste termijn noemen. Vraag bij uw melding wanneer u iets hoort, en schrijf dat op. Het Huis voor Klokkenluiders kan u zeggen wat u mag verwachten.',
        'This organisation has no procedure of its own for signals. We can therefore name no fixed term. Ask when you will hear something, and write it down. The Whistleblowers Authority can tell you what you may expect.',
      ),
      holds: 'without-procedure',
    },
    {
      text: text(
        'Wie het onderzoekt, is niet degene over wie het gaat. Ook die wordt gehoord. Vooraf staat niets vast.',
        'Whoever looks into it is not the person whom it is about. That person is heard too. Nothing is certain beforehand.',
      ),
    },
    {
      text: text(
        'U mag met iedereen vertrouwelijk overleggen die u hierbij adviseert, bijvoorbeeld een vertrouwenspersoon, uw vakbond of een advocaat.',
        'You may talk in confidence with whoever advises you, for instance a confidential counsellor, your union or a lawyer.',
      ),
    },
  ],
  knows: [
    {
      text: text(
        'Wie uw melding behandelt, moet geheimhouden wie u bent. Zonder uw instemming mag uw naam niet verder. Moet het toch van de wet, dan hoort u dat vooraf, tenzij dat het onderzoek schaadt. (Wbk, artikel 1a)',
        'Whoever handles your signal must keep secret who you are. Without your consent your name may go no further. If the law requires it all the same you hear so beforehand, unless that harms the investigation. (Wbk, article 1a)',
      ),
    },
    {
      text: text(
        'Zonder naam melden is geen recht dat de wet u nu geeft. Vraag het loket of het zo’n melding aanneemt. Bedenk wat alleen u kunt weten: daaraan kan iemand u herkennen, ook zonder naam.',
        'Reporting without a name is no right that the law gives you at present. Ask the desk whether it takes such a signal. Consider what only you can know: by that somebody may recognise you, without a name too.',
      ),
    },
  ],
  protection: protectionOfReporters,
  notFor: [
    {
      text: text('Iemand behandelt u zelf ongewenst', 'Somebody treats you yourself in an unwanted way'),
      to: 'undesirable',
    },
    {
      text: text(
        'U heeft een conflict over uw werk of bent het niet eens met een besluit over u',
        'You have a conflict about your work or disagree with a decision about you',
      ),
      to: 'labour',
    },
    {
      text: text(
        'U bent burger of bedrijf en wilt klagen over hoe u bent behandeld',
        'You are a citizen or company and want to complain about how you were treated',
      ),
      to: 'complaint',
    },
    {
      text: text('Er zijn persoonsgegevens gelekt of verloren', 'Personal data were leaked or lost'),
      to: 'data-leak',
    },
  ],
  wayBack: [
    {
      text: text(
        'Zolang u alleen advies vraagt, ligt niets vast. Zeg het loket vooraf dat u wilt overleggen en nog niet meldt.',
        'As long as you only ask for advice nothing is fixed. Tell the desk beforehand that you want to talk and do not report yet.',
      ),
    },
    {
      text: text(
        'Na een melding kunt u vragen te stoppen. De organisatie mag dan toch onderzoek doen als zij dat nodig vindt. Voor uw naam geldt dan nog steeds wat hierboven staat.',
        'After a signal you can ask to stop. The organisation may still look into it if it finds that necessary. For your name what stands above still holds then.',
      ),
    },
  ],
  outside: 'all',
};
