import type { ReadLimits } from '../limits.ts';
import type { ByteSource } from '../packed/byte-source.ts';
import { openZip, type ZipFile } from '../packed/zip-read.ts';
import type { FileFormat } from '../sheet.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';

/** What a file is by its content; its name may say anything. */
export type FileKind =
  | { readonly format: 'csv' }
  | { readonly format: Exclude<FileFormat, 'csv'>; readonly zip: ZipFile };

const HEAD = 8192;

/** Files by their first bytes (latin1), with the word for people. */
const SIGNATURES: readonly (readonly [start: RegExp, what: string])[] = [
  [/^%PDF-/, 'PDF'],
  [/^\x89PNG/, 'PNG'],
  [/^\xff\xd8\xff/, 'JPEG'],
  [/^GIF8/, 'GIF'],
  [/^RIFF....WEBP/s, 'WebP'],
  [/^(II\*\0|MM\0\*)/, 'TIFF'],
  [/^....ftyp(heic|heif|mif1|avif)/s, 'HEIC'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is how the file starts
  [/^\x1f\x8b/, 'gzip'],
  [/^7z\xbc\xaf/, '7-Zip'],
  [/^Rar!/, 'RAR'],
  [/^BZh/, 'bzip2'],
  [/^\xfd7zXZ/, 'xz'],
  [/^\{\\rtf/, 'RTF'],
  [/^SQLite format 3/, 'SQLite'],
  [/^PAR1/, 'Parquet'],
  [/^(MZ|\x7fELF)/, 'program'],
];

/**
 * Recognises a file by its content.
 * @throws SpreadsheetError for whatever cannot be read as a table, naming what it is instead.
 */
export async function fileKind(source: ByteSource, limits: ReadLimits): Promise<FileKind> {
  const start = Buffer.from(await source.read(0, HEAD));
  const latin = start.toString('latin1');
  if (latin.startsWith('PK\x03\x04') || latin.startsWith('PK\x05\x06')) return zippedKind(source, limits);
  if (latin.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) throw await oleRefusal(source);
  for (const [signature, what] of SIGNATURES) {
    if (signature.test(latin)) throw new SpreadsheetError('other-document', {}, { what });
  }
  const text = start
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype html|<html|<table|<head|<meta)/.test(text)) throw new SpreadsheetError('web-page');
  if (text.startsWith('<?xml') || text.startsWith('<office:document')) {
    throw new SpreadsheetError('other-document', {}, { what: 'XML' });
  }
  return { format: 'csv' };
}

async function zippedKind(source: ByteSource, limits: ReadLimits): Promise<FileKind> {
  const zip = await openZip(source, limits);
  if (zip.has('mimetype')) {
    const type = (await zip.text('mimetype', 200)).trim();
    if (type.startsWith('application/vnd.oasis.opendocument.spreadsheet')) return { format: 'ods', zip };
    const what = type.startsWith('application/vnd.oasis.opendocument') ? 'OpenDocument' : type;
    throw new SpreadsheetError('other-document', {}, { what });
  }
  if (zip.has('xl/workbook.bin')) throw new SpreadsheetError('binary-excel');
  if (zip.has('word/document.xml')) throw new SpreadsheetError('other-document', {}, { what: 'Word' });
  if (zip.has('ppt/presentation.xml')) {
    throw new SpreadsheetError('other-document', {}, { what: 'PowerPoint' });
  }
  if (zip.has('[Content_Types].xml') || zip.has('xl/workbook.xml')) return { format: 'xlsx', zip };
  if (zip.has('content.xml')) return { format: 'ods', zip };
  throw new SpreadsheetError('other-document', {}, { what: 'ZIP' });
}

/**
 * Old Office files and encrypted new ones share one container, whose directory names its streams in UTF-16.
 * The directory may stand anywhere in the file.
 */
async function oleRefusal(source: ByteSource): Promise<SpreadsheetError> {
  const bytes = Buffer.from(await source.read(0, Math.min(source.size, 64 * 1024 * 1024)));
  const holds = (name: string) => bytes.includes(Buffer.from(`${name}\0`, 'utf16le'));
  if (holds('EncryptedPackage')) return new SpreadsheetError('password');
  if (holds('Workbook') || holds('Book')) return new SpreadsheetError('old-excel');
  return new SpreadsheetError('other-document', {}, { what: 'Office 97-2003' });
}
