import type { Role } from '../../platform/access/relation.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { Doubt, DoubtContext, DoubtsOf } from '../doubt.ts';
import { type AnyValue, type Field, keptFields } from '../fields/field.ts';
import { listColumns } from '../fields/show.ts';
import { isSpan } from '../fields/span.ts';
import type { DescribedRecord, RecordDescription } from '../records/record-description.ts';

/** Values of a record by field, and its lines by their key. */
export type RecordValues = Readonly<Record<string, unknown>>;

/** A part of a record that is shown and edited together: five to nine fields. */
export interface RecordSection {
  /** In addresses. */
  readonly key: string;
  readonly label: Text;
  readonly fields: readonly string[];
}

/** A state that a record is in when these fields are filled or empty. */
export interface RecordState {
  readonly key: string;
  readonly label: Text;
  /** One sentence: what it means and who has the move. */
  readonly means: Text;
  readonly when: readonly { readonly field: string; readonly is: 'filled' | 'empty' }[];
}

/** A step from one state to another, as a lawyer reads it. */
export interface Transition {
  /** In addresses. */
  readonly key: string;
  readonly from: readonly string[];
  readonly to: string;
  /** What the button says: object and verb. */
  readonly label: Text;
  /** What it does, before it is done. */
  readonly effect: Text;
  /** The fields that are asked, which must be filled. */
  readonly asks: readonly string[];
  /** The fields that it empties. */
  readonly empties: readonly string[];
  /** What must be complete: what opening asks, what closing asks as well, or nothing. */
  readonly needs: 'opening' | 'closing' | null;
  readonly reason: boolean;
}

/** Who keeps the records, and which of them. */
export interface Keeper {
  readonly role: Role;
  readonly on: 'concern' | 'unit';
}

/** How the records of a register are kept in the workplace (decision 0069). */
export interface RecordPages {
  readonly record: RecordDescription;
  /** Its place in addresses: "incidenten". */
  readonly path: string;
  /** What one record is called: "incident". */
  readonly one: Text;
  /** The button that adds one. */
  readonly add: Text;
  /** The field that names a record; without it the first part of its id does. */
  readonly named: string | null;
  /** The moment that puts the newest first, and by which a year is chosen. */
  readonly moment: string;
  /** The columns of a list: fields, and fields of lines as "subjects.finding". */
  readonly listed: readonly string[];
  /** The fields by which a list is filtered, of lines too: six at most. */
  readonly filtered: readonly string[];
  readonly sections: readonly RecordSection[];
  /** In the order in which they are looked at: the first that fits is the state. */
  readonly states: readonly RecordState[];
  readonly transitions: readonly Transition[];
  readonly doubtsOf: (record: RecordValues, context: DoubtContext) => readonly Doubt[];
  /** Whether a change of this record asks why: others relied on it. */
  readonly asksReason: (record: RecordValues) => boolean;
  readonly keptBy: readonly Keeper[];
  /** What is asked of who handled such a matter in the line; null where nobody is. */
  readonly inTheLine: InTheLine | null;
  /** The fields that may be asked of somebody outside the register, of lines as "subjects.finding"; none: nobody is asked. */
  readonly askable: readonly string[];
}

/** What somebody tells of a matter that was handled in the line: fields of the record, without names. */
export interface InTheLine {
  /** The field that says when it was. */
  readonly when: string;
  /** The field that says of what kind it was. */
  readonly kind: string;
  /** The codes of what was done: of which lines, under which key, and of which group of codes. */
  readonly done: { readonly lines: string; readonly codes: string; readonly group: string };
}

/** What a register says of its pages; all but the first has a default. */
export interface OwnPages<D extends RecordDescription>
  extends Pick<RecordPages, 'path' | 'one' | 'add'>,
    Partial<Omit<RecordPages, 'record' | 'doubtsOf' | 'asksReason' | 'moment' | 'path' | 'one' | 'add'>> {
  readonly moment: keyof D['fields'] & string;
  readonly doubtsOf?: DoubtsOf<DescribedRecord<D>>;
  readonly asksReason?: (record: DescribedRecord<D>) => boolean;
}

