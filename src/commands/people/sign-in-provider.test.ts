import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';
import { makeCertificate } from '../../../tests/makers/workplace/certificate.ts';
import { startProvider, type TestProvider } from '../../../tests/makers/workplace/sign-in-provider.ts';
import { asOwner } from '../../../tests/makers/workplace/workplace.ts';
import { type Daglicht, openDaglicht } from '../../app.ts';
import type { Command, Terminal } from '../command.ts';
import { keysCommand } from './keys.ts';
import { signInProviderCommand } from './sign-in-provider.ts';

/* How people sign in elsewhere, set and tried from the terminal. */

let folder: string;
let database: FreshDatabase;
let daglicht: Daglicht;
let provider: TestProvider;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-provider-'));
  file = join(folder, 'aanmelden.json');
  [database, provider] = await Promise.all([freshDatabase(), startProvider(['https://werk.test/terug'])]);
  daglicht = await openDaglicht({}, folder, {
    ...database.storage,
    organisations: async () => [database.organisation],
    close: async () => undefined,
  });
});
afterAll(async () => {
  await daglicht?.close();
  await provider?.close();
  await database?.drop();
  await rm(folder, { recursive: true });
});

async function run(
  command: Command,
  values: Record<string, string | boolean>,
  words: readonly string[] = [],
) {
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
  const given = { words, values: { organisation: database.organisation, ...values } };
  const exit = await command.run(given, terminal, async () => daglicht);
  return { exit, said: lines.join('\n') };
}

async function written(given: object, mode = 0o600): Promise<string> {
  await writeFile(join(folder, 'ca.pem'), provider.certificate);
  const settings = {
    name: 'Veldaccount',
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    mailDomains: ['Veld.test'],
    privateAddresses: ['127.0.0.1', '::1'],
    certificates: 'ca.pem',
    ...given,
  };
  await writeFile(file, JSON.stringify(settings, null, 2));
  await chmod(file, mode);
  return file;
}

const shownSchema = z.array(
  z.looseObject({ name: z.string(), state: z.string(), mailDomains: z.array(z.string()) }),
);

test('Settings come in from a file and are tried; what is shown holds no secret', async () => {
  expect((await run(signInProviderCommand, {})).said).toContain('Er is geen aanmelddienst ingesteld');
  expect((await run(signInProviderCommand, { check: true })).exit).toBe(1);
  const set = await run(signInProviderCommand, { from: await written({}) });
  expect([set.exit, set.said]).toEqual([0, expect.stringContaining('nu aanmelden met Veldaccount')]);
  const tried = await run(signInProviderCommand, { check: true });
  expect([tried.exit, tried.said]).toEqual([0, expect.stringContaining('het geheim wordt aangenomen')]);
  const shown = await run(signInProviderCommand, { json: true });
  expect(shown.said).not.toContain(provider.clientSecret);
  expect(shownSchema.parse(JSON.parse(shown.said))).toMatchObject([
    { name: 'Veldaccount', state: 'stands', mailDomains: ['veld.test'] },
  ]);
  const rows = JSON.stringify(await asOwner({ database }, 'select p::text from sign_in_provider p'));
  expect(rows).not.toContain(provider.clientSecret);
  expect(rows).not.toContain(Buffer.from(provider.clientSecret).toString('hex'));
});

test('A wrong secret, and an address that is not allowed, are told with what to do', async () => {
  await run(signInProviderCommand, { from: await written({ clientSecret: 'verkeerd' }) });
  const wrong = await run(signInProviderCommand, { check: true });
  expect([wrong.exit, wrong.said]).toEqual([
    1,
    expect.stringContaining('neemt clientId met clientSecret niet aan'),
  ]);
  await run(signInProviderCommand, { from: await written({ privateAddresses: [] }) });
  const refused = await run(signInProviderCommand, { check: true, json: true });
  expect(JSON.parse(refused.said)).toMatchObject({ works: false, fault: 'address' });
});

test('A file is refused with all that is wrong in it, and nothing changes', async () => {
  const before = (await run(signInProviderCommand, { json: true })).said;
  const faulty = await written({
    issuer: 'http://x',
    mailDomains: ['@x'],
    privateAddresses: ['169.254.169.254'],
    rol: 'x',
  });
  await expect(run(signInProviderCommand, { from: faulty })).rejects.toThrow(
    /line 3[\s\S]*issuer[\s\S]*mailDomains\[0\][\s\S]*privateAddresses\[0\]|rol/,
  );
  await writeFile(join(folder, 'key.pem'), `${provider.certificate}${makeCertificate().key}`);
  const open = await written({ secretEndsOn: '2024-01-01', certificates: 'key.pem' }, 0o644);
  await expect(run(signInProviderCommand, { from: open })).rejects.toThrow(
    /others on this machine can read[\s\S]*lies in the past[\s\S]*and no key/,
  );
  await expect(
    run(signInProviderCommand, { from: await written({ certificates: 'weg.pem' }) }),
  ).rejects.toThrow(/cannot be read/);
  await expect(run(signInProviderCommand, { from: file, remove: true })).rejects.toThrow(/Choose one/);
  expect((await run(signInProviderCommand, { json: true })).said).toBe(before);
});

test('The end of the secret is told, and a new key seals it anew', async () => {
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await run(signInProviderCommand, { from: await written({ secretEndsOn: soon }) });
  expect((await run(signInProviderCommand, {})).said).toContain('nog hoogstens 7 dagen');
  const rotated = await run(keysCommand, { json: true, organisation: database.organisation }, ['rotate']);
  expect(JSON.parse(rotated.said)).toMatchObject({ sealed: 1 });
  expect((await run(signInProviderCommand, { check: true })).exit).toBe(0);
});

test('It is removed at once', async () => {
  expect((await run(signInProviderCommand, { remove: true })).said).toContain('De aanmelddienst is weg');
  expect(JSON.parse((await run(signInProviderCommand, { remove: true, json: true })).said)).toEqual({
    ended: 0,
  });
  expect((await run(signInProviderCommand, {})).said).toContain('Er is geen aanmelddienst ingesteld');
});
