import type { ReportList } from '../../collection/offers/report-list.ts';
import type { ComputedFigures } from '../../figures/definition.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import type { Attributes, ReportDocument, SourceBlock, SourceInline } from './document.ts';

/** The figures that a document shows or quotes, in the order of their first appearance. */
export function figuresOf(
  document: ReportDocument,
  lists: readonly Pick<ReportList, 'directive' | 'figures' | 'beside'>[],
): readonly string[] {
  const ids: string[] = [];
  const visitInline = (inline: SourceInline): void => {
    switch (inline.kind) {
      case 'footnote':
        inline.content.forEach(visitInline);
        break;
      case 'expression': {
        if (['unit', 'abbr', 'period', 'year'].includes(inline.name)) return;
        ids.push(inline.label);
        const second = inline.attributes['with'];
        if (second !== undefined) ids.push(second);
        break;
      }
      case 'text':
      case 'link':
      case 'fixed':
        break;
      default:
        throw unknownKind(inline satisfies never);
    }
  };
  for (const chapter of document.chapters) {
    for (const block of chapter.blocks) {
      if (block.kind === 'figure') ids.push(...figureIds(block.attributes));
      if (block.kind === 'directive') {
        const list = lists.find((one) => one.directive === block.name);
        ids.push(...(list?.figures ?? []), ...(list?.beside ?? []));
      }
      for (const inline of inlinesOf(block)) visitInline(inline);
    }
  }
  return [...new Set(ids)];
}

/**
 * The figures of a report: those that its document shows or quotes, and those that count of their years what still
 * runs. A figure that no register has is left out by who makes the report, and told by who composes it.
 */
export function shownFigures(
  document: ReportDocument,
  lists: readonly Pick<ReportList, 'directive' | 'figures'>[],
  { definitions }: Pick<ComputedFigures, 'definitions'>,
): readonly string[] {
  const asked = figuresOf(document, lists);
  const known = new Set(definitions.map(({ id }) => id));
  const awaited = definitions.flatMap(({ id, provisional }) =>
    provisional !== undefined && asked.includes(id) && known.has(provisional.figure)
      ? [provisional.figure]
      : [],
  );
  return [...new Set([...asked, ...awaited])];
}

/** The names of the directives that a document places. */
export function directivesOf(document: ReportDocument): readonly string[] {
  return document.chapters.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'directive' ? [block.name] : [])),
  );
}

/** The ids that a figure block names, in its order. */
export function figureIds(attributes: Attributes): readonly string[] {
  return (attributes['figures'] ?? attributes['figure'] ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

function inlinesOf(block: SourceBlock): readonly SourceInline[] {
  switch (block.kind) {
    case 'figure':
      return block.title;
    case 'list':
      return block.items.flat();
    case 'heading':
    case 'paragraph':
      return block.content;
    case 'directive':
      return [];
    default:
      throw unknownKind(block satisfies never);
  }
}
