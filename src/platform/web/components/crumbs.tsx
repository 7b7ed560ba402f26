import type { Language } from '../../language/text.ts';
import { webWords } from '../words.ts';

export interface Crumb {
  readonly href: string;
  readonly label: string;
}

/** The way back up; the page itself is not in it, as its title says where one is. */
export function Crumbs({ crumbs, language }: { crumbs: readonly Crumb[]; language: Language }) {
  return (
    <nav class="dl-crumbs" aria-label={webWords[language].crumbs}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <a href={crumb.href}>{crumb.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
