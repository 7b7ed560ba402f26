import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  type BoxFile,
  type CheckedBox,
  checkBox,
  parseBoxFile,
  readBoxFile,
  secretsForMember,
  secretsForOfficers,
} from '../../platform/encryption/boxes/box-file.ts';
import type { Shown } from '../../platform/encryption/boxes/log.ts';
import { type Bytes, utf8 } from '../../platform/encryption/bytes.ts';
import { EncryptionFault } from '../../platform/encryption/fault.ts';
import type { VaultKeys } from '../../platform/encryption/keys.ts';
import { hashOf } from '../../platform/encryption/labels.ts';
import { codeOf, readCode } from '../../platform/encryption/receipt-code.ts';
import { type SealedVault, unlockVault } from '../../platform/encryption/unlock.ts';
import { WordedError } from '../../platform/language/explained-error.ts';
import { sameText, type Text, text } from '../../platform/language/text.ts';
import { seenText } from '../../platform/language/unseen-characters.ts';
import { type Command, hasOption, type Terminal, textOption, WrongUse } from '../command.ts';

/** A box was not opened, and why. */
class NotOpened extends WordedError {
  override readonly name = 'NotOpened';
}

const hex = z.string().regex(/^([0-9a-f]{2})+$/);
const vaultSchema = z.object({
  for: z.literal('daglicht vault'),
  org: z.uuid(),
  person: z.uuid(),
  version: z.int().min(1),
  key: hex,
  slots: z
    .array(z.object({ id: z.uuid(), type: z.enum(['code', 'pass', 'prf']), salt: hex, box: hex }))
    .max(10),
});

/**
 * `rescue`: opens a box that was taken along, without a server and without a database, with the vault of a reader or
 * with those of enough officers.
 */
export const rescueCommand: Command = {
  name: 'rescue',
  use: text(
    'rescue <dossierbestand> --pin <vingerafdruk> --vault <kluisbestand> [--vault …] [--json]',
    'rescue <box file> --pin <fingerprint> --vault <vault file> [--vault …] [--json]',
  ),
  what: text(
    'Opent een meegenomen vertrouwelijk dossier zonder server, met de kluis van een lezer of van genoeg sleutelbeheerders',
    'Opens a confidential box that was taken along without a server, with the vault of a reader or of enough key officers',
  ),
  words: 1,
  options: {
    pin: { type: 'string' },
    vault: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  },
  help: {
    pin: text(
      'De vingerafdruk van de sleutelbeheerders, van het blad van de ceremonie',
      'The fingerprint of the key officers, from the sheet of the ceremony',
    ),
    vault: text(
      'Een kluisbestand; van iedere kluis wordt de gedrukte code of de wachtzin gevraagd',
      'A vault file; the printed code or the passphrase of each is asked',
    ),
    json: text('De inhoud als JSON', 'The content as JSON'),
  },
  run: async (given, terminal) => {
    const [path] = given.words;
    const pin = textOption(given, 'pin');
    const vaults = [given.values['vault'] ?? []].flat().map(String);
    if (path === undefined || pin === undefined || vaults.length === 0)
      throw new WrongUse(
        text(
          'rescue vraagt een dossierbestand, --pin en minstens een --vault.',
          'rescue asks for a box file, --pin and at least one --vault.',
        ),
      );
    const file = await boxIn(path);
    const checked = await orNotOpened(async () => checkBox(file, await pinnedIn(file, pin)));
    const keys: VaultKeys[] = [];
    for (const one of vaults) keys.push(await unlocked(one, terminal));
    const secrets = await orNotOpened(() => secretsOf(checked, keys));
    const { shown } = await orNotOpened(() => readBoxFile(checked, secrets));
    if (hasOption(given, 'json'))
      terminal.data(JSON.stringify({ box: file.box, case: file.case, shown }, null, 2));
    else for (const line of shown) terminal.out(lineOf(line, nameIn(checked)));
    return shown.some((one) => 'error' in one) ? 1 : 0;
  },
};

async function boxIn(path: string): Promise<BoxFile> {
  const content = await readFile(path, 'utf8').catch(() => null);
  if (content === null)
    throw new NotOpened(
      text(
        `Het bestand ${path} is er niet, is niet leesbaar of is te groot.`,
        `The file ${path} is not there, cannot be read or is too large.`,
      ),
    );
  return orNotOpened(async () => parseBoxFile(content));
}

/** The hash of the root in the file that has this fingerprint. */
async function pinnedIn(file: BoxFile, fingerprint: string): Promise<string> {
  for (const { doc } of file.roots) {
    const hash = await hashOf('root', utf8(doc));
    if (isSame(fingerprint, codeOf(hash))) return Buffer.from(hash).toString('hex');
  }
  throw new EncryptionFault('E_ROOT', 'no root with this fingerprint');
}

