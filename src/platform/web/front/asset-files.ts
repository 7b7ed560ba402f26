import type { Hono } from 'hono';
import { storedAnswer } from '../answers/stored-answer.ts';
import type { Assets } from '../assets.ts';

/** Serves the files that pages load. Their names hold their hash, so they may be kept for ever. */
export function addAssetFiles(app: Hono, assets: Assets): void {
  app.get('/assets/:name', (context) => {
    const file = assets.files.get(context.req.param('name'));
    if (!file) return context.notFound();
    return storedAnswer(file, {
      acceptEncoding: context.req.header('Accept-Encoding'),
      ifNoneMatch: context.req.header('If-None-Match'),
    });
  });
}
