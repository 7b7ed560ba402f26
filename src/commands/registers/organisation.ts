import { readJson } from '../../codes/profile.ts';
import { describeOrganisation, organisationSchema } from '../../organisation/records.ts';
import { operator } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { type Command, counted, hasOption, textOption, WrongUse } from '../command.ts';
import { organisationHelp, organisationOption } from '../organisation-option.ts';

/** `organisation <file>`: describes an organisation and its dated structure. */
export const organisationCommand: Command = {
  name: 'organisation',
  use: 'organisation <bestand.json> --organisation <sleutel>',
  what: text(
    'Beschrijft de organisatie: onderdelen met naam, plaats en opvolging',
    'Describes the organisation: units with name, place and succession',
  ),
  words: 1,
  options: { ...organisationOption, json: { type: 'boolean' } },
  help: { ...organisationHelp, json: text('De uitkomst als JSON', 'The outcome as JSON') },
  busy: text('Bezig met beschrijven …', 'Describing …'),
  run: async (given, terminal, open) => {
    const [file] = given.words;
    const key = textOption(given, 'organisation');
    if (!file || !key) throw new WrongUse('Geef een bestand en --organisation <sleutel>.');
    const description = await readJson(file, organisationSchema);
    const organisation = await (await open()).organisation(key, description.profile);
    const { units } = await perform(
      organisation.door,
      operator(terminal.user),
      describeOrganisation,
      concern,
      description,
    );
    if (hasOption(given, 'json')) terminal.out(JSON.stringify({ organisation: key, units }, null, 2));
    else terminal.out(`${description.name.nl}: ${counted(units, 'onderdeel', 'onderdelen')} beschreven.`);
    return 0;
  },
};
