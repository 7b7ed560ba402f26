import {
  entry,
  isDictionary,
  nameOf,
  type PdfDictionary,
  type PdfObjects,
  PdfReader,
  type PdfValue,
  pdfObjects,
} from './pdf-objects.ts';

/** What a PDF says, by the structure that a screen reader follows. */
export interface PaperText {
  /** The cells of all tables, in reading order, without headings, what names a row, and the numbers of footnotes. */
  readonly cells: readonly string[];
  /** The running text beside the tables, without what only counts: pages, tables, footnotes. */
  readonly texts: readonly string[];
}

/** What is drawn on each page of a PDF, fonts and structure aside: equal drawings say the same. */
export function pageDrawings(file: Uint8Array): readonly string[] {
  const { root, dictionary, resolve, stream } = pdfObjects(file);
  const below = (value: PdfValue | undefined): readonly string[] => {
    const node = dictionary(value);
    const kids = resolve(entry(node, 'Kids'));
    if (Array.isArray(kids)) return kids.flatMap(below);
    const contents = entry(node, 'Contents');
    const several = resolve(contents);
    return Array.isArray(several) ? several.map(stream) : [stream(contents)];
  };
  return below(entry(root, 'Pages'));
}

/** Reads a tagged PDF. Throws a RangeError for a file that is none of ours: what cannot be read is not taken for safe. */
export function paperText(file: Uint8Array): PaperText {
  const objects = pdfObjects(file);
  const tree = objects.dictionary(entry(objects.root, 'StructTreeRoot'));
  if (tree.dict.size === 0) throw new RangeError('This PDF has no structure.');
  const pages = new PageTexts(objects);
  const cells: string[] = [];
  const texts: string[] = [];
  const words = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  const visit = (value: PdfValue | undefined, page: number | undefined): void => {
    for (const { node, at } of elements(objects, value, page)) {
      const role = nameOf(entry(node, 'S')) ?? '';
      if (role === 'TR') {
        const [, ...counted] = [...elements(objects, entry(node, 'K'), at)];
        for (const cell of counted) cells.push(words(textUnder(objects, pages, cell.node, cell.at)));
      } else if (passages.has(role))
        texts.push(words(allUnder(objects, pages, node, at)).replace(/^\p{Lu}\p{L}+ \d+(?= |$)/u, ''));
      else if (!uncounted.has(role)) visit(entry(node, 'K'), at);
    }
  };
  visit(entry(tree, 'K'), undefined);
  return { cells, texts };
}

/** The elements that hold no number of the report. */
const uncounted = new Set(['TOC', 'THead', 'Lbl']);

/** The elements that hold running text and no table. */
const passages = new Set(['P', 'H1', 'H2', 'H3', 'LBody', 'Caption', 'Title', 'Note', 'FENote', 'Strong']);

/** The elements that a value of the structure holds, each with the page it says it is on. */
function* elements(
  objects: PdfObjects,
  value: PdfValue | undefined,
  page: number | undefined,
): Iterable<{ readonly node: PdfDictionary; readonly at: number | undefined }> {
  const found = objects.resolve(value);
  if (Array.isArray(found)) for (const one of found) yield* elements(objects, one, page);
  else if (isDictionary(found) && entry(found, 'S')) yield { node: found, at: pageOf(found) ?? page };
}

function pageOf(node: PdfDictionary): number | undefined {
  const page = entry(node, 'Pg');
  return typeof page === 'object' && page !== null && 'ref' in page ? page.ref : undefined;
}

/** The words of a cell itself; beside them stand, in parts of their own, the numbers of its footnotes. */
function textUnder(
  objects: PdfObjects,
  pages: PageTexts,
  node: PdfDictionary,
  page: number | undefined,
): string {
  const own = marks(objects, node, page, false).map(([at, mark]) => pages.at(at, mark));
  return own.join('').trim() === '' ? allUnder(objects, pages, node, page) : own.join('');
}

function allUnder(
  objects: PdfObjects,
  pages: PageTexts,
  node: PdfDictionary,
  page: number | undefined,
): string {
  const pieces = marks(objects, node, page, true).map(([at, mark]) => pages.at(at, mark));
  return pieces.join(' ');
}

