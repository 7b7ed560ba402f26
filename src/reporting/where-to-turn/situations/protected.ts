import { text } from '../../../platform/language/text.ts';
import type { Line } from './situation.ts';

/** Protection of who reports, as the Whistleblower Protection Act gives it (articles 17da to 17h). */
export const protectionOfReporters: readonly Line[] = [
  {
    text: text(
      'U mag door een melding geen nadeel krijgen. Denk aan ontslag, een slechte beoordeling, overplaatsing, pesten of het einde van een opdracht. Ook ermee dreigen mag niet. (Wbk, artikel 17da)',
      'You may not be put at a disadvantage because of a signal: dismissal, a bad appraisal, a transfer, bullying or the end of an assignment. Threatening with it is not allowed either. (Wbk, article 17da)',
    ),
  },
  {
    text: text(
      'U hoeft geen gelijk te krijgen. Genoeg is dat u goede redenen had om te denken dat het klopte. (Wbk, artikel 17e)',
      'You need not turn out to be right. It is enough that you had good reasons to think that it was true. (Wbk, article 17e)',
    ),
  },
  {
    text: text(
      'Krijgt u toch nadeel, dan gaat de wet ervan uit dat het door de melding komt. De werkgever moet dan laten zien dat het anders is. (Wbk, artikel 17eb)',
      'If you are put at a disadvantage all the same, the law presumes that the signal is the cause. The employer then has to show otherwise. (Wbk, article 17eb)',
    ),
  },
  {
    text: text(
      'Wie u helpt en wie u na staat, is ook beschermd. (Wbk, artikel 17ec)',
      'Whoever helps you and who is close to you is protected too. (Wbk, article 17ec)',
    ),
  },
  {
    text: text(
      'De wet geldt voor misstanden die u door uw werk kent, nu of vroeger. Of uw melding daaronder valt, kunt u vooraf gratis vragen bij het Huis voor Klokkenluiders.',
      'The act is about wrongdoing that you know through your work, now or in the past. Whether your signal falls under it you can ask the Whistleblowers Authority beforehand, free of charge.',
    ),
  },
];
