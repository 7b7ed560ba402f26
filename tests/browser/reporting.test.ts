import { spawnSync } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pinRoot } from '../../src/organisation/keys/pins.ts';
import { concern } from '../../src/platform/access/resource.ts';
import { perform } from '../../src/platform/database/doorways.ts';
import { makeEpoch } from '../../src/platform/encryption/boxes/epochs.ts';
import { type Bytes, toHex } from '../../src/platform/encryption/bytes.ts';
import { checkList, daysAfter } from '../../src/platform/encryption/documents/lists.ts';
import { newCode } from '../../src/platform/encryption/receipt-code.ts';
import { newEpoch } from '../../src/reporting/boxes/new-epoch.ts';
import { testServer } from '../makers/database.ts';
import { answeredBy, readByMember } from '../makers/reporting/handling.ts';
import { type KeyHolder, keyHolder, newLists, type TestKeyring } from '../makers/reporting/keyring.ts';
import { asOwner } from '../makers/workplace/workplace.ts';
import { asksAt, type ReportingServed, serveReporting } from './reporting-served.ts';
import { openBrowser, violationsOn } from './served.ts';

/* A report from the first word to the answer in the mailbox, as somebody writes it on a telephone who is afraid. */

let reporting: ReportingServed;
let served: ReportingServed['served'];
let browser: Browser;
let address: string;
let keyring: TestKeyring;
const faults: string[] = [];
const world = () => reporting.world;

beforeAll(async () => {
  [reporting, browser] = await Promise.all([
    serveReporting({ nl: 'Klein Veld', en: 'Small Veld' }),
    openBrowser(),
  ]);
  ({ served, address, keyring } = reporting);
});
afterAll(async () => {
  await browser?.close();
  await reporting?.close();
});

async function opened(path: string, width = 360): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height: 740 } })).newPage();
  page.setDefaultTimeout(6_000);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !/40[09]|50[03]|Failed to load/.test(line.text()))
      faults.push(line.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) faults.push(`elsewhere: ${request.url()}`);
  });
  await page.goto(`${address}${path}`);
  await page.locator('form[data-keys]').waitFor();
  return page;
}

const asks = (path: string, method = 'GET', body = '', headers: Record<string, string> = {}) =>
  asksAt(address, path, method, body, headers);

const shots = process.env['SHOTS'];

async function looked(page: Page, name: string): Promise<void> {
  faults.push(...(await violationsOn(page)).map((one) => `${name}: ${one}`));
  for (const width of [320, 360, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    if (Number(wide) > 0) faults.push(`${name}: ${wide} pixels too wide at ${width}`);
    if (shots && width > 320)
      await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 360, height: 740 });
}

const words = {
  nl: { go: 'Verder', begin: 'Beginnen', send: 'Melding versturen', no: 'Nee' },
  en: { go: 'Go on', begin: 'Begin', send: 'Send the report', no: 'No' },
} as const;
type Words = (typeof words)['nl' | 'en'];

const heading = (page: Page): Promise<string> =>
  page
    .locator('[data-step]:not([hidden]) h1')
    .textContent()
    .then((text) => text ?? '');
const goes = (page: Page, said: Words = words.nl): Promise<void> =>
  page.getByRole('button', { name: said.go, exact: true }).click();

/** Writes up to the page where everything is checked. @returns the code */
async function writes(
  page: Page,
  text: string,
  { said = words.nl as Words, seen = async (_name: string) => {}, about = said.no as string } = {},
): Promise<string> {
  await page.getByRole('button', { name: said.begin, exact: true }).click();
  await seen('over');
  await page.getByLabel(about, { exact: true }).check();
  await goes(page, said);
  for (const name of ['wat', 'waar', 'wanneer', 'hoe', 'bewijs', 'wens', 'anderen', 'bekend']) {
    await seen(name);
    if (name === 'wat') await page.locator('#wat').fill(text);
    await goes(page, said);
  }
  await seen('code');
  const code = await page.locator('#code').inputValue();
  await goes(page, said);
  return code;
}

