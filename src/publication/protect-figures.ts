import { hasValue } from '../figures/cell.ts';
import { addsUp, type Cube, cellKey, coordinatesOf } from '../figures/cube.ts';
import {
  type ComputedFigures,
  type FigureDefinition,
  isCube,
  type ProtectionClass,
} from '../figures/definition.ts';
import { type Dimension, parentOf, total } from '../figures/dimension.ts';
import { notRecorded } from '../figures/facts.ts';
import { isWhole } from '../figures/rational.ts';
import { type Text, text } from '../platform/language/text.ts';
import { type Cell, type LinkedTables, link, type Relation } from '../protection/linked-tables.ts';
import { policyOf } from '../protection/policy.ts';
import { protect } from '../protection/protect.ts';
import { type AsPublished, asPublished } from './as-published.ts';
import type { KnownCells } from './known-cells.ts';
import type { Method } from './report-model.ts';
import { sumsAcross } from './sums-across.ts';

/** The outcome of protecting all figures of a report together. */
export interface ProtectedFigures {
  /** Whether a counted cell is hidden; cells of other kinds follow the counted cells they came from. */
  readonly hides: (canonicalKey: string) => boolean;
  /** The value of a count of a published year that is repeated as printed then; undefined for any other. */
  readonly printedBefore: (canonicalKey: string) => string | undefined;
  /** Figures that could not be published at this detail, with the reason. */
  readonly withheld: ReadonlyMap<string, Text>;
  readonly audit: Method['audit'];
  /** Every counted cell of the report, for the memory of later reports. */
  readonly cells: readonly { readonly key: string; readonly value: string; readonly hidden: boolean }[];
}

/** Publication is refused: what was asked cannot be published safely, even without the finest tables. */
export class ProtectionRefused extends Error {
  override name = 'ProtectionRefused';
}

/**
 * Protects the counted cells behind all figures of a report as one system, together with what earlier reports
 * made known. Where no safe pattern exists the finest guarded figure is left out, and it is tried again: the
 * rules are never relaxed. Throws {@link ProtectionRefused} when nothing guarded is left to leave out.
 */
export async function protectFigures(
  figures: ComputedFigures,
  used: readonly string[],
  known: KnownCells,
  threshold: number,
): Promise<ProtectedFigures> {
  const policy = policyOf({ threshold, ownCell: 'singletons' });
  const withheld = new Map<string, Text>();
  const closed = used.filter((id) => figures.definition(id).protection.class === 'closed');
  if (closed.length > 0)
    throw new ProtectionRefused(`Deze cijfers worden nooit gepubliceerd: ${closed.join(', ')}.`);
  for (;;) {
    const shown = used.filter((id) => !withheld.has(id));
    const repeated = asPublished(figures, shown, known);
    const tables = linkedTables(figures, shown, known, repeated);
    const result = await protect(tables, policy);
    if (result.outcome === 'protected') {
      if (!result.audit.passed)
        throw new ProtectionRefused(
          'De controle op afleidbaarheid is niet geslaagd; er is niets gepubliceerd.',
        );
      const hidden = new Set(
        [...result.fates]
          .filter(([, fate]) => fate === 'primary' || fate === 'secondary')
          .map(([key]) => key),
      );
      return {
        hides: (key) => hidden.has(key) || repeated.has(key),
        printedBefore: (key) => repeated.get(key) ?? undefined,
        withheld,
        audit: auditOf(result.audit, result.method, hidden.size),
        cells: [
          ...tables.cells.map((cell) => ({
            key: cell.key,
            value: String(cell.value),
            hidden: hidden.has(cell.key),
          })),
          ...[...repeated].map(([key, value]) => ({ key, value: value ?? '', hidden: value === null })),
        ],
      };
    }
    const finest = finestGuarded(figures, shown, new Set(result.obstacles.map((obstacle) => obstacle.key)));
    if (!finest)
      throw new ProtectionRefused(
        'De cijfers kunnen niet veilig samen worden gepubliceerd, ook niet zonder de fijnste tabellen.',
      );
    withheld.set(
      finest.id,
      text(
        'niet gepubliceerd: zo fijn verdeeld zijn de aantallen niet te beschermen',
        'not published: divided this finely the numbers cannot be protected',
      ),
    );
  }
}

/** Of the guarded figures that hold an unprotectable cell, the one that divides furthest; else the finest of all. */
function finestGuarded(
  figures: ComputedFigures,
  shown: readonly string[],
  obstacles: ReadonlySet<string>,
): FigureDefinition | undefined {
  const guarded = shown
    .map((id) => figures.definition(id))
    .filter((definition) => definition.protection.class === 'guarded')
    .map((definition) => {
      const answer = figures.answer(definition.id);
      const cells = isCube(answer) ? [...answer.cells.values()] : [];
      return {
        definition,
        dimensions: isCube(answer) ? answer.dimensions.length : 0,
        size: cells.length,
        stuck: cells.some((cell) => cell.from.some((key) => obstacles.has(key))),
      };
    })
    .sort(
      (a, b) =>
        Number(b.stuck) - Number(a.stuck) ||
        b.dimensions - a.dimensions ||
        b.size - a.size ||
        a.definition.id.localeCompare(b.definition.id),
    );
  return guarded[0]?.definition;
}

/**
 * The counted cells behind the figures, with the sums between them. A share or rate shows as much as the counts
 * it is made from, so the whole tables of those counts are protected with it.
 */
