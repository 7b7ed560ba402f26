import type { Language } from '../../platform/language/text.ts';
import type { ReportModel } from '../report-model.ts';
import { dataLicence } from './licence.ts';

const authority = 'http://publications.europa.eu/resource/authority';
const languageNames: Readonly<Record<Language, string>> = {
  nl: `${authority}/language/NLD`,
  en: `${authority}/language/ENG`,
};
/** Member of the EU table of file types, by media type. */
const fileTypes: Readonly<Record<string, string>> = {
  'text/csv': 'CSV',
  'application/json': 'JSON',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/pdf': 'PDF',
  'text/html': 'HTML',
};

/** A file of the publication as the catalogue describes it. */
export interface DescribedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly language: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The catalogue record of a report's data in DCAT-AP-NL 3.0 (JSON-LD). Addresses are relative to where the
 * record is served, so the same file is right on every site. The publisher is the organisation, the contact who answers for it.
 */
export function dcatRecord(model: ReportModel, files: readonly DescribedFile[]): string {
  const both = (value: Readonly<Record<Language, string>>) => [
    { '@value': value.nl, '@language': 'nl' },
    { '@value': value.en, '@language': 'en' },
  ];
  const date = (value: string) => ({ '@value': value, '@type': 'xsd:date' });
  const described = descriptionOf(model);
  const agent = { '@id': '#organisation', '@type': 'foaf:Agent', 'foaf:name': both(model.organisation) };
  const contact = {
    '@id': '#contact',
    '@type': 'vcard:Organization',
    'vcard:fn': both(model.contact.name),
    'vcard:hasEmail': { '@id': `mailto:${model.contact.email}` },
    'vcard:hasURL': { '@id': `${siteRoot}gegevens` },
  };
  const record = {
    '@context': {
      adms: 'http://www.w3.org/ns/adms#',
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      spdx: 'http://spdx.org/rdf/terms#',
      vcard: 'http://www.w3.org/2006/vcard/ns#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': '#catalog',
    '@type': 'dcat:Catalog',
    'dct:title': both({ nl: `Gegevens bij ${model.title}`, en: `Data of ${model.title}` }),
    'dct:description': both(described),
    'dct:publisher': agent,
    'dct:language': { '@id': languageNames[model.language] },
    'dcat:contactPoint': contact,
    'dcat:dataset': {
      '@id': '#dataset',
      '@type': 'dcat:Dataset',
      'dct:identifier': identifierOf(model),
      'dct:title': both({ nl: `${model.title}: cijfers`, en: `${model.title}: figures` }),
      'dct:description': both(described),
      'dct:publisher': { '@id': '#organisation' },
      'dct:creator': { '@id': '#organisation' },
      'dcat:contactPoint': { '@id': '#contact' },
      'dcat:theme': { '@id': `${authority}/data-theme/GOVE` },
      'dct:accessRights': { '@id': `${authority}/access-right/${model.draft ? 'NON_PUBLIC' : 'PUBLIC'}` },
      'dct:language': Object.values(languageNames).map((id) => ({ '@id': id })),
      ...(model.draft
        ? {}
        : { 'dct:issued': date(model.publishedOn), 'dct:modified': date(model.publishedOn) }),
      'dct:accrualPeriodicity': { '@id': `${authority}/frequency/ANNUAL` },
      'dct:temporal': temporalOf(model.period),
      ...(model.draft ? {} : versionsOf(model)),
      'dcat:keyword': [
        { '@value': 'integriteit', '@language': 'nl' },
        { '@value': 'integrity', '@language': 'en' },
      ],
      'dcat:distribution': files.map((file) => distributionOf(file, model)),
    },
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}

/**
 * From where a record is served (/bestanden/2025/v1/ or /bestanden/2025/) to the root of the site: a step too many stays
 * at the root (RFC 3986, 5.2.4).
 */
const siteRoot = '../../../';

/** The same for every version of a report, and another for every organisation: its name and that of the report. */
function identifierOf({ organisation, slug }: ReportModel): string {
  const named = organisation.nl
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `${named}/${slug}`;
}

/** Which version this is, of what, after which one, and the page that people read it on. */
function versionsOf({ slug, version }: ReportModel) {
  const record = (place: string) => `${siteRoot}bestanden/${slug}/${place}${slug}-dcat.jsonld#dataset`;
  return {
    'dcat:version': String(version),
    'dcat:isVersionOf': { '@id': record('') },
    ...(version > 1 ? { 'dcat:previousVersion': { '@id': record(`v${version - 1}/`) } } : {}),
    'dcat:landingPage': { '@id': `${siteRoot}verslagen/${slug}/v${version}`, '@type': 'foaf:Document' },
  };
}

function distributionOf(file: DescribedFile, model: ReportModel) {
  const type = fileTypes[file.mediaType];
  return {
    '@id': `#${file.name}`,
    '@type': 'dcat:Distribution',
    'dct:title': { '@value': file.name, '@language': model.language },
    ...(model.notice === null
      ? {}
      : { 'dct:description': { '@value': model.notice[model.language], '@language': model.language } }),
    'dcat:accessURL': { '@id': file.name },
    'dcat:downloadURL': { '@id': file.name },
    'dcat:mediaType': { '@id': `http://www.iana.org/assignments/media-types/${file.mediaType}` },
    ...(type ? { 'dct:format': { '@id': `${authority}/file-type/${type}` } } : {}),
    'dct:license': { '@id': dataLicence },
    ...languageOf(file),
    ...(model.draft ? {} : { 'dct:issued': { '@value': model.publishedOn, '@type': 'xsd:date' } }),
    'dcat:byteSize': { '@value': String(file.bytes), '@type': 'xsd:nonNegativeInteger' },
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
      'spdx:checksumValue': { '@value': file.sha256, '@type': 'xsd:hexBinary' },
    },
  };
}

/** The language of a file. The figures as JSON hold every text in both, and the profile allows one: that of the dataset holds. */
function languageOf({ mediaType, language }: DescribedFile) {
  if (mediaType === 'application/json') return {};
  return { 'dct:language': { '@id': language === 'en' ? languageNames.en : languageNames.nl } };
}

/** The notice comes first: a catalogue shows the beginning of a description. */
function descriptionOf(model: ReportModel): Readonly<Record<Language, string>> {
  const notice = model.notice;
  return {
    nl: `${notice ? `${notice.nl} ` : ''}Cijfers over integriteit van ${model.organisation.nl} over ${model.period.label.nl}. Iedere cel heeft een toestand; kleine aantallen die naar een persoon kunnen wijzen zijn niet getoond.`,
    en: `${notice ? `${notice.en} ` : ''}Figures on integrity of ${model.organisation.en} for ${model.period.label.en}. Every cell has a state; small numbers that could point to a person are not shown.`,
  };
}

/** The years of a period as DCAT gives them; a period that is not made of calendar years is left to its label. */
function temporalOf({ key, from: first, last }: ReportModel['period']) {
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(key);
  const [, from = '', until = from] = match ?? [];
  return {
    '@type': 'dct:PeriodOfTime',
    ...(match
      ? {
          'dcat:startDate': { '@value': first ?? `${from}-01-01`, '@type': 'xsd:date' },
          'dcat:endDate': { '@value': last ?? `${until}-12-31`, '@type': 'xsd:date' },
        }
      : { 'dct:title': key }),
  };
}
