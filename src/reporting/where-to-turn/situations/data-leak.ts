import { text } from '../../../platform/language/text.ts';
import type { Situation } from './situation.ts';

export const dataLeak: Situation = {
  sheet: 6,
  choice: text(
    'Er zijn persoonsgegevens gelekt, gestolen of verloren',
    'Personal data were leaked, stolen or lost',
  ),
  title: text(
    'Er zijn persoonsgegevens gelekt, gestolen of verloren',
    'Personal data were leaked, stolen or lost',
  ),
  lead: text(
    'Een brief of mail aan de verkeerde, een laptop die weg is, gegevens die open op internet staan. Wacht niet: vandaag zeggen helpt meer dan precies weten.',
    'A letter or mail to the wrong person, a laptop that is gone, data that stand open on the internet. Do not wait: telling today helps more than knowing exactly.',
  ),
  withoutDesk: text(
    'Deze organisatie noemt hier geen loket voor datalekken. Vertel het dan aan uw leidinggevende of aan de functionaris gegevensbescherming. Werkt u hier niet, bel dan het algemene nummer en vraag naar die functionaris.',
    'This organisation names no desk for data leaks here. Tell your supervisor or the data protection officer. If you do not work here, call the general number and ask for that officer.',
  ),
  happens: [
    {
      text: text(
        'U zegt wat er is gebeurd, welke gegevens het zijn en of ze nog te redden zijn. Ook als u zelf de fout maakte: dat meldt u als elke andere fout.',
        'You say what happened, which data they are and whether they can still be saved. Also when the mistake was yours: report it like any other mistake.',
      ),
    },
    {
      text: text(
        'De organisatie meldt een lek met risico’s {term} nadat zij het weet bij de Autoriteit Persoonsgegevens.',
        'The organisation reports a leak with risks to the Data Protection Authority {term} of knowing about it.',
      ),
      term: 'avg.breach',
    },
    {
      text: text(
        'Is het risico voor mensen groot, dan krijgen zij zelf bericht. (AVG, artikel 34)',
        'If the risk for people is high they are told themselves. (GDPR, article 34)',
      ),
    },
  ],
  knows: [
    {
      text: text(
        'Het loket wil weten wie u bent om u iets te kunnen vragen. Het vraagt naar de gegevens. Of iets gevolgen heeft voor wie de fout maakte, beslist het loket niet.',
        'The desk wants to know who you are so that it can ask you things. It asks about the data. Whether something follows for who made the mistake is not decided by the desk.',
      ),
    },
  ],
  protection: [
    {
      text: text(
        'Wordt een lek verzwegen of doet niemand er iets aan, dan kunt u dat melden als iets wat niet klopt. Schending van de AVG valt onder de Wet bescherming klokkenluiders: weet u het door uw werk, en had u goede redenen om te denken dat het klopte, dan bent u beschermd.',
        'If a leak is kept quiet or nobody does anything about it, you can report that as something that is wrong. A breach of the GDPR falls under the Whistleblower Protection Act: if you know of it through your work, and had good reasons to think that it was true, you are protected.',
      ),
    },
  ],
  notFor: [
    {
      text: text(
        'Een collega bekijkt met opzet gegevens die hem niet aangaan',
        'A colleague looks on purpose at data that are none of their business',
      ),
      to: 'signal',
    },
    {
      text: text(
        'U wilt klagen over hoe er met uw gegevens is omgegaan',
        'You want to complain about how your data were handled',
      ),
      to: 'complaint',
    },
  ],
  wayBack: [
    {
      text: text(
        'Blijkt het geen lek, dan is er niets aan de hand. Wat u meldde wordt wel vastgelegd, omdat de wet dat vraagt. (AVG, artikel 33, vijfde lid)',
        'If it turns out to be no leak nothing is the matter. What you reported is recorded where the law asks for that. (GDPR, article 33(5))',
      ),
    },
  ],
  outside: 'named',
};
