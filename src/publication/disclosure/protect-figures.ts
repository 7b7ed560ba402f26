import { addsUp } from '../../figures/cubes/counted-thing.ts';
import type { Cube } from '../../figures/cubes/cube.ts';
import { type ComputedFigures, isCube } from '../../figures/definition.ts';
import { WordedError } from '../../platform/language/explained-error.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { initialStateOf } from '../../protection/attacker/knowledge.ts';
import type { LinkedTables } from '../../protection/linked-tables.ts';
import { openingsOf } from '../../protection/openings.ts';
import { type Policy, policyOf } from '../../protection/policy.ts';
import type { Obstacle, Protected } from '../../protection/protect.ts';
import { type Protections, protectByComponent } from '../../protection/protect-by-component.ts';
import type { Method } from '../report-model.ts';
import {
  type AsPublished,
  asPublished,
  type DifferenceRules,
  openKeys,
  unpublishedThen,
} from './as-published.ts';
import { type BesideLists, besideLists, listsOfHidden } from './beside-lists.ts';
import { type CoarserTable, coarserTablesOf, isAboveZero } from './coarser-tables.ts';
import type { KnownCells } from './known-cells.ts';
import { countedKeys, linkedTables } from './linked-figures.ts';
import { guardedWhereHidden, onceHidden, openingHidden } from './once-hidden.ts';
import { type Pattern, readableTable } from './suppressed-share.ts';

/** The outcome of protecting all figures of a report together. */
export interface ProtectedFigures extends Pattern {
  /** The figures at the detail at which they are published: where needed a coarser version of what was computed. */
  readonly figures: ComputedFigures;
  /** Figures published less finely than asked: what is left out. */
  readonly coarsened: ReadonlyMap<string, Text>;
  /** Figures that could not be published at any detail, with the reason. */
  readonly withheld: ReadonlyMap<string, Text>;
  /** Counts of a corrected year that no earlier report published: of them not even the zeros are shown. Absent: none. */
  readonly unpublished?: ReadonlySet<string>;
  /** Whether an earlier report hid a count. Absent: there was none. */
  readonly hidThen?: (canonicalKey: string) => boolean;
  readonly audit: Method['audit'];
  /**
   * How many small numbers somebody can compute who knows one hidden number, or those of one unit. For those who make the
   * report: beside the sums it would disclose which dots are small.
   */
  readonly smallOpen: number;
  /** Every counted cell of the report, for the memory of later reports. */
  readonly cells: readonly { readonly key: string; readonly value: string; readonly hidden: boolean }[];
}

/** Publication is refused: what was asked cannot be published safely, even without the finest tables. */
export class ProtectionRefused extends WordedError {
  override name = 'ProtectionRefused';
}

/**
 * Protects the counted cells behind all figures of a report as one system, together with what earlier reports
 * made known. Where no safe pattern exists the finest guarded figure is replaced by its next coarser table, and it is
 * tried again: the rules are never relaxed. A figure without a coarser version is left out. A table that would be
 * mostly suppressed becomes coarser too. Throws {@link ProtectionRefused} when nothing guarded is left to give way.
 *
 * @param remembered the same figures over all years shown, by which earlier reports are remembered
 * @param ownCell which readers who know a hidden number of their own may compute no small one
 * @param pointing the years, by register, in which a difference with what was printed points at a unit
 */
export async function protectFigures(
  all: ComputedFigures,
  used: readonly string[],
  known: KnownCells,
  threshold: number,
  remembered?: ComputedFigures,
  pointing: DifferenceRules['pointing'] = {},
  ownCell: 'singletons' | 'every' = 'singletons',
): Promise<ProtectedFigures> {
  const asked = { used, known, threshold, remembered, pointing, ownCell };
  const opening = new Set<string>();
  // Each round guards an open figure more, of which there are so many.
  for (;;) {
    const found = await protectAs(guardedWhereHidden(all, used, known, opening), asked);
    if (!('opening' in found)) return found;
    for (const id of found.opening) opening.add(id);
  }
}

interface Asked {
  readonly used: readonly string[];
  readonly known: KnownCells;
  readonly threshold: number;
  readonly remembered: ComputedFigures | undefined;
  readonly pointing: DifferenceRules['pointing'];
  readonly ownCell: 'singletons' | 'every';
}

/**
 * Protects the figures with these classes. Where nothing guarded is left to give way: the open figures by whose new
 * numbers something would be known that an earlier report hid.
 */
