import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Question } from '../database/doorways.ts';
import { newId } from '../database/new-id.ts';
import type { SealingKeys } from '../sealing/key-file.ts';
import { isUnderOldKey, seal, unseal } from '../sealing/seal.ts';

/** How the connection to a relay is kept from others: TLS from the start, TLS that must follow, or not. */
export const securities = ['starttls', 'tls', 'none'] as const;
/** How the program says who it is: not, by name and password, or by an access token (XOAUTH2). */
export const meansOfMail = ['none', 'password', 'xoauth2'] as const;

/** What the program shows to a relay; sealed in the database. */
export type MailSecret =
  | { readonly password: string }
  | { readonly clientSecret: string; readonly refreshToken: string };

/** One address, without a name, on one line: what is more than an address is refused. */
export const mailAddress = z
  .email()
  .max(254)
  .regex(/^[\x21-\x7e]+$/);

const settingShape = {
  host: z
    .string()
    .max(253)
    .regex(/^[A-Za-z0-9.:-]+$/),
  port: z.int().min(1).max(65535),
  security: z.enum(securities),
  sender: mailAddress,
  warnTo: mailAddress,
  means: z.enum(meansOfMail),
  userName: z.string().min(1).max(254).nullable(),
  tokenEndpoint: z.url({ protocol: /^https$/ }).nullable(),
  clientId: z.string().min(1).max(254).nullable(),
  /** The last day of the secret (yyyy-mm-dd), where it has one. */
  secretEndsOn: z.iso.date().nullable(),
  privateAddresses: z.array(z.string()).max(20),
  /** PEM. */
  certificates: z.string().nullable(),
} as const;

/** How mail goes out. */
export type MailSetting = z.infer<z.ZodObject<typeof settingShape>>;

/** The settings that hold, as the technical administrator sees them: whether there is a secret, never which. */
export interface ShownMail extends MailSetting {
  readonly secret: string | null;
  readonly recordedAt: Date;
}

const shownColumns = sql`host, port, security, sender, warn_to as "warnTo", means, user_name as "userName",
  token_endpoint as "tokenEndpoint", client_id as "clientId", secret_ends_on as "secretEndsOn",
  private_addresses as "privateAddresses", certificates, secret_id as secret, recorded_at as "recordedAt"`;

/** The settings that hold; null: no mail goes out. */
export const shownMail: Question<Record<string, never>, ShownMail | null> = {
  name: 'mail.settings',
  confidential: false,
  object: () => 'mail',
  ask: async (database) => {
    const found = await sql<ShownMail>`
      select ${shownColumns} from mail_setting where withdrawn_at is null`.execute(database);
    return found.rows[0] ?? null;
  },
};

/** The settings with their sealed secret, for sending. */
export interface UsedMail extends ShownMail {
  readonly sealed: Uint8Array | null;
}

/** What mail goes out by; null: none is made. */
export const usedMail: Question<Record<string, never>, UsedMail | null> = {
  name: 'mail.used',
  confidential: false,
  object: () => 'mail',
  ask: async (database) => {
    const found = await sql<UsedMail>`
      select ${shownColumns}, (select c.sealed from mail_secret c where c.id = secret_id) as sealed
      from mail_setting where withdrawn_at is null`.execute(database);
    return found.rows[0] ?? null;
  },
};

const place = (organisation: string, row: string) => ({
  organisation,
  table: 'mail_secret',
  column: 'sealed',
  row,
});

/** The secret of settings in clear, for as long as it is used. Throws a SealBroken. */
export function secretOf(
  keys: SealingKeys,
  organisation: string,
  { secret, sealed }: UsedMail,
): MailSecret | null {
  if (secret === null || sealed === null) return null;
  return JSON.parse(unseal(keys, place(organisation, secret), sealed).toString()) as MailSecret;
}

const recordSchema = z.strictObject({
  ...settingShape,
  /** The secret that is kept (UUID), or a new one sealed for its row; null: none. */
  secret: z
    .union([
      z.strictObject({ kept: z.uuid() }),
      z.strictObject({ id: z.uuid(), sealed: z.instanceof(Uint8Array) }),
    ])
    .nullable(),
});

