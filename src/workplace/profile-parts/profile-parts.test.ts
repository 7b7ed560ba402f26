import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hiddenIn } from '../../../tests/makers/workplace/by-provider.ts';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { profilesFolder } from '../../app.ts';
import { readProfile } from '../../codes/profile.ts';
import { profileReader } from '../../codes/profile-versions.ts';
import { today } from '../../organisation/period.ts';

/* Texts, names of levels, titles and holidays, by who looks after them. */

let workplace: TestWorkplace;
let ada: TestAccount;
let cor: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  ada = await setUp(workplace, 'Ada Berg', 'ada@oefen.test', 'first');
  cor = await setUp(workplace, 'Cor Snel', 'cor@oefen.test');
  await appointed(workplace, ada.person, 'functional-administrator');
  await appointed(workplace, cor.person, 'central-coordinator');
});
afterAll(() => workplace.close());

const base = '/instellingen/profiel';
const year = '2025';
const parts = ['teksten', 'niveaus', 'titels', `feestdagen/${year}`] as const;
const typedToday = today().split('-').map(Number).reverse().join('-');
const holding = (day: string) => profileReader(workplace.door, () => expect.unreachable())(day);
const versions = () =>
  asOwner(
    workplace,
    'select id, valid_from from profile_version where withdrawn_at is null order by recorded_at',
  );

/** What a form shows in its fields, as a browser would send it. */
async function shown(part: string): Promise<Record<string, string>> {
  const { body, status } = await ada.browser.get(`${base}/${part}`);
  expect(status).toBe(200);
  const unescaped = (written: string) =>
    written.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const lines = [...body.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g)];
  const inputs = [...body.matchAll(/<input type="(?:text|email)"[^>]*>/g)].map(([tag]) => [
    tag,
    /name="([^"]+)"/.exec(tag)?.[1] ?? '',
    /value="([^"]*)"/.exec(tag)?.[1] ?? '',
  ]);
  return Object.fromEntries(
    [...lines, ...inputs].map(([, name = '', value = '']) => [name, unescaped(value)]),
  );
}

/** Sends a form through its preview, which holds all that is sent next. */
async function through(part: string, more: Record<string, string>) {
  const form = { ...(await shown(part)), vanaf: typedToday, ...more, stap: 'bekijken' };
  const preview = (await ada.browser.post(`${base}/${part}`, form)).body;
  const next = hiddenIn(preview);
  const answer = next['stap'] === 'vastleggen' ? await ada.browser.post(`${base}/${part}`, next) : undefined;
  return { preview, answer };
}

describe('The pages of texts, names and holidays', () => {
  test('are there for the functional administrator alone, and begin with what holds', async () => {
    for (const part of parts) {
      expect((await ada.browser.get(`${base}/${part}`)).status).toBe(200);
      expect((await ada.browser.get(`/en${base}/${part}`)).status).toBe(200);
      expect((await cor.browser.get(`${base}/${part}`)).status).toBe(404);
      expect((await cor.browser.post(`${base}/${part}`, { vanaf: typedToday })).status).toBe(404);
    }
    for (const part of ['anders', 'feestdagen', 'feestdagen/1999', 'feestdagen/20251'])
      expect((await ada.browser.get(`${base}/${part}`)).status, part).toBe(404);
    const profile = await readProfile(join(profilesFolder, 'rijk'));
    expect(await shown('teksten')).toMatchObject({
      'jaar-nl': profile.yearName.nl,
      'regel-en': profile.policies.giftRule.en,
      mail: profile.contact.email,
    });
    expect(await shown('titels')).toMatchObject({ 'titel-decider-nl': profile.titles['decider']?.nl });
    expect(await shown(`feestdagen/${year}`)).toMatchObject({ 'dag-1': `1-1-${year}` });
    const settings = (await ada.browser.get('/instellingen')).body;
    for (const part of ['teksten', 'niveaus', 'titels', `feestdagen/${today().slice(0, 4)}`])
      expect(settings).toContain(`href="${base}/${part}"`);
  });

  test('say at its field what is wrong, and keep what was typed', async () => {
    const texts = await ada.browser.post(`${base}/teksten`, {
      ...(await shown('teksten')),
      ...{ 'jaar-nl': '', mail: 'geen adres', vanaf: '31-2-2090', stap: 'bekijken' },
    });
    for (const field of ['jaar-nl', 'mail', 'vanaf']) expect(texts.body).toContain(`id="${field}-fout"`);
    expect(texts.body).toContain('value="geen adres"');
    const alike = await ada.browser.post(`${base}/niveaus`, {
      ...(await shown('niveaus')),
      ...{ 'niveau-unit-nl': 'Ministerie', vanaf: typedToday, stap: 'bekijken' },
    });
    expect([alike.status, alike.body]).toEqual([409, expect.stringContaining('id="niveau-unit-nl-fout"')]);
    const past = await ada.browser.post(`${base}/titels`, {
      ...(await shown('titels')),
      ...{ 'titel-decider-nl': 'baas', vanaf: '1-1-2020', stap: 'bekijken' },
    });
    expect([past.status, past.body]).toEqual([409, expect.stringContaining('id="vanaf-fout"')]);
  });

  test('record nothing where nothing was changed, and say so', async () => {
    const before = await versions();
    for (const part of parts) {
      const { preview, answer } = await through(part, {});
      expect(answer).toBeUndefined();
      expect(preview, part).toContain('er is niets gewijzigd');
    }
    expect(await versions()).toEqual(before);
  });
});

