import { loadTsx } from '../src/platform/web/load-tsx.ts';

/*
 * One instance that makes digests, in a process of its own, so that it can be killed: `node bench/digest-instance.ts <folder>
 * <organisation>`. It ends when the job of today is done.
 */

loadTsx();
const [folder = '', organisation = ''] = process.argv.slice(2);
const { access, wholeCatalogue } = await import('../src/app.ts');
const { closeOrganisation, openOrganisation } = await import('../src/platform/database/doorways.ts');
const { openStorage } = await import('../src/platform/database/storage.ts');
const { doJobs, newHolder } = await import('../src/platform/jobs/do-jobs.ts');
const { digestJob } = await import('../src/workplace/notices/digest-job.ts');

const storage = await openStorage({}, { dataFolder: folder });
const door = openOrganisation(organisation, storage.connection(organisation, 'runtime'), access);
const kind = { ...digestJob(wholeCatalogue), rhythm: { daily: '00:00' } };
const holder = newHolder();
const faults: string[] = [];
process.send?.('ready');
let isAsked = false;
process.on('message', () => {
  isAsked = true;
});
while (!isAsked) {
  faults.push(...(await doJobs({ key: organisation, door }, [kind], holder)));
  await new Promise((resolve) => setTimeout(resolve, 500));
}
await closeOrganisation(door);
await storage.close();
process.send?.(faults.join('; '));
process.disconnect();
