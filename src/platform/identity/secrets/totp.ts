import { Secret, TOTP } from 'otpauth';

/** Seconds that a code is valid; apps assume 30. */
const period = 30;
/** How many steps a clock may be off, each way. */
const window = 1;

/** A fresh seed of 160 bits, in the base32 that apps take. */
export function newSeed(): string {
  return new Secret({ size: 20 }).base32;
}

function totp(seed: string, issuer: string, label: string): TOTP {
  return new TOTP({ issuer, label, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(seed) });
}

/** What an app reads from a picture: `otpauth://totp/…`. */
export function seedAddress(seed: string, organisation: string, name: string): string {
  return totp(seed, organisation, name).toString();
}

/**
 * The step whose code this is, within one step of now and later than the last one that was taken; null otherwise: a
 * code is taken once.
 *
 * @param now milliseconds since 1970
 */
export function stepOfCode(seed: string, code: string, lastStep: number | null, now: number): number | null {
  const digits = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const delta = totp(seed, 'Daglicht', 'account').validate({ token: digits, timestamp: now, window });
  if (delta === null) return null;
  const step = Math.floor(now / 1000 / period) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}
