import {
  delegatedPart,
  leaveLink,
  openByLink,
} from '../../../collection/annual-call/delegation/by-delegate.ts';
import type { DelegatedPart } from '../../../collection/annual-call/delegation/delegated.ts';
import { delegateActor } from '../../../platform/access/actor.ts';
import { concern } from '../../../platform/access/resource.ts';
import { look } from '../../../platform/database/doorways.ts';
import { text } from '../../../platform/language/text.ts';
import {
  codeError,
  codePage,
  keyInBrowser,
  LeaveForm,
  type LinkKind,
  leaveLinkVisit,
  linkPath,
  lostTitle,
  openWithCode,
  saidPage,
  sixDigits,
  takeLinkCode,
} from '../../by-link/link-visit.tsx';
import { FormRefused, readForm, readWholeForm } from '../../front/forms.ts';
import type { FieldError } from '../../front/simple-form.tsx';
import { goTo, type Visit } from '../../front/visit.ts';
import { handInPage, sendPart } from './hand-in-page.tsx';
import { keepPart, type PartPlace, partFields, partPage } from './part-form.tsx';

const words = {
  sent: text('Uw antwoorden zijn verstuurd', 'Your answers were sent'),
  sentText: text(
    'Uw collega leest ze en neemt ze over in de opgave. Deze link werkt nu niet meer. U kunt deze pagina sluiten.',
    'Your colleague reads them and takes them over into the return. This link works no more now. You can close this page.',
  ),
  left: text('De vragen zijn gesloten', 'The questions are closed'),
  leftText: text(
    'Wat u bewaarde blijft staan. Met de link en de code gaat u verder.',
    'What you kept stays. With the link and the code you go on.',
  ),
} as const;

const kind: LinkKind = {
  path: 'deel',
  open: openByLink,
  leave: leaveLink,
  title: text('Vragen voor u', 'Questions for you'),
  lead: text(
    'Een collega vraagt u om een of meer vragen te beantwoorden voor de jaarlijkse opgave over integriteit. U hebt geen account nodig.',
    'A colleague asks you to answer one or more questions for the yearly return about integrity. You need no account.',
  ),
  ends: text(
    'Na vijf verkeerde codes werkt een link niet meer. Een link stopt ook na de laatste dag, na het versturen, en als de collega haar terughaalt of de opgave is ondertekend. Werkt de code niet, vraag dan uw collega om een nieuwe link.',
    'After five wrong codes a link works no more. A link also stops after its last day, after sending, and when the colleague takes it back or the return is signed. If the code does not work, ask your colleague for a new link.',
  ),
  go: text('Vragen openen', 'Open the questions'),
  goOn: text('Antwoorden bewaren', 'Keep the answers'),
  leaveIt: text('Vragen sluiten', 'Close the questions'),
};

interface OpenLink {
  readonly at: PartPlace;
  readonly part: DelegatedPart;
}

/** What a browser opened before by this link; null where its code has to be given. */
async function opened(visit: Visit, link: string): Promise<OpenLink | null> {
  const key = keyInBrowser(visit, link);
  return key === null ? null : openedBy(visit, link, key);
}

async function openedBy({ premises }: Visit, link: string, key: string): Promise<OpenLink | null> {
  const actor = delegateActor(key);
  const part = await look(premises.door, actor, delegatedPart, concern, { delegation: null });
  return part && { part, at: { path: linkPath(kind, link), actor, delegation: null, beside: null } };
}

/** The page of a link. Opening it spends nothing: mail scanners open links. */
export async function showLink(visit: Visit, link: string): Promise<Response> {
  const found = await opened(visit, link);
  if (found)
    return partPage(
      { visit, ...found, after: <LeaveForm visit={visit} kind={kind} link={link} /> },
      null,
      [],
    );
  const done = visit.context.req.query('gedaan');
  if (done === 'verstuurd') return saidPage(visit, words.sent, words.sentText);
  if (done === 'gesloten') return saidPage(visit, words.left, words.leftText);
  return codePage(visit, kind, link, []);
}

/** Takes the code of a link. */
export function takeCode(visit: Visit, link: string): Promise<Response> {
  return takeLinkCode(visit, kind, link);
}

/** Keeps answers that came by a link. Who was away too long gives the code again, with the answers. */
export async function takeLinkAnswers(visit: Visit, part: string): Promise<Response> {
  const [link = ''] = part.split('/');
  const found = await opened(visit, link);
  const sent = await readWholeForm(visit.context);
  if (!sent || new Set(sent.map(([name]) => name)).size < sent.length) throw new FormRefused(lostTitle);
  const carried = sent.filter(([name]) => name !== 'code');
  const code = sixDigits(sent.find(([name]) => name === 'code')?.[1] ?? '');
  const again = (errors: readonly FieldError[]) => codePage(visit, kind, link, errors, carried);
  const stands = found ?? (await codeGiven(visit, link, code));
  if (stands === null) return again(sent.some(([name]) => name === 'code') ? [codeError(visit, code)] : []);
  const known = new Set(partFields(stands.part));
  const typed = new Map(carried.filter(([name]) => known.has(name)));
  return keepPart(
    { visit, ...stands, after: <LeaveForm visit={visit} kind={kind} link={link} /> },
    (field) => (typed.get(field) ?? '').replaceAll(/\r\n?/g, '\n'),
    () => again([]),
    async () => (await openedBy(visit, link, keyOfActor(stands.at)))?.part ?? null,
  );
}

function keyOfActor({ actor }: PartPlace): string {
  return actor.kind === 'delegate' ? actor.key : '';
}

async function codeGiven(visit: Visit, link: string, code: string): Promise<OpenLink | null> {
  const key = await openWithCode(visit, kind, link, code);
  return key === null ? null : openedBy(visit, link, key);
}

/** What was answered by a link, to be read before it is sent. */
export async function showLinkSend(visit: Visit, part: string): Promise<Response> {
  const [link = ''] = part.split('/');
  const found = await opened(visit, link);
  return found ? handInPage(visit, found.at, found.part) : codePage(visit, kind, link, []);
}

/** Sends what was answered by a link, which spends it. */
export async function takeLinkSend(visit: Visit, part: string): Promise<Response> {
  const [link = ''] = part.split('/');
  await readForm(visit.context, []);
  const found = await opened(visit, link);
  if (!found) return goTo(visit, linkPath(kind, link));
  return sendPart(visit, found.at, found.part, `${linkPath(kind, link)}?gedaan=verstuurd`);
}

/** Closes the questions in this browser; the link stays. */
export function leaveByLink(visit: Visit, part: string): Promise<Response> {
  const [link = ''] = part.split('/');
  return leaveLinkVisit(visit, kind, link);
}
