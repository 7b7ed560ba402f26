import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { type OwnLink, ownLinks, unlinkProvider } from '../../platform/identity/provider/links.ts';
import { providerName } from '../../platform/identity/provider/records.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { text } from '../../platform/language/text.ts';
import { Page } from '../../platform/web/page.tsx';
import { confirmFirst } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { FormPage } from '../front/simple-form.tsx';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { named } from './fault-words.ts';
import { linkElsewhere } from './set-out.tsx';

const words = {
  title: text('Aanmelden met {name}', 'Signing in with {name}'),
  none: text('Uw account is niet gekoppeld.', 'Your account is not linked.'),
  byInvitation: text(
    'Uw account is niet gekoppeld. Omdat u een rol hebt, gaat dat met een uitnodiging van de technisch beheerder.',
    'Your account is not linked. Since you have a role, that takes an invitation by the technical administrator.',
  ),
  linkedOn: text('gekoppeld op', 'linked on'),
  used: text('laatst gebruikt op', 'last used on'),
  never: text('nog niet gebruikt', 'not used yet'),
  unnamed: text('Aanmelding zonder naam', 'Sign-in without a name'),
  other: text('bij', 'with'),
  onlyWay: text(
    'Dit is uw enige manier om binnen te komen. Voeg hieronder een passkey toe, dan kunt u ook naar binnen als de dienst het niet doet.',
    'This is your only way in. Add a passkey below, so that you get in as well when the provider does not work.',
  ),
  link: text('Koppelen met {name}', 'Link with {name}'),
  unlink: text('Ontkoppelen', 'Unlink'),
  unlinkTitle: text('Aanmelding ontkoppelen', 'Unlink the sign-in'),
  unlinkLead: text(
    'Hiermee kunt u zich daarna niet meer aanmelden. Waar u zo bent aangemeld, wordt u afgemeld.',
    'You can no longer sign in by it afterwards. Where you signed in so, you are signed out.',
  ),
  keep: text('Gekoppeld houden', 'Keep it linked'),
  lastTitle: text('Deze koppeling kan niet weg', 'This link cannot be removed'),
  last: text(
    'Het is de enige manier waarop u zich kunt aanmelden. Voeg eerst een passkey toe; daarna kan deze weg.',
    'It is the only way in which you can sign in. First add a passkey; then this one can be removed.',
  ),
  back: text('Terug naar uw account', 'Back to your account'),
};

async function linksOf({ premises, token }: SignedIn): Promise<readonly OwnLink[]> {
  return look(premises.door, identityActor, ownLinks, concern, { token });
}

/** What the account page needs of signing in elsewhere; null where there is nothing to show. */
export async function ownProviderOf(
  visit: SignedIn,
): Promise<{ readonly name: string | null; readonly links: readonly OwnLink[] } | null> {
  const name = await look(visit.premises.door, identityActor, providerName, concern, {});
  const links = await linksOf(visit);
  return name === null && links.length === 0 ? null : { name, links };
}

/** The sign-ins elsewhere of an account, each with the way to take it away, and the way to link one. */
export function LinkList({
  visit,
  own,
}: {
  visit: SignedIn;
  own: { readonly name: string | null; readonly links: readonly OwnLink[] };
}) {
  const { language, to, session } = visit;
  const { name, links } = own;
  const mayLink = session.roles.length > 0 && session.roles.every(({ scope }) => scope === 'employment');
  const title = named(
    words.title,
    language,
    name ?? text('een aanmelddienst', 'a sign-in provider')[language],
  );
  return (
    <section class="dl-flow" aria-labelledby="dienst">
      <h2 id="dienst">{title}</h2>
      {links.length === 0 && <p>{(mayLink ? words.none : words.byInvitation)[language]}</p>}
      {links.length > 0 && (
        <ul class="dl-people">
          {links.map(({ id, label, issuer, linkedOn, lastUsedOn }) => (
            <li key={id}>
              <p>
                <strong>
                  <bdi>{label || words.unnamed[language]}</bdi>
                </strong>{' '}
                {words.other[language]} {URL.parse(issuer)?.host ?? issuer}: {words.linkedOn[language]}{' '}
                {dateInWords(linkedOn, language)},{' '}
                {lastUsedOn === null
                  ? words.never[language]
                  : `${words.used[language]} ${dateInWords(lastUsedOn, language)}`}
              </p>
              <a href={to(`/account/dienst/${id}/ontkoppelen`)}>
                {words.unlink[language]}
                <span class="dl-hidden">
                  {' '}
                  <bdi>{label}</bdi>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {links.some(({ isLastWay }) => isLastWay) && <p>{words.onlyWay[language]}</p>}
      {name !== null && session.provider === null && mayLink && (
        <form method="post" action={to('/account/dienst')}>
          <button type="submit" class="dl-button dl-button--second">
            {named(words.link, language, name)}
          </button>
        </form>
      )}
    </section>
  );
}

/** Sets out to link the own sign-in elsewhere. */
export async function takeLink(visit: SignedIn): Promise<Response> {
  await readForm(visit.context, []);
  if (visit.session.account === null) return goTo(visit, '/account');
  if (!visit.session.isConfirmed) return confirmFirst(visit, '/account');
  return linkElsewhere(visit);
}

function lastWayPage(visit: SignedIn): Response {
  const { language, to } = visit;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.lastTitle[language]}>
      <h1>{words.lastTitle[language]}</h1>
      <p>{words.last[language]}</p>
      <p>
        <a href={to('/account')}>{words.back[language]}</a>
      </p>
    </Page>,
    409,
  );
}

/** Asks whether a link shall go. */
export async function showUnlink(visit: SignedIn, id: string): Promise<Response> {
  const { language, session } = visit;
  const link = (await linksOf(visit)).find((one) => one.id === id);
  if (!link) return notFound(visit);
  if (link.isLastWay) return lastWayPage(visit);
  const path = `/account/dienst/${id}/ontkoppelen`;
  if (!session.isConfirmed) return confirmFirst(visit, path);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.unlinkTitle[language]}
      action={path}
      errors={[]}
      before={
        <>
          <p>
            <strong>
              <bdi>{link.label || words.unnamed[language]}</bdi>
            </strong>
          </p>
          <p>{words.unlinkLead[language]}</p>
        </>
      }
      button={words.unlinkTitle[language]}
      back={{ href: '/account', label: words.keep[language] }}
    >
      {null}
    </FormPage>,
  );
}

/** Takes a link away. */
export async function takeUnlink(visit: SignedIn, id: string): Promise<Response> {
  const { context, premises, session, token } = visit;
  await readForm(context, []);
  const link = (await linksOf(visit)).find((one) => one.id === id);
  if (!link || session.account === null) return notFound(visit);
  if (!session.isConfirmed) return confirmFirst(visit, `/account/dienst/${id}/ontkoppelen`);
  const given = { token, account: session.account, link: link.id };
  const isGone = await perform(premises.door, identityActor, unlinkProvider, concern, given);
  if (!isGone) return lastWayPage(visit);
  return goTo(visit, session.means === 'provider' ? '/aanmelden?af=1' : '/account?gedaan=ontkoppeld');
}
