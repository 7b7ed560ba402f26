import type { ReadLimits } from '../limits.ts';
import type { Heard, XmlAttributes, XmlListener } from '../packed/xml-read.ts';
import { xmlReader } from '../packed/xml-read.ts';
import type { ZipFile } from '../packed/zip-read.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';

/** A text of which the superscript end, if any, is kept apart: a footnote mark is no part of the value. */
export interface MarkedText {
  readonly text: string;
  readonly mark?: string;
  /** It is longer than a cell may be, and not held: refused at the cell that shows it. */
  readonly isTooLong?: true;
}

/**
 * Collects the text of a cell or shared string: `t` directly, or in runs `r`. Pronunciation (`rPh`) is left
 * out. Give it every event inside the element.
 */
export class TextCollector {
  #text = '';
  #mark = '';
  #inText = false;
  #superscript = false;
  #phonetic = false;
  readonly #limits: ReadLimits;
  #isTooLong = false;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  /** Whether the text so far is longer than a cell may be; it is collected no further. */
  get isTooLong(): boolean {
    return this.#isTooLong;
  }

  open(name: string, attributes: () => XmlAttributes): void {
    if (name === 't') this.#inText = !this.#phonetic;
    else if (name === 'r') this.#superscript = false;
    else if (name === 'rPh') this.#phonetic = true;
    else if (name === 'vertAlign') this.#superscript = attributes().get('val') === 'superscript';
  }

  add(text: string): void {
    if (!this.#inText || this.#isTooLong) return;
    if (this.#superscript) this.#mark += text;
    else {
      // Superscript in the middle (m² per jaar) belongs to the text.
      this.#text += this.#mark + text;
      this.#mark = '';
    }
    if (this.#text.length + this.#mark.length > this.#limits.cellCharacters) this.#isTooLong = true;
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    else if (name === 'rPh') this.#phonetic = false;
    else if (name === 'r') this.#superscript = false;
  }

  /** The collected text; the collector is empty again. */
  take(): MarkedText {
    const isTooLong = this.#isTooLong;
    const mark = isTooLong ? '' : decodeEscapes(this.#mark);
    const text = isTooLong ? '' : decodeEscapes(this.#text);
    this.#isTooLong = false;
    this.#text = '';
    this.#mark = '';
    this.#inText = false;
    this.#superscript = false;
    this.#phonetic = false;
    if (isTooLong) return { text, isTooLong };
    return mark === '' ? { text } : text === '' ? { text: mark } : { text, mark: mark.trim() };
  }
}

/** Characters that XML cannot hold are written `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Reads the shared texts of an XLSX. */
export async function readSharedTexts(
  zip: ZipFile,
  part: string | undefined,
  limits: ReadLimits,
): Promise<readonly MarkedText[]> {
  const texts: MarkedText[] = [];
  if (part === undefined) return texts;
  const collector = new TextCollector(limits);
  let characters = 0;
  let inside = false;
  const listener: XmlListener = {
    open(name, attributes) {
      if (name === 'si') inside = true;
      else if (inside) collector.open(name, attributes);
    },
    text(text) {
      if (inside) collector.add(text);
    },
    close(name) {
      if (name !== 'si') {
        collector.close(name);
        return;
      }
      inside = false;
      const marked = collector.take();
      characters += marked.text.length + 16;
      if (characters > limits.sharedCharacters) {
        throw new SpreadsheetError('too-many-texts', {}, { limit: limits.sharedCharacters });
      }
      texts.push(marked);
    },
  };
  for await (const _ of parseXmlPart(zip, part, listener, 'own-namespace'));
  return texts;
}

/**
 * Feeds an XML part to a listener and gives back control after every piece, so that rows can be handed on.
 * @throws SpreadsheetError `damaged` when the bytes are no text.
 */
export async function* parseXmlPart(
  zip: ZipFile,
  part: string,
  listener: XmlListener,
  heard: Heard,
): AsyncGenerator<void> {
  const reader = xmlReader(part, listener, heard);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  try {
    for await (const piece of zip.unpack(part)) {
      decoder ??= new TextDecoder(xmlEncoding(piece), { fatal: true });
      reader.write(decoder.decode(piece, { stream: true }));
      yield;
    }
    reader.write(decoder?.decode() ?? '');
  } catch (error) {
    if (error instanceof TypeError) throw new SpreadsheetError('damaged', {}, { what: `${part}: no text` });
    throw error;
  }
  reader.end();
  yield;
}

function xmlEncoding(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
