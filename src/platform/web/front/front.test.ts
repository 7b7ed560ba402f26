import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { readAssets } from '../assets.ts';
import { plainFrame } from '../plain-frame.ts';
import { newDirectory, type Site } from './directory.ts';
import { addErrorAnswers } from './error-answers.ts';
import { type Front, openFront } from './front.ts';
import { originRules } from './origin-rules.ts';
import { type Origin, origins } from './origins.ts';
import { runsScripts } from './page-policy.ts';
import { securityHeaders } from './security-headers.ts';

const assets = readAssets();
const host = 'veld.localhost:8100';
const own = { Origin: `http://${host}`, 'Sec-Fetch-Site': 'same-origin' };

function site(tell: (line: string) => void): Site {
  const app = new Hono()
    .get('/', (context) => context.html('<p>pagina'))
    .post('/', (context) => context.text('ontvangen'))
    .get('/script', (context) => runsScripts(context.html('<p>'), {}))
    .get('/fault', () => {
      throw new Error('fault');
    });
  const plain = () => plainFrame(assets, 'nl');
  addErrorAnswers(app, { known: plain, plain }, tell);
  const stored = {
    plain: new TextEncoder().encode('bewaard'),
    gzip: null,
    tag: '"1"',
    headers: securityHeaders(false),
  };
  return { app, kept: (path) => (path === '/kept' ? stored : undefined) };
}

interface Opened {
  readonly front: Front;
  readonly ask: (path: string, headers?: Record<string, string>, method?: string) => Promise<Response>;
  readonly told: readonly string[];
}

function opened(origin: Origin, isOpen = true): Opened {
  const directory = newDirectory();
  const told: string[] = [];
  const tell = (line: string) => told.push(line);
  if (isOpen) directory.open([{ host, origin, organisation: 'veld', site: site(tell) }]);
  const front = openFront({ origin, directory, assets, secure: false, tell });
  return {
    front,
    told,
    ask: async (path, headers = {}, method = 'GET') => {
      const all = { host, ...headers };
      return front(new Request(`http://${host}${path}`, { method, headers: all }), {
        incoming: { method, url: path, headers: { host } },
      });
    },
  };
}

const [style] = [...assets.files.keys()];

describe.each(origins)('The origin %s', (origin) => {
  test('sends its headers with every answer: pages, files, what is not there, refusals and faults', async () => {
    const { ask, told } = opened(origin);
    const starting = opened(origin, false);
    const answers = await Promise.all([
      ask('/'),
      ask(`/assets/${style}`),
      ask('/assets/niets.css'),
      ask('/niets'),
      ask('/fault'),
      ask('/', { host: 'elders.nl' }),
      ask('/%00'),
      ask('/', {}, 'DELETE'),
      ask('/', { Origin: 'https://elders.nl' }, 'POST'),
      starting.ask('/'),
    ]);
    const refusal = origin === 'work' ? 403 : 405;
    expect(answers.map(({ status }) => status)).toEqual([
      200,
      200,
      404,
      404,
      500,
      404,
      404,
      405,
      refusal,
      503,
    ]);
    for (const answer of answers)
      for (const [name, value] of Object.entries(securityHeaders(false)))
        expect(answer.headers.get(name), `${answer.status} ${name}`).toBe(value);
    expect(told).toHaveLength(1);
  });

  test('finds nothing at an address with a null byte, and tells of no fault', async () => {
    const { ask, told } = opened(origin);
    for (const path of ['/%00', '/verslagen/a%00b', '/assets/%00', '/%00?a=%00']) {
      const answer = await ask(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('Deze pagina bestaat niet');
    }
    expect(told).toEqual([]);
  });

  test('takes forms only where there are any, and then of its own pages', async () => {
    const { ask } = opened(origin);
    const [mine, foreign] = [await ask('/', own, 'POST'), await ask('/', {}, 'POST')];
    if (origin === 'work') {
      expect(await mine.text()).toBe('ontvangen');
      expect(foreign.status).toBe(403);
      expect(await foreign.text()).toContain('Er is niets ontvangen');
    } else {
      expect([mine.status, foreign.status]).toEqual([405, 405]);
      expect(mine.headers.get('Allow')).toBe('GET, HEAD');
    }
  });

  test('gives a page scripts only where pages may ask for them', async () => {
    const policy = (await opened(origin).ask('/script')).headers.get('Content-Security-Policy') ?? '';
    expect(policy.includes('script-src')).toBe(origin === 'work');
  });

  test('answers a stored page ahead of the rest only where all readers see the same', async () => {
    const answer = await opened(origin).ask('/kept');
    expect(originRules[origin].storedPagesFirst).toBe(origin === 'public');
    expect(answer.status).toBe(origin === 'public' ? 200 : 404);
  });

  test('answers HEAD as GET without its body', async () => {
    for (const path of ['/', `/assets/${style}`]) {
      const answer = await opened(origin).ask(path, {}, 'HEAD');
      expect([answer.status, await answer.text()]).toEqual([200, '']);
    }
  });
});
