import type { Profile } from '../../codes/profile.ts';
import {
  type AskedRegister,
  answersFor,
  askedRegister,
  isAskable,
} from '../../collection/annual-call/asked.ts';
import type { ReturnScope, WholeReturn } from '../../collection/annual-call/read-calls.ts';
import { returnQuestion } from '../../collection/annual-call/read-calls.ts';
import { registersOn } from '../../collection/catalogue.ts';
import type { Register } from '../../collection/register.ts';
import { earlier, lastDay, type Period, parsePeriod, today, yearName } from '../../organisation/period.ts';
import { NoOrganisation, structureQuestion } from '../../organisation/records.ts';
import { nameOn, type Structure } from '../../organisation/structure.ts';
import { concern, unitResource } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import type { Language } from '../../platform/language/text.ts';
import { type Asker, hasRole, type SignedIn } from '../front/visit.ts';
import { profileOf } from '../people-lists/profile-of.ts';

/** What pages of a call need: the year, and the organisation that answers for it. */
export interface CallYear {
  readonly profile: Profile;
  readonly structure: Structure;
  /** The registers that a call can ask about. */
  readonly registers: readonly Register[];
  /** Those that it could ask about and that the profile turns off. */
  readonly off: readonly Register[];
  readonly year: Period;
  readonly before: Period;
  /** What the year is called. */
  readonly name: string;
}

/** A reporting year by its key in addresses; null for what is none, and before the organisation is described. */
export async function callYear(visit: Asker, key: string): Promise<CallYear | null> {
  if (!/^(19|20|21)\d\d$/.test(key)) return null;
  try {
    const profile = await profileOf(visit);
    const structure = await look(visit.premises.door, visit.actor, structureQuestion, concern, {});
    const all = visit.premises.catalogue.registers.filter(isAskable);
    const registers = registersOn(all, profile);
    const year = parsePeriod(key, profile.yearStart);
    const off = all.filter((one) => !registers.some((other) => other.key === one.key));
    return { profile, structure, registers, off, year, before: earlier(year, 1), name: yearName(year) };
  } catch (error) {
    if (error instanceof NoOrganisation) return null;
    throw error;
  }
}

/** The key of the reporting year that ended last. */
export async function lastYear(visit: SignedIn): Promise<string | null> {
  const now = await callYear(visit, today().slice(0, 4));
  if (!now) return null;
  const ended = now.year.from <= today() ? 1 : 2;
  return String(Number(now.year.key) - ended);
}

/** What a unit was called in that year. */
export function unitName({ structure, year }: CallYear, key: string, language: Language): string {
  const unit = structure.units.find((one) => one.key === key);
  return unit ? nameOn(unit, lastDay(year)).name[language] : key;
}

/** What a unit is asked about these registers. */
export function askedOf(
  { structure, registers, profile, year }: CallYear,
  unit: string,
  keys: readonly string[],
): readonly AskedRegister[] {
  return registers
    .filter(({ key }) => keys.includes(key))
    .map((register) => askedRegister(register, unit === structure.root, profile.codes, year));
}

/** A return that somebody opened, with what its pages need. */
export interface OpenReturn {
  readonly at: CallYear;
  readonly unit: string;
  readonly found: WholeReturn;
  readonly asked: readonly AskedRegister[];
  readonly scope: ReturnScope;
  /** Its place, without language: "/uitvraag/2025/PBW". */
  readonly place: string;
}

/** Opens a return by year and unit; null where the call does not ask that unit. Throws what refuses who may not see it. */
export async function openReturn(visit: SignedIn, part: string): Promise<OpenReturn | null> {
  const [key = '', unit = ''] = part.split('/');
  if (!hasRole(visit, 'central-coordinator', 'coordinator', 'head')) return null;
  const at = await callYear(visit, key);
  if (!at) return null;
  const asked = askedOf(
    at,
    unit,
    at.registers.map((register) => register.key),
  );
  const { structure, year, before } = at;
  const scope = { period: key, unit, asked, year, before, answersFor: answersFor(structure, year, unit) };
  const found = await look(visit.premises.door, visit.actor, returnQuestion, unitResource(unit), scope);
  if (!found) return null;
  const own = asked.filter((one) => found.own.registers.includes(one.key));
  return { at, unit, found, asked: own, scope: { ...scope, asked: own }, place: `/uitvraag/${key}/${unit}` };
}
