import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { runsScripts, type ScriptRule } from './page-policy.ts';
import { withSecurityHeaders } from './security-headers.ts';

function app(secure: boolean, scripts: ScriptRule = 'where asked') {
  return new Hono()
    .use(withSecurityHeaders(secure, scripts))
    .get('/', (context) => context.html('<p>'))
    .get('/own', (context) => context.body('x', 200, { 'Content-Security-Policy': "default-src 'none'" }))
    .get('/script', (context) => runsScripts(context.text('x'), {}))
    .get('/hash', (context) =>
      runsScripts(context.text('x'), { hashes: ['sha256-abc='], trustedTypes: ['daglicht'] }),
    )
    .get('/fault', () => {
      throw new Error('fault');
    });
}

test('A page may run no script and load nothing from elsewhere', async () => {
  const answer = await app(false).request('/');
  const policy = answer.headers.get('Content-Security-Policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('script-src');
  expect(policy).not.toContain('unsafe');
  expect(answer.headers.get('Referrer-Policy')).toBe('same-origin');
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
});

test('Only a secure origin asks browsers to stay with https', async () => {
  expect((await app(false).request('/')).headers.has('Strict-Transport-Security')).toBe(false);
  expect((await app(true).request('/')).headers.has('Strict-Transport-Security')).toBe(true);
});

test('An answer that is not found or that fails has the headers too', async () => {
  const failing = app(false).onError((_, context) => context.text('fault', 500));
  for (const path of ['/nowhere', '/fault'])
    expect((await failing.request(path)).headers.get('X-Frame-Options')).toBe('DENY');
});

test('An answer that sets a narrower policy itself keeps it', async () => {
  expect((await app(false).request('/own')).headers.get('Content-Security-Policy')).toBe(
    "default-src 'none'",
  );
});

test('A page that asks for scripts runs ours alone, and they may not make text into script', async () => {
  const policy = (await app(false).request('/script')).headers.get('Content-Security-Policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("; script-src 'self';");
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
  expect(policy).not.toContain('unsafe');
  const hashed = (await app(false).request('/hash')).headers.get('Content-Security-Policy') ?? '';
  expect(hashed).toContain("script-src 'self' 'sha256-abc='");
  expect(hashed).toContain('trusted-types daglicht');
  expect(policy).toContain("frame-ancestors 'none'");
});

test('On an origin that never runs scripts a page asks for them in vain', async () => {
  const asked = await app(false, 'never').request('/script');
  const plain = await app(false, 'never').request('/');
  expect(asked.headers.get('Content-Security-Policy')).toBe(plain.headers.get('Content-Security-Policy'));
});

test('Where scripts are for named addresses a page elsewhere asks for them in vain; a page may refuse every form', async () => {
  const named = app(false, new Set(['/script', '/formless']));
  named.get('/formless', (context) => runsScripts(context.text('x'), { noForms: true }));
  const policy = async (path: string) =>
    (await named.request(path)).headers.get('Content-Security-Policy') ?? '';
  expect(await policy('/script')).toContain("script-src 'self'");
  expect(await policy('/script')).toContain("form-action 'self'");
  expect(await policy('/hash')).not.toContain('script-src');
  expect(await policy('/formless')).toContain("form-action 'none'");
});
