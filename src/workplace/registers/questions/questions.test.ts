import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestAnswer, TestBrowser } from '../../../../tests/makers/workplace/browser.ts';
import { openDescribedWorkplace } from '../../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  asPerson,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../../tests/makers/workplace/workplace.ts';
import { withClient } from '../../../platform/database/databases.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { linkCodeHash, tokenHash } from '../../../platform/identity/secrets/tokens.ts';

/* A question about one incident, answered by a link and a code told apart, and decided by who keeps the record. */

let workplace: TestWorkplace;
let anna: TestAccount;
let cor: TestAccount;
let dora: TestAccount;
let hilde: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  dora = await setUp(workplace, 'Dora Anders', 'dora@oefen.test');
  hilde = await setUp(workplace, 'Hilde Hoofd', 'hilde@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
  await appointed(workplace, dora.person, 'coordinator', 'RDL');
  await appointed(workplace, hilde.person, 'head', 'PBW');
});
afterAll(() => workplace.close());

const secret = 'De sleutelkast stond open bij de balie.';
const place = (record: string) => `/registers/incidenten/${record}`;
const hidden = ({ body }: TestAnswer, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
const versionOf = async (record: string) =>
  hidden(await anna.browser.get(`${place(record)}/wijzigen/melding`), 'versie');

/** An incident of PBW with one subject. */
async function added(): Promise<string> {
  const record = newId();
  const { location, body } = await anna.browser.post('/registers/incidenten/nieuw', {
    ...{ category: 'a', kind: '', unit: 'PBW', description: secret, occurred: '', received: '3-3-2025' },
    ...{ klopt: '', doe: '', versie: record },
  });
  if (!location?.includes('toegevoegd')) throw new Error(body);
  await withSubject(record);
  return record;
}

async function withSubject(record: string): Promise<void> {
  const { location, body } = await anna.browser.post(`${place(record)}/subjects/nieuw`, {
    ...{ relation: 'employee', grade: '', finding: 'pending', measures: '' },
    versie: await versionOf(record),
  });
  if (!location?.includes('gewijzigd')) throw new Error(body);
}

async function changed(record: string, description: string): Promise<void> {
  const { location, body } = await anna.browser.post(`${place(record)}/wijzigen/melding`, {
    ...{ category: 'a', subcategory: '', kind: '', unit: 'PBW', description, occurred: '' },
    ...{ received: '3-3-2025', versie: await versionOf(record), klopt: '', doe: '' },
  });
  if (!location?.includes('gewijzigd')) throw new Error(body);
}

interface Asked {
  readonly answer: TestAnswer;
  readonly link: string;
  readonly code: string;
  readonly id: string;
  /** The page of the question, for who keeps the record. */
  readonly own: string;
}

/** Asks a question as Cor does; with the link and code that the page shows. */
async function asked(
  record: string,
  given: Readonly<Record<string, string | readonly string[]>> = {},
  who = cor,
): Promise<Asked> {
  const form = await who.browser.get(`${place(record)}/vraag/nieuw`);
  const id = hidden(form, 'sleutel');
  const answer = await who.browser.post(`${place(record)}/vraag/nieuw`, {
    ...{ sleutel: id, versie: hidden(form, 'versie') },
    vraag: 'Is de maatregel van april uitgevoerd?',
    velden: ['subjects.0.measures', 'settlement'],
    ...{ naam: 'Gijs Geschenk', functie: 'hoofd personeel', mail: '', uiterlijk: '1-2-2199' },
    ...given,
  });
  const link = /\/vraag\/([A-Za-z0-9_-]{43})/.exec(answer.body)?.[1] ?? '';
  const code = (/>(\d{3}) (\d{3})</.exec(answer.body) ?? []).slice(1).join('');
  return { answer, link, code, id, own: `${place(record)}/vraag/${id}` };
}

const stranger = () => new TestBrowser(workplace.site);
const path = ({ link }: Asked) => `/vraag/${link}`;
const notOpen = 'Met deze code gaat deze link niet open';

/** Whoever has the link and the code, with the question open. */
async function visitor(question: Asked): Promise<TestBrowser> {
  const browser = stranger();
  const opened = await browser.post(path(question), { code: question.code });
  if (opened.location !== path(question)) throw new Error(`Not open: ${opened.status} ${opened.body}`);
  return browser;
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

async function answered(browser: TestBrowser, question: Asked, fields: Fields): Promise<TestAnswer> {
  const versie = hidden(await browser.get(path(question)), 'versie');
  return browser.post(`${path(question)}/antwoorden`, { ...fields, versie });
}

async function sent(question: Asked, fields: Fields): Promise<void> {
  const browser = await visitor(question);
  const kept = await answered(browser, question, fields);
  if (!kept.location?.includes('bewaard')) throw new Error(kept.body);
  const versie = hidden(await browser.get(`${path(question)}/versturen`), 'versie');
  const done = await browser.post(`${path(question)}/versturen`, { versie });
  if (!done.location?.includes('verstuurd')) throw new Error(`${done.status} ${done.location}`);
}

async function decided(question: Asked, fields: Fields, who = cor): Promise<TestAnswer> {
  const page = await who.browser.get(question.own);
  return who.browser.post(question.own, {
    ...{ versie: hidden(page, 'versie'), antwoord: hidden(page, 'antwoord') },
    ...fields,
  });
}

const full = { 'veld-0': 'reprimand', 'veld-1': 'Uitgevoerd in mei.', antwoord: 'Ja, in mei.' };

const stored = (record: string) =>
  asOwner(
    workplace,
    `select i.settlement, i.change_reason as reason, array(select m.measure from incident_measure m where m.version_id = i.version_id) as measures
     from incident i where i.incident_id = $1 and i.withdrawn_at is null`,
    [record],
  );

describe('A question about an incident', () => {
  test('is answered by a link half, later whole, sent, and taken over field by field as a change with its reason', async () => {
    const record = await added();
    const question = await asked(record);
    expect(question.answer.body).toContain('U ziet deze link en code alleen nu');
    expect(question.link).toHaveLength(43);
    expect(question.code).toMatch(/^\d{6}$/);
    expect(JSON.stringify(await asOwner(workplace, 'select * from record_question_link'))).not.toContain(
      question.link,
    );
    expect((await cor.browser.get('/')).body).toContain(
      'Vraag over een incident, bij Gijs Geschenk tot en met',
    );
    expect((await cor.browser.get(place(record))).body).toContain('Wacht op antwoord');

    const browser = await visitor(question);
    const form = await browser.get(path(question));
    for (const words of [
      'Is de maatregel van april uitgevoerd?',
      'Gijs Geschenk, hoofd personeel',
      'Betrokkene 1: maatregel',
      'Toelichting afronding',
    ])
      expect(form.body).toContain(words);
    for (const words of [secret, 'Planbureau', 'nog in onderzoek', record, 'Cor Onderdeel'])
      expect(form.body).not.toContain(words);
    expect((await answered(browser, question, { 'veld-1': 'Half' })).location).toBe(
      `${path(question)}?gedaan=bewaard`,
    );
    expect((await cor.browser.get(place(record))).body).toContain('Bezig met het antwoord');
    // Another day, another browser: what was kept is there. Nothing of it stands in the record.
    const later = await visitor(question);
    expect((await later.get(path(question))).body).toContain('Half');
    expect(await stored(record)).toEqual([{ settlement: null, reason: null, measures: [] }]);
    await answered(later, question, { ...full, 'veld-0': ['reprimand', 'dismissal'] });
    const check = await later.get(`${path(question)}/versturen`);
    for (const words of ['Er is nog niets verstuurd', 'Uitgevoerd in mei.', 'Ja, in mei.'])
      expect(check.body).toContain(words);
    const gone = await later.post(`${path(question)}/versturen`, { versie: hidden(check, 'versie') });
    expect(gone.location).toBe(`${path(question)}?gedaan=verstuurd`);
    expect((await later.get(gone.location ?? '')).body).toContain('Uw antwoord is verstuurd');
    // The link is spent, in every browser that had it open.
    for (const one of [browser, later, stranger()])
      expect((await one.post(path(question), { code: question.code })).body).toContain(notOpen);

    expect((await cor.browser.get('/')).body).toContain('Beslissen over het antwoord van Gijs Geschenk');
    expect((await anna.browser.get('/')).body).toContain(
      'Antwoord van Gijs Geschenk (incident), bij wie de vraag',
    );
    expect((await cor.browser.get(place(record))).body).toContain('Er wacht een antwoord op uw beslissing');
    const page = await cor.browser.get(question.own);
    expect(page.body).toContain('Staat nu in het register: niet vastgelegd.');
    expect(page.body).toContain('Ja, in mei.');
    const empty = await decided(question, { 'kies-0': 'over', 'kies-1': 'niet', 'reden-1': '' });
    expect(empty.status).toBe(400);
    expect(empty.body).toContain('schrijf waarom u dit niet overneemt');
    const done = await decided(question, {
      'kies-0': 'over',
      'kies-1': 'niet',
      'reden-1': 'Staat al elders.',
    });
    expect(done.location).toBe(`${question.own}?gedaan=besloten`);
    expect(await stored(record)).toEqual([
      {
        settlement: null,
        reason: expect.stringMatching(
          /^Antwoord van Gijs Geschenk, hoofd personeel, van .* op de vraag: Is de maatregel van april uitgevoerd\?$/,
        ),
        measures: ['dismissal', 'reprimand'],
      },
    ]);
    expect((await cor.browser.get(`${place(record)}/geschiedenis`)).body).toContain(
      'Antwoord van Gijs Geschenk, hoofd personeel',
    );
    expect((await cor.browser.get(question.own)).body).toContain('niet overgenomen: Staat al elders.');
    expect((await cor.browser.get('/')).body).not.toContain('Gijs Geschenk');
    // Decided twice is decided once.
    const twice = await cor.browser.post(question.own, { versie: '', antwoord: hidden(page, 'antwoord') });
    expect(twice.location).toBe(`${question.own}?gedaan=al`);
    const wrote = { versie: '', antwoord: hidden(page, 'antwoord'), 'reden-1': 'Een reden die bleef staan.' };
    const second = await cor.browser.post(question.own, wrote);
    expect([second.status, second.body.includes('Een reden die bleef staan.')]).toEqual([409, true]);
    expect(second.body).toContain('Over dit antwoord is al beslist');
  });

  test('that gives one choice twice counts it once, and what is far too long is said to be', async () => {
    const record = await added();
    const question = await asked(record, { velden: ['subjects.0.measures', 'recovered'] });
    const browser = await visitor(question);
    const many = Array.from({ length: 900 }, () => 'reprimand');
    const long = await answered(browser, question, { 'veld-0': many, 'veld-1': `€${' '.repeat(5000)}12` });
    expect(long.status, long.body.slice(0, 300)).toBeLessThan(500);
    const kept = await answered(browser, question, { 'veld-0': ['reprimand', 'reprimand'], 'veld-1': '12' });
    expect(kept.location).toContain('gedaan=');
    const check = await browser.get(`${path(question)}/versturen`);
    await browser.post(`${path(question)}/versturen`, { versie: hidden(check, 'versie') });
    await decided(question, { 'kies-0': 'over', 'kies-1': 'over' });
    expect((await stored(record))[0]).toMatchObject({ measures: ['reprimand'] });
  });

  test('has a page that passes by words in its address that it does not know', async () => {
    const question = await asked(await added());
    for (const word of ['constructor', 'toString', '__proto__']) {
      const { status, body } = await cor.browser.get(`${question.own}?gedaan=${word}`);
      expect([status, body.includes('dl-notice--ok')]).toEqual([200, false]);
    }
  });

  test('without fields is answered in words, and its answer stands with the record once it was read', async () => {
    const record = await added();
    const question = await asked(record, { velden: [] });
    await sent(question, { antwoord: 'Het is nog niet gebeurd.' });
    expect((await decided(question, {})).location).toBe(`${question.own}?gedaan=besloten`);
    expect((await anna.browser.get(question.own)).body).toContain('Het is nog niet gebeurd.');
    expect((await anna.browser.get(place(record))).body).toContain('Antwoord verwerkt');
  });

  test('prepares a mail with the link and without the code, to an address that is not kept', async () => {
    const question = await asked(await added(), { mail: 'gijs@oefen.test' });
    const mail = /href="(mailto:[^"]+)"/.exec(question.answer.body)?.[1] ?? '';
    const written = decodeURIComponent(mail.replaceAll('&amp;', '&'));
    expect(written).toContain('mailto:gijs@oefen.test?');
    expect(written).toContain(path(question));
    expect(written).not.toContain(question.code);
    const rows = await asOwner(workplace, 'select to_jsonb(q)::text as all from record_question q');
    expect(JSON.stringify(rows)).not.toContain('gijs@oefen.test');
    const wrong = await asked(await added(), { mail: 'gijs?bcc=x@y.nl' });
    expect(wrong.answer.body).toContain('is geen e-mailadres');
  });

  test('says all at once what lacks, and asks whether it may hold what points at somebody', async () => {
    const record = await added();
    const empty = await asked(record, { vraag: '', naam: '', functie: '', uiterlijk: '31-2-2026' });
    expect(empty.answer.status).toBe(400);
    for (const words of [
      'Schrijf uw vraag.',
      'Vul de naam in van wie antwoordt.',
      'Vul de functie in.',
      '31-2-2026',
    ])
      expect(empty.answer.body).toContain(words);
    const vraag = 'Is mevrouw De Vries al gesproken?';
    const named = await asked(record, { vraag });
    expect(named.answer.status).toBe(400);
    expect(named.answer.body).toContain('mevrouw De Vries');
    expect(named.answer.body).toContain('De vraag is nog niet gesteld');
    expect(await asOwner(workplace, 'select from record_question where record_id = $1', [record])).toEqual(
      [],
    );
    const gezien = hidden(named.answer, 'gezien');
    expect((await asked(record, { vraag, gezien, mag: 'ja' })).answer.body).toContain('U ziet deze link');
    const another = await asked(record, { vraag: `${vraag} En meneer Jansen?`, gezien, mag: 'ja' });
    expect(another.answer.status).toBe(400);
  });

  test('sent twice is asked once, and nobody asks about what they do not keep', async () => {
    const record = await added();
    const question = await asked(record);
    const form = await cor.browser.get(`${place(record)}/vraag/nieuw`);
    const twice = await cor.browser.post(`${place(record)}/vraag/nieuw`, {
      ...{ sleutel: question.id, versie: hidden(form, 'versie'), vraag: 'Nog eens?' },
      ...{ naam: 'A', functie: 'B', uiterlijk: '1-2-2199' },
    });
    expect(twice.location).toBe(`${question.own}?gedaan=gevraagd`);
    expect((await cor.browser.get(twice.location ?? '')).body).toContain('Kreeg u link en code niet te zien');
    for (const who of [dora, hilde]) {
      expect((await who.browser.get(`${place(record)}/vraag/nieuw`)).status).toBe(404);
      expect((await who.browser.get(question.own)).status).toBe(404);
      expect((await who.browser.post(question.own, {})).status).toBe(404);
      expect((await who.browser.get('/')).body).not.toContain('Gijs Geschenk');
    }
  });
});

