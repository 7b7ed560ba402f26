import type { PersonOverview } from '../../organisation/people/person-page.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import {
  endAccount,
  InvitationRefused,
  invitationHours,
  invite,
} from '../../platform/identity/accounts/invitations.ts';
import { linkCodeHash, newLinkCode, newToken, tokenHash } from '../../platform/identity/secrets/tokens.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { renderPage } from '../../platform/web/answers/render.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Page } from '../../platform/web/page.tsx';
import { confirmFirst } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
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
  const name = isRestore ? (person.accounts[0]?.signInName ?? '') : (person.mail ?? '');
  return pageAnswer(page(visit, person, isRestore, name, []));
}

/** Makes link and code, and shows them this once. */
export async function takeInvite(visit: SignedIn, id: string): Promise<Response> {
  const typed = await readForm(visit.context, ['naam', 'voor']);
  const person = await inviteeOf(visit, id);
  if (!person) return notFound(visit);
  const { language, session, premises, actor, context, to } = visit;
  const isRestore = typed('voor') === 'herstel';
  const name = typed('naam').trim();
  if (name.length < 3 || name.length > 200) {
    const errors = [{ field: 'naam', message: own.nameMissing[language] }];
    return pageAnswer(page(visit, person, isRestore, name, errors));
  }
  if (session.account !== null && !session.isConfirmed)
    return confirmFirst(visit, `/mensen/${id}/uitnodigen`);
  const link = newToken();
  const code = newLinkCode();
  try {
    await perform(premises.door, actor, invite, concern, {
      person: id,
      signInName: name,
      purpose: isRestore ? 'recovery' : 'staff',
      linkHash: tokenHash(link),
      codeHash: linkCodeHash(link, code),
      invitedBy: session.person,
    });
  } catch (error) {
    if (!(error instanceof InvitationRefused)) throw error;
    const message = `${error.explanation.what[language]} ${error.explanation.next[language]}`;
    return pageAnswer(page(visit, person, isRestore, name, [{ field: 'naam', message }]), 409);
  }
  const address = `${premises.secure ? 'https' : 'http'}://${context.req.header('Host')}${to(`/uitnodiging/${link}`)}`;
  return context.html(
    renderPage(
      <Page frame={frameOf(visit)} title={own.madeTitle[language]}>
        <h1>{own.madeTitle[language]}</h1>
        <p>
          <bdi>{nameOf(person, visit)}</bdi>. {own.made[language]}
        </p>
        <DefinitionList
          items={[
            { term: own.link[language], text: address },
            { term: own.code[language], text: `${code.slice(0, 3)} ${code.slice(3)}` },
          ]}
        />
        <p>
          <a href={to(`/mensen/${id}`)}>
            {words.backTo[language].replace('{name}', () => nameOf(person, visit))}
          </a>
        </p>
      </Page>,
    ),
    200,
    { 'Cache-Control': 'no-store' },
  );
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
  if (!found) return notFound(visit);
  const { language } = visit;
  const { person, ending } = found;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.endAccount[language]}
      action={`/mensen/${person.person}/account/${ending.account}`}
      errors={[]}
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
      {null}
    </FormPage>,
  );
}

/** Ends an account. */
export async function takeEndAccount(visit: SignedIn, part: string): Promise<Response> {
  await readForm(visit.context, []);
  const found = await endingOf(visit, part);
  if (!found) return notFound(visit);
  const { account } = found.ending;
  await perform(visit.premises.door, visit.actor, endAccount, concern, { account });
  return goTo(visit, `/mensen/${found.person.person}?gedaan=account`);
}
