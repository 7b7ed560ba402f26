import { decimalFromText, type ExactDecimal } from './decimal.ts';

/** Why a text is no number. */
export type NumberRefusal =
  | 'empty'
  | 'not-applicable'
  | 'unknown'
  | 'dash'
  | 'elsewhere'
  | 'suppressed'
  | 'bound'
  | 'range'
  | 'brackets'
  | 'several-numbers'
  | 'words-beside-number'
  | 'grouping-irregular'
  | 'not-a-number';

/** The outcome of reading a text as a number. */
export type NumberReading =
  | {
      readonly kind: 'number';
      readonly value: ExactDecimal;
      /** `€`, `$`, `£` or `%` beside the number; the value is as written: 12 % is 12. */
      readonly unit?: string;
      /** A footnote mark behind the number, such as `*` or `1)`. */
      readonly mark?: string;
      /** The word that makes it an estimate: ca., circa, ±, ~. */
      readonly approximate?: string;
    }
  /** `1.606` is 1606 in Dutch and 1.606 in English: decided by what is read, or by a person. */
  | {
      readonly kind: 'ambiguous';
      readonly asGrouped: ExactDecimal;
      readonly asDecimal: ExactDecimal;
      readonly mark?: string;
      readonly unit?: string;
      readonly approximate?: string;
    }
  | {
      readonly kind: 'refused';
      readonly reason: NumberRefusal;
      /** The number inside the text, when there is exactly one; for a person to judge. */
      readonly proposal?: ExactDecimal;
    };

/** The characters that may separate the decimals. */
const decimalMarks = [',', '.'] as const;
type DecimalMark = (typeof decimalMarks)[number];

/** Words for what stands instead of a number, as people type them in registers. */
const INSTEAD: readonly (readonly [NumberRefusal, RegExp])[] = [
  ['empty', /^$/],
  ['not-applicable', /^(n\.?v\.?t\.?|niet van toepassing|n\/a|n\.a\.?|not applicable)$/],
  ['unknown', /^(onbekend|niet bekend|onb\.?|\?+|nnb|n\.n\.b\.?|p\.?m\.?|tbd|unknown|niet vastgelegd)$/],
  ['elsewhere', /^(zie|see|volgt|cf\.?)(\s|$)/],
  ['dash', /^(-+|\/+)$/],
  ['suppressed', /^[·.…x]$/],
  [
    'bound',
    /^(<|>|≤|≥|<=|>=|minder dan|meer dan|ten minste|minstens|hooguit|max\.?|min\.?|less than|more than|at least|at most)\s*\d/,
  ],
  ['brackets', /^\(\s*\d[\d.,]*\s*\)$/],
  ['range', /^\d[\d.,]*\s*(-|t\/m|tot|à|to)\s*\d[\d.,]*$/],
];

const APPROXIMATE = /^(ca\.?|circa|ongeveer|ongev\.?|plm\.?|±|~|≈|approx\.?|about|around)\s*(?=[\d€$£+-])/;
const FOOTNOTE =
  /^(.*[\d%])\s*(\*+|[†‡§]+|[¹²³⁴-⁹⁰]+|\[[\da-z]{1,2}\])$|^(.*[\d%])\s+([\da-z]\)|\([\da-z]\))$/;
const GROUPED: Readonly<Record<DecimalMark, RegExp>> = {
  ',': /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/,
  '.': /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/,
};
const PLAIN: Readonly<Record<DecimalMark, RegExp>> = { ',': /^\d+(?:,\d+)?$/, '.': /^\d+(?:\.\d+)?$/ };
const SPACED = /^\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?$/;

/**
 * Reads a number written as text, in Dutch or English, exactly: `5,3`, `1.606`, `107*`, `€ 50,-`, `12 %`,
 * `ca. 30`. What is not plainly one number is refused with the reason.
 */
