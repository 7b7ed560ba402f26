import { type Text, text } from '../text.ts';

/** Something in a text that may point at a person. A warning, never a verdict: no warnings does not mean anonymous. */
export interface IdentityWarning {
  readonly kind: WarningKind;
  /** The words as they stand. */
  readonly found: string;
  readonly position: number;
}

const warningKinds = [
  'bsn',
  'iban',
  'email',
  'phone',
  'postcode',
  'plate',
  'date',
  'amount',
  'number',
  'name',
  'organisation',
  'unique-role',
  'profile',
] as const;
export type WarningKind = (typeof warningKinds)[number];

export const warningLabels: Readonly<Record<WarningKind, Text>> = {
  bsn: text('burgerservicenummer', 'citizen service number'),
  iban: text('rekeningnummer', 'bank account'),
  email: text('e-mailadres', 'e-mail address'),
  phone: text('telefoonnummer', 'telephone number'),
  postcode: text('postcode', 'postal code'),
  plate: text('kenteken', 'licence plate'),
  date: text('datum', 'date'),
  amount: text('bedrag', 'amount'),
  number: text('opvallend getal', 'conspicuous number'),
  name: text('mogelijke naam', 'possible name'),
  organisation: text('andere organisatie', 'other organisation'),
  'unique-role': text('unieke functie', 'unique role'),
  profile: text('kenmerk van deze organisatie', 'identifier of this organisation'),
};

/** What the organisation knows: names that may stand, names of units, its own patterns. */
export interface DetectionContext {
  readonly allowedNames: readonly string[];
  readonly unitNames: readonly string[];
  readonly patterns: readonly { readonly key: string; readonly pattern: string }[];
}

type Rule = {
  readonly kind: WarningKind;
  readonly pattern: RegExp;
  readonly holds?: (found: string) => boolean;
};

/**
 * In order of priority: what an earlier rule took is not judged again. Each reads a text once, whatever stands in it
 * and however long it is: a pattern that begins anew at every letter of a long word would take minutes.
 */
const rules: readonly Rule[] = [
  {
    kind: 'iban',
    pattern: /\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b/g,
    holds: isIban,
  },
  {
    kind: 'email',
    // From the start of a word alone: from each of its letters on, a long word would be read again.
    pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu,
  },
  {
    kind: 'bsn',
    pattern: /\b\d{8,9}\b|\b\d{3}[. ]\d{3}[. ]\d{3}\b|\b\d{4}[. ]\d{2}[. ]\d{3}\b/g,
    holds: isCitizenNumber,
  },
  {
    kind: 'phone',
    pattern: /(?:\+31|0031|\b0)[ -]?(?:\(0\))?\d{1,3}[ -]?\d{2,4}[ -]?\d{2,4}(?:[ -]?\d{2})?\b/g,
    holds: (found) => found.replace(/\D/g, '').length >= 9,
  },
  { kind: 'postcode', pattern: /\b[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}\b/g },
  {
    kind: 'plate',
    pattern:
      /\b(?:[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-\d{2}-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d{2}|\d{2}-[A-Z]{2}-[A-Z]{2}|\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2}|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d)\b/g,
  },
  {
    kind: 'date',
    pattern:
      /\b\d{1,2}[-/. ](?:\d{1,2}|jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:[-/. ]\d{2,4})?\b/giu,
  },
  {
    kind: 'amount',
    pattern: /€ ?\d[\d.,]*|(?<![\d.])\.{0,3}\d[\d.]*(?:,\d{2})? ?euro\b|\b\d{1,3}(?:\.\d{3})+\+?/giu,
  },
  { kind: 'number', pattern: /\b\d{2,}\b/g },
  {
    kind: 'organisation',
    pattern:
      /\b(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?)(?![\p{L}])|\b(?:gemeente|provincie|ministerie van|universiteit|hogeschool)\s+\p{Lu}\p{L}+/gu,
  },
  {
    kind: 'unique-role',
    pattern:
      /\b(?:algemeen directeur|directeur-generaal|secretaris-generaal|inspecteur-generaal|minister|staatssecretaris|burgemeester|bestuursvoorzitter|bestuurslid|ondernemingsraad|commissaris)\b/giu,
  },
];

