import type { Context, MiddlewareHandler } from 'hono';

/** Lets only reading through (GET and HEAD); anything else is answered with 405 by `refuse`, unread. */
export function readOnly(refuse: (context: Context) => Response | Promise<Response>): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.method === 'GET' || context.req.method === 'HEAD') return next();
    const answer = await refuse(context);
    answer.headers.set('Allow', 'GET, HEAD');
    return answer;
  };
}
