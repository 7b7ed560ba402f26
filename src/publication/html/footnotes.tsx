import { webWords } from '../../platform/web/words.ts';
import type { Block, Inline } from '../report-model.ts';
import { Inlines } from './inline.tsx';
import type { ChapterSetting } from './setting.ts';
import { reportWords } from './words.ts';

type Footnote = Extract<Inline, { kind: 'footnote' }>;

/** The footnotes of a chapter, each with the way back to its place. */
export function Footnotes({ blocks, setting }: { blocks: readonly Block[]; setting: ChapterSetting }) {
  const notes = blocks.flatMap(footnotesOf);
  if (notes.length === 0) return null;
  return (
    <section class="dl-footnotes" aria-label={reportWords[setting.chapterLanguage].footnotes}>
      <ol>
        {notes.map((note) => (
          <li key={note.number} id={`noot-${note.number}`} value={note.number}>
            <span>{note.number}</span>
            <span>
              <Inlines content={note.content} setting={setting} />{' '}
              <a
                href={`#noot-${note.number}-plaats`}
                aria-label={`${webWords[setting.chapterLanguage].backToText} (${note.number})`}
              >
                ↩
              </a>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function footnotesOf(block: Block): readonly Footnote[] {
  switch (block.kind) {
    case 'paragraph':
    case 'aid':
      return inContent(block.content);
    case 'list':
      return block.items.flatMap(inContent);
    case 'figure':
      return inContent(block.title);
    default:
      return [];
  }
}

function inContent(content: readonly Inline[]): readonly Footnote[] {
  return content.flatMap((piece) => (piece.kind === 'footnote' ? [piece, ...inContent(piece.content)] : []));
}
