/**
 * What a file may cost to read. Every limit is counted while reading, never believed from the file.
 * Measured: 100,000 rows of 12 columns unpack to 63 MB (XLSX) or 138 MB (ODS).
 */
export interface ReadLimits {
  /** Bytes of the file itself. */
  readonly fileBytes: number;
  /** Bytes of all parts of a compressed file together, unpacked. */
  readonly unpackedBytes: number;
  /** Unpacked bytes per packed byte of one part, counted from `ratioFromBytes` on. */
  readonly ratio: number;
  /** Small parts of equal rows compress without limit and cost nothing; the ratio counts from here. */
  readonly ratioFromBytes: number;
  /** Parts in a compressed file. */
  readonly entries: number;
  /** Cells of all sheets together that hold something. */
  readonly cells: number;
  /** Characters in one cell. Excel itself stops at 32,767. */
  readonly cellCharacters: number;
  /** Characters of all shared texts of an XLSX together, which must be held in memory. */
  readonly sharedCharacters: number;
  /** Milliseconds that the reader may work on without delivering rows. */
  readonly silenceMilliseconds: number;
  /** Megabytes of JavaScript objects that the reader may hold. */
  readonly heapMegabytes: number;
}

/** The limits when the caller names none. */
export const READ_LIMITS: ReadLimits = {
  fileBytes: 512 * 1024 * 1024,
  unpackedBytes: 512 * 1024 * 1024,
  ratio: 200,
  ratioFromBytes: 4 * 1024 * 1024,
  entries: 1000,
  cells: 20_000_000,
  cellCharacters: 1_000_000,
  sharedCharacters: 128 * 1024 * 1024,
  silenceMilliseconds: 60_000,
  heapMegabytes: 768,
};

/** The size of a sheet in Excel and LibreOffice; a cell outside it is damage or an attack. */
export const LAST_ROW = 1_048_576;
/** Columns A to XFD. */
export const COLUMNS = 16_384;