function isSame(typed: string, code: string): boolean {
  try {
    return readCode(typed) === readCode(code);
  } catch {
    return false;
  }
}

async function unlocked(path: string, { ask }: Terminal): Promise<VaultKeys> {
  const vault = await vaultIn(path);
  if (!ask)
    throw new WrongUse(
      text(
        'Er zit niemand achter dit scherm: rescue vraagt de code van iedere kluis.',
        'Nobody sits at this screen: rescue asks for the code of each vault.',
      ),
    );
  const typed = await ask(
    text(`Gedrukte code of wachtzin van ${path}: `, `Printed code or passphrase of ${path}: `),
    { isSecret: true },
  );
  const keys = await unlockVault(vault, typed);
  if (!keys)
    throw new NotOpened(
      text(
        `De kluis in ${path} gaat hiermee niet open. Kijk of u alles goed typte, of neem de andere: code of wachtzin.`,
        `The vault in ${path} does not open with this. See whether you typed all of it right, or take the other: code or passphrase.`,
      ),
    );
  return keys;
}

async function vaultIn(path: string): Promise<SealedVault> {
  const content = await readFile(path, 'utf8').catch(() => '');
  try {
    return vaultSchema.parse(JSON.parse(content));
  } catch {
    throw new NotOpened(text(`${path} is geen kluisbestand.`, `${path} is no vault file.`));
  }
}

/** With the vault of a member if there is one, otherwise with those of officers. */
async function secretsOf(checked: CheckedBox, keys: readonly VaultKeys[]): Promise<readonly Bytes[]> {
  const member = keys.find((own) => checked.file.wraps.some(({ key }) => key === own.key));
  return member ? secretsForMember(checked, member) : secretsForOfficers(checked, keys);
}

const faultWords: Readonly<Partial<Record<EncryptionFault['code'], Text>>> = {
  E_ROOT: text(
    'De sleutelbeheerders in dit bestand horen niet bij deze vingerafdruk.',
    'The key officers in this file do not belong to this fingerprint.',
  ),
  E_QUORUM: text(
    'Dit zijn te weinig sleutelbeheerders, of geen van deze kluizen leest dit dossier.',
    'These are too few key officers, or none of these vaults reads this box.',
  ),
  E_WRAP: text('Dit dossier is niet voor deze kluis.', 'This box is not for this vault.'),
  E_FORMAT: text('Dit is geen dossierbestand.', 'This is no box file.'),
};

async function orNotOpened<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (!(fault instanceof EncryptionFault)) throw fault;
    const what =
      faultWords[fault.code] ??
      text(
        'Dit bestand is niet zoals de lezers het schreven: er is iets uitgehaald, verwisseld of veranderd.',
        'This file is not as its readers wrote it: something was taken out, exchanged or changed.',
      );
    throw new NotOpened(
      text(
        `${what.nl}\nEr is niets geopend (${fault.code}).`,
        `${what.en}\nNothing was opened (${fault.code}).`,
      ),
    );
  }
}

/** What somebody is called in the lists of a box. */
function nameIn({ lists }: CheckedBox): (id: string) => Text {
  return (id) => {
    if (id === 'party') return text('melder', 'reporter');
    const entries = [...lists.values()].map((list) => list.people.get(id));
    const label = entries.find((entry) => entry !== undefined)?.label;
    return label ? text(label.nl, label.en) : sameText(id);
  };
}

function lineOf(one: Shown, nameOf: (id: string) => Text): Text {
  if ('error' in one)
    return text(`${one.seq}. Niet te lezen (${one.error}).`, `${one.seq}. Cannot be read (${one.error}).`);
  if ('gone' in one)
    return one.signed
      ? text(`${one.seq}. Verwijderd, met verklaring.`, `${one.seq}. Removed, with a statement.`)
      : text(`${one.seq}. Verwijderd, zonder verklaring.`, `${one.seq}. Removed, without a statement.`);
  const by = nameOf(one.by);
  const rest = onLines(one.file ? `${one.text}\n${one.file.name}` : one.text);
  return text(
    `${one.seq}. ${one.at}, ${onLines(by.nl)}: ${rest}`,
    `${one.seq}. ${one.at}, ${onLines(by.en)}: ${rest}`,
  );
}

/** What somebody wrote, as text of one place of the log: nothing in it steers the terminal, or begins a line as we do. */
const onLines = (written: string): string => seenText(written).replaceAll(/\r\n?|\n/g, '\n   ');
