import type { ActorKind } from './actor.ts';

/** One row of the access table that a lawyer reads: who may do or see what, and on what ground. */
export interface AccessRow {
  readonly who: ActorKind;
  readonly may: 'do' | 'see';
  /** The name of an action ("incidents.import") or of a question ("incidents.facts"). */
  readonly what: string;
  readonly because: string;
}

/** The assembled table. Rows come from the rooms; what has no row is denied. */
export interface AccessTable {
  readonly rows: readonly AccessRow[];
  readonly allows: (who: ActorKind, may: 'do' | 'see', what: string) => boolean;
}

/** Assembles the access table. Throws when two rows say the same: one of them would be changed in vain. */
export function accessTable(rows: readonly AccessRow[]): AccessTable {
  const keys = new Set<string>();
  for (const row of rows) {
    const key = `${row.who} ${row.may} ${row.what}`;
    if (keys.has(key)) throw new Error(`The access table says twice that ${key}.`);
    keys.add(key);
  }
  return { rows, allows: (who, may, what) => keys.has(`${who} ${may} ${what}`) };
}

/** The actor may not do or see this. */
export class AccessDenied extends Error {
  override name = 'AccessDenied';
}
