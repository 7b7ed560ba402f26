import type { PersonOverview } from '../../organisation/people/person-page.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import {
  endAccount,
  InvitationRefused,
  invitationHours,
  invite,
  makeLinkCode,
} from '../../platform/identity/accounts/invitations.ts';
import {
  codeHash,
  linkCodeHash,
  newLinkCode,
  newToken,
  tokenHash,
} from '../../platform/identity/secrets/tokens.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import { renderPage } from '../../platform/web/answers/render.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Page } from '../../platform/web/page.tsx';
import { ConfirmWithin, confirmFields, confirmFirst, confirmWithin } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { typedFault } from '../front/typed-text.ts';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { longestName } from './contact-fields.tsx';
import { nameOf, personOf } from './person.tsx';
import { peopleWords as words } from './words.ts';

const own = {
  lead: text(
    'U krijgt een link en een code van zes cijfers. Stuur de link per mail en geef de code op een andere manier: bel, of zeg hem. De link werkt {hours} uur, één keer.',
    'You get a link and a code of six digits. Send the link by mail and give the code in another way: call, or say it. The link works for {hours} hours, once.',
  ),
  restoreLead: text(
    'Het account dat er nu is eindigt zodra de link wordt gebruikt, met alle sessies.',
    'The account that is there ends as soon as the link is used, with all its sessions.',
  ),
  name: text('Aanmeldnaam', 'Sign-in name'),
  nameHint: text('Meestal het e-mailadres.', 'The mail address as a rule.'),
  secondLead: text(
    'Deze persoon heeft al een account. Een tweede heeft een eigen aanmeldnaam, bijvoorbeeld voor het beheer; rollen gelden voor beide.',
    'This person has an account already. A second one has a sign-in name of its own, for administration for instance; roles hold for both.',
  ),
  nameMissing: text(
    'Vul de aanmeldnaam in, minstens drie tekens.',
    'Fill in the sign-in name, at least three characters.',
  ),
  submit: text('Link en code maken', 'Make link and code'),
  madeTitle: text('Link en code', 'Link and code'),
  made: text(
    'U ziet deze link en code alleen nu. Wordt de link kwijtgeraakt, maak dan een nieuwe.',
    'You see this link and code only now. If the link gets lost, make a new one.',
  ),
  codeByAnother: text(
    'U ziet deze link alleen nu. Deze persoon heeft een rol die veel geeft: de code maakt een andere technisch beheerder, op de pagina van deze persoon.',
    'You see this link only now. This person has a role that gives much: another technical administrator makes the code, on the page of this person.',
  ),
  codeMade: text(
    'U ziet deze code alleen nu. Geef hem zelf aan deze persoon: bel, of zeg hem; niet aan wie de link maakte.',
    'You see this code only now. Give it to this person yourself: call, or say it; not to who made the link.',
  ),
  link: text('Link, om te mailen', 'Link, to be mailed'),
  code: text('Code, om apart te geven', 'Code, to be given apart'),
  endLead: text(
    'Deze persoon is dan overal afgemeld en kan niet meer naar binnen. Rollen blijven staan; beëindig die apart. Wat de persoon deed, blijft vastgelegd.',
    'This person is then signed out everywhere and cannot get in any more. Roles stay; end those apart. What the person did stays recorded.',
  ),
} as const;

function page(
  visit: SignedIn,
  person: PersonOverview,
  isRestore: boolean,
  name: string,
  errors: readonly FieldError[],
) {
  const { language } = visit;
  const hours = invitationHours[isRestore ? 'recovery' : 'staff'];
  return (
    <FormPage
      visit={visit}
      title={(isRestore ? words.restore : words.invite)[language]}
      action={`/mensen/${person.person}/uitnodigen`}
      errors={errors}
      before={
        <>
          <p>
            <bdi>{nameOf(person, visit)}</bdi>
          </p>
          <p>{say(own.lead[language], language, { hours })}</p>
          {isRestore && <p>{own.restoreLead[language]}</p>}
          {!isRestore && person.accounts.length > 0 && <p>{own.secondLead[language]}</p>}
        </>
      }
      button={own.submit[language]}
      hidden={{ voor: isRestore ? 'herstel' : '' }}
      back={{ href: `/mensen/${person.person}`, label: words.back[language] }}
    >
      <TextField
        id="naam"
        label={own.name[language]}
        hint={own.nameHint[language]}
        language={language}
        value={name}
        autocomplete="off"
        {...errorOf(errors, 'naam')}
      />
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>
  );
}

async function inviteeOf(visit: SignedIn, id: string): Promise<PersonOverview | null> {
  return hasRole(visit, 'technical-administrator') ? personOf(visit, id) : null;
}

/** The form that invites somebody. */
export async function showInvite(visit: SignedIn, id: string): Promise<Response> {
  const person = await inviteeOf(visit, id);
  if (!person) return notFound(visit);
  const isRestore = visit.context.req.query('voor') === 'herstel';
  return pageAnswer(page(visit, person, isRestore, nameOffered(visit, person, isRestore), []));
}

/** The name of the account that is restored; for a first account the mail address, for a second one nothing. */
function nameOffered(visit: SignedIn, { accounts, mail }: PersonOverview, isRestore: boolean): string {
  const asked = visit.context.req.query('account');
  if (isRestore) return (accounts.find(({ account }) => account === asked) ?? accounts[0])?.signInName ?? '';
  return accounts.length === 0 ? (mail ?? '') : '';
}

