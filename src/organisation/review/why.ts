import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Role } from '../../platform/access/relation.ts';

/** A role that somebody has, for a unit (key), for the concern (null), or by employment. */
export interface HeldRole {
  readonly role: Role;
  readonly scope: 'concern' | 'unit' | 'employment';
  readonly unit: string | null;
}

/** How a row of the access table stands for somebody: what of it is there, and what is missing. */
export interface RowStanding {
  readonly row: AccessRow;
  /** The roles by which the row may hold; none: the person has not the role. */
  readonly by: readonly HeldRole[];
  /**
   * - `holds`: whatever it is about;
   * - `depends`: when it is about what the relation names (`on`);
   * - `no-role`: the person has not the role;
   * - `not-for-concern`: the role is there, for a unit, and the row asks it for the concern.
   */
  readonly stands: 'holds' | 'depends' | 'no-role' | 'not-for-concern';
}

/**
 * Why somebody may do or see something, or not: each row of the access table about it, with what of it holds. What it
 * is about (whose unit, whose record) decides the rows that depend, and exclusions are never told.
 *
 * @param rows the rows about one deed or question
 */
export function whyMay(rows: readonly AccessRow[], held: readonly HeldRole[]): readonly RowStanding[] {
  return rows.map((row) => {
    const by = held.filter(({ role }) => role === row.who);
    if (by.length === 0) return { row, by, stands: 'no-role' };
    if (row.on === 'none') return { row, by, stands: 'holds' };
    if (row.on === 'concern')
      return { row, by, stands: by.some(({ scope }) => scope === 'concern') ? 'holds' : 'not-for-concern' };
    const isEverywhere = row.on === 'unit' && by.some(({ scope }) => scope === 'concern');
    return { row, by, stands: isEverywhere ? 'holds' : 'depends' };
  });
}
