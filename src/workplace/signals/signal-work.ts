import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { ownBoxes } from '../../reporting/boxes/members.ts';
import type { Waiting } from '../appointments/waiting-work.tsx';
import type { Asker } from '../front/visit.ts';

const words = {
  waits: text(
    '{count, plural, one {# melding} other {# meldingen}} lezen en beantwoorden',
    'Read and answer {count, plural, one {# signal} other {# signals}}',
  ),
  begin: text('Meldingen die u mag lezen', 'Signals that you may read'),
} as const;

/** What of the confidential reports waits for whoever is signed in, and the way to all that they may read. */
export async function signalWork({ premises, actor, language, to, roles }: Asker): Promise<{
  readonly waits: readonly Waiting[];
  readonly begin: readonly Waiting[];
}> {
  // Who has no role today reads nothing.
  if (roles.length === 0) return { waits: [], begin: [] };
  const boxes = await look(premises.door, actor, ownBoxes, concern, {});
  const href = to('/meldingen');
  const waiting = boxes.filter(({ state, unanswered }) => state === 'open' && unanswered > 0).length;
  return {
    waits: waiting > 0 ? [{ text: say(words.waits[language], language, { count: waiting }), href }] : [],
    begin: boxes.length > 0 ? [{ text: words.begin[language], href }] : [],
  };
}
