import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openCluster } from '../src/platform/database/embedded/cluster.ts';
import { migrate } from '../src/platform/database/migrations/migrations.ts';
import { templateOrganisation, workplaceOrganisation } from './makers/database.ts';
import { storageOf, type TestServer } from './makers/test-server.ts';
import { startPasswordServer } from './password-server.ts';

/*
 * Global setup of Vitest: one database server for the whole run, started when the first test asks for it, so
 * that runs without a database pay nothing. Test files get copies of a migrated template (makers/database.ts).
 */

const source = join(import.meta.dirname, '..', 'src');

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'daglicht-tests-'));
  chmodSync(dataFolder, 0o700);
  const starter = join(dataFolder, 'starter');
  const stops: (() => Promise<void>)[] = [];
  let server: Promise<TestServer> | null = null;

  async function start(): Promise<TestServer> {
    let place: TestServer['place'] = null;
    let environment: TestServer['environment'] = {};
    if (process.env.DAGLICHT_TEST_DATABASE === 'server') {
      const password = await startPasswordServer(dataFolder);
      stops.push(password.stop);
      environment = password.environment;
    } else {
      const cluster = await openCluster({ dataFolder, durable: false });
      stops.push(cluster.release);
      place = cluster.place;
    }
    const storage = storageOf({ environment, place });
    await storage.ensureDatabase(workplaceOrganisation);
    await storage.ensureDatabase(templateOrganisation);
    const migrationError = await migrate(storage.connection(templateOrganisation, 'owner'), source).then(
      () => null,
      (error: unknown) => String(error),
    );
    return { environment, place, migrationError };
  }

  const door = createServer((asking) => {
    server ??= start();
    asking.on('error', () => undefined);
    server.then(
      (answer) => asking.end(JSON.stringify(answer)),
      (error: unknown) => asking.end(JSON.stringify({ error: String(error) })),
    );
  });
  await new Promise<void>((settle, fail) => {
    door.once('error', fail);
    door.listen(starter, settle);
  });
  project.provide('databaseStarter', starter);

  return async () => {
    door.close();
    await server?.catch(() => undefined);
    for (const stop of stops) await stop();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
}
