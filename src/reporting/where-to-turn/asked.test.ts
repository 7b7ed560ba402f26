import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestOrganisation, type TestOrganisation, tester } from '../../../tests/example-organisation.ts';
import { recordProfile } from '../../codes/profile-versions.ts';
import { organisationSchema } from '../../organisation/records.ts';
import { publicReader } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { withClient } from '../../platform/database/databases.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { whereToTurnQuestion } from './asked.ts';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await openTestOrganisation(
    organisationSchema.parse({
      name: { nl: 'Klein Veld', en: 'Small Veld' },
      profile: 'klein',
      root: 'TOP',
      units: [
        {
          key: 'TOP',
          level: 'organisatie',
          type: 'organisatie',
          names: [{ name: { nl: 'Klein Veld', en: 'Small Veld' } }],
        },
      ],
    }),
  );
});
afterAll(() => organisation.close());

const asked = () => look(organisation.door, publicReader, whereToTurnQuestion, concern, {});

describe('Where to turn, as the public asks it', () => {
  test('is the desks of the profile that holds today, and the name', async () => {
    const { name, profile } = await asked();
    expect(name?.nl).toBe('Klein Veld');
    expect(profile?.procedure).toBe('none');
    expect(profile?.desks.map(({ key }) => key)).toContain('counsellor');
  });

  test('leaves the rest of the profile out of reach of the login behind the public origin', async () => {
    const { storage, organisation: database } = organisation.database;
    await withClient(storage.connection(database, 'runtime'), async (client) => {
      await client.query(`set role daglicht_public; set app.actor_kind = 'public'`);
      await expect(client.query('select content from profile_version')).rejects.toThrow('permission denied');
      await expect(client.query(`select profile_holding(today())`)).rejects.toThrow('permission denied');
      const { rows } = await client.query<{ told: string }>('select where_to_turn() as told');
      const told: unknown = JSON.parse(rows[0]?.told ?? 'null');
      expect(Object.keys(told ?? {}).sort()).toEqual(['desks', 'leaveTo', 'procedure']);
    });
  });

  test('does not change before the day from which another profile holds', async () => {
    const { 'where-to-turn.json': _desks, ...files } = organisation.profile.files;
    await perform(organisation.door, tester, recordProfile, concern, { files, from: '2999-01-01' });
    expect((await asked()).profile?.desks.length).toBeGreaterThan(0);
  });
});
