import { Hono } from 'hono';
import type { VNode } from 'preact';
import type { StorageStatus } from '../platform/database/status.ts';
import { say, sizeInWords } from '../platform/language/messages.ts';
import { type Language, languages } from '../platform/language/text.ts';
import { renderPage } from '../platform/web/answers/render.ts';
import type { Assets } from '../platform/web/assets.ts';
import { DefinitionList } from '../platform/web/components/definition-list.tsx';
import { Notice } from '../platform/web/components/notice.tsx';
import { addErrorAnswers } from '../platform/web/front/error-answers.ts';
import { Page, type PageFrame } from '../platform/web/page.tsx';
import { languageOf, plainFrame } from '../platform/web/plain-frame.ts';
import { webWords } from '../platform/web/words.ts';

export interface WorkOptions {
  readonly assets: Assets;
  readonly program: { readonly name: string; readonly version: string };
  readonly tell: (line: string) => void;
  /** How the storage is: versions, migrations. */
  readonly status: () => Promise<StorageStatus>;
  /** Every component in every state. */
  readonly components: (frame: PageFrame) => VNode;
}

/** The origin of the workplace. Nobody can sign in yet, so it holds no more than how the program is doing. */
export function workOrigin(options: WorkOptions): Hono {
  const app = new Hono();
  const html = (page: VNode) =>
    new Response(renderPage(page), {
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
    });
  for (const language of languages) {
    const prefix = language === 'nl' ? '' : `/${language}`;
    app.get(prefix === '' ? '/' : prefix, async () =>
      html(statusPage(frameOf(options.assets, language, ''), options, await options.status())),
    );
    app.get(`${prefix}/bouwstenen`, () =>
      html(options.components(frameOf(options.assets, language, '/bouwstenen'))),
    );
  }
  const plain = ({ req }: { req: { path: string } }) => plainFrame(options.assets, languageOf(req.path));
  addErrorAnswers(app, { known: plain, plain }, options.tell);
  return app;
}

function frameOf(assets: Assets, language: Language, path: string): PageFrame {
  const words = webWords[language].work;
  const prefix = language === 'nl' ? '' : `/${language}`;
  const other = language === 'nl' ? 'en' : 'nl';
  const home = prefix === '' ? '/' : prefix;
  return {
    ...plainFrame(assets, language, words.title),
    home,
    navigation: [
      { href: home, label: words.status },
      { href: `${prefix}/bouwstenen`, label: words.components },
    ],
    otherLanguage: { href: `${other === 'nl' ? '' : `/${other}`}${path}` || '/', language: other },
  };
}

function statusPage(frame: PageFrame, { program }: WorkOptions, status: StorageStatus) {
  const { language } = frame;
  const words = webWords[language].work;
  const behind = status.databases.filter((one) => one.pending.length > 0);
  return (
    <Page frame={frame} title={words.status} here={frame.home}>
      <h1>{words.title}</h1>
      <p class="dl-lead">{words.noSignIn}</p>
      <h2>{words.status}</h2>
      <Notice
        kind={behind.length === 0 ? 'ok' : 'warn'}
        title={behind.length === 0 ? words.healthy : words.behind}
      >
        <p>{behind.length === 0 ? words.healthyText : words.behindText}</p>
      </Notice>
      <DefinitionList
        items={[
          { term: words.version, text: `${program.name} ${program.version}` },
          { term: words.storage, text: `PostgreSQL ${status.version} (${words.kinds[status.kind]})` },
        ]}
      />
      {status.databases.map((one) => (
        <section key={one.database} class="dl-flow" aria-labelledby={`database-${one.organisation}`}>
          <h3 id={`database-${one.organisation}`}>{one.organisation}</h3>
          <DefinitionList
            items={[
              { term: words.size, text: sizeInWords(one.bytes, language) },
              {
                term: words.migrations,
                text: say(words.migrationsCount, language, {
                  applied: one.applied.length,
                  pending: one.pending.length,
                }),
              },
            ]}
          />
        </section>
      ))}
    </Page>
  );
}
