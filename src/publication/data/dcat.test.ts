import { describe, expect, test } from 'vitest';
import { smallReport } from '../../../tests/makers/small-report.ts';
import { dcatRecord } from './dcat.ts';

type Node = Readonly<Record<string, unknown>>;

/** How often a property must and may be, by class: DCAT-AP-NL 3.0 (SHACL of Geonovum) and DCAT-AP 3.0. */
const cardinalities: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  'dcat:Catalog': {
    'dct:title': [1, 99],
    'dct:description': [1, 99],
    'dct:publisher': [1, 1],
    'dcat:contactPoint': [1, 1],
    'dcat:dataset': [1, 99],
  },
  'dcat:Dataset': {
    'dct:identifier': [1, 1],
    'dct:title': [1, 99],
    'dct:description': [1, 99],
    'dct:publisher': [1, 1],
    'dct:creator': [1, 99],
    'dcat:contactPoint': [1, 1],
    'dcat:theme': [1, 99],
    'dct:accessRights': [1, 1],
    'dct:language': [1, 99],
    'dcat:version': [0, 1],
  },
  'dcat:Distribution': {
    'dcat:accessURL': [1, 1],
    'dcat:downloadURL': [0, 1],
    'dct:license': [1, 1],
    'dct:language': [0, 1],
  },
  'foaf:Agent': { 'foaf:name': [1, 99] },
  'vcard:Organization': { 'vcard:fn': [1, 99], 'vcard:hasEmail': [1, 99], 'vcard:hasURL': [1, 99] },
};
const fromAuthority: Readonly<Record<string, string>> = {
  'dct:license': 'licence',
  'dcat:theme': 'data-theme',
  'dct:accessRights': 'access-right',
  'dct:language': 'language',
  'dct:format': 'file-type',
  'dct:accrualPeriodicity': 'frequency',
};

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const listed = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isNode(value) ? [value, ...Object.values(value).flatMap(nodesIn)] : [];
}

/** What breaks the profile. */
function broken(record: unknown): readonly string[] {
  const nodes = nodesIn(record);
  const known = new Set(nodes.filter((one) => '@type' in one).map((one) => one['@id']));
  return nodes.flatMap((node) => {
    const type = String(node['@type'] ?? '');
    const counts = Object.entries(cardinalities[type] ?? {}).flatMap(([property, [least, most]]) => {
      const found = listed(node[property]).length;
      return found < least || found > most ? [`${type}: ${property} stands ${found} times`] : [];
    });
    const lists = Object.entries(fromAuthority).flatMap(([property, table]) =>
      listed(node[property]).flatMap((value) =>
        isNode(value) &&
        String(value['@id']).startsWith(`http://publications.europa.eu/resource/authority/${table}/`)
          ? []
          : [`${property} is not from the table ${table}`],
      ),
    );
    const places = ['dct:publisher', 'dct:creator', 'dcat:contactPoint'].flatMap((property) =>
      listed(node[property]).flatMap((value) =>
        isNode(value) && known.has(value['@id']) ? [] : [`${property} leads nowhere`],
      ),
    );
    return [...counts, ...lists, ...places];
  });
}

const files = [
  { name: '2025-cijfers.csv', mediaType: 'text/csv', language: 'nl', bytes: 12, sha256: 'a'.repeat(64) },
  { name: '2025.pdf', mediaType: 'application/pdf', language: 'nl', bytes: 34, sha256: 'b'.repeat(64) },
];
const record: unknown = JSON.parse(dcatRecord(smallReport, files));

describe('The catalogue record', () => {
  test('has all that DCAT-AP-NL 3.0 requires', () => {
    expect(broken(record)).toEqual([]);
  });

  test('describes every file with its address, size and checksum', () => {
    const distributions = nodesIn(record).filter((one) => one['@type'] === 'dcat:Distribution');
    expect(distributions.map((one) => one['dcat:downloadURL'])).toEqual([
      { '@id': '2025-cijfers.csv' },
      { '@id': '2025.pdf' },
    ]);
    expect(JSON.stringify(distributions[1])).toContain('b'.repeat(64));
  });

  test('says the notice in the record itself and at each file', () => {
    const described = nodesIn(record).filter((one) =>
      JSON.stringify(one['dct:description'] ?? '').includes('Verzonnen'),
    );
    expect(described.map((one) => one['@type'])).toEqual([
      'dcat:Catalog',
      'dcat:Dataset',
      'dcat:Distribution',
      'dcat:Distribution',
    ]);
  });

  test.each([
    ['a licence', /"dct:license": \{[^}]*\},?/],
    ['a contact', /"dcat:contactPoint": \{\s*"@id": "#contact"\s*\},/],
    ['an identifier', /"dct:identifier": "[^"]*",/],
  ])('is refused by these rules without %s', (_, part) => {
    const without = dcatRecord(smallReport, files).replace(part, '');
    expect(broken(JSON.parse(without))).not.toEqual([]);
  });

  test('gives the years of the period, and leaves a period of another kind to its name', () => {
    const temporal = (key: string) =>
      JSON.stringify(
        nodesIn(
          JSON.parse(dcatRecord({ ...smallReport, period: { ...smallReport.period, key } }, files)),
        ).find((one) => one['@type'] === 'dct:PeriodOfTime'),
      );
    expect(temporal('2020-2021')).toContain('2020-01-01');
    expect(temporal('2020-2021')).toContain('2021-12-31');
    expect(temporal('2025/26')).toContain('2025/26');
  });

  test('names the same dataset in every version of a report, another for every organisation, and how versions follow', () => {
    const datasetOf = (model: typeof smallReport): Node =>
      nodesIn(JSON.parse(dcatRecord(model, files))).find((one) => one['@type'] === 'dcat:Dataset') ?? {};
    const [first, second] = [1, 2].map((version) => datasetOf({ ...smallReport, version }));
    expect(second?.['dct:identifier']).toBe(first?.['dct:identifier']);
    const elsewhere = datasetOf({ ...smallReport, organisation: { nl: 'Gemeente Veld', en: 'Veld' } });
    expect(elsewhere['dct:identifier']).toMatch(/^gemeente-veld\//);
    expect(first?.['dcat:previousVersion']).toBeUndefined();
    expect(second?.['dcat:previousVersion']).toEqual({
      '@id': expect.stringMatching(/^\.\.\/\.\.\/\.\.\/bestanden\/[^/]+\/v1\//),
    });
  });
});
