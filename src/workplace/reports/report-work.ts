import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { draftsQuestion } from '../../publication/workbench/read-drafts.ts';
import type { Waiting } from '../appointments/waiting-work.tsx';
import type { Asker } from '../front/visit.ts';
import { bearsStep, type HeldReport, openReport } from './held-report.ts';

const words = {
  sign: text('Lezen en tekenen: {title}', 'Read and sign: {title}'),
  read: text('Lezen als tweede lezer: {title}', 'Read as second reader: {title}'),
  confirm: text('Handtekening op papier bevestigen: {title}', 'Confirm a signature on paper: {title}'),
  returned: text('Teruggestuurd met opmerkingen: {title}', 'Sent back with remarks: {title}'),
  remarks: text(
    '{count, plural, one {# opmerking} other {# opmerkingen}} beantwoorden: {title}',
    'Answer {count, plural, one {# remark} other {# remarks}}: {title}',
  ),
  publish: text('Klaar om te publiceren: {title}', 'Ready to be published: {title}'),
  failed: text('Niet gepubliceerd, kijk waarom: {title}', 'Not published, see why: {title}'),
  with: text('{title} is bij: {step}', '{title} is with: {step}'),
  write: text('Verder met het verslag „{title}”', 'Go on with the report “{title}”'),
} as const;

/** What of the reports waits for whoever is signed in, what waits for others, and what they are writing. */
export async function reportWork(visit: Asker): Promise<{
  readonly waits: readonly Waiting[];
  readonly others: readonly Waiting[];
  readonly begun: readonly Waiting[];
  /** Whether there is a report that they may read. */
  readonly isReader: boolean;
}> {
  // Who has no role today reads no report.
  if (visit.roles.length === 0) return { waits: [], others: [], begun: [], isReader: false };
  const drafts = await look(visit.premises.door, visit.actor, draftsQuestion, concern, {});
  const open = await Promise.all(
    drafts.filter(({ endedAs }) => endedAs === null).map(({ id }) => openReport(visit, id)),
  );
  const each = open.flatMap((held) => (held ? [workOn(visit, held)] : []));
  return {
    waits: each.flatMap(({ waits }) => waits),
    others: each.flatMap(({ others }) => others),
    begun: each.flatMap(({ begun }) => begun),
    isReader: drafts.length > 0,
  };
}

function workOn(visit: Asker, held: HeldReport) {
  const { language, to, session } = visit;
  const { draft, place, route, reading, writes, stepName } = held;
  const { title } = draft;
  const line = (what: keyof typeof words, rest: string, more: Record<string, string | number> = {}) => ({
    text: say(words[what][language], language, { title, ...more }),
    href: to(`${place}${rest}`),
  });
  const open = draft.remarks.filter(({ answer }) => answer === null).length;
  const last = draft.events.findLast(({ kind }) => kind !== 'seen');
  const { now } = route;
  const mine =
    now !== null && now.act === 'sign' && now.state.kind === 'now' && bearsStep(visit, held, now.id);
  const reads =
    now?.act === 'read' && draft.askedAs === 'second-reader' && !draft.isWriter && reading !== null;
  const confirms = now?.state.kind === 'to-confirm' && now.state.event.by !== session.person && !mine;
  return {
    waits: [
      ...(mine && now ? [line('sign', `/tekenen/${now.id}`)] : []),
      ...(reads ? [line('read', `/leesversies/${reading.number}`)] : []),
      ...(confirms && (writes || draft.askedAs !== null) ? [line('confirm', `/bevestigen/${now.id}`)] : []),
      ...(writes && route.returned ? [line('returned', '/route')] : []),
      ...(writes && open > 0 ? [line('remarks', '/opmerkingen', { count: open })] : []),
      ...(writes && route.isDone && last?.kind !== 'publishing'
        ? [last?.kind === 'failed' ? line('failed', '/publiceren') : line('publish', '/publiceren')]
        : []),
    ],
    others: writes && now && !mine && !confirms ? [line('with', '/route', { step: stepName(now) })] : [],
    begun: writes && !now && !route.isDone ? [line('write', '')] : [],
  };
}
