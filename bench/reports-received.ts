import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { access } from '../src/app.ts';
import { reporterActor } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import { closeOrganisation, openOrganisation, perform } from '../src/platform/database/doorways.ts';
import { migrate } from '../src/platform/database/migrations/migrations.ts';
import { openStorage } from '../src/platform/database/storage.ts';
import { type MadeReport, makeReport, newReportIds } from '../src/platform/encryption/boxes/report.ts';
import { newCode } from '../src/platform/encryption/receipt-code.ts';
import { submitReport } from '../src/reporting/boxes/submit.ts';
import { smallKeyring } from '../tests/makers/reporting/keyring.ts';
import type { BenchRow } from './row.ts';

const root = join(import.meta.dirname, '..');

/** Reports as browsers send them, received by one process: made beforehand, each verified in full and kept durably. */
export async function benchReportsReceived(): Promise<BenchRow[]> {
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
    const made: MadeReport[] = [];
    const each = 200;
    const ways = [1, 2, 4, 8, 32];
    for (let count = 0; count < each * ways.length; count++)
      made.push(
        await makeReport(keyring.held, newReportIds(), {
          without: new Set(),
          code: newCode(),
          written: [{ type: 'report', text: 'Er is iets gebeurd in de loods.' }],
        }),
      );
    const rows: BenchRow[] = [];
    for (const parallel of ways) {
      const waiting = made.splice(0, each);
      const times: number[] = [];
      let failed = 0;
      const begun = performance.now();
      await Promise.all(
        Array.from({ length: parallel }, async () => {
          for (let sent = waiting.pop(); sent; sent = waiting.pop()) {
            const from = performance.now();
            const given = { ...sent, pin: keyring.pin };
            const became = await perform(site, reporterActor(sent.mailbox), submitReport, concern, given);
            if (became.outcome !== 'received') failed++;
            times.push(performance.now() - from);
          }
        }),
      );
      const seconds = (performance.now() - begun) / 1000;
      times.sort((one, other) => one - other);
      const p95 = times[Math.floor(times.length * 0.95)] ?? 0;
      rows.push({
        what: `Reports received, ${parallel} at a time: ${Math.round(each / seconds)} a second`,
        medianMs: p95,
        reach: '≥ 300 a second, p95 ≤ 150 ms at half that',
        asserted: `${times.length} received, ${failed} failed`,
        holds: failed === 0 && each / seconds >= 300,
      });
    }
    return rows;
  } finally {
    await closeOrganisation(site);
    await closeOrganisation(door);
    await storage.close();
    rmSync(folder, { recursive: true });
  }
}
