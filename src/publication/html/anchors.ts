import type { Block, ReportModel } from '../report-model.ts';

const known = new WeakMap<ReportModel, ReadonlyMap<Block, string>>();

/**
 * The anchor of a heading or figure: its own id, or one made from it when a chapter or an earlier block has
 * the same. Chapters keep theirs, as others refer to them.
 */
export function anchorOf(model: ReportModel, block: Extract<Block, { readonly id: string }>): string {
  let anchors = known.get(model);
  if (!anchors) {
    anchors = anchorsOf(model);
    known.set(model, anchors);
  }
  return anchors.get(block) ?? block.id;
}

function anchorsOf(model: ReportModel): ReadonlyMap<Block, string> {
  const taken = new Set(model.chapters.map((chapter) => chapter.id));
  const anchors = new Map<Block, string>();
  for (const { id: chapter, blocks } of model.chapters) {
    for (const block of blocks) {
      if (!('id' in block)) continue;
      let anchor = taken.has(block.id) ? `${chapter}-${block.id}` : block.id;
      for (let count = 2; taken.has(anchor); count++) anchor = `${chapter}-${block.id}-${count}`;
      taken.add(anchor);
      anchors.set(block, anchor);
    }
  }
  return anchors;
}
