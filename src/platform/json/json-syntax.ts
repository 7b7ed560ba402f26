import { type Text, text } from '../language/text.ts';

/** A place in a file as an editor shows it: lines and columns count from 1. */
export interface FilePlace {
  readonly line: number;
  readonly column: number;
}

/** The first place at which a text is no JSON, and what is wrong there. */
export interface JsonFault extends FilePlace {
  readonly what: Text;
}

/** Keys and indexes that lead to a value, from the top. */
export type JsonPath = readonly (string | number)[];

/**
 * The first fault of a text that should be JSON; undefined when it is JSON (RFC 8259). It exists beside JSON.parse
 * because that one tells no place for most faults, and only in English.
 */
export function jsonFault(source: string): JsonFault | undefined {
  const fault = new JsonScan(source).fault();
  return fault && { ...placeAt(source, fault.at), what: fault.what };
}

/** Where a value stands, or the nearest value above it where it is missing. */
export function jsonPlace(source: string, path: JsonPath): FilePlace {
  const scan = new JsonScan(source);
  scan.fault();
  for (let depth = path.length; depth > 0; depth--) {
    const at = scan.places.get(JSON.stringify(path.slice(0, depth)));
    if (at !== undefined) return placeAt(source, at);
  }
  return placeAt(source, scan.places.get('[]') ?? 0);
}

function placeAt(source: string, at: number): FilePlace {
  const lines = source.slice(0, at).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** Deeper than any description; beyond it the scan would run out of stack. */
const deepest = 1000;

class FoundFault extends Error {
  readonly at: number;
  readonly what: Text;
  constructor(at: number, what: Text) {
    super(what.en);
    this.at = at;
    this.what = what;
  }
}

class JsonScan {
  readonly #source: string;
  #at = 0;
  /** Offset of each value, by its path as JSON. */
  readonly places = new Map<string, number>();

  constructor(source: string) {
    this.#source = source;
  }

  fault(): FoundFault | undefined {
    try {
      this.#value([]);
      this.#space();
      if (this.#at < this.#source.length)
        this.#fail(
          text(
            `na het einde staat nog iets: ${this.#found().nl}`,
            `something stands after the end: ${this.#found().en}`,
          ),
        );
      return undefined;
    } catch (error) {
      if (error instanceof FoundFault) return error;
      throw error;
    }
  }

  #value(path: JsonPath): void {
    this.#space();
    this.places.set(JSON.stringify(path), this.#at);
    if (path.length > deepest)
      this.#fail(text('de tekst is te diep genest', 'the text is nested too deeply'));
    const first = this.#source[this.#at];
    if (first === '{') this.#object(path);
    else if (first === '[') this.#array(path);
    else if (first === '"') this.#text();
    else if (!this.#take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y))
      this.#expected(text('een waarde', 'a value'));
  }

  #object(path: JsonPath): void {
    this.#at++;
    this.#space();
    if (this.#take(/\}/y)) return;
    for (;;) {
      this.#space();
      const start = this.#at;
      if (this.#source[start] !== '"')
        this.#expected(
          text('een veldnaam tussen rechte aanhalingstekens', 'a field name in straight quotes'),
        );
      this.#text();
      const name: unknown = JSON.parse(this.#source.slice(start, this.#at));
      this.#space();
      if (!this.#take(/:/y))
        this.#expected(text('een dubbele punt na de veldnaam', 'a colon after the field name'));
      this.#value([...path, String(name)]);
      if (!this.#goesOn(/\}/y, text('een komma of een sluitende }', 'a comma or a closing }'))) return;
    }
  }

  #array(path: JsonPath): void {
    this.#at++;
    this.#space();
    if (this.#take(/\]/y)) return;
    for (let index = 0; ; index++) {
      this.#value([...path, index]);
      if (!this.#goesOn(/\]/y, text('een komma of een sluitende ]', 'a comma or a closing ]'))) return;
    }
  }

  /** Whether a comma follows; false after the closing mark. A comma right before that mark is the usual slip. */
  #goesOn(close: RegExp, expected: Text): boolean {
    this.#space();
    if (this.#take(close)) return false;
    const comma = this.#at;
    if (!this.#take(/,/y)) this.#expected(expected);
    this.#space();
    if (!this.#take(close)) return true;
    this.#at = comma;
    return this.#fail(
      text('na de laatste waarde staat een komma te veel', 'a comma too many stands after the last value'),
    );
  }

  #text(): void {
    const start = this.#at;
    this.#at++;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows no control characters in a text.
    this.#take(/(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y);
    if (this.#take(/"/y)) return;
    if (this.#source[this.#at] === '\\')
      this.#fail(
        text(
          'na \\ staat een teken dat daar niets betekent; schrijf \\\\ voor een \\ zelf',
          'the character after \\ means nothing there; write \\\\ for a \\ itself',
        ),
      );
    if (this.#at < this.#source.length && !/[\r\n]/.test(this.#source[this.#at] ?? ''))
      this.#fail(
        text(
          'in een tekst staat een onzichtbaar stuurteken, zoals een tab',
          'an invisible control character stands in a text, such as a tab',
        ),
      );
    this.#at = start;
    this.#fail(
      text(
        'een tekst begint hier en wordt op dezelfde regel niet gesloten met "',
        'a text begins here and is not closed with " on the same line',
      ),
    );
  }

  #space(): void {
    this.#take(/[ \t\r\n]*/y);
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match) this.#at += match[0].length;
    return match !== null;
  }

  #expected(what: Text): never {
    const found = this.#found();
    return this.#fail(
      text(`verwacht ${what.nl}, gevonden ${found.nl}`, `expected ${what.en}, found ${found.en}`),
    );
  }

  /** What stands at this place, in words. */
  #found(): Text {
    const rest = this.#source.slice(this.#at, this.#at + 200);
    if (rest === '') return text('het einde van het bestand', 'the end of the file');
    if (/^(?:\/\/|\/\*|#)/.test(rest))
      return text('commentaar, dat JSON niet kent', 'a comment, which JSON does not have');
    if (/^['‘’“”„]/u.test(rest))
      return text(`een ander aanhalingsteken dan ": ${rest[0]}`, `another quotation mark than ": ${rest[0]}`);
    const word = /^[\p{L}\p{N}_$.-]+/u.exec(rest)?.[0] ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
    return text(`„${word}”`, `“${word}”`);
  }

  #fail(what: Text): never {
    throw new FoundFault(this.#at, what);
  }
}
