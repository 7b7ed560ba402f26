import {
  delegatedPart,
  leaveLink,
  openByLink,
} from '../../../collection/annual-call/delegation/by-delegate.ts';
import type { DelegatedPart } from '../../../collection/annual-call/delegation/delegated.ts';
import { delegateActor } from '../../../platform/access/actor.ts';
import { concern } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { linkCodeHash, newToken, tokenHash } from '../../../platform/identity/secrets/tokens.ts';
import { text } from '../../../platform/language/text.ts';
import { TextField } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { dropCookie, giveCookie, readCookie } from '../../front/cookies.ts';
import { FormRefused, readForm, readWholeForm } from '../../front/forms.ts';
import { lostTexts } from '../../front/kept-forms.tsx';
import { errorOf, type FieldError, FormPage } from '../../front/simple-form.tsx';
import { frameOf, goTo, pageAnswer, type Visit } from '../../front/visit.ts';
import { handInPage, sendPart } from './hand-in-page.tsx';
import { keepPart, type PartPlace, partFields, partPage } from './part-form.tsx';

const words = {
  title: text('Vragen voor u', 'Questions for you'),
  lead: text(
    'Een collega vraagt u om een of meer vragen te beantwoorden voor de jaarlijkse opgave over integriteit. U hebt geen account nodig.',
    'A colleague asks you to answer one or more questions for the yearly return about integrity. You need no account.',
  ),
  code: text('Code van zes cijfers', 'Code of six digits'),
  codeHint: text(
    'Die kreeg u apart van de link, bijvoorbeeld per telefoon.',
    'You got it apart from the link, by telephone for instance.',
  ),
  codeMissing: text('Vul de code van zes cijfers in.', 'Fill in the code of six digits.'),
  codeWrong: text(
    'Met deze code gaat deze link niet open. Controleer de zes cijfers.',
    'With this code this link does not open. Check the six digits.',
  ),
  ends: text(
    'Na vijf verkeerde codes werkt een link niet meer. Een link stopt ook na de laatste dag, na het versturen, en als de collega haar terughaalt of de opgave is ondertekend. Werkt de code niet, vraag dan uw collega om een nieuwe link.',
    'After five wrong codes a link works no more. A link also stops after its last day, after sending, and when the colleague takes it back or the return is signed. If the code does not work, ask your colleague for a new link.',
  ),
  go: text('Vragen openen', 'Open the questions'),
  lostTitle: text('Er is nog niets opgeslagen', 'Nothing was saved yet'),
  lost: text(
    'U was te lang weg, of de link is gestopt. Vul de code nog eens in: uw tekst gaat mee. Werkt de code niet meer, kopieer dan uw tekst en vraag uw collega om een nieuwe link.',
    'You were away too long, or the link has stopped. Fill in the code again: your text goes along. If the code works no more, copy your text and ask your colleague for a new link.',
  ),
  goOn: text('Antwoorden bewaren', 'Keep the answers'),
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
  leave: text('Vragen sluiten', 'Close the questions'),
} as const;

const pathOf = (link: string) => `/deel/${link}`;

/** By what the database knows a visit: the link and what the cookie holds. */
function keyOf(link: string, cookie: string): string {
  return linkCodeHash(link, cookie).toString('hex');
}

interface OpenLink {
  readonly at: PartPlace;
  readonly part: DelegatedPart;
}

/** What a browser opened before by this link; null where its code has to be given. */
async function opened(visit: Visit, link: string): Promise<OpenLink | null> {
  const cookie = readCookie(visit.context, 'delegate', visit.premises.secure);
  return cookie === undefined ? null : openedBy(visit, link, keyOf(link, cookie));
}

async function openedBy({ premises }: Visit, link: string, key: string): Promise<OpenLink | null> {
  const actor = delegateActor(key);
  const part = await look(premises.door, actor, delegatedPart, concern, { delegation: null });
  return part && { part, at: { path: pathOf(link), actor, delegation: null, beside: null } };
}

/** Tries a code; answers what it opens, or null for one that is wrong or of a link that stopped. */
async function open({ context, premises }: Visit, link: string, code: string): Promise<string | null> {
  const cookie = newToken();
  const isOpen = await perform(premises.door, delegateActor(''), openByLink, concern, {
    link: tokenHash(link),
    code: linkCodeHash(link, code),
    visit: linkCodeHash(link, cookie),
  });
  if (!isOpen) return null;
  giveCookie(context, 'delegate', cookie, premises.secure);
  return keyOf(link, cookie);
}

/** The page that asks for the code. It says the same of every link, also of one that never was. */
async function codePage(
  visit: Visit,
  link: string,
  errors: readonly FieldError[],
  carried: readonly (readonly [name: string, value: string])[] | null = null,
): Promise<Response> {
  const { language } = visit;
  const lost = carried === null ? null : await lostTexts(visit, carried);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.title[language]}
      action={carried === null ? pathOf(link) : `${pathOf(link)}/antwoorden`}
      errors={errors}
      before={
        carried === null ? (
          <p>{words.lead[language]}</p>
        ) : (
          <Notice kind="warn" title={words.lostTitle[language]}>
            <p>{words.lost[language]}</p>
          </Notice>
        )
      }
      button={(carried === null ? words.go : words.goOn)[language]}
      after={lost}
    >
      {(carried ?? []).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextField
        id="code"
        label={words.code[language]}
        hint={words.codeHint[language]}
        language={language}
        short
        digits
        autocomplete="off"
        {...errorOf(errors, 'code')}
      />
      <p>{words.ends[language]}</p>
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

function said(visit: Visit, title: keyof typeof words, what: keyof typeof words): Response {
  const { language } = visit;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words[title][language]}>
      <h1>{words[title][language]}</h1>
      <p>{words[what][language]}</p>
    </Page>,
  );
}

