import type { Delegation } from '../../../collection/annual-call/delegation/hand-on.ts';
import { isDone } from '../../../collection/annual-call/delegation/take-over.ts';
import type { WhoKnows } from '../../../collection/register.ts';
import { today } from '../../../organisation/period.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../../platform/language/text.ts';
import { TextTable } from '../../../platform/web/components/text-table.tsx';
import type { SignedIn } from '../../front/visit.ts';
import { dayInWords } from '../call-words.ts';

/** Who knows the answers, in words. */
export const knowsWords: Readonly<Record<WhoKnows, Text>> = {
  coordinator: text('coördinator', 'coordinator'),
  hr: text('personeelszaken', 'human resources'),
  compliance: text('compliance', 'compliance'),
  'lead-counsellor': text('coördinerend vertrouwenspersoon', 'lead counsellor'),
  committee: text('klachtencommissie', 'complaints committee'),
};

const states = {
  waits: text('Wacht op antwoord', 'Waits for an answer'),
  busy: text('Bezig: {done} van {all} vragen', 'In hand: {done} of {all} questions'),
  sent: text('Verstuurd, nog over te nemen', 'Sent, to be taken over'),
  left: text('Gestopt; wat er staat is over te nemen', 'Stopped; what is there can be taken over'),
  taken: text('Overgenomen', 'Taken over'),
  withdrawn: text('Teruggehaald', 'Taken back'),
  blocked: text('Gestopt na vijf verkeerde codes', 'Stopped after five wrong codes'),
  expired: text('Verlopen', 'Expired'),
  signed: text('Gestopt: de opgave is ondertekend', 'Stopped: the return is signed'),
} as const;

/** How far questions are that were handed on. */
export function delegationState(one: Delegation, language: Language): string {
  const has = (kind: string) => one.events.some((event) => event.kind === kind);
  const done = one.answers.filter(({ state }) => state !== 'not-reported').length;
  if (has('taken-over')) return states.taken[language];
  if (one.stands)
    return done === 0
      ? states.waits[language]
      : say(states.busy[language], language, { done, all: one.asked.length });
  if (has('handed-in')) return states.sent[language];
  const why = has('withdrawn')
    ? states.withdrawn
    : one.events.filter(({ kind }) => kind === 'wrong-code').length >= 5
      ? states.blocked
      : one.lastDay < today()
        ? states.expired
        : states.signed;
  return isDone(one) ? `${why[language]}. ${states.left[language]}` : why[language];
}

const words = {
  title: text('Doorgegeven vragen', 'Questions handed on'),
  who: text('Aan wie', 'To whom'),
  what: text('Vragen', 'Questions'),
  until: text('Tot en met', 'Up to and including'),
  state: text('Stand', 'State'),
  how: text('met account', 'with an account'),
  link: text('met link', 'by link'),
  some: text('{registers} ({count})', '{registers} ({count})'),
} as const;

/** To whom questions of a return were handed on, and how far they are. */
export function DelegationsTable({
  visit: { language, to },
  place,
  delegations,
}: {
  visit: SignedIn;
  place: string;
  delegations: readonly Delegation[];
}) {
  if (delegations.length === 0) return null;
  return (
    <>
      <h2>{words.title[language]}</h2>
      <div class="dl-full">
        <TextTable
          caption={words.title[language]}
          heads={[words.who, words.what, words.until, words.state].map((one) => one[language])}
          rows={delegations.map((one) => [
            <a key={one.id} href={to(`${place}/doorgegeven/${one.id}`)}>
              {one.givenTo}, {one.givenFunction} ({(one.byAccount ? words.how : words.link)[language]})
            </a>,
            say(words.some[language], language, {
              registers: [...new Set(one.asked.map(({ name }) => name[language]))].join(', '),
              count: one.asked.length,
            }),
            dayInWords(one.lastDay, language),
            delegationState(one, language),
          ])}
        />
      </div>
    </>
  );
}
