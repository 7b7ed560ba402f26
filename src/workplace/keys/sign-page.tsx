import { z } from 'zod';
import { type Draft, dropDraft, waitingDraft } from '../../organisation/keys/drafts.ts';
import { exampleCode } from '../../organisation/keys/example-code.ts';
import { keyHolders, keysQuestion } from '../../organisation/keys/recorded.ts';
import { signDraft } from '../../organisation/keys/sign-draft.ts';
import { ownObject, ownVault, saveOwnObject } from '../../organisation/keys/vaults.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import type { KeyList, Root } from '../../platform/encryption/documents/documents.ts';
import { EncryptionFault } from '../../platform/encryption/fault.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { confirmFirst } from '../account/confirm.tsx';
import { readForm, readJson } from '../front/forms.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { scriptAnswer, scriptRefused } from '../passkeys/use-passkey.ts';
import { keyWords, toldByScript } from './key-words.ts';
import { NotPinned, notPinned } from './not-pinned.tsx';
import { keyCrumbs, keyPageAnswer } from './vault-page.tsx';

const words = {
  titleRoot: text('Sleutelbeheerders ondertekenen', 'Sign key officers'),
  titleLists: text('Lijsten ondertekenen', 'Sign lists'),
  leadRoot: text(
    'U tekent dat deze mensen sleutelbeheerder zijn. Laat ieder de eigen vingerafdruk voorlezen, in de kamer, aan de telefoon of in beeld, en typ wat u hoort. Neem niets over van dit scherm: juist dat wordt gecontroleerd.',
    'You sign that these people are key officers. Let each read their own fingerprint aloud, in the room, by telephone or on screen, and type what you hear. Take nothing over from this screen: that is what is checked.',
  ),
  leadLists: text(
    'U tekent wie vertrouwelijke meldingen ontvangen en lezen. Van ieder wiens sleutel u nog niet eerder onder deze naam controleerde, typt u de vingerafdruk die die persoon u voorleest.',
    'You sign who receive and read confidential reports. Of everybody whose key you did not check before under this name you type the fingerprint that this person reads to you.',
  ),
  rootText: text(
    'Dit is de vingerafdruk van deze sleutelbeheerders samen, uit uw eigen browser. Schrijf haar op het blad van de ceremonie. Wie tekenen, zien allen dezelfde; is dat niet zo, teken dan niet.',
    'This is the fingerprint of these key officers together, from your own browser. Write it on the sheet of the ceremony. All who sign see the same; when that is not so, do not sign.',
  ),
  who: text('Wie', 'Who'),
  rights: text('Mag', 'May'),
  receives: text('Ontvangt meldingen', 'Receives reports'),
  change: text('Ten opzichte van nu', 'Compared with now'),
  added: text('komt erbij', 'is added'),
  otherKey: text('nieuwe sleutel', 'new key'),
  same: text('blijft', 'stays'),
  gone: text('gaat eraf', 'goes'),
  yes: text('ja', 'yes'),
  no: text('nee', 'no'),
  manages: text('lezen, antwoorden en anderen erbij halen', 'read, answer and invite others'),
  reads: text('lezen', 'read'),
  until: text('Deze lijsten gelden tot en met {until}.', 'These lists hold up to and including {until}.'),
  thresholds: text(
    'Om te tekenen zijn er {sign} nodig, om een verloren toegang terug te geven {open}.',
    'It takes {sign} to sign, and {open} to give back a lost access.',
  ),
  fingerprintOf: text('Vingerafdruk van {who}, zoals voorgelezen', 'Fingerprint of {who}, as read aloud'),
  known: text(
    'Leeg laten mag alleen bij een sleutel die u eerder onder deze naam controleerde.',
    'It may only stay empty for a key that you checked before under this name.',
  ),
  unlock: text('Uw wachtzin of uw gedrukte code', 'Your passphrase or your printed code'),
  submit: text('Ondertekenen', 'Sign'),
  fingerprintMissing: text(
    'Typ de vingerafdruk die {who} u voorleest.',
    'Type the fingerprint that {who} reads to you.',
  ),
  fingerprintWrong: text(
    'Dit is niet de vingerafdruk van de sleutel van {who}. Laat haar nog eens voorlezen. Klopt het dan nog niet, teken dan niet en waarschuw de auditor.',
    'This is not the fingerprint of the key of {who}. Let it be read once more. If it is still not right, do not sign and warn the auditor.',
  ),
  notUnlocked: text(
    'Hiermee gaat uw kluis niet open. Kijk of u alle woorden goed typte, of neem de gedrukte code.',
    'Your vault does not open with this. See whether you typed all words right, or take the printed code.',
  ),
  notOurs: text(
    'Dit concept hoort niet bij de sleutels die hier gelden. Teken het niet en waarschuw de andere sleutelbeheerders.',
    'This draft does not belong to the keys that hold here. Do not sign it and warn the other key officers.',
  ),
  rolledBack: text(
    'De server toont oudere sleutelbeheerders of een oudere lijst dan u eerder zag. Teken niet en waarschuw de auditor.',
    'The server shows older key officers or an older list than you saw before. Do not sign and warn the auditor.',
  ),
  memoryGone: text(
    'U tekende eerder, maar wat u toen controleerde staat niet meer op de server of is vervangen. Meld dat de auditor. Tekenen kan alleen als u van iedereen de vingerafdruk opnieuw laat voorlezen.',
    'You signed before, but what you checked then is no longer on the server or was replaced. Tell the auditor. You can only sign when you let everybody read their fingerprint aloud anew.',
  ),
  refused: text(
    'De handtekening is niet vastgelegd: dit concept wacht niet meer, of u tekende al. Kijk op de pagina met sleutels.',
    'The signature was not recorded: this draft waits no more, or you signed already. Look at the page of keys.',
  ),
  waits: text('Getekend: {done}. Nog te tekenen: {left}.', 'Signed: {done}. Still to sign: {left}.'),
  nobody: text('niemand', 'nobody'),
  nobodyAnyMore: text('iemand die hier niet meer werkt', 'somebody who works here no more'),
  otherVault: text('U kunt dit niet tekenen met uw nieuwe kluis', 'You cannot sign this with your new vault'),
  otherVaultText: text(
    'Dit vraagt een handtekening van uw eerdere kluis. De andere sleutelbeheerders kunnen het zonder u tekenen als zij met genoeg zijn. Laat hen daarna de sleutelbeheerders opnieuw kiezen en tekenen, met uw nieuwe kluis.',
    'This asks for a signature of your earlier vault. The other key officers can sign it without you when they are enough. Then let them choose and sign the key officers anew, with your new vault.',
  ),
  drop: text('Concept intrekken', 'Withdraw the draft'),
  dropText: text(
    'Klopt er iets niet? Trek het concept dan in: wat erin staat geldt dan niet.',
    'Is something not right? Then withdraw the draft: what stands in it does not hold then.',
  ),
} as const;

