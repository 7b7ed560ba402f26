import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../database/doorways.ts';
import { newId } from '../../database/new-id.ts';
import { ExplainedError } from '../../language/explained-error.ts';
import { sameText, type Text, text } from '../../language/text.ts';
import type { ProviderSettings } from './settings.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Hours that a proposal stands. */
const stands = 72;

const settingsSchema = z.strictObject({
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  secretEndsOn: z.iso.date().nullable(),
  tenant: z.string().nullable(),
  mailDomains: z.array(z.string()).readonly(),
  acrs: z.string().nullable(),
  privateAddresses: z.array(z.string()).readonly(),
  certificates: z.string().nullable(),
}) satisfies z.ZodType<ProviderSettings>;

const recordSchema = z.strictObject({
  /** For which the secret was sealed. */
  id: z.uuid(),
  settings: settingsSchema,
  sealedSecret: bytes,
  hash: z.string(),
  by: z.string().min(1),
});

/**
 * Records how people sign in elsewhere. From the moment that two could approve it waits for somebody in the workplace,
 * and what held before holds until then; an earlier one that waits is replaced. A new secret alone never waits: who
 * approves may come in by it.
 */
export const recordProvider: Action<z.infer<typeof recordSchema>, 'stands' | 'waits'> = {
  name: 'identity.record-provider',
  input: recordSchema,
  object: ({ settings }) => `provider ${settings.issuer}`,
  change: async (database, { id, settings, sealedSecret, hash, by }) => {
    const asked = await sql<{ needed: boolean }>`
      select provider_needs_approval() and not exists (
        select from sign_in_provider p
        where p.id = standing_provider() and p.name = ${settings.name} and p.issuer = ${settings.issuer}
          and p.client_id = ${settings.clientId} and p.tenant is not distinct from ${settings.tenant}
          and p.mail_domains = ${[...settings.mailDomains]} and p.acrs is not distinct from ${settings.acrs}
          and p.private_addresses = ${[...settings.privateAddresses]}
          and p.certificates is not distinct from ${settings.certificates}) as needed`.execute(database);
    const proposal = asked.rows[0]?.needed === true ? newId() : null;
    if (proposal !== null) {
      const payload = JSON.stringify({ provider: id, name: settings.name, issuer: settings.issuer });
      await sql`
        insert into proposal (id, kind, payload, payload_hash, reason, proposed_by, expires_at)
        values (${proposal}, 'sign-in-provider', ${payload}::jsonb, ${hash}, 'sign-in-provider', ${by},
          now() + make_interval(hours => ${stands}))`.execute(database);
    }
    await sql`
      insert into sign_in_provider (id, name, issuer, client_id, client_secret, secret_ends_on, tenant, mail_domains, acrs,
        private_addresses, certificates, settings_hash, proposal_id, recorded_by)
      values (${id}, ${settings.name}, ${settings.issuer}, ${settings.clientId}, ${sealedSecret}, ${settings.secretEndsOn},
        ${settings.tenant}, ${[...settings.mailDomains]}, ${settings.acrs}, ${[...settings.privateAddresses]},
        ${settings.certificates}, ${hash}, ${proposal}, ${by})`.execute(database);
    // What held stays only where the new one waits.
    await sql`update sign_in_provider set withdrawn_at = now()
              where withdrawn_at is null and id <> ${id} and (${proposal === null} or id is distinct from standing_provider())`.execute(
      database,
    );
    return { result: proposal === null ? 'stands' : 'waits', audit: { waits: proposal !== null } };
  },
};

/** Ends signing in elsewhere at once, and what waits for approval. Taking away is never what has to wait. */
export const removeProvider: Action<Record<string, never>, { readonly ended: number }> = {
  name: 'identity.remove-provider',
  input: z.strictObject({}),
  object: () => 'provider',
  change: async (database) => {
    const ended =
      await sql`update sign_in_provider set withdrawn_at = now() where withdrawn_at is null returning 1`.execute(
        database,
      );
    return { result: { ended: ended.rows.length }, audit: { ended: ended.rows.length } };
  },
};

/** How settings stand. */
export type ProviderState = 'stands' | 'waits' | 'lapsed' | 'refused' | 'replaced';

/** Settings as those see them who look after accounts or approve: without the secret. */
export interface ShownProvider extends ProviderSettings {
  readonly id: string;
  readonly state: ProviderState;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly proposal: string | null;
  readonly hash: string;
  readonly expires: Date | null;
}

const columns = sql`p.id, p.name, p.issuer, p.client_id as "clientId", p.secret_ends_on as "secretEndsOn", p.tenant,
  p.mail_domains as "mailDomains", p.acrs, p.private_addresses as "privateAddresses", p.certificates`;

