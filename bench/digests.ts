import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../src/platform/database/migrations/migrations.ts';
import { openStorage } from '../src/platform/database/storage.ts';
import type { BenchRow } from './row.ts';

const root = join(import.meta.dirname, '..');
const reach = 60_000;
const organisation = 'berichten';
const perReader = 50;

/**
 * Readers with a role, an account and an address, one in three a functional administrator and the others privacy officers;
 * fifty proposals wait for each of them. What costs is the reader, who is asked for as that person; their notices cost little.
 */
const filled = (readers: number): readonly string[] => [
  `create function pg_temp.id(n integer) returns uuid language sql immutable as $$ select overlay(overlay(md5(n::text) placing '4' from 13) placing '8' from 17)::uuid $$`,
  `insert into person (id) select pg_temp.id(n) from generate_series(0, ${readers}) n`,
  `insert into person_contact (version_id, person_id, name, mail)
   select gen_random_uuid(), pg_temp.id(n), 'Naam' || n, 'm' || n || '@veld.test' from generate_series(1, ${readers}) n`,
  `insert into account (id, person_id, sign_in_name, state)
   select gen_random_uuid(), pg_temp.id(n), 'm' || n || '@veld.test', 'active' from generate_series(1, ${readers}) n`,
  `insert into appointment (id, person_id, role, valid_from, appointed_by, reason)
   select gen_random_uuid(), pg_temp.id(n), case when n % 3 = 0 then 'functional-administrator' else 'privacy-officer' end,
     '2020-01-01', 'bench', 'bench' from generate_series(1, ${readers}) n`,
  `insert into proposal (id, kind, payload, payload_hash, reason, proposed_by, proposer, expires_at)
   select gen_random_uuid(), 'export-all', '{"registers":"all"}', 'x', 'bench', pg_temp.id(0)::text, pg_temp.id(0),
     now() + interval '70 hours' from generate_series(1, ${perReader})`,
  `insert into mail_setting (id, host, port, security, sender, warn_to, means, recorded_by)
   values (gen_random_uuid(), 'localhost', 25, 'none', 'daglicht@veld.test', 'beheer@veld.test', 'none', pg_temp.id(0))`,
  'analyze',
];

/** Notices of many readers into digests: by two instances, and by two of which one is killed on the way. */
export async function benchDigests(notices: number): Promise<readonly BenchRow[]> {
  const readers = notices / perReader;
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-bench-'));
  const storage = await openStorage({}, { dataFolder: folder });
  const rows: BenchRow[] = [];
  try {
    await storage.ensureDatabase(organisation);
    await migrate(storage.connection(organisation, 'owner'), join(root, 'src'));
    const owner = new Client(storage.connection(organisation, 'owner'));
    owner.on('error', () => undefined);
    await owner.connect();
    for (const statement of filled(readers)) await owner.query(statement);
    const count = async (statement: string): Promise<number> =>
      Number((await owner.query<{ n: string }>(statement)).rows[0]?.n);
    const state = `select count(*) as n from job where state = 'done'`;
    const run = async (what: string, kills: boolean) => {
      await owner.query('delete from job');
      await owner.query('delete from mail_message');
      const instances = await Promise.all([started(folder), started(folder)]);
      const start = performance.now();
      let killedAt = 0;
      while ((await count(state)) === 0) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        if (performance.now() - start > 5 * reach) break;
        if (!kills || killedAt > 0) continue;
        const put = await count('select count(*) as n from mail_message');
        if (put < readers / 3) continue;
        // Whoever holds the job is killed: of two one does it, and the other waits.
        for (const one of instances) one.kill('SIGSTOP');
        const before = await count('select count(*) as n from mail_message');
        instances[0].kill('SIGCONT');
        await new Promise((resolve) => setTimeout(resolve, 1000));
        const first = (await count('select count(*) as n from mail_message')) > before;
        instances[first ? 0 : 1].kill('SIGKILL');
        instances[first ? 1 : 0].kill('SIGCONT');
        killedAt = await count('select count(*) as n from mail_message');
      }
      const medianMs = performance.now() - start;
      for (const one of instances) if (one.connected) one.send('end');
      await Promise.all(
        instances.map((one) => (one.exitCode === null && one.signalCode === null ? once(one, 'exit') : null)),
      );
      const put = await count('select count(*) as n from mail_message');
      const each = await count('select count(distinct person_id) as n from mail_message');
      const isRight = put === readers && each === readers;
      rows.push({
        what: `${notices} notices of ${readers} readers into digests, ${what}`,
        medianMs,
        reach: kills ? 'each once' : `≤ ${reach} ms, each once`,
        asserted: `${put} digests to ${each} readers: ${isRight}, ${Math.round(put / (medianMs / 1000))} readers a second${kills ? `; killed after ${killedAt}` : ''}`,
        holds: isRight && (kills || medianMs <= reach),
      });
    };
    await run('two instances', false);
    await run('two instances, one killed (a lease of 15 s runs out first)', true);
    await owner.end();
    return rows;
  } finally {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function started(folder: string): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'digest-instance.ts'), [folder, organisation]);
  await once(child, 'message');
  return child;
}
