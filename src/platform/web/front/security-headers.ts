import type { MiddlewareHandler } from 'hono';
import { pagePolicy, policyOf, type ScriptRule } from './page-policy.ts';

/**
 * The headers of every answer. `same-origin` for the referrer, because with `no-referrer` browsers send
 * `Origin: null` on form posts of our own (docs/design/web.md, "Findings").
 */
export function securityHeaders(secure: boolean): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': pagePolicy,
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  };
}

/** Answers that were made with these headers: they are left as they are. */
const complete = new WeakSet<Response>();

/** Says of an answer that it was made with the security headers, so that they are not looked for one by one. */
export function carriesThem(answer: Response): Response {
  complete.add(answer);
  return answer;
}

/**
 * Sets the security headers on every answer; an answer that set a header itself keeps it.
 *
 * @param secure whether readers come by https
 * @param scripts whether a page of this origin may ask for scripts
 */
export function withSecurityHeaders(secure: boolean, scripts: ScriptRule): MiddlewareHandler {
  const headers = Object.entries(securityHeaders(secure));
  return async (context, next) => {
    await next();
    if (complete.has(context.res)) return;
    const policy = policyOf(context.res, scripts, context.req.path);
    for (const [name, value] of headers) {
      if (!context.res.headers.has(name))
        context.res.headers.set(name, name === 'Content-Security-Policy' ? policy : value);
    }
  };
}