describe('The link', () => {
  test('spends nothing when it is opened, and says the same where it never was', async () => {
    const question = await asked(await added());
    const scanner = stranger();
    for (let time = 0; time < 3; time += 1) {
      expect((await scanner.get(path(question))).status).toBe(200);
      expect((await scanner.post(path(question), {})).status).toBe(400);
    }
    const none = { ...question, link: question.link.split('').reverse().join('') };
    const wrong = question.code === '000000' ? '000001' : '000000';
    const told = async (one: Asked) =>
      [
        (await scanner.get(path(one))).body,
        (await scanner.post(path(one), { code: wrong })).body,
        (await scanner.post(`${path(one)}/antwoorden`, full)).body,
        (await scanner.get(`${path(one)}/versturen`)).body,
      ].map((body) => body.replaceAll(one.link, 'X'));
    expect(await told(none)).toEqual(await told(question));
    expect((await visitor(question)).cookie('daglicht-deel')).toBeDefined();
  });

  test('ends at the fifth wrong code, also when all codes are tried at the same moment', async () => {
    const record = await added();
    const question = await asked(record);
    const wrong = Array.from({ length: 30 }, (_, index) => String(index).padStart(6, '0')).filter(
      (code) => code !== question.code,
    );
    await Promise.all(wrong.map((code) => stranger().post(path(question), { code })));
    expect(
      await asOwner(workplace, 'select kind from record_question_event where question_id = $1', [
        question.id,
      ]),
    ).toEqual(Array.from({ length: 5 }, () => ({ kind: 'wrong-code' })));
    expect((await stranger().post(path(question), { code: question.code })).body).toContain(notOpen);
    expect((await cor.browser.get(place(record))).body).toContain('Gestopt na vijf verkeerde codes');
  });

  test('opens its own question and no other, and no page of the workplace; closing ends the visit', async () => {
    const [one, other] = [await asked(await added()), await asked(await added())];
    const browser = await visitor(one);
    expect((await browser.get(path(other))).body).toContain('Code van zes cijfers');
    expect((await browser.post(`${path(other)}/antwoorden`, full)).body).toContain(
      'Er is nog niets opgeslagen',
    );
    for (const page of ['/', '/registers', one.own, place('x')])
      expect((await browser.get(page)).location ?? '404').toMatch(/aanmelden|404/);
    const cookie = browser.cookie('daglicht-deel') ?? '';
    expect((await browser.post(`${path(one)}/sluiten`, {})).location).toBe(`${path(one)}?gedaan=gesloten`);
    const thief = stranger();
    thief.setCookie('daglicht-deel', cookie);
    expect((await thief.get(path(one))).body).toContain('Code van zes cijfers');
    // The address of a return's questions is another door: this link opens nothing there.
    expect((await stranger().post(`/deel/${one.link}`, { code: one.code })).body).toContain(notOpen);
  });

  test('that stops while somebody types shows the text back: withdrawn, past its day, its record withdrawn', async () => {
    const ends: readonly ((record: string, question: Asked) => Promise<unknown>)[] = [
      async (_, { own }) => {
        expect((await cor.browser.post(`${own}/intrekken`, {})).location).toBe(`${own}?gedaan=ingetrokken`);
      },
      (_, { id }) =>
        asOwner(workplace, 'update record_question set last_day = today() - 1 where question_id = $1', [id]),
      async (record) => {
        const answer = await anna.browser.post(`${place(record)}/stand/intrekken`, {
          ...{ versie: await versionOf(record), reden: 'Dubbel ingevoerd.', klopt: '' },
        });
        if (answer.status !== 303) throw new Error(answer.body);
      },
    ];
    for (const end of ends) {
      const record = await added();
      const question = await asked(record);
      const browser = await visitor(question);
      const versie = hidden(await browser.get(path(question)), 'versie');
      await end(record, question);
      const typed = { ...full, 'veld-0': ['reprimand', 'dismissal'], versie };
      const late = await browser.post(`${path(question)}/antwoorden`, typed);
      expect(late.body).toContain('Er is nog niets opgeslagen');
      expect(late.body).toContain('Uitgevoerd in mei.');
      expect(late.body).toContain('vraag uw collega om een nieuwe link');
      const again = await browser.post(`${path(question)}/antwoorden`, { ...typed, code: question.code });
      expect(again.status).toBe(400);
      expect(again.body).toContain('Ja, in mei.');
    }
  });

  test('that was left too long takes the code again, and keeps what was typed with it', async () => {
    const question = await asked(await added());
    const browser = await visitor(question);
    await asOwner(workplace, `update record_question_visit set seen_at = now() - interval '3 hours'`);
    const late = await browser.post(`${path(question)}/antwoorden`, {
      ...full,
      'veld-0': ['reprimand', 'dismissal'],
      versie: '',
    });
    expect(late.body).toContain('Er is nog niets opgeslagen');
    expect([...late.body.matchAll(/type="hidden" name="veld-0"/g)]).toHaveLength(2);
    const kept = await browser.post(`${path(question)}/antwoorden`, {
      ...full,
      ...{ 'veld-0': ['reprimand', 'dismissal'], versie: '', code: question.code },
    });
    expect(kept.location).toBe(`${path(question)}?gedaan=bewaard`);
    const [row] = await asOwner(
      workplace,
      'select given from record_question_answer where question_id = $1 and withdrawn_at is null',
      [question.id],
    );
    expect(row?.['given']).toEqual({
      'subjects.0.measures': 'reprimand\ndismissal',
      settlement: 'Uitgevoerd in mei.',
    });
  });

  test('in two windows overwrites nothing, and what cannot be is said at its field', async () => {
    const question = await asked(await added());
    const browser = await visitor(question);
    await browser.post(`${path(question)}/antwoorden`, { ...full, versie: '' });
    const other = await browser.post(`${path(question)}/antwoorden`, {
      ...full,
      antwoord: 'Toch niet.',
      versie: '',
    });
    expect(other.status).toBe(409);
    expect(other.body).toContain('In een ander venster is intussen iets anders bewaard');
    expect(other.body).toContain('Toch niet.');
    const wrong = await answered(browser, question, {
      ...{ 'veld-0': 'bestaat-niet', 'veld-1': 'x'.repeat(2001), antwoord: 'y'.repeat(2001) },
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain('Kies een van de mogelijkheden.');
    expect([...wrong.body.matchAll(/langer dan 2000 tekens/g)].length).toBeGreaterThanOrEqual(4);
    // What was not asked is left.
    await answered(browser, question, {
      ...full,
      antwoord: 'Nu wel.',
      'veld-7': 'iets',
      description: 'iets',
    });
    const [row] = await asOwner(
      workplace,
      'select given from record_question_answer where question_id = $1 and withdrawn_at is null',
      [question.id],
    );
    expect(Object.keys(row?.['given'] ?? {}).toSorted()).toEqual(['settlement', 'subjects.0.measures']);
  });
});

describe('Deciding about an answer', () => {
  test('on a record that was changed meanwhile shows what stands now, and asks anew', async () => {
    const record = await added();
    const question = await asked(record);
    await sent(question, full);
    const page = await cor.browser.get(question.own);
    expect(page.body).not.toContain('gewijzigd sinds de vraag is gesteld');
    await changed(record, 'Iets anders.');
    const late = await cor.browser.post(question.own, {
      ...{ versie: hidden(page, 'versie'), antwoord: hidden(page, 'antwoord') },
      ...{ 'kies-0': 'over', 'kies-1': 'niet', 'reden-1': 'Een lange reden' },
    });
    expect(late.status).toBe(409);
    expect(late.body).toContain('De registratie is gewijzigd terwijl u bezig was.');
    expect(late.body).toContain('gewijzigd sinds de vraag is gesteld');
    expect(late.body).toContain('Een lange reden');
    expect((await decided(question, { 'kies-0': 'over', 'kies-1': 'over' })).location).toContain('besloten');
    expect(await stored(record)).toMatchObject([
      { settlement: 'Uitgevoerd in mei.', measures: ['reprimand'] },
    ]);
  });

  test('of a subject is not taken over when there are more or fewer since', async () => {
    const record = await added();
    const question = await asked(record);
    await sent(question, full);
    await withSubject(record);
    const page = await cor.browser.get(question.own);
    expect(page.body).toContain('niet bekend is over wie dit gaat');
    expect((await decided(question, { 'kies-0': 'over', 'kies-1': 'over' })).status).toBe(400);
    await decided(question, { 'kies-0': 'niet', 'reden-0': 'Onduidelijk wie.', 'kies-1': 'over' });
    expect(await stored(record)).toMatchObject([{ settlement: 'Uitgevoerd in mei.', measures: [] }]);
  });

  test('of a withdrawn record waits for nobody, and stands again when it is restored', async () => {
    const record = await added();
    const question = await asked(record);
    await sent(question, full);
    const page = await cor.browser.get(question.own);
    await asOwner(
      workplace,
      'update incident set withdrawn_at = now() where incident_id = $1 and withdrawn_at is null',
      [record],
    );
    expect((await cor.browser.get('/')).body).not.toContain(question.id);
    expect((await cor.browser.get(question.own)).status).toBe(404);
    const late = { antwoord: hidden(page, 'antwoord'), 'kies-0': 'niet', 'reden-0': 'Een lange reden' };
    const told = await cor.browser.post(question.own, late);
    expect(told.status).toBe(409);
    expect(told.body).toContain('Deze registratie staat niet meer in het register');
    expect(told.body).toContain('Een lange reden');
    expect((await dora.browser.post(question.own, late)).status).toBe(404);
    await asOwner(
      workplace,
      'update incident set withdrawn_at = null where version_id = (select version_id from incident where incident_id = $1 order by recorded_at desc limit 1)',
      [record],
    );
    expect((await cor.browser.get('/')).body).toContain(question.id);
    expect((await cor.browser.get(question.own)).body).toContain('Ja, in mei.');
  });

  test('whose asker keeps nothing any more waits for whoever keeps the record', async () => {
    const record = await added();
    const bart = await setUp(workplace, 'Bart Tijdelijk', 'bart@oefen.test');
    await appointed(workplace, bart.person, 'coordinator', 'PBW');
    const question = await asked(record, { naam: 'Truus Thuis' }, bart);
    await sent(question, full);
    expect((await cor.browser.get('/')).body).not.toContain('Beslissen over het antwoord van Truus Thuis');
    await asOwner(workplace, 'update appointment set withdrawn_at = now() where person_id = $1', [
      bart.person,
    ]);
    expect((await cor.browser.get('/')).body).toContain('Beslissen over het antwoord van Truus Thuis');
  });
});

describe('The database by itself', () => {
  test('gives whoever came by a link the question of that link, and nothing else', async () => {
    const [one, other] = [await asked(await added()), await asked(await added())];
    await answered(await visitor(other), other, full);
    const browser = await visitor(one);
    const key = linkCodeHash(one.link, browser.cookie('daglicht-deel') ?? '').toString('hex');
    expect(await asDelegate(key, 'select question_id from record_question')).toEqual([
      { question_id: one.id },
    ]);
    expect(await asDelegate(key, 'select from record_question_answer')).toEqual([]);
    const insert = (question: string, given: object) =>
      `insert into record_question_answer (id, question_id, words, given)
       values ('${newId()}', '${question}', '', '${JSON.stringify(given)}')`;
    await asDelegate(key, insert(one.id, { settlement: 'x' }));
    const event = (question: string, kind: string, more = ['', '']) =>
      `insert into record_question_event (id, question_id, kind${more[0]}) values ('${newId()}', '${question}', '${kind}'${more[1]})`;
    for (const statement of [
      insert(other.id, { settlement: 'x' }),
      insert(one.id, { description: 'x' }),
      event(other.id, 'handed-in'),
      event(one.id, 'withdrawn'),
      event(one.id, 'settled', [', decisions', `, '[]'`]),
      event(one.id, 'handed-in', [', recorded_by', `, '${cor.person}'`]),
    ])
      await expect(asDelegate(key, statement), statement).rejects.toThrow(/row-level security/);
    for (const statement of [
      'select record_id from record_question',
      'select table_name from record_question',
      'select recorded_by from record_question',
      'select version_id from record_question',
      'select code_hash from record_question_link',
      'select visit_key from record_question_visit',
      'select from record_question_event',
      `update record_question_answer set words = 'x'`,
      `update record_question set last_day = last_day + 1`,
      'delete from record_question_answer',
      'select from incident',
      'select from incident_subject',
      'select from person_contact',
      `select record_stands('incident', gen_random_uuid())`,
      `select question_stands('${one.id}')`,
      `select asker_keeps('${one.id}')`,
      `select may_ask_about('incident', gen_random_uuid(), gen_random_uuid())`,
      `select reaches_last('incident', gen_random_uuid())`,
    ])
      await expect(asDelegate(key, statement), statement).rejects.toThrow(/permission denied/);
    for (const wrong of ['', '00'.repeat(32), tokenHash(one.link).toString('hex')])
      expect(await asDelegate(wrong, 'select question from record_question')).toEqual([]);
    expect(await asDelegate(key, 'select question from record_question', 'person')).toEqual([]);
    // Questions of a return are not opened by it.
    expect(await asDelegate(key, 'select delegation_id from annual_call_delegation')).toEqual([]);
  });

  test('tries no code past the fifth, whoever calls the function', async () => {
    const question = await asked(await added());
    const call = (code: string) =>
      asDelegate(
        '',
        `select open_question('\\x${tokenHash(question.link).toString('hex')}', '\\x${linkCodeHash(question.link, code).toString('hex')}',
           sha256(gen_random_uuid()::text::bytea))::text as opened`,
        'delegate',
        true,
      );
    const wrong = question.code === '123456' ? '654321' : '123456';
    for (let time = 0; time < 5; time += 1) expect(await call(wrong)).toEqual([{ opened: null }]);
    expect(await call(question.code)).toEqual([{ opened: null }]);
    await expect(asPerson(workplace, cor, [[`select open_question('', '', '')`]])).rejects.toThrow(
      /permission denied/,
    );
  });

  test('lets nobody ask about a record that they do not keep, in the name of another, or of a version that is over', async () => {
    const record = await added();
    const question = await asked(record);
    const [{ version_id: version } = {}] = await asOwner(
      workplace,
      'select version_id from incident where incident_id = $1 and withdrawn_at is null',
      [record],
    );
    const [{ version_id: old } = {}] = await asOwner(
      workplace,
      'select version_id from incident where incident_id = $1 and withdrawn_at is not null',
      [record],
    );
    const ask = (
      about: unknown = record,
      of: unknown = version,
      by: string | null = null,
      day = 'today()',
      table = 'incident',
    ) =>
      `insert into record_question (question_id, register, table_name, record_id, version_id, question, asked, heading, given_to, given_function, last_day${by === null ? '' : ', recorded_by'})
       values ('${newId()}', 'incidents', '${table}', '${about}', '${of}', 'x', '[]', '{}', 'x', 'y', ${day}${by === null ? '' : `, '${by}'`})`;
    await asPerson(workplace, cor, [[ask()]]);
    for (const [who, statement] of [
      [dora, ask()],
      [hilde, ask()],
      [cor, ask(newId())],
      [cor, ask(record, old)],
      [cor, ask(record, version, anna.person)],
      [cor, ask(record, version, null, 'today() - 1')],
      [cor, ask(record, version, null, 'today()', 'person')],
    ] as const)
      await expect(asPerson(workplace, who, [[statement]]), statement).rejects.toThrow(/row-level security/);
    for (const who of [dora, hilde])
      for (const table of ['record_question', 'record_question_event', 'record_question_answer'])
        expect(await asPerson(workplace, who, [[`select * from ${table}`]])).toEqual([]);
    // An answer is nobody's to write who keeps the record, nor is a link to another's question.
    for (const statement of [
      `insert into record_question_answer (id, question_id, words, given) values ('${newId()}', '${question.id}', 'x', '{}')`,
      `update record_question_answer set words = 'x'`,
      'select * from record_question_link',
      // Whether a record stands is told to nobody by its id: they may be excluded from it.
      `select record_stands('incident', '${record}')`,
      `update record_question set question = 'x'`,
    ])
      await expect(asPerson(workplace, cor, [[statement]]), statement).rejects.toThrow(/permission denied/);
    await expect(
      asPerson(workplace, anna, [
        [
          `insert into record_question_link (question_id, link_hash, code_hash) values ($1, sha256('a'), sha256('b'))`,
          [question.id],
        ],
      ]),
    ).rejects.toThrow(/row-level security|duplicate key/);
  });

  test('hides a question from who is excluded from its record', async () => {
    const record = await added();
    const question = await asked(record, {}, anna);
    await sent(question, full);
    await asOwner(
      workplace,
      `insert into record_exclusion (id, table_name, record_id, person_id, with_chain, reason, excluded_by)
       values ($1, 'incident', $2, $3, false, 'toets', $4)`,
      [newId(), record, cor.person, anna.person],
    );
    expect(
      await asPerson(workplace, anna, [['select from record_question where record_id = $1', [record]]]),
    ).toHaveLength(1);
    expect(
      await asPerson(workplace, cor, [['select from record_question where record_id = $1', [record]]]),
    ).toEqual([]);
    expect(
      await asPerson(workplace, cor, [
        ['select from record_question_answer where question_id = $1', [question.id]],
      ]),
    ).toEqual([]);
    expect((await cor.browser.get(question.own)).status).toBe(404);
  });
});

/** Runs a statement as whoever came by a link, as the login of the workplace does. */
async function asDelegate(
  key: string,
  statement: string,
  kind = 'delegate',
  commits = false,
): Promise<readonly Record<string, unknown>[]> {
  const { storage, organisation } = workplace.database;
  return withClient(storage.connection(organisation, 'workplace'), async (client) => {
    await client.query('begin');
    await client.query(
      `select set_config('role', 'daglicht_' || $1, true), set_config('app.actor_kind', $1, true),
         set_config('app.actor', $1, true), set_config('app.person', '', true), set_config('app.delegate', $2, true)`,
      [kind, key],
    );
    const { rows } = await client.query<Record<string, unknown>>(statement);
    await client.query(commits ? 'commit' : 'rollback');
    return rows;
  });
}
