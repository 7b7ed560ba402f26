import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Pool, types } from 'pg';
import type { z } from 'zod';
import { AccessDenied, type AccessTable, OperatorEnded } from '../access/access-table.ts';
import type { Actor } from '../access/actor.ts';
import type { Resource } from '../access/resource.ts';
import { ExplainedError } from '../language/explained-error.ts';
import { type DatabaseConnection, untilItIsBack } from './coming-back.ts';
import { isDatabaseGone } from './database-gone.ts';
import { type AnswerFields, onlyPermitted, permittedFields, refuseOtherFields } from './permission.ts';
import type { DB } from './schema.ts';
import { outcomeUnknown } from './server/server-errors.ts';

// Dates stay the text that the database holds: a day has no time zone.
types.setTypeParser(types.builtins.DATE, (value) => value);

/** What a transaction may use: typed queries with the actor's role and settings already in force. */
export type Database = Transaction<DB>;

/** What is written in the audit trail about a change, without content. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;

/** A write: its name in the access table, the shape of its input, and the change itself. */
export interface Action<Input, Result> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  /** What it acts on, for the audit trail: a register, a file name, a publication. */
  readonly object: (input: Input) => string;
  /** Whose data it changes (UUID), where that person may know that it was done. */
  readonly about?: (input: Input) => string;
  readonly change: (
    database: Database,
    input: Input,
  ) => Promise<{
    readonly result: Result;
    /** Null where nothing was done that anybody could ask about later: a session was kept alive. */
    readonly audit: AuditDetails | null;
    /** "denied" where what was tried did not succeed and that itself was recorded: a wrong password. */
    readonly outcome?: 'done' | 'denied';
    /** What it acted on, where that is known only afterwards. */
    readonly object?: string;
  }>;
}

/** A read: its name in the access table and the query. Confidential reads leave an audit row. */
export interface Question<Parameters, Answer> {
  readonly name: string;
  readonly confidential: boolean;
  readonly object: (parameters: Parameters) => string;
  /** Whose data it shows (UUID), where that person may know that they were seen. */
  readonly about?: (parameters: Parameters) => string;
  readonly ask: (database: Database, parameters: Parameters) => Promise<Answer>;
  /** How the answer is cut down for who may see some of its fields only; without it they may not see it at all. */
  readonly fields?: AnswerFields<Answer>;
}

/** One organisation: one database. Its connections are known to the two doorways alone. */
export interface OrganisationDoor {
  readonly key: string;
}

interface Behind {
  readonly connection: DatabaseConnection;
  readonly database: Kysely<DB>;
  readonly access: AccessTable;
}

/** Milliseconds. */
const visitorWaits = 1000;

const behind = new WeakMap<OrganisationDoor, Behind>();

/** Opens an organisation's database as the runtime login. Close it with {@link closeOrganisation}. */
export function openOrganisation(
  key: string,
  connection: DatabaseConnection,
  access: AccessTable,
): OrganisationDoor {
  const pool = new Pool({ max: 8, ...connection });
  // A lost server shows at the next query, with its own message; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const door: OrganisationDoor = { key };
  const database = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  behind.set(door, { connection, database, access });
  return door;
}

/** Ends the connections of an organisation. */
export async function closeOrganisation(door: OrganisationDoor): Promise<void> {
  const opened = behind.get(door);
  behind.delete(door);
  await opened?.database.destroy();
}

/**
 * The one way to write. Policy first: the access table must have a row for the actor and the action, whose relation to
 * the resource holds (deny by default; a denial is audited in its own transaction and thrown as {@link AccessDenied}).
 * Then one transaction with the actor's role and settings: the change and its audit row stand or fall together.
 * Throws a ZodError when the input has not the right shape.
 *
 * It waits for an embedded server that is coming back as long as nothing was changed; a change itself is done
 * once. When the connection is lost while the change is committed it throws a ClusterError `outcome-unknown`.
 *
 * @param resource what it is done to: `concern`, or a unit, a person, a record
 */
export async function perform<Input, Result>(
  door: OrganisationDoor,
  actor: Actor,
  action: Action<Input, Result>,
  resource: Resource,
  input: unknown,
): Promise<Result> {
  const opened = opening(door);
  const rows = opened.access.rowsFor(actor.kind, 'do', action.name);
  const objectOf = () => {
    const parsed = action.input.safeParse(input);
    return parsed.success ? action.object(parsed.data) : '';
  };
  return orDenied(opened, actor, action.name, () =>
    orTried({ opened, actor, name: action.name, objectOf }, async () => {
      if (rows.length === 0) throw new AccessDenied('no row of the access table is about it');
      return write(opened, actor, async (database) => {
        const permitted = await permittedFields(database, rows, actor, resource);
        const parsed = action.input.parse(input);
        refuseOtherFields(parsed, permitted);
        const { result, audit, outcome, object } = await action.change(database, parsed);
        if (audit !== null)
          await writeAudit(
            database,
            actor,
            action.name,
            object ?? action.object(parsed),
            outcome ?? 'done',
            audit,
            action.about?.(parsed),
          );
        return result;
      });
    }),
  );
}

/**
 * The one way to read. Policy first, as {@link perform}, then a read-only transaction with the actor's role and
 * settings, and an audit row beforehand where the answer is confidential. A question that is refused is recorded as a
 * change is. When an embedded server is killed meanwhile it asks again as soon as the server is back.
 *
 * @param resource what is asked about: `concern`, or a unit, a person, a record
 */
