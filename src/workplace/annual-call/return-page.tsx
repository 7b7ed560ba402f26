import {
  type CallEvent,
  gateOf,
  openQuestions,
  progressOf,
} from '../../collection/annual-call/call-state.ts';
import { delegationsQuestion } from '../../collection/annual-call/delegation/hand-on.ts';
import { today } from '../../organisation/period.ts';
import { unitResource } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { beginPage } from './begin-page.tsx';
import { dayInWords, gateWords, whoWords } from './call-words.ts';
import { DelegationsTable } from './delegation/delegation-words.tsx';
import { type OpenReturn, openReturn, unitName } from './held-call.ts';
import { ReturnStrip, returnCrumbs } from './return-parts.tsx';

const words = {
  title: text('Opgave {unit} over {year}', 'Return of {unit} for {year}'),
  state: text('Stand', 'State'),
  steps: text('Wat er is te doen', 'What is to be done'),
  step: text('Stap', 'Step'),
  was: text('Was er iets te melden?', 'Was there anything to report?'),
  wasOpen: text(
    '{count, plural, one {nog # register} other {nog # registers}}',
    '{count, plural, one {# register to go} other {# registers to go}}',
  ),
  done: text('Klaar', 'Done'),
  open: text(
    '{count, plural, one {nog # vraag open} other {nog # vragen open}}',
    '{count, plural, one {# question open} other {# questions open}}',
  ),
  sign: text('Nakijken en ondertekenen', 'Check and sign'),
  signed: text('Ondertekend', 'Signed'),
  notSigned: text('Nog niet ondertekend', 'Not signed yet'),
  story: text('Wat er gebeurde', 'What happened'),
  extend: text('Termijn van dit onderdeel verlengen', 'Extend the term of this unit'),
  reopen: text('Opgave heropenen', 'Reopen the return'),
  manage: text('Voor de centrale integriteitscoördinator', 'For the central integrity coordinator'),
  saved: text('Uw antwoorden zijn bewaard', 'Your answers are kept'),
  savedText: text(
    'Zij tellen pas mee als de opgave is ondertekend.',
    'They count only when the return is signed.',
  ),
  same: text('Er is niets gewijzigd', 'Nothing was changed'),
  voided: text('De handtekening is vervallen', 'The signature is void'),
  voidedText: text(
    'U wijzigde de opgave na ondertekening. Wat was ondertekend blijft tellen tot zij opnieuw is ondertekend.',
    'You changed the return after it was signed. What was signed keeps counting until it is signed again.',
  ),
  signedText: text(
    'De waarden tellen nu mee in de cijfers. Wijzigt iemand nog iets, dan vervalt de handtekening.',
    'The values count in the figures now. If anybody changes something, the signature is void.',
  ),
  handOn: text('Vragen doorgeven aan wie het weet', 'Hand questions to who knows'),
  book: text('Invullen in een werkmap', 'Fill in a workbook'),
  with: text('bij {names}', 'with {names}'),
  handedOn: text('De vragen zijn doorgegeven', 'The questions were handed on'),
  handedOnText: text(
    'Ze staan bij „Uw werk” van wie u koos. De antwoorden komen hier terug.',
    'They stand under “Your work” of whom you chose. The answers come back here.',
  ),
  already: text('Deze vragen waren al doorgegeven', 'These questions were handed on already'),
  alreadyText: text(
    'Zag u de link en de code niet? Haal de vragen terug en geef ze opnieuw door.',
    'Did you not see the link and the code? Take the questions back and hand them on again.',
  ),
  reopened: text('De opgave is heropend', 'The return was reopened'),
  reopenedText: text(
    'Het onderdeel ziet haar weer bij „Uw werk”.',
    'The unit sees it again under “Your work”.',
  ),
} as const;

const notices: Readonly<Record<string, readonly [kind: 'ok' | 'warn', title: Text, words: Text | null]>> = {
  bewaard: ['ok', words.saved, words.savedText],
  gelijk: ['ok', words.same, null],
  vervallen: ['warn', words.voided, words.voidedText],
  ondertekend: ['ok', words.signed, words.signedText],
  heropend: ['ok', words.reopened, words.reopenedText],
  doorgegeven: ['ok', words.handedOn, words.handedOnText],
  'al-doorgegeven': ['warn', words.already, words.alreadyText],
};

