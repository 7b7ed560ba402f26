import type { ReadLimits } from '../limits.ts';
import type { XmlAttributes } from '../packed/xml-read.ts';
import type { Place } from '../sheet.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';
import type { MarkedText } from '../xlsx/xlsx-text.ts';

const MOST_SPACES = 10_000;

/**
 * Collects the text of an ODS cell: paragraphs become lines, `text:s` becomes spaces. A superscript end is
 * kept apart as a footnote mark.
 */
export class OdsText {
  readonly #limits: ReadLimits;
  readonly #place: () => Place;
  readonly #superscripts = new Set<string>();
  #text = '';
  #mark = '';
  #paragraphs = 0;
  #inParagraph = false;
  /** Something of this paragraph stands already. */
  #started = false;
  /** A line break in the XML, which is a space once something follows it. */
  #pending = false;
  #spans: boolean[] = [];

  /** @param place the cell that is being read */
  constructor(limits: ReadLimits, place: () => Place) {
    this.#limits = limits;
    this.#place = place;
  }

  /** Learns a style of the file: is it superscript? */
  style(name: string, attributes: XmlAttributes): void {
    if (/^super\b/.test(attributes.get('text-position') ?? '')) this.#superscripts.add(name);
  }

  open(name: string, attributes: () => XmlAttributes): void {
    switch (name) {
      case 'p':
      case 'h':
        if (this.#paragraphs > 0) {
          this.#pending = false;
          this.#append('\n');
        }
        this.#paragraphs += 1;
        this.#inParagraph = true;
        this.#started = false;
        this.#pending = false;
        break;
      case 'span':
        this.#spans.push(this.#superscripts.has(attributes().get('style-name') ?? ''));
        break;
      case 's': {
        const spaces = Number(attributes().get('c') ?? '1');
        if (!(spaces >= 1 && spaces <= MOST_SPACES)) {
          throw new SpreadsheetError('damaged', this.#place(), { what: 'content.xml: spaces' });
        }
        this.#append(' '.repeat(spaces));
        break;
      }
      case 'tab':
        this.#append('\t');
        break;
      case 'line-break':
        this.#append('\n');
        break;
    }
  }

  add(text: string): void {
    if (!this.#inParagraph) return;
    // Calc writes spaces as they are, against ODF 6.1.2, so only line breaks of the XML layout are folded.
    const folded = text.replace(/[ \t]*\n[ \t\n]*/g, '\n');
    if (folded.startsWith('\n') && this.#started) this.#pending = true;
    const body = folded.replace(/^\n|\n$/g, '').replace(/[\n\t]/g, ' ');
    if (body === '') return;
    this.#append(body);
    this.#pending = folded.endsWith('\n');
  }

  close(name: string): void {
    if (name === 'p' || name === 'h') this.#inParagraph = false;
    else if (name === 'span') this.#spans.pop();
  }

  /** The collected text; the collector is empty again. */
  take(): MarkedText {
    const text = this.#text;
    const mark = this.#mark;
    this.#text = '';
    this.#mark = '';
    this.#paragraphs = 0;
    this.#inParagraph = false;
    this.#spans = [];
    return mark === '' ? { text } : text === '' ? { text: mark } : { text, mark: mark.trim() };
  }

  #append(written: string): void {
    const text = this.#pending ? ` ${written}` : written;
    this.#pending = false;
    this.#started = true;
    if (this.#spans.includes(true)) this.#mark += text;
    else {
      this.#text += this.#mark + text;
      this.#mark = '';
    }
    if (this.#text.length + this.#mark.length > this.#limits.cellCharacters)
      throw new SpreadsheetError('cell-too-long', this.#place(), { limit: this.#limits.cellCharacters });
  }
}
