import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDaglicht, wholeCatalogue } from '../src/app.ts';
import { readExample } from '../src/examples/example-files.ts';
import { loadExamples } from '../src/examples/examples.ts';
import { operator } from '../src/platform/access/actor.ts';
import { renderFiles } from '../src/publication/files.ts';
import { makeReport } from '../src/publication/make-report.ts';
import { renderPdf } from '../src/publication/pdf/render-pdf.ts';
import { gatherInputs } from '../src/publication/publishing.ts';
import { type BenchRow, median, timed } from './row.ts';

/** The report of Bron in every format, warm, and its PDF part alone. */
export async function benchReport(): Promise<BenchRow[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'daglicht-bench-'));
  const daglicht = await openDaglicht({}, dataFolder);
  try {
    await loadExamples(daglicht, () => undefined);
    const bron = await daglicht.organisation('bron');
    const document = readFileSync(join(import.meta.dirname, '../examples/bron/reports/2020-2021.md'), 'utf8');
    const notice = (await readExample('bron'))?.notice ?? null;
    // Another publication date each time: the typesetter remembers what it set before.
    let day = 1;
    const request = () => ({ document, publishedOn: `2027-01-${String(day++).padStart(2, '0')}`, notice });
    let count = 0;
    const whole = await timed(4, async () => {
      const { model } = await makeReport(
        wholeCatalogue,
        await gatherInputs(bron, operator('bench'), request()),
      );
      count = (await renderFiles(model)).length;
    });
    const { model } = await makeReport(
      wholeCatalogue,
      await gatherInputs(bron, operator('bench'), request()),
    );
    let start = '';
    const pdf = await timed(4, async () => {
      start = Buffer.from((await renderPdf({ ...model, publishedOn: request().publishedOn })).reading)
        .subarray(0, 5)
        .toString('latin1');
    });
    const warm = median(whole.slice(1));
    const warmPdf = median(pdf.slice(1));
    return [
      {
        what: 'Bron report, all formats, warm',
        medianMs: warm,
        reach: '≤ 3,000 ms',
        asserted: `${count} files`,
        holds: warm <= 3000 && count >= 8,
      },
      {
        what: 'Bron report, PDF part, warm',
        medianMs: warmPdf,
        reach: '≤ 600 ms',
        asserted: `starts with ${start}`,
        holds: warmPdf <= 600 && start === '%PDF-',
      },
    ];
  } finally {
    await daglicht.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
