import { z } from 'zod';
import { dropView, keepView, mostViews, ownViews } from '../../../collection/keeping/saved-views.ts';
import { concern } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { seal, unseal } from '../../../platform/sealing/seal.ts';
import { TextField } from '../../../platform/web/components/fields.tsx';
import { Empty } from '../../../platform/web/components/lists.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { readForm } from '../../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../../front/simple-form.tsx';
import { isId, typedFault } from '../../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { type HeldRegister, heldRegister } from '../held-register.ts';
import { searchedWords } from '../kept-words.ts';
import { filtersOf, type ListQuery, listAddress, readListQuery } from './list-query.ts';

const words = {
  registers: text('Registers', 'Registers'),
  views: text('Bewaarde lijsten', 'Saved lists'),
  save: text('Deze lijst bewaren', 'Save this list'),
  saveText: text(
    'De filters, de volgorde en uw zoekwoorden blijven staan onder een naam. Alleen u ziet die. De lijst zelf blijft bij: u ziet steeds wat er dan in het register staat.',
    'Filters, order and what you search for are kept under a name, which only you see. The list itself stays current: you see what stands in the register then.',
  ),
  name: text('Hoe heet deze lijst?', 'What is this list called?'),
  nameHint: text('Hoogstens 60 tekens.', '60 characters at most.'),
  nameMissing: text('Schrijf hoe de lijst heet.', 'Write what the list is called.'),
  nameTaken: text(
    'Zo heet al een bewaarde lijst. Kies een andere naam.',
    'A saved list is called that already. Choose another name.',
  ),
  tooMany: text(
    'U hebt al {most} bewaarde lijsten van dit register. Haal er eerst een weg.',
    'You have {most} saved lists of this register already. Remove one first.',
  ),
  leave: text('Niet bewaren', 'Do not save'),
  manage: text('Bewaarde lijsten wijzigen', 'Change saved lists'),
  rename: text('Andere naam geven', 'Rename it'),
  renameOf: text('{name}: andere naam', '{name}: another name'),
  renameButton: text('Naam opslaan', 'Save the name'),
  remove: text('Bewaarde lijst weghalen', 'Remove the saved list'),
  stay: text('Niet wijzigen', 'Do not change'),
  none: text('U hebt geen bewaarde lijsten', 'You have no saved lists'),
  noneText: text(
    'Kies filters in de lijst; daarna kunt u haar bewaren.',
    'Choose filters in the list; then you can save it.',
  ),
  toList: text('Naar de lijst', 'To the list'),
} as const;

/** The longest name, in characters. */
const longestName = 60;

const contentSchema = z.strictObject({
  name: z.string(),
  /** The parameters of the address, without the words that are searched for. */
  query: z.string(),
  words: z.string().nullable(),
});
type Content = z.infer<typeof contentSchema>;

/** A saved list as its owner sees it. */
interface View extends Content {
  readonly id: string;
}

const placeOf = (organisation: string, row: string) => ({
  organisation,
  table: 'saved_view',
  column: 'sealed',
  row,
});

/** The own saved lists of a register; one that does not open any more is none. */
async function viewsOf(visit: SignedIn, { register }: HeldRegister): Promise<readonly View[]> {
  const { premises, actor } = visit;
  const found = await look(premises.door, actor, ownViews, concern, { register: register.key });
  return found.flatMap(({ id, sealed }) => {
    try {
      const content = unseal(premises.keys, placeOf(premises.organisation, id), sealed).toString();
      return [{ id, ...contentSchema.parse(JSON.parse(content)) }];
    } catch {
      return [];
    }
  });
}

async function keep(
  { premises, actor }: SignedIn,
  { register }: HeldRegister,
  { id, ...content }: View,
): Promise<boolean> {
  const sealed = seal(premises.keys, placeOf(premises.organisation, id), JSON.stringify(content));
  return perform(premises.door, actor, keepView, concern, { id, register: register.key, sealed });
}

/** The address of a saved list: its id stands for the words that are searched for. */
function viewAddress({ place }: HeldRegister, { id, query, words: looked }: View): string {
  const parameters = new URLSearchParams(query);
  if (looked !== null) parameters.set('zoek', id);
  return parameters.size === 0 ? place : `${place}?${parameters}`;
}

