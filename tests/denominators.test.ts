import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../src/collection/catalogue.ts';
import { languages } from '../src/platform/language/text.ts';
import { registers } from '../src/registers.ts';

const { figures } = catalogueOf(registers);
const known = new Set(figures.map(({ id }) => id));

describe('Every share of every register', () => {
  const shares = figures.flatMap(({ id, quantity, parts }) =>
    quantity.unit === 'percent' && quantity.of !== 'value before'
      ? [[id, { of: quantity.of, parts }] as const]
      : [],
  );

  test('is found among the figures', () => expect(shares.length).toBeGreaterThan(40));

  test.each(shares)(
    '%s names of whom or of what it is one, in both languages and both numbers',
    (_, { of }) => {
      for (const language of languages)
        for (const words of [of.one, of.other, ...(of.also ?? [])])
          expect(words[language]).toMatch(/^\p{Ll}[\p{L} ]+$/u);
    },
  );

  test.each(shares)('%s names the figures that count its numerator and its denominator', (_, { parts }) => {
    expect(known).toContain(parts?.part);
    expect(known).toContain(parts?.whole);
  });
});

test('Percents that are no share say in their title that they are growth', () => {
  const growth = figures.filter(
    ({ quantity }) => quantity.unit === 'percent' && quantity.of === 'value before',
  );
  expect(growth.length).toBeGreaterThan(3);
  for (const { title } of growth) {
    expect(title.nl).toContain('Groei');
    expect(title.en).toContain('Growth');
  }
});
