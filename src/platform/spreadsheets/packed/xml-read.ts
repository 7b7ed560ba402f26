import { SpreadsheetError } from '../spreadsheet-error.ts';

/** Attributes of an element, by name without prefix (`xlink:href` is `href`). */
export type XmlAttributes = ReadonlyMap<string, string>;

/** What a reader wants to hear of an XML text. Names come without prefix. */
export interface XmlListener {
  /**
   * `attributes` parses on demand: call it only for elements that matter. Of two attributes with one name the one
   * without a prefix counts, which belongs to the element itself.
   */
  open(name: string, attributes: () => XmlAttributes, prefix: string): void;
  text(text: string): void;
  close(name: string): void;
}

/** An XML text that is read piece by piece. */
export interface XmlReader {
  write(piece: string): void;
  end(): void;
}

/** Which elements a reader hears: all, or only those of the namespace of the root and what stands in them. */
export type Heard = 'all' | 'own-namespace';

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
export function xmlReader(part: string, listener: XmlListener, heard: Heard = 'all'): XmlReader {
  const namespaces = heard === 'own-namespace' ? new RootNamespace() : undefined;
  /** Depth at which an element of another namespace began, whose insides are not heard; 0 for none. */
  let strangerAt = 0;
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
    const own = new Set<string>();
    for (const match of tag.matchAll(ATTRIBUTE)) {
      const written = match[1] ?? '';
      const name = local(written);
      if (name !== written && own.has(name)) continue;
      if (name === written) own.add(name);
      found.set(name, decode((match[2] ?? match[3] ?? '').replace(/[\t\n\r]/g, ' ')));
    }
    return found;
  };

  const element = (tag: string): void => {
    if (tag.startsWith('/')) {
      const name = local(tag.slice(1).trimEnd());
      if (path.pop() !== name) throw damaged(`</${name.slice(0, 40)}> closes nothing`);
      if (strangerAt === 0) listener.close(name);
      else if (path.length < strangerAt) strangerAt = 0;
      return;
    }
    const empty = tag.endsWith('/');
    const body = empty ? tag.slice(0, -1) : tag;
    const space = body.search(/\s/);
    const written = space < 0 ? body : body.slice(0, space);
    const name = local(written);
    if (name === '') throw damaged('element without a name');
    const isStranger = strangerAt > 0 || namespaces?.isStranger(written, space < 0 ? '' : body.slice(space));
    if (!isStranger) {
      const prefix = name === written ? '' : written.slice(0, -name.length - 1);
      listener.open(name, () => (space < 0 ? NO_ATTRIBUTES : attributesOf(body.slice(space))), prefix);
      if (empty) listener.close(name);
    }
    if (empty) return;
    path.push(name);
    if (isStranger && strangerAt === 0) strangerAt = path.length;
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

/**
 * Which elements belong to the namespace of the root. Office files carry elements of later versions in extensions,
 * some with the name of an element that means something else (`x15:workbookPr`).
 */
class RootNamespace {
  /** Prefix (empty for the default) to address, as declared anywhere so far; a prefix means one thing in these files. */
  readonly #declared = new Map<string, string>();
  #root: string | undefined;
  #isOpen = false;

  isStranger(name: string, attributes: string): boolean {
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    const here = attributes.includes('xmlns') ? new Map(declarations(attributes)) : undefined;
    for (const [declared, uri] of here ?? []) {
      if (declared !== '' || !this.#isOpen) this.#declared.set(declared, uri);
    }
    if (!this.#isOpen) {
      this.#root = this.#declared.get(prefix);
      this.#isOpen = true;
      return false;
    }
    const uri = here?.get(prefix) ?? this.#declared.get(prefix);
    return uri !== undefined && uri !== this.#root;
  }
}

/** Prefix (empty for the default) and address of each namespace that an element declares. */
function declarations(attributes: string): readonly (readonly [string, string])[] {
  return [...attributes.matchAll(ATTRIBUTE)].flatMap(([, name = '', double, single]) => {
    const prefix = /^xmlns(?::(.+))?$/.exec(name);
    return prefix ? [[prefix[1] ?? '', double ?? single ?? ''] as const] : [];
  });
}

/** Reads a whole XML text at once. */
export function readXml(part: string, text: string, listener: XmlListener, heard: Heard = 'all'): void {
  const reader = xmlReader(part, listener, heard);
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
