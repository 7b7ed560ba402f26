import { type Text, text } from '../../platform/language/text.ts';
import { keptFields, type Required } from '../fields/field.ts';
import { type RecordPages, type RecordValues, stateOf, type Transition } from '../offers/record-pages.ts';

/** Something that a record lacks. */
export interface Missing {
  /** The section or the lines in which it is filled in. */
  readonly where: string;
  /** The number of the line, from 1; absent for the record itself and where there is no line. */
  readonly line?: number;
  readonly field: string;
  readonly label: Text;
}

/** By when a field must be filled: what closing asks includes what opening asks. */
const asked: Readonly<Record<'opening' | 'closing', readonly Required[]>> = {
  opening: ['always', 'opening'],
  closing: ['always', 'opening', 'closing'],
};

/** What a record lacks to be opened, or to be closed. `except`: the fields that are asked at that step itself. */
export function missingOf(
  { record: { fields, lines }, sections }: RecordPages,
  values: RecordValues,
  by: 'opening' | 'closing',
  except: readonly string[] = [],
): readonly Missing[] {
  const isAsked = (required: Required) => asked[by].includes(required);
  const own = keptFields(fields).flatMap(([key, { required, label }]): readonly Missing[] => {
    if (!isAsked(required) || except.includes(key) || (values[key] ?? null) !== null) return [];
    return [{ where: sections.find((one) => one.fields.includes(key))?.key ?? '', field: key, label }];
  });
  const ofLines = Object.entries(lines).flatMap(([key, one]): readonly Missing[] => {
    const needed = [
      ...keptFields(one.fields).map(([name, field]) => ({ name, field, isCodes: false })),
      ...Object.entries(one.codes).map(([name, { field }]) => ({ name, field, isCodes: true })),
    ].filter(({ field }) => isAsked(field.required));
    const [first] = needed;
    if (!first) return [];
    const all = linesIn(values[key]);
    if (all.length === 0) return [{ where: key, field: first.name, label: first.field.label }];
    return all.flatMap((line, index) =>
      needed
        .filter(({ name, isCodes }) =>
          isCodes ? listIn(line[name]).length === 0 : (line[name] ?? null) === null,
        )
        .map(({ name, field }) => ({ where: key, line: index + 1, field: name, label: field.label })),
    );
  });
  return [...own, ...ofLines];
}

/**
 * What a change lacks that brings a record into another state by filling in a field: the same as the step to that state
 * asks. Null where the state stays, where no step asks anything, and where nothing lacks.
 */
export function missingForState(
  pages: RecordPages,
  before: RecordValues,
  after: RecordValues,
): { readonly step: Transition; readonly missing: readonly Missing[] } | null {
  const [from, to] = [stateOf(pages, before)?.key, stateOf(pages, after)?.key];
  if (from === undefined || from === to) return null;
  const step = pages.transitions.find((one) => one.from.includes(from) && one.to === to);
  const missing = step?.needs ? missingOf(pages, after, step.needs, step.asks) : [];
  return step && missing.length > 0 ? { step, missing } : null;
}

/** Says what is needed first, each once. */
export function missingWords(missing: readonly Missing[]): Text {
  const all = (language: 'nl' | 'en') => [...new Set(missing.map(({ label }) => label[language]))].join(', ');
  return text(
    `Dit kan nog niet: eerst is nodig ${all('nl')}.`,
    `This cannot be done yet: first is needed ${all('en')}.`,
  );
}

/** The lines of a record, each a record of its own. */
export function linesIn(value: unknown): readonly RecordValues[] {
  return Array.isArray(value) ? value.filter(isLine) : [];
}

function isLine(value: unknown): value is RecordValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Codes of a line. */
export function listIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
