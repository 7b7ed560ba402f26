import type { ComponentChildren } from 'preact';
import {
  type KeptNotice,
  type LineNotice,
  type LinesAsked,
  leaveLine,
  lineQuestion,
  linesQuestion,
  longestReason,
  openLines,
  reopenLine,
} from '../../collection/in-the-line/line-notices.ts';
import { concern, recordResource } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Empty, Pages } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { readForm } from '../front/forms.ts';
import { lostTexts } from '../front/kept-forms.tsx';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { isId, neededFault } from '../front/typed-text.ts';
import { confidentialSheet, frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { heldRegister } from '../registers/held-register.ts';
import { pageAsked, rowsShown } from '../registers/lists/list-query.ts';
import { LineAnswers, type LineRegister, lineRegisters, toldWords, unitWords } from './line-register.tsx';

const words = {
  registers: text('Registers', 'Registers'),
  title: text('In de lijn afgehandeld', 'Handled in the line'),
  lead: text(
    'Wat leidinggevenden en HR-adviseurs zelf afhandelden en doorgaven. Het telt pas mee als u er een registratie van maakt.',
    'What supervisors and HR advisers handled and told. It counts only once you make a record of it.',
  ),
  open: text('Te beslissen', 'To be decided'),
  settled: text('Beslist', 'Decided'),
  which: text('Welke', 'Which'),
  heads: [
    text('Doorgegeven op', 'Told on'),
    text('Onderdeel', 'Unit'),
    text('Wanneer', 'When'),
    text('Soort', 'Kind'),
    text('Stand', 'State'),
  ],
  noneOpen: text('Er is niets te beslissen', 'There is nothing to decide'),
  noneOpenText: text(
    'Wat een leidinggevende of HR-adviseur doorgeeft, staat hier en in „Uw werk”.',
    'What a supervisor or HR adviser tells stands here and in “Your work”.',
  ),
  noneSettled: text('Er is nog niets beslist', 'Nothing was decided yet'),
  noneSettledText: text('Wat u beslist, vindt u hier terug.', 'What you decide is found here.'),
  call: text('wil gebeld worden', 'wants to be called'),
  waits: text('wacht op u', 'waits for you'),
  waitsForUnit: text('wacht op de coördinator van het onderdeel', 'waits for the coordinator of the unit'),
  recorded: text('in het register', 'in the register'),
  nothing: text('niet geregistreerd', 'not recorded'),
  by: text('Van', 'By'),
  unknown: text('iemand die hier niet meer werkt', 'somebody who works here no more'),
  telephone: text('Telefoon', 'Telephone'),
  mail: text('E-mail', 'E-mail'),
  one: text('In de lijn afgehandeld: {unit}, {when}', 'Handled in the line: {unit}, {when}'),
  record: text('Registratie maken', 'Make a record'),
  leave: text('Niet registreren', 'Do not record'),
  actions: text('Beslissen', 'Decide'),
  toRecord: text('Naar de registratie', 'To the record'),
  recordedTitle: text(
    'Hiervan is een registratie gemaakt op {moment}',
    'A record was made of this on {moment}',
  ),
  nothingTitle: text('Niet geregistreerd op {moment}', 'Not recorded on {moment}'),
  takenBackTitle: text('Door de melder teruggenomen', 'Taken back by who told it'),
  takenBackText: text('Er is niets meer te beslissen.', 'There is nothing left to decide.'),
  reopen: text('Opnieuw beslissen', 'Decide anew'),
  leaveEffect: text(
    'Wie het doorgaf leest uw reden. U kunt er later op terugkomen.',
    'Who told it reads your reason. You can come back to it later.',
  ),
  reason: text('Waarom hoort dit niet in het register?', 'Why does this not belong in the register?'),
  reasonMissing: text('Schrijf waarom.', 'Write why.'),
  stay: text('Terug naar wat is doorgegeven', 'Back to what was told'),
  done: {
    beslist: text('Niet geregistreerd', 'Not recorded'),
    opnieuw: text('U kunt opnieuw beslissen', 'You can decide anew'),
  },
  doneText: {
    beslist: text('Wie het doorgaf leest uw reden.', 'Who told it reads your reason.'),
    opnieuw: text('Het wacht weer op een beslissing.', 'It waits for a decision again.'),
  },
  beyond: text('Zo veel pagina’s zijn er niet', 'There are not so many pages'),
  toFirst: text('Naar de eerste pagina', 'To the first page'),
} as const;

interface KeptLine {
  readonly line: LineRegister;
  /** Of the register, without language. */
  readonly place: string;
}

async function keptLine(visit: SignedIn, path: string): Promise<KeptLine | null> {
  const held = await heldRegister(visit, path);
  const line = (await lineRegisters(visit)).find(({ pages }) => pages.path === path);
  return held && line ? { line, place: held.place } : null;
}

function crumbsOf({ language, to }: SignedIn, { line, place }: KeptLine, isDeeper: boolean) {
  return [
    { href: to('/registers'), label: words.registers[language] },
    { href: to(place), label: line.register.name[language] },
    ...(isDeeper ? [{ href: to(`${place}/in-de-lijn`), label: words.title[language] }] : []),
  ];
}

/** What was told of what was handled in the line: to be decided, or decided. */
export async function showLines(visit: SignedIn, part: string): Promise<Response> {
  const kept = await keptLine(visit, part.split('/')[0] ?? '');
  if (!kept) return notFound(visit);
  const { language, to, premises, actor, context } = visit;
  const { line, place } = kept;
  const which: LinesAsked = context.req.query('stand') === 'beslist' ? 'settled' : 'open';
  const page = pageAsked(context.req.query('pagina'));
  const register = line.register.key;
  const found = await look(premises.door, actor, linesQuestion, concern, {
    register,
    which,
    offset: (page - 1) * rowsShown,
    most: rowsShown + 1,
  });
  const open = await look(premises.door, actor, openLines, concern, { register });
  const shown = found.slice(0, rowsShown);
  const address = (asked: LinesAsked, at = 1) => {
    const query = [...(asked === 'settled' ? ['stand=beslist'] : []), ...(at > 1 ? [`pagina=${at}`] : [])];
    return to(`${place}/in-de-lijn${query.length > 0 ? `?${query.join('&')}` : ''}`);
  };
  const tabs = [
    { asked: 'open', label: `${words.open[language]} (${open.coordinated + open.others})` },
    { asked: 'settled', label: words.settled[language] },
  ] as const;
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={`${words.title[language]}: ${words[which][language].toLowerCase()}`}
      here={to('/registers')}
      crumbs={crumbsOf(visit, kept, false)}
      wide
      sheet={confidentialSheet(visit)}
    >
      <h1>{words.title[language]}</h1>
      <p class="dl-lead">{words.lead[language]}</p>
      <nav aria-label={words.which[language]}>
        <ul class="dl-words">
          {tabs.map(({ asked, label }) => (
            <li key={asked}>
              <a href={address(asked)} aria-current={asked === which ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {shown.length === 0 ? (
        <NoLines visit={visit} which={which} isBeyond={page > 1} first={address(which)} />
      ) : (
        <TextTable
          caption={`${words.title[language]}: ${words[which][language].toLowerCase()}`}
          captionHidden
          heads={words.heads.map((head) => head[language])}
          rows={shown.map((notice) => rowOf(visit, kept, notice))}
        />
      )}
      {shown.length > 0 && (page > 1 || found.length > rowsShown) && (
        <Pages
          current={page}
          last={found.length > rowsShown ? page + 1 : page}
          hrefOf={(one) => address(which, one)}
          language={language}
        />
      )}
    </Page>,
  );
}

function NoLines({
  visit: { language },
  which,
  isBeyond,
  first,
}: {
  visit: SignedIn;
  which: LinesAsked;
  isBeyond: boolean;
  first: string;
}) {
  if (isBeyond)
    return (
      <Empty
        title={words.beyond[language]}
        text={words.lead[language]}
        action={{ href: first, label: words.toFirst[language] }}
      />
    );
  const [title, said] =
    which === 'open' ? [words.noneOpen, words.noneOpenText] : [words.noneSettled, words.noneSettledText];
  return <Empty title={title[language]} text={said[language]} />;
}

function rowOf(visit: SignedIn, { line, place }: KeptLine, notice: KeptNotice) {
  const { language, to } = visit;
  const isOwn = hasRole(visit, 'coordinator') || !notice.isCoordinated;
  const state =
    notice.settled === null
      ? isOwn
        ? words.waits
        : words.waitsForUnit
      : notice.settled.as === 'recorded'
        ? words.recorded
        : words.nothing;
  return [
    <a key={notice.id} href={to(`${place}/in-de-lijn/${notice.id}`)}>
      {momentInWords(new Date(notice.at), language)}
    </a>,
    unitWords(line, notice, language),
    toldWords(line, notice, line.asked.when, language),
    toldWords(line, notice, line.asked.kind, language),
    notice.callBack && notice.settled === null
      ? `${state[language]}, ${words.call[language]}`
      : state[language],
  ];
}

/** A notice that somebody decides about, with who told it. */
interface OpenLine extends KeptLine {
  readonly notice: LineNotice;
  readonly teller: {
    readonly name: string | null;
    readonly telephone: string | null;
    readonly mail: string | null;
  } | null;
  /** Its own place, without language. */
  readonly own: string;
}

async function openLine(visit: SignedIn, part: string): Promise<OpenLine | null> {
  const [path = '', , id = ''] = part.split('/');
  const kept = isId(id) ? await keptLine(visit, path) : null;
  if (!kept) return null;
  const found = await look(visit.premises.door, visit.actor, lineQuestion, concern, { id });
  if (!found?.keeps || found.notice.register !== kept.line.register.key) return null;
  return { ...kept, notice: found.notice, teller: found.teller, own: `${kept.place}/in-de-lijn/${id}` };
}

function isDone(asked: string | undefined): asked is keyof typeof words.done {
  return asked !== undefined && Object.hasOwn(words.done, asked);
}

/** One notice, with who told it and what can be decided. */
export async function showOneLine(visit: SignedIn, part: string): Promise<Response> {
  const open = await openLine(visit, part);
  return open ? linePage(visit, open, 200) : notFound(visit);
}

/** The page of a notice for who came too late to decide, with what they typed. */
async function latePage(visit: SignedIn, open: OpenLine): Promise<Response> {
  return linePage(visit, open, 409, await lostTexts(visit));
}

function linePage(
  visit: SignedIn,
  open: OpenLine,
  status: 200 | 409,
  lost: ComponentChildren = null,
): Response {
  const { language, to, context } = visit;
  const { line, notice, place, own } = open;
  const title = say(words.one[language], language, {
    unit: unitWords(line, notice, language),
    when: toldWords(line, notice, line.asked.when, language),
  });
  const asked = context.req.query('gedaan');
  const done = isDone(asked) ? asked : undefined;
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={done ? `${words.done[done][language]}: ${title}` : title}
      here={to('/registers')}
      crumbs={crumbsOf(visit, open, true)}
      sheet={confidentialSheet(visit)}
    >
      {done && (
        <Notice kind="ok" title={words.done[done][language]}>
          <p>{words.doneText[done][language]}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      <Decided visit={visit} open={open} />
      {lost}
      <LineAnswers line={line} notice={notice} language={language} more={tellerItems(visit, open)} />
      {notice.settled === null && !notice.isTakenBack && (
        <section class="dl-flow" aria-labelledby="beslissen">
          <h2 id="beslissen">{words.actions[language]}</h2>
          <div class="dl-buttons">
            <a class="dl-button" href={to(`${place}/nieuw?lijn=${notice.id}`)}>
              {words.record[language]}
            </a>
            <a class="dl-button dl-button--second" href={to(`${own}/niet`)}>
              {words.leave[language]}
            </a>
          </div>
        </section>
      )}
    </Page>,
    status,
  );
}

function tellerItems({ language }: SignedIn, { teller }: OpenLine) {
  return [
    { term: words.by[language], text: <bdi>{teller?.name ?? words.unknown[language]}</bdi> },
    ...(teller?.telephone ? [{ term: words.telephone[language], text: teller.telephone }] : []),
    ...(teller?.mail ? [{ term: words.mail[language], text: teller.mail }] : []),
  ];
}

function Decided({ visit, open: { notice, place, own } }: { visit: SignedIn; open: OpenLine }) {
  const { language, to } = visit;
  if (notice.isTakenBack)
    return (
      <Notice kind="info" title={words.takenBackTitle[language]}>
        <p>{words.takenBackText[language]}</p>
      </Notice>
    );
  if (notice.settled === null) return null;
  const { as, at, record, reason } = notice.settled;
  const moment = momentInWords(new Date(at), language);
  if (as === 'recorded')
    return (
      <Notice kind="info" title={say(words.recordedTitle[language], language, { moment })}>
        <p>
          <a href={to(`${place}/${record}`)}>{words.toRecord[language]}</a>
        </p>
      </Notice>
    );
  return (
    <Notice kind="info" title={say(words.nothingTitle[language], language, { moment })}>
      <p>
        <bdi>{reason}</bdi>
      </p>
      <form method="post" action={to(own)}>
        <button type="submit" class="dl-button dl-button--second">
          {words.reopen[language]}
        </button>
      </form>
    </Notice>
  );
}

/** Opens a notice again of which nothing was recorded. */
export async function takeReopenLine(visit: SignedIn, part: string): Promise<Response> {
  const open = await openLine(visit, part);
  if (!open) return notFound(visit);
  if (open.notice.isTakenBack) return latePage(visit, open);
  const { id } = open.notice;
  const isDone = await perform(
    visit.premises.door,
    visit.actor,
    reopenLine,
    recordResource('line_notice', id),
    { id },
  );
  if (isDone) return goTo(visit, `${open.own}?gedaan=opnieuw`);
  const now = await openLine(visit, part);
  if (!now) return notFound(visit);
  // The same button pressed twice did what it wanted; where a record was made or it was taken back, the page says so.
  return now.notice.settled === null && !now.notice.isTakenBack
    ? goTo(visit, `${open.own}?gedaan=opnieuw`)
    : latePage(visit, now);
}

/** The form that records nothing of a notice, and says why. */
export async function showLeaveLine(visit: SignedIn, part: string): Promise<Response> {
  const open = await openLine(visit, part);
  if (!open) return notFound(visit);
  return open.notice.settled === null && !open.notice.isTakenBack
    ? leavePage(visit, open, '', [])
    : latePage(visit, open);
}

function leavePage(visit: SignedIn, open: OpenLine, typed: string, errors: readonly FieldError[]): Response {
  const { language } = visit;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.leave[language]}
      action={`${open.own}/niet`}
      errors={errors}
      crumbs={crumbsOf(visit, open, true)}
      before={
        <>
          <p>{words.leaveEffect[language]}</p>
          <LineAnswers line={open.line} notice={open.notice} language={language} />
        </>
      }
      button={words.leave[language]}
      back={{ href: open.own, label: words.stay[language] }}
    >
      <TextField
        id="reden"
        label={words.reason[language]}
        language={language}
        value={typed}
        lines={3}
        {...errorOf(errors, 'reden')}
      />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Records nothing of a notice. */
export async function takeLeaveLine(visit: SignedIn, part: string): Promise<Response> {
  const open = await openLine(visit, part);
  if (!open) return notFound(visit);
  const typed = await readForm(visit.context, ['reden']);
  if (open.notice.isTakenBack) return latePage(visit, open);
  const fault = neededFault(typed('reden'), longestReason, words.reasonMissing);
  if (fault)
    return leavePage(visit, open, typed('reden'), [{ field: 'reden', message: fault[visit.language] }]);
  const { id } = open.notice;
  const isDone = await perform(
    visit.premises.door,
    visit.actor,
    leaveLine,
    recordResource('line_notice', id),
    { id, reason: typed('reden').trim() },
  );
  if (isDone) return goTo(visit, `${open.own}?gedaan=beslist`);
  const now = await openLine(visit, part);
  if (!now) return notFound(visit);
  // The same form sent twice did what it wanted.
  return now.notice.settled?.reason === typed('reden').trim()
    ? goTo(visit, `${open.own}?gedaan=beslist`)
    : latePage(visit, now);
}
