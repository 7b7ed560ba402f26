import { channelKeys } from '../../organisation/keys/channel-state.ts';
import { type Draft, waitingDraft } from '../../organisation/keys/drafts.ts';
import { type KeysAsRecorded, keyHolders, keysQuestion } from '../../organisation/keys/recorded.ts';
import { ownVault } from '../../organisation/keys/vaults.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { fromHex } from '../../platform/encryption/bytes.ts';
import type { KeyList, Root } from '../../platform/encryption/documents/documents.ts';
import { codeOf } from '../../platform/encryption/receipt-code.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { closedWords, keyWords } from './key-words.ts';

const words = {
  lead: text(
    'Wie hier iets vertrouwelijk meldt, schrijft aan mensen die sleutelbeheerders hebben getekend. Niemand anders kan het lezen, ook de beheerders van het systeem niet.',
    'Who reports something in confidence here writes to people whom key officers signed for. Nobody else can read it, the administrators of the system neither.',
  ),
  open: text('De sleutels zijn in orde', 'The keys are in order'),
  openText: text(
    'Zo blijft het tot en met {until}; dan verlopen de lijsten.',
    'So it stays up to and including {until}; then the lists end.',
  ),
  closed: text('De sleutels zijn niet in orde', 'The keys are not in order'),
  officers: text('Sleutelbeheerders', 'Key officers'),
  officersText: text(
    'Zij tekenen wie sleutels heeft: {sign} samen. Raakt een lezer de sleutel kwijt, dan geven {open} van hen samen de toegang terug. Zelf lezen zij niets.',
    'They sign who has keys: {sign} together. When a reader loses the key, {open} of them together give the access back. They read nothing themselves.',
  ),
  ceremony: text('De sleutelceremonie', 'The key ceremony'),
  ceremonyText: text(
    'Drie tot zeven sleutelbeheerders komen een half uur bij elkaar. Ieder maakt een kluis en drukt de code af, typt de vingerafdrukken van de anderen en tekent. Daarna maken de ontvangers hun kluis en tekenen twee sleutelbeheerders de lijsten.',
    'Three to seven key officers come together for half an hour. Each makes a vault and prints the code, types the fingerprints of the others and signs. Then the receivers make their vaults and two key officers sign the lists.',
  ),
  rootFingerprint: text('Vingerafdruk van de sleutelbeheerders', 'Fingerprint of the key officers'),
  rootFingerprintText: text(
    'Deze staat ook op het blad van de ceremonie, zoals wie tekenden haar in hun browser zagen. Verschilt zij, waarschuw dan de auditor en zet haar niet vast.',
    'It also stands on the sheet of the ceremony, as those who signed saw it in their browsers. When it differs, warn the auditor and do not pin it.',
  ),
  who: text('Wie', 'Who'),
  rights: text('Mag', 'May'),
  receives: text('Ontvangt meldingen', 'Receives reports'),
  yes: text('ja', 'yes'),
  no: text('nee', 'no'),
  manages: text('lezen, antwoorden en anderen erbij halen', 'read, answer and invite others'),
  reads: text('lezen', 'read'),
  people: text('Wie mogen lezen', 'Who may read'),
  until: text(
    'Deze lijst geldt tot en met {until} (versie {version}).',
    'This list holds up to and including {until} (version {version}).',
  ),
  waits: text('Er wacht iets op handtekeningen', 'Something waits for signatures'),
  waitsRoot: text(
    'Een nieuwe groep sleutelbeheerders. Getekend door {done} van {of}.',
    'A new group of key officers. Signed by {done} of {of}.',
  ),
  waitsLists: text(
    'Nieuwe lijsten. Getekend door {done}; het vraagt {asked}.',
    'New lists. Signed by {done}; it takes {asked}.',
  ),
  sign: text('Bekijken en ondertekenen', 'Look at it and sign'),
  show: text('Bekijken', 'Look at it'),
  prepareRoot: text('Sleutelbeheerders kiezen', 'Choose key officers'),
  prepareLists: text('Lijsten voorbereiden', 'Prepare lists'),
  noVault: text('U hebt nog geen kluis.', 'You have no vault yet.'),
  makeVault: text('Kluis maken', 'Make a vault'),
  madeVault: text('Uw kluis is gemaakt', 'Your vault is made'),
  madeVaultText: text(
    'Lees de vingerafdruk van uw papier voor aan wie tekent. Pas als twee sleutelbeheerders hebben getekend, kunt u ermee lezen.',
    'Read the fingerprint on your paper aloud to who signs. Only when two key officers signed can you read with it.',
  ),
  fromPaper: text(
    'Dit is wat de server van uw sleutel weet. Lees altijd voor wat op uw papier staat. Verschilt dat hiervan, waarschuw dan de sleutelbeheerders en de auditor.',
    'This is what the server knows of your key. Always read what stands on your paper. When it differs from this, warn the key officers and the auditor.',
  ),
  ways: text('Open te maken met', 'Opens with'),
  vaultFile: text('Kluisbestand meenemen', 'Take the vault file along'),
  vaultFileText: text(
    'Met dit bestand en uw code of wachtzin is een meegenomen dossier ook te openen als de server er niet meer is. Zonder code of wachtzin opent het niets.',
    'With this file and your code or passphrase a box that was taken along opens also when the server is no longer there. Without code or passphrase it opens nothing.',
  ),
  newVault: text('Kluis kwijt? Een nieuwe maken', 'Vault lost? Make a new one'),
  signed: text('Uw handtekening is gezet', 'Your signature is set'),
  signedText: text('Er moeten nog anderen tekenen.', 'Others have to sign still.'),
  complete: text('Getekend en vastgelegd', 'Signed and recorded'),
  completeText: text('Er hebben er genoeg getekend. Het geldt nu.', 'Enough have signed. It holds now.'),
  dropped: text('Het concept is ingetrokken', 'The draft is withdrawn'),
  droppedText: text('Wat erin stond geldt niet.', 'What stood in it does not hold.'),
  notDropped: text('Er is niets ingetrokken', 'Nothing was withdrawn'),
  notDroppedText: text(
    'Dit concept wacht niet meer, of u trekt het niet in: dat doen wie het maakte en wie tekenen.',
    'This draft waits no more, or you do not withdraw it: who made it and who sign do.',
  ),
  prepared: text('Het concept staat klaar', 'The draft is ready'),
  preparedText: text(
    'Vraag de sleutelbeheerders het te bekijken en te tekenen. Het wacht 72 uur.',
    'Ask the key officers to look at it and sign. It waits for 72 hours.',
  ),
} as const;

