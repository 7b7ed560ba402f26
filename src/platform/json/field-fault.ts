import type { z } from 'zod';
import { type Text, text } from '../language/text.ts';
import type { JsonPath } from './json-syntax.ts';

/** A field of a description that is not as its schema asks. */
export interface FieldFault {
  readonly path: JsonPath;
  readonly what: Text;
}

type Issue = z.core.$ZodIssue;

/** What is wrong with a field, in words. Of alternatives the one counts that the value resembles most. */
export function fieldFault(issue: Issue, described: unknown): FieldFault {
  const nearest = nearestIssue(issue);
  const path = nearest.path.map((part) => (typeof part === 'number' ? part : String(part)));
  return { path, what: faultWords(nearest, valueAt(described, path)) };
}

/** The path as a person reads it: units[3].names[0].nl. */
export function pathWords(path: JsonPath): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

/** Of a value that fits none of several shapes: the fault of the shape that it fits furthest. */
function nearestIssue(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const branches = issue.errors
    .flatMap((errors) => {
      const [first] = errors;
      return first ? [{ first, errors: errors.length }] : [];
    })
    .sort((a, b) => a.errors - b.errors || b.first.path.length - a.first.path.length);
  const [best] = branches;
  return best ? nearestIssue({ ...best.first, path: [...issue.path, ...best.first.path] }) : issue;
}

function valueAt(described: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null
        ? new Map(Object.entries(value)).get(String(part))
        : undefined,
    described,
  );
}

function faultWords(issue: Issue, value: unknown): Text {
  if (value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value'))
    return text('dit veld ontbreekt', 'this field is missing');
  const shown = JSON.stringify(value)?.slice(0, 60) ?? '';
  switch (issue.code) {
    case 'invalid_type': {
      const kind = kinds[issue.expected] ?? text(issue.expected, issue.expected);
      return text(`hier hoort ${kind.nl}, niet ${shown}`, `${kind.en} belongs here, not ${shown}`);
    }
    case 'invalid_value': {
      const known = issue.values.map(String).join(', ');
      return text(`${shown} kan hier niet; wel: ${known}`, `${shown} cannot stand here; these can: ${known}`);
    }
    case 'invalid_format': {
      const form = forms[issue.format] ?? formOf(issue.pattern);
      return text(`${shown} is niet geschreven als ${form.nl}`, `${shown} is not written as ${form.en}`);
    }
    case 'too_small':
      return tooFew(issue.origin, Number(issue.minimum), shown);
    case 'too_big':
      return text(`${shown} is meer dan ${issue.maximum}`, `${shown} is more than ${issue.maximum}`);
    case 'unrecognized_keys': {
      const names = issue.keys.map((key) => `„${key}”`).join(', ');
      const namesEn = issue.keys.map((key) => `“${key}”`).join(', ');
      return text(`dit veld bestaat niet: ${names}`, `there is no such field: ${namesEn}`);
    }
    case 'custom': {
      const en: unknown = issue.params?.['en'];
      return text(issue.message, typeof en === 'string' ? en : issue.message);
    }
    default:
      return text(`${shown} past hier niet`, `${shown} does not fit here`);
  }
}

function tooFew(origin: string, least: number, shown: string): Text {
  if (origin === 'string') return text('dit veld is leeg', 'this field is empty');
  if (origin === 'array')
    return text(`hier hoort er ten minste ${least} te staan`, `at least ${least} must stand here`);
  return text(`${shown} is minder dan ${least}`, `${shown} is less than ${least}`);
}

const kinds: Readonly<Record<string, Text>> = {
  string: text('een tekst tussen aanhalingstekens', 'a text in quotes'),
  number: text('een getal', 'a number'),
  int: text('een geheel getal', 'a whole number'),
  boolean: text('true of false', 'true or false'),
  array: text('een lijst tussen [ en ]', 'a list between [ and ]'),
  object: text('een groep velden tussen { en }', 'a group of fields between { and }'),
  record: text('een groep velden tussen { en }', 'a group of fields between { and }'),
  null: text('null', 'null'),
};

const forms: Readonly<Record<string, Text>> = {
  date: text('een dag: 2026-05-19', 'a day: 2026-05-19'),
  email: text('een e-mailadres: naam@voorbeeld.nl', 'an e-mail address: name@example.org'),
  uuid: text(
    'een kenmerk: 123e4567-e89b-42d3-a456-426614174000',
    'an id: 123e4567-e89b-42d3-a456-426614174000',
  ),
};

function formOf(pattern: string | undefined): Text {
  return text(`het patroon ${pattern ?? ''}`, `the pattern ${pattern ?? ''}`);
}
