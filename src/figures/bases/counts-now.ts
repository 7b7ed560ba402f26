import { lastDay, type Period } from '../../organisation/period.ts';
import { type Structure, successorOn } from '../../organisation/structure.ts';
import { text } from '../../platform/language/text.ts';
import { type Cell, hasValue, sumCells, uncomputable } from '../cubes/cell.ts';
import { type Cube, canonicalKey, cellAt, cellKey } from '../cubes/cube.ts';
import { type Coordinates, type Dimension, labelOf, parentOf, total } from '../cubes/dimension.ts';
import { unitDimension } from '../cubes/dimensions.ts';
import { notRecorded } from '../cubes/facts.ts';
import {
  multiply,
  parseRational,
  add as plus,
  type Rational,
  rational,
  subtract,
} from '../cubes/rational.ts';

/** How much of a unit of then belongs to a node of now: a fraction, or why that cannot be said. */
type Part = { readonly share: Rational } | { readonly splitOn: string };

/**
 * Counts by unit in the structure of today: earlier units count where their successions lead, a split unit by its
 * key (an estimate). A split without a key refuses: its successors have no number for that year.
 *
 * Every cell is put together from cells of the table of then, as few as possible, and carries their keys. So it is
 * hidden whenever one of those is, and can tell nothing that the published ones do not.
 *
 * @param then the counts in the structure of each year; its dimension of units is called "unit"
 */
export function countsInStructureNow(then: Cube, structure: Structure, years: readonly Period[]): Cube {
  const last = years.at(-1);
  const before = then.dimensions.find((one) => one.key === 'unit');
  if (!last || !before) throw new RangeError('Counts in the structure of now need units and years.');
  const day = lastDay(last);
  const now = unitDimension(structure, years, 'now').dimension;
  const dimensions = then.dimensions.map((one) => (one.key === 'unit' ? now : one));
  const targets = new Map(before.members.map(({ code }) => [code, successorOn(structure, code, day)]));
  const belowNow = new Map(now.members.map(({ code }) => [code, subtree(now, code)]));
  const others = [...new Set([...then.cells.keys()].map((key) => withoutUnit(then, key)))];
  const cells = new Map<string, Cell>();
  for (const at of others.map((one): Coordinates => JSON.parse(one))) {
    const place = (unit: string) => cellKey(dimensions, { ...at, unit });
    for (const same of [total, notRecorded]) {
      const cell = then.cells.get(cellKey(then.dimensions, { ...at, unit: same }));
      if (cell) cells.set(place(same), cell);
    }
    const placed = placeUnits(then, before, at);
    for (const node of now.members) {
      const inside = belowNow.get(node.code) ?? new Set();
      const partOf = (unit: string): Part => {
        const successor = targets.get(unit);
        if (!successor || successor.kind === 'same')
          return { share: rational(inside.has(successor?.unit ?? unit) ? 1 : 0) };
        if (successor.kind === 'shares') {
          const shares = successor.shares.filter((one) => inside.has(one.unit));
          return { share: shares.reduce((sum, one) => plus(sum, parseRational(one.share)), rational(0)) };
        }
        const within = successor.units.filter((one) => inside.has(one)).length;
        return within > 0 && within < successor.units.length
          ? { splitOn: successor.on }
          : { share: rational(within > 0 ? 1 : 0) };
      };
      const own = canonicalKey(`${then.base}@now`, { ...at, unit: node.code });
      cells.set(place(node.code), putTogether(termsOf(placed, partOf), own, before));
    }
  }
  return { ...then, dimensions, cells };
}

/** The units of then at some coordinates: each with its cell and those below it. */
interface Placed {
  readonly code: string;
  readonly cell: Cell;
  readonly below: readonly Placed[];
}

function placeUnits(then: Cube, units: Dimension, at: Coordinates): readonly Placed[] {
  const children = Map.groupBy(units.members, (member) => parentOf(units, member.code, at));
  const under = (code: string): readonly Placed[] =>
    (children.get(code) ?? []).map((member) => ({
      code: member.code,
      cell: cellAt(then, { ...at, unit: member.code }),
      below: under(member.code),
    }));
  return under(total);
}

interface Term {
  readonly unit: string;
  readonly cell: Cell;
  readonly part: Part;
}

