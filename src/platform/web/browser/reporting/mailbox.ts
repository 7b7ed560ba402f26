import type { Shown } from '../../../encryption/boxes/log.ts';
import { type GivenMailbox, type ReadMailbox, readMailbox } from '../../../encryption/boxes/own-mailbox.ts';
import {
  type GivenKeyring,
  heldKeyring,
  type Keyring,
  sealedByParty,
  sealedToCode,
} from '../../../encryption/boxes/report.ts';
import { fromHex, toHex, utf8 } from '../../../encryption/bytes.ts';
import { daysAfter } from '../../../encryption/documents/lists.ts';
import { EncryptionFault } from '../../../encryption/fault.ts';
import { isLastGroup, locatorOf, newCode, readCode } from '../../../encryption/receipt-code.ts';
import { FormFault, put } from '../keys/form.ts';
import {
  type Answer,
  forgetOnLeaving,
  heldOr,
  made,
  onGo,
  post,
  type StepPage,
  status,
  stepPage,
} from './steps.ts';

/*
 * The page on which whoever holds a code reads what was answered, and writes. The code stays in this document: what is
 * sent is what is derived from it, and the server keeps only the hash of that.
 */

/** What is open: the code, what finds the mailbox, and what stood in it. */
interface Visit {
  readonly code: string;
  readonly locator: string;
  readonly given: GivenMailbox;
  readonly read: ReadMailbox;
}

let keyring: Keyring;
let visit: Visit | null = null;
let next = newCode();
/** The message that was sent last: the same bytes are sent again where no answer came. */
let last: { readonly text: string; readonly record: string; readonly head: string } | null = null;

const field = (id: string): HTMLInputElement | HTMLTextAreaElement =>
  document.getElementById(id) as HTMLInputElement | HTMLTextAreaElement;
const routes = document.getElementById('wegen');

async function begin(of: StepPage): Promise<void> {
  const { keyring: given, pin } = of.given as { keyring: GivenKeyring; pin: string };
  const held = await heldOr(of, () => heldKeyring(given, pin, true));
  if (!held) return;
  keyring = held;
  const forget = () => wipe(of);
  forgetOnLeaving(forget);
  document.getElementById('sluiten')?.addEventListener('click', () => {
    forget();
    of.show('openen', 'replace');
  });
  onGo(of, async () => {
    const work = { openen: open, lezen: write, 'nieuwe-code': change }[of.shown()];
    await work?.(of);
  });
  of.show('openen');
}

const fault = (at: string, message: string): FormFault => new FormFault([{ field: at, message }]);

async function fetched(of: StepPage, locator: string): Promise<GivenMailbox> {
  const answer: Answer = await post(of.form.dataset['address'] ?? '', { locator });
  if (answer?.code !== 200) throw fault('', of.word('unreachable'));
  const { mailbox } = answer.said as { mailbox: GivenMailbox | null };
  if (!mailbox) throw fault('code', of.word('notFound'));
  return mailbox;
}

/** Fetches and verifies the mailbox of a code. What is not what belongs to it is not shown. */
async function visited(of: StepPage, code: string, locator: string): Promise<Visit> {
  const given = await fetched(of, locator);
  try {
    return { code, locator, given, read: await readMailbox(given, code, keyring) };
  } catch (error) {
    if (!(error instanceof EncryptionFault)) throw error;
    throw fault('', `${of.word('untrue')} ${error.code}`);
  }
}

async function open(of: StepPage): Promise<void> {
  const code = field('code').value;
  let symbols: string;
  try {
    symbols = readCode(code);
  } catch {
    throw fault('code', of.word('noCode'));
  }
  const { locator } = await locatorOf(symbols, keyring.org);
  visit = await visited(of, code, toHex(locator));
  field('code').value = '';
  showVisit(of, visit);
  of.show('lezen');
}

