import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { generateSchema } from './generate-schema.ts';
import { type FreshDatabase, freshDatabase } from './makers/database.ts';

let fresh: FreshDatabase | undefined;
afterAll(() => fresh?.drop());

test('The types of the tables are those that the migrations make; npm run schema writes them anew', async () => {
  fresh = await freshDatabase({ migrated: false });
  const file = join(import.meta.dirname, '..', 'src/platform/database/schema.ts');
  expect(await generateSchema(fresh.storage, fresh.organisation)).toBe(await readFile(file, 'utf8'));
});
