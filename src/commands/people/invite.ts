import { z } from 'zod';
import { personOfMail } from '../../organisation/people/find-people.ts';
import { addPerson } from '../../organisation/people/persons.ts';
import { operator } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { invitationHours, invite } from '../../platform/identity/accounts/invitations.ts';
import { linkCodeHash, newLinkCode, newToken, tokenHash } from '../../platform/identity/secrets/tokens.ts';
import { sameText, text } from '../../platform/language/text.ts';
import { loopbackHosts } from '../../platform/web/front/origins.ts';
import { type Command, hasOption, textOption, WrongUse } from '../command.ts';
import { chosenOrganisation, organisationHelp, organisationOption } from '../organisation-option.ts';

/** `invite --first`: lets the first two administrators in. Everybody else is invited in the workplace. */
export const inviteCommand: Command = {
  name: 'invite',
  use: text(
    'invite --first --name "<naam>" --mail <adres> [--address https://werk.voorbeeld.nl] [--organisation <sleutel>]',
    'invite --first --name "<name>" --mail <address> [--address https://work.example.org] [--organisation <key>]',
  ),
  what: text(
    'Nodigt de eerste twee beheerders uit; de link staat alleen hier en werkt een uur',
    'Invites the first two administrators; the link stands only here and works for an hour',
  ),
  options: {
    ...organisationOption,
    first: { type: 'boolean' },
    name: { type: 'string' },
    mail: { type: 'string' },
    address: { type: 'string' },
    json: { type: 'boolean' },
  },
  help: {
    ...organisationHelp,
    first: text(
      'Een van de eerste twee; zij keuren elkaar goed, daarna sluit deze weg',
      'One of the first two; they approve each other, after which this way closes',
    ),
    name: text('Hoe de persoon heet', 'What the person is called'),
    mail: text('Het e-mailadres, ook de aanmeldnaam', 'The mail address, also the sign-in name'),
    address: text(
      'Waar de werkplek te vinden is; op deze computer niet nodig',
      'Where the workplace is found; not needed on this computer',
    ),
    json: text('Link en code als JSON', 'Link and code as JSON'),
  },
  run: async (given, terminal, open) => {
    if (!hasOption(given, 'first'))
      throw new WrongUse(
        text(
          'Vanaf de server worden alleen de eerste twee beheerders uitgenodigd: invite --first. Alle anderen nodigt de technisch beheerder op de werkplek uit.',
          'From the server only the first two administrators are invited: invite --first. Everybody else is invited in the workplace, by the technical administrator.',
        ),
      );
    const name = required(textOption(given, 'name'), '--name');
    const mail = mailAddress(required(textOption(given, 'mail'), '--mail'));
    const daglicht = await open();
    const organisation = await chosenOrganisation(given, daglicht);
    const actor = operator(terminal.user);
    const { door } = organisation;
    const known = await look(door, actor, personOfMail, concern, { mail });
    const person =
      known ??
      (await perform(door, actor, addPerson, concern, { number: null, name, mail, telephone: null })).person;
    const link = newToken();
    const code = newLinkCode();
    await perform(door, actor, invite, concern, {
      person,
      signInName: mail,
      purpose: 'first',
      linkHash: tokenHash(link),
      codeHash: linkCodeHash(link, code),
      invitedBy: terminal.user,
    });
    const address = textOption(given, 'address') ?? loopbackAddress(organisation.key);
    const place = `${address.replace(/\/+$/, '')}/uitnodiging/${link}`;
    if (hasOption(given, 'json')) {
      terminal.data(JSON.stringify({ person, link: place, code, hours: invitationHours.first }, null, 2));
      return 0;
    }
    terminal.out(
      text(
        `${name} kan nu een account maken. De link werkt ${invitationHours.first} uur, één keer, met de code:`,
        `${name} can make an account now. The link works for ${invitationHours.first} hour, once, with the code:`,
      ),
    );
    terminal.out(sameText(`\n  ${place}\n`));
    terminal.out(
      text(
        `  Code: ${code.slice(0, 3)} ${code.slice(3)}\n`,
        `  Code: ${code.slice(0, 3)} ${code.slice(3)}\n`,
      ),
    );
    terminal.out(
      text(
        'Nodig zo twee mensen uit. Zij keuren elkaar op de werkplek goed; daarna sluit deze weg.',
        'Invite two people this way. They approve each other in the workplace; then this way closes.',
      ),
    );
    return 0;
  },
};

function required(value: string | undefined, option: string): string {
  if (value !== undefined && value.trim() !== '') return value.trim();
  throw new WrongUse(
    text(
      `Zeg ook wie het is: ${option} <…>. Er is niemand uitgenodigd.`,
      `Say who it is as well: ${option} <…>. Nobody was invited.`,
    ),
  );
}

function mailAddress(given: string): string {
  if (z.email().safeParse(given).success) return given;
  throw new WrongUse(
    text(
      `„${given}” is geen e-mailadres. Er is niemand uitgenodigd.`,
      `“${given}” is no mail address. Nobody was invited.`,
    ),
  );
}

function loopbackAddress(organisation: string): string {
  const host = loopbackHosts([organisation], 8100).find(
    (one) => one.origin === 'work' && one.organisation === organisation,
  );
  return `http://${host?.host}`;
}
