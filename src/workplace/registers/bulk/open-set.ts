import type { AnyValue } from '../../../collection/fields/field.ts';
import { dividerOf } from '../../../collection/fields/show.ts';
import { shownValue } from '../../../collection/fields/write-value.ts';
import type { ChangeSet } from '../../../collection/keeping/bulk/change-sets.ts';
import { valueAt } from '../../../collection/offers/record-pages.ts';
import { concern } from '../../../platform/access/resource.ts';
import { look } from '../../../platform/database/doorways.ts';
import { isId } from '../../front/typed-text.ts';
import type { SignedIn } from '../../front/visit.ts';
import { type HeldRegister, heldRegister } from '../held-register.ts';
import { bulkWords as words } from './bulk-words.ts';

/** An own set with its register. */
export interface OpenSet {
  readonly held: HeldRegister;
  readonly set: ChangeSet;
  /** Its place, without language. */
  readonly place: string;
}

/** Opens a set at "incidenten/samen/<id>"; null where there is none that is theirs. */
export async function openSet(visit: SignedIn, part: string): Promise<OpenSet | null> {
  const [path = '', , id = ''] = part.split('/');
  const held = isId(id) ? await heldRegister(visit, path) : null;
  if (!held) return null;
  const set = await look(visit.premises.door, visit.actor, held.keeping.set, concern, { id });
  return set && { held, set, place: `${held.place}/samen/${id}` };
}

/** What a field is called in a register. */
export function fieldLabel({ keeping }: HeldRegister, field: string, { language }: SignedIn): string {
  return keeping.pages.record.fields[field]?.label[language] ?? field;
}

/** A value of a field in words, of a code with that of the field that divides it. */
export function valueWords(
  { keeping, words: wordsOf }: HeldRegister,
  field: string,
  values: Readonly<Record<string, AnyValue>>,
  { language }: SignedIn,
): string {
  const { fields } = keeping.pages.record;
  const own = fields[field];
  if (!own) return '';
  const parts = dividerOf(fields, field);
  const below = parts === undefined ? undefined : fields[parts];
  const shown = shownValue(own, valueAt(values, field), language, wordsOf);
  return parts === undefined || !below || valueAt(values, parts) === null
    ? shown
    : `${shown}: ${shownValue(below, valueAt(values, parts), language, wordsOf)}`;
}

/** The crumbs of the pages of a set. */
export function setCrumbs({ language, to }: SignedIn, { held }: OpenSet) {
  return [
    { href: to('/registers'), label: words.registers[language] },
    { href: to(held.place), label: held.register.name[language] },
  ];
}
