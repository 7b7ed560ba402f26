import type { Profile } from '../../codes/profile.ts';
import { registersOn } from '../../collection/catalogue.ts';
import type { WordsOf } from '../../collection/fields/write-value.ts';
import { type Keeping, keepingOf } from '../../collection/keeping/keeping.ts';
import type { TypedContext } from '../../collection/keeping/typed-record.ts';
import type { Register } from '../../collection/register.ts';
import { today } from '../../organisation/period.ts';
import { NoOrganisation, structureQuestion } from '../../organisation/records.ts';
import type { Structure } from '../../organisation/structure.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { type Asker, hasRole } from '../front/visit.ts';
import { profileOf } from '../people-lists/profile-of.ts';

/** A register that somebody keeps, with what its pages need. */
export interface HeldRegister {
  readonly register: Register;
  readonly keeping: Keeping;
  readonly profile: Profile;
  /** The words for values, as of today. */
  readonly words: WordsOf;
  /** Its place, without language: "/registers/incidenten". */
  readonly place: string;
}

/** The registers that somebody keeps, in their order. */
export async function heldRegisters(visit: Asker): Promise<readonly HeldRegister[]> {
  const kept = visit.premises.catalogue.registers.flatMap((register) => {
    const keeping = keepingOf(register);
    return keeping && hasRole(visit, ...keeping.pages.keptBy.map(({ role }) => role))
      ? [{ register, keeping }]
      : [];
  });
  if (kept.length === 0) return [];
  const described = await describedAs(visit);
  if (!described) return [];
  const { profile, structure } = described;
  const registers = registersOn(
    kept.map(({ register }) => register),
    profile,
  );
  const words: WordsOf = { codes: profile.codes, structure, day: today() };
  return kept
    .filter(({ register }) => registers.some(({ key }) => key === register.key))
    .map(({ register, keeping }) => ({
      register,
      keeping,
      profile,
      words,
      place: `/registers/${keeping.pages.path}`,
    }));
}

/** Profile and structure of today; null before anybody described the organisation. */
async function describedAs(
  visit: Asker,
): Promise<{ readonly profile: Profile; readonly structure: Structure } | null> {
  try {
    return {
      profile: await profileOf(visit),
      structure: await look(visit.premises.door, visit.actor, structureQuestion, concern, {}),
    };
  } catch (error) {
    if (error instanceof NoOrganisation) return null;
    throw error;
  }
}

/** The register at a place in addresses; null for who does not keep it, and where there is none. */
export async function heldRegister(visit: Asker, path: string): Promise<HeldRegister | null> {
  return (await heldRegisters(visit)).find(({ keeping }) => keeping.pages.path === path) ?? null;
}

/** What is needed to read a form of the register: the words, and the units for which it is kept. */
export async function typedContext(visit: Asker, { keeping, words }: HeldRegister): Promise<TypedContext> {
  const units = await look(visit.premises.door, visit.actor, keeping.units, concern, {});
  return { ...words, units };
}
