import { type CodeLists, codeList, codesOn } from '../../codes/code-lists.ts';
import { nameOn, type Structure, validOn } from '../../organisation/structure.ts';
import { type Language, text } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import type { ExportColumn, ExportFile, ExportSheet } from '../../platform/spreadsheets/export-model.ts';
import type { Field } from '../fields/field.ts';
import type { ImportColumn, ImportFace } from '../import/import-face.ts';
import { describedFields } from '../records/record-description.ts';
import type { Register } from '../register.ts';
import { templateWord } from '../template-word.ts';

const words = {
  howTo: text(
    'Vul het blad met rijen in en lees het bestand in met import. Kolommen met een gekleurde kop zijn nodig; andere mag u weglaten. Een lege cel is „niet vastgelegd”, nooit nul. In veel cellen kunt u kiezen uit een lijst; wat daar niet in staat, mag u typen, en wordt bij het inlezen gevraagd als het onbekend is.',
    'Fill in the sheet with rows and read the file with import. Columns with a coloured heading are needed; others may be left out. An empty cell is “not recorded”, never zero. In many cells you can choose from a list; what is not in it may be typed, and is asked about when it is read and not known.',
  ),
  required: text('Nodig.', 'Needed.'),
  choices: text('Kies uit', 'Choose from'),
  yesNo: text('ja of nee', 'yes or no'),
  yes: text('ja', 'yes'),
  no: text('nee', 'no'),
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

/** For whom a template is made. */
export interface TemplateOf {
  readonly codes: CodeLists;
  readonly structure: Structure;
  readonly language: Language;
  /** The day of the file, of which the units are, as yyyy-mm-dd. */
  readonly day: string;
}

/** Rows that are ready to be filled in. */
const rowsToFillIn = 1000;

/**
 * An empty file with the columns of a register, which its import reads: a sheet for each kind of file that people
 * keep, before it what belongs in every column, and behind it the codes and units that its cells let people choose.
 */
export function templateOf(register: Register, given: TemplateOf): ExportFile {
  const { language, day } = given;
  const described = new Map((register.records ?? []).flatMap(describedFields));
  const ofRows = (register.records ?? []).flatMap(({ fields }) => Object.entries(fields));
  const own = new Set(ofRows.flatMap(([key, field]) => (isOwn(field) ? [key] : [])));
  const faces = register.imports
    .filter((face) => !face.ofExports)
    .map((face) => ({ ...face, columns: face.columns.filter(({ key }) => !own.has(key)) }));
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
          text: noteOf(face, column, described.get(column.key), given),
        })),
      ]),
    ],
    sheets: faces.map((face) => sheetOf(face, described, given)),
  };
}

/** Whether a field is filled in by Daglicht alone, to bring an export back: nobody else knows what belongs in it. */
function isOwn({ kind, imported, given }: Field): boolean {
  return imported?.names.length === 0 && (kind.is === 'row' || given !== undefined);
}

function sheetOf(face: ImportFace, described: ReadonlyMap<string, Field>, given: TemplateOf): ExportSheet {
  const { language } = given;
  return {
    // A sheet has at most 31 letters, none of these.
    name: face.name[language].replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    columns: face.columns.map((column): ExportColumn => {
      const field = described.get(column.key);
      const choices = choicesOf(face, column, field, given);
      return {
        header: column.label[language],
        // A stretch of days is text: a program would make a day of "November 2025", and one in 1905 of "2025".
        kind: field?.kind.is === 'day' ? 'date' : 'text',
        ...(column.required || field?.required === 'always' ? { needed: true } : {}),
        ...(choices.length > 0 ? { choices } : {}),
      };
    }),
    rows: [],
    toFillIn: rowsToFillIn,
  };
}

/** What people may choose in a column, in words that its import reads. */
function choicesOf(
  face: ImportFace,
  column: ImportColumn,
  field: Field | undefined,
  given: TemplateOf,
): readonly string[] {
  const { codes, structure, language, day } = given;
  if (column.about === 'unit' || field?.kind.is === 'unit') return unitNames(structure, language, day);
  if (column.list !== undefined && codes.has(column.list)) return labelsOf(face, column, column.list, given);
  if (field?.kind.is === 'choice') return Object.values(field.kind.choices).map((one) => one[language]);
  return field?.kind.is === 'yes-no' ? [words.yes[language], words.no[language]] : [];
}

/** The labels of a list that may be chosen; of one in two levels the first column has the groups, the next what is in them. */
function labelsOf(
  face: ImportFace,
  column: ImportColumn,
  list: string,
  { codes, language, day }: TemplateOf,
): readonly string[] {
  const isFirst = face.columns.find((one) => one.list === list) === column;
  const own = codesOn(codeList(codes, list), day).filter((one) => (one.parent === undefined) === isFirst);
  return [...new Set(own.map((one) => one.label[language]))];
}

/** The units of a day by their names; those of which the name is not theirs alone by their keys. */
function unitNames(structure: Structure, language: Language, day: string): readonly string[] {
  const present = structure.units
    .filter((unit) => validOn(unit, day))
    .map((unit) => ({ key: unit.key, name: nameOn(unit, day).name[language] }));
  return present.map(({ key, name }) => (present.filter((one) => one.name === name).length > 1 ? key : name));
}

function noteOf(face: ImportFace, column: ImportColumn, field: Field | undefined, given: TemplateOf): string {
  const { language } = given;
  const parts = [
    ...(column.required || field?.required === 'always' ? [words.required[language]] : []),
    ...(field?.hint ? [field.hint[language]] : []),
    ...howOf(face, column, field, given),
  ];
  return parts.join(' ');
}

function howOf(
  face: ImportFace,
  column: ImportColumn,
  field: Field | undefined,
  given: TemplateOf,
): readonly string[] {
  const { codes, language } = given;
  const { list } = column;
  if (list !== undefined && codes.has(list)) {
    const labels = labelsOf(face, column, list, given);
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
