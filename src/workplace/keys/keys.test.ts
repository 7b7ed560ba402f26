import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  givenOn,
  madeVault,
  signatureOf,
  signs,
  type TestVault,
  withVault,
} from '../../../tests/makers/workplace/vaults.ts';
import {
  appointed,
  asOwner,
  asPerson,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { prepareLists } from '../../organisation/keys/drafts.ts';
import { pinOf, pinRoot } from '../../organisation/keys/pins.ts';
import { signDocument } from '../../platform/encryption/documents/documents.ts';
import { daysAfter } from '../../platform/encryption/documents/lists.ts';
import { unlockVault } from '../../platform/encryption/unlock.ts';

/* Who has which key: vaults, the ceremony of the officers, lists, and what somebody may try who should not. */

let workplace: TestWorkplace;
let ada: TestAccount;
let bea: TestVault;
let cor: TestVault;
let dik: TestVault;
let eve: TestAccount;

const pins = () => workplace.pinFile;

beforeAll(async () => {
  workplace = await openWorkplace();
  ada = await setUp(workplace, 'Ada Bos', 'ada@veld.test');
  await appointed(workplace, ada.person, 'functional-administrator');
  eve = await setUp(workplace, 'Eve Stam', 'eve@veld.test');
  await appointed(workplace, eve.person, 'coordinator');
  const people: TestVault[] = [];
  for (const [name, role] of [
    ['Bea Klomp', 'central-coordinator'],
    ['Cor Duin', 'coordinator'],
    ['Dik Vos', 'auditor'],
  ] as const) {
    const account = await setUp(workplace, name, `${name.slice(0, 3).toLowerCase()}@veld.test`);
    await appointed(workplace, account.person, role);
    people.push(await withVault(account));
  }
  [bea, cor, dik] = people as [TestVault, TestVault, TestVault];
});
afterAll(async () => {
  await workplace.close();
});

const rootForm = () => ({
  beheerders: [bea.person, cor.person, dik.person],
  tekenen: '2',
  openen: '2',
});

describe('The key ceremony', () => {
  test('is prepared by the functional administrator, signed by all, and holds once it is pinned', async () => {
    const prepared = await ada.browser.post('/sleutels/beheerders', rootForm());
    expect(prepared.location).toBe('/sleutels?gedaan=klaargezet');
    expect(await signs(bea)).toBe('/sleutels?gedaan=getekend');
    expect(await signs(cor)).toBe('/sleutels?gedaan=getekend');
    expect(await signs(dik)).toBe('/sleutels?gedaan=compleet');
    // Nobody takes the next step on a root that does not count yet.
    expect((await bea.account.browser.get('/sleutels/beheerders')).body).toContain(
      'hun vingerafdruk staat nog niet op de server',
    );
    const [root] = await asOwner(
      workplace,
      `select version, encode(hash, 'hex') as hash, (select id from key_organisation) as org from key_root`,
    );
    expect(root?.['version']).toBe(1);
    expect((await bea.account.browser.get('/sleutels')).body).toContain(
      'hun vingerafdruk staat nog niet op de server',
    );
    await pinRoot(pins(), String(root?.['org']), String(root?.['hash']));
    expect((await bea.account.browser.get('/sleutels')).body).toContain(
      'nog niet getekend wie meldingen ontvangen',
    );
  });

  test('is prepared by nobody else, and not twice at once', async () => {
    for (const browser of [cor.account.browser, eve.browser]) {
      expect((await browser.get('/sleutels/beheerders')).status).toBe(
        cor.account.browser === browser ? 200 : 404,
      );
    }
    expect((await eve.browser.post('/sleutels/beheerders', rootForm())).status).toBe(404);
    // From the first root on its officers prepare the next; the administrator does no more.
    expect((await ada.browser.get('/sleutels/beheerders')).status).toBe(404);
    expect((await bea.account.browser.post('/sleutels/beheerders', rootForm())).location).toContain(
      'klaargezet',
    );
    const again = await cor.account.browser.post('/sleutels/beheerders', rootForm());
    expect([again.status, again.body.includes('Er wacht al een concept')]).toEqual([409, true]);
    await dropped(bea);
  });

  test('asks for three officers at least, and thresholds that leave a way', async () => {
    const tried = async (form: Record<string, string | string[]>) =>
      (await bea.account.browser.post('/sleutels/beheerders', { ...rootForm(), ...form })).body;
    expect(await tried({ beheerders: [bea.person, cor.person] })).toContain('Kies drie tot zeven mensen');
    expect(await tried({ openen: '3' })).toContain('één minder dan het aantal beheerders');
    expect(await tried({ tekenen: '4' })).toContain('tot en met het aantal beheerders');
    expect(await tried({ tekenen: 'twee' })).toContain('tot en met het aantal beheerders');
    expect(await tried({ beheerders: [bea.person, cor.person, crypto.randomUUID()] })).toContain(
      'Kies drie tot zeven mensen',
    );
  });
});

const today = new Date().toISOString().slice(0, 10);
const later = (days: number): string => {
  const [year, month, day] = daysAfter(today, days).split('-');
  return `${day}-${month}-${year}`;
};

const listForm = (more: Record<string, string> = {}) => ({
  [`persoon-${bea.person}`]: 'central-coordinator manage receives',
  [`persoon-${cor.person}`]: 'coordinator manage receives',
  geldig: later(300),
  ...more,
});

async function dropped({ account: { browser } }: TestVault): Promise<void> {
  const [row] = await asOwner(workplace, 'select id from key_draft where outcome is null');
  const { location } = await browser.post('/sleutels/tekenen/intrekken', { concept: String(row?.['id']) });
  expect(location).toBe('/sleutels?gedaan=ingetrokken');
}

describe('The lists of who receives and who reads', () => {
  test('are signed by as many officers as the root says, both at once, and open the channel', async () => {
    expect((await dik.account.browser.post('/sleutels/lijsten', listForm())).location).toContain(
      'klaargezet',
    );
    expect(await signs(dik)).toBe('/sleutels?gedaan=getekend');
    expect(await signs(bea)).toBe('/sleutels?gedaan=compleet');
    const rows = await asOwner(workplace, `select name, version from key_list order by name`);
    expect(rows).toEqual([
      { name: 'intake', version: 1 },
      { name: 'people', version: 1 },
    ]);
    expect((await eve.browser.get('/sleutels')).body).toContain('De sleutels zijn in orde');
  });

  test('name two who receive, hold 400 days at most, and give nobody a role that they do not have', async () => {
    const tried = async (form: Record<string, string>) =>
      (await dik.account.browser.post('/sleutels/lijsten', listForm(form))).body;
    expect(await tried({ [`persoon-${cor.person}`]: '' })).toContain(
      'minstens twee mensen die meldingen ontvangen',
    );
    expect(await tried({ geldig: later(401) })).toContain('hoogstens 400 dagen vooruit');
    expect(await tried({ geldig: later(-1) })).toContain('Vul een dag in de toekomst in');
    expect(await tried({ geldig: '31-02-2027' })).toContain('Vul een dag in de toekomst in');
    expect(await tried({ [`persoon-${cor.person}`]: 'investigator manage receives' })).toContain(
      'Kies een van de mogelijkheden',
    );
  });

  test('hold a thousand people, as many as the protocol lets, and no more', () => {
    const listed = (count: number) =>
      prepareLists.input.safeParse({
        until: '2027-12-01',
        entries: Array.from({ length: count }, () => ({
          ...{ person: crypto.randomUUID(), as: 'coordinator', rights: 'read', receives: false },
        })),
      }).success;
    expect([listed(1_000), listed(1_001)]).toEqual([true, false]);
  });

  test('show what changes, and are looked at by the auditor too, who is not asked to sign', async () => {
    await dik.account.browser.post(
      '/sleutels/lijsten',
      listForm({ [`persoon-${dik.person}`]: 'auditor read' }),
    );
    const { body } = await cor.account.browser.get('/sleutels/tekenen');
    expect(body).toMatch(/Dik Vos \(auditor\).*komt erbij/);
    await dropped(cor);
  });

  test('that ended, or that somebody changed in the database, close the channel', async () => {
    const page = async () => (await eve.browser.get('/sleutels')).body;
    const [list] = await asOwner(workplace, `select doc, sigs from key_list where name = 'people'`);
    const changed = async (doc: string) =>
      asOwner(workplace, `update key_list set doc = $1 where name = 'people'`, [doc]);
    await changed(String(list?.['doc']).replace('"manage","read"', '"read"'));
    expect(await page()).toContain('niet zoals de sleutelbeheerders ze tekenden');
    await changed(String(list?.['doc']));
    expect(await page()).toContain('De sleutels zijn in orde');
  });

  test('are not those of a root that somebody put into the database', async () => {
    const [row] = await asOwner(workplace, `select id as org from key_organisation`);
    const pinned = await pinOf(pins(), String(row?.['org']));
    await pinRoot(pins(), String(row?.['org']), 'a'.repeat(64));
    const { body } = await bea.account.browser.get('/sleutels');
    expect(body).toContain('niet die van de vastgezette vingerafdruk');
    expect((await bea.account.browser.get('/sleutels/lijsten')).body).toContain(
      'Vertrouw deze sleutels niet',
    );
    await pinRoot(pins(), String(row?.['org']), String(pinned));
  });
});

describe('A signature', () => {
  test('of another text, of another person, or given before, is not taken', async () => {
    await dik.account.browser.post('/sleutels/lijsten', listForm());
    const good = await signatureOf(dik);
    const { signatures } = await signatureOf(bea);
    const refused = async (by: TestVault, sent: object) =>
      (await by.account.browser.postJson('/sleutels/tekenen', sent)).status;
    expect(await refused(dik, { ...good, signatures })).toBe(403);
    expect(await refused(bea, good)).toBe(403);
    const exchanged = { intake: good.signatures['people'], people: good.signatures['intake'] };
    expect(await refused(dik, { ...good, signatures: exchanged })).toBe(403);
    expect(await refused(dik, { ...good, draft: crypto.randomUUID() })).toBe(403);
    expect(
      await asOwner(
        workplace,
        'select from key_signature s join key_draft d on d.id = s.draft_id where d.outcome is null',
      ),
    ).toEqual([]);
    expect(await refused(dik, { ...good, state: { after: 0, head: 'aa' } })).toBe(400);
    expect(await refused(dik, good)).toBe(200);
    expect(await refused(dik, good)).toBe(403);
    expect(
      await asOwner(workplace, `select version from key_list where name = 'people' and version > 1`),
    ).toEqual([]);
  });

  test('that comes after 72 hours is for nothing', async () => {
    await asOwner(
      workplace,
      `update key_draft set made_at = now() - interval '73 hours' where outcome is null`,
    );
    expect((await bea.account.browser.get('/sleutels/tekenen')).status).toBe(404);
    expect((await dik.account.browser.post('/sleutels/lijsten', listForm())).location).toContain(
      'klaargezet',
    );
    await dropped(dik);
  });

  test('is asked of nobody who is not an officer', async () => {
    await dik.account.browser.post('/sleutels/lijsten', listForm());
    const [draft] = await asOwner(workplace, 'select id from key_draft where outcome is null');
    expect((await eve.browser.get('/sleutels/tekenen')).status).toBe(404);
    const sent = {
      draft: draft?.['id'],
      signatures: { root: 'a'.repeat(128) },
      state: { after: 0, head: 'aa'.repeat(2101) },
    };
    expect((await eve.browser.postJson('/sleutels/tekenen', sent)).status).toBe(403);
    await dropped(dik);
  });
});

test('Words in the address that the page does not know are passed by', async () => {
  for (const word of ['constructor', '__proto__', 'toString', 'x'])
    expect((await eve.browser.get(`/sleutels?gedaan=${word}`)).status).toBe(200);
});

describe('A vault', () => {
  test('keeps two ways to unlock it, of which one is a printed code', async () => {
    const given = givenOn((await eve.browser.get('/sleutels/kluis')).body) as Parameters<typeof madeVault>[0];
    const { sent } = await madeVault(given);
    const [first] = sent.slots;
    const tried = async (slots: object[]) =>
      (await eve.browser.postJson('/sleutels/kluis', { ...sent, slots })).status;
    expect(await tried([{ ...first }])).toBe(400);
    expect(await tried(sent.slots.map((slot) => ({ ...slot, type: 'pass' })))).toBe(403);
    expect(await asOwner(workplace, 'select from key_vault where person_id = $1', [eve.person])).toEqual([]);
  });

  test('is taken along by its owner, sealed as it is', async () => {
    const taken = await dik.account.browser.get('/sleutels/kluis/bestand');
    expect(taken.headers.get('content-disposition')).toBe('attachment; filename="kluis-1.json"');
    const vault = JSON.parse(taken.body);
    expect(vault).toMatchObject({ for: 'daglicht vault', person: dik.person, key: dik.keys.key });
    expect((await unlockVault(vault, String(dik.codes[0])))?.key).toBe(dik.keys.key);
    expect(await unlockVault(vault, String(bea.codes[0]))).toBe(null);
    expect((await eve.browser.get('/sleutels/kluis/bestand')).status).toBe(404);
  });

  test('has sound keys, which nobody else has', async () => {
    const given = givenOn((await eve.browser.get('/sleutels/kluis')).body) as Parameters<typeof madeVault>[0];
    const { sent } = await madeVault(given);
    const tried = async (more: object) =>
      (await eve.browser.postJson('/sleutels/kluis', { ...sent, ...more })).status;
    expect(await tried({ kem: `ffff${sent.kem.slice(4)}` })).toBe(403);
    expect(await tried({ sign: '00'.repeat(32) })).toBe(403);
    const taken = await madeVault(given, bea.secret);
    expect((await eve.browser.postJson('/sleutels/kluis', taken.sent)).status).toBe(403);
    expect(await tried({ person: bea.person })).toBe(403);
    expect(await tried({ version: 2 })).toBe(403);
  });

  test('is made anew as the next version, and signs only when the officers say so', async () => {
    const again = await withVault(cor.account);
    expect(again.person).toBe(cor.person);
    expect((await dik.account.browser.post('/sleutels/lijsten', listForm())).location).toContain(
      'klaargezet',
    );
    // The root names the earlier keys: with the new ones nobody signs, and the page says so.
    const { body } = await cor.account.browser.get('/sleutels/tekenen');
    expect(body).toContain('U kunt dit niet tekenen met uw nieuwe kluis');
    const [draft] = await asOwner(
      workplace,
      'select id, intake_doc as intake, people_doc as people from key_draft where outcome is null',
    );
    const signed = async (by: TestVault) => {
      const [intake, people] = await Promise.all(
        ['intake', 'people'].map((name) => signDocument('list', String(draft?.[name]), by.keys)),
      );
      const { said } = await cor.account.browser.postJson('/sleutels/tekenen', {
        draft: draft?.['id'],
        signatures: { intake: intake?.sig, people: people?.sig },
        state: { after: 0, head: 'aa'.repeat(2101) },
      });
      return said.onTo ?? said.message;
    };
    expect(await signed({ ...again, account: cor.account })).toContain('niet vastgelegd');
    expect(await signed(cor)).toBe('/sleutels?gedaan=getekend');
    await dropped(dik);
    cor = again;
  });
});

describe('Other key officers', () => {
  test('are signed by those of before and by newcomers; the lists of before are true, and signed anew', async () => {
    const prepared = await bea.account.browser.post('/sleutels/beheerders', rootForm());
    expect(prepared.location).toBe('/sleutels?gedaan=klaargezet');
    for (const one of [bea, dik]) expect(await signs(one)).toBe('/sleutels?gedaan=getekend');
    expect(await signs(cor)).toBe('/sleutels?gedaan=compleet');
    const page = async () => (await eve.browser.get('/sleutels')).body;
    const told = await page();
    expect(told).toContain('Er zijn andere sleutelbeheerders sinds de lijsten zijn getekend');
    expect(told).not.toContain('Vertrouw ze niet');
    await asOwner(workplace, `update key_list set doc = replace(doc, '"manage","read"', '"read"')`);
    expect(await page()).toContain('niet zoals de sleutelbeheerders ze tekenden');
    await asOwner(workplace, `update key_list set doc = replace(doc, '["read"]', '["manage","read"]')`);
    expect((await bea.account.browser.post('/sleutels/lijsten', listForm())).location).toContain(
      'klaargezet',
    );
    expect(await signs(dik)).toBe('/sleutels?gedaan=getekend');
    expect(await signs(cor)).toBe('/sleutels?gedaan=compleet');
    expect(await page()).toContain('De sleutels zijn in orde');
  });

  test('and what they prepare are withdrawn by nobody who is not one of them', async () => {
    await bea.account.browser.post('/sleutels/lijsten', listForm());
    const [draft] = await asOwner(workplace, 'select id from key_draft where outcome is null');
    const looked = await ada.browser.get('/sleutels/tekenen');
    expect([looked.status, looked.body.includes('Concept intrekken')]).toEqual([200, false]);
    const tried = await ada.browser.post('/sleutels/tekenen/intrekken', { concept: String(draft?.['id']) });
    expect((await ada.browser.get(String(tried.location))).body).toContain('Er is niets ingetrokken');
    expect(await asOwner(workplace, 'select id from key_draft where outcome is null')).toEqual([draft]);
    await dropped(dik);
  });
});

describe('Whatever the program forgets, the database', () => {
  const refused = (who: TestAccount, statement: string, values: readonly unknown[] = []) =>
    expect(asPerson(workplace, who, [[statement, values]])).rejects.toThrow(
      /row-level security|check|denied|next version/,
    );

  test('shows what opens a vault to its owner alone', async () => {
    const count = async (who: TestAccount, table: string) =>
      (await asPerson(workplace, who, [[`select count(*)::int as n from ${table}`]]))[0]?.['n'];
    expect(await count(eve, 'key_slot')).toBe(0);
    expect(await count(dik.account, 'key_slot')).toBe(2);
    expect(await count(eve, 'key_draft')).toBe(0);
    expect(await count(eve, 'key_signature')).toBe(0);
    expect(await asPerson(workplace, eve, [['select * from key_holders()']])).toEqual([]);
  });

  test('lets nobody make a vault or a way for another', async () => {
    await refused(
      eve,
      `insert into key_vault (person_id, version, key_hash, kem, sign)
       values ($1, 3, decode(repeat('ab', 32), 'hex'), decode(repeat('ab', 1216), 'hex'), decode(repeat('ab', 32), 'hex'))`,
      [bea.account.person],
    );
    await refused(
      eve,
      `insert into key_slot (id, person_id, version, kind, salt, box)
       values (gen_random_uuid(), $1, 1, 'code', decode(repeat('ab', 32), 'hex'), decode(repeat('ab', 60), 'hex'))`,
      [bea.account.person],
    );
  });

  test('records no root and no list that two did not sign', async () => {
    await refused(
      bea.account,
      `insert into key_root (version, hash, doc, sigs) values (2, decode(repeat('ab', 32), 'hex'), '{}', '[]')`,
    );
    await refused(
      bea.account,
      `insert into key_list (name, version, root_version, hash, valid_from, valid_until, doc, sigs)
       values ('people', 9, 1, decode(repeat('ab', 32), 'hex'), today(), today(), '{}', '[]')`,
    );
    await refused(eve, `insert into key_draft (id, kind, root_doc) values (gen_random_uuid(), 'root', '{}')`);
    await refused(ada, `insert into key_draft (id, kind, root_doc) values (gen_random_uuid(), 'root', '{}')`);
  });

  test('changes nothing that was recorded', async () => {
    for (const table of ['key_root', 'key_list', 'key_vault', 'key_signature', 'key_officer'])
      await refused(bea.account, `delete from ${table}`);
    await refused(bea.account, `update key_list set doc = '{}'`);
    await refused(bea.account, `update key_vault set sign = sign`);
  });
});
