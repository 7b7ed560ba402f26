import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type OpenOrganisation, wholeCatalogue } from '../../app.ts';
import { describedVersions, organisationExport } from '../../collection/export/organisation-export.ts';
import { exportQuestion } from '../../collection/export/register-export.ts';
import { reasonsExport } from '../../collection/returns/basis-reasons.ts';
import { unitSheet } from '../../collection/units/unit-sheet.ts';
import { type Actor, operator } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { makeFolder } from '../../platform/files/make-folder.ts';
import { text } from '../../platform/language/text.ts';
import { writeCsv } from '../../platform/spreadsheets/csv/csv-write.ts';
import type { ExportSheet } from '../../platform/spreadsheets/export-model.ts';
import { sha256 } from '../../publication/hashes.ts';
import { programVersion } from '../../version.ts';
import { type Command, counted, hasOption, textOption, WrongUse } from '../command.ts';
import { chosenOrganisation, organisationHelp, organisationOption } from '../organisation-option.ts';

/** The folder of an export that holds the profile; what reads the organisation back names it. */
const profileName = 'profiel';

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
  busy: text('Bezig met schrijven …', 'Writing …'),
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
    if (chosen !== undefined && !wholeCatalogue.registers.some((one) => one.key === chosen))
      throw new WrongUse(
        `Er is geen register „${chosen}”. Wel: ${wholeCatalogue.registers.map((one) => one.key).join(', ')}.`,
      );
    const folder = resolve(out);
    const present = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw new WrongUse(`${out} is geen map die gelezen kan worden; er is niets geschreven.`);
    });
    if (present.length > 0)
      throw new WrongUse(`${out} is niet leeg; een export overschrijft niets. Noem een nieuwe map.`);
    const organisation = await chosenOrganisation(given, await open());
    const entries = await exportTo(folder, organisation, operator(terminal.user), chosen);
    if (hasOption(given, 'json')) terminal.out(JSON.stringify({ out, files: entries }, null, 2));
    else {
      for (const entry of entries)
        terminal.out(`${entry.name.padEnd(52)} ${counted(entry.rows, 'rij', 'rijen')}`);
      terminal.out(
        `\nVertrouwelijk: deze bestanden bevatten de registraties zelf. Bewaar ze als het register.\nWelk bestand waarmee is terug te lezen, staat in manifest.json.`,
      );
    }
    return 0;
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
  makeFolder(dirname(folder));
  await mkdir(beside, { mode: 0o700 });
  try {
    const entries: ManifestEntry[] = [];
    const write = async (name: string, content: string | Uint8Array) => {
      await mkdir(dirname(join(beside, name)), { recursive: true, mode: 0o700 });
      await writeFile(join(beside, name), content, { mode: 0o600, flag: 'wx' });
      return sha256(content);
    };
    const add = async (
      name: string,
      about: string | null,
      { sheet, readBackWith }: { readonly sheet: ExportSheet; readonly readBackWith: string | null },
    ) => {
      const rows = [...sheet.rows];
      entries.push({
        name,
        register: about,
        rows: rows.length,
        columns: sheet.columns.map((column) => column.header),
        sha256: await write(name, writeCsv({ ...sheet, rows })),
        readBackWith,
      });
    };
    const addJson = async (
      name: string,
      about: string | null,
      { value, rows, readBackWith }: { value: unknown; rows: number; readBackWith: string | null },
    ) => {
      const content = `${JSON.stringify(value, null, 2)}\n`;
      entries.push({
        name,
        register: about,
        rows,
        columns: [],
        sha256: await write(name, content),
        readBackWith,
      });
    };
    if (register === undefined) {
      const description = await look(organisation.door, actor, organisationExport, concern, {});
      const name = 'organisation.json';
      await addJson(name, null, {
        value: description,
        rows: description?.units.length ?? 0,
        readBackWith: `organisation ${name} --profile ${profileName} --organisation ${organisation.key}`,
      });
      for (const [file, value] of Object.entries(organisation.profile.files))
        await addJson(`${profileName}/${file}`, null, { value, rows: 1, readBackWith: null });
      const units = 'onderdelen.csv';
      if (description)
        await add(units, null, { sheet: unitSheet(description), readBackWith: `import units ${units}` });
    }
    const kept = organisation.catalogue.registers.filter(
      ({ key }) => register === undefined || key === register,
    );
    for (const one of kept) {
      const question = exportQuestion(one, organisation.profile.codes);
      for (const file of await look(organisation.door, actor, question, concern, {})) {
        const name = `${file.name}.csv`;
        const readBackWith = file.importable ? `import ${file.register} ${name}` : null;
        await add(name, file.register, { sheet: file.sheet, readBackWith });
      }
    }
    for (const { key, lists } of kept)
      for (const { summaries } of lists ?? []) {
        const { present, history } = await look(organisation.door, actor, summaries.exported, concern, {});
        const name = `${key}-samenvattingen.json`;
        const readBackWith = `summaries write ${name}`;
        if (present.length > 0)
          await addJson(name, key, { value: present, rows: present.length, readBackWith });
        const table = `${key}-table-${history.name.replaceAll('_', '-')}.csv`;
        await add(table, key, { sheet: history, readBackWith: null });
      }
    if (register === undefined) {
      const { present, history } = await look(organisation.door, actor, reasonsExport, concern, {});
      const name = 'redenen.json';
      const readBackWith = `reason write ${name}`;
      if (present.length > 0)
        await addJson(name, null, { value: present, rows: present.length, readBackWith });
      await add('table-basis-reason.csv', null, { sheet: history, readBackWith: null });
      for (const sheet of await look(organisation.door, actor, describedVersions, concern, {}))
        await add(`table-${sheet.name.replaceAll('_', '-')}.csv`, null, { sheet, readBackWith: null });
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
