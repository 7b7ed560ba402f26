import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOrganisation, type TestOrganisation } from '../../../tests/example-organisation.ts';
import { type Keyholder, newKeyholders, signedBy } from '../../../tests/makers/encryption/keyholders.ts';
import { runCommand } from '../../../tests/run-command.ts';
import { organisationSchema } from '../../organisation/records.ts';
import { withClient } from '../../platform/database/databases.ts';
import { fromHex, toHex } from '../../platform/encryption/bytes.ts';
import { parseDocument, type Root } from '../../platform/encryption/documents/documents.ts';
import { codeOf, newCode } from '../../platform/encryption/receipt-code.ts';
import { keyRootCommand } from './key-root.ts';

/* Which key officers count, said outside the database by who keeps the server. */

let organisation: TestOrganisation;
let folder: string;
let org: string;
let officers: readonly Keyholder[];
const hashes: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-roots-'));
  organisation = await openTestOrganisation(
    organisationSchema.parse({
      name: { nl: 'Klein Veld', en: 'Small Veld' },
      profile: 'klein',
      root: 'TOP',
      units: [
        {
          key: 'TOP',
          level: 'organisatie',
          type: 'organisatie',
          names: [{ name: { nl: 'Klein Veld', en: 'Small Veld' } }],
        },
      ],
    }),
  );
  const [row] = await owner('select id::text as org from key_organisation');
  org = String(row?.['org']);
  await owner('insert into person (id) values (gen_random_uuid())');
  officers = await newKeyholders(5);
});
afterAll(async () => {
  await organisation.close();
  await rm(folder, { recursive: true });
});

async function owner(statement: string, values: readonly unknown[] = []) {
  const { storage, organisation: database } = organisation.database;
  return withClient(storage.connection(database, 'owner'), async (client) => {
    return (await client.query<Record<string, unknown>>(statement, [...values])).rows;
  });
}

/** Puts the next root into the database, as somebody does who writes there. */
async function recorded(
  of: readonly Keyholder[],
  signers: readonly Keyholder[],
  prev = hashes.at(-1) ?? null,
) {
  const version = hashes.length + 1;
  const root: Root = {
    ...{ dl: 1, type: 'root', org, version, prev, from: '2026-12-01', sign: 2, open: 2 },
    officers: of.map(({ person, keys }) => ({
      person,
      kem: toHex(keys.kem),
      sign: toHex(keys.sign),
      function: 'key-officer',
      label: { nl: 'Sleutelbeheerder', en: 'Key officer' },
    })),
  };
  const signed = await signedBy('root', root, signers);
  const { hash } = await parseDocument('root', signed);
  await owner(
    `insert into key_root (version, hash, doc, sigs, recorded_by)
     select $1, decode($2, 'hex'), $3, $4, id from person limit 1`,
    [version, hash, signed.doc, JSON.stringify(signed.sigs)],
  );
  hashes.push(hash);
}

const fingerprint = (at: number) => codeOf(fromHex(hashes.at(at) ?? ''));
const keyRoot = (values: Readonly<Record<string, string | boolean>> = {}) =>
  runCommand(keyRootCommand, organisation, [], values, 'nl', undefined, {
    DAGLICHT_ROOTS: join(folder, 'roots.json'),
  });

test('Before the ceremony nothing is pinned, whatever is typed', async () => {
  expect((await keyRoot()).said).toContain('Er is nog niets vastgezet.');
  await expect(keyRoot({ pin: newCode() })).rejects.toThrow(/No key officers have signed/);
});

test('A root is pinned by the fingerprint of its sheet, and by no other', async () => {
  await recorded(officers.slice(0, 3), officers.slice(0, 3));
  for (const wrong of [newCode(), '', 'ABCD', `${fingerprint(0).slice(0, -1)}?`])
    await expect(keyRoot({ pin: wrong })).rejects.toThrow(/not the fingerprint/);
  expect((await keyRoot()).said).toContain('Er is nog niets vastgezet.');
  const { exit, said } = await keyRoot({ pin: fingerprint(0).toLowerCase().replaceAll('-', ' ') });
  expect([exit, said.includes(`Vastgezet: ${fingerprint(0)}`)]).toEqual([0, true]);
});

test('Other officers follow from those that are pinned; the fingerprint of before is refused from then on', async () => {
  await recorded(officers.slice(1, 4), officers.slice(0, 4));
  const between = await keyRoot();
  expect([between.exit, between.complaints]).toEqual([0, '']);
  expect(between.said).toContain(`In de database: ${fingerprint(1)} (versie 2)`);
  await expect(keyRoot({ pin: fingerprint(0) })).rejects.toThrow(/not the fingerprint/);
  expect((await keyRoot({ pin: fingerprint(1) })).said).toContain(`Vastgezet: ${fingerprint(1)}`);
});

test('A root that too few of the pinned officers signed is told, and is not relied on', async () => {
  await recorded(officers.slice(2, 5), officers.slice(3, 5));
  const { exit, complaints } = await keyRoot();
  expect([exit, complaints]).toEqual([1, expect.stringContaining('volgt niet uit wat is vastgezet')]);
  expect(JSON.parse((await keyRoot({ json: true })).said)).toMatchObject({ holds: false, version: 3 });
});

test('A file of pins that is none is said to be so, and stays as it is', async () => {
  await writeFile(join(folder, 'roots.json'), '{"for":"iets anders"}');
  await expect(keyRoot()).rejects.toThrow(/no file of pinned roots/);
});
