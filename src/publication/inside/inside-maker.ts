import type { InputScope } from '../../collection/inputs.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import type { Register } from '../../collection/register.ts';
import { hasValue } from '../../figures/cubes/cell.ts';
import { cellKey } from '../../figures/cubes/cube.ts';
import { isWhole } from '../../figures/cubes/rational.ts';
import {
  type ComputedFigures,
  computeFigures,
  type FigureDefinition,
  type FigureInputs,
  isCube,
} from '../../figures/definition.ts';
import { type Period, parsePeriod, today } from '../../organisation/period.ts';
import { type PersonActor, personActor, publicationActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { isDatabaseGone } from '../../platform/database/database-gone.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { WordedError } from '../../platform/language/explained-error.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { editionOf, figuresBeside } from './edition-making.ts';
import {
  editionFigures,
  editionInputs,
  editionsQuestion,
  editionToMake,
  failEdition,
  storeEdition,
} from './editions.ts';
import {
  countedFrom,
  type InsideFigure,
  inputsWithin,
  insideFigures,
  nothingHidden,
} from './inside-figures.ts';
import { type OwnReach, ownFacts, ownReach, recordsBehind } from './own-facts.ts';

/** How far figures are for who asked. */
export type Ready<T> =
  | { readonly kind: 'busy'; readonly since: Date }
  | { readonly kind: 'failed'; readonly words: Text }
  | { readonly kind: 'ready'; readonly at: Date; readonly made: T };

/** The figures of a register over what somebody may see. */
export interface OwnFigures {
  readonly figures: readonly InsideFigure[];
  /** The records that a number counts; null where it is no number of records. */
  readonly records: (figure: string, at: Readonly<Record<string, string>>) => readonly string[] | null;
}

/** How many answers wait for who asks again, and for how long, in milliseconds. */
const mostKept = 24;
const keptFor = 5 * 60_000;
/** How long a page waits for figures before it says that they are being made, in milliseconds. */
const patience = 1000;

const brokenOff = text(
  'De cijfers konden door een fout van het programma niet worden gemaakt. Probeer het opnieuw; gaat het weer mis, vraag het dan de technisch beheerder.',
  'The figures could not be made because of a fault of the program. Try again; if it fails again, ask the technical administrator.',
);
const ownUnits = text('uw onderdelen samen', 'your units together');

/**
 * What counts figures for pages of the workplace (decision 0077): behind the door of the program, in the name of who
 * asks. What somebody may see is read as that person; what they may not see is what an edition shows.
 */
export class InsideFigures {
  readonly #organisation: OpenOrganisation;
  readonly #tell: (line: string) => void;
  readonly #kept = new Map<string, Ready<unknown>>();
  readonly #busy = new Map<string, Promise<void>>();
  readonly #reading = new Map<string, Promise<FigureInputs>>();

  /** @param tell takes a line for the log where the program itself fails */
  constructor(organisation: OpenOrganisation, tell: (line: string) => void) {
    this.#organisation = organisation;
    this.#tell = tell;
  }

  /**
   * The figures of a register over every record that somebody may see, with nothing hidden. They are counted again as
   * soon as something of what they see was changed.
   */
  async own(actor: PersonActor, key: string, period: Period): Promise<Ready<OwnFigures>> {
    const reach = await this.#reach(actor, key);
    const { profile } = await this.#organisation.on(today());
    const name = `own ${actor.person} ${key} ${period.key} ${profile.version} ${JSON.stringify(reach)}`;
    return this.#whenReady(name, () => this.#count(actor, key, period, reach.units));
  }

  /**
   * The figures of a register in the rest of the organisation, for who knows the records of some units: of an edition,
   * beside what they know. Null where it shows none, or none of it is somebody else's.
   */
  async beside(
    actor: PersonActor,
    key: string,
    edition: string,
  ): Promise<Ready<readonly InsideFigure[] | null>> {
    const { units } = await this.#reach(actor, key);
    const name = `beside ${actor.person} ${key} ${edition} ${JSON.stringify(units)}`;
    return this.#whenReady(name, () => this.#countBeside(key, edition, units));
  }

  /** Makes an edition that somebody asked for, unless that was done. */
  async makeEdition(edition: string): Promise<void> {
    const { door } = this.#organisation;
    const asked = await look(door, publicationActor, editionToMake, concern, { edition });
    if (!asked) return;
    try {
      const actor = personActor(asked.by, 'workplace');
      const { profile } = await this.#organisation.on(today());
      const period = parsePeriod(asked.period, profile.yearStart);
      const made = await editionOf(this.#organisation, period, () =>
        look(door, actor, editionsQuestion, concern, { period: asked.period }),
      );
      await perform(door, publicationActor, storeEdition, concern, { edition, ...made });
    } catch (error) {
      if (isDatabaseGone(error)) throw error;
      await perform(door, publicationActor, failEdition, concern, { edition, words: this.#wordsFor(error) });
    }
  }

  /** Ends when nothing is being counted any more. */
  async rest(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy.values());
  }

  async #reach(actor: PersonActor, key: string): Promise<OwnReach> {
    const { catalogue } = await this.#organisation.on(today());
    return look(this.#organisation.door, actor, ownReach(registerOf(catalogue.registers, key)), concern, {});
  }

  async #count(
    actor: PersonActor,
    key: string,
    period: Period,
    units: OwnReach['units'],
  ): Promise<OwnFigures> {
    const { door } = this.#organisation;
    const { catalogue, profile } = await this.#organisation.on(today());
    const register = registerOf(catalogue.registers, key);
    const { yearStart, codes } = profile;
    const scope = { period, yearStart, codes };
    const facts = await look(door, actor, ownFacts(register), concern, scope);
    const all = await this.#inputs({ ...scope, yearsBefore: 0 });
    const inputs =
      units === null
        ? { ...all, facts: new Map([...all.facts, ...facts]) }
        : inputsWithin(all, facts, units, ownUnits);
    const computed = computeFigures(catalogue.figures, inputs);
    const own = figuresOf(catalogue.figures, register);
    const shown =
      units === null
        ? own.filter(({ protection }) => protection.class !== 'closed').map(({ id }) => id)
        : countedFrom(own, computed, [...facts.keys()]);
    const behind = recordsBehind(
      own.map(({ id }) => id),
      computed,
    );
    return {
      figures: insideFigures(shown, nothingHidden(computed)),
      records: (figure, at) =>
        register.pages ? countedRecords(computed, register, behind, figure, at) : null,
    };
  }

  /** Everything that is counted from, read once for all who ask meanwhile: an overview asks for every register. */
  async #inputs(scope: InputScope): Promise<FigureInputs> {
    const { key } = scope.period;
    const found = this.#reading.get(key);
    if (found) return found;
    const { catalogue } = await this.#organisation.on(today());
    const reading = look(
      this.#organisation.door,
      publicationActor,
      catalogue.readInputs,
      concern,
      scope,
    ).finally(() => this.#reading.delete(key));
    this.#reading.set(key, reading);
    return reading;
  }

  async #countBeside(
    key: string,
    edition: string,
    units: OwnReach['units'],
  ): Promise<readonly InsideFigure[] | null> {
    const { door } = this.#organisation;
    const { catalogue } = await this.#organisation.on(today());
    const register = registerOf(catalogue.registers, key);
    const made = await look(door, publicationActor, editionInputs, concern, { edition });
    const shown = await look(door, publicationActor, editionFigures, concern, { edition, register: key });
    if (!made || !shown || units === null) return null;
    return figuresBeside({
      report: made.report,
      shown,
      definitions: catalogue.figures,
      own: figuresOf(catalogue.figures, register),
      facts: register.facts.map(({ name }) => name),
      units,
    });
  }

  async #whenReady<T>(key: string, make: () => Promise<T>): Promise<Ready<T>> {
    const found = this.#found<T>(key) ?? this.#failure<T>(key);
    if (found) return found;
    const begun = new Date();
    if (!this.#busy.has(key)) {
      this.#keep(key, { kind: 'busy', since: begun });
      const work = make()
        .then((made) => this.#keep(key, { kind: 'ready', at: begun, made }))
        .catch((error: unknown) => this.#keep(key, { kind: 'failed', words: this.#wordsFor(error) }))
        .finally(() => this.#busy.delete(key));
      this.#busy.set(key, work);
    }
    let waited: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      waited = setTimeout(resolve, patience);
    });
    await Promise.race([this.#busy.get(key), enough]);
    clearTimeout(waited);
    const now = this.#kept.get(key) as Ready<T> | undefined;
    return this.#failure<T>(key) ?? now ?? { kind: 'busy', since: begun };
  }

  /** What failed is told once, also when nobody waited for it any more, and tried again by who asks again. */
  #failure<T>(key: string): Ready<T> | null {
    const found = this.#kept.get(key) as Ready<T> | undefined;
    if (found?.kind !== 'failed') return null;
    this.#kept.delete(key);
    return found;
  }

  #found<T>(key: string): Ready<T> | null {
    // Under its key stands what the same question answered.
    const found = this.#kept.get(key) as Ready<T> | undefined;
    if (found?.kind !== 'ready') return null;
    return isOld(found) ? null : found;
  }

  #keep(key: string, state: Ready<unknown>): void {
    this.#kept.delete(key);
    this.#kept.set(key, state);
    for (const [name, one] of this.#kept) if (isOld(one)) this.#kept.delete(name);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      this.#kept.delete(oldest);
    }
  }

  #wordsFor(error: unknown): Text {
    if (error instanceof WordedError) return error.words;
    this.#tell(`Figures could not be made: ${error instanceof Error ? error.stack : String(error)}`);
    return brokenOff;
  }
}

