import { today } from '../organisation/period.ts';
import { operator } from '../platform/access/actor.ts';
import { concern } from '../platform/access/resource.ts';
import { ChangeStopped, perform } from '../platform/database/doorways.ts';
import { noteHealth } from '../platform/health/read-health.ts';
import { text } from '../platform/language/text.ts';
import { type Command, hasOption, textOption, WrongUse } from './command.ts';
import { chosenOrganisation, organisationHelp, organisationOption } from './organisation-option.ts';

/** `backup-made`: records that a backup was made, or that putting one back was practised, for the page of health. */
export const backupMadeCommand: Command = {
  name: 'backup-made',
  use: text(
    'backup-made [--drill] [--day 2026-11-03] [--organisation <sleutel>]',
    'backup-made [--drill] [--day 2026-11-03] [--organisation <key>]',
  ),
  what: text(
    'Legt vast dat er een reservekopie is gemaakt, of dat terugzetten is geoefend',
    'Records that a backup was made, or that putting one back was practised',
  ),
  options: {
    ...organisationOption,
    drill: { type: 'boolean' },
    day: { type: 'string' },
    json: { type: 'boolean' },
  },
  help: {
    ...organisationHelp,
    drill: text(
      'Terugzetten is geoefend, in plaats van een kopie gemaakt',
      'Putting back was practised, instead of a backup made',
    ),
    day: text('Op welke dag; anders vandaag', 'On which day; else today'),
    json: text('Wat is vastgelegd als JSON', 'What was recorded as JSON'),
  },
  run: async (given, terminal, open) => {
    const day = textOption(given, 'day') ?? today();
    if (!/^20[2-9]\d-\d\d-\d\d$/.test(day) || new Date(day).toJSON()?.slice(0, 10) !== day)
      throw new WrongUse(
        text(
          `--day ${day} is geen dag vanaf 2020. Schrijf hem als 2026-11-03.`,
          `--day ${day} is no day from 2020 on. Write it as 2026-11-03.`,
        ),
      );
    const kind = hasOption(given, 'drill') ? 'drill' : 'backup';
    const { door } = await chosenOrganisation(given, await open());
    try {
      await perform(door, operator(terminal.user), noteHealth, concern, { kind, day, by: terminal.user });
    } catch (error) {
      if (!(error instanceof ChangeStopped)) throw error;
      throw new WrongUse(
        text(
          `${day} moet nog komen. Er is niets vastgelegd.`,
          `${day} is still to come. Nothing was recorded.`,
        ),
      );
    }
    if (hasOption(given, 'json')) {
      terminal.data(JSON.stringify({ kind, day }, null, 2));
      return 0;
    }
    terminal.out(
      kind === 'drill'
        ? text(`Oefening van ${day} vastgelegd.`, `Drill of ${day} recorded.`)
        : text(`Reservekopie van ${day} vastgelegd.`, `Backup of ${day} recorded.`),
    );
    return 0;
  },
};
