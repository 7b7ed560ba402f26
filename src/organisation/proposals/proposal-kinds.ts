import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Role } from '../../platform/access/relation.ts';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { ExplainedError } from '../../platform/language/explained-error.ts';
import { sameText, type Text, text } from '../../platform/language/text.ts';

/** Hours that a proposal stands, and that an approval may be used. */
const proposalHours = 72;

/** A proposal of a {@link ProposalKind} that cannot be made or decided as asked. */
export class KindProposalRefused extends ExplainedError {
  override readonly name = 'KindProposalRefused';
}

/**
 * A kind of what one proposes and another decides (decision 0062), described once. Who may decide, and that it is
 * another, the database decides again by its table `proposal_kind`, which names the same roles.
 */
export interface ProposalKind<Payload> {
  readonly kind: string;
  readonly payload: z.ZodType<Payload>;
  /** For the whole concern. */
  readonly proposers: readonly Role[];
  readonly deciders: readonly Role[];
  /** Why these roles, as the access table says it. */
  readonly because: string;
  /** Throws what is wrong with it, when it is proposed. */
  readonly check: (database: Database, payload: Payload) => Promise<void>;
  /** What is done in the transaction of its approval. */
  readonly carryOut: (database: Database, payload: Payload, proposal: string) => Promise<void>;
}

/** What is written into a proposal. */
interface Proposed<Payload> {
  readonly payload: Payload;
  readonly reason: string;
  readonly proposer: string;
}

const decideSchema = z.strictObject({
  proposal: z.uuid(),
  /** The hash that was shown: another payload is another proposal. */
  hash: z.string(),
  decider: z.uuid(),
  decision: z.enum(['approved', 'refused', 'withdrawn']),
});

/** A proposal that waits, as those see it who proposed it or may decide it. */
export interface WaitingProposal<Payload> {
  readonly proposal: string;
  readonly payload: Payload;
  readonly hash: string;
  readonly reason: string;
  readonly proposer: string | null;
  /** The name of who proposed; null where whoever asks may not see names. */
  readonly proposedBy: string | null;
  readonly expires: Date;
  /** Whether whoever asks, or who proposed, has the role that one of the two needs; true where none is asked. */
  readonly hasNeeded: boolean;
}

/** The deeds of a kind of proposal, each with its row of the access table. */
export interface ProposalDeeds<Payload> {
  /** Proposes it; the same twice is one proposal. */
  readonly propose: Action<Proposed<Payload>, { readonly proposal: string }>;
  /** Decides it; an approved one is carried out in the same transaction. Throws a {@link KindProposalRefused}. */
  readonly decide: Action<z.infer<typeof decideSchema>, null>;
  /** Those that wait, the one that lapses first in front. */
  readonly waiting: Question<Record<string, never>, readonly WaitingProposal<Payload>[]>;
  readonly access: readonly AccessRow[];
}

/** Makes the deeds of a kind of proposal: `organisation.propose-<kind>`, `decide-<kind>` and `waiting-<kind>`. */
export function proposalDeeds<Payload>(kind: ProposalKind<Payload>): ProposalDeeds<Payload> {
  const propose: ProposalDeeds<Payload>['propose'] = {
    name: `organisation.propose-${kind.kind}`,
    input: z.strictObject({ payload: kind.payload, reason: z.string().min(1), proposer: z.uuid() }),
    object: () => kind.kind,
    change: async (database, given) => {
      const proposal = await addProposal(database, kind, given);
      return { result: { proposal }, audit: { proposal } };
    },
  };
  const decide: ProposalDeeds<Payload>['decide'] = {
    name: `organisation.decide-${kind.kind}`,
    input: decideSchema,
    object: ({ proposal }) => `proposal ${proposal}`,
    change: async (database, { proposal, hash, decider, decision }) => {
      const payload = await openPayload(database, kind, { proposal, hash, decider, decision });
      await sql`update proposal set outcome = ${decision}, decided_by = ${decider}, decided_at = now()
                where id = ${proposal}`.execute(database);
      if (decision === 'approved') await kind.carryOut(database, payload, proposal);
      return { result: null, audit: { decision } };
    },
  };
  const waiting: ProposalDeeds<Payload>['waiting'] = {
    name: `organisation.waiting-${kind.kind}`,
    confidential: false,
    object: () => kind.kind,
    ask: async (database) => {
      const found = await sql<Omit<WaitingProposal<Payload>, 'payload'> & { payload: unknown }>`
        select p.id as proposal, p.payload, p.payload_hash as hash, p.reason, p.proposer, c.name as "proposedBy",
          p.expires_at as expires, proposal_has_needed(p) as "hasNeeded"
        from proposal p left join person_contact c on c.person_id = p.proposer and c.withdrawn_at is null
        where p.kind = ${kind.kind} and p.outcome is null and p.expires_at > now()
        order by p.expires_at, p.id`.execute(database);
      // What no page of ours wrote is nobody's to decide, and hides nothing else.
      return found.rows.flatMap((row) => {
        const { data } = kind.payload.safeParse(row.payload);
        return data === undefined ? [] : { ...row, payload: data };
      });
    },
  };
  const row = (who: Role, may: AccessRow['may'], what: string): AccessRow => ({
    who,
    may,
    what,
    on: 'concern',
    because: kind.because,
  });
  // Who proposed may withdraw.
  const all = [...new Set([...kind.proposers, ...kind.deciders])];
  return {
    propose,
    decide,
    waiting,
    access: [
      ...kind.proposers.map((who) => row(who, 'do', propose.name)),
      ...all.map((who) => row(who, 'do', decide.name)),
      ...all.map((who) => row(who, 'see', waiting.name)),
    ],
  };
}

