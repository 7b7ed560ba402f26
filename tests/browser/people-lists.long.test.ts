import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addExamplePeople } from '../../src/examples/example-people.ts';
import { concern } from '../../src/platform/access/resource.ts';
import { perform } from '../../src/platform/database/doorways.ts';
import { tester } from '../example-organisation.ts';
import { openDescribedWorkplace } from '../makers/workplace/described.ts';
import { asOwner, type TestWorkplace } from '../makers/workplace/workplace.ts';
import { openBrowser, serveOrganisations, violationsOn } from './served.ts';

/* A functional administrator brings in a list of people and looks after employments and roles, in a browser. */

let workplace: TestWorkplace;
let served: Awaited<ReturnType<typeof serveOrganisations>>;
let browser: Browser;
let work: string;
let folder: string;

/** Where pictures of the pages go, for who wants to look at them. */
const pictures = process.env['DAGLICHT_PICTURES'];

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  const { organisation, storage } = workplace.database;
  await perform(workplace.door, tester, addExamplePeople, concern, [
    { role: 'functional-administrator', name: 'Pieter Jansma' },
    { role: 'counsellor', name: 'Fatima el Amrani' },
  ]);
  [served, browser] = await Promise.all([
    serveOrganisations(storage, [{ key: organisation, door: workplace.door }]),
    openBrowser(),
  ]);
  work = served.of(organisation).work;
  folder = await mkdtemp(join(tmpdir(), 'daglicht-lists-'));
  if (pictures) await mkdir(pictures, { recursive: true });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await workplace?.close();
  await rm(folder, { recursive: true, force: true });
});

async function visit(name: string, javaScriptEnabled: boolean, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(`${work}/aanmelden`);
  await page.getByRole('button', { name: `Verder als ${name}` }).click();
  await page.getByRole('heading', { name: 'Uw werk' }).waitFor();
  return page;
}

const headings = 'Personeelsnummer;Naam;E-mail;Onderdeel;Functie;Leidinggevende;Aanstelling;In dienst';
const rows = (unit: string) => [
  '1;Anna Berg;anna@oefen.test;PBW;Hoofd;;Vast;1-1-2015',
  `2;Bo Smit;bo@oefen.test;${unit};Tekenaar;1;Vast;1-3-2020`,
  ...Array.from({ length: 60 }, (_, n) => `${10 + n};Naam${n} Achter${n};;DKL;Bouwer;1;Inhuur;1-3-2024`),
];

async function file(name: string, unit: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, [headings, ...rows(unit)].join('\n'));
  return path;
}

test('Without JavaScript a list is sent, looked at, applied, and a moved colleague is shown by the next', async () => {
  const page = await visit('Pieter Jansma', false);
  await page.getByRole('link', { name: 'Mensen' }).first().click();
  await page.getByRole('link', { name: 'Lijst van mensen inlezen' }).click();
  await page.getByRole('button', { name: 'Bekijken wat er wijzigt' }).click();
  expect(await page.title()).toMatch(/^(Fout: )?Lijst/);
  await page.getByLabel('Bestand').setInputFiles(await file('mensen.csv', 'PBW'));
  await page.getByRole('button', { name: 'Bekijken wat er wijzigt' }).click();
  await page.getByRole('link', { name: 'In dienst' }).click();
  expect(await page.getByText('Anna Berg, 1').count()).toBe(1);
  await page.getByRole('link', { name: 'Volgende' }).click();
  await page.getByRole('button', { name: 'Doorvoeren' }).click();
  expect(await page.getByText('De lijst is doorgevoerd').count()).toBe(1);

  await page.goto(`${work}/mensen/lijsten`);
  await page.getByLabel('Bestand').setInputFiles(await file('later.csv', 'BZD'));
  await page.getByLabel('Dag van de lijst').fill('1-1-2027');
  await page.getByRole('button', { name: 'Bekijken wat er wijzigt' }).click();
  await page.getByRole('link', { name: 'Ander onderdeel' }).click();
  expect(await page.getByRole('row', { name: /Bo Smit/ }).count()).toBe(1);
  await page.getByRole('button', { name: 'Lijst wegdoen' }).click();
  expect(await page.getByText('De lijst is weggedaan').count()).toBe(1);
});

test.each([1280, 360, 320])(
  'axe-core finds nothing on pages of lists, employments and roles, and nothing scrolls sideways, %i pixels wide',
  async (width) => {
    const found: string[] = [];
    const page = await visit('Pieter Jansma', true, width);
    const look = async (name: string, path?: string): Promise<void> => {
      if (path !== undefined) await page.goto(`${work}${path}`);
      found.push(...(await violationsOn(page)).map((one) => `${name}: ${one}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${name}: ${wide} pixels too wide`);
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
    };
    await look('lijsten', '/mensen/lijsten');
    await page.getByRole('button', { name: 'Bekijken wat er wijzigt' }).click();
    await look('lijsten-fout');
    await page.getByLabel('Bestand').setInputFiles(await file('mensen.csv', `Atlantis${width}`));
    await page.getByRole('button', { name: 'Bekijken wat er wijzigt' }).click();
    await look('lijst-vragen');
    await page.getByLabel(/Antwoorden/).fill(`unit:Atlantis${width}=BZD`);
    await page.getByRole('button', { name: 'Opnieuw bekijken' }).click();
    await page.getByRole('table').getByRole('link').first().click();
    await look('lijst-verschillen');
    await look('uw-werk', '/');
    const [row] = await asOwner(
      workplace,
      `select a.person_id as person, a.id, (select employment_id from employment limit 1) as job,
         (select person_id from employment limit 1) as worker
       from appointment a where role = 'counsellor' and withdrawn_at is null`,
    );
    const person = String(row?.['person']);
    await look('persoon', `/mensen/${person}`);
    await look('vervangen', `/mensen/${person}/vervangen/${String(row?.['id'])}`);
    await look('beeindigen', `/mensen/${person}/beeindigen/${String(row?.['id'])}`);
    await look('certificaat', `/mensen/${person}/certificaat`);
    await look('aanwijzen', `/mensen/${person}/aanwijzen`);
    await look('dienstverband-nieuw', `/mensen/${person}/dienstverband`);
    const worker = String(row?.['worker']);
    await look('dienstverband', `/mensen/${worker}/dienstverband/${String(row?.['job'])}`);
    await look('werker', `/mensen/${worker}`);
    await look('open-werk', '/mensen/open-werk');
    await asOwner(
      workplace,
      `insert into open_work (id, table_name, record_id, from_person, role, valid_from)
       values (gen_random_uuid(), 'incident', gen_random_uuid(), $1, 'counsellor', today())`,
      [worker],
    );
    await look('open-werk-iemand', '/mensen/open-werk');
    await look('lijsten-en', '/en/mensen/lijsten');
    expect(found).toEqual([]);
    expect(served.told).toEqual([]);
  },
);
