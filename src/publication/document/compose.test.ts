import { beforeAll, describe, expect, test } from 'vitest';
import { faceOf, inputsOf } from '../../../tests/makers/figures.ts';
import { type CountedAlong, countedFigure } from '../../figures/build.ts';
import { factTable } from '../../figures/cubes/facts.ts';
import { computeFigures, type ProtectionClass } from '../../figures/definition.ts';
import { parsePeriod } from '../../organisation/period.ts';
import type { Structure } from '../../organisation/structure.ts';
import { text } from '../../platform/language/text.ts';
import { type ProtectedFigures, protectFigures } from '../disclosure/protect-figures.ts';
import { compose } from './compose.ts';
import { DocumentError, type DocumentProblem } from './document.ts';
import { figuresOf } from './figures-of.ts';
import { parseDocument } from './parse.ts';

const kinds: CountedAlong = {
  by: 'fixed',
  column: 'kind',
  dimension: {
    key: 'kind',
    title: text('Soort', 'Kind'),
    members: ['p', 'q', 'r', 's'].map((code) => ({ code, label: text(`Soort ${code}`, `Kind ${code}`) })),
  },
};
const figure = (id: string, kind: ProtectionClass, along: readonly CountedAlong[]) =>
  countedFigure(faceOf(id, kind), {
    facts: 'cases',
    along: [{ by: 'year', column: 'received' }, ...along],
  });

const definitions = [figure('cases.total', 'open', []), figure('cases.by-kind', 'guarded', [kinds])];
const structure: Structure = {
  root: 'C',
  units: [
    {
      key: 'C',
      level: 'concern',
      type: 'concern',
      from: null,
      until: null,
      names: [{ name: text('Concern', 'Concern'), abbreviation: null, from: null, until: null }],
      parents: [],
      policies: [],
      externalAuthority: false,
    },
  ],
  successions: [],
  headcountDefinitions: [],
};
const inputs = inputsOf(['2024', '2025'], {
  structure,
  facts: [
    factTable(
      'cases',
      ['received', 'kind'],
      [
        { received: '2024', kind: 'p', amount: 20 },
        { received: '2024', kind: 'q', amount: 9 },
        { received: '2025', kind: 'p', amount: 30 },
        { received: '2025', kind: 'q', amount: 2 },
        { received: '2025', kind: 'r', amount: 11 },
        { received: '2025', kind: 's', amount: 3 },
      ],
    ),
  ],
});
const figures = computeFigures(definitions, inputs);
let protection: ProtectedFigures;
beforeAll(async () => {
  protection = await protectFigures(
    figures,
    definitions.map((one) => one.id),
    new Map(),
    5,
  );
});

const policies = { giftThresholdEuro: '50', giftRule: text('regel', 'rule'), protectionThreshold: 5 };

function composed(body: string) {
  return composedFrom(body, {});
}

function composedFrom(
  body: string,
  { title = 'Verslag', chapter = 'Hoofdstuk', warn = (_: readonly DocumentProblem[]): void => undefined },
) {
  const document = parseDocument(
    `---\nslug: test\ntitle: ${title}\nlanguage: nl\nperiod: 2025\nyearsBefore: 1\n---\n\n# ${chapter}\n\n${body}\n`,
  );
  return compose({
    document,
    warn,
    figures,
    protection,
    structure,
    profile: {
      key: 'test',
      policies,
      yearStart: { month: 1 },
      allowedNames: ['Huis voor klokkenluiders', 'Bureau Vier Stromen'],
      contact: { name: text('coördinator', 'coordinator'), email: 'integriteit@voorbeeld.invalid' },
    },
    organisation: text('Test', 'Test'),
    notice: null,
    lists: [],
    listed: () => ({ rows: [], withheld: 0 }),
    version: 1,
    publishedOn: '2026-01-01',
    programVersion: '0',
    threshold: 5,
  });
}
const prose = (body: string) =>
  composed(body)
    .chapters[0]?.blocks.flatMap((block) =>
      block.kind === 'paragraph' ? block.content.map((inline) => ('text' in inline ? inline.text : '')) : [],
    )
    .join('');
const problems = (body: string): readonly string[] => {
  try {
    composed(body);
    return [];
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return error.problems.map((problem) => problem.message.nl);
  }
};

