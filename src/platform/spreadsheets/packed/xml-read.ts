import { SpreadsheetError } from '../spreadsheet-error.ts';

/** Attributes of an element, by name without prefix (`xlink:href` is `href`). */
export type XmlAttributes = ReadonlyMap<string, string>;

/** What a reader wants to hear of an XML text. Names come without prefix. */
export interface XmlListener {
  /** `attributes` parses on demand: call it only for elements that matter. */
  open(name: string, attributes: () => XmlAttributes): void;
  text(text: string): void;
  close(name: string): void;
}

/** An XML text that is read piece by piece. */
export interface XmlReader {
  write(piece: string): void;
  end(): void;
}

const NO_ATTRIBUTES: XmlAttributes = new Map();
const DEEPEST = 200;
const LONGEST_TAG = 1_000_000;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads XML in pieces, in constant memory. Spreadsheet files need no document type and no entities of their
 * own, so these are refused: they are the way in for entity bombs and outside files.
 * @throws SpreadsheetError `forbidden-xml`, `damaged` (not well formed), with the name of the part.
 */
export function xmlReader(part: string, listener: XmlListener): XmlReader {
  let rest = '';
  let cutAtReturn = false;
  const path: string[] = [];

  const damaged = (what: string) => new SpreadsheetError('damaged', {}, { what: `${part}: ${what}` });
  const forbidden = () => new SpreadsheetError('forbidden-xml', {}, { part });

  const decode = (text: string): string => {
    if (!text.includes('&')) return text;
    return text.replace(/&([^;&]{0,32})(;?)/g, (_, name: string, end: string) => {
      const known = NAMED[name];
      if (end === '') throw damaged('a stray &');
      if (known !== undefined) return known;
      if (!name.startsWith('#')) throw forbidden();
      const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      if (!Number.isInteger(code) || code < 1 || code > 0x10_ffff) throw damaged('character reference');
      return String.fromCodePoint(code);
    });
  };

  const attributesOf = (tag: string): XmlAttributes => {
    if (!tag.includes('=')) return NO_ATTRIBUTES;
    const found = new Map<string, string>();
    for (const match of tag.matchAll(ATTRIBUTE)) {
      const value = (match[2] ?? match[3] ?? '').replace(/[\t\n\r]/g, ' ');
      found.set(local(match[1] ?? ''), decode(value));
    }
    return found;
  };

  const element = (tag: string): void => {
    if (tag.startsWith('/')) {
      const name = local(tag.slice(1).trimEnd());
      if (path.pop() !== name) throw damaged(`</${name.slice(0, 40)}> closes nothing`);
      listener.close(name);
      return;
    }
    const empty = tag.endsWith('/');
    const body = empty ? tag.slice(0, -1) : tag;
    const space = body.search(/\s/);
    const name = local(space < 0 ? body : body.slice(0, space));
    if (name === '') throw damaged('element without a name');
    listener.open(name, () => (space < 0 ? NO_ATTRIBUTES : attributesOf(body.slice(space))));
    if (empty) {
      listener.close(name);
      return;
    }
    path.push(name);
    if (path.length > DEEPEST) throw damaged('nested too deep');
  };

  /** Handles what starts at `<`; gives the position behind it, or -1 when the piece ends before it does. */
  const markup = (from: number): number => {
    if (rest.startsWith('<!', from)) {
      if (rest.length - from < 9) return -1;
      const opening = rest.startsWith('<!--', from) ? '-->' : ']]>';
      if (opening === ']]>' && !rest.startsWith('<![CDATA[', from)) throw forbidden();
      const end = rest.indexOf(opening, from + 4);
      if (end < 0) return -1;
      if (opening === ']]>') listener.text(rest.slice(from + 9, end));
      return end + 3;
    }
    if (rest.startsWith('<?', from)) {
      const end = rest.indexOf('?>', from);
      return end < 0 ? -1 : end + 2;
    }
    const end = tagEnd(rest, from);
    if (end < 0) return -1;
    element(rest.slice(from + 1, end));
    return end + 1;
  };

  /** XML reads every line end as one LF; a CR that was meant is written as a reference. */
  const unixLines = (piece: string): string => {
    if (!piece.includes('\r') && !cutAtReturn) return piece;
    const text = cutAtReturn && piece.startsWith('\n') ? piece.slice(1) : piece;
    cutAtReturn = piece.endsWith('\r');
    return text.replace(/\r\n?/g, '\n');
  };

  return {
    write(piece) {
      rest += unixLines(piece);
      let at = 0;
      while (at < rest.length) {
        const next = rest.indexOf('<', at);
        if (next < 0) {
          // Only a reference such as &amp; may not be cut in two.
          const cut = rest.lastIndexOf('&');
          const until = cut >= at && rest.indexOf(';', cut) < 0 ? cut : rest.length;
          if (until > at) listener.text(decode(rest.slice(at, until)));
          at = until;
          break;
        }
        if (next > at) listener.text(decode(rest.slice(at, next)));
        const after = markup(next);
        at = after < 0 ? next : after;
        if (after < 0) break;
      }
      rest = rest.slice(at);
      if (rest.length > LONGEST_TAG) throw damaged('an element is too long');
    },
    end() {
      if (rest.trim() !== '' || path.length > 0) throw damaged('ends half-way');
    },
  };
}

/** Reads a whole XML text at once. */
export function readXml(part: string, text: string, listener: XmlListener): void {
  const reader = xmlReader(part, listener);
  reader.write(text.startsWith('\uFEFF') ? text.slice(1) : text);
  reader.end();
}

/** The position of the `>` that ends a tag; a `>` may stand inside a quoted attribute. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) {
      return at;
    } else if (code === 34 || code === 39) {
      quote = code;
    }
  }
  return -1;
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
