import { lineTellers } from '../../collection/in-the-line/line-access.ts';
import {
  type LineNotice,
  lineQuestion,
  ownLines,
  takeBackLine,
} from '../../collection/in-the-line/line-notices.ts';
import { concern, personResource } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { Empty, Pages } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { FormPage } from '../front/simple-form.tsx';
import { isId } from '../front/typed-text.ts';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { pageAsked, rowsShown } from '../registers/lists/list-query.ts';
import { LineAnswers, type LineRegister, lineRegisters, toldWords, unitWords } from './line-register.tsx';

const words = {
  title: text('In de lijn afgehandeld', 'Handled in the line'),
  lead: text(
    'Wat u hebt doorgegeven, het laatste eerst, en wat de integriteitscoördinator ervan maakte.',
    'What you told, the latest first, and what the integrity coordinator made of it.',
  ),
  tell: text('Afhandeling doorgeven', 'Tell how something was handled'),
  none: text('U hebt nog niets doorgegeven', 'You told nothing yet'),
  noneText: text(
    'Handelde u een voorval zelf af, bijvoorbeeld met een gesprek? Geef het door in vier antwoorden; dan telt het mee in wat de organisatie weet.',
    'Did you handle an occurrence yourself, for instance by a conversation? Tell it in four answers; then it counts in what the organisation knows.',
  ),
  heads: [
    text('Doorgegeven op', 'Told on'),
    text('Onderdeel', 'Unit'),
    text('Soort', 'Kind'),
    text('Stand', 'State'),
  ],
  done: {
    doorgegeven: text('Doorgegeven', 'Told'),
    teruggenomen: text('Teruggenomen', 'Taken back'),
  },
  doneText: {
    doorgegeven: text(
      'De integriteitscoördinator van het onderdeel ziet het vandaag in „Uw werk”. Hieronder leest u wat ervan wordt.',
      'The integrity coordinator of the unit sees it today in “Your work”. Below you read what becomes of it.',
    ),
    teruggenomen: text('De coördinator ziet het niet meer.', 'The coordinator does not see it any more.'),
  },
  open: text('De coördinator kijkt ernaar', 'The coordinator looks at it'),
  recorded: text('In het register opgenomen op {moment}', 'Entered in the register on {moment}'),
  nothing: text('Niet opgenomen: {reason}', 'Not entered: {reason}'),
  takenBack: text('Door u teruggenomen', 'Taken back by you'),
  takeBack: text('Terugnemen', 'Take back'),
  backTitle: text('Afhandeling terugnemen', 'Take back what you told'),
  backEffect: text(
    'De coördinator ziet het dan niet meer. U kunt het daarna opnieuw doorgeven.',
    'The coordinator does not see it any more then. You can tell it anew after that.',
  ),
  backLate: text('De coördinator heeft er al over beslist', 'The coordinator decided about it already'),
  backLateText: text(
    'Terugnemen kan niet meer. Klopt er iets niet, bel dan de coördinator.',
    'It cannot be taken back any more. If something is wrong, call the coordinator.',
  ),
  stay: text('Niet terugnemen', 'Do not take back'),
  beyond: text('Zo veel pagina’s zijn er niet', 'There are not so many pages'),
  toFirst: text('Naar de eerste pagina', 'To the first page'),
} as const;

function isDone(asked: string | undefined): asked is keyof typeof words.done {
  return asked !== undefined && Object.hasOwn(words.done, asked);
}

/** How a notice stands, for who told it. */
function standing({ settled, isTakenBack }: LineNotice, language: Language): string {
  if (isTakenBack) return words.takenBack[language];
  if (settled === null) return words.open[language];
  return settled.as === 'recorded'
    ? say(words.recorded[language], language, { moment: momentInWords(new Date(settled.at), language) })
    : say(words.nothing[language], language, { reason: settled.reason ?? '' });
}

