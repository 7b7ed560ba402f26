import { describe, expect, test } from 'vitest';
import { rational } from '../../figures/cubes/rational.ts';
import { text } from '../../platform/language/text.ts';
import { contradictingClaims, type Given, type Numbers, printedClaims } from './printed-claims.ts';
import type { PrintedFigure, PrintedRule } from './printed-rules.ts';

const claim = (printed: string, more: Partial<PrintedFigure> = {}): PrintedFigure => ({
  document: '',
  subject: 'Nevenwerkzaamheden',
  quantity: 'aandeel',
  period: '2021',
  printed,
  unit: '',
  place: '1',
  figure: 'a.share',
  ...more,
});
const given =
  (decimal: string, more: Partial<Exclude<Given, { cannot: unknown }>> = {}): Numbers =>
  () => ({
    decimal,
    unit: 'percent',
    isPartial: false,
    note: null,
    parts: null,
    ...more,
  });
const judged = (printed: string, decimal: string, more: Parameters<typeof given>[1] = {}) =>
  printedClaims([claim(printed)], [], given(decimal, more)).map(({ verdict, remarks }) =>
    [verdict, ...remarks.map(({ nl }) => nl)].join(': '),
  )[0];

describe('A claim of a printed report', () => {
  test('is the number of the registers or another, however it is written', () => {
    expect(judged('5,7', '5.7')).toBe('agrees');
    expect(judged('5,3', '5.2')).toBe('contradicts');
    expect(judged('1.566', '1566')).toBe('agrees');
    expect(judged('107*', '107')).toBe('agrees');
    expect(judged('20,0', '20')).toBe('agrees');
  });

  test('that something stayed the same is a change of nothing', () => {
    expect(judged('gelijk gebleven', '0')).toBe('agrees');
    expect(judged('gelijk gebleven', '2')).toBe('contradicts');
  });

  test('in words is right about the way it went, and a judgement about how far', () => {
    expect(judged('amper toegenomen', '0.5')).toBe('agrees: de richting klopt; „amper” is een oordeel');
    expect(judged('stijging', '20.0')).toBe('agrees');
    expect(judged('gedaald', '0.5')).toBe('contradicts');
    expect(judged('toegenomen', '0')).toBe('contradicts');
    expect(judged('meestal', '0.5')).toBe('cannot-be-computed: „meestal” is geen getal');
  });

  test('that says about how much is left to who reads it, unless it cannot be', () => {
    expect(judged('ruim 4000', '4100')).toMatch(/^differs/);
    expect(judged('ruim 4000', '3900')).toBe('contradicts');
  });

  test('of a count of which something is missing may still be right', () => {
    expect(judged('12', '10', { isPartial: true })).toMatch(/^cannot-be-computed/);
    expect(judged('9', '10', { isPartial: true })).toBe('contradicts');
  });

  test('about a share shows its sum; a growth is no part of a whole', () => {
    const parts = [rational(713), rational(12_550)] as const;
    const [share] = printedClaims([claim('5,7')], [], given('5.7', { parts }));
    expect(share?.sum).toEqual(text('713 ÷ 12.550 = 5,681%', '713 ÷ 12,550 = 5.681%'));
    const growth = [rational(713), rational(594)] as const;
    expect(printedClaims([claim('20')], [], given('20', { parts: growth }))[0]?.sum).toBeNull();
  });

  test('names its figure and the place in it, and is asked in as many decimals as are printed', () => {
    const asked: unknown[] = [];
    const numbers: Numbers = (...words) => {
      asked.push(words);
      return { cannot: text('niets', 'nothing') };
    };
    printedClaims(
      [claim('2', { figurePlace: 'unit=CPB, kind=workshop' }), claim('5,30', { period: '2020-2021' })],
      [],
      numbers,
    );
    expect(asked).toEqual([
      ['a.share', { year: '2021', unit: 'CPB', kind: 'workshop' }, 0],
      ['a.share', {}, 2],
    ]);
  });

  test('of which its reader says why there is no number asks no rule; without either the rules are asked', () => {
    const rule: PrintedRule = () => ({ kind: 'outside', why: text('van elders', 'from elsewhere') });
    const verdicts = (one: PrintedFigure, rules: readonly PrintedRule[]) =>
      printedClaims([one], rules, given('1')).map(({ verdict, remarks }) => [verdict, remarks[0]?.nl])[0];
    const silent = { figure: null };
    expect(verdicts(claim('9', { ...silent, remark: 'een voornemen' }), [rule])).toEqual([
      'cannot-be-computed',
      'een voornemen',
    ]);
    expect(verdicts(claim('9', silent), [rule])).toEqual(['outside', 'van elders']);
    expect(verdicts(claim('9', silent), [])).toEqual([
      'cannot-be-computed',
      'geen register geeft dit cijfer',
    ]);
  });
});

test('What a document says in two places in two ways is found, and what it says twice alike is not', () => {
  const month = (where: string, printed: string) =>
    claim(printed, { quantity: `maand volgens ${where}`, period: null });
  expect(contradictingClaims([month('voorblad', 'mei 2022'), month('colofon', 'mei 2020')])).toHaveLength(1);
  expect(contradictingClaims([month('voorblad', 'mei 2022'), month('colofon', 'mei 2022')])).toEqual([]);
  expect(contradictingClaims([month('voorblad', 'mei 2022'), claim('mei 2020')])).toEqual([]);
});
