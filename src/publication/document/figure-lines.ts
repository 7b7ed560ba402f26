import type { ReportList } from '../../collection/offers/report-list.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import type { ReportDocument, SourceBlock, SourceInline } from './document.ts';
import { figureIds } from './figures-of.ts';

/** Lines of a document's source that use a figure, from the first up to and with the last. */
export interface FigureLines {
  readonly from: number;
  readonly until: number;
  /** A table or chart, a paragraph or list item that quotes it, or a list of records that is published with it. */
  readonly what: 'table' | 'text' | 'list';
}

/** Where a document uses a figure, in the order of its lines. */
export function figureLines(
  source: string,
  document: ReportDocument,
  lists: readonly Pick<ReportList, 'directive' | 'figures'>[],
  figure: string,
): readonly FigureLines[] {
  const lines = source.split('\n');
  const found: FigureLines[] = [];
  const visit = (block: SourceBlock): void => {
    switch (block.kind) {
      case 'figure': {
        const quoted = block.title.flatMap((inline) => linesOfInline(inline, figure));
        if (figureIds(block.attributes).includes(figure) || quoted.length > 0)
          found.push({ ...blockLines(lines, block.place.line), what: 'table' });
        return;
      }
      case 'directive':
        if (lists.some((list) => list.directive === block.name && list.figures.includes(figure)))
          found.push({ from: block.place.line, until: block.place.line, what: 'list' });
        return;
      case 'paragraph':
      case 'heading':
        for (const line of block.content.flatMap((inline) => linesOfInline(inline, figure)))
          found.push({ ...passage(lines, line), what: 'text' });
        return;
      case 'list':
        for (const line of block.items.flat().flatMap((inline) => linesOfInline(inline, figure)))
          found.push({ ...passage(lines, line), what: 'text' });
        return;
      default:
        throw unknownKind(block satisfies never);
    }
  };
  for (const { blocks } of document.chapters) blocks.forEach(visit);
  return [...new Map(found.map((one) => [one.from, one])).values()].sort((a, b) => a.from - b.from);
}

/** The source without these lines, each run of them replaced by an empty line so that what is beside stays apart. */
export function withoutLines(source: string, lines: readonly Pick<FigureLines, 'from' | 'until'>[]): string {
  return source
    .split('\n')
    .flatMap((line, index) => {
      const within = lines.find(({ from, until }) => index + 1 >= from && index + 1 <= until);
      return within === undefined ? [line] : within.from === index + 1 ? [''] : [];
    })
    .join('\n');
}

/** The lines on which a piece of text quotes the figure. */
function linesOfInline(inline: SourceInline, figure: string): readonly number[] {
  switch (inline.kind) {
    case 'expression':
      return inline.label === figure || inline.attributes['with'] === figure ? [inline.place.line] : [];
    case 'footnote':
      return inline.content.flatMap((one) => linesOfInline(one, figure));
    case 'text':
    case 'link':
    case 'fixed':
      return [];
    default:
      throw unknownKind(inline satisfies never);
  }
}

/** A block between ":::" lines that begins here. */
function blockLines(
  lines: readonly string[],
  from: number,
): { readonly from: number; readonly until: number } {
  const end = lines.findIndex((line, index) => index >= from && /^\s*:::+\s*$/.test(line));
  return { from, until: end < 0 ? from : end + 1 };
}

const item = /^\s*(?:[-*+]|\d+[.)])\s/;

/** The paragraph or list item around a line. */
function passage(lines: readonly string[], line: number): { readonly from: number; readonly until: number } {
  const isBlank = (at: number): boolean => (lines[at - 1] ?? '').trim() === '';
  let [from, until] = [line, line];
  while (from > 1 && !item.test(lines[from - 1] ?? '') && !isBlank(from - 1)) from--;
  while (until < lines.length && !isBlank(until + 1) && !item.test(lines[until] ?? '')) until++;
  return { from, until };
}
