import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { Surroundings } from './health.ts';

/** How much room the disk of a folder has; of one that was never made, as on a server without data here, the disk that the program runs on. */
export async function freeRoom(folder: string): Promise<Surroundings['free']> {
  const { bavail, blocks, bsize } = await statfs(existsSync(folder) ? folder : '.');
  return { bytes: bavail * bsize, share: blocks === 0 ? 0 : bavail / blocks };
}
