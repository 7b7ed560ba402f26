import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { access, wholeCatalogue } from '../src/app.ts';
import { readProfile } from '../src/codes/profile.ts';
import { cellAt } from '../src/figures/cubes/cube.ts';
import { computeFigures, isCube } from '../src/figures/definition.ts';
import { describeOrganisation } from '../src/organisation/describe.ts';
import { parsePeriod } from '../src/organisation/period.ts';
import { organisationSchema } from '../src/organisation/records.ts';
import { operator } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import { closeOrganisation, look, openOrganisation, perform } from '../src/platform/database/doorways.ts';
import { migrate } from '../src/platform/database/migrations/migrations.ts';
import { openStorage } from '../src/platform/database/storage.ts';
import { compose } from '../src/publication/document/compose.ts';
import { figuresOf } from '../src/publication/document/figures-of.ts';
import { parseDocument } from '../src/publication/document/parse.ts';
import { type BenchRow, median, timed } from './row.ts';

const root = join(import.meta.dirname, '..');
const bench = operator('bench');

/** A concern of forty units over ten years: incidents and declarations made in SQL with a fixed, skewed pattern. */
/** Fills the registers of forty units, without people. */
export async function fill(client: Client, incidents: number, declarations: number): Promise<void> {
  await client.query(`
    insert into incident (version_id, incident_id, reference, kind, category, subcategory, unit, reporter_type, channel, anonymous,
      investigation, investigator, received_from, received_until, received_precision, closed_from, closed_until, closed_precision, description)
    select md5('v' || n)::uuid, md5('i' || n)::uuid, n::text,
      (array['violation', 'violation', 'violation', 'irregularity', 'wrongdoing'])[1 + n % 5],
      chr(97 + floor(power((n::bigint * 7919 % 1000) / 1000.0, 2) * 8.99)::int), null,
      'U' || (1 + floor(power((n::bigint * 104729 % 1000) / 1000.0, 2) * 39.99)::int),
      (array['supervisor', 'colleague', 'citizen', 'anonymous'])[1 + n % 4], (array['written', 'supervisor', 'meeting'])[1 + n % 3], n % 7 = 0,
      (array['none', 'preliminary', 'personal'])[1 + n % 3], 'internal',
      d, d + 1, 'day', d + 20 + n % 200, d + 21 + n % 200, 'day', 'x'
    from generate_series(1, ${incidents}) as n, lateral (select date '2016-01-01' + (n::bigint * 31 % 3650)::int as d) as day`);
  await client.query(`insert into incident_subject (id, version_id, line, relation, finding)
    select md5('s' || n)::uuid, md5('v' || n)::uuid, 1, (array['employee', 'supervisor', 'hired'])[1 + n % 3],
      (array['substantiated', 'partly', 'unsubstantiated', 'not-looked-into'])[1 + n % 4] from generate_series(1, ${incidents}) as n`);
  await client.query(`insert into incident_measure (id, subject_id, version_id, measure)
    select md5('m' || n)::uuid, md5('s' || n)::uuid, md5('v' || n)::uuid, (array['talk', 'advice', 'warning', 'reprimand'])[1 + n % 4]
    from generate_series(1, ${incidents}) as n`);
  await client.query(`insert into outside_activity (version_id, activity_id, unit, declared_on, ended_on, paid)
    select md5('d' || n)::uuid, md5('a' || n)::uuid, 'U' || (1 + n % 40), date '2014-01-01' + (n % 4300),
      case when n % 3 = 0 then date '2014-01-01' + (n % 4300) + 700 end, n % 2 = 0 from generate_series(1, ${declarations}) as n`);
  await client.query(`insert into reported_value (id, register, field, unit, period, state, value)
    select md5(u || '-' || y)::uuid, 'staff', 'staff.headcount', 'U' || u, y::text, 'value', (500 + u * 37)::text
    from generate_series(1, 40) as u, generate_series(2016, 2025) as y`);
}

const text = (value: string) => ({ nl: value, en: value });

