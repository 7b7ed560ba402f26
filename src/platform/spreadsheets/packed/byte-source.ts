import { type FileHandle, open, stat } from 'node:fs/promises';
import type { ReadLimits } from '../limits.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';

/** A file on disk or in memory, of which any part can be read. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `offset` on: `length` of them, or fewer at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

const CHUNK = 256 * 1024;

/**
 * Opens a path or bytes.
 * @throws SpreadsheetError `not-found`, `not-a-file`, `not-readable`, `empty-file`, `file-too-large`.
 */
export async function openSource(source: string | Uint8Array, limits: ReadLimits): Promise<ByteSource> {
  const opened = typeof source === 'string' ? await fileSource(source) : memorySource(source);
  if (opened.size === 0 || opened.size > limits.fileBytes) {
    await opened.close();
    if (opened.size === 0) throw new SpreadsheetError('empty-file');
    throw new SpreadsheetError(
      'file-too-large',
      {},
      { megabytes: megabytes(opened.size), limit: megabytes(limits.fileBytes) },
    );
  }
  return opened;
}

/** All bytes of a source in order, in parts. */
export async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < source.size; offset += CHUNK) yield await source.read(offset, CHUNK);
}

/** Bytes as whole megabytes, for people. */
export function megabytes(bytes: number): number {
  return Math.ceil(bytes / (1024 * 1024));
}

function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    close: () => Promise.resolve(),
  };
}

async function fileSource(path: string): Promise<ByteSource> {
  // Asked before it is opened: a pipe that nobody writes to is open for ever.
  const kind = await stat(path).catch((error: unknown) => refuse(path, error));
  if (!kind.isFile()) throw new SpreadsheetError('not-a-file', {}, { path });
  const handle = await openFile(path);
  const status = await handle.stat();
  return {
    size: status.size,
    async read(offset, length) {
      const buffer = new Uint8Array(Math.max(0, Math.min(length, status.size - offset)));
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
    close: () => handle.close(),
  };
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    return refuse(path, error);
  }
}

function refuse(path: string, error: unknown): never {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  throw new SpreadsheetError(reason === 'ENOENT' ? 'not-found' : 'not-readable', {}, { path, reason });
}
