import { ExplainedError } from '../../platform/language/explained-error.ts';
import { sameText, type Text, text } from '../../platform/language/text.ts';

/** What was to be done with keys cannot be done; nothing of it was. */
export class KeysRefused extends ExplainedError {
  override readonly name = 'KeysRefused';
}

const kept = text('Er is niets gewijzigd.', 'Nothing was changed.');

/** A refusal with what is wrong and what to do. @param where what it is about, as it is called everywhere */
export function keysRefused(code: string, where: string, what: Text, next: Text): KeysRefused {
  return new KeysRefused(code, { what, where: sameText(where), kept, next });
}
