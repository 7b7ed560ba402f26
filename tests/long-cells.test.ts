import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detectIdentity } from '../src/platform/language/identifying/detect.ts';
import { registers } from '../src/registers.ts';
import { examples, openTestOrganisation, type TestOrganisation } from './example-organisation.ts';

/*
 * Cells of tens of thousands of characters, as a pasted mail thread or a slip of a program makes them, are read in a
 * time that grows with their length and not with its square.
 */

const folder = mkdtempSync(join(tmpdir(), 'daglicht-long-'));
let oefen: TestOrganisation;
beforeAll(async () => {
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
});
afterAll(async () => {
  await oefen.close();
  rmSync(folder, { recursive: true });
});

const worst = [
  'a',
  'a@',
  '1',
  '1.',
  '1.1',
  '1,',
  '1-1-',
  '06-',
  '(',
  ' x',
  '- ',
  '. ',
  'de ',
  'A.',
  'Mr ',
  'eur',
  '*',
  '1a',
  'AA00',
];
const ends = ['', '!', '@'];
const short = 4000;
const times = 8;
/** Squared it would be sixty-four; what every import costs beside its cells makes it less than eight. */
const atMost = 20;

/** What makes a row one of its register where the long cell stands elsewhere. */
const filled: Readonly<Record<string, string>> = {
  Categorie: 'c',
  'Datum ontvangst': '3-3-2024',
  Onderdeel: 'RDL',
  Jaar: '2024',
};

/** Sixty rows with one long cell each, in turn of each kind, in each of these columns. */
function fileOf(headings: readonly string[], length: number, columns: readonly string[]): string {
  const rows = Array.from({ length: 60 }, (_, row) => {
    const of = worst[row % worst.length] ?? '';
    const long = of.repeat(Math.ceil(length / of.length)) + ends[row % ends.length];
    return headings
      .map((heading) => (heading === columns[row % columns.length] ? long : (filled[heading] ?? '1')))
      .join(';');
  });
  return `${[headings.join(';'), ...rows].join('\n')}\n`;
}

const own = registers.flatMap(({ key, imports }) =>
  imports
    .filter(({ ofExports }) => !ofExports)
    .map((face, index) => ({
      key,
      name: `${key}-${index}.csv`,
      headings: face.columns.map(({ label }) => label.nl),
    })),
);

/** Processor time of reading the file, in milliseconds. */
async function cost(register: string, name: string, content: string): Promise<number> {
  const file = join(folder, name);
  writeFileSync(file, content);
  const before = process.cpuUsage();
  const { kinds } = await oefen.import(register, file, { dryRun: true, period: '2024' });
  const { user, system } = process.cpuUsage(before);
  // The rows were looked at: long words are no numbers, dates or codes, and leave a finding.
  expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(3);
  return (user + system) / 1000;
}

/** How much more a file of the longer cells costs; the middle of three, for other work runs beside it. */
async function growth(
  register: string,
  name: string,
  headings: readonly string[],
  columns = headings,
): Promise<number> {
  const ratios: number[] = [];
  while (ratios.length < 3 && !ratios.some((one) => one < atMost)) {
    const before = await cost(register, name, fileOf(headings, short, columns));
    ratios.push((await cost(register, name, fileOf(headings, short * times, columns))) / before);
  }
  return Math.min(...ratios);
}

test.each(own)(
  '$name: a cell of eight times the length costs about eight times as much, in each column',
  async ({ key, name, headings }) => {
    expect(await growth(key, name, headings)).toBeLessThan(atMost);
  },
);

test('Words about an incident are searched for what leads to a person in one go, however long they are', async () => {
  const headings = ['Categorie', 'Datum ontvangst', 'Onderdeel', 'Omschrijving', 'Toelichting afronding'];
  expect(await growth('incidents', 'omschrijving.csv', headings, headings.slice(3))).toBeLessThan(atMost);
});

test('A text that is to be published is searched for names and numbers in one go', () => {
  const context = { allowedNames: ['De Vries'], unitNames: [], patterns: [] };
  const cpu = (source: string): number => {
    const before = process.cpuUsage();
    for (let again = 0; again < 5; again++) detectIdentity(source, context);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const slow = worst.flatMap((of) => {
    const source = (length: number) => of.repeat(Math.ceil(length / of.length));
    const ratio = Math.min(
      ...[1, 2, 3].map(() => cpu(source(short * times)) / Math.max(cpu(source(short)), 1000)),
    );
    return ratio < atMost ? [] : [[of, ratio]];
  });
  expect(slow).toEqual([]);
});
