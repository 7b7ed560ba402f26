import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import {
  longestTokenDays,
  longestTokenLabel,
  makeToken,
  newAccessToken,
  type OwnToken,
  ownTokens,
  revokeToken,
} from '../../platform/identity/access-tokens/access-tokens.ts';
import { tokenHash } from '../../platform/identity/secrets/tokens.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { ChoiceField, TextField } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { allowedWords } from '../access/allowed-words.ts';
import { confirmFirst } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { dayTyped } from '../people/day-typed.ts';

const words = {
  title: text('Toegang voor programma’s', 'Access for programs'),
  lead: text(
    'Met een sleutel werkt een programma of de opdrachtregel namens u, zonder dat u erbij bent. Het mag nooit meer dan u, en alleen wat u aankruist. Wat het doet, staat onder uw naam in de vastlegging.',
    'With a token a program or the command line works in your name, without your being there. It may never do more than you, and only what you tick. What it does stands under your name in the audit trail.',
  ),
  none: text('U hebt geen sleutels.', 'You have no tokens.'),
  nothingToGive: text(
    'Uw rollen geven niets wat een programma namens u mag doen.',
    'Your roles give nothing that a program may do in your name.',
  ),
  made: text('gemaakt op', 'made on'),
  until: text('werkt tot en met', 'works up to and including'),
  used: text('laatst gebruikt op', 'last used on'),
  never: text('nog niet gebruikt', 'not used yet'),
  revoked: text('ingetrokken', 'revoked'),
  over: text('werkt niet meer', 'works no more'),
  may: text('Mag', 'May'),
  make: text('Sleutel maken', 'Make a token'),
  revoke: text('Intrekken', 'Revoke'),
  revokeTitle: text('Sleutel intrekken', 'Revoke the token'),
  revokeLead: text(
    'Programma’s die deze sleutel gebruiken, kunnen daarna niets meer. Dat is niet terug te draaien; wel kunt u een nieuwe sleutel maken.',
    'Programs that use this token can do nothing afterwards. This cannot be undone; you can make a new token.',
  ),
  keep: text('Niet intrekken', 'Do not revoke'),
  label: text('Waarvoor is de sleutel', 'What is the token for'),
  labelHint: text(
    'Waaraan u hem later herkent, bijvoorbeeld: maandelijks inlezen op de server.',
    'By which you recognise it later, for example: monthly import on the server.',
  ),
  labelMissing: text('Vul in waarvoor de sleutel is.', 'Fill in what the token is for.'),
  labelLong: text(
    'Dit is langer dan {most} tekens. Kort het in.',
    'This is longer than {most} characters. Make it shorter.',
  ),
  ends: text('Laatste dag', 'Last day'),
  endsHint: text(
    'Bijvoorbeeld 31-12-2026; hoogstens een jaar vooruit. De sleutel eindigt ook als een van uw rollen ervoor eindigt.',
    'For example 31-12-2026; at most a year ahead. The token also ends when one of your roles for it ends.',
  ),
  endsWrong: text(
    'Vul een dag in tussen vandaag en een jaar vooruit, bijvoorbeeld 31-12-2026.',
    'Fill in a day between today and a year ahead, for example 31-12-2026.',
  ),
  choose: text('Wat mag een programma hiermee?', 'What may a program do with it?'),
  chooseHint: text('Kies niet meer dan nodig is.', 'Choose no more than is needed.'),
  chooseMissing: text('Kies ten minste één ding.', 'Choose at least one thing.'),
  chooseWrong: text(
    'Een deel van uw keuze hoort niet (meer) bij uw rollen. Kies opnieuw.',
    'Part of your choice does not belong to your roles (any more). Choose again.',
  ),
  tooMany: text(
    'De sleutel is niet gemaakt. U hebt er al zoveel als kan, of uw rol is net geëindigd. Trek er eerst een in.',
    'The token was not made. You have as many as there can be, or your role ended just now. Revoke one first.',
  ),
  madeTitle: text('Uw sleutel', 'Your token'),
  once: text('Deze sleutel ziet u maar één keer', 'You see this token only once'),
  onceText: text(
    'Bewaar hem nu, in een bestand dat alleen u mag lezen. Stuur hem nooit per e-mail. Denkt u dat iemand anders hem heeft gezien, trek hem dan in.',
    'Keep it now, in a file that you alone may read. Never send it by mail. If you think that somebody else saw it, revoke it.',
  ),
  how: text(
    'Zet de regel in een bestand, sluit het af met „chmod 600 <bestand>”, en noem dat bij een opdracht: --as <bestand>.',
    'Put the line in a file, close it with “chmod 600 <file>”, and name that with a command: --as <file>.',
  ),
  back: text('Terug naar uw account', 'Back to your account'),
} as const;

