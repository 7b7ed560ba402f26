import type { Language } from '../../platform/language/text.ts';
import type { ProvisionalYear } from '../../tables/table-model.ts';

/** Which years are provisional and why, as one line: "2025: voorlopig: 23 zaken lopen nog". */
export function provisionalWords(years: readonly ProvisionalYear[], language: Language): string {
  return years.map(({ year, note }) => `${year}: ${note[language]}`).join('; ');
}
