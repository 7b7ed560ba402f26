import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { Hono } from 'hono';
import { testServer } from '../database.ts';

/**
 * Another process of the program that serves the same workplace. What the front of an origin adds to answers, such as the
 * policy for scripts of a page, is of the process of the test: browsers are given one instance.
 */
export interface SecondInstance {
  /** Has it answer a request. */
  readonly answer: (asked: Request) => Promise<Response>;
  readonly close: () => Promise<void>;
}

/** Whether this run has two instances on one database: `DAGLICHT_TEST_INSTANCES=2`. */
export const hasTwoInstances = process.env['DAGLICHT_TEST_INSTANCES'] === '2';

/** Starts a second instance, and waits until it listens. What it tells goes to `told`. */
export async function startInstance(
  given: {
    readonly organisation: string;
    readonly folder: string;
    readonly keys: string;
    readonly pinFile: string;
    readonly secure: boolean;
    readonly examples: boolean;
    /** The key of the organisation whose reports it makes; null: none. */
    readonly reports: string | null;
  },
  told: (line: string) => void,
): Promise<SecondInstance> {
  const { folder, ...kept } = given;
  const socket = join(folder, 'instance');
  const words = JSON.stringify({ ...kept, server: await testServer(), socket });
  const child = spawn(process.execPath, [join(import.meta.dirname, 'instance.ts'), words], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stderr.setEncoding('utf8').on('data', (lines: string) => told(lines.trimEnd()));
  const ended = once(child, 'exit');
  const isReady = await Promise.race([once(child.stdout, 'data').then(() => true), ended.then(() => false)]);
  if (!isReady) throw new Error('The second instance ended before it listened.');
  return {
    answer: (asked) => passOn(asked, socket),
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** A site that two instances answer in turn, whoever asks. */
export function inTurn(
  first: (asked: Request) => Response | Promise<Response>,
  second: (asked: Request) => Promise<Response>,
): Hono {
  let turn = 0;
  return new Hono().all('*', ({ req }) => (turn++ % 2 === 0 ? first(req.raw) : second(req.raw)));
}

async function passOn(asked: Request, socketPath: string): Promise<Response> {
  const body = Buffer.from(await asked.arrayBuffer());
  const { pathname, search } = new URL(asked.url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        socketPath,
        path: pathname + search,
        method: asked.method,
        headers: Object.fromEntries(asked.headers),
        agent: false,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject).on('end', () => {
          const headers = new Headers();
          for (let at = 0; at < answer.rawHeaders.length; at += 2)
            headers.append(answer.rawHeaders[at] ?? '', answer.rawHeaders[at + 1] ?? '');
          const status = answer.statusCode ?? 500;
          const isEmpty = status === 204 || status === 304;
          resolve(new Response(isEmpty ? null : Buffer.concat(parts), { status, headers }));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
