import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { access, type Daglicht, openDaglicht, wholeCatalogue } from '../src/app.ts';
import type { Command, Terminal } from '../src/commands/command.ts';
import { inviteCommand } from '../src/commands/people/invite.ts';
import { keysCommand } from '../src/commands/people/keys.ts';
import { verifyCommand } from '../src/commands/reports/verify.ts';
import { keysOf } from '../src/commands/serving/work-given.ts';
import { freeRoom } from '../src/platform/health/surroundings.ts';
import { sameText } from '../src/platform/language/text.ts';
import { readAssets } from '../src/platform/web/assets.ts';
import { workSite } from '../src/workplace/front/work-site.tsx';
import { workRoutes } from '../src/workplace/routes.ts';
import { type FreshDatabase, freshDatabase } from './makers/database.ts';
import { TestBrowser } from './makers/workplace/browser.ts';
import { codeOf, goodPassword, seedIn } from './makers/workplace/workplace.ts';

/* From the command line of a server to somebody who signed in, and what the keeper of the server checks afterwards. */

let folder: string;
let database: FreshDatabase;
let daglicht: Daglicht;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-first-'));
  database = await freshDatabase();
  daglicht = await openDaglicht({}, folder, {
    ...database.storage,
    organisations: async () => [database.organisation],
    close: async () => undefined,
  });
});
afterAll(async () => {
  await daglicht.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function run(command: Command, words: readonly string[], values: Record<string, string | boolean>) {
  const lines: string[] = [];
  const terminal: Terminal = {
    language: 'nl',
    out: ({ nl }) => lines.push(nl),
    err: ({ nl }) => lines.push(nl),
    data: (line) => lines.push(line),
    environment: {},
    dataFolder: folder,
    user: 'root',
  };
  const exit = await command.run(
    { words, values: { organisation: database.organisation, ...values } },
    terminal,
    async () => daglicht,
  );
  return { exit, text: lines.join('\n') };
}

const madeSchema = z.object({ link: z.string(), code: z.string() });

test('The first administrator comes in by a link of the terminal, and the keys and the trail can be checked', async () => {
  const address = 'https://werk.veld.test/';
  const given = { first: true, name: 'Anna de Vries', mail: 'anna@veld.test', address };
  const shown = await run(inviteCommand, [], given);
  expect(shown.text).toContain('https://werk.veld.test/uitnodiging/');
  expect(shown.text).toMatch(/Code: \d{3} \d{3}/);
  // Once more for the same person: the first link works no more, and there is one person.
  const made = madeSchema.parse(JSON.parse((await run(inviteCommand, [], { ...given, json: true })).text));
  const { door } = await daglicht.organisation(database.organisation);
  const keys = await keysOf(daglicht, [{ door }]);
  const site = workSite(
    {
      organisation: database.organisation,
      door,
      name: sameText('Veld'),
      keys,
      reports: null,
      assets: readAssets(),
      secure: true,
      examples: false,
      notice: null,
      publicAddress: null,
      access,
      catalogue: wholeCatalogue,
      registerName: () => undefined,
      status: () => Promise.reject(new Error('The storage is not asked here.')),
      pinOf: async () => null,
      free: () => freeRoom('.'),
    },
    workRoutes,
    () => undefined,
  );
  const browser = new TestBrowser(site);
  const form = { naam: '', code: made.code, wachtwoord: goodPassword, herhaling: goodPassword };
  const path = new URL(made.link).pathname;
  expect((await browser.get(new URL(/https:\S+/.exec(shown.text)?.[0] ?? '').pathname)).status).toBe(404);
  expect((await browser.post(path, form)).location).toBe('/aanmelden/instellen');
  const seed = seedIn((await browser.get('/aanmelden/instellen')).body);
  expect((await browser.post('/aanmelden/instellen', { code: codeOf(seed) })).body).toContain(
    'Uw herstelcodes',
  );
  expect(browser.cookie('__Host-daglicht')).toBeDefined();

  const before = await run(keysCommand, [], { json: true });
  expect((await run(keysCommand, ['rotate'], {})).text).toContain('1 verzegelde waarde staat er nu onder');
  expect((await run(keysCommand, [], { json: true })).text).not.toBe(before.text);
  expect(await keysOf(daglicht, [{ door }])).toMatchObject({ byId: { size: 2 } });

  expect(await run(verifyCommand, ['audit'], {})).toMatchObject({ exit: 0 });
  expect((await run(verifyCommand, ['audit'], {})).text).toContain('De keten klopt');
});

test('What is missing or wrong is said, and nobody is invited', async () => {
  for (const [values, words] of [
    [{}, 'invite --first'],
    [{ first: true, mail: 'a@b.test' }, '--name'],
    [{ first: true, name: 'A' }, '--mail'],
    [{ first: true, name: 'A', mail: 'geen adres' }, 'geen e-mailadres'],
  ] as const)
    await expect(run(inviteCommand, [], values)).rejects.toMatchObject({
      words: { nl: expect.stringContaining(words) },
    });
  await expect(run(keysCommand, ['weg'], {})).rejects.toMatchObject({
    words: { nl: expect.stringContaining('rotate') },
  });
});