const inWords = (day: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day.slice(0, 10)}T00:00:00Z`),
  );

function showVisit(of: StepPage, { given, read }: Visit, said = ''): void {
  const state = stateOf(of, given, read.shown);
  put('stand', [said, of.word('received').replace('{day}', inWords(given.received)), state].join(' ').trim());
  document.getElementById('berichten')?.replaceChildren(...read.shown.map((one) => messageOf(of, one)));
  const writes = given.state === 'open';
  field('bericht').disabled = !writes;
}

/** How it stands, as far as anybody can know it here: what handlers signed, and what the server says of its state. */
function stateOf(of: StepPage, { received, state }: GivenMailbox, shown: readonly Shown[]): string {
  const authors = shown.flatMap((one) => ('by' in one ? one.by : []));
  const handled = authors.some((by) => by !== 'party');
  if (state === 'closed') return of.word('ended');
  if (!handled) return of.word('unread').replace('{until}', inWords(daysAfter(received, 7)));
  return of.word(authors.at(-1) === 'party' ? 'waiting' : 'answered');
}

function messageOf(of: StepPage, one: Shown): HTMLElement {
  const item = made('li', '', 'dl-message');
  if ('error' in one) item.append(made('p', `${of.word('bad')} (${one.seq}, ${one.error}).`));
  else if ('gone' in one) item.append(made('p', `${of.word(one.signed ? 'gone' : 'goneSilently')}.`));
  else {
    const text = made('p', one.text, 'dl-said');
    text.dir = 'auto';
    item.append(made('p', `${authorOf(of, one.by)}, ${inWords(one.at)}`, 'dl-soft'), text);
  }
  return item;
}

/** Who wrote, by function: as the public list of today names it. */
function authorOf(of: StepPage, by: string): string {
  if (by === 'party') return of.word('you');
  const label = keyring.intake.people.get(by)?.label;
  return label?.[document.documentElement.lang === 'en' ? 'en' : 'nl'] ?? of.word('handler');
}

async function write(of: StepPage): Promise<void> {
  const text = field('bericht').value.trim().toWellFormed();
  if (!visit) return of.show('openen', 'replace');
  if (text === '') throw fault('bericht', of.word('empty'));
  if (text.length > 400_000 || utf8(JSON.stringify(text)).length > 500_000)
    throw fault('bericht', of.word('tooLong'));
  await status('stand', of.word('sending'));
  try {
    const said = await sent(of, visit, text);
    if (said.outcome === 'epoch') {
      // Who reads changed meanwhile: fetched, verified and sealed anew, once.
      visit = await visited(of, visit.code, visit.locator);
      const again = await sent(of, visit, text);
      if (again.outcome !== 'added') throw fault('bericht', of.word('refused'));
    } else if (said.outcome !== 'added') throw fault('bericht', of.word('refused'));
    field('bericht').value = '';
    last = null;
    visit = await visited(of, visit.code, visit.locator);
    showVisit(of, visit, of.word('sent'));
  } catch (error) {
    showVisit(of, visit);
    throw error;
  }
}

async function sent(
  of: StepPage,
  { read, locator, given }: Visit,
  text: string,
): Promise<{ outcome?: string }> {
  const record = read.records.at(-1);
  const secret = read.secrets.at(-1);
  if (!record || !secret) throw fault('', of.word('untrue'));
  const isAgain = last?.text === text && last.record === record.hash;
  const head =
    isAgain && last
      ? last.head
      : await sealedByParty({ secret, hash: fromHex(record.hash), epoch: record.content.epoch }, read.keys, {
          type: 'message',
          text,
          today: given.today,
          seen: read.memory,
        });
  last = { text, record: record.hash, head };
  const answer = await post(of.form.dataset['message'] ?? '', { locator, head });
  if (answer === null || answer.code >= 500) throw fault('', of.word('notSent'));
  return (answer.said ?? {}) as { outcome?: string };
}

async function change(of: StepPage): Promise<void> {
  if (!visit) return of.show('openen', 'replace');
  if (!isLastGroup(field('laatste-groep').value, next))
    throw fault('laatste-groep', of.word('lastGroupWrong'));
  const { given, read, locator } = visit;
  const sealed = await sealedToCode({ org: given.org, box: given.box, vault: read.vault }, next);
  const answer = await post(of.form.dataset['newCode'] ?? '', { locator, ...sealed });
  const { changed } = (answer?.said ?? {}) as { changed?: boolean };
  const now = toHex((await locatorOf(readCode(next), keyring.org)).locator);
  // Without an answer what the new code finds tells whether it holds.
  const isIn = changed === true || (await isThere(of, now));
  if (!isIn) throw fault('', of.word('notChanged'));
  visit = await visited(of, next, now);
  showVisit(of, visit, of.word('changed'));
  of.show('lezen', 'replace');
}

async function isThere(of: StepPage, locator: string): Promise<boolean> {
  return fetched(of, locator).then(
    () => true,
    () => false,
  );
}

/** Forgets the code, what was read and what was typed. */
function wipe(of: StepPage): void {
  visit = null;
  last = null;
  of.form.reset();
  for (const id of ['code', 'andere-code', 'laatste-groep']) field(id).value = '';
  document.getElementById('berichten')?.replaceChildren();
  put('stand', '');
}

// Everything above is there before the page begins.
const page = await stepPage('mailbox', {
  onShow: (step) => {
    if (routes) routes.hidden = step !== 'openen';
    if (step !== 'openen' && !visit) queueMicrotask(() => page?.show('openen', 'replace'));
    if (step === 'nieuwe-code') {
      next = newCode();
      field('andere-code').value = next;
      field('laatste-groep').value = '';
    }
  },
});
if (page) await begin(page);
