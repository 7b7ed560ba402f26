import { sql } from 'kysely';
import { z } from 'zod';
import { codeList, matchLabel } from '../../codes/code-lists.ts';
import { printRational, rational } from '../../figures/rational.ts';
import { type Period, PeriodError, parsePeriod } from '../../organisation/period.ts';
import { findUnit } from '../../organisation/structure.ts';
import type { Database } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { parseNumber } from '../../platform/spreadsheets/numbers.ts';
import type { ReturnField } from '../register.ts';
import {
  type Finding,
  findingAt,
  type ImportContext,
  type ImportFace,
  type InputCell,
  type InputRow,
  type Interpretation,
  labelKey,
  proposedKey,
  StatedTwice,
} from './import-face.ts';

/** A value of a return as it is stored. */
export const valueSchema = z.strictObject({
  register: z.string(),
  field: z.string(),
  part: z.string(),
  unit: z.string(),
  period: z.string(),
  state: z.enum([
    'value',
    'nil',
    'partial',
    'estimated',
    'not-reported',
    'not-asked',
    'not-applicable',
    'not-recorded',
  ]),
  value: z.string().nullable(),
  noteNl: z.string().nullable(),
  noteEn: z.string().nullable(),
});
export type StoredValue = z.infer<typeof valueSchema>;

/** A column of a return sheet and the field it fills. */
export interface ReturnColumn {
  readonly field: string;
  readonly label: Text;
  readonly aliases: readonly string[];
  readonly required: boolean;
}

export interface ReturnSheet {
  readonly register: string;
  readonly name: Text;
  readonly fields: readonly ReturnField[];
  readonly columns: readonly ReturnColumn[];
  /** Headings of the column with the unit; without one, rows are about the whole concern. */
  readonly unitColumn?: readonly string[];
  /** For fields divided by a code list: headings of the column with the code, and the list. */
  readonly partColumn?: { readonly headings: readonly string[]; readonly list: string };
}

/** Words for states as senders write them. */
const stateWords: readonly (readonly [RegExp, StoredValue['state']])[] = [
  [/^(nihil|nil|geen|none)$/i, 'nil'],
  [/^(geen opgave|niet opgegeven|not reported|niet gemeld|onbekend|unknown)$/i, 'not-reported'],
  [/^(niet gevraagd|not asked)$/i, 'not-asked'],
  [/^(n\.?\s?v\.?\s?t\.?|niet van toepassing|not applicable|n\/a)$/i, 'not-applicable'],
];

/** The face by which a register reads yearly return sheets: a row a unit (and year), a column a field. */
export function returnImport(sheet: ReturnSheet): ImportFace {
  return {
    name: sheet.name,
    columns: [
      ...(sheet.unitColumn
        ? [{ key: 'unit', label: text('Onderdeel', 'Unit'), aliases: sheet.unitColumn, required: true }]
        : []),
      {
        key: 'period',
        label: text('Jaar', 'Year'),
        aliases: ['Periode', 'Verslagjaar', 'Year', 'Period', 'Kalenderjaar'],
        required: false,
      },
      ...(sheet.partColumn
        ? [
            {
              key: 'part',
              label: text('Onderwerp', 'Topic'),
              aliases: sheet.partColumn.headings,
              required: true,
              list: sheet.partColumn.list,
            },
          ]
        : []),
      ...sheet.columns.map((column) => ({
        key: column.field,
        label: column.label,
        aliases: column.aliases,
        required: column.required,
        perPeriod: true,
      })),
      {
        key: 'note',
        label: text('Voetnoot', 'Footnote'),
        aliases: ['Noot', 'Opmerking', 'Toelichting', 'Note', 'Remark'],
        required: false,
      },
    ],
    interpret: (row, context) => interpretReturn(sheet, row, context),
    keyed: true,
    store: storeValues,
    withdraw: withdrawValues,
  };
}

function interpretReturn(sheet: ReturnSheet, row: InputRow, context: ImportContext): Interpretation {
  const found: Finding[] = [];
  const unit = unitOfRow(sheet, row, context, found);
  if (unit === 'total') return { findings: [noteTotals(row)] };
  const period = periodOfRow(row, context, found);
  const part = partOfRow(sheet, row, context, found);
  if (unit === undefined || period === undefined || part === undefined) return { findings: found };
  const note = row.cells['note']?.text ?? null;
  const values: StoredValue[] = [];
  for (const column of sheet.columns) {
    const field = sheet.fields.find((one) => one.key === column.field);
    const cell = row.cells[column.field];
    if (!cell && !column.required) continue;
    const read = readValue(row, cell, column, note, found);
    if (read) {
      const divided = field?.part !== undefined ? part : '';
      values.push({
        register: sheet.register,
        field: column.field,
        part: divided,
        unit,
        period: period.key,
        ...read,
      });
    }
  }
  return values.length > 0 ? { record: values, findings: found } : { findings: found };
}

