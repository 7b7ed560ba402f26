import { loadTsx } from './platform/web/load-tsx.ts';

loadTsx();
const { run } = await import('./commands/run.ts');
process.exitCode = await run(process.argv.slice(2));
