import { utf8 } from '../../platform/encryption/bytes.ts';
import { codeOf } from '../../platform/encryption/receipt-code.ts';

/**
 * The printed codes of an invented person of an example: the same for everybody who asks, so that whoever tries the
 * example can unlock the vault. Vaults of people open with chance alone.
 *
 * @param person by which documents of the encryption name them
 * @param which the first code, or the second
 */
export async function exampleCode(person: string, which: 1 | 2 = 1): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', utf8(`daglicht example ${which} ${person}`));
  return codeOf(new Uint8Array(bytes));
}
