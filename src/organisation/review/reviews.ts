import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Role, roles } from '../../platform/access/relation.ts';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { ExplainedError } from '../../platform/language/explained-error.ts';
import { sameText, text } from '../../platform/language/text.ts';
import type { HeldRole } from './why.ts';

/** Somebody who has a role, and by which appointment. */
export interface Holder {
  readonly appointment: string;
  readonly person: string;
  readonly name: string | null;
  /** The key of the unit; null for the whole organisation. */
  readonly unit: string | null;
  /** ISO days. */
  readonly from: string;
  readonly until: string | null;
  readonly reason: string;
}

/** The months after which a role is reviewed again. */
export const reviewMonths = 6;

async function holders(database: Database, role: Role, at: string | null): Promise<readonly Holder[]> {
  const found = await sql<Holder>`
    select appointment, person, name, unit, valid_from as "from", valid_until as until, reason
    from holders_of(${role}, coalesce(${at}::timestamptz, now()))`.execute(database);
  return found.rows;
}

/** Of what was shown, so that what is signed is what was seen. */
function holdersHash(shown: readonly Holder[]): string {
  return createHash('sha256')
    .update(JSON.stringify(shown.map(({ appointment, until }) => [appointment, until])))
    .digest('hex');
}

/**
 * Who has a role, at the end of a day (ISO) or now, as it was recorded then; with the hash by which it is signed. Roles
 * that follow from employments have no appointments.
 */
export const holdersOf: Question<
  { readonly role: Role; readonly day: string | null },
  { readonly holders: readonly Holder[]; readonly hash: string }
> = {
  name: 'access.holders',
  confidential: true,
  object: ({ role }) => role,
  ask: async (database, { role, day }) => {
    const found = await holders(database, role, await endOf(database, day));
    return { holders: found, hash: holdersHash(found) };
  },
};

/** The last moment of a day where the organisation is; null stays null. */
async function endOf(database: Database, day: string | null): Promise<string | null> {
  const end = await sql<{ at: string | null }>`
    select ((${day}::date + 1)::timestamp at time zone 'Europe/Amsterdam' - interval '1 microsecond')::text as at`.execute(
    database,
  );
  return end.rows[0]?.at ?? null;
}

/** The roles that somebody had at the end of a day (ISO) or has now, and their name. */
export const rolesOn: Question<
  { readonly person: string; readonly day: string | null },
  { readonly name: string | null; readonly roles: readonly HeldRole[] }
> = {
  name: 'access.roles-of',
  confidential: true,
  object: () => 'person',
  about: ({ person }) => person,
  ask: async (database, { person, day }) => {
    const at = await endOf(database, day);
    const found = await sql<HeldRole>`
      select role, scope, unit from roles_on(${person}, coalesce(${at}::timestamptz, now())) order by 1, 3`.execute(
      database,
    );
    const names = await sql<{ name: string | null }>`
      select name from person_contact where person_id = ${person} and withdrawn_at is null`.execute(database);
    return { name: names.rows[0]?.name ?? null, roles: found.rows };
  },
};

/** How a role stands: how many have it, and when it was reviewed last. */
export interface RoleReview {
  readonly role: Role;
  readonly holders: number;
  readonly last: {
    /** The moment. */
    readonly at: Date;
    readonly by: string | null;
    readonly outcome: 'right' | 'to-correct';
    readonly remark: string;
  } | null;
  /** Whether it has to be reviewed: somebody has it, and the last review is more than half a year ago. */
  readonly isDue: boolean;
}

/** How every role that is given by appointment stands. */
export const roleReviews: Question<Record<string, never>, readonly RoleReview[]> = {
  name: 'access.reviews',
  confidential: false,
  object: () => 'access',
  ask: async (database) => {
    const found = await sql<{
      role: Role;
      holders: number;
      at: Date | null;
      by: string | null;
      outcome: 'right' | 'to-correct' | null;
      remark: string | null;
      isDue: boolean;
    }>`
      select r.role, h.holders, v.recorded_at as at, c.name as by, v.outcome, v.remark,
        h.holders > 0 and (v.recorded_at is null or v.recorded_at < now() - make_interval(months => ${reviewMonths})) as "isDue"
      from unnest(${[...roles]}::text[]) with ordinality as r(role, place)
      cross join lateral (select count(*)::int as holders from holders_of(r.role, now())) h
      left join lateral (
        select * from access_review a where a.role = r.role order by a.recorded_at desc limit 1) v on true
      left join person_contact c on c.person_id = v.signed_by and c.withdrawn_at is null
      where r.role not in ('employee', 'supervisor')
      order by r.place`.execute(database);
    return found.rows.map(({ role, holders: count, at, by, outcome, remark, isDue }) => ({
      role,
      holders: count,
      isDue,
      last: at !== null && outcome !== null ? { at, by, outcome, remark: remark ?? '' } : null,
    }));
  },
};

/** A review cannot be signed as it was asked. */
export class ReviewRefused extends ExplainedError {
  override readonly name = 'ReviewRefused';
}

const signSchema = z.strictObject({
  role: z.enum(roles),
  /** Of the holders as they were shown. */
  hash: z.string(),
  outcome: z.enum(['right', 'to-correct']),
  remark: z.string().trim().max(2000),
  signer: z.uuid(),
});

/**
 * Signs the review of a role. What is signed is kept as it was shown. Throws a {@link ReviewRefused} when somebody got or
 * lost the role meanwhile.
 */
export const signReview: Action<z.infer<typeof signSchema>, null> = {
  name: 'access.sign-review',
  input: signSchema,
  object: ({ role }) => role,
  change: async (database, { role, hash, outcome, remark, signer }) => {
    const shown = await holders(database, role, null);
    if (holdersHash(shown) !== hash)
      throw new ReviewRefused('holders-changed', {
        what: text(
          'Wie deze rol heeft, is gewijzigd nadat u de lijst opende.',
          'Who has this role was changed after you opened the list.',
        ),
        where: sameText(role),
        kept: text('Uw opmerking. Er is niets ondertekend.', 'Your remark. Nothing was signed.'),
        next: text(
          'Kijk de lijst opnieuw na en onderteken daarna.',
          'Look through the list again, then sign.',
        ),
      });
    await sql`
      insert into access_review (id, role, outcome, remark, signed_by)
      values (${newId()}, ${role}, ${outcome}, ${remark}, ${signer})`.execute(database);
    return { result: null, audit: { holders: shown.length, outcome } };
  },
};
