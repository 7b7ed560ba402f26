import { sql } from 'kysely';
import { z } from 'zod';
import type { Role } from '../../platform/access/relation.ts';
import type { Action, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { type Text, text } from '../../platform/language/text.ts';

/** The certificates that roles ask, with their names. */
export const certificateKinds = {
  'confidential-counsellor': text('certificaat vertrouwenspersoon', 'certificate of confidential counsellor'),
} as const satisfies Readonly<Record<string, Text>>;

export type CertificateKind = keyof typeof certificateKinds;

/** The certificate that a role asks of who bears it; most ask none. */
const askedOf: Partial<Record<Role, CertificateKind>> = {
  counsellor: 'confidential-counsellor',
  'lead-counsellor': 'confidential-counsellor',
};

/** A certificate of a person. */
export interface Certificate {
  readonly certificate: string;
  readonly kind: CertificateKind;
  readonly obtained: string;
  /** The first day on which it is valid no more. */
  readonly until: string;
}

const recordSchema = z.strictObject({
  person: z.uuid(),
  kind: z.enum(['confidential-counsellor']),
  obtained: z.iso.date(),
  until: z.iso.date(),
});

/** Records a certificate of a person; an earlier one of that kind stays, and the same one is not recorded twice. */
export const recordCertificate: Action<z.infer<typeof recordSchema>, { readonly recorded: boolean }> = {
  name: 'organisation.record-certificate',
  input: recordSchema,
  object: ({ kind }) => kind,
  about: ({ person }) => person,
  change: async (database, { person, kind, obtained, until }) => {
    // A form that is sent twice at once would find nothing both times.
    await sql`select pg_advisory_xact_lock(hashtext('certificates'), hashtext(${person}))`.execute(database);
    const same = await sql`
      select from certificate
      where person_id = ${person} and kind = ${kind} and obtained_on = ${obtained} and valid_until = ${until}
        and withdrawn_at is null`.execute(database);
    if (same.rows.length > 0) return { result: { recorded: false }, audit: null };
    await database
      .insertInto('certificate')
      .values({ id: newId(), person_id: person, kind, obtained_on: obtained, valid_until: until })
      .execute();
    return { result: { recorded: true }, audit: { until } };
  },
};

/** The certificates of a person, the one that lasts longest in front. */
export const certificatesOf: Question<{ readonly person: string }, readonly Certificate[]> = {
  name: 'organisation.certificates',
  confidential: false,
  object: () => 'person',
  ask: async (database, { person }) =>
    (
      await sql<Certificate>`
        select id as certificate, kind, obtained_on as obtained, valid_until as until from certificate
        where person_id = ${person} and withdrawn_at is null order by valid_until desc`.execute(database)
    ).rows,
};

/** A certificate that a role asks and that is missing, over, or over within twelve months. */
export interface CertificateWarning {
  readonly person: string;
  readonly name: string | null;
  readonly role: Role;
  readonly kind: CertificateKind;
  /** Null: none was recorded. */
  readonly until: string | null;
  readonly urgency: 'missing' | 'over' | 'months-3' | 'months-12';
}

/** The warnings about a person, or about everybody (null), the most urgent in front. */
export const certificateWarnings: Question<
  { readonly person: string | null },
  readonly CertificateWarning[]
> = {
  name: 'organisation.certificate-warnings',
  confidential: false,
  object: () => 'people',
  ask: async (database, { person }) => {
    const asked = JSON.stringify(Object.entries(askedOf).map(([role, kind]) => ({ role, kind })));
    const { rows } = await sql<CertificateWarning>`
      select w.person, w.name, w.role, w.kind, w.until,
        case when w.until is null then 'missing' when w.until <= today() then 'over'
             when w.until <= today() + interval '3 months' then 'months-3' else 'months-12' end as urgency
      from (
        select distinct a.person_id as person, p.name, a.role, q.kind,
          (select max(c.valid_until) from certificate c
           where c.person_id = a.person_id and c.kind = q.kind and c.withdrawn_at is null) as until
        from appointment a
        join jsonb_to_recordset(${asked}::jsonb) as q(role text, kind text) on q.role = a.role
        left join person_contact p on p.person_id = a.person_id and p.withdrawn_at is null
        where a.withdrawn_at is null and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())
          and (${person}::uuid is null or a.person_id = ${person}::uuid)
      ) w
      where w.until is null or w.until <= today() + interval '12 months'
      order by w.until nulls first, w.name limit 200`.execute(database);
    return rows;
  },
};