/** What {@link recordMail} takes as a new secret. */
export function sealedSecret(
  keys: SealingKeys,
  organisation: string,
  secret: MailSecret,
): { readonly id: string; readonly sealed: Uint8Array } {
  const id = newId();
  return { id, sealed: seal(keys, place(organisation, id), JSON.stringify(secret)) };
}

/**
 * Records how mail goes out from now on. A secret is kept only where everything else about the connection stays, which
 * the database holds: else it could be sent to where it should not go.
 */
export const recordMail: Action<z.infer<typeof recordSchema>, null> = {
  name: 'mail.record-settings',
  input: recordSchema,
  object: ({ host }) => host,
  change: async (database, { secret, ...given }) => {
    if (secret !== null && 'sealed' in secret)
      await sql`insert into mail_secret (id, sealed) values (${secret.id}, ${Buffer.from(secret.sealed)})`.execute(
        database,
      );
    await sql`update mail_setting set withdrawn_at = now() where withdrawn_at is null`.execute(database);
    const secretId = secret === null ? null : 'kept' in secret ? secret.kept : secret.id;
    await sql`
      insert into mail_setting (id, host, port, security, sender, warn_to, means, user_name, token_endpoint, client_id,
        secret_id, secret_ends_on, private_addresses, certificates)
      values (${newId()}, ${given.host}, ${given.port}, ${given.security}, ${given.sender}, ${given.warnTo}, ${given.means},
        ${given.userName}, ${given.tokenEndpoint}, ${given.clientId}, ${secretId}, ${given.secretEndsOn},
        ${given.privateAddresses}, ${given.certificates})`.execute(database);
    return {
      result: null,
      audit: { host: given.host, means: given.means, secret: secret !== null && 'sealed' in secret },
    };
  },
};

/** Ends mail: nothing goes out, and no digest is made. */
export const endMail: Action<Record<string, never>, null> = {
  name: 'mail.end-settings',
  input: z.strictObject({}),
  object: () => 'mail',
  change: async (database) => {
    await sql`update mail_setting set withdrawn_at = now() where withdrawn_at is null`.execute(database);
    return { result: null, audit: {} };
  },
};

/** Keeps the refresh token that a token endpoint gave in place of the one before it. */
export const renewMailSecret = (
  keys: SealingKeys,
  organisation: string,
): Action<{ readonly id: string; readonly secret: MailSecret }, null> => ({
  name: 'mail.renew-secret',
  input: z.strictObject({
    id: z.uuid(),
    secret: z.strictObject({ clientSecret: z.string(), refreshToken: z.string() }),
  }),
  object: ({ id }) => id,
  change: async (database, { id, secret }) => {
    const sealed = seal(keys, place(organisation, id), JSON.stringify(secret));
    await sql`update mail_secret set sealed = ${sealed} where id = ${id}`.execute(database);
    return { result: null, audit: {} };
  },
});

/** Seals the secrets of mail again under the current key. Throws a SealBroken and then changes nothing. */
export const resealMail = (
  keys: SealingKeys,
  organisation: string,
): Action<Record<string, never>, { readonly sealed: number }> => ({
  name: 'mail.reseal',
  input: z.strictObject({}),
  object: () => 'mail',
  change: async (database) => {
    const found = await sql<{ id: string; sealed: Uint8Array }>`
      select c.id, c.sealed from mail_secret c
      where exists (select from mail_setting s where s.secret_id = c.id and s.withdrawn_at is null)`.execute(
      database,
    );
    const old = found.rows.filter(({ sealed }) => isUnderOldKey(keys, sealed));
    for (const { id, sealed } of old) {
      const at = place(organisation, id);
      await sql`update mail_secret set sealed = ${seal(keys, at, unseal(keys, at, sealed))} where id = ${id}`.execute(
        database,
      );
    }
    return { result: { sealed: old.length }, audit: { sealed: old.length } };
  },
});
