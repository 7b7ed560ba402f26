import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ReportModel } from '../src/publication/report-model.ts';
import { openCase, type ProtectionCase, publishedAt } from './makers/protection-case.ts';
import { checkPublishedList } from './makers/published-list.ts';

/* The list of incidents shows those with an approved public summary. What it does not show, nothing else may. */

let tried: ProtectionCase;

/** Two cases of which the summary would make somebody recognisable: one of an opinion, one of discrimination. */
const withheld = [2, 12];

async function publish(rows: readonly number[]): Promise<ReportModel> {
  return (await publishAll(rows)).made.model;
}

async function publishAll(rows: readonly number[], more = '') {
  tried = await openCase('1-no-appendix');
  await tried.incidents('inc2023.csv');
  await tried.summarise('inc2023.csv', rows);
  const source = await tried.document('doc.md');
  const text = source.replace('# Verantwoording', `${more}::appendix\n\n# Verantwoording`);
  return tried.publishText(text, '2024-05-01');
}

const listed = (model: ReportModel, at: Readonly<Record<string, string>>) =>
  publishedAt(model, 'incidents.listed', { year: '2023', ...at });
const counted = (model: ReportModel, figure: string, at: Readonly<Record<string, string>>) =>
  publishedAt(model, `incidents.${figure}`, { year: '2023', ...at });

describe('An incident without an approved summary', () => {
  let report: Awaited<ReturnType<typeof publishAll>>;
  beforeAll(async () => {
    report = await publishAll(withheld);
  });
  afterAll(() => tried?.close());

  test('is not counted beside the list', () => {
    const { model } = report.made;
    const list = model.chapters.flatMap(({ blocks }) => blocks).find(({ kind }) => kind === 'appendix');
    expect(list).toMatchObject({ kind: 'appendix', withheld: 2 });
    expect(list?.kind === 'appendix' && list.rows.length).toBe(23);
    expect(listed(model, {})?.value).toBe('23');
    expect(listed(model, { category: 'd-expression' })?.value).toBe('2');
    expect(listed(model, { category: 'd-expression', finding: 'unsubstantiated' })?.value).toBe('1');
  });

  test('is told by no table beside the list either', () => {
    const { model } = report.made;
    expect(counted(model, 'by-subcategory', { category: 'd-expression' })?.value ?? null).toBeNull();
    expect(counted(model, 'by-subcategory', { category: 'g-discrimination' })?.value ?? null).toBeNull();
    const cell = { category: 'd', finding: 'unsubstantiated' };
    expect(counted(model, 'category-by-finding', cell)?.value ?? null).toBeNull();
    expect(
      counted(model, 'category-by-finding', { category: 'g', finding: 'substantiated' })?.value ?? null,
    ).toBeNull();
  });

  test('is in no published file, and what was not established bears a neutral name in all of them', async () => {
    await checkPublishedList(report.files, tried.organisation.profile.codes, 23);
  });
});

describe('What is not listed of an incident', () => {
  afterEach(() => tried?.close());

  test('leaves counts that list and open totals tell all the same, which later reports remember', async () => {
    const byCategory =
      ':::figure{figure=incidents.by-category rows=category columns=year id=cat}\nCategorie\n:::\n\n';
    const { made } = await publishAll(withheld, byCategory);
    const remembered = new Map(made.cells.map(({ key, value, hidden }) => [key, hidden ? null : value]));
    const count = (at: string) => remembered.get(`incidents(${at},received=2023)`);
    // Of category a every incident is listed, as its open total says; of d and g one each is not.
    expect(count('category=a-theft,finding=substantiated')).toBe('1');
    expect(count('category=d-expression,finding=substantiated,listed=yes')).toBe('1');
    expect(count('category=d-expression,finding=unsubstantiated')).toBeUndefined();
    expect(count('category=d,finding=unsubstantiated') ?? null).toBeNull();
  });

  test('and where there is none, the list opens the counts of all incidents', async () => {
    const model = await publish([]);
    expect(listed(model, {})?.value).toBe('25');
    expect(counted(model, 'by-subcategory', { category: 'd-expression' })?.value).toBe('3');
    // Of the three cases one was established, and one was decided after the year.
    const concluded = { category: 'd', finding: 'unsubstantiated' };
    expect(counted(model, 'category-by-finding', concluded)?.value).toBe('1');
  });
});

describe('A summary that is approved after a report without it', () => {
  afterEach(() => tried?.close());

  test('does not stand in a later version where it would tell what the first one hid, which is published all the same', async () => {
    const first = await publish(withheld);
    expect(counted(first, 'by-subcategory', { category: 'd-expression' })?.value ?? null).toBeNull();
    await tried.summarise('inc2023.csv');
    const text = (await tried.document('doc.md')).replace(
      '# Verantwoording',
      '::appendix\n\n# Verantwoording',
    );
    const { made, files } = await tried.publishText(text, '2024-06-01');
    expect(JSON.stringify(made.model.chapters)).toContain('De lijst staat niet in dit verslag');
    expect(files.map(({ name }) => name)).not.toContain('2023-incidenten.csv');
    expect(counted(made.model, 'by-subcategory', { category: 'd-expression' })?.value ?? null).toBeNull();
  });

  test('is no correction of the register', async () => {
    await publish([1]);
    await tried.summarise('inc2023.csv');
    const { model } = (
      await tried.publishText(
        (await tried.document('doc.md')).replace('# Verantwoording', '::appendix\n\n# Verantwoording'),
        '2024-06-01',
      )
    ).made;
    for (const { id, restated } of model.figures) expect([id, restated]).toEqual([id, []]);
  });
});
