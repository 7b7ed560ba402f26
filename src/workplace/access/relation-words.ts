import type { Relation } from '../../platform/access/relation.ts';
import { type Text, text } from '../../platform/language/text.ts';

/** What each relation of the access table means. */
export const relationWords: Readonly<Record<Relation, Text>> = {
  own: text('zichzelf', 'oneself'),
  team: text('het eigen team', 'the own team'),
  unit: text('het eigen onderdeel en wat eronder valt', 'the own unit and what is below it'),
  concern: text('de hele organisatie', 'the whole organisation'),
  assigned: text('wat aan de persoon is toegewezen', 'what was assigned to the person'),
  none: text('ongeacht waarover', 'whatever it is about'),
};
