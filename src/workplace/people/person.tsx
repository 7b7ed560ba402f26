import { certificateKinds, certificatesOf } from '../../organisation/people/certificates.ts';
import { changeContact, type PersonOverview, personOverview } from '../../organisation/people/person-page.ts';
import { roleWords } from '../../organisation/people/role-words.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { mostAccounts } from '../../platform/identity/accounts/invitations.ts';
import { dateInWords, momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { contactFields, contactOf } from './contact-fields.tsx';
import { unitNames } from './unit-names.ts';
import { peopleWords as words } from './words.ts';

const done = {
  toegevoegd: text('Toegevoegd', 'Added'),
  gewijzigd: text('Gewijzigd', 'Changed'),
  aangewezen: text('De rol is gegeven', 'The role was given'),
  voorgesteld: text(
    'Voorgesteld: een andere functioneel beheerder beslist binnen 72 uur',
    'Proposed: another functional administrator decides within 72 hours',
  ),
  beeindigd: text('De rol is beëindigd', 'The role was ended'),
  certificaat: text('Het certificaat is vastgelegd', 'The certificate was recorded'),
  dienstverband: text('Het dienstverband is vastgelegd', 'The employment was recorded'),
  account: text(
    'Het account is beëindigd; overal is deze persoon afgemeld',
    'The account was ended; everywhere this person is signed out',
  ),
} as const;

/** What a form tells that recorded nothing, since what was sent stands so already. */
const notDone = {
  niets: text(
    'Er is niets gewijzigd: alles stond er al zo',
    'Nothing was changed: everything stood so already',
  ),
  stond: text(
    'Er is niets vastgelegd: dit certificaat stond er al',
    'Nothing was recorded: this certificate stood there already',
  ),
} as const;

/** The person of an address, as far as whoever asks may see; null when there is none. */
export async function personOf(visit: SignedIn, id: string): Promise<PersonOverview | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  return look(visit.premises.door, visit.actor, personOverview, concern, { person: id });
}

/** What a person is called on a page. */
export function nameOf({ name }: PersonOverview, visit: SignedIn): string {
  return name ?? words.noName[visit.language];
}

