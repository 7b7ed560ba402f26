import { bulkFields } from '../../../collection/keeping/bulk/bulk-fields.ts';
import { mostAtOnce } from '../../../collection/keeping/bulk/change-sets.ts';
import { countedUpTo, type FoundRecords } from '../../../collection/keeping/find-records.ts';
import { concern } from '../../../platform/access/resource.ts';
import { perform } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { say } from '../../../platform/language/messages.ts';
import { readForm } from '../../front/forms.ts';
import type { FieldError } from '../../front/simple-form.tsx';
import { isId } from '../../front/typed-text.ts';
import { goTo, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { type HeldRegister, heldRegister } from '../held-register.ts';
import {
  filtersOf,
  type ListQuery,
  listAddress,
  readListQuery,
  searchOf,
  withCounted,
} from '../lists/list-query.ts';
import { wordsSearched } from '../lists/saved-views.tsx';
import { bulkWords as words } from './bulk-words.ts';

/** Whether records of a register can be changed together. */
export function canChangeTogether({ keeping }: HeldRegister): boolean {
  return bulkFields(keeping.pages).length > 0;
}

/** What was wrong with a choice that led back to the list. */
export function choiceErrors({ context, language }: SignedIn): readonly FieldError[] {
  const asked = context.req.query('samen');
  if (asked === 'leeg') return [{ field: 'kies', message: words.nothingTicked[language] }];
  if (asked === 'veel')
    return [{ field: 'lijst', message: say(words.tooMany[language], language, { most: mostAtOnce }) }];
  return [];
}

/** Above the rows of a list: what is ticked, or all of the list, can be changed together. */
export function BulkBar({
  visit: { language, to, context },
  held: { place },
  query,
  found,
}: {
  visit: SignedIn;
  held: HeldRegister;
  query: ListQuery;
  found: FoundRecords;
}) {
  const isTicked = isPageTicked(context.req.query('kies'));
  const here = listAddress(place, query);
  const tickAll = `${here}${here.includes('?') ? '&' : '?'}kies=pagina#lijst`;
  return (
    <div class="dl-noprint dl-bulk dl-flow">
      <p>{words.barText[language]}</p>
      <div class="dl-buttons">
        <button type="submit" class="dl-button dl-button--second" name="doe" value="gekozen">
          {words.ticked[language]}
        </button>
        <button type="submit" class="dl-button dl-button--second" name="doe" value="alle">
          {found.count > countedUpTo
            ? words.allMany[language]
            : say(words.all[language], language, { count: found.count })}
        </button>
        <a href={to(isTicked ? `${here}#lijst` : tickAll)}>
          {isTicked
            ? words.tickNone[language]
            : say(words.tickAll[language], language, { count: found.records.length })}
        </a>
      </div>
    </div>
  );
}

/** Whether an address asks that all rows of the page are ticked. */
export function isPageTicked(asked: string | undefined): boolean {
  return asked === 'pagina';
}

/** The box that chooses a row. */
export function RowTick({
  field,
  id,
  label,
  ticked = false,
  first = false,
}: {
  field: string;
  id: string;
  label: string;
  ticked?: boolean;
  first?: boolean;
}) {
  return (
    <input
      type="checkbox"
      class="dl-tick"
      name={field}
      value={id}
      checked={ticked}
      aria-label={label}
      {...(first ? { id: field } : {})}
    />
  );
}

/** Writes down which records somebody chose, and goes on to what changes. */
export async function takeChosen(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, ['kies', 'doe'], ['kies']);
  const held = await heldRegister(visit, part.split('/')[0] ?? '');
  if (!held || !canChangeTogether(held)) return notFound(visit);
  const { keeping, place, profile } = held;
  const query = await withCounted(
    visit,
    held,
    readListQuery(
      (name) => visit.context.req.query(name),
      keeping.pages,
      filtersOf(keeping.pages, held.words),
      profile.yearStart,
    ),
  );
  const searched = query.search === '' ? null : await wordsSearched(visit, held, query.search);
  const back = listAddress(place, query);
  if (query.wrong.length > 0 || (query.search !== '' && searched === null)) return goTo(visit, back);
  const withError = (error: string) => goTo(visit, `${back}${back.includes('?') ? '&' : '?'}samen=${error}`);
  const isAll = typed('doe') === 'alle';
  const ticked = typed('kies')
    .split('\n')
    .filter((one) => isId(one));
  if (!isAll && ticked.length === 0) return withError('leeg');
  const id = newId();
  const chosen = await perform(visit.premises.door, visit.actor, keeping.chooseSet, concern, {
    id,
    records: isAll ? null : ticked,
    search: isAll ? { ...searchOf(query, searched, profile.yearStart), sort: null, offset: 0 } : null,
  });
  switch (chosen) {
    case 'chosen':
      return goTo(visit, `${place}/samen/${id}`);
    case 'none':
      return withError('leeg');
    case 'too-many':
      return withError('veel');
    default:
      return chosen satisfies never;
  }
}