/** What somebody told of what was handled in the line. */
export async function showOwnLines(visit: SignedIn): Promise<Response> {
  if (!hasRole(visit, ...lineTellers)) return notFound(visit);
  const { language, to, premises, actor, context } = visit;
  const page = pageAsked(context.req.query('pagina'));
  const registers = await lineRegisters(visit);
  const found = await look(premises.door, actor, ownLines, concern, {
    offset: (page - 1) * rowsShown,
    most: rowsShown + 1,
  });
  const shown = found.slice(0, rowsShown).flatMap((notice) => {
    const line = registers.find(({ register }) => register.key === notice.register);
    return line ? [{ notice, line }] : [];
  });
  const asked = context.req.query('gedaan');
  const done = isDone(asked) ? asked : undefined;
  const [first] = registers;
  const action = first && { href: to(`/in-de-lijn/${first.pages.path}/nieuw`), label: words.tell[language] };
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={done ? `${words.done[done][language]}: ${words.title[language]}` : words.title[language]}
      here={to('/in-de-lijn')}
    >
      {done && (
        <Notice kind="ok" title={words.done[done][language]}>
          <p>{words.doneText[done][language]}</p>
        </Notice>
      )}
      <h1>{words.title[language]}</h1>
      <p class="dl-lead">{words.lead[language]}</p>
      {shown.length > 0 && action && (
        <p>
          <a class="dl-button" href={action.href}>
            {action.label}
          </a>
        </p>
      )}
      {shown.length === 0 && page > 1 ? (
        <Empty
          title={words.beyond[language]}
          text={words.lead[language]}
          action={{ href: to('/in-de-lijn'), label: words.toFirst[language] }}
        />
      ) : shown.length === 0 ? (
        <Empty title={words.none[language]} text={words.noneText[language]} {...(action ? { action } : {})} />
      ) : (
        <TextTable
          caption={words.title[language]}
          captionHidden
          heads={words.heads.map((head) => head[language])}
          rows={shown.map(({ notice, line }) => rowOf(visit, notice, line))}
        />
      )}
      {shown.length > 0 && (page > 1 || found.length > rowsShown) && (
        <Pages
          current={page}
          last={found.length > rowsShown ? page + 1 : page}
          hrefOf={(one) => to(one === 1 ? '/in-de-lijn' : `/in-de-lijn?pagina=${one}`)}
          language={language}
        />
      )}
    </Page>,
  );
}

function rowOf({ language, to }: SignedIn, notice: LineNotice, line: LineRegister) {
  const canTakeBack = notice.settled === null && !notice.isTakenBack;
  return [
    momentInWords(new Date(notice.at), language),
    unitWords(line, notice, language),
    toldWords(line, notice, line.asked.kind, language),
    <>
      {standing(notice, language)}
      {canTakeBack && (
        <>
          {'. '}
          <a href={to(`/in-de-lijn/${notice.id}/terugnemen`)}>
            {words.takeBack[language]}
            <span class="dl-hidden">: {momentInWords(new Date(notice.at), language)}</span>
          </a>
        </>
      )}
    </>,
  ];
}

async function ownNotice(visit: SignedIn, part: string) {
  const [id = ''] = part.split('/');
  if (!isId(id) || !hasRole(visit, ...lineTellers)) return null;
  const found = await look(visit.premises.door, visit.actor, lineQuestion, concern, { id });
  const line = (await lineRegisters(visit)).find(({ register }) => register.key === found?.notice.register);
  return found?.notice.isOwn && line ? { notice: found.notice, line } : null;
}

/** Asks whether something that was told is to be taken back. */
export async function showTakeLineBack(visit: SignedIn, part: string): Promise<Response> {
  const found = await ownNotice(visit, part);
  return found ? backPage(visit, found) : notFound(visit);
}

function backPage(visit: SignedIn, { notice, line }: { notice: LineNotice; line: LineRegister }): Response {
  const { language, to } = visit;
  const isLate = notice.settled !== null || notice.isTakenBack;
  const answers = <LineAnswers line={line} notice={notice} language={language} />;
  if (isLate)
    return pageAnswer(
      <Page frame={frameOf(visit)} title={words.backTitle[language]} here={to('/in-de-lijn')}>
        <h1>{words.backTitle[language]}</h1>
        <Notice kind="info" title={(notice.isTakenBack ? words.takenBack : words.backLate)[language]}>
          <p>{(notice.isTakenBack ? words.doneText.teruggenomen : words.backLateText)[language]}</p>
          <p>
            <a href={to('/in-de-lijn')}>{words.title[language]}</a>
          </p>
        </Notice>
        {answers}
      </Page>,
      409,
    );
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.backTitle[language]}
      action={`/in-de-lijn/${notice.id}/terugnemen`}
      errors={[]}
      crumbs={[{ href: to('/in-de-lijn'), label: words.title[language] }]}
      before={<p>{words.backEffect[language]}</p>}
      button={words.backTitle[language]}
      back={{ href: '/in-de-lijn', label: words.stay[language] }}
    >
      {answers}
    </FormPage>,
  );
}

/** Takes back what somebody told, as long as nobody decided about it. */
export async function takeLineBack(visit: SignedIn, part: string): Promise<Response> {
  const found = await ownNotice(visit, part);
  if (!found) return notFound(visit);
  const { door } = visit.premises;
  const { person } = visit.session;
  const isDone = await perform(door, visit.actor, takeBackLine, personResource(person), {
    id: found.notice.id,
  });
  if (isDone || found.notice.isTakenBack) return goTo(visit, '/in-de-lijn?gedaan=teruggenomen');
  const now = await ownNotice(visit, part);
  return now ? backPage(visit, now) : notFound(visit);
}
