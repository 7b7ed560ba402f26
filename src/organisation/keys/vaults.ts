import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Question } from '../../platform/database/doorways.ts';
import { fromHex, isUuid } from '../../platform/encryption/bytes.ts';
import { checkKeys } from '../../platform/encryption/keys.ts';
import type { SlotType } from '../../platform/encryption/slots.ts';

/*
 * Vaults: what somebody's browser made for the confidential channel. The database keeps public keys, and the secret
 * sealed to ways of unlocking that never leave the browser.
 */

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));

/** A way to unlock a vault, as the browser made it. Bytes are hexadecimal digits. */
const slotSchema = z.strictObject({
  id: z.string().refine(isUuid),
  type: z.enum(['code', 'pass', 'prf']),
  label: z.string().max(60),
  salt: hex(32),
  box: hex(60),
});
export type Slot = z.infer<typeof slotSchema>;

export const madeVaultSchema = z.strictObject({
  /** The id by which documents name this person: made with the first vault, the same ever after. */
  person: z.string().refine(isUuid),
  version: z.int().min(1),
  kem: hex(1216),
  sign: hex(32),
  slots: z.array(slotSchema).min(2).max(10),
});

/**
 * Records the own new vault: its public keys, and at least a printed code and another way to unlock it.
 *
 * @throws EncryptionFault E_KEY for keys that are not sound
 */
export const makeVault: Action<z.infer<typeof madeVaultSchema>, void> = {
  name: 'keys.make-vault',
  input: madeVaultSchema,
  object: ({ version }) => `vault ${version}`,
  change: async (database, { person, version, kem, sign, slots }) => {
    const key = await checkKeys({ kem: fromHex(kem), sign: fromHex(sign) });
    await sql`insert into key_person (id) values (${person}) on conflict (person_id) do nothing`.execute(
      database,
    );
    await sql`
      insert into key_vault (version, key_hash, kem, sign)
      values (${version}, decode(${key}, 'hex'), decode(${kem}, 'hex'), decode(${sign}, 'hex'))`.execute(
      database,
    );
    for (const { id, type, label, salt, box } of slots)
      await sql`
        insert into key_slot (id, version, kind, label, salt, box)
        values (${id}, ${version}, ${type}, ${label}, decode(${salt}, 'hex'), decode(${box}, 'hex'))`.execute(
        database,
      );
    return { result: undefined, audit: { key } };
  },
};

/** The own vault, for the own browser alone. */
export interface OwnVault {
  readonly org: string;
  readonly person: string;
  readonly version: number;
  /** The id of its keys, hexadecimal digits. */
  readonly key: string;
  readonly slots: readonly (Slot & { readonly type: SlotType; readonly madeOn: string })[];
}

/** The newest own vault with its ways to unlock it; null where somebody has none. Slots of earlier ones stay behind. */
export const ownVault: Question<Record<string, never>, OwnVault | null> = {
  name: 'keys.own-vault',
  confidential: false,
  object: () => 'vault',
  ask: async (database) => {
    const { rows } = await sql<OwnVault>`
      select (select id::text from key_organisation) as org, k.id::text as person, v.version,
        encode(v.key_hash, 'hex') as key,
        (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'type', s.kind, 'label', s.label,
            'salt', encode(s.salt, 'hex'), 'box', encode(s.box, 'hex'),
            'madeOn', (s.made_at at time zone 'Europe/Amsterdam')::date) order by s.made_at, s.id), '[]')
          from key_slot s where s.person_id = v.person_id and s.version = v.version) as slots
      from key_vault v join key_person k on k.person_id = v.person_id
      where v.person_id = acting_person() order by v.version desc limit 1`.execute(database);
    return rows[0] ?? null;
  },
};

/** Who I am for the encryption: the organisation and the next version of the own vault. */
export const vaultPlace: Question<
  Record<string, never>,
  { readonly org: string; readonly person: string | null; readonly next: number }
> = {
  name: 'keys.vault-place',
  confidential: false,
  object: () => 'vault',
  ask: async (database) => {
    const { rows } = await sql<{ org: string; person: string | null; next: number }>`
      select (select id::text from key_organisation) as org,
        (select id::text from key_person where person_id = acting_person()) as person,
        1 + coalesce((select max(version) from key_vault where person_id = acting_person()), 0) as next`.execute(
      database,
    );
    const [row] = rows;
    if (!row) throw new Error('The organisation has no id for its keys.');
    return row;
  },
};

/** An own sealed object as it stands: null where nothing was saved under the name. */
export const ownObject: Question<
  { readonly name: string },
  { readonly revision: number; readonly head: string } | null
> = {
  name: 'keys.own-object',
  confidential: false,
  object: ({ name }) => name,
  ask: async (database, { name }) => {
    const { rows } = await sql<{ revision: number; head: string }>`
      select revision::int as revision, encode(head, 'hex') as head from key_own_object
      where person_id = acting_person() and name = ${name}`.execute(database);
    return rows[0] ?? null;
  },
};

const savedSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z]+(\/[0-9]+)?$/)
    .max(60),
  /** The revision that it was made on; 0 for the first. */
  after: z.int().min(0),
  head: z
    .string()
    .regex(/^([0-9a-f]{2})+$/)
    .max(1_048_682),
});

/** Saves an own sealed object over the revision that it was made on. False where another was saved meanwhile. */
export const saveOwnObject: Action<z.infer<typeof savedSchema>, boolean> = {
  name: 'keys.save-own-object',
  input: savedSchema,
  object: ({ name }) => name,
  change: async (database, { name, after, head }) => {
    const { rows } =
      after === 0
        ? await sql`
            insert into key_own_object (name, revision, head) values (${name}, 1, decode(${head}, 'hex'))
            on conflict do nothing returning 1`.execute(database)
        : await sql`
            update key_own_object set revision = revision + 1, head = decode(${head}, 'hex'), saved_at = now()
            where person_id = acting_person() and name = ${name} and revision = ${after} returning 1`.execute(
            database,
          );
    return { result: rows.length > 0, audit: null };
  },
};
