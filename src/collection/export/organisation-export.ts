import type { Question } from '../../platform/database/doorways.ts';
import type { ExportSheet } from '../../platform/spreadsheets/export-model.ts';
import { tableSheet } from './register-export.ts';

/** Every version of structure and profile that was recorded. */
export const describedVersions: Question<Record<string, never>, readonly ExportSheet[]> = {
  name: 'organisation.structure',
  confidential: false,
  object: () => 'versions',
  ask: async (database) => [
    await tableSheet(database, {
      name: 'structure_version',
      columns: ['id', 'recorded_at', 'sha256', 'content'],
      orderBy: ['recorded_at', 'id'],
    }),
    await tableSheet(database, {
      name: 'profile_version',
      columns: ['id', 'profile', 'valid_from', 'recorded_at', 'sha256', 'content'],
      orderBy: ['recorded_at', 'id'],
    }),
  ],
};
