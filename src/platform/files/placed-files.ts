import { lstat, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, WordedError } from '../language/explained-error.ts';
import { text } from '../language/text.ts';
import { makeFolder } from './make-folder.ts';

/** A file to be put in a folder. */
export interface FileToPlace {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A folder that was proved to take files, by writing in it. */
export interface OpenFolder {
  /** Puts the files in the folder, all or none, over files of the same names, which are kept until {@link close}. */
  place(files: readonly FileToPlace[]): Promise<void>;
  /** Takes the placed files out again and puts back what stood there. */
  undo(): Promise<void>;
  /** Ends it: what was placed stays. */
  close(): Promise<void>;
}

/** Files could not be put in the folder where they were asked; what stood there stands there as it did. */
export class NotPlaced extends WordedError {
  override readonly name = 'NotPlaced';
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(text(`Er kan niets geschreven worden in ${path}.`, `Nothing can be written to ${path}.`), {
      cause,
    });
    this.path = path;
  }
}

/**
 * Makes a folder where it is missing and proves that it can be written, for files that must come about together with
 * something else: placed first, and taken back when the other fails.
 *
 * @throws NotPlaced when the folder takes no files; a system error when it cannot be made
 */
export async function openFolder(folder: string): Promise<OpenFolder> {
  makeFolder(folder);
  // Inside the folder and not beside it: a name moves only within one disk.
  const work = await mkdtemp(join(folder, '.daglicht-')).catch((error: unknown) => {
    throw new NotPlaced(folder, error);
  });
  /** What was done, latest first, as steps back. */
  let back: (() => Promise<void>)[] = [];

  async function undo(): Promise<void> {
    for (const step of back) await step();
    back = [];
  }

  async function placeOne(name: string, at: string): Promise<void> {
    const fresh = join(work, `${name}.new`);
    const old = join(work, `${name}.old`);
    const stands = await lstat(at).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    });
    // A folder of somebody's is no earlier version of a file.
    if (stands?.isDirectory()) throw Object.assign(new Error(`${at} is a folder`), { code: 'EISDIR' });
    if (stands) {
      await rename(at, old);
      back.unshift(() => rename(old, at));
    }
    await rename(fresh, at);
    back.unshift(() => rm(at, { force: true }));
  }

  return {
    async place(files) {
      let at = folder;
      try {
        for (const { name, content } of files) {
          at = join(folder, name);
          await writeFile(join(work, `${name}.new`), content, { flag: 'wx' });
        }
        for (const { name } of files) {
          at = join(folder, name);
          await placeOne(name, at);
        }
      } catch (error) {
        await undo();
        throw new NotPlaced(at, error);
      }
    },
    undo,
    close: () => rm(work, { recursive: true, force: true }),
  };
}
