import { sql } from 'kysely';
import { z } from 'zod';
import type {
  BasisDifference,
  BasisReason,
  FigureDefinition,
  FigureInputs,
} from '../../figures/definition.ts';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { ExplainedError } from '../../platform/language/explained-error.ts';
import { text } from '../../platform/language/text.ts';
import type { ExportSheet } from '../../platform/spreadsheets/export-model.ts';
import { tableSheet } from '../export/register-export.ts';

/** Why records and return of a unit differ, as it is written. Both texts stand in reports. */
export const basisReasonSchema = z.strictObject({
  figure: z.string().min(1),
  unit: z.string().min(1),
  period: z.string().min(1),
  reason: z.strictObject({ nl: z.string().trim().min(1), en: z.string().trim().min(1) }),
});

/** The reason is about a figure that has one basis, or about a unit that does not exist; nothing was written. */
class ReasonRefused extends ExplainedError {
  override readonly name = 'ReasonRefused';
}

/**
 * Writes why records and return differ. The newest reason of a figure, unit and period counts; earlier ones stay as
 * history. Throws {@link ReasonRefused}.
 */
export function setBasisReason(
  definitions: readonly FigureDefinition[],
): Action<BasisReason, { readonly replaced: boolean }> {
  const figures = definitions.filter((one) => one.differences).map((one) => one.id);
  return {
    name: 'figures.basis-reasons',
    input: basisReasonSchema,
    object: ({ figure, unit, period }) => `${figure} ${unit} ${period}`,
    change: async (database, { figure, unit, period, reason }) => {
      if (!figures.includes(figure)) throw refused('figure-has-one-basis', figure, figures);
      const units = await database
        .selectFrom('unit')
        .select('key')
        .where('withdrawn_at', 'is', null)
        .orderBy('key')
        .execute();
      const keys = [...new Set(units.map((row) => row.key))];
      if (!keys.includes(unit)) throw refused('unit-unknown', unit, keys);
      const before = await readBasisReasons(database);
      await database
        .insertInto('basis_reason')
        .values({ id: newId(), figure, unit, period, reason_nl: reason.nl, reason_en: reason.en })
        .execute();
      const replaced = before.some(
        (one) => one.figure === figure && one.unit === unit && one.period === period,
      );
      return { result: { replaced }, audit: { figure, unit, period, replaced } };
    },
  };
}

/** What became of reasons that were written together: {@link setBasisReasons}. */
export interface ReasonsWritten {
  readonly written: number;
  /** Those that stood already, word for word. */
  readonly known: number;
}

/**
 * Writes reasons as an export gives them; what stands already is left alone. Throws {@link ReasonRefused}; nothing is
 * written then.
 */
export function setBasisReasons(
  definitions: readonly FigureDefinition[],
): Action<readonly BasisReason[], ReasonsWritten> {
  const one = setBasisReason(definitions);
  return {
    name: one.name,
    input: z.array(basisReasonSchema).readonly(),
    object: (input) => `${input.length} reasons`,
    change: async (database, input) => {
      const before = new Set(
        (await readBasisReasons(database)).map((reason) => JSON.stringify(reasonOf(reason))),
      );
      const fresh = input.filter((reason) => !before.has(JSON.stringify(reasonOf(reason))));
      for (const reason of fresh) await one.change(database, reason);
      const result = { written: fresh.length, known: input.length - fresh.length };
      return { result, audit: { ...result } };
    },
  };
}

/** The parts of a reason in one order. */
function reasonOf({ figure, unit, period, reason: { nl, en } }: BasisReason): BasisReason {
  return { figure, unit, period, reason: { nl, en } };
}

/** The reasons that count, and every one that was ever written. */
export const reasonsExport: Question<
  Record<string, never>,
  { readonly present: readonly BasisReason[]; readonly history: ExportSheet }
> = {
  name: 'figures.inputs',
  confidential: false,
  object: () => 'basis reasons',
  ask: async (database) => {
    await sql`set local time zone 'UTC'`.execute(database);
    return {
      present: (await readBasisReasons(database)).map(reasonOf),
      history: await tableSheet(database, {
        name: 'basis_reason',
        columns: ['id', 'figure', 'unit', 'period', 'reason_nl', 'reason_en', 'recorded_at'],
        orderBy: ['figure', 'unit', 'period', 'recorded_at', 'id'],
      }),
    };
  },
};

function refused(code: string, given: string, known: readonly string[]): ReasonRefused {
  const what =
    code === 'unit-unknown'
      ? text(`Er is geen onderdeel „${given}”.`, `There is no unit “${given}”.`)
      : text(
          `Het cijfer „${given}” wordt niet uit registratie én jaaropgave gemaakt.`,
          `The figure “${given}” is not made from records and returns both.`,
        );
  return new ReasonRefused(code, {
    what,
    where: text('de reden van een verschil', 'the reason of a difference'),
    kept: text(
      'alle redenen zoals zij waren; er is niets opgeslagen',
      'all reasons as they were; nothing was stored',
    ),
    next: text(`kies een van: ${known.join(', ')}`, `choose one of: ${known.join(', ')}`),
  });
}

/** The reasons that count: of each figure, unit and period the newest. */
export async function readBasisReasons(database: Database): Promise<readonly BasisReason[]> {
  const rows = await database
    .selectFrom('basis_reason')
    .distinctOn(['figure', 'unit', 'period'])
    .select(['figure', 'unit', 'period', 'reason_nl', 'reason_en'])
    .orderBy('figure')
    .orderBy('unit')
    .orderBy('period')
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ reason_nl, reason_en, ...row }) => ({ ...row, reason: text(reason_nl, reason_en) }));
}

/** All units and years for which records and return differ, of every figure that is made from both. */
export function basisDifferences(
  definitions: readonly FigureDefinition[],
  inputs: FigureInputs,
): readonly BasisDifference[] {
  return definitions
    .flatMap((one) => one.differences?.(inputs) ?? [])
    .sort((a, b) => `${a.figure}|${a.period}|${a.unit}`.localeCompare(`${b.figure}|${b.period}|${b.unit}`));
}
