import { sql } from 'kysely';
import type { Database } from '../../platform/database/doorways.ts';
import { ExplainedError } from '../../platform/language/explained-error.ts';
import { text } from '../../platform/language/text.ts';

/** Somebody else has to do it: what it needs may not be seen by who asks. */
class AnotherDoesIt extends ExplainedError {
  override readonly name = 'AnotherDoesIt';
}

/** What is only right when it is made from every record. */
type FromWholeRegister = 'import' | 'statement' | 'export' | 'report';

/**
 * Refuses what is only right for who sees every record: a file that is read again would add what is not seen once more, a
 * statement or export would leave it out, and a report beside what is seen would tell it. The words say no more than
 * that somebody else does it. Throws an {@link AnotherDoesIt}.
 */
export async function needsWholeRegister(database: Database, what: FromWholeRegister): Promise<void> {
  const found = await sql<{ whole: boolean }>`select cardinality(excluded_everywhere()) = 0 as whole`.execute(
    database,
  );
  if (found.rows[0]?.whole === true) return;
  throw new AnotherDoesIt('another-does-it', {
    ...words[what],
    next: text(
      'Vraag een andere centrale coördinator het te doen.',
      'Ask another central coordinator to do it.',
    ),
  });
}

const notMade = text(
  'De registers zoals zij waren; er is niets gemaakt en niets vastgelegd.',
  'The registers as they were; nothing was made and nothing was recorded.',
);

const words = {
  import: {
    what: text(
      'Bestanden worden nu niet door u ingelezen of teruggenomen.',
      'Files are not imported or taken back by you at this time.',
    ),
    where: text('Registers', 'Registers'),
    kept: text(
      'De registers zoals zij waren; er is niets gelezen.',
      'The registers as they were; nothing was read.',
    ),
  },
  statement: {
    what: text(
      'Opgaven worden nu niet door u vastgelegd.',
      'Statements are not recorded by you at this time.',
    ),
    where: text('Opgave aan de ontvanger', 'Statement to the receiver'),
    kept: notMade,
  },
  export: {
    what: text('Exports worden nu niet door u gemaakt.', 'Exports are not made by you at this time.'),
    where: text('Registers', 'Registers'),
    kept: notMade,
  },
  report: {
    what: text(
      'Verslagen worden nu niet door u gemaakt, nagerekend of gepubliceerd. Wat gepubliceerd is, blijft voor u te lezen.',
      'Reports are not made, recomputed or published by you at this time. What was published you can still read.',
    ),
    where: text('Verslagen', 'Reports'),
    kept: notMade,
  },
} as const;
