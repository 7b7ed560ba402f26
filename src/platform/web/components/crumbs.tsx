import type { Language } from '../../language/text.ts';
import { webWords } from '../words.ts';

export interface Crumb {
  readonly href: string;
  readonly label: string;
  /** Where it is not that of the page. */
  readonly language?: Language;
}

/** The way back up; the page itself is not in it, as its title says where one is. */
export function Crumbs({ crumbs, language }: { crumbs: readonly Crumb[]; language: Language }) {
  return (
    <nav class="dl-crumbs" aria-label={webWords[language].crumbs}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <a href={crumb.href} lang={crumb.language === language ? undefined : crumb.language}>
              {crumb.label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
