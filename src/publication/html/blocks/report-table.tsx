import { DataTable } from '../../../tables/data-table.tsx';
import type { TableView } from '../../report-model.ts';
import type { ChapterSetting } from '../setting.ts';
import { Noted } from './word-pieces.tsx';

export interface ReportTableProps {
  readonly id: string;
  readonly caption: string;
  readonly table: TableView;
  readonly setting: ChapterSetting;
}

/** A table of published cells, with footnotes in which notes of authors keep their own language. */
export function ReportTable({ id, caption, table, setting }: ReportTableProps) {
  const { chapterLanguage: language, model } = setting;
  return (
    <DataTable
      id={id}
      caption={caption}
      table={table}
      language={language}
      note={(text) => <Noted text={text} language={language} model={model} />}
    />
  );
}
