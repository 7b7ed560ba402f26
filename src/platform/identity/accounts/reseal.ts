import { sql } from 'kysely';
import { z } from 'zod';
import type { Action } from '../../database/doorways.ts';
import type { SealingKeys } from '../../sealing/key-file.ts';
import { isUnderOldKey, seal, unseal } from '../../sealing/seal.ts';

/** Seals again, under the current key, what stands under an earlier one. Throws a SealBroken and then changes nothing. */
export const resealSecrets = (
  keys: SealingKeys,
  organisation: string,
): Action<Record<string, never>, { readonly sealed: number }> => ({
  name: 'identity.reseal',
  input: z.strictObject({}),
  object: () => 'account',
  change: async (database) => {
    const found = await sql<{ account: string; seed: Uint8Array }>`
      select account_id as account, totp_seed as seed from account_secret where totp_seed is not null for update`.execute(
      database,
    );
    const old = found.rows.filter(({ seed }) => isUnderOldKey(keys, seed));
    for (const { account, seed } of old) {
      const place = { organisation, table: 'account_secret', column: 'totp_seed', row: account };
      await sql`update account_secret set totp_seed = ${seal(keys, place, unseal(keys, place, seed))}
                where account_id = ${account}`.execute(database);
    }
    const providers = await sql<{ id: string; secret: Uint8Array }>`
      select id, client_secret as secret from sign_in_provider where withdrawn_at is null for update`.execute(
      database,
    );
    const oldSecrets = providers.rows.filter(({ secret }) => isUnderOldKey(keys, secret));
    for (const { id, secret } of oldSecrets) {
      const place = { organisation, table: 'sign_in_provider', column: 'client_secret', row: id };
      await sql`update sign_in_provider set client_secret = ${seal(keys, place, unseal(keys, place, secret))}
                where id = ${id}`.execute(database);
    }
    const sealed = old.length + oldSecrets.length;
    return { result: { sealed }, audit: { sealed } };
  },
});
