import { hash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describedQuestion } from '../../organisation/described.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { makeFolder } from '../../platform/files/make-folder.ts';
import type { ExportSheet } from '../../platform/spreadsheets/export-model.ts';
import { programVersion } from '../../platform/version.ts';
import type { OpenOrganisation } from '../open-organisation.ts';
import { reasonsExport } from '../returns/basis-reasons.ts';
import { unitSheet } from '../units/unit-sheet.ts';
import { describedVersions } from './organisation-export.ts';
import { recordExport } from './record-export.ts';
import { exportQuestion } from './register-export.ts';
import { type ExportForm, sheetFile, usualForm } from './sheet-file.ts';

/** The folder of an export that holds the profile; what reads the organisation back names it. */
const profileName = 'profiel';

/** A file of the export as its manifest lists it. */
export interface ManifestEntry {
  readonly name: string;
  readonly register: string | null;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly sha256: string;
  /** The command that reads it back, or null for tables that are kept as they are. */
  readonly readBackWith: string | null;
}

/**
 * Writes an export beside its place and then puts it there whole: an export that stops half-way leaves nothing.
 * Only the owner of the process may read the files.
 * The trail says where it went and how many rows are in it.
 *
 * @param register its key, for an export of one register
 * @param agreed what has to be so at the moment that it is put in its place; when it throws nothing is left
 */
export async function exportTo(
  folder: string,
  organisation: OpenOrganisation,
  actor: Actor,
  register?: string,
  form: ExportForm = usualForm,
  agreed?: () => Promise<unknown>,
): Promise<readonly ManifestEntry[]> {
  const beside = `${folder}.${process.pid}.tmp`;
  makeFolder(dirname(folder));
  await mkdir(beside, { mode: 0o700 });
  try {
    const entries: ManifestEntry[] = [];
    const write = async (name: string, content: string | Uint8Array) => {
      await mkdir(dirname(join(beside, name)), { recursive: true, mode: 0o700 });
      await writeFile(join(beside, name), content, { mode: 0o600, flag: 'wx' });
      return hash('sha256', content);
    };
    const add = async (
      stem: string,
      about: string | null,
      { sheet, importInto }: { readonly sheet: ExportSheet; readonly importInto?: string },
    ) => {
      const rows = [...sheet.rows];
      const { name, content } = sheetFile(stem, { ...sheet, rows }, form);
      entries.push({
        name,
        register: about,
        rows: rows.length,
        columns: sheet.columns.map((column) => column.header),
        sha256: await write(name, content),
        readBackWith: importInto === undefined ? null : `import ${importInto} ${name}`,
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
      const description = await look(organisation.door, actor, describedQuestion, concern, {});
      const name = 'organisation.json';
      await addJson(name, null, {
        value: description,
        rows: description?.units.length ?? 0,
        readBackWith: `organisation ${name} --profile ${profileName} --organisation ${organisation.key}`,
      });
      for (const [file, value] of Object.entries(organisation.profile.files))
        await addJson(`${profileName}/${file}`, null, { value, rows: 1, readBackWith: null });
      if (description) await add('onderdelen', null, { sheet: unitSheet(description), importInto: 'units' });
    }
    const kept = organisation.catalogue.registers.filter(
      ({ key }) => register === undefined || key === register,
    );
    for (const one of kept) {
      const question = exportQuestion(one, organisation.profile.codes);
      for (const file of await look(organisation.door, actor, question, concern, {})) {
        const importInto = file.importable ? { importInto: file.register } : {};
        await add(file.name, file.register, { sheet: file.sheet, ...importInto });
      }
    }
    for (const { key, lists } of kept)
      for (const { summaries } of lists ?? []) {
        const { present, history } = await look(organisation.door, actor, summaries.exported, concern, {});
        const name = `${key}-samenvattingen.json`;
        const readBackWith = `summaries write ${name}`;
        if (present.length > 0)
          await addJson(name, key, { value: present, rows: present.length, readBackWith });
        await add(`${key}-table-${history.name.replaceAll('_', '-')}`, key, { sheet: history });
      }
    if (register === undefined) {
      const { present, history } = await look(organisation.door, actor, reasonsExport, concern, {});
      const name = 'redenen.json';
      const readBackWith = `reason write ${name}`;
      if (present.length > 0)
        await addJson(name, null, { value: present, rows: present.length, readBackWith });
      await add('table-basis-reason', null, { sheet: history });
      for (const sheet of await look(organisation.door, actor, describedVersions, concern, {}))
        await add(`table-${sheet.name.replaceAll('_', '-')}`, null, { sheet });
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
      // Nothing of these stands in the export, also where there were records before they were turned off.
      registersOff: organisation.profile.registersOff,
      files: entries,
    };
    await write('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
    await agreed?.();
    await perform(organisation.door, actor, recordExport, concern, {
      what: register ?? 'all',
      place: folder,
      files: entries.length,
      rows: entries.reduce((sum, { rows }) => sum + rows, 0),
    });
    await rm(folder, { recursive: true, force: true });
    await rename(beside, folder);
    return entries;
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw error;
  }
}
