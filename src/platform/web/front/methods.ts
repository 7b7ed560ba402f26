import type { MiddlewareHandler } from 'hono';
import type { Refuse } from './error-answers.ts';

/** What a site without forms takes. */
export const reading = ['GET', 'HEAD'] as const;
/** What a site with forms takes: what they send comes by POST. */
export const readingAndForms = ['GET', 'HEAD', 'POST'] as const;

/**
 * Where the public site takes what a script sends, and no form: a report, and what the holder of a mailbox asks and
 * writes. The pages of these addresses are the only ones of that site that run scripts.
 */
export const reportAddresses = {
  write: '/melden/schrijven',
  send: '/melden/verstuur',
  mailbox: '/melden/postvak',
  message: '/melden/postvak/bericht',
  code: '/melden/postvak/code',
  plain: '/melden/zonder-script',
  plainMailbox: '/melden/postvak/zonder-script',
} as const;

/**
 * The pages of the public site with forms that no script sends. Browsers of today say where a form comes from; the oldest
 * and the plainest say nothing, and are taken: what is sent there is of nobody who is signed in.
 */
export const plainForms: ReadonlySet<string> = new Set(
  [reportAddresses.plain, reportAddresses.plainMailbox].flatMap((path) => [path, `/en${path}`]),
);

/** The addresses of the public site that take POST. */
export const reportPosts: ReadonlySet<string> = new Set([
  reportAddresses.send,
  reportAddresses.mailbox,
  reportAddresses.message,
  reportAddresses.code,
  ...plainForms,
]);

/** The pages of the public site that may run scripts. */
export const reportPages: ReadonlySet<string> = new Set(
  [reportAddresses.write, reportAddresses.mailbox].flatMap((path) => [path, `/en${path}`]),
);

/**
 * Lets only these methods through; anything else is answered with 405 and what is allowed, unread.
 *
 * @param alsoForms addresses that take forms too
 */
export function onlyMethods(
  allowed: typeof reading | typeof readingAndForms,
  refuse: Refuse,
  alsoForms: ReadonlySet<string> = new Set(),
): MiddlewareHandler {
  return async (context, next) => {
    const here = alsoForms.has(context.req.path) ? readingAndForms : allowed;
    if (here.some((method) => method === context.req.method)) return next();
    const answer = await refuse(context, 'notAllowed', 405);
    answer.headers.set('Allow', here.join(', '));
    return answer;
  };
}