async function sends(page: Page, code: string, said: Words = words.nl): Promise<void> {
  await page.locator('#laatste-groep').fill(code.slice(-4).toLowerCase());
  await page.getByRole('button', { name: said.send }).click();
}

async function writtenReport(text: string): Promise<string> {
  const page = await opened('/melden/schrijven');
  const code = await writes(page, text);
  await sends(page, code);
  await page.getByText('Uw melding is ontvangen').waitFor();
  await page.context().close();
  return code;
}

const readBy = (who: KeyHolder, text: string) => readByMember(world(), keyring, who, text);
const answers = (who: KeyHolder, report: string, text: string) =>
  answeredBy(world(), keyring, who, { report, text });

async function opensMailbox(page: Page, code: string): Promise<void> {
  await page.locator('#code').fill(code.toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'Postvak openen' }).click();
  await page.locator('#berichten li').first().waitFor();
}

const canary = 'Kanarie-7Q4 lost ’s nachts in de haven.';

describe('A report', () => {
  test('is written in small steps, sent, read by handlers, answered, and read back with its code', async () => {
    const page = await opened('/melden/schrijven');
    await looked(page, 'begin');
    const titles = new Set<string>([await page.title()]);
    const code = await writes(page, canary, {
      seen: async (name) => {
        titles.add(await page.title());
        const focused = await page.evaluate(() => document.activeElement?.tagName);
        expect(focused, name).toBe('H1');
        if (['over', 'wat', 'bekend', 'code'].includes(name)) await looked(page, name);
      },
    });
    expect(await heading(page)).toBe('Controleer en verstuur uw melding');
    titles.add(await page.title());
    expect([...titles][0]).toBe('Wegwijzer – Klein Veld');
    expect([...titles].slice(1)).toEqual(
      Array.from({ length: 11 }, (_, at) => `Wegwijzer, stap ${at + 1} van 11 – Klein Veld`),
    );
    await looked(page, 'controle');
    const check = (await page.locator('[data-step="controle"]').textContent()) ?? '';
    expect(check).toContain('Er is nog niets verstuurd');
    expect(check).toContain('centrale coördinator');
    expect(check).toContain(canary);
    expect(check).not.toContain(code.slice(-4));
    // The wrong group: nothing goes, nothing is lost.
    await page.locator('#laatste-groep').fill('0000');
    await page.getByRole('button', { name: words.nl.send }).click();
    await page.getByText('Dit is niet de laatste groep van uw code').first().waitFor();
    await looked(page, 'controle-fout');
    await sends(page, code);
    await page.getByText('Uw melding is ontvangen').waitFor();
    await looked(page, 'klaar');
    // The way back does not lead into a report that was sent.
    await page.goBack();
    await expect.poll(() => heading(page)).toBe('Uw melding is ontvangen');
    // Nothing of it stays in the document or on the device.
    expect(await page.content()).not.toContain(canary);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      '',
    ]);
    for (const who of keyring.receivers) expect(await readBy(who, canary)).not.toBeNull();
    await answers(keyring.receivers[0] as KeyHolder, canary, 'Dank u. Wij lezen dit vandaag.');
    await page.getByRole('link', { name: 'Naar het postvak' }).click();
    await page.locator('form[data-keys]').waitFor();
    await looked(page, 'postvak');
    await opensMailbox(page, code);
    const thread = page.locator('#berichten');
    expect(await thread.textContent()).toContain('Dank u. Wij lezen dit vandaag.');
    expect(await thread.textContent()).toContain('centrale coördinator, ');
    expect(await page.locator('#stand').textContent()).toContain('Een behandelaar las uw melding');
    await page.locator('#bericht').fill('Het was kade 3 <b>en</b> 4.');
    await page.getByRole('button', { name: 'Bericht versturen' }).click();
    await page.getByText('Uw bericht is verstuurd.').waitFor();
    expect(await thread.locator('li').count()).toBe(3);
    expect(await thread.locator('b').count()).toBe(0);
    await looked(page, 'gelezen');
    expect(await readBy(keyring.receivers[1] as KeyHolder, 'Het was kade 3 <b>en</b> 4.')).not.toBeNull();
    expect(page.url()).toBe(`${address}/melden/postvak`);
    await page.context().close();
  }, 120_000);

  test('in English, by keyboard alone', async () => {
    const page = await opened('/en/melden/schrijven');
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const tabTo = async (selector: string) => {
      for (let step = 0; step < 40; step++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector))
          return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Not reached by keyboard: ${selector}`);
    };
    const go = '[data-step]:not([hidden]) button[type=submit]';
    await tabTo(go);
    await press('Enter');
    await tabTo('input[name=over]');
    await press('Space');
    await tabTo(go);
    await press('Enter');
    await tabTo('#wat');
    await page.keyboard.type('Written by keyboard.');
    for (let step = 0; step < 8; step++) {
      await tabTo(go);
      await press('Enter');
    }
    const code = await page.locator('#code').inputValue();
    await tabTo(go);
    await press('Enter');
    expect(await page.title()).toBe('Signpost, step 11 of 11 – Small Veld');
    await tabTo('#laatste-groep');
    await page.keyboard.type(code.slice(-4));
    await press('Enter');
    await page.getByText('Your report was received').waitFor();
    expect(await readBy(keyring.receivers[0] as KeyHolder, 'Written by keyboard.')).not.toBeNull();
    await page.context().close();
  }, 60_000);

  test('is found in clear nowhere: not in the database, its log, its files or what the program tells', async () => {
    await writtenReport(canary);
    const rows = await asOwner(
      world(),
      `select string_agg(encode(head, 'escape'), '') as heads from box_object`,
    );
    expect(String(rows[0]?.['heads']).length).toBeGreaterThan(2_000);
    expect(String(rows[0]?.['heads'])).not.toContain('Kanarie');
    // Everything that this server wrote: tables, write-ahead log, its own log.
    const { place } = await testServer();
    if (place) {
      await asOwner(world(), 'create table clear (word text)');
      await asOwner(world(), `insert into clear values ('Klaretekst-9ZX')`);
      // Behind the report in the write-ahead log: once this is on disk, so is all before it.
      const { databaseFolder } = place;
      await expect
        .poll(() => filesWith(databaseFolder, 'Klaretekst-9ZX').length, { timeout: 15_000 })
        .toBeGreaterThan(0);
      expect(filesWith(place.databaseFolder, 'Kanarie-7Q4')).toEqual([]);
    }
    expect(served.told.join('\n')).not.toContain('Kanarie');
  }, 60_000);
});

/** Files below a folder that hold these bytes. */
function filesWith(folder: string, text: string): readonly string[] {
  // Files that go away meanwhile make it end with a fault; what it found stands all the same.
  return spawnSync('grep', ['-rlaF', text, folder], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
}

describe('What goes wrong', () => {
  test('leaves every word where it was: no answer, a fault, a server that takes nothing', async () => {
    const page = await opened('/melden/schrijven');
    const code = await writes(page, 'Mijn woorden blijven.');
    const asked: string[] = [];
    const failing = async (how: 'abort' | number) => {
      await page.route('**/melden/verstuur', (route) => {
        asked.push(route.request().postData() ?? '');
        return how === 'abort' ? route.abort() : route.fulfill({ status: how, body: '{}' });
      });
      await sends(page, code);
      await page.locator('.dl-error-summary').waitFor();
      const told = (await page.locator('.dl-error-summary').textContent()) ?? '';
      await page.unroute('**/melden/verstuur');
      expect(await page.locator('#wat').inputValue()).toBe('Mijn woorden blijven.');
      return told;
    };
    expect(await failing('abort')).toContain('Verstuur haar opnieuw');
    expect(await failing(500)).toContain('Verstuur haar opnieuw');
    expect(await failing(400)).toContain('Er is niets verstuurd');
    expect(await failing(404)).toContain('Deze site neemt nu geen meldingen aan');
    // Always the same bytes, sealed: had they arrived they would have been known.
    expect(new Set(asked).size).toBe(1);
    expect(asked[0]).not.toContain('woorden');
    await sends(page, code);
    await page.getByText('Uw melding is ontvangen').waitFor();
    await page.context().close();
  }, 60_000);

  test('that could not be sealed is not sent', async () => {
    const page = await opened('/melden/schrijven');
    const posted: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posted.push(request.url());
    });
    const code = await writes(page, 'Blijft hier.');
    await page.evaluate(() => {
      crypto.subtle.encrypt = () => Promise.reject(new Error('no'));
    });
    await sends(page, code);
    await page.locator('.dl-error-summary').waitFor();
    expect(await page.locator('.dl-error-summary').textContent()).toContain('Er is niets verstuurd');
    expect(posted).toEqual([]);
    faults.splice(0, faults.length, ...faults.filter((one) => one !== 'no'));
    await page.context().close();
  }, 60_000);

  test('What is too long is told beside its question, and what is odd is sent as it was typed', async () => {
    const page = await opened('/melden/schrijven');
    const odd = 'Vreemd 😀 \u202E<script>alert(1)</script> "\\ \uD800 einde';
    await writes(page, 'x'.repeat(400_001));
    expect(await heading(page)).toBe('Wat is er aan de hand?');
    expect(await page.locator('#wat-fout').textContent()).toContain('Alles samen is te lang');
    expect((await page.locator('#wat').inputValue()).length).toBe(400_001);
    await page.evaluate((text) => {
      const field = document.querySelector<HTMLTextAreaElement>('#wat');
      if (field) field.value = text;
    }, odd);
    for (let step = 0; step < 8; step++) await goes(page);
    const its = await page.locator('#code').inputValue();
    await goes(page);
    await sends(page, its);
    await page.getByText('Uw melding is ontvangen').waitFor();
    expect(await readBy(keyring.receivers[0] as KeyHolder, odd.toWellFormed())).not.toBeNull();
    await page.context().close();
  }, 60_000);

  test('An earlier answer is changed from the check, and leads back to it; the way back of the browser goes a step back', async () => {
    const page = await opened('/melden/schrijven');
    await writes(page, 'Eerst dit.');
    await page.getByRole('button', { name: /^Wijzigen.*Waar gebeurt het/ }).click();
    await page.locator('#waar').fill('Op de kade');
    await goes(page);
    expect(await page.locator('#overzicht').textContent()).toContain('Op de kade');
    await page.goBack();
    expect(await heading(page)).toBe('Waar gebeurt het?');
    expect(await page.locator('#waar').inputValue()).toBe('Op de kade');
    await page.context().close();
  });

  test('Who is pointed out gets no key; when too few are left other routes are named and nothing is written', async () => {
    const page = await opened('/melden/schrijven');
    await page.getByRole('button', { name: 'Beginnen' }).click();
    await goes(page);
    await page.getByText('Kies een antwoord.').first().waitFor();
    await page.getByLabel('Ja, over wie ik hieronder kies').check();
    await goes(page);
    await page.getByText('Kies minstens één functie.').first().waitFor();
    await looked(page, 'over-fout');
    await page.getByLabel('centrale coördinator', { exact: true }).check();
    await page.getByLabel('controleur', { exact: true }).check();
    await goes(page);
    expect(await heading(page)).toBe('Kies hiervoor een andere weg');
    expect(await page.locator('#wegen').isVisible()).toBe(true);
    await looked(page, 'stop');
    await page.getByRole('button', { name: 'Terug' }).click();
    await page.getByLabel('controleur', { exact: true }).uncheck();
    await goes(page);
    await page.locator('#wat').fill('Over de centrale coördinator.');
    for (let step = 0; step < 8; step++) await goes(page);
    const code = await page.locator('#code').inputValue();
    await goes(page);
    expect(await page.locator('#lezers').textContent()).toBe(
      'coördinatorKrijgt geen sleutel: centrale coördinator',
    );
    await sends(page, code);
    await page.getByText('Uw melding is ontvangen').waitFor();
    const [bea, cor] = keyring.receivers as [KeyHolder, KeyHolder];
    expect(await readBy(cor, 'Over de centrale coördinator.')).not.toBeNull();
    expect(await readBy(bea, 'Over de centrale coördinator.')).toBeNull();
    await page.context().close();
  }, 60_000);

  test('A list that was replaced meanwhile: the same functions get it at once, a new one is asked about first', async () => {
    const same = await opened('/melden/schrijven');
    const code = await writes(same, 'Lijst vervangen.');
    keyring = await newLists(world(), keyring, keyring.receivers);
    await sends(same, code);
    await same.getByText('Uw melding is ontvangen').waitFor();
    const other = await opened('/melden/schrijven');
    await writes(other, 'Nieuwe functie.').then(async (its) => {
      const flo = await keyHolder(world(), 'Flo Berg', 'coordinator', { nl: 'jurist', en: 'lawyer' });
      keyring = await newLists(world(), keyring, [...keyring.receivers, flo]);
      await sends(other, its);
      await other.getByText('Wie meldingen behandelt is zojuist gewijzigd').first().waitFor();
      expect(await heading(other)).toBe('Gaat het over iemand die meldingen behandelt?');
      expect(await other.getByLabel('jurist').count()).toBe(1);
      await other.getByLabel('Nee', { exact: true }).check();
      await goes(other);
      await sends(other, its);
      await other.getByText('Uw melding is ontvangen').waitFor();
      expect(await readBy(flo, 'Nieuwe functie.')).not.toBeNull();
    });
    await same.context().close();
    await other.context().close();
  }, 60_000);

  test('Keys that are not those that are pinned: nobody is let write', async () => {
    const page = await (await browser.newContext()).newPage();
    const { body } = await asks('/melden/schrijven');
    await page.route('**/melden/schrijven', (route) =>
      route.fulfill({ contentType: 'text/html', body: body.replace(keyring.pin, 'a'.repeat(64)) }),
    );
    await page.goto(`${address}/melden/schrijven`);
    await page.getByText('Schrijf hier nu niets').waitFor();
    expect(await page.locator('form[data-keys]').isHidden()).toBe(true);
    await page.context().close();
  });
});

describe('The mailbox', () => {
  test('answers a code that is wrong, old or never was with the same bytes, and locally when it can be none', async () => {
    const code = await writtenReport('Code vervangen.');
    const page = await opened('/melden/postvak');
    const bodies: string[] = [];
    page.on('response', async (answer) => {
      if (answer.request().method() === 'POST') bodies.push(await answer.text().catch(() => ''));
    });
    await page.locator('#code').fill(code.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
    await page.getByRole('button', { name: 'Postvak openen' }).click();
    await page.getByText('Dit kan geen code zijn').first().waitFor();
    expect(bodies).toEqual([]);
    await opensMailbox(page, code);
    await page.getByRole('button', { name: 'Een nieuwe code nemen' }).click();
    await looked(page, 'nieuwe-code');
    const next = await page.locator('#andere-code').inputValue();
    await page.locator('#laatste-groep').fill(next.slice(-4));
    await page.getByRole('button', { name: 'Nieuwe code in gebruik nemen' }).click();
    await page.getByText('Uw nieuwe code geldt.').waitFor();
    await page.getByRole('button', { name: 'Postvak sluiten' }).click();
    expect(await page.content()).not.toContain('Code vervangen.');
    bodies.length = 0;
    for (const tried of [code, newCode()]) {
      await page.locator('#code').fill(tried);
      await page.getByRole('button', { name: 'Postvak openen' }).click();
      await page.getByText('Bij deze code is niets te vinden').first().waitFor();
      await expect.poll(() => bodies.length).toBeGreaterThan(0);
    }
    await expect.poll(() => bodies.length).toBe(2);
    expect(new Set(bodies)).toEqual(new Set(['{"mailbox":null}']));
    await opensMailbox(page, next);
    await page.context().close();
  }, 60_000);

  test('seals a message anew when somebody was let in or out meanwhile', async () => {
    const code = await writtenReport('Wie leest verandert.');
    const page = await opened('/melden/postvak');
    await opensMailbox(page, code);
    const bea = keyring.receivers[0] as KeyHolder;
    const read = await readBy(bea, 'Wie leest verandert.');
    const before = read?.records.at(-1);
    const party = before?.content.members.find(({ id }) => id === 'party');
    if (!read || !before || !party || !('kem' in party)) throw new Error('The report is not there.');
    const people = await checkList(keyring.people, {
      org: keyring.org,
      roots: keyring.held.roots,
      name: 'people',
      today: keyring.today,
    });
    const { record, wraps, shares, carry } = await makeEpoch({
      place: read.found,
      kind: 'post',
      via: 'member',
      why: 'members',
      before: { epoch: 0, hash: before.hash, secret: read.secrets[0] as Bytes },
      log: { n: read.memory.n, h: read.memory.h },
      readers: [
        {
          id: bea.person,
          key: bea.keys.key,
          kem: toHex(bea.keys.kem),
          sign: toHex(bea.keys.sign),
          rights: 'manage',
        },
        { ...party, id: 'party', rights: 'read' },
      ],
      root: keyring.held.root,
      list: people.hash,
      by: { id: bea.person, keys: bea.keys },
    });
    const made = await perform(reporting.world.door, bea.actor, newEpoch, concern, {
      ...{ box: read.found.box, record, wraps, shares, carry },
      pin: keyring.pin,
    });
    expect(made).toEqual({ outcome: 'made', epoch: 1 });
    await page.locator('#bericht').fill('Na de wijziging.');
    await page.getByRole('button', { name: 'Bericht versturen' }).click();
    await page.getByText('Uw bericht is verstuurd.').waitFor();
    expect((await readBy(bea, 'Na de wijziging.'))?.records).toHaveLength(2);
    expect(await readBy(keyring.receivers[1] as KeyHolder, 'Na de wijziging.')).toBeNull();
    await page.context().close();
  }, 60_000);

  test('shows what was tampered with as such, and the rest', async () => {
    const code = await writtenReport('Blijft leesbaar.');
    await answers(keyring.receivers[0] as KeyHolder, 'Blijft leesbaar.', 'Antwoord.');
    await asOwner(
      world(),
      `update box_object set head = set_byte(head, 100, 255 - get_byte(head, 100))
       where seq = 2 and box_id = (select box_id from box_object where seq = 2 order by ctid desc limit 1)`,
    );
    const page = await opened('/melden/postvak');
    await opensMailbox(page, code);
    const thread = (await page.locator('#berichten').textContent()) ?? '';
    expect(thread).toContain('Blijft leesbaar.');
    expect(thread).toContain('Dit bericht kan niet worden getoond (2, E_OBJECT)');
    await page.context().close();
  });
});

describe('The addresses', () => {
  test('run no script but their own, send nothing elsewhere, keep nothing, and let no form go by itself', async () => {
    for (const path of [
      '/melden/schrijven',
      '/melden/postvak',
      '/en/melden/schrijven',
      '/en/melden/postvak',
    ]) {
      const { headers, body } = await asks(path);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).toContain("form-action 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toContain('unsafe');
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(body).not.toMatch(/<form[^>]* action=|style=|onclick=/);
      expect(body).not.toMatch(/<(input|textarea)[^>]* name="(?!over|bekend)/);
      expect(body).toContain(path.startsWith('/en') ? 'needs JavaScript' : 'heeft JavaScript nodig');
      // No browser keeps what is typed, or has its spelling checked elsewhere.
      for (const [field] of body.matchAll(/<(?:textarea|input type="text")[^>]*>/g)) {
        expect(field).toContain('spellcheck="false"');
        expect(field).toContain('autocomplete="off"');
      }
      // Without a script the desks and the routes outside are there.
      expect(body).toContain('Huis voor Klokkenluiders');
    }
  });

  test('say without JavaScript that this page needs it, and lead to the road without and to the other routes', async () => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    for (const [path, told] of [
      ['/melden/schrijven', 'Deze pagina heeft JavaScript nodig'],
      ['/en/melden/postvak', 'This page needs JavaScript'],
    ] as const) {
      await page.goto(`${address}${path}`);
      expect(await page.getByText(told).isVisible()).toBe(true);
      const onwards = page.getByRole('link', { name: /zonder JavaScript|without JavaScript/ });
      expect(await onwards.getAttribute('href')).toBe(`${path.replace('/schrijven', '')}/zonder-script`);
      expect(await page.locator('h1:visible').count()).toBe(1);
      expect(await page.locator('input:visible, textarea:visible, button:visible').count()).toBe(0);
      expect(await page.locator('#wegen').isVisible()).toBe(true);
    }
    await page.context().close();
  });

  test('take what scripts of this site send, and nothing that is forged or in clear', async () => {
    const post = (path: string, body: string, headers: Record<string, string> = {}) =>
      asks(path, 'POST', body, { 'content-type': 'application/json', origin: address, ...headers });
    const clear = JSON.stringify({ encrypted: true, text: 'klare tekst' });
    for (const path of [
      '/melden/verstuur',
      '/melden/postvak',
      '/melden/postvak/bericht',
      '/melden/postvak/code',
    ]) {
      const answer = await post(path, clear);
      expect([path, answer.status, answer.body]).toEqual([path, 400, '{"outcome":"refused"}']);
      expect((await post(path, 'text=klare+tekst', { 'content-type': 'text/plain' })).status).toBe(400);
      expect((await post(path, clear, { origin: 'https://elders.invalid' })).status).toBe(403);
      expect((await asks(path, 'PUT')).status).toBe(405);
    }
    for (const path of ['/melden', '/melden/schrijven', '/', '/melden/blad-3'])
      expect((await post(path, clear)).status, path).toBe(405);
    expect((await post('/melden/verstuur', 'x'.repeat(3_200_000))).status).toBe(400);
  });

  test('of a mailbox stay when a list ended; nothing new is taken', async () => {
    const code = await writtenReport('Lijst loopt af.');
    keyring = await newLists(world(), keyring, keyring.receivers, daysAfter(keyring.today, -3));
    await expect.poll(async () => (await asks('/melden/schrijven')).status, { timeout: 5_000 }).toBe(404);
    const sent = await asks('/melden/verstuur', 'POST', '{}', {
      'content-type': 'application/json',
      origin: address,
    });
    expect(sent.status).toBe(404);
    expect((await asks('/melden')).body).toContain('Op deze site kunt u geen melding schrijven');
    const page = await opened('/melden/postvak');
    await opensMailbox(page, code);
    expect(await page.locator('#berichten').textContent()).toContain('Lijst loopt af.');
    await page.locator('#bericht').fill('Ik schrijf nog.');
    await page.getByRole('button', { name: 'Bericht versturen' }).click();
    await page.getByText('Uw bericht is verstuurd.').waitFor();
    await page.context().close();
    keyring = await newLists(world(), keyring, keyring.receivers);
    await expect.poll(async () => (await asks('/melden/schrijven')).status, { timeout: 5_000 }).toBe(200);
  });

  test('are named on the pages where to turn while the channel is open; closed they are not there', async () => {
    const { body: first } = await asks('/melden');
    expect(first).toContain('href="/melden/schrijven"');
    await pinRoot(served.pinFile, keyring.org, 'f'.repeat(64));
    await expect.poll(async () => (await asks('/melden/schrijven')).status, { timeout: 5_000 }).toBe(404);
    for (const path of ['/melden/postvak', '/en/melden/schrijven'])
      expect((await asks(path)).status).toBe(404);
    const closed = await asks('/melden/postvak', 'POST', '{}', {
      'content-type': 'application/json',
      origin: address,
    });
    expect(closed.status).toBe(404);
    expect((await asks('/melden')).body).toContain('Op deze site kunt u geen melding schrijven');
  });

  test('showed no fault of a script, of a policy or of a page in all of this', () => {
    expect(faults).toEqual([]);
    expect(served.told).toEqual([]);
  });
});
