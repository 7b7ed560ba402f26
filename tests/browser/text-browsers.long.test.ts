import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort, startProxy, type TestProxy } from '../makers/proxy.ts';
import { readByMember } from '../makers/reporting/handling.ts';
import type { KeyHolder, TestKeyring } from '../makers/reporting/keyring.ts';
import { Terminal } from '../makers/terminal.ts';
import { asksAt, postsAt, type ReportingServed, serveReporting } from './reporting-served.ts';

/* Reports from browsers of text alone, by https, through nginx with the file that ships. */

let reporting: ReportingServed;
let proxy: TestProxy;
let keyring: TestKeyring;
let address: string;
let upstream: string;
let folder: string;
const world = () => reporting.world;

beforeAll(async () => {
  const port = await freePort();
  reporting = await serveReporting({ nl: 'Tekst Veld', en: 'Text Veld' }, `localhost:${port}`);
  keyring = reporting.keyring;
  address = `https://localhost:${port}`;
  upstream = `127.0.0.1:${new URL(reporting.served.list).port}`;
  proxy = await startProxy(port, upstream);
  folder = await mkdtemp(join(tmpdir(), 'daglicht-text-'));
});
afterAll(async () => {
  await proxy?.close();
  await reporting?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The place of what somebody stops at with the Tab key, among all of a page. */
function stopOf(body: string, what: RegExp): number {
  const stops = body.matchAll(
    /<(?:a [^>]*href|button|select|textarea|input(?![^>]*type="hidden"))[^>]*>(?:[^<]*<\/button>)?/g,
  );
  const at = [...stops].findIndex(([tag]) => what.test(tag));
  if (at < 0) throw new Error(`No such stop: ${what}`);
  return at;
}

const writing = '/melden/zonder-script';
const mailbox = '/melden/postvak/zonder-script';
const codeShown = /([0-9A-Z]{4}-){5}[0-9A-Z]{4}/;
const slowly = 90;

async function presses(terminal: Terminal, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    terminal.type(key);
    await new Promise((resolve) => setTimeout(resolve, slowly));
  }
}
const tabs = (count: number): readonly string[] => Array.from({ length: count }, () => '\t');
const [down, enter] = ['\u001B[B', '\r'];

/** The pages of a journey, of which the stops are counted; made with another code than the one of the browser. */
async function stopsOfJourney() {
  const { body: form } = await asksAt(address, writing);
  const code = await postsAt(address, writing, { 'stap-code': '', over: 'nee', wat: 'Om te tellen.' });
  const kept = /name="bewaard" value="([0-9a-f]+)"/.exec(code.body)?.[1] ?? '';
  const [cookie = ''] = [code.headers['set-cookie']].flat();
  const own = { cookie: String(cookie).split(';')[0] ?? '' };
  const check = await postsAt(address, writing, { 'stap-controle': '', bewaard: kept }, own);
  const { body: box } = await asksAt(address, mailbox);
  return {
    about: stopOf(form, /id="over"/),
    what: stopOf(form, /id="wat"/),
    go: stopOf(form, /name="stap-code"/),
    onwards: stopOf(code.body, /name="stap-controle"/),
    group: stopOf(check.body, /id="groep"/),
    code: stopOf(box, /id="code"/),
  };
}

function filesWith({ folder: of }: TestProxy, text: string): readonly string[] {
  return spawnSync('grep', ['-rlaF', text, of], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
}

describe('A report from a browser of text, by https through the proxy that ships', () => {
  test('is written in lynx, received, and read back there', async () => {
    const stops = await stopsOfJourney();
    const canary = 'Kanarie-LYNX op de kade.';
    const lynx = new Terminal(`lynx -accept_all_cookies -nocolor ${address}${writing}`, {
      SSL_CERT_FILE: proxy.certificateFile,
      HOME: folder,
    });
    try {
      await lynx.until(/Gaathetover/);
      await presses(lynx, [...tabs(stops.about), enter]);
      // Nobody is said to be about nobody without having chosen so.
      await lynx.until(/Optionlist.*Kieseenantwoord/);
      await presses(lynx, [down, enter]);
      await presses(lynx, [...tabs(stops.what - stops.about), ...canary]);
      await presses(lynx, [...tabs(stops.go - stops.what), enter]);
      const [code] = await lynx.until(codeShown);
      await presses(lynx, [...tabs(stops.onwards), enter]);
      await lynx.until(/Erisnognietsverstuurd/);
      await presses(lynx, [...tabs(stops.group), ...code.slice(-4), '\t', enter]);
      await lynx.until(/Uwmeldingisontvangen/);
      expect(await readByMember(world(), keyring, keyring.receivers[0] as KeyHolder, canary)).not.toBeNull();
      await presses(lynx, ['g', '\u0015', ...`${address}${mailbox}`, enter]);
      await lynx.until(/Metdecodevanuwmelding/);
      await presses(lynx, [...tabs(stops.code), ...code, '\t', enter]);
      await lynx.until(/Kanarie-LYNXopdekade/);
    } finally {
      await lynx.close();
    }
  }, 90_000);

  test('is written in w3m, received, and read back there', async () => {
    const canary = 'Kanarie-W3M op de kade.';
    const editor = join(folder, 'editor');
    await writeFile(editor, `#!/bin/sh\nfor file; do :; done\nprintf '%s' '${canary}' > "$file"\n`);
    await chmod(editor, 0o755);
    const trust = `-o ssl_ca_file=${proxy.certificateFile} -o ssl_verify_server=1`;
    const w3m = new Terminal(`w3m -cookie ${trust} ${address}${writing}`, {
      HOME: folder,
      EDITOR: editor,
    });
    /** Goes to the first field or button behind these words. */
    const to = (words: string) => ['/', ...words, enter, '\t'];
    try {
      await w3m.until(/Viewing\[SSL\]/);
      await presses(w3m, [...to('Gaat het over'), enter]);
      await w3m.until(/Weetikniet/);
      await presses(w3m, [down, enter, ...to('Wat is er aan'), enter]);
      await w3m.until(/Kanarie-W3M/);
      await presses(w3m, [...to('U kiest zelf'), ...tabs(3), enter]);
      const [code] = await w3m.until(codeShown);
      await presses(w3m, [...to('Schrijf haar op'), enter]);
      await w3m.until(/Erisnognietsverstuurd/);
      await presses(w3m, [...to('Laatste groep'), enter, ...code.slice(-4), enter, '\t', enter]);
      await w3m.until(/Uwmeldingisontvangen/);
      expect(await readByMember(world(), keyring, keyring.receivers[0] as KeyHolder, canary)).not.toBeNull();
      await presses(w3m, ['U', '\u0015', ...`${address}${mailbox}`, enter]);
      await w3m.until(/Metdecodevanuwmelding/);
      await presses(w3m, [...to('Zes groepen'), enter, ...code, enter, '\t', enter]);
      await w3m.until(/Kanarie-W3Mopdekade/);
    } finally {
      await w3m.close();
    }
  }, 90_000);

  test('leaves nothing of itself in any file of the proxy; a proxy that buffers would be found', async () => {
    const text = 'Kanarie-PROXY '.repeat(10_000);
    const fields = { 'stap-code': '', over: 'nee', wat: text };
    const answer = await postsAt(address, writing, fields);
    expect(answer.body).toContain('name="bewaard"');
    for (const word of ['Kanarie', 'melden', 'GET /', 'POST /']) expect(filesWith(proxy, word)).toEqual([]);
    const port = await freePort();
    const careless = await startProxy(port, upstream, (shipped) =>
      shipped
        .replaceAll('proxy_request_buffering off;', 'client_body_in_file_only on;')
        .replaceAll('access_log off;', 'access_log access.log;'),
    );
    try {
      const its = `https://localhost:${port}`;
      const own = { host: new URL(address).host };
      expect((await postsAt(its, writing, fields, own)).status).toBe(200);
      await expect.poll(() => filesWith(careless, 'POST /').length).toBeGreaterThan(0);
      expect(filesWith(careless, 'Kanarie').length).toBeGreaterThan(0);
    } finally {
      await careless.close();
    }
  }, 60_000);

  test('comes by https alone, with headers that keep a browser to it', async () => {
    const { headers } = await asksAt(address, writing);
    expect(headers['strict-transport-security']).toContain('max-age=');
    const sent = await postsAt(address, writing, { 'stap-code': '', over: 'nee', wat: 'Koekje.' });
    const [cookie = ''] = [sent.headers['set-cookie']].flat();
    expect(cookie).toMatch(/^__Host-daglicht-weg=[0-9a-f]{64}; .*HttpOnly; Secure; SameSite=Strict$/);
    expect(cookie).not.toMatch(/Expires|Max-Age|Domain/);
  });
});
