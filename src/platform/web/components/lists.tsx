import { say } from '../../language/messages.ts';
import type { Language } from '../../language/text.ts';
import { webWords } from '../words.ts';

/** Filters that are on, each a word that can be taken away. */
export function FilterWords({
  label,
  filters,
  language,
}: {
  label: string;
  filters: readonly { readonly label: string; readonly href: string }[];
  language: Language;
}) {
  return (
    <ul class="dl-words" aria-label={label}>
      {filters.map((filter) => (
        <li key={filter.label}>
          <a href={filter.href}>
            <span class="dl-hidden">{webWords[language].remove} </span>
            {filter.label}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The first and the last page, this one and those beside it; a gap (null) stands for what is left out. */
function pagesShown(current: number, last: number): readonly (number | null)[] {
  const shown = [1, current - 1, current, current + 1, last].filter((page) => page >= 1 && page <= last);
  const ordered = [...new Set(shown)].sort((one, other) => one - other);
  return ordered.flatMap((page, index) => {
    const before = ordered[index - 1] ?? page - 1;
    // A gap of one page is that page.
    if (page - before === 2) return [page - 1, page];
    return page - before > 2 ? [null, page] : [page];
  });
}

/** The pages of a long list. */
export function Pages({
  current,
  last,
  hrefOf,
  language,
}: {
  current: number;
  last: number;
  hrefOf: (page: number) => string;
  language: Language;
}) {
  const words = webWords[language];
  return (
    <nav aria-label={words.pages}>
      <ul class="dl-pages">
        {current > 1 && (
          <li>
            <a href={hrefOf(current - 1)} rel="prev">
              {words.previous}
            </a>
          </li>
        )}
        {pagesShown(current, last).map((page, index) =>
          page === null ? (
            <li key={`gap ${index}`} aria-hidden="true">
              …
            </li>
          ) : (
            <li key={page}>
              <a
                href={hrefOf(page)}
                aria-label={say(words.page, language, { page })}
                aria-current={page === current ? 'page' : undefined}
              >
                {page}
              </a>
            </li>
          ),
        )}
        {current < last && (
          <li>
            <a href={hrefOf(current + 1)} rel="next">
              {words.next}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

/** A place with nothing in it yet: what it is for, and what to do now. */
export function Empty({
  title,
  text,
  action,
}: {
  title: string;
  text: string;
  action?: { href: string; label: string };
}) {
  return (
    <div class="dl-empty">
      <p class="dl-list__title">{title}</p>
      <p>{text}</p>
      {action && (
        <p>
          <a class="dl-button" href={action.href}>
            {action.label}
          </a>
        </p>
      )}
    </div>
  );
}
