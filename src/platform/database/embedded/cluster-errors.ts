import { whyNotMade } from '../../files/unmade-folder.ts';
import { errorCode, errorMessage } from '../../language/explained-error.ts';
import { sameText, text } from '../../language/text.ts';
import { ClusterError } from '../errors.ts';

/* What can go wrong with the embedded server, and how a person is told. */

const nothingChanged = text('Er is niets gestart of gewijzigd.', 'Nothing was started or changed.');
const dataUntouched = text('De gegevens zijn niet aangeraakt.', 'The data were not touched.');

/** No server programs for a new folder. @param override value of DAGLICHT_POSTGRES_BIN, if set */
export function noPrograms(platform: string, searched: string, override: string | undefined): ClusterError {
  return new ClusterError('no-programs', {
    what: text(
      `Er zijn geen programma’s van een PostgreSQL-server gevonden voor ${platform}${limit(override, 'nl')}.`,
      `No PostgreSQL server programs were found for ${platform}${limit(override, 'en')}.`,
    ),
    where: sameText(searched),
    kept: nothingChanged,
    next: text(
      'Installeer ze (Debian: apt-get install postgresql; anders npm ci zonder --omit=optional), ' +
        'of stel DATABASE_URL in om een PostgreSQL-server te gebruiken.',
      'Install them (Debian: apt-get install postgresql; else npm ci without --omit=optional), ' +
        'or set DATABASE_URL to use a PostgreSQL server.',
    ),
  });
}

function limit(override: string | undefined, language: 'nl' | 'en'): string {
  if (override === undefined || override === '') return '';
  return language === 'nl'
    ? ` (DAGLICHT_POSTGRES_BIN=${override} beperkt de keuze)`
    : ` (DAGLICHT_POSTGRES_BIN=${override} limits the choice)`;
}

/** DAGLICHT_POSTGRES_BIN names a folder without programs. */
export function noProgramsInFolder(folder: string): ClusterError {
  return new ClusterError('no-programs', {
    what: text(
      'DAGLICHT_POSTGRES_BIN noemt een map zonder de programma’s initdb en postgres.',
      'DAGLICHT_POSTGRES_BIN names a folder without the programs initdb and postgres.',
    ),
    where: sameText(folder),
    kept: nothingChanged,
    next: text(
      'Geef de map bin van een PostgreSQL-server, of npm of debian, of laat de variabele weg.',
      'Give the bin folder of a PostgreSQL server, or npm or debian, or leave the variable out.',
    ),
  });
}

/** The data belong to a major that is not installed. @param found what is, for a person */
export function wrongMajor(
  major: number,
  folder: string,
  found: string,
  override: string | undefined,
): ClusterError {
  return new ClusterError('wrong-major', {
    what: text(
      `De gegevens zijn gemaakt door PostgreSQL ${major}, en programma’s van die versie zijn hier niet${limit(override, 'nl')}.`,
      `The data were made by PostgreSQL ${major}, and no programs of that version are here${limit(override, 'en')}.`,
    ),
    where: text(`${folder}; gevonden: ${found || 'geen'}`, `${folder}; found: ${found || 'none'}`),
    kept: dataUntouched,
    next: text(
      `Installeer PostgreSQL ${major} (Debian: apt-get install postgresql-${major}) en start opnieuw. ` +
        'Om over te gaan naar een nieuwere versie: exporteer met de oude en importeer in een nieuwe gegevensmap.',
      `Install PostgreSQL ${major} (Debian: apt-get install postgresql-${major}) and start again. ` +
        'To move to a newer version, export with the old one and import into a new data folder.',
    ),
  });
}

/** initdb failed. @param said what it wrote */
export function initdbFailed(folder: string, status: string, said: string): ClusterError {
  return new ClusterError('initdb-failed', {
    what: text(
      `Er kon geen nieuwe database worden gemaakt (initdb eindigde met ${status}): ${said}`,
      `A new database cluster could not be made (initdb ended with ${status}): ${said}`,
    ),
    where: sameText(folder),
    kept: text(
      'De map was nieuw; het onvoltooide deel is verwijderd.',
      'The folder was new; the unfinished part is removed.',
    ),
    next: isDiskFull(said) ? freeSpace : removeCause,
  });
}

/** The server ended while it started. @param lines the last of its log */
export function startFailed(folder: string, how: string, lines: string): ClusterError {
  return new ClusterError('start-failed', {
    what: text(
      `De databaseserver stopte tijdens het starten (${how}). De laatste meldingen:\n${lines}`,
      `The database server stopped while starting (${how}). Its last messages:\n${lines}`,
    ),
    where: sameText(folder),
    kept: text(
      'De gegevens zijn zoals de server ze achterliet; er is niets verwijderd.',
      'The data are as the server left them; nothing was removed.',
    ),
    next: isDiskFull(lines) ? freeSpace : removeCause,
  });
}

function isDiskFull(said: string): boolean {
  return /No space left|free disk space|Disk quota/i.test(said);
}

const freeSpace = text(
  'Maak minstens 100 MB vrij op deze schijf, of kies een andere gegevensmap, en start opnieuw.',
  'Free at least 100 MB on this disk, or choose another data folder, and start again.',
);
const removeCause = text(
  'Neem de oorzaak weg die hierboven staat en start opnieuw.',
  'Remove the cause named above and start again.',
);

