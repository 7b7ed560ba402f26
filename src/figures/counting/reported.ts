import { text } from '../../platform/language/text.ts';
import { type Cell, counted, sumCells } from '../cubes/cell.ts';
import type { CountedThing } from '../cubes/counted-thing.ts';
import { type Cube, canonicalKey, cellKey } from '../cubes/cube.ts';
import { type Coordinates, type Dimension, labelOf, parentOf, total } from '../cubes/dimension.ts';
import { parseRational } from '../cubes/rational.ts';
import type { ReportedValue } from '../cubes/reported-value.ts';

export interface ReportedRequest {
  readonly field: string;
  readonly counts: CountedThing;
  readonly headcountDefinition?: string;
  /** Names what is counted in canonical keys where it is not the field as stated. */
  readonly base?: string;
  readonly unit: Dimension;
  /** The unit that the total stands for: the concern. Its own statement is the total. */
  readonly root: string;
  readonly year: Dimension;
  /** The dimension of `part`, for fields that have one. */
  readonly part?: Dimension;
  /** Whether periods may be added up: activities per year may not (stock), complaints may (flow). */
  readonly addYears: boolean;
}

/**
 * The cube of a reported field: unit × year (× part). A node that made a statement of its own counts with that
 * statement; its children are then shown below it but never added to it. A node without one is the sum of its
 * children, partial where one of them is missing.
 */
export function reportedCube(values: readonly ReportedValue[], request: ReportedRequest): Cube {
  const base = request.base ?? request.field;
  const dimensions = [request.unit, request.year, ...(request.part ? [request.part] : [])];
  const own = new Map<string, ReportedValue>();
  const beside = new Map<string, ReportedValue>();
  for (const value of values) {
    if (value.field !== request.field) continue;
    (value.beside ? beside : own).set([value.unit, value.period, value.part].join('|'), value);
  }
  const cells = new Map<string, Cell>();
  for (const year of request.year.members) {
    for (const part of request.part?.members ?? [{ code: '' }]) {
      const at: Coordinates = {
        [request.year.key]: year.code,
        ...(request.part ? { [request.part.key]: part.code } : {}),
      };
      const children = Map.groupBy(request.unit.members, (member) => parentOf(request.unit, member.code, at));
      const below = (code: string) => children.get(code) ?? [];
      const besideOf = (code: string) => {
        const value = beside.get([code, year.code, part.code].join('|'));
        return value ? [{ member: { code }, cell: statedCell(value, []) }] : [];
      };
      // Below a node that stated the field itself nobody is asked again: there is no cell, and nothing is missing.
      const cellOf = (unit: string, above: boolean): Cell => {
        const here = { ...at, [request.unit.key]: unit };
        const key = cellKey(dimensions, here);
        const from = [canonicalKey(base, here)];
        const stated = own.get([unit, year.code, part.code].join('|'));
        const covered = above || stated !== undefined;
        const parts = [
          ...below(unit).map((member) => ({ member, cell: cellOf(member.code, covered) })),
          ...besideOf(unit),
        ];
        const cell = stated
          ? statedCell(stated, from)
          : request.unit.existsAt?.(unit, here) === false
            ? { state: 'not-applicable' as const, from }
            : parts.length > 0
              ? { ...sumOfUnits(request.unit, parts), from }
              : unknownCell(from);
        if (stated || !above) cells.set(key, cell);
        return cell;
      };
      const here = { ...at, [request.unit.key]: total };
      const from = [canonicalKey(base, here)];
      const stated = own.get([request.root, year.code, part.code].join('|'));
      const roots = below(total).map((member) => ({
        member,
        cell: cellOf(member.code, stated !== undefined),
      }));
      cells.set(
        cellKey(dimensions, here),
        stated
          ? statedCell(stated, from)
          : { ...sumOfUnits(request.unit, [...roots, ...besideOf(request.root)]), from },
      );
    }
  }
  const cube: Cube = {
    base,
    counts: request.counts,
    unit: 'count',
    dimensions,
    cells,
    origin: {
      kind: 'returns',
      statements: values.filter((value) => value.field === request.field),
      unit: request.unit,
      root: request.root,
      year: request.year,
      ...(request.part ? { part: request.part } : {}),
    },
    ...(request.headcountDefinition ? { headcountDefinition: request.headcountDefinition } : {}),
  };
  return addTotals(addTotals(cube, request.part), request.addYears ? request.year : undefined);
}

function statedCell(stated: ReportedValue, from: readonly string[]): Cell {
  const note = stated.note ? { note: stated.note } : {};
  if (stated.value === null) return { state: stated.state, from, ...note };
  const value = parseRational(stated.value);
  if (stated.state === 'value' || stated.state === 'nil') return { ...counted(value, from), ...note };
  return { state: stated.state, value, from, ...note };
}

function unknownCell(from: readonly string[]): Cell {
  return {
    state: 'not-recorded',
    from,
    note: text('niet bekend of dit is gevraagd', 'not known whether this was asked'),
  };
}

function sumOfUnits(unit: Dimension, parts: readonly { member: { code: string }; cell: Cell }[]): Cell {
  return sumCells(
    parts.map((part) => part.cell),
    (missing) => {
      const names = parts
        .filter((part) => missing.includes(part.cell))
        .map((part) => labelOf(unit, part.member.code));
      return text(
        `zonder ${names.map((name) => name.nl).join(', ')}`,
        `without ${names.map((name) => name.en).join(', ')}`,
      );
    },
  );
}

function addTotals(cube: Cube, dimension: Dimension | undefined): Cube {
  if (!dimension) return cube;
  const first = dimension.members[0]?.code ?? '';
  const last = dimension.members.at(-1)?.code ?? '';
  // A total over years is a total over these years: another report's is another number.
  const shown = first === last ? first : `${first}..${last}`;
  const cells = new Map(cube.cells);
  const groups = new Map<
    string,
    { at: Record<string, string>; parts: { member: { code: string }; cell: Cell }[] }
  >();
  for (const [key, cell] of cube.cells) {
    const codes = key.split('|');
    const at = Object.fromEntries(cube.dimensions.map((one, index) => [one.key, codes[index] ?? total]));
    const code = at[dimension.key] ?? total;
    if (code === total || parentOf(dimension, code, at) !== total) continue;
    const up = { ...at, [dimension.key]: total };
    const upKey = cellKey(cube.dimensions, up);
    const group = groups.get(upKey) ?? { at: up, parts: [] };
    group.parts.push({ member: { code }, cell });
    groups.set(upKey, group);
  }
  for (const [key, group] of groups) {
    const sum = sumOfUnits(dimension, group.parts);
    const at = dimension.key === 'year' ? { ...group.at, year: shown } : group.at;
    cells.set(key, { ...sum, from: [canonicalKey(cube.base, at)] });
  }
  return { ...cube, cells };
}