describe('Text bound to figures', () => {
  test('a number is printed as a figure gives it, with its noun', () => {
    expect(prose('Er waren :n[cases.total]{year=2025 one=zaak other=zaken}.')).toBe('Er waren 46 zaken.');
  });

  test('a comparison follows the figures, not the writer', () => {
    expect(
      prose(
        'Dat is :change[cases.total]{year=2025 up="meer dan" down="minder dan" same="evenveel als"} het jaar ervoor.',
      ),
    ).toBe('Dat is meer dan het jaar ervoor.');
  });

  test('a hidden number is named as hidden, in text as in tables', () => {
    expect(prose('Er waren :n[cases.by-kind]{year=2025 kind=q other=zaken}.')).toBe(
      'Er waren een niet getoond aantal zaken.',
    );
  });

  test('a comparison with a hidden number is refused unless the text has words for it', () => {
    expect(problems(':change[cases.by-kind]{year=2025 kind=q up=a down=b same=c}')[0]).toMatch(
      /mist een waarde/,
    );
    expect(
      prose(':change[cases.by-kind]{year=2025 kind=q up=a down=b same=c unknown="niet te vergelijken met"}'),
    ).toBe('niet te vergelijken met');
  });

  test('a rank is stated only where hidden numbers cannot change it', () => {
    expect(prose(':top[cases.by-kind]{by=kind rank=1 as="Bovenaan staat"}')).toBe('Bovenaan staat soort p');
    expect(problems(':top[cases.by-kind]{by=kind rank=3 year=2025}')[0]).toContain('Geef unknown="…"');
    expect(
      prose(':top[cases.by-kind]{by=kind rank=3 year=2025 unknown="De volgorde is niet te zeggen"}'),
    ).toBe('De volgorde is niet te zeggen');
  });

  test('a number by hand is refused with its line', () => {
    expect(problems('Er waren 46 zaken.')[0]).toMatch(/46/);
    expect(problems('De :n[cases.total]{year=2025} zaken zijn bijna verdubbeld.')).toHaveLength(2);
  });

  test('a number hidden in the words of an expression is refused', () => {
    expect(problems(':n[cases.total]{year=2025 other="van de honderd zaken"}')).not.toEqual([]);
  });

  test('an unknown figure, an unknown year and an unknown division are each explained', () => {
    expect(problems(':n[cases.nothing]{year=2025}')[0]).toMatch(/Er is geen cijfer/);
    expect(problems(':n[cases.total]{year=1999}')[0]).toMatch(/kent geen year=1999/);
    expect(problems(':n[cases.total]{unit=X}')[0]).toMatch(/niet verdeeld naar/);
  });

  test('exceptions have a type and a source', () => {
    expect(prose('Sinds :date[17 december 2021] geldt de wet.')).toBe('Sinds 17 december 2021 geldt de wet.');
    expect(problems('Buiten ligt het op :benchmark[9%].')[0]).toMatch(/geen bron/);
    expect(problems('Het is :date[ruim vier jaar] geleden.')[0]).toMatch(/geen datum/);
    expect(problems('De grens is :norm[€ 75]{policy=giftThresholdEuro}.')[0]).toMatch(
      /niet zo in het beleid/,
    );
    expect(prose('De grens is :norm[€ 50]{policy=giftThresholdEuro}.')).toBe('De grens is € 50.');
  });

  test('exceptions are listed on the method page', () => {
    expect(composed('Buiten ligt het op :benchmark[9%]{source="SER 18/02"}.').method.exceptions).toEqual([
      { type: 'benchmark', text: '9%', source: 'SER 18/02' },
    ]);
  });

  test('an exception that the text repeats is listed once, and a norm with the policy it is in', () => {
    const twice = 'De grens is :norm[€ 50]{policy=giftThresholdEuro}. ';
    expect(composed(twice + twice).method.exceptions).toEqual([
      { type: 'norm', text: '€ 50', source: 'beleid van de organisatie over geschenken' },
    ]);
  });

  test('the figures of a document are found in text, titles and footnotes', () => {
    const document = parseDocument(
      '---\nslug: t\ntitle: T\nlanguage: nl\nperiod: 2025\n---\n\n# H\n\nTekst:note[zie :n[a.b]].\n\n:::figure{figures=c.d,e.f}\nTitel :n[g.h]\n:::\n',
    );
    expect(figuresOf(document, [])).toEqual(['a.b', 'c.d', 'e.f', 'g.h']);
  });
});

