import type { Daglicht } from '../app.ts';
import type { OpenOrganisation } from '../collection/open-organisation.ts';
import { text } from '../platform/language/text.ts';
import { type Given, textOption, WrongUse } from './command.ts';

/** The option that names the organisation, the same for every command. */
export const organisationOption = { organisation: { type: 'string', short: 'o' } } as const;
export const organisationHelp = {
  organisation: text(
    'Welke organisatie; niet nodig als er maar een is',
    'Which organisation; not needed when there is only one',
  ),
};

/** Opens the organisation that was named, or the only one there is. Throws {@link WrongUse} when that is unclear. */
export async function chosenOrganisation(given: Given, daglicht: Daglicht): Promise<OpenOrganisation> {
  const named = textOption(given, 'organisation');
  if (named !== undefined) return daglicht.organisation(named);
  const keys = await daglicht.storage.organisations();
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return daglicht.organisation(only);
  throw new WrongUse(
    keys.length === 0
      ? text(
          'Er is nog geen organisatie. „npm start” laadt de voorbeelden; „organisation <bestand>” beschrijft een eigen organisatie.',
          'There is no organisation yet. “npm start” loads the examples; “organisation <file>” describes one of your own.',
        )
      : text(
          `Zeg om welke organisatie het gaat: --organisation ${keys.join(' of ')}.`,
          `Say which organisation it is about: --organisation ${keys.join(' or ')}.`,
        ),
  );
}
