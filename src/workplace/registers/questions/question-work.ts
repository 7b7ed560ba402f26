import { questionStates, waitsToSettle } from '../../../collection/record-questions/asking.ts';
import { concern } from '../../../platform/access/resource.ts';
import { look } from '../../../platform/database/doorways.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { dayInWords } from '../../annual-call/call-words.ts';
import type { Waiting } from '../../appointments/waiting-work.tsx';
import { type Asker, hasRole } from '../../front/visit.ts';

const words = {
  settle: text('Beslissen over het antwoord van {name} ({one})', 'Decide about the answer of {name} ({one})'),
  waits: text(
    'Vraag over een {one}, bij {name} tot en met {day}',
    'Question about an {one}, with {name} until {day}',
  ),
  others: text(
    'Antwoord van {name} ({one}), bij wie de vraag stelde',
    'Answer of {name} ({one}), with who asked the question',
  ),
} as const;

/** What waits of questions about records: answers to decide about, and what others still answer or decide. */
export async function questionWork(
  visit: Asker,
): Promise<{ readonly waits: readonly Waiting[]; readonly others: readonly Waiting[] }> {
  const { language, to, premises, actor } = visit;
  const waits: Waiting[] = [];
  const others: Waiting[] = [];
  for (const { key, pages } of premises.catalogue.registers) {
    if (!pages || pages.askable.length === 0) continue;
    if (!hasRole(visit, ...pages.keptBy.map(({ role }) => role))) continue;
    for (const one of await look(premises.door, actor, questionStates, concern, {
      register: key,
      record: null,
    })) {
      const href = to(`/registers/${pages.path}/${one.record}/vraag/${one.id}`);
      const values = {
        name: one.givenTo,
        one: pages.one[language],
        day: dayInWords(one.lastDay, language),
      };
      if (!waitsToSettle(one)) others.push({ text: say(words.waits[language], language, values), href });
      else if (one.isOwn) waits.push({ text: say(words.settle[language], language, values), href });
      else others.push({ text: say(words.others[language], language, values), href });
    }
  }
  return { waits, others };
}
