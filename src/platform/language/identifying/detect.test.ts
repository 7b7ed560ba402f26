import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectIdentifiers, detectIdentity, isCitizenNumber, isIban } from './detect.ts';

const context = {
  allowedNames: ['LinkedIn', 'Autoriteit Persoonsgegevens'],
  unitNames: ['Nationale Velddienst'],
  patterns: [{ key: 'case', pattern: 'Z-\\d{4}-\\d{3}' }],
};
const kinds = (source: string) => detectIdentity(source, context).map((warning) => warning.kind);

describe('What leads to one person by itself', () => {
  const found = (source: string) =>
    detectIdentifiers(source, context.patterns).map((warning) => `${warning.kind} ${warning.found}`);

  test('is an address, a number that passes its test, an own identifier, a name behind a form of address', () => {
    expect(found('Mail aan p.jansen@voorbeeld.nl over Z-2024-123; bel 06-12345678.')).toEqual([
      'email p.jansen@voorbeeld.nl',
      'profile Z-2024-123',
      'phone 06-12345678',
    ]);
    expect(found('Gesprek met mevrouw De Vries en dhr. P. van Dam.')).toEqual([
      'name mevrouw De Vries',
      'name dhr. P. van Dam',
    ]);
  });

  test('is no capital, no amount, no date and no form of address alone', () => {
    expect(
      found('Mevrouw gaf aan dat NVWA op 3-4-2024 circa 18.000 gegevens naar LinkedIn stuurde voor € 50.'),
    ).toEqual([]);
  });
});

describe('Warnings of what may identify a person', () => {
  test.each([
    ['bsn', 'Het nummer 111222333 staat in het dossier.'],
    ['iban', 'Betaald op NL91 ABNA 0417 1643 00 van de medewerker.'],
    ['email', 'Gestuurd naar jan.jansen@voorbeeld.invalid door hem.'],
    ['phone', 'Bereikbaar op 06-12345678 overdag.'],
    ['postcode', 'Woont op 2511 CW in de stad.'],
    ['plate', 'Reed in de auto 12-ABC-3 naar huis.'],
    ['date', 'Het gebeurde op 3 november 2025 in de ochtend.'],
    ['amount', 'Een training van 18.000+ per persoon.'],
    ['number', 'Diefstal van 182 telefoons.'],
    ['name', 'Daarna sprak Pietersen met de klager.'],
    ['name', 'De melder noemde van der Berg als betrokkene.'],
    ['name', 'Volgens mevrouw De Wit klopt dit.'],
    ['organisation', 'De gemeente Dorpstad deed melding.'],
    ['unique-role', 'De algemeen directeur sprak met hem.'],
    ['profile', 'Zie zaak Z-2025-123 voor meer.'],
  ])('%s: %s', (kind, source) => {
    expect(kinds(source)).toContain(kind);
  });

  test('names on the list of allowed names and of units give no warning', () => {
    expect(
      kinds(
        'Een bericht op LinkedIn en een melding bij de Autoriteit Persoonsgegevens door de Nationale Velddienst.',
      ),
    ).toEqual([]);
  });

  test('a sentence without any of these gives no warning', () => {
    expect(kinds('Een medewerker stuurde een bericht naar een verkeerd adres.')).toEqual([]);
  });

  test('one changed digit breaks the test on a citizen service number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), (place, change) => {
        const digits = [...'111222333'];
        digits[place] = String((Number(digits[place]) + change) % 10);
        expect(isCitizenNumber(digits.join(''))).toBe(false);
      }),
    );
  });

  test('a bank account number with a slip is none', () => {
    expect(isIban('NL91 ABNA 0417 1643 00')).toBe(true);
    expect(isIban('NL91 ABNA 0417 1643 01')).toBe(false);
  });
});
