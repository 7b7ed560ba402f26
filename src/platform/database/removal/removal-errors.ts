import { type Text, text } from '../../language/text.ts';
import { ClusterError } from '../errors.ts';

/* Why a database is not removed, and how a person is told. */

const kept = text('Alles: er is niets verwijderd.', 'Everything: nothing was removed.');

/** Another program serves the organisation, or works in its database. */
export function databaseInUse(database: string, by: Text): ClusterError {
  return new ClusterError('database-in-use', {
    what: text(`De organisatie is in gebruik: ${by.nl}.`, `The organisation is in use: ${by.en}.`),
    where: text(`database ${database}`, `database ${database}`),
    kept,
    next: text(
      'Stop die programma’s (een site met Ctrl+C in haar venster; op een server ook die op andere machines), en voer de opdracht opnieuw uit.',
      'Stop those programs (a site with Ctrl+C in its window; on a server also those on other machines), and run the command again.',
    ),
  });
}

/** How a database is in use. */
export const inUse = {
  served: text('„serve” toont haar site', '“serve” shows its site'),
  connected: text('een ander programma heeft haar database open', 'another program has its database open'),
} as const satisfies Readonly<Record<string, Text>>;

/** The owner login does not own the database. @param statement what an administrator may run instead */
export function mayNotRemove(database: string, statement: string, cause: unknown): ClusterError {
  return new ClusterError(
    'may-not-remove',
    {
      what: text(
        `Het eigenaarsaccount mag de database ${database} niet verwijderen.`,
        `The owner login may not remove the database ${database}.`,
      ),
      where: text('DATABASE_OWNER_URL', 'DATABASE_OWNER_URL'),
      kept,
      next: text(
        `Laat de beheerder dit uitvoeren: ${statement}`,
        `Have the administrator run this: ${statement}`,
      ),
    },
    { cause },
  );
}
