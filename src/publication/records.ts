import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Question } from '../platform/database/doorways.ts';
import type { Text } from '../platform/language/text.ts';
import type { KnownCells } from './known-cells.ts';
import type { ProtectedFigures } from './protect-figures.ts';
import { refuseOutdated } from './published-meanwhile.ts';
import type { ReportModel } from './report-model.ts';

/** A file of a publication, ready to be stored and served byte for byte. */
export interface PublicationFile {
  readonly name: string;
  readonly mediaType: string;
  readonly language: string;
  readonly content: Uint8Array;
}

/** What is stored when a report is published: model, files, frozen inputs, and what the public now knows. */
export interface PublicationInput {
  readonly model: ReportModel;
  readonly periodFrom: string;
  readonly periodUntil: string;
  readonly titles: Text;
  readonly rulesVersion: string;
  readonly files: readonly PublicationFile[];
  /** Frozen inputs by name, as canonical JSON. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly cells: ProtectedFigures['cells'];
  /** How many publications there were when this one was protected: with one more it is not safe beside that one. */
  readonly publicationsKnown: number;
}

/** The bytes by which two models are compared: JSON with the keys as the program writes them. */
export function modelText(model: ReportModel): string {
  return JSON.stringify(model);
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Stores a publication whole or not at all; a version that exists is never overwritten. */
export const publish: Action<PublicationInput, { id: string; version: number }> = {
  name: 'publication.publish',
  input: z.custom<PublicationInput>(
    (value) => typeof value === 'object' && value !== null && 'model' in value,
  ),
  object: (input) => `${input.model.slug} v${input.model.version}`,
  change: async (database, input) => {
    const id = randomUUID();
    const { model } = input;
    await refuseOutdated(database, input.publicationsKnown);
    const written = modelText(model);
    await database
      .insertInto('publication')
      .values({
        id,
        slug: model.slug,
        version: model.version,
        title_nl: input.titles.nl,
        title_en: input.titles.en,
        period: model.period.key,
        period_from: input.periodFrom,
        period_until: input.periodUntil,
        published_on: model.publishedOn,
        program_version: model.program.version,
        rules_version: input.rulesVersion,
        model: written,
        model_sha256: sha256(written),
      })
      .execute();
    for (const file of input.files) {
      const content = Buffer.from(file.content);
      const compressed = /^(text|application\/(json|ld\+json|xml))|svg/.test(file.mediaType)
        ? gzipSync(content, { level: 9 })
        : null;
      await database
        .insertInto('publication_file')
        .values({
          publication_id: id,
          name: file.name,
          media_type: file.mediaType,
          language: file.language,
          content,
          compressed,
          sha256: sha256(content),
        })
        .execute();
    }
    for (const [name, content] of Object.entries(input.inputs)) {
      await database
        .insertInto('publication_input')
        .values({ publication_id: id, name, content: gzipSync(content), sha256: sha256(content) })
        .execute();
    }
    const cells = input.cells.map((cell) => ({
      key: cell.key,
      state: cell.hidden ? 'hidden' : 'published',
      value: cell.hidden ? null : cell.value,
    }));
    await sql`insert into publication_cell (publication_id, key, state, value)
      select ${id}, key, state, value from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as r(key text, state text, value text)`.execute(
      database,
    );
    return {
      result: { id, version: model.version },
      audit: { files: input.files.length, cells: cells.length },
    };
  },
};

/** A line of the archive. */
export interface PublicationLine {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly title: Text;
  readonly period: string;
  readonly publishedOn: string;
  readonly modelSha256: string;
}

/** All publications, newest first; earlier versions stay readable. */
export const publicationList: Question<Record<string, never>, readonly PublicationLine[]> = {
  name: 'publication.read',
  confidential: false,
  object: () => 'publications',
  ask: async (database) => {
    const rows = await database
      .selectFrom('publication')
      .select(['id', 'slug', 'version', 'title_nl', 'title_en', 'period', 'published_on', 'model_sha256'])
      .orderBy('period_until', 'desc')
      .orderBy('version', 'desc')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      slug: row.slug,
      version: row.version,
      title: { nl: row.title_nl, en: row.title_en },
      period: row.period,
      publishedOn: row.published_on,
      modelSha256: row.model_sha256,
    }));
  },
};

/** One publication with its notes; the newest version when none is named. */
export const publicationQuestion: Question<
  { readonly slug: string; readonly version?: number },
  | {
      readonly model: ReportModel;
      readonly modelSha256: string;
      readonly notes: readonly { readonly notedOn: string; readonly text: Text }[];
    }
  | undefined
> = {
  name: 'publication.read',
  confidential: false,
  object: ({ slug }) => slug,
  ask: async (database, { slug, version }) => {
    let query = database
      .selectFrom('publication')
      .select(['id', 'model', 'model_sha256'])
      .where('slug', '=', slug);
    if (version !== undefined) query = query.where('version', '=', version);
    const row = await query.orderBy('version', 'desc').limit(1).executeTakeFirst();
    if (!row) return undefined;
    const notes = await database
      .selectFrom('publication_note')
      .selectAll()
      .where('publication_id', '=', row.id)
      .orderBy('noted_on')
      .execute();
    return {
      // Only `publish` writes this column, and it writes a ReportModel.
      model: JSON.parse(row.model) as ReportModel,
      modelSha256: row.model_sha256,
      notes: notes.map((note) => ({ notedOn: note.noted_on, text: { nl: note.text_nl, en: note.text_en } })),
    };
  },
};