export async function look<Parameters, Answer>(
  door: OrganisationDoor,
  actor: Actor,
  question: Question<Parameters, Answer>,
  resource: Resource,
  parameters: Parameters,
): Promise<Answer> {
  const opened = opening(door);
  const rows = opened.access.rowsFor(actor.kind, 'see', question.name);
  const objectOf = () => question.object(parameters);
  return orDenied(opened, actor, question.name, () =>
    orTried({ opened, actor, name: question.name, objectOf }, async () => {
      if (rows.length === 0) throw new AccessDenied('no row of the access table is about it');
      return untilItIsBack(patienceOf(opened.connection, actor), () =>
        asActor(opened, actor, !question.confidential, async (database) => {
          const permitted = await permittedFields(database, rows, actor, resource);
          if (question.confidential) {
            const about = question.about?.(parameters);
            await writeAudit(database, actor, question.name, objectOf(), 'done', {}, about);
          }
          return onlyPermitted(await question.ask(database, parameters), question.fields, permitted);
        }),
      );
    }),
  );
}

/** A change that ended without being made: refused, or only tried. What is recorded of it says which. */
export class ChangeStopped extends Error {
  override name = 'ChangeStopped';
  readonly audit: AuditDetails;

  constructor(message: string, audit: AuditDetails) {
    super(message);
    this.audit = audit;
  }
}

/** Records, in a transaction of its own, that something was tried and refused; the refusal itself goes on. */
async function orTried<Result>(
  { opened, actor, name, objectOf }: { opened: Behind; actor: Actor; name: string; objectOf: () => string },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const tried =
      error instanceof ChangeStopped
        ? error.audit
        : error instanceof ExplainedError
          ? { refused: error.code }
          : null;
    if (tried === null || isDatabaseGone(error)) throw error;
    await write(opened, actor, (database) => writeAudit(database, actor, name, objectOf(), 'denied', tried));
    throw error;
  }
}

/** Does what may be done; what may not is audited as denied, and nothing tells why. */
async function orDenied<T>(opened: Behind, actor: Actor, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AccessDenied)) throw error;
    await write(opened, actor, (database) => writeAudit(database, actor, name, '', 'denied', {}));
    throw error instanceof OperatorEnded ? error : new AccessDenied(`${actor.kind} may not ${name}`);
  }
}

/** A visitor of a page is told soon and may reload; work at the command line is worth a longer wait. */
function patienceOf(connection: DatabaseConnection, actor: Actor): DatabaseConnection {
  const { comesBackWithin = 0 } = connection;
  return actor.kind === 'public' || actor.kind === 'reporter'
    ? { ...connection, comesBackWithin: Math.min(comesBackWithin, visitorWaits) }
    : connection;
}

/** A transaction that changes something. Until it does it may begin again; from then on it happens once. */
async function write<T>(
  opened: Behind,
  actor: Actor,
  change: (database: Database) => Promise<T>,
): Promise<T> {
  const reached: { stage: 'opening' | 'changing' | 'committing' } = { stage: 'opening' };
  const attempt = (): Promise<T> =>
    asActor(opened, actor, false, async (database) => {
      reached.stage = 'changing';
      const result = await change(database);
      reached.stage = 'committing';
      return result;
    });
  try {
    return await untilItIsBack(opened.connection, attempt, () => reached.stage === 'opening');
  } catch (error) {
    if (reached.stage === 'committing' && isDatabaseGone(error)) throw outcomeUnknown(error);
    throw error;
  }
}

/** How long a page waits for one statement and for one lock; work at the command line takes the time it needs. */
const longestStatement = '30s';
const longestLock = '10s';

function patient(actor: Actor): boolean {
  return (
    actor.kind === 'operator' ||
    actor.kind === 'publication' ||
    (actor.kind === 'person' && actor.scope !== undefined)
  );
}

async function asActor<T>(
  opened: Behind,
  actor: Actor,
  readOnly: boolean,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const begin = opened.database.transaction();
  return (readOnly ? begin.setAccessMode('read only') : begin).execute(async (database) => {
    await sql`select set_config('role', ${`daglicht_${actor.kind}`}, true),
                     set_config('app.actor_kind', ${actor.kind}, true),
                     set_config('app.actor', ${actor.name}, true),
                     set_config('app.person', ${actor.kind === 'person' ? actor.person : ''}, true),
                     set_config('app.delegate', ${actor.kind === 'delegate' ? actor.key : ''}, true),
                     set_config('app.reporter', ${actor.kind === 'reporter' ? actor.mailbox : ''}, true),
                     set_config('statement_timeout', ${patient(actor) ? '0' : longestStatement}, true),
                     set_config('lock_timeout', ${patient(actor) ? '0' : longestLock}, true)`.execute(
      database,
    );
    return work(database);
  });
}

async function writeAudit(
  database: Database,
  actor: Actor,
  action: string,
  object: string,
  outcome: 'done' | 'denied',
  details: AuditDetails,
  about: string | null = null,
): Promise<void> {
  // The trail has moments and an order: of who reports nothing stands in it (decision 0088).
  if (actor.kind === 'reporter') return;
  await database
    .insertInto('audit_entry')
    .values({
      id: randomUUID(),
      actor_kind: actor.kind,
      actor: actor.name,
      action,
      object,
      outcome,
      origin: actor.origin,
      about,
      details: JSON.stringify(details),
    })
    .execute();
}

function opening(door: OrganisationDoor): Behind {
  const opened = behind.get(door);
  if (!opened) throw new Error(`The organisation "${door.key}" is not open.`);
  return opened;
}
