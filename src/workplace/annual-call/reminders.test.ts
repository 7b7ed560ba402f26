import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDigests, sendNow, setMail } from '../../../tests/makers/workplace/by-mail.ts';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import { startMailServer, type TestMailServer } from '../../../tests/makers/workplace/mail-server.ts';
import {
  appointed,
  asOwner,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { wholeCatalogue } from '../../app.ts';
import { isAskable } from '../../collection/annual-call/asked.ts';
import { newId } from '../../platform/database/new-id.ts';

/* Who is told by mail that the annual call waits for them: a real mail server takes it. */

let workplace: TestWorkplace;
let relay: TestMailServer;
let anna: TestAccount;
let cor: TestAccount;
let dirk: TestAccount;
let mia: TestAccount;

beforeAll(async () => {
  [workplace, relay] = await Promise.all([openDescribedWorkplace(), startMailServer()]);
  const tess = await setUp(workplace, 'Tess Techniek', 'tess@oefen.test');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  dirk = await setUp(workplace, 'Dirk Elders', 'dirk@oefen.test');
  mia = await setUp(workplace, 'Mia Medewerker', 'mia@oefen.test');
  await appointed(workplace, tess.person, 'technical-administrator');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
  await appointed(workplace, dirk.person, 'coordinator', 'RDL');
  // Works here, and was appointed to nothing.
  await asOwner(
    workplace,
    `insert into employment (version_id, employment_id, person_id, unit, kind, started_on) values ($1, $1, $2, 'PBW', 'official', '2020-01-01')`,
    [newId(), mia.person],
  );
  await setMail(workplace, tess.person, relay);
  const form = {
    jaar: '2025',
    uiterlijk: '27-2-2199',
    tekst: '',
    ...Object.fromEntries(
      wholeCatalogue.registers.filter(isAskable).map(({ key }) => [`vraag-${key}`, 'niet']),
    ),
    'vraag-gifts': 'onderdelen',
    onderdelen: ['PBW'],
    stap: 'openen',
  };
  const opened = await anna.browser.post('/uitvraag/nieuw', form);
  if (opened.location !== '/uitvraag/2025?gedaan=geopend') throw new Error(opened.body);
});
afterAll(async () => {
  await relay?.close();
  await workplace?.close();
});

/** Who gets a message when the digests of a day are made and sent. */
async function told(): Promise<readonly string[]> {
  relay.received.length = 0;
  for (const table of ['mail_message', 'job']) await asOwner(workplace, `delete from ${table}`);
  await makeDigests(workplace);
  await sendNow(workplace);
  return relay.received.flatMap(({ to }) => to).sort();
}

test('A return is told of to who answers it; when it is late to who looks after the call too, and to nobody once it is signed', async () => {
  expect(await told()).toEqual(['cor@oefen.test']);
  await asOwner(workplace, `update annual_call set deadline = today() - 1`);
  expect(await told()).toEqual(['anna@oefen.test', 'cor@oefen.test']);
  expect((await anna.browser.get('/')).body).toContain('Uitvraag over 2025: 1 onderdeel is te laat');
  for (const { raw } of relay.received) expect(raw).not.toContain('2025:');
});

test('Questions that were handed to an account are told of too, also to who has no role, until they were sent', async () => {
  const id = newId();
  const handed = await cor.browser.post('/uitvraag/2025/PBW/doorgeven', {
    sleutel: id,
    registers: ['gifts'],
    naam: 'Mia Medewerker',
    functie: 'inkoop',
    hoe: 'account',
    mail: 'mia@oefen.test',
    uiterlijk: '1-2-2199',
  });
  expect(handed.location).toBe('/uitvraag/2025/PBW?gedaan=doorgegeven');
  expect(await told()).toEqual(['anna@oefen.test', 'cor@oefen.test', 'mia@oefen.test']);
  expect((await mia.browser.get('/')).body).toContain('Vragen beantwoorden:');
  await mia.browser.post(`/uitvraag/deel/${id}/antwoorden`, { versie: '', 'is-gifts': 'nil' });
  await mia.browser.post(`/uitvraag/deel/${id}/versturen`, {});
  expect(await told()).toEqual(['anna@oefen.test', 'cor@oefen.test']);
  expect((await cor.browser.get('/')).body).toContain('Antwoorden van Mia Medewerker overnemen:');
});

test('Once the return is signed nobody is told of it', async () => {
  const [page] = [await cor.browser.get('/uitvraag/2025/PBW/begin')];
  const versie = /name="versie" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  await cor.browser.post('/uitvraag/2025/PBW/begin', { 'is-gifts': 'nil', versie });
  const check = await cor.browser.get('/uitvraag/2025/PBW/nakijken');
  const gelezen = /name="gelezen" value="([^"]*)"/.exec(check.body)?.[1] ?? '';
  const signed = await cor.browser.post('/uitvraag/2025/PBW/nakijken', { gelezen, akkoord: 'ja' });
  expect(signed.location).toBe('/uitvraag/2025/PBW?gedaan=ondertekend');
  expect(await told()).toEqual([]);
  expect((await cor.browser.get('/')).body).not.toContain('Antwoorden van Mia Medewerker overnemen:');
});
