import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { isUuid } from '../../platform/encryption/bytes.ts';
import { documentText, type KeyList, type Root } from '../../platform/encryption/documents/documents.ts';
import { daysAfter } from '../../platform/encryption/documents/lists.ts';
import { text } from '../../platform/language/text.ts';
import { roleNamed, roleWords } from '../people/role-words.ts';
import { keysRefused } from './key-refused.ts';
import { currentLists, organisationOf, recordedRoots } from './recorded.ts';

/*
 * Drafts of what officers sign: a root, or both lists. The program writes the text; each officer's browser holds it
 * against the fingerprints that were read aloud, and signs. What is complete is held against all signatures and recorded.
 */

interface Holder {
  /** By which documents name them. */
  readonly person: string;
  /** By which the organisation knows them. */
  readonly personId: string;
  readonly key: string;
  readonly kem: string;
  readonly sign: string;
  readonly held: readonly string[];
}

/** The newest keys of these people, in the order asked. */
async function holdersOf(database: Database, people: readonly string[]): Promise<readonly Holder[]> {
  const { rows } = await sql<Holder>`
    select distinct on (v.person_id) h.person::text as person, v.person_id::text as "personId", encode(v.key_hash, 'hex') as key,
      encode(v.kem, 'hex') as kem, encode(v.sign, 'hex') as sign, h.held
    from key_vault v join key_holders() h on h.person_id = v.person_id
    where h.person = any (${people}::uuid[]) order by v.person_id, v.version desc`.execute(database);
  const byPerson = new Map(rows.map((row) => [row.person, row]));
  return people.map((person) => {
    const holder = byPerson.get(person);
    if (!holder)
      throw keysRefused(
        'no-vault',
        person,
        text(
          'Een van deze mensen heeft nog geen kluis, of werkt hier niet meer.',
          'One of these people has no vault yet, or works here no more.',
        ),
        text(
          'Laat die persoon eerst een kluis maken, of kies een ander.',
          'Let that person make a vault first, or choose another.',
        ),
      );
    return holder;
  });
}

/** Who is asked to sign: the person as the organisation knows them, and the id of their keys. */
interface Signer {
  readonly personId: string;
  readonly key: string;
}

type Documents = { readonly root: string } | { readonly intake: string; readonly people: string };

async function addDraft(
  database: Database,
  documents: Documents,
  signers: readonly Signer[],
): Promise<string> {
  // What waited longer than 72 hours is dropped by whoever prepares the next.
  await sql`
    update key_draft set outcome = 'dropped', ended_at = clock_timestamp()
    where outcome is null and made_at + interval '72 hours' <= now()`.execute(database);
  const { rows } = await sql`select from key_draft where outcome is null`.execute(database);
  if (rows.length > 0)
    throw keysRefused(
      'draft-waits',
      'draft',
      text('Er wacht al een concept op handtekeningen.', 'A draft waits for signatures already.'),
      text('Onderteken dat eerst, of trek het in.', 'Sign that first, or withdraw it.'),
    );
  const id = newId();
  const of =
    'root' in documents ? { ...documents, intake: null, people: null } : { ...documents, root: null };
  await sql`
    insert into key_draft (id, kind, root_doc, intake_doc, people_doc)
    values (${id}, ${of.root === null ? 'lists' : 'root'}, ${of.root}, ${of.intake}, ${of.people})`.execute(
    database,
  );
  for (const { personId, key } of signers)
    await sql`
      insert into key_draft_signer (draft_id, person_id, key_hash)
      values (${id}, ${personId}, decode(${key}, 'hex'))`.execute(database);
  return id;
}

const uuid = z.string().refine(isUuid);

const rootDraftSchema = z.strictObject({
  officers: z.array(uuid).min(3).max(7),
  sign: z.int().min(2).max(7),
  open: z.int().min(2).max(6),
});

/** Prepares a root: the first, or the next with other officers. Answers the id of the draft. */
export const prepareRoot: Action<z.infer<typeof rootDraftSchema>, string> = {
  name: 'keys.prepare-root',
  input: rootDraftSchema,
  object: () => 'root',
  change: async (database, { officers, sign, open }) => {
    if (new Set(officers).size !== officers.length || sign > officers.length || open > officers.length - 1)
      throw keysRefused(
        'thresholds',
        'root',
        text(
          'Kies verschillende sleutelbeheerders. Er tekenen er hoogstens zoveel als er zijn, en om te openen is er altijd een minder nodig dan er zijn.',
          'Choose different key officers. At most as many sign as there are, and opening always takes one fewer than there are.',
        ),
        text('Kies andere aantallen of andere mensen.', 'Choose other numbers or other people.'),
      );
    const { org, day } = await organisationOf(database);
    const holders = await holdersOf(database, officers);
    const before = (await recordedRoots(database)).at(-1);
    const root: Root = {
      dl: 1,
      type: 'root',
      org,
      version: (before?.version ?? 0) + 1,
      prev: before?.hash ?? null,
      from: day,
      sign,
      open,
      officers: holders.map(({ person, kem, sign: key }, at) => ({
        person,
        kem,
        sign: key,
        function: 'key-officer',
        label: { nl: `Sleutelbeheerder ${at + 1}`, en: `Key officer ${at + 1}` },
      })),
    };
    const earlier = before ? await officersOf(database, before.version) : [];
    const signers = new Map(
      [...earlier, ...holders].map(({ personId, key }) => [personId, { personId, key }]),
    );
    const id = await addDraft(database, { root: documentText<'root'>(root) }, [...signers.values()]);
    return {
      result: id,
      audit: { version: root.version, officers: holders.length, sign, open },
      object: 'root',
    };
  },
};

