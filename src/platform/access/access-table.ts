import { WordedError } from '../language/explained-error.ts';
import { text } from '../language/text.ts';
import type { ActorKind, OfficeActor } from './actor.ts';
import type { Relation, Role } from './relation.ts';

/** One row of the access table that a lawyer reads: who may do or see what, on which relation and what ground. */
export interface AccessRow {
  readonly who: OfficeActor['kind'] | Role;
  readonly may: 'do' | 'see';
  /** The name of an action ("incidents.import") or of a question ("incidents.facts"). */
  readonly what: string;
  /** What the actor must have to do with it; the database finds that out from its own tables. */
  readonly on: Relation;
  /** The only fields that may be seen, or changed; all when it is left out. */
  readonly fields?: readonly string[];
  readonly because: string;
}

/** The assembled table. Rows come from the rooms; what has no row is denied. */
export interface AccessTable {
  readonly rows: readonly AccessRow[];
  /**
   * The rows by which an actor of that kind may do or see this, when the relation that each asks is there. For a
   * person these are the rows of all roles: whether they bear one, the database knows.
   */
  readonly rowsFor: (kind: ActorKind, may: AccessRow['may'], what: string) => readonly AccessRow[];
}

/**
 * Assembles the access table. Throws when two rows say the same, of which one would be changed in vain, and when a
 * part of the program is to have a relation that only a person can have.
 */
export function accessTable(rows: readonly AccessRow[]): AccessTable {
  const keys = new Set<string>();
  const byName = new Map<string, AccessRow[]>();
  for (const row of rows) {
    const key = `${row.who} ${row.may} ${row.what} ${row.on}`;
    if (keys.has(key)) throw new Error(`The access table says twice that ${key}.`);
    if (isOffice(row.who) && row.on !== 'concern' && row.on !== 'none')
      throw new Error(`The access table asks a relation that only a person can have: ${key}.`);
    keys.add(key);
    const name = `${isOffice(row.who) ? row.who : 'person'} ${row.may} ${row.what}`;
    byName.set(name, [...(byName.get(name) ?? []), row]);
  }
  return { rows, rowsFor: (kind, may, what) => byName.get(`${kind} ${may} ${what}`) ?? [] };
}

function isOffice(who: AccessRow['who']): who is OfficeActor['kind'] {
  return who === 'operator' || who === 'public' || who === 'publication' || who === 'identity';
}

/** The actor may not do or see this. */
export class AccessDenied extends WordedError {
  override name = 'AccessDenied';

  /** @param why which rule refused it, in the words of the access table */
  constructor(why: string) {
    super(
      text(
        `Dit mag niet volgens de toegangstabel; de poging is vastgelegd.\nWaar: ${why}`,
        `The access table does not allow this; the attempt was recorded.\nWhere: ${why}`,
      ),
    );
  }
}
