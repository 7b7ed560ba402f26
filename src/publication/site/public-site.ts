import { type Context, Hono } from 'hono';
import type { VNode } from 'preact';
import type { Language } from '../../platform/language/text.ts';
import { passingAnswer } from '../../platform/web/answers/passing-answer.ts';
import { renderPage } from '../../platform/web/answers/render.ts';
import { storedAnswer, type Wishes } from '../../platform/web/answers/stored-answer.ts';
import type { Assets } from '../../platform/web/assets.ts';
import { carriesThem } from '../../platform/web/front/security-headers.ts';
import { figureSearch } from './figures/figure-search.ts';
import { aboutPage, accessibilityPage } from './pages/about.tsx';
import { archivePage } from './pages/archive.tsx';
import { cataloguePage } from './pages/catalogue.tsx';
import { figurePage } from './pages/figure.tsx';
import { figuresPage } from './pages/figures.tsx';
import { homePage } from './pages/home.tsx';
import { reportPage } from './pages/report.tsx';
import { publishedFile } from './published-file.ts';
import type { Shelf } from './shelf.ts';
import { siteCatalogue, siteCatalogueAddress } from './site-catalogue.ts';
import { type Found, findReport, type Visit, visit } from './visit.ts';

type PageOf = (visit: Visit) => VNode | Promise<VNode>;
type PageOfReport = (
  visit: Visit,
  found: Found,
  asked: { readonly figure: string; readonly query: Readonly<Record<string, string>> },
) => VNode | undefined | Promise<VNode | undefined>;

/** The addresses of the public site of one organisation, in each language. */
export function publicSite(key: string, shelf: Shelf, assets: Assets): Hono {
  const site = new Hono();
  // Asking what is published now may show that a page made before is still the page of today.
  site.use(async (context, next) => {
    await shelf.contents();
    const kept = hasQuery(context) ? undefined : shelf.kept(context.req.path);
    return kept ? storedAnswer(kept, wishesOf(context)) : next();
  });
  addPages(site, 'nl', key, shelf, assets);
  addPages(site, 'en', key, shelf, assets);
  const file = async (context: Context, version?: string) => {
    const [slug = '', name = ''] = [context.req.param('slug'), context.req.param('name')];
    const asked = { slug, name, ...(version ? { version: Number(version.slice(1)) } : {}) };
    return (await publishedFile(shelf, context.req.path, asked, wishesOf(context))) ?? context.notFound();
  };
  site.get(siteCatalogueAddress, async (context) => {
    const catalogue = await siteCatalogue(shelf);
    if (catalogue === undefined) return context.notFound();
    return context.body(catalogue, 200, {
      'Content-Type': 'application/ld+json',
      'Cache-Control': 'no-cache',
      'Access-Control-Allow-Origin': '*',
    });
  });
  site.get('/bestanden/:slug/:name', (context) => file(context));
  site.get('/bestanden/:slug/:version{v[1-9][0-9]{0,5}}/:name', (context) =>
    file(context, context.req.param('version')),
  );
  return site;
}

function addPages(site: Hono, language: Language, key: string, shelf: Shelf, assets: Assets): void {
  const prefix = language === 'nl' ? '' : `/${language}`;
  const page = (path: string, make: PageOf): void => {
    site.get(path === '' ? '/' : path, async (context) => {
      const one = await visit(shelf, assets, language, context.req.path, key);
      return answer(context, one, await make(one));
    });
  };
  const ofReport = (path: string, make: PageOfReport): void => {
    for (const version of ['', '/:version{v[1-9][0-9]{0,5}}']) {
      site.get(`${prefix}/verslagen/:slug${version}${path}`, async (context) => {
        const one = await visit(shelf, assets, language, context.req.path, key);
        const named = context.req.param('version');
        const found = await findReport(
          one,
          context.req.param('slug') ?? '',
          named ? Number(named.slice(1)) : undefined,
        );
        const made =
          found &&
          (await make(one, found, {
            figure: context.req.param('figure') ?? '',
            query: context.req.query(),
          }));
        return made ? answer(context, one, made) : context.notFound();
      });
    }
  };
  page(prefix, homePage);
  page(`${prefix}/verslagen`, archivePage);
  page(`${prefix}/gegevens`, cataloguePage);
  page(`${prefix}/over`, aboutPage);
  page(`${prefix}/toegankelijkheid`, accessibilityPage);
  ofReport('', reportPage);
  ofReport('/cijfers', (one, found, { query }) => figuresPage(one, found, figureSearch(query, found.model)));
  ofReport('/cijfers/:figure', (one, found, asked) => {
    const figure = found.model.figures.find((candidate) => candidate.id === asked.figure);
    return figure && figurePage(one, found, figure);
  });
}

/** Renders a page, keeps it, and answers with it. What was searched is not kept: anybody can ask anything. */
function answer(context: Context, { shelf, contents }: Visit, made: VNode): Response {
  const html = renderPage(made);
  const wishes = wishesOf(context);
  return carriesThem(
    hasQuery(context)
      ? passingAnswer(html, wishes, shelf.pageHeaders)
      : storedAnswer(shelf.keepPage(context.req.path, html, contents), wishes),
  );
}

function hasQuery(context: Context): boolean {
  return context.req.url.includes('?');
}

/** What the request says about encodings and what it has. */
function wishesOf(context: Context): Wishes {
  return {
    acceptEncoding: context.req.header('Accept-Encoding'),
    ifNoneMatch: context.req.header('If-None-Match'),
  };
}
