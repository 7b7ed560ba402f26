import { text } from '../../../platform/language/text.ts';
import type { Situation } from './situation.ts';

export const labour: Situation = {
  sheet: 7,
  choice: text(
    'Ik heb een conflict over mijn werk, of ben het niet eens met een besluit',
    'I have a conflict about my work, or disagree with a decision',
  ),
  title: text('Een conflict over uw werk, of een besluit', 'A conflict about your work, or a decision'),
  lead: text(
    'Een beoordeling, een rooster, een contract, ruzie met uw leidinggevende, of een besluit waar u tegen bent. Daarvoor zijn andere wegen dan een melding.',
    'An appraisal, a roster, a contract, a quarrel with your supervisor, or a decision that you are against. There are other ways for that than a signal.',
  ),
  withoutDesk: text(
    'Deze organisatie noemt hier geen loket voor conflicten over werk. U kunt terecht bij personeelszaken, de bedrijfsarts, uw vakbond of een advocaat.',
    'This organisation names no desk for conflicts about work here. You can turn to human resources, the occupational physician, your union or a lawyer.',
  ),
  happens: [
    {
      text: text(
        'Begin als het kan met een gesprek met uw leidinggevende. Iemand van personeelszaken of een bemiddelaar kan erbij helpen.',
        'If you can, begin with a talk with your supervisor. Somebody of human resources or a mediator can help.',
      ),
    },
    {
      text: text(
        'Tegen een besluit staat onderaan de brief wat u kunt doen en hoe lang u daarvoor heeft. Die tijd is kort: kijk er vandaag naar.',
        'At the foot of a decision stands what you can do against it and how long you have. That time is short: look at it today.',
      ),
    },
    {
      text: text(
        'Een vakbond of advocaat kan zeggen welke weg voor u geldt. Dat verschilt per soort aanstelling en per cao.',
        'A union or lawyer can say which way holds for you. It differs by kind of employment and collective agreement.',
      ),
    },
  ],
  knows: [
    {
      text: text(
        'Wat u met personeelszaken bespreekt, kan uw leidinggevende te weten komen. Vraag vooraf wat onder u blijft.',
        'Your supervisor may come to know what you discuss with human resources. Ask beforehand what stays between you.',
      ),
    },
    {
      text: text(
        'Met een vertrouwenspersoon, vakbond of advocaat praat u vertrouwelijk.',
        'With a confidential counsellor, union or lawyer you talk in confidence.',
      ),
    },
  ],
  protection: [
    {
      text: text(
        'Krijgt u nadeel omdat u eerder iets meldde, dan is het geen gewoon conflict. Dan geldt de bescherming van wie iets meldt.',
        'If you are put at a disadvantage because you reported something before, it is no ordinary conflict. Then the protection of who reports something holds.',
      ),
    },
  ],
  notFor: [
    {
      text: text(
        'U krijgt nadeel na een melding, of er klopt iets niet dat ook anderen raakt',
        'You are put at a disadvantage after a signal, or something is wrong that touches others as well',
      ),
      to: 'signal',
    },
    {
      text: text(
        'U wordt gepest, geïntimideerd of gediscrimineerd',
        'You are bullied, intimidated or discriminated against',
      ),
      to: 'undesirable',
    },
  ],
  wayBack: [
    {
      text: text(
        'Een gesprek legt niets vast. Met een bezwaar of zaak kunt u meestal stoppen; een verstreken termijn komt niet terug.',
        'A talk fixes nothing. You can mostly stop an objection or case; a term that has passed does not come back.',
      ),
    },
  ],
  outside: 'named',
};
