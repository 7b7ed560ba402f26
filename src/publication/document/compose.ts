import type { Profile } from '../../codes/profile.ts';
import type { ComputedFigures } from '../../figures/definition.ts';
import { isCube } from '../../figures/definition.ts';
import { lastDay, parsePeriod, periodLabel, yearsOf } from '../../organisation/period.ts';
import { nameOn, type Structure } from '../../organisation/structure.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import type { ProtectedFigures } from '../protect-figures.ts';
import { publishFigure } from '../publish-figures.ts';
import type {
  Abbreviation,
  AppendixRow,
  Block,
  Chapter,
  ChartView,
  FigureBlock,
  FixedKind,
  Inline,
  Method,
  PublishedFigure,
  ReportModel,
  Restatement,
} from '../report-model.ts';
import {
  type Attributes,
  DocumentError,
  type DocumentProblem,
  type Place,
  type ReportDocument,
  type SourceBlock,
  type SourceInline,
} from './document.ts';
import { ExpressionError, type ExpressionScope, evaluate } from './expressions.ts';
import { bareNumbers } from './prose.ts';
import { layOut } from './table.ts';
import { readingAids, suppressedNote } from './words.ts';

/** Everything a report is composed from. */
export interface CompositionInputs {
  readonly document: ReportDocument;
  readonly figures: ComputedFigures;
  readonly protection: ProtectedFigures;
  readonly structure: Structure;
  readonly profile: Pick<Profile, 'policies' | 'yearStart' | 'allowedNames' | 'key'>;
  readonly organisation: Text;
  readonly notice: Text | null;
  readonly appendix: readonly AppendixRow[];
  readonly withheldFromAppendix: number;
  readonly version: number;
  readonly publishedOn: string;
  readonly programVersion: string;
  readonly restated: ReadonlyMap<string, readonly Restatement[]>;
  readonly threshold: number;
  readonly revisions: readonly Text[];
}

/** The figures that a document shows or quotes, in the order of their first appearance. */
export function figuresOf(document: ReportDocument): readonly string[] {
  const ids: string[] = [];
  const visitInline = (inline: SourceInline): void => {
    if (inline.kind === 'footnote') inline.content.forEach(visitInline);
    if (inline.kind !== 'expression' || ['unit', 'abbr', 'period', 'year'].includes(inline.name)) return;
    ids.push(inline.label);
    const second = inline.attributes['with'];
    if (second !== undefined) ids.push(second);
  };
  for (const chapter of document.chapters) {
    for (const block of chapter.blocks) {
      if (block.kind === 'figure') ids.push(...figureIds(block.attributes));
      if (block.kind === 'directive' && block.name === 'appendix') ids.push('incidents.listed');
      for (const inline of inlinesOf(block)) visitInline(inline);
    }
  }
  return [...new Set(ids)];
}

function inlinesOf(block: SourceBlock): readonly SourceInline[] {
  if (block.kind === 'figure') return block.title;
  if (block.kind === 'list') return block.items.flat();
  return 'content' in block ? block.content : [];
}

