import type { Group } from '../../figures/format.ts';
import {
  lastDay,
  type Period,
  parsePeriod,
  periodLabel,
  periodRuns,
  yearName,
  yearsOf,
} from '../../organisation/period.ts';
import { nameOn } from '../../organisation/structure.ts';
import { errorMessage, WordedError } from '../../platform/language/explained-error.ts';
import { inEach, type Language, sameText, type Text, text } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import type { Block, Chapter, PublishedFigure, ReportModel } from '../report-model.ts';
import { draftNotice } from '../words/draft-words.ts';
import { askedDetail, figureView } from './blocks/figure-block.ts';
import { hidCounts, listBlocks } from './blocks/list-block.ts';
import { methodOf } from './blocks/method.ts';
import { printedDirective, printedRows } from './blocks/printed-block.ts';
import type { CompositionInputs } from './composition-inputs.ts';
import { DocumentError, type ReportDocument, type SourceBlock } from './document.ts';
import { figureIds, figuresOf, shownFigures } from './figures-of.ts';
import { unitAbbreviations, usedAbbreviations } from './prose/abbreviations.ts';
import { nowhere, openRunningText } from './prose/running-text.ts';
import { ExpressionError, type ExpressionScope } from './prose/scope.ts';
import { provisionalYears } from './provisional.ts';
import { publishFigure } from './publish-figures.ts';
import { readingAids } from './words.ts';

/**
 * Composes the published model: every expression resolved from protected figures, every sentence searched for
 * numbers by hand. Throws a {@link DocumentError} with all problems when one is found; nothing is published then.
 */