describe('Protection of a report', () => {
  test('hides small counts, and a second one so that no subtraction gives the first', () => {
    expect(protection.hides('cases(kind=q,received=2025)')).toBe(true);
    expect(protection.hides('cases(kind=s,received=2025)')).toBe(true);
    expect(protection.hides('cases(received=2025)')).toBe(false);
    expect(protection.audit.passed).toBe(true);
  });

  test('a model holds no value of a hidden cell', () => {
    const model = composed(':::figure{figure=cases.by-kind rows=kind columns=year}\nSoorten\n:::');
    const cells = model.figures.flatMap((one) => one.cells).filter((cell) => cell.state === 'suppressed');
    expect(cells.length).toBeGreaterThan(1);
    expect(cells.every((cell) => cell.value === null && cell.note === null)).toBe(true);
  });

  test('a number that an earlier report hid stays hidden', async () => {
    const later = await protectFigures(
      figures,
      ['cases.by-kind'],
      new Map([['cases(kind=r,received=2025)', { state: 'hidden' as const }]]),
      5,
    );
    expect(later.hides('cases(kind=r,received=2025)')).toBe(true);
  });

  test('a total over years printed earlier does not give away the year that was added', async () => {
    const four = { ...inputs, years: ['2023', '2024', '2025'].map((year) => parsePeriod(year)) };
    const later = await protectFigures(
      computeFigures(definitions, four),
      ['cases.by-kind'],
      new Map([['cases(kind=q,received=2023..2024)', { state: 'published' as const, value: '9' }]]),
      5,
    );
    expect(later.hides('cases(kind=q,received=2025)')).toBe(true);
    expect(later.hides('cases(kind=q,received=2023..2025)'), '11 - 9 = 2').toBe(true);
  });
});

describe('Characters that are not what they seem', () => {
  test.each([
    [
      'turns the reading direction round',
      'Er waren \u202e86\u202c zaken.',
      /U\+202E keert de leesrichting om/,
    ],
    ["is a bullet of Word's", '\uf0b7 Een punt', /U\+F0B7 .*opsommingsteken/],
    ['steers a device', 'Een zaak\u0007.', /U\+0007/],
    ['is written as a reference', 'Er waren &#x202e;86 zaken.', /U\+202E/],
    ['is written by its name', 'Er waren &rlm;zaken.', /U\+200F/],
    ['stands in an attribute', ':n[cases.total]{year=2025 other="&#x2066;zaken"}', /U\+2066/],
  ])('a character that %s is refused', (_, body, said) => {
    expect(problems(body)[0]).toMatch(said);
  });

  test('the refusal names line and column', () => {
    expect(() => composed('Er waren\n  \u202ezaken.')).toThrow(/Line 12, column 3/);
  });

  test('what cannot be seen and means nothing is left out, so that it hides no number', () => {
    expect(prose('Inte\u00adgriteit\u200b is van ieder\ufeffs belang.')).toBe(
      'Integriteit is van ieders belang.',
    );
    expect(problems('Er waren d\u00adrie zaken.')[0]).toMatch(/drie/);
  });
});

