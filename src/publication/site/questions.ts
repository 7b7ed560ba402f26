import { sql } from 'kysely';
import { organisationNameQuestion } from '../../organisation/records.ts';
import type { Question } from '../../platform/database/doorways.ts';
import type { Text } from '../../platform/language/text.ts';
import { type PublicationLine, publicationList } from '../records.ts';

/** A stored file of a publication, without its bytes. */
export interface FileLine {
  readonly publication: string;
  readonly name: string;
  readonly mediaType: string;
  readonly language: string;
  readonly bytes: number;
}

/** A dated note at a publication. */
export interface NoteLine {
  readonly publication: string;
  readonly notedOn: string;
  readonly text: Text;
}

/** Who signed a publication, by function. */
export interface ApprovalLine {
  readonly publication: string;
  readonly title: Text;
  readonly unit: Text;
  readonly signedOn: string;
}

/** About which period the report after a publication is, and by when it is expected. */
export interface NextLine {
  readonly publication: string;
  readonly period: string;
  readonly expectedOn: string | null;
}

/** All that the site has to show, without the reports themselves. */
export interface SiteContents {
  readonly name: Text | null;
  /** Newest period first, and within it the newest version. */
  readonly publications: readonly PublicationLine[];
  readonly files: readonly FileLine[];
  readonly notes: readonly NoteLine[];
  readonly approvals: readonly ApprovalLine[];
  readonly next: readonly NextLine[];
}

/** What is published here now: small enough to ask anew every second. */
export const siteContentsQuestion: Question<Record<string, never>, SiteContents> = {
  name: 'publication.read',
  confidential: false,
  object: () => 'site',
  ask: async (database) => {
    const files = await sql<{
      publication: string;
      name: string;
      media_type: string;
      language: string;
      bytes: number;
    }>`
      select publication_id as publication, name, media_type, language, octet_length(content) as bytes
      from publication_file order by name`.execute(database);
    const notes = await database
      .selectFrom('publication_note')
      .select(['publication_id', 'noted_on', 'text_nl', 'text_en'])
      .orderBy('noted_on')
      .execute();
    const approvals = await database
      .selectFrom('publication_approval')
      .selectAll()
      .orderBy('place')
      .execute();
    const next = await database.selectFrom('publication_next').selectAll().execute();
    return {
      name: (await organisationNameQuestion.ask(database, {})) ?? null,
      publications: await publicationList.ask(database, {}),
      files: files.rows.map((row) => ({
        publication: row.publication,
        name: row.name,
        mediaType: row.media_type,
        language: row.language,
        bytes: row.bytes,
      })),
      approvals: approvals.map((row) => ({
        publication: row.publication_id,
        title: { nl: row.title_nl, en: row.title_en },
        unit: { nl: row.unit_nl, en: row.unit_en },
        signedOn: row.signed_on,
      })),
      next: next.map((row) => ({
        publication: row.publication_id,
        period: row.period,
        expectedOn: row.expected_on,
      })),
      notes: notes.map((row) => ({
        publication: row.publication_id,
        notedOn: row.noted_on,
        text: { nl: row.text_nl, en: row.text_en },
      })),
    };
  },
};
