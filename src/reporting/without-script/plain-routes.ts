import type { Context, Hono } from 'hono';
import type { VNode } from 'preact';
import { z } from 'zod';
import { reporterActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, type OrganisationDoor, perform } from '../../platform/database/doorways.ts';
import {
  type GivenMailbox,
  type ReadMailbox,
  readMailbox,
} from '../../platform/encryption/boxes/own-mailbox.ts';
import {
  heldKeyring,
  type Keyring,
  makeReport,
  newReportIds,
  recipientsOf,
  sealedByParty,
  sealedToCode,
} from '../../platform/encryption/boxes/report.ts';
import { type Bytes, fromHex, toHex } from '../../platform/encryption/bytes.ts';
import { EncryptionFault } from '../../platform/encryption/fault.ts';
import { sealWrapNatively } from '../../platform/encryption/native/native-wraps.ts';
import { isLastGroup, locatorOf, newCode, readCode } from '../../platform/encryption/receipt-code.ts';
import { type Language, languages } from '../../platform/language/text.ts';
import { renderPage } from '../../platform/web/answers/render.ts';
import { wholeBody } from '../../platform/web/answers/whole-body.ts';
import { reportAddresses } from '../../platform/web/front/methods.ts';
import { addByReporter, changeCode, openMailbox } from '../boxes/mailbox.ts';
import { submitReport } from '../boxes/submit.ts';
import type { Reading } from '../where-to-turn/pages/sheet-page.tsx';
import { mailboxWords } from '../writing/mailbox-page.tsx';
import { shared, writing } from '../writing/writing-words.ts';
import type { WrittenChannel } from '../writing/written-channel.ts';
import { browserSecret, forgetBrowser, openKept, sealKept } from './kept-answers.ts';
import { askCodePage, newCodePage, openPage } from './plain-mailbox.tsx';
import { checkPage, codePage, donePage, notTakenPage, questionsPage, stopPage } from './plain-writing.tsx';
import {
  type Fault,
  faultsIn,
  type Kept,
  keptSchema,
  stepOf,
  type TypedReport,
  typedIn,
  withoutOf,
  writtenText,
} from './typed-report.ts';

/*
 * Writing and reading back without a script. The server makes what a browser makes elsewhere, by the same code, verified
 * in the same way; what was typed travels sealed from page to page and is in clear only while a request lasts.
 */

interface Premises {
  readonly door: OrganisationDoor;
  readonly secure: boolean;
  readonly channel: () => Promise<WrittenChannel | null>;
  readonly reading: (language: Language) => Promise<Reading | null>;
}

/** One request of this road. */
interface Turn {
  readonly context: Context;
  readonly premises: Premises;
  readonly reading: Reading;
  readonly channel: WrittenChannel;
  readonly keyring: Keyring;
  readonly secret: Bytes;
  readonly form: URLSearchParams;
}

/** Bytes of a form, and milliseconds in which it has to come: networks that hide who sends are slow. */
const longest = 3 * 1_048_576;
const patience = 180_000;
/** Milliseconds that a code stands before it is confirmed. */
const codeLasts = 15 * 60_000;

/** Adds the pages of this road. While the channel is closed there are none. */
export function addPlainRoutes(site: Hono, premises: Premises): void {
  for (const language of languages) {
    const under = language === 'nl' ? '' : `/${language}`;
    const at = (path: string, show: (turn: Turn) => VNode, take: (turn: Turn) => Promise<VNode>): void => {
      site.get(`${under}${path}`, async (context, next) => {
        const turn = await turnOf(context, premises, language, new URLSearchParams());
        const isThere = turn && (turn.channel.takesReports || path === reportAddresses.plainMailbox);
        return isThere ? answered(context, show(turn)) : next();
      });
      site.post(`${under}${path}`, async (context, next) => {
        const form = await formOf(context);
        const turn = await turnOf(context, premises, language, form ?? new URLSearchParams());
        if (!turn) return next();
        return form
          ? answered(context, await take(turn))
          : answered(context, notTakenPage(turn.reading, path), 400);
      });
    };
    at(
      reportAddresses.plain,
      ({ reading, keyring }) => questionsPage(reading, keyring, typedIn(new URLSearchParams())),
      takeWriting,
    );
    at(reportAddresses.plainMailbox, ({ reading }) => askCodePage(reading), takeMailbox);
  }
}

