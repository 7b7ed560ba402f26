import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { access, examplesFolder, organisationOn, profilesFolder, sourceFolder } from '../../src/app.ts';
import { readProfile } from '../../src/codes/profile.ts';
import { profileReader, recordFirstProfile } from '../../src/codes/profile-versions.ts';
import type { OpenOrganisation } from '../../src/collection/open-organisation.ts';
import { verifyCommand } from '../../src/commands/reports/verify.ts';
import { today as thisDay } from '../../src/organisation/period.ts';
import { publicationActor } from '../../src/platform/access/actor.ts';
import { concern } from '../../src/platform/access/resource.ts';
import type { DatabaseConnection } from '../../src/platform/database/coming-back.ts';
import { withClient } from '../../src/platform/database/databases.ts';
import { closeOrganisation, look, openOrganisation } from '../../src/platform/database/doorways.ts';
import { migrate, readMigrations } from '../../src/platform/database/migrations/migrations.ts';
import { text } from '../../src/platform/language/text.ts';
import { readAssets } from '../../src/platform/web/assets.ts';
import { frozenQuestion } from '../../src/publication/frozen-inputs.ts';
import { modelText, sha256 } from '../../src/publication/hashes.ts';
import { type ReportInputs, thaw } from '../../src/publication/make-report.ts';
import { gatherInputs, publishReport } from '../../src/publication/publishing.ts';
import { publicationList, publicationQuestion } from '../../src/publication/records.ts';
import { openSite } from '../../src/publication/site/site.ts';
import { tester } from '../example-organisation.ts';
import { type FreshDatabase, freshDatabase } from '../makers/database.ts';
import { runCommand } from '../run-command.ts';
import frozenNames from './frozen-names.json' with { type: 'json' };
import { loadPast, type PastDatabase, unpackPast } from './past-database.ts';

/** A database of an earlier version, brought up to date by this program. */
interface Past extends OpenOrganisation {
  readonly kept: PastDatabase;
  readonly owner: DatabaseConnection;
  readonly close: () => Promise<void>;
}

async function openPast(version: string, key: string, profile: string): Promise<Past> {
  const kept = unpackPast(readFileSync(join(import.meta.dirname, `${version}-${key}.json.br`)));
  const fresh: FreshDatabase = await freshDatabase({ migrated: false });
  const owner = fresh.storage.connection(fresh.organisation, 'owner');
  await loadPast(owner, sourceFolder, kept);
  const had = new Set(kept.migrations.map((one) => one.name));
  const { applied } = await migrate(owner, sourceFolder);
  const all = (await readMigrations(sourceFolder)).map((one) => one.name);
  expect(applied).toEqual(all.filter((name) => !had.has(name)));
  const door = openOrganisation(key, fresh.storage.connection(fresh.organisation, 'runtime'), access);
  const read = () => readProfile(join(profilesFolder, profile));
  await recordFirstProfile(door, read);
  return {
    ...(await organisationOn(thisDay(), { key, door }, profileReader(door, read))),
    kept,
    owner,
    close: async () => {
      await closeOrganisation(door);
      await fresh.drop();
    },
  };
}

/** The rows of a table as they were kept. */
function keptRows(past: Past, table: string): readonly Readonly<Record<string, unknown>>[] {
  return past.kept.tables.find((one) => one.table === table)?.rows ?? [];
}

const bytesOf = (written: unknown): Buffer => Buffer.from(String(written).replace(/^\\x/, ''), 'hex');

function verify(past: Past, slug: string, version = '1') {
  return runCommand(verifyCommand, past, [slug], { version });
}

/** The rows of a table as they are now, in the columns that were kept; undefined when there is no such table. */
async function rowsNow(past: Past, table: string, columns: readonly string[]): Promise<string[] | undefined> {
  return withClient(past.owner, async (client) => {
    const there = await client.query('select to_regclass($1) as name', [table]);
    if (there.rows[0]?.name === null) return undefined;
    await client.query(`begin; alter table ${table} no force row level security`);
    const { rows } = await client.query(`select to_jsonb(t) as row from ${table} t`);
    await client.query('rollback');
    return rows.map(({ row }) => JSON.stringify(columns.map((column) => row[column]))).sort();
  });
}

/** The names by which publications remember: columns by fact table, and columns by base of a canonical key. */
const namesNow: { facts: Record<string, readonly string[]>; keys: Record<string, readonly string[]> } = {
  facts: {},
  keys: {},
};

function factNames({ figures }: ReportInputs): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...figures.facts].map(([name, facts]) => [name, Object.keys(facts.columns).sort()]),
  );
}

