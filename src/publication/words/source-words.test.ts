import { describe, expect, test } from 'vitest';
import { wholeCatalogue } from '../../app.ts';
import { sourceIn, sourceText } from './source-words.ts';

describe('The source of a definition', () => {
  test.each([
    ['Ambtenarenwet 2017 art. 5 en 8', 'Ambtenarenwet 2017 (Dutch Civil Servants Act) art. 5 and 8'],
    [
      'Jaarstukken Rotterdam 2016, paragraaf Integriteit',
      'Jaarstukken Rotterdam 2016 (annual accounts of the city of Rotterdam), section Integriteit',
    ],
    [
      'Wbk art. 1; Huis voor klokkenluiders, jaarverslag',
      'Wbk (Dutch Whistleblower Protection Act) art. 1; Huis voor klokkenluiders (Dutch Whistleblowers Authority), annual report',
    ],
    ['eigen telregel van Daglicht', 'Daglicht’s own rule of counting'],
  ])('„%s” keeps names and explains them in English', (source, english) => {
    expect(sourceText(source, 'en')).toBe(english);
  });

  test('says which words are in another language', () => {
    const source = 'Jaarverslag integriteit EZK en LNV 2020-2021, hoofdstuk Financiële belangen';
    expect(sourceIn(source, 'en').filter((piece) => piece.language === 'nl')).toEqual([
      { text: 'Jaarverslag integriteit EZK en LNV 2020-2021', language: 'nl' },
      { text: 'Financiële belangen', language: 'nl' },
    ]);
    const standard = sourceIn('UN disciplinary practice (compendium); cao Rijk hoofdstuk 15', 'nl');
    expect(standard.filter((piece) => piece.language === 'en')).toEqual([
      { text: 'UN disciplinary practice (compendium)', language: 'en' },
    ]);
  });

  /** Words of Dutch that are outside a name: whoever adds a source adds the name of its work. */
  const dutch =
    /(?<!\p{L})(hoofdstuk|paragraaf|lid|wet|regeling|verslag|jaarverslag|en|van|het|de|art\.? \d+ en)(?!\p{L})/u;

  test.each([...new Set(wholeCatalogue.figures.map(({ source }) => source))])(
    '„%s” holds no untranslated word',
    (source) => {
      const own = sourceIn(source, 'en').filter((piece) => piece.language === undefined);
      expect(own.map((piece) => piece.text).join('')).not.toMatch(dutch);
      // Notes of whoever builds the product are no source for a reader.
      expect(source).not.toMatch(/\.md\b/);
    },
  );
});
