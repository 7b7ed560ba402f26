import type { ComponentChildren } from 'preact';
import { type Text, text } from '../../platform/language/text.ts';
import { Contents } from '../../platform/web/components/contents.tsx';
import { Crumbs } from '../../platform/web/components/crumbs.tsx';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { Empty, FilterWords, Pages } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page, type PageFrame } from '../../platform/web/page.tsx';
import { NotedBlock } from '../../publication/html/blocks/footnotes.tsx';
import { sampleReportIn } from '../../publication/html/sample-report.ts';
import type { ChapterSetting } from '../../publication/html/setting.ts';
import { FormExamples } from './component-forms.tsx';
import { RecordExamples } from './component-records.tsx';

const page = '/bouwstenen';

/** Every component in every state: for looking, for screenshots, and for the accessibility tests. */
export function componentPage(frame: PageFrame) {
  const { language } = frame;
  const title = text('Bouwstenen', 'Components')[language];
  return (
    <Page frame={frame} title={title} here={frame.navigation.at(-1)?.href ?? page}>
      <h1>{title}</h1>
      <p class="dl-lead">
        {
          text(
            'Alle onderdelen van de pagina’s, in iedere toestand. De sprong naar de inhoud ziet u met de tabtoets.',
            'All parts of the pages, in every state. Press Tab to see the skip link.',
          )[language]
        }
      </p>
      <Texts frame={frame} />
      <Navigation frame={frame} />
      <Example name={text('Meldingen', 'Notices')} frame={frame}>
        <Notice kind="info" title={text('Ter informatie', 'For information')[language]}>
          <p>{text('Later bekend geworden.', 'Became known later.')[language]}</p>
        </Notice>
        <Notice kind="ok" title={text('Gelukt', 'Done')[language]}>
          <p>{text('De controle is geslaagd.', 'The audit passed.')[language]}</p>
        </Notice>
        <Notice kind="warn" title={text('Let op', 'Note')[language]}>
          <p>{text('Dit is niet de nieuwste versie.', 'This is not the newest version.')[language]}</p>
        </Notice>
        <Notice kind="danger" title={text('Mislukt', 'Failed')[language]}>
          <p>{text('Er is niets bewaard.', 'Nothing was kept.')[language]}</p>
        </Notice>
      </Example>
      <FormExamples language={language} />
      <RecordExamples language={language} />
      <Example name={text('Lijsten', 'Lists')} frame={frame}>
        <FilterWords
          label={text('Filters', 'Filters')[language]}
          language={language}
          filters={[
            { label: '2025', href: '?zonder=2025' },
            { label: text('onvolledig', 'incomplete')[language], href: '?zonder=onvolledig' },
          ]}
        />
        <Pages current={2} last={4} hrefOf={(number) => `?pagina=${number}`} language={language} />
        <Empty
          title={text('Er is nog geen verslag', 'There is no report yet')[language]}
          text={
            text('Zodra er een is, staat het hier.', 'As soon as there is one, it will be here.')[language]
          }
          action={{ href: frame.home, label: text('Naar de start', 'To the start')[language] }}
        />
        <DefinitionList
          items={[
            { term: text('Periode', 'Period')[language], text: '2025' },
            { term: text('Versie', 'Version')[language], text: '2' },
          ]}
        />
        <Disclosure title={text('Gesloten', 'Closed')[language]}>
          <p>{text('Nu is hij open.', 'Now it is open.')[language]}</p>
        </Disclosure>
        <Disclosure title={text('Open', 'Open')[language]} open>
          <p>{text('Deze stond al open.', 'This one was open.')[language]}</p>
        </Disclosure>
      </Example>
      <ReportParts frame={frame} />
    </Page>
  );
}

function Example({ name, frame, children }: { name: Text; frame: PageFrame; children: ComponentChildren }) {
  return (
    <section class="dl-flow dl-full">
      <h2>{name[frame.language]}</h2>
      {children}
    </section>
  );
}

function Texts({ frame }: { frame: PageFrame }) {
  const { language } = frame;
  return (
    <Example name={text('Tekst', 'Text')} frame={frame}>
      <h3>{text('Kop van niveau 3', 'Heading of level 3')[language]}</h3>
      <h4>{text('Kop van niveau 4', 'Heading of level 4')[language]}</h4>
      <p>
        {text('Een alinea met een ', 'A paragraph with a ')[language]}
        <a href="#inhoud">{text('weg naar boven', 'way to the top')[language]}</a>
        {text(', iets ', ', something ')[language]}
        <strong>{text('belangrijks', 'important')[language]}</strong>
        {text(' en iets ', ' and something ')[language]}
        <em>{text('bijzonders', 'special')[language]}</em>.
      </p>
      <p class="dl-soft dl-small">{text('Kleine, zachte tekst.', 'Small, soft text.')[language]}</p>
      <p>
        <span class="dl-word">{text('een woord', 'a word')[language]}</span>
      </p>
      <p class="dl-big">{text('1.566', '1,566')[language]}</p>
      <div class="dl-buttons">
        <button type="button" class="dl-button">
          {text('Verslag maken', 'Make the report')[language]}
        </button>
        <button type="button" class="dl-button dl-button--second">
          {text('Terug', 'Back')[language]}
        </button>
        <button type="button" class="dl-button dl-button--danger">
          {text('Verslag intrekken', 'Withdraw the report')[language]}
        </button>
        <button type="button" class="dl-button" disabled>
          {text('Kan nu niet', 'Not now')[language]}
        </button>
      </div>
    </Example>
  );
}

function Navigation({ frame }: { frame: PageFrame }) {
  const { language } = frame;
  return (
    <Example name={text('Wegwijzers', 'Ways')} frame={frame}>
      <Crumbs
        language={language}
        crumbs={[
          { href: frame.home, label: text('Start', 'Home')[language] },
          { href: page, label: text('Bouwstenen', 'Components')[language] },
        ]}
      />
      <Contents
        title={text('Inhoud', 'Contents')[language]}
        items={sampleReportIn(language).chapters.map((chapter) => ({
          href: `#${chapter.id}`,
          label: chapter.title,
          language: chapter.language,
        }))}
      />
    </Example>
  );
}

function ReportParts({ frame }: { frame: PageFrame }) {
  const sample = sampleReportIn(frame.language);
  return sample.chapters.map((chapter) => {
    const setting: ChapterSetting = {
      model: sample,
      language: sample.language,
      chapterLanguage: chapter.language,
      figureAddress: (figure) => `#${figure}`,
      downloads: [{ name: 'proef.csv', href: '#proef.csv', label: 'CSV, 1 kB', role: 'figures' }],
    };
    return (
      <section key={chapter.id} id={chapter.id} class="dl-chapter dl-full" lang={chapter.language}>
        <h2>{chapter.title}</h2>
        {chapter.blocks.map((block, index) => (
          <NotedBlock key={index} block={block} setting={setting} />
        ))}
      </section>
    );
  });
}
