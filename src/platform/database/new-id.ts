import { randomFillSync } from 'node:crypto';

const bytesAtOnce = 4096;
const digitsOfOne = 20;
const pool = Buffer.alloc(bytesAtOnce);
let digits = '';
let used = 0;
let lastTime = 0;
let timeDigits = '';

/**
 * A UUID of version 7 (RFC 9562): time first, so that rows made one after the other stand together in every index.
 * For rows that staff make. What a reporter makes gets `randomUUID`: its id must not tell when it was made.
 */
export function newId(): string {
  if (used + digitsOfOne > digits.length) {
    digits = randomFillSync(pool).toString('hex');
    used = 0;
  }
  const at = used;
  used += digitsOfOne;
  const now = Date.now();
  if (now !== lastTime) {
    lastTime = now;
    const time = now.toString(16).padStart(12, '0');
    timeDigits = `${time.slice(0, 8)}-${time.slice(8)}-7`;
  }
  const variant = '89ab'[Number.parseInt(digits[at + 3] ?? '0', 16) & 0x3];
  return `${timeDigits}${digits.slice(at, at + 3)}-${variant}${digits.slice(at + 4, at + 7)}-${digits.slice(at + 7, at + 19)}`;
}