function answered(context: Context, page: VNode, status: 200 | 400 = 200): Response {
  // Browsers keep the origin of a form to themselves where a page tells nobody where it was left for; within the own
  // site it may be said.
  const answer = context.html(renderPage(page), status) as Response;
  answer.headers.set('Referrer-Policy', 'same-origin');
  return answer;
}

async function formOf(context: Context): Promise<URLSearchParams | null> {
  const type = context.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return null;
  const body = await wholeBody(context.req.raw, longest, patience);
  return body && new URLSearchParams(new TextDecoder().decode(body));
}

const held = new WeakMap<WrittenChannel, Promise<Keyring>>();

/** The keys of a channel, held against its pin once. */
function keyringOf(channel: WrittenChannel): Promise<Keyring> {
  const known = held.get(channel) ?? heldKeyring(channel.keyring, channel.pin, !channel.takesReports);
  held.set(channel, known);
  return known;
}

async function turnOf(
  context: Context,
  premises: Premises,
  language: Language,
  form: URLSearchParams,
): Promise<Turn | null> {
  const channel = await premises.channel();
  const reading = channel && (await premises.reading(language));
  if (!channel || !reading) return null;
  // What somebody typed comes back also when no report is taken any more; mailboxes are read all the same.
  const keyring = await keyringOf(channel);
  // No cookie before there is something to keep.
  const isSending = context.req.method === 'POST';
  const secret = isSending ? browserSecret(context, premises.secure) : new Uint8Array(32);
  return { context, premises, reading, channel, keyring, secret, form };
}

async function takeWriting(turn: Turn): Promise<VNode> {
  const { form, reading, keyring, secret, channel } = turn;
  // Some browsers send a form without naming a button when somebody presses Enter.
  const step = stepOf(form) ?? (form.has('bewaard') ? null : 'code');
  const kept = keptSchema.safeParse(await openKept(secret, form.get('bewaard') ?? '')).data;
  if (!channel.takesReports)
    return questionsPage(reading, keyring, kept?.typed ?? typedIn(form), [
      { field: 'over', message: writing.closed[reading.language] },
    ]);
  if (step === 'code') return withCode(turn, typedIn(form));
  if (!kept) return questionsPage(reading, keyring, typedIn(form), [], 'lost');
  if (step === 'vragen') return questionsPage(reading, keyring, kept.typed);
  if (Date.now() - kept.at > codeLasts) return withCode(turn, kept.typed, 'again');
  const sealed = form.get('bewaard') ?? '';
  if (step === 'versturen') return sent(turn, kept, sealed);
  return checkPage(reading, keyring, { typed: kept.typed, kept: sealed });
}

/** The code page for what was typed, or what is missing of it. */
async function withCode(
  { reading, keyring, secret }: Turn,
  typed: TypedReport,
  notice: 'again' | null = null,
): Promise<VNode> {
  const { language } = reading;
  const errors = faultsIn(typed, keyring, language);
  if (errors.length > 0) return questionsPage(reading, keyring, typed, errors);
  if (!recipientsOf(keyring, withoutOf(typed, keyring, language)).isEnough) return stopPage(reading);
  const ids = newReportIds();
  const code = newCode();
  const kept: Kept = {
    kind: 'report',
    typed: { ...typed, functie: [...typed.functie], answers: { ...typed.answers } },
    code,
    ids: { case: ids.case, box: ids.box, vault: toHex(ids.vault) },
    at: Date.now(),
  };
  return codePage(reading, await sealKept(secret, kept), code, notice);
}