async function protectAs(
  computed: ComputedFigures,
  { used, known, threshold, remembered, pointing, ownCell }: Asked,
): Promise<ProtectedFigures | { readonly opening: readonly string[] }> {
  const policy = policyOf({ threshold, ownCell });
  const closed = used.filter((id) => computed.definition(id).protection.class === 'closed');
  if (closed.length > 0)
    throw new ProtectionRefused(
      text(
        `Deze cijfers worden nooit gepubliceerd: ${closed.join(', ')}.`,
        `These figures are never published: ${closed.join(', ')}.`,
      ),
    );
  const detail = new ChosenDetail(computed, used);
  for (const id of listsOfHidden(computed, used, known)) detail.withheld.set(id, onceHidden);
  const before: Protections = new Map();
  const rules = { threshold, pointing };
  const outdated = asPublished(computed, used, new Set(known.keys()), known, rules);
  // Each round makes figures coarser, which ends: so do the rounds.
  for (;;) {
    const shown = detail.shown();
    const wanted = countedKeys(detail.figures, shown);
    const repeated = asPublished(computed, shown, wanted, known, rules);
    const open = openKeys(detail.figures, shown);
    const beside = besideLists(detail.figures, shown, open);
    const tables = linkedTables({
      ...{ computed, wanted, open, beside, known, repeated, outdated, threshold, remembered },
    });
    const result = await protectByComponent(tables, policy, before);
    if (result.outcome === 'unprotected') {
      if (detail.coarsen(seen(result.obstacles, wanted))) continue;
      const opening = openingHidden(computed, shown, result.obstacles, known);
      if (opening.length > 0) return { opening };
      throw new ProtectionRefused(
        text(
          'De cijfers kunnen niet veilig samen worden gepubliceerd, ook niet zonder de fijnste tabellen.',
          'The figures cannot be published together safely, not even without the finest tables.',
        ),
      );
    }
    if (!result.audit.passed)
      throw new ProtectionRefused(
        text(
          'De controle op afleidbaarheid is niet geslaagd; er is niets gepubliceerd.',
          'The audit of what can be derived did not pass; nothing was published.',
        ),
      );
    const hidden = hiddenBy(result);
    const drawn = drawnWith((key) => hidden.has(key), repeated);
    if (detail.coarsenMostlySuppressed(drawn, drawnWith(hiddenAnyway(tables, policy), repeated))) continue;
    const unpublished = unpublishedThen(detail.figures, shown, repeated, known);
    if (detail.leaveOut(unpublished)) continue;
    const openings = await openingsOf(tables, policy, result.statuses, unitOfKey);
    const isNarrow = [...beside].some(
      ([key, { least, most }]) => wanted.has(key) && least > 0 && least < most,
    );
    return {
      figures: detail.figures,
      ...drawn,
      unpublished,
      hidThen: (key) => known.get(key)?.state === 'hidden',
      coarsened: detail.coarsened(),
      withheld: detail.withheld,
      audit: auditOf(result, [...hidden].filter((key) => wanted.has(key)).length, {
        ...{ ownCell, computable: openings.bySums, isNarrow },
      }),
      smallOpen: openings.small,
      cells: [
        ...memoryOf(tables, wanted, hidden, repeated),
        ...toldBeside(beside, (key) => wanted.has(key)),
      ].filter(({ key }) => !unpublished.has(key)),
    };
  }
}

/** The obstacles as cells that figures hold: for one that nobody sees, the cells that it adds up with. */
function seen(obstacles: readonly Obstacle[], wanted: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    obstacles.flatMap(({ key, relations }) => (wanted.has(key) ? [key] : [key, ...relations.flat()])),
  );
}

/** What this report makes known of each count: what it prints, what it hides, what it repeats from earlier ones. */
function memoryOf(
  tables: LinkedTables,
  wanted: ReadonlySet<string>,
  hidden: ReadonlySet<string>,
  repeated: AsPublished,
): ProtectedFigures['cells'] {
  const printed = tables.cells.filter(
    (cell) => cell.shown !== false && wanted.has(cell.key) && !repeated.has(cell.key),
  );
  return [
    ...printed.map(({ key, value }) => ({ key, value: String(value), hidden: hidden.has(key) })),
    ...[...repeated].map(([key, value]) => ({ key, value: value ?? '', hidden: value === null })),
  ];
}