function unitOfRow(
  sheet: ReturnSheet,
  row: InputRow,
  context: ImportContext,
  found: Finding[],
): string | undefined {
  if (!sheet.unitColumn) return context.structure.root;
  const cell = row.cells['unit'];
  if (cell && /^(eind)?(totaal|total|som)\b/i.test(cell.text)) return 'total';
  if (!cell) {
    found.push(
      findingAt(
        row,
        'refused',
        'unit-missing',
        cell,
        'Onderdeel',
        text('Vul in over welk onderdeel deze rij gaat.', 'Fill in which unit this row is about.'),
      ),
    );
    return undefined;
  }
  const meant = context.labels.get(labelKey('unit', cell.text)) ?? cell.text;
  const unit = findUnit(context.structure, meant);
  if (unit) return unit.key;
  found.push(
    findingAt(
      row,
      'refused',
      'unit-unknown',
      cell,
      'Onderdeel',
      text(
        `„${cell.text}” is geen onderdeel van deze organisatie. Verbeter de naam, of zeg eenmalig welk onderdeel is bedoeld: --map 'unit:${cell.text}=${proposedKey(context, cell.text)}'.`,
        `“${cell.text}” is no unit of this organisation. Correct the name, or say once which unit is meant: --map 'unit:${cell.text}=${proposedKey(context, cell.text)}'.`,
      ),
    ),
  );
  return undefined;
}

function periodOfRow(row: InputRow, context: ImportContext, found: Finding[]): Period | undefined {
  const cell = row.cells['period'];
  if (!cell) {
    const period = row.period ?? context.period;
    if (period) return period;
    found.push(
      findingAt(
        row,
        'refused',
        'period-missing',
        cell,
        'Jaar',
        text(
          'Deze rij noemt geen jaar. Voeg een kolom Jaar toe, of zeg de periode: --period 2020-2021.',
          'This row names no year. Add a column Year, or state the period: --period 2020-2021.',
        ),
      ),
    );
    return undefined;
  }
  try {
    return parsePeriod(cell.text, context.yearStart);
  } catch (error) {
    if (!(error instanceof PeriodError)) throw error;
    found.push(
      findingAt(
        row,
        'refused',
        'period-unclear',
        cell,
        'Jaar',
        text(
          `„${cell.text}” is geen jaar. Schrijf bijvoorbeeld 2021 of 2020-2021.`,
          `“${cell.text}” is no year. Write for example 2021 or 2020-2021.`,
        ),
      ),
    );
    return undefined;
  }
}

function partOfRow(
  sheet: ReturnSheet,
  row: InputRow,
  context: ImportContext,
  found: Finding[],
): string | undefined {
  if (!sheet.partColumn) return '';
  const cell = row.cells['part'];
  const list = codeList(context.codes, sheet.partColumn.list);
  const meant = context.labels.get(labelKey(list.key, cell?.text ?? ''));
  const match = meant === undefined ? cell && matchLabel(list, cell.text) : undefined;
  const code = meant ?? (match && match.how !== 'near' ? match.code.code : undefined);
  if (code === undefined) {
    const near = match ? ` Bedoelt u „${match.code.label.nl}”?` : '';
    found.push(
      findingAt(
        row,
        'refused',
        'label-unknown',
        cell,
        'Onderwerp',
        text(
          `„${cell?.text ?? ''}” staat niet in de lijst „${list.title.nl}”.${near} Bevestig met --map '${list.key}:${cell?.text ?? ''}=${match?.code.code ?? '<code>'}'.`,
          `“${cell?.text ?? ''}” is not in the list “${list.title.en}”. Confirm with --map '${list.key}:${cell?.text ?? ''}=${match?.code.code ?? '<code>'}'.`,
        ),
      ),
    );
  } else if (match && match.how !== 'exact' && cell) {
    found.push(
      findingAt(
        row,
        'note',
        'label-normalised',
        cell,
        'Onderwerp',
        text(`Gelezen als „${match.code.label.nl}”.`, `Read as “${match.code.label.en}”.`),
      ),
    );
  }
  return code;
}

