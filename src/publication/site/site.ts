import { Hono } from 'hono';
import type { OrganisationDoor } from '../../platform/database/doorways.ts';
import type { Language } from '../../platform/language/text.ts';
import { renderPage } from '../../platform/web/answers/render.ts';
import type { Assets } from '../../platform/web/assets.ts';
import type { Site } from '../../platform/web/front/directory.ts';
import { addErrorAnswers } from '../../platform/web/front/error-answers.ts';
import { securityHeaders } from '../../platform/web/front/security-headers.ts';
import { languageOf, plainFrame } from '../../platform/web/plain-frame.ts';
import { type ListedOrganisation, startPage } from './pages/start.tsx';
import { publicSite } from './public-site.ts';
import { openShelf } from './shelf.ts';
import { visit } from './visit.ts';

export interface SiteOptions {
  readonly assets: Assets;
  readonly secure: boolean;
  readonly tell: (line: string) => void;
}

/** The public site of one organisation. */
export function openSite(key: string, door: OrganisationDoor, { assets, secure, tell }: SiteOptions): Site {
  const shelf = openShelf(door, securityHeaders(secure));
  const app = publicSite(key, shelf, assets);
  const language = (path: string): Language => languageOf(path);
  addErrorAnswers(
    app,
    {
      known: async ({ req }) => {
        const { frame } = await visit(shelf, assets, language(req.path), req.path, key);
        return { ...frame, otherLanguage: null };
      },
      plain: ({ req }) => plainFrame(assets, language(req.path)),
    },
    tell,
  );
  return { app, kept: shelf.kept };
}

/** The address that belongs to no organisation: it lists them. */
export function openStart(organisations: readonly ListedOrganisation[], { assets, tell }: SiteOptions): Site {
  const app = new Hono();
  const plain = ({ req }: { req: { path: string } }) => plainFrame(assets, languageOf(req.path));
  for (const path of ['/', '/en'])
    app.get(path, (context) =>
      context.html(renderPage(startPage(plain(context), context.req.path, organisations)), 200, {
        'Cache-Control': 'no-cache',
      }),
    );
  addErrorAnswers(app, { known: plain, plain }, tell);
  return { app };
}
