import { wholeCatalogue } from '../../app.ts';
import { doubtText } from '../../collection/doubt-words.ts';
import {
  importPeople,
  type ListState,
  type PeopleImport,
  PeopleNotApplied,
} from '../../collection/people/lists/import-people.ts';
import { differenceWords } from '../../collection/people/people-words.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { inEach, sameText, type Text, text } from '../../platform/language/text.ts';
import { actingHelp, actingOptions, actorOf } from '../acting.ts';
import {
  andMore,
  type Command,
  counted,
  countedRows,
  dayNamed,
  type Given,
  hasOption,
  type Terminal,
  textOption,
  WrongUse,
} from '../command.ts';
import { chosenOrganisation } from '../organisation-option.ts';

/** `people import <file>`: people and employments from a list of a personnel system; differences first. */
export const peopleCommand: Command = {
  name: 'people',
  use: text(
    'people import <bestand> [--apply] [--most-changes 200] [--sender hr] [--on 2026-12-01] [--map …] [--gone 12]',
    'people import <file> [--apply] [--most-changes 200] [--sender hr] [--on 2026-12-01] [--map …] [--gone 12]',
  ),
  what: text(
    'Leest mensen en dienstverbanden uit een lijst van het personeelssysteem; toont eerst wat er wijzigt',
    'Reads people and employments from a list of the personnel system; shows first what changes',
  ),
  words: 2,
  options: {
    ...actingOptions,
    apply: { type: 'boolean' },
    'most-changes': { type: 'string' },
    sender: { type: 'string' },
    on: { type: 'string' },
    map: { type: 'string', multiple: true },
    dates: { type: 'string' },
    sheet: { type: 'string' },
    gone: { type: 'string' },
    names: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  help: {
    ...actingHelp,
    apply: text(
      'Voert de wijzigingen door, alle of geen; zonder deze optie worden zij alleen getoond',
      'Applies the changes, all or none; without it they are only shown',
    ),
    'most-changes': text(
      'Voert niets door als er meer wijzigingen zijn: voor een vast tijdstip zonder toezicht',
      'Applies nothing when there are more changes: for a schedule that nobody watches',
    ),
    sender: text(
      'Van welk systeem de lijst is; wie daar niet meer op staat, is uit dienst (hr)',
      'Of which system the list is; who is on it no more has left (hr)',
    ),
    on: text('De dag van de lijst (vandaag)', 'The day of the list (today)'),
    map: text(
      "Bevestigt een kop of onderdeel, of beantwoordt een vraag: 'Afd=Onderdeel', 'unit:Kern=<sleutel>', 'person:4002=4001'",
      "Confirms a heading or unit, or answers a question: 'Dept=Unit', 'unit:Kern=<key>', 'person:4002=4001'",
    ),
    dates: text(
      'Wat voorop staat in datums als 3/4/2024: dmy (de dag) of mdy (de maand)',
      'What stands first in dates such as 3/4/2024: dmy (the day) or mdy (the month)',
    ),
    sheet: text('Leest alleen dit blad', 'Reads this sheet alone'),
    gone: text('Bevestigt hoeveel mensen echt weg zijn', 'Confirms how many people have really left'),
    names: text(
      'Toont ook om wie het gaat; niet voor een logboek',
      'Shows also whom it is about; not for a log',
    ),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  busy: text('Bezig met lezen …', 'Reading …'),
  run: async (given, terminal, open) => {
    const [deed, file] = given.words;
    if (deed !== 'import' || !file)
      throw new WrongUse(
        text('Zeg welke lijst: people import <bestand>.', 'Say which list: people import <file>.'),
      );
    const options = {
      file,
      apply: hasOption(given, 'apply'),
      mostChanges: numberOption(given, 'most-changes'),
      sender: textOption(given, 'sender')?.trim() || 'hr',
      day: dayNamed(given, 'on') ?? today(),
      mapping: mappingOf(given),
      dates: datesOf(given),
      sheet: textOption(given, 'sheet'),
      gone: numberOption(given, 'gone'),
    };
    const daglicht = await open();
    const organisation = await chosenOrganisation(given, daglicht);
    const action = importPeople(organisation.profile);
    const actor = await actorOf(given, terminal, organisation);
    try {
      const report = await perform(organisation.door, actor, action, concern, {
        ...options,
        by: actor.kind === 'person' ? actor.person : terminal.user,
      });
      show(report, given, terminal);
      return 0;
    } catch (error) {
      if (!(error instanceof PeopleNotApplied)) throw error;
      show(error.report, given, terminal);
      return error.report.state === 'shown' ? 0 : 1;
    }
  },
};

function numberOption(given: Given, name: string): number | null {
  const written = textOption(given, name);
  if (written === undefined) return null;
  if (/^\d{1,9}$/.test(written)) return Number(written);
  throw new WrongUse(
    text(
      `„${written}” achter --${name} is geen aantal. Schrijf bijvoorbeeld --${name} 200.`,
      `“${written}” behind --${name} is no number. Write for example --${name} 200.`,
    ),
  );
}

function datesOf(given: Given): 'dmy' | 'mdy' | undefined {
  const written = textOption(given, 'dates');
  if (written === undefined || written === 'dmy' || written === 'mdy') return written;
  throw new WrongUse(
    text(
      `„${written}” kan niet achter --dates. Zeg --dates dmy of --dates mdy.`,
      `“${written}” cannot follow --dates. Say --dates dmy or --dates mdy.`,
    ),
  );
}

function mappingOf(given: Given): Readonly<Record<string, string>> {
  const maps = given.values['map'];
  const mapping: Record<string, string> = {};
  for (const map of Array.isArray(maps) ? maps : []) {
    const written = String(map);
    const split = written.lastIndexOf('=');
    if (split < 1)
      throw new WrongUse(
        text(
          `„${written}” is geen koppeling. Schrijf 'kop=veld'.`,
          `“${written}” is no mapping. Write 'heading=field'.`,
        ),
      );
    mapping[written.slice(0, split)] = written.slice(split + 1);
  }
  return mapping;
}

const states: Readonly<Record<ListState, Text>> = {
  applied: text('Doorgevoerd.', 'Applied.'),
  unchanged: text('Er was niets te wijzigen.', 'There was nothing to change.'),
  shown: text(
    'Er is niets gewijzigd. Klopt het onderstaande, voeg dan --apply toe.',
    'Nothing was changed. If what stands below is right, add --apply.',
  ),
  refused: text(
    'Geweigerd: er is niets gewijzigd. Verbeter of beantwoord wat hieronder staat.',
    'Refused: nothing was changed. Correct or answer what stands below.',
  ),
  'too-many': text(
    'Er is niets gewijzigd: dit zijn meer wijzigingen dan zonder toezicht mag. Bekijk ze en voer ze zelf door met --apply.',
    'Nothing was changed: these are more changes than may be made unattended. Look at them and apply them yourself with --apply.',
  ),
};

const weights = {
  refused: text('GEWEIGERD', 'REFUSED'),
  doubtful: text('twijfel', 'doubt'),
  note: text('opmerking', 'note'),
};

/** Lines of one kind that are shown. */
const most = 8;

function show(report: PeopleImport, given: Given, { out, data }: Terminal): void {
  const withNames = hasOption(given, 'names');
  if (hasOption(given, 'json')) {
    const differences = report.differences.map(
      ({ person: _person, number, name, before, after, ...place }) =>
        withNames ? { ...place, number, name, before, after } : place,
    );
    data(JSON.stringify({ ...report, differences }, null, 2));
    return;
  }
  out(inEach`${report.file}: ${states[report.state]}`);
  const people = counted(report.people, text('persoon', 'person'), text('personen', 'people'));
  out(inEach`  ${countedRows(report.rows)}, ${people}`);
  for (const [kind, count] of Object.entries(report.counts)) {
    const named = report.differences.filter((one) => one.kind === kind);
    out(inEach`  ${differenceWords(kind)}: ${count}`);
    if (!withNames) continue;
    for (const one of named.slice(0, most))
      out(
        sameText(
          `    ${one.number ?? ''} ${one.name ?? ''}${one.before || one.after ? `: ${one.before ?? '–'} → ${one.after ?? '–'}` : ''}`,
        ),
      );
    if (named.length > most) out(andMore(named.length - most, '    '));
  }
  for (const role of report.keptRoles)
    out(
      inEach`  ${text('Deze rol blijft: niemand anders heeft haar', 'This role stays: nobody else has it')}: ${role}`,
    );
  for (const { kind, weight, count } of report.kinds) {
    const words = doubtText(kind, wholeCatalogue.doubts);
    out(inEach`\n  ${weights[weight]}${words.nl === kind ? '' : inEach`: ${words}`} (${count})`);
    const told = report.findings.filter((one) => one.kind === kind && one.weight === weight);
    for (const { sheet, row, column, value, advice } of told.slice(0, most)) {
      const place = (word: string) =>
        [sheet, row > 0 ? `${word} ${row}` : '', column].filter((part) => part !== '').join(', ');
      out(
        inEach`    ${text(place('rij'), place('row'))}${value ? ` „${value.slice(0, 80)}”` : ''}: ${advice}`,
      );
    }
    if (told.length > most) out(andMore(told.length - most, '    '));
  }
}