const path = '/sleutels/tekenen';

/** The draft that waits: to be looked at by who sees it, and to be signed by who is asked to. */
export async function showSign(visit: SignedIn): Promise<Response> {
  const { language, premises, actor, session } = visit;
  const { door } = premises;
  const draft = await look(door, actor, waitingDraft, concern, {});
  if (!draft) return notFound(visit);
  const isAsked = draft.signers.some(({ isOwn, hasSigned }) => isOwn && !hasSigned);
  if (isAsked && !session.isConfirmed && session.account !== null) return confirmFirst(visit, path);
  const title = (draft.kind === 'root' ? words.titleRoot : words.titleLists)[language];
  const closed = await notPinned(visit, await look(door, actor, keysQuestion, concern, {}));
  if (closed) return pageAnswer(<NotPinned visit={visit} closed={closed} title={title} at={path} />);
  const holders = await look(door, actor, keyHolders, concern, {});
  const names = new Map(holders.map(({ person, name }) => [person, name]));
  const given = isAsked ? await givenFor(visit, draft, names) : null;
  // Who made a new vault since has no keys any more to sign this with.
  const isOfVault = draft.signers.some(({ isOwn, key }) => isOwn && key === given?.vault?.key);
  const told = (signed: boolean): string =>
    draft.signers
      .filter(({ hasSigned }) => hasSigned === signed)
      .map(({ person }) => names.get(person) ?? words.nobodyAnyMore[language])
      .join(', ') || words.nobody[language];
  return keyPageAnswer(
    <Page frame={frameOf(visit)} title={title} crumbs={keyCrumbs(visit, path, title)}>
      <h1>{title}</h1>
      <p>{(draft.kind === 'root' ? words.leadRoot : words.leadLists)[language]}</p>
      {draft.root === null ? (
        <ListsDrafted visit={visit} draft={draft} names={names} now={await nowListed(visit)} />
      ) : (
        <RootDrafted visit={visit} root={JSON.parse(draft.root) as Root} names={names} />
      )}
      <p>{say(words.waits[language], language, { done: told(true), left: told(false) })}</p>
      {given && !isOfVault && (
        <Notice kind="warn" title={words.otherVault[language]}>
          <p>{words.otherVaultText[language]}</p>
        </Notice>
      )}
      {given && isOfVault && (
        <SignForm
          visit={visit}
          draft={draft}
          names={names}
          given={given}
          exampleCodeShown={await shownExampleCode(visit, given.vault?.person)}
        />
      )}
      {draft.mayDrop && <DropForm visit={visit} draft={draft} />}
    </Page>,
  );
}

