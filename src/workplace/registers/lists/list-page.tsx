import { listColumns } from '../../../collection/fields/show.ts';
import type { FoundRecord, FoundRecords } from '../../../collection/keeping/find-records.ts';
import { countedUpTo } from '../../../collection/keeping/find-records.ts';
import {
  fieldNamed,
  type RecordPages,
  stateLists,
  stateOf,
} from '../../../collection/offers/record-pages.ts';
import { today } from '../../../organisation/period.ts';
import { concern } from '../../../platform/access/resource.ts';
import { look } from '../../../platform/database/doorways.ts';
import { dateInWords, momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { Disclosure } from '../../../platform/web/components/disclosure.tsx';
import { ErrorSummary, SelectField, TextField } from '../../../platform/web/components/fields.tsx';
import { Empty, FilterWords, Pages } from '../../../platform/web/components/lists.tsx';
import { SortedTable } from '../../../platform/web/components/sorted-table.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { readForm } from '../../front/forms.ts';
import type { FieldError } from '../../front/simple-form.tsx';
import { confidentialSheet, frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { bulkWords } from '../bulk/bulk-words.ts';
import { BulkBar, canChangeTogether, choiceErrors, isPageTicked, RowTick } from '../bulk/choose.tsx';
import { type HeldRegister, heldRegister } from '../held-register.ts';
import { keepSearch } from '../kept-words.ts';
import { recordName, valueInList, wholeOf } from '../record-words.ts';
import { besideOf } from '../summaries/summary-states.ts';
import {
  filtersOf,
  type ListFilter,
  type ListQuery,
  listAddress,
  readListQuery,
  rowsPrinted,
  rowsShown,
  searchOf,
  withCounted,
} from './list-query.ts';
import { wholeList } from './registers-page.tsx';
import { savedViews, wordsSearched } from './saved-views.tsx';

const words = {
  registers: text('Registers', 'Registers'),
  search: text('Zoek op kenmerk, zaaknummer of woorden', 'Search by reference, case number or words'),
  searchHint: text(
    'Uw zoekwoorden komen niet in het adres te staan.',
    'What you search for does not become part of the address.',
  ),
  searchButton: text('Zoeken', 'Search'),
  filters: text('Filters', 'Filters'),
  year: text('Verslagjaar', 'Reporting year'),
  state: text('Stand', 'State'),
  all: text('alle', 'all'),
  doubtful: text('Met twijfel', 'With a doubt'),
  only: text('alleen met twijfel', 'with a doubt only'),
  since: text('Nieuw of gewijzigd door anderen sinds {moment}', 'New or changed by others since {moment}'),
  show: text('Toon de registraties', 'Show the records'),
  on: text('Gekozen filters', 'Chosen filters'),
  clear: text('Alles wissen', 'Clear all'),
  count: text(
    '{count, plural, one {# registratie} other {# registraties}}',
    '{count, plural, one {# record} other {# records}}',
  ),
  more: text('Meer dan {count} registraties', 'More than {count} records'),
  newest: text('nieuwste eerst', 'newest first'),
  sorted: text('op volgorde van {field}', 'in order of {field}'),
  sortedDown: text('op volgorde van {field}, van hoog naar laag', 'in order of {field}, from high to low'),
  name: text('Kenmerk', 'Reference'),
  attention: text('Let op', 'Attention'),
  doubts: text(
    '{count, plural, one {# twijfel} other {# twijfels}}',
    '{count, plural, one {# doubt} other {# doubts}}',
  ),
  none: text('Nog niets vastgelegd', 'Nothing recorded yet'),
  noneText: text(
    'Registreer hier het eerste. Wie het register voor de hele organisatie bijhoudt, kan ook een lijst inlezen: zie „Registers”.',
    'Register the first here. Whoever keeps the register for the whole organisation can import a list too: see “Registers”.',
  ),
  notFound: text('Niets gevonden', 'Nothing found'),
  notFoundText: text('Geen registratie voldoet aan alles wat u koos.', 'No record has all that you chose.'),
  beyond: text('Zo veel pagina’s zijn er niet', 'There are not so many pages'),
  toFirst: text('Naar de eerste pagina', 'To the first page'),
  without: text('Zonder „{filter}”', 'Without “{filter}”'),
  wrong: text(
    'Dit adres vraagt iets wat deze lijst niet kent.',
    'This address asks something that this list does not know.',
  ),
  wrongYear: text('Schrijf een jaar als 2025.', 'Write a year like 2025.'),
  wrongOther: text('Kies een van de mogelijkheden.', 'Choose one of the possibilities.'),
  searchGone: text(
    'Deze zoekvraag is er niet meer. Zoek opnieuw.',
    'This search is not there any more. Search again.',
  ),
  noNumber: text(
    'Dit getal is er niet (meer), of het telt geen registraties. Ga terug naar de cijfers.',
    'This number is not there (any more), or counts no records. Go back to the figures.',
  ),
  numberBusy: text(
    'De registraties achter dit getal worden gezocht. Laad deze pagina over een halve minuut opnieuw.',
    'The records behind this number are being looked up. Load this page again in half a minute.',
  ),
  figures: text('Cijfers van dit register', 'Figures of this register'),
  print: text('Afdrukken', 'Print'),
  file: text('Als bestand meenemen (CSV)', 'Take along as a file (CSV)'),
  printed: text('Afgedrukt op {day}. {filters}', 'Printed on {day}. {filters}'),
  noFilters: text('Zonder filters.', 'Without filters.'),
  printMost: text(
    'Alleen de eerste {count} staan hier. Maak de lijst kleiner met filters.',
    'Only the first {count} stand here. Make the list smaller with filters.',
  ),
  summaries: text('Openbare samenvattingen', 'Public summaries'),
  withdrawn: text('Ingetrokken registraties', 'Withdrawn records'),
  searched: text('woorden', 'words'),
  order: text('Volgorde', 'Order'),
  down: text('{field}, van hoog naar laag', '{field}, from high to low'),
} as const;

/** The list of a register: filters, order and page stand in its address. */
export async function showRecords(visit: SignedIn, part: string): Promise<Response> {
  const held = await heldRegister(visit, part);
  if (!held) return notFound(visit);
  const { language, premises, actor, context } = visit;
  const { keeping, place, profile } = held;
  const filters = filtersOf(keeping.pages, held.words);
  const read = await withCounted(
    visit,
    held,
    readListQuery((name) => context.req.query(name), keeping.pages, filters, profile.yearStart),
  );
  const searched = read.search === '' ? null : await wordsSearched(visit, held, read.search);
  const query = read.search !== '' && searched === null ? { ...read, wrong: [...read.wrong, 'zoek'] } : read;
  const found: FoundRecords =
    query.wrong.length > 0
      ? { records: [], count: 0 }
      : await look(premises.door, actor, keeping.list, concern, searchOf(query, searched, profile.yearStart));
  const errors: readonly FieldError[] = [
    ...query.wrong.map((field) => ({
      field: field.startsWith('cijfer') ? 'zoek' : field,
      message: wrongWords(field)[language],
    })),
    ...(query.wrong.length === 0 ? choiceErrors(visit) : []),
  ];
  const all = { visit, held, filters, query, searched, found };
  const title = held.register.name[language];
  if (query.print && query.wrong.length === 0) return pageAnswer(<PrintedList {...all} />);
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={query.page > 1 ? `${title}, ${query.page}` : title}
      here={visit.to('/registers')}
      crumbs={[{ href: visit.to('/registers'), label: words.registers[language] }]}
      wide
      sheet={confidentialSheet(visit)}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      <h1>{title}</h1>
      <p>{held.register.what[language]}</p>
      <p>
        <a class="dl-button" href={visit.to(`${place}/nieuw`)}>
          {keeping.pages.add[language]}
        </a>
      </p>
      {await savedViews(visit, held, query)}
      <SearchForm {...all} />
      <FilterForm {...all} />
      <ChosenFilters {...all} />
      {query.wrong.length === 0 && <FoundList {...all} />}
      <p>
        <a href={visit.to(`${place}/cijfers`)}>{words.figures[language]}</a>
      </p>
      <p>{besideOf(held) && <a href={visit.to(`${place}/samenvattingen`)}>{words.summaries[language]}</a>}</p>
      <p>
        <a href={visit.to(`${place}/ingetrokken`)}>{words.withdrawn[language]}</a>
      </p>
    </Page>,
    errors.length > 0 ? 400 : 200,
  );
}

function wrongWords(field: string) {
  if (field === 'jaar') return words.wrongYear;
  if (field === 'zoek') return words.searchGone;
  if (field === 'cijfer') return words.noNumber;
  if (field === 'cijfer-bezig') return words.numberBusy;
  return field === 'volgorde' || field === 'pagina' || field === 'sinds' ? words.wrong : words.wrongOther;
}

interface ListParts {
  readonly visit: SignedIn;
  readonly held: HeldRegister;
  readonly filters: readonly ListFilter[];
  readonly query: ListQuery;
  readonly searched: string | null;
  readonly found: FoundRecords;
}

function SearchForm({ visit: { language, to }, held: { place }, query, searched }: ListParts) {
  return (
    <form
      method="post"
      action={to(listAddress(`${place}/zoeken`, { ...query, search: '' }))}
      class="dl-search"
      novalidate
    >
      <TextField
        id="zoek"
        label={words.search[language]}
        hint={words.searchHint[language]}
        language={language}
        type="search"
        value={searched ?? ''}
        autocomplete="off"
        {...(query.wrong.includes('zoek') ? { error: words.searchGone[language] } : {})}
      />
      <button type="submit" class="dl-button dl-button--second">
        {words.searchButton[language]}
      </button>
    </form>
  );
}

function FilterForm({ visit: { language, to }, held, filters, query }: ListParts) {
  const { pages } = held.keeping;
  const any = [{ value: '', label: words.all[language] }];
  const isOn = chosenOf({ held, filters, query, language }).length > 0;
  return (
    <Disclosure title={words.filters[language]} open={!isOn || query.wrong.length > 0}>
      <form method="get" action={to(held.place)} class="dl-filters" novalidate>
        {query.search !== '' && <input type="hidden" name="zoek" value={query.search} />}
        {query.since !== '' && <input type="hidden" name="sinds" value={query.since} />}
        {query.cell !== '' && <input type="hidden" name="cijfer" value={query.cell} />}
        <TextField
          id="jaar"
          label={words.year[language]}
          language={language}
          short
          digits
          value={query.year}
          {...(query.wrong.includes('jaar') ? { error: words.wrongYear[language] } : {})}
        />
        {pages.states.length > 1 && (
          <SelectField
            id="stand"
            label={words.state[language]}
            language={language}
            value={query.state}
            choices={[
              ...any,
              ...stateLists(pages).map(({ key, label }) => ({ value: key, label: label[language] })),
            ]}
            {...(query.wrong.includes('stand') ? { error: words.wrongOther[language] } : {})}
          />
        )}
        {filters.map(({ name, label, options }) => (
          <SelectField
            key={name}
            id={name}
            label={label[language]}
            language={language}
            value={query.filters[name] ?? ''}
            choices={[...any, ...options.map((one) => ({ value: one.value, label: one.label[language] }))]}
            {...(query.wrong.includes(name) ? { error: words.wrongOther[language] } : {})}
          />
        ))}
        <SelectField
          id="twijfel"
          label={words.doubtful[language]}
          language={language}
          value={query.doubtful ? 'ja' : ''}
          choices={[...any, { value: 'ja', label: words.only[language] }]}
          {...(query.wrong.includes('twijfel') ? { error: words.wrongOther[language] } : {})}
        />
        <SelectField
          id="volgorde"
          label={words.order[language]}
          language={language}
          value={query.sort === null ? '' : `${query.sort.descending ? '-' : ''}${query.sort.key}`}
          choices={[
            { value: '', label: words.newest[language] },
            ...sortingColumns(pages).flatMap(({ key, label }) => [
              { value: key, label: label[language] },
              { value: `-${key}`, label: say(words.down[language], language, { field: label[language] }) },
            ]),
          ]}
          {...(query.wrong.includes('volgorde') ? { error: words.wrongOther[language] } : {})}
        />
        <div class="dl-buttons">
          <button type="submit" class="dl-button dl-button--second">
            {words.show[language]}
          </button>
        </div>
      </form>
    </Disclosure>
  );
}

/** The columns of a list by which it can be put in order. */
function sortingColumns({ record, listed }: RecordPages) {
  return listColumns(record.fields).filter(({ key, sorts }) => sorts && listed.includes(key));
}

/** The filters that are on, in words, each with the change that takes it off. */
function chosenOf({
  held: { keeping },
  filters,
  query,
  language,
}: Pick<ListParts, 'held' | 'filters' | 'query'> & { readonly language: SignedIn['language'] }) {
  const state = keeping.pages.states.find(({ key }) => key === query.state);
  return [
    ...(query.counted ? [{ label: query.counted.label, off: { cijfer: '' } }] : []),
    ...(query.year === '' ? [] : [{ label: `${words.year[language]}: ${query.year}`, off: { jaar: '' } }]),
    ...(state ? [{ label: `${words.state[language]}: ${state.label[language]}`, off: { stand: '' } }] : []),
    ...filters.flatMap(({ name, label, options }) => {
      const option = options.find(({ value }) => value === query.filters[name]);
      return option ? [{ label: `${label[language]}: ${option.label[language]}`, off: { [name]: '' } }] : [];
    }),
    ...(query.since === ''
      ? []
      : [
          {
            label: say(words.since[language], language, {
              moment: momentInWords(new Date(query.since), language),
            }),
            off: { sinds: '' },
          },
        ]),
    ...(query.doubtful ? [{ label: words.only[language], off: { twijfel: '' } }] : []),
  ];
}

function ChosenFilters({ visit: { language, to }, held, filters, query, searched }: ListParts) {
  const chosen = [
    ...(searched === null ? [] : [{ label: `„${searched}”`, off: { zoek: '' } }]),
    ...chosenOf({ held, filters, query, language }),
  ];
  if (chosen.length === 0) return null;
  return (
    <div class="dl-chosen">
      <FilterWords
        label={words.on[language]}
        language={language}
        filters={chosen.map(({ label, off }) => ({ label, href: to(listAddress(held.place, query, off)) }))}
      />
      <p>
        <a href={to(held.place)}>{words.clear[language]}</a>
      </p>
    </div>
  );
}

function FoundList(parts: ListParts) {
  const { visit, held, query, found, filters, searched } = parts;
  const { language, to } = visit;
  const { place } = held;
  const isWhole = listAddress('', { ...query, page: 1, sort: null }) === '';
  if (found.count === 0 && isWhole)
    return (
      <Empty
        title={words.none[language]}
        text={words.noneText[language]}
        action={{ href: to(`${place}/nieuw`), label: held.keeping.pages.add[language] }}
      />
    );
  if (found.records.length === 0 && found.count > 0)
    return (
      <Empty
        title={words.beyond[language]}
        text={foundWords(parts)}
        action={{
          href: to(`${listAddress(place, { ...query, page: 1 })}#lijst`),
          label: words.toFirst[language],
        }}
      />
    );
  if (found.records.length === 0) {
    const chosen = [
      ...(searched === null ? [] : [{ label: searched, off: { zoek: '' } }]),
      ...chosenOf({ held, filters, query, language }),
    ];
    return (
      <>
        <Empty title={words.notFound[language]} text={words.notFoundText[language]} />
        <ul>
          {chosen.map(({ label, off }) => (
            <li key={label}>
              <a href={to(listAddress(place, query, off))}>
                {say(words.without[language], language, { filter: label })}
              </a>
            </li>
          ))}
        </ul>
      </>
    );
  }
  const last = Math.ceil(found.count / rowsShown);
  return (
    <>
      <p id="lijst">{foundWords(parts)}</p>
      {canChangeTogether(parts.held) ? (
        <form method="post" action={to(listAddress(`${place}/samen`, query))} novalidate>
          <BulkBar {...parts} />
          <RecordsTable {...parts} ticks />
        </form>
      ) : (
        <RecordsTable {...parts} />
      )}
      {(last > 1 || query.page > 1) && (
        <Pages
          current={query.page}
          last={found.count > countedUpTo ? Math.max(query.page + 1, last) : last}
          hrefOf={(page) =>
            to(`${listAddress(place, query, { pagina: page === 1 ? '' : String(page) })}#lijst`)
          }
          language={language}
        />
      )}
      <p class="dl-noprint dl-links">
        <a href={to(listAddress(place, { ...query, page: 1 }, { weergave: 'afdruk' }))}>
          {words.print[language]}
        </a>{' '}
        <a href={to(listAddress(`${place}/bestand`, { ...query, page: 1 }))}>{words.file[language]}</a>
      </p>
    </>
  );
}

function foundWords({ visit: { language }, held, query, found }: ListParts): string {
  const count =
    found.count > countedUpTo
      ? say(words.more[language], language, { count: countedUpTo })
      : say(words.count[language], language, { count: found.count });
  const sorted = query.sort && held.keeping.pages.record.fields[query.sort.key];
  const order = sorted
    ? say((query.sort?.descending ? words.sortedDown : words.sorted)[language], language, {
        field: sorted.label[language].toLowerCase(),
      })
    : words.newest[language];
  return `${count}, ${order}`;
}

function RecordsTable({ visit, held, query, found, ticks = false }: ListParts & { ticks?: boolean }) {
  const { language, to } = visit;
  const { keeping, place } = held;
  const { pages } = keeping;
  const sorting = sortingColumns(pages);
  const columns = pages.listed.flatMap((name) => {
    const named = fieldNamed(pages.record, name);
    if (!named) return [];
    const sorts = named.line === null && sorting.some(({ key }) => key === name);
    const isOn = query.sort?.key === name;
    const next = isOn && query.sort?.descending === false ? `-${name}` : name;
    return [
      {
        label: named.field.label[language],
        ...(sorts
          ? {
              sort: {
                href: to(`${listAddress(place, { ...query, page: 1 }, { volgorde: next })}#lijst`),
                now: isOn
                  ? query.sort?.descending
                    ? ('descending' as const)
                    : ('ascending' as const)
                  : ('none' as const),
              },
            }
          : {}),
      },
    ];
  });
  return (
    <SortedTable
      caption={held.register.name[language]}
      language={language}
      heads={[
        { label: words.name[language] },
        ...columns,
        { label: words.state[language] },
        { label: words.attention[language] },
      ]}
      rows={found.records.map((record, index) => cellsOf(record, visit, held, ticks ? index : null))}
    />
  );
}

function cellsOf(
  { version, doubts }: FoundRecord,
  { language, to, context }: SignedIn,
  held: HeldRegister,
  /** The place of the row where it can be ticked. */
  tick: number | null,
) {
  const { keeping, place, words: wordsOf } = held;
  const { pages } = keeping;
  const values = wholeOf(version);
  return [
    <>
      {tick !== null && (
        <RowTick
          field="kies"
          id={version.id}
          label={say(bulkWords.tick[language], language, { name: recordName(pages, version) })}
          ticked={isPageTicked(context.req.query('kies'))}
          first={tick === 0}
        />
      )}{' '}
      <a href={to(`${place}/${version.id}`)}>{recordName(pages, version)}</a>
    </>,
    ...pages.listed.map((name) => valueInList(pages, values, name, language, wordsOf)),
    stateOf(pages, values)?.label[language] ?? '',
    doubts === 0 ? '' : say(words.doubts[language], language, { count: doubts }),
  ];
}

/** The whole list on paper: filters in words, the day, every row up to a thousand. */
function PrintedList(parts: ListParts) {
  const { visit, held, filters, query, searched, found } = parts;
  const { language } = visit;
  const chosen = [
    ...(searched === null ? [] : [`${words.searched[language]}: „${searched}”`]),
    ...chosenOf({ held, filters, query, language }).map(({ label }) => label),
  ];
  const title = held.register.name[language];
  return (
    <Page frame={frameOf(visit)} title={title} wide sheet={confidentialSheet(visit)}>
      <h1>{title}</h1>
      <p>
        {say(words.printed[language], language, {
          day: dateInWords(today(), language),
          filters: chosen.length === 0 ? words.noFilters[language] : `${chosen.join('; ')}.`,
        })}
      </p>
      <p>{foundWords(parts)}</p>
      {found.count > rowsPrinted && <p>{say(words.printMost[language], language, { count: rowsPrinted })}</p>}
      <RecordsTable {...parts} />
    </Page>
  );
}

/** Keeps what is searched for and goes on to the list that shows it. */
export async function searchRecords(visit: SignedIn, part: string): Promise<Response> {
  const typed = await readForm(visit.context, ['zoek']);
  const path = part.replace(/\/zoeken$/, '');
  const held = await heldRegister(visit, path);
  if (!held) return notFound(visit);
  const filters = filtersOf(held.keeping.pages, held.words);
  const query = readListQuery(
    (name) => visit.context.req.query(name),
    held.keeping.pages,
    filters,
    held.profile.yearStart,
  );
  const looked = typed('zoek').trim().slice(0, 200);
  const search = looked === '' ? '' : await keepSearch(visit, held.place, looked);
  const base = query.wrong.length > 0 ? wholeList : query;
  return goTo(visit, listAddress(held.place, { ...base, page: 1 }, { zoek: search }));
}
