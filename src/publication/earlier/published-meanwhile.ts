import { sql } from 'kysely';
import type { Database } from '../../platform/database/doorways.ts';
import { ExplainedError } from '../../platform/language/explained-error.ts';
import { text } from '../../platform/language/text.ts';

/** Another publication appeared while this one was made; nothing was stored. */
class PublishedMeanwhile extends ExplainedError {
  override readonly name = 'PublishedMeanwhile';
}

/**
 * Whether there are still as many publications as were known. Throws {@link PublishedMeanwhile}; nobody publishes
 * until the transaction ends.
 */
export async function refuseOutdated(database: Database, known: number): Promise<void> {
  // Two publications at once wait for each other; the lock goes with the transaction.
  await sql`select pg_advisory_xact_lock(hashtext('publish'))`.execute(database);
  const present = await database
    .selectFrom('publication')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  if (Number(present.count) === known) return;
  throw new PublishedMeanwhile('published-meanwhile', {
    what: text(
      'Terwijl dit verslag werd gemaakt, is een ander gepubliceerd. Beide samen zijn niet op herleidbaarheid nagekeken.',
      'While this report was made, another one was published. The two together were not checked for what they disclose.',
    ),
    where: text('de publicaties van deze organisatie', 'the publications of this organisation'),
    kept: text(
      'de andere publicatie; van deze is niets opgeslagen',
      'the other publication; nothing of this one was stored',
    ),
    next: text('voer de opdracht opnieuw uit', 'run the command again'),
  });
}
