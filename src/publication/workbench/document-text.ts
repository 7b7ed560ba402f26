import type { Language } from '../../platform/language/text.ts';

/** A piece of the text of a report that is written as one: a heading with its text, a table with its title, a list. */
export interface TextBlock {
  /** UUID, the same in every version. */
  readonly id: string;
  readonly source: string;
}

/** What the head of a report's document says beside its text. */
export interface ReportHead {
  readonly slug: string;
  readonly period: string;
  readonly language: Language;
  readonly title: string;
  readonly yearsBefore: number;
}

/** A document as it is computed from, with the lines on which each block stands. */
export interface WholeText {
  readonly source: string;
  readonly places: readonly {
    readonly id: string;
    /** Number of its first line, from 1. */
    readonly first: number;
    /** Number of its last line. */
    readonly last: number;
  }[];
  /** How many lines the head takes. */
  readonly head: number;
}

/** Puts a document together from its head and its blocks, in their order. */
export function wholeText(head: ReportHead, blocks: readonly TextBlock[]): WholeText {
  const lines = [
    '---',
    `slug: ${head.slug}`,
    `title: ${head.title}`,
    `language: ${head.language}`,
    `period: ${head.period}`,
    ...(head.yearsBefore > 0 ? [`yearsBefore: ${head.yearsBefore}`] : []),
    '---',
    '',
  ];
  const headLines = lines.length;
  const places: WholeText['places'][number][] = [];
  for (const { id, source } of blocks) {
    const own = source.trim();
    if (own === '') continue;
    const written = own.split('\n');
    places.push({ id, first: lines.length + 1, last: lines.length + written.length });
    lines.push(...written, '');
  }
  return { source: `${lines.join('\n')}`, places, head: headLines };
}

/** The block on a line of a whole text, and which of its own lines that is (from 1); null for the head. */
export function blockOn(
  { places }: Pick<WholeText, 'places'>,
  line: number,
): { readonly id: string; readonly line: number } | null {
  // What is told of an empty line belongs to what stands above it.
  const place = places.findLast(({ first }) => first <= line);
  return place ? { id: place.id, line: Math.min(line, place.last) - place.first + 1 } : null;
}

/**
 * The pieces in which a document is written further: each heading begins one, a figure and a list of records is one by
 * itself. Joined again they say the same.
 */
export function piecesOf(source: string): readonly string[] {
  const text = source.replace(/^---\n[\s\S]*?\n---\n/, '');
  const pieces: string[] = [];
  let lines: string[] = [];
  let inside = false;
  const finish = () => {
    const piece = lines.join('\n').trim();
    if (piece !== '') pieces.push(piece);
    lines = [];
  };
  for (const line of text.split('\n')) {
    if (inside) {
      lines.push(line);
      if (/^:::\s*$/.test(line)) {
        inside = false;
        finish();
      }
      continue;
    }
    if (/^:::[a-z]/.test(line)) {
      finish();
      inside = true;
      lines.push(line);
    } else if (/^::[a-z][a-z-]*(?:\{[^}]*\})?\s*$/.test(line)) {
      finish();
      lines.push(line);
      finish();
    } else {
      if (/^#{1,3} /.test(line)) finish();
      lines.push(line);
    }
  }
  finish();
  return pieces;
}

/** Whether a block begins a chapter. */
export function beginsChapter(source: string): boolean {
  return /^# /.test(source.trimStart());
}

/**
 * What a block is called in a list: its heading, the title of its figure, or how it begins.
 *
 * @param titleOf what a figure is called, by its id
 */
export function blockName(source: string, titleOf: (figure: string) => string | undefined): string {
  const [first = '', second = ''] = source.trim().split('\n');
  const named = first.startsWith(':::') ? second : first.replace(/^#{1,3} /, '');
  const plain = named
    .replace(/\{#?[^}]*\}/g, '')
    .replace(/:title\[([^\]]*)\]/g, (_all, id: string) => titleOf(id) ?? id)
    .replace(/:(?:unit|name|abbr)\[([^\]]*)\]/g, '$1')
    .replace(/:(?:[a-z]+\[[^\]]*\]|period\b)/g, '…')
    .replace(/^[-*] /, '')
    .trim();
  return plain.length > longestName ? `${plain.slice(0, longestName).trimEnd()} …` : plain;
}

const longestName = 80;

/**
 * A document about later years, from one of years before: what its figures are asked of moves along. Only places where a
 * year is asked are changed, never a word of its text.
 *
 * @param by how many years
 */
export function yearsLater(source: string, by: number): string {
  const later = (year: string): string => String(Number(year) + by);
  return source.replace(/\{[^{}\n]*\}/g, (attributes) =>
    attributes.replace(
      /\b(year=)("?)((?:19|20)\d\d)\b/g,
      (_all, name: string, quote: string, year: string) => {
        return `${name}${quote}${later(year)}`;
      },
    ),
  );
}

/** Reads title and years before from the source of a head block, as {@link headSource} writes it. */
export function readHeadSource(source: string): Pick<ReportHead, 'title' | 'yearsBefore'> {
  const [title = '', years = '0'] = source.split('\n');
  return { title, yearsBefore: Number(years) };
}

/** Title and years before as they are kept. */
export function headSource({ title, yearsBefore }: Pick<ReportHead, 'title' | 'yearsBefore'>): string {
  return `${title}\n${yearsBefore}`;
}