async function sent(
  { context, premises, form, reading, keyring, channel }: Turn,
  { typed, code, ids }: Kept,
  kept: string,
): Promise<VNode> {
  const { language } = reading;
  const again = (field: string, message: string): VNode =>
    checkPage(reading, keyring, { typed, kept }, [{ field, message }]);
  if (!isLastGroup(form.get('groep') ?? '', code)) return again('groep', shared.lastGroupWrong[language]);
  const without = withoutOf(typed, keyring, language);
  if (!recipientsOf(keyring, without).isEnough) return stopPage(reading);
  const report = await makeReport(
    keyring,
    { case: ids.case, box: ids.box, vault: fromHex(ids.vault) },
    {
      without,
      code,
      written: [{ type: 'report', text: writtenText(typed, keyring, language) }],
      seal: sealWrapNatively,
    },
  );
  const told = await perform(premises.door, reporterActor(report.mailbox), submitReport, concern, {
    ...report,
    pin: channel.pin,
  });
  if (told.outcome !== 'received' && told.outcome !== 'taken')
    return again('groep', (told.outcome === 'closed' ? writing.closed : writing.listReplaced)[language]);
  forgetBrowser(context, premises.secure);
  // Sent twice by a double press it is there already: made anew it has other bytes, and the same box and code.
  return donePage(reading, told.outcome === 'taken');
}

const visitSchema = z.object({
  kind: z.literal('visit'),
  code: z.string(),
  next: z.string().optional(),
  at: z.number(),
});
type Visit = z.infer<typeof visitSchema>;
/** What was typed in a mailbox, on its way past the page that asks for the code. */
const draftSchema = z.object({ kind: z.literal('draft'), text: z.string() });

/** Milliseconds after which a mailbox that was left open asks for its code again: somebody else may sit there. */
const visitLasts = 15 * 60_000;

async function takeMailbox(turn: Turn): Promise<VNode> {
  const { context, premises, form, reading, secret } = turn;
  const { language } = reading;
  const step = stepOf(form);
  if (step === 'sluiten') {
    forgetBrowser(context, premises.secure);
    return askCodePage(reading);
  }
  if (step === 'openen') {
    const draft = draftSchema.safeParse(await openKept(secret, form.get('concept') ?? '')).data;
    return opened(turn, form.get('code') ?? '', { typed: draft?.text ?? '' });
  }
  const visit = visitSchema.safeParse(await openKept(secret, form.get('bewaard') ?? '')).data;
  if (!visit || Date.now() - visit.at > visitLasts) return asksAgain(turn, [], typedMessage(form));
  if (step === 'schrijven') return written(turn, visit.code);
  if (step === 'nieuwe-code') {
    const next = newCode();
    return newCodePage(reading, {
      kept: await sealKept(secret, { ...visit, next, at: Date.now() }),
      code: next,
    });
  }
  if (step === 'bevestigen' && visit.next !== undefined) {
    const kept = form.get('bewaard') ?? '';
    if (!isLastGroup(form.get('groep') ?? '', visit.next))
      return newCodePage(reading, { kept, code: visit.next }, [
        { field: 'groep', message: shared.lastGroupWrong[language] },
      ]);
    return changed(turn, visit.code, visit.next);
  }
  return opened(turn, visit.code);
}

const typedMessage = (form: URLSearchParams): string =>
  (form.get('bericht') ?? '').replaceAll(/\r\n?/g, '\n').trim().toWellFormed();

/** Asks for the code; what was typed travels along sealed and stands there once the code is given. */
async function asksAgain({ reading, secret }: Turn, errors: readonly Fault[], typed: string): Promise<VNode> {
  const draft = typed === '' ? null : await sealKept(secret, { kind: 'draft', text: typed });
  return askCodePage(reading, errors, { draft, isAgain: errors.length === 0 });
}

