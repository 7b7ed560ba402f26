/**
 * The advance widths of a TrueType font, by code point, in thousandths of the font size. Reads the tables
 * head, hhea, cmap (format 4 or 12) and hmtx (OpenType 1.9).
 * @throws RangeError when the bytes are no such font.
 */
export function advanceWidths(font: Buffer, codePoints: Iterable<number>): Map<number, number> {
  const tables = new Map<string, number>();
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const record = 12 + 16 * index;
    tables.set(font.toString('latin1', record, record + 4), font.readUInt32BE(record + 8));
  }
  const table = (name: string): number => {
    const offset = tables.get(name);
    if (offset === undefined) throw new RangeError(`The font has no table ${name}.`);
    return offset;
  };
  const unitsPerEm = font.readUInt16BE(table('head') + 18);
  const measured = font.readUInt16BE(table('hhea') + 34);
  const glyphOf = glyphLookup(font, table('cmap'));
  const widths = new Map<number, number>();
  for (const codePoint of codePoints) {
    const glyph = glyphOf(codePoint);
    if (glyph === 0) continue;
    const width = font.readUInt16BE(table('hmtx') + 4 * Math.min(glyph, measured - 1));
    widths.set(codePoint, Math.round((width * 1000) / unitsPerEm));
  }
  return widths;
}

function glyphLookup(font: Buffer, cmap: number): (codePoint: number) => number {
  const formats = new Map<number, number>();
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
    const offset = cmap + font.readUInt32BE(cmap + 4 + 8 * index + 4);
    formats.set(font.readUInt16BE(offset), offset);
  }
  const segments = formats.get(4);
  if (segments === undefined) throw new RangeError('The font has no character map of format 4.');
  const count = font.readUInt16BE(segments + 6) / 2;
  const ends = segments + 14;
  const starts = ends + 2 * count + 2;
  const deltas = starts + 2 * count;
  const ranges = deltas + 2 * count;
  return (codePoint) => {
    for (let segment = 0; segment < count; segment++) {
      if (codePoint > font.readUInt16BE(ends + 2 * segment)) continue;
      const start = font.readUInt16BE(starts + 2 * segment);
      if (codePoint < start) return 0;
      const delta = font.readInt16BE(deltas + 2 * segment);
      const range = font.readUInt16BE(ranges + 2 * segment);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = font.readUInt16BE(ranges + 2 * segment + range + 2 * (codePoint - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
