import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importCommand } from '../src/commands/registers/import.ts';
import { concern } from '../src/platform/access/resource.ts';
import { look, type Question } from '../src/platform/database/doorways.ts';
import { masked } from '../src/platform/language/identifying/mask.ts';
import { registers } from '../src/registers.ts';
import { examples, openTestOrganisation, type TestOrganisation, tester } from './example-organisation.ts';
import { runCommand } from './run-command.ts';

/*
 * What leads to one person may stand in any column of a file, and between its rows. What is told of it names the
 * place and does not repeat it, on the screen, as JSON, in the doubts that stay and in the audit trail.
 */

const bsn = '111222333';
const mail = 'j.devries@voorbeeld.example';
const phone = '06-12345678';
const persons = [bsn, mail, phone];

const folder = mkdtempSync(join(tmpdir(), 'daglicht-persons-'));
let oefen: TestOrganisation;
beforeAll(async () => {
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
});
afterAll(async () => {
  await oefen.close();
  rmSync(folder, { recursive: true });
});

/** What is said and kept of a file: what the command prints, its JSON, the doubts and the audit trail. */
async function told(register: string, name: string, lines: readonly string[]): Promise<string> {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const words = [register, file];
  const json = await runCommand(importCommand, oefen, words, { json: true, 'dry-run': true, period: '2024' });
  const { said } = await runCommand(importCommand, oefen, words, { period: '2024', replace: true });
  const kept: Question<object, string> = {
    name: 'figures.inputs',
    confidential: false,
    object: () => 'test',
    ask: async (database) =>
      (
        await sql<{ kept: string }>`select concat((select string_agg(f::text, ' ') from record_flag f),
          (select string_agg(a::text, ' ') from audit_entry a)) as kept`.execute(database)
      ).rows[0]?.kept ?? '',
  };
  return [json.said, said, await look(oefen.door, tester, kept, concern, {})].join('\n');
}
const printed = (text: string) => persons.filter((one) => text.includes(one));

const own = registers.flatMap(({ key, imports }) =>
  imports
    .filter(({ ofExports }) => !ofExports)
    .map((face, index) => ({
      key,
      name: `${key}-${index}.csv`,
      headings: face.columns.map(({ label }) => label.nl),
    })),
);

test.each(own)(
  '$name: a number or an address of a person in any column is told without it',
  async ({ key, name, headings }) => {
    const filled: Readonly<Record<string, string>> = { Onderdeel: 'RDL', Jaar: '2024', Categorie: 'c' };
    const rows = persons.flatMap((person) =>
      headings.map((_, at) =>
        headings.map((one, column) => (column === at ? person : (filled[one] ?? '1'))).join(';'),
      ),
    );
    const text = await told(key, name, [headings.join(';'), ...rows]);
    expect(printed(text)).toEqual([]);
    expect(text).toContain('•');
  },
);

test('Between the rows, under them, in a row of totals and in a changed row it is not repeated either', async () => {
  const heading = 'Zaaknummer;Categorie;Onderdeel;Datum ontvangst;Omschrijving';
  const alone = (text: string) => `${text};;;;`;
  const file = (note: string) => [
    heading,
    `Z-1;c;RDL;3-3-2024;Bel ${phone} of mail ${mail}${note}`,
    alone(`bellen met ${phone}`),
    `;;;;${mail}`,
    'Z-2;c;RDL;4-3-2024;Bericht',
    `Totaal ${bsn};;;;`,
    alone(''),
    alone(`Vragen: ${mail} of ${phone}, bsn ${bsn}`),
  ];
  expect(printed(await told('incidents', 'regels.csv', file('')))).toEqual([]);
  const text = await told('incidents', 'regels.csv', file(' vandaag'));
  expect(text).toContain('"before"');
  expect(printed(text)).toEqual([]);
  const gifts = ['Onderdeel;Jaar;Aangeboden boven 50 euro;Aangenomen boven 50 euro', `${mail};2024;1;1`];
  expect(printed(await told('gifts', 'onderdeel.csv', gifts))).toEqual([]);
});

test('Of a telephone number the ends stay, of other words only their length', () => {
  expect(masked(`bel ${phone}`, [])).toBe('bel 06-••••••78');
  expect(masked(`mail ${mail} nu`, [])).toBe('mail •.•••••••@•••••••••.••••••• nu');
  expect(masked(`bsn ${bsn}, 12 meldingen`, [])).toBe('bsn •••••••••, 12 meldingen');
});
