import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { readJson } from '../../codes/profile.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import { today } from '../../organisation/period.ts';
import { identityActor, operator } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { type ProviderFault, triedProvider } from '../../platform/identity/provider/exchange.ts';
import {
  type ProviderState,
  recordProvider,
  removeProvider,
  type ShownProvider,
  shownProviders,
  tryProvider,
  usedProvider,
} from '../../platform/identity/provider/records.ts';
import {
  type ProviderSettings,
  providerFileSchema,
  secretEnd,
  settingsHash,
} from '../../platform/identity/provider/settings.ts';
import { ExplainedError, errorCode } from '../../platform/language/explained-error.ts';
import { sameText, type Text, text } from '../../platform/language/text.ts';
import type { SealingKeys } from '../../platform/sealing/key-file.ts';
import { seal, unseal } from '../../platform/sealing/seal.ts';
import { type Command, type ExitCode, hasOption, type Terminal, textOption, WrongUse } from '../command.ts';
import { chosenOrganisation, organisationHelp, organisationOption } from '../organisation-option.ts';
import { keysOf } from '../serving/work-given.ts';

/** The file with the settings of a provider cannot be used; nothing was changed. */
class ProviderFileFault extends ExplainedError {
  override readonly name = 'ProviderFileFault';
}

/** `sign-in-provider`: how people sign in with the account that they have elsewhere; set, tried and removed here. */
export const signInProviderCommand: Command = {
  name: 'sign-in-provider',
  use: text(
    'sign-in-provider [--from bestand.json | --check | --remove] [--organisation <sleutel>] [--json]',
    'sign-in-provider [--from file.json | --check | --remove] [--organisation <key>] [--json]',
  ),
  what: text(
    'Stelt in hoe mensen zich aanmelden met het account dat zij elders hebben (OpenID Connect)',
    'Sets how people sign in with the account that they have elsewhere (OpenID Connect)',
  ),
  options: {
    ...organisationOption,
    from: { type: 'string' },
    check: { type: 'boolean' },
    remove: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  help: {
    ...organisationHelp,
    from: text(
      'Bestand met de instellingen; alleen voor u leesbaar (chmod 600)',
      'File with the settings; readable by you alone (chmod 600)',
    ),
    check: text('Test de verbinding met de dienst', 'Tries the connection with the provider'),
    remove: text(
      'Neemt de dienst weg; wie er zo in kwam, is afgemeld',
      'Removes the provider; who came in by it is signed out',
    ),
    json: text('De uitkomst als JSON, zonder het geheim', 'The outcome as JSON, without the secret'),
  },
  run: async (given, terminal, open) => {
    const from = textOption(given, 'from');
    const asked = [from !== undefined, hasOption(given, 'check'), hasOption(given, 'remove')];
    if (asked.filter(Boolean).length > 1)
      throw new WrongUse(
        text(
          'Kies een van --from, --check en --remove. Er is niets gewijzigd.',
          'Choose one of --from, --check and --remove. Nothing was changed.',
        ),
      );
    const file = from === undefined ? null : await readSettings(from);
    const daglicht = await open();
    const organisation = await chosenOrganisation(given, daglicht);
    const asJson = hasOption(given, 'json');
    if (hasOption(given, 'remove')) return remove(organisation, terminal, asJson);
    const keys = await keysOf(daglicht, [organisation]);
    if (file !== null) return record(organisation, terminal, keys, file, asJson);
    return hasOption(given, 'check')
      ? check(organisation, terminal, keys, asJson)
      : show(organisation, terminal, asJson);
  },
};

/** Settings with the secret, as they stand in the file. */
interface SettingsFile {
  readonly settings: ProviderSettings;
  readonly secret: string;
}

async function readSettings(file: string): Promise<SettingsFile> {
  const { clientSecret, certificates: place, ...settings } = await readJson(file, providerFileSchema);
  const { mode } = await stat(file);
  const faults: Text[] = [];
  if ((mode & 0o077) !== 0)
    faults.push(
      text(
        'anderen op deze machine kunnen het bestand lezen, en er staat een geheim in (chmod 600)',
        'others on this machine can read the file, and it holds a secret (chmod 600)',
      ),
    );
  if (secretEnd(settings.secretEndsOn, today()) === 'over')
    faults.push(
      text(
        'secretEndsOn ligt in het verleden: dit geheim werkt niet meer',
        'secretEndsOn lies in the past: this secret works no more',
      ),
    );
  const certificates = place === null ? null : await readCertificates(resolve(dirname(file), place));
  if (certificates !== null && typeof certificates !== 'string') faults.push(certificates);
  if (faults.length > 0)
    throw new ProviderFileFault('settings-wrong', {
      what: text(
        `Deze instellingen zijn niet te gebruiken: ${faults.map(({ nl }) => nl).join('; ')}.`,
        `These settings cannot be used: ${faults.map(({ en }) => en).join('; ')}.`,
      ),
      where: sameText(file),
      kept: text('Hoe mensen zich nu aanmelden.', 'How people sign in now.'),
      next: text(
        'Verbeter het genoemde en voer de opdracht opnieuw uit.',
        'Correct what is named and run the command again.',
      ),
    });
  return {
    settings: { ...settings, certificates: typeof certificates === 'string' ? certificates : null },
    secret: clientSecret,
  };
}

/** Certificates in PEM; what is wrong with the file otherwise. */
async function readCertificates(file: string): Promise<string | Text> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    return text(
      `het bestand met certificaten is niet te lezen: ${file} (${errorCode(error)})`,
      `the file with certificates cannot be read: ${file} (${errorCode(error)})`,
    );
  }
  const found = content.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const isRight = found.length > 0 && !content.includes('PRIVATE KEY') && found.every(isCertificate);
  return isRight
    ? found.join('\n')
    : text(
        `hierin horen certificaten in PEM te staan, en geen sleutel: ${file}`,
        `this file should hold certificates in PEM, and no key: ${file}`,
      );
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}

