import { say } from '../../../platform/language/messages.ts';
import { TextHead } from '../../../platform/web/components/text-table.tsx';
import type { AppendixRow, Block } from '../../report-model.ts';
import type { ChapterSetting } from '../setting.ts';
import { reportWords } from '../words.ts';

type AppendixBlock = Extract<Block, { kind: 'appendix' }>;

/**
 * The incidents, by category. The roles are written out because on a phone the rows become cards, and
 * browsers forget that a table is one when its display changes.
 */
export function Appendix({ block, setting }: { block: AppendixBlock; setting: ChapterSetting }) {
  const language = setting.chapterLanguage;
  const words = reportWords[language].appendix;
  const withheld = block.withheld > 0 && <p>{say(words.withheld, language, { count: block.withheld })}</p>;
  if (block.rows.length === 0)
    return (
      <div class="dl-appendix">
        <p>{words.empty}</p>
        {withheld}
      </div>
    );
  // Where not one row tells its settlement the column would say "not recorded" of what is hidden.
  const settled = block.rows.some((row) => row.settlement !== '');
  const heads = [words.finding, words.subcategory, words.summary, ...(settled ? [words.settlement] : [])];
  return (
    <div class="dl-appendix">
      <p>{say(words.count, language, { count: block.rows.length })}</p>
      {withheld}
      <table class="dl-appendix__table" {...as('table')}>
        <caption class="dl-hidden">{block.title}</caption>
        <TextHead heads={heads} />
        {categoriesOf(block.rows).map(([category, rows]) => (
          <tbody key={category} {...as('rowgroup')}>
            <tr {...as('row')} class="dl-appendix__group">
              <th scope="rowgroup" colSpan={heads.length} {...as('rowheader')}>
                {category} ({rows.length})
              </th>
            </tr>
            {rows.map((row, index) => (
              <Row key={index} row={row} settled={settled} setting={setting} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Row({ row, settled, setting }: { row: AppendixRow; settled: boolean; setting: ChapterSetting }) {
  const words = reportWords[setting.chapterLanguage].appendix;
  return (
    <tr {...as('row')}>
      <td {...as('cell')} class={row.established ? 'dl-appendix__finding' : undefined}>
        <span class="dl-appendix__label">{words.finding}:</span>
        {row.finding}
      </td>
      <td {...as('cell')}>
        <span class="dl-appendix__label">{words.subcategory}:</span>
        {row.subcategory}
      </td>
      <td {...as('cell')}>
        <span class="dl-appendix__label">{words.summary}:</span>
        {row.summary}
        {row.flags.length > 0 && (
          <ul class="dl-appendix__flags" aria-label={words.flags}>
            {row.flags.map((flag) => (
              <li key={flag}>⚑ {flag}</li>
            ))}
          </ul>
        )}
      </td>
      {settled && (
        <td {...as('cell')}>
          <span class="dl-appendix__label">{words.settlement}:</span>
          {row.settlement === '' ? words.noSettlement : row.settlement}
        </td>
      )}
    </tr>
  );
}

/** Says what an element is, also when a style sheet changes how it is displayed. */
function as(role: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell') {
  return { role };
}

/** Rows under their category, in the order in which categories first appear. */
function categoriesOf(rows: readonly AppendixRow[]): readonly (readonly [string, readonly AppendixRow[]])[] {
  return [...Map.groupBy(rows, (row) => row.category)];
}
