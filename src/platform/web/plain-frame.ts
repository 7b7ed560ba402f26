import { type Language, languages } from '../language/text.ts';
import type { Assets } from './assets.ts';
import type { PageFrame } from './page.tsx';

/** The language that an address asks for: /en and what is under it is English. */
export function languageOf(path: string): Language {
  return languages.find((one) => path === `/${one}` || path.startsWith(`/${one}/`)) ?? 'nl';
}

/** A frame that needs no data: for errors, and for places that belong to no organisation. */
export function plainFrame(assets: Assets, language: Language, name = 'Daglicht'): PageFrame {
  return {
    language,
    assets,
    name,
    home: language === 'nl' ? '/' : `/${language}`,
    navigation: [],
    footer: [],
    otherLanguage: null,
    notice: null,
  };
}