async function nowListed({ premises, actor }: SignedIn): Promise<KeyList['entries']> {
  const { lists } = await look(premises.door, actor, keysQuestion, concern, {});
  return lists.people ? (JSON.parse(lists.people.signed.doc) as KeyList).entries : [];
}

/** In an example: the code that opens the vault of an invented person. */
async function shownExampleCode({ premises }: SignedIn, person: string | undefined): Promise<string | null> {
  return premises.notice === null || person === undefined ? null : exampleCode(person);
}

/** What the browser holds the draft against. */
async function givenFor({ premises, actor }: SignedIn, draft: Draft, names: ReadonlyMap<string, string>) {
  const { door } = premises;
  const keys = await look(door, actor, keysQuestion, concern, {});
  return {
    vault: await look(door, actor, ownVault, concern, {}),
    state: await look(door, actor, ownObject, concern, { name: 'state' }),
    pin: await premises.pinOf(keys.org),
    today: keys.today,
    roots: keys.roots.map(({ signed }) => signed),
    people: keys.lists.people?.signed ?? null,
    names: Object.fromEntries(names),
    draft:
      draft.root === null
        ? { id: draft.id, intake: draft.intake, people: draft.people }
        : { id: draft.id, root: draft.root },
  };
}

function RootDrafted({
  visit: { language },
  root,
  names,
}: {
  visit: SignedIn;
  root: Root;
  names: ReadonlyMap<string, string>;
}) {
  return (
    <>
      <ul>
        {root.officers.map(({ person, label }) => (
          <li key={person}>
            <bdi>{names.get(person) ?? words.nobodyAnyMore[language]}</bdi> ({label[language]})
          </li>
        ))}
      </ul>
      <p>{say(words.thresholds[language], language, { sign: root.sign, open: root.open })}</p>
    </>
  );
}

function ListsDrafted({
  visit: { language },
  draft,
  names,
  now,
}: {
  visit: SignedIn;
  draft: Draft;
  names: ReadonlyMap<string, string>;
  now: KeyList['entries'];
}) {
  const people = JSON.parse(draft.people ?? '{}') as KeyList;
  const receivers = new Set(
    (JSON.parse(draft.intake ?? '{}') as KeyList).entries.map(({ person }) => person),
  );
  const before = new Map(now.map((entry) => [entry.person, entry]));
  const called = (entry: KeyList['entries'][number]): string =>
    `${names.get(entry.person) ?? words.nobodyAnyMore[language]} (${entry.label[language]})`;
  const changeOf = ({ person, kem, sign }: KeyList['entries'][number]) => {
    const earlier = before.get(person);
    if (!earlier) return words.added;
    return earlier.kem === kem && earlier.sign === sign ? words.same : words.otherKey;
  };
  return (
    <>
      <p>{say(words.until[language], language, { until: dateInWords(people.until, language) })}</p>
      <TextTable
        caption={words.titleLists[language]}
        captionHidden
        heads={[words.who, words.rights, words.receives, words.change].map((word) => word[language])}
        rows={[
          ...people.entries.map((entry) => [
            called(entry),
            (entry.roles.length > 1 ? words.manages : words.reads)[language],
            (receivers.has(entry.person) ? words.yes : words.no)[language],
            changeOf(entry)[language],
          ]),
          ...now
            .filter(({ person }) => !people.entries.some((entry) => entry.person === person))
            .map((entry) => [called(entry), '', '', words.gone[language]]),
        ]}
      />
    </>
  );
}