/** The marks of the pieces of text that an element holds, each with its page; with those of its parts where asked. */
function marks(
  objects: PdfObjects,
  node: PdfDictionary,
  page: number | undefined,
  withParts: boolean,
): readonly (readonly [page: number | undefined, mark: number])[] {
  const visit = (value: PdfValue | undefined): readonly (readonly [number | undefined, number])[] => {
    const found = objects.resolve(value);
    if (typeof found === 'number') return [[page, found]];
    if (Array.isArray(found)) return found.flatMap(visit);
    if (!isDictionary(found)) return [];
    const marked = entry(found, 'MCID');
    if (typeof marked === 'number') return [[pageOf(found) ?? page, marked]];
    return withParts && !uncounted.has(nameOf(entry(found, 'S')) ?? 'Lbl')
      ? marks(objects, found, pageOf(found) ?? page, true)
      : [];
  };
  return visit(entry(node, 'K'));
}

/** The texts of pages by the mark that the structure refers to. */
class PageTexts {
  readonly #objects: PdfObjects;
  readonly #pages = new Map<number, ReadonlyMap<number, string>>();
  readonly #fonts = new Map<number, ReadonlyMap<number, string>>();

  constructor(objects: PdfObjects) {
    this.#objects = objects;
  }

  at(page: number | undefined, mark: number): string {
    if (page === undefined) return '';
    let texts = this.#pages.get(page);
    if (!texts) {
      texts = this.#read(this.#objects.dictionary({ ref: page }));
      this.#pages.set(page, texts);
    }
    return texts.get(mark) ?? '';
  }

  #read(page: PdfDictionary): ReadonlyMap<number, string> {
    const { dictionary, resolve, stream } = this.#objects;
    const resources = dictionary(entry(page, 'Resources'));
    const fonts = dictionary(entry(resources, 'Font'));
    const properties = dictionary(entry(resources, 'Properties'));
    const contents = entry(page, 'Contents');
    const several = resolve(contents);
    const parts = Array.isArray(several) ? several.map(stream) : [stream(contents)];
    const reader = new PdfReader(parts.join('\n'), 0, true);
    const texts = new Map<number, string>();
    const marks: (number | undefined)[] = [];
    let given: PdfValue[] = [];
    let letters: ReadonlyMap<number, string> = new Map();
    const say = (value: PdfValue | undefined): void => {
      const mark = marks.findLast((one) => one !== undefined);
      if (mark === undefined || typeof value !== 'object' || value === null || !('text' in value)) return;
      let said = '';
      const { text } = value;
      for (let at = 0; at + 1 < text.length; at += 2)
        said += letters.get(text.charCodeAt(at) * 256 + text.charCodeAt(at + 1)) ?? '\ufffd';
      texts.set(mark, (texts.get(mark) ?? '') + said);
    };
    for (let value = reader.read(); value !== undefined; value = reader.read()) {
      if (typeof value !== 'object' || value === null || !('operator' in value)) {
        given.push(value);
        continue;
      }
      switch (value.operator) {
        case 'BMC':
        case 'BDC': {
          const [, own] = given;
          const name = nameOf(own);
          const dict = name === undefined ? own : resolve(entry(properties, name));
          const mark = isDictionary(dict) ? entry(dict, 'MCID') : undefined;
          marks.push(typeof mark === 'number' ? mark : undefined);
          break;
        }
        case 'EMC':
          marks.pop();
          break;
        case 'Tf':
          letters = this.#letters(entry(fonts, nameOf(given[0]) ?? ''));
          break;
        case 'Tj':
        case "'":
        case '"':
          say(given.at(-1));
          break;
        case 'TJ':
          if (Array.isArray(given[0])) given[0].forEach(say);
          break;
        // What else is drawn is no text.
        default:
          break;
      }
      given = [];
    }
    return texts;
  }

  /** Which letters the codes of a font stand for. */
  #letters(font: PdfValue | undefined): ReadonlyMap<number, string> {
    const ref = typeof font === 'object' && font !== null && 'ref' in font ? font.ref : -1;
    const known = this.#fonts.get(ref);
    if (known) return known;
    const map = this.#objects.stream(entry(this.#objects.dictionary(font), 'ToUnicode'));
    const letters = new Map<number, string>();
    for (const [, body = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
      for (const [, code = '', text = ''] of body.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>/g))
        letters.set(Number.parseInt(code, 16), utf16(text));
    for (const [, body = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
      for (const [, from = '', until = '', text = ''] of body.matchAll(
        /<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g,
      )) {
        const first = Number.parseInt(from, 16);
        const letter = utf16(text).codePointAt(0) ?? 0;
        for (let code = first; code <= Number.parseInt(until, 16); code++)
          letters.set(code, String.fromCodePoint(letter + code - first));
      }
    this.#fonts.set(ref, letters);
    return letters;
  }
}

function utf16(hex: string): string {
  return new TextDecoder('utf-16be').decode(Buffer.from(hex, 'hex'));
}
