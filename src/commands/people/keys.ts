import { identityActor, systemActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { resealSecrets } from '../../platform/identity/accounts/reseal.ts';
import { sameText, text } from '../../platform/language/text.ts';
import { resealMail } from '../../platform/mail/mail-settings.ts';
import { keyFilePlace, rotateKeys } from '../../platform/sealing/key-file.ts';
import { type Command, hasOption, WrongUse } from '../command.ts';
import { keysOf } from '../serving/work-given.ts';

/** `keys`: where the keys lie; `keys rotate`: a new one, and everything sealed again under it. */
export const keysCommand: Command = {
  name: 'keys',
  use: text('keys [rotate]', 'keys [rotate]'),
  what: text(
    'Zegt waar de sleutels van verzegelde gegevens staan; rotate maakt een nieuwe',
    'Says where the keys of sealed data lie; rotate makes a new one',
  ),
  words: 1,
  options: { json: { type: 'boolean' } },
  help: { json: text('De uitkomst als JSON', 'The outcome as JSON') },
  run: async (given, terminal, open) => {
    const [word] = given.words;
    if (word !== undefined && word !== 'rotate')
      throw new WrongUse(
        text(`keys kent „${word}” niet; wel: rotate.`, `keys has no “${word}”; it has: rotate.`),
      );
    const daglicht = await open();
    const file = keyFilePlace(terminal.environment, daglicht.folder);
    const organisations = await Promise.all(
      (await daglicht.storage.organisations()).map((key) => daglicht.organisation(key)),
    );
    const keys = await keysOf(daglicht, organisations);
    const asJson = hasOption(given, 'json');
    if (word === undefined && asJson) {
      terminal.data(JSON.stringify({ file, current: keys.current.id, keys: [...keys.byId.keys()] }, null, 2));
      return 0;
    }
    if (word === undefined) {
      terminal.out(sameText(file));
      terminal.out(
        text(
          `${keys.byId.size} ${keys.byId.size === 1 ? 'sleutel' : 'sleutels'}; de huidige: ${keys.current.id}. Bewaar een kopie apart van de database.`,
          `${keys.byId.size} ${keys.byId.size === 1 ? 'key' : 'keys'}; the current one: ${keys.current.id}. Keep a copy apart from the database.`,
        ),
      );
      return 0;
    }
    const rotated = await rotateKeys(file);
    let sealed = 0;
    for (const { key, door } of organisations) {
      sealed += (await perform(door, identityActor, resealSecrets(rotated, key), concern, {})).sealed;
      sealed += (await perform(door, systemActor, resealMail(rotated, key), concern, {})).sealed;
    }
    if (asJson) {
      terminal.data(JSON.stringify({ file, current: rotated.current.id, sealed }, null, 2));
      return 0;
    }
    terminal.out(
      text(
        `Nieuwe sleutel ${rotated.current.id}; ${sealed} verzegelde ${sealed === 1 ? 'waarde staat' : 'waarden staan'} er nu onder. De oude blijft in het bestand voor reservekopieën.\nStart programma’s die nog draaien opnieuw, zodat zij de nieuwe sleutel kennen.`,
        `New key ${rotated.current.id}; ${sealed} sealed ${sealed === 1 ? 'value stands' : 'values stand'} under it now. The old one stays in the file for backups.\nStart programs that still run again, so that they know the new key.`,
      ),
    );
    return 0;
  },
};
