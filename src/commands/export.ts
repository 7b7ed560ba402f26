import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { allRegisters, type OpenOrganisation } from '../app.ts';
import { organisationExport } from '../collection/export/organisation-export.ts';
import { exportQuestion } from '../collection/export/register-export.ts';
import { unitSheet } from '../collection/export/unit-sheet.ts';
import { type Actor, operator } from '../platform/access/actor.ts';
import { look } from '../platform/database/doorways.ts';
import { text } from '../platform/language/text.ts';
import { writeCsv } from '../platform/spreadsheets/csv-write.ts';
import type { ExportSheet } from '../platform/spreadsheets/export-model.ts';
import { sha256 } from '../publication/records.ts';
import { type Command, hasOption, textOption, WrongUse } from './command.ts';
import { chosenOrganisation, organisationHelp, organisationOption } from './organisation-option.ts';
import { programVersion } from './version.ts';

/** A file of the export as its manifest lists it. */
interface ManifestEntry {
  readonly name: string;
  readonly register: string | null;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly sha256: string;
  /** The command that reads it back, or null for tables that are kept as they are. */
  readonly readBackWith: string | null;
}

/** `export --out <folder>`: all registers as files, with a manifest. Confidential: it holds the cases themselves. */
export const exportCommand: Command = {
  name: 'export',
  use: 'export --out <map> [--register incidents]',
  what: text(
    'Schrijft alle registers naar bestanden (vertrouwelijk)',
    'Writes all registers to files (confidential)',
  ),
  options: {
    ...organisationOption,
    out: { type: 'string' },
    register: { type: 'string' },
    json: { type: 'boolean' },
  },
  help: {
    ...organisationHelp,
    out: text('Een nieuwe of lege map', 'A new or empty folder'),
    register: text('Alleen dit register', 'Only this register'),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  run: async (given, terminal, open) => {
    const out = textOption(given, 'out');
    if (out === undefined) throw new WrongUse('Zeg waar de bestanden komen: --out <map>.');
    const chosen = textOption(given, 'register');
    if (chosen !== undefined && !allRegisters.some((one) => one.key === chosen))
      throw new WrongUse(
        `Er is geen register „${chosen}”. Wel: ${allRegisters.map((one) => one.key).join(', ')}.`,
      );
    const folder = resolve(out);
    const present = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw new WrongUse(`${out} is geen map die gelezen kan worden; er is niets geschreven.`);
    });
    if (present.length > 0)
      throw new WrongUse(`${out} is niet leeg; een export overschrijft niets. Noem een nieuwe map.`);
    const organisation = await chosenOrganisation(given, await open());
    const slow = setTimeout(() => terminal.err('Bezig met schrijven …'), 2000);
    try {
      const entries = await exportTo(folder, organisation, operator(terminal.user), chosen);
      if (hasOption(given, 'json')) terminal.out(JSON.stringify({ out, files: entries }, null, 2));
      else {
        for (const entry of entries) terminal.out(`${entry.name.padEnd(52)} ${entry.rows} rijen`);
        terminal.out(
          `\nVertrouwelijk: deze bestanden bevatten de registraties zelf. Bewaar ze als het register.\nWelk bestand waarmee is terug te lezen, staat in manifest.json.`,
        );
      }
      return 0;
    } finally {
      clearTimeout(slow);
    }
  },
};

/**
 * Writes an export beside its place and then puts it there whole: an export that stops half-way leaves nothing.
 * Only the owner of the process may read the files.
 */
export async function exportTo(
  folder: string,
  organisation: OpenOrganisation,
  actor: Actor,
  register?: string,
): Promise<readonly ManifestEntry[]> {
  const beside = `${folder}.${process.pid}.tmp`;
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(beside, { mode: 0o700 });
  try {
    const entries: ManifestEntry[] = [];
    const write = async (name: string, content: string | Uint8Array) => {
      await writeFile(join(beside, name), content, { mode: 0o600, flag: 'wx' });
      return sha256(content);
    };
    const addSheet = async (name: string, of: string | null, sheet: ExportSheet, command: string | null) => {
      const rows = [...sheet.rows];
      entries.push({
        name,
        register: of,
        rows: rows.length,
        columns: sheet.columns.map((column) => column.header),
        sha256: await write(name, writeCsv({ ...sheet, rows })),
        readBackWith: command,
      });
    };
    const description =
      register === undefined ? await look(organisation.door, actor, organisationExport, {}) : null;
    if (description) {
      const name = 'organisation.json';
      entries.push({
        name,
        register: null,
        rows: description.units.length,
        columns: [],
        sha256: await write(name, `${JSON.stringify(description, null, 2)}\n`),
        readBackWith: `organisation ${name} --organisation ${organisation.key}`,
      });
      await addSheet('onderdelen.csv', null, unitSheet(description), 'import units onderdelen.csv');
    }
    for (const one of allRegisters.filter(({ key }) => register === undefined || key === register)) {
      const question = exportQuestion(one, organisation.profile.codes);
      for (const file of await look(organisation.door, actor, question, {})) {
        const name = `${file.name}.csv`;
        const command = file.importable ? `import ${file.register} ${name}` : null;
        await addSheet(name, file.register, file.sheet, command);
      }
    }
    const manifest = {
      format: 'daglicht-export/1',
      program: { name: 'Daglicht', version: programVersion },
      organisation: organisation.key,
      profile: organisation.profile.key,
      exportedAt: new Date().toISOString(),
      confidential: true,
      codeLists: Object.fromEntries(
        [...organisation.profile.codes.values()].map((list) => [list.key, list.version]),
      ),
      files: entries,
    };
    await write('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
    await rm(folder, { recursive: true, force: true });
    await rename(beside, folder);
    return entries;
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw error;
  }
}
