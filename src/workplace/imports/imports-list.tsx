import { type ReadFile, readFiles } from '../../collection/import/undo/read-files.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { Empty } from '../../platform/web/components/lists.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { mayRead } from './import-registers.ts';
import { importWords as words } from './import-words.ts';

/** Imports on a page. */
const onPage = 50;

/** The years of an import: "2024", or the first and the last of several. */
export function periodsInWords({ periods }: ReadFile): string {
  const [first] = periods ?? [];
  const last = periods?.at(-1);
  if (first === undefined || last === undefined) return '';
  return first === last ? first : `${first} … ${last}`;
}

/** All that was imported, the newest first. */
export async function showImports(visit: SignedIn): Promise<Response> {
  if (!mayRead(visit)) return notFound(visit);
  const { language, to, premises, actor, context } = visit;
  const asked = Number(context.req.query('blad') ?? 1);
  const page = Number.isInteger(asked) && asked > 0 && asked < 100_000 ? asked : 1;
  const files = await look(premises.door, actor, readFiles, concern, {
    register: null,
    page: { first: (page - 1) * onPage, most: onPage + 1 },
  });
  const title = words.importedTitle[language];
  const nameOf = (key: string) => premises.registerName(key)?.[language] ?? key;
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={title}
      here={to('/registers/…')}
      crumbs={[
        { href: to('/registers'), label: words.registers[language] },
        { href: to('/registers/ingelezen'), label: title },
      ]}
    >
      <h1>{title}</h1>
      <p>{words.importedLead[language]}</p>
      <p>
        <a class="dl-button dl-button--second" href={to('/registers/inlezen')}>
          {words.bring[language]}
        </a>
      </p>
      {files.length === 0 && (
        <Empty title={words.importedNone[language]} text={words.importedNoneText[language]} />
      )}
      {files.length > 0 && (
        <div class="dl-full">
          <TextTable
            caption={title}
            captionHidden
            heads={[
              words.fileName,
              words.register,
              words.from,
              words.readAt,
              words.period,
              words.count,
              words.state,
            ].map((one) => one[language])}
            rows={files.slice(0, onPage).map((one) => [
              <a key={one.id} href={to(`/registers/ingelezen/${one.id}`)}>
                <bdi>{one.file}</bdi>
              </a>,
              nameOf(one.register),
              <bdi key={`van ${one.id}`}>{one.sender}</bdi>,
              [momentInWords(new Date(one.readAt), language), one.by]
                .filter((part) => part !== null)
                .join(', '),
              periodsInWords(one),
              say(words.rowCount[language], language, { count: one.rows }),
              words[one.state][language],
            ])}
          />
        </div>
      )}
      {(page > 1 || files.length > onPage) && (
        <nav aria-label={words.pages[language]}>
          <ul class="dl-pages">
            {page > 1 && (
              <li>
                <a href={`${to('/registers/ingelezen')}?blad=${page - 1}`} rel="prev">
                  {words.earlierPage[language]}
                </a>
              </li>
            )}
            {files.length > onPage && (
              <li>
                <a href={`${to('/registers/ingelezen')}?blad=${page + 1}`} rel="next">
                  {words.laterPage[language]}
                </a>
              </li>
            )}
          </ul>
        </nav>
      )}
    </Page>,
  );
}
