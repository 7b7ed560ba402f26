import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import type { PoolConfig } from 'pg';
import { type Browser, chromium, type Page } from 'playwright-core';
import { access } from '../../src/app.ts';
import type { OpenOrganisation } from '../../src/collection/open-organisation.ts';
import { close, listen, PortError } from '../../src/commands/serving/listening.ts';
import { listOrganisations, openSites } from '../../src/commands/serving/open-sites.ts';
import { type OriginDoors, openOriginDoors } from '../../src/commands/serving/origin-doors.ts';
import { publicationActor } from '../../src/platform/access/actor.ts';
import { concern } from '../../src/platform/access/resource.ts';
import {
  closeOrganisation,
  look,
  type OrganisationDoor,
  openOrganisation,
  perform,
} from '../../src/platform/database/doorways.ts';
import type { Storage } from '../../src/platform/database/storage.ts';
import { type Text, text } from '../../src/platform/language/text.ts';
import { readKeys } from '../../src/platform/sealing/key-file.ts';
import { readAssets } from '../../src/platform/web/assets.ts';
import { newDirectory } from '../../src/platform/web/front/directory.ts';
import { openFront } from '../../src/platform/web/front/front.ts';
import { loopbackHosts, loopbackPorts, type Origin, origins } from '../../src/platform/web/front/origins.ts';
import { renderSingleFile } from '../../src/publication/html/single-file.tsx';
import { publicationFile } from '../../src/publication/publication-file.ts';
import { publish } from '../../src/publication/publish.ts';
import { addNote, publicationList } from '../../src/publication/records.ts';
import type { ReportModel } from '../../src/publication/report-model.ts';
import type { ReportMaker } from '../../src/publication/workbench/making/maker.ts';
import { freshDatabase } from '../makers/database.ts';
import { sampleReport } from '../makers/sample-report.ts';

/** A site with publications in a database of its own, served on three loopback ports. */
export interface Served {
  readonly door: OrganisationDoor;
  readonly organisation: string;
  readonly public: string;
  readonly work: string;
  readonly files: string;
  /** The address that lists the organisations. */
  readonly list: string;
  /** The address that lists their workplaces. */
  readonly workList: string;
  /** What the program told of faults. */
  readonly told: readonly string[];
  readonly close: () => Promise<void>;
}

/** Stores a publication as `report --publish` does, without computing it. */
export async function store(door: OrganisationDoor, model: ReportModel): Promise<void> {
  const known = await look(door, publicationActor, publicationList, concern, {});
  await perform(door, publicationActor, publish, concern, {
    model,
    periodFrom: '2021-01-01',
    periodUntil: '2021-12-31',
    titles: { nl: model.title, en: model.title },
    rulesVersion: 'test',
    files: [
      file(`${model.slug}.html`, 'text/html', renderSingleFile(model)),
      file(`${model.slug}.csv`, 'text/csv', 'figure,value\n'),
      file(`${model.slug}.ods`, 'application/vnd.oasis.opendocument.spreadsheet', 'PK bytes'),
    ],
    inputs: { report: '{}' },
    cells: [],
    publicationsKnown: known.length,
  });
}

function file(name: string, mediaType: string, content: string) {
  return publicationFile(name, mediaType, 'nl', content);
}

const asItIs = (connection: PoolConfig): PoolConfig => connection;

/** Serves two versions of the sample report with a note; `through` may lead the connection another way. */
export async function serveSample(
  through: (connection: PoolConfig) => Promise<PoolConfig> | PoolConfig = asItIs,
): Promise<Served> {
  const database = await freshDatabase();
  const { organisation, storage } = database;
  const connection = await through(storage.connection(organisation, 'runtime'));
  const door = openOrganisation(organisation, connection, access);
  await store(door, sampleReport);
  await store(door, { ...sampleReport, version: 2, publishedOn: '2026-06-01' });
  await perform(door, publicationActor, addNote, concern, {
    slug: sampleReport.slug,
    notedOn: '2026-07-01',
    text: text('Eén onderdeel gaf later opgave.', 'One unit reported later.'),
  });
  const own = [{ key: organisation, door }];
  const behind = through === asItIs ? openOriginDoors(storage, own) : null;
  const served = await serveOrganisations(storage, own, behind?.doors);
  return {
    ...served.of(organisation),
    door,
    organisation,
    list: served.list,
    workList: served.workList,
    told: served.told,
    close: async () => {
      await served.close();
      await behind?.close();
      await closeOrganisation(door);
      await database.drop();
    },
  };
}

/** The addresses of an organisation. */
type Addresses = Readonly<Record<'public' | 'work' | 'files', string>>;

