import { Fragment } from 'preact';
import { Disclosure } from '../../../platform/web/components/disclosure.tsx';
import type { FigureBlock } from '../../report-model.ts';
import { draftMark } from '../../words/draft-words.ts';
import { anchorOf } from '../anchors.ts';
import { chartSubject, drawableChart } from '../drawable-chart.ts';
import type { ChapterSetting } from '../setting.ts';
import { reportWords } from '../words.ts';
import { Chart } from './chart.tsx';
import { Inlines, plainText } from './inline.tsx';
import { ReportTable } from './report-table.tsx';
import { Noted } from './word-pieces.tsx';

/** A figure: the finding as title, chart, notes right under it, the table and the data one press away. */
export function FigureCard({ block, setting }: { block: FigureBlock; setting: ChapterSetting }) {
  const words = reportWords[setting.chapterLanguage];
  const id = anchorOf(setting.model, block);
  const model = drawableChart(block, setting.chapterLanguage);
  const subject = model && chartSubject(block, model);
  // What is withheld whole has no cells: the notes say why.
  const table = block.table.rows.length > 0 && block.table.columns.length > 0 && (
    <ReportTable id={id} caption={plainText(block.title)} table={block.table} setting={setting} />
  );
  return (
    <figure class="dl-figure" id={id}>
      <figcaption>
        <Inlines content={block.title} setting={setting} />
      </figcaption>
      {subject && <p class="dl-figure__subject">{subject}</p>}
      {model ? <Chart id={id} model={model} mark={markOf(setting)} /> : table}
      {block.notes.length > 0 && (
        <ul class="dl-figure__notes">
          {block.notes.map((note) => (
            <li key={note.nl}>
              <Noted
                text={note[setting.chapterLanguage]}
                language={setting.chapterLanguage}
                model={setting.model}
              />
            </li>
          ))}
        </ul>
      )}
      <div class="dl-figure__more">
        {model && table && <Disclosure title={words.table}>{table}</Disclosure>}
        <FigureData block={block} setting={setting} />
        <HowComputed figures={block.figures} setting={setting} />
      </div>
    </figure>
  );
}

/** What a picture of a draft bears. */
function markOf({ model, chapterLanguage }: ChapterSetting): string | undefined {
  return model.draft ? draftMark[chapterLanguage] : undefined;
}

function FigureData({ block, setting }: { block: FigureBlock; setting: ChapterSetting }) {
  const words = reportWords[setting.chapterLanguage];
  const files = setting.downloads.filter((file) => file.role === 'figures');
  if (files.length === 0) return null;
  return (
    <div class="dl-figure__data">
      <Disclosure title={words.data}>
        <p>{words.dataIntro}</p>
        <ul>
          {files.map((file) => (
            <li key={file.name}>
              <a href={file.href}>{file.name}</a> ({file.label})
            </li>
          ))}
        </ul>
        <p>
          {block.figures.map((figure, index) => (
            <Fragment key={figure}>
              {index > 0 && ', '}
              <code>{figure}</code>
            </Fragment>
          ))}
        </p>
      </Disclosure>
    </div>
  );
}

function HowComputed({ figures, setting }: { figures: readonly string[]; setting: ChapterSetting }) {
  const words = reportWords[setting.chapterLanguage];
  const [only] = figures;
  if (figures.length === 1 && only)
    return (
      <p>
        <a href={setting.figureAddress(only)}>{words.howComputed}</a>
      </p>
    );
  return (
    <p>
      {words.howComputedFor}{' '}
      {figures.map((id, index) => (
        <Fragment key={id}>
          {index > 0 && ', '}
          <a href={setting.figureAddress(id)}>
            {setting.model.figures.find((figure) => figure.id === id)?.title[setting.chapterLanguage] ?? id}
          </a>
        </Fragment>
      ))}
    </p>
  );
}