/** The words that an address searches for: by the id of a search, or of an own saved list; null where there are none. */
export async function wordsSearched(visit: SignedIn, held: HeldRegister, id: string): Promise<string | null> {
  return (
    (await searchedWords(visit, held.place, id)) ??
    (await viewsOf(visit, held)).find((view) => view.id === id)?.words ??
    null
  );
}

/** The own saved lists as links, and what saves the one that is shown. */
export async function savedViews(visit: SignedIn, held: HeldRegister, query: ListQuery) {
  const { language, to } = visit;
  const views = await viewsOf(visit, held);
  const now = listAddress(held.place, { ...query, page: 1 });
  const isWhole = now === held.place;
  const isSaved = views.some((view) => viewAddress(held, view) === now);
  if (views.length === 0 && isWhole) return null;
  return (
    <nav class="dl-noprint dl-flow" aria-label={words.views[language]}>
      {views.length > 0 && (
        <ul class="dl-words">
          {views.map((view) => {
            const href = viewAddress(held, view);
            return (
              <li key={view.id}>
                <a href={to(href)} aria-current={href === now ? 'true' : undefined}>
                  <bdi>{view.name}</bdi>
                </a>
              </li>
            );
          })}
        </ul>
      )}
      <p class="dl-links">
        {!isWhole && !isSaved && query.wrong.length === 0 && (
          <a href={to(listAddress(`${held.place}/bewaren`, { ...query, page: 1 }))}>{words.save[language]}</a>
        )}{' '}
        {views.length > 0 && <a href={to(`${held.place}/bewaard`)}>{words.manage[language]}</a>}
      </p>
    </nav>
  );
}

function crumbsOf({ language, to }: SignedIn, held: HeldRegister) {
  return [
    { href: to('/registers'), label: words.registers[language] },
    { href: to(held.place), label: held.register.name[language] },
  ];
}

/** The list that an address asks for, without its page; null where it asks what no list knows. */
async function asked(visit: SignedIn, held: HeldRegister) {
  const { keeping, profile } = held;
  const query = readListQuery(
    (name) => visit.context.req.query(name),
    keeping.pages,
    filtersOf(keeping.pages, held.words),
    profile.yearStart,
  );
  const looked = query.search === '' ? null : await wordsSearched(visit, held, query.search);
  if (query.wrong.length > 0 || (query.search !== '' && looked === null)) return null;
  return { query: { ...query, page: 1 }, looked };
}

/** The form that saves a list. */
export async function showSaveView(visit: SignedIn, part: string): Promise<Response> {
  const held = await heldRegister(visit, part.split('/')[0] ?? '');
  const found = held && (await asked(visit, held));
  return held && found ? savePage(visit, held, found.query, '', []) : notFound(visit);
}

function savePage(
  visit: SignedIn,
  held: HeldRegister,
  query: ListQuery,
  typed: string,
  errors: readonly FieldError[],
): Response {
  const { language } = visit;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.save[language]}
      action={listAddress(`${held.place}/bewaren`, query)}
      errors={errors}
      crumbs={crumbsOf(visit, held)}
      before={<p>{words.saveText[language]}</p>}
      button={words.save[language]}
      back={{ href: listAddress(held.place, query), label: words.leave[language] }}
    >
      <NameField visit={visit} typed={typed} errors={errors} />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

function NameField({
  visit: { language },
  typed,
  errors,
}: {
  visit: SignedIn;
  typed: string;
  errors: readonly FieldError[];
}) {
  return (
    <TextField
      id="naam"
      label={words.name[language]}
      hint={words.nameHint[language]}
      language={language}
      value={typed}
      autocomplete="off"
      {...errorOf(errors, 'naam')}
    />
  );
}

/** What is wrong with a name that was typed; undefined where nothing is. */
function nameFault({ language }: SignedIn, typed: string, others: readonly View[]): FieldError | undefined {
  const message =
    typed === ''
      ? words.nameMissing
      : (typedFault(typed, longestName) ??
        (others.some(({ name }) => name.toLowerCase() === typed.toLowerCase()) ? words.nameTaken : null));
  return message ? { field: 'naam', message: message[language] } : undefined;
}

