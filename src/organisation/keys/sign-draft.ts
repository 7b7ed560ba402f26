import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database } from '../../platform/database/doorways.ts';
import {
  checkSignatures,
  parseDocument,
  type SignedText,
} from '../../platform/encryption/documents/documents.ts';
import { checkList } from '../../platform/encryption/documents/lists.ts';
import { checkRoots } from '../../platform/encryption/documents/roots.ts';
import { EncryptionFault } from '../../platform/encryption/fault.ts';
import { type Draft, waitingDraft } from './drafts.ts';
import { organisationOf, type RecordedDocument, recordedRoots } from './recorded.ts';

/* Signatures of a draft. What is complete is held against all of them and recorded. */

const signature = z.string().regex(/^[0-9a-f]{128}$/);
const signedSchema = z.strictObject({
  draft: z.uuid(),
  signatures: z.union([
    z.strictObject({ root: signature }),
    z.strictObject({ intake: signature, people: signature }),
  ]),
});

/** What a signature led to: it is recorded, or with it enough have signed and what was signed holds. */
export type Signing = 'signed' | 'complete' | 'gone';

/**
 * Takes the own signature of the draft that waits, and records what it is about as soon as enough have signed.
 *
 * @throws EncryptionFault E_SIG where the signature does not hold
 */
export const signDraft: Action<z.infer<typeof signedSchema>, Signing> = {
  name: 'keys.sign-draft',
  input: signedSchema,
  object: ({ draft }) => draft,
  change: async (database, { draft, signatures }) => {
    const gone = { result: 'gone', audit: {}, outcome: 'denied' } as const;
    // Two officers who sign at once come one after the other, so that the second completes it.
    await sql`select from key_draft where id = ${draft} for update`.execute(database);
    const waiting = await waitingDraft.ask(database, {});
    const own = waiting?.signers.find(({ isOwn }) => isOwn);
    if (waiting?.id !== draft || own === undefined || own.hasSigned) return gone;
    const documents = documentsOf(waiting);
    const given = new Map<string, string>(Object.entries(signatures));
    if (documents.length !== given.size || !documents.every(({ name }) => given.has(name))) return gone;
    const signer = await signKeyOf(database, own);
    for (const { name, type, doc } of documents) {
      const sigs = [{ key: own.key, sig: given.get(name) ?? '' }];
      await checkSignatures(await parseDocument(type, { doc, sigs }), new Map([[own.key, signer]]));
      await sql`
        insert into key_signature (draft_id, document, signature)
        values (${draft}, ${name}, decode(${given.get(name) ?? ''}, 'hex'))`.execute(database);
    }
    const isComplete =
      waiting.kind === 'root'
        ? await completeRoot(database, waiting)
        : await completeLists(database, waiting);
    if (!isComplete) return { result: 'signed', audit: { kind: waiting.kind } };
    await sql`
      update key_draft set outcome = 'signed', ended_at = clock_timestamp() where id = ${draft}`.execute(
      database,
    );
    return { result: 'complete', audit: { kind: waiting.kind, ...isComplete } };
  },
};

function documentsOf({ root, intake, people }: Draft) {
  if (root !== null) return [{ name: 'root', type: 'root', doc: root }] as const;
  return [
    { name: 'intake', type: 'list', doc: intake ?? '' },
    { name: 'people', type: 'list', doc: people ?? '' },
  ] as const;
}

async function signKeyOf(
  database: Database,
  { person, key }: { person: string; key: string },
): Promise<string> {
  const { rows } = await sql<{ sign: string }>`
    select encode(v.sign, 'hex') as sign from key_vault v join key_person k on k.person_id = v.person_id
    where k.id = ${person} and v.key_hash = decode(${key}, 'hex')`.execute(database);
  return rows[0]?.sign ?? '';
}

async function signedText(database: Database, draft: string, name: string, doc: string): Promise<SignedText> {
  const { rows } = await sql<{ key: string; sig: string }>`
    select encode(s.key_hash, 'hex') as key, encode(g.signature, 'hex') as sig
    from key_signature g join key_draft_signer s on s.draft_id = g.draft_id and s.person_id = g.person_id
    where g.draft_id = ${draft} and g.document = ${name} order by g.signed_at, s.key_hash`.execute(database);
  return { doc, sigs: rows };
}

/** What holds with the signatures that are there; null as long as there are too few. */
async function orTooFew<T>(check: () => Promise<T>): Promise<T | null> {
  try {
    return await check();
  } catch (fault) {
    if (fault instanceof EncryptionFault && fault.code === 'E_QUORUM') return null;
    throw fault;
  }
}

async function completeRoot(database: Database, { id, root }: Draft): Promise<{ root: string } | null> {
  const signed = await signedText(database, id, 'root', root ?? '');
  const before = (await recordedRoots(database)).at(-1);
  const { org } = await organisationOf(database);
  const { hash, content } = await parseDocument('root', signed);
  const chain = before ? [before.signed, signed] : [signed];
  const roots = await orTooFew(() => checkRoots(chain, { org, pin: before?.hash ?? hash }));
  const trusted = roots?.get(hash);
  if (!trusted) return null;
  await sql`
    insert into key_root (version, hash, doc, sigs)
    values (${content.version}, decode(${hash}, 'hex'), ${signed.doc}, ${JSON.stringify(signed.sigs)})`.execute(
    database,
  );
  const keys = [...trusted.officers.keys()];
  for (const [at, { person }] of content.officers.entries())
    await sql`
      insert into key_officer (root_version, person_id, key_hash)
      select ${content.version}, person_id, decode(${keys[at] ?? ''}, 'hex') from key_person where id = ${person}`.execute(
      database,
    );
  return { root: hash };
}

async function completeLists(database: Database, draft: Draft): Promise<{ people: string } | null> {
  const recorded = await recordedRoots(database);
  const root = recorded.at(-1);
  if (!root) return null;
  const { org, day } = await organisationOf(database);
  const roots = await checkRoots([root.signed], { org, pin: root.hash });
  const lists: RecordedDocument[] = [];
  for (const { name, doc } of [
    { name: 'intake', doc: draft.intake },
    { name: 'people', doc: draft.people },
  ] as const) {
    const signed = await signedText(database, draft.id, name, doc ?? '');
    const list = await orTooFew(() => checkList(signed, { org, roots, name, today: day }));
    if (!list) return null;
    const { version, from, until } = list.content;
    await sql`
      insert into key_list (name, version, root_version, hash, valid_from, valid_until, doc, sigs)
      values (${name}, ${version}, ${root.version}, decode(${list.hash}, 'hex'), ${from}, ${until}, ${signed.doc},
        ${JSON.stringify(signed.sigs)})`.execute(database);
    lists.push({ version, hash: list.hash, signed });
  }
  return { people: lists[1]?.hash ?? '' };
}
