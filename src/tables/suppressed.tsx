import { type Language, text } from '../platform/language/text.ts';

const notShown = text('niet getoond', 'not shown');

/** The one symbol of what is suppressed, with words for who does not see it. */
export function Suppressed({ language }: { language: Language }) {
  return (
    <>
      <span aria-hidden="true">·</span>
      <span class="dl-hidden">{notShown[language]}</span>
    </>
  );
}