/** A person: roles, account, employments, and what may be done. */
export async function showPerson(visit: SignedIn, id: string): Promise<Response> {
  const person = await personOf(visit, id);
  if (!person) return notFound(visit);
  const { language, to, context } = visit;
  const units = await unitNames(visit);
  const mayAppoint = hasRole(visit, 'functional-administrator');
  const mayInvite = hasRole(visit, 'technical-administrator');
  const certificates = mayAppoint
    ? await look(visit.premises.door, visit.actor, certificatesOf, concern, { person: id })
    : [];
  const told = (all: Readonly<Record<string, Text>>) =>
    Object.entries(all).find(([key]) => key === context.req.query('gedaan'))?.[1];
  const [notice, nothing] = [told(done), told(notDone)];
  const name = nameOf(person, visit);
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={name}
      here={to('/mensen/…')}
      crumbs={[
        { href: to('/mensen'), label: words.title[language] },
        { href: to(`/mensen/${id}`), label: name },
      ]}
    >
      {notice && (
        <Notice kind="ok" title={notice[language]}>
          <p>{name}</p>
        </Notice>
      )}
      {nothing && (
        <Notice kind="info" title={nothing[language]}>
          <p>{name}</p>
        </Notice>
      )}
      <h1>
        <bdi>{name}</bdi>
      </h1>
      {person.hasLeft && (
        <Notice kind="info" title={words.left[language]}>
          <p>{words.leftText[language]}</p>
        </Notice>
      )}
      <DefinitionList
        items={[
          { term: words.mail[language], text: person.mail ?? words.notRecorded[language] },
          ...(mayAppoint
            ? [
                { term: words.telephone[language], text: person.telephone ?? words.notRecorded[language] },
                {
                  term: words.number[language],
                  text: person.numbers.length > 0 ? person.numbers.join(', ') : words.notRecorded[language],
                },
              ]
            : []),
        ]}
      />
      {mayAppoint && (
        <p>
          <a href={to(`/mensen/${id}/gegevens`)}>{words.contact[language]}</a>
        </p>
      )}
      <section class="dl-flow" aria-labelledby="rollen">
        <h2 id="rollen">{words.roles[language]}</h2>
        <Appointments visit={visit} person={person} units={units} mayAppoint={mayAppoint} />
      </section>
      {mayAppoint && (
        <section class="dl-flow" aria-labelledby="certificaten">
          <h2 id="certificaten">{words.certificates[language]}</h2>
          {certificates.length === 0 ? (
            <p>{words.noCertificates[language]}</p>
          ) : (
            <ul>
              {certificates.map(({ certificate, kind, obtained, until }) => (
                <li key={certificate}>
                  {certificateKinds[kind][language]} · {dateInWords(obtained, language)}{' '}
                  {words.until[language]} {dateInWords(until, language)}
                </li>
              ))}
            </ul>
          )}
          <p>
            <a href={to(`/mensen/${id}/certificaat`)}>{words.addCertificate[language]}</a>
          </p>
        </section>
      )}
      {mayInvite && (
        <section class="dl-flow" aria-labelledby="account">
          <h2 id="account">{words.account[language]}</h2>
          <Accounts visit={visit} person={person} />
        </section>
      )}
      {mayAppoint && (
        <section class="dl-flow" aria-labelledby="dienstverbanden">
          <h2 id="dienstverbanden">{words.employments[language]}</h2>
          {person.employments.length === 0 ? (
            <p>{words.noEmployments[language]}</p>
          ) : (
            <ul>
              {person.employments.map((one) => (
                <li key={one.employment}>
                  {[
                    one.job,
                    units.get(one.unit) ?? one.unit,
                    `${words.from[language]} ${dateInWords(one.from, language)}`,
                    one.until === null
                      ? null
                      : `${words.until[language]} ${dateInWords(one.until, language)}`,
                    one.supervisor === null ? null : `${words.under[language]} ${one.supervisor}`,
                  ]
                    .filter((part) => part !== null)
                    .join(' · ')}{' '}
                  <a href={to(`/mensen/${id}/dienstverband/${one.employment}`)}>
                    {words.changeEmployment[language]}
                    <span class="dl-hidden">
                      {' '}
                      {[one.job, units.get(one.unit)].filter(Boolean).join(', ')}
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          )}
          <p>
            <a href={to(`/mensen/${id}/dienstverband`)}>{words.addEmployment[language]}</a>
          </p>
        </section>
      )}
    </Page>,
  );
}

function Appointments({
  visit,
  person,
  units,
  mayAppoint,
}: {
  visit: SignedIn;
  person: PersonOverview;
  units: ReadonlyMap<string, string>;
  mayAppoint: boolean;
}) {
  const { language, to } = visit;
  const heads = [
    text('Rol', 'Role'),
    text('Voor', 'For'),
    text('Wanneer', 'When'),
    text('Door en waarom', 'By and why'),
    ...(mayAppoint ? [text('Wijzigen', 'Change')] : []),
  ];
  return (
    <>
      {person.appointments.length === 0 ? (
        <p>{words.noRoles[language]}</p>
      ) : (
        <TextTable
          caption={words.roles[language]}
          captionHidden
          heads={heads.map((one) => one[language])}
          rows={person.appointments.map((one) => {
            const from = dateInWords(one.from, language);
            const until =
              one.until === null ? '' : ` ${words.until[language]} ${dateInWords(one.until, language)}`;
            return [
              roleWords[one.role].name[language],
              one.unit === null ? words.concern[language] : (units.get(one.unit) ?? one.unit),
              `${words[one.state][language]}: ${words.from[language]} ${from}${until}`,
              [
                one.replaces === null ? '' : `${words.replaces[language]} ${one.replaces}.`,
                `${one.by}: ${one.reason}`,
                one.act === null || one.actDate === null
                  ? ''
                  : `(${words.act[language]} ${one.act}, ${dateInWords(one.actDate, language)})`,
              ]
                .filter((part) => part !== '')
                .join(' '),
              ...(mayAppoint
                ? [
                    one.state === 'past' || one.state === 'lapsed' ? (
                      ''
                    ) : (
                      <>
                        <a href={to(`/mensen/${person.person}/beeindigen/${one.appointment}`)}>
                          {words.end[language]}
                          <span class="dl-hidden"> {roleWords[one.role].name[language]}</span>
                        </a>
                        {one.replaces === null && (
                          <>
                            {' · '}
                            <a href={to(`/mensen/${person.person}/vervangen/${one.appointment}`)}>
                              {words.replace[language]}
                              <span class="dl-hidden"> {roleWords[one.role].name[language]}</span>
                            </a>
                          </>
                        )}
                      </>
                    ),
                  ]
                : []),
            ];
          })}
        />
      )}
      {mayAppoint && (
        <p>
          <a class="dl-button" href={to(`/mensen/${person.person}/aanwijzen`)}>
            {words.appoint[language]}
          </a>
        </p>
      )}
    </>
  );
}

function Accounts({ visit, person }: { visit: SignedIn; person: PersonOverview }) {
  const { language, to } = visit;
  const { accounts, invitation } = person;
  return (
    <>
      {accounts.length === 0 && <p>{words.noAccount[language]}</p>}
      {accounts.map((one) => (
        <p key={one.account}>
          <strong>{one.signInName}</strong>: {accountState(person, one.state)[language]}.{' '}
          {!person.hasLeft && (
            <>
              <a href={to(`/mensen/${person.person}/uitnodigen?voor=herstel&account=${one.account}`)}>
                {words.restore[language]}
                <span class="dl-hidden"> {one.signInName}</span>
              </a>
              {' · '}
            </>
          )}
          <a href={to(`/mensen/${person.person}/account/${one.account}`)}>{words.endAccount[language]}</a>
        </p>
      ))}
      {invitation && (
        <p>
          {say(words.invited[language], language, { until: momentInWords(invitation.until, language) })} (
          {invitation.signInName})
        </p>
      )}
      {invitation?.codeWaitsFor != null && (
        <CodeWaits visit={visit} person={person} by={invitation.codeWaitsFor} />
      )}
      {accounts.length < mostAccounts && !person.hasLeft && (
        <p>
          <a
            class={accounts.length === 0 ? 'dl-button' : undefined}
            href={to(`/mensen/${person.person}/uitnodigen`)}
          >
            {(accounts.length === 0 ? words.invite : words.inviteSecond)[language]}
          </a>
        </p>
      )}
      {accounts.length >= mostAccounts && <p>{words.twoAccounts[language]}</p>}
    </>
  );
}

function accountState({ hasLeft }: PersonOverview, state: PersonOverview['accounts'][number]['state']) {
  if (hasLeft) return words.closed;
  return state === 'active' ? words.active : words.settingUp;
}

function CodeWaits({ visit, person, by }: { visit: SignedIn; person: PersonOverview; by: string }) {
  const { language, to, session } = visit;
  if (by === session.person || person.person === session.person) return <p>{words.codeWaits[language]}</p>;
  return (
    <form method="post" action={to(`/mensen/${person.person}/code`)} class="dl-flow">
      <p>{words.codeLead[language]}</p>
      <button type="submit" class="dl-button">
        {words.makeCode[language]}
      </button>
    </form>
  );
}

function contactPage(
  visit: SignedIn,
  person: PersonOverview,
  typed: (field: string) => string,
  errors: readonly FieldError[],
) {
  const { language } = visit;
  return (
    <FormPage
      visit={visit}
      title={words.contact[language]}
      action={`/mensen/${person.person}/gegevens`}
      errors={errors}
      before={
        <p>
          <bdi>{nameOf(person, visit)}</bdi>
        </p>
      }
      button={words.contact[language]}
      back={{ href: `/mensen/${person.person}`, label: words.back[language] }}
    >
      {contactFields(language, typed, (field) => errorOf(errors, field))}
    </FormPage>
  );
}

/** The form that changes how a person is called and reached. */
export async function showContact(visit: SignedIn, id: string): Promise<Response> {
  const person = await personOf(visit, id);
  if (!person || !hasRole(visit, 'functional-administrator')) return notFound(visit);
  const { name, mail, telephone } = person;
  const values = new Map([
    ['naam', name ?? ''],
    ['mail', mail ?? ''],
    ['telefoon', telephone ?? ''],
  ]);
  return pageAnswer(contactPage(visit, person, (field) => values.get(field) ?? '', []));
}

/** Changes how a person is called and reached. */
export async function takeContact(visit: SignedIn, id: string): Promise<Response> {
  const typed = await readForm(visit.context, ['naam', 'mail', 'telefoon']);
  const person = await personOf(visit, id);
  if (!person) return notFound(visit);
  const { contact, errors } = contactOf(typed, visit.language);
  const values = new Map([
    ['naam', typed('naam')],
    ['mail', typed('mail')],
    ['telefoon', typed('telefoon')],
  ]);
  if (contact === null)
    return pageAnswer(contactPage(visit, person, (field) => values.get(field) ?? '', errors));
  const { changed } = await perform(visit.premises.door, visit.actor, changeContact, concern, {
    person: id,
    ...contact,
  });
  return goTo(visit, `/mensen/${id}?gedaan=${changed ? 'gewijzigd' : 'niets'}`);
}
