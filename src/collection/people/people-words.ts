import { type Text, text } from '../../platform/language/text.ts';
import { type DifferenceKind, differenceKinds } from './stated-people.ts';

const words: Readonly<Record<DifferenceKind, Text>> = {
  joined: text('In dienst', 'Joined'),
  left: text('Uit dienst', 'Left'),
  moved: text('Ander onderdeel', 'Other unit'),
  supervisor: text('Andere leidinggevende', 'Other supervisor'),
  function: text('Andere functie', 'Other function'),
  hours: text('Andere uren', 'Other hours'),
  kind: text('Andere soort dienstverband', 'Other kind of employment'),
  dates: text('Andere begin- of einddatum', 'Other first or last day'),
  'employment-added': text('Dienstverband erbij', 'Employment added'),
  'employment-ended': text('Een van de dienstverbanden eindigt', 'One of the employments ends'),
  name: text('Andere naam', 'Other name'),
  mail: text('Ander e-mailadres', 'Other mail address'),
  'mail-reused': text('E-mailadres gaat naar een ander', 'Mail address goes to somebody else'),
  number: text('Tweede personeelsnummer', 'Second personnel number'),
  'role-ends': text('Rol eindigt door vertrek', 'Role ends by leaving'),
};

/** What a kind of difference is called. */
export function differenceWords(kind: string): Text {
  const known = differenceKinds.find((one) => one === kind);
  return known ? words[known] : text(kind, kind);
}
