import { expect, test } from 'vitest';
import { unknownKind } from './unknown-kind.ts';

type Piece = { readonly kind: 'word' } | { readonly kind: 'number' };

function nameOf(piece: Piece): string {
  switch (piece.kind) {
    case 'word':
      return 'woord';
    case 'number':
      return 'getal';
    default:
      throw unknownKind(piece satisfies never);
  }
}

test('A kind of a newer program is told by its name, and nothing else of the data', () => {
  expect(nameOf(JSON.parse('{"kind":"number"}'))).toBe('getal');
  const newer = () => nameOf(JSON.parse('{"text":"geheim","kind":"timeline"}'));
  expect(newer).toThrow('timeline');
  expect(newer).not.toThrow('geheim');
});
