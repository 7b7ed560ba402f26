import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/*
 * The test command for a Node that cannot read TypeScript by itself: `node tests/run.mjs <words>` gives the words
 * to `run.ts` with the Node that the lockfile pins, as `npm test -- <words>` does.
 */

const pinned = join(import.meta.dirname, '..', 'node_modules', '.bin', 'node');
const { status, error } = spawnSync(pinned, [join(import.meta.dirname, 'run.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
if (error) process.stderr.write(`${pinned} cannot be started (${error.message}): first run npm ci.\n`);
process.exitCode = status ?? 1;
