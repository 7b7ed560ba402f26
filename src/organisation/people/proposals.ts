import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { ExplainedError } from '../../platform/language/explained-error.ts';
import { sameText, type Text, text } from '../../platform/language/text.ts';
import {
  type Appointment,
  appointmentRefused,
  appointmentSchema,
  recordAppointment,
  refuseUnstanding,
} from './appointments.ts';
import { privilegedRoles } from './incompatible-roles.ts';

/** Hours that a proposal stands. */
const stands = 72;

/** A proposal that cannot be decided as asked. */
export class ProposalRefused extends ExplainedError {
  override readonly name = 'ProposalRefused';
}

/** What came of appointing: it holds, or another decides first. */
export type AppointOutcome =
  | { readonly outcome: 'appointed'; readonly appointment: string }
  | { readonly outcome: 'proposed'; readonly proposal: string };

const proposeSchema = z.strictObject({ ...appointmentSchema.shape, proposer: z.uuid() });

/**
 * Appoints somebody; what gives much (administrators, the auditor, the centre, the head) or is for oneself is a proposal
 * that another decides, once there is another who may. Throws an AppointmentRefused for what cannot stand.
 */
export const proposeAppointment: Action<z.infer<typeof proposeSchema>, AppointOutcome> = {
  name: 'organisation.propose-appointment',
  input: proposeSchema,
  object: ({ role, unit }) => `${role} ${unit ?? 'concern'}`,
  change: async (database, { proposer, ...appointment }) => {
    const audit = { person: appointment.person, from: appointment.from, until: appointment.until };
    await refuseUnstanding(database, appointment);
    if (!(await needsAnother(database, proposer, appointment))) {
      const id = await recordAppointment(database, appointment, null);
      return { result: { outcome: 'appointed', appointment: id }, audit };
    }
    // Sent twice, it is one proposal; refuseUnstanding took the lock of that person.
    const open = await sql<{ id: string }>`
      select id from proposal where kind = 'appoint' and outcome is null and expires_at > now() and proposer = ${proposer}
        and payload_hash = ${payloadHash(appointment)} limit 1`.execute(database);
    if (open.rows[0])
      return { result: { outcome: 'proposed', proposal: open.rows[0].id }, audit: { ...audit, twice: true } };
    const proposal = newId();
    await sql`
      insert into proposal (id, kind, payload, payload_hash, beneficiary, reason, proposed_by, proposer, expires_at)
      values (${proposal}, 'appoint', ${JSON.stringify(appointment)}::jsonb, ${payloadHash(appointment)},
        ${appointment.person}, ${appointment.reason}, ${proposer}, ${proposer}, now() + make_interval(hours => ${stands}))`.execute(
      database,
    );
    return { result: { outcome: 'proposed', proposal }, audit: { ...audit, proposal } };
  },
};

async function needsAnother(
  database: Database,
  proposer: string,
  { person, role }: Appointment,
): Promise<boolean> {
  if (!privilegedRoles.has(role) && person !== proposer) return false;
  const found = await sql<{ needs: boolean; can: boolean }>`
    select needs_another(${proposer}, ${person}) as needs, another_can_approve(${proposer}, ${person}) as can`.execute(
    database,
  );
  const [row] = found.rows;
  if (row?.needs === true && !row.can) throw appointmentRefused('nobody-approves', role, nobodyApproves);
  return row?.needs === true;
}

/** What is approved is what was proposed, letter by letter. */
function payloadHash(appointment: Appointment): string {
  const { person, role, unit, from, until, appointedBy, reason, act, replaces } = appointment;
  const more = act === null && replaces === null ? [] : [act?.reference ?? null, act?.date ?? null, replaces];
  const written = JSON.stringify([person, role, unit, from, until, appointedBy, reason, ...more]);
  return createHash('sha256').update(written).digest('hex');
}

/** A proposal as those who may decide it see it. */
export interface OpenProposal {
  readonly proposal: string;
  readonly appointment: Appointment;
  readonly hash: string;
  readonly beneficiary: string | null;
  readonly proposer: string | null;
  readonly proposedBy: string;
  readonly expires: Date;
  /** Whether whoever asks may decide it: not who proposed, not who gains. */
  readonly mayDecide: boolean;
}

