import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import type { Cube } from '../../figures/cubes/cube.ts';
import {
  type ComputedFigures,
  computeFigures,
  type FigureDefinition,
  isCube,
} from '../../figures/definition.ts';
import { type Period, today } from '../../organisation/period.ts';
import { publicationActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { WordedError } from '../../platform/language/explained-error.ts';
import { text } from '../../platform/language/text.ts';
import { coarserTablesOf } from '../disclosure/coarser-tables.ts';
import { type KnownCells, knownCells } from '../disclosure/known-cells.ts';
import { protectFigures } from '../disclosure/protect-figures.ts';
import { startingDocument } from '../document/starting-document.ts';
import { freeze, protectReport, thaw } from '../make-report.ts';
import { countedInputs } from '../publishing.ts';
import type { PublishedCell, PublishedFigure } from '../report-model.ts';
import { type EditionCell, editionCells, type MadeEdition } from './editions.ts';
import {
  countedFrom,
  type InsideFigure,
  inputsBeside,
  insideFigures,
  nothingHidden,
} from './inside-figures.ts';

/** The figures of a period cannot be made as they were asked for. */
class EditionRefused extends WordedError {
  override readonly name = 'EditionRefused';
}

/**
 * Counts and protects every figure of a period that ended, as a report of it would: beside what reports published and
 * what earlier editions showed.
 *
 * @param allow is asked before anything is counted; what it throws is thrown
 */
export async function editionOf(
  organisation: OpenOrganisation,
  period: Period,
  allow: () => Promise<unknown>,
): Promise<Omit<MadeEdition, 'edition'>> {
  const day = today();
  // Who saw the numbers of a year that runs on two days could subtract them.
  if (period.until > day)
    throw new EditionRefused(
      text(
        'Dit jaar is nog niet voorbij. Beschermde cijfers zijn er van jaren die voorbij zijn.',
        'This year is not over yet. There are protected figures of years that are over.',
      ),
    );
  await allow();
  const { catalogue, profile, door } = await organisation.on(day);
  const { yearStart, codes } = profile;
  const registers = catalogue.registers.filter(({ figures }) => figures.length > 0);
  const counted = await look(door, publicationActor, catalogue.readInputs, concern, {
    ...{ period, yearsBefore: 0, yearStart, codes },
  });
  const { document, shown } = startingDocument({
    ...{ period, yearsBefore: 0, language: 'nl', registers },
    figures: computeFigures(catalogue.figures, counted),
    gaps: counted.gaps,
  });
  const earlier = await look(door, publicationActor, editionCells, concern, {});
  const inputs = await countedInputs(
    organisation,
    { document, publishedOn: day, notice: null },
    async () => undefined,
  );
  const ready = { ...inputs, draft: true as const, known: withEditions(inputs.known, earlier) };
  if (shown === 0) return { parts: partsOf(registers, []), cells: [], report: freeze(ready) };
  const { protection, used, before } = await protectReport(catalogue, ready, 'as-published');
  return {
    parts: partsOf(registers, insideFigures(used, protection, before)),
    cells: protection.cells,
    report: freeze(ready),
  };
}

/** What a reader knows of counts who saw earlier editions beside what was published. */
function withEditions(known: KnownCells, editions: readonly (readonly EditionCell[])[]): KnownCells {
  const shown = editions
    .flat()
    .map(
      ({ key, value, hidden }): Told =>
        hidden ? { key, state: 'hidden', value: null } : { key, state: 'published', value },
    );
  const published = [...known].flatMap(([key, cell]): readonly Told[] =>
    cell.state === 'hidden'
      ? [{ key, state: 'hidden', value: null }]
      : [...(cell.others ?? []), cell.value].map((value) => ({ key, state: 'published', value })),
  );
  return knownCells([...shown, ...published]);
}

interface Told {
  readonly key: string;
  readonly state: 'published' | 'hidden';
  readonly value: string | null;
}

function partsOf(
  registers: OpenOrganisation['catalogue']['registers'],
  figures: readonly InsideFigure[],
): MadeEdition['parts'] {
  return registers.map(({ key, figures: own, pages }) => ({
    register: key,
    keptInUnits: pages?.keptBy.some(({ on }) => on === 'unit') === true,
    figures: figures.filter(({ figure }) => own.some(({ id }) => id === figure.id)),
  }));
}

/** What a table beside the own records is made of. */
export interface BesideRequest {
  /** The frozen inputs of the edition, and what it shows of the register. */
  readonly report: string;
  readonly shown: readonly InsideFigure[];
  readonly definitions: readonly FigureDefinition[];
  /** Of the register. */
  readonly own: readonly FigureDefinition[];
  /** The names of the facts of the register. */
  readonly facts: readonly string[];
  /** The keys of the units whose records who asks may see. */
  readonly units: readonly string[];
}

/**
 * The figures of the rest of the organisation, for who knows every record of some units: counted without those, all of
 * them guarded, and protected by themselves, so that whoever subtracts the own records learns nothing. No cell shows more
 * than the edition does for who knows no records.
 */
export async function figuresBeside(request: BesideRequest): Promise<readonly InsideFigure[]> {
  const { figures: inputs, profile } = thaw(request.report);
  const whole = computeFigures(request.definitions, inputs);
  const beside = inputsBeside(inputs, request.facts, request.units);
  const shown = new Map(request.shown.map((one) => [one.figure.id, one]));
  const others = guarded(computeFigures(request.definitions, beside.inputs), shown);
  const ids = countedFrom(request.own, others, beside.facts).filter((id) => shown.has(id));
  if (ids.length === 0) return [];
  const protection = await protectFigures(
    others,
    ids,
    new Map(),
    profile.policies.protectionThreshold,
    undefined,
    {},
    profile.policies.protectionAgainst ?? 'singletons',
  );
  const open = nothingHidden(whole);
  const now = new Map(insideFigures(ids, open).map(({ figure }) => [figure.id, figure]));
  return insideFigures(ids, protection).map(({ figure, less }) => {
    const edition = shown.get(figure.id);
    const all = now.get(figure.id);
    return {
      figure: edition && all ? noMoreThan(figure, edition.figure, all) : { ...figure, cells: [] },
      less: less ?? edition?.less ?? null,
    };
  });
}

/** All figures guarded, at the detail of an edition; those of which that detail is not found cannot be computed. */
function guarded(computed: ComputedFigures, shown: ReadonlyMap<string, InsideFigure>): ComputedFigures {
  const asGuarded = (one: FigureDefinition): FigureDefinition =>
    one.protection.class === 'open' ? { ...one, protection: { ...one.protection, class: 'guarded' } } : one;
  const answers = new Map<string, ReturnType<ComputedFigures['answer']>>();
  return {
    ...computed,
    definitions: computed.definitions.map(asGuarded),
    definition: (id) => asGuarded(computed.definition(id)),
    answer: (id) => {
      const found = answers.get(id) ?? asDetailed(computed.answer(id), shown.get(id)?.figure);
      answers.set(id, found);
      return found;
    },
  };
}

/** A table at the detail of an edition, or why it is not there. */
function asDetailed(
  answer: ReturnType<ComputedFigures['answer']>,
  edition: PublishedFigure | undefined,
): ReturnType<ComputedFigures['answer']> {
  if (!isCube(answer) || !edition) return answer;
  if (edition.cannot !== null) return { cannot: edition.cannot };
  const fits = ({ dimensions }: Cube): boolean =>
    dimensions.every(({ key, members }) => {
      const known = edition.dimensions.find((one) => one.key === key)?.members.map(({ code }) => code);
      return known !== undefined && members.every(({ code }) => isKnown(code, known));
    });
  if (fits(answer)) return answer;
  return coarserTablesOf(answer).find(({ cube }) => fits(cube))?.cube ?? { cannot: lessHere };
}

const lessHere = text(
  'dit cijfer is beschermd en staat er minder uitgesplitst',
  'this figure is protected and stands there in less detail',
);

/** Whether an edition has that member; of what is not recorded it has a row only where there is some. */
function isKnown(code: string, known: readonly string[]): boolean {
  return code === '?' || known.includes(code);
}

/**
 * A figure in which every cell is hidden that an edition hides, or shows as it was published before: beside the own
 * records its value of today would tell what was corrected.
 */
function noMoreThan(
  figure: PublishedFigure,
  edition: PublishedFigure,
  now: PublishedFigure,
): PublishedFigure {
  const find = ({ cells, dimensions }: PublishedFigure, { at }: PublishedCell) =>
    cells.find((one) => dimensions.every(({ key }) => (one.at[key] ?? '*') === (at[key] ?? '*')));
  return {
    ...figure,
    cells: figure.cells.map((cell) => {
      if (cell.value === null) return cell;
      const [then, whole] = [find(edition, cell), find(now, cell)];
      if (then && whole && then.value !== null && then.value === whole.value) return cell;
      const { parts: _, ...rest } = cell;
      return { ...rest, state: 'suppressed' as const, value: null, note: null };
    }),
  };
}
