import type { Context, Hono } from 'hono';
import { isDatabaseGone } from '../../database/database-gone.ts';
import { renderPage } from '../answers/render.ts';
import { ErrorPage } from '../error-page.tsx';
import type { PageFrame } from '../page.tsx';
import { languageOf } from '../plain-frame.ts';
import type { WebWords } from '../words.nl.ts';
import { webWords } from '../words.ts';

/** Which error a page tells of. */
export type ErrorKind = keyof WebWords['errors'];

/** The frame of a page that tells of an error; it must not fail when the database is gone. */
export type FrameOf = (context: Context) => Promise<PageFrame> | PageFrame;

/** Answers a request that goes no further with a page in words. */
export type Refuse = (
  context: Context,
  kind: ErrorKind,
  status: 403 | 404 | 405 | 503,
) => Response | Promise<Response>;

/** Answers with a page in words. Never kept by a browser, as the reason may pass. */
export async function errorAnswer(
  context: Context,
  frameOf: FrameOf,
  kind: ErrorKind,
  status: 403 | 404 | 405 | 500 | 503,
): Promise<Response> {
  const words = webWords[languageOf(context.req.path)].errors[kind];
  const html = renderPage(ErrorPage({ frame: await frameOf(context), words }));
  return context.html(html, status, {
    'Cache-Control': 'no-store',
    ...(status === 503 ? { 'Retry-After': '5' } : {}),
  });
}

/**
 * Gives an app its pages for what is not found and what goes wrong. A fault of the program is told to `tell`
 * without anything of the request: what a reader asked for is not recorded.
 */
export function addErrorAnswers(
  app: Hono,
  frames: { readonly known: FrameOf; readonly plain: FrameOf },
  tell: (line: string) => void,
): void {
  app.notFound((context) => errorAnswer(context, frames.known, 'notFound', 404));
  app.onError((error, context) => {
    if (isDatabaseGone(error)) return errorAnswer(context, frames.plain, 'unavailable', 503);
    tell(error.stack ?? error.message);
    return errorAnswer(context, frames.plain, 'fault', 500);
  });
}
