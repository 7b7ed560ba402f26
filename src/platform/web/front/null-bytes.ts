import type { MiddlewareHandler } from 'hono';
import type { Refuse } from './error-answers.ts';

/** Nothing stands at an address with a null byte: no file system and no database takes one as text. */
export function refuseNullBytes(refuse: Refuse): MiddlewareHandler {
  return async (context, next) =>
    new URL(context.req.url).pathname.includes('%00') ? refuse(context, 'notFound', 404) : next();
}