function figureIds(attributes: Attributes): readonly string[] {
  return (attributes['figures'] ?? attributes['figure'] ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

/**
 * Composes the published model: every expression resolved from protected figures, every sentence searched for
 * numbers by hand. Throws a {@link DocumentError} with all problems when one is found; nothing is published then.
 */
export function compose(inputs: CompositionInputs): ReportModel {
  return new Composer(inputs).model();
}

class Composer {
  readonly #inputs: CompositionInputs;
  readonly #problems: DocumentProblem[] = [];
  readonly #published = new Map<string, PublishedFigure>();
  readonly #exceptions: { type: FixedKind; text: string; source: string }[] = [];
  readonly #abbreviations = new Map<string, string>();
  readonly #knownShort: ReadonlyMap<string, Text>;
  #footnotes = 0;
  #figureBlocks = 0;

  constructor(inputs: CompositionInputs) {
    this.#inputs = inputs;
    const day = this.#lastDay();
    this.#knownShort = new Map(
      inputs.structure.units.flatMap((unit) => {
        const name = nameOn(unit, day);
        return name.abbreviation && name.abbreviation !== name.name.nl
          ? [[name.abbreviation, name.name] as const]
          : [];
      }),
    );
    for (const id of figuresOf(inputs.document)) {
      try {
        const usedIn = inputs.document.chapters
          .filter((chapter) => figuresOf({ ...inputs.document, chapters: [chapter] }).includes(id))
          .map((chapter) => chapter.id);
        const figure = publishFigure(id, inputs.figures, inputs.protection, usedIn);
        this.#published.set(id, { ...figure, restated: inputs.restated.get(id) ?? [] });
      } catch (error) {
        this.#problems.push({ line: 0, message: error instanceof Error ? error.message : String(error) });
      }
    }
  }

  model(): ReportModel {
    const { document, profile } = this.#inputs;
    const chapters = document.chapters.map((chapter): Chapter => {
      const scope = this.#scope(chapter.language);
      return {
        id: chapter.id,
        title: chapter.title,
        language: chapter.language,
        blocks: chapter.blocks.flatMap((block) => this.#block(block, scope)),
      };
    });
    for (const chapter of document.chapters)
      this.#check(chapter.title, chapter.language, { line: 0, column: 0 });
    if (this.#problems.length > 0) throw new DocumentError(this.#problems);
    const period = parsePeriod(document.period, profile.yearStart);
    return {
      format: 'daglicht-report/1',
      slug: document.slug,
      version: this.#inputs.version,
      language: document.language,
      title: document.title,
      organisation: this.#inputs.organisation,
      notice: this.#inputs.notice,
      period: { key: period.key, label: periodLabel(period) },
      publishedOn: this.#inputs.publishedOn,
      program: { name: 'Daglicht', version: this.#inputs.programVersion },
      chapters,
      figures: [...this.#published.values()],
      abbreviations: this.#collected(chapters),
      method: this.#method(),
    };
  }

  #block(block: SourceBlock, scope: ExpressionScope): Block[] {
    switch (block.kind) {
      case 'heading': {
        const content = this.#inlines(block.content, scope);
        return [
          {
            kind: 'heading',
            level: block.level,
            id: block.id,
            text: content.map((inline) => ('text' in inline ? inline.text : '')).join(''),
          },
        ];
      }
      case 'paragraph':
        return [{ kind: 'paragraph', content: this.#inlines(block.content, scope) }];
      case 'list':
        return [
          {
            kind: 'list',
            ordered: block.ordered,
            items: block.items.map((item) => this.#inlines(item, scope)),
          },
        ];
      case 'figure':
        return this.#figure(block.attributes, block.title, block.place, scope);
      case 'directive':
        return this.#directive(block.name, block.attributes, block.place, scope);
    }
  }

  #directive(
    name: 'aid' | 'appendix' | 'abbreviations' | 'method',
    attributes: Attributes,
    place: Place,
    scope: ExpressionScope,
  ): Block[] {
    if (name === 'appendix') {
      const title = scope.language === 'nl' ? 'Overzicht van incidenten' : 'List of incidents';
      return [
        { kind: 'appendix', title, rows: this.#inputs.appendix, withheld: this.#inputs.withheldFromAppendix },
      ];
    }
    if (name !== 'aid') return [{ kind: name }];
    const aid = readingAids[attributes['key'] ?? ''];
    if (!aid) {
      this.#problem(
        place,
        `Onbekende leeswijzer „${attributes['key'] ?? ''}”. Bekend zijn: ${Object.keys(readingAids).join(', ')}.`,
      );
      return [];
    }
    const content: Inline[] = [{ kind: 'text', text: aid.body[scope.language] }];
    return [{ kind: 'aid', key: attributes['key'] ?? '', title: aid.title[scope.language], content }];
  }

  #figure(
    attributes: Attributes,
    title: readonly SourceInline[],
    place: Place,
    scope: ExpressionScope,
  ): FigureBlock[] {
    const figures = figureIds(attributes).flatMap((id) => this.#published.get(id) ?? []);
    if (figures.length === 0) {
      this.#problem(place, 'Deze figuur noemt geen bekend cijfer.');
      return [];
    }
    const at = Object.fromEntries(
      (attributes['at'] ?? '').split(',').flatMap((part) => {
        const [key, value] = part.split('=');
        return key && value ? [[key.trim(), value.trim()] as const] : [];
      }),
    );
    const table = layOut(
      {
        figures,
        rows: attributes['rows'],
        columns: attributes['columns'],
        at,
        depth: Number(attributes['depth'] ?? '9'),
        total:
          attributes['total'] !== 'no' &&
          attributes['rows'] !== undefined &&
          figures.every((figure) => !['rank', 'weeks'].includes(figure.unit)),
        sort: attributes['sort'] === 'value' ? 'value' : 'given',
        skipNil: attributes['nil'] === 'skip',
        ...(attributes['only'] ? { only: attributes['only'].split(',') } : {}),
      },
      scope.language,
    );
    this.#figureBlocks++;
    const suppressed = table.rows.some((row) => row.cells.some((cell) => cell.state === 'suppressed'));
    const cannot = figures.flatMap((figure) =>
      figure.cannot ? [cannotNote(figure.title, figure.cannot)] : [],
    );
    const complete = figures
      .map((figure) => figure.completeness)
      .filter((one) => one.nl !== '' && !one.nl.startsWith('Volledig'));
    return [
      {
        kind: 'figure',
        id: attributes['id'] ?? `figuur-${this.#figureBlocks}`,
        figures: figures.map((figure) => figure.id),
        title: this.#inlines(title, scope),
        table,
        chart: this.#chart(attributes, table, figures, place, scope.language),
        notes: [...(suppressed ? [suppressedNote] : []), ...unique(cannot), ...unique(complete)],
      },
    ];
  }

  #chart(
    attributes: Attributes,
    table: FigureBlock['table'],
    figures: readonly PublishedFigure[],
    place: Place,
    language: Language,
  ): ChartView | null {
    const kind = attributes['chart'];
    if (kind === undefined || figures.every((figure) => figure.cannot !== null)) return null;
    if (kind !== 'bars' && kind !== 'grouped-bars' && kind !== 'stacked-share' && kind !== 'lines') {
      this.#problem(
        place,
        `Onbekende grafiek „${kind}”. Bekend zijn: bars, grouped-bars, stacked-share, lines.`,
      );
      return null;
    }
    const wanted = attributes['series']?.split(',').map((one) => one.trim());
    const series = table.columns.map((column) => column.key).filter((key) => !wanted || wanted.includes(key));
    if (series.length > 4) {
      this.#problem(
        place,
        `Een grafiek heeft hooguit vier reeksen; dit zijn er ${series.length}. Kies met series="…".`,
      );
      return null;
    }
    const first = figures[0];
    return {
      kind,
      series,
      categories: table.rows.filter((row) => !row.total && row.level === 0).map((row) => row.key),
      unit: first?.unit ?? 'count',
      name: first?.title[language] ?? '',
    };
  }

  #inlines(content: readonly SourceInline[], scope: ExpressionScope): Inline[] {
    this.#checkTogether(content, scope.language);
    return content.flatMap((inline): Inline[] => {
      switch (inline.kind) {
        case 'text':
          return [{ kind: 'text', text: inline.text, ...(inline.style ? { style: inline.style } : {}) }];
        case 'link':
          return [{ kind: 'link', text: inline.text, href: inline.href }];
        case 'footnote': {
          this.#footnotes++;
          const number = this.#footnotes;
          return [{ kind: 'footnote', number, content: this.#inlines(inline.content, scope) }];
        }
        case 'fixed':
          return this.#fixed(inline, scope);
        case 'expression':
          return this.#evaluated(inline, scope);
      }
    });
  }

  #evaluated(inline: Extract<SourceInline, { kind: 'expression' }>, scope: ExpressionScope): Inline[] {
    try {
      const answer = evaluate(inline, scope);
      if (answer.kind === 'abbreviation') this.#abbreviations.set(answer.short, answer.long);
      return [answer];
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.#problem(inline.place, error.message);
      return [];
    }
  }

  /** Typed exceptions stand on the method page with their source; a norm must be what the policy data say. */
  #fixed(inline: Extract<SourceInline, { kind: 'fixed' }>, _scope: ExpressionScope): Inline[] {
    const source = inline.attributes['source'] ?? '';
    if (inline.type === 'norm') {
      const policy = inline.attributes['policy'] ?? '';
      const value = Object.entries(this.#inputs.profile.policies).find(([key]) => key === policy)?.[1];
      if (value === undefined || !inline.text.includes(String(value))) {
        this.#problem(
          inline.place,
          `De norm „${inline.text}” staat niet zo in het beleid (${policy || 'geef policy="…"'}).`,
        );
        return [];
      }
    } else if (source === '' && inline.type !== 'date' && inline.type !== 'law' && inline.type !== 'name') {
      this.#problem(inline.place, `De uitzondering „${inline.text}” noemt geen bron: geef source="…".`);
      return [];
    }
    if (
      inline.type === 'date' &&
      !/^(?:\d{1,2} )?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may|june|july|august|october)? ?\d{4}$/i.test(
        inline.text,
      )
    ) {
      this.#problem(
        inline.place,
        `„${inline.text}” is geen datum: schrijf „17 december 2021”, „mei 2022” of „2022”.`,
      );
      return [];
    }
    if (
      inline.type === 'law' &&
      !/\b(?:artikel|art\.|Awb|Wet|wet|Ambtenarenwet|artikelen|Gedragscode|hoofdstuk|article|Act|AVG|GDPR|Wbk)\b/.test(
        inline.text,
      )
    ) {
      this.#problem(inline.place, `„${inline.text}” noemt geen wet of artikel.`);
      return [];
    }
    if (inline.type === 'name' && source === '' && !this.#isName(inline.text)) {
      this.#problem(
        inline.place,
        `„${inline.text}” is geen naam uit het profiel of de organisatie: geef source="…".`,
      );
      return [];
    }
    this.#exceptions.push({
      type: inline.type,
      text: inline.text,
      source: source || (inline.attributes['policy'] ?? ''),
    });
    return [{ kind: 'fixed', text: inline.text, type: inline.type, source }];
  }

  #isName(name: string): boolean {
    return (
      this.#inputs.profile.allowedNames.includes(name) ||
      this.#inputs.structure.units.some((unit) =>
        unit.names.some((one) => one.name.nl === name || one.name.en === name),
      )
    );
  }

  /** Text around expressions is checked as one, so that a phrase cannot hide by being cut in two. */
  #checkTogether(content: readonly SourceInline[], language: Language): void {
    let run = '';
    let place: Place | undefined;
    for (const inline of content) {
      if (inline.kind === 'text' || inline.kind === 'link') {
        run += inline.text;
        place ??= inline.place;
      } else if (run !== '') {
        this.#check(run, language, place ?? { line: 0, column: 0 });
        run = '';
        place = undefined;
      }
      const words =
        inline.kind === 'expression'
          ? Object.entries(inline.attributes)
              .filter(([key]) => ['one', 'other'].includes(key))
              .map(([, value]) => value)
          : [];
      for (const word of words)
        this.#check(word, language, inline.kind === 'expression' ? inline.place : { line: 0, column: 0 });
    }
    if (run !== '') this.#check(run, language, place ?? { line: 0, column: 0 });
  }

  #check(run: string, language: Language, place: Place): void {
    for (const bare of bareNumbers(run, language)) {
      this.#problem(
        place,
        `„${bare.found}” is een getal of vergelijking zonder cijfer erachter. Bind het aan een cijfer (:n[…], :change[…]), of maak er een datum, wetsartikel, citaat, vergelijkingscijfer of norm van.`,
      );
    }
  }

  #problem(place: Place, message: string): void {
    this.#problems.push({ line: place.line, message });
  }

  #scope(language: Language): ExpressionScope {
    const { document, profile, structure } = this.#inputs;
    const period = parsePeriod(document.period, profile.yearStart);
    const day = this.#lastDay();
    return {
      language,
      figure: (id) => {
        const figure = this.#published.get(id);
        if (!figure) throw new ExpressionError(`Er is geen cijfer „${id}”.`);
        return figure;
      },
      unitName: (key) => {
        const unit = structure.units.find((one) => one.key === key);
        return unit && nameOn(unit, day).name[language];
      },
      longForm: (short) => this.#knownShort.get(short)?.[language],
      period: periodLabel(period)[language],
      years: yearsOf(period).map((year) => year.key),
    };
  }

  #lastDay(): string {
    return lastDay(parsePeriod(this.#inputs.document.period, this.#inputs.profile.yearStart));
  }

  /** Abbreviations are collected from use: in text, tables and appendix. */
  #collected(chapters: readonly Chapter[]): readonly Abbreviation[] {
    const words = new Set(JSON.stringify(chapters).match(/[A-Z][A-Za-z]*[A-Z][A-Za-z-]*/g) ?? []);
    for (const [short, long] of this.#knownShort)
      if (words.has(short)) this.#abbreviations.set(short, long[this.#inputs.document.language]);
    return [...this.#abbreviations]
      .map(([short, long]) => ({ short, long }))
      .sort((a, b) => a.short.localeCompare(b.short, 'nl'));
  }

  #method(): Method {
    const { protection, figures, structure } = this.#inputs;
    const classes = (['open', 'guarded', 'closed', 'printed-earlier'] as const).map((kind) => ({
      class: kind,
      figures: [...this.#published.values()].filter((figure) => figure.protection.class === kind).length,
    }));
    return {
      threshold: this.#inputs.threshold,
      classes,
      audit: protection.audit,
      coarsened: [...protection.withheld].map(([id, why]) => {
        const title = figures.definition(id).title;
        return text(`${title.nl}: ${why.nl}.`, `${title.en}: ${why.en}.`);
      }),
      headcount: structure.headcountDefinitions.map((one) => one.population),
      exceptions: this.#exceptions,
      completeness: unique(
        [...this.#published.values()]
          .filter((figure) => isCube(figures.answer(figure.id)))
          .map((figure) =>
            text(
              `${figure.title.nl}: ${figure.completeness.nl}`,
              `${figure.title.en}: ${figure.completeness.en}`,
            ),
          )
          .filter((one) => !one.nl.includes(': Volledig') && !one.nl.endsWith(': ')),
      ),
      revisions: this.#inputs.revisions,
    };
  }
}

function unique(texts: readonly Text[]): readonly Text[] {
  return [...new Map(texts.map((one) => [one.nl, one])).values()];
}

/** Why a figure shows nothing: it could not be computed, or not be published. */
function cannotNote(title: Text, why: Text): Text {
  if (why.nl.startsWith('niet gepubliceerd'))
    return text(`${title.nl}: ${why.nl}.`, `${title.en}: ${why.en}.`);
  return text(
    `${title.nl}: kan niet worden berekend, want ${why.nl}.`,
    `${title.en}: cannot be computed, because ${why.en}.`,
  );
}