/** Makes link and code, and shows them this once. */
export async function takeInvite(visit: SignedIn, id: string): Promise<Response> {
  const typed = await readForm(visit.context, ['naam', 'voor', ...confirmFields]);
  const person = await inviteeOf(visit, id);
  if (!person) return notFound(visit);
  const { language } = visit;
  const isRestore = typed('voor') === 'herstel';
  const name = typed('naam').trim();
  const fault = name.length < 3 ? own.nameMissing : typedFault(name, longestName);
  if (fault !== null) {
    const errors = [{ field: 'naam', message: fault[language] }];
    return pageAnswer(page(visit, person, isRestore, name, errors));
  }
  const { confirmed, errors: unconfirmed } = await confirmWithin(visit, typed);
  if (confirmed === null) return pageAnswer(page(visit, person, isRestore, name, unconfirmed));
  const { session, premises, actor, context, to } = confirmed;
  const link = newToken();
  const code = newLinkCode();
  let needsCode: boolean;
  try {
    ({ needsCode } = await perform(premises.door, actor, invite, concern, {
      person: id,
      signInName: name,
      purpose: isRestore ? 'recovery' : 'staff',
      linkHash: tokenHash(link),
      codeHash: linkCodeHash(link, code),
      invitedBy: session.person,
    }));
  } catch (error) {
    if (!(error instanceof InvitationRefused)) throw error;
    const message = `${error.explanation.what[language]} ${error.explanation.next[language]}`;
    return pageAnswer(page(confirmed, person, isRestore, name, [{ field: 'naam', message }]), 409);
  }
  const address = `${premises.secure ? 'https' : 'http'}://${context.req.header('Host')}${to(`/uitnodiging/${link}`)}`;
  const items = [{ term: own.link[language], text: address }];
  if (!needsCode) return shownOnce(confirmed, person, own.made, [...items, codeItem(language, code)]);
  return shownOnce(confirmed, person, own.codeByAnother, items);
}

function codeItem(language: Language, code: string) {
  return { term: own.code[language], text: `${code.slice(0, 3)} ${code.slice(3)}` };
}

function shownOnce(
  visit: SignedIn,
  person: PersonOverview,
  lead: Text,
  items: readonly { readonly term: string; readonly text: string }[],
): Response {
  const { language, context, to } = visit;
  return context.html(
    renderPage(
      <Page frame={frameOf(visit)} title={own.madeTitle[language]}>
        <h1>{own.madeTitle[language]}</h1>
        <p>
          <bdi>{nameOf(person, visit)}</bdi>. {lead[language]}
        </p>
        <DefinitionList items={items} />
        <p>
          <a href={to(`/mensen/${person.person}`)}>
            {words.backTo[language].replace('{name}', () => nameOf(person, visit))}
          </a>
        </p>
      </Page>,
    ),
    200,
    { 'Cache-Control': 'no-store' },
  );
}

/** Makes the code of an invitation that another administrator made, and shows it this once. */
export async function takeLinkCode(visit: SignedIn, id: string): Promise<Response> {
  await readForm(visit.context, []);
  const person = await inviteeOf(visit, id);
  if (!person) return notFound(visit);
  const { session, premises, actor, language } = visit;
  if (session.account !== null && !session.isConfirmed) return confirmFirst(visit, `/mensen/${id}`);
  const code = newLinkCode();
  const isMade = await perform(premises.door, actor, makeLinkCode, concern, {
    person: id,
    maker: session.person,
    codeHash: codeHash(code),
  });
  if (!isMade) return goTo(visit, `/mensen/${id}`);
  return shownOnce(visit, person, own.codeMade, [codeItem(language, code)]);
}

async function endingOf(visit: SignedIn, part: string) {
  const [id = '', , account = ''] = part.split('/');
  const person = await inviteeOf(visit, id);
  const ending = person?.accounts.find((one) => one.account === account);
  return person && ending ? { person, ending } : null;
}

/** Asks whether an account is to end, with what that does. */
export async function showEndAccount(visit: SignedIn, part: string): Promise<Response> {
  const found = await endingOf(visit, part);
  return found ? endPage(visit, found, []) : notFound(visit);
}

function endPage(
  visit: SignedIn,
  { person, ending }: NonNullable<Awaited<ReturnType<typeof endingOf>>>,
  errors: readonly FieldError[],
): Response {
  const { language } = visit;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.endAccount[language]}
      action={`/mensen/${person.person}/account/${ending.account}`}
      errors={errors}
      before={
        <>
          <p>
            <bdi>{nameOf(person, visit)}</bdi> ({ending.signInName})
          </p>
          <p>{own.endLead[language]}</p>
        </>
      }
      button={words.endAccount[language]}
      back={{ href: `/mensen/${person.person}`, label: words.back[language] }}
    >
      <ConfirmWithin visit={visit} errors={errors} />
    </FormPage>,
  );
}

/** Ends an account. */
export async function takeEndAccount(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, confirmFields);
  const found = await endingOf(visit, part);
  if (!found) return notFound(visit);
  const { confirmed, errors } = await confirmWithin(visit, typed);
  if (confirmed === null) return endPage(visit, found, errors);
  const { account } = found.ending;
  await perform(visit.premises.door, visit.actor, endAccount, concern, { account });
  return goTo(visit, `/mensen/${found.person.person}?gedaan=account`);
}
