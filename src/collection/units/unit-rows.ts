import type { Profile } from '../../codes/profile.ts';
import { text } from '../../platform/language/text.ts';
import { yesNo } from '../fields/field.ts';
import { readYesNo } from '../fields/read-value.ts';
import { readDay } from '../import/cells/cell-day.ts';
import { type Finding, findingAt, type InputRow } from '../import/import-face.ts';
import { unitColumns } from './unit-columns.ts';

/** A dated fact as a row states it; days are ISO dates. */
interface Stretch {
  readonly from: string | null;
  readonly until: string | null;
}

/** What one row of a list says about a unit. Null: it says nothing. */
export interface UnitRow {
  readonly row: InputRow;
  readonly key: string | null;
  readonly abbreviation: string | null;
  readonly name: string | null;
  readonly nameEn: string | null;
  readonly named: Stretch;
  readonly parent: string | null;
  readonly origin: 'source' | 'added' | null;
  readonly placed: Stretch;
  readonly policy: string | null;
  readonly applied: Stretch;
  readonly level: string | null;
  readonly type: string | null;
  readonly external: boolean | null;
  readonly from: string | null;
  readonly until: string | null;
}

/** Reads one row of a list of units. What is no day, level, type or key is refused. */
export function readUnitRow(row: InputRow, profile: Profile, found: Finding[]): UnitRow {
  const cell = (key: string) => row.cells[key]?.text || null;
  const day = (key: string) => readDay(row, key, labelOf(key), found);
  const key = cell('key');
  if (key !== null && !isUnitKey(key)) found.push(keyUnclear(row, 'key'));
  if (key === null && cell('name') === null && cell('abbreviation') === null)
    found.push(refused(row, 'name', 'name-missing', nameAdvice));
  const placed = { from: day('parentFrom'), until: day('parentUntil') };
  if (cell('parent') === null && (placed.from ?? placed.until) !== null)
    found.push(refused(row, 'parent', 'place-missing', placeAdvice));
  return {
    row,
    key,
    abbreviation: cell('abbreviation'),
    name: cell('name'),
    nameEn: cell('nameEn'),
    named: { from: day('nameFrom'), until: day('nameUntil') },
    parent: cell('parent'),
    origin: originOf(row, found),
    placed,
    policy: cell('policy'),
    applied: { from: day('policyFrom'), until: day('policyUntil') },
    level: oneOf(row, 'level', profile.levels, found),
    type: oneOf(row, 'type', profile.unitTypes, found),
    external: yesOrNo(row, found),
    from: day('from'),
    until: day('until'),
  };
}

/** Whether a text can be the key of a unit. */
export function isUnitKey(written: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9-]*$/.test(written);
}

/** A finding about a column of a list of units. */
export function refused(row: InputRow, key: string, kind: string, advice: Finding['advice']): Finding {
  return findingAt(row, 'refused', kind, row.cells[key], labelOf(key), advice);
}

function labelOf(key: string): string {
  return unitColumns.find((one) => one.key === key)?.label.nl ?? key;
}

/** A key, as stated or as confirmed for the name in a column, that no unit can bear. */
export function keyUnclear(row: InputRow, column: string): Finding {
  return refused(row, column, 'key-unclear', keyAdvice);
}

const keyAdvice = text(
  'Een sleutel bestaat uit letters, cijfers en streepjes. Schrijf bijvoorbeeld AB-1.',
  'A key consists of letters, digits and hyphens. Write for example AB-1.',
);

const nameAdvice = text(
  'Deze rij noemt geen sleutel, afkorting of naam.',
  'This row states no key, abbreviation or name.',
);

const placeAdvice = text(
  'Deze rij zegt van wanneer tot wanneer het onderdeel ergens onder valt, maar niet waaronder. Schrijf de sleutel van het onderdeel erboven, en die van de organisatie zelf als het direct onder de top valt.',
  'This row says from when until when the unit stands below another, but not below which. Write the key of the unit above it, and that of the organisation itself where the unit stands directly below the top.',
);

interface Choice {
  readonly key: string;
  readonly name: { readonly nl: string; readonly en: string };
}

function oneOf(row: InputRow, column: string, choices: readonly Choice[], found: Finding[]): string | null {
  const written = row.cells[column]?.text ?? '';
  if (written === '') return null;
  const plain = written.toLowerCase();
  const choice = choices.find((one) =>
    [one.key, one.name.nl, one.name.en].some((name) => name.toLowerCase() === plain),
  );
  if (choice) return choice.key;
  const advice = text(
    `„${written}” kent het profiel niet. Wel: ${choices.map((one) => one.name.nl).join(', ')}.`,
    `The profile does not know “${written}”. It knows: ${choices.map((one) => one.name.en).join(', ')}.`,
  );
  found.push(refused(row, column, `${column}-unknown`, advice));
  return null;
}

function originOf(row: InputRow, found: Finding[]): 'source' | 'added' | null {
  const written = (row.cells['origin']?.text ?? '').toLowerCase();
  if (written === '') return null;
  if (['source', 'bron'].includes(written)) return 'source';
  if (['added', 'toegevoegd'].includes(written)) return 'added';
  const advice = text('Schrijf „bron” of „toegevoegd”.', 'Write “source” or “added”.');
  found.push(refused(row, 'origin', 'origin-unclear', advice));
  return null;
}

function yesOrNo(row: InputRow, found: Finding[]): boolean | null {
  const written = row.cells['external']?.text ?? '';
  if (written === '') return null;
  const reading = readYesNo(written, yesNo);
  if (reading.ok) return reading.value;
  found.push(refused(row, 'external', reading.kind, reading.advice));
  return null;
}
