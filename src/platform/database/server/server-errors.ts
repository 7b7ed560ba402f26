import { sameText, type Text, text } from '../../language/text.ts';
import { unknownKind } from '../../language/unknown-kind.ts';
import { ClusterError } from '../errors.ts';

/* What can go wrong with logins, databases and addresses, and how a person is told. */

const nothingRead = text('Er is niets gelezen of gewijzigd.', 'Nothing was read or changed.');
const nothingCreated = text('Er is niets gemaakt.', 'Nothing was created.');
const nothingChanged = text('Er is niets gestart of gewijzigd.', 'Nothing was started or changed.');

/** How DATABASE_URL looks. */
const exampleUrl = 'postgresql://daglicht_runtime:password@host:5432/daglicht_{organisation}';

/** The key cannot be the name of a database. */
export function badOrganisation(organisation: string): ClusterError {
  return new ClusterError('bad-organisation', {
    what: text(
      `‘${organisation}’ kan niet de sleutel van een organisatie zijn.`,
      `‘${organisation}’ cannot be the key of an organisation.`,
    ),
    where: text(
      'de naam van de database wordt van de sleutel gemaakt',
      'the name of the database is made of the key',
    ),
    kept: nothingCreated,
    next: text(
      'Gebruik eerst een kleine letter, dan kleine letters, cijfers, - of _; hoogstens 50 tekens.',
      'Use a small letter first, then small letters, digits, - or _; 50 characters at most.',
    ),
  });
}

/** The connection was lost while a change was committed. */
export function outcomeUnknown(cause: unknown): ClusterError {
  return new ClusterError(
    'outcome-unknown',
    {
      what: text(
        'De verbinding met de database viel weg terwijl een wijziging werd vastgelegd. Of dat lukte, is niet bekend.',
        'The connection to the database was lost while a change was being committed. Whether it was, is not known.',
      ),
      where: text(
        'de laatste stap van deze opdracht, in de database van de organisatie',
        'the last step of this command, in the database of the organisation',
      ),
      kept: text(
        'De wijziging is er heel, of helemaal niet. Al het andere is zoals het was.',
        'The change is there as a whole, or not at all. Everything else is as it was.',
      ),
      next: text(
        'Kijk eerst of de wijziging er is, en voer de opdracht alleen opnieuw uit als dat niet zo is. ' +
          'Een bestand opnieuw importeren kan altijd: wat er al staat, komt er niet nog eens bij.',
        'See first whether the change is there, and run the command again only if it is not. ' +
          'A file may always be imported again: what is there already is not added twice.',
      ),
    },
    { cause },
  );
}

/** The owner login lacks CREATEDB. @param statement what an administrator may run instead */
export function mayNotCreateDatabase(database: string, statement: string, cause: unknown): ClusterError {
  return new ClusterError(
    'may-not-create-database',
    {
      what: text(
        `Het eigenaarsaccount mag de database ${database} niet maken.`,
        `The owner login may not create the database ${database}.`,
      ),
      where: sameText('DATABASE_OWNER_URL'),
      kept: nothingCreated,
      next: text(
        `Laat de beheerder dit uitvoeren en start opnieuw: ${statement}`,
        `Have the administrator run this and start again: ${statement}`,
      ),
    },
    { cause },
  );
}

/** The owner login may not create or give the group roles. */
export function mayNotCreateRoles(database: string, statements: string, cause: unknown): ClusterError {
  return new ClusterError(
    'may-not-create-roles',
    {
      what: text(
        'Het eigenaarsaccount mag de rollen waartussen Daglicht wisselt niet maken of toekennen.',
        'The owner login may not create the roles that Daglicht switches between, or give them away.',
      ),
      where: sameText(`DATABASE_OWNER_URL, database ${database}`),
      kept: text('De database bestaat; ze is niet gemigreerd.', 'The database exists; it was not migrated.'),
      next: text(
        `Laat de beheerder dit eenmaal voor deze server uitvoeren: ${statements}`,
        `Have the administrator run this once for this server: ${statements}`,
      ),
    },
    { cause },
  );
}

/** The owner login is not the owner of the database. */
export function notTheOwner(database: string, login: string, owner: string): ClusterError {
  return new ClusterError('not-the-owner', {
    what: text(
      `Het eigenaarsaccount ${login} is niet de eigenaar van de database; dat is ${owner}.`,
      `The owner login ${login} does not own the database; ${owner} does.`,
    ),
    where: sameText(`DATABASE_OWNER_URL, database ${database}`),
    kept: nothingRead,
    next: text(
      `Laat de beheerder dit uitvoeren en start opnieuw: alter database "${database}" owner to "${login}";`,
      `Have the administrator run this and start again: alter database "${database}" owner to "${login}";`,
    ),
  });
}

/** The database is not in UTF-8. */
export function wrongEncoding(database: string, encoding: string): ClusterError {
  const statement = `create database "${database}" template template0 encoding 'UTF8';`;
  return new ClusterError('wrong-encoding', {
    what: text(
      `De database bewaart tekst als ${encoding}; Daglicht heeft UTF8 nodig.`,
      `The database stores text as ${encoding}; Daglicht needs UTF8.`,
    ),
    where: sameText(`database ${database}`),
    kept: nothingRead,
    next: text(`Maak haar opnieuw: ${statement}`, `Create it anew: ${statement}`),
  });
}

