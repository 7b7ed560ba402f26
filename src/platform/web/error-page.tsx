import { Page, type PageFrame } from './page.tsx';
import type { ErrorPageWords } from './words.nl.ts';
import { webWords } from './words.ts';

/** A page that says what is wrong and what to do now. */
export function ErrorPage({ frame, words }: { frame: PageFrame; words: ErrorPageWords }) {
  return (
    <Page frame={frame} title={words.title}>
      <h1>{words.title}</h1>
      <p class="dl-lead">{words.what}</p>
      <p>{words.next}</p>
      <p>
        <a href={frame.home}>{webWords[frame.language].toHome}</a>
      </p>
    </Page>
  );
}
