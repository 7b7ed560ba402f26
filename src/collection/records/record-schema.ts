import { z } from 'zod';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { type Field, type FieldKind, type Fields, keptFields } from '../fields/field.ts';
import { isSpan } from '../fields/span.ts';
import type { DescribedRecord, LinesDescription, RecordDescription } from './record-description.ts';

type Check = (value: unknown) => boolean;

/**
 * The shape of a record with its lines, to check what comes from outside. Refuses what the description does not name
 * and a field that is missing. It makes no copy: a file of a hundred thousand rows passes here.
 */
export function recordSchema<D extends RecordDescription>({
  fields,
  lines,
}: D): z.ZodType<DescribedRecord<D>> {
  const isRecord = objectOf([
    ...checksOf(fields),
    ...Object.entries(lines).map(([key, one]) => [key, arrayOf(objectOf(lineChecks(one)))] as const),
  ]);
  return z.custom<DescribedRecord<D>>(isRecord, 'not a record of this kind');
}

function lineChecks({ fields, codes }: LinesDescription): readonly (readonly [string, Check])[] {
  return [...checksOf(fields), ...Object.keys(codes).map((name) => [name, arrayOf(isText)] as const)];
}

function checksOf(fields: Fields): readonly (readonly [string, Check])[] {
  return keptFields(fields).map(([key, field]) => [key, checkOf(field)]);
}

function objectOf(checks: readonly (readonly [string, Check])[]): Check {
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    return hasOnly(value, checks.length) && checks.every(([key, check]) => check(Reflect.get(value, key)));
  };
}

/** As many keys as there are checks: with each check held, these are their keys, since none holds of what is missing. */
function hasOnly(value: object, amount: number): boolean {
  let keys = 0;
  for (const _ in value) keys++;
  return keys === amount;
}

function arrayOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

function checkOf({ kind, required }: Field): Check {
  const check = kindCheck(kind);
  return required === 'always' ? check : (value) => value === null || check(value);
}

const isText: Check = (value) => typeof value === 'string' && value !== '';
const written =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

function kindCheck(kind: FieldKind): Check {
  switch (kind.is) {
    case 'code':
    case 'text':
    case 'unit':
      return isText;
    case 'choice':
      return (value) => typeof value === 'string' && Object.hasOwn(kind.choices, value);
    case 'yes-no':
      return (value) => typeof value === 'boolean';
    case 'span':
      return isSpan;
    case 'day':
      return written(/^\d{4}-\d{2}-\d{2}$/);
    case 'money':
    case 'decimal':
      return written(/^\d{1,12}(\.\d{1,2})?$/);
    case 'count':
      return (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    case 'person':
      return written(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    case 'row':
      return () => false;
    default:
      throw unknownKind(kind satisfies never);
  }
}
