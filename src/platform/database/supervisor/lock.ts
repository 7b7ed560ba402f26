import { DatabaseSync } from 'node:sqlite';
import { errorMessage } from '../../language/explained-error.ts';

/**
 * Takes the lock that makes one supervisor the only one of its folder, and holds it until this process ends.
 *
 * The file is an empty SQLite database: its file lock is the one kernel lock that Node takes without native
 * code of our own. The kernel frees it however the process ends, and it also holds between containers that
 * share a folder, where process numbers mean nothing.
 *
 * @returns false when another process holds it
 */
export function takeLock(file: string): boolean {
  const database = new DatabaseSync(file);
  try {
    database.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    database.close();
    if (/locked/i.test(errorMessage(error))) return false;
    throw error;
  }
  held.push(database);
  return true;
}

/** Keeps the locks from being collected while this process runs. */
const held: DatabaseSync[] = [];
