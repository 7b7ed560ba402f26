import { expect, test } from 'vitest';
import { sampleReport } from '../../../../tests/makers/sample-report.ts';
import type { ReportModel } from '../../report-model.ts';
import { renderSingleFile } from '../single-file.tsx';

/** The sample with these settlements in its list of incidents. */
function settledAs(...settlements: readonly string[]): ReportModel {
  return {
    ...sampleReport,
    chapters: sampleReport.chapters.map((chapter) => ({
      ...chapter,
      blocks: chapter.blocks.map((block) => {
        const [row] = block.kind === 'appendix' ? block.rows : [];
        return block.kind === 'appendix' && row
          ? { ...block, rows: settlements.map((settlement) => ({ ...row, settlement })) }
          : block;
      }),
    })),
  };
}

test('A settlement that was not recorded says so beside those that were', () => {
  const html = renderSingleFile(settledAs('Er is gesproken.', ''));
  expect(html).toContain('Afdoening:</span>Er is gesproken.');
  expect(html).toContain('Afdoening:</span>niet vastgelegd');
});

test('Hidden settlements are not called "not recorded": the list has no such column', () => {
  expect(renderSingleFile(settledAs('', ''))).not.toContain('Afdoening');
});
