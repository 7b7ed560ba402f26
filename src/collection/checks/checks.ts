import { bothNumbers } from '../../figures/bases/both-bases.ts';
import { hasValue } from '../../figures/cubes/cell.ts';
import { cellAt } from '../../figures/cubes/cube.ts';
import { divide, hundred, multiply, roundHalfUp } from '../../figures/cubes/rational.ts';
import {
  type ComputedFigures,
  type FigureDefinition,
  type FigureInputs,
  isCube,
  UnknownFigure,
} from '../../figures/definition.ts';
import { decimalOf, writeDecimal, writeQuantity } from '../../figures/format.ts';
import { lastDay } from '../../organisation/period.ts';
import { nameOn, unitOf, unitsDuring, validOn } from '../../organisation/structure.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { Register } from '../register.ts';
import { basisDifferences } from '../returns/basis-reasons.ts';
import type { CheckLine, Verdict } from './check-line.ts';
import type { PrintedFigure } from './printed-rules.ts';
import { printedVerdict, statedDecimal } from './printed-verdict.ts';

/** Holds every printed figure against what the registers give, by the rules of the registers. */
export function checkPrinted(
  printed: readonly PrintedFigure[],
  registers: readonly Register[],
  figures: ComputedFigures,
): readonly CheckLine[] {
  return [...printed.map((one) => checkOne(one, registers, figures)), ...contradictingStatements(printed)];
}

function checkOne(
  printed: PrintedFigure,
  registers: readonly Register[],
  figures: ComputedFigures,
): CheckLine {
  const line = {
    subject: printed.subject,
    what: `${printed.quantity}${printed.period ? `, ${printed.period}` : ''}`,
    stated: `${printed.printed}${printed.unit ? ` ${printed.unit}` : ''}`,
    place: `regel ${printed.place}`,
  };
  const target = registers
    .flatMap((register) => register.printed)
    .map((rule) => rule(printed))
    .find((one) => one !== undefined);
  if (!target)
    return {
      ...line,
      verdict: 'cannot-be-computed',
      found: text('geen register geeft dit cijfer', 'no register gives this figure'),
    };
  if (target.kind === 'outside') return { ...line, verdict: 'outside', found: target.why };
  if (target.kind === 'missing') return { ...line, verdict: 'cannot-be-computed', found: target.missing };
  try {
    const answer = figures.answer(target.figure);
    const definition = figures.definition(target.figure);
    if (!isCube(answer)) return { ...line, verdict: 'cannot-be-computed', found: answer.cannot };
    const cell = cellAt(answer, target.at);
    if (!hasValue(cell)) {
      const why = text(
        `${definition.title.nl}: er is geen opgave in de registers`,
        `${definition.title.en}: the registers hold no return`,
      );
      return { ...line, verdict: 'cannot-be-computed', found: why };
    }
    const decimal = decimalOf(cell.value, { unit: definition.quantity.unit, decimals: target.decimals });
    const stated = statedDecimal(printed.printed);
    const computation = computationOf(target.figure, target.at, figures, decimal);
    if (stated === undefined)
      return {
        ...line,
        verdict: 'cannot-be-computed',
        found: text(
          `${computation.nl}; „${printed.printed}” is geen getal`,
          `${computation.en}; “${printed.printed}” is no number`,
        ),
      };
    const { verdict, why } = printedVerdict(printed.printed, stated, { decimal, cell }, definition);
    const found = cell.note ? joined(computation, ', ', cell.note) : computation;
    return { ...line, verdict, found: why ? joined(found, '; ', why) : found };
  } catch (error) {
    if (error instanceof UnknownFigure || error instanceof RangeError) {
      return {
        ...line,
        verdict: 'cannot-be-computed',
        found: text(
          `geen cijfer bij deze periode (${error.message})`,
          `no figure for this period (${error.message})`,
        ),
      };
    }
    throw error;
  }
}

function joined(one: Text, by: string, other: Text): Text {
  return text(`${one.nl}${by}${other.nl}`, `${one.en}${by}${other.en}`);
}

/** For a ratio its numerator and denominator, so that a reader can do the sum. */
function computationOf(
  id: string,
  at: Readonly<Record<string, string>>,
  figures: ComputedFigures,
  decimal: string,
): Text {
  const definition = figures.definition(id);
  const written = writeQuantity(decimal, definition.quantity.unit, 'nl');
  const answer = figures.answer(id);
  const from = isCube(answer) ? cellAt(answer, at).from : [];
  const parts = from.slice(0, 2).map((key) => countOf(key, figures));
  const [part, whole] = parts;
  if (definition.quantity.unit === 'percent' && part !== undefined && whole !== undefined) {
    const exactShare = roundHalfUp(multiply(divide(part, whole), hundred), 3);
    const sum = `${writeDecimal(roundHalfUp(part, 0), 'nl')} ÷ ${writeDecimal(roundHalfUp(whole, 0), 'nl')} = ${writeDecimal(exactShare, 'nl')}%`;
    return text(`de registers geven ${written} (${sum})`, `the registers give ${written} (${sum})`);
  }
  return text(`de registers geven ${written}`, `the registers give ${written}`);
}

