import { crc32, deflateRawSync } from 'node:zlib';

/** A part to put in a compressed file. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Left as it is: the `mimetype` of an ODS must be readable without unpacking. */
  readonly stored?: true;
}

/** 1 January 1980: a fixed time of change keeps equal input equal in bytes. */
const DOS_DATE = 33;
const UTF8_NAMES = 0x0800;

/**
 * A ZIP file of parts in the order given. Same parts, same bytes (for one version of Node): no times, no
 * attributes of this machine.
 */
export function zip(parts: Iterable<ZipPart>): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  let count = 0;
  for (const part of parts) {
    const content = typeof part.content === 'string' ? Buffer.from(part.content, 'utf8') : part.content;
    const packed = part.stored === true ? content : deflateRawSync(content, { level: 6 });
    const name = Buffer.from(part.name, 'utf8');
    // The fields that local header and directory share: method to lengths.
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(UTF8_NAMES, 2);
    shared.writeUInt16LE(part.stored === true ? 0 : 8, 4);
    shared.writeUInt16LE(DOS_DATE, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(name.length, 22);
    pieces.push(Buffer.from('PK\x03\x04', 'latin1'), shared, name, packed);
    const position = Buffer.alloc(14);
    position.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, position, name);
    offset += 4 + shared.length + name.length + packed.length;
    count += 1;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, ...directory, end]);
}
