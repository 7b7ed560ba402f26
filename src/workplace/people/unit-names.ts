import { today } from '../../organisation/period.ts';
import { NoOrganisation, structureQuestion } from '../../organisation/records.ts';
import { validOn } from '../../organisation/structure.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import type { SignedIn } from '../front/visit.ts';

/** The units of today by key, in their order, with the names that they bear; none before anybody described them. */
export async function unitNames(visit: SignedIn): Promise<ReadonlyMap<string, string>> {
  const units = await unitsOf(visit);
  const day = today();
  return new Map(
    units
      .filter((unit) => validOn(unit, day))
      .map(({ key, names }) => {
        const name = names.find((one) => validOn(one, day)) ?? names.at(-1);
        return [key, name?.name[visit.language] ?? key];
      }),
  );
}

async function unitsOf({ premises, actor }: SignedIn) {
  try {
    return (await look(premises.door, actor, structureQuestion, concern, {})).units;
  } catch (error) {
    if (error instanceof NoOrganisation) return [];
    throw error;
  }
}
