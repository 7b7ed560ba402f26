import { sizeInWords } from '../../platform/language/messages.ts';
import { type Language, languages } from '../../platform/language/text.ts';
import type { Assets } from '../../platform/web/assets.ts';
import type { PageFrame } from '../../platform/web/page.tsx';
import type { Download } from '../html/setting.ts';
import type { PublicationLine } from '../records.ts';
import type { ReportModel } from '../report-model.ts';
import { type Addresses, addressesIn, fileAddress, inLanguage } from './addresses.ts';
import { type FileKind, fileKind, fileKinds } from './file-kinds.ts';
import type { FileLine, NoteLine, SiteContents } from './questions.ts';
import type { Shelf } from './shelf.ts';
import type { SiteWords } from './words.nl.ts';
import { siteWords } from './words.ts';

/** One page being asked for: everything that its making needs. */
export interface Visit {
  readonly language: Language;
  readonly path: string;
  readonly shelf: Shelf;
  readonly contents: SiteContents;
  readonly to: Addresses;
  readonly words: SiteWords;
  /** Whom readers can ask, as the newest report says; undefined before there is one. */
  readonly contact: ReportModel['contact'] | undefined;
  readonly frame: PageFrame;
}

/** A report that was asked for, and whether it is the newest version of itself. */
export interface Found {
  readonly line: PublicationLine;
  readonly newest: boolean;
  readonly model: ReportModel;
}

/** What every page of this site shows around its content. */
export async function visit(
  shelf: Shelf,
  assets: Assets,
  language: Language,
  path: string,
  key: string,
): Promise<Visit> {
  const contents = await shelf.contents();
  const words = siteWords[language];
  const to = addressesIn(language);
  const [newest] = contents.publications;
  const latest = newest ? await shelf.report(newest) : undefined;
  const other = languages.find((one) => one !== language) ?? language;
  return {
    language,
    path,
    shelf,
    contents,
    to,
    words,
    contact: latest?.contact,
    frame: {
      language,
      assets,
      name: contents.name?.[language] ?? key,
      home: to.home,
      navigation: [
        { href: to.home, label: words.home },
        { href: to.reports, label: words.reports },
        { href: to.data, label: words.data },
        { href: to.about, label: words.aboutSite },
      ],
      footer: [
        { href: to.whereToTurn, label: words.whereToTurn },
        { href: to.about, label: words.aboutSite },
        { href: to.accessibility, label: words.accessibility },
        { href: to.data, label: words.data },
      ],
      otherLanguage: { href: inLanguage(path, other), language: other },
      notice: latest?.notice?.[language] ?? null,
    },
  };
}

/** The version of a report that was named, or the newest. */
export async function findReport(
  { contents, shelf }: Visit,
  slug: string,
  version?: number,
): Promise<Found | undefined> {
  const versions = contents.publications.filter((line) => line.slug === slug);
  const [newest] = versions;
  const line = version === undefined ? newest : versions.find((one) => one.version === version);
  if (!line) return undefined;
  return { line, newest: line === newest, model: await shelf.report(line) };
}

/** The newest version of each report, newest period first. */
export function newestOfEach(contents: SiteContents): readonly PublicationLine[] {
  const seen = new Set<string>();
  return contents.publications.filter((line) => !seen.has(line.slug) && seen.add(line.slug));
}

function filesOf(contents: SiteContents, line: PublicationLine): readonly FileLine[] {
  return contents.files.filter((file) => file.publication === line.id);
}

/** Notes at any version of the same report: what became known later holds for all of them. */
export function notesOf(contents: SiteContents, line: PublicationLine): readonly NoteLine[] {
  const ids = new Set(contents.publications.filter((one) => one.slug === line.slug).map((one) => one.id));
  return contents.notes.filter((note) => ids.has(note.publication));
}

/** The files of a publication as links: first those to read, last those that describe the others. */
export function downloadsOf(
  contents: SiteContents,
  line: PublicationLine,
  language: Language,
): readonly (Download & { readonly kind: FileKind })[] {
  const place = (kind: FileKind): number =>
    roles.indexOf(kind.role) * fileKinds.length + fileKinds.indexOf(kind);
  return filesOf(contents, line)
    .map((file) => {
      const kind = fileKind(file.name);
      const format = siteWords[language].catalogue.formats[kind.key];
      return {
        name: file.name,
        href: fileAddress(line, file.name),
        label: `${format}, ${sizeInWords(file.bytes, language)}`,
        role: kind.role,
        kind,
      };
    })
    .sort((a, b) => place(a.kind) - place(b.kind));
}

const roles: readonly FileKind['role'][] = ['read', 'archive', 'figures', 'records', 'description'];
