import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { access, profilesFolder } from '../../src/app.ts';
import { readProfile } from '../../src/codes/profile.ts';
import { recordProfile } from '../../src/codes/profile-versions.ts';
import { addExamplePeople } from '../../src/examples/example-people.ts';
import { operator } from '../../src/platform/access/actor.ts';
import { concern } from '../../src/platform/access/resource.ts';
import { withClient } from '../../src/platform/database/databases.ts';
import {
  closeOrganisation,
  type OrganisationDoor,
  openOrganisation,
  perform,
} from '../../src/platform/database/doorways.ts';
import { type FreshDatabase, freshDatabase } from '../makers/database.ts';
import { openBrowser, serveOrganisations, violationsOn } from './served.ts';

/* The annual call in a browser without JavaScript, and judged by axe-core on wide and narrow screens. */

let database: FreshDatabase;
let door: OrganisationDoor;
let served: Awaited<ReturnType<typeof serveOrganisations>>;
let browser: Browser;
let work: string;

beforeAll(async () => {
  database = await freshDatabase();
  const { organisation, storage } = database;
  await withClient(storage.connection(organisation, 'owner'), (client) =>
    client.query(
      `insert into unit (key, level, type) values ('top', 'gemeente', 'gemeente'), ('zuid', 'dienst', 'dienst'), ('noord', 'dienst', 'dienst');
       insert into unit_name (unit, name_nl, name_en) values ('top', 'Gemeente Proef', 'Trial'), ('zuid', 'Dienst Zuid', 'South'),
         ('noord', 'Dienst Noord', 'North');
       insert into unit_parent (unit, parent, origin) values ('zuid', 'top', 'added'), ('noord', 'top', 'added');
       insert into organisation_root (unit, name_nl, name_en, profile) values ('top', 'Gemeente Proef', 'Trial', 'gemeente');
       insert into incident (version_id, incident_id, reference, unit, category, received_from, received_until, received_precision)
         select gen_random_uuid(), gen_random_uuid(), 'R' || n, 'zuid', 'a', date '2025-01-01' + n, date '2025-01-02' + n, 'day'
         from generate_series(1, 3) n;
       insert into reported_value (id, register, field, unit, period, state, value, record_id)
         select gen_random_uuid(), 'gifts', 'gifts.' || field, 'zuid', '2024', 'value', number, gen_random_uuid()
         from (values ('offered', '40'), ('accepted', '4'), ('returned', '36')) as last(field, number)`,
    ),
  );
  door = openOrganisation(organisation, storage.connection(organisation, 'runtime'), access);
  const { files } = await readProfile(join(profilesFolder, 'gemeente'));
  await perform(door, operator('toets'), recordProfile, concern, { files, from: null });
  await perform(door, operator('toets'), addExamplePeople, concern, [
    { role: 'central-coordinator', name: 'Carla Dijk' },
    { role: 'coordinator', name: 'Noor Visser', unit: 'zuid' },
    { role: 'head', name: 'Henk Bosman', unit: 'zuid' },
    { role: 'hr-adviser', name: 'Petra Jansen', unit: 'zuid' },
  ]);
  [served, browser] = await Promise.all([
    serveOrganisations(storage, [{ key: organisation, door }]),
    openBrowser(),
  ]);
  work = served.of(organisation).work;
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await closeOrganisation(door);
  await database?.drop();
});

async function visit(name: string, javaScriptEnabled = false): Promise<Page> {
  const page = await (
    await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled })
  ).newPage();
  await page.goto(`${work}/aanmelden`);
  await page.getByRole('button', { name: `Verder als ${name}` }).click();
  await page.getByRole('heading', { name: 'Uw werk' }).waitFor();
  return page;
}

/** Presses what sends a form and waits for what is said then. */
async function press(page: Page, button: string, says: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByText(says).first().waitFor();
}

