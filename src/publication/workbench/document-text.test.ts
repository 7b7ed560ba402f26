import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../document/parse.ts';
import { blockName, blockOn, piecesOf, wholeText, yearsLater } from './document-text.ts';

const head = { slug: '2025', period: '2025', language: 'nl', title: 'Verslag', yearsBefore: 1 } as const;

const piece = fc.constantFrom(
  '# Vooraf {#vooraf}\n\nEen tekst over :period.',
  '## Paragraaf\n\n- een punt\n- nog een punt',
  ':::figure{figure=incidents.total rows=year total=no id=t}\nIncidenten\n:::',
  '::method',
  '::aid{key=integrity-paradox}',
  'Losse tekst met :n[incidents.total]{year=2025}.',
  '',
);

describe('A document in pieces', () => {
  test('says the same when it is put together again, whatever its pieces are', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (sources) => {
        const all = ['# Begin', ...sources];
        const { source } = wholeText(
          head,
          all.map((one, index) => ({ id: String(index), source: one })),
        );
        const again = wholeText(
          head,
          piecesOf(source).map((one, index) => ({ id: String(index), source: one })),
        );
        const kindsOf = (text: string) =>
          parseDocument(text, 'as-published').chapters.map(({ title, blocks }) => [
            title,
            blocks.map(({ kind }) => kind),
          ]);
        expect(kindsOf(again.source)).toEqual(kindsOf(source));
        expect(again.source.replace(/\n+/g, '\n')).toBe(source.replace(/\n+/g, '\n'));
      }),
    );
  });

  test('names for each line the block and its own line, and for the head none', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (sources) => {
        const blocks = sources.map((one, index) => ({ id: String(index), source: one }));
        const whole = wholeText(head, blocks);
        const lines = whole.source.split('\n');
        for (const { id, first, last } of whole.places) {
          expect(lines.slice(first - 1, last).join('\n')).toBe(blocks[Number(id)]?.source);
          expect(blockOn(whole, first)).toEqual({ id, line: 1 });
          expect(blockOn(whole, last)).toEqual({ id, line: last - first + 1 });
        }
        expect(blockOn(whole, 1)).toBeNull();
      }),
    );
  });
});

test('A document of a later year asks its figures of later years, and changes no word of its text', () => {
  expect(
    yearsLater(
      'In 2025 was het :n[incidents.total]{year=2025 other=incidenten}. :::figure{figure=x at="year=2024"}',
      1,
    ),
  ).toBe(
    'In 2025 was het :n[incidents.total]{year=2026 other=incidenten}. :::figure{figure=x at="year=2025"}',
  );
});

test.each([
  ['# Incidenten {#incidenten}\n\nTekst', 'Incidenten'],
  [':::figure{figure=gifts.offered}\nAangeboden geschenken\n:::', 'Aangeboden geschenken'],
  [':::figure{figure=gifts.offered}\n:title[gifts.offered]\n:::', 'Geschenken'],
  ['- Wij ontvingen :n[gifts.offered]{year=2025}', 'Wij ontvingen …'],
  ['Over :period bij :unit[MWL]{x=y}', 'Over … bij MWL'],
  ['', ''],
])('The block %j is called %j', (source, name) => {
  expect(blockName(source, () => 'Geschenken')).toBe(name);
});
