import { join } from 'node:path';
import { readJson, readProfile } from '../../../src/codes/profile.ts';
import { describeWithProfile } from '../../../src/codes/profile-versions.ts';
import { organisationSchema } from '../../../src/organisation/records.ts';
import { concern } from '../../../src/platform/access/resource.ts';
import { perform } from '../../../src/platform/database/doorways.ts';
import { examples, tester } from '../../example-organisation.ts';
import { openWorkplace, type TestWorkplace } from './workplace.ts';

/** Opens the workplace of an organisation that is described as Oefen is, without its people. */
export async function openDescribedWorkplace(): Promise<TestWorkplace> {
  const workplace = await openWorkplace();
  await perform(workplace.door, tester, describeWithProfile, concern, {
    description: await readJson(join(examples, 'oefen', 'organisation.json'), organisationSchema),
    profile: { files: (await readProfile(join(examples, '..', 'profiles', 'rijk'))).files, from: null },
  });
  return workplace;
}