describe('Another name of a level', () => {
  test('is shown before it is recorded, holds from its day, and is read in the versions', async () => {
    const { preview, answer } = await through('niveaus', { 'niveau-unit-nl': 'dienst' });
    expect(preview).toContain('Niveau unit: „dienst”, was „onderdeel”.');
    expect(preview).toContain('Geen cijfer telt hierdoor anders.');
    expect(preview).toContain('bij hun sleutel');
    expect(answer?.location).toBe('/instellingen?gedaan=profiel');
    const { levels } = await holding(today());
    expect(levels.find(({ key }) => key === 'unit')?.name.nl).toBe('dienst');
    const page = (await ada.browser.get(answer?.location ?? '')).body;
    expect(page).toContain('De wijziging is vastgelegd');
    expect(page).toContain('concern, ministerie, dienst');
    const [last] = (await versions()).slice(-1);
    const version = (await ada.browser.get(`/instellingen/versies/${String(last?.['id'])}`)).body;
    expect(version).toContain('Niveau unit: „dienst”');
    const [deed] = await asOwner(
      workplace,
      `select object, actor, details ->> 'part' as part from audit_entry where action = 'organisation.change-profile-part'`,
    );
    expect(deed).toEqual({ object: 'levels', actor: ada.person, part: 'levels' });
  });

  test('that was shown to another version than holds now is shown again, and not recorded', async () => {
    const before = await versions();
    const form = { ...(await shown('niveaus')), 'niveau-unit-nl': 'eenheid', vanaf: typedToday };
    const answer = await ada.browser.post(`${base}/niveaus`, {
      ...form,
      stap: 'vastleggen',
      basis: '00000000-0000-4000-8000-000000000000',
    });
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('gewijzigd terwijl u bezig was');
    expect(answer.body).toContain('value="eenheid"');
    expect(await versions()).toEqual(before);
  });
});

describe('Holidays of a year', () => {
  test('go, come and are renamed in one form, and are undone until their first day', async () => {
    const held = await shown(`feestdagen/${year}`);
    const free = Object.keys(held).filter((id) => /^dag-/.test(id)).length - 2;
    const { preview, answer } = await through(`feestdagen/${year}`, {
      'dag-1': '',
      'feest-2-nl': 'Vrijdag voor Pasen',
      [`dag-${free}`]: `6-12-${year}`,
      [`feest-${free}-nl`]: 'Sint',
      [`feest-${free}-en`]: 'Saint',
      vanaf: '1-3-2090',
    });
    for (const said of [
      'Feestdag weg: 1 januari 2025 (Nieuwjaarsdag).',
      '18 april 2025: „Vrijdag voor Pasen”, was „Goede Vrijdag”.',
      'Feestdag erbij: 6 december 2025 (Sint).',
    ])
      expect(preview).toContain(said);
    expect(preview).toMatch(/ongedaan maken tot .*1 maart 2090/);
    expect(answer?.location).toBe('/instellingen?gedaan=profiel');
    const dates = (profile: Awaited<ReturnType<typeof holding>>) => profile.holidays.map(({ date }) => date);
    expect(dates(await holding('2090-03-01'))).toContain('2025-12-06');
    expect(dates(await holding('2090-03-01'))).not.toContain('2025-01-01');
    expect(dates(await holding(today()))).toContain('2025-01-01');
    const [last] = (await versions()).slice(-1);
    const undone = await ada.browser.post(`/instellingen/versies/${String(last?.['id'])}`, {});
    expect(undone.location).toBe('/instellingen?gedaan=ongedaan');
    expect(dates(await holding('2090-03-01'))).toContain('2025-01-01');
  });

  test('are not passed over where a day or a name lacks, lies in another year, or stands twice', async () => {
    const held = await shown(`feestdagen/${year}`);
    const free = Object.keys(held).filter((id) => /^dag-/.test(id)).length - 2;
    const sent = async (more: Record<string, string>) =>
      (
        await ada.browser.post(`${base}/feestdagen/${year}`, {
          ...{ ...held, vanaf: typedToday, stap: 'bekijken' },
          ...more,
        })
      ).body;
    expect(await sent({ [`feest-${free}-nl`]: 'Sint' })).toContain(`id="dag-${free}-fout"`);
    expect(await sent({ 'dag-1': '', 'feest-1-nl': 'Anders' })).toContain('id="dag-1-fout"');
    expect(await sent({ [`dag-${free}`]: '6-12-2026' })).toContain(`id="dag-${free}-fout"`);
    const twice = await sent({
      [`dag-${free}`]: `1-1-${year}`,
      [`feest-${free}-nl`]: 'Nog eens',
      [`feest-${free}-en`]: 'Again',
    });
    expect(twice).toContain(`id="dag-${free}-fout"`);
  });
});
