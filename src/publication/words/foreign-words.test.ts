import { describe, expect, test } from 'vitest';
import { smallReport } from '../../../tests/makers/small-report.ts';
import { text } from '../../platform/language/text.ts';
import { renderSingleFile } from '../html/single-file.tsx';
import type { ReportModel } from '../report-model.ts';
import { authoredNotes, inPieces } from './foreign-words.ts';

const [small = expect.unreachable('the small report has a figure')] = smallReport.figures;
const note = 'Zonder de werkplaats, die niets opgaf.';

/** The small report with one cell about which its coordinator wrote, and one that the program explains. */
function withNote(language: ReportModel['language']): ReportModel {
  const [first, second, ...others] = small.cells.map((cell) => ({ ...cell, note: null }));
  const cells = [
    { ...(first ?? expect.unreachable()), note: text(`zonder Zuid; ${note}`, `without South; ${note}`) },
    { ...(second ?? expect.unreachable()), note: text('geschat', 'estimated') },
    ...others,
  ];
  const completeness = text(`Onvolledig: zonder Zuid; ${note}.`, `Incomplete: without South; ${note}.`);
  return { ...smallReport, language, chapters: [], figures: [{ ...small, cells, completeness }] };
}

describe('A note that the coordinator wrote next to a number', () => {
  test('is recognised by being unchanged in both wordings', () => {
    expect(authoredNotes(withNote('nl'))).toEqual([note]);
  });

  test('keeps its language among words of another, and is stated to be in it', () => {
    expect(inPieces(`Incomplete: without South; ${note}.`, 'en', withNote('nl'))).toEqual([
      { text: 'Incomplete: without South; ' },
      { text: note, language: 'nl', marked: true },
      { text: '.' },
    ]);
  });

  test('is found where a sentence begins with it', () => {
    const model = withNote('nl');
    const lower = {
      ...model,
      figures: model.figures.map((one) => ({
        ...one,
        cells: [
          {
            at: {},
            state: 'estimated' as const,
            value: '1',
            note: text('door ons geschat', 'door ons geschat'),
          },
        ],
      })),
    };
    expect(inPieces('Door ons geschat.', 'en', lower)[0]).toEqual({
      text: 'Door ons geschat',
      language: 'nl',
      marked: true,
    });
  });

  test('needs no mark in its own language', () => {
    expect(inPieces(`Onvolledig: ${note}`, 'nl', withNote('nl'))).toEqual([{ text: `Onvolledig: ${note}` }]);
  });

  test('is stated in a report whose figures are among words of another language', () => {
    const dutch = renderSingleFile(withNote('nl'));
    expect(dutch).toContain(note);
    expect(dutch).not.toContain('(in het Nederlands)');
  });
});
