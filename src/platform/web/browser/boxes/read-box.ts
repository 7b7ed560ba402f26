import {
  type BoxFile,
  type CheckedBox,
  checkBox,
  readBoxFile,
  secretsForMember,
} from '../../../encryption/boxes/box-file.ts';
import { makeEpoch, type Reader } from '../../../encryption/boxes/epochs.ts';
import { sealHead } from '../../../encryption/boxes/heads.ts';
import { type BoxMemory, emptyChain, type Shown } from '../../../encryption/boxes/log.ts';
import { type Bytes, fromHex, toHex } from '../../../encryption/bytes.ts';
import type { SignedText } from '../../../encryption/documents/documents.ts';
import { checkList, type TrustedList } from '../../../encryption/documents/lists.ts';
import { EncryptionFault } from '../../../encryption/fault.ts';
import type { VaultKeys } from '../../../encryption/keys.ts';
import { type SealedVault, unlockVault } from '../../../encryption/unlock.ts';
import { FormFault, type KeyForm, keyForm, onDone, sendMade } from '../keys/form.ts';
import { type GivenState, type Opened, remember, remembered } from '../keys/remember.ts';

/*
 * The page on which a handler reads a box and answers. What is read here never leaves the browser; keys stay as long as
 * the page does, and the page is loaded anew after a time without use.
 */

interface Given {
  readonly vault: SealedVault;
  readonly state: GivenState | null;
  readonly pin: string;
  readonly today: string;
  readonly file: BoxFile;
  /** The newest list of people, for who is invited. */
  readonly people: SignedText | null;
  /** Minutes without use until it is locked. */
  readonly idle: number;
}

interface Open {
  readonly of: KeyForm;
  readonly given: Given;
  readonly keys: VaultKeys;
  box: CheckedBox;
  secrets: readonly Bytes[];
  memory: BoxMemory;
  /** What is remembered of everything, as it was last saved. */
  before: Opened | null;
  revision: number;
}

const page = keyForm('read-box');
if (page) begin(page);

function begin(of: KeyForm): void {
  const given = of.given as Given;
  onDone(of, async () => {
    const keys = await unlockVault(given.vault, of.typed('ontgrendelen'));
    if (!keys) throw new FormFault([{ field: 'ontgrendelen', message: of.word('notUnlocked') }]);
    const before = await remembered(given.vault, keys, given.state).catch((fault) => told(of, fault));
    const open = await opened({ of, given, keys, before, revision: given.state?.revision ?? 0 }, given.file);
    of.form.hidden = true;
    show(open);
    answering(open);
    inviting(open);
    lockWhenIdle(given.idle);
  });
}

/** Says in the words of the page what does not hold, with the code in small print. */
function told(of: KeyForm, fault: unknown): never {
  if (!(fault instanceof EncryptionFault)) throw fault;
  const word = fault.code === 'E_ROLLBACK' || fault.code === 'E_FORK' ? 'rolledBack' : 'notSound';
  throw new FormFault([{ field: '', message: `${of.word(word)} (${fault.code})` }]);
}

async function opened(
  of: Pick<Open, 'of' | 'given' | 'keys' | 'before' | 'revision'>,
  file: BoxFile,
): Promise<Open> {
  try {
    const box = await checkBox(file, of.given.pin);
    const secrets = await secretsForMember(box, of.keys);
    const known = of.before?.boxes?.[file.box];
    const { memory } = await readBoxFile(box, secrets, known);
    return saved({ ...of, box, secrets, memory });
  } catch (fault) {
    return told(of.of, fault);
  }
}

/** Remembers how far it was read, so that nobody shows less later on. */
async function saved(open: Open): Promise<Open> {
  const { given, keys, before, memory, box, revision } = open;
  const what = {
    root: [...box.roots.keys()].at(-1) ?? '',
    people: before?.people ?? [],
    version: before?.version ?? 0,
    boxes: { ...before?.boxes, [box.file.box]: memory },
  };
  const head = await remember(given.vault, keys, before, what);
  const answer = await post(`${addressOf(open)}/onthouden`, { after: revision, head }).catch(() => null);
  if (!answer?.ok) return open;
  const after = await remembered(given.vault, keys, { revision: revision + 1, head });
  return { ...open, before: after, revision: revision + 1 };
}

