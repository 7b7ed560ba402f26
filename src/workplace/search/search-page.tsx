import { shownValue } from '../../collection/fields/write-value.ts';
import { valueAt } from '../../collection/offers/record-pages.ts';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { TextField } from '../../platform/web/components/fields.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { draftsQuestion } from '../../publication/workbench/read-drafts.ts';
import { readForm } from '../front/forms.ts';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { type HeldRegister, heldRegisters } from '../registers/held-register.ts';
import { keepSearch, searchedWords } from '../registers/kept-words.ts';
import { countWords } from '../registers/lists/count-words.ts';
import { listAddress, searchOf } from '../registers/lists/list-query.ts';
import { wholeList } from '../registers/lists/registers-page.tsx';
import { recordName } from '../registers/record-words.ts';
import { describedHere, structureReaders, unitWords } from '../structure/tree-page.tsx';

const words = {
  title: text('Zoeken', 'Search'),
  label: text('Zoeken in wat u bijhoudt', 'Search in what you keep'),
  hint: text(
    'Een kenmerk, een zaaknummer, of woorden uit een omschrijving.',
    'A reference, a case number, or words of a description.',
  ),
  button: text('Zoeken', 'Search'),
  found: text('Gevonden met „{words}”', 'Found with “{words}”'),
  none: text('Niets gevonden', 'Nothing found'),
  noneText: text(
    'Zoek op een ander woord, of op een deel van het kenmerk.',
    'Search by another word, or by a part of the reference.',
  ),
  gone: text('Deze zoekvraag is verlopen', 'This search has lapsed'),
  goneText: text('Typ de woorden opnieuw.', 'Type the words again.'),
  count: text('{register}: {count}', '{register}: {count}'),
  all: text('Alle gevonden registraties in {register}', 'All records found in {register}'),
  reference: text('Kenmerk', 'Reference'),
  reports: text('Verslagen', 'Reports'),
  units: text('Onderdelen', 'Units'),
} as const;

/** How many rows of a register stand on the page of what was found. */
const shownOfEach = 5;

/** The field by which who keeps registers searches in all of them at once; nothing for who keeps none. */
export function SearchEverywhere({ visit, typed = '' }: { visit: SignedIn; typed?: string }) {
  const { language, to } = visit;
  return (
    <form method="post" action={to('/zoeken')} class="dl-search" novalidate>
      <TextField
        id="zoek"
        label={words.label[language]}
        hint={words.hint[language]}
        language={language}
        type="search"
        value={typed}
        autocomplete="off"
      />
      <button type="submit" class="dl-button dl-button--second">
        {words.button[language]}
      </button>
    </form>
  );
}

/** Keeps what somebody searches for, so that no name stands in an address, and shows what is found. */
export async function takeSearch(visit: SignedIn): Promise<Response> {
  if ((await heldRegisters(visit)).length === 0) return notFound(visit);
  const looked = (await readForm(visit.context, ['zoek']))('zoek').trim().slice(0, 200);
  return goTo(
    visit,
    looked === '' ? '/zoeken' : `/zoeken?zoek=${await keepSearch(visit, '/zoeken', looked)}`,
  );
}

/** What was found, in each register that somebody keeps, in reports that they read, and among units. */
export async function showSearch(visit: SignedIn): Promise<Response> {
  const held = await heldRegisters(visit);
  if (held.length === 0) return notFound(visit);
  const { language, to, context } = visit;
  const asked = context.req.query('zoek') ?? '';
  const looked = asked === '' ? null : await searchedWords(visit, '/zoeken', asked);
  const results = looked === null ? [] : await resultsOf(visit, held, looked);
  return pageAnswer(
    <Page frame={frameOf(visit)} title={words.title[language]} here={to('/registers')} wide>
      <h1>{words.title[language]}</h1>
      <SearchEverywhere visit={visit} typed={looked ?? ''} />
      {asked !== '' && looked === null && (
        <Notice kind="warn" title={words.gone[language]}>
          <p>{words.goneText[language]}</p>
        </Notice>
      )}
      {looked !== null && (
        <>
          <h2>{say(words.found[language], language, { words: looked })}</h2>
          {results.length === 0 ? (
            <Empty title={words.none[language]} text={words.noneText[language]} />
          ) : (
            results
          )}
        </>
      )}
    </Page>,
  );
}

