import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDescribedWorkplace } from '../../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  asRuntime,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../../tests/makers/workplace/workplace.ts';
import { newId } from '../../../platform/database/new-id.ts';

/* Many records corrected at once, by the central coordinator and by the coordinator of a unit. */

let workplace: TestWorkplace;
let anna: TestAccount;
let bram: TestAccount;
let cor: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  bram = await setUp(workplace, 'Bram Centraal', 'bram@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, bram.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
});
afterAll(() => workplace.close());

const list = '/registers/incidenten';
const place = (record: string) => `${list}/${record}`;
const report = {
  category: 'a',
  kind: '',
  unit: 'PBW',
  description: 'Er is iets gezien bij de poort.',
  occurred: '',
  received: '3-3-2025',
  klopt: '',
  doe: '',
};
type Form = Readonly<Record<string, string>>;

async function added(given: Form = {}): Promise<string> {
  const record = newId();
  const answer = await anna.browser.post(`${list}/nieuw`, { ...report, ...given, versie: record });
  if (answer.location !== `${place(record)}?gedaan=toegevoegd`)
    throw new Error(`Not added: ${answer.status} ${answer.body}`);
  return record;
}

const versions = (record: string) =>
  asOwner(
    workplace,
    `select version_id, unit, description, category, kind, change_reason, recorded_by, withdrawn_at is null as stands
     from incident where incident_id = $1 order by recorded_at, withdrawn_at nulls last`,
    [record],
  );
const standing = async (record: string) => (await versions(record)).find(({ stands }) => stands === true);

/** Chooses records in the list; answers the address of the set. */
async function chosen(records: readonly string[], { browser }: TestAccount = anna): Promise<string> {
  const answer = await browser.post(`${list}/samen`, { kies: records, doe: 'gekozen' });
  if (answer.status !== 303 || !answer.location?.startsWith(`${list}/samen/`))
    throw new Error(`Not chosen: ${answer.status} ${answer.location} ${answer.body}`);
  return answer.location;
}

/** Chooses records and says what they become; answers the address of the preview. */
async function previewed(
  records: readonly string[],
  given: Form = { category: 'c' },
  who: TestAccount = anna,
): Promise<string> {
  const set = await chosen(records, who);
  const [veld = ''] = Object.keys(given);
  expect((await who.browser.post(set, { stap: 'veld', veld })).location).toBe(`${set}?veld=${veld}`);
  const said = await who.browser.post(`${set}?veld=${veld}`, { stap: 'waarde', veld, ...given });
  if (said.location !== set) throw new Error(`Not said: ${said.status} ${said.body}`);
  return set;
}

const apply = (set: string, reden = 'Verkeerd ingedeeld.', { browser }: TestAccount = anna) =>
  browser.post(set, { stap: 'wijzigen', reden });
const undo = (set: string, { browser }: TestAccount = anna) => browser.post(set, { stap: 'ongedaan' });

/** SQL as a person, as a fault in the program could send it. */
const asPerson = ({ person }: TestAccount, statement: string) =>
  asRuntime(
    workplace,
    `begin; select set_config('app.actor_kind', 'person', true), set_config('app.person', '${person}', true);
     set local role daglicht_person; ${statement}; commit`,
  );
const idOf = (set: string) => set.split('/').at(-1) ?? '';

