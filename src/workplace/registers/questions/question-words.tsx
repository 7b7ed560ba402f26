import { type QuestionState, waitsToSettle } from '../../../collection/record-questions/asking.ts';
import { today } from '../../../organisation/period.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Language, text } from '../../../platform/language/text.ts';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { TextTable } from '../../../platform/web/components/text-table.tsx';
import { dayInWords } from '../../annual-call/call-words.ts';
import type { SignedIn } from '../../front/visit.ts';

const states = {
  waits: text('Wacht op antwoord', 'Waits for an answer'),
  busy: text('Bezig met het antwoord', 'At work on the answer'),
  sent: text('Beantwoord, nog te beslissen', 'Answered, to be decided'),
  left: text(
    'Gestopt; er staat een antwoord, nog te beslissen',
    'Stopped; there is an answer, to be decided',
  ),
  settled: text('Antwoord verwerkt', 'Answer decided'),
  withdrawn: text('Ingetrokken', 'Withdrawn'),
  blocked: text('Gestopt na vijf verkeerde codes', 'Stopped after five wrong codes'),
  expired: text('Verlopen', 'Expired'),
  ended: text('Gestopt: de registratie is ingetrokken', 'Stopped: the record was withdrawn'),
} as const;

/** How far a question about a record is, in words. */
export function questionState(
  one: Pick<QuestionState, 'stands' | 'answered' | 'kinds' | 'lastDay'>,
  language: Language,
): string {
  const has = (kind: QuestionState['kinds'][number]) => one.kinds.includes(kind);
  if (has('settled')) return states.settled[language];
  if (one.stands) return (one.answered ? states.busy : states.waits)[language];
  if (waitsToSettle(one)) return (has('handed-in') ? states.sent : states.left)[language];
  if (has('withdrawn')) return states.withdrawn[language];
  if (one.kinds.filter((kind) => kind === 'wrong-code').length >= 5) return states.blocked[language];
  return (one.lastDay < today() ? states.expired : states.ended)[language];
}

const words = {
  title: text('Vragen aan anderen', 'Questions to others'),
  who: text('Aan wie', 'To whom'),
  until: text('Tot en met', 'Up to and including'),
  state: text('Stand', 'State'),
  waits: text(
    '{count, plural, one {Er wacht een antwoord op uw beslissing} other {Er wachten # antwoorden op uw beslissing}}',
    '{count, plural, one {An answer waits for your decision} other {# answers wait for your decision}}',
  ),
  read: text('Antwoord van {name} lezen', 'Read the answer of {name}'),
} as const;

/** Says on a record that answers wait to be decided. */
export function AnswersWait({
  visit: { language, to },
  place,
  questions,
}: {
  visit: SignedIn;
  place: string;
  questions: readonly QuestionState[];
}) {
  const waiting = questions.filter(waitsToSettle);
  if (waiting.length === 0) return null;
  return (
    <Notice kind="info" title={say(words.waits[language], language, { count: waiting.length })}>
      <ul>
        {waiting.map(({ id, givenTo }) => (
          <li key={id}>
            <a href={to(`${place}/vraag/${id}`)}>{say(words.read[language], language, { name: givenTo })}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The questions that were asked about a record, each with how far it is. */
export function RecordQuestions({
  visit: { language, to },
  place,
  questions,
}: {
  visit: SignedIn;
  place: string;
  questions: readonly QuestionState[];
}) {
  if (questions.length === 0) return null;
  return (
    <section class="dl-flow" aria-labelledby="vragen">
      <h2 id="vragen">{words.title[language]}</h2>
      <TextTable
        caption={words.title[language]}
        captionHidden
        heads={[words.who, words.until, words.state].map((one) => one[language])}
        rows={questions.map((one) => [
          <a key={one.id} href={to(`${place}/vraag/${one.id}`)}>
            <bdi>
              {one.givenTo}, {one.givenFunction}
            </bdi>
          </a>,
          dayInWords(one.lastDay, language),
          questionState(one, language),
        ])}
      />
    </section>
  );
}