const newPath = '/account/sleutels/nieuw';
/** Days that a token works where nothing else is filled in. */
const usualDays = 90;

/** The access tokens of an account, on its own page. */
export async function tokensOf({ premises, token }: SignedIn): Promise<readonly OwnToken[]> {
  return look(premises.door, identityActor, ownTokens, concern, { token });
}

/** The names of what a program may do in the name of this person, and the roles that give it. */
function offered({ premises, roles }: SignedIn): ReadonlyMap<string, readonly string[]> {
  const rows = premises.access.rows.filter(
    ({ who, byToken }) => byToken === 'asked' && roles.some((role) => role === who),
  );
  return new Map(
    [...Map.groupBy(rows, ({ what }) => what)].map(([what, those]) => [what, those.map(({ who }) => who)]),
  );
}

/** The tokens of an account: what they may do, until when, and the way to revoke them. */
export function TokenList({ visit, tokens }: { visit: SignedIn; tokens: readonly OwnToken[] }) {
  const { language, to, premises } = visit;
  return (
    <section class="dl-flow" aria-labelledby="sleutels">
      <h2 id="sleutels">{words.title[language]}</h2>
      <p>{words.lead[language]}</p>
      {tokens.length === 0 && <p>{words.none[language]}</p>}
      {tokens.length > 0 && (
        <ul class="dl-people">
          {tokens.map((one) => (
            <li key={one.id}>
              <p>
                <strong>
                  <bdi>{one.label}</bdi>
                </strong>
                {one.stands ? '' : ` (${(one.isRevoked ? words.revoked : words.over)[language]})`}:{' '}
                {words.made[language]} {dateInWords(one.madeOn, language)}, {words.until[language]}{' '}
                {dateInWords(one.endsOn, language)},{' '}
                {one.lastUsedOn === null
                  ? words.never[language]
                  : `${words.used[language]} ${dateInWords(one.lastUsedOn, language)}`}
              </p>
              <p>
                {words.may[language]}:{' '}
                {one.scope.map((deed) => allowedWords(deed, premises.registerName)[language]).join('; ')}
              </p>
              {one.stands && (
                <a href={to(`/account/sleutels/${one.id}/intrekken`)}>
                  {words.revoke[language]}
                  <span class="dl-hidden">
                    {' '}
                    <bdi>{one.label}</bdi>
                  </span>
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      {offered(visit).size > 0 ? (
        <p>
          <a href={to(newPath)}>{words.make[language]}</a>
        </p>
      ) : (
        <p>{words.nothingToGive[language]}</p>
      )}
    </section>
  );
}

interface TypedToken {
  readonly label: string;
  readonly ends: string;
  readonly chosen: readonly string[];
}

function newTokenPage(visit: SignedIn, typed: TypedToken, errors: readonly FieldError[]) {
  const { language, premises } = visit;
  return (
    <FormPage
      visit={visit}
      title={words.make[language]}
      action={newPath}
      errors={errors}
      before={<p>{words.lead[language]}</p>}
      button={words.make[language]}
      back={{ href: '/account', label: words.back[language] }}
    >
      <TextField
        id="naam"
        label={words.label[language]}
        hint={words.labelHint[language]}
        language={language}
        value={typed.label}
        autocomplete="off"
        {...errorOf(errors, 'naam')}
      />
      <TextField
        id="einde"
        label={words.ends[language]}
        hint={words.endsHint[language]}
        language={language}
        value={typed.ends}
        autocomplete="off"
        {...errorOf(errors, 'einde')}
      />
      <ChoiceField
        id="mag"
        kind="checkbox"
        label={words.choose[language]}
        hint={words.chooseHint[language]}
        language={language}
        choices={[...offered(visit).keys()]
          .map((deed) => ({ value: deed, label: allowedWords(deed, premises.registerName)[language] }))
          .sort((one, other) => one.label.localeCompare(other.label, language))}
        chosen={typed.chosen}
        {...errorOf(errors, 'mag')}
      />
    </FormPage>
  );
}

/** The day so many days from now, as people write it: 31-12-2026. */
function dayFromNow(days: number): string {
  return isoFromNow(days).split('-').reverse().join('-');
}

function isoFromNow(days: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(
    Date.now() + days * 24 * 3600 * 1000,
  );
}

/** The form that makes an access token, for who showed to be there. */
export function showNewToken(visit: SignedIn): Response {
  if (visit.session.account === null || offered(visit).size === 0) return goTo(visit, '/account');
  if (!visit.session.isConfirmed) return confirmFirst(visit, newPath);
  return pageAnswer(newTokenPage(visit, { label: '', ends: dayFromNow(usualDays), chosen: [] }, []));
}

/** Makes an access token and shows it, this once. */
export async function takeNewToken(visit: SignedIn): Promise<Response> {
  const { context, premises, session, token, language } = visit;
  const fill = await readForm(context, ['naam', 'einde', 'mag'], ['mag']);
  const { account } = session;
  const may = offered(visit);
  if (account === null || may.size === 0) return goTo(visit, '/account');
  if (!session.isConfirmed) return confirmFirst(visit, newPath);
  const typed: TypedToken = {
    label: fill('naam').trim(),
    ends: fill('einde').trim(),
    chosen: fill('mag').split('\n').filter(Boolean),
  };
  const endsOn = dayTyped(typed.ends);
  const isDay = endsOn !== undefined && endsOn >= isoFromNow(0) && endsOn <= isoFromNow(longestTokenDays);
  const errors: FieldError[] = [];
  if (typed.label === '') errors.push({ field: 'naam', message: words.labelMissing[language] });
  if (typed.label.length > longestTokenLabel)
    errors.push({
      field: 'naam',
      message: say(words.labelLong[language], language, { most: longestTokenLabel }),
    });
  if (!isDay) errors.push({ field: 'einde', message: words.endsWrong[language] });
  if (typed.chosen.length === 0) errors.push({ field: 'mag', message: words.chooseMissing[language] });
  else if (typed.chosen.some((deed) => !may.has(deed)))
    errors.push({ field: 'mag', message: words.chooseWrong[language] });
  if (errors.length > 0 || endsOn === undefined) return pageAnswer(newTokenPage(visit, typed, errors));
  const secret = newAccessToken();
  const outcome = await perform(premises.door, identityActor, makeToken, concern, {
    token,
    account,
    label: typed.label,
    hash: tokenHash(secret),
    scope: typed.chosen,
    roles: [...new Set(typed.chosen.flatMap((deed) => may.get(deed) ?? []))],
    endsOn,
  });
  if (outcome === 'not-that-day')
    return pageAnswer(newTokenPage(visit, typed, [{ field: 'einde', message: words.endsWrong[language] }]));
  if (outcome === 'refused')
    return pageAnswer(newTokenPage(visit, typed, [{ field: 'mag', message: words.tooMany[language] }]), 409);
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.madeTitle[language]}>
      <h1>{words.madeTitle[language]}</h1>
      <Notice kind="warn" title={words.once[language]}>
        <p>{words.onceText[language]}</p>
      </Notice>
      <p class="dl-seed">
        <code>{secret}</code>
      </p>
      <p>{words.how[language]}</p>
      <p>
        <a href={visit.to('/account')}>{words.back[language]}</a>
      </p>
    </Page>,
  );
}

async function standing(visit: SignedIn, id: string): Promise<OwnToken | undefined> {
  return (await tokensOf(visit)).find((one) => one.id === id && one.stands);
}

/** Asks whether a token shall be revoked. */
export async function showRevokeToken(visit: SignedIn, id: string): Promise<Response> {
  const { language } = visit;
  const found = await standing(visit, id);
  if (!found) return notFound(visit);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.revokeTitle[language]}
      action={`/account/sleutels/${id}/intrekken`}
      errors={[]}
      before={
        <>
          <p>
            <strong>
              <bdi>{found.label}</bdi>
            </strong>
          </p>
          <p>{words.revokeLead[language]}</p>
        </>
      }
      button={words.revokeTitle[language]}
      back={{ href: '/account', label: words.keep[language] }}
    >
      {null}
    </FormPage>,
  );
}

/** Revokes a token: at once, without showing anew to be there, since it may be in other hands. */
export async function takeRevokeToken(visit: SignedIn, id: string): Promise<Response> {
  const { context, premises, session, token } = visit;
  await readForm(context, []);
  const found = await standing(visit, id);
  if (!found || session.account === null) return notFound(visit);
  const given = { token, account: session.account, revoked: found.id };
  await perform(premises.door, identityActor, revokeToken, concern, given);
  return goTo(visit, '/account?gedaan=sleutel-weg');
}
