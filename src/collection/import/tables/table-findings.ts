import { text } from '../../../platform/language/text.ts';
import { describeNote } from '../../../platform/spreadsheets/messages.ts';
import type { ReadNote, Row } from '../../../platform/spreadsheets/sheet.ts';
import { lineOf, type TableFinding } from '../../../platform/spreadsheets/tables/table-block.ts';
import {
  asksHeading,
  type Finding,
  fileFinding,
  type ImportColumn,
  type TableShape,
} from '../import-face.ts';
import type { TableMatch } from './match-columns.ts';

/** Columns that the register does not know, with what they might mean. */
export function columnFindings(sheet: string, row: number, match: TableMatch<TableShape>): Finding[] {
  return match.columns
    .filter((column) => !column.meaning && !column.again)
    .map((column) =>
      column.proposal
        ? {
            ...fileFinding(
              'refused',
              'column-unknown',
              sheet,
              row,
              column.heading,
              text(
                `Onbekende kolom. Bedoelt u „${column.proposal.label.nl}”? Bevestig eenmalig met --map '${column.heading}=${column.proposal.label.nl}', of laat de kolom weg met --map '${column.heading}=-'.`,
                `Unknown column. Do you mean “${column.proposal.label.en}”? Confirm once with --map '${column.heading}=${column.proposal.label.en}', or leave the column out with --map '${column.heading}=-'.`,
              ),
            ),
            asks: { of: 'meaning' as const, written: column.heading, proposed: column.proposal.key },
          }
        : fileFinding(
            'note',
            'column-ignored',
            sheet,
            row,
            column.heading,
            text(
              'Deze kolom hoort niet bij deze registratie en is niet ingelezen.',
              'This column does not belong to this register and was not read.',
            ),
          ),
    );
}

/** A table that fits no face. `nearly`: a person may have meant it to, for all that lacks is proposed. */
export interface Misfit {
  readonly nearly: boolean;
  readonly found: readonly Finding[];
}

/** What did not fit, told beside a table that did. */
export function leftOut(finding: Finding): Finding {
  const { advice } = finding;
  return {
    ...finding,
    weight: 'note',
    advice: text(`Deze tabel is niet ingelezen. ${advice.nl}`, `This table was not read. ${advice.en}`),
  };
}

/** What a table lacks to fit. */
export function misfit(sheet: string, row: number, match: TableMatch<TableShape>): Misfit {
  const proposals = columnFindings(sheet, row, match).filter((one) => one.kind === 'column-unknown');
  const missing = match.missing.map((column) => `„${column.label.nl}”`).join(', ');
  const missingEn = match.missing.map((column) => `“${column.label.en}”`).join(', ');
  const read = match.columns.map((column) => column.heading).join(' | ');
  const isProposed = (column: ImportColumn) => match.columns.some((one) => one.proposal?.key === column.key);
  const nearly = match.columns.some((one) => one.meaning) && match.missing.every(isProposed);
  const found = [
    {
      ...fileFinding(
        'refused',
        'column-missing',
        sheet,
        row,
        read,
        text(
          `Voor „${match.face.name.nl}” ontbreekt: ${missing}. Gevonden koppen: ${read}. Voeg de kolom toe, of zeg welke kop dit is: --map '<kop>=<kolom>'. Kolommen: ${match.face.columns.map(({ label }) => label.nl).join(', ')}.`,
          `For “${match.face.name.en}” there is no: ${missingEn}. Headings found: ${read}. Add the column, or say which heading it is: --map '<heading>=<column>'. Columns: ${match.face.columns.map(({ label }) => label.en).join(', ')}.`,
        ),
      ),
      asks: {
        of: 'heading' as const,
        lacking: match.missing.filter((column) => !isProposed(column)).map(({ key }) => key),
        headings: match.columns
          .filter((column) => !column.meaning && !column.proposal)
          .map(({ heading }) => heading),
      },
    },
    ...proposals,
  ];
  return { nearly, found };
}

/** How the file was read. */
export function noteFinding(note: ReadNote): Finding {
  // Which letters a text holds is a question for who has the file: names and labels depend on it.
  const weight = note.code === 'encoding-unsure' ? 'refused' : 'note';
  return fileFinding(weight, `file-${note.code}`, note.where.sheet ?? '', note.where.row ?? 0, '', {
    nl: describeNote(note, 'nl'),
    en: describeNote(note, 'en'),
  });
}

