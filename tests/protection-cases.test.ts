import { afterEach, describe, expect, test } from 'vitest';
import type { ReportModel } from '../src/publication/report-model.ts';
import { openCase, type ProtectionCase, publishedAt } from './makers/protection-case.ts';

/*
 * What somebody who attacked published reports could derive. Each case is an organisation with its files, and the
 * editions that it published.
 */

let tried: ProtectionCase;
afterEach(() => tried?.close());

/** Numbers from one to four that a guarded figure prints. */
function smallNumbers(model: ReportModel, ...figures: readonly string[]): readonly string[] {
  return model.figures
    .filter(({ id }) => figures.includes(id))
    .flatMap(({ id, cells }) =>
      cells
        .filter(({ value }) => value !== null && Number(value) > 0 && Number(value) < 5)
        .map(({ at, value }) => `${id} ${JSON.stringify(at)} ${value}`),
    );
}

describe('An open figure that a report does not show', () => {
  test('opens no count of its guarded tables', async () => {
    tried = await openCase('1-no-appendix');
    await tried.incidents('inc2023.csv');
    const { made } = await tried.publish('doc.md', '2024-05-01');
    expect(
      smallNumbers(
        made.model,
        'incidents.by-subcategory',
        'incidents.category-by-finding',
        'incidents.by-reporter',
      ),
    ).toEqual([]);
  });
});

describe('A list that stands in one edition and not in the other', () => {
  const withList = (source: string) => source.replace('# Verantwoording', '::appendix\n\n# Verantwoording');

  test('opens what it shows, also later', async () => {
    tried = await openCase('1-no-appendix');
    await tried.incidents('inc2023.csv');
    await tried.summarise('inc2023.csv');
    const source = await tried.document('doc.md');
    const first = (await tried.publishText(withList(source), '2024-05-01')).made.model;
    expect(smallNumbers(first, 'incidents.by-subcategory')).not.toEqual([]);
    const second = (await tried.publishText(source, '2024-06-01')).made.model;
    expect(smallNumbers(second, 'incidents.by-subcategory')).toEqual(
      smallNumbers(first, 'incidents.by-subcategory'),
    );
  });

  test('opens nothing that a report without it hid: its rows stay out', async () => {
    tried = await openCase('1-no-appendix');
    await tried.incidents('inc2023.csv');
    const source = await tried.document('doc.md');
    await tried.summarise('inc2023.csv');
    await tried.publishText(source, '2024-05-01');
    const { made, files } = await tried.publishText(withList(source), '2024-06-01');
    expect(smallNumbers(made.model, 'incidents.by-subcategory', 'incidents.listed')).toEqual([]);
    expect(JSON.stringify(made.model.chapters)).toContain('De lijst staat niet in dit verslag');
    expect(files.map(({ name }) => name)).not.toContain('2023-incidenten.csv');
  });
});

describe('What a unit that was named as missing brings in later', () => {
  test('is no difference between the totals of two editions', async () => {
    tried = await openCase('2-late-return');
    await tried.incidents('inc2023.csv');
    await tried.answers('uitvraag.csv');
    const first = (await tried.publish('2023.md', '2024-05-01')).made.model;
    await tried.incidents('inc2023-n5.csv');
    await tried.incidents('inc2024.csv');
    await tried.answers('uitvraag-later.csv', 'uitvraag.csv');
    const second = (await tried.publish('2024.md', '2025-05-01')).made.model;
    for (const figure of [
      'incidents.total',
      'incidents.by-category',
      'incidents.by-unit',
      'incidents.by-finding',
    ])
      for (const { at, value } of first.figures.find(({ id }) => id === figure)?.cells ?? []) {
        if (at['year'] !== '2023' || value === null) continue;
        // What was decided meanwhile of other cases moves from one finding to another; the whole stays.
        if (figure === 'incidents.by-finding' && at['finding'] !== '*') continue;
        const now = publishedAt(second, figure, at)?.value ?? value;
        const more = Number(now) - Number(value);
        expect([figure, at, more > 0 && more < 5]).toEqual([figure, at, false]);
      }
    expect(publishedAt(second, 'incidents.total', { year: '2023' })).toMatchObject({
      state: 'partial',
      value: '80',
    });
    expect(publishedAt(second, 'incidents.by-unit', { year: '2023', unit: 'N5' })?.value).toBeFalsy();
    expect(JSON.stringify(second)).not.toMatch(/"was":"80"/);
  });
});

describe('A unit that did not report', () => {
  test('is not zero in a later edition', async () => {
    tried = await openCase('3-gap-becomes-zero');
    await tried.incidents('inc2023.csv');
    await tried.answers('uitvraag.csv');
    const first = (await tried.publish('2023.md', '2024-05-01')).made;
    expect(publishedAt(first.model, 'incidents.by-unit', { year: '2023', unit: 'N5' })?.state).toBe(
      'not-reported',
    );
    await tried.incidents('inc2023-later.csv', 'inc2023.csv');
    await tried.incidents('inc2024.csv');
    const second = (await tried.publish('2024.md', '2025-05-01')).made.model;
    expect(publishedAt(second, 'incidents.by-unit', { year: '2023', unit: 'N5' })).toMatchObject({
      state: 'not-reported',
      value: null,
    });
    expect(first.cells.filter(({ key }) => key.includes('unit=N5'))).toEqual([]);
  });
});
