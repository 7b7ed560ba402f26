import { keepSearch, keptSearch, peopleShown, searchPeople } from '../../organisation/people/find-people.ts';
import { addPerson } from '../../organisation/people/persons.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Page } from '../../platform/web/page.tsx';
import { readForm } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { isId } from '../front/typed-text.ts';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { contactFields, contactOf } from './contact-fields.tsx';
import { unitNames } from './unit-names.ts';
import { peopleWords as words } from './words.ts';

const addLead = text(
  'Voor iemand van buiten, of iemand die nog niet in een personeelslijst staat.',
  'For somebody from outside, or who is on no staff list yet.',
);

/** Finds people: search first, nobody is listed before. */
export async function showPeople(visit: SignedIn): Promise<Response> {
  const { language, premises, actor, to, context } = visit;
  const kept = context.req.query('zoek');
  const sought =
    kept === undefined ? null : await look(premises.door, actor, keptSearch, concern, { search: kept });
  // Asked also when nothing is sought: who may not search finds no page here.
  const found = await look(premises.door, actor, searchPeople, concern, { words: sought ?? '' });
  const shown = found.slice(0, peopleShown);
  const units = sought === null ? new Map<string, string>() : await unitNames(visit);
  const heading =
    found.length > shown.length
      ? say(words.more[language], language, { count: peopleShown })
      : say(words.found[language], language, { count: shown.length, words: sought ?? '' });
  const mayAppoint = hasRole(visit, 'functional-administrator');
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/mensen')}>
      <h1>{words.title[language]}</h1>
      <p>{words.lead[language]}</p>
      <form method="post" action={to('/mensen')} class="dl-search" novalidate>
        <TextField
          id="zoek"
          label={words.search[language]}
          hint={words.searchHint[language]}
          language={language}
          value={sought ?? ''}
          type="search"
          autocomplete="off"
        />
        <button type="submit" class="dl-button">
          {words.find[language]}
        </button>
      </form>
      {sought !== null && shown.length === 0 && (
        <Empty
          title={words.none[language]}
          text={say(words.noneText[language], language, { words: sought })}
          {...(mayAppoint ? { action: { href: to('/mensen/nieuw'), label: words.add[language] } } : {})}
        />
      )}
      {shown.length > 0 && (
        <section class="dl-flow" aria-labelledby="gevonden">
          <h2 id="gevonden">{heading}</h2>
          <ul class="dl-people">
            {shown.map((one) => (
              <li key={one.person}>
                <p>
                  <a href={to(`/mensen/${one.person}`)}>
                    <bdi>{one.name || words.noName[language]}</bdi>
                  </a>
                  {one.unit !== null && (
                    <>
                      <br />
                      {[
                        one.job,
                        units.get(one.unit) ?? one.unit,
                        one.since === null
                          ? null
                          : `${words.since[language]} ${dateInWords(one.since, language)}`,
                      ]
                        .filter((part) => part !== null)
                        .join(' · ')}
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {mayAppoint && (
        <p>
          <a href={to('/mensen/nieuw')}>{words.add[language]}</a>
          {' · '}
          <a href={to('/mensen/lijsten')}>{words.lists[language]}</a>
        </p>
      )}
    </Page>,
  );
}

/** Keeps what is searched for and shows what it finds. */
export async function findPeople(visit: SignedIn): Promise<Response> {
  const typed = await readForm(visit.context, ['zoek']);
  const sought = typed('zoek').trim().slice(0, 200);
  if (sought === '') return goTo(visit, '/mensen');
  const { search } = await perform(visit.premises.door, visit.actor, keepSearch, concern, {
    person: visit.session.person,
    words: sought,
  });
  return goTo(visit, `/mensen?zoek=${search}`);
}

function newPage(
  visit: SignedIn,
  id: string,
  typed: (field: string) => string,
  errors: readonly FieldError[],
) {
  const { language } = visit;
  return (
    <FormPage
      visit={visit}
      title={words.add[language]}
      action="/mensen/nieuw"
      errors={errors}
      before={<p>{addLead[language]}</p>}
      hidden={{ wie: id }}
      button={words.add[language]}
      back={{ href: '/mensen', label: words.back[language] }}
    >
      {contactFields(language, typed, (field) => errorOf(errors, field))}
    </FormPage>
  );
}

/** The form that adds a person. */
export function showNewPerson(visit: SignedIn): Response {
  if (!hasRole(visit, 'functional-administrator')) return notFound(visit);
  return pageAnswer(newPage(visit, newId(), () => '', []));
}

/** Adds a person by hand. */
export async function addNewPerson(visit: SignedIn): Promise<Response> {
  const typed = await readForm(visit.context, ['naam', 'mail', 'telefoon', 'wie']);
  const id = isId(typed('wie')) ? typed('wie') : newId();
  const { contact, errors } = contactOf(typed, visit.language);
  if (contact === null) return pageAnswer(newPage(visit, id, (field) => anyField(typed, field), errors));
  const { person } = await perform(visit.premises.door, visit.actor, addPerson, concern, {
    person: id,
    number: null,
    ...contact,
  });
  return goTo(visit, `/mensen/${person}?gedaan=toegevoegd`);
}

function anyField(typed: (field: 'naam' | 'mail' | 'telefoon') => string, field: string): string {
  return field === 'naam' || field === 'mail' || field === 'telefoon' ? typed(field) : '';
}