/** Serves organisations on three free loopback ports. */
export async function serveOrganisations(
  storage: Storage,
  organisations: readonly Pick<OpenOrganisation, 'key' | 'door'>[],
  /** Behind the origins; the organisations' own doors where nothing else is given. */
  doors: readonly OriginDoors[] = organisations.map(({ key, door }) => ({
    key,
    public: door,
    workplace: door,
  })),
  /** What makes reports, where they are asked for. */
  makers: ReadonlyMap<string, ReportMaker> = new Map(),
  /** The host of the first organisation's public origin behind a proxy that speaks https; null: loopback names alone. */
  behindProxy: string | null = null,
): Promise<{
  readonly of: (organisation: string) => Addresses;
  readonly list: string;
  readonly workList: string;
  /** Where it is said which root of keys counts. */
  readonly pinFile: string;
  readonly told: readonly string[];
  readonly close: () => Promise<void>;
}> {
  const directory = newDirectory();
  const told: string[] = [];
  const options = {
    assets: readAssets(),
    secure: behindProxy !== null,
    tell: (line: string) => told.push(line),
  };
  const { first, servers } = await onFreePorts((port) =>
    Promise.all(
      origins.map((origin) =>
        listen(openFront({ origin, directory, ...options }), loopbackPorts(port)[origin], '127.0.0.1'),
      ),
    ),
  );
  const hosts = [
    ...loopbackHosts(
      organisations.map(({ key }) => key),
      first,
    ),
    ...(behindProxy === null
      ? []
      : [{ host: behindProxy, origin: 'public' as const, organisation: organisations[0]?.key ?? null }]),
  ];
  const listed = await listOrganisations(organisations, hosts, options.secure);
  const keyFolder = await mkdtemp(join(tmpdir(), 'daglicht-keys-'));
  const work = {
    keys: await readKeys(join(keyFolder, 'sealing.json'), true),
    dataFolder: keyFolder,
    pinFile: join(keyFolder, 'roots.json'),
    examples: true,
    notices: new Map<string, Text>(),
    makers,
  };
  openSites(directory, storage, doors, listed, hosts, options, work);
  const ports = loopbackPorts(first);
  const address = (organisation: string, origin: Origin): string =>
    `http://${hosts.find((one) => one.organisation === organisation && one.origin === origin)?.host}`;
  return {
    of: (organisation) => ({
      public: address(organisation, 'public'),
      work: address(organisation, 'work'),
      files: address(organisation, 'files'),
    }),
    list: `http://localhost:${ports.public}`,
    workList: `http://localhost:${ports.work}`,
    pinFile: work.pinFile,
    told,
    close: async () => {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map(close));
      await rm(keyFolder, { recursive: true });
    },
  };
}

/**
 * Serves one app as a workplace on a free loopback port.
 *
 * @param host without port, under `localhost`
 */
export async function serveWork(
  app: Hono,
  host: string,
): Promise<{
  readonly address: string;
  readonly told: readonly string[];
  readonly close: () => Promise<void>;
}> {
  const directory = newDirectory();
  const told: string[] = [];
  const tell = (line: string) => told.push(line);
  const front = openFront({ origin: 'work', directory, assets: readAssets(), secure: false, tell });
  for (let attempt = 0; ; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 30_000);
    try {
      const server = await listen(front, port, '127.0.0.1');
      directory.open([{ host: `${host}:${port}`, origin: 'work', organisation: 'werk', site: { app } }]);
      return { address: `http://${host}:${port}`, told, close: () => close(server) };
    } catch (error) {
      if (!(error instanceof PortError) || attempt === 20) throw error;
    }
  }
}

interface Listening extends Server {
  readonly closeAllConnections: () => void;
}

async function onFreePorts(
  start: (first: number) => Promise<readonly Listening[]>,
): Promise<{ first: number; servers: readonly Listening[] }> {
  for (let attempt = 1; ; attempt++) {
    const first = 20_000 + Math.floor(Math.random() * 10_000) * 3;
    try {
      return { first, servers: await start(first) };
    } catch (error) {
      if (!(error instanceof PortError) || attempt === 20) throw error;
    }
  }
}

/** Debian's Chromium without what it does by itself on the network. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The violations that axe-core finds, its set for WCAG 2.2 (the size of targets) included, with what and where. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const found: unknown = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then(({ violations }) =>
       violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' | ')))`,
  );
  return Array.isArray(found) ? found.map(String) : ['axe-core gave no answer'];
}

/** Every kind of page, by address. */
export function everyPage(served: Served): readonly string[] {
  const { slug } = sampleReport;
  const figure = `${served.public}/verslagen/${slug}/cijfers/incidents.by-category`;
  const paths = ['', '/verslagen', '/gegevens', '/over', '/toegankelijkheid'];
  return [
    ...paths.map((path) => `${served.public}${path || '/'}`),
    ...paths.map((path) => `${served.public}/en${path}`),
    `${served.public}/verslagen/${slug}`,
    `${served.public}/en/verslagen/${slug}`,
    `${served.public}/verslagen/${slug}/v1`,
    `${served.public}/verslagen/${slug}/cijfers`,
    `${served.public}/verslagen/${slug}/cijfers?zoek=categorie`,
    `${served.public}/en/verslagen/${slug}/cijfers?zoek=nothing+like+this`,
    figure,
    `${served.public}/niet-hier`,
    `${served.public}/bestanden/${slug}/v2/${slug}.html`,
    `${served.list}/`,
    `${served.work}/`,
    `${served.workList}/bouwstenen`,
    `${served.workList}/en/bouwstenen`,
    `${served.files}/`,
  ];
}
