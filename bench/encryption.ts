import { randomBytes } from '../src/platform/encryption/bytes.ts';
import { sealWrapNatively } from '../src/platform/encryption/native/native-wraps.ts';
import { openWrap } from '../src/platform/encryption/wraps.ts';
import { bundled, inChromium } from '../tests/encryption/in-chromium.ts';
import { newKeyholders } from '../tests/makers/encryption/keyholders.ts';
import type { Measured } from './encryption-work.ts';
import { type BenchRow, median, timed } from './row.ts';

type Work = typeof import('./encryption-work.ts');

/** What people wait for in a browser, and what the server does for those without scripts. */
export async function benchEncryption(): Promise<BenchRow[]> {
  const script = await bundled("export * from '../../bench/encryption-work.ts';");
  return inChromium(script, async (page) => {
    const measured = (name: keyof Work, words: readonly number[]): Promise<Measured> =>
      page.evaluate(
        async ([work, given]) => {
          const { daglicht } = globalThis as unknown as {
            daglicht: Record<string, (...words: readonly number[]) => Promise<Measured>>;
          };
          const run = daglicht[work];
          if (!run) throw new Error(`no work ${work}`);
          return run(...given);
        },
        [name, words] as const,
      );
    return [
      row('500 heads opened and verified, Chromium', 150, await measured('search', [500, 7])),
      row(
        '5,000 messages opened, verified and searched, Chromium',
        1_500,
        await measured('search', [5_000, 3]),
      ),
      row('A file of 10 MB sealed and digested, Chromium', 150, await measured('file', [7])),
      row('A reader removed: 10 readers, 5 officers, Chromium', 300, await measured('removal', [7])),
      row('A list of 1,000 people verified, Chromium', 500, await measured('list', [5])),
      row('20,000 objects of rubbish looked at, Chromium', 3_000, await measured('rubbish', [20_000, 3])),
      row('Seven wraps for each of 100 reports, natively', 1_000, await hundredReports()),
    ];
  });
}

const row = (what: string, limit: number, { ms, asserted, isRight }: Measured): BenchRow => ({
  what: `Encryption: ${what}`,
  medianMs: ms,
  reach: `≤ ${limit} ms`,
  asserted,
  holds: isRight && ms <= limit,
});

async function hundredReports(): Promise<Measured> {
  const readers = await newKeyholders(7);
  const place = { purpose: 'member', doc: '00'.repeat(32), from: '11'.repeat(32) } as const;
  const secret = randomBytes(32);
  let opened = 0;
  const times = await timed(5, async () => {
    const wraps = [];
    for (let report = 0; report < 100; report++)
      for (const { keys } of readers) wraps.push(await sealWrapNatively(place, keys, secret));
    opened = wraps.length;
  });
  const [reader] = readers;
  if (!reader) throw new Error('nobody');
  const back = await openWrap(place, reader.keys, await sealWrapNatively(place, reader.keys, secret));
  return { ms: median(times), asserted: `${opened} wraps`, isRight: Buffer.compare(back, secret) === 0 };
}
