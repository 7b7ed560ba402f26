import { keptFields } from '../../../collection/fields/field.ts';
import { stateOf } from '../../../collection/offers/record-pages.ts';
import { concern } from '../../../platform/access/resource.ts';
import { perform } from '../../../platform/database/doorways.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { writeCsv } from '../../../platform/spreadsheets/csv/csv-write.ts';
import { confirmFirst } from '../../account/confirm.tsx';
import { goTo, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { heldRegister } from '../held-register.ts';
import { recordName, valueInList, wholeOf } from '../record-words.ts';
import { filtersOf, listAddress, readListQuery, searchOf, withCounted } from './list-query.ts';
import { wordsSearched } from './saved-views.tsx';

const words = {
  reference: text('Kenmerk', 'Reference'),
  state: text('Stand', 'State'),
  cut: text(
    'Dit bestand houdt de eerste {most} registraties; er zijn er meer. Maak de lijst kleiner met filters.',
    'This file holds the first {most} records; there are more. Make the list smaller with filters.',
  ),
} as const;

/** How many records a file holds at most. */
const rowsInFile = 20_000;

/** The list as it is chosen, with every field in words, as a file; that it was taken along is recorded with how many. */
export async function takeListAlong(visit: SignedIn, part: string): Promise<Response> {
  const held = await heldRegister(visit, part.split('/')[0] ?? '');
  if (!held) return notFound(visit);
  const { language, premises, actor, context, session } = visit;
  const { keeping, place, profile, words: wordsOf } = held;
  const { pages } = keeping;
  const query = await withCounted(
    visit,
    held,
    readListQuery((name) => context.req.query(name), pages, filtersOf(pages, wordsOf), profile.yearStart),
  );
  const searched = query.search === '' ? null : await wordsSearched(visit, held, query.search);
  if (query.wrong.length > 0 || (query.search !== '' && searched === null))
    return goTo(visit, listAddress(place, query));
  if (session.account !== null && !session.isConfirmed)
    return confirmFirst(visit, listAddress(`${place}/bestand`, query));
  const search = { ...searchOf(query, searched, profile.yearStart), offset: 0, most: rowsInFile + 1 };
  const found = await perform(premises.door, actor, keeping.takeList, concern, { search });
  const fields = keptFields(pages.record.fields).filter(([key]) => key !== pages.named);
  const lines = Object.entries(pages.record.lines).flatMap(([key, one]) => [
    ...keptFields(one.fields).map(([name, { label }]) => ({ name: `${key}.${name}`, label })),
    ...Object.entries(one.codes).map(([name, { field }]) => ({ name: `${key}.${name}`, label: field.label })),
  ]);
  const columns = [...fields.map(([key, { label }]) => ({ name: key, label })), ...lines];
  const rows = found.slice(0, rowsInFile).map((version) => {
    const values = wholeOf(version);
    return [
      recordName(pages, version),
      stateOf(pages, values)?.label[language] ?? '',
      ...columns.map(({ name }) => valueInList(pages, values, name, language, wordsOf)),
    ];
  });
  const content = writeCsv(
    {
      name: held.register.name[language],
      columns: [words.reference, words.state, ...columns.map(({ label }) => label)].map((label) => ({
        header: label[language],
        kind: 'text' as const,
      })),
      rows: [
        ...rows,
        ...(found.length > rowsInFile
          ? [
              [
                say(words.cut[language], language, { most: rowsInFile }),
                ...Array.from({ length: columns.length + 1 }, () => ''),
              ],
            ]
          : []),
      ],
    },
    { delimiter: ';', mark: true },
  );
  return new Response(Buffer.from(content), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${pages.path}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}