test('Without JavaScript a call is opened, answered, explained, signed and seen as done', async () => {
  const carla = await visit('Carla Dijk');
  await carla.goto(`${work}/uitvraag/nieuw?jaar=2025`);
  await carla.getByLabel('Uiterlijk').fill('27-2-2199');
  await carla.getByLabel('Tekst bij de uitvraag').fill('Vragen? Bel Carla.');
  await press(carla, 'Nakijken wat ontbreekt', 'Dit ontbreekt nog');
  await press(carla, 'Uitvraag openen', 'De uitvraag is geopend');

  const noor = await visit('Noor Visser');
  await noor.getByRole('link', { name: /^Opgave invullen: Dienst Zuid over 2025/ }).click();
  await noor
    .getByRole('heading', { level: 1, name: 'Dienst Zuid: was er in 2025 iets te melden?' })
    .waitFor();
  for (const group of await noor.locator('fieldset').all()) {
    const name = (await group.locator('legend').textContent())?.trim();
    const answer =
      name === 'Incidenten'
        ? /^Ja: de 3 registraties zijn compleet/
        : name === 'Geschenken'
          ? 'Ja'
          : /^Nihil/;
    await group.getByLabel(answer, { exact: true }).check();
  }
  await noor.getByRole('button', { name: 'Antwoorden bewaren' }).click();
  await noor.getByRole('heading', { level: 1, name: 'Opgave Dienst Zuid over 2025' }).waitFor();
  await noor.getByRole('link', { name: 'Geschenken' }).click();
  await noor.getByRole('group', { name: 'Aangeboden boven de grens' }).getByLabel('Aantal').fill('12');
  await press(noor, 'Antwoorden bewaren', '12, en vorig jaar 40. Klopt dat?');
  await noor
    .getByLabel(/^Klopt dit/)
    .first()
    .fill('Er was geen relatiedag.');
  await press(noor, 'Antwoorden bewaren', 'Uw antwoorden zijn bewaard');
  await noor.getByRole('link', { name: 'Nakijken en ondertekenen' }).click();
  await noor.getByText('Het hoofd van het onderdeel ondertekent').waitFor();

  const henk = await visit('Henk Bosman');
  await henk.getByRole('link', { name: /Dienst Zuid over 2025/ }).click();
  await henk.getByRole('link', { name: 'Nakijken en ondertekenen' }).click();
  await henk.getByLabel(/^Ik heb dit gelezen/).check();
  await press(henk, 'Opgave ondertekenen', 'Ondertekend');
  await henk.goto(work);
  expect(await henk.getByText('Er wacht nu niets op u').count()).toBe(1);
  await carla.goto(`${work}/uitvraag/2025`);
  expect(await carla.locator('.dl-lead').textContent()).toContain('1 van ');
  expect(served.told).toEqual([]);
});

/** Goes on by Tab to what bears this name, as who uses no mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let steps = 0; steps < 120; steps++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element?.id ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`) : null;
      return (label ?? element)?.textContent?.trim() ?? '';
    });
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
  }
  throw new Error(`Tab does not reach “${name}”`);
}

/** The link of questions that stand with somebody without an account, with its code. */
let link = '';
let code = '';
/** The address of questions that stand with an account. */
let ownPart = '';

