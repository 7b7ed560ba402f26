import type { MiddlewareHandler } from 'hono';
import type { Refuse } from './error-answers.ts';

/**
 * Takes forms from pages of this very origin only, so that no other site can make a browser that is signed in send
 * one. The browser says where a form comes from, in two headers that no page can set: both must name this origin.
 * A neighbour port or another organisation on this machine is the same *site*, and not enough. A client that
 * says neither is no browser of today and is refused.
 *
 * `Origin: null` is sent by pages that keep their referrer to themselves; then the other header decides.
 *
 * @param secure whether readers come by https
 * @param plain addresses that take forms of clients that say neither
 */
export function onlyOwnForms(
  secure: boolean,
  refuse: Refuse,
  plain: ReadonlySet<string> = new Set(),
): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.method === 'GET' || context.req.method === 'HEAD') return next();
    const site = context.req.header('Sec-Fetch-Site');
    const origin = context.req.header('Origin');
    const here = `${secure ? 'https' : 'http'}://${context.req.header('Host')?.toLowerCase()}`;
    const siteFits = site === undefined ? undefined : site === 'same-origin';
    const originFits = origin === undefined || origin === 'null' ? undefined : origin === here;
    const isOwn =
      siteFits !== false && originFits !== false && (siteFits ?? originFits ?? plain.has(context.req.path));
    return isOwn ? next() : refuse(context, 'foreignForm', 403);
  };
}
