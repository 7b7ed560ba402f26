import type { CallAnswer } from '../../collection/annual-call/answers.ts';
import { progressOf } from '../../collection/annual-call/call-state.ts';
import type { GivenAnswer } from '../../collection/annual-call/given-answer.ts';
import { saveAnswers } from '../../collection/annual-call/save-answers.ts';
import { today } from '../../organisation/period.ts';
import { unitResource } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import type { Crumb } from '../../platform/web/components/crumbs.tsx';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import type { FieldError } from '../front/simple-form.tsx';
import { isId } from '../front/typed-text.ts';
import { goTo, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayInWords, dueIn, peopleWords, stateWords, valueWords } from './call-words.ts';
import { type OpenReturn, openReturn, unitName } from './held-call.ts';

const words = {
  calls: text('Uitvraag', 'Annual call'),
  overview: text('Uitvraag over {year}', 'Annual call for {year}'),
  unit: text('Onderdeel', 'Unit'),
  state: text('Stand', 'State'),
  until: text('Uiterlijk', 'Not later than'),
  people: text('Bij wie', 'With whom'),
  signed: text('Deze opgave is ondertekend', 'This return is signed'),
  signedText: text(
    'Wijzigt u iets, dan vervalt de handtekening.',
    'If you change something, the signature is void.',
  ),
  meanwhile: text(
    'Een ander vulde dit in terwijl u bezig was ({moment}): {value}. Uw invoer staat er nog; verstuur opnieuw wat moet blijven.',
    'Somebody else filled this in while you were busy ({moment}): {value}. Your input is still here; send again what is to stay.',
  ),
} as const;

/** Where one is, above every page of a return. */
export function returnCrumbs(
  visit: SignedIn,
  { at, unit, place }: OpenReturn,
  inside: boolean,
): readonly Crumb[] {
  const { language, to } = visit;
  return [
    { href: to('/uitvraag'), label: words.calls[language] },
    {
      href: to(`/uitvraag/${at.year.key}`),
      label: say(words.overview[language], language, { year: at.name }),
    },
    ...(inside ? [{ href: to(place), label: unitName(at, unit, language) }] : []),
  ];
}

/** Whose return it is, its state, its term and who answers. */
export function ReturnStrip({ visit, opened }: { visit: SignedIn; opened: OpenReturn }) {
  const { language } = visit;
  const { at, unit, found, asked } = opened;
  const { deadline } = found.own;
  return (
    <DefinitionList
      inline
      items={[
        { term: words.unit[language], text: unitName(at, unit, language) },
        { term: words.state[language], text: stateWords(progressOf(found.own, asked, today()), language) },
        {
          term: words.until[language],
          text: `${dayInWords(deadline, language)} (${dueIn(deadline, today(), language)})`,
        },
        { term: words.people[language], text: peopleWords(found.people, language) },
      ]}
    />
  );
}

/** Said above a form of a return that is signed: a change voids the signature. */
export function SignedNotice({ visit, opened }: { visit: SignedIn; opened: OpenReturn }) {
  const last = opened.found.own.events.findLast(({ kind }) => kind !== 'extended');
  if (last?.kind !== 'signed') return null;
  return (
    <Notice kind="warn" title={words.signed[visit.language]}>
      <p>{words.signedText[visit.language]}</p>
    </Notice>
  );
}

/** The newest answer of a return, which its forms bring along: what changed since is seen by it. */
export function newestAnswer({ found }: OpenReturn): string {
  return found.own.answers.at(-1)?.id ?? '';
}

/** Keeps answers, and says what somebody else answered otherwise meanwhile. */
export async function saveTyped(
  visit: SignedIn,
  opened: OpenReturn,
  answers: readonly GivenAnswer[],
  base: string,
  {
    fieldOf,
    again,
  }: {
    readonly fieldOf: (answer: CallAnswer) => string;
    readonly again: (newest: OpenReturn, conflicts: readonly FieldError[]) => Response;
  },
): Promise<Response> {
  const { language } = visit;
  const { scope, unit, place } = opened;
  const saved = await perform(visit.premises.door, visit.actor, saveAnswers, unitResource(unit), {
    period: scope.period,
    unit,
    base: isId(base) ? base : null,
    answers,
  });
  switch (saved.outcome) {
    case 'gone':
      return notFound(visit);
    case 'conflict': {
      const newest = await openReturn(visit, `${scope.period}/${unit}`);
      if (!newest) return notFound(visit);
      return again(
        newest,
        saved.theirs.map((answer) => ({
          field: fieldOf(answer),
          message: say(words.meanwhile[language], language, {
            moment: momentInWords(new Date(answer.at), language),
            value: valueWords(answer, language),
          }),
        })),
      );
    }
    case 'same':
      return goTo(visit, `${place}?gedaan=gelijk`);
    case 'saved':
      return goTo(visit, `${place}?gedaan=${saved.voided ? 'vervallen' : 'bewaard'}`);
    default:
      return saved satisfies never;
  }
}
