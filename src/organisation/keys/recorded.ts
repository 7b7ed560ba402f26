import { sql } from 'kysely';
import type { Database, Question } from '../../platform/database/doorways.ts';
import type { Signature, SignedText } from '../../platform/encryption/documents/documents.ts';

/** A root or list as it was recorded. */
export interface RecordedDocument {
  readonly version: number;
  /** Hexadecimal digits. */
  readonly hash: string;
  readonly signed: SignedText;
}

interface Row {
  readonly version: number;
  readonly hash: string;
  readonly doc: string;
  readonly sigs: string;
}

const documentOf = ({ version, hash, doc, sigs }: Row): RecordedDocument => ({
  version,
  hash,
  signed: { doc, sigs: JSON.parse(sigs) as readonly Signature[] },
});

/** Every root that was recorded, the newest last. */
export async function recordedRoots(database: Database): Promise<readonly RecordedDocument[]> {
  const { rows } = await sql<Row>`
    select version, encode(hash, 'hex') as hash, doc, sigs from key_root order by version`.execute(database);
  return rows.map(documentOf);
}

/** The newest lists, both of one version; undefined where none was signed yet. */
export interface CurrentLists {
  readonly intake?: RecordedDocument;
  readonly people?: RecordedDocument;
}

export async function currentLists(database: Database): Promise<CurrentLists> {
  const { rows } = await sql<Row & { name: 'intake' | 'people' }>`
    select distinct on (name) name, version, encode(hash, 'hex') as hash, doc, sigs from key_list
    order by name, version desc`.execute(database);
  return Object.fromEntries(rows.map((row) => [row.name, documentOf(row)]));
}

/** What stands about keys: for everybody who works here, and for what the program itself looks after. */
export interface KeysAsRecorded {
  readonly org: string;
  readonly roots: readonly RecordedDocument[];
  readonly lists: CurrentLists;
  /** The day it is, YYYY-MM-DD. */
  readonly today: string;
}

export const keysQuestion: Question<Record<string, never>, KeysAsRecorded> = {
  name: 'keys.recorded',
  confidential: false,
  object: () => 'keys',
  ask: async (database) => {
    const { rows } = await sql<{ org: string; today: string }>`
      select id::text as org, today()::text as today from key_organisation`.execute(database);
    const [row] = rows;
    if (!row) throw new Error('The organisation has no id for its keys.');
    return { ...row, roots: await recordedRoots(database), lists: await currentLists(database) };
  },
};

/** Somebody with a vault, for who signs lists. */
export interface KeyHolder {
  readonly person: string;
  readonly name: string;
  readonly held: readonly string[];
  /** The id of their newest keys. */
  readonly key: string;
}

/** Who has a vault, by name: for who signs, prepares or audits; nobody for anybody else. */
export const keyHolders: Question<Record<string, never>, readonly KeyHolder[]> = {
  name: 'keys.holders',
  confidential: false,
  object: () => 'keys',
  ask: async (database) => {
    const { rows } = await sql<KeyHolder>`
      select distinct on (h.name, h.person) h.person::text as person, h.name, h.held, encode(v.key_hash, 'hex') as key
      from key_holders() h join key_vault v on v.person_id = h.person_id
      order by h.name, h.person, v.version desc`.execute(database);
    return rows;
  },
};

/** The id by which documents name the organisation, and its day. */
export async function organisationOf(database: Database): Promise<{ org: string; day: string }> {
  const { rows } = await sql<{ org: string; day: string }>`
    select id::text as org, today()::text as day from key_organisation`.execute(database);
  const [row] = rows;
  if (!row) throw new Error('The organisation has no id for its keys.');
  return row;
}
