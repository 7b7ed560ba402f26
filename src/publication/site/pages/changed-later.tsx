import { dateInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { Foreign } from '../../../platform/web/components/foreign.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { causeInWords, cellInWords, printInWords, restatedNumbers } from '../../earlier/restated-figures.ts';
import { changesAnchor } from '../../html/setting.ts';
import type { PublishedFigure, ReportModel } from '../../report-model.ts';
import { changedLater, type LaterReport } from '../figures/later-changes.ts';
import { type Found, newestOfEach, type Visit } from '../visit.ts';

/** What reports that came out later print otherwise than this one. */
export async function laterReports(visit: Visit, { line, model }: Found): Promise<readonly LaterReport[]> {
  const later = newestOfEach(visit.contents).filter((other) =>
    other.slug === line.slug ? other.version > line.version : other.publishedOn > line.publishedOn,
  );
  return changedLater(
    model,
    await Promise.all(later.map(async (other) => ({ line: other, model: await visit.shelf.report(other) }))),
  );
}

interface LaterProps {
  readonly visit: Visit;
  /** The report at which it is said. */
  readonly found: Found;
  readonly later: readonly LaterReport[];
}

/** The name of a later report; another version of the same report has the same name, and says which it is. */
function Later({ model, own, visit }: { model: ReportModel; own: ReportModel; visit: Visit }) {
  return (
    <>
      <Foreign language={model.language} around={visit.language} marked={false}>
        {model.title}
      </Foreign>
      {model.slug === own.slug &&
        `, ${say(visit.words.archive.version, visit.language, { version: model.version })}`}
    </>
  );
}

/** A dated note at a report of which later reports print something otherwise. The report itself stays as it was. */
export function ChangedLater({ visit, found, later }: LaterProps) {
  const own = found.model;
  const { words, language } = visit;
  return later.map(({ line, model, figures }) => (
    <Notice key={line.id} kind="info" title={words.report.noteTitle}>
      <p>
        {say(words.report.changedLater, language, {
          date: dateInWords(line.publishedOn, language),
          numbers: restatedNumbers(figures, language).length,
        })}{' '}
        <a href={listOf(visit, { line, model })}>
          <Later model={model} own={own} visit={visit} />
        </a>
        .
      </p>
    </Notice>
  ));
}

/** Where a report lists what changed: on its method page, or with its figures where it has none. */
function listOf({ to }: Visit, { line, model }: Pick<LaterReport, 'line' | 'model'>): string {
  const hasList = model.chapters.some(({ blocks }) => blocks.some(({ kind }) => kind === 'method'));
  return hasList ? `${to.report(line, true)}#${changesAnchor}` : to.figures(line, true);
}

/** The numbers of a figure that later reports print otherwise: what stood here, and what stands there. */
export function FigureChangedLater({
  visit,
  found,
  later,
  figure,
}: LaterProps & { figure: PublishedFigure }) {
  const own = found.model;
  const { words, language, to } = visit;
  const changes = later.flatMap(({ line, model, figures }) =>
    figures
      .filter(({ id }) => id === figure.id)
      .flatMap((other) => other.restated.map((change) => ({ line, model, other, change }))),
  );
  if (changes.length === 0) return null;
  return (
    <Notice kind="info" title={words.report.noteTitle}>
      <ul>
        {changes.map(({ line, model, other, change }, index) => (
          <li key={index}>
            {cellInWords(other, change.at, words.figure.whole, language)}
            {': '}
            {say(words.figure.changedLater, language, {
              was: printInWords(change.was, other.unit, language),
              now: printInWords(change.now, other.unit, language),
              date: dateInWords(line.publishedOn, language),
            })}{' '}
            <a href={to.figure(line, true, other.id)}>
              <Later model={model} own={own} visit={visit} />
            </a>
            . {causeInWords(change)[language]}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