export function compose(inputs: CompositionInputs): ReportModel {
  const { document, profile, structure } = inputs;
  const period = parsePeriod(document.period, profile.yearStart);
  const asked = askedDetail(inputs.figures, inputs.protection);
  const units = unitAbbreviations(structure, lastDay(period));
  const known = new Map([
    ...(profile.abbreviations ?? []).map(({ short, long }) => [short, long] as const),
    ...units,
  ]);
  const running = openRunningText(
    { profile, structure },
    placesOf(document),
    known,
    inputs.remembered?.numbers,
  );
  const published = new Map<string, PublishedFigure>();
  const usedIn = chaptersWith(inputs);
  const waits = (id: string): boolean =>
    inputs.protectedFor !== undefined &&
    !inputs.protectedFor.has(id) &&
    inputs.figures.definitions.some((one) => one.id === id);
  for (const id of shownFigures(document, placedLists(inputs), inputs.figures)) {
    if (waits(id)) continue;
    try {
      published.set(id, { ...publishedAs(id, inputs), usedIn: usedIn(id) });
    } catch (error) {
      running.problem(nowhere, error instanceof WordedError ? error.words : sameText(errorMessage(error)));
    }
  }

  for (const [id, figure] of published) {
    const awaited = inputs.figures.definition(id).provisional;
    const counted = awaited && published.get(awaited.figure);
    const provisional = counted ? provisionalYears(figure, counted, awaited.awaits) : [];
    if (provisional.length > 0) published.set(id, { ...figure, provisional });
  }
  const groups = new Map(
    [...published.keys()].flatMap((id): [string, Group][] => {
      const { quantity } = inputs.figures.definition(id);
      return quantity.unit === 'percent' && quantity.of !== 'value before' ? [[id, quantity.of]] : [];
    }),
  );

  const scopeOf = (language: Language): ExpressionScope => ({
    language,
    figure: (id) => {
      const figure = published.get(id);
      if (!figure && waits(id)) throw new ExpressionError(toProtect(id));
      if (!figure)
        throw new ExpressionError({ nl: `Er is geen cijfer „${id}”.`, en: `There is no figure “${id}”.` });
      return figure;
    },
    lostPlace: asked.lostPlace,
    groups,
    unitName: (key) => {
      const unit = structure.units.find((one) => one.key === key);
      return unit && nameOn(unit, lastDay(period)).name[language];
    },
    longForm: (short) => known.get(short)?.[language],
    period: periodLabel(period)[language],
    years: yearsOf(period).map(yearName),
  });

  let figureBlocks = 0;
  const blockOf = (block: SourceBlock, scope: ExpressionScope): readonly Block[] => {
    switch (block.kind) {
      case 'heading': {
        const words = running.heading(block.content, scope);
        return [{ kind: 'heading', level: block.level, id: block.id, text: words }];
      }
      case 'paragraph':
        return [{ kind: 'paragraph', content: running.resolve(block.content, scope) }];
      case 'list': {
        const items = block.items.map((item) => running.resolve(item, scope));
        return [{ kind: 'list', ordered: block.ordered, items }];
      }
      case 'figure': {
        const { attributes, place } = block;
        const waiting = figureIds(attributes).find(waits);
        if (waiting !== undefined) {
          running.problem(place, toProtect(waiting));
          return [];
        }
        const figures = figureIds(attributes).flatMap((id) => published.get(id) ?? []);
        const view =
          figures.length === 0
            ? {
                refused: {
                  nl: 'Deze figuur noemt geen bekend cijfer.',
                  en: 'This figure names no known figure.',
                },
              }
            : figureView(attributes, figures, asked, scope.language);
        if ('refused' in view) {
          running.problem(place, view.refused);
          return [];
        }
        figureBlocks++;
        const id = attributes['id'] ?? `figuur-${figureBlocks}`;
        return [{ kind: 'figure', id, ...view, title: running.resolve(block.title, scope) }];
      }
      case 'directive':
        return directive(block, scope);
      default:
        throw unknownKind(block satisfies never);
    }
  };

  const directive = (
    { name, attributes, place }: Extract<SourceBlock, { kind: 'directive' }>,
    { language }: ExpressionScope,
  ): readonly Block[] => {
    const list = inputs.lists.find((one) => one.directive === name);
    if (list)
      return listBlocks(
        list,
        inputs.listed(name),
        {
          figures: [...published.values()],
          gaveWay: (id) => inputs.protection.withheld.has(id) || inputs.protection.coarsened.has(id),
          hidEarlier: hidCounts(
            list.settlements.tell,
            inputs.figures,
            yearsOf(period).map((year) => year.key),
            inputs.known ?? new Map(),
          ),
        },
        language,
      );
    if (name === 'abbreviations' || name === 'method') return [{ kind: name }];
    if (name === printedDirective) {
      const { printed } = inputs;
      if (printed && printed.figures.length > 0)
        return [
          {
            kind: 'printed',
            rows: printedRows(printed, published, inputs.protection.figures, inputs.threshold),
          },
        ];
      running.problem(place, {
        nl: 'Er zijn geen gedrukte cijfers ingelezen. Lees ze in met: import printed-figures.',
        en: 'No printed figures were read. Read them with: import printed-figures.',
      });
      return [];
    }
    if (name !== 'aid') {
      const known = [
        'aid',
        ...inputs.lists.map((one) => one.directive),
        'abbreviations',
        'method',
        printedDirective,
      ];
      running.problem(place, {
        nl: `Onbekend blok „::${name}”. Bekend zijn: ${known.join(', ')}.`,
        en: `Unknown block “::${name}”. Known are: ${known.join(', ')}.`,
      });
      return [];
    }
    const key = attributes['key'] ?? '';
    const aid = readingAids[key];
    if (!aid) {
      const known = Object.keys(readingAids).join(', ');
      running.problem(place, {
        nl: `Onbekende leeswijzer „${key}”. Bekend zijn: ${known}.`,
        en: `Unknown reading aid “${key}”. Known are: ${known}.`,
      });
      return [];
    }
    return [
      { kind: 'aid', key, title: aid.title[language], content: [{ kind: 'text', text: aid.body[language] }] },
    ];
  };

  const chapters = document.chapters.map(({ id, title, language, blocks }): Chapter => {
    const scope = scopeOf(language);
    const set = (block: SourceBlock): readonly Block[] => {
      const made = blockOf(block, scope);
      inputs.placed?.(block.place.line, made);
      return made;
    };
    return { id, title, language, blocks: blocks.flatMap(set) };
  });
  for (const chapter of document.chapters) running.check(chapter.title, chapter.language, chapter.place);
  running.check(withoutPeriod(document.title, period), document.language, {
    line: document.titleLine,
    column: 0,
  });
  if (inputs.tell) inputs.tell(running.problems);
  else if (inputs.rules !== 'as-published' && running.problems.length > 0)
    throw new DocumentError(running.problems);
  inputs.warn?.(running.warnings);
  const figures = [...published.values()];
  return {
    format: 'daglicht-report/1',
    slug: document.slug,
    version: inputs.draft ? 0 : inputs.version,
    ...(inputs.draft ? { draft: true } : {}),
    language: document.language,
    title: document.title,
    organisation: inputs.organisation,
    notice: inputs.draft ? draftNotice(inputs.notice) : inputs.notice,
    contact: profile.contact,
    period: shownPeriod(period),
    publishedOn: inputs.draft ? '' : inputs.publishedOn,
    program: { name: 'Daglicht', version: inputs.programVersion },
    chapters,
    figures,
    abbreviations: usedAbbreviations(chapters, running.abbreviations, units, document.language),
    method: methodOf(inputs, figures, running.exceptions),
  };
}

