import type { Language } from '../../../platform/language/text.ts';
import { Foreign } from '../../../platform/web/components/foreign.tsx';
import type { ReportModel } from '../../report-model.ts';
import { inPieces, type WordPiece } from '../../words/foreign-words.ts';

/** Pieces of a text, each in its language. */
export function WordPieces({ pieces, around }: { pieces: readonly WordPiece[]; around: Language }) {
  return (
    <>
      {pieces.map(({ text, language = around, marked = false }, index) => (
        <Foreign key={index} language={language} around={around} marked={marked}>
          {text}
        </Foreign>
      ))}
    </>
  );
}

/** A text about numbers, in which notes of authors keep their own language. */
export function Noted({
  text,
  language,
  model,
}: {
  text: string;
  language: Language;
  model: Pick<ReportModel, 'figures' | 'language'>;
}) {
  return <WordPieces pieces={inPieces(text, language, model)} around={language} />;
}
