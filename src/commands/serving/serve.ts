import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Serving } from '../../platform/database/removal/served.ts';
import { inEach, sameText, type Text, text } from '../../platform/language/text.ts';
import { newDirectory } from '../../platform/web/front/directory.ts';
import type { Front } from '../../platform/web/front/front.ts';
import { loopbackHosts, loopbackPorts, type Origin, origins } from '../../platform/web/front/origins.ts';
import type { ListedOrganisation } from '../../publication/site/pages/start.tsx';
import { type Command, hasOption, textOption } from '../command.ts';
import type { Fronts } from './fronts.ts';
import type { HostNames } from './host-names.ts';
import { close, firstPort, frontToCome, listen, PortError } from './listening.ts';
import type { BrokenOrganisation } from './open-each.ts';

/** `serve`: the three origins, for every organisation, until it is stopped. */
export const serveCommand: Command = {
  name: 'serve',
  use: text(
    'serve [--examples] [--port 8100] [--host 127.0.0.1] [--hosts hosts.json] [--tokens bestand.css] [--json]',
    'serve [--examples] [--port 8100] [--host 127.0.0.1] [--hosts hosts.json] [--tokens file.css] [--json]',
  ),
  what: text(
    'Toont de openbare site, de werkplek en de bestanden',
    'Serves the public site, the workplace and the files',
  ),
  options: {
    examples: { type: 'boolean' },
    port: { type: 'string' },
    host: { type: 'string' },
    hosts: { type: 'string' },
    tokens: { type: 'string' },
    json: { type: 'boolean' },
  },
  help: {
    examples: text('Zet eerst de voorbeelden Bron en Oefen klaar', 'Loads the examples Bron and Oefen first'),
    port: text('De eerste van drie poorten naast elkaar (8100)', 'The first of three adjoining ports (8100)'),
    host: text('Op welk adres van deze machine (127.0.0.1)', 'On which address of this machine (127.0.0.1)'),
    hosts: text(
      'Bestand met hostnamen in plaats van poorten, achter een proxy met https',
      'File with host names instead of ports, behind a proxy with https',
    ),
    tokens: text(
      'Een eigen vormgeving: CSS met kleuren en maten',
      'A look of your own: CSS with colours and sizes',
    ),
    json: text('Als JSON waar wat te lezen is', 'As JSON where what can be read'),
  },
  stopsItself: true,
  run: async (given, terminal, open) => {
    const first = firstPort(textOption(given, 'port'));
    const host = textOption(given, 'host') ?? '127.0.0.1';
    const hostsFile = textOption(given, 'hosts');
    const tokensFile = textOption(given, 'tokens');
    // What a person gives along is read first: a fault in it stops the program before anything is made.
    const names = hostsFile === undefined ? undefined : await namesIn(hostsFile);
    const directory = newDirectory();
    // A fault is told as the program has it, for who repairs it.
    const tell = (line: string): void => terminal.err(sameText(line));
    const read = async (): Promise<Fronts> => {
      const { openFronts } = await import('./fronts.ts');
      return openFronts(directory, { tokensFile, secure: names?.secure ?? false, tell });
    };
    const come = Promise.withResolvers<Fronts>();
    if (tokensFile !== undefined) come.resolve(await read());
    const servers: Server[] = [];
    let endTrail: () => Promise<void> = async () => undefined;
    let endSettling: () => Promise<void> = async () => undefined;
    let endJobs: () => Promise<void> = async () => undefined;
    let closeDoors: () => Promise<void> = async () => undefined;
    const stopping = stopAsked();
    let served: Serving | undefined;
    try {
      // The ports come first: when one is taken, nothing is loaded in vain. Then the database, which needs a moment
      // to come up: meanwhile the rest of the program is read, and from then on pages say "starting".
      if (names) servers.push(await listen(frontToCome(come.promise.then(names.front)), first, host));
      else
        for (const origin of origins) {
          const front = frontToCome(come.promise.then(({ of }) => of[origin]));
          servers.push(await listen(front, loopbackPorts(first)[origin], host));
        }
      const isFirst = !existsSync(join(terminal.dataFolder, 'database'));
      const opening = open();
      if (tokensFile === undefined) come.resolve(read());
      const [
        daglicht,
        { options },
        { loadExamples },
        { listOrganisations, openSites },
        { openEach },
        { workGiven },
        { openOriginDoors },
        { keepTrails },
        { settleLeavers },
        { keepJobs },
        { headPlace },
        { failureOf },
        { deskLines, desksLackingNow },
      ] = await Promise.all([
        opening,
        come.promise,
        import('../../examples/examples.ts'),
        import('./open-sites.ts'),
        import('./open-each.ts'),
        import('./work-given.ts'),
        import('./origin-doors.ts'),
        import('../../platform/trace/keep-trail.ts'),
        import('./settle-leavers.ts'),
        import('./keep-jobs.ts'),
        import('../../platform/trace/heads.ts'),
        import('../failures.ts'),
        import('../desk-lines.ts'),
        // At a first start the examples are missing: what loads them is read while the database comes up.
        isFirst && hasOption(given, 'examples') ? import('../../examples/example-steps.ts') : undefined,
      ]);
      const unloaded: BrokenOrganisation[] = [];
      if (hasOption(given, 'examples'))
        await loadExamples(daglicht, terminal.err, (key, error) => unloaded.push({ key, error }));
      const { serving } = await import('../../platform/database/removal/served.ts');
      served = await serving(daglicht.storage, await daglicht.storage.organisations());
      // One that was being removed meanwhile is gone by now.
      const present = await daglicht.storage.organisations();
      const { opened, broken } = await openEach(daglicht, present, unloaded);
      const trace = terminal.environment['DAGLICHT_TRACE'] === '1';
      for (const { key, error } of broken)
        terminal.err(brokenWords(key, failureOf(error, serveCommand.name, trace).words));
      // That a desk has no address yet is for `check`: whoever starts the program hears of what is missing.
      for (const { key, profile } of opened) {
        const missing = desksLackingNow(profile).filter(({ lacks }) => lacks === 'desk');
        for (const line of deskLines(missing)) terminal.err(inEach`${key}: ${line}`);
      }
      const brokenKeys = broken.map(({ key }) => key);
      const keys = [...opened.map(({ key }) => key), ...brokenKeys];
      const hosts = names?.hosts ?? loopbackHosts(keys, first);
      const listed = await listOrganisations(opened, hosts, options.secure);
      const work = await workGiven(daglicht, opened, host, names !== undefined, tell);
      const behind = openOriginDoors(daglicht.storage, opened);
      closeDoors = behind.close;
      openSites(directory, daglicht.storage, behind.doors, listed, hosts, options, work, brokenKeys);
      const heads = headPlace(terminal.environment, daglicht.folder);
      endTrail = keepTrails(heads, opened, work.keys, tell);
      endJobs = keepJobs(daglicht, opened, listed, work, heads, tell);
      endSettling = settleLeavers(behind.doors, tell);
      const ports = names ? { all: first } : loopbackPorts(first);
      if (hasOption(given, 'json'))
        terminal.data(JSON.stringify({ ports, organisations: listed, broken: brokenKeys }, null, 2));
      else for (const line of whereToRead(ports, listed)) terminal.out(line);
      await stopping;
      if (!hasOption(given, 'json')) terminal.out(text('Daglicht stopt.', 'Daglicht stops.'));
      return 0;
    } catch (error) {
      if (!(error instanceof PortError)) throw error;
      terminal.err(error.words);
      return 1;
    } finally {
      await served?.end();
      await Promise.all(servers.map(close));
      await endTrail();
      await endSettling();
      await endJobs();
      await closeDoors();
    }
  },
};