/** The database is missing and this process cannot make it. */
export function noDatabase(database: string, cause: unknown): ClusterError {
  return new ClusterError(
    'no-database',
    {
      what: text(
        `De database ${database} bestaat niet, en dit proces heeft geen eigenaarsaccount om haar te maken.`,
        `The database ${database} does not exist, and this process has no owner login to create it.`,
      ),
      where: sameText('DATABASE_URL'),
      kept: nothingCreated,
      next: text(
        'Voer eenmaal "daglicht database migrate" uit met DATABASE_OWNER_URL, of stel die hier in.',
        'Run "daglicht database migrate" once with DATABASE_OWNER_URL, or set it here.',
      ),
    },
    { cause },
  );
}

/** Why a runtime login is refused, with the role where one is meant. */
export type RuntimeFault =
  | {
      readonly fault: 'superuser' | 'is-owner' | 'owns-database' | 'bypassrls' | 'createrole' | 'replication';
    }
  | { readonly fault: 'member' | 'inherits'; readonly role: string };

function faultText(fault: RuntimeFault): Text {
  switch (fault.fault) {
    case 'superuser':
      return text('het is superuser', 'it is a superuser');
    case 'is-owner':
      return text('het is het eigenaarsaccount', 'it is the owner login');
    case 'owns-database':
      return text('het bezit de database', 'it owns the database');
    case 'bypassrls':
      return text('het heeft BYPASSRLS', 'it has BYPASSRLS');
    case 'createrole':
      return text('het heeft CREATEROLE', 'it has CREATEROLE');
    case 'replication':
      return text('het heeft REPLICATION', 'it has REPLICATION');
    case 'member':
      return text(`het is lid van ${fault.role}`, `it is a member of ${fault.role}`);
    case 'inherits':
      return text(
        `het erft de rechten van ${fault.role} (NOINHERIT ontbreekt)`,
        `it inherits the rights of ${fault.role} (NOINHERIT is missing)`,
      );
    default:
      throw unknownKind(fault satisfies never);
  }
}

/** The runtime login has rights that row-level security does not hold. */
export function runtimeTooStrong(
  login: string,
  database: string,
  faults: readonly RuntimeFault[],
): ClusterError {
  const reasons = faults.map(faultText);
  const statement = "create role daglicht_runtime login noinherit password '...';";
  return new ClusterError('runtime-too-strong', {
    what: text(
      `Het werkaccount ${login} kan meer dan het mag: ${reasons.map(({ nl }) => nl).join('; ')}.`,
      `The runtime login ${login} can do more than it may: ${reasons.map(({ en }) => en).join('; ')}.`,
    ),
    where: sameText(`DATABASE_URL, database ${database}`),
    kept: nothingRead,
    next: text(
      `Geef DATABASE_URL een eigen account zonder andere rechten: ${statement}`,
      `Give DATABASE_URL a login of its own without other rights: ${statement}`,
    ),
  });
}

/** Why a URL cannot be used. */
export const urlFaults = {
  lonelyOwner: text('het is ingesteld, maar DATABASE_URL niet', 'it is set, but DATABASE_URL is not'),
  notAUrl: text('het is geen URL', 'it is not a URL'),
  scheme: text('het begint niet met postgresql://', 'it does not begin with postgresql://'),
  noDatabase: text('het noemt geen database', 'it names no database'),
  severalHosts: text(
    'het noemt meer hosts; noem één adres dat naar de primaire server leidt',
    'it names several hosts; name one address that leads to the primary server',
  ),
} as const;

/** A URL cannot be used. The URL itself is not told: it may hold a password. */
export function unreadableUrl(variable: string, reason: Text): ClusterError {
  return new ClusterError('unreadable-url', {
    what: text(
      `${variable} is niet te gebruiken: ${reason.nl}.`,
      `${variable} cannot be used: ${reason.en}.`,
    ),
    where: text(`de omgevingsvariabele ${variable}`, `the environment variable ${variable}`),
    kept: nothingChanged,
    next: text(`Schrijf het als ${exampleUrl}`, `Write it like ${exampleUrl}`),
  });
}

/** One database, and it is taken. */
export function oneOrganisation(database: string, has: string, asked: string): ClusterError {
  return new ClusterError('one-organisation', {
    what: text(
      `DATABASE_URL noemt één database, die van ${has} is; er is er geen voor ${asked}.`,
      `DATABASE_URL names one database, which is that of ${has}; there is none for ${asked}.`,
    ),
    where: sameText(`database ${database}`),
    kept: nothingCreated,
    next: text(
      `Zet voor meer organisaties {organisation} in het pad, zoals in ${exampleUrl}`,
      `For several organisations write {organisation} in the path, as in ${exampleUrl}`,
    ),
  });
}

/** The owner login is needed and missing. */
export function noOwnerLogin(database: string): ClusterError {
  return new ClusterError('no-owner-login', {
    what: text(
      'Dit vraagt het eigenaarsaccount, en DATABASE_OWNER_URL is niet ingesteld.',
      'This needs the owner login, and DATABASE_OWNER_URL is not set.',
    ),
    where: sameText(`database ${database}`),
    kept: nothingRead,
    next: text(
      'Stel DATABASE_OWNER_URL in op het account dat de database bezit of mag maken, en doe het opnieuw.',
      'Set DATABASE_OWNER_URL to the login that owns or may create the database, and run it again.',
    ),
  });
}