/** The counts that no figure shows and of which a list and the open totals leave one value: readers know them all the same. */
function toldBeside(beside: BesideLists, isSeen: (key: string) => boolean): ProtectedFigures['cells'] {
  return [...beside].flatMap(([key, { least, most }]) =>
    least === most && !isSeen(key) ? [{ key, value: String(least), hidden: false }] : [],
  );
}

function hiddenBy(result: Protected): ReadonlySet<string> {
  const hidden = [...result.statuses].filter(([, status]) => status === 'primary' || status === 'secondary');
  return new Set(hidden.map(([key]) => key));
}

/** What is hidden whatever pattern is chosen: what is small by itself, and what earlier reports hid. */
function hiddenAnyway(tables: LinkedTables, policy: Policy): Pattern['hides'] {
  const state = new Map(tables.cells.map((cell) => [cell.key, initialStateOf(cell, policy)]));
  return (key) => state.get(key) === 'hidden';
}

function drawnWith(hidden: Pattern['hides'], repeated: AsPublished): Pattern {
  return {
    hides: (key) => hidden(key) || repeated.has(key),
    printedBefore: (key) => repeated.get(key) ?? undefined,
  };
}

/** The detail at which each figure of a report is published. */
class ChosenDetail {
  readonly withheld = new Map<string, Text>();
  readonly figures: ComputedFigures;
  readonly #used: readonly string[];
  readonly #chosen = new Map<string, CoarserTable>();
  readonly #left = new Map<string, readonly CoarserTable[]>();

  constructor(computed: ComputedFigures, used: readonly string[]) {
    this.#used = used;
    this.figures = { ...computed, answer: (id) => this.#chosen.get(id)?.cube ?? computed.answer(id) };
  }

  shown(): readonly string[] {
    return this.#used.filter((id) => !this.withheld.has(id));
  }

  coarsened(): ReadonlyMap<string, Text> {
    const shown = [...this.#chosen].filter(([id]) => !this.withheld.has(id));
    return new Map(shown.map(([id, table]) => [id, table.note]));
  }

  /**
   * Of the guarded figures that hold an unprotectable cell the finest of each register, whose counts no other shares,
   * becomes one table coarser; where none holds one, the finest of all. Says whether there was any.
   */
  coarsen(obstacles: ReadonlySet<string>): boolean {
    const finestFirst = this.#guarded()
      .map(({ id, cube }) => ({
        id,
        register: id.split('.')[0] ?? id,
        dimensions: cube.dimensions.length,
        size: cube.cells.size,
        stuck: [...cube.cells.values()].some((cell) => cell.from.some((key) => obstacles.has(key))),
      }))
      .sort((a, b) => b.dimensions - a.dimensions || b.size - a.size || a.id.localeCompare(b.id));
    const stuck = Map.groupBy(
      finestFirst.filter((one) => one.stuck),
      (one) => one.register,
    );
    const moving =
      stuck.size > 0 ? [...stuck.values()].flatMap((own) => own.slice(0, 1)) : finestFirst.slice(0, 1);
    for (const { id } of moving) {
      const [next] = this.#coarser(id);
      if (next) this.#goTo(id, next);
      else this.withheld.set(id, this.#whyWithheld(id));
    }
    return moving.length > 0;
  }

  /** Takes tables that are mostly suppressed to a version that can be read. Says whether any was. */
  coarsenMostlySuppressed(drawn: Pattern, anyway: Pattern): boolean {
    const moves = this.#guarded().flatMap(({ id, cube }) => {
      const table = readableTable(cube, this.#coarser(id), drawn, anyway);
      return table ? [{ id, table }] : [];
    });
    for (const { id, table } of moves) this.#goTo(id, table);
    return moves.length > 0;
  }

  /** Leaves out figures that have nothing of their own but what stays unpublished. Says whether any was. */
  leaveOut(unpublished: ReadonlySet<string>): boolean {
    if (unpublished.size === 0) return false;
    const empty = this.#guarded().filter(({ id, cube }) => {
      const elsewhere = countedKeys(
        this.figures,
        this.shown().filter((other) => other !== id),
      );
      const own = [...cube.cells.values()].filter(
        (cell) => isAboveZero(cell) && !cell.from.every((key) => elsewhere.has(key)),
      );
      return own.length > 0 && own.every((cell) => cell.from.some((key) => unpublished.has(key)));
    });
    for (const { id } of empty) this.withheld.set(id, this.#whyWithheld(id));
    return empty.length > 0;
  }

  #guarded(): readonly { readonly id: string; readonly cube: Cube }[] {
    return this.shown().flatMap((id) => {
      const cube = this.figures.answer(id);
      const guarded = this.figures.definition(id).protection.class === 'guarded';
      return guarded && isCube(cube) ? [{ id, cube }] : [];
    });
  }

