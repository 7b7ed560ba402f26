import type { MiddlewareHandler } from 'hono';
import { storedAnswer } from '../answers/stored-answer.ts';
import type { Assets } from '../assets.ts';
import type { Refuse } from './error-answers.ts';

const folder = '/assets/';

/** Serves the files that pages load. Their names hold their hash, so they may be kept for ever. */
export function assetFiles(assets: Assets, refuse: Refuse): MiddlewareHandler {
  return async (context, next) => {
    const { method, path } = context.req;
    if (!path.startsWith(folder) || (method !== 'GET' && method !== 'HEAD')) return next();
    const file = assets.files.get(path.slice(folder.length));
    if (!file) return refuse(context, 'notFound', 404);
    return storedAnswer(file, {
      acceptEncoding: context.req.header('Accept-Encoding'),
      ifNoneMatch: context.req.header('If-None-Match'),
    });
  };
}
