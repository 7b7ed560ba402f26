import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDescribedWorkplace } from '../../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  asPerson,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../../tests/makers/workplace/workplace.ts';
import { parsePeriod } from '../../../organisation/period.ts';
import { publicationActor } from '../../../platform/access/actor.ts';
import { concern } from '../../../platform/access/resource.ts';
import { withClient } from '../../../platform/database/databases.ts';
import { look } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { listedIncidents } from '../../../registers/incidents/summaries/listed.ts';

/* Public summaries beside the record: written by one, agreed to by another, and void when the record changes. */

let workplace: TestWorkplace;
let anna: TestAccount;
let bram: TestAccount;
let cor: TestAccount;
let dora: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  bram = await setUp(workplace, 'Bram Centraal', 'bram@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  dora = await setUp(workplace, 'Dora Anders', 'dora@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, bram.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
  await appointed(workplace, dora.person, 'coordinator', 'RDL');
});
afterAll(() => workplace.close());

const place = (record: string) => `/registers/incidenten/${record}/samenvatting`;

async function added(description = 'Er is iets gezien bij de poort.'): Promise<string> {
  const record = newId();
  const { location, body } = await anna.browser.post('/registers/incidenten/nieuw', {
    ...{ category: 'a', kind: '', unit: 'PBW', description, occurred: '', received: '3-3-2025' },
    ...{ klopt: '', doe: '', versie: record },
  });
  if (!location?.includes('toegevoegd')) throw new Error(body);
  return record;
}

