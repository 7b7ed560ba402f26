import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BenchRow } from './row.ts';
import { median } from './row.ts';

const main = join(import.meta.dirname, '..', 'src', 'main.ts');
const port = 18_640;

/** Fetches a page of an example organisation from the server under test; undefined when nobody answers. */
function fetchPage(path: string, host: string): Promise<{ status: number; body: string } | undefined> {
  return new Promise((resolve) => {
    const asked = request(
      { host: '127.0.0.1', port, path, headers: { host: `${host}.localhost:${port}` } },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
        );
      },
    );
    asked.on('error', () => resolve(undefined));
    asked.end();
  });
}

function serve(dataFolder: string): ChildProcess {
  return spawn(process.execPath, [main, 'serve', '--examples', '--port', String(port)], {
    env: { ...process.env, DAGLICHT_DATA: dataFolder },
    stdio: 'ignore',
  });
}

async function untilRead(): Promise<{ status: number; body: string }> {
  for (;;) {
    const page = await fetchPage('/verslagen/2025', 'oefen');
    if (page?.status === 200) return page;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.on('close', resolve));
  child.kill('SIGTERM');
  await closed;
}

/** Processor seconds that a process has used so far (Linux). */
async function processorSeconds(pid: number): Promise<number> {
  const { readFileSync } = await import('node:fs');
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** What a browser says that it can take. */
const browserTakes = 'gzip, deflate, br, zstd';

/** Answers to ten readers at once, by a server that has answered before: six seconds to warm up, three that count. */
async function answersPerProcessorSecond(child: ChildProcess, path: string): Promise<number> {
  await answersIn(child, path, 6000);
  return await answersIn(child, path, 3000);
}

async function answersIn(child: ChildProcess, path: string, milliseconds: number): Promise<number> {
  const before = await processorSeconds(child.pid ?? 0);
  let answers = 0;
  const end = performance.now() + milliseconds;
  const { Agent } = await import('node:http');
  const agent = new Agent({ keepAlive: true, maxSockets: 10 });
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port,
          path,
          agent,
          headers: { host: `oefen.localhost:${port}`, 'accept-encoding': browserTakes },
        },
        (answer) => {
          if (answer.statusCode !== 200) reject(new Error(`${path} answered ${answer.statusCode}`));
          answer.resume();
          answer.on('end', () => {
            answers++;
            resolve();
          });
        },
      );
      asked.on('error', reject);
      asked.end();
    });
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      while (performance.now() < end) await one();
    }),
  );
  agent.destroy();
  return answers / Math.max(0.01, (await processorSeconds(child.pid ?? 0)) - before);
}

/** From start to the first report page: on a fresh data folder and on an existing one; then serving under load. */
export async function benchStart(): Promise<BenchRow[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'daglicht-bench-'));
  try {
    const freshFrom = performance.now();
    let child = serve(dataFolder);
    await untilRead();
    const fresh = performance.now() - freshFrom;
    await stop(child);
    const existing: number[] = [];
    let page = { status: 0, body: '' };
    for (let run = 0; run < 3; run++) {
      const from = performance.now();
      child = serve(dataFolder);
      page = await untilRead();
      existing.push(performance.now() - from);
      if (run < 2) await stop(child);
    }
    const stored = await answersPerProcessorSecond(child, '/verslagen/2025');
    // An address with a question is rendered anew each time.
    const searched = '/verslagen/2025/cijfers?pagina=1';
    const list = await answersPerProcessorSecond(child, searched);
    const rows = ((await fetchPage(searched, 'oefen'))?.body.match(/<h2 class="dl-list__title">/g) ?? [])
      .length;
    await stop(child);
    const compressed = gzipSync(page.body, { level: 9 }).length;
    const scripts = (page.body.match(/<script/g) ?? []).length;
    const isReport = page.body.includes('Jaarverslag integriteit 2025');
    return [
      {
        what: 'npm start to first page, fresh data folder',
        medianMs: fresh,
        reach: '≤ 10,000 ms',
        asserted: `the Oefen report is there: ${isReport}`,
        holds: fresh <= 10_000 && isReport,
      },
      {
        what: 'npm start to first page, existing data folder',
        medianMs: median(existing),
        reach: '≤ 1,500 ms',
        asserted: `the Oefen report is there: ${isReport}`,
        holds: median(existing) <= 1500,
      },
      {
        what: 'Stored publication per CPU-second',
        medianMs: Math.round(stored),
        reach: '≥ 8,000 per CPU-second',
        asserted: `page ${Math.round(compressed / 1024)} KB compressed, ${scripts} scripts`,
        holds: stored >= 8000 && compressed <= 150 * 1024 && scripts === 0,
      },
      {
        what: 'Rendered list of 50 rows per CPU-second',
        medianMs: Math.round(list),
        reach: '≥ 2,000 per CPU-second',
        asserted: `every answer 200, ${rows} rows, not kept`,
        holds: list >= 2000 && rows === 50,
      },
    ];
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