function whereToRead(
  ports: { readonly all: number } | Readonly<Record<Origin, number>>,
  listed: readonly ListedOrganisation[],
): readonly Text[] {
  const place =
    'all' in ports
      ? text(`poort ${ports.all}, onder:`, `port ${ports.all}, at:`)
      : sameText(`http://localhost:${ports.public}`);
  return [
    inEach`${text('Daglicht is te lezen op', 'Daglicht can be read at')} ${place}`,
    ...listed.map(
      ({ publicAddress, name }) =>
        inEach`  ${publicAddress ?? text('(geen adres)', '(no address)')}  ${name}`,
    ),
    ...('all' in ports
      ? []
      : [
          text('Aanmelden op de werkplek:', 'Sign in to the workplace:'),
          ...listed.flatMap(({ workAddress, name }) =>
            workAddress === null ? [] : [inEach`  ${workAddress}  ${name}`],
          ),
        ]),
    text('Stoppen: Ctrl+C.', 'Stop: Ctrl+C.'),
  ];
}

/** The hosts that a file names, and what leads requests to the origin that each belongs to. */
async function namesIn(file: string): Promise<HostNames & { readonly front: (fronts: Fronts) => Front }> {
  const { frontByHost, readHosts } = await import('./host-names.ts');
  const names = await readHosts(file);
  return { ...names, front: ({ of }) => frontByHost(names.hosts, of) };
}

/** What the console says of an organisation that is not served. */
function brokenWords(key: string, why: Text): Text {
  const indented = (words: string): string => words.replaceAll(/^/gm, '  ');
  return text(
    `De organisatie „${key}” is niet te openen; op haar adres staat dat. De andere worden wel getoond.\n${indented(why.nl)}\n  Start het programma daarna opnieuw.`,
    `The organisation “${key}” cannot be opened; its address says so. The others are served.\n${indented(why.en)}\n  Start the program again afterwards.`,
  );
}

/** Resolves at the first request to stop; a second one ends the process at once, as the system does it. */
function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