async function record(
  { key, door }: OpenOrganisation,
  terminal: Terminal,
  keys: SealingKeys,
  { settings, secret }: SettingsFile,
  asJson: boolean,
): Promise<ExitCode> {
  const id = newId();
  const place = { organisation: key, table: 'sign_in_provider', column: 'client_secret', row: id };
  const sealedSecret = seal(keys, place, secret);
  const state = await perform(door, operator(terminal.user), recordProvider, concern, {
    id,
    settings,
    sealedSecret,
    hash: settingsHash(settings, id, sealedSecret),
    by: terminal.user,
  });
  if (asJson) {
    terminal.data(JSON.stringify({ id, state, ...settings }, null, 2));
    return 0;
  }
  terminal.out(
    state === 'stands'
      ? text(
          `Mensen kunnen zich nu aanmelden met ${settings.name}. Test de verbinding: sign-in-provider --check`,
          `People can sign in with ${settings.name} now. Try the connection: sign-in-provider --check`,
        )
      : text(
          `Voorgesteld: ${settings.name}. Een functioneel beheerder keurt dit binnen 72 uur goed op de werkplek, bij Voorstellen; tot dan geldt wat er was.`,
          `Proposed: ${settings.name}. A functional administrator approves this within 72 hours in the workplace, at Proposals; until then what was there holds.`,
        ),
  );
  return 0;
}

async function remove({ door }: OpenOrganisation, terminal: Terminal, asJson: boolean): Promise<ExitCode> {
  const { ended } = await perform(door, operator(terminal.user), removeProvider, concern, {});
  if (asJson) terminal.data(JSON.stringify({ ended }, null, 2));
  else
    terminal.out(
      ended === 0
        ? text('Er was geen aanmelddienst ingesteld.', 'No sign-in provider was set.')
        : text(
            'De aanmelddienst is weg; wie er zo in kwam, is afgemeld. Wie geen wachtwoord of passkey heeft, krijgt van de technisch beheerder een uitnodiging om de weg naar binnen te herstellen.',
            'The sign-in provider is gone; who came in by it is signed out. Who has no password or passkey gets an invitation from the technical administrator to restore the way in.',
          ),
    );
  return 0;
}

async function check(
  { key, door }: OpenOrganisation,
  terminal: Terminal,
  keys: SealingKeys,
  asJson: boolean,
): Promise<ExitCode> {
  const used = await look(door, identityActor, usedProvider, concern, {});
  if (used === null) {
    terminal.err(text('Er is geen aanmelddienst die geldt.', 'There is no sign-in provider that holds.'));
    return 1;
  }
  const { id, sealedSecret, ...settings } = used;
  await perform(door, operator(terminal.user), tryProvider, concern, { provider: id });
  const place = { organisation: key, table: 'sign_in_provider', column: 'client_secret', row: id };
  const secret = unseal(keys, place, sealedSecret).toString();
  const access = { id, settings, secret, environment: terminal.environment };
  const fault = await triedProvider(access, 'https://werk.example/aanmelden/dienst/terug');
  if (asJson)
    terminal.data(JSON.stringify({ issuer: settings.issuer, works: fault === null, fault }, null, 2));
  else if (fault === null)
    terminal.out(
      text(
        `${settings.name} antwoordt, de sleutels zijn er en het geheim wordt aangenomen.`,
        `${settings.name} answers, the keys are there and the secret is taken.`,
      ),
    );
  else terminal.err(checkWords[fault]);
  return fault === null ? 0 : 1;
}

