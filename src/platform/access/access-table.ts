import { WordedError } from '../language/explained-error.ts';
import { type Text, text } from '../language/text.ts';
import type { ActorKind } from './actor.ts';
import type { Relation, Role } from './relation.ts';

/** A part of the program, who came by a link, or who reports: no role of a person. */
type Office = Exclude<ActorKind, 'person'>;

/** One row of the access table that a lawyer reads: who may do or see what, on which relation and what ground. */
export interface AccessRow {
  readonly who: Office | Role;
  readonly may: 'do' | 'see';
  /** The name of an action ("incidents.import") or of a question ("incidents.facts"). */
  readonly what: string;
  /** What the actor must have to do with it; the database finds that out from its own tables. */
  readonly on: Relation;
  /** The only fields that may be seen, or changed; all when it is left out. */
  readonly fields?: readonly string[];
  /** Of the operator: only as long as nobody has an account. Then people do it, and the database refuses it too. */
  readonly until?: 'first-account';
  /**
   * Whether a program may do it with an access token of a person: when the token names it (`asked`), or with every
   * token, since it is no secret of anybody who works here (`always`). Without this only somebody who is there may.
   */
  readonly byToken?: 'asked' | 'always';
  readonly because: string;
}

/**
 * What is done at the command line, for the concern: by the operator as long as nobody has an account, and from then
 * on by who has one of these roles, with an access token (decision 0056).
 */
export function atCommandLine(
  row: Pick<AccessRow, 'may' | 'what' | 'fields' | 'because'>,
  roles: readonly Role[],
): readonly AccessRow[] {
  return [
    { ...row, who: 'operator', on: 'concern', until: 'first-account' },
    ...roles.map((who): AccessRow => ({ ...row, who, on: 'concern', byToken: 'asked' })),
  ];
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

const offices: ReadonlySet<string> = new Set<Office>([
  'operator',
  'public',
  'publication',
  'identity',
  'system',
  'delegate',
  'reporter',
]);

function isOffice(who: AccessRow['who']): who is Office {
  return offices.has(who);
}

/** The actor may not do or see this. */
export class AccessDenied extends WordedError {
  override name = 'AccessDenied';

  /**
   * @param why which rule refused it, in the words of the access table
   * @param words what is said instead, where more may be known
   */
  constructor(why: string, words?: Text) {
    super(
      words ??
        text(
          `Dit mag niet volgens de toegangstabel; de poging is vastgelegd.\nWaar: ${why}`,
          `The access table does not allow this; the attempt was recorded.\nWhere: ${why}`,
        ),
    );
  }
}

/** The operator may not do this any more, because people sign in. */
export class OperatorEnded extends AccessDenied {
  override name = 'OperatorEnded';

  constructor(name: string) {
    super(
      name,
      text(
        'Dit mag de beheerder van de server niet meer: er zijn mensen met een account, en wat in de registers staat is van hen. De poging is vastgelegd; er is niets gelezen of gewijzigd.\nLaat iemand die het mag op de werkplek een toegangssleutel maken (Account, Toegang voor programma’s), bewaar die in een bestand dat alleen u mag lezen, en noem het: --as <bestand>.',
        'The operator of the server may not do this any more: there are people with an account, and what the registers hold is theirs. The attempt was recorded; nothing was read or changed.\nLet somebody who may do it make an access token in the workplace (Account, Access for programs), keep it in a file that only you may read, and name that: --as <file>.',
      ),
    );
  }
}
