import type { VNode } from 'preact';
import { madeVaultSchema, makeVault, vaultPlace } from '../../organisation/keys/vaults.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { EncryptionFault } from '../../platform/encryption/fault.ts';
import { errorCode } from '../../platform/language/explained-error.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { runsScripts } from '../../platform/web/front/page-policy.ts';
import { Page } from '../../platform/web/page.tsx';
import { confirmFirst } from '../account/confirm.tsx';
import { readJson } from '../front/forms.ts';
import { frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import { scriptAnswer, scriptRefused } from '../passkeys/use-passkey.ts';
import { keyWords, toldByScript } from './key-words.ts';

const words = {
  title: text('Kluis maken', 'Make a vault'),
  newTitle: text('Nieuwe kluis maken', 'Make a new vault'),
  newLead: text(
    'U hebt al een kluis. Met een nieuwe kunt u pas lezen als twee sleutelbeheerders haar hebben getekend, en wat u met de oude las, moet een medelezer opnieuw met u delen. Doe dit alleen als de oude kwijt is of een ander haar kan openen. Bent u sleutelbeheerder, overleg dan eerst: u tekent pas weer als genoeg van de anderen de groep opnieuw tekenen, en dat kan niet meer als zij ook een nieuwe maakten.',
    'You have a vault already. With a new one you can only read when two key officers signed it, and a co-reader has to share anew what you read with the old one. Only do this when the old one is lost or another can open it. If you are a key officer, consult first: you sign again only when enough of the others sign the group anew, and that cannot be done any more when they made a new one too.',
  ),
  codeTitle: text('1. Druk uw code af', '1. Print your code'),
  codeText: text(
    'Met deze code opent u uw kluis als u de wachtzin kwijt bent. Druk haar af of schrijf haar over, en leg haar in een gesloten envelop op een veilige plek. Ze staat hier één keer.',
    'With this code you open your vault when you lost the passphrase. Print it or write it down, and lay it in a sealed envelope in a safe place. It stands here once.',
  ),
  print: text('Afdrukken', 'Print'),
  fingerprintText: text(
    'Hieraan herkennen anderen uw sleutel; zij is niet geheim. Schrijf haar over op een ander papier dan de code. Lees haar straks daarvan voor aan wie tekent, niet van een scherm.',
    'By this others know your key; it is not secret. Copy it to another paper than the code. Read it from there to who signs, not from a screen.',
  ),
  codeOver: text('Typ de code over van uw papier', 'Type the code over from your paper'),
  codeWrong: text(
    'Dit is niet de code die hierboven staat. Kijk op uw papier.',
    'This is not the code above. Look at your paper.',
  ),
  passphraseTitle: text('2. Onthoud uw wachtzin', '2. Remember your passphrase'),
  passphraseText: text(
    'Met deze woorden opent u uw kluis elke dag. Bewaar ze in uw wachtwoordbeheerder of leer ze uit het hoofd. U kunt ze niet zelf kiezen: wat een mens kiest, raadt een computer.',
    'With these words you open your vault every day. Keep them in your password manager or learn them by heart. You cannot choose them yourself: what a human chooses, a computer guesses.',
  ),
  passphraseOver: text('Typ de wachtzin over', 'Type the passphrase over'),
  passphraseWrong: text('Dit zijn niet de woorden die hierboven staan.', 'These are not the words above.'),
  makeTitle: text('3. Maak de kluis', '3. Make the vault'),
  submit: text('Kluis maken', 'Make the vault'),
  keep: text('Niet doen', 'Do not do it'),
  refused: text(
    'Deze kluis kon niet worden vastgelegd; er is niets gewijzigd. Misschien maakte u er zojuist een in een ander venster. Laad de pagina opnieuw.',
    'This vault could not be recorded; nothing was changed. Perhaps you just made one in another window. Load the page again.',
  ),
} as const;

const path = '/sleutels/kluis';

/** A page whose form a script sends: what it needs is said where no script runs. */
export function keyPageAnswer(page: VNode): Response {
  return runsScripts(pageAnswer(page), {});
}

/** The page on which the browser makes the own vault, for who showed to be there. */
export async function showMakeVault(visit: SignedIn): Promise<Response> {
  const { language, premises, actor, to, session } = visit;
  if (!session.isConfirmed && session.account !== null) return confirmFirst(visit, path);
  const place = await look(premises.door, actor, vaultPlace, concern, {});
  const title = (place.next > 1 ? words.newTitle : words.title)[language];
  return keyPageAnswer(
    <Page frame={frameOf(visit)} title={title} crumbs={keyCrumbs(visit, path, title)}>
      <h1>{title}</h1>
      <p>{keyWords.vaultLead[language]}</p>
      {place.next > 1 && (
        <Notice kind="warn" title={words.newTitle[language]}>
          <p>{words.newLead[language]}</p>
        </Notice>
      )}
      <p data-without-script="">{keyWords.needsScript[language]}</p>
      <form
        class="dl-form"
        novalidate
        hidden
        data-keys="make-vault"
        data-given={JSON.stringify(place)}
        data-address={to(path)}
        {...toldByScript(language)}
        data-code-wrong={words.codeWrong[language]}
        data-passphrase-wrong={words.passphraseWrong[language]}
      >
        <h2>{words.codeTitle[language]}</h2>
        <p>{words.codeText[language]}</p>
        <p class="dl-code" id="code" />
        <h3>{keyWords.fingerprint[language]}</h3>
        <p>{words.fingerprintText[language]}</p>
        <p class="dl-code" id="vingerafdruk" />
        <div class="dl-flow dl-screen">
          <p>
            <button type="button" class="dl-button dl-button--second" id="afdrukken">
              {words.print[language]}
            </button>
          </p>
          <TextField id="code-over" label={words.codeOver[language]} language={language} secret />
          <h2>{words.passphraseTitle[language]}</h2>
          <p>{words.passphraseText[language]}</p>
          <p class="dl-code" id="wachtzin" />
          <TextField id="wachtzin-over" label={words.passphraseOver[language]} language={language} secret />
          <h2>{words.makeTitle[language]}</h2>
        </div>
        <p role="status" id="stand" />
        <div class="dl-buttons dl-screen">
          <button type="submit" class="dl-button">
            {words.submit[language]}
          </button>
          <a href={to('/sleutels')}>{words.keep[language]}</a>
        </div>
      </form>
      <script type="module" src={premises.assets.keyScripts['make-vault']} />
    </Page>,
  );
}

/** The way back to the page of keys, above its sub-pages. */
export function keyCrumbs(
  { to, language }: SignedIn,
  at: string,
  label: string,
): readonly { readonly href: string; readonly label: string }[] {
  return [
    { href: to('/sleutels'), label: keyWords.title[language] },
    { href: to(at), label },
  ];
}

/** Records what the browser made: public keys, and the secret sealed to code and passphrase. */
export async function takeMadeVault(visit: SignedIn): Promise<Response> {
  const { premises, actor, session, to, context } = visit;
  const made = await readJson(context, madeVaultSchema);
  if (!session.isConfirmed && session.account !== null) return scriptRefused(visit, keyWords.again);
  try {
    await perform(premises.door, actor, makeVault, concern, made);
  } catch (error) {
    if (!(error instanceof EncryptionFault) && !isRefusedByDatabase(error)) throw error;
    return scriptRefused(visit, words.refused);
  }
  return scriptAnswer(visit, { onTo: to('/sleutels?gedaan=kluis') });
}

/** A version that is not the next one, or keys that are there already. */
function isRefusedByDatabase(error: unknown): boolean {
  return ['23505', '23514'].includes(errorCode(error));
}
