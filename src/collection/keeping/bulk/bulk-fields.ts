import { keptFields } from '../../fields/field.ts';
import type { RecordPages } from '../../offers/record-pages.ts';

/** The kinds of value that are chosen from a list: what is typed belongs to one record. */
const chosenKinds: readonly string[] = ['code', 'choice', 'unit', 'yes-no'];

/**
 * The fields that can be changed in many records at once: those that people edit in a section, whose value is chosen,
 * and by which no state follows.
 */
export function bulkFields({ record, sections, states, named }: RecordPages): readonly string[] {
  const edited = new Set(sections.flatMap(({ fields }) => fields));
  const ofStates = new Set(states.flatMap(({ when }) => when.map(({ field }) => field)));
  return keptFields(record.fields)
    .filter(
      ([key, { kind, privacy, given, divides }]) =>
        chosenKinds.includes(kind.is) &&
        privacy === 'coded' &&
        given === undefined &&
        divides === undefined &&
        key !== named &&
        edited.has(key) &&
        !ofStates.has(key),
    )
    .map(([key]) => key);
}
