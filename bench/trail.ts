import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { sourceFolder } from '../src/app.ts';
import { accessTable } from '../src/platform/access/access-table.ts';
import { operator } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import { withClient } from '../src/platform/database/databases.ts';
import {
  type Action,
  closeOrganisation,
  openOrganisation,
  perform,
} from '../src/platform/database/doorways.ts';
import { migrate } from '../src/platform/database/migrations/migrations.ts';
import { openStorage } from '../src/platform/database/storage.ts';
import { linkTrail } from '../src/platform/trace/link.ts';
import { traceAccess } from '../src/platform/trace/trace-access.ts';
import { verifyTrail } from '../src/platform/trace/verify-trail.ts';
import type { BenchRow } from './row.ts';

/* What the audit trail costs who writes, and how long checking a million rows takes. */

const deed: Action<Record<string, never>, null> = {
  name: 'bench.deed',
  input: z.strictObject({}),
  object: () => 'bench',
  change: async () => ({ result: null, audit: {} }),
};

const writers = 8;
const deeds = 4000;
const many = 1_000_000;
const chunk = 1000;

/** Rows a second with eight writers while the chain is linked, and the time to verify a million rows. */
export async function benchTrail(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'daglicht-bench-'));
  const storage = await openStorage({}, { dataFolder: folder });
  try {
    await storage.ensureDatabase('maat');
    await migrate(storage.connection('maat', 'owner'), sourceFolder);
    const because = 'bench';
    const table = accessTable([
      ...traceAccess,
      { who: 'operator', may: 'do', what: deed.name, on: 'concern', because },
    ]);
    const door = openOrganisation('maat', storage.connection('maat', 'runtime'), table);
    try {
      const actor = operator('bench');
      const linking = setInterval(() => void linkTrail(door, actor), 1000);
      const began = performance.now();
      await Promise.all(
        Array.from({ length: writers }, async () => {
          for (let one = 0; one < deeds / writers; one++) await perform(door, actor, deed, concern, {});
        }),
      );
      const rate = (deeds / (performance.now() - began)) * 1000;
      clearInterval(linking);
      await withClient(storage.connection('maat', 'owner'), async (client) => {
        // In many transactions, as rows come in.
        for (let at = 0; at < many; at += chunk)
          await client.query(
            `insert into audit_entry (id, actor_kind, actor, action, object, outcome, origin, details)
             select gen_random_uuid(), 'operator', 'bench', 'bench.deed', 'bench ' || n, 'done', 'bench', '{"rows": 1}'
             from generate_series($1::int, $2::int) n`,
            [at + 1, at + chunk],
          );
      });
      const toLink = performance.now();
      await linkTrail(door, actor);
      const linked = performance.now() - toLink;
      const toVerify = performance.now();
      const verdict = await verifyTrail(door, actor, [], null);
      const verified = performance.now() - toVerify;
      return [
        {
          what: `Audit: rows a second with ${writers} writers, linked meanwhile`,
          medianMs: Math.round((1000 * 1000) / rate),
          reach: '≥ 1,000 rows/s (≤ 1,000 ms per 1,000)',
          asserted: `${Math.round(rate)} rows/s`,
          holds: rate >= 1000,
        },
        {
          what: 'Audit: a million rows verified',
          medianMs: Math.round(verified),
          reach: '≤ 15,000 ms',
          asserted: `${verdict.length} links, ${verdict.faults.length} faults; linked in ${Math.round(linked)} ms`,
          holds: verified <= 15_000 && verdict.faults.length === 0,
        },
      ];
    } finally {
      await closeOrganisation(door);
    }
  } finally {
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  }
}
