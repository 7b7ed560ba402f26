import { today } from '../../organisation/period.ts';
import { structureQuestion } from '../../organisation/records.ts';
import { validOn } from '../../organisation/structure.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import type { SignedIn } from '../front/visit.ts';

/** The units of today by key, in the order of the structure, with the names that they bear. */
export async function unitNames(visit: SignedIn): Promise<ReadonlyMap<string, string>> {
  const { units } = await look(visit.premises.door, visit.actor, structureQuestion, concern, {});
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
