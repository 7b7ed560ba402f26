import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
} from '../../../tests/example-organisation.ts';
import type { TestAnswer } from '../../../tests/makers/workplace/browser.ts';
import {
  appointed,
  asOwner,
  asPerson,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { publicReader } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { doJobs, newHolder } from '../../platform/jobs/do-jobs.ts';
import { siteContentsQuestion } from '../../publication/site/questions.ts';
import { ReportMaker } from '../../publication/workbench/making/maker.ts';
import { reportJobs } from '../../publication/workbench/making/report-jobs.ts';

/* A report in the workplace: written by the central coordinator, read by somebody else, signed by the head, published. */

let bron: TestOrganisation;
let maker: ReportMaker;
let workplace: TestWorkplace;
let anna: TestAccount;
let bert: TestAccount;
let hilde: TestAccount;
let onno: TestAccount;
let report = '';

beforeAll(async () => {
  bron = await openTestOrganisation(join(examples, 'bron', 'organisation.json'), 'bron');
  await bron.import('complaints', join(examples, 'bron', 'complaints-2019-2021.csv'));
  await bron.import('outside-activities', join(examples, 'bron', 'outside-activities-2020-2021.csv'));
  const told: string[] = [];
  maker = new ReportMaker(bron, null, (line) => told.push(line));
  workplace = await openWorkplace({ reports: maker }, { door: bron.door, database: bron.database });
  await setUp(workplace, 'Fenna Beheer', 'fenna@bron.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@bron.test');
  bert = await setUp(workplace, 'Bert Lezer', 'bert@bron.test');
  hilde = await setUp(workplace, 'Hilde Hoofd', 'hilde@bron.test');
  onno = await setUp(workplace, 'Onno Raad', 'onno@bron.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, bert.person, 'privacy-officer');
  await appointed(workplace, hilde.person, 'head');
  await appointed(workplace, onno.person, 'auditor');
  const begun = await anna.browser.post('/verslagen/nieuw', {
    periode: '2021',
    eerder: '1',
    begin: 'cijfers',
    taal: 'nl',
  });
  report = (begun.location ?? '').split('?')[0] ?? '';
});
afterAll(async () => {
  await workplace?.close();
  await bron?.close();
});

const hiddenIn = ({ body }: TestAnswer, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
const id = () => report.split('/')[2] ?? '';
const page = async (who: TestAccount, rest = '') => (await who.browser.get(`${report}${rest}`)).body;

/** The address of the block with this name. */
async function blockAt(name: string): Promise<string> {
  const body = await page(anna);
  return new RegExp(`href="([^"]*/blok/[0-9a-f-]{36})"[^>]*>(?:<strong>)?${name}<`).exec(body)?.[1] ?? '';
}

async function written(name: string, tekst: (before: string) => string): Promise<TestAnswer> {
  const place = await blockAt(name);
  const form = await anna.browser.get(place);
  const before = /<textarea[^>]*>([^<]*)</.exec(form.body)?.[1] ?? '';
  return anna.browser.post(place, {
    blok: place.split('/').at(-1) ?? '',
    versie: hiddenIn(form, 'versie'),
    na: '',
    tekst: tekst(before),
    doe: 'tonen',
  });
}

async function computed(): Promise<void> {
  await anna.browser.post(`${report}/berekenen`, { terug: report });
  // Each instance computes for itself, and they answer in turn.
  for (let ready = 0; ready < 2; ) {
    ready = (await page(anna)).includes('worden berekend') ? 0 : ready + 1;
    await maker.rest();
  }
}

/** Makes what was asked for of a report, as the program does by itself. */
async function made(): Promise<void> {
  const faults = await doJobs(bron, reportJobs(new Map([[bron.key, maker]])), newHolder());
  expect(faults).toEqual([]);
}

/** Makes a reading version; answers with its number. */
async function readingMade(): Promise<string> {
  await anna.browser.post(`${report}/leesversies`, {});
  await made();
  const body = await page(anna, '/route');
  return [...body.matchAll(/leesversies\/(\d+)"/g)].map(([, number]) => number ?? '')[0] ?? '';
}

async function asked(who: TestAccount, deel: 'second-reader' | 'preview'): Promise<void> {
  await anna.browser.post(`${report}/lezers`, {
    doe: 'vraag',
    naam: who.name.split(' ')[0] ?? '',
    persoon: who.person,
    deel,
  });
}

const stepOf = async (place: number) => {
  const [row] = await asOwner(workplace, 'select id from report_step where report_id = $1 and place = $2', [
    id(),
    place,
  ]);
  return String(row?.['id']);
};
const standing = async () => {
  const [row] = await asOwner(
    workplace,
    'select id, model_sha256 from report_reading where report_id = $1 and made_at is not null order by number desc limit 1',
    [id()],
  );
  return { id: String(row?.['id']), hash: String(row?.['model_sha256']) };
};

/** What a fault in the program could do as somebody: their role and settings, and SQL. */
const bySql = (who: TestAccount, statement: string, values: readonly unknown[] = []) =>
  asPerson(workplace, who, [[statement, values]]);

describe('A report is written', () => {
  test('from a document with every figure that the registers hold', async () => {
    const body = await page(anna);
    expect(body).toContain('Het verslag bestaat uit blokken');
    expect(await blockAt('Vooraf')).toMatch(/\/blok\//);
    expect(body).toContain('nog niet nagegaan');
  });

  test('by who has the overview, and by nobody else', async () => {
    for (const who of [bert, hilde, onno])
      expect(
        (
          await who.browser.post('/verslagen/nieuw', {
            periode: '2020',
            eerder: '0',
            begin: 'cijfers',
            taal: 'nl',
          })
        ).status,
      ).toBe(404);
    expect((await bert.browser.get(report)).status).toBe(404);
    expect((await onno.browser.get(report)).status).toBe(404);
  });

  test('begun twice it is one report', async () => {
    const again = await anna.browser.post('/verslagen/nieuw', {
      periode: '2021',
      eerder: '0',
      begin: 'cijfers',
      taal: 'nl',
    });
    expect(again.location).toBe(`${report}?gedaan=bestond`);
  });

  test('A period without figures begins nothing, and what was typed stays', async () => {
    const none = await anna.browser.post('/verslagen/nieuw', {
      periode: '1990',
      eerder: '2',
      begin: 'cijfers',
      taal: 'nl',
    });
    expect([
      none.status,
      none.body.includes('geen cijfers over 1990'),
      none.body.includes('value="1990"'),
    ]).toEqual([400, true, true]);
  });

  test('A number by hand is marked at its block and line, with a figure that has it', async () => {
    await computed();
    await written('Vooraf', (before) => `${before}\n\nEr kwamen 78 opgaven.`);
    const body = await page(anna, (await blockAt('Vooraf')).slice(report.length));
    expect(body).toContain('Regel 5: „78” is een getal');
    expect(body).toContain(':n[outside-activities.');
    expect(await page(anna, '/waarschuwingen')).toContain('Moet opgelost');
    await written('Vooraf', (before) => before.split('\n\n').slice(0, 2).join('\n\n'));
  });

  test('Of two who save one block the second keeps the own text and sees the other', async () => {
    const place = await blockAt('Vooraf');
    const form = await anna.browser.get(place);
    const save = (tekst: string) =>
      anna.browser.post(place, {
        blok: place.split('/').at(-1) ?? '',
        versie: hiddenIn(form, 'versie'),
        na: '',
        tekst,
        doe: 'tonen',
      });
    expect((await save('# Vooraf {#vooraf}\n\nEerste tekst over :period.')).status).toBe(303);
    const second = await save('# Vooraf {#vooraf}\n\nTweede tekst over :period.');
    expect([
      second.status,
      second.body.includes('Tweede tekst'),
      second.body.includes('Eerste tekst'),
    ]).toEqual([409, true, true]);
  });

  test('A block that was taken out can be put back where it stood', async () => {
    const place = await blockAt('Vooraf');
    const blok = place.split('/').at(-1) ?? '';
    await anna.browser.post(`${report}/ordenen`, { blok, doe: 'weg' });
    expect(await blockAt('Vooraf')).toBe('');
    await anna.browser.post(`${report}/ordenen`, { blok, doe: 'terug' });
    expect(await blockAt('Vooraf')).toBe(place);
    expect((await page(anna)).indexOf('Vooraf</strong>')).toBeLessThan(
      (await page(anna)).indexOf('Verantwoording'),
    );
  });

  test('A new block sent twice stands once', async () => {
    const form = await anna.browser.get(`${report}/blok/nieuw`);
    const sent = {
      blok: hiddenIn(form, 'blok'),
      versie: '',
      na: '',
      tekst: '# Nieuw hoofdstuk',
      doe: 'terug',
    };
    await anna.browser.post(`${report}/blok/nieuw`, sent);
    await anna.browser.post(`${report}/blok/nieuw`, sent);
    expect((await page(anna)).split('>Nieuw hoofdstuk<')).toHaveLength(2);
    await anna.browser.post(`${report}/ordenen`, { blok: sent.blok, doe: 'weg' });
  });
});

describe('A report is read', () => {
  test('A version with something to solve is not made, and says what', async () => {
    await written('Vooraf', () => '# Vooraf {#vooraf}\n\nEr kwamen vijf klachten.');
    await readingMade();
    expect(await page(anna, '/route')).toContain('kon niet worden gemaakt');
    await written('Vooraf', () => '# Vooraf {#vooraf}\n\nDit verslag gaat over :period.');
  });

  test('by who was asked, and who wrote any of it is not asked in vain', async () => {
    await readingMade();
    await asked(bert, 'second-reader');
    await asked(onno, 'preview');
    expect(await page(bert, '')).toContain('leest dit verslag als tweede lezer');
    expect((await bert.browser.get(`${report}/cijfers`)).status).toBe(404);
    expect((await bert.browser.get('/')).body).toContain('Lezen als tweede lezer');
  });

  test('who saw it is kept, and told to who writes it', async () => {
    const number = /leesversies\/(\d+)"/.exec(await page(onno, '/route'))?.[1];
    expect((await onno.browser.get(`${report}/leesversies/${number}`)).status).toBe(200);
    expect(await page(anna, '/route')).toMatch(/Wie deze versie zag[\s\S]*Onno Raad/);
  });

  test('A reader on paper gets numbered blocks and the check number', async () => {
    const number = /leesversies\/(\d+)"/.exec(await page(bert, '/route'))?.[1];
    const paper = await bert.browser.get(`${report}/leesversies/${number}/pdf`);
    expect([paper.status, paper.body.slice(0, 5)]).toEqual([200, '%PDF-']);
  });

  test('What a reader says of a block stands with who writes, and can be answered', async () => {
    const number = /leesversies\/(\d+)"/.exec(await page(bert, '/route'))?.[1];
    const reading = await page(bert, `/leesversies/${number}`);
    const block = /opmerking\?blok=([0-9a-f-]{36})/.exec(reading)?.[1] ?? '';
    const form = await bert.browser.get(`${report}/leesversies/${number}/opmerking?blok=${block}`);
    const sent = {
      blok: block,
      id: hiddenIn(form, 'id'),
      opmerking: 'Noem hier de verhouding.',
      namens: 'de raad',
    };
    await bert.browser.post(`${report}/leesversies/${number}/opmerking`, sent);
    await bert.browser.post(`${report}/leesversies/${number}/opmerking`, sent);
    const body = await page(anna, '/opmerkingen');
    expect(body.split('Noem hier de verhouding.')).toHaveLength(2);
    // On behalf of somebody is only for who writes the report.
    expect(body).not.toContain('de raad');
    const over = /over=([0-9a-f-]{36})/.exec(body)?.[1] ?? '';
    await anna.browser.post(`${report}/opmerkingen`, { over, antwoord: 'Toegevoegd.' });
    expect(await page(bert, '/opmerkingen')).toContain('Toegevoegd.');
  });

  test('is not signed before it was read', async () => {
    const step = await stepOf(2);
    const { hash } = await standing();
    const early = await hilde.browser.post(`${report}/tekenen/${step}`, {
      gelezen: hash,
      besluit: 'teken',
      reden: '',
    });
    expect([early.status, early.body.includes('Er is niets vastgelegd')]).toEqual([400, true]);
  });

  test('A second reader finishes it', async () => {
    const number = /leesversies\/(\d+)"/.exec(await page(bert, '/route'))?.[1];
    const stap = await stepOf(1);
    const none = await bert.browser.post(`${report}/leesversies/${number}`, { stap, oordeel: '', reden: '' });
    expect([none.status, none.body.includes('Kies wat u vindt')]).toEqual([400, true]);
    await bert.browser.post(`${report}/leesversies/${number}`, { stap, oordeel: 'akkoord', reden: '' });
    expect(await page(anna, '/route')).toContain('Akkoord. Bert Lezer');
  });
});

describe('A report is signed', () => {
  test('by its head, under what was read', async () => {
    const step = await stepOf(2);
    expect((await hilde.browser.get('/')).body).toContain('Lezen en tekenen');
    const form = await hilde.browser.get(`${report}/tekenen/${step}`);
    for (const heading of [
      'Wie iets niet opgaf',
      'Afgeschermde getallen',
      'Verbeteringen van eerdere verslagen',
    ])
      expect(form.body).toContain(heading);
    const signed = await hilde.browser.post(`${report}/tekenen/${step}`, {
      gelezen: hiddenIn(form, 'gelezen'),
      besluit: 'teken',
      reden: '',
    });
    expect(signed.location).toBe(`${report}/route`);
    expect(await page(anna, '/route')).toContain('Getekend. Hilde Hoofd');
  });

  test('A change voids the signature, and says so', async () => {
    await written(
      'Vooraf',
      () => '# Vooraf {#vooraf}\n\nDit verslag gaat over :period en over niets anders.',
    );
    expect(await page(anna)).toContain('Er staat 1 handtekening onder leesversie');
    await readingMade();
    expect(await page(anna, '/route')).toContain('1 handtekening onder een vorige versie is vervallen');
    expect(await page(hilde, '/route')).not.toContain('Akkoord; klaar om te publiceren');
  });

  test('Whoever signs again reads what changed', async () => {
    const number = /leesversies\/(\d+)"/.exec(await page(bert, '/route'))?.[1];
    expect(await page(bert, `/leesversies/${number}`)).toMatch(
      /Gewijzigd sinds u versie \d las[\s\S]*„Vooraf”: toegevoegd of gewijzigd/,
    );
    await bert.browser.post(`${report}/leesversies/${number}`, {
      stap: await stepOf(1),
      oordeel: 'opmerkingen',
      reden: '',
    });
  });

  test('on paper by one, confirmed by another', async () => {
    const step = await stepOf(2);
    const { hash } = await standing();
    const entry = {
      wie: 'H. Hoofd, secretaris-generaal',
      dag: '1-3-2026',
      kenmerk: 'DOC-1',
      getal: hash.slice(0, 16),
    };
    const wrong = await anna.browser.post(`${report}/papier/${step}`, {
      ...entry,
      getal: '0000000000000000',
    });
    expect([wrong.status, wrong.body.includes('niet het controlegetal')]).toEqual([400, true]);
    await anna.browser.post(`${report}/papier/${step}`, entry);
    expect(await page(anna, '/route')).toContain('nog te bevestigen');
    expect((await anna.browser.get(`${report}/bevestigen/${step}`)).status).toBe(404);
    const form = await bert.browser.get(`${report}/bevestigen/${step}`);
    await bert.browser.post(`${report}/bevestigen/${step}`, {
      invoer: hiddenIn(form, 'invoer'),
      gelezen: hiddenIn(form, 'gelezen'),
      gezien: 'ja',
    });
    expect(await page(anna, '/route')).toContain('Akkoord; klaar om te publiceren');
  });
});

describe('What a fault in the program could do is refused by the database', () => {
  test('Who was not asked sees nothing of a report', async () => {
    const fenna = { person: newId() } as TestAccount;
    for (const table of [
      'report_draft',
      'report_block',
      'report_reading',
      'report_event',
      'report_remark',
      'report_reader',
    ])
      expect(await bySql(fenna, `select * from ${table}`)).toEqual([]);
    expect(await bySql(bert, 'select * from report_block')).toEqual([]);
    expect(await bySql(onno, 'select distinct person_id from report_reader')).toEqual([
      { person_id: onno.person },
    ]);
  });

  test.each([
    ['a signature of who bears no role of the step', () => onno, 'signed'],
    ['a second reading by who only sees it beforehand', () => onno, 'read'],
    ['a second reading by who wrote it', () => anna, 'read'],
    ['that it was published', () => anna, 'published'],
    ['a confirmation of what they entered themselves', () => anna, 'confirmed'],
  ])('%s', async (_what, who, kind) => {
    const { id: reading, hash } = await standing();
    const [paper] = await asOwner(
      workplace,
      `select id from report_event where reading_id = $1 and kind = 'paper'`,
      [reading],
    );
    expect(paper).toBeDefined();
    await expect(
      bySql(
        who(),
        `insert into report_event (id, report_id, reading_id, step_id, kind, outcome, hash, acting_as, about)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          newId(),
          id(),
          reading,
          await stepOf(kind === 'read' ? 1 : 2),
          kind,
          kind === 'read' ? 'agreed' : null,
          kind === 'read' || kind === 'published' ? null : hash,
          kind === 'signed' ? 'head' : null,
          kind === 'confirmed' ? paper?.['id'] : null,
        ],
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('a signature under another hash, and a step that the profile did not give', async () => {
    const { id: reading } = await standing();
    await expect(
      bySql(
        hilde,
        `insert into report_event (id, report_id, reading_id, step_id, kind, hash, acting_as) values ($1, $2, $3, $4, 'signed', $5, 'head')`,
        [newId(), id(), reading, await stepOf(2), '0'.repeat(64)],
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      bySql(
        anna,
        `insert into report_step (id, report_id, place, act, role) values ($1, $2, 9, 'sign', 'auditor')`,
        [newId(), id()],
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('what the program made of a version', async () => {
    await expect(bySql(anna, `update report_reading set model = 'x'`)).rejects.toThrow(/permission denied/);
    await expect(bySql(anna, `delete from report_event`)).rejects.toThrow(/permission denied/);
  });
});

describe('A report is published', () => {
  test('not before an embargo ends', async () => {
    await anna.browser.post(`${report}/embargo`, { doe: 'instellen', tot: '1-1-2199 10.00', reden: '' });
    expect(await page(anna, '/publiceren')).toContain('Er is een embargo tot');
    const { hash } = await standing();
    await anna.browser.post(`${report}/publiceren`, { gelezen: hash, volgend: '', dag: '' });
    await made();
    expect((await look(bron.door, publicReader, siteContentsQuestion, concern, {})).publications).toEqual([]);
    await anna.browser.post(`${report}/embargo`, {
      doe: 'opheffen',
      tot: '',
      reden: 'De minister stemde in.',
    });
  });

  test('as it was signed, and the site says who signed, when, and what comes next', async () => {
    const { hash } = await standing();
    const sent = { gelezen: hash, volgend: '2022', dag: '1-5-2023' };
    await anna.browser.post(`${report}/publiceren`, sent);
    await anna.browser.post(`${report}/publiceren`, sent);
    await made();
    expect(await page(anna, '/publiceren')).toContain('Het verslag is gepubliceerd');
    const { publications, approvals, next } = await look(
      bron.door,
      publicReader,
      siteContentsQuestion,
      concern,
      {},
    );
    expect(publications).toHaveLength(1);
    expect(approvals.map(({ title, signedOn }) => [title.nl, signedOn])).toEqual([
      ['secretaris-generaal', '2026-03-01'],
    ]);
    expect(next.map(({ period, expectedOn }) => [period, expectedOn])).toEqual([['2022', '2023-05-01']]);
  });

  test('not with other figures than those that were signed: it says which', async () => {
    const begun = await anna.browser.post('/verslagen/nieuw', {
      periode: '2021',
      eerder: '1',
      begin: 'verbeter 2021 1',
      taal: 'nl',
    });
    report = (begun.location ?? '').split('?')[0] ?? '';
    await readingMade();
    await asked(bert, 'second-reader');
    const number = /leesversies\/(\d+)"/.exec(await page(bert, '/route'))?.[1];
    await bert.browser.post(`${report}/leesversies/${number}`, {
      stap: await stepOf(1),
      oordeel: 'akkoord',
      reden: '',
    });
    const { hash } = await standing();
    await hilde.browser.post(`${report}/tekenen/${await stepOf(2)}`, {
      gelezen: hash,
      besluit: 'teken',
      reden: '',
    });
    await asOwner(
      workplace,
      `update reported_value set value = '77', state = 'value' where id = (select id from reported_value
        where field = 'outside-activities.activities' and period = '2021' and withdrawn_at is null order by id limit 1)`,
    );
    await anna.browser.post(`${report}/publiceren`, { gelezen: hash, volgend: '', dag: '' });
    await made();
    const body = await page(anna, '/publiceren');
    expect(body).toContain('Er is niets gepubliceerd');
    expect(body).toContain('Sinds de handtekeningen zijn cijfers veranderd');
    expect(
      (await look(bron.door, publicReader, siteContentsQuestion, concern, {})).publications,
    ).toHaveLength(1);
  });

  test('Who stops with a report says why, and nothing of it is published', async () => {
    await anna.browser.post(`${report}/stoppen`, { reden: '' });
    expect(await page(anna)).not.toContain('Gestopt');
    await anna.browser.post(`${report}/stoppen`, { reden: 'Het kan zo niet.' });
    expect(await page(anna)).toContain('Gestopt');
  });
});

test('No fault of the program was told on the way', () => {
  expect(workplace.told).toEqual([]);
});