/** The proposals that wait for a decision, the one that lapses first in front. */
export const openProposals: Question<{ readonly person: string }, readonly OpenProposal[]> = {
  name: 'organisation.proposals',
  confidential: false,
  object: () => 'proposal',
  ask: async (database, { person }) => {
    const found = await sql<Omit<OpenProposal, 'appointment'> & { payload: unknown }>`
      select p.id as proposal, p.payload, p.payload_hash as hash, b.name as beneficiary, p.proposer,
        coalesce(c.name, p.proposed_by) as "proposedBy", p.expires_at as expires,
        p.proposer is distinct from ${person} and p.beneficiary is distinct from ${person} as "mayDecide"
      from proposal p
      left join person_contact b on b.person_id = p.beneficiary and b.withdrawn_at is null
      left join person_contact c on c.person_id = p.proposer and c.withdrawn_at is null
      where p.kind = 'appoint' and p.outcome is null and p.expires_at > now()
      order by p.expires_at`.execute(database);
    return found.rows.map(({ payload, ...row }) => ({
      ...row,
      appointment: appointmentSchema.parse(payload),
    }));
  },
};

const decideSchema = z.strictObject({
  proposal: z.uuid(),
  /** The hash that was shown: another payload is another proposal. */
  hash: z.string(),
  decider: z.uuid(),
  decision: z.enum(['approved', 'refused', 'withdrawn']),
});

/**
 * Decides a proposal; an approved one takes effect in the same transaction. Who proposed it may only withdraw it. Throws
 * a {@link ProposalRefused} when it was decided, lapsed or is another than was shown, and an AppointmentRefused when
 * it cannot stand any more.
 */
export const decideProposal: Action<z.infer<typeof decideSchema>, { readonly appointment: Appointment }> = {
  name: 'organisation.decide-proposal',
  input: decideSchema,
  object: ({ proposal }) => `proposal ${proposal}`,
  change: async (database, { proposal, hash, decider, decision }) => {
    const found = await sql<{
      payload: unknown;
      beneficiary: string | null;
      proposer: string | null;
      stored: string;
    }>`
      select payload, beneficiary, proposer, payload_hash as stored from proposal
      where id = ${proposal} and kind = 'appoint' and outcome is null and expires_at > now() for update`.execute(
      database,
    );
    const [open] = found.rows;
    if (!open) throw refused('over', proposal, over);
    const appointment = appointmentSchema.parse(open.payload);
    if (open.stored !== hash || payloadHash(appointment) !== hash)
      throw refused('changed', proposal, changed);
    const isOwn = open.proposer === decider;
    if (decision === 'withdrawn' ? !isOwn : isOwn || open.beneficiary === decider)
      throw refused('not-yours', proposal, notYours);
    if (decision === 'approved') {
      const letIn = await sql<{ letIn: boolean }>`
        select was_let_in_by(${decider}, ${open.proposer}) or was_let_in_by(${decider}, ${open.beneficiary}) as "letIn"`.execute(
        database,
      );
      if (letIn.rows[0]?.letIn) throw refused('let-in', proposal, letInBefore);
    }
    await sql`update proposal set outcome = ${decision}, decided_by = ${decider}, decided_at = now()
              where id = ${proposal}`.execute(database);
    if (decision === 'approved') await recordAppointment(database, appointment, proposal);
    return { result: { appointment }, audit: { decision, person: appointment.person } };
  },
};

const over = text(
  'Dit voorstel is al beslist, ingetrokken of verlopen.',
  'This proposal was decided, withdrawn or has lapsed.',
);
const changed = text(
  'Dit voorstel is een ander dan u zag.',
  'This proposal is another than the one you saw.',
);
const nobodyApproves = text(
  'Deze rol keurt een andere functioneel beheerder goed, en die is er nu niet. Vraag wie de server beheert om iemand uit te nodigen met invite --first; u keurt diegene goed.',
  'Another functional administrator approves this role, and there is none now. Ask who runs the server to invite somebody by invite --first; you approve that person.',
);
const letInBefore = text(
  'Wie dit voorstelde, of ervoor in aanmerking komt, liet u minder dan 72 uur geleden als enige binnen. Laat een ander beslissen, of laat het na die tijd opnieuw voorstellen.',
  'Who proposed this, or gains by it, let you in alone less than 72 hours ago. Have another decide, or have it proposed again after that time.',
);
const notYours = text(
  'Over een eigen voorstel, of een voorstel voor uzelf, beslist een ander.',
  'Another decides about a proposal of yours, or one for yourself.',
);

function refused(code: string, where: string, what: Text): ProposalRefused {
  return new ProposalRefused(code, {
    what,
    where: sameText(where),
    kept: text('Er is niets gewijzigd.', 'Nothing was changed.'),
    next: text('Bekijk de voorstellen opnieuw.', 'Look at the proposals again.'),
  });
}
