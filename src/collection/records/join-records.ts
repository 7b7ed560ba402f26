import { keptFields } from '../fields/field.ts';
import type { Joined } from '../import/import-face.ts';
import type { RecordDescription } from './record-description.ts';

/**
 * One record of those that rows of one matter gave: what the first row leaves blank another may say, what two say must
 * be equal, and their lines stand under each other. Fields that the program gives are those of the first.
 */
export function joinRecords(description: RecordDescription, records: readonly unknown[]): Joined {
  const all = records.filter(isObject);
  const joined: Record<string, unknown> = { ...all[0] };
  const differing: string[] = [];
  for (const [key, field] of keptFields(description.fields)) {
    if (field.given) continue;
    const said = all.map((record) => record[key]).filter((value) => value !== null && value !== undefined);
    const [first] = said;
    if (said.some((value) => JSON.stringify(value) !== JSON.stringify(first))) differing.push(key);
    joined[key] = first ?? null;
  }
  for (const key of Object.keys(description.lines))
    joined[key] = all.flatMap((record) => {
      const lines = record[key];
      return Array.isArray(lines) ? lines : [];
    });
  return differing.length > 0 ? { differing } : { record: joined };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
