import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openStorage } from '../../src/platform/database/storage.ts';
import { packPast, readPast } from './past-database.ts';

/*
 * Keeps the databases of an installation that an earlier version of the program filled, one file an organisation:
 *
 *   git switch --detach <version>; npm ci; DAGLICHT_DATA=past npm start     (until the examples are there)
 *   git switch -; npm ci; node tests/past/make.ts past <version>
 */

const [folder, version] = process.argv.slice(2);
if (!folder || !version) throw new Error('node tests/past/make.ts <data folder> <version>');
const storage = await openStorage({}, { dataFolder: resolve(folder) });
try {
  for (const organisation of await storage.organisations()) {
    const packed = packPast(await readPast(storage.connection(organisation, 'owner')));
    const file = join(import.meta.dirname, `${version}-${organisation}.json.br`);
    writeFileSync(file, packed);
    process.stdout.write(`${file}: ${packed.length} bytes\n`);
  }
} finally {
  await storage.close();
}
