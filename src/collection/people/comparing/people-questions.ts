import { type Text, text } from '../../../platform/language/text.ts';
import type { Finding } from '../../import/import-face.ts';
import type { StatedEmployment } from '../stated-people.ts';

/* What a list of people leaves open, in words. A finding names rows, never somebody: it may be kept and logged. */

type Row = StatedEmployment | undefined;

function at(row: Row, weight: Finding['weight'], kind: string, column: string, advice: Text): Finding {
  return { weight, kind, sheet: '', row: row?.line ?? 0, column, value: '', advice };
}

/** How an answer about the number of a row is written, where its number may not be repeated. */
const answerNl = 'person:<nummer van deze rij>';
const answerEn = 'person:<number of this row>';

export function numberOfTwo(row: Row, other: Row): Finding {
  return at(
    row,
    'refused',
    'number-of-two',
    'Personeelsnummer',
    text(
      `Rij ${other?.line} en rij ${row?.line} hebben één nummer en heel andere namen. Geef ieder een eigen nummer, of schrijf de naam gelijk als het één persoon is.`,
      `Row ${other?.line} and row ${row?.line} have one number and quite other names. Give each a number of their own, or write the name alike if it is one person.`,
    ),
  );
}

export function numberReused(row: Row): Finding {
  return at(
    row,
    'refused',
    'number-reused',
    'Personeelsnummer',
    text(
      `Dit nummer was van iemand met een heel andere naam. Is het iemand anders: --map '${answerNl}=-'. Is het dezelfde persoon met een nieuwe naam: --map '${answerNl}=<hetzelfde nummer>'.`,
      `This number was of somebody with quite another name. If it is somebody else: --map '${answerEn}=-'. If it is the same person with a new name: --map '${answerEn}=<the same number>'.`,
    ),
  );
}

export function mailOfTwo(row: Row, other: Row): Finding {
  return at(
    row,
    'refused',
    'two-numbers',
    'E-mailadres',
    text(
      `Rij ${other?.line} heeft hetzelfde e-mailadres onder een ander nummer. Is het één persoon: --map '${answerNl}=<nummer van rij ${other?.line}>'. Zijn het er twee: --map '${answerNl}=-'.`,
      `Row ${other?.line} has the same mail address under another number. If it is one person: --map '${answerEn}=<number of row ${other?.line}>'. If there are two: --map '${answerEn}=-'.`,
    ),
  );
}

export function twoNumbers(row: Row): Finding {
  return at(
    row,
    'refused',
    'two-numbers',
    'Personeelsnummer',
    text(
      `Iemand met dit e-mailadres en deze naam is al bekend onder een ander nummer, dat niet op de lijst staat. Is het dezelfde persoon: --map '${answerNl}=<het andere nummer>'. Is het iemand anders: --map '${answerNl}=-'.`,
      `Somebody with this mail address and this name is known already under another number, which is not on the list. If it is the same person: --map '${answerEn}=<the other number>'. If it is somebody else: --map '${answerEn}=-'.`,
    ),
  );
}

export function sharedMail(row: Row, other: Row): Finding {
  return at(
    row,
    'doubtful',
    'mail-shared',
    'E-mailadres',
    text(
      `Rij ${other?.line} heeft hetzelfde e-mailadres en is iemand anders. Wie aan dit adres schrijft, bereikt er één. Klopt het?`,
      `Row ${other?.line} has the same mail address and is somebody else. Who writes to this address reaches one of them. Is it right?`,
    ),
  );
}

export function supervisorUnknown(row: Row): Finding {
  return at(
    row,
    'doubtful',
    'supervisor-unknown',
    'Personeelsnummer leidinggevende',
    text(
      'Dit nummer van een leidinggevende staat niet op de lijst en is niet bekend: bewaard zonder leidinggevende.',
      'This number of a supervisor is not on the list and not known: kept without a supervisor.',
    ),
  );
}

export function supervisorSelf(row: Row): Finding {
  return at(
    row,
    'note',
    'supervisor-self',
    'Personeelsnummer leidinggevende',
    text(
      'Deze persoon staat er als eigen leidinggevende: bewaard zonder leidinggevende.',
      'This person stands as their own supervisor: kept without one.',
    ),
  );
}

/** @param lines the rows of a circle; null for somebody who is not on the list */
export function supervisorCircle(lines: readonly (number | null)[]): Finding {
  const [first] = lines;
  const written = (word: string, other: string) =>
    [...lines, first ?? null].map((line) => (line === null ? other : `${word} ${line}`)).join(' → ');
  return {
    weight: 'refused',
    kind: 'supervisor-circle',
    sheet: '',
    row: lines.find((line) => line !== null) ?? 0,
    column: 'Personeelsnummer leidinggevende',
    value: '',
    advice: text(
      `Deze mensen geven in een kring leiding aan elkaar: ${written('rij', 'iemand buiten de lijst')}. Verbeter een van deze rijen.`,
      `These people supervise each other in a circle: ${written('row', 'somebody outside the list')}. Correct one of these rows.`,
    ),
  };
}

export function manyGone(gone: number, before: number): Finding {
  return {
    weight: 'refused',
    kind: 'many-gone',
    sheet: '',
    row: 0,
    column: '',
    value: '',
    advice: text(
      `Van de ${before} mensen die deze afzender eerder noemde, staan er ${gone} niet meer op de lijst. Is de lijst wel heel? Zijn zij echt weg, zeg het dan met hun aantal: --gone ${gone}.`,
      `Of the ${before} people whom this sender named before, ${gone} are on the list no more. Is the list whole? If they have really left, say so with their number: --gone ${gone}.`,
    ),
  };
}

export function employmentTwice(row: Row, other: Row): Finding {
  return at(
    row,
    'doubtful',
    'row-twice',
    '',
    text(
      `Deze rij is gelijk aan rij ${other?.line}: gelezen als één dienstverband.`,
      `This row is equal to row ${other?.line}: read as one employment.`,
    ),
  );
}