/** The whole report over ten years without protection, against the bare SQL it needs. */
export async function benchLargeReport(incidents: number, declarations: number): Promise<BenchRow[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'daglicht-bench-'));
  const storage = await openStorage({}, { dataFolder });
  try {
    await storage.ensureDatabase('groot');
    await migrate(storage.connection('groot', 'owner'), join(root, 'src'));
    const door = openOrganisation('groot', storage.connection('groot', 'runtime'), access);
    const profile = await readProfile(join(root, 'profiles/rijk'));
    await perform(
      door,
      bench,
      describeOrganisation,
      concern,
      organisationSchema.parse({
        name: text('Groot'),
        profile: 'rijk',
        root: 'C',
        units: [
          { key: 'C', level: 'concern', type: 'concern', names: [{ name: text('Groot') }] },
          ...Array.from({ length: 40 }, (_, index) => ({
            key: `U${index + 1}`,
            level: 'unit',
            type: 'other',
            names: [{ name: text(`Onderdeel ${index + 1}`) }],
            parents: [{ parent: 'C', origin: 'source' as const }],
          })),
        ],
        headcountDefinitions: [
          { key: 'bench', basis: 'persons', moment: 'average', population: text('bench') },
        ],
      }),
    );
    // Policies hold for the owner too, so the bench fills tables as an operator does.
    const client = new Client(storage.connection('groot', 'runtime'));
    await client.connect();
    await client.query(`set role daglicht_operator; set app.actor_kind = 'operator'`);
    client.on('error', () => undefined);
    const owner = new Client(storage.connection('groot', 'owner'));
    await owner.connect();
    owner.on('error', () => undefined);
    await fill(client, incidents, declarations);
    await owner.query('analyze');
    const queries = readFileSync(join(import.meta.dirname, 'baseline.sql'), 'utf8')
      .split(/;\s*$/m)
      .filter((query) => /select/i.test(query));
    const baseline = await timed(3, async () => {
      for (const query of queries) await client.query(query);
    });
    const document = parseDocument(
      readFileSync(join(root, 'examples/oefen/reports/2025.md'), 'utf8')
        .replace('yearsBefore: 3', 'yearsBefore: 9')
        // Sentences that compare what this organisation does not return give way; their figures stay.
        .replace(/^.*(:unit\[|series=2022,2023,2024,2025|:top\[|:change\[|:compare\[).*$/gm, 'Tekst.')
        // Forty units are more series than a chart of units may hold; the table stays.
        .replace(/^(.*columns=unit.*) chart=[a-z-]+/gm, '$1'),
    );
    const period = parsePeriod('2025');
    let total = '';
    const report = await timed(3, async () => {
      const inputs = await look(door, bench, wholeCatalogue.readInputs, concern, {
        period,
        yearsBefore: 9,
        yearStart: { month: 1 },
        codes: profile.codes,
      });
      const figures = computeFigures(wholeCatalogue.figures, inputs);
      const used = figuresOf(document, wholeCatalogue.lists);
      for (const id of used) figures.answer(id);
      const answer = figures.answer('incidents.total');
      total = isCube(answer) ? String(cellAt(answer, {}).value?.numerator) : '';
      compose({
        document,
        figures,
        structure: inputs.structure,
        profile,
        organisation: text('Groot'),
        notice: null,
        lists: wholeCatalogue.lists,
        listed: () => ({ rows: [], withheld: 0 }),
        version: 1,
        publishedOn: '2026-01-01',
        programVersion: 'bench',
        threshold: 5,
        protection: {
          figures,
          hides: () => false,
          printedBefore: () => undefined,
          coarsened: new Map(),
          withheld: new Map(),
          cells: [],
          smallOpen: 0,
          audit: {
            cells: 0,
            hidden: 0,
            pattern: 'none-needed',
            passed: true,
            attackers: [],
          },
        },
      });
    });
    await client.end();
    await owner.end();
    await closeOrganisation(door);
    const reach = 1.3 * median(baseline) + 3000;
    return [
      {
        what: `Report over 10 years, 40 units, ${incidents} incidents, ${declarations} declarations, without protection`,
        medianMs: median(report),
        reach: `≤ ${Math.round(reach)} ms (1.3 × SQL ${Math.round(median(baseline))} ms + 3 s)`,
        asserted: `total ${total} = ${incidents}: ${total === String(incidents)}; peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
        holds:
          median(report) <= reach &&
          total === String(incidents) &&
          process.resourceUsage().maxRSS / 1024 <= 600,
      },
    ];
  } finally {
    await storage.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