const done: Readonly<Record<string, readonly [keyof typeof words, keyof typeof words]>> = {
  kluis: ['madeVault', 'madeVaultText'],
  getekend: ['signed', 'signedText'],
  compleet: ['complete', 'completeText'],
  ingetrokken: ['dropped', 'droppedText'],
  'niet-ingetrokken': ['notDropped', 'notDroppedText'],
  klaargezet: ['prepared', 'preparedText'],
};

type OwnVaultFound = Awaited<ReturnType<typeof ownVault.ask>>;

/** The fingerprint of a hash or of the id of keys, as it is read aloud. */
const fingerprintOf = (hash: string): string => codeOf(fromHex(hash));

/** Who has which key, whether reports can be received, and what there is to do about it. */
export async function showKeys(visit: SignedIn): Promise<Response> {
  const { language, premises, actor, to, context } = visit;
  const ask = { door: premises.door, actor };
  const keys = await look(ask.door, actor, keysQuestion, concern, {});
  const draft = await look(ask.door, actor, waitingDraft, concern, {});
  const vault = await look(ask.door, actor, ownVault, concern, {});
  const holders = await look(ask.door, actor, keyHolders, concern, {});
  const channel = await channelKeys(keys, await premises.pinOf(keys.org));
  const gedaan = context.req.query('gedaan') ?? '';
  const told = Object.hasOwn(done, gedaan) ? done[gedaan] : undefined;
  const names = new Map(holders.map(({ person, name }) => [person, name]));
  return pageAnswer(
    <Page frame={frameOf(visit)} title={keyWords.title[language]} here={to('/sleutels')}>
      {told && (
        <Notice kind="ok" title={words[told[0]][language]}>
          <p>{words[told[1]][language]}</p>
        </Notice>
      )}
      <h1>{keyWords.title[language]}</h1>
      <p>{words.lead[language]}</p>
      {channel.closed === null ? (
        <Notice kind="ok" title={words.open[language]}>
          <p>
            {say(words.openText[language], language, {
              until: dateInWords(channel.people?.content.until ?? keys.today, language),
            })}
          </p>
        </Notice>
      ) : (
        <Notice kind="warn" title={words.closed[language]}>
          <p>{closedWords[channel.closed].why[language]}</p>
          <p>{closedWords[channel.closed].next[language]}</p>
        </Notice>
      )}
      {draft && <Waiting visit={visit} draft={draft} sign={channel.root?.content.sign ?? 2} />}
      <OwnVaultPart visit={visit} vault={vault} />
      <Officers visit={visit} keys={keys} root={rootShown(keys)} names={names} own={vault?.person ?? null} />
      {channel.people && channel.intake && (
        <Readers
          visit={visit}
          people={channel.people.content}
          receivers={new Set(channel.intake.people.keys())}
          names={names}
        />
      )}
    </Page>,
  );
}

/** The newest root as it was recorded; whether it counts is said above it. */
function rootShown({ roots }: KeysAsRecorded): { readonly content: Root; readonly hash: string } | null {
  const newest = roots.at(-1);
  return newest ? { content: JSON.parse(newest.signed.doc) as Root, hash: newest.hash } : null;
}

