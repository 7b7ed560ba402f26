import type { Coordinates, Dimension } from './dimension.ts';
import { chainOf, parentOf, total } from './dimension.ts';
import { columnOf, type FactTable, notRecorded } from './facts.ts';
import type { ReportedValue } from './reported-value.ts';
import type { Along, Tally } from './tally-request.ts';

/** What a counted cube was counted from: enough to go from a cell back to its rows. */
export type Origin = FactsOrigin | ReturnsOrigin;

/** Counted from coded rows. */
export interface FactsOrigin {
  readonly kind: 'facts';
  readonly facts: FactTable;
  readonly along: readonly Along[];
  readonly where?: Tally['where'];
  readonly only?: Tally['only'];
}

/** Added up from what nodes of the organisation stated. */
export interface ReturnsOrigin {
  readonly kind: 'returns';
  readonly statements: readonly ReportedValue[];
  readonly unit: Dimension;
  readonly root: string;
  readonly year: Dimension;
  readonly part?: Dimension;
}

/** The places in the fact table of the rows that a cell counts. */
export function factRows(origin: FactsOrigin, at: Coordinates): readonly number[] {
  const { facts, along } = origin;
  const filters = [...(origin.where ?? []), ...(origin.only ? [origin.only] : [])].map((filter) => ({
    column: columnOf(facts, filter.column),
    codes: new Set(filter.codes),
  }));
  const axes = along.map((one) => ({
    one,
    column: columnOf(facts, one.column),
    known: new Set(one.dimension.members.map((member) => member.code)),
  }));
  const rows: number[] = [];
  for (let row = 0; row < facts.length; row++) {
    if (!filters.every(({ column, codes }) => codes.has(column.dictionary[column.codes[row] ?? -1] ?? '')))
      continue;
    const members = axes.map(({ one, column, known }) => {
      const code = column.dictionary[column.codes[row] ?? -1] ?? notRecorded;
      const member = code === notRecorded || !one.memberOf ? code : one.memberOf(code);
      return member === undefined || known.has(member) ? member : notRecorded;
    });
    if (!members.every((member) => member !== undefined)) continue;
    const finest = Object.fromEntries(
      axes.map(({ one }, axis) => [one.dimension.key, members[axis] ?? total]),
    );
    const counts = axes.every(({ one }, axis) =>
      chainOf(one.dimension, members[axis] ?? total, finest).includes(at[one.dimension.key] ?? total),
    );
    if (counts) rows.push(row);
  }
  return rows;
}

/** The statements that a cell is made of: the node's own, else those of the nodes below it. */
export function statementsBehind(origin: ReturnsOrigin, at: Coordinates): readonly ReportedValue[] {
  const chosen = (dimension: Dimension | undefined): readonly string[] => {
    const code = dimension && (at[dimension.key] ?? total);
    if (!dimension || code === undefined) return [''];
    return dimension.members.map((member) => member.code).filter((one) => code === total || one === code);
  };
  return chosen(origin.year).flatMap((year) =>
    chosen(origin.part).flatMap((part) => {
      const here = { ...at, [origin.year.key]: year };
      const below = (unit: string): readonly ReportedValue[] => {
        const node = unit === total ? origin.root : unit;
        const own = origin.statements.find(
          (one) => one.unit === node && one.period === year && one.part === part,
        );
        const children = origin.unit.members.filter(
          (member) => parentOf(origin.unit, member.code, here) === unit,
        );
        return own && !own.beside
          ? [own]
          : [...(own ? [own] : []), ...children.flatMap(({ code }) => below(code))];
      };
      return below(at[origin.unit.key] ?? total);
    }),
  );
}
