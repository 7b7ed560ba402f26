import { createAdaptorServer } from '@hono/node-server';
import { z } from 'zod';
import { loadTsx } from '../../../src/platform/web/load-tsx.ts';

/*
 * A second instance of the program: a process of its own that serves the workplace of an organisation on a socket,
 * beside the one of the test, on the same database. It ends when its standard input does.
 */

const given = z
  .object({
    server: z.custom<TestServer>((value) => typeof value === 'object'),
    organisation: z.string(),
    keys: z.string(),
    pinFile: z.string(),
    socket: z.string(),
    secure: z.boolean(),
    examples: z.boolean(),
    reports: z.string().nullable(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

loadTsx();
const { access, organisationOn, sourceFolder } = await import('../../../src/app.ts');
const { profileReader } = await import('../../../src/codes/profile-versions.ts');
const { today } = await import('../../../src/organisation/period.ts');
const { ReportMaker } = await import('../../../src/publication/workbench/making/maker.ts');
const { openOrganisation } = await import('../../../src/platform/database/doorways.ts');
const { storageStatus } = await import('../../../src/platform/database/status.ts');
const { readKeys } = await import('../../../src/platform/sealing/key-file.ts');
const { workSite } = await import('../../../src/workplace/front/work-site.tsx');
const { workRoutes } = await import('../../../src/workplace/routes.ts');
const { storageOf } = await import('../test-server.ts');
const { premisesOf } = await import('./premises.ts');

import type { ReportMaker as Maker } from '../../../src/publication/workbench/making/maker.ts';
import type { TestServer } from '../test-server.ts';

const door = openOrganisation(
  given.organisation,
  storageOf(given.server).connection(given.organisation, 'workplace'),
  access,
);
const tell = (line: string) => process.stderr.write(`${line}\n`);

/** What makes the reports of the organisation, behind the door of the program itself. */
async function makerOf(key: string): Promise<Maker> {
  const own = openOrganisation(
    key,
    storageOf(given.server).connection(given.organisation, 'runtime'),
    access,
  );
  const profileOn = profileReader(own, () => Promise.reject(new Error('The organisation has no profile.')));
  return new ReportMaker(await organisationOn(today(), { key, door: own }, profileOn), null, tell);
}

const premises = {
  ...premisesOf(given.organisation, door, await readKeys(given.keys, false), given.pinFile),
  secure: given.secure,
  examples: given.examples,
  status: () => storageStatus(storageOf(given.server), sourceFolder, [given.organisation], 'workplace'),
  reports: given.reports === null ? null : await makerOf(given.reports),
};
const site = workSite(premises, workRoutes, tell);
// The body is taken in first: an answer that comes before a large one was sent ends the connection.
const answer = async (asked: Request): Promise<Response> => {
  const { url, method, headers } = asked;
  const body = method === 'GET' || method === 'HEAD' ? null : await asked.arrayBuffer();
  return site.fetch(new Request(url, { method, headers, body }));
};
createAdaptorServer({ fetch: answer }).listen(given.socket, () => process.stdout.write('ready\n'));
process.stdin.on('end', () => process.exit(0)).resume();
