import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DocumentType, parseDocument, type SignedText } from './documents.ts';

const types: readonly DocumentType[] = ['root', 'list', 'record', 'release'];

const answerTo = (type: DocumentType, signed: unknown): Promise<string> =>
  parseDocument(type, signed as SignedText).then(
    () => 'read',
    (fault) => fault.code ?? `crash: ${fault}`,
  );

const id = '00000000-0000-4000-8000-000000000000';
const hash = '00'.repeat(32);

const release = {
  dl: 1,
  type: 'release',
  org: id,
  request: id,
  case: id,
  box: id,
  epoch: 0,
  record: hash,
  to: { person: id, key: hash, sign: hash },
  why: 'drill',
  until: '2028-02-29',
};
const text = JSON.stringify(release);
const sigs = [{ key: hash, sig: '00'.repeat(64) }];

describe('a document of a hostile server', () => {
  it('is read when nothing is wrong with its form', async () => {
    expect(await answerTo('release', { doc: text, sigs })).toBe('read');
  });

  it('is refused when it is no document at all, whatever it is', async () => {
    for (const type of types) {
      for (const signed of [null, undefined, 0, 'text', [], {}, { doc: text }, { sigs }, { doc: 1, sigs }])
        expect(await answerTo(type, signed)).toBe('E_FORMAT');
      for (const doc of ['', 'null', '[]', '{}', '"text"', '0', '{', '\ufeff{}', '\0'])
        expect(await answerTo(type, { doc, sigs })).toBe('E_FORMAT');
    }
  });

  it('is refused when its signatures are no list of signatures, whatever they are', async () => {
    const one = sigs[0];
    for (const other of [
      null,
      0,
      'text',
      {},
      { length: 1, 0: one },
      [null],
      [[]],
      [{ key: hash }],
      [{ ...one, more: 1 }],
      [{ sig: one?.sig, key: one?.key }],
      [{ key: hash.toUpperCase().replaceAll('0', 'A'), sig: one?.sig }],
      Array.from({ length: 65 }, () => one),
      Array.from({ length: 1_000_000 }, () => one),
      new Array(3),
    ])
      expect(await answerTo('release', { doc: text, sigs: other })).toBe('E_FORMAT');
  });

  it('is refused, and nothing overflows, when it is nested as deep as it is long', async () => {
    for (const type of types)
      for (const depth of [30_000, 4_000_000]) {
        expect(await answerTo(type, { doc: '['.repeat(depth) + ']'.repeat(depth), sigs })).toBe('E_FORMAT');
        expect(await answerTo(type, { doc: `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`, sigs })).toBe(
          'E_FORMAT',
        );
      }
  });

  it('is refused when it plays with what objects inherit', async () => {
    for (const doc of [
      text.replace('{"dl"', '{"__proto__":{"suite":2},"dl"'),
      text.replace('"to":{', '"to":{"__proto__":null,'),
      text.replace('"why"', '"constructor"'),
      text.replace('"drill"', '"toString"'),
      text.replace(/"to":\{[^}]*\}/, '"to":{"__proto__":{"person":1,"key":1,"sign":1}}'),
    ])
      expect(await answerTo('release', { doc, sigs })).toBe('E_FORMAT');
    expect(Object.hasOwn(Object.prototype, 'suite')).toBe(false);
  });

  it('is refused with half of a surrogate pair, written or escaped', async () => {
    const label = (nl: string): string =>
      `{"dl":1,"type":"root","org":"${id}","version":1,"prev":null,"from":"2026-01-01","sign":2,"open":2,"officers":[${Array.from(
        { length: 3 },
        () =>
          `{"person":"${id}","kem":"${'00'.repeat(1216)}","sign":"${hash}","function":"x","label":{"nl":"${nl}","en":"a"}}`,
      ).join()}]}`;
    expect(await answerTo('root', { doc: label('é😀'), sigs: [] })).toBe('read');
    for (const half of ['\ud800', '\udc00', '\\ud800', '\\udfff', '\udc00\ud800'])
      expect(await answerTo('root', { doc: label(half), sigs: [] })).toBe('E_FORMAT');
  });

  it('is refused when any one character of it is another, gone, or there twice, unless that is a document too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.string({ unit: 'binary', minLength: 0, maxLength: 2 }),
        async (at, put) => {
          const doc = text.slice(0, at) + put + text.slice(at + 1);
          const answer = await answerTo('release', { doc, sigs });
          if (answer === 'read') expect(JSON.stringify(JSON.parse(doc))).toBe(doc);
          else expect(answer).toBe('E_FORMAT');
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is refused, and nothing overflows, when a word in it is as long as a document may be', async () => {
    const desk = (word: string): string =>
      `{"dl":1,"type":"list","org":"${id}","name":"people","version":1,"root":"${hash}","from":"2026-01-01","until":"2026-01-01","entries":[{"person":"${id}","kem":"${'00'.repeat(1216)}","sign":"${hash}","function":"${word}","label":{"nl":"a","en":"a"},"roles":["read"],"desk":[],"until":"2026-01-01"}]}`;
    expect(await answerTo('list', { doc: desk('intake-desk'), sigs: [] })).toBe('read');
    for (const word of ['a', 'a-', '-a', '0'])
      expect(
        await answerTo('list', { doc: desk(`${word.repeat(8_000_000 / word.length)}!`), sigs: [] }),
      ).toBe('E_FORMAT');
    expect(await answerTo('list', { doc: desk('a-b'.repeat(2_600_000)), sigs: [] })).toBe('E_FORMAT');
  });

  it('says that a suite is not known before anything else, and only where it is a number', async () => {
    for (const doc of ['{"suite":2}', '{"type":"x","suite":0}', '{"suite":-1,"suite":2}'])
      expect(await answerTo('record', { doc, sigs: null })).toBe('E_SUITE');
    for (const doc of ['{"suite":"2"}', '{"suite":1.5}', '{"suite":null}', '{"suite":{}}', '{"suite":1}'])
      expect(await answerTo('record', { doc, sigs: [] })).toBe('E_FORMAT');
  });

  it('gives the signatures that were looked at, though the list is another afterwards', async () => {
    const given = [...sigs];
    const parsed = await parseDocument('release', { doc: text, sigs: given });
    given.push({ key: 'other', sig: '' });
    expect(parsed.sigs).toEqual(sigs);
  });
});
