import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOrganisation, type TestOrganisation } from '../../../tests/example-organisation.ts';
import { testServer } from '../../../tests/makers/database.ts';
import { smallKeyring, type TestKeyring } from '../../../tests/makers/reporting/keyring.ts';
import { asOwner } from '../../../tests/makers/workplace/workplace.ts';
import { organisationSchema } from '../../organisation/records.ts';
import { type MadeReport, makeReport, newReportIds } from '../../platform/encryption/boxes/report.ts';
import { newCode } from '../../platform/encryption/receipt-code.ts';

/* The program is killed while reports come in: each is there whole or not at all, and can be sent again. */

const described = organisationSchema.parse({
  name: { nl: 'Hard Veld', en: 'Hard Veld' },
  profile: 'klein',
  root: 'TOP',
  units: [
    {
      key: 'TOP',
      level: 'organisatie',
      type: 'organisatie',
      names: [{ name: { nl: 'Hard Veld', en: 'Hard Veld' } }],
    },
  ],
});

let organisation: TestOrganisation;
let keyring: TestKeyring;
const world = () => ({ door: organisation.door, database: organisation.database });

beforeAll(async () => {
  organisation = await openTestOrganisation(described);
  keyring = await smallKeyring(world());
});
afterAll(async () => {
  await organisation?.close();
});

async function startReceiving(): Promise<ChildProcess> {
  const words = JSON.stringify({
    server: await testServer(),
    organisation: organisation.database.organisation,
    pin: keyring.pin,
  });
  const script = join(import.meta.dirname, '../../../tests/makers/reporting/receiving-process.ts');
  const child = spawn(process.execPath, [script, words], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
  return child;
}

const made = (): Promise<MadeReport> =>
  makeReport(keyring.held, newReportIds(), {
    without: new Set(),
    code: newCode(),
    written: [{ type: 'report', text: 'Onder het schieten door.' }],
  });

/** What is there of a report, by table. */
async function partsOf({ box, mailbox }: MadeReport) {
  const [row] = await asOwner(
    world(),
    `select (select count(*)::int from box where id = $1) as boxes,
      (select count(*)::int from box_record where box_id = $1) as records,
      (select count(*)::int from box_wrap where box_id = $1) as wraps,
      (select count(*)::int from box_share where box_id = $1) as shares,
      (select count(*)::int from box_object where box_id = $1) as objects,
      (select count(*)::int from mailbox where stored = decode($2, 'hex')) as mailboxes`,
    [box, mailbox],
  );
  return row;
}

/** Sends one, and kills what receives after so many milliseconds. @returns what it answered before */
async function killedAfter(report: MadeReport, milliseconds: number | null): Promise<string> {
  const child = await startReceiving();
  const gone = once(child, 'exit');
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stdin?.on('error', () => undefined).write(`${JSON.stringify(report)}\n`);
  if (milliseconds === null) child.stdin?.end();
  else {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    child.kill('SIGKILL');
  }
  await gone;
  return said.trim();
}

/** How long a report takes in a process that just began, in milliseconds. */
async function wholeTime(): Promise<number> {
  const begun = performance.now();
  const child = await startReceiving();
  const ready = performance.now();
  child.stdin?.write(`${JSON.stringify(await made())}\n`);
  await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
  const answered = performance.now();
  child.kill('SIGKILL');
  await once(child, 'exit');
  return Math.max(answered - ready, (ready - begun) / 20);
}

test('Killed at twenty points of a submission, a report is there whole or not at all, and arrives when it is sent again', async () => {
  const whole = { boxes: 1, records: 1, wraps: 3, shares: 3, objects: 1, mailboxes: 1 };
  const none = { boxes: 0, records: 0, wraps: 0, shares: 0, objects: 0, mailboxes: 0 };
  const time = await wholeTime();
  const ends = new Set<string>();
  for (let point = 1; point <= 20; point++) {
    const report = await made();
    const said = await killedAfter(report, (time * point * 2) / 20);
    // What the server was still doing for a process that is gone ends first.
    await expect
      .poll(async () => {
        const [row] = await asOwner(
          world(),
          `select count(*)::int as busy from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid() and state like '%transaction%'`,
        );
        return row?.['busy'];
      })
      .toBe(0);
    const there = await partsOf(report);
    expect([whole, none], `${point}`).toContainEqual(there);
    if (said === 'received') expect(there).toEqual(whole);
    ends.add(there?.['boxes'] === 1 ? 'whole' : 'none');
    expect(await killedAfter(report, null)).toBe('received');
    expect(await partsOf(report)).toEqual(whole);
  }
  // Both were seen: the points lie on both sides of the moment at which it is kept.
  expect(ends).toEqual(new Set(['whole', 'none']));
}, 180_000);
