import type { Text } from '../../platform/language/text.ts';
import type { DocumentProblem } from '../document/document.ts';
import { DocumentError } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import { type ProtectedReport, setReport } from '../make-report.ts';
import type { Block, ReportModel } from '../report-model.ts';
import { blockName, type TextBlock, type WholeText } from './document-text.ts';
import type { BlockPlace } from './readings.ts';
import { type ReportWarning, warningsOf } from './warnings.ts';

/** A text as it was set with protected figures, with what is wrong in it. */
export interface SetText {
  /** Null where its head cannot be read. */
  readonly model: ReportModel | null;
  /** Where each block stands in it. */
  readonly blocks: readonly BlockPlace[];
  readonly warnings: readonly ReportWarning[];
}

/** Sets a text as it is written now; what is wrong in it is told and left out. */
export function setText(ready: ProtectedReport, whole: WholeText, sources: readonly TextBlock[]): SetText {
  const problems: DocumentProblem[] = [];
  const warnings: DocumentProblem[] = [];
  const placed: Placed[] = [];
  let model: ReportModel | null = null;
  try {
    model = setReport(ready, whole.source, {
      tell: (found) => problems.push(...found),
      warn: (found) => warnings.push(...found),
      placed: (line, blocks) => placed.push({ line, count: blocks.length }),
    });
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    problems.push(...error.problems);
  }
  return {
    model,
    blocks: model ? blockPlaces(ready, whole, sources, placed) : [],
    warnings: warningsOf({ problems, warnings, model }, whole, sources),
  };
}

/** Sets a text that is to be read and signed. Throws a {@link DocumentError} where something is wrong in it. */
export function setToRead(
  ready: ProtectedReport,
  whole: WholeText,
  sources: readonly TextBlock[],
): SetText & { readonly model: ReportModel } {
  const warnings: DocumentProblem[] = [];
  const placed: Placed[] = [];
  const model = setReport(ready, whole.source, {
    warn: (found) => warnings.push(...found),
    placed: (line, blocks) => placed.push({ line, count: blocks.length }),
  });
  return {
    model,
    blocks: blockPlaces(ready, whole, sources, placed),
    warnings: warningsOf({ problems: [], warnings, model }, whole, sources),
  };
}

interface Placed {
  readonly line: number;
  readonly count: number;
}

function blockPlaces(
  { figures }: ProtectedReport,
  whole: WholeText,
  sources: readonly TextBlock[],
  placed: readonly Placed[],
): readonly BlockPlace[] {
  const { chapters, language } = parseDocument(whole.source, 'as-published');
  const titleOf = (figure: string) => figures.definitions.find(({ id }) => id === figure)?.title[language];
  const chapterOn = (line: number): number => chapters.findLastIndex(({ place }) => place.line <= line);
  const used = new Map<number, number>();
  return whole.places.flatMap(({ id, first, last }, index): readonly BlockPlace[] => {
    const name = blockName(sources.find((one) => one.id === id)?.source ?? '', titleOf);
    const inside = placed.filter(({ line }) => line >= first && line <= last);
    const begun = chapters.flatMap(({ place }, at) =>
      place.line >= first && place.line <= last ? [at] : [],
    );
    const named = inside.map(({ line }) => chapterOn(line));
    const each = [...new Set([...begun, ...named])].filter((chapter) => chapter >= 0).sort((a, b) => a - b);
    return each.map((chapter) => {
      const from = used.get(chapter) ?? 0;
      const count = inside
        .filter(({ line }) => chapterOn(line) === chapter)
        .reduce((sum, one) => sum + one.count, 0);
      used.set(chapter, from + count);
      return { id, number: index + 1, name, chapter, from, count };
    });
  });
}

/** The blocks of a report that one block of its text became. */
export function blocksOf(model: ReportModel, places: readonly BlockPlace[], id: string): readonly Block[] {
  return places
    .filter((place) => place.id === id)
    .flatMap(({ chapter, from, count }) => model.chapters[chapter]?.blocks.slice(from, from + count) ?? []);
}

/**
 * The same report to be read on paper: above each block stands its number, so that a remark can name it.
 *
 * @param notice says above every page which version it is
 */
export function numbered(model: ReportModel, places: readonly BlockPlace[], notice: Text): ReportModel {
  const word = { nl: 'Blok', en: 'Block' }[model.language];
  return {
    ...model,
    notice,
    chapters: model.chapters.map((chapter, index) => {
      const own = places.filter((place) => place.chapter === index);
      const blocks = own.flatMap(({ number, from, count }): readonly Block[] => [
        { kind: 'paragraph', content: [{ kind: 'text', text: `${word} ${number}`, style: 'emphasis' }] },
        ...chapter.blocks.slice(from, from + count),
      ]);
      return { ...chapter, blocks };
    }),
  };
}
