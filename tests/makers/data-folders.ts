import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { type Holder, hold, nothingLeft } from './processes.ts';

/** Data folders for the tests of one file, and processes that hold the embedded servers of them. */
export interface DataFolders {
  /** A new empty folder. */
  readonly newFolder: () => string;
  /** A process that holds the server of a data folder, once it answers. */
  readonly holder: (folder: string) => Promise<Holder>;
  /** A data folder that had a server before, and its cluster. */
  readonly usedFolder: () => Promise<{ readonly folder: string; readonly cluster: string }>;
  /** Processes to stop after this test; those that `holder` starts are among them. */
  readonly holders: Holder[];
}

/** After each test its processes are stopped, and nothing of its folders may still run. */
export function dataFolders(): DataFolders {
  const folders: string[] = [];
  const holders: Holder[] = [];
  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'daglicht-cluster-'));
    folders.push(folder);
    return folder;
  };
  afterEach(async () => {
    for (const one of holders.splice(0)) await one.kill();
    for (const folder of folders.splice(0)) {
      await nothingLeft(folder);
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return {
    newFolder,
    holders,
    holder: async (folder) => {
      const made = await hold(folder);
      holders.push(made);
      return made;
    },
    usedFolder: async () => {
      const folder = newFolder();
      await (await hold(folder)).release();
      return { folder, cluster: join(folder, 'database', 'cluster') };
    },
  };
}
