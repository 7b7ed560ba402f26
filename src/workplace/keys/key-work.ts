import { waitingDraft } from '../../organisation/keys/drafts.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import type { Waiting } from '../appointments/waiting-work.tsx';
import type { Asker } from '../front/visit.ts';

const words = {
  root: text('Bekijken en ondertekenen: sleutelbeheerders', 'Look at and sign: key officers'),
  lists: text('Bekijken en ondertekenen: wie meldingen ontvangen', 'Look at and sign: who receive reports'),
} as const;

/** What of the keys waits for the signature of whoever is signed in, and what waits for others. */
export async function keyWork({ premises, actor, language, to, roles }: Asker): Promise<{
  readonly waits: readonly Waiting[];
  readonly others: readonly Waiting[];
}> {
  // Who has no role today signs nothing.
  if (roles.length === 0) return { waits: [], others: [] };
  const draft = await look(premises.door, actor, waitingDraft, concern, {});
  const own = draft?.signers.find(({ isOwn }) => isOwn);
  if (!draft || (!own && !draft.isOwn)) return { waits: [], others: [] };
  const line = { text: words[draft.kind][language], href: to('/sleutels/tekenen') };
  return own && !own.hasSigned ? { waits: [line], others: [] } : { waits: [], others: [line] };
}
