import { sql } from 'kysely';
import { z } from 'zod';
import type { AccessRow } from '../../platform/access/access-table.ts';
import type { Action, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { ExplainedError } from '../../platform/language/explained-error.ts';
import { sameText, type Text, text } from '../../platform/language/text.ts';
import { recordedDay } from '../recorded-day.ts';
import { type ConsentUse, consentedOn, consentUses } from './consented-on.ts';

/** Consent that cannot be recorded or ended as asked. */
export class ConsentRefused extends ExplainedError {
  override readonly name = 'ConsentRefused';
}

/** A use, with the consent that stands. */
export interface UseOfConsent {
  readonly use: ConsentUse;
  /** Whether the works council consents to it on the day that was asked. */
  readonly isOn: boolean;
  /** The consent that stands; null: there is none. */
  readonly consent: {
    readonly id: string;
    /** The day on which it was given. */
    readonly consentedOn: string;
    readonly reference: string;
  } | null;
}

/** Every use with its consent, as of a day. */
export const consents: Question<{ readonly day: string }, readonly UseOfConsent[]> = {
  name: 'organisation.consents',
  confidential: false,
  object: () => 'works-council',
  ask: async (database, { day }) => {
    const { rows } = await sql<{ id: string; use: string; consentedOn: string; reference: string }>`
      select id, use, consented_on as "consentedOn", reference from works_council_consent
      where withdrawn_at is null`.execute(database);
    const found: UseOfConsent[] = [];
    for (const use of consentUses) {
      const row = rows.find((one) => one.use === use);
      const consent = row ? { id: row.id, consentedOn: row.consentedOn, reference: row.reference } : null;
      found.push({ use, isOn: await consentedOn(database, use, day), consent });
    }
    return found;
  },
};

const recordSchema = z.strictObject({
  use: z.enum(consentUses),
  /** The day on which the works council consented: today or earlier. */
  on: z.iso.date(),
  reference: z.string().min(1).max(500),
});

/** Records that the works council consented to a use. Throws a {@link ConsentRefused} where that stands already. */
export const recordConsent: Action<z.infer<typeof recordSchema>, { readonly consent: string }> = {
  name: 'organisation.record-consent',
  input: recordSchema,
  object: ({ use }) => use,
  change: async (database, { use, on, reference }) => {
    if (on > (await recordedDay(database))) throw refused('not-yet', on, notYet);
    const id = newId();
    const added = await sql<{ id: string }>`
      insert into works_council_consent (id, use, consented_on, reference) values (${id}, ${use}, ${on}, ${reference})
      on conflict (use) where withdrawn_at is null do nothing returning id`.execute(database);
    if (added.rows.length === 0) throw refused('consented-already', use, consentedAlready);
    return { result: { consent: id }, audit: { on } };
  },
};

/** Ends a consent from today on; what was recorded stays. Throws a {@link ConsentRefused} where it does not stand. */
export const endConsent: Action<{ readonly consent: string }, null> = {
  name: 'organisation.end-consent',
  input: z.strictObject({ consent: z.uuid() }),
  object: ({ consent }) => consent,
  change: async (database, { consent }) => {
    const ended = await sql<{ use: string }>`
      update works_council_consent set withdrawn_at = now() where id = ${consent} and withdrawn_at is null
      returning use`.execute(database);
    const [row] = ended.rows;
    if (!row) throw refused('no-consent', consent, noConsent);
    return { result: null, audit: { use: row.use } };
  },
};

const consentedAlready = text('Hiervoor staat al een instemming.', 'There is a consent for this already.');
const notYet = text(
  'Deze dag moet nog komen. Leg de instemming vast wanneer zij er is.',
  'This day is still to come. Record the consent when it is there.',
);
const noConsent = text('Deze instemming staat er niet (meer).', 'This consent does not stand (any more).');

function refused(code: string, where: string, what: Text): ConsentRefused {
  return new ConsentRefused(code, {
    what,
    where: sameText(where),
    kept: text('Er is niets gewijzigd.', 'Nothing was changed.'),
    next: text('Bekijk de instellingen opnieuw.', 'Look at the settings again.'),
  });
}

/** Who records what the works council consented to. */
export const consentAccess: readonly AccessRow[] = (
  [
    ['see', consents.name],
    ['do', recordConsent.name],
    ['do', endConsent.name],
  ] as const
).map(([may, what]) => ({
  who: 'functional-administrator',
  may,
  what,
  on: 'concern',
  because: 'De functioneel beheerder legt vast waarmee de ondernemingsraad instemde',
}));
