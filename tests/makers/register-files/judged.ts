import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { type ImportReport, ImportStopped } from '../../../src/collection/import/import-action.ts';
import { cellAt } from '../../../src/figures/cubes/cube.ts';
import { type ComputedFigures, computeFigures, isCube } from '../../../src/figures/definition.ts';
import { parsePeriod } from '../../../src/organisation/period.ts';
import { concern } from '../../../src/platform/access/resource.ts';
import { perform } from '../../../src/platform/database/doorways.ts';
import { type TestOrganisation, tester } from '../../example-organisation.ts';
import type { Counts } from './grid.ts';
import type { InventedCase, InventedFile } from './invented.ts';
import { type InventedRegister, years } from './truths.ts';

/** A place that is counted otherwise than the truth. */
export interface Difference {
  readonly place: string;
  readonly truth: number;
  readonly counted: number;
}

/** What became of a file: read rightly, asked about, read with a doubt where it differs, or wrongly without a word. */
export interface Verdict {
  readonly verdict: 'right' | 'asked' | 'doubted' | 'wrong';
  readonly report: ImportReport;
  readonly differences: readonly Difference[];
}

class Undone extends Error {
  readonly verdicts: readonly Verdict[];
  constructor(verdicts: readonly Verdict[]) {
    super('undone');
    this.verdicts = verdicts;
  }
}

/**
 * Reads the files of a case into an organisation that holds nothing of their register, counts its figures, and undoes
 * it all, so that the next case finds it as this one did.
 */
export async function judged(
  organisation: TestOrganisation,
  { register, seed, files }: InventedCase,
  folder: string,
): Promise<readonly Verdict[]> {
  const action = organisation.catalogue.importInto(register, organisation.profile);
  if (!action) throw new Error(`No register ${register}`);
  const own = join(folder, `${seed}`);
  mkdirSync(own, { recursive: true });
  try {
    await perform(
      organisation.door,
      tester,
      {
        name: action.name,
        input: z.strictObject({}),
        object: () => register,
        change: async (database): Promise<never> => {
          const verdicts: Verdict[] = [];
          let stands: Counts = new Map();
          let wasRead = false;
          /** What an earlier file was doubted about stands as it stood. */
          const told = new Set<string>();
          for (const file of files) {
            const path = join(own, file.name);
            writeFileSync(path, file.content);
            await sql`savepoint file`.execute(database);
            const report = await action
              .change(database, {
                file: path,
                sender: 'afzender',
                period: file.stated.period ?? null,
                mapping: {},
                replace: false,
                dryRun: false,
                ...(file.stated.dates ? { dates: file.stated.dates } : {}),
              })
              .then(
                ({ result }) => result,
                (error: unknown) => {
                  if (error instanceof ImportStopped) return error.report;
                  throw error;
                },
              );
            const isRead = report.outcome === 'imported' || report.outcome === 'unchanged';
            if (isRead) stands = added(file.counts, wasRead ? file.before : new Map());
            else await sql`rollback to savepoint file`.execute(database);
            wasRead = isRead;
            const inputs = await organisation.catalogue.readInputs.ask(database, {
              period: parsePeriod(`${years.at(-1)}`, organisation.profile.yearStart),
              yearsBefore: years.length - 1,
              yearStart: organisation.profile.yearStart,
              codes: organisation.profile.codes,
            });
            const figures = computeFigures(organisation.catalogue.figures, inputs);
            const differences = differencesOf(register, figures, stands);
            const isTold = differences.every(
              (one) => told.has(JSON.stringify(one)) || isDoubted(one, file, report),
            );
            if (isRead && isTold) for (const one of differences) told.add(JSON.stringify(one));
            const verdict =
              differences.length > 0 ? (isRead && isTold ? 'doubted' : 'wrong') : isRead ? 'right' : 'asked';
            verdicts.push({ verdict, report, differences });
          }
          throw new Undone(verdicts);
        },
      },
      concern,
      {},
    );
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    return error.verdicts;
  }
  throw new Error('What is undone does not come to an end.');
}

const units = ['SOC', 'RUI', 'BED'];
const byYearAndUnit = (figure: string) => ({ figure, along: { unit: units } });
const categories = ['a', 'b', 'c', 'g', 'h'];

/** The figures by which a register is judged, along which members. */
const figuresOf: Readonly<
  Record<
    InventedRegister,
    readonly { readonly figure: string; readonly along: Readonly<Record<string, readonly string[]>> }[]
  >
> = {
  incidents: [
    { figure: 'incidents.total', along: {} },
    { figure: 'incidents.by-category', along: { category: categories } },
    byYearAndUnit('incidents.by-unit'),
    { figure: 'incidents.subjects', along: {} },
  ],
  'outside-activities': [byYearAndUnit('outside-activities.declared')],
  gifts: [byYearAndUnit('gifts.offered'), byYearAndUnit('gifts.accepted')],
  complaints: [
    { figure: 'complaints.received', along: {} },
    { figure: 'complaints.handled', along: {} },
  ],
  staff: [byYearAndUnit('staff.employments')],
};

function differencesOf(
  register: InventedRegister,
  figures: ComputedFigures,
  truth: Counts,
): readonly Difference[] {
  return figuresOf[register].flatMap(({ figure, along }) => {
    const answer = figures.answer(figure);
    const [dimension, members] = Object.entries(along)[0] ?? [undefined, ['']];
    return years.flatMap((year) =>
      members.flatMap((member): readonly Difference[] => {
        const at = { year: `${year}`, ...(dimension === undefined ? {} : { [dimension]: member }) };
        const place = [figure, ...Object.entries(at).map(([key, value]) => `${key}=${value}`)].join(' ');
        const cell = isCube(answer) ? cellAt(answer, at) : undefined;
        const counted = cell && 'value' in cell && cell.value ? Number(cell.value.numerator) : 0;
        const expected = truth.get(place) ?? 0;
        return counted === expected ? [] : [{ place, truth: expected, counted }];
      }),
    );
  });
}

function added(counts: Counts, others: Counts): Counts {
  const all = new Map(counts);
  for (const [place, count] of others) all.set(place, (all.get(place) ?? 0) + count);
  return all;
}

/** Whether the report doubts a row in which the place is counted, or one that holds nothing of the truth. */
function isDoubted({ place }: Difference, { rows }: InventedFile, report: ImportReport): boolean {
  const doubted = report.findings.filter(({ weight }) => weight === 'doubtful');
  return doubted.some((finding) => {
    const numbers = finding.rows ? finding.rows.first : [finding.row];
    return numbers.some((number) => {
      const row = rows.find(
        (one) => one.row === number && (one.sheet === finding.sheet || finding.sheet === ''),
      );
      return row ? row.counted.includes(place) : number > 0;
    });
  });
}
