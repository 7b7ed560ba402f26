import { access, wholeCatalogue } from '../../../src/app.ts';
import { pinOf } from '../../../src/organisation/keys/pins.ts';
import type { OrganisationDoor } from '../../../src/platform/database/doorways.ts';
import { freeRoom } from '../../../src/platform/health/surroundings.ts';
import { text } from '../../../src/platform/language/text.ts';
import type { SealingKeys } from '../../../src/platform/sealing/key-file.ts';
import { readAssets } from '../../../src/platform/web/assets.ts';
import type { WorkPremises } from '../../../src/workplace/front/visit.ts';

const assets = readAssets();

/** What the workplace of a test is served with. */
export function premisesOf(
  organisation: string,
  door: OrganisationDoor,
  keys: SealingKeys,
  pinFile: string,
): WorkPremises {
  return {
    organisation,
    door,
    name: text('Waterschap Veld', 'Veld Water Authority'),
    keys,
    assets,
    secure: false,
    examples: false,
    notice: null,
    publicAddress: null,
    reports: null,
    access,
    catalogue: wholeCatalogue,
    registerName: (key) => text(key, key),
    status: () => Promise.reject(new Error('The storage is not asked here.')),
    free: () => freeRoom('.'),
    pinOf: (org) => pinOf(pinFile, org),
  };
}
