import { z } from 'zod';
import { exampleCode } from '../../organisation/keys/example-code.ts';
import { keyHolders } from '../../organisation/keys/recorded.ts';
import { ownObject, ownVault, saveOwnObject } from '../../organisation/keys/vaults.ts';
import { concern } from '../../platform/access/resource.ts';
import { ChangeStopped, look, perform } from '../../platform/database/doorways.ts';
import type { BoxFile } from '../../platform/encryption/boxes/box-file.ts';
import type { KeyList } from '../../platform/encryption/documents/documents.ts';
import { EncryptionFault } from '../../platform/encryption/fault.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { ChoiceField, TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { addByMember, type OpenBox, openBox, ownBoxes } from '../../reporting/boxes/members.ts';
import { epochsSchema, newEpochs } from '../../reporting/boxes/new-epochs.ts';
import { readJson } from '../front/forms.ts';
import { frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { keyWords, toldByScript } from '../keys/key-words.ts';
import { keyPageAnswer } from '../keys/vault-page.tsx';
import { scriptAnswer, scriptRefused } from '../passkeys/use-passkey.ts';
import { referenceOf, signalWords } from './signal-words.ts';

const words = {
  locked: text(
    'Deze melding is op slot. Open haar met uw kluis; wat u leest blijft in deze browser.',
    'This signal is locked. Open it with your vault; what you read stays in this browser.',
  ),
  unlock: text('Uw wachtzin of uw gedrukte code', 'Your passphrase or your printed code'),
  open: text('Melding openen', 'Open the signal'),
  received: text('Ontvangen op {day}.', 'Received on {day}.'),
  thread: text('Gesprek met de melder', 'Conversation with the reporter'),
  notes: text('Notities voor behandelaars', 'Notes for handlers'),
  notesLead: text(
    'De melder leest dit niet. Wie deze melding behandelen wel, ook wie er later bij komt.',
    'The reporter does not read this. Who handle this signal do, also who joins later.',
  ),
  note: text('Uw notitie', 'Your note'),
  noteSend: text('Notitie voor behandelaars bewaren', 'Keep the note for handlers'),
  noNotes: text('Er zijn nog geen notities.', 'There are no notes yet.'),
  parts: text('Onderdelen van deze melding', 'Parts of this signal'),
  readers: text('Wie dit lezen', 'Who read this'),
  answerTitle: text('Bericht aan de melder', 'Message to the reporter'),
  answerLead: text(
    'De melder leest dit in het postvak, met de dag erbij en uw functie. Zet er niets in wat een ander niet mag weten.',
    'The reporter reads this in the mailbox, with the day and your function. Put nothing in it that another may not know.',
  ),
  answer: text('Uw bericht', 'Your message'),
  send: text('Bericht aan de melder versturen', 'Send the message to the reporter'),
  change: text('Wie mogen deze melding lezen?', 'Who may read this signal?'),
  changeLead: text(
    'Wie u aanvinkt leest ook wat er al staat. Wie u weghaalt leest niets nieuws meer; wat die persoon al las, is niet terug te nemen. Vraag eerst of de melding over die persoon of een naaste gaat.',
    'Who you tick also reads what is there already. Who you remove reads nothing new any more; what that person read already cannot be taken back. First ask whether the signal is about that person or somebody close.',
  ),
  changeSend: text('Lezers vastleggen', 'Record the readers'),
  file: text(
    'Meelezen zonder server: dossierbestand meenemen',
    'Reading without a server: take the box file along',
  ),
  close: text('Melding sluiten', 'Close the signal'),
  reopen: text('Melding heropenen', 'Open the signal again'),
  otherVault: text(
    'Deze melding is nog voor uw vorige kluis',
    'This signal is for your previous vault still',
  ),
  otherVaultText: text(
    'U maakte een nieuwe kluis. Zodra sleutelbeheerders haar hebben getekend, vraagt u een medelezer om bij deze melding de lezers opnieuw vast te leggen; dan leest u verder, ook wat er al stond.',
    'You made a new vault. As soon as key officers signed it, ask a co-reader to record the readers of this signal anew; then you read on, also what was there already.',
  ),
  stale: text(
    'Wie dit lezen klopt niet meer met de sleutels van vandaag: iemand kreeg een nieuwe kluis of staat niet meer op de lijst, of er zijn andere sleutelbeheerders. Leg de lezers hieronder opnieuw vast.',
    'Who read this no longer matches the keys of today: somebody got a new vault or stands in the list no more, or there are other key officers. Record the readers below anew.',
  ),
  isClosed: text(
    'Deze melding is gesloten: er wordt niet meer in geschreven.',
    'This signal is closed: nobody writes in it any more.',
  ),
  notUnlocked: text(
    'Hiermee gaat uw kluis niet open. Kijk of u alle woorden goed typte, of neem de gedrukte code.',
    'Your vault does not open with this. See whether you typed all words right, or take the printed code.',
  ),
  notSound: text(
    'Wat de server toont is niet zoals de lezers het schreven. Er is niets geopend. Waarschuw de sleutelbeheerders en de auditor.',
    'What the server shows is not as its readers wrote it. Nothing was opened. Warn the key officers and the auditor.',
  ),
  rolledBack: text(
    'De server toont minder of iets anders dan u eerder las. Antwoord niet en waarschuw de auditor.',
    'The server shows less or something else than you read before. Do not answer and warn the auditor.',
  ),
  bad: text('Dit bericht is niet te lezen.', 'This message cannot be read.'),
  removed: text(
    'Hier stond een bericht dat is verwijderd, met een verklaring van een lezer.',
    'Here stood a message that was removed, with a statement of a reader.',
  ),
  removedSilently: text(
    'Hier stond een bericht dat is verwijderd, zonder verklaring.',
    'Here stood a message that was removed, without a statement.',
  ),
  party: text('De melder', 'The reporter'),
  empty: text('Typ eerst uw bericht.', 'Type your message first.'),
  notYourself: text(
    'Vink in elk geval uzelf aan: een ander kan u weghalen, uzelf niet. En kies alleen wie op de lijst van vandaag staat.',
    'Tick yourself in any case: another can remove you, not you yourself. And choose only who stands in the list of today.',
  ),
  refused: text(
    'Dit is niet vastgelegd: een ander was u net voor, of de lijst van vandaag is een andere. Wat u typte staat er nog. Laad de pagina opnieuw.',
    'This was not recorded: another was just before you, or the list of today is another. What you typed is still there. Load the page again.',
  ),
} as const;

const addressOf = (box: string): string => `/meldingen/${box}`;

/** A box as its reader is given it. */
function fileOf(found: OpenBox): BoxFile {
  return {
    for: 'daglicht box',
    org: found.org,
    case: found.case,
    box: found.box,
    roots: found.roots,
    lists: found.lists.map(({ signed }) => signed),
    records: found.records,
    releases: [],
    wraps: [found.wrap],
    shares: [],
    carries: found.carries,
    items: found.items,
  };
}

const opened = ({ premises, actor }: SignedIn, box: string): Promise<OpenBox | null> =>
  look(premises.door, actor, openBox, concern, { box });

/** The box of notes of the handlers of a report; null before the first note. */
async function notesBeside(visit: SignedIn, { case: of }: OpenBox): Promise<OpenBox | null> {
  const all = await look(visit.premises.door, visit.actor, ownBoxes, concern, {});
  const beside = all.find((one) => one.case === of && one.kind === 'file');
  return beside ? opened(visit, beside.box) : null;
}

const crumbsOf = ({ to, language }: SignedIn, box: string, title: string) => [
  { href: to('/meldingen'), label: signalWords.title[language] },
  { href: to(addressOf(box)), label: title },
];

/** One report: locked until its reader opens it with their vault. */
export async function showSignal(visit: SignedIn, box: string): Promise<Response> {
  const { language, premises, actor, to, session } = visit;
  const { door } = premises;
  const found = await opened(visit, box);
  const vault = found && (await look(door, actor, ownVault, concern, {}));
  if (!found || found.kind === 'file' || !vault) return notFound(visit);
  const title = say(signalWords.one[language], language, { reference: referenceOf(box) });
  if (found.wrap.key !== vault.key)
    return pageAnswer(
      <Page frame={frameOf(visit)} title={title} crumbs={crumbsOf(visit, box, title)}>
        <h1>{title}</h1>
        <Notice kind="info" title={words.otherVault[language]}>
          <p>{words.otherVaultText[language]}</p>
        </Notice>
        <p>
          <a href={to('/meldingen')}>{signalWords.back[language]}</a>
        </p>
      </Page>,
    );
  const notes = await notesBeside(visit, found);
  const given = {
    vault,
    state: await look(door, actor, ownObject, concern, { name: 'state' }),
    pin: await premises.pinOf(found.org),
    today: found.today,
    post: fileOf(found),
    notes: notes && fileOf(notes),
    people: found.current.people,
    idle: session.idleMinutes,
  };
  const shared = toldByScript(language);
  const code = premises.notice === null ? null : await exampleCode(vault.person);
  return keyPageAnswer(
    <Page frame={frameOf(visit)} title={title} crumbs={crumbsOf(visit, box, title)}>
      <h1>{title}</h1>
      <p>{say(words.received[language], language, { day: dateInWords(found.received, language) })}</p>
      {found.state === 'closed' && <p>{words.isClosed[language]}</p>}
      <p data-without-script="">{keyWords.needsScript[language]}</p>
      <form
        class="dl-form"
        novalidate
        hidden
        data-keys="read-box"
        data-given={JSON.stringify(given)}
        data-address={to(addressOf(box))}
        {...shared}
        data-not-unlocked={words.notUnlocked[language]}
        data-not-sound={words.notSound[language]}
        data-rolled-back={words.rolledBack[language]}
        data-bad={words.bad[language]}
        data-removed={words.removed[language]}
        data-removed-silently={words.removedSilently[language]}
        data-party={words.party[language]}
        data-no-notes={words.noNotes[language]}
      >
        <p>{words.locked[language]}</p>
        <TextField
          id="ontgrendelen"
          label={words.unlock[language]}
          language={language}
          type="password"
          autocomplete="off"
        />
        {code !== null && <p>{say(keyWords.exampleCode[language], language, { code })}</p>}
        <p role="status" />
        <div class="dl-buttons">
          <button type="submit" class="dl-button">
            {words.open[language]}
          </button>
        </div>
      </form>
      <div id="geopend" class="dl-flow" hidden>
        <nav class="dl-buttons" aria-label={words.parts[language]}>
          {(
            [
              ['deel-gesprek', words.thread],
              ['deel-notities', words.notes],
            ] as const
          ).map(([view, label]) => (
            <button key={view} type="button" class="dl-button dl-button--second" data-view={view}>
              {label[language]}
            </button>
          ))}
        </nav>
        <section id="deel-gesprek" class="dl-flow" aria-labelledby="gesprek-titel">
          <h2 id="gesprek-titel" tabindex={-1}>
            {words.thread[language]}
          </h2>
          <ol id="gesprek" class="dl-thread" />
          {found.state === 'open' && <WriteForm visit={visit} kind="answer" shared={shared} />}
        </section>
        <section id="deel-notities" class="dl-flow" aria-labelledby="notities-titel" hidden>
          <h2 id="notities-titel" tabindex={-1}>
            {words.notes[language]}
          </h2>
          <ol id="notities" class="dl-thread" />
          {found.state === 'open' && <WriteForm visit={visit} kind="note" shared={shared} />}
        </section>
        <section class="dl-flow" aria-labelledby="lezers-titel">
          <h2 id="lezers-titel">{words.readers[language]}</h2>
          <ul id="lezers" />
          <p id="verouderd" hidden>
            {words.stale[language]}
          </p>
        </section>
        {found.state === 'open' && found.current.people && (
          <ReadersForm
            visit={visit}
            box={box}
            people={JSON.parse(found.current.people.doc) as KeyList}
            names={await namesFor(visit)}
            shared={shared}
          />
        )}
        <p>
          <a href={to(`${addressOf(box)}/sluiten`)}>
            {(found.state === 'open' ? words.close : words.reopen)[language]}
          </a>
        </p>
        <p>
          <a href={to(`${addressOf(box)}/bestand`)} download>
            {words.file[language]}
          </a>
        </p>
      </div>
      <script type="module" src={premises.assets.keyScripts['read-box']} />
    </Page>,
  );
}

/** Writing to the reporter, or a note for handlers alone: who reads it stands above it and on its button. */
function WriteForm({
  visit: { language },
  kind,
  shared,
}: {
  visit: SignedIn;
  kind: 'answer' | 'note';
  shared: Readonly<Record<string, string>>;
}) {
  const of =
    kind === 'answer'
      ? ({ title: words.answerTitle, lead: words.answerLead, label: words.answer, send: words.send } as const)
      : ({ title: words.note, lead: words.notesLead, label: words.note, send: words.noteSend } as const);
  return (
    <form
      class={`dl-form dl-write dl-write--${kind}`}
      novalidate
      hidden
      data-keys={`${kind}-box`}
      data-given="null"
      {...shared}
      data-empty={words.empty[language]}
    >
      <h3>{of.title[language]}</h3>
      <p>{of.lead[language]}</p>
      <TextField
        id={kind === 'answer' ? 'antwoord' : 'notitie'}
        label={of.label[language]}
        language={language}
        lines={6}
        autocomplete="off"
      />
      <p role="status" />
      <div class="dl-buttons">
        <button type="submit" class="dl-button">
          {of.send[language]}
        </button>
      </div>
    </form>
  );
}

async function namesFor({ premises, actor }: SignedIn): Promise<ReadonlyMap<string, string>> {
  const holders = await look(premises.door, actor, keyHolders, concern, {});
  return new Map(holders.map(({ person, name }) => [person, name]));
}

function ReadersForm({
  visit: { language, to },
  box,
  people,
  names,
  shared,
}: {
  visit: SignedIn;
  box: string;
  people: KeyList;
  names: ReadonlyMap<string, string>;
  shared: Readonly<Record<string, string>>;
}) {
  return (
    <form
      class="dl-form"
      novalidate
      hidden
      data-keys="readers-box"
      data-given="null"
      data-address={to(`${addressOf(box)}/lezers`)}
      {...shared}
      data-not-yourself={words.notYourself[language]}
      data-refused={words.refused[language]}
    >
      <p>{words.changeLead[language]}</p>
      <ChoiceField
        id="lezer"
        label={words.change[language]}
        language={language}
        kind="checkbox"
        choices={people.entries.map(({ person, label }) => ({
          value: person,
          label: names.has(person) ? `${names.get(person)} (${label[language]})` : label[language],
        }))}
        chosen={[]}
      />
      <p role="status" />
      <div class="dl-buttons">
        <button type="submit" class="dl-button dl-button--second">
          {words.changeSend[language]}
        </button>
      </div>
    </form>
  );
}

/** The box as a file: for the page itself, and to take along for `rescue`. */
export async function takeBoxFile(visit: SignedIn, box: string): Promise<Response> {
  const found = await opened(visit, box);
  if (!found) return notFound(visit);
  return new Response(JSON.stringify(fileOf(found)), {
    headers: {
      'Content-Type': 'application/json',
      'Content-Disposition': `attachment; filename="melding-${referenceOf(box)}.json"`,
      'Cache-Control': 'no-store',
    },
  });
}

const headShape = z.strictObject({
  head: z
    .string()
    .regex(/^([0-9a-f]{2})+$/)
    .max(1_048_682),
});

/** Adds a message that a reader's browser sealed. */
export async function takeMessage(visit: SignedIn, box: string): Promise<Response> {
  const { premises, actor, context } = visit;
  const { head } = await readJson(context, headShape);
  try {
    const became = await perform(premises.door, actor, addByMember, concern, { box, head });
    if (became.outcome === 'added') return scriptAnswer(visit, { seq: became.seq });
    return became.outcome === 'epoch'
      ? context.json({}, 409, { 'Cache-Control': 'no-store' })
      : scriptRefused(visit, words.refused);
  } catch (error) {
    if (!(error instanceof EncryptionFault)) throw error;
    return scriptRefused(visit, words.refused);
  }
}

/** Records who reads from now on, in all boxes of the case at once. */
export async function takeReaders(visit: SignedIn, box: string): Promise<Response> {
  const { premises, actor, context, to } = visit;
  const { epochs } = await readJson(context, epochsSchema);
  const found = await opened(visit, box);
  if (!found) return scriptRefused(visit, words.refused);
  const pin = await premises.pinOf(found.org);
  try {
    await perform(premises.door, actor, newEpochs, concern, { epochs, pin });
    return scriptAnswer(visit, { onTo: to(addressOf(box)) });
  } catch (error) {
    if (!(error instanceof EncryptionFault) && !(error instanceof ChangeStopped)) throw error;
    return scriptRefused(visit, words.refused);
  }
}

const rememberShape = z.strictObject({
  after: z.int().min(0),
  head: z
    .string()
    .regex(/^([0-9a-f]{2})+$/)
    .max(300_000),
});

/** Keeps what a reader remembers, sealed to their vault. */
export async function takeRemembered(visit: SignedIn): Promise<Response> {
  const { premises, actor, context } = visit;
  const { after, head } = await readJson(context, rememberShape);
  const isSaved = await perform(premises.door, actor, saveOwnObject, concern, { name: 'state', after, head });
  return isSaved ? scriptAnswer(visit, {}) : context.json({}, 409, { 'Cache-Control': 'no-store' });
}