/** Saves a list under a name. */
export async function takeSaveView(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, ['naam']);
  const held = await heldRegister(visit, part.split('/')[0] ?? '');
  const found = held && (await asked(visit, held));
  if (!held || !found) return notFound(visit);
  const { query, looked } = found;
  const name = typed('naam').trim();
  const views = await viewsOf(visit, held);
  const parameters = new URL(listAddress('http://lijst/', { ...query, search: '' })).searchParams.toString();
  // The same form twice is one list.
  const same = views.find((view) => view.name === name && view.query === parameters && view.words === looked);
  if (same) return goTo(visit, viewAddress(held, same));
  const fault = nameFault(visit, name, views);
  if (fault) return savePage(visit, held, query, typed('naam'), [fault]);
  const view: View = { id: newId(), name, query: parameters, words: looked };
  if (!(await keep(visit, held, view)))
    return savePage(visit, held, query, typed('naam'), [
      { field: 'naam', message: say(words.tooMany[visit.language], visit.language, { most: mostViews }) },
    ]);
  return goTo(visit, viewAddress(held, view));
}

/** The own saved lists of a register, to be renamed or removed. */
export async function showViews(visit: SignedIn, part: string): Promise<Response> {
  const held = await heldRegister(visit, part.split('/')[0] ?? '');
  if (!held) return notFound(visit);
  const { language, to } = visit;
  const views = await viewsOf(visit, held);
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={words.views[language]}
      here={to('/registers')}
      crumbs={crumbsOf(visit, held)}
    >
      <h1>{words.views[language]}</h1>
      {views.length === 0 ? (
        <Empty
          title={words.none[language]}
          text={words.noneText[language]}
          action={{ href: to(held.place), label: words.toList[language] }}
        />
      ) : (
        <ul class="dl-people">
          {views.map((view) => (
            <li key={view.id}>
              <p>
                <a href={to(viewAddress(held, view))}>
                  <bdi>{view.name}</bdi>
                </a>
              </p>
              <form method="post" action={to(`${held.place}/bewaard/${view.id}`)} class="dl-buttons">
                <a href={to(`${held.place}/bewaard/${view.id}`)}>
                  {words.rename[language]}
                  <span class="dl-hidden">: {view.name}</span>
                </a>
                <button type="submit" class="dl-button dl-button--second" name="stap" value="weg">
                  {words.remove[language]}
                  <span class="dl-hidden">: {view.name}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </Page>,
  );
}

async function openView(
  visit: SignedIn,
  part: string,
): Promise<{ readonly held: HeldRegister; readonly view: View; readonly views: readonly View[] } | null> {
  const [path = '', , id = ''] = part.split('/');
  const held = isId(id) ? await heldRegister(visit, path) : null;
  const views = held ? await viewsOf(visit, held) : [];
  const view = views.find((one) => one.id === id);
  return held && view ? { held, view, views } : null;
}

/** The form that gives a saved list another name. */
export async function showView(visit: SignedIn, part: string): Promise<Response> {
  const opened = await openView(visit, part);
  return opened ? renamePage(visit, opened.held, opened.view, opened.view.name, []) : notFound(visit);
}

function renamePage(
  visit: SignedIn,
  held: HeldRegister,
  view: View,
  typed: string,
  errors: readonly FieldError[],
): Response {
  const { language } = visit;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={say(words.renameOf[language], language, { name: view.name })}
      action={`${held.place}/bewaard/${view.id}`}
      errors={errors}
      crumbs={crumbsOf(visit, held)}
      hidden={{ stap: 'naam' }}
      button={words.renameButton[language]}
      back={{ href: `${held.place}/bewaard`, label: words.stay[language] }}
    >
      <NameField visit={visit} typed={typed} errors={errors} />
    </FormPage>,
    errors.length > 0 ? 400 : 200,
  );
}

/** Renames or removes a saved list. */
export async function takeView(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, ['stap', 'naam']);
  const opened = await openView(visit, part);
  if (!opened) return notFound(visit);
  const { held, view, views } = opened;
  if (typed('stap') === 'weg') {
    await perform(visit.premises.door, visit.actor, dropView, concern, { id: view.id });
    return goTo(visit, `${held.place}/bewaard`);
  }
  const name = typed('naam').trim();
  const fault = nameFault(
    visit,
    name,
    views.filter(({ id }) => id !== view.id),
  );
  if (fault) return renamePage(visit, held, view, typed('naam'), [fault]);
  await keep(visit, held, { ...view, name });
  return goTo(visit, `${held.place}/bewaard`);
}
