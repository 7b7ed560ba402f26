import { z } from 'zod';
import { type Language, type Text, text } from '../../../platform/language/text.ts';

const schema = z.object({ nl: z.string(), en: z.string() });

/** Why something could not be made, as it was recorded. */
export function failedWords(recorded: unknown): Text {
  const parsed = schema.safeParse(recorded);
  return parsed.success ? parsed.data : text('Het is niet vastgelegd waarom.', 'Why was not recorded.');
}

/** Words of several lines, a paragraph each. */
export function Lines({ words, language }: { words: Text; language: Language }) {
  return (
    <>
      {words[language].split('\n').map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </>
  );
}
