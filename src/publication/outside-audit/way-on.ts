import type { ComputedFigures } from '../../figures/definition.ts';
import { isCube } from '../../figures/definition.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { type FigureLines, figureLines, withoutLines } from '../document/figure-lines.ts';
import { parseDocument } from '../document/parse.ts';
import type { ReportCatalogue } from '../make-report.ts';
import type { OutsideFinding } from './counts.ts';

/** What the author of a refused report can do. Each was tried: the audit finds nothing in the report that it gives. */
export type WayOn =
  /** Fewer years before the report's own, in the head of the document. */
  | { readonly kind: 'fewer-years'; readonly line: number; readonly yearsBefore: number }
  /** A figure divided less finely in the place of another: the first line of its block becomes `written`. */
  | {
      readonly kind: 'coarser';
      readonly figures: readonly {
        readonly figure: string;
        readonly instead: string;
        readonly without: readonly string[];
        readonly line: number;
        readonly written: string;
      }[];
      /** What quotes the finer figure elsewhere and goes. */
      readonly lines: readonly FigureLines[];
    }
  /** Figures that are left out, with the lines that use them. */
  | {
      readonly kind: 'leave-out';
      readonly figures: readonly { readonly figure: string; readonly lines: readonly FigureLines[] }[];
    };

/** What is tried, and how it is judged. */
export interface WayRequest {
  /** The document as it was refused. */
  readonly source: string;
  readonly findings: readonly OutsideFinding[];
  readonly lists: ReportCatalogue['lists'];
  readonly figures: ComputedFigures;
  /** What the audit finds in the report that another document gives; undefined where that cannot be made. */
  readonly audit: (source: string) => Promise<readonly OutsideFinding[] | undefined>;
}

/** As many times a figure is left out and the rest audited again. */
const rounds = 8;

/**
 * The ways on from a refusal, the smallest loss first: fewer years beside the report's own, a coarser figure in the
 * place of the one, or the report without it. Empty where none of them helps.
 */
export async function waysOn(request: WayRequest): Promise<readonly WayOn[]> {
  // Where two files say otherwise the program is at fault: no document mends that.
  if (request.findings.some(({ how }) => how === 'other-in-another-file')) return [];
  const years = await fewerYears(request);
  const left = await leftOut(request);
  const coarser =
    left &&
    (await coarserFigures(
      request,
      left.figures.map(({ figure }) => figure),
    ));
  return [years, coarser, left].flatMap((way) => way ?? []);
}

/** The document as it becomes when the author follows the way. */
function followed(source: string, way: WayOn): string {
  switch (way.kind) {
    case 'fewer-years':
      return withYearsBefore(source, way.yearsBefore);
    case 'coarser': {
      const written = source
        .split('\n')
        .map((line, index) => way.figures.find((one) => one.line === index + 1)?.written ?? line);
      return withoutLines(written.join('\n'), way.lines);
    }
    case 'leave-out':
      return withoutLines(
        source,
        way.figures.flatMap(({ lines }) => lines),
      );
    default:
      throw unknownKind(way satisfies never);
  }
}

function withYearsBefore(source: string, years: number): string {
  return source.replace(/^yearsBefore:.*$/m, `yearsBefore: ${years}`);
}

async function fewerYears({ source, audit }: WayRequest): Promise<WayOn | undefined> {
  const { yearsBefore } = parseDocument(source, 'as-published');
  for (let years = yearsBefore - 1; years >= 0; years--) {
    const found = await audit(withYearsBefore(source, years));
    if (found?.length !== 0) continue;
    const line = source.split('\n').findIndex((one) => one.startsWith('yearsBefore:')) + 1;
    return { kind: 'fewer-years', line, yearsBefore: years };
  }
  return undefined;
}

