import { z } from 'zod';
import { codesOn } from '../../../codes/code-lists.ts';
import type { Field } from '../../../collection/fields/field.ts';
import { controlOptions, type FormOption } from '../../../collection/fields/show.ts';
import type { WordsOf } from '../../../collection/fields/write-value.ts';
import type { FilterValue, RecordSearch } from '../../../collection/keeping/find-records.ts';
import { fieldNamed, type RecordPages } from '../../../collection/offers/record-pages.ts';
import { parsePeriod, type YearStart } from '../../../organisation/period.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { type CountedRecords, recordsCounted } from '../../figures/counted-cell.ts';
import type { SignedIn } from '../../front/visit.ts';
import type { HeldRegister } from '../held-register.ts';

/** How many records a page of a list shows. */
export const rowsShown = 50;
/** How many a print view shows. */
export const rowsPrinted = 1000;

/** A filter as a list offers it. */
export interface ListFilter {
  readonly name: string;
  readonly label: Text;
  readonly options: readonly FormOption[];
}

/** What an address of a list asks: all of it stands in the address, but for the words, which may name somebody. */
export interface ListQuery {
  readonly filters: Readonly<Record<string, string>>;
  readonly year: string;
  readonly state: string;
  readonly doubtful: boolean;
  /** The moment (ISO) since which others added or changed the records; '' for all. */
  readonly since: string;
  /** The id under which the searched words are kept. */
  readonly search: string;
  /** The number of a figure of which the list holds the records, as an address names it. */
  readonly cell: string;
  /** Those records, and what the number is called: found by {@link withCounted}. */
  readonly counted: CountedRecords | null;
  readonly sort: { readonly key: string; readonly descending: boolean } | null;
  readonly page: number;
  readonly print: boolean;
  /** What in the address is none of what the list offers: then nothing is shown, rather than what was not asked. */
  readonly wrong: readonly string[];
}

/** In addresses: that nothing is recorded. */
const notRecordedValue = 'niet-vastgelegd';
const notRecorded = text('niet vastgelegd', 'not recorded');

/** The filters of a list, each with its possibilities. */
export function filtersOf({ record, filtered }: RecordPages, words: WordsOf): readonly ListFilter[] {
  return filtered.flatMap((name) => {
    const named = fieldNamed(record, name);
    if (!named) return [];
    const { field } = named;
    return [
      {
        name,
        label: field.label,
        options: [...optionsOf(field, words, name), { value: notRecordedValue, label: notRecorded }],
      },
    ];
  });
}

/** A filter on a code shows the codes that were ever valid: records bear them. */
function optionsOf(field: Field, words: WordsOf, name: string): readonly FormOption[] {
  const { kind } = field;
  if (kind.is !== 'code') return controlOptions(field, words);
  const list = words.codes.get(kind.list);
  const all = list?.codes ?? [];
  const valid = list ? codesOn(list, words.day) : [];
  const isTop = field.divides === undefined && !name.includes('.');
  return [...valid, ...all.filter((one) => !valid.includes(one))]
    .filter(({ parent }) => !isTop || parent === undefined)
    .map(({ code, label }) => ({ value: code, label }));
}

