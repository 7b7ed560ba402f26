import { z } from 'zod';
import { dropDraft, keepText, keptText, ownDrafts } from '../../collection/keeping/kept-texts.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { seal, unseal } from '../../platform/sealing/seal.ts';
import { isId } from '../front/typed-text.ts';
import type { SignedIn } from '../front/visit.ts';

const placeOf = (organisation: string, row: string) => ({
  organisation,
  table: 'kept_text',
  column: 'sealed',
  row,
});

async function keep(
  { premises, actor }: SignedIn,
  purpose: 'draft' | 'search',
  place: string,
  content: string,
): Promise<string> {
  const id = newId();
  const sealed = seal(premises.keys, placeOf(premises.organisation, id), content);
  await perform(premises.door, actor, keepText, concern, { id, purpose, place, sealed });
  return id;
}

async function kept(
  { premises, actor }: SignedIn,
  purpose: 'draft' | 'search',
  place: string,
  id: string | null,
): Promise<{ readonly content: string; readonly at: string } | null> {
  const found = await look(premises.door, actor, keptText, concern, { purpose, place, id });
  if (!found) return null;
  const content = unseal(premises.keys, placeOf(premises.organisation, found.id), found.sealed).toString();
  return { content, at: found.at };
}

/** Keeps what somebody searches for in a list, so that no name stands in an address; answers the id that does. */
export function keepSearch(visit: SignedIn, place: string, words: string): Promise<string> {
  return keep(visit, 'search', place, words);
}

/** What somebody searched for under that id; null when it is gone, or another's. */
export async function searchedWords(visit: SignedIn, place: string, id: string): Promise<string | null> {
  return isId(id) ? ((await kept(visit, 'search', place, id))?.content ?? null) : null;
}

const draftSchema = z.strictObject({
  /** The version that it was made from; of a new record the id that it gets. */
  base: z.string().nullable(),
  typed: z.record(z.string(), z.string()),
});

/** A form that somebody will go on with. */
export type Draft = z.infer<typeof draftSchema>;

/** Keeps a form to go on with later: one for each form. */
export async function keepDraft(visit: SignedIn, place: string, draft: Draft): Promise<void> {
  await keep(visit, 'draft', place, JSON.stringify(draft));
}

/** The own draft of a form, with since when (ISO); null where there is none. */
export async function ownDraft(
  visit: SignedIn,
  place: string,
): Promise<(Draft & { readonly at: string }) | null> {
  const found = await kept(visit, 'draft', place, null);
  return found && { ...draftSchema.parse(JSON.parse(found.content)), at: found.at };
}

/** Lets a draft go. */
export async function endDraft({ premises, actor }: SignedIn, place: string): Promise<void> {
  await perform(premises.door, actor, dropDraft, concern, { place });
}

/** Where somebody has a draft, the newest first. */
export function draftPlaces({
  premises,
  actor,
}: SignedIn): Promise<readonly { readonly place: string; readonly at: string }[]> {
  return look(premises.door, actor, ownDrafts, concern, {});
}
