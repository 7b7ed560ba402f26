import { z } from 'zod';
import { type Field, type FieldKind, type Fields, keptFields, type RecordOf } from './field.ts';
import { spanSchema } from './span.ts';

/** The shape of a record, to check what comes from outside. */
export function recordSchema<const F extends Fields>(fields: F): z.ZodType<RecordOf<F>> {
  const shape = z.strictObject(
    Object.fromEntries(keptFields(fields).map(([key, field]) => [key, valueSchema(field)])),
  );
  return z.custom<RecordOf<F>>((value) => shape.safeParse(value).success, 'not a record of these fields');
}

function valueSchema(field: Field): z.ZodType {
  const schema = kindSchema(field.kind);
  return field.required === 'always' ? schema : schema.nullable();
}

function kindSchema(kind: FieldKind): z.ZodType {
  switch (kind.is) {
    case 'code':
    case 'text':
    case 'unit':
      return z.string().min(1);
    case 'choice':
      return z.enum(Object.keys(kind.choices));
    case 'yes-no':
      return z.boolean();
    case 'span':
      return spanSchema;
    case 'day':
      return z.iso.date();
    case 'money':
      return z.string().regex(/^\d{1,12}(\.\d{1,2})?$/);
    case 'count':
      return z.number().int().min(0);
    case 'person':
      return z.uuid();
    case 'row':
      return z.never();
    default:
      return kind satisfies never;
  }
}
