import type { SignedIn } from '../front/visit.ts';
import { keyWords } from './key-words.ts';

/** The way to the own vault, on the page of the account. */
export function VaultLink({ visit: { language, to } }: { visit: SignedIn }) {
  return (
    <section class="dl-flow" aria-labelledby="kluis">
      <h2 id="kluis">{keyWords.vault[language]}</h2>
      <p>{keyWords.vaultLead[language]}</p>
      <p>
        <a href={to('/sleutels')}>{keyWords.title[language]}</a>
      </p>
    </section>
  );
}
