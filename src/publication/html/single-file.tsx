import { createHash } from 'node:crypto';
import { dateInWords } from '../../platform/language/dates.ts';
import { renderPage } from '../../platform/web/answers/render.ts';
import { inlineStyle } from '../../platform/web/assets.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { webWords } from '../../platform/web/words.ts';
import { modelHash } from '../hashes.ts';
import type { ReportModel } from '../report-model.ts';
import { draftMark } from '../words/draft-words.ts';
import { figureFacts } from './blocks/figure-facts.tsx';
import { ReportBody, TitleBand } from './report-body.tsx';
import type { Setting } from './setting.ts';
import { reportWords } from './words.ts';

/**
 * The report as one HTML file that is complete in itself: style, font and charts inside, no script, nothing fetched.
 * Every number leads to its definition at the end of the file. The same model gives the same bytes.
 */
export function renderSingleFile(model: ReportModel): string {
  const styles = [inlineStyle(), ...(model.draft ? [onEveryPage] : [])];
  const { language } = model;
  const words = reportWords[language];
  const setting: Setting = { model, language, figureAddress: placeOfFigure, downloads: [] };
  const notice = model.notice?.[language];
  return renderPage(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policyFor(styles)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${model.draft ? `${draftMark[language]}: ` : ''}${model.title} – ${model.organisation[language]}`}</title>
        <meta name="generator" content={`${model.program.name} ${model.program.version}`} />
        {!model.draft && <meta name="dcterms.date" content={model.publishedOn} />}
        {styles.map((style) => (
          <style key={style} dangerouslySetInnerHTML={{ __html: style }} />
        ))}
      </head>
      <body>
        <a class="dl-skip" href="#inhoud">
          {webWords[language].skip}
        </a>
        {notice && (
          <aside
            class="dl-example"
            aria-label={model.draft ? draftMark[language] : webWords[language].example}
          >
            {notice}
          </aside>
        )}
        <main id="inhoud" class="dl-main dl-main--wide" tabindex={-1}>
          <TitleBand setting={setting} hash={modelHash(model)} />
          <ReportBody
            setting={setting}
            more={{
              item: { href: '#cijfers', label: words.figuresChapter },
              section: <Definitions setting={setting} />,
            }}
          />
        </main>
        <footer class="dl-footer">
          <p>
            <bdi>{model.organisation[language]}</bdi>,{' '}
            {model.draft ? draftMark[language] : dateInWords(model.publishedOn, language)}.{' '}
            {words.standsAlone}
          </p>
          <p>{webWords[language].madeWith}</p>
        </footer>
      </body>
    </html>,
  );
}

/** What is fixed stands on every printed page. */
const onEveryPage = '@media print{@page{margin-top:24mm}.dl-example{position:fixed;inset:-14mm 0 auto 0}}';

/** What the file may do wherever it is opened: its own styles and font, and nothing else at all. */
function policyFor(styles: readonly string[]): string {
  const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  return [
    "default-src 'none'",
    `style-src ${hashes.join(' ')}`,
    'font-src data:',
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Where {@link Definitions} say how a figure is counted. */
export function placeOfFigure(figure: string): string {
  return `#cijfer-${figure}`;
}

/** How each figure of a report is counted, for a page that holds all of it. */
export function Definitions({ setting }: { setting: Setting }) {
  const { model, language } = setting;
  const words = reportWords[language];
  return (
    <section class="dl-chapter" id="cijfers" aria-labelledby="cijfers-titel">
      <h2 id="cijfers-titel">{words.figuresChapter}</h2>
      <p>{words.figuresIntro}</p>
      {model.figures.map((figure) => (
        <section
          key={figure.id}
          id={`cijfer-${figure.id}`}
          class="dl-flow"
          aria-labelledby={`cijfer-${figure.id}-titel`}
        >
          <h3 id={`cijfer-${figure.id}-titel`}>{figure.title[language]}</h3>
          <p>{figure.definition[language]}</p>
          {figure.cannot && (
            <p>
              {words.figure.cannot}: {figure.cannot[language]}
            </p>
          )}
          <DefinitionList items={figureFacts(figure, language, model)} />
        </section>
      ))}
    </section>
  );
}
