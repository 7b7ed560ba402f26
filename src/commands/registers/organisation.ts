import { namedProfile, profileFolder } from '../../app.ts';
import { readPlaced } from '../../codes/profile.ts';
import { describeWithProfile } from '../../codes/profile-versions.ts';
import { refuseContradictions } from '../../organisation/description-faults.ts';
import { today } from '../../organisation/period.ts';
import { organisationNameQuestion, organisationSchema } from '../../organisation/records.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import type { Storage } from '../../platform/database/storage.ts';
import { pathWords } from '../../platform/json/field-fault.ts';
import { nearestFirst } from '../../platform/language/nearest.ts';
import { inEach, text } from '../../platform/language/text.ts';
import { checkMapping } from '../../publication/statement/mapping.ts';
import { readDesks } from '../../reporting/where-to-turn/desks.ts';
import { actingHelp, actingOptions, actorOf } from '../acting.ts';
import { type Command, counted, dayNamed, type Given, hasOption, textOption, WrongUse } from '../command.ts';
import { deskLines, desksLackingNow } from '../desk-lines.ts';
import { refuseLostCodes, refuseUnusable } from '../profile-faults.ts';
import { removeOrganisation } from './remove-organisation.ts';

/**
 * `organisation <file>`: describes an organisation, its dated structure and its profile; that deletes nothing.
 * `organisation remove <key>`: removes one.
 */