interface OpenedMailbox {
  readonly given: GivenMailbox;
  readonly read: ReadMailbox;
  readonly actor: ReturnType<typeof reporterActor>;
}

/** Opens the mailbox of a code as a browser does. @returns what is wrong instead, at the field of the code */
async function mailboxOf(
  { premises, keyring, reading }: Turn,
  typed: string,
): Promise<OpenedMailbox | Fault> {
  const { language } = reading;
  try {
    const { stored } = await locatorOf(readCode(typed), keyring.org);
    const actor = reporterActor(toHex(stored));
    const given = await look(premises.door, actor, openMailbox, concern, {});
    if (!given) return { field: 'code', message: mailboxWords.notFound[language] };
    return { given, read: await readMailbox(given, typed, keyring), actor };
  } catch (fault) {
    if (!(fault instanceof EncryptionFault)) throw fault;
    const word = fault.code === 'E_CODE' ? mailboxWords.noCode : mailboxWords.untrue;
    const more = fault.code === 'E_CODE' ? '' : ` ${fault.code}`;
    return { field: 'code', message: `${word[language]}${more}` };
  }
}

async function opened(
  turn: Turn,
  code: string,
  more: {
    readonly said?: 'sent' | 'changed';
    readonly errors?: readonly Fault[];
    readonly typed?: string;
  } = {},
): Promise<VNode> {
  const { reading, keyring, secret } = turn;
  const found = await mailboxOf(turn, code);
  if ('field' in found) return asksAgain(turn, [found], more.typed ?? '');
  const { given, read } = found;
  return openPage(reading, keyring, {
    given,
    shown: read.shown,
    kept: await sealKept(secret, { kind: 'visit', code, at: Date.now() } satisfies Visit),
    ...more,
  });
}

async function written(turn: Turn, code: string): Promise<VNode> {
  const { form, reading, premises } = turn;
  const { language } = reading;
  const text = typedMessage(form);
  const wrong = (message: string) =>
    opened(turn, code, { errors: [{ field: 'bericht', message }], typed: text });
  if (text === '') return wrong(mailboxWords.empty[language]);
  if (text.length > 400_000) return wrong(mailboxWords.tooLong[language]);
  const found = await mailboxOf(turn, code);
  if ('field' in found) return asksAgain(turn, [found], text);
  const { read, given, actor } = found;
  // The page was read just before: what it already says last is not said twice by a double press.
  const last = read.shown.at(-1);
  if (last && 'by' in last && last.by === 'party' && last.text === text)
    return opened(turn, code, { said: 'sent' });
  const record = read.records.at(-1);
  const secret = read.secrets.at(-1);
  if (!record || !secret) return wrong(mailboxWords.untrue[language]);
  const context = { secret, hash: fromHex(record.hash), epoch: record.content.epoch };
  const said = { type: 'message', text, today: given.today, seen: read.memory };
  const head = await sealedByParty(context, read.keys, said);
  const told = await perform(premises.door, actor, addByReporter, concern, { head });
  return told.outcome === 'added'
    ? opened(turn, code, { said: 'sent' })
    : wrong(mailboxWords.refused[language]);
}

async function changed(turn: Turn, code: string, next: string): Promise<VNode> {
  const { reading, premises } = turn;
  const found = await mailboxOf(turn, code);
  // Pressed twice the new code holds already.
  if ('field' in found) return opened(turn, next, { said: 'changed' });
  const { given, read, actor } = found;
  const sealed = await sealedToCode({ org: given.org, box: given.box, vault: read.vault }, next);
  const isChanged = await perform(premises.door, actor, changeCode, concern, sealed);
  if (isChanged) return opened(turn, next, { said: 'changed' });
  const message = mailboxWords.notChanged[reading.language];
  return opened(turn, code, { errors: [{ field: 'bericht', message }] });
}
