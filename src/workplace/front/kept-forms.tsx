import type { VNode } from 'preact';
import { z } from 'zod';
import { keepPost, keptPost } from '../../collection/keeping/kept-texts.ts';
import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { tokenHash } from '../../platform/identity/secrets/tokens.ts';
import { text } from '../../platform/language/text.ts';
import { seal, unseal } from '../../platform/sealing/seal.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { readCookie } from './cookies.ts';
import { type FormWords, wordsOfFields, wordsOfPage } from './form-words.ts';
import { formRead, readWholeForm } from './forms.ts';
import { isId } from './typed-text.ts';
import { frameOf, pageAnswer, type SignedIn, type Visit } from './visit.ts';

/*
 * A form that is sent after its session ended. Nothing of it is done; it is kept for an hour, sealed, for who was signed
 * in, and shown when that person signed in again.
 */

const words = {
  title: text('U was afgemeld. Uw tekst staat er nog', 'You were signed out. Your text is still here'),
  notYet: text('Er is nog niets opgeslagen', 'Nothing was saved yet'),
  lead: text(
    'Dit verstuurde u nadat uw sessie was verlopen. Kijk het na en verstuur het alsnog, of begin opnieuw.',
    'You sent this after your session had ended. Check it and send it after all, or begin anew.',
  ),
  send: text('Alsnog versturen', 'Send it after all'),
  typed: text('Wat u verstuurde', 'What you sent'),
  copy: text(
    'Hiervan is niets opgeslagen. Wilt u de tekst bewaren, kopieer hem dan nu.',
    'Nothing of this was saved. If you want to keep the text, copy it now.',
  ),
  anew: text('Opnieuw beginnen', 'Begin anew'),
} as const;

const sealedSchema = z.array(z.tuple([z.string(), z.string()]));

const placeOf = (organisation: string, row: string) => ({
  organisation,
  table: 'kept_text',
  column: 'sealed',
  row,
});

/** As the database keeps it: characters of a path, and bytes. */
const longestPlace = 300;
const mostSealed = 400_000;

type Sent = readonly (readonly [name: string, value: string])[];

/** What was sent without what nobody is to keep or read back: a password, and the code of an app beside it. */
function withoutSecrets(sent: Sent): Sent {
  const has = (wanted: string) => sent.some(([name]) => name === wanted);
  const secrets = [
    ...['wachtwoord', 'herhaling'],
    ...(has('wachtwoord') ? ['code'] : []),
    ...(has('herhaling') ? ['nu', 'nieuw'] : []),
  ];
  return sent.filter(([name]) => !secrets.includes(name));
}

/** Keeps a form whose session ended; answers the id under which it is kept, or null where there is nothing to keep. */
export async function keepForm(visit: Visit): Promise<string | null> {
  const { context, premises, path } = visit;
  const cookie = readCookie(context, 'session', premises.secure);
  if (cookie === undefined || visit.session !== null) return null;
  const sent = await readWholeForm(context);
  if (!sent) return null;
  const typed = withoutSecrets(sent);
  const id = newId();
  const sealed = seal(premises.keys, placeOf(premises.organisation, id), JSON.stringify(typed));
  // No form of a page of ours is found so far down, or becomes so large.
  if (path.length > longestPlace || sealed.length > mostSealed) return null;
  const kept = await perform(premises.door, identityActor, keepPost, concern, {
    token: tokenHash(cookie),
    id,
    place: path,
    sealed,
  });
  return kept ? id : null;
}

/** What was sent after the end of a session, for a page that is asked with its id; null where there is none. */
async function keptForm(visit: SignedIn): Promise<readonly (readonly [string, string])[] | null> {
  const { context, premises, actor, path } = visit;
  const id = context.req.query('bewaard') ?? '';
  if (!isId(id)) return null;
  const found = await look(premises.door, actor, keptPost, concern, { id });
  if (!found || found.place !== path) return null;
  const content = unseal(premises.keys, placeOf(premises.organisation, id), found.sealed).toString();
  return sealedSchema.parse(JSON.parse(content));
}

/** What somebody typed in a form, by the words of its fields. What a page of ours put into it by itself is not shown. */
function TypedTexts({
  typed,
  words: known,
}: {
  typed: readonly (readonly [name: string, value: string])[];
  words: FormWords;
}) {
  const shown = typed.filter(([name, value]) => value.trim() !== '' && !isId(value) && !known.isOurs(name));
  return (
    <DefinitionList
      items={shown.map(([name, value]) => ({
        term: known.fieldOf(name),
        text: <bdi>{known.valueOf(name, value)}</bdi>,
      }))}
    />
  );
}

/**
 * What somebody typed in a form of which nothing could be done, because what it is about is not there any more or not
 * for them; null where nothing was typed. Nothing of it is kept.
 */
export async function lostTexts(
  visit: Visit,
  given?: readonly (readonly [name: string, value: string])[],
): Promise<VNode | null> {
  const { context, language } = visit;
  if (context.req.method !== 'POST') return null;
  const read = [...(given ?? formRead(context))];
  const sent = read.length > 0 || context.req.raw.bodyUsed ? read : ((await readWholeForm(context)) ?? []);
  const typed = withoutSecrets(sent);
  if (typed.every(([, value]) => value.trim() === '' || isId(value))) return null;
  return (
    <section class="dl-flow" aria-labelledby="getypt">
      <h2 id="getypt">{words.typed[language]}</h2>
      <p>{words.copy[language]}</p>
      <TypedTexts typed={typed} words={wordsOfFields(visit)} />
    </section>
  );
}

/**
 * The page that shows what was sent after the end of a session; null for every other request.
 *
 * @param form the page with the form itself, whose words it takes
 */
export async function showKeptForm(visit: SignedIn, form: () => Promise<Response>): Promise<Response | null> {
  const { context, language, to, path } = visit;
  if (context.req.method !== 'GET' || context.req.query('bewaard') === undefined) return null;
  const typed = await keptForm(visit);
  if (!typed) return null;
  const page = await form();
  const known = page.status === 200 ? wordsOfPage(await page.text(), language) : wordsOfFields(visit);
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]}>
      <h1>{words.title[language]}</h1>
      <Notice kind="warn" title={words.notYet[language]}>
        <p>{words.lead[language]}</p>
      </Notice>
      <TypedTexts typed={typed} words={known} />
      <form method="post" action={to(path)} class="dl-form">
        {typed.map(([name, value], index) => (
          <input key={index} type="hidden" name={name} value={value} />
        ))}
        <div class="dl-buttons">
          <button type="submit" class="dl-button">
            {words.send[language]}
          </button>
          <a href={to(path)}>{words.anew[language]}</a>
        </div>
      </form>
    </Page>,
  );
}