function Waiting({ visit, draft, sign }: { visit: SignedIn; draft: Draft; sign: number }) {
  const { language, to } = visit;
  const signed = draft.signers.filter(({ hasSigned }) => hasSigned).length;
  const mayStillSign = draft.signers.some(({ isOwn, hasSigned }) => isOwn && !hasSigned);
  return (
    <section class="dl-flow" aria-labelledby="wacht">
      <h2 id="wacht">{words.waits[language]}</h2>
      <p>
        {draft.kind === 'root'
          ? say(words.waitsRoot[language], language, { done: signed, of: draft.signers.length })
          : say(words.waitsLists[language], language, { done: signed, asked: sign })}
      </p>
      <p>
        <a class={mayStillSign ? 'dl-button' : 'dl-button dl-button--second'} href={to('/sleutels/tekenen')}>
          {(mayStillSign ? words.sign : words.show)[language]}
        </a>
      </p>
    </section>
  );
}

function OwnVaultPart({ visit, vault }: { visit: SignedIn; vault: OwnVaultFound }) {
  const { language, to } = visit;
  return (
    <section class="dl-flow" aria-labelledby="kluis">
      <h2 id="kluis">{keyWords.vault[language]}</h2>
      <p>{keyWords.vaultLead[language]}</p>
      {vault === null ? (
        <>
          <p>{words.noVault[language]}</p>
          <p>
            <a class="dl-button dl-button--second" href={to('/sleutels/kluis')}>
              {words.makeVault[language]}
            </a>
          </p>
        </>
      ) : (
        <>
          <DefinitionList
            items={[
              { term: keyWords.fingerprint[language], text: fingerprintOf(vault.key) },
              {
                term: words.ways[language],
                text: vault.slots.map(({ type }) => wayWords[type][language].toLowerCase()).join(', '),
              },
            ]}
          />
          <p>{words.fromPaper[language]}</p>
          <p>
            <a href={to('/sleutels/kluis/bestand')} download>
              {words.vaultFile[language]}
            </a>
          </p>
          <p>{words.vaultFileText[language]}</p>
          <p>
            <a href={to('/sleutels/kluis')}>{words.newVault[language]}</a>
          </p>
        </>
      )}
    </section>
  );
}

const wayWords = { code: keyWords.code, pass: keyWords.passphrase, prf: keyWords.passkey } as const;

function Officers({
  visit,
  keys,
  root,
  names,
  own,
}: {
  visit: SignedIn;
  keys: KeysAsRecorded;
  root: { readonly content: Root; readonly hash: string } | null;
  names: ReadonlyMap<string, string>;
  own: string | null;
}) {
  const { language, to } = visit;
  const isOfficer = root?.content.officers.some(({ person }) => person === own) ?? false;
  const prepares = root ? isOfficer : hasRole(visit, 'functional-administrator');
  return (
    <section class="dl-flow" aria-labelledby="beheerders">
      <h2 id="beheerders">{root ? words.officers[language] : words.ceremony[language]}</h2>
      {root ? (
        <>
          <p>
            {say(words.officersText[language], language, {
              sign: root.content.sign,
              open: root.content.open,
            })}
          </p>
          <ul>
            {root.content.officers.map(({ person, label }) => (
              <li key={person}>
                <Named name={names.get(person)} label={label[language]} />
              </li>
            ))}
          </ul>
          <DefinitionList
            items={[{ term: words.rootFingerprint[language], text: fingerprintOf(root.hash) }]}
          />
          <p>{words.rootFingerprintText[language]}</p>
        </>
      ) : (
        <p>{words.ceremonyText[language]}</p>
      )}
      {prepares && (
        <p class="dl-buttons">
          {keys.roots.length > 0 && (
            <a class="dl-button dl-button--second" href={to('/sleutels/lijsten')}>
              {words.prepareLists[language]}
            </a>
          )}
          <a class="dl-button dl-button--second" href={to('/sleutels/beheerders')}>
            {words.prepareRoot[language]}
          </a>
        </p>
      )}
    </section>
  );
}

function Named({ name, label }: { name: string | undefined; label: string }) {
  if (name === undefined) return <>{label}</>;
  return (
    <>
      <bdi>{name}</bdi> ({label})
    </>
  );
}

function Readers({
  visit: { language },
  people,
  receivers,
  names,
}: {
  visit: SignedIn;
  people: KeyList;
  receivers: ReadonlySet<string>;
  names: ReadonlyMap<string, string>;
}) {
  return (
    <section class="dl-flow" aria-labelledby="lezers">
      <h2 id="lezers">{words.people[language]}</h2>
      <p>
        {say(words.until[language], language, {
          until: dateInWords(people.until, language),
          version: people.version,
        })}
      </p>
      <TextTable
        caption={words.people[language]}
        captionHidden
        heads={[words.who[language], words.rights[language], words.receives[language]]}
        rows={people.entries.map(({ person, label, roles }) => [
          names.has(person) ? `${names.get(person)} (${label[language]})` : label[language],
          (roles.length > 1 ? words.manages : words.reads)[language],
          (receivers.has(person) ? words.yes : words.no)[language],
        ])}
      />
    </section>
  );
}
