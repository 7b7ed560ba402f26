import { dateInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { ReportBody, TitleBand } from '../../html/report-body.tsx';
import type { Setting } from '../../html/setting.ts';
import { downloadsOf, type Found, notesOf, type Visit } from '../visit.ts';
import { ChangedLater, laterReports } from './changed-later.tsx';

/** Who signed it and when, and when the next report comes. */
function Approved({ visit: { contents, language, words }, found: { line } }: { visit: Visit; found: Found }) {
  const signed = contents.approvals.filter(({ publication }) => publication === line.id);
  const next = contents.next.find(({ publication }) => publication === line.id);
  if (signed.length === 0 && !next) return null;
  return (
    <Notice kind="info" title={words.report.approvedTitle}>
      {signed.map(({ title, unit, signedOn }) => (
        <p key={`${title.nl} ${unit.nl}`}>
          {title[language]}, <bdi>{unit[language]}</bdi>: {dateInWords(signedOn, language)}
        </p>
      ))}
      {next && (
        <p>
          {say(words.report[next.expectedOn === null ? 'next' : 'nextBy'], language, {
            period: next.period,
            day: next.expectedOn === null ? '' : dateInWords(next.expectedOn, language),
          })}
        </p>
      )}
    </Notice>
  );
}

/** A published report, whole on one page. */
export async function reportPage(visit: Visit, found: Found) {
  const { line, newest, model } = found;
  const { words, to, frame, contents, language } = visit;
  const setting: Setting = {
    model,
    language,
    figureAddress: (figure) => to.figure(line, newest, figure),
    downloads: downloadsOf(contents, line, language),
  };
  const newestLine = contents.publications.find((one) => one.slug === line.slug);
  const summary =
    model.language === language ? undefined : model.chapters.find((one) => one.language === language);
  return (
    <Page
      frame={frame}
      title={model.title}
      here={to.report(line, newest)}
      wide
      crumbs={[
        { href: to.home, label: words.home },
        { href: to.reports, label: words.reports },
      ]}
    >
      <TitleBand setting={setting} hash={line.modelSha256} />
      {!newest && newestLine && (
        <Notice kind="warn" title={words.report.newerTitle}>
          <p>
            {say(words.report.newer, language, { version: line.version })}{' '}
            <a href={to.report(newestLine, true)}>{words.report.toNewest}</a>
          </p>
        </Notice>
      )}
      {summary && (
        <Notice kind="info" title={words.report.otherLanguage}>
          <p>
            <a href={`#${summary.id}`}>{words.report.toSummary}</a>
          </p>
        </Notice>
      )}
      <ChangedLater visit={visit} found={found} later={await laterReports(visit, found)} />
      {notesOf(contents, line).map((note) => (
        <Notice key={note.text.nl} kind="info" title={words.report.noteTitle}>
          <p>
            {dateInWords(note.notedOn, language)}: {note.text[language]}
          </p>
        </Notice>
      ))}
      <Approved visit={visit} found={found} />
      <p class="dl-screen">
        <a href={to.figures(line, newest)}>{words.report.allFigures}</a>
        {' · '}
        <a href={`${to.data}#gegevens-${line.slug}`}>{words.report.allData}</a>
      </p>
      <div lang={model.language === language ? undefined : model.language}>
        <ReportBody setting={{ ...setting, language: model.language }} />
      </div>
    </Page>
  );
}
