import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';
import { accessTable } from '../access/access-table.ts';
import { operator } from '../access/actor.ts';
import { concern } from '../access/resource.ts';
import { type DatabaseConnection, untilItIsBack } from './coming-back.ts';
import { isDatabaseGone } from './database-gone.ts';
import { withClient } from './databases.ts';
import {
  type Action,
  closeOrganisation,
  type Database,
  look,
  type OrganisationDoor,
  openOrganisation,
  perform,
  type Question,
} from './doorways.ts';
import { ClusterError } from './errors.ts';

const because = 'test';
const table = accessTable([
  { who: 'operator', may: 'do', what: 'test.write', on: 'concern', because },
  { who: 'operator', may: 'see', what: 'test.read', on: 'concern', because },
]);
const anna = operator('anna');

let fresh: FreshDatabase;
let door: OrganisationDoor;
/** As the embedded server has it, whichever server the tests run on. */
let connection: DatabaseConnection;
beforeAll(async () => {
  fresh = await freshDatabase();
  connection = {
    ...fresh.storage.connection(fresh.organisation, 'runtime'),
    comesBackWithin: 5000,
  };
  door = openOrganisation('test', connection, table);
});
afterAll(async () => {
  await closeOrganisation(door);
  await fresh.drop();
});

/** Ends every other connection of the runtime login, as a server does that stops. */
async function cutConnections(condition = 'true'): Promise<number> {
  return withClient(connection, async (client) => {
    const answer = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = session_user and pid <> pg_backend_pid() and ${condition}`,
    );
    return answer.rowCount ?? 0;
  });
}

/** Counts how often it was asked, and is cut the first `cuts` times. */
function countingRead(cuts: number): { question: Question<null, number>; times: () => number } {
  let asked = 0;
  return {
    times: () => asked,
    question: {
      name: 'test.read',
      confidential: false,
      object: () => 'units',
      ask: async (database) => {
        asked++;
        if (asked <= cuts) await cutConnections();
        return (await database.selectFrom('unit').select('key').execute()).length;
      },
    },
  };
}

function writing(key: string, during: (database: Database) => Promise<void>): Action<null, string> {
  return {
    name: 'test.write',
    input: z.null(),
    object: () => key,
    change: async (database) => {
      await database.insertInto('unit').values({ key, level: 'unit', type: 'other' }).execute();
      await during(database);
      return { result: key, audit: {} };
    },
  };
}

async function hasUnit(key: string): Promise<boolean> {
  const question: Question<null, boolean> = {
    name: 'test.read',
    confidential: false,
    object: () => key,
    ask: async (database) =>
      (await database.selectFrom('unit').select('key').where('key', '=', key).execute()).length === 1,
  };
  return look(door, anna, question, concern, null);
}

describe('When an embedded server is killed', () => {
  test('a read is asked again until it is answered', async () => {
    const { question, times } = countingRead(2);
    expect(await look(door, anna, question, concern, null)).toBe(0);
    expect(times()).toBe(3);
  });

  test('a read of a server that does not come back by itself is not', async () => {
    const { comesBackWithin: _, ...lasting } = connection;
    const other = openOrganisation('other', lasting, table);
    try {
      const { question, times } = countingRead(1);
      const error: unknown = await look(other, anna, question, concern, null).catch(
        (reason: unknown) => reason,
      );
      expect(isDatabaseGone(error)).toBe(true);
      expect(times()).toBe(1);
    } finally {
      await closeOrganisation(other);
    }
  });

  test('a write whose connection was lost before it began is done, once', async () => {
    await hasUnit('none');
    expect(await cutConnections()).toBeGreaterThan(0);
    let changes = 0;
    const action = writing('after', async () => {
      changes++;
    });
    expect(await perform(door, anna, action, concern, null)).toBe('after');
    expect(changes).toBe(1);
    expect(await hasUnit('after')).toBe(true);
  });

  test('a write that is cut half-way is not done, and not done again', async () => {
    let changes = 0;
    const action = writing('half', async () => {
      changes++;
      await cutConnections();
    });
    const error: unknown = await perform(door, anna, action, concern, null).catch(
      (reason: unknown) => reason,
    );
    expect(isDatabaseGone(error)).toBe(true);
    expect(changes).toBe(1);
    expect(await hasUnit('half')).toBe(false);
  });

  test('a write that is cut while it is committed says that nobody knows, in words', async () => {
    await withClient(fresh.storage.connection(fresh.organisation, 'owner'), (client) =>
      client.query(`
        create function slow_commit() returns trigger language plpgsql as $$
          begin perform pg_sleep(10); return null; end $$;
        create constraint trigger slow_commit after insert on unit deferrable initially deferred
          for each row when (new.key = 'unknown') execute function slow_commit()`),
    );
    const action = writing('unknown', async () => undefined);
    const outcome = perform(door, anna, action, concern, null).catch((reason: unknown) => reason);
    await expect.poll(() => cutConnections(`wait_event = 'PgSleep'`), { timeout: 9000 }).toBe(1);
    const error = await outcome;
    expect(error).toBeInstanceOf(ClusterError);
    expect(error).toMatchObject({ code: 'outcome-unknown' });
    expect(error instanceof ClusterError && error.inLanguage('nl')).toMatch(
      /terwijl een wijziging werd vastgelegd[\s\S]*Behouden: [\s\S]*Wat nu: Kijk eerst of de wijziging er is/,
    );
    expect(await hasUnit('unknown')).toBe(false);
  });

  test('work that fails for another reason is not repeated', async () => {
    let tries = 0;
    const wrong = untilItIsBack(connection, async () => {
      tries++;
      await withClient(connection, (client) => client.query('select from nothing_of_that_name'));
    });
    await expect(wrong).rejects.toThrow(/nothing_of_that_name/);
    expect(tries).toBe(1);
  });
});
