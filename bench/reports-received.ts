import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { access } from '../src/app.ts';
import { reporterActor } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import {
  closeOrganisation,
  type OrganisationDoor,
  openOrganisation,
  perform,
} from '../src/platform/database/doorways.ts';
import { migrate } from '../src/platform/database/migrations/migrations.ts';
import { openStorage } from '../src/platform/database/storage.ts';
import { type MadeReport, makeReport, newReportIds } from '../src/platform/encryption/boxes/report.ts';
import { newCode } from '../src/platform/encryption/receipt-code.ts';
import { readAssets } from '../src/platform/web/assets.ts';
import { reportAddresses } from '../src/platform/web/front/methods.ts';
import { submitReport } from '../src/reporting/boxes/submit.ts';
import { reportingSite } from '../src/reporting/where-to-turn/reporting-site.ts';
import { writtenChannel } from '../src/reporting/writing/written-channel.ts';
import { smallKeyring, type TestKeyring } from '../tests/makers/reporting/keyring.ts';
import type { BenchRow } from './row.ts';

const root = join(import.meta.dirname, '..');

interface World {
  readonly site: OrganisationDoor;
  readonly keyring: TestKeyring;
}

/** Has a channel that is open, behind the login of the public site, on a database that keeps durably. */
async function withChannel(measure: (world: World) => Promise<BenchRow[]>): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-bench-'));
  const storage = await openStorage({}, { dataFolder: folder });
  const organisation = 'meldingen';
  await storage.ensureDatabase(organisation);
  await migrate(storage.connection(organisation, 'owner'), join(root, 'src'));
  const database = { organisation, storage, drop: async () => undefined };
  const door = openOrganisation(organisation, storage.connection(organisation, 'runtime'), access);
  const site = openOrganisation(organisation, storage.connection(organisation, 'public'), access);
  try {
    const keyring = await smallKeyring({ door, database });
    return await measure({ site, keyring });
  } finally {
    await closeOrganisation(site);
    await closeOrganisation(door);
    await storage.close();
    rmSync(folder, { recursive: true });
  }
}

const ways = [1, 2, 4, 8, 32];
const each = 200;

/** The time below which this part of them lies. */
const at = (times: readonly number[], part: number): number => times[Math.floor(times.length * part)] ?? 0;

/** Sends what waits, so many at a time. @returns the seconds it took, and the milliseconds of each in order of length */
async function sendAll<Waiting>(
  waiting: Waiting[],
  parallel: number,
  send: (one: Waiting) => Promise<boolean>,
): Promise<{ seconds: number; times: readonly number[]; failed: number }> {
  const times: number[] = [];
  let failed = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
        const from = performance.now();
        if (!(await send(one))) failed++;
        times.push(performance.now() - from);
      }
    }),
  );
  return { seconds: (performance.now() - begun) / 1000, times: times.toSorted((a, b) => a - b), failed };
}

/** Reports as browsers send them, received by one process: made beforehand, each verified in full and kept durably. */
export function benchReportsReceived(): Promise<BenchRow[]> {
  return withChannel(async ({ site, keyring }) => {
    const rows: BenchRow[] = [];
    for (const parallel of ways) {
      const waiting: MadeReport[] = [];
      while (waiting.length < each)
        waiting.push(
          await makeReport(keyring.held, newReportIds(), {
            without: new Set(),
            code: newCode(),
            written: [{ type: 'report', text: 'Er is iets gebeurd in de loods.' }],
          }),
        );
      const { seconds, times, failed } = await sendAll(waiting, parallel, async (sent) => {
        const given = { ...sent, pin: keyring.pin };
        const became = await perform(site, reporterActor(sent.mailbox), submitReport, concern, given);
        return became.outcome === 'received';
      });
      rows.push({
        what: `Reports received, ${parallel} at a time: ${Math.round(each / seconds)} a second`,
        medianMs: at(times, 0.5),
        reach: '≥ 300 a second, p95 ≤ 150 ms at half that',
        asserted: `${times.length - failed} received, ${failed} failed, p95 ${Math.round(at(times, 0.95))} ms`,
        holds: failed === 0 && each / seconds >= 300,
      });
    }
    return rows;
  });
}

/** Reports on the road without a script: the last page of each, which seals and keeps it, through the whole of the site. */
export function benchReportsWithoutScript(): Promise<BenchRow[]> {
  return withChannel(async ({ site, keyring }) => {
    const app = reportingSite({
      organisation: 'meldingen',
      door: site,
      assets: readAssets(),
      secure: false,
      notice: null,
      channel: () => writtenChannel({ door: site, pinOf: async () => keyring.pin, tell: () => undefined }),
      tell: () => undefined,
    });
    const post = (fields: Readonly<Record<string, string>>, cookie = '') =>
      app.fetch(
        new Request(`http://localhost${reportAddresses.plain}`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
          body: new URLSearchParams(fields).toString(),
        }),
      );
    const rows: BenchRow[] = [];
    for (const parallel of ways) {
      const waiting: { readonly fields: Record<string, string>; readonly cookie: string }[] = [];
      while (waiting.length < each) {
        const page = await post({ 'stap-code': '', over: 'nee', wat: 'Er is iets gebeurd in de loods.' });
        const body = await page.text();
        const kept = /name="bewaard" value="([0-9a-f]+)"/.exec(body)?.[1] ?? '';
        const code = /([0-9A-Z]{4}-){5}[0-9A-Z]{4}/.exec(body)?.[0] ?? '';
        const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
        waiting.push({ fields: { 'stap-versturen': '', bewaard: kept, groep: code.slice(-4) }, cookie });
      }
      const { seconds, times, failed } = await sendAll(waiting, parallel, async ({ fields, cookie }) => {
        const answer = await post(fields, cookie);
        return answer.status === 200 && (await answer.text()).includes('Uw melding is ontvangen');
      });
      const p95 = at(times, 0.95);
      rows.push({
        what: `Reports without a script, ${parallel} at a time: ${Math.round(each / seconds)} a second`,
        medianMs: at(times, 0.5),
        reach: '≥ 100 a second, p95 ≤ 500 ms',
        asserted: `${times.length - failed} received, ${failed} failed, p95 ${Math.round(p95)} ms`,
        holds: failed === 0 && each / seconds >= 100 && p95 <= 500,
      });
    }
    return rows;
  });
}
