import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = join(import.meta.dirname, 'data');

/** A sheet: its headings and its rows. */
export type Sheet = readonly (readonly (string | number)[])[];

/** Writes a sheet below `data/` as CSV, with semicolons as a Dutch spreadsheet program writes it. */
export function writeSheet(name: string, sheet: Sheet): void {
  writeData(name, `${sheet.map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`);
}

/** Writes a file below `data/`. */
export function writeData(name: string, content: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function quoted(value: string | number): string {
  const cell = String(value);
  return /[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