export const organisationCommand: Command = {
  name: 'organisation',
  use: text(
    'organisation <bestand.json> --organisation <sleutel> [--profile <map>] [--from 2026-01-01] [--new] [--drop] | organisation remove <sleutel> [--export-to <map>] [--confirm <sleutel>]',
    'organisation <file.json> --organisation <key> [--profile <folder>] [--from 2026-01-01] [--new] [--drop] | organisation remove <key> [--export-to <folder>] [--confirm <key>]',
  ),
  what: text(
    'Beschrijft de organisatie: onderdelen met naam, plaats en opvolging, en haar profiel; of verwijdert haar',
    'Describes the organisation: units with name, place and succession, and its profile; or removes it',
  ),
  words: 2,
  options: {
    ...actingOptions,
    profile: { type: 'string' },
    from: { type: 'string' },
    new: { type: 'boolean' },
    drop: { type: 'boolean' },
    'export-to': { type: 'string' },
    confirm: { type: 'string' },
    json: { type: 'boolean' },
  },
  help: {
    ...actingHelp,
    profile: text(
      'Map van het profiel, in plaats van het profiel dat het bestand noemt',
      'Folder of the profile, instead of the one that the file names',
    ),
    from: text(
      'Vanaf welke dag een gewijzigd profiel geldt (vandaag)',
      'From which day a changed profile holds (today)',
    ),
    new: text(
      'Dit is een nieuwe organisatie, naast die er al zijn',
      'This is a new organisation, beside those that there are',
    ),
    drop: text(
      'Laat onderdelen en codes vervallen die er nu zijn en niet in het bestand of het profiel staan',
      'Lets units and codes end that there are now and that are not in the file or the profile',
    ),
    'export-to': text(
      'Bij remove: schrijft eerst alles naar deze nieuwe map',
      'With remove: writes everything to this new folder first',
    ),
    confirm: text(
      'Bij remove: de sleutel van wat verwijderd wordt, in plaats van de vraag ernaar',
      'With remove: the key of what is removed, instead of the question for it',
    ),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  busy: text('Bezig met de organisatie …', 'Working on the organisation …'),
  run: async (given, terminal, open) => {
    const [file, another] = given.words;
    const key = textOption(given, 'organisation');
    if (file === 'remove') return removeOrganisation(keyToRemove(given), given, terminal, open);
    refuseOptions(given, ['export-to', 'confirm']);
    if (!file || !key || another !== undefined)
      throw new WrongUse(
        text('Geef een bestand en --organisation <sleutel>.', 'Give a file and --organisation <key>.'),
      );
    const from = dayNamed(given, 'from');
    const { data: description, place } = await readPlaced(file, organisationSchema);
    const named = textOption(given, 'profile') ?? description.profile;
    const profile = await namedProfile(named);
    await checkMapping(profileFolder(named));
    await readDesks(profileFolder(named));
    refuseUnusable(profile, profileFolder(named));
    refuseContradictions(description, profile, (path) => {
      const { line } = place(path);
      return text(
        `${file}, regel ${line}, veld ${pathWords(path)}`,
        `${file}, line ${line}, field ${pathWords(path)}`,
      );
    });
    const daglicht = await open();
    await refuseSlip(key, hasOption(given, 'new'), daglicht.storage);
    const organisation = await daglicht.organisation(key);
    const { door, profile: current } = organisation;
    const actor = await actorOf(given, terminal, organisation);
    const isDescribed = (await look(door, actor, organisationNameQuestion, concern, {})) !== undefined;
    const drop = hasOption(given, 'drop');
    if (isDescribed && !drop) refuseLostCodes(current, profile, profileFolder(named));
    const { units, profileRecorded } = await perform(door, actor, describeWithProfile, concern, {
      description,
      profile: { files: profile.files, from: from ?? today() },
      drop,
    });
    if (hasOption(given, 'json'))
      terminal.data(JSON.stringify({ organisation: key, units, profileRecorded }, null, 2));
    else {
      const many = counted(units, text('onderdeel', 'unit'), text('onderdelen', 'units'));
      terminal.out(inEach`${description.name}: ${many} ${text('beschreven', 'described')}.`);
      if (profileRecorded)
        terminal.out(
          text(
            `Profiel „${profile.key}” vastgelegd${from ? `, geldig vanaf ${from}` : ''}. Eerdere versies blijven bewaard.`,
            `Profile “${profile.key}” recorded${from ? `, valid from ${from}` : ''}. Earlier versions are kept.`,
          ),
        );
      for (const line of deskLines(desksLackingNow(profile))) terminal.out(line);
      if (!isDescribed)
        terminal.out(
          text(
            'Wat nu: maak per register een invulbestand, vul het in en lees het in: template <register>, import <register> <bestand>. „template” noemt de registers.',
            'Next: make a template for each register, fill it in and read it: template <register>, import <register> <file>. “template” names the registers.',
          ),
        );
    }
    return 0;
  },
};

/** The key behind `remove`, or in `--organisation`. Throws a WrongUse. */
function keyToRemove(given: Given): string {
  refuseOptions(given, ['profile', 'from', 'new', 'drop']);
  const [, word] = given.words;
  const named = textOption(given, 'organisation');
  const key = word ?? named;
  if (key !== undefined && (named === undefined || named === key)) return key;
  throw new WrongUse(
    text(
      'Zeg welke organisatie weg moet: organisation remove <sleutel>. Er is niets verwijderd.',
      'Say which organisation to remove: organisation remove <key>. Nothing was removed.',
    ),
  );
}

/** An option of the other use would be left unread. */
function refuseOptions({ values }: Given, names: readonly string[]): void {
  const [wrong] = names.filter((name) => values[name] !== undefined);
  if (wrong === undefined) return;
  throw new WrongUse(
    text(
      `--${wrong} hoort hier niet; er is niets gedaan.`,
      `--${wrong} does not belong here; nothing was done.`,
    ),
  );
}

/**
 * A key that is not known may be a slip of the pen, which would describe a second organisation beside the one that was
 * meant. Where there is none yet nothing else can be meant. Throws a WrongUse.
 */
async function refuseSlip(key: string, isNew: boolean, storage: Storage): Promise<void> {
  // Without the owner login no database can be made, and the list may be out of reach.
  if (!storage.mayMigrate) return;
  const keys = await storage.organisations();
  if (keys.includes(key)) {
    if (!isNew) return;
    throw new WrongUse(
      text(
        `De organisatie „${key}” is er al; er is niets gewijzigd. Laat --new weg om haar opnieuw te beschrijven, of geef een andere sleutel.`,
        `The organisation “${key}” is there already; nothing was changed. Leave out --new to describe it again, or give another key.`,
      ),
    );
  }
  if (isNew || keys.length === 0) return;
  const [near = '', ...others] = nearestFirst(key, keys);
  const also = others.length > 0 ? others.join(', ') : undefined;
  throw new WrongUse(
    text(
      `Er is geen organisatie „${key}”; er is niets gewijzigd. Bedoelt u „${near}”?${also ? ` Ook bekend: ${also}.` : ''} Is dit een nieuwe organisatie, voeg dan --new toe.`,
      `There is no organisation “${key}”; nothing was changed. Do you mean “${near}”?${also ? ` Also known: ${also}.` : ''} If this is a new organisation, add --new.`,
    ),
  );
}
