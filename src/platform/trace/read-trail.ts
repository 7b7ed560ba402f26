import { sql } from 'kysely';
import type { Database, Question } from '../database/doorways.ts';

/** A row of the trail as people read it. */
export interface TrailRow {
  readonly id: string;
  readonly at: Date;
  /** The moment with all its digits, to go on from. */
  readonly moment: string;
  readonly actorKind: string;
  /** The name of a person, or how a part of the program or an operator is called. */
  readonly actor: string;
  readonly roles: readonly string[];
  readonly action: string;
  readonly object: string;
  readonly outcome: 'done' | 'denied';
  readonly origin: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What of the trail is asked. */
export interface TrailFilter {
  /** First and last day, as yyyy-mm-dd. */
  readonly from: string;
  readonly until: string;
  /** Actions that fit; all when it is null. */
  readonly action: string | null;
  readonly outcome: 'done' | 'denied' | null;
  /** Only rows before this one: moment and id of the last row of the page before. */
  readonly before: { readonly at: string; readonly id: string } | null;
  readonly most: number;
}

/** The trail of a period, newest first. Reading it is itself recorded. */
export const readTrail: Question<TrailFilter, readonly TrailRow[]> = {
  name: 'audit.read',
  confidential: true,
  object: ({ from, until }) => `audit ${from} ${until}`,
  ask: rowsOf,
};

/** The trail of a period, to be taken along as a file. That it was is recorded. */
export const exportTrail: Question<TrailFilter, readonly TrailRow[]> = {
  ...readTrail,
  name: 'audit.export',
};

async function rowsOf(
  database: Database,
  { from, until, action, outcome, before, most }: TrailFilter,
): Promise<readonly TrailRow[]> {
  const found = await sql<TrailRow>`
      select e.id, e.at, e.at::text as moment, e.actor_kind as "actorKind", coalesce(c.name, e.actor) as actor, e.action, e.object, e.outcome,
        e.origin, e.details,
        case when e.actor_kind = 'person' then coalesce(roles_at(e.actor, e.at), '{}') else '{}' end as roles
      from audit_entry e
      left join person_contact c on e.actor_kind = 'person' and c.person_id::text = e.actor and c.withdrawn_at is null
      where e.at >= (${from}::date)::timestamp at time zone 'Europe/Amsterdam'
        and e.at < (${until}::date + 1)::timestamp at time zone 'Europe/Amsterdam'
        and (${action}::text is null or e.action = ${action}) and (${outcome}::text is null or e.outcome = ${outcome})
        and (${before?.at ?? null}::timestamptz is null or (e.at, e.id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
      order by e.at desc, e.id desc limit ${most}`.execute(database);
  return found.rows;
}

/** When the own data of whoever asks were looked at, for what, and by which function; without names. */
export const whoLooked: Question<
  Record<string, never>,
  readonly { readonly at: Date; readonly action: string; readonly roles: readonly string[] }[]
> = {
  name: 'audit.who-looked',
  confidential: false,
  object: () => 'audit',
  ask: async (database) => {
    const found = await sql<{
      at: Date;
      action: string;
      roles: string[];
    }>`select at, action, roles from who_looked()`.execute(database);
    return found.rows;
  },
};
