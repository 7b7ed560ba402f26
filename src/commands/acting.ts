import { readFile, stat } from 'node:fs/promises';
import type { OpenOrganisation } from '../collection/open-organisation.ts';
import { type Actor, identityActor, operator, personByToken } from '../platform/access/actor.ts';
import { concern } from '../platform/access/resource.ts';
import { perform } from '../platform/database/doorways.ts';
import { useToken } from '../platform/identity/access-tokens/access-tokens.ts';
import { tokenHash } from '../platform/identity/secrets/tokens.ts';
import { WordedError } from '../platform/language/explained-error.ts';
import { text } from '../platform/language/text.ts';
import { type Given, type Terminal, textOption } from './command.ts';
import { organisationHelp, organisationOption } from './organisation-option.ts';

/** The options of every command that reads or changes what an organisation holds: which one, and as whom. */
export const actingOptions = { ...organisationOption, as: { type: 'string' } } as const;
export const actingHelp = {
  ...organisationHelp,
  as: text(
    'Bestand met een toegangssleutel, alleen voor u leesbaar: de opdracht doet wat die persoon mag',
    'File with an access token, readable by you alone: the command does what that person may',
  ),
};

/** Why nobody acts with the token that was given. Nothing was read or changed. */
class TokenRefused extends WordedError {
  override readonly name = 'TokenRefused';
}

/**
 * As whom a command acts: the person of the access token in the file that `--as` names, or in the variable
 * DAGLICHT_TOKEN; without a token the operator of the server. Throws a {@link TokenRefused} for a token that does not
 * work, and for a file that others may read.
 */
export async function actorOf(given: Given, terminal: Terminal, { door }: OpenOrganisation): Promise<Actor> {
  const file = textOption(given, 'as');
  const token = file === undefined ? terminal.environment['DAGLICHT_TOKEN']?.trim() : await tokenIn(file);
  if (token === undefined || token === '') return operator(terminal.user);
  const held = await perform(door, identityActor, useToken, concern, { hash: tokenHash(token) });
  if (held === null)
    throw new TokenRefused(
      text(
        'Deze toegangssleutel werkt niet (meer) in deze organisatie: hij is verlopen of ingetrokken, of de rol waaronder hij is gemaakt is geëindigd. Er is niets gelezen of gewijzigd.\nMaak op de werkplek een nieuwe: Account, Toegang voor programma’s.',
        'This access token does not work in this organisation (any more): it ended or was revoked, or the role under which it was made ended. Nothing was read or changed.\nMake a new one in the workplace: Account, Access for programs.',
      ),
    );
  return personByToken(held.person, held.id, held.scope);
}

/** A token is one line of some fifty characters. */
const longest = 4096;

async function tokenIn(file: string): Promise<string> {
  const found = await stat(file);
  const { mode, size } = found;
  // On Windows the rights of a file are not in its mode.
  if (found.isFile() && process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new TokenRefused(
      text(
        `Het bestand ${file} is ook voor anderen leesbaar. De sleutel is niet gebruikt. Sluit het af: chmod 600 ${file}. Heeft iemand anders het kunnen lezen, trek de sleutel dan in (Account, Toegang voor programma’s) en maak een nieuwe.`,
        `The file ${file} can be read by others too. The token was not used. Close it: chmod 600 ${file}. If somebody else can have read it, revoke the token (Account, Access for programs) and make a new one.`,
      ),
    );
  const content = found.isFile() && size <= longest ? (await readFile(file, 'utf8')).trim() : '';
  if (!/^dl_[A-Za-z0-9_-]{43}$/.test(content))
    throw new TokenRefused(
      text(
        `In ${file} staat geen toegangssleutel. Een sleutel is één regel die begint met dl_. Er is niets gedaan.`,
        `${file} holds no access token. A token is one line that begins with dl_. Nothing was done.`,
      ),
    );
  return content;
}

/** Says to a person that what they may not know of is not in it: always, so that nobody can tell whether there is any. */
export function tellWhatIsCounted(actor: Actor, { err }: Pick<Terminal, 'err'>): void {
  if (actor.kind === 'person')
    err(
      text(
        'Geteld zijn de registraties die u mag zien. Een verslag telt ze alle.',
        'Counted are the records that you may see. A report counts them all.',
      ),
    );
}
