import { Hono } from 'hono';
import type { VNode } from 'preact';
import { today } from '../../organisation/period.ts';
import { publicReader } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { isDatabaseGone } from '../../platform/database/database-gone.ts';
import { look, type OrganisationDoor } from '../../platform/database/doorways.ts';
import { type Language, languages, type Text } from '../../platform/language/text.ts';
import { renderPage } from '../../platform/web/answers/render.ts';
import type { Assets } from '../../platform/web/assets.ts';
import { addErrorAnswers } from '../../platform/web/front/error-answers.ts';
import { languageOf } from '../../platform/web/plain-frame.ts';
import { addPlainRoutes } from '../without-script/plain-routes.ts';
import { addWritingRoutes } from '../writing/writing-routes.ts';
import { addWritingPages } from '../writing/writing-site.ts';
import { stateOf, type WrittenChannel } from '../writing/written-channel.ts';
import { whereToTurnQuestion } from './asked.ts';
import { nationalDataOn } from './national/national-data.ts';
import { outsidePage } from './pages/outside-routes.tsx';
import { firstPage, safeReadingPage, stepPage } from './pages/plain-pages.tsx';
import { errorFrame, type Reading } from './pages/sheet-page.tsx';
import { situationPage } from './pages/situation-page.tsx';
import { type Sheet, sheetAddress, sheets } from './sheets.ts';

/** What these pages of one organisation are made with. */
export interface ReportingPremises {
  readonly organisation: string;
  readonly door: OrganisationDoor;
  readonly assets: Assets;
  /** Whether readers come by https. */
  readonly secure: boolean;
  /** Stands above every page of an example. */
  readonly notice: Text | null;
  /** The channel by which signals are written on this site; null while it is closed. */
  readonly channel: () => Promise<WrittenChannel | null>;
  readonly tell: (line: string) => void;
}

/**
 * What every answer says of itself, found or not: nothing of it is kept by a browser, nothing tells another site where
 * one came from, and no tag or day of change lets anybody see that it was read before.
 */
const headers = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' } as const;

/** Milliseconds for which what an organisation says of its desks is trusted. */
const fresh = 1000;

/** Where to turn: the pages below `/melden`, in each language. A query is not read. */
export function reportingSite(premises: ReportingPremises): Hono {
  const { organisation, door, assets, secure, notice, channel, tell } = premises;
  const site = new Hono();
  site.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers))
      if (name !== 'Referrer-Policy' || !context.res.headers.has(name)) context.res.headers.set(name, value);
  });
  const shown = freshly(() => look(door, publicReader, whereToTurnQuestion, concern, {}));
  const written = freshly(channel);
  const readingOf = async (language: Language): Promise<{ reading: Reading; isKnown: boolean }> => {
    const now = await shown().catch(nothingShown);
    const day = now?.day ?? today();
    const national = nationalDataOn(day);
    const given = {
      language,
      national,
      channel: stateOf(await written()),
      assets,
      notice,
      key: organisation,
    };
    const reading = { ...given, shown: now ?? { day, name: null, profile: undefined } };
    return { reading, isKnown: now !== null };
  };
  addWritingRoutes(site, { door, channel: written });
  const known = async (language: Language): Promise<Reading | null> => {
    const { reading, isKnown } = await readingOf(language);
    return isKnown ? reading : null;
  };
  addWritingPages(site, { channel: written, reading: known });
  addPlainRoutes(site, { door, secure, channel: written, reading: known });
  for (const language of languages) {
    const page = (sheet: number | null, make: (reading: Reading) => VNode): void => {
      site.get(sheetAddress(language, sheet), async (context) => {
        const { reading, isKnown } = await readingOf(language);
        if (isKnown) return context.html(renderPage(make(reading)));
        const html = renderPage(outsidePage(reading, 'desks-unknown'));
        return context.html(html, 503, { 'Retry-After': '5' });
      });
    };
    page(null, firstPage);
    for (const [number, sheet] of sheets) page(number, (reading) => pageOf(sheet, reading));
  }
  const plain = ({ req }: { req: { path: string } }) => errorFrame(assets, languageOf(req.path));
  addErrorAnswers(site, { known: plain, plain }, tell);
  return site;
}

/** Nothing, where the database is gone; every other fault is thrown again. */
function nothingShown(error: unknown): null {
  if (isDatabaseGone(error)) return null;
  throw error;
}

function pageOf(sheet: Sheet, reading: Reading): VNode {
  switch (sheet.is) {
    case 'safe-reading':
      return safeReadingPage(reading);
    case 'outside':
      return outsidePage(reading);
    case 'situation':
      return situationPage(reading, sheet.key);
    case 'step':
      return stepPage(reading, sheet.key);
    default:
      return sheet satisfies never;
  }
}

/** Asks at most once a second: many readers at once are no burden to the database. */
function freshly<T>(ask: () => Promise<T>): () => Promise<T> {
  let askedAt = Number.NEGATIVE_INFINITY;
  let answer: Promise<T> | undefined;
  return () => {
    if (answer && performance.now() - askedAt < fresh) return answer;
    askedAt = performance.now();
    const asked = ask();
    asked.catch(() => {
      if (answer === asked) answer = undefined;
    });
    answer = asked;
    return asked;
  };
}
