import { resolve } from 'node:path';
import { UnknownFigure } from '../figures/definition.ts';
import { PeriodError } from '../organisation/period.ts';
import { AccessDenied } from '../platform/access/access-table.ts';
import { isDatabaseGone } from '../platform/database/database-gone.ts';
import { NotPlaced } from '../platform/files/placed-files.ts';
import { whyNotMade } from '../platform/files/unmade-folder.ts';
import { errorCode, errorMessage, WordedError } from '../platform/language/explained-error.ts';
import { inEach, sameText, type Text, text } from '../platform/language/text.ts';
import { DocumentError } from '../publication/document/document.ts';
import { NothingFrozen } from '../publication/frozen-inputs.ts';
import { NoStatementLayout } from '../publication/statement/mapping.ts';
import { type ExitCode, WrongUse } from './command.ts';

/** What a person reads about a command that stopped, and its exit code. */
export interface Failure {
  readonly words: Text;
  readonly exit: ExitCode;
}

const nothingHalf = text(
  'Behouden: wat al in de registers en publicaties stond. Een wijziging komt er heel in, of niet.',
  'Kept: what stood in the registers and publications. A change comes in whole, or not at all.',
);

/** What is asked in a way that cannot be answered: exit code 2, with a pointer to `--help`. */
const wrongUses = [WrongUse, PeriodError, UnknownFigure, NoStatementLayout, NothingFrozen];

/**
 * Why a command stopped: what is wrong, where, what was kept, what to do next. Exit code 2 with a pointer
 * to `--help` for wrong use, 1 for everything else. A fault of the program is told without its stack, which
 * DAGLICHT_TRACE=1 shows.
 */
export function failureOf(error: unknown, command: string, trace: boolean): Failure {
  if (error instanceof WordedError && wrongUses.some((kind) => error instanceof kind)) {
    const see = text('Zie', 'See');
    const all =
      error instanceof UnknownFigure
        ? text('\n„explain” zonder cijfer noemt ze alle.', '\n“explain” without a figure names them all.')
        : '';
    return {
      words: inEach`${error.words}${all}\n${see}: npm run --silent daglicht -- ${command} --help`,
      exit: 2,
    };
  }
  return { words: refusal(error) ?? fault(error, trace), exit: 1 };
}

/** The words for what a person can do something about; undefined for a fault of the program. */
function refusal(error: unknown): Text | undefined {
  if (error instanceof NotPlaced) return notPlaced(error);
  if (error instanceof DocumentError)
    return lines(
      text(
        'Het document klopt niet; er is niets gemaakt en niets gepubliceerd.',
        'The document is not right; nothing was made and nothing published.',
      ),
      error.words,
    );
  if (error instanceof AccessDenied) return lines(error.words, nothingHalf);
  if (error instanceof WordedError) return error.words;
  return fileRefusal(error) ?? databaseRefusal(error);
}

const fileReasons: Readonly<Record<string, readonly [what: Text, next: Text]>> = {
  ENOENT: [
    text('bestaat niet', 'does not exist'),
    text('controleer de naam en de map', 'check the name and the folder'),
  ],
  EISDIR: [text('is een map, geen bestand', 'is a folder, no file'), text('noem een bestand', 'name a file')],
  ENOTDIR: [
    text('gaat door een bestand alsof het een map is', 'goes through a file as if it were a folder'),
    text('noem een andere map', 'name another folder'),
  ],
  EEXIST: [
    text('is een bestand, geen map', 'is a file, no folder'),
    text('noem een andere map', 'name another folder'),
  ],
  EACCES: [
    text('is voor dit account niet toegankelijk', 'is out of reach for this account'),
    text(
      'geef het account rechten, of noem een andere plaats',
      'give the account rights, or name another place',
    ),
  ],
  EPERM: [
    text('is voor dit account niet toegankelijk', 'is out of reach for this account'),
    text(
      'geef het account rechten, of noem een andere plaats',
      'give the account rights, or name another place',
    ),
  ],
  EROFS: [
    text('staat op een schijf die alleen te lezen is', 'stands on a disk that can only be read'),
    text('noem een plaats waar geschreven kan worden', 'name a place that can be written'),
  ],
  ENOSPC: [
    text('past niet meer: de schijf is vol', 'does not fit: the disk is full'),
    text(
      'maak ruimte vrij, of noem een plaats op een andere schijf',
      'free some room, or name a place on another disk',
    ),
  ],
  EDQUOT: [
    text(
      'past niet meer: de schijfruimte van dit account is op',
      'does not fit: the disk quota of this account is used up',
    ),
    text('maak ruimte vrij', 'free some room'),
  ],
  EMFILE: [
    text('kan niet open: er staan te veel bestanden open', 'cannot be opened: too many files are open'),
    text('sluit andere programma’s', 'close other programs'),
  ],
};

