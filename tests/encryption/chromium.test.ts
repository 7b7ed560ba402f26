import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { asText, casesOf, titleOf, untold, type VectorCase, type VectorFile } from './held.ts';
import { bundled, inChromium } from './in-chromium.ts';

const folder = join(import.meta.dirname, 'vectors');
const all = readdirSync(folder)
  .sort()
  .flatMap((name) => casesOf(JSON.parse(readFileSync(join(folder, name), 'utf8')) as VectorFile))
  .filter((one) => !untold.has(titleOf(one)));

/** What the page answers to each case, as text. */
interface Held {
  answered: (one: VectorCase) => Promise<unknown>;
  asText: (value: unknown) => string;
}

const room = '../../src/platform/encryption';

describe('in Chromium', () => {
  it('every vector holds', async () => {
    const script = await bundled("export * from './held.ts';");
    const answers = await inChromium(script, (page) =>
      page.evaluate(async (cases) => {
        const { answered, asText: written } = (globalThis as unknown as { daglicht: Held }).daglicht;
        const texts: string[] = [];
        for (const one of cases)
          texts.push(await answered(one).then(written, (fault: unknown) => `crash: ${fault}`));
        return texts;
      }, all),
    );
    const missed = all.filter((one, at) => answers[at] !== asText(one.expect)).map(titleOf);
    expect(missed).toEqual([]);
    expect(answers.length).toBe(all.length);
    expect(answers.length).toBeGreaterThan(300);
  });
});

describe('what pages carry of it', () => {
  const gzipped = async (files: readonly string[]): Promise<number> => {
    const entry = files.map((file) => `export * from '${room}/${file}.ts';`).join('\n');
    return gzipSync(await bundled(entry), { level: 9 }).length;
  };
  const reporter = [
    'receipt-code',
    'keys',
    'slots',
    'wraps',
    'documents/roots',
    'documents/lists',
    'documents/records',
    'boxes/bodies',
    'boxes/heads',
    'boxes/log',
    'boxes/secrets',
    'boxes/shares',
  ];

  it('is small enough for who reports', async () => {
    expect(await gzipped(reporter)).toBeLessThan(32_000);
  });

  it('is small enough for who handles', async () => {
    const staff = [...reporter, 'passphrase', 'documents/releases', 'boxes/recovery', 'boxes/own'];
    expect(await gzipped(staff)).toBeLessThan(38_000);
  });
});
