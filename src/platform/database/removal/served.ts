import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { connect } from '../databases.ts';
import type { Storage } from '../storage.ts';
import { databaseInUse, inUse } from './removal-errors.ts';

/** What keeps known that a process serves organisations. */
export interface Serving {
  readonly end: () => Promise<void>;
}

/*
 * A process that serves an organisation need not have its database open at every moment. It says that it serves it by
 * a shared lock, and who removes it takes the same lock alone. It is the lock of an open transaction, so that it goes
 * when the process goes, however it ends, and holds behind a pooler as well.
 */
const lockOf = `hashtext('served'), hashtext($1)`;

/**
 * Makes known that this process serves these organisations, until it ends; waits for one that is being removed. When
 * the connection is lost it is made again.
 */
export async function serving(storage: Storage, organisations: readonly string[]): Promise<Serving> {
  let client: pg.Client | undefined;
  let isEnded = false;
  const hold = async (): Promise<void> => {
    const held = await connect(storage.maintenanceConnection());
    try {
      await held.query('begin');
      for (const key of organisations)
        await held.query(`select pg_advisory_xact_lock_shared(${lockOf})`, [storage.databaseName(key)]);
    } catch (error) {
      await held.end().catch(() => undefined);
      throw error;
    }
    client = held;
    held.once('end', () => {
      if (!isEnded) void again();
    });
  };
  const again = async (): Promise<void> => {
    for (let wait = 100; !isEnded; wait = Math.min(wait * 2, 10_000)) {
      await delay(wait, undefined, { ref: false });
      try {
        if (!isEnded) return await hold();
      } catch {
        // The server is away; whoever asks for a page is told so.
      }
    }
  };
  await hold();
  return {
    end: async () => {
      isEnded = true;
      await client?.end().catch(() => undefined);
    },
  };
}

/**
 * Does work while nobody serves the organisation, nor can begin to.
 *
 * @throws ClusterError `database-in-use` when a process serves it
 */
export async function whileNotServed<Result>(
  storage: Storage,
  organisation: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const database = storage.databaseName(organisation);
  const client = await connect(storage.maintenanceConnection());
  try {
    await client.query('begin');
    const answer = await client.query<{ free: boolean }>(
      `select pg_try_advisory_xact_lock(${lockOf}) as free`,
      [database],
    );
    if (answer.rows[0]?.free !== true) throw databaseInUse(database, inUse.served);
    // A connection to the very database would keep it from being removed.
    const isOther = client.database !== database;
    if (!isOther) await client.end();
    return await work();
  } finally {
    await client.end().catch(() => undefined);
  }
}
