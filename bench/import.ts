import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { access } from '../src/app.ts';
import { readProfile } from '../src/codes/profile.ts';
import { importAction } from '../src/collection/import/import-action.ts';
import { describeOrganisation } from '../src/organisation/describe.ts';
import { organisationSchema } from '../src/organisation/records.ts';
import { operator } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import { closeOrganisation, openOrganisation, perform } from '../src/platform/database/doorways.ts';
import { migrate } from '../src/platform/database/migrations/migrations.ts';
import { openStorage } from '../src/platform/database/storage.ts';
import { writeXlsx } from '../src/platform/spreadsheets/xlsx/xlsx-write.ts';
import { incidents } from '../src/registers/incidents/register.ts';
import type { BenchRow } from './row.ts';

const root = join(import.meta.dirname, '..');
const headings = [
  'Categorie',
  'Betreft',
  'Onderdeel',
  'Omschrijving',
  'Toelichting afronding',
  'Melder',
  'Onderzoek',
  'Bevinding',
  'Maatregel',
  'Datum ontvangst',
  'Datum afsluiting',
  'Anoniem',
];
const categories = [
  ['Ongepaste communicatie', 'Ongepaste meningsuiting'],
  ['Ongewenste omgangsvormen', 'Intimidatie'],
  ['Financiële schendingen', 'Onjuiste declaraties'],
] as const;

function* rows(count: number): Generator<string[]> {
  for (let n = 0; n < count; n++) {
    const [category, subcategory] = categories[(n * n) % 3] ?? categories[0];
    const day = new Date(Date.UTC(2024, 0, 1 + (n % 360)));
    const written = (date: Date) => date.toISOString().slice(0, 10);
    const closed = new Date(day.getTime() + (20 + (n % 150)) * 86_400_000);
    yield [
      category,
      subcategory,
      `U${1 + (n % 10)}`,
      `Geval nummer ${n} met een korte omschrijving`,
      'besproken',
      'Leidinggevende',
      'Vooronderzoek',
      n % 3 ? 'aangetoond' : 'niet aangetoond',
      'Advies',
      written(day),
      written(closed),
      'nee',
    ];
  }
}

const text = (value: string) => ({ nl: value, en: value });

/** Imports generated incidents from one kind of file into an empty register; time and peak memory of this process. */
export async function benchImport(kind: 'csv' | 'xlsx', count: number): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-bench-'));
  const file = join(folder, `incidenten.${kind}`);
  await writeFileElsewhere(file, kind, count);
  const storage = await openStorage({}, { dataFolder: folder });
  try {
    await storage.ensureDatabase('import');
    await migrate(storage.connection('import', 'owner'), join(root, 'src'));
    const door = openOrganisation('import', storage.connection('import', 'runtime'), access);
    const profile = await readProfile(join(root, 'profiles/rijk'));
    const actor = operator('bench');
    await perform(
      door,
      actor,
      describeOrganisation,
      concern,
      organisationSchema.parse({
        name: text('Import'),
        profile: 'rijk',
        root: 'C',
        units: [
          { key: 'C', level: 'concern', type: 'concern', names: [{ name: text('Import') }] },
          ...Array.from({ length: 10 }, (_, index) => ({
            key: `U${index + 1}`,
            level: 'unit',
            type: 'other',
            names: [{ name: text(`U${index + 1}`) }],
            parents: [{ parent: 'C', origin: 'source' as const }],
          })),
        ],
      }),
    );
    const start = performance.now();
    const report = await perform(door, actor, importAction(incidents, profile), concern, {
      file,
      sender: 'bench',
      period: null,
      mapping: {},
      replace: false,
      dryRun: false,
    });
    const elapsed = performance.now() - start;
    await closeOrganisation(door);
    const memory = Math.round(process.resourceUsage().maxRSS / 1024);
    const limit = kind === 'csv' ? 10_000 : 15_000;
    return {
      what: `Import of ${count} incidents from ${kind.toUpperCase()}`,
      medianMs: elapsed,
      reach: `≤ ${limit} ms, ≤ 300 MB`,
      asserted: `${report.added} added: ${report.added === count}; peak memory ${memory} MB`,
      holds: elapsed <= limit && report.added === count && memory <= 300,
    };
  } finally {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The file is made in a process of its own, so that its memory does not count. */
async function writeFileElsewhere(file: string, kind: 'csv' | 'xlsx', count: number): Promise<void> {
  const { execFileSync } = await import('node:child_process');
  execFileSync(process.execPath, [import.meta.filename, 'write', file, kind, String(count)]);
}

if (import.meta.main && process.argv[2] === 'write') {
  const [, , , file = '', kind, count] = process.argv;
  const list = [...rows(Number(count))];
  if (kind === 'csv') writeFileSync(file, [headings, ...list].map((row) => row.join(';')).join('\n'));
  else
    writeFileSync(
      file,
      writeXlsx({
        title: 'Incidenten',
        language: 'nl',
        creator: 'bench',
        date: '2026-01-01',
        sheets: [
          {
            name: 'Incidenten',
            columns: headings.map((header) => ({ header, kind: 'text' as const })),
            rows: list,
          },
        ],
      }),
    );
} else if (import.meta.main) {
  process.stdout.write(
    `${JSON.stringify(await benchImport(process.argv[2] === 'xlsx' ? 'xlsx' : 'csv', Number(process.argv[3] ?? 100_000)))}\n`,
  );
}