function leaveForm({ language, to }: Visit, link: string) {
  return (
    <form method="post" action={to(`${pathOf(link)}/sluiten`)} class="dl-buttons">
      <button type="submit" class="dl-button dl-button--second">
        {words.leave[language]}
      </button>
    </form>
  );
}

/** The page of a link. Opening it spends nothing: mail scanners open links. */
export async function showLink(visit: Visit, link: string): Promise<Response> {
  const found = await opened(visit, link);
  if (found) return partPage({ visit, ...found, after: leaveForm(visit, link) }, null, []);
  const done = visit.context.req.query('gedaan');
  if (done === 'verstuurd') return said(visit, 'sent', 'sentText');
  if (done === 'gesloten') return said(visit, 'left', 'leftText');
  return codePage(visit, link, []);
}

const sixDigits = (typed: string) => typed.replaceAll(/\s/g, '');

/** Takes the code of a link. */
export async function takeCode(visit: Visit, link: string): Promise<Response> {
  const typed = await readForm(visit.context, ['code']);
  const code = sixDigits(typed('code'));
  const { language } = visit;
  if (!/^\d{6}$/.test(code))
    return codePage(visit, link, [{ field: 'code', message: words.codeMissing[language] }]);
  if ((await open(visit, link, code)) === null)
    return codePage(visit, link, [{ field: 'code', message: words.codeWrong[language] }]);
  return goTo(visit, pathOf(link));
}

/** Keeps answers that came by a link. Who was away too long gives the code again, with the answers. */
export async function takeLinkAnswers(visit: Visit, part: string): Promise<Response> {
  const [link = ''] = part.split('/');
  const found = await opened(visit, link);
  const sent = await readWholeForm(visit.context);
  if (!sent || new Set(sent.map(([name]) => name)).size < sent.length) throw new FormRefused(words.lostTitle);
  const carried = sent.filter(([name]) => name !== 'code');
  const code = sixDigits(sent.find(([name]) => name === 'code')?.[1] ?? '');
  const again = (errors: readonly FieldError[]) => codePage(visit, link, errors, carried);
  const { language } = visit;
  const stands = found ?? (await codeGiven(visit, link, code));
  if (stands === null)
    return again(
      sent.some(([name]) => name === 'code')
        ? [
            {
              field: 'code',
              message: (/^\d{6}$/.test(code) ? words.codeWrong : words.codeMissing)[language],
            },
          ]
        : [],
    );
  const known = new Set(partFields(stands.part));
  const typed = new Map(carried.filter(([name]) => known.has(name)));
  return keepPart(
    { visit, ...stands, after: leaveForm(visit, link) },
    (field) => (typed.get(field) ?? '').replaceAll(/\r\n?/g, '\n'),
    () => again([]),
    async () => (await openedBy(visit, link, keyOfActor(stands.at)))?.part ?? null,
  );
}

function keyOfActor({ actor }: PartPlace): string {
  return actor.kind === 'delegate' ? actor.key : '';
}

async function codeGiven(visit: Visit, link: string, code: string): Promise<OpenLink | null> {
  if (!/^\d{6}$/.test(code)) return null;
  const key = await open(visit, link, code);
  return key === null ? null : openedBy(visit, link, key);
}

/** What was answered by a link, to be read before it is sent. */
export async function showLinkSend(visit: Visit, part: string): Promise<Response> {
  const [link = ''] = part.split('/');
  const found = await opened(visit, link);
  return found ? handInPage(visit, found.at, found.part) : codePage(visit, link, []);
}

/** Sends what was answered by a link, which spends it. */
export async function takeLinkSend(visit: Visit, part: string): Promise<Response> {
  const [link = ''] = part.split('/');
  await readForm(visit.context, []);
  const found = await opened(visit, link);
  if (!found) return goTo(visit, pathOf(link));
  const answer = await sendPart(visit, found.at, found.part, `${pathOf(link)}?gedaan=verstuurd`);
  return answer;
}

/** Closes the questions in this browser; the link stays. */
export async function leaveByLink(visit: Visit, part: string): Promise<Response> {
  const [link = ''] = part.split('/');
  await readForm(visit.context, []);
  const cookie = readCookie(visit.context, 'delegate', visit.premises.secure);
  if (cookie !== undefined)
    await perform(visit.premises.door, delegateActor(keyOf(link, cookie)), leaveLink, concern, {});
  dropCookie(visit.context, 'delegate', visit.premises.secure);
  return goTo(visit, `${pathOf(link)}?gedaan=gesloten`);
}