/** Writes a proposal that waits for another; the same of one person, while it waits, is written once. */
export async function addProposal<Payload>(
  database: Database,
  kind: ProposalKind<Payload>,
  { payload, reason, proposer }: Proposed<Payload>,
): Promise<string> {
  await kind.check(database, payload);
  await sql`select pg_advisory_xact_lock(hashtext(${`proposal ${kind.kind}`}))`.execute(database);
  const hash = payloadHash(kind, payload);
  const open = await sql<{ id: string }>`
    select id from proposal where kind = ${kind.kind} and outcome is null and expires_at > now()
      and proposer = ${proposer} and payload_hash = ${hash} limit 1`.execute(database);
  if (open.rows[0]) return open.rows[0].id;
  const proposal = newId();
  await sql`
    insert into proposal (id, kind, payload, payload_hash, beneficiary, reason, proposed_by, proposer, expires_at)
    values (${proposal}, ${kind.kind}, ${JSON.stringify(payload)}::jsonb, ${hash}, null, ${reason}, ${proposer},
      ${proposer}, now() + make_interval(hours => ${proposalHours}))`.execute(database);
  return proposal;
}

/** What is approved is what was proposed, letter by letter; a payload that was read has the order of its shape. */
function payloadHash<Payload>(kind: ProposalKind<Payload>, payload: Payload): string {
  return createHash('sha256')
    .update(JSON.stringify([kind.kind, kind.payload.parse(payload)]))
    .digest('hex');
}

async function openPayload<Payload>(
  database: Database,
  kind: ProposalKind<Payload>,
  { proposal, hash, decider, decision }: z.infer<typeof decideSchema>,
): Promise<Payload> {
  const found = await sql<{
    payload: unknown;
    proposer: string | null;
    stored: string;
    decides: boolean;
    hasNeeded: boolean;
  }>`
    select payload, proposer, payload_hash as stored, kind = any (acting_proposal_kinds('decide')) as decides,
      proposal_has_needed(proposal) as "hasNeeded"
    from proposal
    where id = ${proposal} and kind = ${kind.kind} and outcome is null and expires_at > now() for update`.execute(
    database,
  );
  const [open] = found.rows;
  if (!open) throw proposalRefused('over', proposal, over);
  const payload = kind.payload.parse(open.payload);
  if (open.stored !== hash || payloadHash(kind, payload) !== hash)
    throw proposalRefused('changed', proposal, changed);
  const isOwn = open.proposer === decider;
  if (decision === 'withdrawn' ? !isOwn : isOwn || !open.decides)
    throw proposalRefused('not-yours', proposal, notYours);
  if (decision === 'approved') {
    if (!open.hasNeeded) throw proposalRefused('needs-role', proposal, needsRole);
    const letIn = await sql<{ letIn: boolean }>`
      select was_let_in_by(${decider}, ${open.proposer}) as "letIn"`.execute(database);
    if (letIn.rows[0]?.letIn) throw proposalRefused('let-in', proposal, letInBefore);
  }
  return payload;
}

const over = text(
  'Dit voorstel is al beslist, ingetrokken of verlopen.',
  'This proposal was decided, withdrawn or has lapsed.',
);
const changed = text(
  'Dit voorstel is een ander dan u zag.',
  'This proposal is another than the one you saw.',
);
const notYours = text('Over dit voorstel beslist een ander.', 'Another decides about this proposal.');
const needsRole = text(
  'Een van de twee die hierover beslissen is de privacy officer: laat die dit goedkeuren.',
  'One of the two who decide about this is the privacy officer: have that person approve it.',
);
const letInBefore = text(
  'Wie dit voorstelde, liet u minder dan 72 uur geleden als enige binnen. Laat een ander beslissen, of laat het na die tijd opnieuw voorstellen.',
  'Who proposed this let you in alone less than 72 hours ago. Have another decide, or have it proposed again after that time.',
);

/** A proposal that cannot be made, decided or carried out: what is wrong with it, in words. */
export function proposalRefused(code: string, where: string, what: Text): KindProposalRefused {
  return new KindProposalRefused(code, {
    what,
    where: sameText(where),
    kept: text('Er is niets gewijzigd.', 'Nothing was changed.'),
    next: text('Bekijk de voorstellen opnieuw.', 'Look at the proposals again.'),
  });
}
