import { setTimeout as delay } from 'node:timers/promises';
import type { PoolConfig } from 'pg';
import { isDatabaseGone } from './database-gone.ts';

/** How to connect to a database. */
export type DatabaseConnection = PoolConfig & {
  /** How long, in milliseconds, a server that was killed may take to come back by itself; absent: it does not. */
  readonly comesBackWithin?: number;
};

/** How long an embedded server may take: its supervisor, or any process that holds it, starts it again. */
export const embeddedComesBackWithin = 10_000;

/**
 * Does again what a lost connection cut short, as long as the server may come back by itself.
 *
 * @param mayRepeat says after a failure whether the work may be done again; without it always, so that `work` is
 *   then a read, a connection, or something that does nothing the second time
 * @throws what `work` threw last
 */
export async function untilItIsBack<Result>(
  { comesBackWithin = 0 }: DatabaseConnection,
  work: () => Promise<Result>,
  mayRepeat: () => boolean = () => true,
): Promise<Result> {
  for (const end = performance.now() + comesBackWithin; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseGone(error) || !mayRepeat() || performance.now() >= end) throw error;
      await delay(50);
    }
  }
}
