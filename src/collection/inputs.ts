import type { CodeLists } from '../codes/code-lists.ts';
import type { FactTable } from '../figures/cubes/facts.ts';
import type { ReportedValue } from '../figures/cubes/reported-value.ts';
import type { Gap } from '../figures/cubes/tally-request.ts';
import type { FigureInputs } from '../figures/definition.ts';
import { earlier, lastDay, type Period, type YearStart, yearsOf } from '../organisation/period.ts';
import { readStructure } from '../organisation/records.ts';
import { below, nameOn, type Structure } from '../organisation/structure.ts';
import type { Database, Question } from '../platform/database/doorways.ts';
import type { Language } from '../platform/language/text.ts';
import type { Register } from './register.ts';
import { readBasisReasons } from './returns/basis-reasons.ts';
import { readCoverage, uncovered } from './returns/coverage.ts';
import type { HeldBack, UnitsInYear } from './returns/held-back.ts';

/** Which inputs are asked for. */
export interface InputScope {
  readonly period: Period;
  /** How many reporting years before the period stand beside it in tables. */
  readonly yearsBefore: number;
  readonly yearStart: YearStart;
  readonly codes: CodeLists;
  /** See `FactScope`: to follow a number to its rows. */
  readonly perRecord?: boolean;
  /** Units that an earlier report named as missing, of which nothing is counted in that year. */
  readonly heldBack?: readonly HeldBack[];
  /** The language of the report that is made; see `FactScope`. */
  readonly language?: Language;
}

/** Reads everything that figures are computed from, in one transaction: coded rows, returns, gaps, structure. */
export function inputsQuestion(registers: readonly Register[]): Question<InputScope, FigureInputs> {
  return {
    name: 'figures.inputs',
    confidential: true,
    object: (scope) => scope.period.key,
    ask: async (database, scope) => {
      const years = [
        ...Array.from({ length: scope.yearsBefore }, (_, index) =>
          earlier(scope.period, scope.yearsBefore - index),
        ).flatMap((one) => yearsOf(one).slice(0, 1)),
        ...yearsOf(scope.period),
      ];
      const structure = await readStructure(database);
      const facts = new Map<string, FactTable>();
      const heldBack = scope.heldBack ?? [];
      for (const register of registers) {
        const ownHeldBack = unitsInYears(
          heldBack.filter((one) => one.register === register.key),
          structure,
          years,
        );
        for (const source of register.facts) {
          facts.set(
            source.name,
            await source.read(database, {
              years,
              yearStart: scope.yearStart,
              codes: scope.codes,
              ...(scope.perRecord ? { perRecord: true } : {}),
              ...(ownHeldBack.length > 0 ? { heldBack: ownHeldBack } : {}),
              ...(scope.language ? { language: scope.language } : {}),
            }),
          );
        }
      }
      return {
        period: scope.period,
        years,
        yearStart: scope.yearStart,
        structure,
        codes: scope.codes,
        facts,
        reported: await readReported(database),
        gaps: withLate(await readGaps(database, registers, structure, years), heldBack, structure, years),
        basisReasons: await readBasisReasons(database),
      };
    },
  };
}

/** The units and days of which nothing is counted in these years. */
export function unitsInYears(
  heldBack: readonly HeldBack[],
  structure: Structure,
  years: readonly Period[],
): readonly UnitsInYear[] {
  return heldBack.flatMap(({ unit, year, except = [] }) => {
    const period = years.find((one) => one.key === year);
    if (!period) return [];
    const keysBelow = (key: string) => below(structure, key, lastDay(period)).map((one) => one.key);
    const answered = new Set(except.flatMap(keysBelow));
    const units = keysBelow(unit).filter((key) => !answered.has(key));
    return [{ units, from: period.from, until: period.until }];
  });
}

/** The gaps together with those that were closed after a report named them. */
function withLate(
  gaps: ReadonlyMap<string, readonly Gap[]>,
  heldBack: readonly HeldBack[],
  structure: Structure,
  years: readonly Period[],
): ReadonlyMap<string, readonly Gap[]> {
  const all = new Map(gaps);
  for (const { register, unit, year, state, except } of heldBack) {
    const own = all.get(register) ?? [];
    const period = years.find((one) => one.key === year);
    const known = structure.units.find((one) => one.key === unit);
    if (!period || !known || own.some(({ at }) => at['unit'] === unit && at['year'] === year)) continue;
    const label = nameOn(known, period.from).name;
    const gap: Gap = {
      ...{ at: { unit, year }, state, label, late: true },
      ...(unit === structure.root ? { whole: true } : {}),
      ...(except ? { except } : {}),
    };
    all.set(register, [...own, gap]);
  }
  return all;
}

async function readReported(database: Database): Promise<readonly ReportedValue[]> {
  const rows = await database
    .selectFrom('reported_value')
    .select(['field', 'part', 'unit', 'period', 'state', 'value', 'note_nl', 'note_en'])
    .where('withdrawn_at', 'is', null)
    .orderBy('field')
    .orderBy('period')
    .orderBy('unit')
    .orderBy('part')
    .$narrowType<{ state: ReportedValue['state'] }>()
    .execute();
  return rows.map(({ note_nl, note_en, ...row }) => ({
    ...row,
    note: note_nl === null ? null : { nl: note_nl, en: note_en ?? note_nl },
  }));
}

/** Unanswered annual calls, and what was never read, as gaps in what is counted from records. */
async function readGaps(
  database: Database,
  registers: readonly Register[],
  structure: Structure,
  years: readonly Period[],
): Promise<ReadonlyMap<string, readonly Gap[]>> {
  const rows = await database
    .selectFrom('call_answer')
    .select(['register', 'unit', 'period', 'state'])
    .where('withdrawn_at', 'is', null)
    .orderBy('register')
    .orderBy('period')
    .orderBy('unit')
    .$narrowType<{ state: Gap['state'] | 'answered' | 'nil' }>()
    .execute();
  const own = Map.groupBy(
    rows.filter(({ state }) => state === 'answered' || state === 'nil'),
    ({ register, period }) => `${register} ${period}`,
  );
  const gaps = new Map<string, Gap[]>();
  for (const row of rows) {
    const year = years.find((one) => one.key === row.period);
    const unit = structure.units.find((one) => one.key === row.unit);
    if (!year || !unit || row.state === 'answered' || row.state === 'nil') continue;
    const under = new Set(below(structure, unit.key, lastDay(year)).map(({ key }) => key));
    const except = (own.get(`${row.register} ${row.period}`) ?? [])
      .map((one) => one.unit)
      .filter((key) => key !== unit.key && under.has(key));
    const gap: Gap = {
      at: { unit: row.unit, year: row.period },
      state: row.state,
      label: nameOn(unit, year.from).name,
      ...(unit.key === structure.root ? { whole: true } : {}),
      ...(except.length > 0 ? { except } : {}),
    };
    gaps.set(row.register, [...(gaps.get(row.register) ?? []), gap]);
  }
  const called = registers.filter(({ annualCall }) => annualCall).map(({ key }) => key);
  const answered = new Set(rows.map(({ register, period }) => `${register} ${period}`));
  for (const [register, gap] of uncovered(called, await readCoverage(database), answered, structure, years))
    gaps.set(register, [...(gaps.get(register) ?? []), gap]);
  return gaps;
}
