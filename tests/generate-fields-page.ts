import { join } from 'node:path';
import { wholeCatalogue } from '../src/app.ts';
import { type Field, type Fields, keptFields } from '../src/collection/fields/field.ts';
import type { Register } from '../src/collection/register.ts';
import { unknownKind } from '../src/platform/language/unknown-kind.ts';

/** Where the page stands. */
export const fieldsPage = join(import.meta.dirname, '..', 'docs', 'fields.md');

const required = {
  always: 'always',
  opening: 'by opening',
  closing: 'by closing',
  never: '',
} as const;

/** The page with every field of every register, written from their descriptions: `npm run fields`. */
export function fieldsPageText(): string {
  const { registers } = wholeCatalogue;
  return [
    '# Fields',
    '',
    'Written by `npm run fields` from the descriptions of the fields; a test holds it to them. How a field is described: [how-to-add-a-register.md](how-to-add-a-register.md).',
    ...registers.filter(({ records }) => records).flatMap(sectionOf),
    '',
    '## Annual returns',
    '',
    'What units return once a year where they keep no records, by the same headings.',
    ...registers.filter(({ fields }) => fields.length > 0).flatMap(returnOf),
    '',
  ].join('\n');
}

function sectionOf(register: Register): readonly string[] {
  return [
    '',
    `## ${register.name.nl} (${register.name.en})`,
    ...(register.records ?? []).flatMap(({ table, fields, lines }) => [
      '',
      `Table \`${table}\`.`,
      '',
      ...tableOf(fields),
      ...Object.entries(lines).flatMap(([key, one]) => [
        '',
        `Lines \`${key}\`, table \`${one.table}\`.`,
        '',
        ...tableOf({
          ...one.fields,
          ...Object.fromEntries(Object.values(one.codes).map(({ importKey, field }) => [importKey, field])),
        }),
      ]),
    ]),
  ];
}

function returnOf({ name, fields }: Register): readonly string[] {
  return [
    '',
    `### ${name.nl} (${name.en})`,
    '',
    '| Field | Dutch | English | Counts | Divided by | Required | Other headings in files |',
    '|---|---|---|---|---|---|---|',
    ...fields.map(
      ({ key, label, counts, part, imported }) =>
        `| \`${key}\` | ${label.nl} | ${label.en} | ${counts} | ${part ?? ''} | ${imported.required ? 'yes' : ''} | ${imported.names.join(', ')} |`,
    ),
  ];
}

function tableOf(fields: Fields): readonly string[] {
  return [
    '| Field | Dutch | English | Kind | Privacy | Required | Counted | Other headings in files |',
    '|---|---|---|---|---|---|---|---|',
    ...keptFields(fields).map(
      ([key, field]) =>
        `| \`${key}\` | ${field.label.nl} | ${field.label.en} | ${kindOf(field)} | ${field.privacy} | ${required[field.required]} | ${field.counted} | ${field.imported?.names.join(', ') ?? '(in no file)'} |`,
    ),
  ];
}

function kindOf({ kind }: Field): string {
  switch (kind.is) {
    case 'code':
      return `code of \`${kind.list}\``;
    case 'choice':
      return `choice: ${Object.keys(kind.choices).join(', ')}`;
    case 'yes-no':
    case 'span':
    case 'day':
    case 'money':
    case 'count':
    case 'decimal':
    case 'text':
    case 'unit':
    case 'person':
    case 'row':
      return kind.is;
    default:
      throw unknownKind(kind satisfies never);
  }
}

if (import.meta.main) {
  const { writeFile } = await import('node:fs/promises');
  await writeFile(fieldsPage, fieldsPageText());
}
