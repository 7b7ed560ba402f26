import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { templateOf } from '../../src/collection/export/template.ts';
import { today } from '../../src/organisation/period.ts';
import { structureQuestion } from '../../src/organisation/records.ts';
import { concern } from '../../src/platform/access/resource.ts';
import { look } from '../../src/platform/database/doorways.ts';
import { writeXlsx } from '../../src/platform/spreadsheets/xlsx/xlsx-write.ts';
import { daglicht, type Ended, openWorkplace, type Workplace } from '../command-line.ts';
import { tester } from '../example-organisation.ts';

/* For tests: the way that the user guide shows, by somebody who has nothing but the guide and an empty folder. */

const guide = join(import.meta.dirname, '..', '..', 'docs', 'gebruikershandleiding.md');

/** The description that the guide gives as its example for organisations of this profile. */
async function exampleOfGuide(profile: string): Promise<string> {
  const blocks = [...(await readFile(guide, 'utf8')).matchAll(/```json\n([\s\S]*?)```/g)];
  for (const [, block = ''] of blocks)
    if (z.looseObject({ profile: z.string() }).parse(JSON.parse(block)).profile === profile) return block;
  throw new Error(`The guide has no example for ${profile}.`);
}

/** Rows by heading, for each sheet of a template that is filled in. */
export type Filled = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

/** Somebody who walks the way of the guide. */
export interface Walk {
  readonly workplace: Workplace;
  /** Gives a command; its files stand in a folder of one's own. */
  readonly command: (...words: readonly string[]) => Promise<Ended>;
  /** The path of a file of one's own. */
  readonly file: (name: string) => string;
  /** Asks a template, fills in its sheets, and imports it. */
  readonly fillIn: (register: string, sheets: Filled, ...options: readonly string[]) => Promise<Ended>;
  /** Changes a document as somebody does who writes the report. */
  readonly edit: (name: string, change: (document: string) => string) => Promise<void>;
}

/** Begins with an empty folder, and describes the organisation as the example of the guide does. */
export async function beginWalk(profile: string, key: string): Promise<Walk> {
  const workplace = await openWorkplace();
  const own = join(workplace.folder, 'eigen');
  await mkdir(own);
  const file = (name: string) => join(own, name);
  const command = (...words: readonly string[]) => daglicht(workplace.dataFolder, ...words);
  await writeFile(file('organisatie.json'), await exampleOfGuide(profile));
  const described = await command('organisation', file('organisatie.json'), '--organisation', key);
  if (described.exit !== 0) throw new Error(described.err);
  return {
    workplace,
    command,
    file,
    edit: async (name, change) => {
      const before = await readFile(file(name), 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`${name} was not changed.`);
      await writeFile(file(name), after);
    },
    fillIn: async (register, sheets, ...options) => {
      const out = file(`${register}.xlsx`);
      const made = await command('template', register, '--out', out);
      if (made.exit !== 0) throw new Error(made.err);
      await writeFile(out, await filled(workplace, key, register, sheets, await readFile(out)));
      return command('import', register, out, ...options);
    },
  };
}

/** A template with rows typed into it. */
async function filled(
  { daglicht: opened }: Workplace,
  key: string,
  register: string,
  sheets: Filled,
  empty: Uint8Array,
): Promise<Uint8Array> {
  const { catalogue, profile, door } = await opened.organisation(key);
  const known = catalogue.registers.find((one) => one.key === register);
  if (!known) throw new Error(`There is no register ${register}.`);
  const template = templateOf(known, {
    codes: profile.codes,
    structure: await look(door, tester, structureQuestion, concern, {}),
    language: 'nl',
    day: today(),
  });
  if (!Buffer.from(writeXlsx(template)).equals(empty))
    throw new Error(`The template of ${register} is not the one that was made.`);
  const unknown = Object.keys(sheets).filter((name) => !template.sheets.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`The template of ${register} has no sheet ${unknown.join(', ')}.`);
  return writeXlsx({
    ...template,
    sheets: template.sheets.map((sheet) => ({
      ...sheet,
      rows: (sheets[sheet.name] ?? []).map((row) => {
        const headings = sheet.columns.map(({ header }) => header);
        const strange = Object.keys(row).filter((heading) => !headings.includes(heading));
        if (strange.length > 0) throw new Error(`${sheet.name} has no column ${strange.join(', ')}.`);
        return headings.map((heading) => row[heading] ?? null);
      }),
    })),
  });
}
