import { progressOf, type ReturnState } from '../../collection/annual-call/call-state.ts';
import { ownParts } from '../../collection/annual-call/delegation/by-delegate.ts';
import { toTakeOver } from '../../collection/annual-call/delegation/hand-on.ts';
import { callsQuestion } from '../../collection/annual-call/read-calls.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { Waiting } from '../appointments/waiting-work.tsx';
import { type Asker, hasRole } from '../front/visit.ts';
import { dayInWords, dueIn } from './call-words.ts';
import { askedOf, callYear, unitName } from './held-call.ts';

const words = {
  late: text(
    'Uitvraag over {year}: {count, plural, one {# onderdeel is} other {# onderdelen zijn}} te laat',
    'Annual call for {year}: {count, plural, one {# unit is} other {# units are}} late',
  ),
  open: text(
    'Uitvraag over {year}: {count, plural, one {# onderdeel} other {# onderdelen}} nog niet klaar, uiterlijk {day} ({due})',
    'Annual call for {year}: {count, plural, one {# unit} other {# units}} not done yet, not later than {day} ({due})',
  ),
  takeOver: text(
    'Antwoorden van {name} overnemen: {unit} over {year}',
    'Take over the answers of {name}: {unit} for {year}',
  ),
  others: text(
    '{what}: {unit} over {year}, uiterlijk {day} ({due})',
    '{what}: {unit} for {year}, not later than {day} ({due})',
  ),
} as const;

/** More returns of one call than this are one line, which leads to the overview. */
const most = 5;

/** What is to be done to a return in each state, for who signs it and for who fills it in. */
const toDo: Readonly<Record<Exclude<ReturnState, 'signed'>, Text>> = {
  'not-begun': text('Opgave invullen', 'Fill in the return'),
  busy: text('Opgave verder invullen', 'Go on with the return'),
  complete: text('Opgave nakijken en ondertekenen', 'Check and sign the return'),
  voided: text('Opgave opnieuw ondertekenen', 'Sign the return again'),
  reopened: text('Heropende opgave nakijken', 'Check the reopened return'),
};

const delegated = text(
  'Vragen beantwoorden: {unit} over {year}, {done} van {all} ingevuld, uiterlijk {day} ({due})',
  'Answer questions: {unit} for {year}, {done} of {all} filled in, not later than {day} ({due})',
);

/** What others who answer for units handed to whoever is signed in. */
async function delegatedWork({ language, to, premises, actor, roles }: Asker): Promise<readonly Waiting[]> {
  if (roles.length === 0) return [];
  const day = today();
  const parts = await look(premises.door, actor, ownParts, concern, {});
  return parts.map(({ id, heading, questions, answered, lastDay }) => ({
    text: say(delegated[language], language, {
      unit: heading.unit[language],
      year: heading.year,
      done: answered,
      all: questions,
      day: dayInWords(lastDay, language),
      due: dueIn(lastDay, day, language),
    }),
    href: to(`/uitvraag/deel/${id}`),
  }));
}

/** What waits of the annual call for whoever is signed in, the earliest term first. */
export async function callWork(
  visit: Asker,
): Promise<{ readonly waits: readonly Waiting[]; readonly others: readonly Waiting[] }> {
  const handed = await delegatedWork(visit);
  if (!hasRole(visit, 'central-coordinator', 'coordinator', 'head')) return { waits: handed, others: [] };
  const { language, to, premises, actor } = visit;
  const taken = hasRole(visit, 'coordinator', 'head')
    ? (await look(premises.door, actor, toTakeOver, concern, {})).map(
        ({ id, period, unit, givenTo, heading }) => ({
          text: say(words.takeOver[language], language, {
            name: givenTo,
            unit: heading.unit[language],
            year: heading.year,
          }),
          href: to(`/uitvraag/${period}/${unit}/doorgegeven/${id}`),
        }),
      )
    : [];
  const day = today();
  const isCentral = hasRole(visit, 'central-coordinator');
  const waits: (Waiting & { readonly deadline: string })[] = [];
  const others: Waiting[] = [];
  for (const call of await look(premises.door, actor, callsQuestion, concern, {
    period: null,
    unsigned: true,
  })) {
    const at = await callYear(visit, call.period);
    if (!at) continue;
    const open = call.units
      .map((own) => ({ own, progress: progressOf(own, askedOf(at, own.unit, own.registers), day) }))
      .filter(({ progress }) => progress.state !== 'signed');
    if (open.length === 0) continue;
    const due = (deadline: string) => ({
      year: at.name,
      day: dayInWords(deadline, language),
      due: dueIn(deadline, day, language),
    });
    if (isCentral) {
      const late = open.filter(({ progress }) => progress.isLate).length;
      const href = to(`/uitvraag/${call.period}`);
      if (late > 0)
        waits.push({
          text: say(words.late[language], language, { year: at.name, count: late }),
          href,
          deadline: call.deadline,
        });
      else
        others.push({
          text: say(words.open[language], language, { ...due(call.deadline), count: open.length }),
          href,
        });
    } else if (open.length > most) {
      const [first] = open.map(({ own }) => own.deadline).sort();
      waits.push({
        text: say(words.open[language], language, { ...due(first ?? call.deadline), count: open.length }),
        href: to(`/uitvraag/${call.period}`),
        deadline: first ?? call.deadline,
      });
    } else
      for (const { own, progress } of open) {
        if (progress.state === 'signed') continue;
        waits.push({
          text: say(words.others[language], language, {
            ...due(own.deadline),
            what: toDo[progress.state][language],
            unit: unitName(at, own.unit, language),
          }),
          href: to(`/uitvraag/${call.period}/${own.unit}${progress.state === 'complete' ? '/nakijken' : ''}`),
          deadline: own.deadline,
        });
      }
  }
  return {
    waits: [...handed, ...taken, ...waits.sort((one, other) => (one.deadline < other.deadline ? -1 : 1))],
    others,
  };
}
