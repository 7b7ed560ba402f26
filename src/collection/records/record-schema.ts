import { z } from 'zod';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { type Field, type FieldKind, type Fields, keptFields } from '../fields/field.ts';
import { spanSchema } from '../fields/span.ts';
import type { DescribedRecord, RecordDescription } from './record-description.ts';

/** The shape of a record with its lines, to check what comes from outside. Refuses what the description does not name. */
export function recordSchema<D extends RecordDescription>({
  fields,
  lines,
}: D): z.ZodType<DescribedRecord<D>> {
  const shape = z.strictObject({
    ...shapeOf(fields),
    ...Object.fromEntries(
      Object.entries(lines).map(([key, one]) => [
        key,
        z.array(
          z.strictObject({
            ...shapeOf(one.fields),
            ...Object.fromEntries(Object.keys(one.codes).map((name) => [name, z.array(z.string())])),
          }),
        ),
      ]),
    ),
  });
  return z.custom<DescribedRecord<D>>((value) => shape.safeParse(value).success, 'not a record of this kind');
}

function shapeOf(fields: Fields): Readonly<Record<string, z.ZodType>> {
  return Object.fromEntries(keptFields(fields).map(([key, field]) => [key, valueSchema(field)]));
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
    case 'decimal':
      return z.string().regex(/^\d{1,12}(\.\d{1,2})?$/);
    case 'count':
      return z.number().int().min(0);
    case 'person':
      return z.uuid();
    case 'row':
      return z.never();
    default:
      throw unknownKind(kind satisfies never);
  }
}
