import { type Language, languages } from '../../platform/language/text.ts';
import { type StepKey, steps } from './questions.ts';
import { type SituationKey, situationKeys } from './situation-keys.ts';
import { situations } from './situations/situations.ts';

/*
 * The addresses. They and the titles bear a number and no subject: a history, a screen that somebody passes by and a
 * list of visited pages say no more than that somebody looked where to turn.
 */

/** One page. */
export type Sheet =
  | { readonly is: 'safe-reading' }
  | { readonly is: 'outside' }
  | { readonly is: 'situation'; readonly key: SituationKey }
  | { readonly is: 'step'; readonly key: StepKey };

const stepKeys = Object.keys(steps).filter((key): key is StepKey => key in steps);

/** All pages behind the first, by number. */
export const sheets: ReadonlyMap<number, Sheet> = new Map<number, Sheet>([
  [1, { is: 'safe-reading' }],
  [2, { is: 'outside' }],
  ...situationKeys.map((key): [number, Sheet] => [situations[key].sheet, { is: 'situation', key }]),
  ...stepKeys.map((key): [number, Sheet] => [steps[key].sheet, { is: 'step', key }]),
]);

/** Where the first page stands, without its language. */
const whereToTurnPath = '/melden';

/** Whether an address belongs to these pages, in whatever language, be there such a page or not. */
export function isReporting(path: string): boolean {
  return languages.some((language) => {
    const first = sheetAddress(language, null);
    return path === first || path.startsWith(`${first}/`);
  });
}

/** The address of a page in a language; null for the first. */
export function sheetAddress(language: Language, sheet: number | null): string {
  const first = `${language === 'nl' ? '' : `/${language}`}${whereToTurnPath}`;
  return sheet === null ? first : `${first}/blad-${sheet}`;
}