async function leftOut(
  request: WayRequest,
): Promise<Extract<WayOn, { readonly kind: 'leave-out' }> | undefined> {
  const { source, findings, audit } = request;
  const out = new Set<string>();
  const wayWithout = () => ({
    kind: 'leave-out' as const,
    figures: [...out]
      .map((figure) => ({ figure, lines: linesOf(request, figure) }))
      .sort((a, b) => (a.lines[0]?.from ?? 0) - (b.lines[0]?.from ?? 0)),
  });
  let found: readonly OutsideFinding[] | undefined = findings;
  for (let round = 0; round < rounds && found && found.length > 0; round++) {
    const before = out.size;
    for (const { figure } of found) if (linesOf(request, figure).length > 0) out.add(figure);
    if (out.size === before) return undefined;
    found = await audit(followed(source, wayWithout()));
  }
  if (found?.length !== 0) return undefined;
  // What turned out not to be needed comes back.
  for (const figure of [...out].reverse()) {
    if (out.size === 1) break;
    out.delete(figure);
    if ((await audit(followed(source, wayWithout())))?.length !== 0) out.add(figure);
  }
  return wayWithout();
}

function linesOf({ source, lists }: WayRequest, figure: string): readonly FigureLines[] {
  return figureLines(source, parseDocument(source, 'as-published'), lists, figure);
}

/** Each of the figures replaced by one that divides the same thing less finely, where there is one that is safe. */
async function coarserFigures(request: WayRequest, out: readonly string[]): Promise<WayOn | undefined> {
  const { source, audit } = request;
  const lines = source.split('\n');
  const replaced: Extract<WayOn, { readonly kind: 'coarser' }>['figures'][number][] = [];
  const gone: FigureLines[] = [];
  const wayWith = () => ({ kind: 'coarser' as const, figures: [...replaced], lines: [...gone] });
  const used = new Set(out);
  for (const figure of out) {
    const own = linesOf(request, figure);
    const tables = own.filter(({ what }) => what === 'table');
    gone.push(...own.filter(({ what }) => what !== 'table'));
    let isReplaced = false;
    for (const [index, table] of tables.entries()) {
      const first = lines[table.from - 1] ?? '';
      const isAlone = first.includes(`figure=${figure} `) || first.includes(`figure=${figure}}`);
      const instead = index === 0 && isAlone ? coarserOf(request, figure, used) : undefined;
      if (!instead) {
        gone.push(table);
        continue;
      }
      const id = /\bid=[^\s}]+/.exec(first)?.[0];
      const written = `:::figure{figure=${instead.id} rows=${instead.rows} columns=year${id ? ` ${id}` : ''}}`;
      replaced.push({
        figure,
        ...{ instead: instead.id, without: instead.without, line: table.from, written },
      });
      used.add(instead.id);
      isReplaced = true;
    }
    if (!isReplaced) return undefined;
  }
  if (replaced.length === 0) return undefined;
  return (await audit(followed(source, wayWith())))?.length === 0 ? wayWith() : undefined;
}

/** A figure that counts the same along one division of this one, and by year. */
function coarserOf(
  { figures }: WayRequest,
  figure: string,
  used: ReadonlySet<string>,
): { readonly id: string; readonly rows: string; readonly without: readonly string[] } | undefined {
  const fine = figures.answer(figure);
  if (!isCube(fine)) return undefined;
  const divisions = fine.dimensions.map(({ key }) => key).filter((key) => key !== 'year');
  for (const { id, protection } of figures.definitions) {
    if (used.has(id) || protection.class === 'closed') continue;
    const cube = figures.answer(id);
    if (!isCube(cube) || cube.base !== fine.base || cube.unit !== 'count') continue;
    if (cube.origin?.kind === 'facts' && (cube.origin.where?.length ?? 0) > 0) continue;
    const keys = cube.dimensions.map(({ key }) => key);
    const [rows, ...others] = keys.filter((key) => key !== 'year');
    if (rows === undefined || others.length > 0 || !keys.includes('year') || !divisions.includes(rows))
      continue;
    const size = (one: typeof fine): number =>
      one.dimensions.find(({ key }) => key === rows)?.members.length ?? 0;
    // Along the same division it is coarser only where it has fewer members: categories for subcategories.
    if (divisions.length === 1 && size(cube) >= size(fine)) continue;
    return { id, rows, without: divisions.filter((key) => key !== rows) };
  }
  return undefined;
}
