import { describe, expect, test } from 'vitest';
import { smallReport } from '../../../tests/makers/small-report.ts';
import { runOnPdf } from '../../../tests/pdf/tagged-pdf.ts';
import { LegibleText, withoutGlyph } from './legible.ts';
import { renderPdf } from './render-pdf.ts';

/** One character of every 4,096 in every plane that has any (of every 512 in the long tests), and those that are known to be trouble. */
const apart = process.env['DAGLICHT_LONG'] === '1' ? 512 : 4096;
const samples = [
  ...Array.from({ length: 0x110000 / apart }, (_, block) => block * apart + 65),
  ...[0, 1, 7, 0x85, 0xad, 0x200b, 0x200e, 0x2028, 0x202e, 0x2066, 0xfeff, 0xfffd, 0xffff, 0xf0b7, 0x300],
];

describe('One kind of character never stops a whole report', () => {
  test('samples of every plane in a title, a sentence and a name are set, or stand as a square', async () => {
    const strange = samples.map((code) => String.fromCodePoint(code)).join('');
    const { reading, archive } = await renderPdf({
      ...smallReport,
      title: `Verslag ${strange.slice(0, 400)}`,
      organisation: { nl: 'Dienst \u4e2d\u6587', en: 'Service' },
      chapters: [
        {
          id: 'een',
          title: 'Tekens \u05d0\u05d1',
          language: 'nl',
          blocks: [{ kind: 'paragraph', content: [{ kind: 'text', text: `Begin ${strange} eind` }] }],
        },
      ],
    });
    expect((archive ?? Buffer.of()).length).toBeGreaterThan(1000);
    const printed = runOnPdf('pdftotext', ['@', '-'], reading);
    expect(printed).toContain('Begin');
    expect(printed).toContain('eind');
    expect(printed).toContain(withoutGlyph);
  });

  test('a number between signs that turn the direction is printed as it is kept', async () => {
    const { reading } = await renderPdf({
      ...smallReport,
      chapters: [
        {
          id: 'een',
          title: 'Tekens',
          language: 'nl',
          blocks: [{ kind: 'paragraph', content: [{ kind: 'text', text: 'Samen \u202e86\u202c zaken' }] }],
        },
      ],
    });
    expect(runOnPdf('pdftotext', ['@', '-'], reading)).toContain('Samen 86 zaken');
  });

  test('few questions find the few characters that cannot be set', () => {
    let asked = 0;
    const legible = new LegibleText((text) => {
      asked += 1;
      return !/[\u4e00-\u9fff]/.test(text);
    });
    const greek = Array.from({ length: 200 }, (_, index) => String.fromCodePoint(0x391 + index)).join('');
    expect(legible.of([`${greek}\u4e2d`, 'gewoon'])).toEqual([`${greek}${withoutGlyph}`, 'gewoon']);
    expect(asked).toBeLessThan(20);
    expect(legible.of(['\u4e2d'])).toEqual([withoutGlyph]);
    expect(asked).toBeLessThan(20);
  });
});
