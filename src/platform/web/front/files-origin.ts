import { Hono } from 'hono';
import type { Assets } from '../assets.ts';
import { languageOf, plainFrame } from '../plain-frame.ts';
import { errorAnswer } from './error-answers.ts';

/** The origin for attachments, apart so that nothing in a file can reach a session. There are none yet. */
export function filesOrigin(assets: Assets): Hono {
  const app = new Hono();
  app.notFound((context) =>
    errorAnswer(context, () => plainFrame(assets, languageOf(context.req.path)), 'noFiles', 404),
  );
  return app;
}