  /** The coarser tables of a figure that would show something that no other figure of the report shows. */
  #coarser(id: string): readonly CoarserTable[] {
    const cube = this.figures.answer(id);
    if (!isCube(cube)) return [];
    const coarser = this.#left.get(id) ?? coarserTablesOf(cube);
    this.#left.set(id, coarser);
    const others = this.shown().filter((other) => other !== id);
    const elsewhere = countedKeys(this.figures, others);
    return coarser.filter((table) =>
      [...table.cube.cells.values()].some(
        (cell) => isAboveZero(cell) && !cell.from.every((key) => elsewhere.has(key)),
      ),
    );
  }

  /** Tables finer than this one are not tried again. */
  #goTo(id: string, table: CoarserTable): void {
    const coarser = this.#left.get(id) ?? [];
    this.#chosen.set(id, table);
    this.#left.set(id, coarser.slice(coarser.indexOf(table) + 1));
  }

  /** Says where the same things can be read less finely, if anywhere. */
  #whyWithheld(id: string): Text {
    const cube = this.figures.answer(id);
    const titles = new Map<string, Text>();
    for (const other of this.shown()) {
      const coarser = this.figures.answer(other);
      if (other === id || !isCube(cube) || !isCube(coarser)) continue;
      if (coarser.base !== cube.base || !addsUp(coarser.unit)) continue;
      const keys = coarser.dimensions.map((dimension) => dimension.key);
      const own = cube.dimensions.map((dimension) => dimension.key);
      if (!keys.some((key) => key !== 'year') || !keys.every((key) => own.includes(key))) continue;
      const name = keys.sort().join();
      if (!titles.has(name)) titles.set(name, this.figures.definition(other).title);
    }
    const see = (language: 'nl' | 'en') => [...titles.values()].map((title) => title[language]).join('”, „');
    return text(
      `niet gepubliceerd: zo uitgesplitst zijn de aantallen niet te beschermen${titles.size > 0 ? `; minder uitgesplitst staan zij bij „${see('nl')}”` : ''}`,
      `not published: divided this finely the numbers cannot be protected${titles.size > 0 ? `; for less detail see “${see('en').replaceAll('”, „', '”, “')}”` : ''}`,
    );
  }
}

/** The unit in a canonical key. */
function unitOfKey(key: string): string | undefined {
  return /[(,]unit=([^,)]+)/.exec(key)?.[1];
}

const attackers = {
  reader: text(
    'een lezer die alle tabellen, grafieken en eerdere verslagen naast elkaar legt en de regels kent',
    'a reader who holds all tables, charts and earlier reports side by side and knows the rules',
  ),
  ownCell: text(
    'iemand die bovendien weet dat een verborgen getal één is, omdat het over hemzelf gaat',
    'someone who also knows that a hidden number is one, because it is about themselves',
  ),
  everyOwnCell: text(
    'iemand die bovendien één verborgen getal kent, welk dan ook',
    'someone who also knows one hidden number, whichever it is',
  ),
} satisfies Readonly<Record<string, Text>>;

/**
 * What the method page may say of the audit. How many of the dots are small, or how narrow the narrowest range is,
 * would help an attacker: of two dots that add up to seven, "one of them is small" leaves two answers instead of six.
 */
function auditOf(
  { audit, method }: Protected,
  hidden: number,
  {
    ownCell,
    computable,
    isNarrow,
  }: {
    readonly ownCell: 'singletons' | 'every';
    readonly computable: number;
    readonly isNarrow: boolean;
  },
): Method['audit'] {
  return {
    cells: audit.cells,
    hidden,
    pattern: hidden === 0 ? 'none-needed' : method,
    passed: audit.passed,
    attackers: [attackers.reader, ownCell === 'every' ? attackers.everyOwnCell : attackers.ownCell],
    ...(hidden > 0 ? { ownCell: { against: ownCell, computable } } : {}),
    ...(isNarrow ? { besideList: true as const } : {}),
  };
}
