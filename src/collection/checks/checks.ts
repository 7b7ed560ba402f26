import { bothNumbers } from '../../figures/bases/both-bases.ts';
import type { FigureDefinition, FigureInputs } from '../../figures/definition.ts';
import { lastDay } from '../../organisation/period.ts';
import { nameOn, unitOf, unitsDuring, validOn } from '../../organisation/structure.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { basisDifferences } from '../returns/basis-reasons.ts';
import { asPrinted, type CheckLine, type Verdict } from './check-line.ts';

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
      subject: title ?? asPrinted(one.figure),
      what: text(`${name.nl}, ${one.period}`, `${name.en}, ${one.period}`),
      stated: null,
      found: one.reason
        ? text(
            `registratie en jaaropgave verschillen, met reden (${numbers.nl}): ${one.reason.nl}`,
            `records and return differ, with a reason (${numbers.en}): ${one.reason.en}`,
          )
        : text(
            `registratie en jaaropgave verschillen, geen reden (${numbers.nl}); leg haar vast met: reason set --figure ${one.figure} --unit ${one.unit} --period ${one.period}`,
            `records and return differ, no reason (${numbers.en}); record it with: reason set --figure ${one.figure} --unit ${one.unit} --period ${one.period}`,
          ),
      place: null,
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
  const line = (what: Text, found: Text, verdict: Verdict): CheckLine => ({
    verdict,
    subject: text('Onderdelen', 'Units'),
    what,
    stated: null,
    found,
    place: null,
  });
  for (const unit of leaves) {
    const name = nameOn(unit, day);
    if (withData.has(unit.key) && name.abbreviation === null) {
      lines.push(
        line(
          text(`afkorting van ${name.name.nl}`, `abbreviation of ${name.name.en}`),
          text(
            'dit onderdeel deed opgaven en heeft geen afkorting: zet haar in de beschrijving („abbreviation”) of in de lijst van onderdelen',
            'this unit made returns and has no abbreviation: add it to the description (“abbreviation”) or to the list of units',
          ),
          'contradicts',
        ),
      );
    }
    if (!withData.has(unit.key)) {
      lines.push(
        line(
          text(`opgaven van ${name.name.nl}`, `returns of ${name.name.en}`),
          text(
            'geen enkele opgave; niet bekend of dit onderdeel is gevraagd. Doet het geen eigen opgave, dan is er niets te doen',
            'no return at all; not known whether this unit was asked. If it makes none of its own, there is nothing to do',
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
          text(`afkorting ${abbreviation}`, `abbreviation ${abbreviation}`),
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
