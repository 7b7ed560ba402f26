import { countedUpTo } from '../../../collection/keeping/find-records.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Language, text } from '../../../platform/language/text.ts';

const moreThan = text('meer dan {count}', 'more than {count}');

/** How many a list counts: exactly up to a thousand, and in words beyond. */
export function countWords(count: number, { language }: { readonly language: Language }): string {
  return count > countedUpTo
    ? say(moreThan[language], language, { count: countedUpTo })
    : say('{count}', language, { count });
}