async function resultsOf(visit: SignedIn, held: readonly HeldRegister[], looked: string) {
  const each = await Promise.all(held.map((one) => recordsFound(visit, one, looked)));
  return [...each, await reportsFound(visit, looked), await unitsFound(visit, looked)].filter(
    (one) => one !== null,
  );
}

async function recordsFound(visit: SignedIn, held: HeldRegister, looked: string) {
  const { language, to, premises, actor } = visit;
  const { keeping, place, profile, register } = held;
  const { pages } = keeping;
  const search = searchOf(wholeList, looked, profile.yearStart);
  const found = await look(premises.door, actor, keeping.list, concern, { ...search, most: shownOfEach });
  if (found.count === 0) return null;
  const name = register.name[language];
  const columns = pages.listed.flatMap((key) => {
    const field = pages.record.fields[key];
    return field ? [{ key, field }] : [];
  });
  const id = await keepSearch(visit, place, looked);
  return (
    <section key={register.key} class="dl-flow" aria-labelledby={`in-${register.key}`}>
      <h3 id={`in-${register.key}`}>
        {say(words.count[language], language, { register: name, count: countWords(found.count, visit) })}
      </h3>
      <TextTable
        caption={name}
        captionHidden
        heads={[words.reference[language], ...columns.map(({ field }) => field.label[language])]}
        rows={found.records.map(({ version: record }) => [
          <a key={record.id} href={to(`${place}/${record.id}`)}>
            {recordName(pages, record)}
          </a>,
          ...columns.map(({ key, field }) =>
            shownValue(field, valueAt(record.values, key), language, held.words),
          ),
        ])}
      />
      {found.count > shownOfEach && (
        <p>
          <a href={to(listAddress(place, { ...wholeList, search: id }))}>
            {say(words.all[language], language, { register: name.toLowerCase() })}
          </a>
        </p>
      )}
    </section>
  );
}

/** Whether a text holds all words, however they are written. */
function holds(said: string, looked: string): boolean {
  const plain = (one: string) => one.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain(looked)
    .split(/\s+/)
    .every((word) => plain(said).includes(word));
}

function linksFound(
  title: string,
  id: string,
  links: readonly { readonly href: string; readonly label: string }[],
) {
  if (links.length === 0) return null;
  return (
    <section key={id} class="dl-flow" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul>
        {links.map(({ href, label }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function reportsFound({ language, to, premises, actor }: SignedIn, looked: string) {
  const drafts = await look(premises.door, actor, draftsQuestion, concern, {});
  return linksFound(
    words.reports[language],
    'in-verslagen',
    drafts
      .filter(({ title, period }) => holds(`${title} ${period}`, looked))
      .slice(0, 20)
      .map(({ id, title }) => ({ href: to(`/verslagen/${id}`), label: title })),
  );
}

async function unitsFound(visit: SignedIn, looked: string) {
  const { language, to } = visit;
  const here = hasRole(visit, ...structureReaders) ? await describedHere(visit) : null;
  if (!here) return null;
  return linksFound(
    words.units[language],
    'in-indeling',
    here.structure.units
      .filter((unit) =>
        holds(
          unit.names.map(({ name, abbreviation }) => `${name[language]} ${abbreviation ?? ''}`).join(' '),
          looked,
        ),
      )
      .slice(0, 20)
      .map((unit) => ({ href: to(`/indeling/${unit.key}`), label: unitWords(unit, today(), language) })),
  );
}
