import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { Client } from 'pg';
import { access, wholeCatalogue } from '../src/app.ts';
import { readProfile } from '../src/codes/profile.ts';
import { recordProfile } from '../src/codes/profile-versions.ts';
import { keepingOf } from '../src/collection/keeping/keeping.ts';
import { describeOrganisation } from '../src/organisation/describe.ts';
import { organisationSchema } from '../src/organisation/records.ts';
import { operator, personActor } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import {
  type Action,
  closeOrganisation,
  look,
  type OrganisationDoor,
  openOrganisation,
  perform,
} from '../src/platform/database/doorways.ts';
import { migrate } from '../src/platform/database/migrations/migrations.ts';
import { newId } from '../src/platform/database/new-id.ts';
import { openStorage, type Storage } from '../src/platform/database/storage.ts';
import { freeRoom } from '../src/platform/health/surroundings.ts';
import { hashPassword } from '../src/platform/identity/secrets/passwords.ts';
import { newToken, tokenHash } from '../src/platform/identity/secrets/tokens.ts';
import { readKeys } from '../src/platform/sealing/key-file.ts';
import { readAssets } from '../src/platform/web/assets.ts';
import { workSite } from '../src/workplace/front/work-site.tsx';
import { workRoutes } from '../src/workplace/routes.ts';
import { fill } from './large-organisation.ts';
import { type BenchRow, median, timed } from './row.ts';

/* The workplace of an organisation of 150,000 people with 500,000 incidents. */

const root = join(import.meta.dirname, '..');
const people = 150_000;
const incidents = 500_000;
const password = 'zes groene fietsen onder water';

/** Requests that begin in a second, whatever becomes of the ones before. */
const arrivals = 20;
const seconds = 30;

const text = (value: string) => ({ nl: value, en: value });

function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

async function fillPeople(owner: Client): Promise<void> {
  // An id of version 4 that a number gives.
  await owner.query(`create function pg_temp.id(of_what text) returns uuid language sql immutable
    return overlay(overlay(md5(of_what) placing '4' from 13) placing '8' from 17)::uuid`);
  await owner.query(
    `insert into person (id) select pg_temp.id('p' || n) from generate_series(1, ${people}) n`,
  );
  await owner.query(`insert into person_contact (version_id, person_id, name, mail, name_key)
    select pg_temp.id('c' || n), pg_temp.id('p' || n), 'Naam' || n || ' Achter' || n % 5000, 'm' || n || '@groot.test',
      ' naam' || n || ' achter' || n % 5000 from generate_series(1, ${people}) n`);
  await owner.query(`insert into employment (version_id, employment_id, person_id, unit, supervisor_id, started_on)
    select pg_temp.id('e' || n), pg_temp.id('f' || n), pg_temp.id('p' || n), 'U' || (1 + n % 40),
      case when n > 1 then pg_temp.id('p' || 1 + (n - 2) / 12) end, '2020-01-01' from generate_series(1, ${people}) n`);
}

/** An account that is in use and signed in, with the cookie of its session. */
async function signedIn(owner: Client, n: number, role: string | null, hash: string): Promise<string> {
  const token = newToken();
  const id = `pg_temp.id('a${n}')`;
  await owner.query(
    `insert into account (id, person_id, sign_in_name, state) values (${id}, pg_temp.id('p${n}'), 'm${n}@groot.test', 'active')`,
  );
  await owner.query(`insert into account_secret (account_id, password_hash) values (${id}, $1)`, [hash]);
  if (role !== null)
    await owner.query(`insert into appointment (id, person_id, role, valid_from, appointed_by, reason)
      values (gen_random_uuid(), pg_temp.id('p${n}'), '${role}', '2020-01-01', 'bench', 'bench')`);
  await owner.query(
    `insert into session (token_hash, id, account_id, person_id, stage, means, browser, idle_minutes, ends_at)
     values ($1, gen_random_uuid(), ${id}, pg_temp.id('p${n}'), 'full', 'password', 'bench', 150, now() + interval '8 hours')`,
    [tokenHash(token)],
  );
  return token;
}

interface Asked {
  readonly kind: 'lists and forms' | 'search';
  readonly path: string;
  /** What is sent as a form; absent for a page. */
  readonly body?: string;
}