/** The settings that hold, and those that came after them and wait or came to nothing. */
export const shownProviders: Question<Record<string, never>, readonly ShownProvider[]> = {
  name: 'identity.providers',
  confidential: false,
  object: () => 'provider',
  ask: async (database) => {
    const found = await sql<ShownProvider>`
      select ${columns}, provider_state(p.id) as state, p.recorded_by as "recordedBy", p.recorded_at as "recordedAt",
        p.proposal_id as proposal, p.settings_hash as hash,
        case when p.proposal_id is not null then p.recorded_at + make_interval(hours => ${stands}) end as expires
      from sign_in_provider p where p.withdrawn_at is null order by p.recorded_at`.execute(database);
    return found.rows.filter(({ state }) => state !== 'replaced');
  },
};

/** Settings with their sealed secret, as signing in uses them. */
export interface UsedProvider extends ProviderSettings {
  readonly id: string;
  readonly sealedSecret: Buffer;
}

/** The settings that hold; null where nobody signs in elsewhere. */
export const usedProvider: Question<Record<string, never>, UsedProvider | null> = {
  name: 'identity.provider',
  confidential: false,
  object: () => 'provider',
  ask: async (database) => {
    const found = await sql<UsedProvider>`
      select ${columns}, p.client_secret as "sealedSecret" from sign_in_provider p where p.id = standing_provider()`.execute(
      database,
    );
    return found.rows[0] ?? null;
  },
};

/** What the provider is called; null where there is none. */
export const providerName: Question<Record<string, never>, string | null> = {
  name: 'identity.provider-name',
  confidential: false,
  object: () => 'provider',
  ask: async (database) => {
    const found = await sql<{ name: string }>`
      select p.name from sign_in_provider p where p.id = standing_provider()`.execute(database);
    return found.rows[0]?.name ?? null;
  },
};

/** How somebody tried whether the provider answers; recorded, for it makes the program connect elsewhere. */
export const tryProvider: Action<{ readonly provider: string }, null> = {
  name: 'identity.try-provider',
  input: z.strictObject({ provider: z.uuid() }),
  object: ({ provider }) => `provider ${provider}`,
  change: async () => ({ result: null, audit: {} }),
};

/** Settings that cannot be decided about as asked. */
export class ProviderProposalRefused extends ExplainedError {
  override readonly name = 'ProviderProposalRefused';
}

const decideSchema = z.strictObject({
  proposal: z.uuid(),
  /** The hash that was shown: other settings are another proposal. */
  hash: z.string(),
  decider: z.uuid(),
  decision: z.enum(['approved', 'refused']),
});

/** Approves or refuses settings that the terminal proposed. Throws a {@link ProviderProposalRefused}. */
export const decideProvider: Action<z.infer<typeof decideSchema>, null> = {
  name: 'identity.decide-provider',
  input: decideSchema,
  object: ({ proposal }) => `proposal ${proposal}`,
  change: async (database, { proposal, hash, decider, decision }) => {
    const open = await openProposal(database, proposal);
    if (open === null) throw refused('over', proposal, over);
    if (open.hash !== hash) throw refused('changed', proposal, changed);
    await sql`update proposal set outcome = ${decision}, decided_by = ${decider}, decided_at = now()
              where id = ${proposal}`.execute(database);
    return { result: null, audit: { decision, provider: open.provider } };
  },
};

async function openProposal(
  database: Database,
  proposal: string,
): Promise<{ readonly hash: string; readonly provider: string } | null> {
  const found = await sql<{ hash: string; provider: string }>`
    select o.payload_hash as hash, p.id as provider from proposal o join sign_in_provider p on p.proposal_id = o.id
    where o.id = ${proposal} and o.kind = 'sign-in-provider' and o.outcome is null and o.expires_at > now()
      and p.withdrawn_at is null for update of o`.execute(database);
  return found.rows[0] ?? null;
}

const over = text(
  'Dit voorstel is al beslist, vervangen, ingetrokken of verlopen.',
  'This proposal was decided, replaced, withdrawn or has lapsed.',
);
const changed = text(
  'Dit voorstel is een ander dan u zag.',
  'This proposal is another than the one you saw.',
);

function refused(code: string, where: string, what: Text): ProviderProposalRefused {
  return new ProviderProposalRefused(code, {
    what,
    where: sameText(where),
    kept: text('Er is niets gewijzigd.', 'Nothing was changed.'),
    next: text('Bekijk de voorstellen opnieuw.', 'Look at the proposals again.'),
  });
}
