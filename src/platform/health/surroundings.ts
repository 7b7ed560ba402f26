import { statfs } from 'node:fs/promises';
import type { Surroundings } from './health.ts';

/** How much room the disk of a folder has. */
export async function freeRoom(folder: string): Promise<Surroundings['free']> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { bytes: bavail * bsize, share: blocks === 0 ? 0 : bavail / blocks };
}