function isOld(state: Ready<unknown>): boolean {
  return state.kind === 'ready' && Date.now() - state.at.getTime() > keptFor;
}

function registerOf(registers: readonly Register[], key: string): Register {
  const register = registers.find((one) => one.key === key);
  if (!register) throw new RangeError(`No register is called "${key}".`);
  return register;
}

function figuresOf(all: readonly FigureDefinition[], { figures }: Register): readonly FigureDefinition[] {
  return all.filter(({ id }) => figures.some((one) => one.id === id));
}

/**
 * The records that a cell counts, where it is a number of records of the register: as many as it says. What is put
 * together from other counts, such as a unit of today from those it came from, leads to the records of all of them.
 */
function countedRecords(
  computed: ComputedFigures,
  register: Register,
  behind: (canonicalKey: string) => readonly string[],
  figure: string,
  at: Readonly<Record<string, string>>,
): readonly string[] | null {
  const cube = register.figures.some(({ id }) => id === figure) ? computed.answer(figure) : null;
  if (!cube || !isCube(cube) || cube.unit !== 'count') return null;
  const cell = cube.cells.get(cellKey(cube.dimensions, at));
  if (cube.counts !== register.counts || !cell || !hasValue(cell) || !isWhole(cell.value)) return null;
  const parts = cell.from.map(behind);
  const records = [...new Set(parts.flat())];
  const sum = parts.reduce((all, one) => all + one.length, 0);
  const isExact = sum === records.length && cell.value.numerator === BigInt(records.length);
  return isExact && records.length > 0 ? records : null;
}
