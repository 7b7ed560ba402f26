import type { KeyHolder } from '../../organisation/keys/recorded.ts';
import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import type { Language } from '../../platform/language/text.ts';

/** Somebody with a vault as a choice: name and roles. */
export function holderLabel({ name, held }: KeyHolder, language: Language): string {
  const functions = held.flatMap((one) => {
    const role = roleNamed(one);
    return role === undefined || role === 'employee' ? [] : [roleWords[role].name[language]];
  });
  return functions.length > 0 ? `${name} (${functions.join(', ')})` : name;
}
