import { z } from 'zod';
import { mapCube } from '../../figures/cubes/cube.ts';
import { total } from '../../figures/cubes/dimension.ts';
import type { Gap } from '../../figures/cubes/tally-request.ts';
import { type FigureDefinition, isCube } from '../../figures/definition.ts';
import { lastDay, type Period } from '../../organisation/period.ts';
import { below, nameOn, parentOn, type Structure, validOn } from '../../organisation/structure.ts';
import type { Database } from '../../platform/database/doorways.ts';
import { type InsertColumn, insertRows, newRows } from '../../platform/database/insert-rows.ts';
import { newId } from '../../platform/database/new-id.ts';
import { text } from '../../platform/language/text.ts';
import { readUnit } from '../import/cells/cell-unit.ts';
import { type Finding, findingAt, type ImportFace } from '../import/import-face.ts';
import type { RegisterSheet } from '../register.ts';

/** A unit, with those below it, and a reporting year of which a register was read whole. */
export interface Covered {
  readonly register: string;
  readonly unit: string;
  readonly period: string;
}

/** All that imports cover now. */
export async function readCoverage(database: Database): Promise<readonly Covered[]> {
  return database
    .selectFrom('import_coverage')
    .select(['register', 'unit', 'period'])
    .distinct()
    .where('withdrawn_at', 'is', null)
    .orderBy('register')
    .orderBy('period')
    .orderBy('unit')
    .execute();
}

/**
 * Where nothing tells how many records there are in a year: no unit answered the call of the register, and no import
 * covers it. Such a year, or a unit in it, is "not recorded": no record there is no zero.
 *
 * @param answered the registers and years in which a unit answered the call, as "register year"
 */
export function uncovered(
  registers: readonly string[],
  coverage: readonly Covered[],
  answered: ReadonlySet<string>,
  structure: Structure,
  years: readonly Period[],
): readonly (readonly [register: string, gap: Gap])[] {
  return registers.flatMap((register) =>
    years
      .filter(({ key }) => !answered.has(`${register} ${key}`))
      .flatMap((year) => {
        const own = coverage.filter((one) => one.register === register && one.period === year.key);
        return gapsOf(new Set(own.map(({ unit }) => unit)), structure, year).map(
          (gap) => [register, gap] as const,
        );
      }),
  );
}

function gapsOf(covered: ReadonlySet<string>, structure: Structure, year: Period): readonly Gap[] {
  const day = lastDay(year);
  const isCovered = (key: string) => below(structure, key, day).some((unit) => covered.has(unit.key));
  const missing = (key: string): readonly string[] => {
    if (covered.has(key)) return [];
    if (!isCovered(key)) return [key];
    return structure.units
      .filter((unit) => validOn(unit, day) && parentOn(unit, day) === key)
      .flatMap((unit) => missing(unit.key));
  };
  return missing(structure.root).flatMap((key) => {
    const unit = structure.units.find((one) => one.key === key);
    if (!unit) return [];
    const isWhole = key === structure.root;
    const label = isWhole
      ? text(`${year.key} (hierover is niets ingelezen)`, `${year.key} (nothing of it was read)`)
      : nameOn(unit, year.from).name;
    return [
      {
        at: { unit: key, year: year.key },
        state: 'not-recorded' as const,
        label,
        ...(isWhole ? { whole: true as const } : {}),
      },
    ];
  });
}

/**
 * A figure of a register whose units answer an annual call: of a year of which nothing was read it has no zero, whatever
 * it counts by that year.
 */
export function recordedOnly(figure: FigureDefinition, register: string): FigureDefinition {
  return {
    ...figure,
    compute: (inputs, figures) => {
      const answer = figure.compute(inputs, figures);
      const gaps = (inputs.gaps.get(register) ?? []).filter(
        ({ whole, state }) => whole && state === 'not-recorded',
      );
      if (!isCube(answer) || gaps.length === 0) return answer;
      const labels = new Map(gaps.map(({ at, label }) => [at['year'], label]));
      const [whole] = inputs.years.every(({ key }) => labels.has(key)) ? labels.values() : [];
      // What it came from and how it balances with others stays.
      return mapCube(answer, answer, (cell, at) => {
        const label = labels.get(at['year']) ?? ((at['year'] ?? total) === total ? whole : undefined);
        return label && cell.state === 'nil' ? { state: 'not-recorded', note: label, from: cell.from } : cell;
      });
    },
  };
}

const columns: readonly InsertColumn<Covered & { readonly id: string; readonly source: string | null }>[] = [
  ['id', 'uuid', ({ id }) => id],
  ['source_id', 'uuid', ({ source }) => source],
  ['register', 'text', ({ register }) => register],
  ['unit', 'text', ({ unit }) => unit],
  ['period', 'text', ({ period }) => period],
];

/** Records what a file covers. */
export async function writeCoverage(
  database: Database,
  source: string | null,
  covered: readonly Covered[],
): Promise<void> {
  await insertRows(
    database,
    newRows(
      'import_coverage',
      columns,
      covered.map((one) => ({ ...one, source, id: newId() })),
    ),
  );
}

const sheetColumns = [
  { key: 'unit', label: text('Sleutel van het onderdeel', 'Unit key'), required: true },
  { key: 'period', label: text('Verslagjaar', 'Reporting year'), required: true },
  { key: 'covered', label: text('Volledig ingelezen', 'Read whole'), required: true },
] as const;

/** What imports of a register cover, in the form that {@link coverageImport} reads. */
export function coverageSheet(register: string): RegisterSheet {
  return {
    name: 'dekking',
    headings: sheetColumns.map(({ label }) => label.nl),
    read: async (database) => {
      const rows = (await readCoverage(database)).filter((one) => one.register === register);
      return rows.map(({ unit, period }) => [unit, period, 'ja']);
    },
  };
}

const coveredSchema = z.strictObject({ register: z.string(), unit: z.string(), period: z.string() });

/** Reads back what an export says that imports covered. */
export function coverageImport(register: string): ImportFace {
  return {
    ofExports: true,
    name: text('dekking van wat is ingelezen', 'coverage of what was read'),
    columns: sheetColumns.map((column) => ({ ...column, aliases: [] })),
    interpret: (row, context) => {
      const findings: Finding[] = [];
      const unit = readUnit(row, context, findings);
      const period = row.cells['period']?.text ?? '';
      if (unit && /^\d{4}$/.test(period)) return { record: { register, unit: unit.key, period }, findings };
      const advice = text('Schrijf een jaar: 2024.', 'Write a year: 2024.');
      if (unit)
        findings.push(
          findingAt(row, 'refused', 'period-unclear', row.cells['period'], 'Verslagjaar', advice),
        );
      return { findings };
    },
    store: async (database, entries) => {
      await insertRows(
        database,
        newRows(
          'import_coverage',
          columns,
          entries.map(({ recordId, record }) => ({
            ...coveredSchema.parse(record),
            source: null,
            id: recordId,
          })),
        ),
      );
    },
    kept: { table: 'import_coverage', record: 'id', row: 'id' },
  };
}
