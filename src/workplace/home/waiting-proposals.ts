import { retentionDeeds } from '../../codes/changes/retention-changes.ts';
import { waitingThresholds } from '../../codes/changes/threshold-changes.ts';
import { openProposals } from '../../organisation/people/proposals.ts';
import { roleWords } from '../../organisation/people/role-words.ts';
import { exportAllDeeds } from '../../organisation/proposals/export-approval.ts';
import type { WaitingProposal } from '../../organisation/proposals/proposal-kinds.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { shownProviders } from '../../platform/identity/provider/records.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { Waiting } from '../appointments/waiting-work.tsx';
import { type Asker, hasRole } from '../front/visit.ts';

const words = {
  decide: text(
    'Beslis over een voorstel: {what}. Verloopt {expires}',
    'Decide about a proposal: {what}. Lapses {expires}',
  ),
  own: text('Uw voorstel: {what}. Verloopt {expires}', 'Your proposal: {what}. Lapses {expires}'),
  thresholds: text('andere drempels', 'other thresholds'),
  retention: text('andere bewaartermijnen', 'other retention terms'),
  exportAll: text('een export van alle registers', 'an export of all registers'),
  provider: text('hoe mensen zich aanmelden', 'how people sign in'),
} as const;

/** A proposal that waits, from the side of whoever is signed in. */
interface Known {
  readonly what: string;
  readonly expires: Date;
  readonly isOwn: boolean;
  readonly mayDecide: boolean;
}

/** The proposals that wait for whoever is signed in, and those of their own that wait for another; the first to lapse first. */
export async function waitingProposals(
  visit: Asker,
): Promise<{ readonly forMe: readonly Waiting[]; readonly forOthers: readonly Waiting[] }> {
  const { language, to } = visit;
  const known = (await knownProposals(visit)).toSorted(
    (one, other) => one.expires.getTime() - other.expires.getTime(),
  );
  const told = (how: Text, some: readonly Known[]): readonly Waiting[] =>
    some.map(({ what, expires }) => ({
      text: say(how[language], language, { what, expires: momentInWords(expires, language) }),
      href: to('/voorstellen'),
    }));
  return {
    forMe: told(
      words.decide,
      known.filter(({ mayDecide }) => mayDecide),
    ),
    forOthers: told(
      words.own,
      known.filter(({ isOwn }) => isOwn),
    ),
  };
}

async function knownProposals(visit: Asker): Promise<readonly Known[]> {
  const { premises, actor, session, language } = visit;
  const isAdministrator = hasRole(visit, 'functional-administrator');
  const isOfficer = hasRole(visit, 'privacy-officer');
  const known: Known[] = [];
  const add = (what: Text, some: readonly WaitingProposal<unknown>[]): void => {
    for (const { expires, proposer, hasNeeded } of some) {
      const isOwn = proposer === session.person;
      known.push({
        what: what[language],
        expires,
        isOwn,
        mayDecide: (isAdministrator || isOfficer) && !isOwn && hasNeeded,
      });
    }
  };
  if (isAdministrator) {
    const { person } = session;
    for (const one of await look(premises.door, actor, openProposals, concern, { person }))
      known.push({
        what: `${roleWords[one.appointment.role].name[language]}, ${one.beneficiary ?? '…'}`,
        expires: one.expires,
        isOwn: one.proposer === person,
        mayDecide: one.mayDecide,
      });
    for (const { state, expires } of await look(premises.door, actor, shownProviders, concern, {}))
      if (state === 'waits' && expires !== null)
        known.push({ what: words.provider[language], expires, isOwn: false, mayDecide: true });
    add(words.thresholds, await look(premises.door, actor, waitingThresholds, concern, {}));
  }
  if (isAdministrator || isOfficer)
    add(words.retention, await look(premises.door, actor, retentionDeeds.waiting, concern, {}));
  if (isAdministrator || isOfficer || hasRole(visit, 'central-coordinator'))
    add(words.exportAll, await look(premises.door, actor, exportAllDeeds.waiting, concern, {}));
  return known;
}
