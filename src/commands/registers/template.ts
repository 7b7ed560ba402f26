import { writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { wholeCatalogue } from '../../app.ts';
import { templateOf } from '../../collection/export/template.ts';
import { today } from '../../organisation/period.ts';
import { structureQuestion } from '../../organisation/records.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { errorCode } from '../../platform/language/explained-error.ts';
import { inEach, text } from '../../platform/language/text.ts';
import { writeOds } from '../../platform/spreadsheets/ods/ods-write.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx/xlsx-write.ts';
import { actingHelp, actingOptions, actorOf } from '../acting.ts';
import { type Command, type Given, hasOption, textOption, WrongUse } from '../command.ts';
import { chosenOrganisation } from '../organisation-option.ts';
import { registerList } from '../register-words.ts';

const writers = { xlsx: writeXlsx, ods: writeOds } as const;
type Format = keyof typeof writers;

const fileName = text('invulbestand', 'template');

/** `template <register>`: an empty file with the columns that `import` reads, their choices, and what belongs in each. */
export const templateCommand: Command = {
  name: 'template',
  use: text(
    'template <register> [--xlsx | --ods] [--out invulbestand.xlsx]',
    'template <register> [--xlsx | --ods] [--out template.xlsx]',
  ),
  what: text(
    'Maakt een leeg bestand met de kolommen van een register, om in te vullen en in te lezen',
    'Makes an empty file with the columns of a register, to fill in and import',
  ),
  words: 1,
  options: {
    ...actingOptions,
    xlsx: { type: 'boolean' },
    ods: { type: 'boolean' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  help: {
    ...actingHelp,
    xlsx: text('Voor Excel (zonder keuze)', 'For Excel (without a choice)'),
    ods: text('Voor LibreOffice', 'For LibreOffice'),
    out: text(
      'Waar het bestand komt: .xlsx of .ods (zonder keuze in deze map, met de naam van het register)',
      'Where the file goes: .xlsx or .ods (without a choice in this folder, by the name of the register)',
    ),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  run: async (given, terminal, open) => {
    const [key] = given.words;
    const known = wholeCatalogue.registers.filter((one) => one.imports.some((face) => !face.ofExports));
    const keys = known.map((one) => one.key);
    if (key === undefined || !keys.includes(key))
      throw new WrongUse(
        text(
          `Geef een register. Registers: ${registerList('nl', keys)}.`,
          `Give a register. Registers: ${registerList('en', keys)}.`,
        ),
      );
    const { out, format } = wanted(given, `${fileName[terminal.language]}-${key}`);
    const organisation = await chosenOrganisation(given, await open());
    const { catalogue, profile, door } = organisation;
    const register = catalogue.registers.find((one) => one.key === key);
    if (!register)
      throw new WrongUse(
        text(
          `Deze organisatie houdt het register „${key}” niet bij.`,
          `This organisation does not keep the register “${key}”.`,
        ),
      );
    const file = templateOf(register, {
      codes: profile.codes,
      structure: await look(
        door,
        await actorOf(given, terminal, organisation),
        structureQuestion,
        concern,
        {},
      ),
      language: terminal.language,
      day: today(),
    });
    try {
      await writeFile(out, writers[format](file), { flag: 'wx' });
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

/** Where the file goes and of which format it is, by its options; what contradicts itself is refused. */
function wanted(given: Given, name: string): { readonly out: string; readonly format: Format } {
  const out = textOption(given, 'out');
  const ended = extname(out ?? '').toLowerCase();
  const named = (['xlsx', 'ods'] as const).filter((format) => hasOption(given, format));
  const [format = ended === '.ods' ? 'ods' : 'xlsx'] = named;
  if (named.length > 1 || (out !== undefined && ended !== `.${format}`))
    throw new WrongUse(
      text(
        'Kies één formaat: --xlsx of --ods, en bij --out een naam die op .xlsx of .ods eindigt.',
        'Choose one format: --xlsx or --ods, and with --out a name that ends in .xlsx or .ods.',
      ),
    );
  return { out: out ?? `${name}.${format}`, format };
}
