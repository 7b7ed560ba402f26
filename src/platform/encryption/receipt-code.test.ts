import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomBytes } from './bytes.ts';
import { codeOf, newCode, readCode } from './receipt-code.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const isRefused = (typed: string): boolean => {
  try {
    readCode(typed);
    return false;
  } catch (fault) {
    expect(fault).toMatchObject({ name: 'EncryptionFault', code: 'E_CODE' });
    return true;
  }
};

const symbolsOf = (code: string): string[] => [...code.replaceAll('-', '')];

/** Codes of chance, and those of few different symbols, where exchanges are hardest to see. */
const codes = [
  ...Array.from({ length: 12 }, newCode),
  codeOf(new Uint8Array(15)),
  codeOf(new Uint8Array(15).fill(255)),
];

describe('a receipt code', () => {
  it('is refused with any one symbol wrong', () => {
    for (const symbols of codes.map(symbolsOf))
      for (const at of symbols.keys())
        for (const other of alphabet)
          if (other !== symbols[at]) expect(isRefused(symbols.with(at, other).join(''))).toBe(true);
  });

  it('is refused with any two symbols exchanged', () => {
    for (const symbols of codes.map(symbolsOf))
      for (const [a, one] of symbols.entries())
        for (const [b, other] of symbols.entries())
          if (a < b && one !== other)
            expect(isRefused(symbols.with(a, other).with(b, one).join(''))).toBe(true);
  });

  it('is refused with a symbol more or less, and empty', () => {
    const [code = ''] = codes;
    for (const typed of ['', '-', code.slice(1), code.slice(0, -1), `${code}0`, `0${code}`, code.repeat(2)])
      expect(isRefused(typed)).toBe(true);
  });

  it('comes back as it was shown, however it is typed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 15, maxLength: 40 }),
        fc.constantFrom(' ', '-', '–', '\u2010', '.', '\t', '\u00a0'),
        fc.boolean(),
        (bytes, between, isSmall) => {
          const shown = codeOf(bytes);
          expect(shown).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
          const written = shown.replaceAll('-', between).replaceAll('0', 'O').replaceAll('1', 'l');
          expect(readCode(isSmall ? written.toLowerCase() : written)).toBe(
            symbolsOf(shown).slice(0, 23).join(''),
          );
        },
      ),
    );
  });

  it('is never a fault of another kind, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 30 })), (typed) => {
        isRefused(typed);
      }),
      { numRuns: 500 },
    );
    expect(isRefused('\ud800'.repeat(24))).toBe(true);
    expect(isRefused('-A '.repeat(1_000_000))).toBe(true);
  });

  it('is not made of fewer bytes than it carries', () => {
    for (const length of [0, 10, 14])
      expect(() => codeOf(randomBytes(length))).toThrow(expect.objectContaining({ code: 'E_FORMAT' }));
  });
});
