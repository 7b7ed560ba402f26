/**
 * The rows of a CSV as RFC 4180 has them, read by nothing that wrote it: a field that begins with a quote ends with one,
 * and a quote in it stands twice. Blank lines are rows of one empty field. Throws a RangeError for any other text, and
 * where a row has other fields than the first: what cannot be read is not taken for safe.
 */
export function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const { field, end } =
      text[at] === '"' ? quotedField(text, at, rows.length) : plainField(text, at, rows.length);
    row.push(field);
    if (text[end] === ',') {
      at = end + 1;
      // Behind the last comma of the text stands one more field.
      if (at < text.length) continue;
      row.push('');
    } else at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    if (rows[0] && rows[0].length !== row.length) throw unreadable(rows.length, `${row.length} fields`);
    rows.push(row);
    row = [];
  }
  return rows;
}

interface Field {
  readonly field: string;
  /** Where the comma or the end of the line stands. */
  readonly end: number;
}

const ends = /[,\r\n]/g;

function plainField(text: string, from: number, row: number): Field {
  ends.lastIndex = from;
  const end = ends.exec(text)?.index ?? text.length;
  const field = text.slice(from, end);
  if (field.includes('"')) throw unreadable(row, 'a quote within a field');
  return { field, end };
}

function quotedField(text: string, from: number, row: number): Field {
  let close = text.indexOf('"', from + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  const end = close + 1;
  const next = text[end];
  if (close === -1 || !(next === undefined || next === ',' || next === '\r' || next === '\n'))
    throw unreadable(row, 'a quote that does not end its field');
  return { field: text.slice(from + 1, close).replaceAll('""', '"'), end };
}

function unreadable(row: number, what: string): RangeError {
  return new RangeError(`This CSV cannot be read at row ${row + 1}: ${what}.`);
}
