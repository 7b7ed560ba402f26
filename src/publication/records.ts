import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Question } from '../platform/database/doorways.ts';
import type { Language, Text } from '../platform/language/text.ts';
import { sha256 } from './hashes.ts';
import type { ReportModel } from './report-model.ts';

/** A line of the archive. */
export interface PublicationLine {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly title: Text;
  /** The language in which it is written. */
  readonly language: Language;
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
      .select(({ selectFrom }) =>
        selectFrom('publication_file')
          .select('publication_file.language')
          .whereRef('publication_file.publication_id', '=', 'publication.id')
          .where('media_type', '=', 'text/html')
          .limit(1)
          .as('language'),
      )
      .orderBy('period_until', 'desc')
      .orderBy('version', 'desc')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      slug: row.slug,
      version: row.version,
      title: { nl: row.title_nl, en: row.title_en },
      language: row.language === 'en' ? 'en' : 'nl',
      period: row.period,
      publishedOn: row.published_on,
      modelSha256: row.model_sha256,
    }));
  },
};

/** A published report in which figures that were asked for stand. */
export interface ReportWithFigures {
  readonly slug: string;
  readonly version: number;
  readonly title: Text;
  readonly period: string;
  readonly publishedOn: string;
  /** How many of them. */
  readonly figures: number;
}

/** The published reports, every version, in which any of these figures stands: the newest period first. */
export const reportsWithFigures: Question<
  { readonly figures: readonly string[] },
  readonly ReportWithFigures[]
> = {
  name: 'publication.read',
  confidential: false,
  object: () => 'publications',
  ask: async (database, { figures }) =>
    (
      await sql<ReportWithFigures>`
        select p.slug, p.version, json_build_object('nl', p.title_nl, 'en', p.title_en) as title, p.period,
          p.published_on as "publishedOn", f.figures
        from publication p
        cross join lateral (
          select count(distinct one ->> 'id')::integer as figures
          from json_array_elements(p.model::json -> 'figures') one where one ->> 'id' = any(${figures}::text[])) f
        where f.figures > 0
        order by p.period_until desc, p.slug, p.version desc`.execute(database)
    ).rows,
};

/** One publication with its notes; the newest version when none is named. */
export const publicationQuestion: Question<
  { readonly slug: string; readonly version?: number },
  | {
      readonly model: ReportModel;
      readonly modelSha256: string;
      /** The version of the profile that it was made by; null before versions were kept. */
      readonly profileVersion: string | null;
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
      .select(['id', 'model', 'model_sha256', 'profile_version_id'])
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
      profileVersion: row.profile_version_id,
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
