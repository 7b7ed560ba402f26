import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  appointed,
  asOwner,
  asRuntime,
  codeOf,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { profilesFolder } from '../../app.ts';
import { type ProfileFiles, profileFromFiles, readProfile } from '../../codes/profile.ts';
import { recordProfile } from '../../codes/profile-versions.ts';
import { retentionKinds, retentionOf, retentionOfKind } from '../../codes/retention.ts';
import { withRetention } from '../../codes/retention-files.ts';
import { today } from '../../organisation/period.ts';
import { operator, personActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';

/* Retention terms, which nobody changes without the privacy officer: by the pages, and by a fault in the program. */

let workplace: TestWorkplace;
let files: ProfileFiles;
let ada: TestAccount;
let bas: TestAccount;
let pia: TestAccount;
const path = '/bewaartermijnen';

beforeAll(async () => {
  workplace = await openWorkplace();
  await asOwner(
    workplace,
    `insert into unit (key, level, type) values ('top', 'gemeente', 'gemeente');
     insert into unit_name (unit, name_nl, name_en) values ('top', 'Waterschap Veld', 'Veld');
     insert into organisation_root (unit, name_nl, name_en, profile) values ('top', 'Waterschap Veld', 'Veld', 'gemeente')`,
  );
  ({ files } = await readProfile(join(profilesFolder, 'gemeente')));
  await perform(workplace.door, operator('toets'), recordProfile, concern, { files, from: null });
  ada = await setUp(workplace, 'Ada Berg', 'ada@veld.test');
  bas = await setUp(workplace, 'Bas Idrissi', 'bas@veld.test');
  pia = await setUp(workplace, 'Pia Roos', 'pia@veld.test');
  await appointed(workplace, ada.person, 'functional-administrator');
  await appointed(workplace, bas.person, 'functional-administrator');
});
afterAll(() => workplace.close());

const [year = '', month = '', day = ''] = today().split('-');
const typedToday = `${Number(day)}-${Number(month)}-${year}`;

/** The form as the page shows it, with other months for some kinds. */
function form(months: Readonly<Record<string, string>> = {}): Record<string, string> {
  const terms = retentionOf(profileFromFiles(files, null));
  return {
    ...Object.fromEntries(
      retentionKinds.flatMap((kind) => [
        [`termijn-${kind}`, months[kind] ?? String(terms[kind].months)],
        [`bron-${kind}`, terms[kind].source],
      ]),
    ),
    vanaf: typedToday,
    reden: 'Besluit 12',
  };
}

async function shown(who: TestAccount): Promise<TestAccount> {
  await asOwner(workplace, 'update account_secret set totp_step = null');
  await who.browser.post('/bevestigen', {
    wachtwoord: who.password,
    code: codeOf(who.seed),
    naar: '/voorstellen',
  });
  return who;
}

async function proposed(who: TestAccount, months: Readonly<Record<string, string>>) {
  await shown(who);
  return who.browser.post(path, { ...form(months), stap: 'voorstellen' });
}

async function decided(who: TestAccount, besluit: string) {
  await shown(who);
  const [open] = await asOwner(
    workplace,
    `select id, payload_hash as hash from proposal where kind = 'retention' and outcome is null`,
  );
  return who.browser.post('/voorstellen/instellingen', {
    soort: 'bewaartermijnen',
    voorstel: String(open?.['id']),
    versie: String(open?.['hash']),
    besluit,
  });
}

const versions = async () =>
  (
    await asOwner(
      workplace,
      `select content from profile_version where withdrawn_at is null order by recorded_at`,
    )
  ).map(({ content }) => profileFromFiles(JSON.parse(String(content)), null));
const months = async () =>
  retentionOf((await versions()).at(-1) ?? (await Promise.reject(new Error('none'))));

test('The database knows the kinds, their least and their usual terms as the program does', async () => {
  expect(
    await asOwner(
      workplace,
      'select kind, least_months as least, usual_months as months from retention_kind order by kind',
    ),
  ).toEqual(
    retentionKinds
      .map((kind) => ({
        kind,
        least: retentionOfKind[kind].least,
        months: retentionOfKind[kind].usual.months,
      }))
      .toSorted((one, other) => (one.kind < other.kind ? -1 : 1)),
  );
});

test.each(['rijk', 'gemeente', 'klein', 'universiteit', 'agency'])(
  'The profile %s states a term and its source for every kind',
  async (key) => {
    const { retention } = await readProfile(join(profilesFolder, key));
    for (const kind of retentionKinds) expect(retention?.[kind]?.source, kind).toMatch(/\S/);
  },
);

test('A profile of before there were terms keeps what it said of names, and the usual terms', () => {
  const before = retentionOf({ namesKeptMonths: 12 });
  expect(before['names-of-who-left'].months).toBe(12);
  expect(before['security-incidents'].months).toBe(36);
});

describe('Retention terms', () => {
  test('are shown with what they run from and on what ground, in the settings', async () => {
    const page = (await ada.browser.get('/instellingen')).body;
    expect(page).toContain('Beveiligings- of datalek');
    expect(page).toContain('BIO2 5.28.01');
    expect(page).toContain(`href="${path}"`);
  });

  test('wait for a privacy officer to be there', async () => {
    const answer = await proposed(ada, { incidents: '36' });
    expect(answer.body).toContain('Er is geen privacy officer');
    await appointed(workplace, pia.person, 'privacy-officer');
  });

  test('are checked all at once, and what was typed stays', async () => {
    const wrong = await ada.browser.post(path, {
      ...form({ incidents: 'veel', 'security-incidents': '12', 'names-of-who-left': '3' }),
      'bron-gifts': '',
      vanaf: '31-2-2030',
      reden: '',
      stap: 'bekijken',
    });
    for (const field of [
      'termijn-incidents',
      'termijn-security-incidents',
      'termijn-names-of-who-left',
      'bron-gifts',
      'vanaf',
      'reden',
    ])
      expect(wrong.body).toContain(`id="${field}-fout"`);
    expect(wrong.body).toContain('value="veel"');
    const same = await ada.browser.post(path, { ...form(), stap: 'bekijken' });
    expect(same.body).toContain('Dit zijn de termijnen die al gelden');
  });

  test('show what changes before they are proposed', async () => {
    const preview = await ada.browser.post(path, { ...form({ incidents: '12' }), stap: 'bekijken' });
    expect(preview.body).toContain('2 jaar');
    expect(preview.body).toContain('1 jaar');
    expect(preview.body).toContain('Een kortere termijn');
  });

  test('that an administrator proposed another administrator does not approve; the privacy officer does', async () => {
    expect((await proposed(ada, { incidents: '36' })).location).toContain('bewaartermijnen-voorgesteld');
    const seen = (await bas.browser.get('/voorstellen')).body;
    expect(seen).toContain('Hierover beslist de privacy officer');
    expect(seen).not.toContain('value="bewaartermijnen"');
    expect((await pia.browser.get('/voorstellen')).body).toContain('value="bewaartermijnen"');
    const tried = await decided(bas, 'goed');
    expect(tried.body).toContain('laat die dit goedkeuren');
    expect((await months()).incidents.months).toBe(24);
    expect((await decided(pia, 'goed')).location).toContain('bewaartermijnen-goed');
    expect((await months()).incidents.months).toBe(36);
    const [before, after] = await versions();
    expect({ ...after, retention: null, files: null }).toEqual({ ...before, retention: null, files: null });
    const [version] = await asOwner(
      workplace,
      `select id from profile_version where recorded_by = $1 and withdrawn_at is null`,
      [pia.person],
    );
    const told = await ada.browser.get(`/instellingen/versies/${String(version?.['id'])}`);
    expect(told.body).toContain('Andere bewaartermijnen.');
  });

  test('that the privacy officer proposed an administrator approves', async () => {
    const page = (await pia.browser.get('/')).body;
    expect(page).toContain(`href="${path}"`);
    expect((await proposed(pia, { incidents: '48' })).location).toContain('bewaartermijnen-voorgesteld');
    expect((await decided(bas, 'goed')).location).toContain('bewaartermijnen-goed');
    expect((await months()).incidents.months).toBe(48);
  });

  test('come in by no folder at the command line', async () => {
    const now = (await versions()).at(-1);
    if (!now) throw new Error('There is no profile.');
    const others = withRetention(now.files, { ...retentionOf(now), gifts: { months: 12, source: 'zelf' } });
    await expect(
      perform(workplace.premises.door, personActor(ada.person, 'toets'), recordProfile, concern, {
        files: others,
        from: today(),
      }),
    ).rejects.toThrow('the privacy officer');
  });

  test('are refused by the database too, whatever the program forgets', async () => {
    const now = (await versions()).at(-1);
    if (!now) throw new Error('There is no profile.');
    const recorded = (who: TestAccount, content: string) =>
      asRuntime(
        workplace,
        `begin; select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true),
           set_config('app.actor', '${who.person}', true), set_config('app.person', '${who.person}', true);
         insert into profile_version (id, profile, content, sha256, valid_from, recorded_at)
         values (gen_random_uuid(), 'gemeente', $q$${content}$q$, 'x', '${today()}', clock_timestamp()); commit`,
      );
    const others = withRetention(now.files, { ...retentionOf(now), gifts: { months: 12, source: 'zelf' } });
    await expect(recorded(ada, JSON.stringify(others))).rejects.toThrow('another has to approve');
    await expect(recorded(pia, JSON.stringify(others))).rejects.toThrow('another has to approve');
    // The privacy officer records nothing else.
    await expect(recorded(pia, JSON.stringify({ ...now.files, 'statement.json': {} }))).rejects.toThrow(
      'may not record',
    );
    const short = withRetention(now.files, {
      ...retentionOf(now),
      'security-incidents': { months: 3, source: 'kort' },
    });
    await expect(recorded(ada, JSON.stringify(short))).rejects.toThrow('shorter than it may be');
    const approve = (who: TestAccount) =>
      asRuntime(
        workplace,
        `begin; select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true),
           set_config('app.actor', '${who.person}', true), set_config('app.person', '${who.person}', true);
         update proposal set outcome = 'approved', decided_by = '${who.person}', decided_at = now()
         where kind = 'retention' and outcome is null; commit`,
      );
    await proposed(ada, { incidents: '60' });
    await asOwner(
      workplace,
      `update proposal set payload = jsonb_set(payload, '{was,incidents,months}', '48') where kind = 'retention' and outcome is null`,
    );
    await expect(approve(bas)).rejects.toThrow(/another role/);
  });
});