/** A stored file as it was published. */
export const fileQuestion: Question<
  { readonly slug: string; readonly version?: number; readonly name: string },
  | {
      readonly content: Buffer;
      readonly compressed: Buffer | null;
      readonly mediaType: string;
      readonly sha256: string;
    }
  | undefined
> = {
  name: 'publication.read',
  confidential: false,
  object: ({ slug, name }) => `${slug}/${name}`,
  ask: async (database, { slug, version, name }) => {
    let query = database
      .selectFrom('publication_file')
      .innerJoin('publication', 'publication.id', 'publication_file.publication_id')
      .select(['content', 'compressed', 'media_type', 'sha256'])
      .where('slug', '=', slug)
      .where('name', '=', name);
    if (version !== undefined) query = query.where('version', '=', version);
    const row = await query.orderBy('version', 'desc').limit(1).executeTakeFirst();
    return (
      row && {
        content: row.content,
        compressed: row.compressed,
        mediaType: row.media_type,
        sha256: row.sha256,
      }
    );
  },
};

/** The frozen inputs of a publication with the hashes they were stored under. */
export const frozenQuestion: Question<
  { readonly slug: string; readonly version: number },
  | { readonly inputs: Readonly<Record<string, string>>; readonly hashes: Readonly<Record<string, string>> }
  | undefined
> = {
  name: 'publication.frozen',
  confidential: true,
  object: ({ slug, version }) => `${slug} v${version}`,
  ask: async (database, { slug, version }) => {
    const rows = await database
      .selectFrom('publication_input')
      .innerJoin('publication', 'publication.id', 'publication_input.publication_id')
      .select(['name', 'content', 'sha256'])
      .where('slug', '=', slug)
      .where('version', '=', version)
      .execute();
    if (rows.length === 0) return undefined;
    return {
      inputs: Object.fromEntries(rows.map((row) => [row.name, gunzipSync(row.content).toString('utf8')])),
      hashes: Object.fromEntries(rows.map((row) => [row.name, row.sha256])),
    };
  },
};

/**
 * What publications made known of counted cells: of all that there are, for a reader lays them side by side, whatever
 * their dates. `printed` is what those of an earlier day printed, with which a report compares itself.
 */
export const knownCellsQuestion: Question<
  { readonly before: string },
  {
    readonly cells: KnownCells;
    readonly printed: readonly {
      readonly key: string;
      readonly value: string;
      readonly publication: string;
      readonly publishedOn: string;
    }[];
  }
> = {
  name: 'publication.known',
  confidential: true,
  object: ({ before }) => `before ${before}`,
  ask: async (database, { before }) => {
    const rows = await sql<{
      key: string;
      state: 'published' | 'hidden';
      value: string | null;
      slug: string;
      published_on: string;
    }>`
      select c.key, c.state, c.value, p.slug, p.published_on
      from publication_cell c join publication p on p.id = c.publication_id
      order by p.published_on, p.version`.execute(database);
    const cells = new Map<string, { state: 'published'; value: string } | { state: 'hidden' }>();
    for (const row of rows.rows) {
      if (row.state === 'published' && row.value !== null)
        cells.set(row.key, { state: 'published', value: row.value });
      else if (!cells.has(row.key)) cells.set(row.key, { state: 'hidden' });
    }
    const printed = rows.rows.flatMap((row) =>
      row.value === null || row.published_on >= before
        ? []
        : [{ key: row.key, value: row.value, publication: row.slug, publishedOn: row.published_on }],
    );
    return { cells, printed };
  },
};

/** The hashes of a publication's files as stored, computed anew from their bytes. */
export const fileHashes: Question<
  { readonly slug: string; readonly version: number },
  readonly { readonly name: string; readonly stored: string; readonly computed: string }[]
> = {
  name: 'publication.read',
  confidential: false,
  object: ({ slug }) => slug,
  ask: async (database, { slug, version }) => {
    const rows = await database
      .selectFrom('publication_file')
      .innerJoin('publication', 'publication.id', 'publication_file.publication_id')
      .select(['name', 'content', 'sha256'])
      .where('slug', '=', slug)
      .where('version', '=', version)
      .orderBy('name')
      .execute();
    return rows.map((row) => ({ name: row.name, stored: row.sha256, computed: sha256(row.content) }));
  },
};

/** Adds a dated note to a publication: what became known later. The publication itself stays as it was. */
export const addNote: Action<{ slug: string; notedOn: string; text: Text }, { added: boolean }> = {
  name: 'publication.note',
  input: z.strictObject({
    slug: z.string(),
    notedOn: z.iso.date(),
    text: z.strictObject({ nl: z.string().min(1), en: z.string().min(1) }),
  }),
  object: (input) => input.slug,
  change: async (database, input) => {
    const row = await database
      .selectFrom('publication')
      .select('id')
      .where('slug', '=', input.slug)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!row) return { result: { added: false }, audit: { added: false } };
    await database
      .insertInto('publication_note')
      .values({
        id: randomUUID(),
        publication_id: row.id,
        noted_on: input.notedOn,
        text_nl: input.text.nl,
        text_en: input.text.en,
      })
      .execute();
    return { result: { added: true }, audit: { added: true } };
  },
};
