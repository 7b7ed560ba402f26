import type { BoxFile } from '../../../encryption/boxes/box-file.ts';
import type { Shown } from '../../../encryption/boxes/log.ts';
import { type GivenState, remember, remembered } from '../../../encryption/boxes/remember.ts';
import type { SignedText } from '../../../encryption/documents/documents.ts';
import { checkList, type TrustedList } from '../../../encryption/documents/lists.ts';
import { EncryptionFault } from '../../../encryption/fault.ts';
import { type SealedVault, unlockVault } from '../../../encryption/unlock.ts';
import { FormFault, type KeyForm, keyForm, onDone } from '../keys/form.ts';
import {
  isStale,
  type Me,
  membersOf,
  messageFor,
  nextEpochOf,
  notesBeside,
  type OpenBox,
  openBox,
  readersIn,
} from './open-box.ts';

/*
 * The page on which a handler reads a report, answers, and keeps notes for handlers alone. What is read here never leaves
 * the browser; keys stay as long as the page does, and it is loaded anew after a time without use.
 */

interface Given {
  readonly vault: SealedVault;
  readonly state: GivenState | null;
  readonly pin: string;
  readonly today: string;
  /** The mailbox of the reporter. */
  readonly post: BoxFile;
  /** The box of notes; null before the first. */
  readonly notes: BoxFile | null;
  /** The newest list of people, for who is invited. */
  readonly people: SignedText | null;
  /** Minutes without use until it is locked. */
  readonly idle: number;
}

/** Everything that is open on the page. */
interface Desk {
  readonly of: KeyForm;
  readonly given: Given;
  me: Me;
  revision: number;
  post: OpenBox;
  notes: OpenBox | null;
}

const page = keyForm('read-box');
if (page) begin(page);

function begin(of: KeyForm): void {
  const given = of.given as Given;
  onDone(of, async () => {
    const keys = await unlockVault(given.vault, of.typed('ontgrendelen'));
    if (!keys) throw new FormFault([{ field: 'ontgrendelen', message: of.word('notUnlocked') }]);
    const desk = await worded(of, async (): Promise<Desk> => {
      const before = await remembered(given.vault, keys, given.state);
      const me = { vault: given.vault, keys, pin: given.pin, before };
      const post = await openBox(me, given.post);
      const notes = given.notes && (await openBox(me, given.notes));
      return { of, given, me, revision: given.state?.revision ?? 0, post, notes };
    });
    await save(desk);
    of.form.hidden = true;
    show(desk);
    views();
    writing(desk, 'answer-box');
    writing(desk, 'note-box');
    inviting(desk);
    lockWhenIdle(given.idle);
  });
}

/** Does something with boxes, and says in the words of the page what does not hold, with the code in small print. */
async function worded<T>(of: KeyForm, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (!(fault instanceof EncryptionFault)) throw fault;
    const word = fault.code === 'E_ROLLBACK' || fault.code === 'E_FORK' ? 'rolledBack' : 'notSound';
    throw new FormFault([{ field: '', message: `${of.word(word)} (${fault.code})` }]);
  }
}

/** Remembers how far it was read, so that nobody shows less later on. */
async function save(desk: Desk): Promise<void> {
  const { given, me, post, notes, revision } = desk;
  const { before } = me;
  const boxes = { ...before?.boxes };
  for (const box of [post, notes]) if (box) boxes[box.checked.file.box] = box.memory;
  const what = {
    root: [...post.checked.roots.keys()].at(-1) ?? '',
    held: before?.held ?? {},
    version: before?.version ?? 0,
    boxes,
  };
  const head = await remember(given.vault, me.keys, before, what);
  const answer = await send(`${addressOf(desk)}/onthouden`, { after: revision, head });
  if (!answer?.ok) return;
  desk.revision = revision + 1;
  desk.me = { ...me, before: await remembered(given.vault, me.keys, { revision: revision + 1, head }) };
}

const addressOf = ({ of }: Desk): string => of.form.dataset['address'] ?? '';

