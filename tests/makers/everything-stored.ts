import { withClient } from '../../src/platform/database/databases.ts';
import type { FreshDatabase } from './database.ts';

/** The rows of every table as text, by the name of the table: to look for what may stand nowhere. */
export function everythingStored({
  storage,
  organisation,
}: Pick<FreshDatabase, 'storage' | 'organisation'>): Promise<ReadonlyMap<string, string>> {
  return withClient(storage.connection(organisation, 'owner'), async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    const stored = new Map<string, string>();
    for (const { name } of tables) {
      const { rows } = await client.query<{ lines: string | null }>(
        `select string_agg(t::text, E'\\n') as lines from "${name}" t`,
      );
      stored.set(name, rows[0]?.lines ?? '');
    }
    return stored;
  });
}