/** Adds the base and the columns of a canonical key, such as "incidents(category=c,received=2025)". */
function addKey(names: Record<string, readonly string[]>, key: string): void {
  const [base = '', rest = ''] = key.split('(');
  const columns = [...rest.matchAll(/([^(),=]+)=/g)].map((match) => match[1] ?? '');
  names[base] = [...new Set([...(names[base] ?? []), ...columns])].sort();
}

/** What `verify` says of the registers of now, which were corrected between one report and the next. */
const today: Readonly<Record<string, readonly string[]>> = {
  2024: [
    'een registratie was dubbel of onterecht',
    'gepubliceerd niet opgegeven, nu 7 (een opgave kwam na publicatie)',
  ],
};
/** What this version counts otherwise: what is still being looked into is not filled in. */
const countedOtherwise: Readonly<Record<string, readonly object[]>> = {
  2025: [{ figure: 'incidents.completeness', at: { field: 'finding' }, published: '82' }],
};

describe.each([
  ['1c2c4df', 'bron', 'rijk', ['2020-2021']],
  ['1c2c4df', 'oefen', 'rijk', ['2024', '2025']],
])('What version %s published of %s', (version, key, profile, slugs) => {
  let past: Past;
  beforeAll(async () => {
    past = await openPast(version, key, profile);
  });
  afterAll(() => past.close());

  test('is there, migrated, to the last row', async () => {
    const lines = await look(past.door, publicationActor, publicationList, concern, {});
    expect(lines.map((line) => line.slug).sort()).toEqual(slugs);
    for (const { table, rows } of past.kept.tables) {
      const columns = Object.keys(rows[0] ?? {});
      const now = await rowsNow(past, table, columns);
      const kept = rows.map((row) => JSON.stringify(columns.map((column) => row[column]))).sort();
      // What is published never changes. Another table may be rebuilt by a migration, but not lose rows.
      if (table.startsWith('publication')) expect([table, now]).toEqual([table, kept]);
      else if (now) expect([table, now.length >= kept.length]).toEqual([table, true]);
    }
  });

  test('is served: every stored file byte for byte, compressed or not, and every report as a page', async () => {
    const told: string[] = [];
    const site = openSite(past.key, past.door, {
      assets: readAssets(),
      secure: false,
      tell: (line) => told.push(line),
    });
    const ask = async (path: string, headers: Record<string, string> = {}) =>
      site.app.fetch(new Request(`http://x${path}`, { headers }));
    const publications = new Map(keptRows(past, 'publication').map((row) => [row['id'], row]));
    const files = keptRows(past, 'publication_file');
    expect(files.length).toBeGreaterThan(5 * slugs.length);
    for (const file of files) {
      const of = publications.get(file['publication_id']);
      const path = `/bestanden/${of?.['slug']}/v${of?.['version']}/${file['name']}`;
      const plain = await ask(path);
      expect([path, plain.status]).toEqual([path, 200]);
      expect(sha256(new Uint8Array(await plain.arrayBuffer()))).toBe(file['sha256']);
      if (file['compressed'] === null) continue;
      const zipped = await ask(path, { 'Accept-Encoding': 'gzip' });
      expect(Buffer.from(await zipped.arrayBuffer()).equals(bytesOf(file['compressed']))).toBe(true);
    }
    for (const slug of slugs)
      for (const path of [`/verslagen/${slug}`, `/verslagen/${slug}/v1`, `/verslagen/${slug}/cijfers`]) {
        const page = await ask(path);
        expect([path, page.status]).toEqual([path, 200]);
        expect(await page.text()).toContain('<h1');
      }
    expect(told).toEqual([]);
  });

  test('is verified: nothing is contradicted', async () => {
    for (const slug of slugs) {
      const { exit, said } = await verify(past, slug);
      expect(said).toContain('klopt  De bevroren invoer is ongewijzigd');
      expect(said).toContain('klopt  Het opgeslagen model is wat is gepubliceerd');
      expect(said).toContain(`klopt  Bestand ${slug}.pdf`);
      expect(said).not.toContain('NIET');
      for (const sentence of today[slug] ?? []) expect(said).toContain(sentence);
      expect(exit).toBe(0);
      const all = await runCommand(verifyCommand, past, [slug], { version: '1', json: true });
      const { differences } = JSON.parse(all.said);
      for (const told of countedOtherwise[slug] ?? [])
        expect(differences).toContainEqual(expect.objectContaining(told));
    }
    await expect(verify(past, slugs[0] ?? '', '9')).rejects.toThrow(
      `Publication “${slugs[0]}” has no version “9”. It has: 1.`,
    );
  }, 180_000);

  test('froze facts, columns and codes under names that this program still gives them', async () => {
    for (const slug of slugs) {
      const frozen = await look(past.door, publicationActor, frozenQuestion, concern, { slug, version: 1 });
      const then = thaw(frozen?.inputs['report'] ?? '');
      const now = await gatherInputs(past, tester, {
        document: then.document,
        publishedOn: then.publishedOn,
        notice: then.notice,
      });
      for (const [name, columns] of Object.entries(factNames(then)))
        expect([name, factNames(now)[name]]).toEqual([name, expect.arrayContaining([...columns])]);
      const listNames = (inputs: ReportInputs) => [...inputs.figures.codes.keys()].sort();
      expect(listNames(now)).toEqual(expect.arrayContaining(listNames(then)));
      Object.assign(namesNow.facts, factNames(now));
    }
  });

  test('and a next edition is made on top of it, which counts the same things under the same keys', async () => {
    const [slug] = slugs.slice(-1);
    // Who published measures by year of receipt goes on with them: beside those, the same by year of decision would be
    // too much to protect.
    const document = readFileSync(join(examplesFolder, key, 'reports', `${slug}.md`), 'utf8').replaceAll(
      'decided-by-measure',
      'by-measure',
    );
    const { made } = await publishReport(past, tester, {
      document,
      publishedOn: '2026-12-01',
      notice: text('proef', 'test'),
    });
    expect(made.model.version).toBe(2);
    const own = keptRows(past, 'publication').find((row) => row['slug'] === slug);
    const keys = keptRows(past, 'publication_cell')
      .filter((row) => row['publication_id'] === own?.['id'])
      .map((row) => String(row['key']));
    const next = new Set(made.cells.map((cell) => cell.key));
    // What the document of now does not quote any more is not counted for it.
    const quoted = (one: string): boolean => !one.includes('finding=concluded');
    expect(keys.filter((one) => quoted(one) && !next.has(one))).toEqual([]);
    for (const cell of made.cells) addKey(namesNow.keys, cell.key);
    const lines = await look(past.door, publicationActor, publicationList, concern, {});
    expect(lines.filter((line) => line.slug === slug).map((line) => line.version)).toEqual([2, 1]);
    const site = openSite(past.key, past.door, {
      assets: readAssets(),
      secure: false,
      tell: () => undefined,
    });
    const ask = async (path: string) => site.app.fetch(new Request(`http://x${path}`));
    for (const address of [
      `/bestanden/${slug}/v2/${slug}-dcat.jsonld`,
      `/bestanden/${slug}/${slug}-dcat.jsonld`,
      '/gegevens/catalogus.jsonld',
    ]) {
      const record: unknown = await (await ask(address)).json();
      const own = addressesIn(record).map((id) => new URL(id, `http://x${address}`));
      const here = own.filter(
        ({ pathname }) => address.startsWith('/bestanden') || pathname.includes(`/${slug}`),
      );
      expect(here.length).toBeGreaterThan(8);
      for (const { pathname } of here.filter(
        ({ pathname }) => !pathname.includes('/v1/') || pathname.endsWith('dcat.jsonld'),
      ))
        expect([address, pathname, (await ask(pathname)).status]).toEqual([address, pathname, 200]);
    }
  });

  test('with a program of another version it is not recomputed; the hashes are compared', async () => {
    const [slug = ''] = slugs;
    const published = await look(past.door, publicationActor, publicationQuestion, concern, {
      slug,
      version: 1,
    });
    if (!published) throw new Error(`no publication ${slug}`);
    const model = modelText({
      ...published.model,
      program: { ...published.model.program, version: '0.0.9' },
    });
    await withClient(past.owner, async (client) => {
      await client.query('begin; alter table publication no force row level security');
      await client.query('update publication set model = $1, model_sha256 = $2 where slug = $3', [
        model,
        sha256(model),
        slug,
      ]);
      await client.query('alter table publication force row level security; commit');
    });
    const { exit, said } = await verify(past, slug);
    expect(said).toMatch(
      /^- +Niet nagerekend: gepubliceerd met versie 0\.0\.9 van Daglicht, dit is versie /m,
    );
    expect(said).toContain('klopt  De bevroren invoer is ongewijzigd');
    expect(said).toContain(`klopt  Bestand ${slug}.pdf`);
    expect(exit).toBe(0);
  });
});

/** The addresses in a record that are its own, not those of an authority. */
function addressesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key !== '@id') return addressesIn(inner);
    return typeof inner === 'string' && !/^[a-z][a-z0-9+.-]*:/i.test(inner) && !inner.startsWith('#')
      ? [inner]
      : [];
  });
}

test('The names of facts, columns and canonical keys are those that publications remember', () => {
  // A name that is added here stays: publications freeze it. One that is gone breaks every earlier report.
  expect(namesNow).toEqual(frozenNames);
});
