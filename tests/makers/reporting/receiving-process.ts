import { createInterface } from 'node:readline';
import { z } from 'zod';
import { access } from '../../../src/app.ts';
import { reporterActor } from '../../../src/platform/access/actor.ts';
import { concern } from '../../../src/platform/access/resource.ts';
import { openOrganisation, perform } from '../../../src/platform/database/doorways.ts';
import { type SentReport, submitReport } from '../../../src/reporting/boxes/submit.ts';
import { storageOf, type TestServer } from '../test-server.ts';

/*
 * A process of its own that receives reports, as the public origin does: one line of JSON each, answered by a line with
 * what became of it. It is there to be killed.
 */

const given = z
  .object({
    server: z.custom<TestServer>((value) => typeof value === 'object'),
    organisation: z.string(),
    pin: z.string(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));
const door = openOrganisation(
  given.organisation,
  storageOf(given.server).connection(given.organisation, 'public'),
  access,
);
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  // What comes is what the test made.
  const sent = JSON.parse(line) as SentReport;
  const became = await perform(door, reporterActor(sent.mailbox), submitReport, concern, {
    ...sent,
    pin: given.pin,
  });
  process.stdout.write(`${became.outcome}\n`);
}
process.exit(0);
