import { type Text, text } from '../../platform/language/text.ts';
import type { SituationKey } from './situation-keys.ts';

/*
 * A few questions for who does not know where to turn. Each answer is a link: nothing is sent, nothing is kept, and
 * which page one is on is all that there is to know.
 */

export interface QuestionSheet {
  readonly is: 'question';
  /** The number in the address and the title of its page. */
  readonly sheet: number;
  readonly asks: Text;
  readonly why?: Text;
  readonly answers: readonly { readonly says: Text; readonly to: StepKey }[];
}

export interface OutcomeSheet {
  readonly is: 'outcome';
  readonly sheet: number;
  readonly situation: SituationKey;
  /** Why this route follows from what was answered. */
  readonly because: Text;
}

export type StepKey =
  | 'start'
  | 'against-me'
  | 'what-against-me'
  | 'seen'
  | 'others'
  | 'to-told'
  | 'to-own-doubt'
  | 'to-talk'
  | 'to-complaint'
  | 'to-undesirable'
  | 'to-decision'
  | 'to-detriment'
  | 'to-data-leak'
  | 'to-signal'
  | 'to-agreement'
  | 'to-talk-first';

/** The questions and where they lead. */
export const steps: Readonly<Record<StepKey, QuestionSheet | OutcomeSheet>> = {
  start: {
    is: 'question',
    sheet: 11,
    asks: text('Wat past het best?', 'What fits best?'),
    why: text(
      'Uw antwoord is een link en wordt nergens bewaard. U kunt altijd terug.',
      'Your answer is a link and is kept nowhere. You can always go back.',
    ),
    answers: [
      {
        says: text('Ik zag of hoorde iets dat niet klopt', 'I saw or heard something that is wrong'),
        to: 'seen',
      },
      {
        says: text(
          'Er wordt mij iets aangedaan, of ik word niet goed behandeld',
          'Something is done to me, or I am not treated properly',
        ),
        to: 'against-me',
      },
      { says: text('Iemand vertelde mij iets', 'Somebody told me something'), to: 'to-told' },
      {
        says: text('Ik twijfel over iets van mijzelf', 'I have doubts about something of my own'),
        to: 'to-own-doubt',
      },
      {
        says: text('Ik weet het niet, of ik durf niet', 'I do not know, or I do not dare'),
        to: 'to-talk',
      },
    ],
  },
  'against-me': {
    is: 'question',
    sheet: 12,
    asks: text(
      'Werkt u bij of voor deze organisatie, of heeft u dat gedaan?',
      'Do you work at or for this organisation, or did you?',
    ),
    why: text(
      'Voor wie hier werkt gelden andere regels dan voor burgers en bedrijven.',
      'Other rules hold for who works here than for citizens and companies.',
    ),
    answers: [
      { says: text('Ja', 'Yes'), to: 'what-against-me' },
      { says: text('Nee', 'No'), to: 'to-complaint' },
    ],
  },
  'what-against-me': {
    is: 'question',
    sheet: 13,
    asks: text('Waar gaat het vooral om?', 'What is it mainly about?'),
    answers: [
      {
        says: text(
          'Pesten, discriminatie, intimidatie, seksuele intimidatie, agressie of geweld',
          'Bullying, discrimination, intimidation, sexual harassment, aggression or violence',
        ),
        to: 'to-undesirable',
      },
      {
        says: text(
          'Een besluit, een beoordeling, mijn contract of ruzie over het werk',
          'A decision, an appraisal, my contract or a quarrel about work',
        ),
        to: 'to-decision',
      },
      {
        says: text(
          'Ik krijg nadeel omdat ik iets heb gemeld',
          'I am put at a disadvantage because I reported something',
        ),
        to: 'to-detriment',
      },
      {
        says: text('Iets anders, of ik weet het niet', 'Something else, or I do not know'),
        to: 'to-talk-first',
      },
    ],
  },
  seen: {
    is: 'question',
    sheet: 14,
    asks: text(
      'Zijn er gegevens van mensen gelekt, gestolen of verloren?',
      'Were data of people leaked, stolen or lost?',
    ),
    why: text(
      'Dan telt elk uur: de organisatie moet het snel weten.',
      'Then every hour counts: the organisation has to know soon.',
    ),
    answers: [
      { says: text('Ja', 'Yes'), to: 'to-data-leak' },
      { says: text('Nee, of ik weet het niet', 'No, or I do not know'), to: 'others' },
    ],
  },
  others: {
    is: 'question',
    sheet: 15,
    asks: text(
      'Overtreedt iemand een regel, of lopen anderen gevaar of nadeel?',
      'Does somebody break a rule, or are others in danger or at a disadvantage?',
    ),
    why: text('Het hoeft niet zeker te zijn.', 'It need not be certain.'),
    answers: [
      { says: text('Ja, of misschien', 'Yes, or perhaps'), to: 'to-signal' },
      {
        says: text('Nee, het gaat alleen over mijn eigen werk', 'No, it is only about my own work'),
        to: 'to-agreement',
      },
    ],
  },
  'to-told': {
    is: 'outcome',
    sheet: 16,
    situation: 'told',
    because: text(
      'U hoorde het van een ander. Die bepaalt wat er met het verhaal gebeurt; u kunt daarbij helpen.',
      'You heard it from somebody else. That person decides what happens with the story; you can help.',
    ),
  },
  'to-own-doubt': {
    is: 'outcome',
    sheet: 17,
    situation: 'own-doubt',
    because: text(
      'Het gaat over uzelf en u wilt weten wat mag. Dat is een adviesvraag en geen melding.',
      'It is about yourself and you want to know what is allowed. That is a request for advice and no signal.',
    ),
  },
  'to-talk': {
    is: 'outcome',
    sheet: 18,
    situation: 'talk',
    because: text(
      'Een gesprek legt niets vast. Daarna kunt u nog elke weg kiezen.',
      'A talk fixes nothing. You can choose any way afterwards.',
    ),
  },
  'to-complaint': {
    is: 'outcome',
    sheet: 19,
    situation: 'complaint',
    because: text(
      'U werkt hier niet en bent niet goed behandeld. Daarvoor is het klachtrecht van burgers en bedrijven.',
      'You do not work here and were not treated properly. The right of citizens and companies to complain is for that.',
    ),
  },
  'to-undesirable': {
    is: 'outcome',
    sheet: 20,
    situation: 'undesirable',
    because: text(
      'Dit is ongewenst gedrag tegen u. Daarvoor zijn een vertrouwenspersoon en een klacht, en u kiest zelf.',
      'This is unwanted conduct towards you. A confidential counsellor and a complaint are for that, and you choose.',
    ),
  },
  'to-decision': {
    is: 'outcome',
    sheet: 21,
    situation: 'labour',
    because: text(
      'Het gaat over uw eigen werk of een besluit over u. Daarvoor zijn een gesprek, hulp en soms bezwaar.',
      'It is about your own work or a decision about you. A talk, help and sometimes an objection are for that.',
    ),
  },
  'to-detriment': {
    is: 'outcome',
    sheet: 22,
    situation: 'signal',
    because: text(
      'Nadeel na een melding is verboden. U meldt het zoals een ander signaal; ook het Huis voor Klokkenluiders kan het onderzoeken.',
      'Detriment after a signal is forbidden. You report it like another signal; the Whistleblowers Authority can look into it too.',
    ),
  },
  'to-data-leak': {
    is: 'outcome',
    sheet: 23,
    situation: 'data-leak',
    because: text(
      'Er zijn gegevens van mensen weg of op een verkeerde plek. Daarvoor is een eigen loket dat snel handelt.',
      'Data of people are gone or in a wrong place. A desk of its own, which acts soon, is for that.',
    ),
  },
  'to-signal': {
    is: 'outcome',
    sheet: 24,
    situation: 'signal',
    because: text(
      'Het raakt anderen of een regel. Dan kunt u het melden. Het volgende blad zegt wanneer de wet u daarbij beschermt.',
      'It touches others or a rule. Then you can report it. The next sheet says when the law protects you.',
    ),
  },
  'to-agreement': {
    is: 'outcome',
    sheet: 25,
    situation: 'labour',
    because: text(
      'Het raakt alleen uw eigen werk. Een gesprek of hulp daarbij past beter dan een melding.',
      'It touches your own work only. A talk, or help with one, fits better than a signal.',
    ),
  },
  'to-talk-first': {
    is: 'outcome',
    sheet: 26,
    situation: 'talk',
    because: text(
      'U hoeft het niet te kunnen benoemen. Een gesprek legt niets vast en helpt u zien wat het is.',
      'You need not be able to name it. A talk fixes nothing and helps you see what it is.',
    ),
  },
};

/** The question that leads to a step; undefined for the first. */
export function stepBefore(key: StepKey): QuestionSheet | undefined {
  for (const step of Object.values(steps))
    if (step.is === 'question' && step.answers.some(({ to }) => to === key)) return step;
  return undefined;
}