describe('Records that are ticked in the list', () => {
  test('get another value together, after a preview and with a reason, each with its own history', async () => {
    const [one, other, third] = [await added(), await added({ category: 'b' }), await added()];
    const set = await previewed([one, other]);
    const preview = (await anna.browser.get(set)).body;
    expect(preview).toContain('Er is nog niets gewijzigd.');
    expect(preview).toContain('2 registraties wijzigen');
    expect(preview).toContain(`href="${place(one)}"`);
    expect(preview).not.toContain(place(third));
    const asked = await apply(set, ' ');
    expect(asked.status).toBe(400);
    expect(asked.body).toContain('Schrijf waarom.');
    expect((await apply(set)).location).toBe(set);
    const done = (await anna.browser.get(set)).body;
    expect(done).toContain('<h1>2 registraties gewijzigd</h1>');
    for (const record of [one, other]) {
      const all = await versions(record);
      expect(all).toHaveLength(2);
      expect(await standing(record)).toMatchObject({
        category: 'c',
        description: report.description,
        change_reason: 'Verkeerd ingedeeld.',
        recorded_by: anna.person,
      });
    }
    expect(await versions(third)).toHaveLength(1);
    const history = (await anna.browser.get(`${place(one)}/geschiedenis`)).body;
    expect(history).toContain('Reden: Verkeerd ingedeeld.');
    expect(history).toContain('Anna Centraal');
    const [trail] = await asOwner(
      workplace,
      `select details, outcome from audit_entry where action = 'incidents.change-set' and outcome = 'done' order by at desc limit 1`,
    );
    expect(trail?.['details']).toMatchObject({ set: idOf(set), field: 'category', rows: 2 });
  });

  test('are none before one is ticked, and all of a page can be', async () => {
    await added();
    const answer = await anna.browser.post(`${list}/samen?category=a`, { doe: 'gekozen' });
    const back = await anna.browser.get(answer.location ?? '');
    expect(back.status).toBe(400);
    expect(back.body).toContain('<a href="#kies">Kies eerst een of meer registraties.</a>');
    expect(back.body).toContain('id="kies"');
    expect((await anna.browser.get(`${list}?kies=pagina`)).body).toMatch(/name="kies"[^>]*checked/);
    expect((await anna.browser.get(list)).body).not.toMatch(/name="kies"[^>]*checked/);
  });

  test('are changed once, however often it is sent, and the result stays at its address', async () => {
    const record = await added();
    const set = await previewed([record]);
    const sent = await Promise.all([apply(set), apply(set)]);
    expect(sent.map(({ location }) => location)).toEqual([set, set]);
    await apply(set, 'Nog eens.');
    expect(await versions(record)).toHaveLength(2);
    for (const _time of [1, 2])
      expect((await anna.browser.get(set)).body).toContain('1 registratie gewijzigd');
  });

  test('that say so already, or are taken out, stay as they are', async () => {
    const [same, out, changes] = [await added({ category: 'c' }), await added(), await added()];
    const set = await previewed([same, out, changes]);
    await anna.browser.post(set, { stap: 'weglaten', weg: [out], reden: 'Half getypt' });
    const preview = (await anna.browser.get(set)).body;
    expect(preview).toContain('1 registratie wijzigen');
    expect(preview).toContain('Half getypt');
    expect(preview).toContain('Staat al zo in het register');
    expect((await anna.browser.get(`${set}?toon=left-out`)).body).toContain(place(out));
    await anna.browser.post(set, { stap: 'meenemen', terug: [out], reden: '' });
    expect((await anna.browser.get(set)).body).toContain('2 registraties wijzigen');
    await anna.browser.post(set, { stap: 'weglaten', weg: [out], reden: '' });
    await apply(set);
    expect((await anna.browser.get(set)).body).toContain('Door u weggelaten');
    expect(
      [await versions(same), await versions(out), await versions(changes)].map((all) => all.length),
    ).toEqual([1, 1, 2]);
  });
});

