import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oleFile } from '../../../../tests/makers/spreadsheet-files.ts';
import { type TestAnswer, TestBrowser } from '../../../../tests/makers/workplace/browser.ts';
import { openDescribedWorkplace } from '../../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../../tests/makers/workplace/workplace.ts';
import { wholeCatalogue } from '../../../app.ts';
import { isAskable } from '../../../collection/annual-call/asked.ts';
import { newId } from '../../../platform/database/new-id.ts';
import type { ExportSheet, ExportValue } from '../../../platform/spreadsheets/export-model.ts';
import { zip } from '../../../platform/spreadsheets/packed/zip-write.ts';
import { streamRows } from '../../../platform/spreadsheets/reading/read.ts';
import { writeXlsx } from '../../../platform/spreadsheets/xlsx/xlsx-write.ts';

/* A return that is filled in outside Daglicht, in a workbook that is read back. */

let workplace: TestWorkplace;
let anna: TestAccount;
let cor: TestAccount;
let dirk: TestAccount;
let piet: TestAccount;

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  dirk = await setUp(workplace, 'Dirk Elders', 'dirk@oefen.test');
  piet = await setUp(workplace, 'Piet Personeel', 'piet@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
  await appointed(workplace, dirk.person, 'coordinator', 'RDL');
  await appointed(workplace, piet.person, 'hr-adviser', 'PBW');
  await asOwner(
    workplace,
    `insert into reported_value (id, register, field, unit, period, state, value, record_id)
     values ($1, 'gifts', 'gifts.offered', 'PBW', '2024', 'value', '40', $1)`,
    [newId()],
  );
  for (const year of ['2019', '2020', '2021', '2022', '2025']) await opened(year);
});
afterAll(() => workplace.close());

async function opened(jaar: string): Promise<void> {
  const answer = await anna.browser.post('/uitvraag/nieuw', {
    jaar,
    uiterlijk: '27-2-2199',
    tekst: '',
    ...Object.fromEntries(
      wholeCatalogue.registers.filter(isAskable).map(({ key }) => [`vraag-${key}`, 'niet']),
    ),
    'vraag-gifts': 'onderdelen',
    'vraag-incidents': 'onderdelen',
    onderdelen: ['PBW', 'RDL'],
    stap: 'openen',
  });
  if (answer.location !== `/uitvraag/${jaar}?gedaan=geopend`) throw new Error(`Not opened: ${answer.body}`);
}

