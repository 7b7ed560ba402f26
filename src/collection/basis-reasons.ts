import { sql } from 'kysely';
import { z } from 'zod';
import type { BasisDifference, BasisReason, FigureDefinition, FigureInputs } from '../figures/definition.ts';
import type { Action, Database } from '../platform/database/doorways.ts';
import { ExplainedError } from '../platform/database/errors.ts';
import { newId } from '../platform/database/new-id.ts';
import { text } from '../platform/language/text.ts';

/** Why records and return of a unit differ, as it is written. Both texts stand in reports. */
export const basisReasonSchema = z.strictObject({
  figure: z.string().min(1),
  unit: z.string().min(1),
  period: z.string().min(1),
  reason: z.strictObject({ nl: z.string().trim().min(1), en: z.string().trim().min(1) }),
});

/** The reason is about a figure that has one basis, or about a unit that does not exist; nothing was written. */
export class ReasonRefused extends ExplainedError {
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
      const units = await database.selectFrom('unit').select('key').orderBy('key').execute();
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
  const { rows } = await sql<{
    figure: string;
    unit: string;
    period: string;
    reason_nl: string;
    reason_en: string;
  }>`
    select distinct on (figure, unit, period) figure, unit, period, reason_nl, reason_en
    from basis_reason order by figure, unit, period, recorded_at desc, id desc`.execute(database);
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