test('Without JavaScript and by keyboard alone questions are handed on, answered by link and code, and taken over', async () => {
  const carla = await visit('Carla Dijk');
  await carla.goto(`${work}/uitvraag/nieuw?jaar=2023`);
  await carla.getByLabel('Uiterlijk').fill('27-2-2199');
  await press(carla, 'Nakijken wat ontbreekt', 'Dit ontbreekt nog');
  await press(carla, 'Uitvraag openen', 'De uitvraag is geopend');

  const noor = await visit('Noor Visser');
  const handOn = async (): Promise<void> => {
    await noor.goto(`${work}/uitvraag/2023/zuid/doorgeven`);
    await tabTo(noor, /^Geschenken:/);
    await noor.keyboard.press('Space');
    await tabTo(noor, 'Naam');
    await noor.keyboard.type('Gijs Geschenk');
    await tabTo(noor, 'Functie');
    await noor.keyboard.type('hoofd inkoop');
    await tabTo(noor, /^Met een account/);
    await noor.keyboard.press('Space');
    await noor.keyboard.press('ArrowDown');
    await tabTo(noor, 'Tot en met welke dag?');
    await noor.keyboard.type('1-2-2199');
    await noor.keyboard.press('Enter');
    await noor.getByRole('heading', { level: 1, name: 'Link en code' }).waitFor();
    const shown = await noor.locator('dl').textContent();
    link = /\/deel\/([A-Za-z0-9_-]{43})/.exec(shown ?? '')?.[1] ?? '';
    code = (/(\d{3}) (\d{3})/.exec((shown ?? '').replace(/.*apart te geven/s, '')) ?? []).slice(1).join('');
  };
  await handOn();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const gijs = await context.newPage();
  await gijs.goto(`${work}/deel/${link}`);
  await tabTo(gijs, 'Code van zes cijfers');
  await gijs.keyboard.type(`${code.slice(0, 3)} ${code.slice(3)}`);
  await gijs.keyboard.press('Enter');
  await gijs.getByRole('heading', { level: 1, name: 'Vragen van Dienst Zuid over 2023' }).waitFor();
  await tabTo(gijs, 'Aantal');
  await gijs.keyboard.type('7');
  // The visit ends while somebody types: what was typed is there, and goes along with the code.
  await context.clearCookies();
  await gijs.keyboard.press('Enter');
  await gijs.getByText('Er is nog niets opgeslagen').waitFor();
  await tabTo(gijs, 'Code van zes cijfers');
  await gijs.keyboard.type(code);
  await gijs.keyboard.press('Enter');
  await gijs.getByText('Uw antwoorden zijn bewaard').waitFor();
  await tabTo(gijs, 'Bewaren en nakijken');
  await gijs.keyboard.press('Enter');
  await gijs.getByText('Er is nog niets verstuurd').waitFor();
  await tabTo(gijs, 'Antwoorden versturen');
  await gijs.keyboard.press('Enter');
  await gijs.getByText('Uw antwoorden zijn verstuurd').first().waitFor();

  await noor.goto(work);
  await tabTo(noor, /^Antwoorden van Gijs Geschenk overnemen/);
  await noor.keyboard.press('Enter');
  await noor.getByRole('heading', { level: 1, name: /^Antwoorden van Gijs Geschenk/ }).waitFor();
  await tabTo(noor, 'Antwoorden overnemen');
  await noor.keyboard.press('Enter');
  await noor.getByText('De antwoorden zijn overgenomen').first().waitFor();

  // Others to look at: one by a link, and one with an account.
  await handOn();
  await noor.goto(`${work}/uitvraag/2023/zuid/doorgeven?weet=hr`);
  await noor.getByLabel(/^Incidenten:/).check();
  await noor.getByLabel('Naam', { exact: true }).fill('Petra Jansen');
  await noor.getByLabel('Functie', { exact: true }).fill('adviseur P&O');
  await noor.getByLabel(/^Met een account/).check();
  await noor.getByLabel(/^E-mailadres/).fill('Petra Jansen');
  await noor.getByLabel('Tot en met welke dag?').fill('1-2-2199');
  await press(noor, 'Vragen doorgeven', 'De vragen zijn doorgegeven');
  const petra = await visit('Petra Jansen');
  await petra.getByRole('link', { name: /^Vragen beantwoorden: Dienst Zuid over 2023/ }).click();
  await petra.getByRole('heading', { level: 1, name: 'Vragen van Dienst Zuid over 2023' }).waitFor();
  ownPart = new URL(petra.url()).pathname;
  expect(served.told).toEqual([]);
});

