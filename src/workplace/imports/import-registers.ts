import type { Profile } from '../../codes/profile.ts';
import { registersOn } from '../../collection/catalogue.ts';
import { keepingOf } from '../../collection/keeping/keeping.ts';
import type { Register } from '../../collection/register.ts';
import { NoOrganisation, structureQuestion } from '../../organisation/records.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { say } from '../../platform/language/messages.ts';
import type { SignedIn } from '../front/visit.ts';
import { unitNames } from '../people/unit-names.ts';
import { profileOf } from '../people-lists/profile-of.ts';
import { importWords as words } from './import-words.ts';

/** The registers of an organisation that somebody reads files into. */
export interface ReadRegisters {
  readonly registers: readonly Register[];
  readonly profile: Profile;
}

/** Whether a role of somebody may read files into some register: for what a page offers. */
export function mayRead(visit: SignedIn): boolean {
  return visit.premises.catalogue.registers.some(({ key }) => mayReadInto(visit, key));
}

function mayReadInto({ premises, roles }: SignedIn, register: string): boolean {
  return premises.access
    .rowsFor('person', 'do', `${register}.import`)
    .some(({ who }) => roles.some((role) => role === who));
}

/**
 * The registers that somebody reads files into, in their order; null for who reads into none, and before the
 * organisation was described.
 */
export async function readRegisters(visit: SignedIn): Promise<ReadRegisters | null> {
  if (!mayRead(visit)) return null;
  const profile = await profileOf(visit).catch((error: unknown) => {
    if (error instanceof NoOrganisation) return null;
    throw error;
  });
  if (profile === null) return null;
  const registers = registersOn(visit.premises.catalogue.registers, profile).filter(
    ({ key, imports }) => imports.length > 0 && mayReadInto(visit, key),
  );
  return { registers, profile };
}

/** Whether people fill in a file for a register: others are read from exports alone. */
export function hasTemplate({ imports }: Register): boolean {
  return imports.some(({ ofExports }) => !ofExports);
}

/** Where the records of a register are found in the workplace; undefined where it has no pages. */
export function placeOfRegister(register: Register): string | undefined {
  const keeping = keepingOf(register);
  return keeping && `/registers/${keeping.pages.path}`;
}

/** The units of today by key with their names, the whole organisation first. */
export async function unitsOfFile(visit: SignedIn): Promise<ReadonlyMap<string, string>> {
  const { premises, actor, language } = visit;
  const names = await unitNames(visit);
  const { root } = await look(premises.door, actor, structureQuestion, concern, {});
  const whole = say(words.wholeOrganisation[language], language, { name: names.get(root) ?? root });
  return new Map([[root, whole], ...[...names].filter(([key]) => key !== root)]);
}
