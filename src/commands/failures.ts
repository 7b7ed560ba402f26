import { UnknownFigure } from '../figures/definition.ts';
import { PeriodError } from '../organisation/period.ts';
import { NoOrganisation } from '../organisation/records.ts';
import { AccessDenied } from '../platform/access/access-table.ts';
import { isDatabaseGone } from '../platform/database/database-gone.ts';
import { NotPlaced } from '../platform/files/placed-files.ts';
import { whyNotMade } from '../platform/files/unmade-folder.ts';
import { errorCode, errorMessage, WordedError } from '../platform/language/explained-error.ts';
import { describeError, describePlace } from '../platform/spreadsheets/messages.ts';
import { SpreadsheetError } from '../platform/spreadsheets/spreadsheet-error.ts';
import { DocumentError } from '../publication/document/document.ts';
import { NoStatementLayout } from '../publication/statement/prepare-statement.ts';
import { NothingFrozen } from '../publication/verify-publication.ts';
import { type ExitCode, WrongUse } from './command.ts';

/** What a person reads about a command that stopped, and its exit code. */
export interface Failure {
  readonly words: string;
  readonly exit: ExitCode;
}

const nothingHalf =
  'Behouden: wat al in de registers en publicaties stond. Een wijziging komt er heel in, of niet.';

/**
 * Why a command stopped, in Dutch: what is wrong, where, what was kept, what to do next. Exit code 2 with a pointer
 * to `--help` for wrong use, 1 for everything else. A fault of the program is told without its stack, which
 * DAGLICHT_TRACE=1 shows.
 */
export function failureOf(error: unknown, command: string, trace: boolean): Failure {
  if (error instanceof NoStatementLayout || error instanceof NothingFrozen)
    return {
      words: `${error.inLanguage('nl')}\nZie: npm run --silent daglicht -- ${command} --help`,
      exit: 2,
    };
  if (error instanceof WrongUse || error instanceof PeriodError || error instanceof UnknownFigure) {
    const all = error instanceof UnknownFigure ? '\n„explain” zonder cijfer noemt ze alle.' : '';
    return { words: `${error.message}${all}\nZie: npm run --silent daglicht -- ${command} --help`, exit: 2 };
  }
  return { words: refusal(error) ?? fault(error, trace), exit: 1 };
}

/** The words for what a person can do something about; undefined for a fault of the program. */
function refusal(error: unknown): string | undefined {
  if (error instanceof WordedError) return error.inLanguage('nl');
  if (error instanceof SpreadsheetError) {
    const words = describeError(error, 'nl');
    return lines(words.what, describePlace(error.where, 'nl'), words.kept, words.next);
  }
  if (error instanceof NoOrganisation)
    return lines(
      'Deze organisatie is nog niet beschreven; er is niets gewijzigd.',
      'Wat nu: beschrijf haar onderdelen met organisation <bestand.json> --organisation <sleutel>.',
    );
  if (error instanceof DocumentError)
    return `Het document klopt niet; er is niets gemaakt en niets gepubliceerd.\n${error.message}`;
  if (error instanceof AccessDenied)
    return lines(
      'Deze opdracht mag dit niet volgens de toegangstabel; de poging is vastgelegd.',
      `Waar: ${error.message}`,
      nothingHalf,
    );
  return fileRefusal(error) ?? databaseRefusal(error);
}

const fileReasons: Readonly<Record<string, readonly [what: string, next: string]>> = {
  ENOENT: ['bestaat niet', 'controleer de naam en de map'],
  EISDIR: ['is een map, geen bestand', 'noem een bestand'],
  ENOTDIR: ['gaat door een bestand alsof het een map is', 'noem een andere map'],
  EEXIST: ['is een bestand, geen map', 'noem een andere map'],
  EACCES: ['is voor dit account niet toegankelijk', 'geef het account rechten, of noem een andere plaats'],
  EPERM: ['is voor dit account niet toegankelijk', 'geef het account rechten, of noem een andere plaats'],
  EROFS: ['staat op een schijf die alleen te lezen is', 'noem een plaats waar geschreven kan worden'],
  ENOSPC: ['past niet meer: de schijf is vol', 'maak ruimte vrij, of noem een plaats op een andere schijf'],
  EDQUOT: ['past niet meer: de schijfruimte van dit account is op', 'maak ruimte vrij'],
  EMFILE: ['kan niet open: er staan te veel bestanden open', 'sluit andere programma’s'],
};

/** A system error about a file or folder; sockets are no files. */
function fileRefusal(error: unknown): string | undefined {
  if (error instanceof NotPlaced) {
    const [what, next] = fileReasons[errorCode(error.cause)] ?? [
      `is niet te schrijven (voor de beheerder: ${errorCode(error.cause) || errorMessage(error.cause)})`,
      'noem een andere map',
    ];
    return lines(
      `„${error.path}” ${what}. Er is niets gepubliceerd.`,
      'Behouden: wat in de map stond, en wat al gepubliceerd was.',
      `Wat nu: ${next}, en voer de opdracht opnieuw uit.`,
    );
  }
  if (!(error instanceof Error) || ('syscall' in error && error.syscall === 'connect')) return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  const isFolder = 'syscall' in error && error.syscall === 'mkdir' && path !== undefined;
  const reason = fileReasons[isFolder ? whyNotMade(path, error) : errorCode(error)];
  if (!reason) return undefined;
  const named = path === undefined ? 'Het genoemde bestand' : `„${path}”`;
  return lines(
    `${named} ${reason[0]}.`,
    nothingHalf,
    `Wat nu: ${reason[1]}, en voer de opdracht opnieuw uit.`,
  );
}

function databaseRefusal(error: unknown): string | undefined {
  const code = errorCode(error);
  if (isDatabaseGone(error))
    return lines(
      'De verbinding met de database is weggevallen; de opdracht is niet afgemaakt.',
      nothingHalf,
      'Wat nu: voer de opdracht opnieuw uit. Blijft het misgaan, kijk dan met „database status” of de database draait.',
    );
  if (code === '53100' || /no space left on device/i.test(errorMessage(error)))
    return lines(
      'De schijf van de database is vol; de opdracht is niet afgemaakt.',
      nothingHalf,
      'Wat nu: maak ruimte vrij op de schijf van de gegevensmap en voer de opdracht opnieuw uit.',
    );
  if (/^22[0-9A-Z]{3}$/.test(code))
    return lines(
      `De database neemt een opgegeven waarde niet aan: ${errorMessage(error)}.`,
      nothingHalf,
      'Wat nu: controleer de opties; --help toont hoe ze geschreven worden.',
    );
  return undefined;
}

function fault(error: unknown, trace: boolean): string {
  const told = lines(
    `Daglicht maakte een fout: ${errorMessage(error)}`,
    nothingHalf,
    'Wat nu: meld dit met de opdracht erbij. DAGLICHT_TRACE=1 toont de plaats in het programma.',
  );
  return trace && error instanceof Error ? `${told}\n${error.stack ?? ''}` : told;
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
