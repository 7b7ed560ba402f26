import { execFileSync } from 'node:child_process';
import { loadTsx } from '../src/platform/web/load-tsx.ts';
import type { BenchRow } from './row.ts';

/*
 * The bench: each part in a process of its own, so that memory and warm-up of one do not help or hurt another.
 * `npm run bench` prints a table, `npm run bench -- --json` the same as JSON. One part: `npm run bench -- start`.
 */

const parts: Readonly<
  Record<string, { readonly flags: readonly string[]; readonly run: () => Promise<readonly BenchRow[]> }>
> = {
  start: { flags: [], run: async () => (await import('./start.ts')).benchStart() },
  report: { flags: [], run: async () => (await import('./report.ts')).benchReport() },
  large: {
    flags: [],
    run: async () => (await import('./large-organisation.ts')).benchLargeReport(200_000, 1_000_000),
  },
  half: {
    flags: [],
    run: async () => (await import('./large-organisation.ts')).benchLargeReport(100_000, 500_000),
  },
  protection: {
    flags: [],
    run: async () =>
      (await import('./protection.ts')).benchProtection(1).then((rows) => rows.map(protectionRow)),
  },
  trail: { flags: [], run: async () => (await import('./trail.ts')).benchTrail() },
  people: {
    flags: [],
    run: async () => (await import('./people.ts')).benchPeople(Number(process.env['COUNT'] ?? 150_000)),
  },
  encryption: { flags: [], run: async () => (await import('./encryption.ts')).benchEncryption() },
  reports: {
    flags: [],
    run: async () => (await import('./reports-received.ts')).benchReportsReceived(),
  },
  'reports-without-script': {
    flags: [],
    run: async () => (await import('./reports-received.ts')).benchReportsWithoutScript(),
  },
  digests: {
    flags: [],
    run: async () => (await import('./digests.ts')).benchDigests(Number(process.env['COUNT'] ?? 150_000)),
  },
  registers: { flags: [], run: async () => (await import('./workplace.ts')).benchRegisters() },
  workplace: { flags: [], run: async () => (await import('./workplace.ts')).benchWorkplace() },
  // The same flag as the daglicht command has in package.json.
  csv: {
    flags: ['--max-semi-space-size=2'],
    run: async () => [await (await import('./import.ts')).benchImport('csv', 100_000)],
  },
  xlsx: {
    flags: ['--max-semi-space-size=2'],
    run: async () => [await (await import('./import.ts')).benchImport('xlsx', 100_000)],
  },
};

function protectionRow(row: {
  what: string;
  medianMs: number;
  primaries: number;
  secondaries: number;
  loss: string;
  auditMsPerCell: number;
  asserted: string;
}): BenchRow {
  const limit = row.what.startsWith('12') ? 1000 : row.what.includes('450') ? 5000 : 60_000;
  return {
    what: `Protection: ${row.what}`,
    medianMs: row.medianMs,
    reach: `≤ ${limit} ms; audit ≤ 5 ms a cell`,
    asserted: `${row.primaries} primary, ${row.secondaries} secondary, loss ${row.loss}; audit ${row.auditMsPerCell.toFixed(2)} ms a cell; ${row.asserted}`,
    holds: row.medianMs <= limit && row.auditMsPerCell <= 5,
  };
}

const words = process.argv.slice(2).filter((word) => word !== '--json');
const asJson = process.argv.includes('--json');
const only = words[0];

if (words[0] === '--part') {
  loadTsx();
  const part = parts[words[1] ?? ''];
  if (!part) throw new Error(`No part ${words[1]}`);
  process.stdout.write(`\n@@${JSON.stringify(await part.run())}\n`);
  process.exit(0);
}

const rows: BenchRow[] = [];
for (const [name, part] of Object.entries(parts)) {
  if (only !== undefined && only !== name) continue;
  process.stderr.write(`${name} …\n`);
  const output = execFileSync(process.execPath, [...part.flags, import.meta.filename, '--part', name], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const line = output.split('\n').find((one) => one.startsWith('@@'));
  rows.push(...(JSON.parse(line?.slice(2) ?? '[]') as BenchRow[]));
}
if (asJson) {
  process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
} else {
  process.stdout.write('| What | Median | Reach | Holds | Asserted |\n|---|---|---|---|---|\n');
  for (const row of rows) {
    const figure = row.reach.includes('CPU-second')
      ? `${row.medianMs} per CPU-second`
      : `${Math.round(row.medianMs)} ms`;
    process.stdout.write(
      `| ${row.what} | ${figure} | ${row.reach} | ${row.holds ? 'yes' : 'no'} | ${row.asserted} |\n`,
    );
  }
}