const place = (jaar: string) => `/uitvraag/${jaar}/PBW`;
const hiddenIn = ({ body }: TestAnswer, name: string) =>
  (new RegExp(`name="${name.replaceAll('|', '\\|')}" value="([^"]*)"`).exec(body)?.[1] ?? '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

type Cells = Readonly<Record<string, ExportValue>>;

/** Gets a workbook as somebody does. */
async function got(who: TestAccount, path: string): Promise<Uint8Array> {
  const { site } = workplace;
  const answer = await site.request(`${path}/werkmap/ophalen`, {
    headers: { ...new TestBrowser(site).headers, Cookie: `daglicht=${who.browser.cookie('daglicht') ?? ''}` },
  });
  if (answer.status !== 200) throw new Error(`No workbook: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

const answersSheet = 'Opgave';
const columns: Readonly<Record<string, number>> = {
  antwoord: 3,
  aantal: 4,
  want: 5,
  waardoor: 6,
  sleutel: 7,
};

/** Fills a workbook in, by the key of the line, and writes it as a spreadsheet program does. */
async function filled(
  content: Uint8Array,
  changes: Readonly<Record<string, Cells>>,
  more: (rows: ExportValue[][]) => ExportValue[][] = (rows) => rows,
): Promise<Uint8Array> {
  const sheets = new Map<string, ExportValue[][]>();
  for await (const { sheet, rows } of streamRows(content)) {
    const written = sheets.get(sheet.name) ?? [];
    for (const row of rows) {
      const cells: ExportValue[] = Array.from({ length: 8 }, () => null);
      for (const cell of row.cells) {
        const { value } = cell;
        cells[cell.column] = cell.kind === 'number' ? value : cell.text;
      }
      written.push(cells);
    }
    sheets.set(sheet.name, written);
  }
  const file = [...sheets].map(([name, rows]): ExportSheet => {
    const own = name === answersSheet ? more(rows) : rows;
    for (const row of own) {
      const change = name === answersSheet ? changes[String(row[7])] : undefined;
      for (const [column, value] of Object.entries(change ?? {})) row[columns[column] ?? 0] = value;
    }
    const [head = [], ...others] = own;
    return {
      name,
      columns: head.map((header) => ({ header: String(header ?? ''), kind: 'text' as const })),
      rows: others,
    };
  });
  return writeXlsx({ title: 'ingevuld', language: 'nl', creator: 'toets', sheets: file });
}

const readBack = (who: TestAccount, path: string, content: Uint8Array) =>
  who.browser.upload(`${path}/werkmap`, {}, { field: 'bestand', name: 'opgave.xlsx', content });

const stored = (jaar: string) =>
  asOwner(
    workplace,
    `select a.register, a.field, a.state, a.value, a.note, a.stands from annual_call_answer a join annual_call c on c.id = a.call_id
     where c.period = $1 and a.withdrawn_at is null order by 1, 2`,
    [jaar],
  );

describe('A workbook', () => {
  test('comes back as it was filled in, and what was filled in before stands in the next one', async () => {
    const path = place('2022');
    const content = await got(cor, path);
    const back = await filled(content, {
      'incidents||': { antwoord: 'nihil (0)' },
      'gifts||': { antwoord: 'ja' },
      'gifts|gifts.offered|': { aantal: 30n },
      'gifts|gifts.accepted|': { antwoord: 'Geschat', aantal: '1.203', want: 'Telling loopt nog.' },
      'gifts|gifts.returned|': { antwoord: 'niet van toepassing', want: 'Niet bijgehouden.' },
      'gifts|gifts.late|': { aantal: 0n },
    });
    const shown = await readBack(cor, path, back);
    expect(shown.status).toBe(200);
    expect(shown.body).toContain('6 antwoorden zijn nieuw of gewijzigd');
    expect(shown.body).toContain('Er is nog niets bewaard');
    expect(await stored('2022')).toEqual([]);
    const kept = await cor.browser.post(`${path}/werkmap/bewaren`, { werkmap: hiddenIn(shown, 'werkmap') });
    expect(kept.location).toBe(`${path}?gedaan=bewaard`);
    expect(await stored('2022')).toEqual([
      { register: 'gifts', field: '', state: 'answered', value: null, note: null, stands: null },
      {
        register: 'gifts',
        field: 'gifts.accepted',
        state: 'estimated',
        value: '1203',
        note: 'Telling loopt nog.',
        stands: null,
      },
      { register: 'gifts', field: 'gifts.late', state: 'nil', value: '0', note: null, stands: null },
      { register: 'gifts', field: 'gifts.offered', state: 'value', value: '30', note: null, stands: null },
      {
        register: 'gifts',
        field: 'gifts.returned',
        state: 'not-applicable',
        value: null,
        note: 'Niet bijgehouden.',
        stands: null,
      },
      { register: 'incidents', field: '', state: 'nil', value: null, note: null, stands: null },
    ]);
    // The same again, and a newly made one: nothing differs.
    for (const one of [back, await filled(await got(cor, path), {})]) {
      const again = await readBack(cor, path, one);
      expect(again.body).toContain('Geen antwoord is nieuw of gewijzigd');
    }
  });

  test('with faults is not kept at all, and each fault says where it is and what to do', async () => {
    const path = place('2021');
    const back = await filled(
      await got(cor, path),
      {
        'incidents||': { antwoord: 'misschien' },
        'gifts||': { antwoord: 'ja' },
        'gifts|gifts.offered|': { aantal: 30n },
        'gifts|gifts.accepted|': { aantal: { digits: 15n, scale: 1 } },
        'gifts|gifts.returned|': { antwoord: 'geschat', aantal: 3n },
        'gifts|gifts.late|': { antwoord: 'nihil (0)', aantal: 4n },
        'gifts|gifts.value|': { sleutel: 'gifts|gifts.other|' },
      },
      (rows) => [...rows, [...(rows[3] ?? [])]],
    );
    const shown = await readBack(cor, path, back);
    expect(shown.status).toBe(400);
    for (const message of [
      '„misschien” is geen antwoord dat hier kan',
      '„1,5” is geen heel getal',
      'Geweigerd of teruggegeven: schrijf waarom.',
      'Te laat gemeld: vul niets in',
      'Deze regel hoort niet bij deze opgave',
      'staat twee keer in het bestand',
      'rij 2, kolom D',
    ])
      expect(shown.body).toContain(message);
    expect(await stored('2021')).toEqual([]);
    const without = await filled(await got(cor, path), {}, (rows) => rows.map((row) => row.slice(0, 4)));
    expect((await readBack(cor, path, without)).body).toContain('Er is geen blad „Opgave” met de kolommen');
    expect((await cor.browser.upload(`${path}/werkmap`, {}, null)).body).toContain('Kies het bestand.');
  });

  test('of another return, and of another unit, is refused', async () => {
    const back = await filled(await got(cor, place('2020')), { 'incidents||': { antwoord: 'nihil' } });
    expect((await readBack(cor, place('2021'), back)).body).toContain('Dit bestand is van een andere opgave');
    expect((await readBack(dirk, place('2020'), back)).status).toBe(404);
    expect((await dirk.browser.get(`${place('2020')}/werkmap/ophalen`)).status).toBe(404);
    expect((await dirk.browser.post(`${place('2020')}/werkmap/bewaren`, { werkmap: '{}' })).status).toBe(404);
  });

  test('overwrites nothing that was changed on the page meanwhile: it is asked, once more where it changed again', async () => {
    const path = place('2020');
    const begin = await cor.browser.get(`${path}/gifts`);
    await cor.browser.post(`${path}/gifts`, {
      versie: hiddenIn(begin, 'versie'),
      'aantal-gifts.offered': '3',
      'aantal-gifts.accepted': '1',
      'aantal-gifts.returned': '2',
    });
    const content = await got(cor, path);
    const onPage = async (values: Readonly<Record<string, string>>) => {
      const page = await cor.browser.get(`${path}/gifts`);
      const all = {
        'aantal-gifts.offered': '3',
        'aantal-gifts.accepted': '1',
        'aantal-gifts.returned': '2',
        ...values,
      };
      const answer = await cor.browser.post(`${path}/gifts`, { versie: hiddenIn(page, 'versie'), ...all });
      expect(answer.location).toContain('gedaan=bewaard');
    };
    // Offered is changed by both, accepted by the page alone, returned by the file alone.
    await onPage({ 'aantal-gifts.offered': '4', 'aantal-gifts.accepted': '9' });
    const back = await filled(content, {
      'gifts|gifts.offered|': { aantal: 5n },
      'gifts|gifts.returned|': { aantal: 7n },
    });
    const shown = await readBack(cor, path, back);
    expect(shown.body).toContain('op de pagina is dit intussen gewijzigd');
    const form = { werkmap: hiddenIn(shown, 'werkmap') };
    const seen = 'gezien-gifts|gifts.offered|';
    const choice = 'kies-gifts|gifts.offered|';
    const unasked = await cor.browser.post(`${path}/werkmap/bewaren`, form);
    expect(unasked.status).toBe(400);
    expect(unasked.body).toContain('Kies wat moet blijven');
    const stale = hiddenIn(unasked, seen);
    await onPage({ 'aantal-gifts.offered': '6', 'aantal-gifts.accepted': '9' });
    const again = await cor.browser.post(`${path}/werkmap/bewaren`, {
      ...form,
      [seen]: stale,
      [choice]: 'bestand',
    });
    expect(again.status).toBe(400);
    const kept = await cor.browser.post(`${path}/werkmap/bewaren`, {
      ...form,
      [seen]: hiddenIn(again, seen),
      [choice]: 'bestand',
    });
    expect(kept.location).toBe(`${path}?gedaan=bewaard`);
    expect((await stored('2020')).map(({ field, value }) => [field, value])).toEqual([
      ['', null],
      ['gifts.accepted', '9'],
      ['gifts.offered', '5'],
      ['gifts.returned', '7'],
    ]);
  });

  test('asks what is unlikely once, unless the file explains it', async () => {
    const path = place('2025');
    const content = await got(cor, path);
    const odd = { 'gifts||': { antwoord: 'ja' }, 'gifts|gifts.offered|': { aantal: 12n } };
    const shown = await readBack(cor, path, await filled(content, odd));
    expect(shown.body).toContain('12, en vorig jaar 40. Klopt dat?');
    const form = { werkmap: hiddenIn(shown, 'werkmap') };
    const asked = await cor.browser.post(`${path}/werkmap/bewaren`, form);
    expect(asked.status).toBe(400);
    const why = { 'klopt-gifts|gifts.offered|': 'Er was geen relatiedag.' };
    const kept = await cor.browser.post(`${path}/werkmap/bewaren`, { ...form, ...why });
    expect(kept.location).toBe(`${path}?gedaan=bewaard`);
    expect(await stored('2025')).toMatchObject([
      { field: '' },
      { value: '12', stands: 'Er was geen relatiedag.' },
    ]);
    const explained = await filled(await got(cor, path), {
      'gifts|gifts.offered|': { aantal: 13n, waardoor: 'Toch dertien.' },
    });
    expect((await readBack(cor, path, explained)).body).not.toContain('Klopt dat?');
  });

  test('is said to be none where the file is something else, and what it is', async () => {
    const path = place('2021');
    const files: readonly (readonly [content: Uint8Array, said: string])[] = [
      [Buffer.from('Register;Vraag;Antwoord\nGeschenken;Aangeboden;3\n'), 'het is een tekstbestand (CSV)'],
      [Buffer.from('geen werkmap'), 'het is een tekstbestand (CSV)'],
      [Buffer.from('%PDF-1.7\n1 0 obj'), 'het is een bestand van de soort PDF'],
      [Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'het is een bestand van de soort PNG'],
      [Buffer.from('ffd8ffe000104a464946', 'hex'), 'het is een bestand van de soort JPEG'],
      [zip([{ name: 'brief.txt', content: 'Beste lezer' }]), 'het is een bestand van de soort ZIP'],
      [zip([{ name: 'word/document.xml', content: '<w/>' }]), 'het is een bestand van de soort Word'],
      [Buffer.from('<!doctype html><table></table>'), 'het is een webpagina'],
      [Buffer.from('00010203fffe0405', 'hex'), 'het bestand is van een soort die hier niet kan'],
      [new Uint8Array(), 'het bestand is leeg (0 bytes)'],
    ];
    for (const [content, said] of files) {
      const { status, body } = await readBack(cor, path, content);
      expect(status, said).toBe(400);
      expect(body).toContain(`Dit is geen werkmap: ${said}. Kies de werkmap`);
      expect(body, said).not.toContain('Er is geen blad');
    }
    const locked = await readBack(cor, path, oleFile('EncryptedPackage'));
    expect(locked.status).toBe(400);
    expect(locked.body).toContain('Het bestand is beveiligd met een wachtwoord.');
    expect((await readBack(cor, path, oleFile('Workbook'))).body).toContain('van voor 2007 (.xls)');
    const torn = await readBack(cor, path, (await got(cor, path)).slice(0, -400));
    expect(torn.body).toContain('Het bestand is beschadigd of niet compleet.');
  });

  test('of questions that were handed to an account is theirs alone, and stands with those questions', async () => {
    const form = await cor.browser.get(`${place('2019')}/doorgeven`);
    const id = hiddenIn(form, 'sleutel');
    await cor.browser.post(`${place('2019')}/doorgeven`, {
      sleutel: id,
      registers: ['gifts'],
      naam: 'Piet Personeel',
      functie: 'adviseur',
      hoe: 'account',
      mail: 'piet@oefen.test',
      uiterlijk: '1-2-2199',
    });
    const path = `/uitvraag/deel/${id}`;
    const content = await got(piet, path);
    expect((await cor.browser.get(`${path}/werkmap/ophalen`)).status).toBe(404);
    const shown = await readBack(
      piet,
      path,
      await filled(content, { 'gifts|gifts.offered|': { aantal: 8n } }),
    );
    expect(shown.body).toContain('2 antwoorden zijn nieuw of gewijzigd');
    const kept = await piet.browser.post(`${path}/werkmap/bewaren`, { werkmap: hiddenIn(shown, 'werkmap') });
    expect(kept.location).toBe(`${path}?gedaan=bewaard`);
    expect((await piet.browser.get(path)).body).toContain('value="8"');
    expect(await stored('2019')).toEqual([]);
  });
});