async function officersOf(database: Database, version: number): Promise<readonly Signer[]> {
  const { rows } = await sql<Signer>`
    select person_id::text as "personId", encode(key_hash, 'hex') as key from key_officer
    where root_version = ${version} order by person_id`.execute(database);
  return rows;
}

const listDraftSchema = z.strictObject({
  until: z.iso.date(),
  entries: z
    .array(
      z.strictObject({
        person: uuid,
        /** The role by which they are called, one that they have. */
        as: z.string(),
        rights: z.enum(['read', 'manage']),
        /** Whether reports come to them first: they stand in the public list, by function. */
        receives: z.boolean(),
      }),
    )
    .min(1)
    // As many as a list of the protocol holds.
    .max(1_000),
});

/** Prepares both lists: who may read, and who of them receives. Answers the id of the draft. */
export const prepareLists: Action<z.infer<typeof listDraftSchema>, string> = {
  name: 'keys.prepare-lists',
  input: listDraftSchema,
  object: () => 'lists',
  change: async (database, { until, entries }) => {
    const { org, day } = await organisationOf(database);
    const root = (await recordedRoots(database)).at(-1);
    if (!root)
      throw keysRefused(
        'no-root',
        'lists',
        text('Er zijn nog geen sleutelbeheerders.', 'There are no key officers yet.'),
        text('Houd eerst de sleutelceremonie.', 'Hold the key ceremony first.'),
      );
    if (until <= day || until > daysAfter(day, 400))
      throw keysRefused(
        'until',
        'lists',
        text(
          'Een lijst geldt tot een dag in de toekomst, hoogstens 400 dagen.',
          'A list holds until a day to come, 400 days at most.',
        ),
        text('Kies een andere dag.', 'Choose another day.'),
      );
    const holders = await holdersOf(
      database,
      entries.map(({ person }) => person),
    );
    const people = entries.map((entry, at): KeyList['entries'][number] & { receives: boolean } => {
      const holder = holders[at];
      const role = roleNamed(entry.as);
      if (!holder || role === undefined || !holder.held.includes(role))
        throw keysRefused(
          'no-role',
          entry.person,
          text('Een van deze mensen heeft die rol niet.', 'One of these people does not have that role.'),
          text('Kies een rol die de persoon vandaag heeft.', 'Choose a role that the person has today.'),
        );
      const { name: label } = roleWords[role];
      return {
        person: entry.person,
        kem: holder.kem,
        sign: holder.sign,
        function: role,
        label: { nl: label.nl, en: label.en },
        roles: entry.rights === 'manage' ? ['manage', 'read'] : ['read'],
        desk: ['signals'],
        until,
        receives: entry.receives,
      };
    });
    const version = ((await currentLists(database)).people?.version ?? 0) + 1;
    const listOf = (name: KeyList['name'], of: typeof people): KeyList => ({
      dl: 1,
      type: 'list',
      org,
      name,
      version,
      root: root.hash,
      from: day,
      until,
      entries: of.map(({ receives: _, ...one }) => one),
    });
    const intake = listOf(
      'intake',
      people.filter(({ receives }) => receives),
    );
    const id = await addDraft(
      database,
      { intake: documentText<'list'>(intake), people: documentText<'list'>(listOf('people', people)) },
      await officersOf(database, root.version),
    );
    const audit = { version, people: people.length, receive: intake.entries.length };
    return { result: id, audit, object: 'lists' };
  },
};

/** Withdraws the draft that waits. */
export const dropDraft: Action<{ readonly draft: string }, boolean> = {
  name: 'keys.drop-draft',
  input: z.strictObject({ draft: z.uuid() }),
  object: ({ draft }) => draft,
  change: async (database, { draft }) => {
    const { rows } = await sql`
      update key_draft set outcome = 'dropped', ended_at = clock_timestamp()
      where id = ${draft} and outcome is null returning 1`.execute(database);
    return { result: rows.length > 0, audit: {}, outcome: rows.length > 0 ? 'done' : 'denied' };
  },
};

/** A draft with who is asked to sign it. */
export interface Draft {
  readonly id: string;
  readonly kind: 'root' | 'lists';
  readonly root: string | null;
  readonly intake: string | null;
  readonly people: string | null;
  readonly isOwn: boolean;
  /** Whether who asks may withdraw it. */
  readonly mayDrop: boolean;
  /** The moment, ISO 8601. */
  readonly madeAt: string;
  readonly signers: readonly {
    readonly person: string;
    readonly key: string;
    readonly hasSigned: boolean;
    readonly isOwn: boolean;
  }[];
}

/** The draft that waits for signatures; null where none does, or for who has nothing to do with it. */
export const waitingDraft: Question<Record<string, never>, Draft | null> = {
  name: 'keys.waiting-draft',
  confidential: false,
  object: () => 'draft',
  ask: async (database) => {
    const { rows } = await sql<Draft>`
      select d.id::text as id, d.kind, d.root_doc as root, d.intake_doc as intake, d.people_doc as people,
        d.made_by = acting_person() as "isOwn", drops_draft(d.id) as "mayDrop", to_char(d.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "madeAt",
        (select jsonb_agg(jsonb_build_object('person', (select k.id from key_person k where k.person_id = s.person_id), 'key', encode(s.key_hash, 'hex'),
            'isOwn', s.person_id = acting_person(),
            'hasSigned', exists (select from key_signature g where g.draft_id = s.draft_id and g.person_id = s.person_id))
            order by s.person_id)
          from key_draft_signer s where s.draft_id = d.id) as signers
      from key_draft d where d.outcome is null and now() < d.made_at + interval '72 hours'`.execute(database);
    return rows[0] ?? null;
  },
};
