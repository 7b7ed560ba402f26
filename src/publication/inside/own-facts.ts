import { sql } from 'kysely';
import type { CodeLists } from '../../codes/code-lists.ts';
import { recordColumn } from '../../collection/record-codes.ts';
import type { Register } from '../../collection/register.ts';
import type { Cube } from '../../figures/cubes/cube.ts';
import { coordinatesOf } from '../../figures/cubes/cube.ts';
import { columnOf, type FactTable } from '../../figures/cubes/facts.ts';
import { factRows } from '../../figures/cubes/origin.ts';
import { type ComputedFigures, isCube } from '../../figures/definition.ts';
import { type Period, type YearStart, yearsOf } from '../../organisation/period.ts';
import type { Question } from '../../platform/database/doorways.ts';

/** Which records are counted. */
export interface OwnScope {
  readonly period: Period;
  readonly yearStart: YearStart;
  readonly codes: CodeLists;
}

/** Which records of a register somebody reaches today. */
export interface OwnReach {
  /** The keys of the units whose records they may see; null: of all, and of none. */
  readonly units: readonly string[] | null;
  /** Another as soon as what they see was changed. */
  readonly stamp: string;
}

/** What somebody reaches of a register, and of the returns that are counted beside it. */
export function ownReach({ key, pages }: Register): Question<Record<string, never>, OwnReach> {
  return {
    name: 'figures.reach',
    confidential: false,
    object: () => key,
    ask: async (database) => {
      // What has no pages is kept for the whole organisation alone.
      const table = pages?.record.table ?? 'reported_value';
      const { rows } = await sql<{ all: boolean; units: readonly string[]; stamp: string }>`
        select reaches_all(${table}, 'see') as all, reached_units(${table}, 'see') as units, concat_ws(' ',
          (select concat_ws(' ', count(*), max(recorded_at)) from ${sql.table(table)} where withdrawn_at is null),
          (select concat_ws(' ', count(*), max(recorded_at)) from reported_value where withdrawn_at is null),
          (select concat_ws(' ', count(*), max(recorded_at)) from call_answer where withdrawn_at is null),
          (select md5(string_agg(concat_ws(' ', key, level, type, valid_from, valid_until), ',' order by key)) from unit where withdrawn_at is null),
          (select concat_ws(' ', count(*), max(recorded_at)) from unit_name where withdrawn_at is null),
          (select concat_ws(' ', count(*), max(recorded_at)) from unit_parent where withdrawn_at is null),
          (select concat_ws(' ', count(*), max(recorded_at)) from unit_succession where withdrawn_at is null)) as stamp`.execute(
        database,
      );
      const [found] = rows;
      return { units: found?.all === true ? null : (found?.units ?? []), stamp: found?.stamp ?? '' };
    },
  };
}

/** The records of a register as coded rows, one per record: those that who asks may see, and no other. */
export function ownFacts({ key, facts }: Register): Question<OwnScope, ReadonlyMap<string, FactTable>> {
  return {
    name: 'figures.own',
    confidential: true,
    object: ({ period }) => `${key} ${period.key}`,
    ask: async (database, { period, yearStart, codes }) => {
      const read = new Map<string, FactTable>();
      for (const source of facts)
        read.set(
          source.name,
          await source.read(database, { years: yearsOf(period), yearStart, codes, perRecord: true }),
        );
      return read;
    },
  };
}

/**
 * The records behind each count of figures, by canonical key: of what is counted from rows, in the first figure where it
 * stands as it was counted.
 */
export function recordsBehind(
  ids: readonly string[],
  computed: ComputedFigures,
): (canonicalKey: string) => readonly string[] {
  const places = new Map<string, { readonly cube: Cube; readonly place: string }>();
  for (const id of ids) {
    const cube = computed.answer(id);
    if (!isCube(cube) || cube.origin?.kind !== 'facts' || !(recordColumn in cube.origin.facts.columns))
      continue;
    for (const [place, { from }] of cube.cells) {
      const [key] = from;
      if (key !== undefined && from.length === 1 && !places.has(key)) places.set(key, { cube, place });
    }
  }
  return (key) => {
    const found = places.get(key);
    if (found?.cube.origin?.kind !== 'facts') return [];
    const { facts } = found.cube.origin;
    const { dictionary, codes } = columnOf(facts, recordColumn);
    const rows = factRows(found.cube.origin, coordinatesOf(found.cube.dimensions, found.place));
    return [...new Set(rows.flatMap((row) => dictionary[codes[row] ?? -1] ?? []))];
  };
}
