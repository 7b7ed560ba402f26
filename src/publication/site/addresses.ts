import type { Language } from '../../platform/language/text.ts';
import { sheetAddress } from '../../reporting/where-to-turn/sheets.ts';
import type { PublicationLine } from '../records.ts';

/** The addresses of the public site in a language: Dutch nouns; the English site is under /en. */
export interface Addresses {
  readonly home: string;
  readonly reports: string;
  readonly data: string;
  readonly about: string;
  readonly accessibility: string;
  /** Where somebody can turn who has something to report. */
  readonly whereToTurn: string;
  /** The newest version has the address without a version; it stays the same when a correction comes. */
  readonly report: (line: PublicationLine, newest: boolean) => string;
  readonly figures: (line: PublicationLine, newest: boolean) => string;
  readonly figure: (line: PublicationLine, newest: boolean, figure: string) => string;
}

/** The prefix of the language in addresses. */
function prefixOf(language: Language): string {
  return language === 'nl' ? '' : `/${language}`;
}

export function addressesIn(language: Language): Addresses {
  const prefix = prefixOf(language);
  const report = (line: PublicationLine, newest: boolean): string =>
    `${prefix}/verslagen/${line.slug}${newest ? '' : `/v${line.version}`}`;
  return {
    home: prefix === '' ? '/' : prefix,
    reports: `${prefix}/verslagen`,
    data: `${prefix}/gegevens`,
    about: `${prefix}/over`,
    accessibility: `${prefix}/toegankelijkheid`,
    whereToTurn: sheetAddress(language, null),
    report,
    figures: (line, newest) => `${report(line, newest)}/cijfers`,
    figure: (line, newest, figure) => `${report(line, newest)}/cijfers/${figure}`,
  };
}

/** A stored file; the same address in every language, and one that names the version never changes. */
export function fileAddress(line: PublicationLine, name: string): string {
  return `/bestanden/${line.slug}/v${line.version}/${name}`;
}

/** The same page in another language. */
export function inLanguage(path: string, language: Language): string {
  const bare = path === '/en' ? '/' : path.startsWith('/en/') ? path.slice(3) : path;
  const prefix = prefixOf(language);
  return prefix === '' ? bare : bare === '/' ? prefix : `${prefix}${bare}`;
}
