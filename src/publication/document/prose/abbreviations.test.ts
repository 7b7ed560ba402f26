import { describe, expect, test } from 'vitest';
import { sameText, text } from '../../../platform/language/text.ts';
import { abbreviationText } from '../../words/abbreviation-text.ts';
import { parseDocument } from '../parse.ts';
import { openRunningText } from './running-text.ts';

const known = new Map([
  ['Wbk', text('Wet bescherming klokkenluiders', 'Whistleblower Protection Act')],
  ['EZK', text('ministerie van Economische Zaken en Klimaat', 'Ministry of Economic Affairs')],
]);

function read(...paragraphs: readonly (readonly [language: 'nl' | 'en', body: string])[]) {
  const running = openRunningText(
    {
      profile: {
        policies: { giftThresholdEuro: '50', giftRule: sameText('.'), protectionThreshold: 5 },
        allowedNames: ['EZK', 'LinkedIn'],
      },
      structure: { root: 'C', units: [], successions: [], headcountDefinitions: [] },
    },
    new Set(),
    known,
  );
  const said = paragraphs.flatMap(([language, body]) => {
    const document = parseDocument(
      `---\nslug: test\ntitle: T\nlanguage: ${language}\nperiod: 2025\n---\n\n# H\n\n${body}\n`,
    );
    const scope = {
      language,
      figure: () => expect.fail('no figure'),
      groups: new Map(),
      lostPlace: () => false,
      unitName: () => undefined,
      longForm: (short: string) => known.get(short)?.[language],
      period: '2025',
      years: ['2025'],
    };
    return (document.chapters[0]?.blocks ?? []).map((block) => {
      if (block.kind === 'heading') return running.heading(block.content, scope);
      if (block.kind !== 'paragraph') return '';
      return running
        .resolve(block.content, scope)
        .map((piece) =>
          piece.kind === 'abbreviation' ? abbreviationText(piece) : 'text' in piece ? piece.text : '',
        )
        .join('');
    });
  });
  expect(running.problems).toEqual([]);
  return { said, used: running.abbreviations, warnings: running.warnings.map(({ message }) => message.nl) };
}

describe('An abbreviation', () => {
  test('is written out where it first stands, in each language for its own readers', () => {
    const { said, used } = read(
      ['nl', 'De Wbk geldt. Zo wil de Wbk het.'],
      ['nl', 'Ook hier de Wbk.'],
      ['en', 'The Wbk applies, as the Wbk says.'],
    );
    expect(said).toEqual([
      'De Wet bescherming klokkenluiders (Wbk) geldt. Zo wil de Wbk het.',
      'Ook hier de Wbk.',
      'The Whistleblower Protection Act (Wbk) applies, as the Wbk says.',
    ]);
    expect([...used]).toEqual([['Wbk', 'Wet bescherming klokkenluiders']]);
  });

  test('is written out in a citation of the law and as a name', () => {
    expect(read(['nl', 'Binnen de termijn :law[(Wbk, artikel 2)] bij het :name[EZK].']).said).toEqual([
      'Binnen de termijn (Wet bescherming klokkenluiders (Wbk), artikel 2) bij het ministerie van Economische Zaken en Klimaat (EZK).',
    ]);
  });

  test('is not written out again where its author did', () => {
    expect(read(['nl', 'De Wet bescherming klokkenluiders (Wbk) geldt; de Wbk is nieuw.']).said).toEqual([
      'De Wet bescherming klokkenluiders (Wbk) geldt; de Wbk is nieuw.',
    ]);
  });

  test('is known to the document that gives it, from there on', () => {
    const { said, warnings } = read([
      'nl',
      'De :abbr[BHV]{long="bedrijfshulpverlening"} komt. De BHV is er.',
    ]);
    expect(said).toEqual(['De bedrijfshulpverlening (BHV) komt. De BHV is er.']);
    expect(warnings).toEqual([]);
  });

  test('in a heading stays short and does not count as the first', () => {
    expect(read(['nl', '## De Wbk\n\nDe Wbk geldt.']).said).toEqual([
      'De Wbk',
      'De Wet bescherming klokkenluiders (Wbk) geldt.',
    ]);
  });

  test('that nobody knows is a warning, once; a name with capitals is none', () => {
    const { warnings } = read(['nl', 'De BHV staat op LinkedIn. De BHV is er, en EZK ook.']);
    expect(warnings).toEqual([expect.stringContaining('„BHV” lijkt een afkorting die niet bekend is')]);
  });

  test('is found as a word of its own: within another it stays, and does not count as the first', () => {
    expect(read(['nl', 'Het Wbk-team kent de Wbks niet, de Wbk wel.']).said).toEqual([
      'Het Wbk-team kent de Wbks niet, de Wet bescherming klokkenluiders (Wbk) wel.',
    ]);
  });
});
