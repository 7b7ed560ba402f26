import { dateInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { Page } from '../../../platform/web/page.tsx';
import { newestOfEach, type Visit } from '../visit.ts';
import { ReportTitle } from './report-title.tsx';

/** The start of the site: the latest report, the others, and what may be expected of them. */
export function homePage(visit: Visit) {
  const { words, to, frame, contents } = visit;
  const [latest, ...others] = newestOfEach(contents);
  return (
    <Page frame={frame} title={frame.name} here={to.home}>
      <h1>{frame.name}</h1>
      <p class="dl-lead">{words.homePage.lead}</p>
      {latest ? (
        <section class="dl-band dl-flow" aria-labelledby="nieuwste">
          <p class="dl-kicker">{words.homePage.latest}</p>
          <h2 id="nieuwste">
            <ReportTitle line={latest} visit={visit} />
          </h2>
          <p>
            {say(words.archive.publishedOn, visit.language, {
              date: dateInWords(latest.publishedOn, visit.language),
            })}
          </p>
          <p>
            <a class="dl-button" href={to.report(latest, true)}>
              {words.homePage.read}
            </a>
          </p>
        </section>
      ) : (
        <div class="dl-empty">
          <h2>{words.homePage.emptyTitle}</h2>
          <p>{words.homePage.empty}</p>
        </div>
      )}
      {others.length > 0 && (
        <>
          <h2>{words.homePage.earlierReports}</h2>
          <ul class="dl-list">
            {others.map((line) => (
              <li key={line.id}>
                <p class="dl-list__title">
                  <ReportTitle line={line} visit={visit} />
                </p>
                <p class="dl-soft dl-small">
                  {say(words.archive.publishedOn, visit.language, {
                    date: dateInWords(line.publishedOn, visit.language),
                  })}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{words.homePage.reportTitle}</h2>
      <p>
        {words.homePage.report} <a href={to.whereToTurn}>{words.whereToTurn}</a>
      </p>
      <h2>{words.homePage.whatItIs}</h2>
      <ul>
        {words.homePage.promises.map((promise) => (
          <li key={promise}>{promise}</li>
        ))}
      </ul>
      <p>
        <a href={to.about}>{words.homePage.moreAbout}</a>
      </p>
    </Page>
  );
}