/** What comes behind the next step: the command can then be run as it was. */
function again(next: Text): Text {
  return text(
    `Wat nu: ${next.nl}, en voer de opdracht opnieuw uit.`,
    `Next: ${next.en}, and run the command again.`,
  );
}

function notPlaced({ path, cause }: NotPlaced): Text {
  const told = errorCode(cause) || errorMessage(cause);
  const [what, next] = fileReasons[errorCode(cause)] ?? [
    text(
      `is niet te schrijven (voor de beheerder: ${told})`,
      `cannot be written (for the administrator: ${told})`,
    ),
    text('noem een andere map', 'name another folder'),
  ];
  return lines(
    text(`„${path}” ${what.nl}. Er is niets gepubliceerd.`, `“${path}” ${what.en}. Nothing was published.`),
    text(
      'Behouden: wat in de map stond, en wat al gepubliceerd was.',
      'Kept: what stood in the folder, and what was published already.',
    ),
    again(next),
  );
}

/** A system error about a file or folder; sockets are no files. */
function fileRefusal(error: unknown): Text | undefined {
  if (!(error instanceof Error) || ('syscall' in error && error.syscall === 'connect')) return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  const isFolder = 'syscall' in error && error.syscall === 'mkdir' && path !== undefined;
  const reason = fileReasons[isFolder ? whyNotMade(path, error) : errorCode(error)];
  if (!reason) return undefined;
  const [what, next] = reason;
  const named =
    path === undefined
      ? text('Het genoemde bestand', 'The file that was named')
      : // npm runs commands in the folder of the program: a name alone does not say where was looked.
        text(`„${resolve(path)}”`, `“${resolve(path)}”`);
  return lines(inEach`${named} ${what}.`, nothingHalf, again(next));
}

function databaseRefusal(error: unknown): Text | undefined {
  const code = errorCode(error);
  if (isDatabaseGone(error))
    return lines(
      text(
        'De verbinding met de database is weggevallen; de opdracht is niet afgemaakt.',
        'The connection to the database was lost; the command was not finished.',
      ),
      nothingHalf,
      text(
        'Wat nu: voer de opdracht opnieuw uit. Blijft het misgaan, kijk dan met „database status” of de database draait.',
        'Next: run the command again. If it keeps going wrong, see with “database status” whether the database runs.',
      ),
    );
  if (code === '53100' || /no space left on device/i.test(errorMessage(error)))
    return lines(
      text(
        'De schijf van de database is vol; de opdracht is niet afgemaakt.',
        'The disk of the database is full; the command was not finished.',
      ),
      nothingHalf,
      text(
        'Wat nu: maak ruimte vrij op de schijf van de gegevensmap en voer de opdracht opnieuw uit.',
        'Next: free some room on the disk of the data folder and run the command again.',
      ),
    );
  if (/^22[0-9A-Z]{3}$/.test(code))
    return lines(
      text(
        `De database neemt een opgegeven waarde niet aan: ${errorMessage(error)}.`,
        `The database does not take a value that was given: ${errorMessage(error)}.`,
      ),
      nothingHalf,
      text(
        'Wat nu: controleer de opties; --help toont hoe ze geschreven worden.',
        'Next: check the options; --help shows how they are written.',
      ),
    );
  return undefined;
}

function fault(error: unknown, trace: boolean): Text {
  const told = lines(
    text(
      `Daglicht maakte een fout: ${errorMessage(error)}`,
      `Daglicht made a mistake: ${errorMessage(error)}`,
    ),
    nothingHalf,
    text(
      'Wat nu: meld dit met de opdracht erbij. DAGLICHT_TRACE=1 toont de plaats in het programma.',
      'Next: report this together with the command. DAGLICHT_TRACE=1 shows the place in the program.',
    ),
  );
  return trace && error instanceof Error ? lines(told, sameText(error.stack ?? '')) : told;
}

function lines(...parts: readonly Text[]): Text {
  return text(parts.map(({ nl }) => nl).join('\n'), parts.map(({ en }) => en).join('\n'));
}
