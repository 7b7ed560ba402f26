import { ownVault } from '../../organisation/keys/vaults.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import type { SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';

/** The own vault as a file, for `rescue`: sealed, so that it opens with nothing but the own code or passphrase. */
export async function takeVaultFile(visit: SignedIn): Promise<Response> {
  const { premises, actor } = visit;
  const vault = await look(premises.door, actor, ownVault, concern, {});
  if (vault === null) return notFound(visit);
  const { org, person, version, key } = vault;
  const slots = vault.slots.map(({ id, type, salt, box }) => ({ id, type, salt, box }));
  const content = { for: 'daglicht vault', org, person, version, key, slots };
  return new Response(`${JSON.stringify(content, null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/json',
      'Content-Disposition': `attachment; filename="kluis-${version}.json"`,
      'Cache-Control': 'no-store',
    },
  });
}