const addressOfBox = (desk: Desk, { checked }: OpenBox): string =>
  addressOf(desk).replace(desk.given.post.box, checked.file.box);

const send = (address: string, made: object): Promise<Response | null> =>
  fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(made),
  }).catch(() => null);

function made(name: string, text: string, look = ''): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  if (look) element.className = look;
  return element;
}

function show(desk: Desk): void {
  const { post, notes, of } = desk;
  const fill = (id: string, lines: readonly HTMLElement[]): void =>
    document.getElementById(id)?.replaceChildren(...lines);
  fill(
    'gesprek',
    post.shown.map((one) => lineOf(desk, one)),
  );
  const written = notes?.shown.map((one) => lineOf(desk, one)) ?? [];
  fill('notities', written.length > 0 ? written : [made('li', of.word('noNotes'))]);
  fill(
    'lezers',
    membersOf(post).map(({ id }) => made('li', nameOf(desk, id))),
  );
  const part = document.getElementById('geopend');
  if (part) part.hidden = false;
}

function lineOf(desk: Desk, one: Shown): HTMLElement {
  const item = document.createElement('li');
  const { of } = desk;
  if ('error' in one) item.append(made('p', `${of.word('bad')} (${one.error})`, 'dl-field__error'));
  else if ('gone' in one) item.append(made('p', of.word(one.signed ? 'removed' : 'removedSilently')));
  else {
    item.append(made('p', `${nameOf(desk, one.by)}, ${dayOf(one.at)}`, 'dl-message__who'));
    item.append(made('p', one.text, 'dl-message'));
  }
  return item;
}

/** The day and hour (UTC is what is written) as somebody here reads them. */
function dayOf(at: string): string {
  const { lang } = document.documentElement;
  const [day = '', hour] = at.split('T');
  const moment = new Date(hour ? `${day}T${hour}:00:00Z` : `${day}T12:00:00Z`);
  const form = hour ? { dateStyle: 'long', timeStyle: 'short' } : { dateStyle: 'long' };
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'nl-NL', {
    ...(form as Intl.DateTimeFormatOptions),
    timeZone: 'Europe/Amsterdam',
  }).format(moment);
}

function nameOf({ of, post, notes }: Desk, id: string): string {
  if (id === 'party') return of.word('party');
  const lists = [post, notes].flatMap((box) => (box ? [...box.checked.lists.values()] : []));
  const entry = lists.map(({ people }) => people.get(id)).find(Boolean);
  return entry?.label[document.documentElement.lang === 'en' ? 'en' : 'nl'] ?? id;
}

/** Two views of one page: what the reporter reads, and what handlers keep for themselves. They never stand together. */
function views(): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button[data-view]')];
  const turn = (to: string): void => {
    for (const button of buttons) {
      const is = button.dataset['view'] === to;
      button.setAttribute('aria-pressed', String(is));
      const part = document.getElementById(button.dataset['view'] ?? '');
      if (part) part.hidden = !is;
      if (is) part?.querySelector<HTMLElement>('h2')?.focus();
    }
  };
  for (const button of buttons) button.addEventListener('click', () => turn(button.dataset['view'] ?? ''));
  turn('deel-gesprek');
}

function writing(desk: Desk, name: 'answer-box' | 'note-box'): void {
  const form = keyForm(name);
  if (!form) return;
  onDone(form, async () => {
    const field = form.form.querySelector<HTMLTextAreaElement>('textarea');
    const text = field?.value.trim() ?? '';
    if (text === '') throw new FormFault([{ field: field?.id ?? '', message: form.word('empty') }]);
    await worded(desk.of, () => (name === 'answer-box' ? answer(desk, form, text) : note(desk, form, text)));
    if (field) field.value = '';
    await save(desk);
    show(desk);
  });
}

async function answer(desk: Desk, form: KeyForm, text: string): Promise<void> {
  desk.post = await written(desk, form, desk.post, text);
}