const addressOf = ({ of }: Pick<Open, 'of'>): string => of.form.dataset['address'] ?? '';

const post = (address: string, made: object): Promise<Response> =>
  fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(made),
  });

/** What an element of the page is filled with. */
function made(name: string, text: string, look = ''): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  if (look) element.className = look;
  return element;
}

async function show(open: Open): Promise<void> {
  const { shown } = await readBoxFile(open.box, open.secrets);
  const list = document.getElementById('gesprek');
  const part = document.getElementById('geopend');
  if (!list || !part) return;
  list.replaceChildren(...shown.map((one) => lineOf(open, one)));
  const readers = open.box.records.at(-1)?.content.members ?? [];
  document
    .getElementById('lezers')
    ?.replaceChildren(...readers.map(({ id }) => made('li', nameOf(open, id))));
  part.hidden = false;
  part.querySelector<HTMLElement>('h2')?.focus();
}

function lineOf(open: Open, one: Shown): HTMLElement {
  const item = document.createElement('li');
  const { of } = open;
  if ('error' in one) item.append(made('p', `${of.word('bad')} (${one.error})`, 'dl-field__error'));
  else if ('gone' in one) item.append(made('p', of.word(one.signed ? 'removed' : 'removedSilently')));
  else {
    item.append(made('p', `${nameOf(open, one.by)}, ${dayOf(one.at)}`, 'dl-message__who'));
    item.append(made('p', one.text, 'dl-message'));
  }
  return item;
}

/** The day and hour as somebody reads them: 3-11-2025, 14 uur. */
function dayOf(at: string): string {
  const [day = '', hour] = at.split('T');
  const [year, month, date] = day.split('-').map(Number);
  return `${date}-${month}-${year}${hour ? `, ${hour}:00` : ''}`;
}

function nameOf({ of, box }: Open, id: string): string {
  if (id === 'party') return of.word('party');
  const entry = [...box.lists.values()].map(({ people }) => people.get(id)).find(Boolean);
  return entry?.label[document.documentElement.lang === 'en' ? 'en' : 'nl'] ?? id;
}

function answering(first: Open): void {
  const answer = keyForm('answer-box');
  if (!answer) return;
  let open = first;
  onDone(answer, async () => {
    const field = answer.form.querySelector<HTMLTextAreaElement>('textarea');
    const text = field?.value.trim() ?? '';
    if (text === '') throw new FormFault([{ field: field?.id ?? '', message: answer.word('empty') }]);
    open = await written(answer, open, text);
    if (field) field.value = '';
    await show(open);
  });
}

/** Writes a message into the box; where the box went on meanwhile it is written behind what came. */
async function written(answer: KeyForm, open: Open, text: string): Promise<Open> {
  const newest = open.box.records.at(-1);
  const secret = open.secrets.at(-1);
  if (!newest || !secret) throw new FormFault([{ field: '', message: answer.word('failed') }]);
  const head = await sealHead(
    { secret, context: fromHex(newest.hash) },
    { kind: 'entry', epoch: newest.content.epoch, object: crypto.randomUUID() },
    {
      said: {
        by: { id: open.given.vault.person, key: open.keys.key },
        at: new Date().toISOString().slice(0, 13),
        type: 'message',
        seen: { n: open.memory.n, h: open.memory.n === 0 ? emptyChain : open.memory.h },
        text,
        file: null,
        drop: [],
      },
      signSeed: open.keys.signSeed,
    },
  );
  const sent = await post(`${addressOf(open)}/bericht`, { head: toHex(head) }).catch(() => null);
  if (!sent?.ok && sent?.status !== 409)
    throw new FormFault([{ field: '', message: answer.word('notSent') }]);
  const now = await fetched(open);
  if (sent.ok) return now;
  // Somebody else wrote, or made an epoch, at this moment: once more, on what there is now.
  if (now.memory.n === open.memory.n && now.memory.epoch === open.memory.epoch)
    throw new FormFault([{ field: '', message: answer.word('notSent') }]);
  return written(answer, now, text);
}

