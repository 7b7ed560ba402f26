/**
 * An exact decimal number: digits / 10^scale. 5.30 is { digits: 530n, scale: 2 }.
 * The scale is what was written, so 5.30 and 5.3 are equal in value and differ in scale.
 */
export interface ExactDecimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Numbers in spreadsheets carry 15 significant digits; what follows is noise of binary storage. */
const SIGNIFICANT = 15;
const LARGEST_EXPONENT = 400;

const WRITTEN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * Reads a number written with a decimal point, perhaps with an exponent, exactly.
 * Undefined when the text is no such number.
 */
export function decimalFromText(text: string): ExactDecimal | undefined {
  const match = WRITTEN.exec(text);
  if (match === null) return undefined;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return undefined;
  const exponent = Number(match[4] ?? '0');
  if (Math.abs(exponent) > LARGEST_EXPONENT) return undefined;
  const unsigned = BigInt(whole + fraction);
  const digits = match[1] === '-' ? -unsigned : unsigned;
  const scale = fraction.length - exponent;
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

/**
 * Reads a number as a spreadsheet file stores it: the file may hold 5.2999999999999998 for what was typed and
 * shown as 5.3, so it is rounded to the 15 digits that spreadsheet programs show, and trailing zeros go.
 */
export function decimalFromStorage(text: string): ExactDecimal | undefined {
  const exact = decimalFromText(text);
  if (exact === undefined) return undefined;
  const negative = exact.digits < 0n;
  let digits = negative ? -exact.digits : exact.digits;
  let scale = exact.scale;
  const surplus = digits.toString().length - SIGNIFICANT;
  if (surplus > 0) {
    const unit = 10n ** BigInt(surplus);
    digits = ((digits + unit / 2n) / unit) * unit;
  }
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n;
    scale -= 1;
  }
  return { digits: negative ? -digits : digits, scale };
}

/** Writes a decimal with a point, without grouping: 530/10^2 is "5.30". */
export function decimalText(value: ExactDecimal): string {
  const negative = value.digits < 0n;
  const digits = (negative ? -value.digits : value.digits).toString().padStart(value.scale + 1, '0');
  const sign = negative ? '-' : '';
  if (value.scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -value.scale)}.${digits.slice(-value.scale)}`;
}

/** The number of significant digits of a decimal. */
export function significantDigits(value: ExactDecimal): number {
  const digits = (value.digits < 0n ? -value.digits : value.digits).toString().replace(/0+$/, '');
  return digits.length;
}
