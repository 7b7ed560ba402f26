import { type CodeLists, codeList, codesOn } from '../../codes/code-lists.ts';
import type { CountedThing } from '../../figures/cubes/counted-thing.ts';
import { lastDay, type Period } from '../../organisation/period.ts';
import {
  below,
  chainAbove,
  parentOn,
  type Structure,
  type Unit,
  unitsDuring,
} from '../../organisation/structure.ts';
import type { Text } from '../../platform/language/text.ts';
import type { ConfirmedRecords, Register, ReturnField, WhoKnows } from '../register.ts';
import { headcountField } from '../returns/headcount-field.ts';

/** One question of a return: a field, or one part of it. */
export interface AskedQuestion {
  readonly field: string;
  /** The code of its part; empty where the field has none. */
  readonly part: string;
  readonly label: Text;
  readonly partLabel: Text | null;
  readonly counts: CountedThing;
  /** In what it is expressed. */
  readonly unit: 'count' | NonNullable<ReturnField['unit']>;
}

/** What a call asks about one register. */
export interface AskedRegister {
  readonly key: string;
  readonly name: Text;
  readonly what: Text;
  readonly questions: readonly AskedQuestion[];
  readonly confirmed: ConfirmedRecords | null;
  /** Whether the answer stands beside its records, as an answer to the call. */
  readonly answersCall: boolean;
  /** Who in the unit knows the answers. */
  readonly knownBy: WhoKnows;
  /** Whether its questions are handed to people with an account alone. */
  readonly accountsOnly: boolean;
}

/** The return fields of a register that are its own: the number of staff comes from HR. */
function ownFields({ key, fields }: Register): Register['fields'] {
  return fields.filter((field) => field.key.startsWith(`${key}.`) && field.key !== headcountField.key);
}

/** Whether a call can ask about the register at all. */
export function isAskable(register: Register): boolean {
  return register.annualCall || ownFields(register).length > 0;
}

/** The fields that units return by themselves: those that stand on a sheet with a column for the unit. */
function unitFields({ imports }: Register): ReadonlySet<string> {
  return new Set(
    imports
      .filter(({ columns }) => columns.some(({ key }) => key === 'unit'))
      .flatMap(({ columns }) => columns.map(({ key }) => key)),
  );
}

/** Whether single units can be asked about the register, or the organisation as a whole alone. */
export function canAskUnits(register: Register): boolean {
  const ofUnits = unitFields(register);
  return register.annualCall || ownFields(register).some(({ key }) => ofUnits.has(key));
}

/**
 * What a unit is asked about a register.
 *
 * @param isWhole whether it is the organisation as a whole
 */
export function askedRegister(
  register: Register,
  isWhole: boolean,
  codes: CodeLists,
  year: Period,
): AskedRegister {
  const ofUnits = unitFields(register);
  const fields = ownFields(register).filter(({ key }) => isWhole || ofUnits.has(key));
  return {
    key: register.key,
    name: register.name,
    what: register.what,
    confirmed: register.confirmed ?? null,
    answersCall: register.annualCall,
    knownBy: register.knownBy ?? 'coordinator',
    accountsOnly: register.accountsOnly === true,
    questions: fields.flatMap(({ key, label, counts, part, unit }): readonly AskedQuestion[] =>
      part === undefined
        ? [{ field: key, part: '', label, partLabel: null, counts, unit: unit ?? 'count' }]
        : codesOn(codeList(codes, part), lastDay(year)).map((code) => ({
            field: key,
            part: code.code,
            label,
            partLabel: code.label,
            counts,
            unit: unit ?? 'count',
          })),
    ),
  };
}

/** The last day of a unit within a year, on which its place is looked up. */
function placeDay({ until }: Unit, year: Period): string {
  if (until === null || until >= year.until) return lastDay(year);
  return lastDay({ ...year, until });
}

/** The units of a year, each with whether somebody stands below it. */
export function unitsOfYear(
  structure: Structure,
  year: Period,
): readonly { readonly unit: Unit; readonly isAbove: boolean }[] {
  const units = unitsDuring(structure, year.from, year.until);
  const above = new Set(units.map((unit) => parentOn(unit, placeDay(unit, year))));
  return units.map((unit) => ({ unit, isAbove: above.has(unit.key) }));
}

/** A chosen unit and one that stands above it and was chosen too; undefined where there is none. */
export function overlap(
  structure: Structure,
  year: Period,
  chosen: readonly string[],
): { readonly unit: string; readonly above: string } | undefined {
  const units = unitsDuring(structure, year.from, year.until).filter(({ key }) => chosen.includes(key));
  for (const unit of units) {
    const above = chainAbove(structure, unit.key, placeDay(unit, year)).find((key) => chosen.includes(key));
    if (above !== undefined) return { unit: unit.key, above };
  }
  return undefined;
}

/** The units whose records a unit answers for: itself and those below it in that year. */
export function answersFor(structure: Structure, year: Period, unit: string): readonly string[] {
  const [known] = structure.units.filter(({ key }) => key === unit);
  if (!known) return [];
  return [...new Set([unit, ...below(structure, unit, placeDay(known, year)).map(({ key }) => key)])];
}
