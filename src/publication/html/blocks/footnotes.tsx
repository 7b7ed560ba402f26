import { unknownKind } from '../../../platform/language/unknown-kind.ts';
import { webWords } from '../../../platform/web/words.ts';
import type { Block as BlockModel, Inline } from '../../report-model.ts';
import type { ChapterSetting } from '../setting.ts';
import { reportWords } from '../words.ts';
import { Block } from './block.tsx';
import { Inlines } from './inline.tsx';

type Footnote = Extract<Inline, { kind: 'footnote' }>;

/**
 * A block with its footnotes right behind it: the style sets them next to the text where there is room, and under
 * it on a phone and on paper. Without styles they read where they belong.
 */
export function NotedBlock({ block, setting }: { block: BlockModel; setting: ChapterSetting }) {
  const notes = footnotesOf(block);
  if (notes.length === 0) return <Block block={block} setting={setting} />;
  return (
    <div class={block.kind === 'figure' ? 'dl-full dl-noted' : 'dl-noted dl-noted--beside'}>
      <Block block={block} setting={setting} />
      <ol class="dl-footnotes" aria-label={reportWords[setting.chapterLanguage].footnotes}>
        {notes.map((note) => (
          <li key={note.number} id={`noot-${note.number}`} value={note.number}>
            <Inlines content={note.content} setting={setting} />{' '}
            <a
              href={`#noot-${note.number}-plaats`}
              aria-label={`${webWords[setting.chapterLanguage].backToText} (${note.number})`}
            >
              ↩
            </a>
          </li>
        ))}
      </ol>
    </div>
  );
}

function footnotesOf(block: BlockModel): readonly Footnote[] {
  switch (block.kind) {
    case 'paragraph':
    case 'aid':
      return inContent(block.content);
    case 'list':
      return block.items.flatMap(inContent);
    case 'figure':
      return inContent(block.title);
    case 'heading':
    case 'appendix':
    case 'printed':
    case 'abbreviations':
    case 'method':
      return [];
    default:
      throw unknownKind(block satisfies never);
  }
}

function inContent(content: readonly Inline[]): readonly Footnote[] {
  return content.flatMap((piece) => (piece.kind === 'footnote' ? [piece, ...inContent(piece.content)] : []));
}