const hidden = (body: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
const baseOf = async ({ browser }: TestAccount, record: string) =>
  hidden((await browser.get(place(record))).body, 'basis');

async function written(
  who: TestAccount,
  record: string,
  tekst: string,
  more: Readonly<Record<string, string>> = {},
) {
  const basis = await baseOf(who, record);
  return who.browser.post(place(record), { doe: 'lezen', basis, tekst, afdoening: '', ...more });
}

const decided = async (who: TestAccount, record: string, more: Readonly<Record<string, string>>) => {
  const { body } = await who.browser.get(place(record));
  const naast = hidden(body, 'naast');
  return who.browser.post(place(record), { basis: hidden(body, 'basis'), naast, ...more });
};

/** The texts that a report of 2025 would list. */
async function listed(): Promise<readonly (string | null)[]> {
  const rows = await look(workplace.door, publicationActor, listedIncidents, concern, {
    period: parsePeriod('2025'),
    language: 'nl',
  });
  return rows.flatMap(({ summary }) => summary ?? []);
}

const bySql = (
  who: TestAccount,
  statement: string,
  values: readonly unknown[] = [],
  then?: readonly [statement: string, values: readonly unknown[]],
) => asPerson(workplace, who, [[statement, values], ...(then ? [then] : [])], 'commit');

describe('a public summary', () => {
  test('is written beside the record, read by somebody else, and then listed in a report', async () => {
    const record = await added();
    expect((await anna.browser.get(place(record))).body).toContain('Nog niet geschreven');
    const text = 'Een medewerker sprak bezoekers onheus aan.';
    const { location } = await written(anna, record, text, { doe: 'opslaan' });
    expect(location).toBe(`${place(record)}?gedaan=opgeslagen`);
    expect((await written(anna, record, text)).location).toBe(`${place(record)}?gedaan=gevraagd`);
    expect(await listed()).not.toContain(text);
    const own = (await anna.browser.get(place(record))).body;
    expect(own).toContain('Te lezen');
    expect(own).not.toContain('Akkoord geven');
    expect((await cor.browser.get('/')).body).toContain('1 openbare samenvatting lezen');
    expect((await cor.browser.get('/registers/incidenten/samenvattingen')).body).toContain('Te lezen door u');
    expect((await decided(cor, record, { doe: 'akkoord' })).location).toBe(`${place(record)}?gedaan=akkoord`);
    expect(await listed()).toContain(text);
    const after = (await anna.browser.get(place(record))).body;
    for (const words of ['Akkoord', 'Anna Centraal', 'Cor Onderdeel', 'Geschiedenis van deze samenvatting'])
      expect(after).toContain(words);
    const versions = await asOwner(
      workplace,
      'select state, written_by, read_by from incident_summary where incident_id = $1 order by recorded_at',
      [record],
    );
    expect(versions).toHaveLength(3);
    expect(versions.at(-1)).toEqual({ state: 'approved', written_by: anna.person, read_by: cor.person });
  });

  test('asks about each thing by which somebody may be recognised, and keeps what was answered', async () => {
    const record = await added();
    const text = 'Op 3 maart sprak mevrouw De Vries van Planbureau voor Weer 47 mensen aan.';
    const answer = await written(anna, record, text);
    expect(answer.status).toBe(400);
    for (const words of ['3 maart', 'mevrouw De Vries', '47', 'opvallend getal', 'klein onderdeel'])
      expect(answer.body).toContain(words);
    const names = [...answer.body.matchAll(/name="(wat\d+)" value="([^"]*)"/g)];
    expect(names.length).toBeGreaterThan(3);
    const because = Object.fromEntries(
      names.flatMap(([, name = '', found = '']) => [
        [name, found],
        [name.replace('wat', 'waarom'), 'stond al in de krant'],
      ]),
    );
    expect((await written(anna, record, text, because)).location).toBe(`${place(record)}?gedaan=gevraagd`);
    expect((await cor.browser.get(place(record))).body).toContain('stond al in de krant');
  });

  test('goes back to its writer with a reason, and may be withheld', async () => {
    const record = await added();
    await written(anna, record, 'Er was iets aan de hand.');
    expect((await decided(bram, record, { doe: 'terug', terugreden: '' })).status).toBe(400);
    await decided(bram, record, { doe: 'terug', terugreden: 'Te vaag.' });
    const back = (await anna.browser.get(place(record))).body;
    expect(back).toContain('Te vaag.');
    expect(back).toContain('Concept');
    await decided(anna, record, { doe: 'inhouden', inhoudreden: 'Iedereen kent deze zaak.' });
    expect((await anna.browser.get(place(record))).body).toContain('Ingehouden');
  });

  test('is void when what it is about changes, and another text is a draft again', async () => {
    const record = await added('Eerst dit.');
    const text = 'Er is een regel overtreden.';
    await written(anna, record, text);
    await decided(bram, record, { doe: 'akkoord' });
    expect(await listed()).toContain(text);
    const place2 = `/registers/incidenten/${record}`;
    const { body } = await anna.browser.get(`${place2}/wijzigen/melding`);
    const { location } = await anna.browser.post(`${place2}/wijzigen/melding`, {
      ...{ category: 'a', subcategory: '', kind: '', unit: 'PBW', description: 'Nu dat.', occurred: '' },
      ...{ received: '3-3-2025', versie: hidden(body, 'versie'), klopt: '', doe: '' },
    });
    expect(location).toBe(`${place2}?gedaan=gewijzigd`);
    expect((await anna.browser.get(place(record))).body).toContain('Vervallen');
    expect(await listed()).not.toContain(text);
    expect((await anna.browser.get('/registers/incidenten/samenvattingen')).body).toContain(
      'Vervallen sinds',
    );
    await written(bram, record, text);
    expect((await bram.browser.get(place(record))).body).toContain('Te lezen');
    await decided(anna, record, { doe: 'akkoord' });
    expect(await listed()).toContain(text);
  });

  test('is not agreed to when the record was changed after it was read', async () => {
    const record = await added('Eerst dit.');
    const text = 'Er is een afspraak geschonden.';
    await written(anna, record, text);
    const { body: read } = await bram.browser.get(place(record));
    const own = `/registers/incidenten/${record}`;
    const { body } = await anna.browser.get(`${own}/wijzigen/melding`);
    await anna.browser.post(`${own}/wijzigen/melding`, {
      ...{ category: 'a', subcategory: '', kind: '', unit: 'PBW', description: 'Nu dat.', occurred: '' },
      ...{ received: '3-3-2025', versie: hidden(body, 'versie'), klopt: '', doe: '' },
    });
    const late = await bram.browser.post(place(record), {
      ...{ basis: hidden(read, 'basis'), naast: hidden(read, 'naast'), doe: 'akkoord' },
    });
    expect(late.status).toBe(400);
    expect(late.body).toContain('De registratie is intussen gewijzigd.');
    expect(await listed()).not.toContain(text);
    expect((await decided(bram, record, { doe: 'akkoord' })).location).toBe(
      `${place(record)}?gedaan=akkoord`,
    );
    expect(await listed()).toContain(text);
  });

  test('is not lost when two write at once, and a double press does nothing twice', async () => {
    const record = await added();
    const [ofAnna, ofBram] = [await baseOf(anna, record), await baseOf(bram, record)];
    const send = (who: TestAccount, basis: string, tekst: string) =>
      who.browser.post(place(record), { doe: 'opslaan', basis, tekst, afdoening: '' });
    expect((await send(bram, ofBram, 'Volgens een.')).status).toBe(303);
    expect((await send(bram, ofBram, 'Volgens een.')).status).toBe(303);
    const late = await send(anna, ofAnna, 'Volgens een ander.');
    expect(late.status).toBe(400);
    for (const words of ['intussen door iemand gewijzigd', 'Volgens een.', 'Volgens een ander.'])
      expect(late.body).toContain(words);
    expect(
      await asOwner(workplace, 'select from incident_summary where incident_id = $1', [record]),
    ).toHaveLength(1);
  });
});

describe('two who decide at the same moment', () => {
  test('decide once: the second is told that it was decided', async () => {
    const record = await added();
    await written(anna, record, 'Er was iets met een sleutel.');
    const [ofBram, ofCor] = [await bram.browser.get(place(record)), await cor.browser.get(place(record))];
    const send = (who: TestAccount, { body }: typeof ofBram, more: Readonly<Record<string, string>>) =>
      who.browser.post(place(record), {
        ...{ basis: hidden(body, 'basis'), naast: hidden(body, 'naast') },
        ...more,
      });
    const answers = await Promise.all([
      send(bram, ofBram, { doe: 'akkoord' }),
      send(cor, ofCor, { doe: 'terug', terugreden: 'Te vaag.' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 400]);
    expect(answers.find(({ status }) => status === 400)?.body).toContain(
      'De samenvatting is intussen gewijzigd.',
    );
    expect(
      await asOwner(workplace, 'select from incident_summary where incident_id = $1', [record]),
    ).toHaveLength(2);
  });

  test('agreeing waits for who is changing the record, and is refused then', async () => {
    const record = await added('Eerst dit.');
    const text = 'Er was iets met een pas.';
    await written(anna, record, text);
    const { body } = await bram.browser.get(place(record));
    const { storage, organisation } = workplace.database;
    const late = await withClient(storage.connection(organisation, 'owner'), async (client) => {
      await client.query('begin');
      await client.query(
        'update incident set withdrawn_at = now() where incident_id = $1 and withdrawn_at is null',
        [record],
      );
      await client.query(
        `insert into incident select (jsonb_populate_record(null::incident, to_jsonb(i) || jsonb_build_object(
           'version_id', gen_random_uuid(), 'description', 'Nu dat.', 'recorded_at', now(), 'withdrawn_at', null))).*
         from incident i where i.incident_id = $1`,
        [record],
      );
      const agreeing = bram.browser.post(place(record), {
        ...{ basis: hidden(body, 'basis'), naast: hidden(body, 'naast'), doe: 'akkoord' },
      });
      await expect
        .poll(() =>
          asOwner(
            workplace,
            `select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`,
          ),
        )
        .toHaveLength(1);
      await client.query('commit');
      return agreeing;
    });
    expect(late.status).toBe(400);
    expect(late.body).toContain('De registratie is intussen gewijzigd.');
    expect(await listed()).not.toContain(text);
  });
});

describe('nobody agrees alone', () => {
  test('not on the page, and not by going round it', async () => {
    const record = await added();
    await written(anna, record, 'Er was iets.');
    expect((await decided(anna, record, { doe: 'akkoord' })).status).toBe(404);
    const withdraw =
      'update incident_summary set withdrawn_at = now() where incident_id = $1 and withdrawn_at is null';
    const insert = `insert into incident_summary (id, incident_id, language, text, settlement, author, second_reader, state, text_sha256, decisions, decided_on, written_by, read_by)
      select gen_random_uuid(), incident_id, language, text, settlement, author, 'Iemand Anders', 'approved', text_sha256, decisions, today(), $2::uuid, $3::uuid
      from incident_summary where incident_id = $1 and withdrawn_at = now()`;
    for (const [writer, reader] of [
      [anna, anna],
      [anna, bram],
      [bram, anna],
    ] as const)
      await expect(
        bySql(anna, withdraw, [record], [insert, [record, writer.person, reader.person]]),
      ).rejects.toThrow(/row-level security/);
    const states = await asOwner(workplace, 'select state from incident_summary where incident_id = $1', [
      record,
    ]);
    expect(states).not.toContainEqual({ state: 'approved' });
  });

  test('not another text than the one that was to be read', async () => {
    const record = await added();
    await written(anna, record, 'Er was iets.');
    const statement = `insert into incident_summary (id, incident_id, language, text, settlement, author, second_reader, state, text_sha256, decisions, decided_on, written_by, read_by)
      values (gen_random_uuid(), $1, 'en', 'Iets heel anders.', '', 'Anna Centraal', 'Cor Onderdeel', 'approved', encode(sha256(convert_to(E'Iets heel anders.\\n', 'UTF8')), 'hex'), '[]', today(), $2, $3)`;
    await expect(bySql(cor, statement, [record, anna.person, cor.person])).rejects.toThrow(
      /row-level security/,
    );
    // A coordinator of a unit cannot say either that a file brought it.
    await expect(bySql(cor, statement.replace('$2, $3', 'null, null'), [record])).rejects.toThrow(
      /row-level security/,
    );
  });

  test('is not for who keeps another unit', async () => {
    const record = await added();
    await written(anna, record, 'Er was iets.');
    expect((await dora.browser.get(place(record))).status).toBe(404);
    expect((await dora.browser.post(place(record), { doe: 'akkoord', basis: newId() })).status).toBe(404);
    expect(await bySql(dora, 'select * from incident_summary where incident_id = $1', [record])).toEqual([]);
    expect(
      await bySql(cor, 'select state from incident_summary where incident_id = $1', [record]),
    ).toHaveLength(1);
  });
});