/** The fewest cells of then that make up a node of now: a whole branch where it went there whole. */
function termsOf(units: readonly Placed[], partOf: (unit: string) => Part): readonly Term[] {
  return units.flatMap((unit): readonly Term[] => {
    if (unit.cell.state === 'not-applicable') return [];
    const parts = everyCode(unit).map(partOf);
    if (parts.every((part) => 'share' in part && part.share.numerator === 0n)) return [];
    if (parts.every((part) => 'share' in part && isOne(part.share)))
      return [{ unit: unit.code, cell: unit.cell, part: { share: rational(1) } }];
    if (unit.below.length === 0) return [{ unit: unit.code, cell: unit.cell, part: partOf(unit.code) }];
    const part = partOf(unit.code);
    const below = termsOf(unit.below, partOf);
    if ('share' in part && part.share.numerator === 0n) return below;
    return [...below, { unit: unit.code, cell: withoutBelow(unit), part }];
  });
}

function everyCode(unit: Placed): readonly string[] {
  return unit.cell.state === 'not-applicable' ? [] : [unit.code, ...unit.below.flatMap(everyCode)];
}

/** What was registered at the unit itself and not at one below it. */
function withoutBelow(unit: Placed): Cell {
  const below = unit.below.map((one) => one.cell).filter((cell) => cell.state !== 'not-applicable');
  const from = [unit.cell, ...below].flatMap((cell) => cell.from);
  const without = [unit.cell, ...below].find((cell) => !hasValue(cell));
  if (without || !hasValue(unit.cell)) return { ...(without ?? unit.cell), from };
  const sum = below.filter(hasValue).reduce((added, cell) => plus(added, cell.value), rational(0));
  return { ...unit.cell, value: subtract(unit.cell.value, sum), from };
}

function putTogether(terms: readonly Term[], own: string, units: Dimension): Cell {
  if (terms.length === 0) return { state: 'not-applicable', from: [own] };
  const [only] = terms;
  if (terms.length === 1 && only && 'share' in only.part && isOne(only.part.share)) return only.cell;
  const from = [...new Set([...terms.flatMap((term) => term.cell.from), own])];
  const refused = terms.flatMap((term) => ('splitOn' in term.part ? [term.part.splitOn] : []));
  if (refused[0] !== undefined) {
    return uncomputable(
      text(
        `gesplitst op ${refused[0]} zonder verdeelsleutel: niet te vergelijken`,
        `split on ${refused[0]} without a key: cannot be compared`,
      ),
      from,
    );
  }
  const names = new Map<Cell, string>();
  const parts = terms.map((term) => {
    const cell = 'share' in term.part ? shareOfCell(term.cell, term.part.share) : term.cell;
    names.set(cell, term.unit);
    return cell;
  });
  const sum = sumCells(parts, (missing) => {
    const without = missing.map((cell) => labelOf(units, names.get(cell) ?? ''));
    return text(
      `zonder ${without.map((name) => name.nl).join(', ')}`,
      `without ${without.map((name) => name.en).join(', ')}`,
    );
  });
  return { ...sum, from };
}

function shareOfCell(cell: Cell, share: Rational): Cell {
  if (isOne(share) || !hasValue(cell)) return cell;
  const note = text('verdeeld met de sleutel van de splitsing', 'divided by the key of the split');
  return { state: 'estimated', value: multiply(cell.value, share), note, from: cell.from };
}

function subtree(dimension: Dimension, code: string): ReadonlySet<string> {
  const found = new Set([code]);
  let size = 0;
  while (size !== found.size) {
    size = found.size;
    for (const member of dimension.members)
      if (member.parent !== undefined && found.has(member.parent)) found.add(member.code);
  }
  return found;
}

/** The coordinates of a cell but for its unit, as text, so that equal ones are one. */
function withoutUnit(cube: Cube, key: string): string {
  const codes = key.split('|');
  return JSON.stringify(
    Object.fromEntries(
      cube.dimensions.flatMap((one, index) => (one.key === 'unit' ? [] : [[one.key, codes[index] ?? total]])),
    ),
  );
}

function isOne(share: Rational): boolean {
  return share.numerator === share.denominator;
}