/** A name behind a form of address: "mevrouw De Vries", "dhr. P. Jansen". */
const titledName =
  /\b(?:mevr(?:ouw)?|dhr|de heer|drs|mr|ir|ing|dr|prof)\.?\s+(?:\p{Lu}\.\s?)*(?:(?:van|de|der|den|ten|ter|te)\s+){0,4}\p{Lu}[\p{L}'’-]+/giu;

/** The same with its capital, so that "mevrouw gaf aan" is none. */
const titledCapital =
  /\b(?:[Mm]evr(?:ouw)?|[Dd]hr|[Dd]e heer|[Dd]rs|[Mm]r|[Ii]r|[Ii]ng|[Dd]r|[Pp]rof)\.?\s+(?:\p{Lu}\.\s?)*(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]en|[Tt]er|[Tt]e)\s+){0,4}\p{Lu}[\p{L}'’-]+/gu;

/** A name without one: capitalised words inside a sentence. */
const bareName =
  /(?<![.!?:]\s|^|["„“‘'(]\s?)(?<=\s)(?:(?:van|de|der|den|ten|ter|te|’t|'t|el|al)\s+){0,4}\p{Lu}[\p{L}'’-]+(?:\s+(?:(?:van|de|der|den|ten|ter|te)\s+){0,4}\p{Lu}[\p{L}'’-]+)*/gu;

/** Rules of which the outcome leads to one person, whatever the text is about. */
const pointing: ReadonlySet<WarningKind> = new Set(['iban', 'email', 'bsn', 'phone', 'postcode', 'plate']);
const pointingRules = rules.filter((rule) => pointing.has(rule.kind));

type Pattern = DetectionContext['patterns'][number];

/**
 * Warns of what may identify a person in a Dutch text: numbers by their own test, and capitalised words inside
 * a sentence that are on no list of allowed names. It misses names in lower case or at the start of a sentence,
 * and recognisable circumstances altogether: that is why a second person reads.
 */
export function detectIdentity(source: string, context: DetectionContext): readonly IdentityWarning[] {
  const stretches = new Stretches(source);
  takeRules(stretches, source, context.patterns, rules);
  for (const name of [...context.allowedNames, ...context.unitNames].sort((a, b) => b.length - a.length)) {
    for (let at = source.indexOf(name); at >= 0; at = source.indexOf(name, at + 1)) stretches.allow(at, name);
  }
  for (const pattern of [bareName, titledName])
    for (const match of matches(source, pattern)) stretches.take('name', match[0], match.index);
  return stretches.found();
}

/**
 * Warns of what leads to one person by itself: an address or number that passes its own test, an identifier of the
 * organisation, a name behind a form of address. Much less than {@link detectIdentity} finds, and nearly always right.
 */
export function detectIdentifiers(source: string, patterns: readonly Pattern[]): readonly IdentityWarning[] {
  const stretches = new Stretches(source);
  // All of them need a digit or an at sign; most texts have neither, and a register holds many.
  takeRules(stretches, source, patterns, /[\d@]/.test(source) ? pointingRules : []);
  for (const match of matches(source, titledCapital)) stretches.take('name', match[0], match.index);
  return stretches.found();
}

function takeRules(
  stretches: Stretches,
  source: string,
  patterns: readonly Pattern[],
  judged: readonly Rule[],
): void {
  for (const own of patterns) {
    for (const match of matches(source, compiled(own.pattern)))
      stretches.take('profile', match[0], match.index);
  }
  for (const rule of judged) {
    for (const match of matches(source, rule.pattern))
      if (rule.holds?.(match[0]) ?? true) stretches.take(rule.kind, match[0], match.index);
  }
}

/** All matches of a global pattern. Most texts have none, and are asked by the hundred thousand. */
function matches(source: string, pattern: RegExp): Iterable<RegExpExecArray> {
  pattern.lastIndex = 0;
  if (!pattern.test(source)) return [];
  pattern.lastIndex = 0;
  return source.matchAll(pattern);
}

const patternsSeen = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  const seen = patternsSeen.get(pattern) ?? new RegExp(pattern, 'gu');
  patternsSeen.set(pattern, seen);
  return seen;
}

/** Stretches of a text that were judged: what one rule took is not judged again. */
class Stretches {
  readonly #source: string;
  /** A mark for each character that is part of one. */
  #marks: Uint8Array | undefined;
  readonly #found: IdentityWarning[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  get #taken(): Uint8Array {
    this.#marks ??= new Uint8Array(this.#source.length);
    return this.#marks;
  }

  take(kind: WarningKind, words: string, position: number): void {
    const until = position + words.length;
    if (this.#taken.subarray(position, until).includes(1)) return;
    this.#taken.fill(1, position, until);
    this.#found.push({ kind, found: words, position });
  }

  allow(position: number, words: string): void {
    this.#taken.fill(1, position, position + words.length);
  }

  found(): readonly IdentityWarning[] {
    return this.#found.sort((a, b) => a.position - b.position);
  }
}

/** The test on a citizen service number: 9a+8b+…+2h−i is a multiple of eleven. */
export function isCitizenNumber(written: string): boolean {
  const digits = written.replace(/\D/g, '').padStart(9, '0');
  if (digits.length !== 9 || /^0+$/.test(digits)) return false;
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index),
    0,
  );
  return sum % 11 === 0;
}

/** ISO 13616: the remainder of the rearranged number by 97 is 1. */
export function isIban(written: string): boolean {
  const plain = written.replace(/\s/g, '');
  if (plain.length < 15 || plain.length > 34) return false;
  const rearranged = `${plain.slice(4)}${plain.slice(0, 4)}`.replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  let remainder = 0;
  for (const digit of rearranged) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder === 1;
}
