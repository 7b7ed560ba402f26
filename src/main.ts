import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { loadTsx } from './platform/web/load-tsx.ts';

// What was compiled is kept beside the packages: the next start, and every thread, reads it (decision 0048).
const { directory } = enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/daglicht'));
if (directory !== undefined) process.env['NODE_COMPILE_CACHE'] = directory;
loadTsx();
const { run } = await import('./commands/run.ts');
process.exitCode = await run(process.argv.slice(2));
