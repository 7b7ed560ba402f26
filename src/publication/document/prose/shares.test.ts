import { describe, expect, test } from 'vitest';
import { type Group, group } from '../../../figures/format.ts';
import { sameText, text } from '../../../platform/language/text.ts';
import type { PublishedCell, PublishedFigure } from '../../report-model.ts';
import { parseDocument } from '../parse.ts';
import { openRunningText } from './running-text.ts';

const handled = group(
  ['behandelde klacht', 'behandelde klachten'],
  ['complaint handled', 'complaints handled'],
);
const complaints = group(['klacht', 'klachten'], ['complaint', 'complaints']);
const staff: Group = {
  ...group(['medewerker', 'medewerkers'], ['member of staff', 'members of staff']),
  also: [sameText('personeelsomvang')],
  ratio: true,
};

const cell = (year: string, more: Partial<PublishedCell>): PublishedCell => ({
  at: { year },
  state: 'value',
  value: null,
  note: null,
  ...more,
});
const cells: readonly PublishedCell[] = [
  cell('2022', { value: '40', parts: { part: '6', whole: '15' } }),
  cell('2023', { value: '25', parts: { part: '3', whole: '12' } }),
  cell('2024', { state: 'suppressed' }),
  cell('2025', { state: 'cannot-be-computed', parts: { part: '1', whole: '1' } }),
];

const figure = (id: string, of: Group | undefined): PublishedFigure => ({
  id,
  title: sameText(id),
  definition: sameText('.'),
  population: sameText('.'),
  counts: 'activity',
  unit: of ? 'percent' : 'count',
  decimals: 0,
  ...(of
    ? { share: { part: 'a', whole: 'b', of, ...(of.ratio ? { ratio: true as const } : {}), unit: 'count' } }
    : {}),
  countingDate: 'received',
  basis: 'records',
  protection: { class: 'open', reason: sameText('.') },
  source: 'test',
  completeness: sameText(''),
  dimensions: [
    {
      key: 'year',
      title: text('Jaar', 'Year'),
      members: ['2022', '2023', '2024', '2025'].map((code) => ({
        code,
        label: sameText(code),
        parent: null,
      })),
    },
  ],
  cells: of ? cells : [cell('2022', { value: '15' })],
  cannot: null,
  usedIn: [],
  restated: [],
});
const groups = new Map([
  ['upheld', handled],
  ['received-share', complaints],
  ['activities', staff],
]);
const figures = [...groups].map(([id, of]) => figure(id, of)).concat(figure('handled', undefined));

function resolved(body: string, language: 'nl' | 'en' = 'nl') {
  const running = openRunningText(
    {
      profile: {
        policies: { giftThresholdEuro: '50', giftRule: sameText('.'), protectionThreshold: 5 },
        allowedNames: [],
      },
      structure: { root: 'C', units: [], successions: [], headcountDefinitions: [] },
    },
    new Set(),
  );
  const document = parseDocument(
    `---\nslug: test\ntitle: T\nlanguage: ${language}\nperiod: 2025\n---\n\n# H\n\n${body}\n`,
  );
  const [block] = document.chapters[0]?.blocks ?? [];
  const inlines =
    block?.kind === 'paragraph'
      ? running.resolve(block.content, {
          language,
          figure: (id) => figures.find((one) => one.id === id) ?? figure(id, undefined),
          groups,
          lostPlace: () => false,
          unitName: () => undefined,
          longForm: () => undefined,
          period: '2025',
          years: ['2025'],
        })
      : [];
  const words = inlines.map((inline) => ('text' in inline ? inline.text : '')).join('');
  return { words, problems: running.problems.map(({ message }) => message[language]) };
}
const said = (body: string, language: 'nl' | 'en' = 'nl') => {
  const { words, problems } = resolved(body, language);
  expect(problems).toEqual([]);
  return words;
};

