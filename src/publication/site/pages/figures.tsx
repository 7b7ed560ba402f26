import { say } from '../../../platform/language/messages.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Found, Visit } from '../visit.ts';

/** The figures of a report, with what each is. */
export function figuresPage(visit: Visit, { line, newest, model }: Found) {
  const { words, to, frame, language } = visit;
  return (
    <Page
      frame={frame}
      title={`${words.figures}: ${model.title}`}
      here={to.figures(line, newest)}
      crumbs={[
        { href: to.home, label: words.home },
        { href: to.reports, label: words.reports },
        { href: to.report(line, newest), label: model.title },
      ]}
    >
      <h1>{words.figures}</h1>
      <p class="dl-lead">
        {say(words.figuresPage.lead, language, { count: model.figures.length, report: model.title })}
      </p>
      <ul class="dl-list">
        {model.figures.map((figure) => (
          <li key={figure.id}>
            <h2 class="dl-list__title">
              <a href={to.figure(line, newest, figure.id)}>{figure.title[language]}</a>
            </h2>
            <p>{figure.definition[language]}</p>
            {figure.cannot && (
              <p class="dl-soft">
                {words.figuresPage.cannot}: {figure.cannot[language]}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}