/** The return of a unit: what is to be done, and how far it is. Where nobody began it asks at once whether there was anything. */
export async function showReturn(visit: SignedIn, part: string): Promise<Response> {
  const opened = await openReturn(visit, part);
  if (!opened) return notFound(visit);
  const { language, to, context } = visit;
  const { at, unit, found, asked, place } = opened;
  const progress = progressOf(found.own, asked, today());
  const delegations = await look(visit.premises.door, visit.actor, delegationsQuestion, unitResource(unit), {
    period: at.year.key,
    unit,
  });
  const done = context.req.query('gedaan') ?? '';
  const notice = Object.hasOwn(notices, done) ? notices[done] : undefined;
  if (progress.state === 'not-begun' && !notice && delegations.length === 0)
    return beginPage(visit, opened, null, []);
  const title = say(words.title[language], language, { unit: unitName(at, unit, language), year: at.name });
  const withWhom = (isMeant: (register: string) => boolean) => {
    const names = delegations.flatMap(({ stands, givenTo, asked: handed }) =>
      stands && handed.some(({ register }) => isMeant(register)) ? [givenTo] : [],
    );
    return names.length === 0
      ? ''
      : ` · ${say(words.with[language], language, { names: [...new Set(names)].join(', ') })}`;
  };
  const gates = asked.filter(({ key }) => !gateOf(found.own.answers, key)).length;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={title} crumbs={returnCrumbs(visit, opened, false)}>
      {notice && (
        <Notice kind={notice[0]} title={notice[1][language]}>
          {notice[2] && <p>{notice[2][language]}</p>}
        </Notice>
      )}
      <h1>{title}</h1>
      <ReturnStrip visit={visit} opened={opened} />
      {found.call.message !== '' && <p>{found.call.message}</p>}
      <TextTable
        caption={words.steps[language]}
        heads={[words.step[language], words.state[language]]}
        rows={[
          [
            <a key="begin" href={to(`${place}/begin`)}>
              {words.was[language]}
            </a>,
            `${gates === 0 ? words.done[language] : say(words.wasOpen[language], language, { count: gates })}${withWhom((register) => !gateOf(found.own.answers, register))}`,
          ],
          ...asked.flatMap((register) => {
            const gate = gateOf(found.own.answers, register.key);
            if (!gate) return [];
            const open = openQuestions(found.own.answers, register).length;
            const hasPage = gate.state === 'answered' && register.questions.length > 0;
            return [
              [
                hasPage ? (
                  <a key={register.key} href={to(`${place}/${register.key}`)}>
                    {register.name[language]}
                  </a>
                ) : (
                  register.name[language]
                ),
                `${
                  hasPage
                    ? open === 0
                      ? words.done[language]
                      : say(words.open[language], language, { count: open })
                    : gateWords(gate, language)
                }${withWhom((key) => key === register.key)}`,
              ],
            ];
          }),
          [
            <a key="sign" href={to(`${place}/nakijken`)}>
              {words.sign[language]}
            </a>,
            (progress.state === 'signed' ? words.signed : words.notSigned)[language],
          ],
        ]}
      />
      {progress.state !== 'signed' && (
        <p>
          <a href={to(`${place}/doorgeven`)}>{words.handOn[language]}</a> ·{' '}
          <a href={to(`${place}/werkmap`)}>{words.book[language]}</a>
        </p>
      )}
      <DelegationsTable visit={visit} place={place} delegations={delegations} />
      {found.own.events.length > 0 && (
        <>
          <h2>{words.story[language]}</h2>
          <ul>
            {found.own.events.map((event) => (
              <li key={event.id}>{eventWords(event, opened, visit)}</li>
            ))}
          </ul>
        </>
      )}
      {hasRole(visit, 'central-coordinator') && (
        <>
          <h2>{words.manage[language]}</h2>
          <ul>
            <li>
              <a href={to(`/uitvraag/${at.year.key}/verlengen?onderdeel=${unit}`)}>
                {words.extend[language]}
              </a>
            </li>
            {progress.state === 'signed' && (
              <li>
                <a href={to(`${place}/heropenen`)}>{words.reopen[language]}</a>
              </li>
            )}
          </ul>
        </>
      )}
    </Page>,
  );
}

const events: Readonly<Record<CallEvent['kind'], Text>> = {
  extended: text(
    '{moment}: termijn verlengd tot en met {day}, want: {reason}',
    '{moment}: term extended up to {day}, because: {reason}',
  ),
  reopened: text('{moment}: heropend, want: {reason}', '{moment}: reopened, because: {reason}'),
  signed: text('{moment}: ondertekend door {who}', '{moment}: signed by {who}'),
  voided: text(
    '{moment}: gewijzigd; de handtekening is vervallen',
    '{moment}: changed; the signature is void',
  ),
};

function eventWords(
  { kind, at, deadline, reason, actingAs, by }: CallEvent,
  { found }: OpenReturn,
  { language }: SignedIn,
): string {
  return say(events[kind][language], language, {
    moment: momentInWords(new Date(at), language),
    day: deadline === null ? '' : dayInWords(deadline, language),
    reason: reason ?? '',
    who: whoWords(found.people, by, actingAs, language),
  });
}
