import { Hono } from 'hono';
import type { VNode } from 'preact';
import { type Language, languages, type Text, text } from '../platform/language/text.ts';
import type { Assets } from '../platform/web/assets.ts';
import { addErrorAnswers } from '../platform/web/front/error-answers.ts';
import { Page, type PageFrame } from '../platform/web/page.tsx';
import { languageOf, plainFrame } from '../platform/web/plain-frame.ts';
import { pageAnswer } from './front/visit.ts';

/** An organisation whose workplace this program serves. */
interface ListedWorkplace {
  readonly key: string;
  readonly name: Text;
  readonly workAddress: string | null;
}

const words = {
  title: text('Werkplekken', 'Workplaces'),
  lead: text(
    'Iedere organisatie heeft een eigen werkplek, op een eigen adres. Daar meldt u zich aan.',
    'Each organisation has a workplace of its own, at an address of its own. There you sign in.',
  ),
  none: text('Er wordt nog geen organisatie getoond.', 'No organisation is served yet.'),
  components: text('Bouwstenen', 'Components'),
};

/** The address of the work origin that belongs to no organisation: where each one's workplace is. */
export function workList(
  assets: Assets,
  organisations: readonly ListedWorkplace[],
  components: (frame: PageFrame) => VNode,
  tell: (line: string) => void,
): Hono {
  const app = new Hono();
  for (const language of languages) {
    const prefix = language === 'nl' ? '' : `/${language}`;
    const listed = organisations.filter((one) => one.workAddress !== null);
    app.get(prefix || '/', () => pageAnswer(listPage(frameOf(assets, language, ''), listed)));
    app.get(`${prefix}/bouwstenen`, () => pageAnswer(components(frameOf(assets, language, '/bouwstenen'))));
  }
  const plain = ({ req }: { req: { path: string } }) => plainFrame(assets, languageOf(req.path));
  addErrorAnswers(app, { known: plain, plain }, tell);
  return app;
}

function frameOf(assets: Assets, language: Language, path: string): PageFrame {
  const prefix = language === 'nl' ? '' : `/${language}`;
  const other = language === 'nl' ? 'en' : 'nl';
  return {
    ...plainFrame(assets, language, words.title[language]),
    navigation: [
      { href: prefix || '/', label: words.title[language] },
      { href: `${prefix}/bouwstenen`, label: words.components[language] },
    ],
    otherLanguage: { href: `${other === 'nl' ? '' : `/${other}`}${path}` || '/', language: other },
  };
}

function listPage(frame: PageFrame, organisations: readonly ListedWorkplace[]) {
  const { language } = frame;
  return (
    <Page frame={frame} title={words.title[language]} here={frame.home}>
      <h1>{words.title[language]}</h1>
      <p class="dl-lead">{(organisations.length === 0 ? words.none : words.lead)[language]}</p>
      <ul class="dl-list">
        {organisations.map(({ key, name, workAddress }) => (
          <li key={key}>
            <h2 class="dl-list__title">
              <a href={`${workAddress}${language === 'nl' ? '/' : `/${language}`}`}>{name[language]}</a>
            </h2>
          </li>
        ))}
      </ul>
    </Page>
  );
}
