import { text } from '../../platform/language/text.ts';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Page } from '../../platform/web/page.tsx';
import { renewingAnswer } from '../front/renewed.tsx';
import { frameOf, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { ShownBlocks, ShownFigures } from './block-preview.tsx';
import { openReport, setNow } from './held-report.ts';
import { FiguresState, ReportStrip, reportCrumbs } from './report-parts.tsx';

const words = {
  title: text('Voorbeeld van het hele verslag', 'Preview of the whole report'),
  draft: text(
    'Dit is de tekst zoals hij nu is, met de cijfers die het laatst zijn berekend. Wat niet kan, ontbreekt hier en staat bij de waarschuwingen.',
    'This is the text as it is now, with the figures that were computed last. What cannot be is missing here and stands with the warnings.',
  ),
  none: text('Er is nog geen voorbeeld', 'There is no preview yet'),
  noneText: text(
    'Bereken eerst de cijfers. Daarna staat het verslag hier.',
    'Compute the figures first. Then the report stands here.',
  ),
  contents: text('Hoofdstukken', 'Chapters'),
} as const;

/** The whole report as it is written now, within the workplace. */
export async function showPreview(visit: SignedIn, part: string): Promise<Response> {
  const held = await openReport(visit, part);
  if (!held?.writes) return notFound(visit);
  const { language } = visit;
  const model = setNow(visit, held)?.model ?? null;
  return renewingAnswer(
    <Page
      frame={frameOf(visit)}
      here={visit.to(held.place)}
      title={words.title[language]}
      crumbs={reportCrumbs(visit, held)}
      wide
    >
      <h1>{words.title[language]}</h1>
      <ReportStrip visit={visit} held={held} />
      <FiguresState visit={visit} held={held} back={`${held.place}/voorbeeld`} />
      {model === null ? (
        <Empty title={words.none[language]} text={words.noneText[language]} />
      ) : (
        <>
          <p>{words.draft[language]}</p>
          <nav aria-label={words.contents[language]}>
            <ol>
              {model.chapters.map(({ id, title }) => (
                <li key={id}>
                  <a href={`#${id}`}>{title}</a>
                </li>
              ))}
            </ol>
          </nav>
          {model.chapters.map((chapter) => (
            <section key={chapter.id} id={chapter.id}>
              <h2>{chapter.title}</h2>
              <ShownBlocks
                model={{ ...model, language: chapter.language }}
                blocks={chapter.blocks}
                visit={visit}
              />
            </section>
          ))}
          <ShownFigures model={model} blocks={model.chapters.flatMap(({ blocks }) => blocks)} />
        </>
      )}
    </Page>,
  );
}