/** What is told of a fault to who can do something about it. */
const checkWords: Readonly<Record<ProviderFault, Text>> = {
  address: text(
    'Het adres is niet openbaar, of geen https. Zet een besloten adres in het bestand onder privateAddresses.',
    'The address is not public, or no https. Put a private address in the file under privateAddresses.',
  ),
  unreachable: text(
    'Er komt geen verbinding tot stand. Controleer issuer, de naam in het netwerk en HTTPS_PROXY.',
    'No connection is made. Check issuer, the name in the network and HTTPS_PROXY.',
  ),
  slow: text(
    'De dienst antwoordt niet binnen tien seconden. Controleer issuer en HTTPS_PROXY.',
    'The provider does not answer within ten seconds. Check issuer and HTTPS_PROXY.',
  ),
  down: text('De dienst meldt een storing. Probeer het later.', 'The provider reports a failure. Try later.'),
  certificate: text(
    'Het certificaat van de dienst wordt niet vertrouwd of is verlopen. Noem het certificaat van de uitgever onder certificates.',
    'The certificate of the provider is not trusted or has expired. Name the certificate of its authority under certificates.',
  ),
  metadata: text(
    'Wat de dienst over zichzelf zegt klopt niet met issuer. Neem issuer over zoals het in haar .well-known/openid-configuration staat.',
    'What the provider says of itself does not agree with issuer. Copy issuer as its .well-known/openid-configuration has it.',
  ),
  secret: text(
    'De dienst neemt clientId met clientSecret niet aan. Maak bij de dienst een nieuw geheim.',
    'The provider does not take clientId with clientSecret. Make a new secret at the provider.',
  ),
  code: text('De dienst antwoordt niet zoals verwacht.', 'The provider does not answer as expected.'),
  answer: text(
    'De dienst antwoordt anders dan een aanmelddienst doet. Controleer issuer.',
    'The provider answers otherwise than a sign-in provider does. Check issuer.',
  ),
  clock: text(
    'De klok van de dienst en die van deze machine verschillen te veel.',
    'The clock of the provider and that of this machine differ too much.',
  ),
  tenant: text('De dienst is van een andere tenant.', 'The provider is of another tenant.'),
  guest: text('De dienst antwoordt voor een gast.', 'The provider answers for a guest.'),
  'not-fresh': text(
    'De dienst zegt niet wanneer iemand zich aanmeldde.',
    'The provider does not say when somebody signed in.',
  ),
};

const states: Readonly<Record<ProviderState, Text>> = {
  stands: text('geldt', 'holds'),
  waits: text('wacht op goedkeuring op de werkplek', 'waits for approval in the workplace'),
  lapsed: text('verlopen zonder besluit', 'lapsed without a decision'),
  refused: text('niet goedgekeurd', 'not approved'),
  replaced: text('vervangen', 'replaced'),
};

async function show({ door }: OpenOrganisation, terminal: Terminal, asJson: boolean): Promise<ExitCode> {
  const shown = await look(door, operator(terminal.user), shownProviders, concern, {});
  if (asJson) {
    terminal.data(
      JSON.stringify(
        shown.map(({ hash, ...one }) => one),
        null,
        2,
      ),
    );
    return 0;
  }
  if (shown.length === 0)
    terminal.out(
      text(
        'Er is geen aanmelddienst ingesteld; mensen melden zich aan met wachtwoord of passkey.',
        'No sign-in provider is set; people sign in with a password or passkey.',
      ),
    );
  for (const one of shown) {
    terminal.out(
      text(
        `${one.name} (${one.issuer}): ${states[one.state].nl}`,
        `${one.name} (${one.issuer}): ${states[one.state].en}`,
      ),
    );
    const warning = endWords(one);
    if (warning) terminal.out(warning);
  }
  return 0;
}

function endWords({ secretEndsOn, state }: ShownProvider): Text | null {
  const end = state === 'stands' ? secretEnd(secretEndsOn, today()) : null;
  if (end === null) return null;
  return end === 'over'
    ? text(`  Het geheim is verlopen sinds ${secretEndsOn}.`, `  The secret has ended since ${secretEndsOn}.`)
    : text(
        `  Het geheim werkt tot en met ${secretEndsOn}: nog hoogstens ${end} dagen.`,
        `  The secret works until and including ${secretEndsOn}: ${end} days at most.`,
      );
}