function SignForm({
  visit,
  draft,
  names,
  given,
  exampleCodeShown,
}: {
  visit: SignedIn;
  draft: Draft;
  names: ReadonlyMap<string, string>;
  /** In an example: the code that opens the vault. */
  exampleCodeShown: string | null;
  given: Awaited<ReturnType<typeof givenFor>>;
}) {
  const { language, to, premises } = visit;
  const people =
    draft.root === null
      ? (JSON.parse(draft.people ?? '{}') as KeyList).entries
      : (JSON.parse(draft.root) as Root).officers;
  return (
    <>
      <p data-without-script="">{keyWords.needsScript[language]}</p>
      <form
        class="dl-form"
        novalidate
        hidden
        data-keys="sign-draft"
        data-given={JSON.stringify(given)}
        data-address={to(path)}
        {...toldByScript(language)}
        data-fingerprint-missing={words.fingerprintMissing[language]}
        data-fingerprint-wrong={words.fingerprintWrong[language]}
        data-not-unlocked={words.notUnlocked[language]}
        data-not-ours={words.notOurs[language]}
        data-rolled-back={words.rolledBack[language]}
        data-memory-gone={words.memoryGone[language]}
      >
        {draft.root !== null && (
          <>
            <p>{words.rootText[language]}</p>
            <p class="dl-code" id="wortelafdruk" />
          </>
        )}
        {people
          .filter(({ person }) => person !== given.vault?.person)
          .map(({ person, label }) => (
            <TextField
              key={person}
              id={`afdruk-${person}`}
              label={say(words.fingerprintOf[language], language, {
                who: `${names.get(person) ?? words.nobodyAnyMore[language]} (${label[language]})`,
              })}
              hint={words.known[language]}
              language={language}
              secret
            />
          ))}
        <TextField
          id="ontgrendelen"
          label={words.unlock[language]}
          language={language}
          type="password"
          secret
        />
        {exampleCodeShown !== null && (
          <p>{say(keyWords.exampleCode[language], language, { code: exampleCodeShown })}</p>
        )}
        <p role="status" id="stand" />
        <div class="dl-buttons">
          <button type="submit" class="dl-button">
            {words.submit[language]}
          </button>
          <a href={to('/sleutels')}>{keyWords.back[language]}</a>
        </div>
      </form>
      <script type="module" src={premises.assets.keyScripts['sign-draft']} />
    </>
  );
}

function DropForm({ visit: { language, to }, draft }: { visit: SignedIn; draft: Draft }) {
  return (
    <form method="post" action={to(`${path}/intrekken`)} class="dl-form">
      <input type="hidden" name="concept" value={draft.id} />
      <p>{words.dropText[language]}</p>
      <div class="dl-buttons">
        <button type="submit" class="dl-button dl-button--second">
          {words.drop[language]}
        </button>
      </div>
    </form>
  );
}

/** The smallest head, as hexadecimal digits. */
const shortestHead = 4_202;
/** The largest head, as hexadecimal digits: what is remembered of a thousand people. */
const longestHead = 1_048_682;
/** The longest that is sent: such a head and the signatures. */
const longestSent = longestHead + 4_096;

const signature = z.string().regex(/^[0-9a-f]{128}$/);
const signedShape = z.strictObject({
  draft: z.uuid(),
  signatures: z.union([
    z.strictObject({ root: signature }),
    z.strictObject({ intake: signature, people: signature }),
  ]),
  state: z.strictObject({
    after: z.int().min(0),
    head: z
      .string()
      .regex(/^([0-9a-f]{2})+$/)
      .min(shortestHead)
      .max(longestHead),
  }),
});

/** Takes the signature that the browser made, and what it remembers from now on. */
export async function takeSign(visit: SignedIn): Promise<Response> {
  const { premises, actor, session, to, context } = visit;
  const { draft, signatures, state } = await readJson(context, signedShape, longestSent);
  if (!session.isConfirmed && session.account !== null) return scriptRefused(visit, keyWords.again);
  const { door } = premises;
  try {
    // What was checked is remembered first: who signed and remembers nothing is told that somebody took it away. Where it
    // was saved from another window meanwhile, that one stands: less is remembered, never something else.
    await perform(door, actor, saveOwnObject, concern, { name: 'state', ...state });
    const became = await perform(door, actor, signDraft, concern, { draft, signatures });
    if (became === 'gone') return scriptRefused(visit, words.refused);
    return scriptAnswer(visit, {
      onTo: to(`/sleutels?gedaan=${became === 'complete' ? 'compleet' : 'getekend'}`),
    });
  } catch (error) {
    if (!(error instanceof EncryptionFault)) throw error;
    return scriptRefused(visit, words.refused);
  }
}

/** Withdraws the draft. */
export async function takeDrop(visit: SignedIn): Promise<Response> {
  const { premises, actor, context } = visit;
  const typed = await readForm(context, ['concept']);
  const parsed = z.uuid().safeParse(typed('concept'));
  if (!parsed.success) return notFound(visit);
  const isDropped = await perform(premises.door, actor, dropDraft, concern, { draft: parsed.data });
  return goTo(visit, `/sleutels?gedaan=${isDropped ? 'ingetrokken' : 'niet-ingetrokken'}`);
}
