import type { ComponentChildren } from 'preact';
import type { Language, Text } from '../../../platform/language/text.ts';
import type { Assets } from '../../../platform/web/assets.ts';
import { Page, type PageFrame } from '../../../platform/web/page.tsx';
import { plainFrame } from '../../../platform/web/plain-frame.ts';
import type { Shown } from '../asked.ts';
import type { ChannelState } from '../channel.ts';
import type { NationalData } from '../national/national-data.ts';
import { sheetAddress } from '../sheets.ts';
import { words } from '../words.ts';

/** One page being asked for: everything that its making needs. */
export interface Reading {
  readonly language: Language;
  readonly shown: Shown;
  readonly national: NationalData;
  readonly channel: ChannelState;
  readonly assets: Assets;
  /** What the organisation is called where its description does not say so yet. */
  readonly key: string;
  /** Stands above every page of an example. */
  readonly notice: Text | null;
}

/** Where "leave this page" leads where the profile names no site: the weather, which anybody may look at. */
const leaveToWeather = {
  address: 'https://www.knmi.nl/',
  name: { nl: 'het weer (knmi.nl)', en: 'the weather (knmi.nl)' },
} as const;

/** What stands around a page that tells of an error: it must not fail when the database is gone. */
export function errorFrame(assets: Assets, language: Language): PageFrame {
  return { ...plainFrame(assets, language), leave: leaveOf(leaveToWeather, language) };
}

function leaveOf(
  { address, name }: { readonly address: string; readonly name: Text },
  language: Language,
): NonNullable<PageFrame['leave']> {
  return {
    href: address,
    label: words.leave[language],
    to: `${words.leaveTo[language]} ${name[language]}`,
  };
}

/** A page of these that has an address of its own. */
export interface OwnPage {
  /** Without its language. */
  readonly path: string;
  /** It tells no subject. */
  readonly title: string;
}

function frameOf(
  { language, shown, assets, key, notice }: Reading,
  sheet: number | null | OwnPage,
): PageFrame {
  const other = language === 'nl' ? 'en' : 'nl';
  const address =
    typeof sheet === 'object' && sheet !== null
      ? `${other === 'nl' ? '' : `/${other}`}${sheet.path}`
      : sheetAddress(other, sheet);
  return {
    language,
    assets,
    name: shown.name?.[language] ?? key,
    home: language === 'nl' ? '/' : `/${language}`,
    navigation: [],
    footer: [
      { href: sheetAddress(language, null), label: words.heading[language] },
      { href: sheetAddress(language, 1), label: words.safeLink[language] },
      { href: sheetAddress(language, 2), label: words.outsideLink[language] },
    ],
    otherLanguage: { href: address, language: other },
    notice: notice?.[language] ?? null,
    leave: leaveOf(shown.profile?.leaveTo ?? leaveToWeather, language),
  };
}

function titleOf(sheet: number | null | OwnPage, language: Language): string {
  if (sheet === null) return words.title[language];
  return typeof sheet === 'object' ? sheet.title : `${words.sheet[language]} ${sheet}`;
}

/** A page of these: a title that tells no subject, and the way out of it right behind the skip link. */
export function SheetPage({
  reading,
  sheet,
  children,
}: {
  reading: Reading;
  /** Null for the first. */
  sheet: number | null | OwnPage;
  children: ComponentChildren;
}) {
  const { language } = reading;
  return (
    <Page frame={frameOf(reading, sheet)} title={titleOf(sheet, language)}>
      {children}
    </Page>
  );
}
