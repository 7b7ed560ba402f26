import type { ComponentChildren } from 'preact';
import { isUnreadable } from '../../collection/import/file-findings.ts';
import type { RowChange } from '../../collection/import/import-report.ts';
import { dropFile } from '../../collection/kept-files/kept-files.ts';
import type { FileOutcome } from '../../collection/kept-files/outcome.ts';
import { outcomeHash } from '../../collection/kept-files/outcome.ts';
import type { Register } from '../../collection/register.ts';
import { parsePeriod, periodLabel } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { dateInWords, momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import type { Text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { ErrorSummary } from '../../platform/web/components/fields.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { TextTable } from '../../platform/web/components/text-table.tsx';
import { Page } from '../../platform/web/page.tsx';
import { readForm } from '../front/forms.ts';
import { errorTitle, type FieldError } from '../front/simple-form.tsx';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { howFaults } from './bring-file.tsx';
import { FindingsByKind, FindingsByRow } from './file-findings.tsx';
import { howTyped, QuestionForm, questionFields, questionsOf } from './file-questions.tsx';
import { weights } from './finding-words.ts';
import { placeOfRegister, type ReadRegisters, readRegisters, unitsOfFile } from './import-registers.ts';
import { importWords as words } from './import-words.ts';
import { keepHow, type OwnFile, ownFile, workOn } from './own-files.ts';
import { PrintedFindings } from './printed-findings.tsx';

interface Shown {
  readonly file: OwnFile;
  readonly register: Register;
  readonly into: ReadRegisters;
}

async function shownFile(visit: SignedIn, id: string): Promise<Shown | null> {
  const into = await readRegisters(visit);
  const file = into && (await ownFile(visit, id));
  const register = into?.registers.find(({ key }) => key === file?.register);
  return into && file && register ? { file, register, into } : null;
}

/** Days that a file is kept. */
const daysKept = 30;

/** A file that waits: what was found in it, what is asked, and what will be stored; or what became of it. */
export async function showFile(visit: SignedIn, id: string): Promise<Response> {
  const shown = await shownFile(visit, id);
  if (!shown) return notFound(visit);
  const { file, into } = shown;
  if (file.storedAt !== null) return storedPage(visit, shown);
  if (file.busy !== null) return busyPage(visit, shown);
  const unreadable = unreadableIn(file);
  if (unreadable) return unreadablePage(visit, shown, unreadable);
  return filePage(
    visit,
    shown,
    file.outcome === null ? howFaults(visit, file.how, into.profile.yearStart) : [],
  );
}

function crumbsOf({ language, to }: SignedIn, { file }: Shown) {
  return [
    { href: to('/registers'), label: words.registers[language] },
    { href: to('/registers/inlezen'), label: words.bring[language] },
    { href: to(`/registers/inlezen/${file.id}`), label: file.how.fileName },
  ];
}

function Strip({ visit: { language }, shown: { file, register } }: { visit: SignedIn; shown: Shown }) {
  const until = new Date(file.keptAt.getTime() + daysKept * 86_400_000).toISOString().slice(0, 10);
  return (
    <DefinitionList
      items={[
        { term: words.fileName[language], text: <bdi>{file.how.fileName}</bdi> },
        { term: words.register[language], text: register.name[language] },
        {
          term: words.from[language],
          text: file.how.sender.trim() === '' ? words.notStated[language] : <bdi>{file.how.sender}</bdi>,
        },
        ...(file.storedAt === null
          ? [{ term: words.keptUntil[language], text: dateInWords(until, language) }]
          : []),
      ]}
    />
  );
}

function busyPage(visit: SignedIn, shown: Shown): Response {
  const { language, to } = visit;
  const { busy, id } = shown.file;
  const isStoring = busy?.what === 'store';
  const title = (isStoring ? words.busyStore : words.busyTry)[language];
  return pageAnswer(
    <Page frame={frameOf(visit)} title={title} here={to('/registers/…')} crumbs={crumbsOf(visit, shown)}>
      <h1>{title}</h1>
      <Strip visit={visit} shown={shown} />
      <p role="status">{(isStoring ? words.busyStoreText : words.busyTryText)[language]}</p>
      <p>
        {say(words.busyText[language], language, {
          moment: momentInWords(busy?.since ?? new Date(), language),
        })}
      </p>
      <p>
        <a class="dl-button" href={to(`/registers/inlezen/${id}`)}>
          {words.refresh[language]}
        </a>
      </p>
    </Page>,
  );
}

/** Why a file cannot be read at all; undefined for one that can. */
function unreadableIn({ outcome }: OwnFile): Text | undefined {
  return outcome && 'report' in outcome ? outcome.report.findings.find(isUnreadable)?.advice : undefined;
}

/** A file that cannot be read: nothing of it can be answered, stored or given back. Another file is the way on. */
function unreadablePage(visit: SignedIn, shown: Shown, why: Text): Response {
  const { language, to } = visit;
  const { file } = shown;
  const title = words.cannotTitle[language];
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={`${title} · ${file.how.fileName}`}
      here={to('/registers/…')}
      crumbs={crumbsOf(visit, shown)}
    >
      <h1>{title}</h1>
      <Strip visit={visit} shown={shown} />
      <Notice kind="danger" title={why[language]}>
        <p>{words.keptWords[language]}</p>
      </Notice>
      <p>
        <a class="dl-button" href={to(`/registers/inlezen?na=${file.id}`)}>
          {words.anotherFile[language]}
        </a>
      </p>
      <DropForm visit={visit} home={`/registers/inlezen/${file.id}`} />
    </Page>,
  );
}

function DropForm({
  visit: { language, to },
  home,
  children,
}: {
  visit: SignedIn;
  home: string;
  children?: ComponentChildren;
}) {
  return (
    <form method="post" action={to(home)} class="dl-buttons">
      <button type="submit" class="dl-button dl-button--second" name="stap" value="wegdoen">
        {words.drop[language]}
      </button>
      {children}
    </form>
  );
}

function storedPage(visit: SignedIn, shown: Shown): Response {
  const { language, to } = visit;
  const { file, register } = shown;
  const outcome = file.outcome && 'report' in file.outcome ? file.outcome.report : null;
  const count = outcome?.records ?? 0;
  const isNothing = count === 0 && (outcome?.vanished ?? 0) === 0;
  const title = isNothing
    ? words.storedNothing[language]
    : say(words.storedTitle[language], language, { count });
  const place = placeOfRegister(register);
  return pageAnswer(
    <Page frame={frameOf(visit)} title={title} here={to('/registers/…')} crumbs={crumbsOf(visit, shown)}>
      <Notice kind="ok" title={words.stored[language]}>
        <p>{words.storedText[language]}</p>
      </Notice>
      <h1>{title}</h1>
      <Strip visit={visit} shown={shown} />
      {outcome && <StoreList visit={visit} shown={shown} outcome={outcome} />}
      <ul>
        {place && (
          <li>
            <a href={to(place)}>
              {say(words.toRegister[language], language, { register: register.name[language] })}
            </a>
          </li>
        )}
        {file.source && (
          <li>
            <a href={to(`/registers/ingelezen/${file.source}`)}>{words.toImport[language]}</a>
          </li>
        )}
        <li>
          <a href={to('/registers/inlezen')}>{words.bring[language]}</a>
        </li>
      </ul>
    </Page>,
  );
}

/** How many findings of each weight there are, in words: "3 oplossen, 12 beslissen". */
function outcomeTitle({ report }: FileOutcome, { language }: SignedIn): string {
  if (report.outcome === 'already-read') return words.readAlready[language];
  const said = { refused: words.solve, doubtful: words.decide, note: words.inform } as const;
  const parts = weights.flatMap((weight) => {
    const count = report.kinds
      .filter((one) => one.weight === weight)
      .reduce((sum, { told }) => sum + told, 0);
    return count > 0 ? [say(said[weight][language], language, { count })] : [];
  });
  return parts.length > 0 ? parts.join(', ') : words.outcomeNone[language];
}

/** Above so many points a person is better off in the file. */
const manyPoints = 20;

async function filePage(
  visit: SignedIn,
  shown: Shown,
  errors: readonly FieldError[],
  status: 200 | 400 = 200,
): Promise<Response> {
  const { language, to, context } = visit;
  const { file, register, into } = shown;
  const home = `/registers/inlezen/${file.id}`;
  const outcome = file.outcome && 'report' in file.outcome ? file.outcome : null;
  const fault = file.outcome && 'fault' in file.outcome ? file.outcome.fault : null;
  const report = outcome?.report ?? null;
  const units = await unitsOfFile(visit);
  const questions = questionsOf(report, file.how, { register, profile: into.profile, units, language });
  const refused = report === null || report.outcome === 'refused' || report.outcome === 'already-read';
  const asksReplace = report !== null && report.changed + report.vanished > 0 && !file.how.replace;
  const points = (report?.kinds ?? [])
    .filter(({ weight }) => weight === 'refused')
    .reduce((sum, { told }) => sum + told, 0);
  const title = outcome
    ? outcomeTitle(outcome, visit)
    : fault
      ? words.cannotTitle[language]
      : file.isBrokenOff
        ? words.brokenOff[language]
        : words.notLooked[language];
  const done = context.req.query('gedaan');
  const wholeTitle = `${title} · ${file.how.fileName}`;
  if (outcome && errors.length === 0 && context.req.query('weergave') === 'afdruk')
    return pageAnswer(
      <PrintedFindings
        visit={visit}
        title={title}
        strip={<Strip visit={visit} shown={shown} />}
        outcome={outcome}
      />,
    );
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={errors.length > 0 ? `${errorTitle[language]}${wholeTitle}` : wholeTitle}
      here={to('/registers/…')}
      crumbs={crumbsOf(visit, shown)}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      {errors.length === 0 && done === 'bekeken' && outcome && (
        <Notice kind="info" title={words.lookedAgain[language]}>
          <p>{words.lookedAgainText[language]}</p>
        </Notice>
      )}
      {errors.length === 0 && done === 'anders' && (
        <Notice kind="warn" title={words.changedSince[language]}>
          <p>{words.changedSinceText[language]}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      <Strip visit={visit} shown={shown} />
      {outcome && !refused && !asksReplace && (
        <p>
          <a href="#opslaan">{words.toStore[language]}</a>
        </p>
      )}
      {file.isBrokenOff && <p>{words.brokenOffText[language]}</p>}
      {fault && (
        <Notice kind="danger" title={fault[language]}>
          <p>{words.keptWords[language]}</p>
        </Notice>
      )}
      {report && refused && (
        <Notice kind="warn" title={words.refusedText[language]}>
          <p>{(points > manyPoints ? words.manyInFile : words.keptWords)[language]}</p>
        </Notice>
      )}
      {!outcome && !fault && !file.isBrokenOff && <p>{words.notLookedText[language]}</p>}
      <QuestionForm
        visit={visit}
        action={home}
        how={file.how}
        report={report}
        questions={questions}
        units={units}
        errors={errors}
        primary={refused || asksReplace}
      />
      {outcome && (
        <>
          <FindingsByKind outcome={outcome} doubts={visit.premises.catalogue.doubts} language={language} />
          <FindingsByRow
            outcome={outcome}
            page={Number(context.req.query('blad') ?? 1)}
            hrefOf={(page) => `${to(home)}?blad=${page}#rijen`}
            language={language}
          />
        </>
      )}
      {outcome && outcome.places.length > 0 && (
        <p>
          <a href={to(`${home}/bestand`)}>{words.withFindings[language]}</a>.{' '}
          {words.withFindingsText[language]}{' '}
          <a href={to(`${home}?weergave=afdruk`)}>{words.printFindings[language]}</a>
        </p>
      )}
      {outcome && report && !refused && (
        <section class="dl-flow" aria-labelledby="opslaan">
          <h2 id="opslaan" tabindex={-1}>
            {words.storeTitle[language]}
          </h2>
          <StoreList visit={visit} shown={shown} outcome={report} />
          <Changes changes={report.changes} visit={visit} />
          {!asksReplace && <StoreForm visit={visit} home={home} outcome={outcome} />}
        </section>
      )}
      <DropForm visit={visit} home={home}>
        <a href={to(`/registers/inlezen?na=${file.id}`)}>{words.otherFile[language]}</a>
      </DropForm>
    </Page>,
    status,
  );
}

function StoreList({
  visit: { language },
  shown: { into },
  outcome: report,
}: {
  visit: SignedIn;
  shown: Shown;
  outcome: FileOutcome['report'];
}) {
  const rows = (count: number) => say(words.rowCount[language], language, { count });
  const { yearStart } = into.profile;
  return (
    <DefinitionList
      items={[
        {
          term: words.added[language],
          text:
            report.changed === 0 && report.records !== report.added && report.records > 0
              ? say(words.recordCount[language], language, { rows: report.added, records: report.records })
              : rows(report.added),
        },
        { term: words.changed[language], text: rows(report.changed) },
        { term: words.unchanged[language], text: rows(report.unchanged) },
        { term: words.vanished[language], text: rows(report.vanished) },
        ...(report.periods.length > 0
          ? [
              {
                term: words.periodsGiven[language],
                text: report.periods
                  .map(
                    ({ key, rows: count }) =>
                      `${periodLabel(parsePeriod(key, yearStart))[language]} (${rows(count)})`,
                  )
                  .join(', '),
              },
            ]
          : []),
        ...(report.covers ? [{ term: words.covers[language], text: report.covers[language] }] : []),
      ]}
    />
  );
}

/** Changes that are shown. */
const mostChanges = 20;

function Changes({ changes, visit: { language } }: { changes: readonly RowChange[]; visit: SignedIn }) {
  const shown = changes.filter(({ what }) => what !== 'added').slice(0, mostChanges);
  if (shown.length === 0) return null;
  return (
    <Disclosure title={words.changesTitle[language]}>
      <TextTable
        caption={words.changesTitle[language]}
        captionHidden
        heads={[words.row, words.was, words.becomes].map((one) => one[language])}
        rows={shown.map(({ row, sheet, before, after, what }, index) => [
          say((sheet === '' ? words.onlyRow : words.sheetRow)[language], language, {
            sheet,
            row: String(row),
          }),
          <bdi key={`was ${index}`}>{differing(before, after)}</bdi>,
          what === 'vanished' ? (
            words.vanished[language]
          ) : (
            <bdi key={`is ${index}`}>{differing(after, before)}</bdi>
          ),
        ])}
      />
    </Disclosure>
  );
}

/** The cells of a row that stand otherwise in the other; all of them where there is no other. */
function differing(cells: RowChange['before'], other: RowChange['after']): string {
  return Object.entries(cells ?? {})
    .filter(([heading, cell]) => other === null || other[heading] !== cell)
    .map(([heading, cell]) => `${heading}: ${cell}`)
    .join('; ');
}

function StoreForm({ visit, home, outcome }: { visit: SignedIn; home: string; outcome: FileOutcome }) {
  const { language, to } = visit;
  const { records, vanished, kinds } = outcome.report;
  const label =
    records > 0
      ? say(words.store[language], language, { count: records })
      : vanished > 0
        ? say(words.storeVanished[language], language, { count: vanished })
        : words.storeNothing[language];
  return (
    <form method="post" action={to(home)} class="dl-form">
      <p>{words.storeText[language]}</p>
      {kinds.some(({ weight }) => weight === 'doubtful') && <p>{words.storeDoubts[language]}</p>}
      <input type="hidden" name="versie" value={outcomeHash(outcome)} />
      <div class="dl-buttons">
        <button type="submit" class="dl-button" name="stap" value="opslaan">
          {label}
        </button>
      </div>
    </form>
  );
}

/** Answers questions about a file, stores it, or takes it away. */
export async function takeAnswers(visit: SignedIn, id: string): Promise<Response> {
  const typed = await readForm(visit.context, [...questionFields, 'versie']);
  const shown = await shownFile(visit, id);
  if (!shown) return notFound(visit);
  const { file, register, into } = shown;
  const { profile } = into;
  const home = `/registers/inlezen/${id}`;
  // What is stored or being done already is shown; nothing is done twice.
  if (file.storedAt !== null || file.busy !== null) return goTo(visit, home);
  if (typed('stap') === 'wegdoen') {
    await perform(visit.premises.door, visit.actor, dropFile, concern, { id });
    return goTo(visit, '/registers/inlezen?gedaan=weggedaan');
  }
  if (typed('stap') === 'opslaan') {
    const { outcome } = file;
    if (!outcome || !('report' in outcome) || outcomeHash(outcome) !== typed('versie'))
      return goTo(visit, `${home}?gedaan=anders`);
    await workOn(visit, { file, register, profile, how: file.how, what: 'store' });
    const after = await ownFile(visit, id);
    const isLeft = after && after.storedAt === null && after.busy === null;
    return goTo(visit, isLeft ? `${home}?gedaan=anders` : home);
  }
  const how = howTyped(typed, file.how);
  const errors = howFaults(visit, how, profile.yearStart);
  if (errors.length > 0) {
    await keepHow(visit, id, how);
    return filePage(visit, { ...shown, file: { ...file, how } }, errors, 400);
  }
  await workOn(visit, { file, register, profile, how, what: 'try' });
  return goTo(visit, `${home}?gedaan=bekeken`);
}
