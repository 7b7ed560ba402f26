import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { wholeCatalogue } from '../../app.ts';
import { exportTo } from '../../collection/export/export-folder.ts';
import { type ExportForm, exportFormats } from '../../collection/export/sheet-file.ts';
import { exportApproval, useExportApproval } from '../../organisation/proposals/export-approval.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, type OrganisationDoor, perform } from '../../platform/database/doorways.ts';
import { inEach, type Text, text } from '../../platform/language/text.ts';
import { actingHelp, actingOptions, actorOf } from '../acting.ts';
import { type Command, countedRows, type Given, hasOption, textOption, WrongUse } from '../command.ts';
import { chosenOrganisation } from '../organisation-option.ts';
import { registerList } from '../register-words.ts';

/** `export --out <folder>`: all registers as files, with a manifest. Confidential: it holds the cases themselves. */
export const exportCommand: Command = {
  name: 'export',
  use: text(
    'export --out <map> [--format xlsx] [--register incidents]',
    'export --out <folder> [--format xlsx] [--register incidents]',
  ),
  what: text(
    'Schrijft alle registers naar bestanden (vertrouwelijk)',
    'Writes all registers to files (confidential)',
  ),
  busy: text('Bezig met schrijven …', 'Writing …'),
  options: {
    ...actingOptions,
    out: { type: 'string' },
    register: { type: 'string' },
    format: { type: 'string' },
    'no-bom': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  help: {
    ...actingHelp,
    out: text('Een nieuwe of lege map', 'A new or empty folder'),
    register: text('Alleen dit register', 'Only this register'),
    format: text(
      'csv (zonder keuze), xlsx of ods: één bestand per tabel',
      'csv (without a choice), xlsx or ods: a file for each table',
    ),
    'no-bom': text(
      'CSV zonder byte order mark, voor programma’s die daarover struikelen; Excel toont accenten dan verkeerd',
      'CSV without a byte order mark, for programs that stumble over one; Excel then shows accents wrongly',
    ),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  run: async (given, terminal, open) => {
    const out = textOption(given, 'out');
    if (out === undefined)
      throw new WrongUse(
        text('Zeg waar de bestanden komen: --out <map>.', 'Say where the files go: --out <folder>.'),
      );
    const chosen = textOption(given, 'register');
    if (chosen !== undefined && !wholeCatalogue.registers.some((one) => one.key === chosen))
      throw new WrongUse(noRegister(chosen));
    const format = formatOption(given);
    const mark = !hasOption(given, 'no-bom');
    if (format !== 'csv' && !mark)
      throw new WrongUse(text('--no-bom gaat alleen over CSV.', '--no-bom is about CSV alone.'));
    const folder = await emptyFolder(out);
    const organisation = await chosenOrganisation(given, await open());
    const { registersOff } = organisation.profile;
    if (chosen !== undefined && registersOff.includes(chosen))
      throw new WrongUse(
        text(
          `Deze organisatie houdt het register „${chosen}” niet bij; er is niets geschreven.`,
          `This organisation does not keep the register “${chosen}”; nothing was written.`,
        ),
      );
    const actor = await actorOf(given, terminal, organisation);
    const agreed = chosen === undefined ? await approvalOf(organisation.door, actor) : undefined;
    const entries = await exportTo(folder, organisation, actor, chosen, { format, mark }, agreed);
    if (hasOption(given, 'json'))
      terminal.data(JSON.stringify({ confidential, out, files: entries, registersOff }, null, 2));
    else {
      terminal.out(confidential);
      for (const entry of entries) terminal.out(inEach`${entry.name.padEnd(52)} ${countedRows(entry.rows)}`);
      if (registersOff.length > 0 && chosen === undefined)
        terminal.out(
          text(
            `\nNiet in deze export, want deze organisatie houdt ze niet bij: ${registersOff.join(', ')}.`,
            `\nNot in this export, because this organisation does not keep them: ${registersOff.join(', ')}.`,
          ),
        );
      terminal.out(howToOpen[format]);
      terminal.out(
        text(
          '\nWelk bestand waarmee is terug te lezen, staat in manifest.json.',
          '\nWhich file is read back with what stands in manifest.json.',
        ),
      );
    }
    return 0;
  },
};

/**
 * Of a person who takes all registers along at once: what uses the approval of another when the files are there. Throws
 * where there is none, before anything is read.
 */
async function approvalOf(
  door: OrganisationDoor,
  actor: Actor,
): Promise<(() => Promise<unknown>) | undefined> {
  if (actor.kind !== 'person') return undefined;
  const { person } = actor;
  await look(door, actor, exportApproval, concern, { person });
  return () => perform(door, actor, useExportApproval, concern, { person });
}

/** The folder that an export is written to. Throws a {@link WrongUse} when something stands in it. */
export async function emptyFolder(out: string): Promise<string> {
  const folder = resolve(out);
  const present = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new WrongUse(
      text(
        `${out} is geen map die gelezen kan worden; er is niets geschreven.`,
        `${out} is no folder that can be read; nothing was written.`,
      ),
    );
  });
  if (present.length > 0)
    throw new WrongUse(
      text(
        `${out} is niet leeg; een export overschrijft niets. Noem een nieuwe map.`,
        `${out} is not empty; an export overwrites nothing. Name a new folder.`,
      ),
    );
  return folder;
}

/** The first line of what is said of files that hold the cases themselves. */
const confidential: Text = text(
  'Vertrouwelijk: deze bestanden bevatten de registraties zelf. Bewaar ze als het register.',
  'Confidential: these files hold the records themselves. Keep them like the register.',
);

/** How to look at the files without changing them. */
const howToOpen: Readonly<Record<ExportForm['format'], Text>> = {
  csv: text(
    '\nCSV: UTF-8 met puntkomma’s; een Nederlandse Excel opent het met dubbelklikken. Excel maakt van „2024-1” een datum en laat voorloopnullen weg: verbeter liever een export met --format xlsx.',
    '\nCSV: UTF-8 with semicolons; a Dutch Excel opens it by double click. Excel makes a date of “2024-1” and drops leading zeros: better correct an export with --format xlsx.',
  ),
  xlsx: text(
    '\nXLSX: te openen met Excel of LibreOffice; alles staat er als tekst in, zoals het is vastgelegd. Een tabel die niet in een werkblad past, is CSV.',
    '\nXLSX: opens in Excel or LibreOffice; everything stands in it as text, as it was recorded. A table that does not fit a sheet is CSV.',
  ),
  ods: text(
    '\nODS: te openen met LibreOffice of Excel; alles staat er als tekst in, zoals het is vastgelegd. Een tabel die niet in een werkblad past, is CSV.',
    '\nODS: opens in LibreOffice or Excel; everything stands in it as text, as it was recorded. A table that does not fit a sheet is CSV.',
  ),
};

function formatOption(given: Given): ExportForm['format'] {
  const written = textOption(given, 'format') ?? 'csv';
  const format = exportFormats.find((one) => one === written.toLowerCase());
  if (format) return format;
  throw new WrongUse(
    text(
      `Er is geen formaat „${written}”. Kies uit: ${exportFormats.join(', ')}.`,
      `There is no format “${written}”. Choose from: ${exportFormats.join(', ')}.`,
    ),
  );
}

function noRegister(chosen: string): Text {
  const known = wholeCatalogue.registers.map((one) => one.key);
  return text(
    `Er is geen register „${chosen}”. Wel: ${registerList('nl', known)}.`,
    `There is no register “${chosen}”. There are: ${registerList('en', known)}.`,
  );
}
