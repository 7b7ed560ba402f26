import { text } from '../../../platform/language/text.ts';
import { protectionOfReporters } from './protected.ts';
import type { Situation } from './situation.ts';

export const told: Situation = {
  sheet: 9,
  choice: text('Iemand kwam met iets naar mij toe', 'Somebody came to me with something'),
  title: text('Iemand kwam met iets naar u toe', 'Somebody came to you with something'),
  lead: text(
    'Een collega of medewerker vertelde u iets. Of u bent leidinggevende en moet er iets mee. U hoeft het niet alleen te weten.',
    'A colleague or somebody of your team told you something. Or you are a supervisor and must do something with it. You need not know it all by yourself.',
  ),
  withoutDesk: text(
    'Deze organisatie noemt hier geen loket dat u hierbij helpt. De afdeling Advies van het Huis voor Klokkenluiders kan ook u zeggen wat wijs is.',
    'This organisation names no desk that helps you with this here. The advice department of the Whistleblowers Authority can tell you too what is wise.',
  ),
  happens: [
    {
      text: text(
        'Vraag eerst wat de ander zelf wil. Beloof geen volledige geheimhouding: misschien kunt u die niet waarmaken.',
        'First ask what the other wants. Do not promise complete secrecy: you may not be able to keep that.',
      ),
    },
    {
      text: text(
        'Ga zelf niets onderzoeken en spreek niemand aan. Dat kan de melder verraden en sporen uitwissen.',
        'Do not look into it yourself and do not confront anybody. That may betray the reporter and wipe out traces.',
      ),
    },
    {
      text: text(
        'Vraag het loket om raad. Dat kan zonder naam te noemen van wie bij u kwam.',
        'Ask the desk for advice. You can do so without naming who came to you.',
      ),
    },
    {
      text: text(
        'Is het een melding, dan geeft u die door met instemming van de melder. De termijnen lopen vanaf de dag waarop de melding binnenkwam.',
        'If it is a signal, you pass it on with the consent of the reporter. The terms run from the day on which it came in.',
      ),
      holds: 'with-procedure',
    },
    {
      text: text(
        'Een ambtenaar die een ambtsmisdrijf ontdekt, moet daarvan aangifte doen. Vraag het loket of dat hier speelt. (Sv, artikel 162)',
        'An official who discovers a crime in office must report it to the police. Ask the desk whether that is so here. (Code of Criminal Procedure, article 162)',
      ),
    },
  ],
  knows: [
    {
      text: text(
        'U houdt geheim wie het u vertelde. Dat geldt ook tegenover uw eigen leidinggevende. (Wbk, artikel 1a)',
        'You keep secret who told you. That holds towards your own supervisor as well. (Wbk, article 1a)',
      ),
    },
  ],
  protection: protectionOfReporters,
  notFor: [
    {
      text: text('U zag het zelf ook', 'You saw it yourself as well'),
      to: 'signal',
    },
    {
      text: text('Degene die bij u kwam, zoekt een gesprek', 'The person who came to you looks for a talk'),
      to: 'talk',
    },
  ],
  wayBack: [
    {
      text: text(
        'Raad vragen legt niets vast. Een melding die u doorgaf, kunt u niet meer terughalen; de melder kan wel vragen te stoppen.',
        'Asking for advice fixes nothing. A signal that you passed on cannot be called back; the reporter can ask to stop.',
      ),
    },
  ],
  outside: 'all',
};
