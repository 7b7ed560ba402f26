import type { ComponentChildren } from 'preact';
import { dateInWords } from '../../platform/language/dates.ts';
import { Contents, type ContentsItem } from '../../platform/web/components/contents.tsx';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import type { Chapter } from '../report-model.ts';
import { draftMark } from '../words/draft-words.ts';
import { anchorOf } from './anchors.ts';
import { NotedBlock } from './blocks/footnotes.tsx';
import type { Setting } from './setting.ts';
import { reportWords } from './words.ts';

/** The band over a report: what it is, whose, of when, in which version. */
export function TitleBand({ setting, hash }: { setting: Setting; hash: string }) {
  const { model, language } = setting;
  const words = reportWords[language];
  const toRead = setting.downloads.filter(({ role }) => role === 'read' || role === 'archive');
  return (
    <div class="dl-band dl-full">
      <p class="dl-kicker">
        <bdi>{model.organisation[language]}</bdi>
      </p>
      <h1 lang={model.language === language ? undefined : model.language}>{model.title}</h1>
      <DefinitionList
        inline
        items={[
          { term: words.period, text: model.period.label[language] },
          ...(model.draft
            ? [{ term: words.state, text: draftMark[language] }]
            : [
                { term: words.published, text: dateInWords(model.publishedOn, language) },
                { term: words.version, text: model.version },
                { term: words.hash, text: <code title={words.hashExplained}>{hash.slice(0, 12)}</code> },
              ]),
        ]}
      />
      {toRead.length > 0 && (
        <ul class="dl-band__downloads" aria-label={words.downloads}>
          {toRead.map((file) => (
            <li key={file.name}>
              <a href={file.href}>{file.label}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What the list of contents shows: chapters, and the headings directly in them. */
function contentsOf(setting: Setting): readonly ContentsItem[] {
  return setting.model.chapters.map((chapter) => ({
    href: `#${chapter.id}`,
    label: chapter.title,
    ...(chapter.language === setting.language ? {} : { language: chapter.language }),
    items: chapter.blocks.flatMap((block) =>
      block.kind === 'heading' && block.level === 2
        ? [{ href: `#${anchorOf(setting.model, block)}`, label: block.text }]
        : [],
    ),
  }));
}

/** Contents and chapters. `more` adds chapters that are no part of the model, such as definitions in a file. */
export function ReportBody({
  setting,
  more,
}: {
  setting: Setting;
  more?: { readonly item: ContentsItem; readonly section: ComponentChildren };
}) {
  const words = reportWords[setting.language];
  const { chapters } = setting.model;
  const items = contentsOf(setting);
  return (
    <div class="dl-report dl-full">
      <Contents title={words.contents} items={more ? [...items, more.item] : items} />
      <div class="dl-report__text">
        {chapters.map((chapter, index) => (
          <ChapterSection
            key={chapter.id}
            chapter={chapter}
            setting={setting}
            previous={chapters[index - 1]}
            next={chapters[index + 1]}
          />
        ))}
        {more?.section}
      </div>
    </div>
  );
}

interface ChapterSectionProps {
  readonly chapter: Chapter;
  readonly setting: Setting;
  readonly previous: Chapter | undefined;
  readonly next: Chapter | undefined;
}

function ChapterSection({ chapter, setting, previous, next }: ChapterSectionProps) {
  const chapterSetting = { ...setting, chapterLanguage: chapter.language };
  const words = reportWords[chapter.language];
  return (
    <section
      class="dl-chapter"
      id={chapter.id}
      lang={chapter.language === setting.language ? undefined : chapter.language}
      aria-labelledby={`${chapter.id}-titel`}
    >
      <h2 id={`${chapter.id}-titel`}>{chapter.title}</h2>
      {chapter.blocks.map((block, index) => (
        <NotedBlock key={index} block={block} setting={chapterSetting} />
      ))}
      {(previous || next) && (
        <p class="dl-turn">
          {previous && (
            <a href={`#${previous.id}`}>
              ← {words.previousChapter}: <span lang={previous.language}>{previous.title}</span>
            </a>
          )}
          {previous && next && ' '}
          {next && (
            <a href={`#${next.id}`}>
              {words.nextChapter}: <span lang={next.language}>{next.title}</span> →
            </a>
          )}
        </p>
      )}
    </section>
  );
}
