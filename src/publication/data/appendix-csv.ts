import type { Language } from '../../platform/language/text.ts';
import type { ExportSheet } from '../../platform/spreadsheets/export-model.ts';
import { reportWords } from '../html/words.ts';
import type { ReportModel } from '../report-model.ts';
import { dataWords } from './words.ts';

/**
 * The public incident list, in the language of its chapter: exactly what the appendix shows, what was established first.
 * Undefined without one.
 */
export function incidentSheet(
  model: ReportModel,
): { readonly sheet: ExportSheet; readonly language: Language } | undefined {
  const chapter = model.chapters.find((one) => one.blocks.some((block) => block.kind === 'appendix'));
  const rows = chapter?.blocks.flatMap((block) => (block.kind === 'appendix' ? block.rows : []));
  if (!chapter || !rows) return undefined;
  const words = reportWords[chapter.language].appendix;
  const data = dataWords[chapter.language];
  const notice = model.notice?.[chapter.language] ?? null;
  // Where not one row tells its settlement the column would say "not recorded" of what is hidden.
  const settled = rows.some((row) => row.settlement !== '');
  const sheet: ExportSheet = {
    name: data.incidents,
    columns: [
      words.finding,
      data.established,
      words.category,
      words.subcategory,
      words.summary,
      ...(settled ? [words.settlement] : []),
      words.flags,
      data.notice,
    ].map((header) => ({ header, kind: header === data.established ? 'boolean' : 'text' })),
    rows: rows.map((row) => [
      row.finding,
      row.established,
      row.category,
      row.subcategory,
      row.summary,
      ...(settled ? [row.settlement === '' ? words.noSettlement : row.settlement] : []),
      row.flags.join('; ') || null,
      notice,
    ]),
  };
  return { sheet, language: chapter.language };
}
