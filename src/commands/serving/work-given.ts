import type { Daglicht } from '../../app.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import { readExample } from '../../examples/example-files.ts';
import { pinFilePlace } from '../../organisation/keys/pins.ts';
import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { holdsSealed } from '../../platform/identity/accounts/sign-in.ts';
import type { Text } from '../../platform/language/text.ts';
import { keyFilePlace, readKeys, type SealingKeys } from '../../platform/sealing/key-file.ts';
import { ReportMaker } from '../../publication/workbench/making/maker.ts';
import type { WorkGiven } from './open-sites.ts';

/** The addresses of this machine that only this machine reaches. */
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

/**
 * The keys of this installation. They are made at the first start; never where a database holds values that were
 * sealed under others. Throws a KeyFileFault.
 */
export async function keysOf(
  { environment, folder }: Pick<Daglicht, 'environment' | 'folder'>,
  opened: readonly Pick<OpenOrganisation, 'door'>[],
): Promise<SealingKeys> {
  const sealed = await Promise.all(
    opened.map(({ door }) => look(door, identityActor, holdsSealed, concern, {})),
  );
  return readKeys(keyFilePlace(environment, folder), !sealed.includes(true));
}

/** What workplaces are made with, for who serves these organisations at this address. */
export async function workGiven(
  daglicht: Daglicht,
  opened: readonly OpenOrganisation[],
  host: string,
  hasHosts: boolean,
  tell: (line: string) => void,
): Promise<WorkGiven> {
  const notices = await Promise.all(
    opened.map(async ({ key }): Promise<readonly (readonly [string, Text])[]> => {
      const example = await readExample(key);
      return example ? [[key, example.notice]] : [];
    }),
  );
  const told = new Map(notices.flat());
  return {
    keys: await keysOf(daglicht, opened),
    dataFolder: daglicht.folder,
    pinFile: pinFilePlace(daglicht.environment, daglicht.folder),
    examples: !hasHosts && loopback.has(host),
    notices: told,
    makers: new Map(opened.map((one) => [one.key, new ReportMaker(one, told.get(one.key) ?? null, tell)])),
  };
}
