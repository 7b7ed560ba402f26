import { expect, test } from 'vitest';
import { addressesIn, fileAddress, inLanguage } from './addresses.ts';

const line = {
  id: '1',
  slug: '2025',
  version: 2,
  title: { nl: 'Verslag', en: 'Report' },
  period: '2025',
  publishedOn: '2026-05-01',
  modelSha256: '',
  language: 'nl' as const,
};

test('The newest version has an address that stays when a correction comes', () => {
  expect(addressesIn('nl').report(line, true)).toBe('/verslagen/2025');
  expect(addressesIn('nl').report(line, false)).toBe('/verslagen/2025/v2');
  expect(addressesIn('en').figure(line, true, 'gifts.offered')).toBe(
    '/en/verslagen/2025/cijfers/gifts.offered',
  );
});

test('A file has one address in every language, and it names the version', () => {
  expect(fileAddress(line, '2025.pdf')).toBe('/bestanden/2025/v2/2025.pdf');
});

test('Going to the other language and back ends where it began', () => {
  for (const path of ['/', '/verslagen', '/verslagen/2025/v2/cijfers/gifts.offered', '/verslagen/en']) {
    const english = inLanguage(path, 'en');
    expect(english.startsWith('/en')).toBe(true);
    expect(inLanguage(english, 'en')).toBe(english);
    expect(inLanguage(english, 'nl')).toBe(path);
  }
});
