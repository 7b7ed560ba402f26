import type { Attributes, ReportDocument, SourceBlock, SourceInline } from './document.ts';

/** The figures that a document shows or quotes, in the order of their first appearance. */
export function figuresOf(document: ReportDocument): readonly string[] {
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
      if (block.kind === 'directive' && block.name === 'appendix') ids.push('incidents.listed');
      for (const inline of inlinesOf(block)) visitInline(inline);
    }
  }
  return [...new Set(ids)];
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
