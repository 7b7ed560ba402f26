import type { ReportModel } from '../report-model.ts';

/**
 * The anchor of a heading: its own id, or with that of its chapter in front when a chapter, a figure or an
 * earlier chapter has the same.
 */
export function headingAnchor(model: ReportModel, chapter: string, heading: string): string {
  const place = model.chapters.findIndex((one) => one.id === chapter);
  const taken = model.chapters.some(
    (one, index) =>
      one.id === heading ||
      one.blocks.some(
        (block) =>
          (block.kind === 'figure' && block.id === heading) ||
          (block.kind === 'heading' && block.id === heading && index < place),
      ),
  );
  return taken ? `${chapter}-${heading}` : heading;
}
