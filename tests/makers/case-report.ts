import { type CountedAlong, countedFigure } from '../../src/figures/build.ts';
import { type FactRow, factTable } from '../../src/figures/cubes/facts.ts';
import type { FigureDefinition, ProtectionClass } from '../../src/figures/definition.ts';
import { sameText } from '../../src/platform/language/text.ts';
import { type MadeReport, makeReport, type ReportInputs } from '../../src/publication/make-report.ts';
import { faceOf, inputsOf } from './figures.ts';

/** For tests: a count of cases by year of receipt and the given divisions, as "cases.<id>". */
export function countOfCases(
  id: string,
  kind: ProtectionClass,
  along: readonly CountedAlong[] = [],
): FigureDefinition {
  return countedFigure(faceOf(`cases.${id}`, kind), {
    facts: 'cases',
    along: [{ by: 'year', column: 'received' }, ...along],
  });
}

/** For tests: the report of 2025 beside 2024 on cases, made from its text as `report` does. */
export function reportOnCases(
  definitions: readonly FigureDefinition[],
  rows: readonly FactRow[],
  body: string,
  given: Partial<Pick<ReportInputs, 'known'>> & { readonly language?: 'nl' | 'en' } = {},
): Promise<MadeReport> {
  const { language = 'nl', known = new Map() } = given;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => name !== 'amount');
  return makeReport(
    { figures: definitions, lists: [] },
    {
      document: `---\nslug: test\ntitle: T\nlanguage: ${language}\nperiod: 2025\nyearsBefore: 1\n---\n\n# H\n\n${body}\n`,
      figures: inputsOf(['2024', '2025'], { facts: [factTable('cases', columns, rows)] }),
      known,
      printed: [],
      changes: [],
      appendix: [],
      withheldFromAppendix: 0,
      organisation: sameText('C'),
      notice: null,
      version: 1,
      publishedOn: '2026-05-01',
      programVersion: '0',
      profile: {
        key: 'test',
        policies: { giftThresholdEuro: '50', giftRule: sameText('.'), protectionThreshold: 5 },
        yearStart: { month: 1 },
        allowedNames: [],
        contact: { name: sameText('.'), email: 'a@voorbeeld.invalid' },
      },
    },
  );
}

/** The running text of a report, without its titles. */
export function proseOf({ model }: MadeReport): string {
  return model.chapters
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'paragraph' ? block.content : []))
    .map((piece) => ('text' in piece ? piece.text : ''))
    .join('');
}

/** The figure blocks of a report. */
export function figureBlocksOf({ model }: MadeReport) {
  return model.chapters
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'figure' ? [block] : []));
}