/** The box as it is now. */
async function fetched(open: Open): Promise<Open> {
  const answer = await fetch(`${addressOf(open)}/bestand`).catch(() => null);
  const file: unknown = answer?.ok ? await answer.json() : null;
  if (file === null) throw new FormFault([{ field: '', message: open.of.word('notSent') }]);
  return opened(open, file as BoxFile);
}

function inviting(open: Open): void {
  const form = keyForm('readers-box');
  const newest = open.box.records.at(-1);
  const me = newest?.content.members.find(({ key }) => key === open.keys.key);
  if (!form) return;
  if (me?.rights !== 'manage' || !open.given.people) {
    form.form.hidden = true;
    return;
  }
  const members = new Map((newest?.content.members ?? []).map((member) => [member.id, member]));
  for (const box of form.form.querySelectorAll<HTMLInputElement>('input[type="checkbox"]'))
    box.checked = members.has(box.value);
  onDone(form, async () => {
    await withReaders(form, await fetched(open));
    location.reload();
  });
}

async function listOf(open: Open): Promise<TrustedList> {
  const { given, box } = open;
  if (!given.people) throw new FormFault([{ field: '', message: open.of.word('failed') }]);
  return checkList(given.people, {
    org: given.vault.org,
    roots: box.roots,
    name: 'people',
    today: given.today,
    least: open.before?.version ?? 0,
  });
}

/** Makes an epoch with the readers that were ticked. */
async function withReaders(form: KeyForm, open: Open): Promise<void> {
  const record = open.box.records.at(-1);
  const secret = open.secrets.at(-1);
  const root = [...open.box.roots.values()].at(-1);
  if (!record || !secret || !root) throw new FormFault([{ field: '', message: form.word('failed') }]);
  const list = await listOf(open).catch((fault) => told(open.of, fault));
  const chosen = [...form.form.querySelectorAll<HTMLInputElement>('input[type="checkbox"]:checked')];
  const readers = chosen.flatMap(({ value }): readonly Reader[] => {
    const listed = list.people.get(value);
    if (!listed) return [];
    const { person: id, key, kem, sign, roles } = listed;
    return [{ id, key, kem, sign, rights: roles.length > 1 ? 'manage' : 'read' }];
  });
  const own = readers.find(({ key }) => key === open.keys.key);
  if (!own || readers.length !== chosen.length)
    throw new FormFault([{ field: chosen[0]?.id ?? '', message: form.word('notYourself') }]);
  const party = record.content.members.find((member) => member.id === 'party');
  const {
    record: signed,
    wraps,
    shares,
    carry,
  } = await makeEpoch({
    place: { org: open.box.file.org, case: open.box.file.case, box: open.box.file.box },
    kind: record.content.kind,
    via: 'member',
    why: 'members',
    before: { epoch: record.content.epoch, hash: record.hash, secret },
    log: { n: open.memory.n, h: open.memory.n === 0 ? emptyChain : open.memory.h },
    readers:
      party && 'kem' in party ? [...readers, { ...party, kem: String(party.kem), rights: 'read' }] : readers,
    root,
    list: list.hash,
    by: { id: open.given.vault.person, keys: open.keys },
  });
  await sendMade(form, { record: signed, wraps, shares, carry });
}

/** Loads the page anew after so many minutes without use: then nothing of a key is left. */
function lockWhenIdle(minutes: number): void {
  let timer = 0;
  const again = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => location.reload(), minutes * 60_000);
  };
  for (const kind of ['keydown', 'pointerdown', 'scroll'])
    document.addEventListener(kind, again, { passive: true });
  again();
}
