import { pinFilePlace, pinOf, pinRoot } from '../../organisation/keys/pins.ts';
import { type KeysAsRecorded, keysQuestion } from '../../organisation/keys/recorded.ts';
import { operator } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { fromHex } from '../../platform/encryption/bytes.ts';
import { checkRoots } from '../../platform/encryption/documents/roots.ts';
import { EncryptionFault } from '../../platform/encryption/fault.ts';
import { codeOf, readCode } from '../../platform/encryption/receipt-code.ts';
import { WordedError } from '../../platform/language/explained-error.ts';
import { sameText, type Text, text } from '../../platform/language/text.ts';
import { type Command, hasOption, textOption } from '../command.ts';
import { chosenOrganisation, organisationHelp, organisationOption } from '../organisation-option.ts';

/** The root was not pinned, and why. */
class NotPinned extends WordedError {
  override readonly name = 'NotPinned';
}

const next = text(
  'Er is niets vastgezet. Lees de vingerafdruk van het blad van de ceremonie, niet van een scherm.',
  'Nothing was pinned. Read the fingerprint from the sheet of the ceremony, not from a screen.',
);

const refusal = (what: Text): NotPinned =>
  new NotPinned(text(`${what.nl}\n${next.nl}`, `${what.en}\n${next.en}`));

/** `key-root`: which key officers count on this server; `--pin` says so, outside the database. */
export const keyRootCommand: Command = {
  name: 'key-root',
  use: text('key-root [--pin <vingerafdruk>]', 'key-root [--pin <fingerprint>]'),
  what: text(
    'Zegt welke sleutelbeheerders voor vertrouwelijke meldingen gelden; --pin zet ze vast na de ceremonie',
    'Says which key officers count for confidential reports; --pin pins them after the ceremony',
  ),
  words: 0,
  options: { ...organisationOption, pin: { type: 'string' }, json: { type: 'boolean' } },
  help: {
    ...organisationHelp,
    pin: text(
      'De vingerafdruk van het blad van de ceremonie: zes groepen van vier tekens',
      'The fingerprint on the sheet of the ceremony: six groups of four characters',
    ),
    json: text('De uitkomst als JSON', 'The outcome as JSON'),
  },
  run: async (given, terminal, open) => {
    const daglicht = await open();
    const { door } = await chosenOrganisation(given, daglicht);
    const keys = await look(door, operator(terminal.user), keysQuestion, concern, {});
    const file = pinFilePlace(terminal.environment, daglicht.folder);
    const newest = keys.roots.at(-1);
    const typed = textOption(given, 'pin');
    if (typed !== undefined) {
      if (!newest)
        throw refusal(
          text('Er hebben nog geen sleutelbeheerders getekend.', 'No key officers have signed yet.'),
        );
      if (!isSameFingerprint(typed, newest.hash))
        throw refusal(
          text(
            'Dit is niet de vingerafdruk van de sleutelbeheerders in de database.',
            'This is not the fingerprint of the key officers in the database.',
          ),
        );
      await checked(() =>
        checkRoots(
          keys.roots.map(({ signed }) => signed),
          { org: keys.org, pin: newest.hash },
        ),
      );
      await pinRoot(file, keys.org, newest.hash);
    }
    const pinned = await pinOf(file, keys.org);
    const isBehind = pinned !== null && !(await holdsUnder(keys, pinned));
    const told = {
      file,
      holds: pinned !== null && !isBehind,
      pinned: pinned === null ? null : codeOf(fromHex(pinned)),
      newest: newest ? codeOf(fromHex(newest.hash)) : null,
      version: newest?.version ?? null,
    };
    if (hasOption(given, 'json')) {
      terminal.data(JSON.stringify(told, null, 2));
      return isBehind ? 1 : 0;
    }
    terminal.out(sameText(file));
    terminal.out(
      told.pinned === null
        ? text('Er is nog niets vastgezet.', 'Nothing is pinned yet.')
        : text(`Vastgezet: ${told.pinned}`, `Pinned: ${told.pinned}`),
    );
    terminal.out(
      told.newest === null
        ? text('Er hebben nog geen sleutelbeheerders getekend.', 'No key officers have signed yet.')
        : text(
            `In de database: ${told.newest} (versie ${told.version})`,
            `In the database: ${told.newest} (version ${told.version})`,
          ),
    );
    if (!isBehind) return 0;
    terminal.err(
      text(
        'Wat in de database staat volgt niet uit wat is vastgezet: er wordt niet op vertrouwd. Waarschuw de sleutelbeheerders en de auditor.',
        'What stands in the database does not follow from what is pinned: it is not relied on. Warn the key officers and the auditor.',
      ),
    );
    return 1;
  },
};

/** Whether the roots of the database are those of a pin, or follow from it. */
async function holdsUnder({ org, roots }: KeysAsRecorded, pin: string): Promise<boolean> {
  try {
    await checkRoots(
      roots.map(({ signed }) => signed),
      { org, pin },
    );
    return true;
  } catch (fault) {
    if (fault instanceof EncryptionFault) return false;
    throw fault;
  }
}

function isSameFingerprint(typed: string, hash: string): boolean {
  try {
    return readCode(typed) === readCode(codeOf(fromHex(hash)));
  } catch {
    return false;
  }
}

async function checked(check: () => Promise<unknown>): Promise<void> {
  try {
    await check();
  } catch (fault) {
    if (!(fault instanceof EncryptionFault)) throw fault;
    throw refusal(
      text(
        `Wat in de database staat is niet door de sleutelbeheerders getekend (${fault.code}).`,
        `What stands in the database is not signed by the key officers (${fault.code}).`,
      ),
    );
  }
}
