import { gunzipSync } from 'node:zlib';
import type { Question } from '../platform/database/doorways.ts';
import { WordedError } from '../platform/language/explained-error.ts';

/** The inputs of a publication are not there any more, so it cannot be verified. */
export class NothingFrozen extends WordedError {
  override name = 'NothingFrozen';
}

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