const blankRowsInside = text(
  'Lege rijen midden in de tabel: overgeslagen.',
  'Blank rows inside the table: skipped.',
);

const besideTable = text(
  'Naast de tabel staat iets waar geen kop boven staat: niet ingelezen.',
  'Something stands beside the table without a heading above it: not read.',
);

const tableWords: Partial<Record<TableFinding['code'], ReturnType<typeof text>>> = {
  'same-header-twice': text(
    'Deze kop staat er twee keer; de eerste is gelezen.',
    'This heading stands twice; the first was read.',
  ),
  'hidden-row': text(
    'Verborgen rij van een zichtbaar blad: gelezen, zij telt mee. Hoort zij er niet bij, haal haar dan weg.',
    'Hidden row of a visible sheet: read, it counts. If it does not belong here, take it away.',
  ),
  'hidden-column': text(
    'Verborgen kolom van een zichtbaar blad: gelezen, zij telt mee. Hoort zij er niet bij, haal haar dan weg.',
    'Hidden column of a visible sheet: read, it counts. If it does not belong here, take it away.',
  ),
  'blank-rows-inside': blankRowsInside,
  'column-without-header': text(
    'Boven deze kolom staat geen kop: niet ingelezen.',
    'There is no heading above this column: not read.',
  ),
  'cells-beside-table': besideTable,
};

/** What is doubtful about the shape of a table, if a sender should look at it. */
export function tableFinding(finding: TableFinding): Finding | undefined {
  const words = tableWords[finding.code];
  return (
    words &&
    fileFinding(
      'note',
      finding.code,
      finding.where.sheet ?? '',
      finding.where.row ?? 0,
      finding.where.column ?? '',
      words,
    )
  );
}

/** Whether a finding is about a row; the others are about a heading, which a table that goes on lacks. */
export function isAboutRow({ code }: TableFinding): boolean {
  return code === 'hidden-row' || code === 'blank-rows-inside';
}

/** Rows of the register on a hidden sheet. */
export function hiddenRows(sheet: string, { name }: TableShape, rows: number): Finding {
  return fileFinding(
    'note',
    'hidden-sheet-left-out',
    sheet,
    0,
    '',
    text(
      `Op dit verborgen blad ${rows === 1 ? 'staat één rij' : `staan ${rows} rijen`} van „${name.nl}”, niet ingelezen. Wat op een verborgen blad staat, telt niet mee; verborgen rijen en kolommen van een zichtbaar blad wel. Hoort het erbij, maak het blad dan zichtbaar, of lees het apart: --sheet '${sheet}'.`,
      `On this hidden sheet ${rows === 1 ? 'stands one row' : `stand ${rows} rows`} of “${name.en}”, not read. What stands on a hidden sheet does not count; hidden rows and columns of a visible sheet do. If it belongs here, show the sheet, or read it by itself: --sheet '${sheet}'.`,
    ),
  );
}

/** A tab and a title, or two titles, name different years above rows that name none. */
export function severalYears(
  sheet: string,
  row: number,
  periods: readonly { readonly key: string }[],
): Finding {
  const keys = periods.map(({ key }) => key);
  return fileFinding(
    'refused',
    'several-years',
    sheet,
    row,
    keys.join(', '),
    text(
      `Boven deze tabel staan verschillende jaren (${keys.join(', ')}). Over welk jaar gaan de rijen? Zeg het met --period ${keys[0]}, of voeg een kolom Jaar toe.`,
      `Different years stand above this table (${keys.join(', ')}). Which year are the rows about? Say it with --period ${keys[0]}, or add a column Year.`,
    ),
  );
}

/** The sheet that was asked for is not in the file. */
export function noSuchSheet(chosen: string, sheets: readonly string[]): Finding {
  const named = sheets.map((one) => `‘${one}’`).join(', ');
  if (sheets.every((one) => one === ''))
    return fileFinding(
      'refused',
      'no-such-sheet',
      '',
      0,
      chosen,
      text(
        'Dit bestand heeft geen bladen. Lees het zonder --sheet.',
        'This file has no sheets. Read it without --sheet.',
      ),
    );
  return fileFinding(
    'refused',
    'no-such-sheet',
    '',
    0,
    chosen,
    text(
      `Dit blad staat niet in het bestand. Wel: ${named}.`,
      `This sheet is not in the file. There are: ${named}.`,
    ),
  );
}