describe('A share in a sentence', () => {
  test('says of whom it is one, in numbers, where the sentence does not', () => {
    expect(said('Gegrond was :n[upheld]{year=2022}.')).toBe(
      'Gegrond was 40% (6 van de 15 behandelde klachten).',
    );
    expect(said('Upheld were :n[upheld]{year=2022}.', 'en')).toBe(
      'Upheld were 40% (6 of 15 complaints handled).',
    );
  });

  test('stands alone where the sentence names the group, before it or behind it, also in a noun of a number', () => {
    expect(said('Van de behandelde klachten was :n[upheld]{year=2022} gegrond.')).toBe(
      'Van de behandelde klachten was 40% gegrond.',
    );
    expect(said('Gegrond was :n[upheld]{year=2022} van de behandelde\nklachten.')).toContain('was 40% van');
    expect(
      said('Van de :n[handled]{year=2022 other="behandelde klachten"} was :n[upheld]{year=2022} gegrond.'),
    ).toBe('Van de 15 behandelde klachten was 40% gegrond.');
  });

  test('is not excused by a sentence before it, nor by a group that only begins alike', () => {
    expect(said('Over behandelde klachten ging het. Gegrond was :n[upheld]{year=2022}.')).toContain(
      '(6 van de 15',
    );
    expect(said('Van de klachten was :n[upheld]{year=2022} gegrond.')).toContain('(6 van de 15 behandelde');
    expect(said('Van de behandelde klachten kwam :n[received-share]{year=2022} schriftelijk.')).toContain(
      '40% (6 van de 15 klachten)',
    );
  });

  test('names the group once in a sentence, and keeps to commas between brackets', () => {
    expect(said('Gegrond was :n[upheld]{year=2022}, tegen :n[upheld]{year=2023} het jaar ervoor.')).toBe(
      'Gegrond was 40% (6 van de 15 behandelde klachten), tegen 25% het jaar ervoor.',
    );
    expect(said('Een deel (:n[upheld]{year=2022}) was gegrond.')).toBe(
      'Een deel (40%, 6 van de 15 behandelde klachten) was gegrond.',
    );
  });

  test('is written in numbers alone where its author asks so', () => {
    expect(said('Gegrond waren er :n[upheld]{year=2022 parts=only}.')).toBe(
      'Gegrond waren er 6 van de 15 behandelde klachten.',
    );
    expect(said('Van de behandelde klachten was :n[upheld]{year=2022 parts=with} gegrond.')).toContain(
      '40% (6 van de 15) gegrond',
    );
    expect(resolved('Gegrond was :n[upheld]{year=2022 parts=no}.').problems).toEqual([
      expect.stringContaining('De zin zegt niet waarvan „upheld” een deel is'),
    ]);
    expect(resolved('Dat zijn :n[handled]{year=2022 parts=only}.').problems).toEqual([
      expect.stringContaining('is geen aandeel'),
    ]);
  });

  test('names the group without numbers where it is suppressed', () => {
    expect(said('Gegrond was :n[upheld]{year=2024}.')).toBe(
      'Gegrond was een niet getoond deel van de behandelde klachten.',
    );
    expect(said('Upheld was :n[upheld]{year=2024}.', 'en')).toBe(
      'Upheld was an undisclosed share of the complaints handled.',
    );
    expect(said('Van de behandelde klachten was :n[upheld]{year=2024 parts=only} gegrond.')).toBe(
      'Van de behandelde klachten was een niet getoond deel gegrond.',
    );
  });

  test('of a group too small for percents is told in numbers', () => {
    expect(said('Gegrond was :n[upheld]{year=2025}.')).toBe('Gegrond was 1 van de 1 behandelde klacht.');
  });

  test('that is a ratio is no part of its group', () => {
    expect(said('Er werd opgegeven: :n[activities]{year=2022}.')).toBe(
      'Er werd opgegeven: 40% (6 nevenwerkzaamheden op 15 medewerkers).',
    );
    expect(said('Dat is :n[activities]{year=2022} van de personeelsomvang.')).toContain('is 40% van');
  });
});
