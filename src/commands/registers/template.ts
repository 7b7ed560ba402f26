import { writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { wholeCatalogue } from '../../app.ts';
import { templateOf } from '../../collection/export/template.ts';
import { errorCode } from '../../platform/language/explained-error.ts';
import { inEach, text } from '../../platform/language/text.ts';
import { writeOds } from '../../platform/spreadsheets/ods/ods-write.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx/xlsx-write.ts';
import { type Command, dayOption, hasOption, textOption, WrongUse } from '../command.ts';
import { chosenOrganisation, organisationHelp, organisationOption } from '../organisation-option.ts';

const writers = { '.xlsx': writeXlsx, '.ods': writeOds } as const;

/** `template <register> --out file`: an empty file with the columns that `import` reads, and what belongs in each. */
export const templateCommand: Command = {
  name: 'template',
  use: text('template <register> --out invulbestand.xlsx', 'template <register> --out template.xlsx'),
  what: text(
    'Maakt een leeg bestand met de kolommen van een register, om in te vullen en in te lezen',
    'Makes an empty file with the columns of a register, to fill in and import',
  ),
  words: 1,
  options: { ...organisationOption, out: { type: 'string' }, json: { type: 'boolean' } },
  help: {
    ...organisationHelp,
    out: text('Waar het bestand komt: .xlsx of .ods', 'Where the file goes: .xlsx or .ods'),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  run: async (given, terminal, open) => {
    const [key] = given.words;
    const known = wholeCatalogue.registers.filter((one) => one.imports.some((face) => !face.ofExports));
    if (!known.some((one) => one.key === key))
      throw new WrongUse(
        inEach`${text('Geef een register. Registers', 'Give a register. Registers')}: ${known.map((one) => one.key).join(', ')}.`,
      );
    const out = textOption(given, 'out');
    const write = Object.entries(writers).find(([end]) => end === extname(out ?? '').toLowerCase())?.[1];
    if (!out || !write)
      throw new WrongUse(
        text(
          'Zeg waar het bestand komt: --out invulbestand.xlsx (of .ods).',
          'Say where the file goes: --out template.xlsx (or .ods).',
        ),
      );
    const { catalogue, profile } = await chosenOrganisation(given, await open());
    const register = catalogue.registers.find((one) => one.key === key);
    if (!register)
      throw new WrongUse(
        text(
          `Deze organisatie houdt het register „${key}” niet bij.`,
          `This organisation does not keep the register “${key}”.`,
        ),
      );
    const file = templateOf(register, profile.codes, terminal.language, dayOption({ ...given, values: {} }));
    try {
      await writeFile(out, write(file), { flag: 'wx' });
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      terminal.err(
        text(
          `„${out}” bestaat al. Het is gelaten zoals het was; noem een andere naam met --out.`,
          `“${out}” exists already. It was left as it was; name another with --out.`,
        ),
      );
      return 1;
    }
    if (hasOption(given, 'json')) terminal.data(JSON.stringify({ file: resolve(out) }, null, 2));
    else terminal.out(inEach`${text('Invulbestand gemaakt', 'Template made')}: ${resolve(out)}`);
    return 0;
  },
};