test('Without JavaScript a workbook is got, read back with what is wrong in it, and kept', async () => {
  const noor = await visit('Noor Visser');
  await noor.goto(`${work}/uitvraag/2023/zuid/werkmap`);
  const [download] = await Promise.all([
    noor.waitForEvent('download'),
    noor.getByRole('link', { name: 'Werkmap ophalen (XLSX)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const file = await download.path();
  await noor
    .locator('input[type=file]')
    .setInputFiles({ name: 'leeg.xlsx', mimeType: '', buffer: Buffer.from('x') });
  await noor.getByRole('button', { name: 'Bestand bekijken' }).click();
  await noor.getByRole('link', { name: /Dit is geen werkmap/ }).waitFor();
  await noor.locator('input[type=file]').setInputFiles(file);
  await noor.getByRole('button', { name: 'Bestand bekijken' }).click();
  await noor.getByText('Geen antwoord is nieuw of gewijzigd').waitFor();
  await press(noor, 'Antwoorden bewaren', 'Er is niets gewijzigd');
});

test.each([1280, 800, 360, 320])(
  'axe-core finds nothing in questions that were handed on, workbook and state, and nothing scrolls sideways, %i pixels wide',
  async (width) => {
    const found: string[] = [];
    const look = async (page: Page, path: string): Promise<void> => {
      const answer = await page.goto(`${work}${path}`);
      if (answer?.status() !== 200) found.push(`${path}: ${answer?.status()}`);
      await judge(page, path);
    };
    const judge = async (page: Page, path: string): Promise<void> => {
      found.push(...(await violationsOn(page)).map((one) => `${path}: ${one}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${path}: ${wide} pixels too wide`);
    };
    const paths = {
      'Carla Dijk': [
        '/uitvraag/2023',
        '/uitvraag/2023/stand',
        '/uitvraag/2023/stand?weergave=afdruk',
        '/uitvraag/2023/stand/gifts',
        '/uitvraag/2023/intrekken',
        '/uitvraag/2025/intrekken',
        '/en/uitvraag/2023/stand',
      ],
      'Noor Visser': [
        '/uitvraag/2023/zuid',
        '/uitvraag/2023/zuid/doorgeven',
        '/uitvraag/2023/zuid/werkmap',
        '/en/uitvraag/2023/zuid/doorgeven',
      ],
      'Petra Jansen': ['/', ownPart, `${ownPart}/versturen`, `${ownPart}/werkmap`, `/en${ownPart}`],
    };
    for (const [name, own] of Object.entries(paths)) {
      const page = await visit(name, true);
      await page.setViewportSize({ width, height: 900 });
      for (const path of own) await look(page, path);
      if (name !== 'Noor Visser') continue;
      await page.goto(`${work}/uitvraag/2023/zuid`);
      for (const one of await page.locator('a[href*="/doorgegeven/"]').all()) {
        const path = (await one.getAttribute('href')) ?? '';
        const other = await page.context().newPage();
        await other.setViewportSize({ width, height: 900 });
        await look(other, path);
        await other.close();
      }
    }
    const stranger = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
    await look(stranger, `/deel/${link}`);
    await stranger.getByRole('button', { name: 'Vragen openen' }).click();
    await judge(stranger, 'code missing');
    await stranger.getByLabel('Code van zes cijfers').fill(code);
    await stranger.getByRole('button', { name: 'Vragen openen' }).click();
    await stranger.getByRole('heading', { level: 1, name: /^Vragen van/ }).waitFor();
    await judge(stranger, 'questions of the link');
    await look(stranger, `/deel/${link}/versturen`);
    await look(stranger, `/en/deel/${link}`);
    expect(found).toEqual([]);
  },
);

test.each([1280, 360, 320])(
  'axe-core finds nothing in the annual call, and nothing scrolls sideways, %i pixels wide',
  async (width) => {
    const found: string[] = [];
    const paths = {
      'Carla Dijk': [
        '/uitvraag',
        '/uitvraag/nieuw?jaar=2025',
        '/uitvraag/nieuw?jaar=2023',
        '/uitvraag/2025',
        '/uitvraag/2025/verlengen',
        '/uitvraag/2025/zuid',
        '/uitvraag/2025/zuid/heropenen',
        '/uitvraag/2025/noord',
        '/en/uitvraag/2025',
      ],
      'Henk Bosman': [
        '/',
        '/uitvraag',
        '/uitvraag/2025/zuid/begin',
        '/uitvraag/2025/zuid/gifts',
        '/uitvraag/2025/zuid/nakijken',
        '/en/uitvraag/2025/zuid/gifts',
      ],
    };
    for (const [name, own] of Object.entries(paths)) {
      const page = await visit(name, true);
      await page.setViewportSize({ width, height: 900 });
      for (const path of own) {
        const answer = await page.goto(`${work}${path}`);
        if (answer?.status() !== 200) found.push(`${path}: ${answer?.status()}`);
        found.push(...(await violationsOn(page)).map((one) => `${path}: ${one}`));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (wide > 0) found.push(`${path}: ${wide} pixels too wide`);
      }
    }
    expect(found).toEqual([]);
  },
);
