import { errorCode, errorMessage } from '../../language/explained-error.ts';
import { type Text, text } from '../../language/text.ts';
import { ClusterError } from '../errors.ts';

/* Why a connection to a database does not come about, and what somebody can do about it. */

/** A cause that is known: how it shows, and how a person is told. */
interface KnownFault {
  /** Codes of the system or of PostgreSQL by which it is known. */
  readonly codes: readonly string[];
  /** What its message says, where the code alone does not tell, or there is none. */
  readonly says?: RegExp;
  readonly what: Text;
  readonly next: Text;
}

const settings = text('DATABASE_URL en DATABASE_OWNER_URL', 'DATABASE_URL and DATABASE_OWNER_URL');

/** The first that fits is told. */
const knownFaults: readonly KnownFault[] = [
  {
    codes: ['ECONNREFUSED', 'ENOENT'],
    what: text(
      'De databaseserver is niet te bereiken: op dit adres neemt geen server de verbinding aan.',
      'The database server cannot be reached: no server takes the connection at this address.',
    ),
    next: text(
      `Laat de beheerder nagaan of PostgreSQL draait, en of host en poort in ${settings.nl} kloppen. Probeer het dan opnieuw.`,
      `Have the administrator see whether PostgreSQL runs, and whether host and port in ${settings.en} are right. Then try again.`,
    ),
  },
  {
    codes: ['ENOTFOUND', 'EAI_AGAIN'],
    what: text(
      'De databaseserver is niet te bereiken: de naam van de host is onbekend.',
      'The database server cannot be reached: the name of its host is unknown.',
    ),
    next: text(
      `Controleer de naam van de host in ${settings.nl}. Klopt die, laat de beheerder dan het netwerk en de naamserver (DNS) nakijken.`,
      `Check the name of the host in ${settings.en}. If it is right, have the administrator look at the network and the name server (DNS).`,
    ),
  },
  {
    codes: ['EHOSTUNREACH', 'ENETUNREACH'],
    what: text(
      'De databaseserver is niet te bereiken: er loopt geen weg over het netwerk naar dit adres.',
      'The database server cannot be reached: no way leads over the network to this address.',
    ),
    next: text(
      'Controleer de verbinding met het netwerk, en het adres van de server.',
      'Check the connection to the network, and the address of the server.',
    ),
  },
  {
    codes: ['ETIMEDOUT'],
    says: /timeout expired|connection timeout|timeout exceeded/i,
    what: text(
      'De databaseserver is niet te bereiken: hij antwoordt niet binnen de tijd die ervoor staat.',
      'The database server cannot be reached: it does not answer in the time that it is given.',
    ),
    next: text(
      'Probeer het opnieuw. Blijft het misgaan, laat de beheerder dan nagaan of een firewall de poort afsluit en of de server overbelast is.',
      'Try again. If it keeps failing, have the administrator see whether a firewall closes the port and whether the server is overloaded.',
    ),
  },
  {
    codes: ['53300'],
    what: text(
      'De databaseserver neemt nu geen verbinding meer aan: er zijn er te veel open.',
      'The database server takes no more connections now: too many are open.',
    ),
    next: text(
      'Probeer het over een minuut opnieuw. Blijft het misgaan, laat de beheerder dan max_connections van de server, of de grens van dit account, verhogen.',
      'Try again in a minute. If it keeps failing, have the administrator raise max_connections of the server, or the limit of this login.',
    ),
  },
  {
    codes: ['57P01', '57P02', '57P03'],
    what: text(
      'De databaseserver is aan het starten of stoppen en neemt nu geen verbinding aan.',
      'The database server is starting or stopping and takes no connection now.',
    ),
    next: text('Probeer het over een minuut opnieuw.', 'Try again in a minute.'),
  },
  {
    codes: ['3D000'],
    what: text('Deze database bestaat niet op de server.', 'This database does not exist on the server.'),
    next: text(
      `Controleer de naam van de database in ${settings.nl}. Klopt die, voer dan eenmaal „daglicht database migrate” uit met DATABASE_OWNER_URL.`,
      `Check the name of the database in ${settings.en}. If it is right, run “daglicht database migrate” once with DATABASE_OWNER_URL.`,
    ),
  },
  {
    codes: [],
    says: /server does not support SSL/i,
    what: text(
      'De databaseserver biedt geen versleutelde verbinding (TLS), en die is hier gevraagd.',
      'The database server offers no encrypted connection (TLS), and one is asked for here.',
    ),
    next: text(
      'Laat de beheerder TLS aanzetten op de server. Alleen als de server op deze machine zelf draait, kan sslmode uit de URL.',
      'Have the administrator turn on TLS on the server. Only when the server runs on this very machine may sslmode leave the URL.',
    ),
  },
  {
    codes: ['28000'],
    says: /no encryption|SSL off/i,
    what: text(
      'De databaseserver laat dit account alleen toe over een versleutelde verbinding (TLS), of van dit adres helemaal niet.',
      'The database server admits this login only over an encrypted connection (TLS), or not at all from this address.',
    ),
    next: text(
      `Zet ?sslmode=verify-full achter de URL in ${settings.nl}. Helpt dat niet, laat de beheerder dan pg_hba.conf van de server nakijken.`,
      `Add ?sslmode=verify-full to the URL in ${settings.en}. If that does not help, have the administrator look at pg_hba.conf of the server.`,
    ),
  },
  {
    codes: [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_HAS_EXPIRED',
      'CERT_NOT_YET_VALID',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    what: text(
      'Het certificaat van de databaseserver is niet te vertrouwen: het is verlopen, of niet van een bekende uitgever, of op een andere naam.',
      'The certificate of the database server cannot be trusted: it expired, or is not of a known issuer, or bears another name.',
    ),
    next: text(
      'Laat de beheerder het certificaat vernieuwen, of noem zijn uitgever met sslrootcert=<bestand> in de URL.',
      'Have the administrator renew the certificate, or name its issuer with sslrootcert=<file> in the URL.',
    ),
  },
  {
    codes: ['28P01'],
    says: /client password must be a/i,
    what: text(
      'De databaseserver weigert het account: naam en wachtwoord horen niet bij elkaar, of het wachtwoord ontbreekt.',
      'The database server refuses the login: user and password do not belong together, or the password is missing.',
    ),
    next: text(
      `Controleer naam en wachtwoord in ${settings.nl}. Tekens als @ en / schrijft u daar als %40 en %2F.`,
      `Check user and password in ${settings.en}. Characters such as @ and / are written there as %40 and %2F.`,
    ),
  },
  {
    codes: ['28000'],
    what: text(
      'De databaseserver weigert het account: het bestaat niet, mag niet inloggen, of niet vanaf dit adres.',
      'The database server refuses the login: it does not exist, may not log in, or not from this address.',
    ),
    next: text(
      `Controleer de naam in ${settings.nl}, en laat de beheerder het account en pg_hba.conf van de server nakijken.`,
      `Check the user in ${settings.en}, and have the administrator look at the login and pg_hba.conf of the server.`,
    ),
  },
  {
    codes: ['42501'],
    what: text(
      'De databaseserver weigert het account: het mag deze database niet openen.',
      'The database server refuses the login: it may not open this database.',
    ),
    next: text(
      'Laat de beheerder CONNECT op deze database aan het account geven, of noem een ander account in de URL.',
      'Have the administrator grant CONNECT on this database to the login, or name another login in the URL.',
    ),
  },
  {
    codes: ['ECONNRESET', 'EPIPE'],
    says: /connection terminated|establishing an SSL connection/i,
    what: text(
      'De databaseserver, of iets op de weg erheen, verbrak de verbinding.',
      'The database server, or something on the way to it, broke the connection.',
    ),
    next: text(
      'Probeer het opnieuw. Blijft het misgaan, laat de beheerder dan het logboek van de server nakijken.',
      'Try again. If it keeps failing, have the administrator look at the log of the server.',
    ),
  },
];

/** What is told of a cause that is not known. */
const unknownFault: Pick<KnownFault, 'what' | 'next'> = {
  what: text(
    'De verbinding met de databaseserver komt niet tot stand.',
    'The connection to the database server does not come about.',
  ),
  next: text(
    'Controleer of de server draait en of het adres klopt. Geef de beheerder anders de code of melding hierboven.',
    'Check that the server runs and that its address is right. Otherwise give the administrator the code or message above.',
  ),
};

/** Where a connection leads to, as a person may know it: never with its password. */
export interface ConnectionPlace {
  readonly login: string;
  readonly server: string;
  readonly database: string;
}

/**
 * A connection that does not come about, in words, with the code for the administrator. Its code is `login-refused`
 * where the server answers and refuses the login, `no-database` where the database is missing, and else `unreachable`.
 */
export function connectionRefused(place: ConnectionPlace, cause: unknown): ClusterError {
  const code = errorCode(cause);
  const { what, next } = knownFaultOf(cause) ?? unknownFault;
  // A cause without a code is told in the words of the system: they are all there is to look it up by.
  const sign = code === '' ? errorMessage(cause) : code;
  const { login, server, database } = place;
  return new ClusterError(
    kindOf(code),
    {
      what,
      where: text(
        `account ${login} op ${server}, database ${database} (voor de beheerder: ${sign})`,
        `login ${login} at ${server}, database ${database} (for the administrator: ${sign})`,
      ),
      kept: text('Er is niets gelezen of gewijzigd.', 'Nothing was read or changed.'),
      next,
    },
    { cause },
  );
}

function kindOf(code: string): 'login-refused' | 'no-database' | 'unreachable' {
  if (code === '3D000') return 'no-database';
  return code.startsWith('28') || code === '42501' ? 'login-refused' : 'unreachable';
}

function knownFaultOf(cause: unknown): KnownFault | undefined {
  const code = errorCode(cause);
  const message = errorMessage(cause);
  return knownFaults.find(({ codes, says }) => {
    // 28000 stands for several causes, of which the message tells one.
    if (code === '28000' && says) return codes.includes(code) && says.test(message);
    return codes.includes(code) || (says?.test(message) ?? false);
  });
}
