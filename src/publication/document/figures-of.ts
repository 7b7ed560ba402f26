import type { ReportList } from '../../collection/report-list.ts';
import type { Attributes, ReportDocument, SourceBlock, SourceInline } from './document.ts';

/** The figures that a document shows or quotes, in the order of their first appearance. */
export function figuresOf(
  document: ReportDocument,
  lists: readonly Pick<ReportList, 'directive' | 'figures'>[],
): readonly string[] {
  const ids: string[] = [];
  const visitInline = (inline: SourceInline): void => {
    if (inline.kind === 'footnote') inline.content.forEach(visitInline);
    if (inline.kind !== 'expression' || ['unit', 'abbr', 'period', 'year'].includes(inline.name)) return;
    ids.push(inline.label);
    const second = inline.attributes['with'];
    if (second !== undefined) ids.push(second);
  };
  for (const chapter of document.chapters) {
    for (const block of chapter.blocks) {
      if (block.kind === 'figure') ids.push(...figureIds(block.attributes));
      if (block.kind === 'directive')
        ids.push(...(lists.find((list) => list.directive === block.name)?.figures ?? []));
      for (const inline of inlinesOf(block)) visitInline(inline);
    }
  }
  return [...new Set(ids)];
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
  if (block.kind === 'figure') return block.title;
  if (block.kind === 'list') return block.items.flat();
  return 'content' in block ? block.content : [];
}
