import { dateInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { PublicationLine } from '../../records.ts';
import { newestOfEach, notesOf, type Visit } from '../visit.ts';
import { ReportTitle } from './report-title.tsx';

/** Every report that was published, with its earlier versions and what became known later. */
export function archivePage(visit: Visit) {
  const { words, to, frame, contents, language } = visit;
  const reports = newestOfEach(contents);
  return (
    <Page frame={frame} title={words.reports} here={to.reports}>
      <h1>{words.reports}</h1>
      <p class="dl-lead">{words.archive.lead}</p>
      <p>{say(words.archive.count, language, { count: reports.length })}</p>
      {reports.length > 0 && (
        <ul class="dl-list">
          {reports.map((line) => (
            <Report key={line.id} line={line} visit={visit} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Report({ line, visit }: { line: PublicationLine; visit: Visit }) {
  const { words, to, contents, language } = visit;
  const earlier = contents.publications.filter((one) => one.slug === line.slug && one !== line);
  const notes = notesOf(contents, line);
  return (
    <li>
      <h2 class="dl-list__title">
        <ReportTitle line={line} visit={visit} />
      </h2>
      <p class="dl-soft dl-small">{published(line, visit)}</p>
      {notes.length > 0 && (
        <>
          <p>{words.archive.notes}:</p>
          <ul>
            {notes.map((note) => (
              <li key={note.notedOn + note.text.nl}>
                {dateInWords(note.notedOn, language)}: {note.text[language]}
              </li>
            ))}
          </ul>
        </>
      )}
      {earlier.length > 0 && (
        <>
          <p>{words.archive.earlier}:</p>
          <ul>
            {earlier.map((one) => (
              <li key={one.id}>
                <a href={to.report(one, false)}>{published(one, visit)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </li>
  );
}

function published(line: PublicationLine, { words, language }: Visit): string {
  const date = say(words.archive.publishedOn, language, { date: dateInWords(line.publishedOn, language) });
  return `${date}, ${say(words.archive.version, language, { version: line.version })}`;
}
