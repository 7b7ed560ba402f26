import { computeFigures } from '../../figures/definition.ts';
import { askedPeriod, type Period } from '../../organisation/period.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { type FlagCount, flagCounts } from '../flags.ts';
import type { OpenOrganisation } from '../open-organisation.ts';
import type { CheckLine } from './check-line.ts';
import { checkBases, checkStructure } from './checks.ts';
import { checkPrinted, numbersOf } from './printed-claims.ts';
import { printedQuestion } from './printed-register.ts';

/** What was held against each other over a period, and the doubts that rows carry, of whichever period. */
export interface Checked {
  readonly period: Period;
  readonly lines: readonly CheckLine[];
  readonly flags: readonly FlagCount[];
  /** Whether there are records at all, or returns of these years, also where there is nothing to hold them against. */
  readonly hasData: boolean;
}

/**
 * Holds the registers, the returns and the printed figures of an organisation against each other, by rule.
 *
 * @param period "2021" or "2020-2021"
 * @throws PeriodError when it is no period
 */
export async function checkOrganisation(
  { door, profile, catalogue }: OpenOrganisation,
  actor: Actor,
  period: string,
): Promise<Checked> {
  const parsed = askedPeriod(period, profile.yearStart);
  const inputs = await look(door, actor, catalogue.readInputs, concern, {
    period: parsed,
    yearsBefore: 1,
    yearStart: profile.yearStart,
    codes: profile.codes,
  });
  const figures = computeFigures(catalogue.figures, inputs);
  const printed = await look(door, actor, printedQuestion, concern, {});
  const own = { ...inputs, years: inputs.years.slice(1) };
  const lines = [
    ...checkPrinted(printed, catalogue.printedRules, numbersOf(figures)),
    ...catalogue.registers.flatMap((register) => register.checks.flatMap((check) => check(own, figures))),
    ...checkBases(catalogue.figures, own),
    ...checkStructure(inputs),
  ];
  const isReturned = own.reported.some(({ period: year }) => own.years.some(({ key }) => key === year));
  const hasData = isReturned || [...own.facts.values()].some(({ length }) => length > 0);
  return { period: parsed, lines, flags: await look(door, actor, flagCounts, concern, {}), hasData };
}
