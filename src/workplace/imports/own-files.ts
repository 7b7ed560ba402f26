import { setTimeout as wait } from 'node:timers/promises';
import type { Profile } from '../../codes/profile.ts';
import { type HowToRead, inputOf, readHow, writtenHow } from '../../collection/kept-files/how-to-read.ts';
import {
  beginWork,
  type FileWork,
  keepFile,
  keptContent,
  keptFiles,
  noteGiven,
  noteOutcome,
  type SealedFile,
} from '../../collection/kept-files/kept-files.ts';
import { type KeptOutcome, readOutcome, writtenOutcome } from '../../collection/kept-files/outcome.ts';
import { storeFile, tryFile } from '../../collection/kept-files/read-kept.ts';
import type { Register } from '../../collection/register.ts';
import { AccessDenied } from '../../platform/access/access-table.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, type OrganisationDoor, perform } from '../../platform/database/doorways.ts';
import { ExplainedError, errorCode, WordedError } from '../../platform/language/explained-error.ts';
import { inEach, type Text } from '../../platform/language/text.ts';
import { seal, unseal } from '../../platform/sealing/seal.ts';
import { isId } from '../front/typed-text.ts';
import type { SignedIn } from '../front/visit.ts';
import { importWords as words } from './import-words.ts';

/** A file that somebody keeps, opened. */
export interface OwnFile extends Omit<SealedFile, 'given' | 'outcome'> {
  readonly how: HowToRead;
  readonly outcome: KeptOutcome | null;
}

type Column = 'sealed_content' | 'sealed_given' | 'sealed_outcome';

const placeOf = ({ premises }: SignedIn, row: string, column: Column) => ({
  organisation: premises.organisation,
  table: 'kept_file',
  column,
  row,
});

const sealed = (visit: SignedIn, id: string, column: Column, content: string | Uint8Array) =>
  seal(visit.premises.keys, placeOf(visit, id, column), content);

function opened(visit: SignedIn, { given, outcome, ...file }: SealedFile): OwnFile {
  const textOf = (column: Column, content: Uint8Array) =>
    unseal(visit.premises.keys, placeOf(visit, file.id, column), content).toString();
  return {
    ...file,
    how: readHow(textOf('sealed_given', given)),
    outcome: outcome === null ? null : readOutcome(textOf('sealed_outcome', outcome)),
  };
}

/** The own files that wait and those that were stored lately, the newest first; without what was found in them. */
export async function ownFiles(visit: SignedIn): Promise<readonly OwnFile[]> {
  const files = await look(visit.premises.door, visit.actor, keptFiles, concern, { id: null });
  return files.map((file) => opened(visit, file));
}

/** An own file by its id; null where there is none. */
export async function ownFile(visit: SignedIn, id: string): Promise<OwnFile | null> {
  if (!isId(id)) return null;
  const [file] = await look(visit.premises.door, visit.actor, keptFiles, concern, { id });
  return file ? opened(visit, file) : null;
}

/** What stands in an own file; null where it is gone. */
export async function contentOf(visit: SignedIn, id: string): Promise<Uint8Array | null> {
  const content = await look(visit.premises.door, visit.actor, keptContent, concern, { id });
  return content && unseal(visit.premises.keys, placeOf(visit, id, 'sealed_content'), content);
}

/** Keeps a file that was sent, with what was chosen beside it. False where too many wait already. */
export function keepOwnFile(
  visit: SignedIn,
  {
    id,
    register,
    content,
    how,
  }: {
    readonly id: string;
    readonly register: string;
    readonly content: Uint8Array;
    readonly how: HowToRead;
  },
): Promise<boolean> {
  return perform(visit.premises.door, visit.actor, keepFile, concern, {
    id,
    register,
    content: sealed(visit, id, 'sealed_content', content),
    given: sealed(visit, id, 'sealed_given', writtenHow(how)),
  });
}

/** Keeps how a file is to be read, where that is not whole yet. */
export function keepHow(visit: SignedIn, id: string, how: HowToRead): Promise<void> {
  const given = sealed(visit, id, 'sealed_given', writtenHow(how));
  return perform(visit.premises.door, visit.actor, noteGiven, concern, { id, given });
}

/** Milliseconds that an answer waits for work: what takes longer has its state on the page of the file. */
const patience = 1500;

/** One file of an organisation is worked on at a time; the others wait for it. */
const turns = new WeakMap<OrganisationDoor, Promise<unknown>>();

function inTurn<Result>(door: OrganisationDoor, work: () => Promise<Result>): Promise<Result> {
  const done = (turns.get(door) ?? Promise.resolve()).then(work, work);
  turns.set(
    door,
    done.catch(() => undefined),
  );
  return done;
}

interface Work {
  readonly file: Pick<OwnFile, 'id' | 'register' | 'outcome'>;
  readonly register: Register;
  readonly profile: Profile;
  readonly how: HowToRead;
  readonly what: FileWork;
}

/**
 * Looks at a file as it is to be read now, or stores it as it was shown. Answers when that is done or takes long; what
 * goes on is seen on the page of the file, and a second time nothing begins.
 */
export async function workOn(visit: SignedIn, work: Work): Promise<void> {
  const { file, how, what } = work;
  const { door } = visit.premises;
  const given = what === 'try' ? sealed(visit, file.id, 'sealed_given', writtenHow(how)) : null;
  if (!(await perform(door, visit.actor, beginWork, concern, { id: file.id, what, given }))) return;
  const done = inTurn(door, () => doWork(visit, work));
  // What goes wrong after the answer stands on the page of the file.
  done.catch(() => undefined);
  const stop = new AbortController();
  try {
    await Promise.race([done, wait(patience, undefined, { signal: stop.signal, ref: false })]);
  } finally {
    stop.abort();
  }
}

async function doWork(visit: SignedIn, work: Work): Promise<void> {
  const note = (outcome: KeptOutcome) =>
    perform(visit.premises.door, visit.actor, noteOutcome, concern, {
      id: work.file.id,
      outcome: sealed(visit, work.file.id, 'sealed_outcome', writtenOutcome(outcome)),
    });
  try {
    const outcome = await outcomeOf(visit, work);
    if (outcome) await note(outcome);
  } catch (error) {
    if (error instanceof AccessDenied) throw error;
    await note({ fault: faultWords(error) });
    if (!(error instanceof WordedError) && errorCode(error) !== lockTimeout) throw error;
  }
}

/** What is found in a file; null once it is stored. */
async function outcomeOf(
  visit: SignedIn,
  { file, register, profile, how, what }: Work,
): Promise<KeptOutcome | null> {
  const { door } = visit.premises;
  const content = await contentOf(visit, file.id);
  const asked = inputOf(how, profile.yearStart);
  if (content === null || 'faults' in asked) return { fault: words.notReadable };
  const given = {
    door,
    actor: visit.actor,
    register,
    profile,
    fileName: how.fileName,
    content,
    input: asked.input,
  };
  if (what === 'store' && file.outcome && 'report' in file.outcome) {
    const { report } = file.outcome;
    if (await storeFile(given, { id: file.id, shown: report })) return null;
  }
  return tryFile(given);
}

/** PostgreSQL: another import of the register goes first, and takes long. */
const lockTimeout = '55P03';

function faultWords(error: unknown): Text {
  if (error instanceof ExplainedError) return inEach`${error.explanation.what} ${error.explanation.next}`;
  if (error instanceof WordedError) return error.words;
  return errorCode(error) === lockTimeout ? words.anotherGoes : words.ourFault;
}
