import { Hono } from 'hono';
import type { Assets } from '../assets.ts';
import { languageOf, plainFrame } from '../plain-frame.ts';
import { type ErrorKind, errorAnswer } from './error-answers.ts';

/** The origin for attachments, apart so that nothing in a file can reach a session. There are none yet. */
export function filesOrigin(assets: Assets): Hono {
  return always(assets, 'noFiles', 404);
}

/** What stands at the addresses of an organisation that could not be opened. */
export function brokenSite(assets: Assets): Hono {
  return always(assets, 'broken', 503);
}

function always(assets: Assets, kind: ErrorKind, status: 404 | 503): Hono {
  const app = new Hono();
  app.all('*', (context) =>
    errorAnswer(context, () => plainFrame(assets, languageOf(context.req.path)), kind, status),
  );
  return app;
}