function linkedTables(
  figures: ComputedFigures,
  shown: readonly string[],
  known: KnownCells,
  repeated: AsPublished,
): LinkedTables {
  const wanted = new Set<string>();
  for (const id of shown) {
    const answer = figures.answer(id);
    if (!isCube(answer)) continue;
    for (const cell of answer.cells.values()) for (const key of cell.from) wanted.add(key);
  }
  const tables: LinkedTables[] = [];
  const cubes: Cube[] = [];
  for (const definition of figures.definitions) {
    const isShown = shown.includes(definition.id);
    if (!addsUp(definition.quantity.unit)) continue;
    const answer = figures.answer(definition.id);
    if (!isCube(answer) || !addsUp(answer.unit)) continue;
    const touched =
      isShown ||
      [...answer.cells.values()].some((cell) => cell.from.length === 1 && wanted.has(cell.from[0] ?? ''));
    if (!touched) continue;
    tables.push(tableOf(answer, definition.protection.class, known, repeated, isShown, wanted));
    cubes.push(answer);
  }
  const linked = link(...tables);
  return link(linked, sumsAcross(cubes, linked.cells, known));
}

function tableOf(
  cube: Cube,
  kind: ProtectionClass,
  known: KnownCells,
  repeated: AsPublished,
  shown: boolean,
  wanted: ReadonlySet<string>,
): LinkedTables {
  const cells: Cell[] = [];
  const keys = new Map<string, { key: string; value: number }>();
  for (const [place, cell] of cube.cells) {
    const [key] = cell.from;
    // A difference or a cell put together from several counts is no count of its own.
    if (
      cell.from.length !== 1 ||
      key === undefined ||
      !hasValue(cell) ||
      !isWhole(cell.value) ||
      cell.value.numerator < 0n
    )
      continue;
    if ((!shown && !wanted.has(key)) || repeated.has(key)) continue;
    const value = Number(cell.value.numerator);
    keys.set(place, { key, value });
    const at = coordinatesOf(cube.dimensions, place);
    const height = cube.dimensions.reduce(
      (sum, dimension) => sum + heightOf(dimension, at[dimension.key] ?? total),
      0,
    );
    const kept = historyOf(known, key, value);
    const { contributions } = cell;
    cells.push({
      key,
      value,
      class: kind,
      height,
      ...(kept ? { history: kept } : {}),
      ...(contributions ? { contributions } : {}),
    });
  }
  return { cells, relations: relationsOf(cube, keys) };
}

/** What an earlier report did with this count, as far as it still holds. */
function historyOf(known: KnownCells, key: string, value: number): 'published' | 'hidden' | undefined {
  const before = known.get(key);
  if (before?.state === 'hidden') return 'hidden';
  return before && Number(before.value) === value ? 'published' : undefined;
}

/** Along each dimension: a member with children is their sum, where the numbers indeed add up. */
function relationsOf(cube: Cube, keys: ReadonlyMap<string, { key: string; value: number }>): Relation[] {
  const sums = new Map<
    string,
    { total: { key: string; value: number }; parts: { key: string; value: number }[] }
  >();
  for (const [place, cell] of keys) {
    const at = coordinatesOf(cube.dimensions, place);
    for (const dimension of cube.dimensions) {
      const code = at[dimension.key] ?? total;
      if (code === total) continue;
      const above = code === notRecorded ? total : parentOf(dimension, code, at);
      const place = cellKey(cube.dimensions, { ...at, [dimension.key]: above });
      const sum = keys.get(place);
      if (!sum) continue;
      const name = `${dimension.key} ${place}`;
      const relation = sums.get(name) ?? { total: sum, parts: [] };
      relation.parts.push(cell);
      sums.set(name, relation);
    }
  }
  return (
    [...sums.values()]
      // Where a table shows a single year, that year and the total are one cell: no relation between two.
      .filter((sum) => sum.parts.every((part) => part.key !== sum.total.key))
      .filter((sum) => sum.parts.reduce((value, part) => value + part.value, 0) === sum.total.value)
      .map((sum) => ({ total: sum.total.key, parts: sum.parts.map((part) => part.key) }))
  );
}

function heightOf(dimension: Dimension, code: string): number {
  if (code === total) return 2;
  return dimension.members.some((member) => member.parent === code) ? 1 : 0;
}

function auditOf(
  audit: {
    cells: number;
    primaries: number;
    secondaries: number;
    passed: boolean;
    attackers: readonly { attacker: string; variants: number }[];
    narrowest: { low: number; high: number } | undefined;
  },
  method: 'exact' | 'heuristic',
  hidden: number,
): Method['audit'] {
  const words: Readonly<Record<string, Text>> = {
    reader: text(
      'een lezer die alle tabellen, grafieken en eerdere verslagen naast elkaar legt en de regels kent',
      'a reader who holds all tables, charts and earlier reports side by side and knows the rules',
    ),
    'reader-with-own-cell': text(
      'iemand die bovendien één verborgen getal kent omdat het over hemzelf gaat',
      'someone who also knows one hidden number because it is about themselves',
    ),
  };
  return {
    cells: audit.cells,
    primary: audit.primaries,
    secondary: audit.secondaries,
    pattern: hidden === 0 ? 'none-needed' : method,
    passed: audit.passed,
    attackers: audit.attackers.flatMap((one) => words[one.attacker] ?? []),
    narrowest:
      audit.narrowest && Number.isFinite(audit.narrowest.high)
        ? String(audit.narrowest.high - audit.narrowest.low + 1)
        : null,
  };
}