/** Pages by hand: what somebody who looks after people asks for, in the mix that they do. */
async function openArrivals(
  site: Hono,
  cookie: string,
  who: string,
  mix: readonly (() => Asked)[],
): Promise<BenchRow[]> {
  const headers = { Host: 'werk.groot.test', Cookie: `daglicht=${cookie}` };
  const times: Record<Asked['kind'], number[]> = { 'lists and forms': [], search: [] };
  let wrong = 0;
  const slowest = { path: '', took: 0 };
  const ask = async ({ kind, path, body }: Asked): Promise<void> => {
    const from = performance.now();
    const answer = await site.request(path, {
      headers:
        body === undefined ? headers : { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    const location = answer.headers.get('location');
    await answer.arrayBuffer();
    if (location !== null && body !== undefined)
      await (await site.request(location, { headers })).arrayBuffer();
    if (answer.status >= 400) wrong++;
    const took = performance.now() - from;
    if (took > slowest.took) Object.assign(slowest, { path, took });
    times[kind].push(took);
  };
  for (const one of mix) await ask(one());
  for (const one of mix) {
    const asked = one();
    const from = performance.now();
    await ask(asked);
    process.stderr.write(`${asked.path}: ${(performance.now() - from).toFixed(0)} ms\n`);
  }
  slowest.took = 0;
  times.search.length = 0;
  times['lists and forms'].length = 0;
  const running: Promise<void>[] = [];
  const begin = performance.now();
  for (let n = 0; n < arrivals * seconds; n++) {
    const wait = begin + (n * 1000) / arrivals - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const one = mix[n % mix.length];
    if (one) running.push(ask(one()));
  }
  await Promise.all(running);
  return (['lists and forms', 'search'] as const).map((kind) => {
    const p95 = percentile(times[kind], 0.95);
    const most = kind === 'search' ? 300 : 150;
    return {
      what: `${who}, ${arrivals} pages a second: ${kind}, p95`,
      medianMs: p95,
      reach: `≤ ${most} ms`,
      asserted: `${times[kind].length} answered, ${wrong} wrong; median ${median(times[kind]).toFixed(0)} ms; slowest ${slowest.path}`,
      holds: p95 <= most && wrong === 0,
    };
  });
}

/** What somebody asks for who looks after people, in the mix that they do. */
const peopleMix = (own: string): readonly (() => Asked)[] => [
  ...[
    '/',
    '/mensen',
    `/mensen/${own}`,
    `/mensen/${own}/aanwijzen`,
    '/voorstellen',
    '/account',
    '/toegang/rollen',
  ].map((path) => (): Asked => ({ kind: 'lists and forms', path })),
  () => ({ kind: 'search', path: '/mensen', body: `zoek=achter${Math.floor(Math.random() * 5000)}` }),
  () => ({ kind: 'search', path: '/mensen', body: `zoek=naam${Math.floor(Math.random() * people)}` }),
];

/** What somebody asks for who keeps a register of half a million incidents. */
function registerMix(): readonly (() => Asked)[] {
  const any = (most: number) => 1 + Math.floor(Math.random() * most);
  // Of some records the id is one that a program makes.
  const record = () => {
    const hex = createHash('md5')
      .update(`i${500 * any(incidents / 500)}`)
      .digest('hex');
    return `/registers/incidenten/${hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')}`;
  };
  const page = (path: () => string) => (): Asked => ({ kind: 'lists and forms', path: path() });
  const search = (path: () => string) => (): Asked => ({ kind: 'search', path: path() });
  const found = (words: () => string) => (): Asked => ({
    kind: 'search',
    path: '/registers/incidenten/zoeken',
    body: `zoek=${words()}`,
  });
  return [
    page(() => '/'),
    page(() => '/registers'),
    page(() => '/registers/incidenten'),
    page(() => `/registers/incidenten?pagina=${any(20)}`),
    page(record),
    page(() => `${record()}/wijzigen/melding`),
    page(() => `${record()}/geschiedenis`),
    page(() => '/registers/incidenten/nieuw'),
    search(() => `/registers/incidenten?unit=U${any(40)}`),
    search(() => `/registers/incidenten?category=b&jaar=${2016 + any(9)}`),
    search(() => '/registers/incidenten?subjects.finding=partly&stand=afgesloten'),
    search(() => '/registers/incidenten?stand=ontvangen'),
    search(() => '/registers/incidenten?twijfel=ja'),
    search(() => '/registers/incidenten?volgorde=unit'),
    found(() => 'kwitantie'),
    found(() => String(any(incidents))),
  ];
}

/** The same question with and without the policies of people: a list, a record, a search and a count. */
async function policies(storage: Storage, coordinator: string): Promise<BenchRow[]> {
  const owner = new Client(storage.connection('groot', 'owner'));
  const person = new Client(storage.connection('groot', 'workplace'));
  await owner.connect();
  await person.connect();
  const questions = {
    list: `select * from incident where withdrawn_at is null and unit = 'U7' order by received_from desc, incident_id limit 50`,
    record: `select * from incident where incident_id = md5('i4711')::uuid and withdrawn_at is null`,
    search: `select * from incident where reference = '4711' and withdrawn_at is null`,
    count: `select count(*) from incident where withdrawn_at is null and received_from >= '2025-01-01'`,
  };
  const rows: BenchRow[] = [];
  for (const [what, query] of Object.entries(questions)) {
    const asPerson = async (): Promise<void> => {
      await person.query('begin');
      await person.query(
        `select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true),
                set_config('app.person', $1, true)`,
        [coordinator],
      );
      const from = performance.now();
      await person.query(query);
      times.push(performance.now() - from);
      await person.query('rollback');
    };
    const times: number[] = [];
    for (let n = 0; n < 21; n++) await asPerson();
    const bare = await timed(21, async () => void (await owner.query(query)));
    const more = median(times) - median(bare);
    const allowed = Math.max(20, median(bare) * 0.25);
    rows.push({
      what: `Policies of people on ${incidents} incidents: ${what}`,
      medianMs: median(times),
      reach: `≤ ${(median(bare) + allowed).toFixed(1)} ms (25 % or 20 ms more than ${median(bare).toFixed(1)} ms without)`,
      asserted: `${more.toFixed(1)} ms more`,
      holds: more <= allowed,
    });
  }
  await owner.end();
  await person.end();
  return rows;
}

/** Two hundred people who are right, at once; who has to wait tries again. And what others notice of it. */
async function signingIn(site: Hono, cookie: string): Promise<BenchRow[]> {
  const headers = { Host: 'werk.groot.test', 'Content-Type': 'application/x-www-form-urlencoded' };
  const others: number[] = [];
  let over = false;
  const watching = (async () => {
    while (!over) {
      const from = performance.now();
      await (
        await site.request('/account', { headers: { ...headers, Cookie: `daglicht=${cookie}` } })
      ).arrayBuffer();
      others.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  const begin = performance.now();
  let tries = 0;
  await Promise.all(
    Array.from({ length: 200 }, async (_, n) => {
      const body = new URLSearchParams({
        naam: `m${n + 101}@groot.test`,
        wachtwoord: password,
        tijd: '15',
        naar: '',
      }).toString();
      for (;;) {
        tries++;
        const answer = await site.request('/aanmelden', { method: 'POST', headers, body });
        await answer.arrayBuffer();
        if (answer.status === 303) return;
        if (answer.status !== 503) throw new Error(`A right password was answered with ${answer.status}`);
        const seconds = Number(answer.headers.get('Retry-After'));
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000 * (0.8 + Math.random() * 0.4)));
      }
    }),
  );
  const took = performance.now() - begin;
  over = true;
  await watching;
  const p99 = percentile(others, 0.99);
  return [
    {
      what: '200 right passwords at once, until the last is in',
      medianMs: took,
      reach: '≤ 30,000 ms',
      asserted: `${tries} tries`,
      holds: took <= 30_000,
    },
    {
      what: 'Another page meanwhile, p99',
      medianMs: p99,
      reach: '≤ 500 ms',
      asserted: `${others.length} pages`,
      holds: p99 <= 500,
    },
  ];
}

/** How many records are changed at once. */
const together = 10_000;

/** Many records changed in one transaction, with their history, and put back in another. */
async function bulk(door: OrganisationDoor, storage: Storage, coordinator: string): Promise<BenchRow[]> {
  const register = wholeCatalogue.registers.find(({ key }) => key === 'incidents');
  const keeping = register && keepingOf(register);
  if (!keeping) throw new Error('The incidents have no pages.');
  const owner = new Client(storage.connection('groot', 'owner'));
  await owner.connect();
  const id = newId();
  await owner.query(`insert into change_set (id, person_id, register) values ($1, $2, 'incidents')`, [
    id,
    coordinator,
  ]);
  const chosen = await owner.query(
    `insert into change_set_row (set_id, record_id, base_version)
     select $1, incident_id, version_id from incident where withdrawn_at is null and category = 'a' limit ${together}`,
    [id],
  );
  await owner.end();
  const actor = personActor(coordinator, 'workplace');
  const profile = await readProfile(join(root, 'profiles/rijk'));
  const doubts = { codes: profile.codes, profile };
  const ask = <Input, Result>(what: Action<Input, Result>, input: Input) =>
    perform(door, actor, what, concern, input);
  await ask(keeping.describeSet, { id, field: 'category', values: { category: 'c', subcategory: null } });
  const times: number[] = [];
  for (const step of [
    () => ask(keeping.changeSet, { id, reason: 'bench', doubts }),
    () => ask(keeping.undoSet, { id, doubts }),
  ]) {
    const from = performance.now();
    await step();
    times.push(performance.now() - from);
  }
  const set = await look(door, actor, keeping.set, concern, { id });
  return ['Changed', 'Put back'].map((what, index) => ({
    what: `${what} at once with history: ${together} of ${incidents} incidents`,
    medianMs: times[index] ?? Number.NaN,
    reach: '≤ 10,000 ms',
    asserted: `${set?.counts.undone} put back, ${chosen.rowCount} chosen`,
    holds: (times[index] ?? Number.NaN) <= 10_000 && set?.counts.undone === chosen.rowCount,
  }));
}

interface Large {
  readonly site: Hono;
  readonly door: OrganisationDoor;
  readonly storage: Storage;
  /** Somebody's id, and that of the central coordinator. */
  readonly own: string;
  readonly coordinator: string;
  /** Sessions of the functional administrator and of the central coordinator. */
  readonly cookie: string;
  readonly keeper: string;
}

/** The workplace of a large organisation, for as long as something is measured in it. */
async function inLargeWorkplace(
  measure: (large: Large) => Promise<BenchRow[]>,
): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-bench-'));
  const storage = await openStorage({}, { dataFolder: folder });
  try {
    await storage.ensureDatabase('groot');
    await migrate(storage.connection('groot', 'owner'), join(root, 'src'));
    const door = openOrganisation('groot', storage.connection('groot', 'runtime'), access);
    const units = Array.from({ length: 40 }, (_, index) => ({
      key: `U${index + 1}`,
      level: 'unit',
      type: 'other',
      names: [{ name: text(`Onderdeel ${index + 1}`) }],
      parents: [{ parent: 'C', origin: 'source' as const }],
    }));
    await perform(
      door,
      operator('bench'),
      describeOrganisation,
      concern,
      organisationSchema.parse({
        name: text('Groot'),
        profile: 'rijk',
        root: 'C',
        units: [{ key: 'C', level: 'concern', type: 'concern', names: [{ name: text('Groot') }] }, ...units],
      }),
    );
    const { files } = await readProfile(join(root, 'profiles/rijk'));
    await perform(door, operator('bench'), recordProfile, concern, { files, from: null });
    const owner = new Client(storage.connection('groot', 'owner'));
    await owner.connect();
    owner.on('error', () => undefined);
    await fillPeople(owner);
    await fill(owner, incidents, 1000);
    await owner.query(
      `update incident set description = 'de kwitantie ontbrak' where reference::integer % 5000 = 0`,
    );
    await owner.query(
      `update incident set incident_id = pg_temp.id('i' || reference) where reference::integer % 500 = 0`,
    );
    await owner.query(`insert into record_flag (id, register, record_id, kind, weight, column_name, value, advice_nl, advice_en)
      select gen_random_uuid(), 'incidents', md5('i' || n * 997)::uuid, 'measure-blank', 'doubtful', '', '', '', ''
      from generate_series(1, 500) n`);
    const hash = await hashPassword(password, 'bench');
    const cookie = await signedIn(owner, 1, 'functional-administrator', hash);
    const keeper = await signedIn(owner, 2, 'central-coordinator', hash);
    for (let n = 101; n <= 300; n++) await signedIn(owner, n, null, hash);
    await owner.query('analyze');
    const {
      rows: [own],
    } = await owner.query<{ id: string; coordinator: string }>(
      `select pg_temp.id('p4711') as id, pg_temp.id('p2') as coordinator`,
    );
    await owner.end();
    const workDoor = openOrganisation('groot', storage.connection('groot', 'workplace'), access);
    const site = workSite(
      {
        organisation: 'groot',
        door: workDoor,
        name: text('Groot'),
        keys: await readKeys(join(folder, 'sealing.json'), true),
        assets: readAssets(),
        secure: false,
        examples: false,
        notice: null,
        publicAddress: null,
        access,
        catalogue: wholeCatalogue,
        reports: null,
        registerName: (key) => text(key),
        status: () => Promise.reject(new Error('The storage is not asked here.')),
        pinOf: async () => null,
        free: () => freeRoom('.'),
      },
      workRoutes,
      (line) => process.stderr.write(`${line}\n`),
    );
    const rows = await measure({
      site,
      door: workDoor,
      storage,
      own: own?.id ?? '',
      coordinator: own?.coordinator ?? '',
      cookie,
      keeper,
    });
    await closeOrganisation(workDoor);
    await closeOrganisation(door);
    return rows;
  } finally {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pages under open arrivals, the policies of people, and two hundred who sign in at once. */
export function benchWorkplace(): Promise<readonly BenchRow[]> {
  return inLargeWorkplace(async ({ site, storage, own, coordinator, cookie }) => [
    ...(await openArrivals(site, cookie, `Workplace of ${people} people`, peopleMix(own))),
    ...(await policies(storage, coordinator)),
    ...(await signingIn(site, cookie)),
  ]);
}

/** Registers in the workplace, under open arrivals of who keeps them. */
export function benchRegisters(): Promise<readonly BenchRow[]> {
  return inLargeWorkplace(async ({ site, keeper, door, storage, coordinator }) => [
    ...(await openArrivals(site, keeper, `Register of ${incidents} incidents`, registerMix())),
    ...(await bulk(door, storage, coordinator)),
  ]);
}