/** The pages of a register, with what follows from the fields where it says nothing. */
export function recordPages<D extends RecordDescription>(record: D, own: OwnPages<D>): RecordPages {
  const fields = keptFields(record.fields);
  const { doubtsOf, asksReason, ...said } = own;
  return {
    record,
    named: null,
    listed: listColumns(record.fields)
      .filter(({ sorts }) => sorts)
      .map(({ key }) => key)
      .slice(0, 6),
    filtered: fields
      .filter(([, { kind }]) => ['code', 'choice', 'unit', 'yes-no'].includes(kind.is))
      .map(([key]) => key)
      .slice(0, 6),
    sections: [{ key: 'gegevens', label: text('Gegevens', 'Details'), fields: fields.map(([key]) => key) }],
    states: [
      {
        key: 'vastgelegd',
        label: text('Vastgelegd', 'Recorded'),
        means: text('Staat in het register en telt mee.', 'Stands in the register and counts.'),
        when: [],
      },
    ],
    transitions: [],
    keptBy: [{ role: 'central-coordinator', on: 'concern' }],
    inTheLine: null,
    askable: [],
    ...said,
    ...(said.sections ? { sections: withAll(said.sections, fields) } : {}),
    doubtsOf: (values, context) => (doubtsOf && isWhole(record, values) ? doubtsOf(values, context) : []),
    asksReason: (values) => (asksReason && isWhole(record, values) ? asksReason(values) : false),
  };
}

/** Sections with every field that somebody fills in: one that a section does not name stands in the last. */
function withAll(
  sections: readonly RecordSection[],
  fields: readonly (readonly [key: string, field: Field])[],
): readonly RecordSection[] {
  const named = new Set(sections.flatMap((one) => one.fields));
  const others = fields
    .filter(([key, { given }]) => given === undefined && !named.has(key))
    .map(([key]) => key);
  const last = sections.at(-1);
  return last ? sections.with(-1, { ...last, fields: [...last.fields, ...others] }) : sections;
}

/** Every field and line of the description is there, so that the record is what it says. */
function isWhole<D extends RecordDescription>(
  { fields, lines }: D,
  record: RecordValues,
): record is DescribedRecord<D> & RecordValues {
  return [...keptFields(fields).map(([key]) => key), ...Object.keys(lines)].every((key) => key in record);
}

/** The state of a record that stands; the last where none fits. */
export function stateOf({ states }: RecordPages, values: RecordValues): RecordState | undefined {
  const fits = ({ when }: RecordState) =>
    when.every(({ field, is }) => ((values[field] ?? null) === null) === (is === 'empty'));
  return states.find(fits) ?? states.at(-1);
}

/** The states in the order in which somebody goes through them: the last that is looked at comes first. */
export function stateLists({ states }: RecordPages): readonly RecordState[] {
  return states.toReversed();
}

/** A field of the record or of its lines ("subjects.finding"), with the key of its lines; undefined where there is none. */
export function fieldNamed(
  { fields, lines }: RecordDescription,
  name: string,
):
  | { readonly field: Field; readonly line: string | null; readonly key: string; readonly isCodes: boolean }
  | undefined {
  const [line = '', key] = name.split('.');
  if (key === undefined) {
    const field = fields[line];
    return field && field.kind.is !== 'row' ? { field, line: null, key: line, isCodes: false } : undefined;
  }
  const own = lines[line]?.fields[key];
  if (own) return { field: own, line, key, isCodes: false };
  const codes = lines[line]?.codes[key];
  return codes ? { field: codes.field, line, key, isCodes: true } : undefined;
}

/** A value of a record by field. */
export function valueAt(values: RecordValues, key: string): AnyValue {
  const value = values[key];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return isSpan(value) ? value : null;
}
