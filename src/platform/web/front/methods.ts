import type { MiddlewareHandler } from 'hono';
import type { Refuse } from './error-answers.ts';

/** What a site without forms takes. */
export const reading = ['GET', 'HEAD'] as const;
/** What a site with forms takes: what they send comes by POST. */
export const readingAndForms = ['GET', 'HEAD', 'POST'] as const;

/** Lets only these methods through; anything else is answered with 405 and what is allowed, unread. */
export function onlyMethods(
  allowed: typeof reading | typeof readingAndForms,
  refuse: Refuse,
): MiddlewareHandler {
  return async (context, next) => {
    if (allowed.some((method) => method === context.req.method)) return next();
    const answer = await refuse(context, 'notAllowed', 405);
    answer.headers.set('Allow', allowed.join(', '));
    return answer;
  };
}
