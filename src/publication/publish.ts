import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { z } from 'zod';
import { needsWholeRegister } from '../organisation/access/whole-register.ts';
import type { Action, Database } from '../platform/database/doorways.ts';
import { newId } from '../platform/database/new-id.ts';
import { WordedError } from '../platform/language/explained-error.ts';
import { type Text, text } from '../platform/language/text.ts';
import type { ProtectedFigures } from './disclosure/protect-figures.ts';
import { refuseOutdated } from './earlier/published-meanwhile.ts';
import { modelText, sha256 } from './hashes.ts';
import type { PublicationFile } from './publication-file.ts';
import type { ReportModel } from './report-model.ts';

/** What is stored when a report is published: model, files, frozen inputs, and what the public now knows. */
export interface PublicationInput {
  readonly model: ReportModel;
  readonly periodFrom: string;
  readonly periodUntil: string;
  readonly titles: Text;
  readonly rulesVersion: string;
  /** The recorded version of the profile that it was made by; null when it was made by none that is recorded. */
  readonly profileVersion: string | null;
  readonly files: readonly PublicationFile[];
  /** Frozen inputs by name, as canonical JSON. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly cells: ProtectedFigures['cells'];
  /** How many publications there were when this one was protected: with one more it is not safe together with that one. */
  readonly publicationsKnown: number;
  /** By whom it was approved in the workplace; null where it was not written there. */
  readonly approval: Approval | null;
}

/** The route by which a report was approved in the workplace. */
export interface Approval {
  /** UUID of the report in the workplace. */
  readonly draft: string;
  /** UUID of the version that was signed. */
  readonly reading: string;
  /** Who signed, by function, in their order. */
  readonly signers: readonly { readonly title: Text; readonly unit: Text; readonly signedOn: string }[];
  /** About which period the next report is, and by when it is expected. */
  readonly next: { readonly period: string; readonly expectedOn: string | null } | null;
}

/**
 * Makes a report, in the name of who asks: it is computed from every record, by the program itself, and so made by who
 * sees every record.
 */
export const prepareReport: Action<{ readonly period: string }, null> = {
  name: 'figures.report',
  input: z.strictObject({ period: z.string() }),
  object: ({ period }) => period,
  change: async (database) => {
    await needsWholeRegister(database, 'report');
    return { result: null, audit: {} };
  },
};

/** Asks for a publication, in the name of who makes the report; what is published is stored by the program itself. */
export const requestPublication: Action<{ readonly slug: string; readonly version: number }, null> = {
  name: 'publication.request',
  input: z.strictObject({ slug: z.string(), version: z.number() }),
  object: ({ slug, version }) => `${slug} v${version}`,
  change: async (database) => {
    await needsWholeRegister(database, 'report');
    return { result: null, audit: {} };
  },
};

/** Records that a report was to be published and a check refused it, before there was anything to store. */
export const recordRefusedPublication: Action<{ readonly slug: string; readonly refused: string }, null> = {
  name: requestPublication.name,
  input: z.strictObject({ slug: z.string(), refused: z.string() }),
  object: ({ slug }) => slug,
  change: async (_database, { refused }) => ({ result: null, audit: { refused }, outcome: 'denied' }),
};

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
        profile_version_id: input.profileVersion,
        model: written,
        model_sha256: sha256(written),
      })
      .execute();
    for (const file of input.files) {
      await database
        .insertInto('publication_file')
        .values({
          publication_id: id,
          name: file.name,
          media_type: file.mediaType,
          language: file.language,
          content: Buffer.from(file.content),
          compressed: file.compressed && Buffer.from(file.compressed),
          sha256: file.sha256,
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
    if (input.approval) await recordApproval(database, id, model.version, input.approval);
    return {
      result: { id, version: model.version },
      audit: { files: input.files.length, cells: cells.length, approved: Boolean(input.approval) },
    };
  },
};

/** The report ended in the workplace while it was being published: published by another, or stopped. Nothing was published now. */
class EndedMeanwhile extends WordedError {
  override readonly name = 'EndedMeanwhile';
}

const endedWords = text(
  'Het verslag is intussen al gepubliceerd of gestopt. Er is nu niets gepubliceerd.',
  'The report was published or stopped meanwhile. Nothing was published now.',
);

/** Who signed stands beside the publication, and the report in the workplace ends: once. */
async function recordApproval(
  database: Database,
  publication: string,
  version: number,
  { draft, reading, signers, next }: Approval,
): Promise<void> {
  if (signers.length > 0)
    await database
      .insertInto('publication_approval')
      .values(
        signers.map(({ title, unit, signedOn }, index) => ({
          id: newId(),
          publication_id: publication,
          place: index + 1,
          title_nl: title.nl,
          title_en: title.en,
          unit_nl: unit.nl,
          unit_en: unit.en,
          signed_on: signedOn,
        })),
      )
      .execute();
  if (next)
    await database
      .insertInto('publication_next')
      .values({ publication_id: publication, period: next.period, expected_on: next.expectedOn })
      .execute();
  const { numUpdatedRows } = await database
    .updateTable('report_draft')
    .set({ ended_at: sql`clock_timestamp()`, ended_as: 'published' })
    .where('id', '=', draft)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new EndedMeanwhile(endedWords);
  await database
    .insertInto('report_event')
    .values({
      id: newId(),
      report_id: draft,
      reading_id: reading,
      kind: 'published',
      version,
      recorded_by: null,
    })
    .execute();
}