/** Reads the address of a list. */
export function readListQuery(
  query: (name: string) => string | undefined,
  pages: RecordPages,
  filters: readonly ListFilter[],
  yearStart: YearStart,
): ListQuery {
  const wrong: string[] = [];
  const chosen = filters.flatMap(({ name, options }) => {
    const value = query(name) ?? '';
    if (value === '') return [];
    if (!options.some((one) => one.value === value)) wrong.push(name);
    return [[name, value] as const];
  });
  const year = query('jaar') ?? '';
  if (year !== '' && !isYear(year, yearStart)) wrong.push('jaar');
  const state = query('stand') ?? '';
  if (state !== '' && !pages.states.some(({ key }) => key === state)) wrong.push('stand');
  const sort = query('volgorde') ?? '';
  const key = sort.replace(/^-/, '');
  const field = Object.hasOwn(pages.record.fields, key) ? pages.record.fields[key] : undefined;
  if (sort !== '' && !(field && field.kind.is !== 'row' && field.privacy === 'coded')) wrong.push('volgorde');
  const doubtful = query('twijfel') ?? '';
  if (doubtful !== '' && doubtful !== 'ja') wrong.push('twijfel');
  const since = query('sinds') ?? '';
  if (since !== '' && !isMoment(since)) wrong.push('sinds');
  const page = Number(query('pagina') ?? '1');
  if (!Number.isSafeInteger(page) || page < 1 || page > 100_000) wrong.push('pagina');
  return {
    filters: Object.fromEntries(chosen),
    year,
    state,
    doubtful: doubtful === 'ja',
    since: wrong.includes('sinds') ? '' : since,
    search: query('zoek') ?? '',
    cell: query('cijfer') ?? '',
    counted: null,
    sort: sort === '' ? null : { key, descending: sort.startsWith('-') },
    page: wrong.includes('pagina') ? 1 : page,
    print: query('weergave') === 'afdruk',
    wrong,
  };
}

function isMoment(written: string): boolean {
  return z.iso.datetime().safeParse(written).success;
}

function isYear(written: string, yearStart: YearStart): boolean {
  try {
    parsePeriod(written, yearStart);
    return true;
  } catch {
    return false;
  }
}

/** Finds the records of the number that a list was asked for; what is no such number is a wrong filter. */
export async function withCounted(
  visit: SignedIn,
  { register }: Pick<HeldRegister, 'register'>,
  query: ListQuery,
): Promise<ListQuery> {
  if (query.cell === '') return query;
  const counted = await recordsCounted(visit, register.key, query.cell);
  if (counted === 'busy') return { ...query, wrong: [...query.wrong, 'cijfer-bezig'] };
  return counted ? { ...query, counted } : { ...query, wrong: [...query.wrong, 'cijfer'] };
}

/** What is looked for, as the register is asked. */
export function searchOf(query: ListQuery, words: string | null, yearStart: YearStart): RecordSearch {
  const { filters, year, state, doubtful, since, cell, counted, sort, page, print } = query;
  const period = year === '' ? null : parsePeriod(year, yearStart);
  return {
    filters: Object.fromEntries(
      Object.entries(filters).map(([name, value]): [string, FilterValue] => [
        name,
        { is: value === notRecordedValue ? null : value },
      ]),
    ),
    within: period && { from: period.from, until: period.until },
    state: state === '' ? null : state,
    doubtful,
    words,
    ...(since === '' ? {} : { since }),
    ...(cell === '' ? {} : { only: counted?.ids ?? [] }),
    sort,
    offset: print ? 0 : (page - 1) * rowsShown,
    most: print ? rowsPrinted : rowsShown,
  };
}

/** The address of a list with something changed in it; what is empty is left out, and another filter begins at page 1. */
export function listAddress(
  place: string,
  query: ListQuery,
  changes: Readonly<Record<string, string>> = {},
): string {
  const { filters, year, state, doubtful, since, search, cell, sort, page } = query;
  const all: Readonly<Record<string, string>> = {
    ...filters,
    jaar: year,
    stand: state,
    twijfel: doubtful ? 'ja' : '',
    sinds: since,
    zoek: search,
    cijfer: cell,
    volgorde: sort === null ? '' : `${sort.descending ? '-' : ''}${sort.key}`,
    pagina: page > 1 && Object.keys(changes).every((name) => name === 'weergave') ? String(page) : '',
    ...changes,
  };
  const parameters = new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ''));
  return parameters.size === 0 ? place : `${place}?${parameters}`;
}

/** The page that an address asks; the first for what is none. */
export function pageAsked(asked: string | undefined): number {
  const page = Number(asked ?? '1');
  return Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1;
}
