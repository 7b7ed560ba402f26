import type { ExactDecimal } from '../values/decimal.ts';

const MILLISECONDS_A_DAY = 86_400_000;
const LAST_SERIAL = 2_958_465;

/**
 * The date that a spreadsheet stores as a number of days: `2025-11-03`, or `2025-11-03T14:30:00` when it has a
 * time. Excel counts from 1900 with a 29 February 1900 that never was (serial 60), old Mac files from 1904.
 * Undefined when the number is no date in that count.
 */
export function serialDate(serial: ExactDecimal, from1904: boolean): string | undefined {
  const unit = 10n ** BigInt(serial.scale);
  const days = Number(serial.digits / unit);
  if (serial.digits < 0n || days > LAST_SERIAL) return undefined;
  if (!from1904 && (days === 60 || days === 0)) return undefined;
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const date = new Date(epoch + days * MILLISECONDS_A_DAY);
  const seconds = secondsOfDay(serial);
  // Rounding to whole seconds may reach midnight of the next day.
  const instant = new Date(date.getTime() + seconds * 1000).toISOString();
  return seconds === 0 ? instant.slice(0, 10) : instant.slice(0, 19);
}

/** The time of day that a part of a day stores: 0.5 is 12:00:00. Undefined for a day or more. */
export function serialTime(serial: ExactDecimal): string | undefined {
  if (serial.digits < 0n || serial.digits >= 10n ** BigInt(serial.scale)) return undefined;
  return new Date(secondsOfDay(serial) * 1000).toISOString().slice(11, 19);
}

/** The hours that a number of days holds, as a sheet shows a duration: 1.5 is `36:00`, and `36:00:30` with seconds. */
export function serialDuration(serial: ExactDecimal): string | undefined {
  if (serial.digits < 0n) return undefined;
  const unit = 10n ** BigInt(serial.scale);
  const seconds = (2n * serial.digits * 86_400n + unit) / (2n * unit);
  const two = (number: bigint) => String(number).padStart(2, '0');
  const rest = seconds % 60n === 0n ? '' : `:${two(seconds % 60n)}`;
  return `${seconds / 3600n}:${two((seconds / 60n) % 60n)}${rest}`;
}

function secondsOfDay(serial: ExactDecimal): number {
  const unit = 10n ** BigInt(serial.scale);
  return Number((2n * (serial.digits % unit) * 86_400n + unit) / (2n * unit));
}
