import { registersOn } from '../../collection/catalogue.ts';
import { type ReadFile, readFiles } from '../../collection/import/undo/read-files.ts';
import { type UndoReport, UndoStopped, undoImport } from '../../collection/import/undo/undo-import.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { momentInWords } from '../../platform/language/dates.ts';
import { ExplainedError, errorCode } from '../../platform/language/explained-error.ts';
import { say } from '../../platform/language/messages.ts';
import { inEach, type Text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { reportsBuiltOn } from '../../publication/earlier/built-on-imports.ts';
import { readForm } from '../front/forms.ts';
import { isId } from '../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { profileOf } from '../people-lists/profile-of.ts';
import { adviceWords } from './finding-words.ts';
import { mayRead } from './import-registers.ts';
import { importWords as words } from './import-words.ts';
import { periodsInWords } from './imports-list.tsx';

async function importOf(visit: SignedIn, id: string): Promise<ReadFile | null> {
  if (!isId(id) || !mayRead(visit)) return null;
  const [one] = await look(visit.premises.door, visit.actor, readFiles, concern, { register: null, id });
  return one ?? null;
}

function Facts({ visit, one }: { visit: SignedIn; one: ReadFile }) {
  const { language, premises } = visit;
  const periods = periodsInWords(one);
  return (
    <DefinitionList
      items={[
        {
          term: words.register[language],
          text: premises.registerName(one.register)?.[language] ?? one.register,
        },
        { term: words.from[language], text: <bdi>{one.sender}</bdi> },
        { term: words.readAt[language], text: momentInWords(new Date(one.readAt), language) },
        { term: words.by[language], text: one.by ?? words.unknownBy[language] },
        ...(periods === '' ? [] : [{ term: words.period[language], text: periods }]),
        {
          term: words.count[language],
          text: say(words.recordCount[language], language, { rows: one.rows, records: one.records }),
        },
        { term: words.state[language], text: words[one.state][language] },
        ...(one.takenBackAt === null
          ? []
          : [
              {
                term: words.takenBackAt[language],
                text: momentInWords(new Date(one.takenBackAt), language),
              },
            ]),
      ]}
    />
  );
}

function crumbsOf({ language, to }: SignedIn, one: ReadFile) {
  return [
    { href: to('/registers'), label: words.registers[language] },
    { href: to('/registers/ingelezen'), label: words.importedTitle[language] },
    { href: to(`/registers/ingelezen/${one.id}`), label: one.file },
  ];
}

/** One import: which file, by whom, and what of it stands. */
export async function showImport(visit: SignedIn, id: string): Promise<Response> {
  const one = await importOf(visit, id);
  if (!one) return notFound(visit);
  const { language, to, context } = visit;
  return pageAnswer(
    <Page frame={frameOf(visit)} title={one.file} here={to('/registers/…')} crumbs={crumbsOf(visit, one)}>
      {context.req.query('gedaan') === 'teruggenomen' && one.takenBackAt !== null && (
        <Notice kind="ok" title={words.takenBackDone[language]}>
          <p>{words.takeBackText[language]}</p>
        </Notice>
      )}
      <h1>
        <bdi>{one.file}</bdi>
      </h1>
      <Facts visit={visit} one={one} />
      {one.takenBackAt === null && one.state !== 'nothing-new' && (
        <p>
          <a href={to(`/registers/ingelezen/${one.id}/terugnemen`)}>{words.seeTakeBack[language]}</a>
        </p>
      )}
    </Page>,
  );
}

/** Takes an import back, or tells what that would do or why it cannot be. */
async function takenBack(
  visit: SignedIn,
  id: string,
  dryRun: boolean,
): Promise<UndoReport | { readonly fault: Text }> {
  const { premises, actor } = visit;
  const profile = await profileOf(visit);
  const registers = registersOn(premises.catalogue.registers, profile);
  const action = undoImport(registers, profile.yearStart, reportsBuiltOn);
  try {
    return await perform(premises.door, actor, action, concern, { id, dryRun });
  } catch (error) {
    if (error instanceof UndoStopped) return error.report;
    if (error instanceof ExplainedError)
      return { fault: inEach`${error.explanation.what} ${error.explanation.next}` };
    if (errorCode(error) === '55P03') return { fault: words.anotherGoes };
    throw error;
  }
}

function undoPage(
  visit: SignedIn,
  one: ReadFile,
  report: UndoReport | { readonly fault: Text },
  status: 200 | 409 = 200,
): Response {
  const { language, to } = visit;
  const home = `/registers/ingelezen/${one.id}`;
  const records = (count: number) => say(words.records[language], language, { count });
  const isRefused = 'fault' in report || report.outcome === 'refused';
  const title = (isRefused ? words.cannotTakeBack : words.takeBackTitle)[language];
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={`${title} · ${one.file}`}
      here={to('/registers/…')}
      crumbs={[...crumbsOf(visit, one), { href: to(`${home}/terugnemen`), label: words.takeBack[language] }]}
    >
      <h1>{title}</h1>
      <p>
        <bdi>{one.file}</bdi>
      </p>
      <Facts visit={visit} one={one} />
      {'fault' in report ? (
        <p>{report.fault[language]}</p>
      ) : report.outcome === 'refused' ? (
        <>
          <p>{words.cannotTakeBackText[language]}</p>
          <ul>
            {report.builtOn.map(({ kind, what, next }) => (
              <li key={`${kind} ${what.nl}`}>
                {what[language]} {adviceWords({ kind, advice: next })[language]}
              </li>
            ))}
          </ul>
          <p>
            <a href={to(home)}>{words.toImport[language]}</a>
          </p>
        </>
      ) : (
        <>
          <DefinitionList
            items={[
              { term: words.lapses[language], text: records(report.ended) },
              { term: words.asBefore[language], text: records(report.returned) },
            ]}
          />
          <p>{words.takeBackText[language]}</p>
          {report.mappings > 0 && <p>{words.mappingsStay[language]}</p>}
          <form method="post" action={to(`${home}/terugnemen`)} class="dl-buttons">
            <button type="submit" class="dl-button">
              {words.takeBack[language]}
            </button>
            <a href={to(home)}>{words.doNotTakeBack[language]}</a>
          </form>
        </>
      )}
    </Page>,
    status,
  );
}

/** What taking an import back would do, or what stands in its way. */
export async function showTakeBack(visit: SignedIn, id: string): Promise<Response> {
  const one = await importOf(visit, id);
  if (!one) return notFound(visit);
  if (one.takenBackAt !== null) return goTo(visit, `/registers/ingelezen/${id}`);
  return undoPage(visit, one, await takenBack(visit, id, true));
}

/** Takes an import back as a whole. */
export async function takeBack(visit: SignedIn, id: string): Promise<Response> {
  await readForm(visit.context, []);
  const one = await importOf(visit, id);
  if (!one) return notFound(visit);
  if (one.takenBackAt !== null) return goTo(visit, `/registers/ingelezen/${id}?gedaan=teruggenomen`);
  const report = await takenBack(visit, id, false);
  if (!('fault' in report) && report.outcome === 'taken-back')
    return goTo(visit, `/registers/ingelezen/${id}?gedaan=teruggenomen`);
  return undoPage(visit, one, report, 409);
}
