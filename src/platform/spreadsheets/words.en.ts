import type { SpreadsheetWords } from './words.nl.ts';

const SAVE_AGAIN = 'Open the file in Excel or LibreOffice and save it as .xlsx, .ods or .csv.';
const ASK_ANEW = 'Ask the sender to save the file again and send it anew.';
const SPLIT = 'Divide the file into smaller files and import these one by one.';

/** The English texts. */
export const wordsEn: SpreadsheetWords = {
  kept: { read: 'Nothing was imported.', written: 'No file was made.' },
  place: { sheet: 'sheet ‘{sheet}’', row: 'row {row}', column: 'column {column}' },
  export: { notesSheet: 'Notes', choicesSheet: 'Choices' },
  errors: {
    'not-found': { what: 'The file {path} does not exist.', next: 'Check the name and the folder.' },
    'not-a-file': {
      what: '{path} is no file, but a folder, a pipe or a device.',
      next: 'Name the file itself.',
    },
    'not-readable': {
      what: 'The file {path} cannot be read ({reason}).',
      next: 'Check that it is a file and that you may read it.',
    },
    'empty-file': { what: 'The file is empty (0 bytes).', next: ASK_ANEW },
    'not-a-table': {
      what: 'This is neither text nor a spreadsheet: the file holds characters that no table has.',
      next: SAVE_AGAIN,
    },
    'old-excel': {
      what: 'This is an Excel file from before 2007 (.xls).',
      next: 'Open it in Excel or LibreOffice and save it as .xlsx.',
    },
    'binary-excel': {
      what: 'This is a binary Excel file (.xlsb).',
      next: 'Open it in Excel and save it as .xlsx.',
    },
    password: {
      what: 'The file is protected with a password.',
      next: 'Open it with the password, remove the protection and save it again.',
    },
    'other-document': { what: 'This is not a table but a file of the kind {what}.', next: SAVE_AGAIN },
    'web-page': { what: 'This is a web page that was saved as a spreadsheet.', next: SAVE_AGAIN },
    'unreadable-text': {
      what: 'The characters of the file do not fit the character set {encoding}.',
      next: 'Save the file again as “CSV UTF-8”.',
    },
    'open-quote': {
      what: 'A quotation mark is never closed. The file ends at line {line} still inside the quotation marks.',
      next: 'Find the field that starts with " and does not end with ", and close it.',
    },
    'cell-too-long': {
      what: 'A cell has more than {limit, number} characters.',
      next: 'Check whether a quotation mark is missing, or shorten the text.',
    },
    'file-too-large': {
      what: 'The file is {megabytes, number} MB. The limit is {limit, number} MB.',
      next: SPLIT,
    },
    'unpacks-too-large': { what: 'Unpacked, the file grows beyond {limit, number} MB.', next: SPLIT },
    'unpacks-too-much': {
      what: 'The part {part} grows to more than {limit, number} times its size when unpacked. This is how a file works that is meant to bring a computer down.',
      next: 'Do not trust this file. Ask the sender where it comes from.',
    },
    'too-many-parts': {
      what: 'The file has {parts, number} parts. The limit is {limit, number}.',
      next: 'Remove pictures and charts, or save the sheet as .csv.',
    },
    'too-many-cells': { what: 'The file has more than {limit, number} filled cells.', next: SPLIT },
    'too-many-texts': { what: 'The texts in the file are too large together.', next: SPLIT },
    'outside-sheet': {
      what: 'The file names a place that does not exist in a spreadsheet or occurs twice: {place}.',
      next: ASK_ANEW,
    },
    damaged: { what: 'The file is damaged or incomplete.', next: ASK_ANEW },
    'forbidden-xml': {
      what: 'The part {part} holds instructions (DOCTYPE or ENTITY) that do not belong in a spreadsheet.',
      next: 'Do not trust this file. Ask the sender where it comes from.',
    },
    'took-too-long': {
      what: 'Reading was broken off: no row came for {seconds, number} seconds. A row that is named was the last.',
      next: 'Try again. If it fails again, divide the file.',
    },
    'needs-too-much-memory': { what: 'Reading takes more than {limit, number} MB of memory.', next: SPLIT },
    'reader-stopped': { what: 'Reading stopped unexpectedly.', next: 'Try again.' },
    'reserved-header': {
      what: 'The column header ‘{header}’ is reserved.',
      next: 'Give the column another name.',
    },
    'row-width': {
      what: 'The row has {cells, number} cells; there are {columns, number} columns.',
      next: 'This is an error in Daglicht. Report it.',
    },
    'sheet-name': {
      what: 'The sheet name ‘{name}’ is not possible: it is empty, double, longer than 31 characters or holds one of [ ] : * ? / \\.',
      next: 'Choose another name.',
    },
    'too-many-rows': {
      what: 'A sheet can have {limit, number} rows; this has more.',
      next: 'Make the export as .csv, or choose a shorter period.',
    },
  },
  notes: {
    encoding:
      'Character set: {encoding, select, windows1252 {Windows-1252 (Western European)} utf16le {UTF-16} utf16be {UTF-16} ibm850 {DOS (code page 850)} macintosh {Mac OS Roman} other {UTF-8}}.',
    'encoding-unsure':
      'The accented letters do not tell for certain which character set this file is in. Look at them, or save the file as UTF-8 and import it again.',
    'encoding-unknown-bytes':
      '{count, plural, one {One character} other {# characters}} in the file cannot be read.',
    delimiter:
      'Separator: {delimiter, select, comma {comma} semicolon {semicolon} tab {tab} pipe {vertical bar} none {none, every line is one field} other {{delimiter}}}.',
    'separator-line': 'The first line was a hint for Excel (sep=) and was skipped.',
    'ragged-rows':
      '{count, plural, one {One row does} other {# rows do}} not have {width, plural, one {one field} other {# fields}} like the first row.',
    'own-export':
      'This file comes from Daglicht: the apostrophe that was put before text such as ‘=…’ was taken away.',
    'hidden-sheet': 'This sheet is hidden and was not read.',
    'hidden-rows': '{count, plural, one {One row is} other {# rows are}} hidden.',
    'hidden-columns': '{count, plural, one {One column is} other {# columns are}} hidden.',
    formulas:
      '{count, plural, one {One cell is} other {# cells are}} computed. The outcome that stands in the file was read.',
    'formula-without-value':
      '{count, plural, one {One formula has} other {# formulas have}} no outcome in the file. Open the file in Excel or LibreOffice and save it.',
    'error-values':
      '{count, plural, one {One cell holds} other {# cells hold}} an error value, such as #REF!.',
    'unseen-characters':
      '{count, plural, one {One cell} other {# cells}} held characters that cannot be seen, turn the reading direction round or have no shape outside their font; they were left out or replaced ({places}).',
    'merged-cells': '{count, plural, one {One group of cells is} other {# groups of cells are}} merged.',
    'date-serial-unclear':
      '{count, plural, one {One cell is} other {# cells are}} formatted as a date but {count, plural, one {holds} other {hold}} no valid date.',
    'sheet-without-cells': 'Nothing stands here.',
  },
};
