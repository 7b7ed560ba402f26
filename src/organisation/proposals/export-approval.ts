import { sql } from 'kysely';
import { z } from 'zod';
import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { ExplainedError } from '../../platform/language/explained-error.ts';
import { text } from '../../platform/language/text.ts';
import { type ProposalKind, proposalDeeds } from './proposal-kinds.ts';

/** All registers at once leave the house only when another agreed to it. */
class ExportNotApproved extends ExplainedError {
  override readonly name = 'ExportNotApproved';
}

/** It says nothing but its reason: all registers, once, by who proposed it. */
const payload = z.strictObject({ registers: z.literal('all') });

const exportAll: ProposalKind<z.infer<typeof payload>> = {
  kind: 'export-all',
  payload,
  proposers: ['central-coordinator'],
  deciders: ['functional-administrator', 'privacy-officer'],
  because: 'Alle registers samen neemt niemand alleen mee: de een stelt het voor, een ander keurt het goed',
  check: async () => undefined,
  // It is used later, by who proposed it.
  carryOut: async () => undefined,
};

/** Proposing an export of all registers, and deciding about it. */
export const exportAllDeeds = proposalDeeds(exportAll);

/** The approval that this person can use: of the last 72 hours, proposed by them, not used yet. */
async function usable(database: Database, person: string): Promise<string> {
  const found = await sql<{ id: string }>`
    select p.id from proposal p
    where p.kind = 'export-all' and p.outcome = 'approved' and p.proposer = ${person}
      and p.decided_at > now() - interval '72 hours'
      and not exists (select from proposal_use u where u.proposal_id = p.id)
    order by p.decided_at limit 1`.execute(database);
  const [row] = found.rows;
  if (!row) throw notApproved();
  return row.id;
}

/** The approval of an export of all registers that this person can use. Throws an {@link ExportNotApproved}. */
export const exportApproval: Question<{ readonly person: string }, { readonly proposal: string }> = {
  name: 'organisation.export-approval',
  confidential: false,
  object: () => 'export-all',
  ask: async (database, { person }) => ({ proposal: await usable(database, person) }),
};

/** Uses the approval of an export of all registers, once. Throws an {@link ExportNotApproved} where there is none. */
export const useExportApproval: Action<{ readonly person: string }, { readonly proposal: string }> = {
  name: 'organisation.use-export-approval',
  input: z.strictObject({ person: z.uuid() }),
  object: () => 'export-all',
  change: async (database, { person }) => {
    // Two exports at once use two approvals, or the second has none.
    await sql`select pg_advisory_xact_lock(hashtext('export approvals'))`.execute(database);
    const proposal = await usable(database, person);
    await sql`insert into proposal_use (proposal_id, used_by) values (${proposal}, ${person})`.execute(
      database,
    );
    return { result: { proposal }, audit: { proposal } };
  },
};

function notApproved(): ExportNotApproved {
  return new ExportNotApproved('export-not-approved', {
    what: text(
      'Alle registers tegelijk meenemen vraagt de goedkeuring van een ander, en die is er niet (meer).',
      'Taking all registers along at once asks the approval of another, and there is none (any more).',
    ),
    where: text('export zonder --register', 'export without --register'),
    kept: text('Er is niets gelezen of geschreven.', 'Nothing was read or written.'),
    next: text(
      'Stel de export voor op de werkplek (Voorstellen, Export van alle registers). Een functioneel beheerder of de privacy officer keurt haar goed; daarna kunt u haar 72 uur lang eenmaal maken. Eén register tegelijk (--register) vraagt geen goedkeuring.',
      'Propose the export in the workplace (Proposals, Export of all registers). A functional administrator or the privacy officer approves it; then you can make it once within 72 hours. One register at a time (--register) asks no approval.',
    ),
  });
}

/** Who proposes, decides and makes an export of all registers. */
export const exportApprovalAccess: readonly AccessRow[] = [
  ...exportAllDeeds.access,
  ...(
    [
      ['see', exportApproval.name],
      ['do', useExportApproval.name],
    ] as const
  ).map(
    ([may, what]): AccessRow => ({
      who: 'central-coordinator',
      may,
      what,
      on: 'concern',
      // It gives nothing by itself: each register is asked for by its own deed.
      byToken: 'always',
      because: 'Wie alle registers meeneemt, gebruikt daarvoor de goedkeuring van een ander',
    }),
  ),
];
