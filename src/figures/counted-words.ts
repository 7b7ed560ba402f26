import { type Language, type Text, text } from '../platform/language/text.ts';
import type { CountedThing } from './cubes/counted-thing.ts';

/** The words for what figures count. A register that counts something else brings the words in its face. */
const words: Readonly<Record<CountedThing, Text>> = {
  incident: text('incidenten', 'incidents'),
  subject: text('betrokkenen', 'people involved'),
  measure: text('maatregelen', 'measures'),
  activity: text('nevenwerkzaamheden', 'outside activities'),
  person: text('personen', 'persons'),
  employment: text('dienstverbanden', 'employments'),
  fte: text('voltijdbanen (fte)', 'full-time equivalents (FTE)'),
  position: text('functies', 'positions'),
  exemption: text('ontheffingen', 'exemptions'),
  complaint: text('klachten', 'complaints'),
  gift: text('geschenken', 'gifts'),
  counsellor: text('vertrouwenspersonen', 'confidential counsellors'),
  conversation: text('gesprekken', 'conversations'),
  'advice request': text('adviesvragen', 'requests for advice'),
  session: text('bijeenkomsten', 'sessions'),
  participant: text('deelnemers', 'participants'),
  report: text('meldingen', 'reports of concern'),
  action: text('acties', 'actions'),
  recommendation: text('aanbevelingen', 'recommendations'),
  return: text('opgaven', 'returns'),
  day: text('dagen', 'days'),
};

/** What a figure counts, in the plural: "incidenten". The name itself where nobody gave it words. */
export function countedWords(
  { counts, countedAs }: { readonly counts: CountedThing; readonly countedAs?: Text },
  language: Language,
): string {
  return (countedAs ?? words[counts])?.[language] ?? counts;
}
