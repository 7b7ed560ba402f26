import { publicReader } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { fileQuestion } from '../records.ts';
import { fileAddress } from './addresses.ts';
import type { Shelf } from './shelf.ts';
import { newestOfEach } from './visit.ts';

/** Where the catalogue of the whole site stands. */
export const siteCatalogueAddress = '/gegevens/catalogus.jsonld';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The catalogue of all reports of a site in DCAT-AP-NL: the record of the newest version of each, joined under one
 * catalogue. Addresses in it are those of the records, from the root of the site. Undefined before anything is
 * published.
 */
export async function siteCatalogue(shelf: Shelf): Promise<string | undefined> {
  const contents = await shelf.contents();
  const records: { readonly [key: string]: Json }[] = [];
  for (const line of newestOfEach(contents)) {
    const name = `${line.slug}-dcat.jsonld`;
    const file = await look(shelf.door, publicReader, fileQuestion, concern, {
      slug: line.slug,
      version: line.version,
      name,
    });
    const record: Json = file ? JSON.parse(file.content.toString('utf8')) : null;
    const rooted = fromRoot(record, fileAddress(line, name));
    if (isRecord(rooted)) records.push(rooted);
  }
  const [first] = records;
  if (!first) return undefined;
  const catalogue = {
    ...first,
    '@id': `${siteCatalogueAddress}#catalog`,
    'dct:title': [
      { '@value': 'Gegevens over integriteit', '@language': 'nl' },
      { '@value': 'Data on integrity', '@language': 'en' },
    ],
    'dcat:dataset': records.map((record) => record['dcat:dataset'] ?? null),
  };
  return `${JSON.stringify(catalogue, null, 2)}\n`;
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A record with every address of its own written from the root of the site. */
function fromRoot(value: Json, address: string): Json {
  if (Array.isArray(value)) return value.map((one) => fromRoot(one, address));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '@id' && typeof inner === 'string' ? resolved(inner, address) : fromRoot(inner, address),
    ]),
  );
}

function resolved(id: string, address: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(id)) return id;
  const url = new URL(id, new URL(address, 'http://site.invalid'));
  return `${url.pathname}${url.hash}`;
}