describe('The number rule has no back door', () => {
  test.each([
    [
      'in a wording for a rise',
      ':change[cases.total]{year=2025 up="drie keer" down="minder dan" same="evenveel als"}',
    ],
    [
      'in a multiple',
      ':change[cases.total]{year=2025 up="verdubbelde tot" down="minder dan" same="evenveel als"}',
    ],
    [
      'in a wording for what is hidden',
      ':change[cases.by-kind]{year=2025 kind=q up=a down=b same=c unknown="minder dan tien,"}',
    ],
    ['in the claim of a rank', ':top[cases.by-kind]{by=kind year=2025 as="Ruim de helft is"}'],
    ['in a long form', ':abbr[ABC]{long="Alle 46 zaken"}'],
    ['in an abbreviation', ':abbr[46 zaken]{long="Alfa beta"}'],
    ['in a norm', 'De grens is :norm[€ 50, en 300 meldingen]{policy=giftThresholdEuro}.'],
    ['in a law', ':law[300 meldingen op grond van de wet]'],
    ['in a date', ':date[9999] meldingen'],
    ['in a directive that does not exist', 'Er waren :getal[46] zaken.'],
    ['in a directive that does not exist, as an attribute', 'Er waren :getal{is=46} zaken.'],
    ['across the mark of a footnote', 'Er waren dr:note[Een noot.]ie zaken.'],
    ['across emphasis', 'Er waren dr**ie** zaken.'],
    ['in a link', 'Zie [alle zaken](#a).'],
    ['as a reference to a character', 'Er waren &#52;&#54; zaken.'],
    ['before a number, rounding it', 'Er waren rond de :n[cases.total]{year=2025} zaken.'],
    ['in a list within a list', '- een\n  - 46 zaken'],
    ['as an attribute that a figure does not know', ':::figure{figure=cases.total caption="46"}\nTitel\n:::'],
  ])('%s', (_, body) => {
    expect(problems(body)).not.toEqual([]);
  });

  test('a wording for a rise may not speak of a fall', () => {
    expect(
      problems(
        ':change[cases.total]{year=2025 up="een daling van" down="een stijging van" same="gelijk aan"}',
      ),
    ).toEqual([
      expect.stringContaining('zegt het omgekeerde'),
      expect.stringContaining('zegt het omgekeerde'),
    ]);
  });

  test('words of comparison belong in a wording that the figure chooses', () => {
    expect(
      problems(
        ':change[cases.total]{year=2025 up="een groei van" down="een daling van" same="even veel als"}',
      ),
    ).toEqual([]);
  });

  test('laws are cited with their numbers', () => {
    for (const law of [
      '(Wbk, artikel 17da en volgende)',
      'zeven dagen (Wbk, artikel 2 onder h)',
      '(Ambtenarenwet 2017, artikelen 5 en 8)',
      'hoofdstuk 9 van de Algemene wet bestuursrecht',
      'artikel 3, eerste lid, van de Wet open overheid',
    ])
      expect(problems(`Het staat in :law[${law}].`)).toEqual([]);
  });

  test('the title of a report may name its period, and no other number', () => {
    const titled = (title: string) => composedFrom('Tekst.', { title });
    expect(() => titled('Jaarverslag integriteit 2025')).not.toThrow();
    expect(() => titled('46 zaken in 2025')).toThrow(/Line 3: .*46/);
    expect(() => composedFrom('Tekst.', { chapter: 'Drie zaken' })).toThrow(/Line 9: .*drie/);
  });

  test('a refusal names the line on which the words stand', () => {
    expect(() => composed('Een regel.\nNog een regel\nmet drie zaken.')).toThrow(/Line 13: “drie”/);
  });

  test('the name of a unit may hold a number', () => {
    expect(problems('Het Bureau Vier Stromen helpt.')).toEqual([]);
  });
});

test('A chapter may be in either language, whatever that of the document, and in no other', () => {
  const languageOf = (language: string, lang: string) =>
    parseDocument(
      `---\nslug: t\ntitle: T\nlanguage: ${language}\nperiod: 2025\n---\n\n# H {#h lang=${lang}}\n\nA.\n`,
    ).chapters[0]?.language;
  expect([languageOf('en', 'nl'), languageOf('nl', 'en'), languageOf('nl', 'nl')]).toEqual([
    'nl',
    'en',
    'nl',
  ]);
  expect(() => languageOf('nl', 'fr')).toThrow('lang=fr');
});

describe('Links', () => {
  test('lead to the web, to mail or to a place in the report', () => {
    expect(
      problems(
        'Zie [hier](https://voorbeeld.invalid), [mail](mailto:a@voorbeeld.invalid) of [boven](#hoofdstuk).',
      ),
    ).toEqual([]);
  });

  test.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java&#x0a;script:alert(1)',
    'data:text/html,x',
    '//elders.invalid',
    '/pad',
    '#nergens',
  ])('do not lead to %s', (href) => {
    expect(problems(`Zie [hier](${href}).`)[0]).toMatch(/koppeling/);
  });
});

test('A number that no reader gets in a sentence is a warning with the sentence that fits, and no error', () => {
  const warnings: DocumentProblem[] = [];
  composedFrom('Er waren :n[cases.by-kind]{year=2025 kind=q other=zaken}.', {
    warn: (found) => warnings.push(...found),
  });
  expect(warnings).toEqual([
    {
      line: 11,
      message: expect.objectContaining({
        nl: '„:n[cases.by-kind]” geeft hier geen getal. Schrijf bijvoorbeeld: „Het aantal zaken tonen wij niet, omdat het naar personen kan wijzen.”',
      }),
    },
  ]);
});
