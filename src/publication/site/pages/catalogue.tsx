import { dateInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { Page } from '../../../platform/web/page.tsx';
import { siteCatalogueAddress } from '../site-catalogue.ts';
import { downloadsOf, newestOfEach, type Visit } from '../visit.ts';
import { ReportTitle } from './report-title.tsx';

/** The data catalogue: the files of every report, with what they are. */
export function cataloguePage(visit: Visit) {
  const { words, to, frame, contents, language } = visit;
  const reports = newestOfEach(contents);
  return (
    <Page frame={frame} title={words.data} here={to.data}>
      <h1>{words.data}</h1>
      <p class="dl-lead">{words.catalogue.lead}</p>
      <p>{words.catalogue.reuse}</p>
      {reports.length > 0 && (
        <p>
          <a href={siteCatalogueAddress}>{words.catalogue.all}</a>
        </p>
      )}
      {reports.length === 0 && <p class="dl-empty">{words.catalogue.empty}</p>}
      {reports.map((line) => (
        <section key={line.id} class="dl-flow" aria-labelledby={`gegevens-${line.slug}`}>
          <h2 id={`gegevens-${line.slug}`}>
            <ReportTitle line={line} visit={visit} />
          </h2>
          <p class="dl-soft dl-small">
            {say(words.archive.publishedOn, language, { date: dateInWords(line.publishedOn, language) })},{' '}
            {say(words.archive.version, language, { version: line.version })}
          </p>
          <ul class="dl-list dl-list--close">
            {downloadsOf(contents, line, language).map((file) => (
              <li key={file.name}>
                <a href={file.href}>{file.name}</a>
                <p class="dl-soft dl-small">
                  {[file.label, words.catalogue.meanings[file.kind.key]].filter(Boolean).join(': ')}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}