/** The cluster folder lacks what makes it one. */
export function notACluster(folder: string): ClusterError {
  return new ClusterError('not-a-cluster', {
    what: text(
      'De map van de database bevat geen PG_VERSION en is dus geen database (meer).',
      'The folder of the database cluster holds no PG_VERSION, so it is not (or no longer) a cluster.',
    ),
    where: sameText(folder),
    kept: text('De map is niet aangeraakt.', 'The folder was not touched.'),
    next: text(
      'Zet de map terug uit een back-up, of verplaats haar om met een lege database te beginnen.',
      'Put the folder back from a backup, or move it away to begin with an empty database.',
    ),
  });
}

/** The link in a database folder leads to the cluster of another folder: it is a copy. @param owner that folder */
export function clusterOfOther(databaseFolder: string, owner: string): ClusterError {
  return new ClusterError('cluster-of-other', {
    what: text(
      `Deze map is een kopie: haar database staat elders en hoort bij ${owner}.`,
      `This folder is a copy: its database cluster stands elsewhere and belongs to ${owner}.`,
    ),
    where: sameText(databaseFolder),
    kept: dataUntouched,
    next: text(
      'Gebruik de oorspronkelijke map. Voor een tweede installatie: begin met een lege gegevensmap.',
      'Use the original folder. For a second installation, begin with an empty data folder.',
    ),
  });
}

/** There is no account that PostgreSQL accepts for these data. */
export function noAccount(folder: string): ClusterError {
  return new ClusterError('no-account', {
    what: text(
      'PostgreSQL draait niet als root, dit systeem staat geen user namespace toe, ' +
        'en er is geen ander account dat deze gegevens kan hebben.',
      'PostgreSQL does not run as root, this system refuses a user namespace, ' +
        'and there is no other account that can have these data.',
    ),
    where: sameText(folder),
    kept: dataUntouched,
    next: text(
      'Start Daglicht als een gewone gebruiker die de gegevensmap bezit (chown -R), ' +
        'of stel DATABASE_URL in om een PostgreSQL-server te gebruiken.',
      'Start Daglicht as a normal user that owns the data folder (chown -R), ' +
        'or set DATABASE_URL to use a PostgreSQL server.',
    ),
  });
}

/** The platform has no embedded server. */
export function noEmbeddedServer(platform: string): ClusterError {
  return new ClusterError('no-embedded-server', {
    what: text(
      `Op ${platform} start Daglicht geen eigen databaseserver.`,
      `On ${platform} Daglicht does not start a database server of its own.`,
    ),
    where: sameText('DATABASE_URL'),
    kept: nothingChanged,
    next: text(
      'Stel DATABASE_URL in om een PostgreSQL-server te gebruiken.',
      'Set DATABASE_URL to use a PostgreSQL server.',
    ),
  });
}

const folderReasons: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: ['dit account mag er niet schrijven', 'this account may not write there'],
  EPERM: ['dit account mag er niet schrijven', 'this account may not write there'],
  EROFS: ['het bestandssysteem is alleen-lezen', 'the file system is read-only'],
  ENOSPC: ['de schijf is vol', 'the disk is full'],
  EDQUOT: ['de schijfruimte van dit account is op', 'the disk quota of this account is used up'],
  ENOTDIR: ['een deel van het pad is een bestand', 'a part of the path is a file'],
  EEXIST: ['er staat een bestand met die naam', 'there is a file of that name'],
};

/** True for system errors that say that a folder cannot be used. */
export function isFolderError(error: unknown): boolean {
  return errorCode(error) in folderReasons;
}

/** The data folder cannot be made or written. */
export function folderUnwritable(folder: string, error: unknown): ClusterError {
  const message = errorMessage(error);
  const [nl, en] = folderReasons[whyNotMade(folder, error)] ?? [message, message];
  return new ClusterError(
    'folder-unwritable',
    {
      what: text(`De gegevensmap is niet te gebruiken: ${nl}.`, `The data folder cannot be used: ${en}.`),
      where: sameText(folder),
      kept: text(
        'Er is niets gestart; bestaande gegevens zijn niet aangeraakt.',
        'Nothing was started; existing data were not touched.',
      ),
      next: text(
        'Kies een gegevensmap die dit account bezit en kan beschrijven, of herstel deze, en start opnieuw.',
        'Choose a data folder that this account owns and can write, or repair this one, and start again.',
      ),
    },
    { cause: error },
  );
}

/** The lock is held by a process that cannot be reached. */
export function supervisorSilent(folder: string): ClusterError {
  return new ClusterError('supervisor-silent', {
    what: text(
      'Een ander proces houdt deze databasemap bezet, maar is niet te bereiken.',
      'Another process holds the lock of this database folder, but cannot be reached.',
    ),
    where: sameText(folder),
    kept: dataUntouched,
    next: text(
      'Draait Daglicht in een andere container op deze map, stop het daar. ' +
        'Stel DATABASE_URL in om een database met meer machines te delen.',
      'If Daglicht runs in another container on this folder, stop it there. ' +
        'Set DATABASE_URL to use one database from several machines.',
    ),
  });
}

/** The supervisor belongs to another account. */
export function otherAccount(path: string): ClusterError {
  return new ClusterError('other-account', {
    what: text(
      'Een ander account van deze machine draait de database van deze map.',
      'Another account of this machine runs the database of this folder.',
    ),
    where: sameText(path),
    kept: nothingChanged,
    next: text(
      'Start Daglicht als het account dat het eerst startte.',
      'Run Daglicht as the account that started it first.',
    ),
  });
}

/** The supervisor failed in a way that nobody foresaw. */
export function supervisorFailed(where: string, reason: string): ClusterError {
  return new ClusterError('supervisor-failed', {
    what: text(
      `Het proces dat de databaseserver bewaakt is mislukt: ${reason}`,
      `The process that keeps the database server failed: ${reason}`,
    ),
    where: sameText(where),
    kept: dataUntouched,
    next: removeCause,
  });
}
