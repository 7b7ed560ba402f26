import { z } from 'zod';
import { wholeCatalogue } from '../../app.ts';
import { readJson } from '../../codes/profile.ts';
import { doubtText } from '../../collection/doubt-words.ts';
import { type ImportReport, ImportStopped } from '../../collection/import/import-action.ts';
import {
  askedPeriod,
  parsePeriod,
  periodLabel,
  periodRuns,
  type YearStart,
} from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { inEach, type Text, text } from '../../platform/language/text.ts';
import { actingHelp, actingOptions, actorOf } from '../acting.ts';
import {
  andMore,
  type Command,
  countedRows,
  type Given,
  hasOption,
  type Terminal,
  textOption,
  WrongUse,
} from '../command.ts';
import { chosenOrganisation } from '../organisation-option.ts';
import { registerList } from '../register-words.ts';
import { changeLines, isOtherFile } from './import-changes.ts';

/** `import <register> <file>`: reads a CSV, XLSX or ODS file into a register or the list of units, all or nothing. */
export const importCommand: Command = {
  name: 'import',
  use: text(
    'import <register> <bestand> [--period 2020-2021] [--map kop=veld] [--mapping bestand.json] [--replace] [--dry-run]',
    'import <register> <file> [--period 2020-2021] [--map heading=field] [--mapping file.json] [--replace] [--dry-run]',
  ),
  what: text(
    'Leest een bestand (CSV, XLSX, ODS) in een register, of een lijst van onderdelen (units)',
    'Reads a file (CSV, XLSX, ODS) into a register, or a list of units',
  ),
  words: 2,
  options: {
    ...actingOptions,
    period: { type: 'string' },
    sender: { type: 'string' },
    map: { type: 'string', multiple: true },
    mapping: { type: 'string' },
    covers: { type: 'string' },
    dates: { type: 'string' },
    sheet: { type: 'string' },
    'version-of': { type: 'string' },
    same: { type: 'string' },
    replace: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  help: {
    ...actingHelp,
    period: text(
      'Periode voor rijen die er geen noemen: 2021 of 2020-2021',
      'Period for rows that name none: 2021 or 2020-2021',
    ),
    sender: text(
      'Wie het bestand bijhoudt; koppelingen worden per afzender onthouden',
      'Who maintains the file; mappings are remembered per sender',
    ),
    map: text(
      "Bevestigt een kop of label: 'Aantal=gifts.offered', 'unit:Kern=<sleutel>', 'Noot=-'",
      "Confirms a heading or label: 'Aantal=gifts.offered', 'unit:Kern=<key>', 'Noot=-'",
    ),
    mapping: text('Een JSON-bestand met zulke bevestigingen', 'A JSON file with such confirmations'),
    covers: text(
      'Welke onderdelen en jaren het bestand beslaat, ook waar er niets in staat: RDL,2024',
      'Which units and years the file covers, also where nothing stands in it: RDL,2024',
    ),
    dates: text(
      'Wat voorop staat in datums als 3/4/2024: dmy (de dag) of mdy (de maand)',
      'What stands first in dates such as 3/4/2024: dmy (the day) or mdy (the month)',
    ),
    sheet: text(
      'Leest alleen dit blad, ook als het verborgen is',
      'Reads this sheet alone, also when it is hidden',
    ),
    'version-of': text(
      'Naam van het eerder gelezen bestand waarvan dit een nieuwere versie is',
      'Name of the file read before of which this is a newer version',
    ),
    same: text(
      'Zaken die ook in een ander bestand staan: newer (werk ze bij) of other (het zijn andere zaken)',
      'Matters that stand in another file too: newer (bring them up to date) or other (they are other matters)',
    ),
    replace: text(
      'Verwerkt ook gewijzigde en verdwenen rijen van een eerder gelezen bestand',
      'Also applies changed and vanished rows of a file read before',
    ),
    'dry-run': text(
      'Laat zien wat er zou gebeuren; schrijft niets',
      'Shows what would happen; writes nothing',
    ),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  busy: text('Bezig met lezen …', 'Reading …'),
  run: async (given, terminal, open) => {
    const [registerKey, file] = given.words;
    if (registerKey === undefined || !wholeCatalogue.importKeys.includes(registerKey) || !file)
      throw new WrongUse(
        text(
          `Geef een register en een bestand. Registers: ${registerList('nl', wholeCatalogue.importKeys)}.`,
          `Give a register and a file. Registers: ${registerList('en', wholeCatalogue.importKeys)}.`,
        ),
      );
    const sender = textOption(given, 'sender')?.trim() ?? 'operator';
    if (sender === '')
      throw new WrongUse(
        text(
          'Zeg wie het bestand bijhoudt: --sender <naam>.',
          'Say who maintains the file: --sender <name>.',
        ),
      );
    const daglicht = await open();
    const organisation = await chosenOrganisation(given, daglicht);
    const typed = typedMappings(given);
    const { yearStart } = organisation.profile;
    const stated = textOption(given, 'period');
    const input = {
      file,
      sender,
      period: stated === undefined ? null : askedPeriod(stated, yearStart).key,
      mapping: { ...(await fromFile(given)), ...typed },
      typed: Object.keys(typed),
      replace: hasOption(given, 'replace'),
      dryRun: hasOption(given, 'dry-run'),
      covers: coverage(textOption(given, 'covers'), yearStart),
      dates: oneOf('dates', ['dmy', 'mdy'], textOption(given, 'dates')),
      sheet: textOption(given, 'sheet'),
      versionOf: textOption(given, 'version-of'),
      same: oneOf('same', ['newer', 'other'], textOption(given, 'same')),
    };
    const { catalogue, profile } = organisation;
    const action = catalogue.importInto(registerKey, profile, () => terminal.err(waitsForAnother));
    if (!action)
      throw new WrongUse(
        text(
          `Deze organisatie houdt het register „${registerKey}” niet bij. Wel: ${registerList('nl', catalogue.importKeys)}.`,
          `This organisation does not keep the register “${registerKey}”. It keeps: ${registerList('en', catalogue.importKeys)}.`,
        ),
      );
    const actor = await actorOf(given, terminal, organisation);
    try {
      const report = await perform(organisation.door, actor, action, concern, input);
      show(report, hasOption(given, 'json'), terminal, profile.yearStart);
      return 0;
    } catch (error) {
      if (!(error instanceof ImportStopped)) throw error;
      show(error.report, hasOption(given, 'json'), terminal, profile.yearStart);
      return error.report.outcome === 'dry-run' ? 0 : 1;
    }
  },
};

/** Told while another import of the register goes first. */
export const waitsForAnother = text(
  'Wacht op een andere inlezing in dit register …',
  'Waiting for another import into this register …',
);

function oneOf<Word extends string>(
  option: string,
  words: readonly Word[],
  written: string | undefined,
): Word | undefined {
  const known = words.find((word) => word === written);
  if (written === undefined || known !== undefined) return known;
  const named = words.map((word) => `--${option} ${word}`);
  throw new WrongUse(
    text(
      `„${written}” kan niet achter --${option}. Zeg ${named.join(' of ')}.`,
      `“${written}” cannot follow --${option}. Say ${named.join(' or ')}.`,
    ),
  );
}

async function fromFile(given: Given): Promise<Readonly<Record<string, string>>> {
  const file = textOption(given, 'mapping');
  return file === undefined ? {} : readJson(file, z.record(z.string(), z.string()));
}

function typedMappings(given: Given): Readonly<Record<string, string>> {
  const mapping: Record<string, string> = {};
  const maps = given.values['map'];
  for (const map of Array.isArray(maps) ? maps : []) {
    const split = String(map).lastIndexOf('=');
    if (split < 1)
      throw new WrongUse(
        text(
          `„${map}” is geen koppeling. Schrijf 'kop=veld'.`,
          `“${map}” is no mapping. Write 'heading=field'.`,
        ),
      );
    mapping[String(map).slice(0, split)] = String(map).slice(split + 1);
  }
  return mapping;
}

const outcomes: Readonly<Record<ImportReport['outcome'], Text>> = {
  imported: text('Ingelezen.', 'Imported.'),
  unchanged: text(
    'Dit bestand was al ingelezen; er is niets veranderd.',
    'This file was imported already; nothing changed.',
  ),
  refused: text(
    'Geweigerd: er is niets ingelezen. Verbeter wat hieronder staat en lees het bestand opnieuw in.',
    'Refused: nothing was imported. Correct what stands below and import the file again.',
  ),
  'needs-replace': text(
    'Dit bestand is eerder gelezen en nu anders; er is niets veranderd. Klopt het, voeg dan --replace toe.',
    'This file was imported before and differs now; nothing changed. If that is right, add --replace.',
  ),
  'dry-run': text('Proef: er is niets geschreven.', 'Trial: nothing was written.'),
  'already-read': text('Niets ingelezen.', 'Nothing imported.'),
};

const weights = {
  refused: text('GEWEIGERD', 'REFUSED'),
  doubtful: text('twijfel', 'doubt'),
  note: text('opmerking', 'note'),
};

function show(report: ImportReport, json: boolean, { out, data }: Terminal, yearStart: YearStart): void {
  if (json) {
    data(JSON.stringify(report, null, 2));
    return;
  }
  out(inEach`${report.file}: ${outcomes[report.outcome]}`);
  const { added, unchanged, changed, vanished } = report;
  const told = text(
    `${added} nieuw, ${unchanged} ongewijzigd, ${changed} gewijzigd, ${vanished} verdwenen`,
    `${added} new, ${unchanged} unchanged, ${changed} changed, ${vanished} vanished`,
  );
  out(inEach`  ${countedRows(report.rows)}: ${told}`);
  for (const line of periodLines(report, yearStart)) out(line);
  if (report.covers) out(inEach`  ${text('Dekking', 'Covers')}: ${report.covers}`);
  if (isOtherFile(report))
    out(
      text(
        `  Geen enkele rij is gelijk aan wat eerder in „${report.file}” stond. Is dit een ander bestand met dezelfde naam, bijvoorbeeld van een ander jaar? Geef het dan een eigen naam en lees het opnieuw in: met --replace vervallen de eerdere rijen.`,
        `  Not one row is equal to what stood in “${report.file}” before. Is this another file of the same name, of another year for example? Then give it a name of its own and import it again: with --replace the earlier rows lapse.`,
      ),
    );
  for (const kind of report.kinds) {
    const words = doubtText(kind.kind, wholeCatalogue.doubts);
    // The lines below say what it is; kinds without words of their own are codes for --json.
    const what = words.nl === kind.kind ? '' : inEach`: ${words}`;
    out(inEach`\n  ${weights[kind.weight]}${what} (${kind.count})`);
    for (const finding of report.findings
      .filter((one) => one.kind === kind.kind && one.weight === kind.weight)
      .slice(0, 8))
      out(findingLine(finding));
    if (kind.told > 8) out(andMore(kind.told - 8, '    '));
  }
  for (const line of changeLines(report)) out(line);
}

/** What `--covers` says, with its years as the organisation's own. */
function coverage(written: string | undefined, yearStart: YearStart): string | undefined {
  return written
    ?.split(',')
    .map((word) => (/^\s*\d{4}([-+/]\d{2,4})?\s*$/.test(word) ? askedPeriod(word, yearStart).key : word))
    .join(',');
}

/** The periods that rows were given, and how a year runs where it is no calendar year. */
function periodLines({ periods }: ImportReport, yearStart: YearStart): readonly Text[] {
  const [first] = periods;
  if (!first) return [];
  const named = (row: Text, rows: Text) =>
    periods
      .map(
        ({ key, rows: count }) =>
          inEach`${periodLabel(parsePeriod(key, yearStart))} (${count} ${count === 1 ? row : rows})`,
      )
      .reduce((one, other) => inEach`${one}, ${other}`);
  const runs = periodRuns(parsePeriod(first.key, yearStart));
  return [
    inEach`  ${text('Periode', 'Period')}: ${named(text('rij', 'row'), text('rijen', 'rows'))}`,
    ...(runs ? [inEach`  ${periodLabel(parsePeriod(first.key, yearStart))}: ${runs}`] : []),
  ];
}

function findingLine({ sheet, row, column, value, advice, rows }: ImportReport['findings'][number]): Text {
  const more = rows && rows.count > rows.first.length ? ' …' : '';
  const numbers = rows ? `${rows.first.join(', ')}${more}` : `${row}`;
  const placeIn = (whole: string, rowWord: string, rowsWord: string): string => {
    const inRows = rows ? `${rowWord} ${numbers} (${rows.count} ${rowsWord})` : `${rowWord} ${numbers}`;
    return [sheet, row > 0 ? inRows : '', column].filter((part) => part !== '').join(', ') || whole;
  };
  const place = text(placeIn('het bestand', 'rij', 'rijen'), placeIn('the file', 'row', 'rows'));
  return inEach`    ${place}${value ? ` „${value.slice(0, 80)}”` : ''}: ${advice}`;
}
