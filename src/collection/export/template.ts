import { type CodeLists, codeList } from '../../codes/code-lists.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import type { ExportFile, ExportSheet } from '../../platform/spreadsheets/export-model.ts';
import type { Field } from '../fields/field.ts';
import type { ImportColumn, ImportFace } from '../import/import-face.ts';
import { describedFields } from '../records/record-description.ts';
import type { Register } from '../register.ts';
import { templateWord } from '../template-word.ts';

const words = {
  howTo: text(
    'Vul het blad met rijen in en lees het bestand in met import. Kolommen die u niet nodig hebt, mag u weglaten; een lege cel is „niet vastgelegd”, nooit nul.',
    'Fill in the sheet with rows and read the file with import. Columns that you do not need may be left out; an empty cell is “not recorded”, never zero.',
  ),
  required: text('Nodig.', 'Needed.'),
  choices: text('Kies uit', 'Choose from'),
  yesNo: text('ja of nee', 'yes or no'),
  date: text(
    'zo precies als bekend is: 3-11-2025, november 2025 of 2025',
    'as precisely as is known: 3-11-2025, November 2025 or 2025',
  ),
  day: text('een dag: 3-11-2025', 'a day: 3-11-2025'),
  money: text('een bedrag in euro: 1250,50', 'an amount in euro: 1250.50'),
  number: text('een getal', 'a number'),
  unit: text('naam, afkorting of sleutel van een onderdeel', 'name, abbreviation or key of a unit'),
} as const;

/** More codes than these are not written out: the list itself is the place to look. */
const mostChoices = 40;

/**
 * An empty file with the columns of a register, which its import reads: a sheet for each kind of file that people
 * keep, and before it what belongs in every column.
 *
 * @param day the day of the file, as yyyy-mm-dd
 */
export function templateOf(
  register: Register,
  codes: CodeLists,
  language: Language,
  day: string,
): ExportFile {
  const faces = register.imports.filter((face) => !face.ofExports);
  const described = new Map((register.records ?? []).flatMap(describedFields));
  return {
    title: `${templateWord[language]}: ${register.name[language]}`,
    language,
    creator: 'Daglicht',
    date: day,
    notes: [
      { heading: '', text: words.howTo[language] },
      ...faces.flatMap((face) => [
        { heading: face.name[language], text: '' },
        ...face.columns.map((column) => ({
          heading: column.label[language],
          text: noteOf(column, described.get(column.key), codes, language),
        })),
      ]),
    ],
    sheets: faces.map((face) => sheetOf(face, language)),
  };
}

function sheetOf(face: ImportFace, language: Language): ExportSheet {
  return {
    // A sheet has at most 31 letters, none of these.
    name: face.name[language].replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    columns: face.columns.map((column) => ({ header: column.label[language], kind: 'text' })),
    rows: [],
  };
}

function noteOf(
  column: ImportColumn,
  field: Field | undefined,
  codes: CodeLists,
  language: Language,
): string {
  const parts = [
    ...(column.required ? [words.required[language]] : []),
    ...(field?.hint ? [field.hint[language]] : []),
    ...howOf(column, field, codes, language),
  ];
  return parts.join(' ');
}

function howOf(
  { list }: ImportColumn,
  field: Field | undefined,
  codes: CodeLists,
  language: Language,
): readonly string[] {
  if (list !== undefined && codes.has(list)) {
    const labels = codeList(codes, list).codes.map((one) => one.label[language]);
    const shown = labels.slice(0, mostChoices).join('; ');
    return [`${words.choices[language]}: ${shown}${labels.length > mostChoices ? ' …' : ''}.`];
  }
  const kind = field?.kind;
  if (!kind) return [];
  switch (kind.is) {
    case 'choice': {
      const labels = Object.values(kind.choices).map((one) => one[language]);
      return [`${words.choices[language]}: ${labels.join('; ')}.`];
    }
    case 'yes-no':
      return [`${words.yesNo[language]}.`];
    case 'span':
      return [`${words.date[language]}.`];
    case 'day':
      return [`${words.day[language]}.`];
    case 'money':
      return [`${words.money[language]}.`];
    case 'count':
    case 'decimal':
      return [`${words.number[language]}.`];
    case 'unit':
      return [`${words.unit[language]}.`];
    case 'code':
    case 'text':
    case 'person':
    case 'row':
      return [];
    default:
      throw unknownKind(kind satisfies never);
  }
}