/** That rows of a table are wider than its heading. */
export function besideFinding(sheet: string, row: number, column: string): Finding {
  return fileFinding('note', 'cells-beside-table', sheet, row, column, besideTable);
}

/** That a table went on behind blank rows. */
export function blankRowsFinding(sheet: string, row: number): Finding {
  return fileFinding('note', 'blank-rows-inside', sheet, row, '', blankRowsInside);
}

/** A line under a table that was taken for text. */
export function footnoteFinding(sheet: string, line: Row): Finding {
  return fileFinding(
    'note',
    'footnote',
    sheet,
    line.number,
    lineOf(line),
    text('Regel onder de tabel: niet als rij ingelezen.', 'Line under the table: not read as a row.'),
  );
}

/** That a line of text passes for a heading, above rows that seem to belong to the table above it. */
export function rowsUnderLine(sheet: string, row: number): Finding {
  return fileFinding(
    'refused',
    'rows-under-line',
    sheet,
    row,
    '',
    text(
      'Onder deze regel staan rijen die bij de tabel erboven lijken te horen. Is de regel een rij, verbeter hem dan; is het tekst, haal hem weg of zet er een lege rij onder. Hoort het er niet bij, zet het dan op een eigen blad.',
      'Under this line stand rows that seem to belong to the table above. If the line is a row, mend it; if it is text, take it away or leave a row blank under it. If it does not belong here, give it a sheet of its own.',
    ),
  );
}

/** Two columns of a row mean the same and say something else. */
export function saidTwice(
  sheet: string,
  row: number,
  { heading, again }: { readonly heading: string; readonly again: ImportColumn },
  first: string,
): Finding {
  const advice =
    first === heading
      ? text(
          `De kop „${heading}” staat er twee keer, en daaronder staat hier iets anders. Geef een van beide een andere kop, of haal haar weg.`,
          `The heading “${heading}” stands twice, and something else stands under it here. Give one of them another heading, or take it away.`,
        )
      : text(
          `„${first}” en „${heading}” betekenen beide „${again.label.nl}”, en zeggen hier iets anders. Welke geldt? Laat de andere weg, met --map '${heading}=-' of --map '${first}=-', of geef die kolom een andere kop.`,
          `“${first}” and “${heading}” both mean “${again.label.en}”, and say something else here. Which holds? Leave the other out, with --map '${heading}=-' or --map '${first}=-', or give that column another heading.`,
        );
  return {
    ...fileFinding('refused', 'column-twice', sheet, row, heading, advice),
    ...(first === heading ? {} : asksHeading(heading)),
  };
}

/** A return states numbers of a year, and this table speaks of a part of one. */
export function partOfYear(sheet: string, row: number, written: string, year: string | undefined): Finding {
  const example = year ?? '2024';
  return fileFinding(
    'refused',
    'part-of-year',
    sheet,
    row,
    written,
    text(
      `„${written}” gaat over een deel van een jaar, en een opgave gaat over een heel jaar. Tel de delen op, of zeg dat dit het hele jaar is: --period ${example}.`,
      `“${written}” is about a part of a year, and a return is about a whole year. Add the parts up, or say that this is the whole year: --period ${example}.`,
    ),
  );
}

/** Rows say of which part of a year they are. */
export function partOfYearColumn(sheet: string, row: number, heading: string): Finding {
  return {
    ...fileFinding(
      'refused',
      'part-of-year',
      sheet,
      row,
      heading,
      text(
        `De kolom „${heading}” zegt dat een rij over een deel van het jaar gaat, en een opgave gaat over een heel jaar. Tel de delen op, of laat de kolom weg als elke rij het hele jaar is: --map '${heading}=-'.`,
        `The column “${heading}” says that a row is about a part of the year, and a return is about a whole year. Add the parts up, or leave the column out if each row is the whole year: --map '${heading}=-'.`,
      ),
    ),
    ...asksHeading(heading),
  };
}