function countOf(key: string, figures: ComputedFigures) {
  for (const definition of figures.definitions) {
    if (definition.quantity.unit !== 'count') continue;
    const answer = figures.answer(definition.id);
    if (!isCube(answer)) continue;
    for (const cell of answer.cells.values())
      if (cell.from.length === 1 && cell.from[0] === key && hasValue(cell)) return cell.value;
  }
  return undefined;
}

/** One quantity that the same document states in two places with two values ("volgens voorblad", "volgens colofon"). */
function contradictingStatements(printed: readonly PrintedFigure[]): readonly CheckLine[] {
  const groups = new Map<string, PrintedFigure[]>();
  for (const one of printed) {
    const quantity = one.quantity.replace(/\s*(volgens|op|in)\s+\S+$/i, '').trim();
    const key = `${one.subject}|${quantity}|${one.period ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .filter((group) => new Set(group.map((one) => one.printed)).size > 1)
    .map((group): CheckLine => {
      const [first] = group;
      const sides = group.map((one) => `${one.quantity}: ${one.printed} (regel ${one.place})`).join('; ');
      return {
        verdict: 'contradicts',
        subject: first?.subject ?? '',
        what: first?.quantity.replace(/\s*(volgens|op|in)\s+\S+$/i, '') ?? '',
        stated: group.map((one) => one.printed).join(' en '),
        found: text(`de bron spreekt zichzelf tegen: ${sides}`, `the source contradicts itself: ${sides}`),
        place: group.map((one) => `regel ${one.place}`).join(', '),
      };
    });
}

/** Units of which records and return both exist and differ: a reason is required, and told where there is one. */
export function checkBases(
  definitions: readonly FigureDefinition[],
  inputs: FigureInputs,
): readonly CheckLine[] {
  return basisDifferences(definitions, inputs).map((one): CheckLine => {
    const title = definitions.find((definition) => definition.id === one.figure)?.title;
    const year = inputs.years.find((candidate) => candidate.key === one.period);
    const name = nameOn(
      unitOf(inputs.structure, one.unit),
      year ? lastDay(year) : lastDay(inputs.period),
    ).name;
    const numbers = bothNumbers(one);
    return {
      verdict: one.reason ? 'agrees' : 'contradicts',
      subject: title?.nl ?? one.figure,
      what: `${name.nl}, ${one.period}`,
      stated: '',
      found: one.reason
        ? text(
            `registratie en jaaropgave verschillen, met reden (${numbers.nl}): ${one.reason.nl}`,
            `records and return differ, with a reason (${numbers.en}): ${one.reason.en}`,
          )
        : text(
            `registratie en jaaropgave verschillen, geen reden (${numbers.nl}); leg haar vast met: reason set --figure ${one.figure} --unit ${one.unit} --period ${one.period}`,
            `records and return differ, no reason (${numbers.en}); record it with: reason set --figure ${one.figure} --unit ${one.unit} --period ${one.period}`,
          ),
      place: '',
    };
  });
}

/** Abbreviations that are missing or borne by several units, and units about which no register says anything. */
export function checkStructure(inputs: FigureInputs): readonly CheckLine[] {
  const day = lastDay(inputs.period);
  const units = unitsDuring(inputs.structure, inputs.period.from, inputs.period.until);
  const leaves = units.filter(
    (unit) =>
      !units.some((other) =>
        other.parents.some((parent) => parent.parent === unit.key && validOn(parent, day)),
      ),
  );
  const withData = new Set(inputs.reported.map((value) => value.unit));
  const lines: CheckLine[] = [];
  const line = (what: string, found: Text, verdict: Verdict): CheckLine => ({
    verdict,
    subject: 'Onderdelen',
    what,
    stated: '',
    found,
    place: '',
  });
  for (const unit of leaves) {
    const name = nameOn(unit, day);
    if (withData.has(unit.key) && name.abbreviation === null) {
      lines.push(
        line(
          `afkorting van ${name.name.nl}`,
          text(
            'ontbreekt in de lijst van afkortingen, terwijl er wel opgaven van dit onderdeel zijn',
            'is missing from the list of abbreviations, although this unit made returns',
          ),
          'contradicts',
        ),
      );
    }
    if (!withData.has(unit.key)) {
      lines.push(
        line(
          `opgaven van ${name.name.nl}`,
          text(
            'geen enkele opgave; niet bekend of dit onderdeel is gevraagd',
            'no return at all; not known whether this unit was asked',
          ),
          'cannot-be-computed',
        ),
      );
    }
  }
  const shared = new Map<string, string[]>();
  for (const unit of leaves) {
    const { abbreviation, name } = nameOn(unit, day);
    if (abbreviation !== null) shared.set(abbreviation, [...(shared.get(abbreviation) ?? []), name.nl]);
  }
  for (const [abbreviation, names] of shared) {
    if (names.length > 1) {
      lines.push(
        line(
          `afkorting ${abbreviation}`,
          text(
            `staat voor meer dan een onderdeel: ${names.join(', ')}`,
            `stands for more than one unit: ${names.join(', ')}`,
          ),
          'contradicts',
        ),
      );
    }
  }
  return lines;
}
