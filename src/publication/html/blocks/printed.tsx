import { TextTable } from '../../../platform/web/components/text-table.tsx';
import type { Block } from '../../report-model.ts';
import { printedByChapter, printedCells, printedCount, printedHeads } from '../../words/printed-words.ts';
import type { ChapterSetting } from '../setting.ts';
import { reportWords } from '../words.ts';

/** What an older report claims, chapter by chapter, beside what this report gives. */
export function Printed({
  block,
  setting: { chapterLanguage: language },
}: {
  block: Extract<Block, { kind: 'printed' }>;
  setting: ChapterSetting;
}) {
  return (
    <>
      <p>{printedCount(block.rows, language)}</p>
      {printedByChapter(block.rows).map(([chapter, rows]) => (
        <TextTable
          key={chapter}
          caption={chapter === '' ? reportWords[language].printed.caption : chapter}
          heads={printedHeads(language)}
          rows={rows.map((row) => printedCells(row, language))}
        />
      ))}
    </>
  );
}
