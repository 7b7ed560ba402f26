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
