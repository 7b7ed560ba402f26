import { say } from '../../../platform/language/messages.ts';
import { unknownKind } from '../../../platform/language/unknown-kind.ts';
import { webWords } from '../../../platform/web/words.ts';
import { Suppressed } from '../../../tables/suppressed.tsx';
import type { Inline } from '../../report-model.ts';
import { abbreviationText } from '../../words/abbreviation-text.ts';
import { linkTarget } from '../../words/links.ts';
import type { ChapterSetting } from '../setting.ts';

/** Running text. Each number leads to the page that says how it was computed. */
export function Inlines({ content, setting }: { content: readonly Inline[]; setting: ChapterSetting }) {
  return content.map((piece, index) => <Piece key={index} piece={piece} setting={setting} />);
}

function Piece({ piece, setting }: { piece: Inline; setting: ChapterSetting }) {
  switch (piece.kind) {
    case 'text':
      if (piece.style === 'strong') return <strong>{piece.text}</strong>;
      if (piece.style === 'emphasis') return <em>{piece.text}</em>;
      if (piece.name) return <bdi>{piece.text}</bdi>;
      return <>{piece.text}</>;
    case 'value':
      return (
        <a class="dl-value" href={setting.figureAddress(piece.figure)}>
          {piece.text === '·' ? <Suppressed language={setting.chapterLanguage} /> : <bdi>{piece.text}</bdi>}
        </a>
      );
    case 'link': {
      const href = linkTarget(piece.href);
      return href === null ? <span>{piece.text}</span> : <a href={href}>{piece.text}</a>;
    }
    case 'footnote':
      return (
        <a
          class="dl-note-ref"
          id={`noot-${piece.number}-plaats`}
          href={`#noot-${piece.number}`}
          aria-label={say(webWords[setting.chapterLanguage].toFootnote, setting.chapterLanguage, {
            number: piece.number,
          })}
        >
          {piece.number}
        </a>
      );
    case 'abbreviation':
      if (piece.first)
        return (
          <>
            {piece.long} (<abbr>{piece.short}</abbr>)
          </>
        );
      return <abbr title={piece.long}>{piece.short}</abbr>;
    case 'fixed':
      return <span title={piece.source}>{piece.type === 'name' ? <bdi>{piece.text}</bdi> : piece.text}</span>;
    default:
      throw unknownKind(piece satisfies never);
  }
}

/** The bare words of running text: for a title or a label. */
export function plainText(content: readonly Inline[]): string {
  return content
    .map((piece) =>
      piece.kind === 'footnote' ? '' : piece.kind === 'abbreviation' ? abbreviationText(piece) : piece.text,
    )
    .join('');
}