describe('All of a list', () => {
  test('is what its filter shows, and nothing else', async () => {
    const [found, elsewhere] = [await added({ unit: 'DKL' }), await added()];
    const answer = await anna.browser.post(`${list}/samen?unit=DKL`, { doe: 'alle' });
    const set = answer.location ?? '';
    await anna.browser.post(`${set}?veld=unit`, { stap: 'waarde', veld: 'unit', unit: 'RDL' });
    await apply(set);
    expect(await standing(found)).toMatchObject({ unit: 'RDL' });
    expect(await versions(elsewhere)).toHaveLength(1);
  });

  test('becomes no value that is not offered, and no field that is changed one by one', async () => {
    const set = await chosen([await added()]);
    const wrong = await anna.browser.post(`${set}?veld=category`, {
      stap: 'waarde',
      veld: 'category',
      category: 'zzz',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain('Kies een van de mogelijkheden');
    for (const veld of ['description', 'closed', 'reference', 'nergens'])
      expect((await anna.browser.post(set, { stap: 'veld', veld })).status).toBe(400);
    expect((await anna.browser.get(set)).body).not.toContain('>Omschrijving<');
  });

  test('what becomes doubtful by it stands as a doubt, and one that is over goes', async () => {
    const record = await added();
    const flags = async () =>
      (
        await asOwner(
          workplace,
          'select kind from record_flag where record_id = $1 and withdrawn_at is null',
          [record],
        )
      ).map(({ kind }) => kind);
    await apply(await previewed([record], { protectionGranted: 'ja' }));
    expect(await flags()).toEqual(['protection-granted-unasked']);
    expect((await anna.browser.get(place(record))).body).toContain('1 twijfel');
    const asked = await previewed([record], { protectionRequested: 'ja' });
    await apply(asked);
    expect(await flags()).toEqual([]);
    await undo(asked);
    expect(await flags()).toEqual(['protection-granted-unasked']);
  });
});

describe('Two people', () => {
  test('keep what one changed between the preview and the change of the other', async () => {
    const [quiet, busy] = [await added(), await added()];
    const set = await previewed([quiet, busy]);
    const other = await previewed([busy], { category: 'b' }, bram);
    await apply(other, 'Bram weet het beter.', bram);
    expect((await anna.browser.get(set)).body).toContain('Gewijzigd sinds het voorbeeld');
    await apply(set);
    const done = (await anna.browser.get(set)).body;
    expect(done).toContain('1 registratie gewijzigd');
    expect(done).toContain('Gewijzigd sinds het voorbeeld');
    expect(await standing(busy)).toMatchObject({ category: 'b' });
    expect(await standing(quiet)).toMatchObject({ category: 'c' });
  });

  test('undoing puts back what nobody changed since, and names what it left', async () => {
    const [quiet, busy] = [await added(), await added()];
    const set = await previewed([quiet, busy]);
    await apply(set);
    expect((await anna.browser.get(set)).body).toContain('2 registraties terugzetten');
    const other = await previewed([busy], { category: 'b' }, bram);
    await apply(other, 'Bram weet het beter.', bram);
    expect((await anna.browser.get(set)).body).toContain('1 registratie terugzetten');
    await Promise.all([undo(set), undo(set)]);
    const done = (await anna.browser.get(set)).body;
    expect(done).toContain('Ongedaan gemaakt: 1 registratie teruggezet');
    expect(done).toContain(`href="${place(busy)}"`);
    expect(done).not.toContain(`href="${place(quiet)}"`);
    expect(await versions(quiet)).toHaveLength(3);
    expect(await standing(quiet)).toMatchObject({
      category: 'a',
      change_reason: 'Ongedaan gemaakt. De reden was: Verkeerd ingedeeld.',
    });
    expect(await standing(busy)).toMatchObject({ category: 'b' });
  });

  test('what is older than thirty days is not undone', async () => {
    const record = await added();
    const set = await previewed([record]);
    await apply(set);
    await asOwner(workplace, `update change_set set recorded_at = now() - interval '31 days' where id = $1`, [
      idOf(set),
    ]);
    expect((await undo(set)).status).toBe(404);
    expect(await versions(record)).toHaveLength(2);
    await chosen([record]);
    expect(await asOwner(workplace, 'select from change_set where id = $1', [idOf(set)])).toEqual([]);
  });
});

describe('Whose they are', () => {
  test('a record that left the reach of who chose it is left out, and that is said without its name', async () => {
    const [own, moved] = [await added(), await added()];
    const set = await previewed([own, moved], { category: 'c' }, cor);
    const away = await previewed([moved], { unit: 'RDL' });
    await apply(away);
    const preview = (await cor.browser.get(set)).body;
    expect(preview).toContain('1 registratie wijzigen');
    expect(preview).toContain('Is ingetrokken, of is niet meer van u');
    expect(preview).not.toContain(moved);
    await apply(set, 'Verkeerd ingedeeld.', cor);
    expect(await standing(own)).toMatchObject({ category: 'c', recorded_by: cor.person });
    expect(await standing(moved)).toMatchObject({ category: 'a', unit: 'RDL' });
  });

  test('a coordinator chooses, and gives, no more than the own unit', async () => {
    const [own, other] = [await added(), await added({ unit: 'RDL' })];
    const set = await previewed([own, other], { category: 'c' }, cor);
    expect((await cor.browser.get(set)).body).toContain('1 registratie wijzigen');
    expect((await cor.browser.get(set)).body).not.toContain(other);
    const given = await cor.browser.post(`${set}?veld=unit`, { stap: 'waarde', veld: 'unit', unit: 'RDL' });
    expect(given.status).toBe(400);
    await apply(set, 'Mijn onderdeel.', cor);
    expect(await versions(other)).toHaveLength(1);
  });

  test('who is excluded from a record finds it in no set, preview or number', async () => {
    const [seen, hidden] = [await added(), await added()];
    const set = await previewed([seen, hidden]);
    await asOwner(
      workplace,
      `insert into record_exclusion (id, table_name, record_id, person_id, with_chain, reason, excluded_by)
       values ($1, 'incident', $2, $3, false, 'belang', 'toets')`,
      [newId(), hidden, anna.person],
    );
    const preview = (await anna.browser.get(set)).body;
    expect(preview).toContain('1 registratie wijzigen');
    expect(preview).not.toContain(hidden);
    expect(preview).not.toContain('Wat niet wijzigt');
    await apply(set);
    const done = (await anna.browser.get(set)).body;
    expect(done).toContain('1 registratie gewijzigd');
    expect(done).not.toContain('Wat niet wijzigt');
    expect(await versions(hidden)).toHaveLength(1);
    expect((await anna.browser.post(`${list}/samen`, { kies: [hidden], doe: 'gekozen' })).location).toContain(
      'samen=leeg',
    );
  });

  test('the set of somebody else is not there, whatever form or SQL is sent', async () => {
    const record = await added();
    const set = await previewed([record]);
    const id = idOf(set);
    expect((await bram.browser.get(set)).status).toBe(404);
    for (const stap of ['wijzigen', 'weglaten', 'ongedaan', 'veld'])
      expect((await bram.browser.post(set, { stap, reden: 'Kaping.' })).status).toBe(404);
    await asPerson(
      bram,
      `do $$ begin if exists (select from change_set where id = '${id}') or exists (select from change_set_row where set_id = '${id}')
       then raise exception 'seen'; end if; end $$`,
    );
    await asPerson(bram, `update change_set set reason = 'kaping', applied_at = now() where id = '${id}'`);
    await expect(
      asPerson(
        bram,
        `insert into change_set_row (set_id, record_id, base_version) values ('${id}', '${newId()}', '${newId()}')`,
      ),
    ).rejects.toThrow('row-level security');
    await expect(
      asPerson(
        bram,
        `insert into change_set (id, person_id, register) values ('${newId()}', '${anna.person}', 'incidents')`,
      ),
    ).rejects.toThrow('row-level security');
    await expect(asPerson(bram, `delete from change_set where id = '${id}'`)).rejects.toThrow(
      'permission denied',
    );
    expect(await versions(record)).toHaveLength(1);
    expect((await anna.browser.get(set)).body).toContain('1 registratie wijzigen');
  });

  test('a forged row in an own set changes no record that is not reached', async () => {
    const [own, other] = [await added(), await added({ unit: 'RDL' })];
    const set = await previewed([own], { category: 'c' }, cor);
    const version = String((await standing(other))?.['version_id']);
    await asPerson(
      cor,
      `insert into change_set_row (set_id, record_id, base_version) values ('${idOf(set)}', '${other}', '${version}')`,
    );
    await apply(set, 'Gesmokkeld.', cor);
    expect(await versions(other)).toHaveLength(1);
    expect(await standing(own)).toMatchObject({ category: 'c' });
  });

  test('who keeps no register changes nothing', async () => {
    const record = await added();
    const gerda = await setUp(workplace, 'Gerda Gewoon', 'gerda@oefen.test');
    const answer = await gerda.browser.post(`${list}/samen`, { kies: [record], doe: 'gekozen' });
    expect(answer.status).toBe(404);
  });
});