async function note(desk: Desk, form: KeyForm, text: string): Promise<void> {
  desk.notes ??= await openNotes(desk, form);
  desk.notes = await written(desk, form, desk.notes, text);
}

/** The box of notes with the same handlers, made when the first note is written. */
async function openNotes(desk: Desk, form: KeyForm): Promise<OpenBox> {
  const epoch = await notesBeside(desk.me, desk.post, await listOf(desk));
  const sent = await send(`${addressOf(desk)}/lezers`, { epochs: [epoch] });
  if (!sent?.ok) throw new FormFault([{ field: '', message: form.word('notSent') }]);
  return fetched(desk, form, addressOf(desk).replace(desk.given.post.box, epoch.box));
}

/** Writes behind all that is in a box; where it went on meanwhile, behind what came. */
async function written(desk: Desk, form: KeyForm, box: OpenBox, text: string): Promise<OpenBox> {
  const address = addressOfBox(desk, box);
  const sent = await send(`${address}/bericht`, { head: await messageFor(desk.me, box, text) });
  if (!sent?.ok && sent?.status !== 409) throw new FormFault([{ field: '', message: form.word('notSent') }]);
  const now = await fetched(desk, form, address);
  if (sent.ok) return now;
  const isSame = now.memory.n === box.memory.n && now.memory.epoch === box.memory.epoch;
  if (isSame) throw new FormFault([{ field: '', message: form.word('notSent') }]);
  return written(desk, form, now, text);
}

/** A box as it is now. */
async function fetched(desk: Desk, form: KeyForm, address: string): Promise<OpenBox> {
  const got = await fetch(`${address}/bestand`).catch(() => null);
  const file: unknown = got?.ok ? await got.json() : null;
  if (file === null) throw new FormFault([{ field: '', message: form.word('notSent') }]);
  return openBox(desk.me, file as BoxFile);
}

async function listOf({ given, post, me, of }: Desk): Promise<TrustedList> {
  if (!given.people) throw new FormFault([{ field: '', message: of.word('failed') }]);
  const { org } = given.vault;
  const least = me.before?.version ?? 0;
  return checkList(given.people, {
    org,
    roots: post.checked.roots,
    name: 'people',
    today: given.today,
    least,
  });
}

function inviting(desk: Desk): void {
  const form = keyForm('readers-box');
  if (!form) return;
  const members = new Set(membersOf(desk.post).map(({ id }) => id));
  const me = membersOf(desk.post).find(({ key }) => key === desk.me.keys.key);
  if (me?.rights !== 'manage' || !desk.given.people) {
    form.form.hidden = true;
    return;
  }
  const boxes = [...form.form.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  for (const box of boxes) box.checked = members.has(box.value);
  listOf(desk)
    .then((list) => {
      const hint = document.getElementById('verouderd');
      if (hint) hint.hidden = !isStale(desk.post, list);
    })
    // A list that does not hold is told when somebody changes the readers.
    .catch(() => undefined);
  onDone(form, async () => {
    const chosen = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    if (!chosen.includes(desk.me.vault.person))
      throw new FormFault([{ field: boxes[0]?.id ?? '', message: form.word('notYourself') }]);
    await worded(desk.of, () => withReaders(desk, form, chosen));
    location.reload();
  });
}

/** Says who reads from now on, in the mailbox and in the notes at once. */
async function withReaders(desk: Desk, form: KeyForm, chosen: readonly string[]): Promise<void> {
  const list = await listOf(desk);
  const readers = readersIn(list, chosen);
  const post = await fetched(desk, form, addressOf(desk));
  const notes = desk.notes && (await fetched(desk, form, addressOfBox(desk, desk.notes)));
  const epochs = [];
  for (const box of [post, notes]) if (box) epochs.push(await nextEpochOf(desk.me, box, { list, readers }));
  const sent = await send(`${addressOf(desk)}/lezers`, { epochs });
  if (!sent?.ok) throw new FormFault([{ field: '', message: form.word('refused') }]);
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
