import { sameText, text } from '../../language/text.ts';
import { MigrationError } from '../errors.ts';

/* What can go wrong with migrations, and how a person is told. */

const noneChanged = text('Er is geen database gewijzigd.', 'No database was changed.');
const unchanged = text('De database is niet gewijzigd.', 'The database was not changed.');

/** A file name that does not follow NNNN-name.sql. */
export function badName(file: string): MigrationError {
  return new MigrationError('bad-name', {
    what: text(
      'De naam van een migratie volgt niet NNNN-naam.sql (vier cijfers vanaf 0001, kleine letters).',
      'The name of a migration does not follow NNNN-name.sql (four digits from 0001, small letters).',
    ),
    where: sameText(file),
    kept: noneChanged,
    next: text('Hernoem het bestand.', 'Rename the file.'),
  });
}

/** Two files with one number. */
export function duplicateNumber(first: string, second: string): MigrationError {
  return new MigrationError('duplicate-number', {
    what: text('Twee migraties hebben hetzelfde nummer.', 'Two migrations have the same number.'),
    where: text(`${first} en ${second}`, `${first} and ${second}`),
    kept: noneChanged,
    next: text(
      'Geef de migratie die nog niet is uitgebracht het volgende vrije nummer.',
      'Give the one that was not released yet the next free number.',
    ),
  });
}

/** A file that begins or ends a transaction itself. */
export function transactionControl(file: string, word: string): MigrationError {
  return new MigrationError('transaction-control', {
    what: text(
      `Een migratie bevat ‘${word}’; elke migratie krijgt al een eigen transactie.`,
      `A migration contains ‘${word}’; every migration gets a transaction of its own already.`,
    ),
    where: sameText(file),
    kept: noneChanged,
    next: text('Verwijder de opdracht.', 'Remove the statement.'),
  });
}

/** A new migration that comes before one that was applied. */
export function lateNumber(file: string, late: string, last: string, database: string): MigrationError {
  return new MigrationError('late-number', {
    what: text(
      `Migratie ${late} komt vóór ${last}, die deze database al heeft gehad.`,
      `Migration ${late} comes before ${last}, which this database has had already.`,
    ),
    where: sameText(`${file}, database ${database}`),
    kept: unchanged,
    next: text(
      'Geef de nieuwe migratie het volgende vrije nummer; migraties gaan alleen vooruit.',
      'Give the new migration the next free number; migrations only go forward.',
    ),
  });
}

/** The database has had a migration that this program does not know. */
export function newerDatabase(name: string, appliedAt: Date, database: string): MigrationError {
  const at = appliedAt.toISOString();
  return new MigrationError('newer-database', {
    what: text(
      `De database heeft migratie ${name} gehad, die deze versie van Daglicht niet kent.`,
      `The database has had migration ${name}, which this version of Daglicht does not know.`,
    ),
    where: text(`database ${database}, toegepast ${at}`, `database ${database}, applied ${at}`),
    kept: unchanged,
    next: text(
      'Gebruik de versie van Daglicht die dit wijzigde, of een nieuwere.',
      'Use the version of Daglicht that made this change, or a newer one.',
    ),
  });
}

/** A file that was changed after it was applied. */
export function changedMigration(
  file: string,
  was: string,
  appliedAt: Date,
  database: string,
): MigrationError {
  const at = appliedAt.toISOString();
  return new MigrationError('changed-migration', {
    what: text(
      `Migratie ${was} is gewijzigd nadat ze was toegepast.`,
      `Migration ${was} was changed after it was applied.`,
    ),
    where: text(
      `${file}, database ${database}, toegepast ${at}`,
      `${file}, database ${database}, applied ${at}`,
    ),
    kept: unchanged,
    next: text(
      'Zet het bestand terug zoals het was en schrijf de wijziging als nieuwe migratie met het volgende vrije nummer.',
      'Put the file back as it was and write the change as a new migration with the next free number.',
    ),
  });
}

/** A statement of a migration failed. @param place file, with its line when known */
export function statementFailed(place: string, name: string, database: string, cause: Error): MigrationError {
  return new MigrationError(
    'statement-failed',
    {
      what: text(
        `Migratie ${name} is mislukt: ${cause.message}`,
        `Migration ${name} failed: ${cause.message}`,
      ),
      where: sameText(`${place}, database ${database}`),
      kept: text(
        'Van deze migratie is niets bewaard; die ervoor staan.',
        'Nothing of this migration was kept; the ones before it stand.',
      ),
      next: text(
        'Neem de oorzaak weg die hierboven staat en voer het opnieuw uit.',
        'Remove the cause named above and run it again.',
      ),
    },
    { cause },
  );
}

/** Another runner did not finish in time. */
export function otherRunner(database: string, cause: unknown): MigrationError {
  return new MigrationError(
    'other-runner',
    {
      what: text(
        'Een ander proces is deze database aan het migreren en is niet op tijd klaar.',
        'Another process is migrating this database and did not finish in time.',
      ),
      where: sameText(`database ${database}`),
      kept: unchanged,
      next: text(
        'Wacht tot het klaar is, of beëindig het, en voer het opnieuw uit.',
        'Wait until it is done, or end it, and run it again.',
      ),
    },
    { cause },
  );
}