/** Of a figure that came into a text after its figures were protected. */
function toProtect(id: string): Text {
  return text(
    `„${id}” is nog te beveiligen. Laat de cijfers opnieuw berekenen; daarna staat het er.`,
    `“${id}” is still to be protected. Have the figures computed again; then it is here.`,
  );
}

/** Where links inside a report may lead: its chapters, headings and figures. */
function placesOf({ chapters }: ReportDocument): ReadonlySet<string> {
  return new Set(
    chapters.flatMap(({ id, blocks }) => [
      id,
      ...blocks.flatMap((block) => {
        if (block.kind === 'heading') return [block.id];
        return block.kind === 'figure' ? (block.attributes['id'] ?? []) : [];
      }),
    ]),
  );
}

/** The title of a report without the period that it is about, which it may name. */
function withoutPeriod(title: string, period: Period): string {
  const named = [
    period.key,
    ...Object.values(periodLabel(period)),
    ...yearsOf(period).flatMap((year) => [year.key, yearName(year)]),
  ].toSorted((one, other) => other.length - one.length);
  return named.reduce((rest, one) => rest.replaceAll(one, ' '), title.replace(/[\u2010-\u2015]/g, '-'));
}

/** The directives that publish figures with them: the lists of registers, and the claims of an older report. */
function placedLists({ lists, printed }: CompositionInputs): Parameters<typeof figuresOf>[1] {
  return printed ? [...lists, { directive: printedDirective, figures: printed.held }] : lists;
}

/** In which chapters of a text a figure stands. */
function chaptersWith(inputs: CompositionInputs): (figure: string) => readonly string[] {
  const { document } = inputs;
  const shown = document.chapters.map((chapter) => ({
    id: chapter.id,
    figures: new Set(figuresOf({ ...document, chapters: [chapter] }, placedLists(inputs))),
  }));
  return (figure) => shown.filter(({ figures }) => figures.has(figure)).map(({ id }) => id);
}

/** A figure as it is published, whatever the text around it. */
function publishedAs(
  id: string,
  { protection, before, restated, remembered }: CompositionInputs,
): PublishedFigure {
  const known = remembered?.figures.get(id);
  if (known) return known;
  const figure = publishFigure(id, protection, [], before);
  const whole = { ...figure, restated: restated?.(figure) ?? [] };
  remembered?.figures.set(id, whole);
  return whole;
}

/** The period as the report names it; of years that are no calendar years also from which day to which. */
function shownPeriod(period: Period): ReportModel['period'] {
  const [label, runs] = [periodLabel(period), periodRuns(period)];
  if (!runs) return { key: period.key, label };
  return { key: period.key, label: inEach`${label} (${runs})`, from: period.from, last: lastDay(period) };
}
