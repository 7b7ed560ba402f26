import { open, stat } from 'node:fs/promises';

/**
 * So few bytes of text cannot fill the thread that reads them, nor hold it up for a second (measured: a ragged line
 * costs most, as many as there are bytes for); starting a worker takes longer than reading any ordinary one.
 */
const fewBytes = 40 * 1024;

/** Packed files begin so; how much they unpack to, no size tells. */
const packed = Buffer.from('PK');

/** Whether a file is a text so small that it needs no worker. False for what cannot be looked at: the reader tells why. */
export async function isSmallText(file: string | Uint8Array): Promise<boolean> {
  if (typeof file !== 'string') return file.length <= fewBytes && !isPacked(file);
  try {
    const status = await stat(file);
    return status.isFile() && status.size <= fewBytes && !isPacked(await firstBytes(file));
  } catch {
    return false;
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(packed.length), 0, packed.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function isPacked(bytes: Uint8Array): boolean {
  return packed.equals(bytes.subarray(0, packed.length));
}