function readValue(
  row: InputRow,
  cell: InputCell | undefined,
  column: ReturnColumn,
  note: string | null,
  found: Finding[],
): Pick<StoredValue, 'state' | 'value' | 'noteNl' | 'noteEn'> | undefined {
  if (!cell || cell.kind === 'empty') {
    found.push(
      findingAt(
        row,
        'doubtful',
        'value-blank',
        cell,
        column.label.nl,
        text(
          'Leeg: bewaard als „niet opgegeven”. Leeg is nooit nul; vul 0 of „nihil” in als het nul is.',
          'Blank: kept as “not reported”. Blank is never zero; fill in 0 or “nil” when it is zero.',
        ),
      ),
    );
    return { state: 'not-reported', value: null, noteNl: note, noteEn: note };
  }
  const state = stateWords.find(([pattern]) => pattern.test(cell.text.trim()))?.[1];
  if (state) return { state, value: state === 'nil' ? '0' : null, noteNl: note, noteEn: note };
  const reading = parseNumber(cell.text);
  // A count is whole: "1.606" can only be grouped thousands, whatever the sender's decimal mark.
  const number =
    reading.kind === 'number' ? reading.value : reading.kind === 'ambiguous' ? reading.asGrouped : undefined;
  if (
    reading.kind !== 'refused' &&
    number &&
    number.scale === 0 &&
    number.digits >= 0n &&
    reading.unit === undefined
  ) {
    const value = printRational(rational(number.digits));
    const mark = cell.mark ?? reading.mark;
    if (reading.approximate !== undefined) {
      found.push(
        findingAt(
          row,
          'doubtful',
          'value-approximate',
          cell,
          column.label.nl,
          text('Bewaard als schatting.', 'Kept as an estimate.'),
        ),
      );
      return {
        state: 'estimated',
        value,
        noteNl: note ?? 'bij benadering opgegeven',
        noteEn: note ?? 'stated as approximate',
      };
    }
    if (mark !== undefined) {
      found.push(
        findingAt(
          row,
          'doubtful',
          'value-footnote',
          cell,
          column.label.nl,
          text(
            `Het getal heeft een voetnoot (${mark}): bewaard als „onvolledig”, met de tekst van de noot.`,
            `The number has a footnote (${mark}): kept as “partial”, with the text of the note.`,
          ),
        ),
      );
      return {
        state: 'partial',
        value,
        noteNl: note ?? 'met voetnoot in de bron',
        noteEn: note ?? 'with a footnote in the source',
      };
    }
    return { state: value === '0' ? 'nil' : 'value', value, noteNl: note, noteEn: note };
  }
  found.push(
    findingAt(
      row,
      'refused',
      'value-unreadable',
      cell,
      column.label.nl,
      text(
        `„${cell.text}” is geen aantal. Vul een geheel getal in, „nihil”, „geen opgave” of „n.v.t.”.`,
        `“${cell.text}” is no count. Fill in a whole number, “nil”, “not reported” or “not applicable”.`,
      ),
    ),
  );
  return undefined;
}

function noteTotals(row: InputRow): Finding {
  return findingAt(
    row,
    'note',
    'totals-row',
    row.cells['unit'],
    'Onderdeel',
    text(
      'Rij met totalen: niet ingelezen, totalen worden berekend.',
      'Row of totals: not read, totals are computed.',
    ),
  );
}

/** Writes values of returns; what is known already is left out. Throws {@link StatedTwice} when something else is known. */
export async function storeValues(
  database: Database,
  entries: readonly { recordId: string; record: unknown }[],
): Promise<void> {
  const stated = entries.flatMap((entry) =>
    z
      .array(valueSchema)
      .parse(entry.record)
      .map((value) => ({ ...value, id: newId(), record_id: entry.recordId })),
  );
  const rows = await withoutKnown(database, stated);
  if (rows.length === 0) return;
  await sql`
    insert into reported_value (id, register, field, part, unit, period, state, value, note_nl, note_en, record_id)
    select id, register, field, part, unit, period, state, value, "noteNl", "noteEn", record_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, register text, field text, part text, unit text, period text, state text, value text,
           "noteNl" text, "noteEn" text, record_id uuid)`.execute(database);
}

/** Leaves out what is known already; throws {@link StatedTwice} when something else is known. */
async function withoutKnown<V extends StoredValue>(
  database: Database,
  stated: readonly V[],
): Promise<readonly V[]> {
  const keyOf = (value: { field: string; part: string; unit: string; period: string }) =>
    [value.field, value.part, value.unit, value.period].join('|');
  const known = await database
    .selectFrom('reported_value')
    .select(['field', 'part', 'unit', 'period', 'state', 'value'])
    .where('withdrawn_at', 'is', null)
    .where('field', 'in', [...new Set(stated.map((value) => value.field)), ''])
    .execute();
  const current = new Map(known.map((value) => [keyOf(value), { state: value.state, value: value.value }]));
  const kept: V[] = [];
  const conflicts: Finding[] = [];
  for (const value of stated) {
    const before = current.get(keyOf(value));
    if (!before) {
      kept.push(value);
      current.set(keyOf(value), { state: value.state, value: value.value });
    } else if (before.state !== value.state || before.value !== value.value) {
      const advice = text(
        `Over ${value.unit} in ${value.period} is al ${before.value ?? before.state} opgegeven, en nu ${value.value ?? value.state}. Geen van beide gaat voor: verbeter het bestand waarin de onjuiste waarde staat, en lees dat opnieuw in met --replace.`,
        `For ${value.unit} in ${value.period}, ${before.value ?? before.state} was stated before, and now ${value.value ?? value.state}. Neither goes before the other: correct the file with the wrong value and import it again with --replace.`,
      );
      conflicts.push({
        weight: 'refused',
        kind: 'stated-twice',
        sheet: '',
        row: 0,
        column: value.field,
        value: value.unit,
        advice,
      });
    }
  }
  if (conflicts.length > 0) throw new StatedTwice(conflicts);
  return kept;
}

/** Ends values whose source row vanished; nothing is deleted. */
export async function withdrawValues(database: Database, recordIds: readonly string[]): Promise<void> {
  await sql`update reported_value set withdrawn_at = now() where record_id = any(${recordIds}::uuid[]) and withdrawn_at is null`.execute(
    database,
  );
}
