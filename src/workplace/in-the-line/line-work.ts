import { lineTellers } from '../../collection/in-the-line/line-access.ts';
import { openLines } from '../../collection/in-the-line/line-notices.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import type { Waiting } from '../appointments/waiting-work.tsx';
import { type Asker, hasRole } from '../front/visit.ts';
import { lineRegisters } from './line-register.tsx';

const words = {
  decide: text(
    'Beslissen over wat in de lijn is afgehandeld: {count}',
    'Decide about what was handled in the line: {count}',
  ),
  others: text(
    'In de lijn afgehandeld, bij de coördinatoren van onderdelen: {count}',
    'Handled in the line, with the coordinators of units: {count}',
  ),
  tell: text('In de lijn afgehandeld doorgeven', 'Tell what was handled in the line'),
} as const;

/** What waits of what was handled in the line, for who decides about it, and what who handles things can begin. */
export async function lineWork(visit: Asker): Promise<{
  readonly waits: readonly Waiting[];
  readonly others: readonly Waiting[];
  readonly begin: readonly Waiting[];
}> {
  const isCentral = hasRole(visit, 'central-coordinator');
  const keeps = isCentral || hasRole(visit, 'coordinator');
  const tells = hasRole(visit, ...lineTellers);
  if (!keeps && !tells) return { waits: [], others: [], begin: [] };
  const { language, to, premises, actor } = visit;
  const waits: Waiting[] = [];
  const others: Waiting[] = [];
  const begin: Waiting[] = [];
  for (const { register, pages } of await lineRegisters(visit)) {
    const href = to(`/registers/${pages.path}/in-de-lijn`);
    if (tells) begin.push({ text: words.tell[language], href: to(`/in-de-lijn/${pages.path}/nieuw`) });
    if (!keeps) continue;
    const open = await look(premises.door, actor, openLines, concern, { register: register.key });
    const line = (said: typeof words.decide, count: number) =>
      count === 0 ? [] : [{ text: say(said[language], language, { count }), href }];
    // What a unit has a coordinator for waits for that one.
    const own = isCentral && !hasRole(visit, 'coordinator') ? open.others : open.coordinated + open.others;
    waits.push(...line(words.decide, own));
    others.push(...line(words.others, open.coordinated + open.others - own));
  }
  return { waits, others, begin };
}
