import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  examples,
  openBron,
  openTestOrganisation,
  type TestOrganisation,
} from '../../../tests/example-organisation.ts';
import {
  appointed,
  asOwner,
  asPerson,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { keepingOf } from '../../collection/keeping/keeping.ts';
import { changeStructure, tryStructureChange } from '../../organisation/change-structure.ts';
import { parsePeriod } from '../../organisation/period.ts';
import type { StructureChange } from '../../organisation/structure-change.ts';
import { personActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { doJobs, newHolder } from '../../platform/jobs/do-jobs.ts';
import { InsideFigures, type OwnFigures } from '../../publication/inside/inside-maker.ts';
import { ReportMaker } from '../../publication/workbench/making/maker.ts';
import { reportJobs } from '../../publication/workbench/making/report-jobs.ts';

/* Figures within the organisation: open for who may see the records, protected for who may not. */

let folder = '';
let oefen: TestOrganisation;
let maker: ReportMaker;
let workplace: TestWorkplace;
let fenna: TestAccount;
let anna: TestAccount;
let cor: TestAccount;
let hilde: TestAccount;
let otto: TestAccount;
let emma: TestAccount;
const told: string[] = [];

beforeAll(async () => {
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'oefen');
  const data = (name: string) => join(examples, 'oefen', 'data', name);
  await oefen.import('outside-activities', data('nevenwerkzaamheden-2022-2025.csv'));
  await oefen.import('complaints', data('klachten-2022-2025.csv'));
  await oefen.import('incidents', data('incidenten-2024.csv'));
  await oefen.import('incidents', data('incidenten-2025.csv'));
  // Declarations kept one by one, beside the returns of the other units.
  folder = await mkdtemp(join(tmpdir(), 'daglicht-figures-'));
  const list = join(folder, 'lijst.csv');
  await writeFile(
    list,
    'Onderdeel;Datum opgave;Betaald;Nummer\nIWK;2025-02-03;ja;1\nIWK;2025-02-04;ja;2\nIWK;2025-03-04;nee;3\n',
  );
  await oefen.import('outside-activities', list, { mapping: { Nummer: '-' } });
  maker = new ReportMaker(oefen, null, (line) => told.push(line));
  workplace = await openWorkplace({ reports: maker }, { door: oefen.door, database: oefen.database });
  fenna = await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  await appointed(workplace, fenna.person, 'functional-administrator');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  hilde = await setUp(workplace, 'Hilde Hoofd', 'hilde@oefen.test');
  otto = await setUp(workplace, 'Otto Auditor', 'otto@oefen.test');
  emma = await setUp(workplace, 'Emma Privacy', 'emma@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'IWK');
  await appointed(workplace, hilde.person, 'head');
  await appointed(workplace, otto.person, 'auditor');
  await appointed(workplace, emma.person, 'privacy-officer');
});
afterAll(async () => {
  await workplace?.close();
  await oefen?.close();
  await rm(folder, { recursive: true });
});

const actorOf = ({ person }: TestAccount) => personActor(person, 'workplace');

async function ownOf(
  of: ReportMaker,
  who: TestAccount,
  register: string,
  period: string,
): Promise<OwnFigures> {
  for (;;) {
    const found = await of.inside.own(actorOf(who), register, parsePeriod(period));
    if (found.kind === 'ready') return found.made;
    if (found.kind === 'failed') throw new Error(found.words.en);
    await of.inside.rest();
  }
}

/** Makes what was asked for, as the program does by itself. */
async function made(): Promise<void> {
  const faults = await doJobs(oefen, reportJobs(new Map([[oefen.key, maker]])), newHolder());
  expect(faults).toEqual([]);
}

/** A page without what waits to be computed. */
async function page(who: TestAccount, address: string): Promise<string> {
  for (;;) {
    const { body } = await who.browser.get(address);
    if (!body.includes('worden berekend')) return body;
    await maker.inside.rest();
  }
}

const linksIn = (body: string) =>
  [...body.matchAll(/href="([^"]*\?cijfer=[^"]*)"[^>]*>([^<]*)</g)].map(([, href = '', number = '']) => ({
    href: href.replaceAll('&amp;', '&'),
    number: Number(number.replaceAll('.', '')),
  }));

/** Every number of records of a register and the list that it leads to. */
async function numbersAndLists(
  organisation: TestOrganisation,
  own: OwnFigures,
  who: TestAccount,
  register: string,
): Promise<{
  readonly links: number;
  readonly wrong: readonly string[];
  readonly unlinked: readonly string[];
}> {
  const found = organisation.catalogue.registers.find(({ key }) => key === register);
  const keeping = found && keepingOf(found);
  if (!found || !keeping) throw new Error(`${register} has no list`);
  const wrong: string[] = [];
  const unlinked = new Set<string>();
  const counts = new Map<string, number>();
  let links = 0;
  for (const { figure } of own.figures)
    for (const { at, value, state } of figure.cells) {
      const ids = own.records(figure.id, at);
      if (ids === null) {
        const isCount =
          figure.counts === found.counts && figure.unit === 'count' && figure.basis === 'records';
        if (isCount && state === 'value') unlinked.add(figure.id);
        continue;
      }
      links++;
      const key = [...ids].sort().join();
      const count =
        counts.get(key) ??
        (await look(organisation.door, actorOf(who), keeping.count, concern, {
          ...{ filters: {}, within: null, state: null, doubtful: false, words: null, only: ids },
        }));
      counts.set(key, count);
      if (count !== Number(value)) wrong.push(`${figure.id} ${JSON.stringify(at)}: ${value}, list ${count}`);
    }
  return { links, wrong, unlinked: [...unlinked] };
}

/** What is a difference of numbers, a stock worked out from flows, or a number of fields. */
const computedOtherwise = [
  'incidents.change',
  'incidents.open-at-start',
  'incidents.open-at-end',
  'incidents.completeness',
];

/** What a fault in the program could do as somebody: their role and settings, and SQL. */
const bySql = (who: TestAccount, statement: string, values: readonly unknown[] = []) =>
  asPerson(workplace, who, [[statement, values]], 'commit');

describe('who may see every record', () => {
  test.each([
    ['incidents', '2025'],
    ['incidents', '2024'],
    ['incidents', '2024-2025'],
    ['outside-activities', '2025'],
  ])('finds behind each number of %s over %s a list that is as long (Oefen)', async (register, period) => {
    const own = await ownOf(maker, anna, register, period);
    const { links, wrong, unlinked } = await numbersAndLists(oefen, own, anna, register);
    expect(wrong).toEqual([]);
    expect(links).toBeGreaterThan(register === 'incidents' ? 20 : 2);
    expect(unlinked.filter((id) => !computedOtherwise.includes(id))).toEqual([]);
  });

  test('finds in Bron behind each number a list that is as long', async () => {
    const bron = await openBron();
    const ownMaker = new ReportMaker(bron, null, (line) => told.push(line));
    const other = await openWorkplace({ reports: ownMaker }, { door: bron.door, database: bron.database });
    const fenna = await setUp(other, 'Fenna Beheer', 'fenna@bron.test', 'first');
    await appointed(other, fenna.person, 'central-coordinator');
    for (const register of ['incidents', 'outside-activities']) {
      const own = await ownOf(ownMaker, fenna, register, '2020-2021');
      const { links, wrong, unlinked } = await numbersAndLists(bron, own, fenna, register);
      expect(wrong).toEqual([]);
      expect(unlinked.filter((id) => !computedOtherwise.includes(id))).toEqual([]);
      if (register === 'incidents') expect(links).toBeGreaterThan(20);
    }
    await other.close();
    await bron.close();
  });

  test('is told of figures that failed when they no longer waited, once', async () => {
    const { key, door, profile, catalogue } = oefen;
    let asked = 0;
    let fail = (): void => undefined;
    const failed: string[] = [];
    const on = async (day: string) => {
      asked += 1;
      // What somebody reaches and by which profile is answered; the count itself breaks off.
      if (asked !== 3) return oefen.on(day);
      return new Promise<never>((_resolve, reject) => {
        fail = () => reject(new Error('The disk is full'));
      });
    };
    const figures = new InsideFigures({ key, door, profile, catalogue, on }, (line) => failed.push(line));
    const ask = () => figures.own(actorOf(anna), 'incidents', parsePeriod('2025'));
    expect((await ask()).kind).toBe('busy');
    fail();
    await figures.rest();
    expect((await ask()).kind).toBe('failed');
    expect(failed).toHaveLength(1);
    await ask();
    await figures.rest();
    expect((await ask()).kind).toBe('ready');
  });

  test('reads another name of a unit as soon as the structure was changed', async () => {
    const address = '/registers/incidenten/cijfers?periode=2025';
    expect(await page(anna, address)).toContain('Inspectie Waterkant');
    const rename = async (name: string) => {
      const change: StructureChange = {
        ...{ is: 'rename', unit: 'IWK', from: null, abbreviation: 'IWK' },
        name: { nl: name, en: name },
      };
      const tried = await look(oefen.door, actorOf(fenna), tryStructureChange, concern, { change });
      if (tried === 'made') throw new Error('It was made already');
      const { base } = tried;
      await perform(oefen.door, actorOf(fenna), changeStructure, concern, { change, base });
    };
    await rename('Inspectie Oever');
    const body = await page(anna, address);
    expect(body).toContain('Inspectie Oever');
    expect(body).not.toContain('Inspectie Waterkant');
    await rename('Inspectie Waterkant');
  });

  test('follows a number on the page to a list that says which number it is, and is as long', async () => {
    const body = await page(anna, '/registers/incidenten/cijfers?periode=2025');
    const links = linksIn(body);
    expect(links.length).toBeGreaterThan(30);
    for (const { href, number } of links.filter((_, index) => index % 9 === 0)) {
      const list = await page(anna, href);
      expect(list).toContain(`${number} registratie`);
      expect(list).toContain('Cijfer „');
    }
  });
});

describe('who may see no records', () => {
  test('finds that the protected figures are not made yet, has them made, and sees dots', async () => {
    const before = await page(hilde, '/registers/incidenten/cijfers?periode=2025');
    expect(before).toContain('nog niet gemaakt');
    expect(before).not.toContain('?cijfer=');
    const asked = await hilde.browser.post('/cijfers/maken', {
      periode: '2025',
      terug: '/registers/incidenten/cijfers',
    });
    expect(asked.status).toBe(303);
    expect(await page(hilde, asked.location ?? '')).toContain('worden gemaakt');
    // Asking again asks nothing new.
    await otto.browser.post('/cijfers/maken', { periode: '2025', terug: '/cijfers' });
    expect(await asOwner(workplace, 'select id from figure_edition')).toHaveLength(1);
    await made();
    for (const who of [hilde, otto]) {
      const body = await page(who, '/registers/incidenten/cijfers?periode=2025');
      expect(body).toContain('niet getoond');
      expect(body).not.toContain('?cijfer=');
      expect(body).not.toContain('class="dl-button" href="/registers/incidenten/nieuw"');
    }
    expect((await hilde.browser.get('/registers/incidenten')).status).toBe(404);
  }, 240_000);

  test('sees no more than a report of the same figures shows', async () => {
    const [row] = await asOwner(
      workplace,
      "select figures from figure_edition_part where register = 'incidents'",
    );
    const protectedFigures = JSON.parse(String(row?.['figures'])) as {
      figure: { id: string; protection: { class: string }; unit: string; cells: { value: string | null }[] };
    }[];
    const guarded = protectedFigures.filter(
      ({ figure }) => figure.protection.class === 'guarded' && figure.unit === 'count',
    );
    expect(guarded.length).toBeGreaterThan(10);
    for (const { figure } of guarded)
      for (const { value } of figure.cells)
        expect([0, 5, 6, 7, 8, 9]).toContain(Math.min(Number(value ?? 0), 9));
  });

  test('is shown nothing of a year that is still running, and cannot have it made', async () => {
    const year = new Date().getFullYear();
    const body = await page(hilde, `/registers/incidenten/cijfers?periode=${year}`);
    expect(body).toContain('loopt nog');
    expect((await hilde.browser.post('/cijfers/maken', { periode: String(year), terug: '' })).status).toBe(
      404,
    );
    // Who goes round the page gets no figures either.
    await bySql(hilde, 'insert into figure_edition (id, period) values (gen_random_uuid(), $1)', [
      String(year),
    ]);
    await made();
    const [row] = await asOwner(workplace, 'select failed, made_at from figure_edition where period = $1', [
      String(year),
    ]);
    expect(row?.['made_at']).toBeNull();
    expect(JSON.stringify(row?.['failed'])).toContain('nog niet voorbij');
  });

  test('takes along what stands on the page, and no more', async () => {
    const answer = await hilde.browser.get('/registers/incidenten/cijfers/bestand?periode=2025');
    expect(answer.status).toBe(200);
    const rows = answer.body.split('\r\n').map((row) => row.split(';'));
    const dots = rows.filter((row) => row.includes('niet getoond'));
    expect(dots.length).toBeGreaterThan(20);
    const [head = []] = rows;
    const value = head.findIndex((one) => one.includes('Waarde'));
    for (const row of dots) expect(row[value]).toBe('');
    const [taken] = await asOwner(
      workplace,
      "select count(*)::integer as n from audit_entry where action = 'figures.take'",
    );
    expect(taken).toEqual({ n: 1 });
  });

  test('has no page without a role that sees figures', async () => {
    expect((await emma.browser.get('/cijfers')).status).toBe(404);
    expect((await emma.browser.get('/registers/incidenten/cijfers')).status).toBe(404);
    expect((await emma.browser.post('/cijfers/maken', { periode: '2025', terug: '' })).status).toBe(404);
    await expect(
      bySql(emma, "insert into figure_edition (id, period) values (gen_random_uuid(), '2024')"),
    ).rejects.toThrow(/row-level security/);
    expect(await bySql(emma, 'select * from figure_edition')).toEqual([]);
    expect(await bySql(emma, 'select * from figure_edition_part')).toEqual([]);
  });
});

describe('who keeps the records of a unit', () => {
  beforeAll(async () => {
    await hilde.browser.post('/cijfers/maken', { periode: '2025', terug: '/cijfers' });
    await made();
  });

  test('sees the own numbers open and the rest beside them, and not what others see', async () => {
    const body = await page(cor, '/registers/incidenten/cijfers?periode=2025');
    expect(body).toContain('Uw onderdeel');
    expect(body).toContain('De andere onderdelen');
    const links = linksIn(body);
    expect(links.length).toBeGreaterThan(5);
    for (const { href, number } of links.slice(0, 4))
      expect(await page(cor, href)).toContain(`${number} registratie`);
    const own = await ownOf(maker, cor, 'incidents', '2025');
    const [{ n } = { n: 0 }] = await bySql(
      cor,
      "select count(*)::integer as n from incident where withdrawn_at is null and received_from >= '2025-01-01'",
    );
    const whole = own.figures.find(({ figure }) => figure.id === 'incidents.total')?.figure.cells;
    expect(whole?.find(({ at }) => at['year'] === '2025')?.value).toBe(String(n));
  });

  test('finds behind each own number a list that is as long', async () => {
    const own = await ownOf(maker, cor, 'incidents', '2025');
    const { links, wrong } = await numbersAndLists(oefen, own, cor, 'incidents');
    expect(wrong).toEqual([]);
    expect(links).toBeGreaterThan(20);
  });

  test('reads in the database neither the table of the others nor what it was made from', async () => {
    expect(await bySql(cor, "select * from figure_edition_part where register = 'incidents'")).toEqual([]);
    expect(
      await bySql(cor, "select register from figure_edition_part where register = 'complaints'"),
    ).toHaveLength(1);
    // Who counts every record could work out one from which they are excluded.
    expect(await bySql(anna, 'select * from figure_edition_part')).toEqual([]);
    for (const who of [cor, hilde, anna])
      await expect(bySql(who, 'select * from figure_edition_input')).rejects.toThrow(/permission denied/);
    await expect(
      bySql(cor, "update figure_edition_part set kept_in_units = false where register = 'incidents'"),
    ).rejects.toThrow(/permission denied/);
  });

  test('follows no number of records that are not theirs', async () => {
    const all = await ownOf(maker, anna, 'incidents', '2025');
    const total = all.figures.find(({ figure }) => figure.id === 'incidents.total');
    expect(total).toBeDefined();
    const list = await page(cor, '/registers/incidenten?cijfer=incidents.by-unit~2025~unit=SDH~year=2025');
    expect(list).toContain('Dit getal is er niet');
  });
});

describe('another edition', () => {
  const guardedCells = async () => {
    const rows = await asOwner(
      workplace,
      "select p.figures from figure_edition_part p join figure_edition e on e.id = p.edition_id where p.register = 'incidents' and e.made_at is not null order by e.made_at",
    );
    return rows.map(({ figures }) => {
      const parsed = JSON.parse(String(figures)) as {
        figure: {
          id: string;
          protection: { class: string };
          unit: string;
          cells: { at: object; value: string | null }[];
        };
      }[];
      return new Map(
        parsed
          .filter(({ figure }) => figure.protection.class === 'guarded' && figure.unit === 'count')
          .flatMap(({ figure }) =>
            figure.cells.map(({ at, value }) => [`${figure.id} ${JSON.stringify(at)}`, value]),
          ),
      );
    });
  };

  test('is not made within a month, and then tells of no case what came in between', async () => {
    const again = { periode: '2025', terug: '/registers/incidenten/cijfers' };
    await hilde.browser.post('/cijfers/maken', again);
    await made();
    expect(await guardedCells()).toHaveLength(1);
    await asOwner(
      workplace,
      "update figure_edition set made_at = made_at - interval '40 days', recorded_at = recorded_at - interval '40 days' where made_at is not null",
    );
    // One incident of that year turns out not to be one.
    await asOwner(
      workplace,
      `update incident set withdrawn_at = now() where version_id = (
         select version_id from incident where withdrawn_at is null and unit = 'SDH' and received_from >= '2025-01-01' order by version_id limit 1)`,
    );
    expect(await page(hilde, '/registers/incidenten/cijfers?periode=2025')).toContain('opnieuw maken');
    await hilde.browser.post('/cijfers/maken', again);
    await made();
    const [first, second] = await guardedCells();
    expect(second).toBeDefined();
    const told = [...(first ?? [])].filter(([key, value]) => {
      const now = second?.get(key);
      return value !== null && now !== null && now !== undefined && now !== value;
    });
    expect(told).toEqual([]);
    const shown = [...(first ?? [])].filter(([key, value]) => value !== null && second?.get(key) === value);
    expect(shown.length).toBeGreaterThan(50);
  });
});
