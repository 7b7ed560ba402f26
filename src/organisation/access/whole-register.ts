import { sql } from 'kysely';
import type { Database } from '../../platform/database/doorways.ts';
import { ExplainedError } from '../../platform/language/explained-error.ts';
import { text } from '../../platform/language/text.ts';

/** Somebody else has to do it: what it needs may not be seen by who asks. */
class AnotherDoesIt extends ExplainedError {
  override readonly name = 'AnotherDoesIt';
}

/**
 * Refuses what is only right for who sees every record: a file that is read again would add what is not seen once more.
 * The words say no more than that somebody else does it. Throws an {@link AnotherDoesIt}.
 */
export async function needsWholeRegister(database: Database): Promise<void> {
  const found = await sql<{ whole: boolean }>`select cardinality(excluded_everywhere()) = 0 as whole`.execute(
    database,
  );
  if (found.rows[0]?.whole === true) return;
  throw new AnotherDoesIt('another-does-it', {
    what: text(
      'Bestanden worden nu niet door u ingelezen of teruggenomen.',
      'Files are not imported or taken back by you at this time.',
    ),
    where: text('Registers', 'Registers'),
    kept: text(
      'De registers zoals zij waren; er is niets gelezen.',
      'The registers as they were; nothing was read.',
    ),
    next: text(
      'Vraag een andere centrale coördinator het te doen.',
      'Ask another central coordinator to do it.',
    ),
  });
}