export function parseNumber(text: string): NumberReading {
  const spaced = text.replace(/[\s\u00a0\u202f\u2009]+/g, ' ').trim();
  const plain = spaced.toLowerCase().replace(/[−‐‑–—]/g, '-');
  const instead = INSTEAD.find(([, pattern]) => pattern.test(plain));
  if (instead !== undefined) return { kind: 'refused', reason: instead[0] };

  const around: { mark?: string; unit?: string; approximate?: string } = {};
  let rest = plain;
  const footnote = FOOTNOTE.exec(rest);
  if (footnote !== null) {
    rest = (footnote[1] ?? footnote[3] ?? '').trim();
    around.mark = footnote[2] ?? footnote[4] ?? '';
  }
  const approximate = APPROXIMATE.exec(rest);
  if (approximate !== null) {
    rest = rest.slice(approximate[0].length);
    around.approximate = approximate[1] ?? '';
  }
  const { number, unit } = withoutUnit(rest);
  if (unit !== undefined) around.unit = unit;
  const digits = /^([+-]?) ?(.*)$/.exec(number);
  const readings = readingsOf(digits?.[2] ?? '');
  const signed = (value: ExactDecimal): ExactDecimal =>
    digits?.[1] === '-' ? { ...value, digits: -value.digits } : value;
  if (readings.length === 2 && readings[0] !== undefined && readings[1] !== undefined) {
    return {
      kind: 'ambiguous',
      asGrouped: signed(readings[0]),
      asDecimal: signed(readings[1]),
      ...around,
    };
  }
  if (readings[0] !== undefined) return { kind: 'number', value: signed(readings[0]), ...around };
  return refusal(plain);
}

function withoutUnit(text: string): { number: string; unit: string | undefined } {
  const before = /^([+-]?) ?(€|eur|euro|\$|£) ?(.+)$/.exec(text);
  const after = /^(.+?) ?(€|eur|euro|%|procent|percent)$/.exec(text);
  const found = before?.[2] ?? after?.[2];
  if (found === undefined) return { number: text, unit: undefined };
  const bare = before === null ? (after?.[1] ?? '') : `${before[1] ?? ''}${before[3] ?? ''}`;
  const percent = ['%', 'procent', 'percent'].includes(found);
  const unit = percent ? '%' : found.startsWith('eur') ? '€' : found;
  // € 50,- and € 50,-- are fifty euros.
  return { number: percent ? bare : bare.replace(/,(-{1,2}|=)$/, ''), unit };
}

/** No reading, one, or two: grouped and decimal. */
function readingsOf(text: string): ExactDecimal[] {
  if (SPACED.test(text)) return exact(text.replace(/[ '’]/g, '').replace(',', '.'));
  const grouped = decimalMarks.filter((one) => GROUPED[one].test(text));
  const plain = decimalMarks.filter((one) => PLAIN[one].test(text));
  const asGrouped = grouped.flatMap((one) => exact(normal(text, one)));
  // 0.606 and 0,5 start with a zero that no grouping has.
  if (/^0\d*[.,]/.test(text)) return plain.flatMap((one) => exact(normal(text, one))).slice(0, 1);
  const asPlain = plain.flatMap((one) => exact(normal(text, one)));
  if (grouped.length > 0 && plain.length > 0) return [...asGrouped.slice(0, 1), ...asPlain.slice(0, 1)];
  return (grouped.length > 0 ? asGrouped : asPlain).slice(0, 1);
}

function normal(text: string, mark: DecimalMark): string {
  return mark === ',' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
}

function exact(text: string): ExactDecimal[] {
  const value = decimalFromText(text);
  return value === undefined ? [] : [value];
}

function refusal(text: string): NumberReading {
  const numbers = text.match(/\d[\d.,]*/g) ?? [];
  if (numbers.length > 1) return { kind: 'refused', reason: 'several-numbers' };
  const [only] = numbers;
  if (only === undefined) return { kind: 'refused', reason: 'not-a-number' };
  const readings = readingsOf(only.replace(/[.,]$/, ''));
  if (readings.length === 0) return { kind: 'refused', reason: 'grouping-irregular' };
  const reason = only === text ? 'grouping-irregular' : 'words-beside-number';
  if (readings.length === 2 || readings[0] === undefined) return { kind: 'refused', reason };
  return { kind: 'refused', reason, proposal: readings[0] };
}
