import type { CodeList } from '../codes/code-lists.ts';
import type { Profile } from '../codes/profile.ts';
import { targetOf } from '../collection/checks/printed-claims.ts';
import type { PrintedFigure, PrintedRule } from '../collection/checks/printed-rules.ts';
import type { ListedRows, ReportList } from '../collection/offers/report-list.ts';
import { restoreFacts, type StoredFacts, storeFacts } from '../figures/cubes/facts.ts';
import {
  type ComputedFigures,
  computeFigures,
  type FigureDefinition,
  type FigureInputs,
} from '../figures/definition.ts';
import { parsePeriod } from '../organisation/period.ts';
import type { Text } from '../platform/language/text.ts';
import type { KnownCells } from './disclosure/known-cells.ts';
import { type ProtectedFigures, protectFigures } from './disclosure/protect-figures.ts';
import { printedDirective } from './document/blocks/printed-block.ts';
import { compose } from './document/compose.ts';
import type { Remembered } from './document/composition-inputs.ts';
import type { DocumentProblem } from './document/document.ts';
import { shownFigures } from './document/figures-of.ts';
import { parseDocument, readDocument, type WritingRules } from './document/parse.ts';
import { type EarlierPrints, type PrintedAt, printedAt } from './earlier/earlier-prints.ts';
import type { RegisterChanges } from './earlier/register-changes.ts';
import { type EarlierCell, restatementsIn } from './earlier/restatements.ts';
import type { Block, Method, PublishedFigure, ReportModel, Restatement } from './report-model.ts';

/** What a report is made from, apart from the program itself. A publication freezes exactly this. */
export interface ReportInputs {
  readonly document: string;
  readonly figures: FigureInputs;
  readonly known: KnownCells;
  readonly printed: readonly EarlierCell[];
  /** What they printed of the figures of this report, cell by cell. Absent in what was frozen before it was kept. */
  readonly prints?: readonly EarlierPrints[];
  /** What happened in the registers since each earlier publication, for the causes of restated numbers. */
  readonly changes: readonly RegisterChanges[];
  /**
   * The years, by register, in which a difference with what an earlier report printed points at a unit: it was named as
   * missing then or is now. Absent: none.
   */
  readonly pointing?: Readonly<Record<string, readonly string[]>>;
  /** The rows of the list that documents place with `::appendix`. */
  readonly appendix: ListedRows['rows'];
  readonly withheldFromAppendix: number;
  /** The rows of the other lists, by directive; absent where the document places none. */
  readonly lists?: Readonly<Record<string, ListedRows>>;
  /** What an older report claims; absent where the document does not place it. */
  readonly claims?: readonly PrintedFigure[];
  readonly organisation: Text;
  readonly notice: Text | null;
  readonly version: number;
  /** Whether it is made without publishing it. */
  readonly draft?: true;
  readonly publishedOn: string;
  readonly programVersion: string;
  /** What the second audit found no fault in; see `Method`. Absent before it was held. */
  readonly outside?: Method['outside'];
  readonly profile: Pick<Profile, 'policies' | 'yearStart' | 'allowedNames' | 'contact' | 'key'> &
    /** Absent in what was frozen before there were any. */
    Partial<Pick<Profile, 'abbreviations'>>;
}

/** What reports can be made of: the figures and the lists that the registers offer. */
export interface ReportCatalogue {
  readonly figures: readonly FigureDefinition[];
  readonly lists: readonly ReportList[];
  /** By which registers recognise what an older report claims. Absent: by none. */
  readonly printedRules?: readonly PrintedRule[];
}

/** The rows of lists, by directive, as the inputs of a report hold them. */
export function listInputs(
  listed: Readonly<Record<string, ListedRows>>,
): Pick<ReportInputs, 'appendix' | 'withheldFromAppendix' | 'lists'> {
  const { appendix, ...others } = listed;
  return {
    appendix: appendix?.rows ?? [],
    withheldFromAppendix: appendix?.withheld ?? 0,
    ...(Object.keys(others).length > 0 ? { lists: others } : {}),
  };
}

function listedRows(inputs: ReportInputs, directive: string): ListedRows {
  return directive === 'appendix'
    ? { rows: inputs.appendix, withheld: inputs.withheldFromAppendix }
    : (inputs.lists?.[directive] ?? { rows: [], withheld: 0 });
}

/** A made report: the protected model, and which counted cells it makes known or hides. */
export interface MadeReport {
  readonly model: ReportModel;
  readonly cells: ProtectedFigures['cells'];
  /** The figures as counted: unprotected, for the program alone. */
  readonly figures: ComputedFigures;
  /** What the author of the document should look at, although the report can be made. */
  readonly warnings: readonly DocumentProblem[];
  /** What the choice of readers to protect against leaves open, and what it costs; for those who make the report. */
  readonly ownCell: OwnCellChoice;
}

/** See `protectionAgainst` in a profile. */
export interface OwnCellChoice {
  readonly against: 'singletons' | 'every';
  /** How many small numbers somebody can compute who knows one hidden number, or all of one unit. */
  readonly smallOpen: number;
  /** Of `every`: how many numbers are printed, and how many would be with `singletons`. */
  readonly printed?: { readonly now: number; readonly otherwise: number };
}

/** The figures of a report, computed and protected together: what its text is set from. */
export interface ProtectedReport {
  readonly inputs: ReportInputs;
  readonly catalogue: ReportCatalogue;
  readonly figures: ComputedFigures;
  readonly protection: ProtectedFigures;
  /** The figures that were protected. */
  readonly used: readonly string[];
  /** The figures that claims of an older report are held against. */
  readonly held: readonly string[];
  readonly protect: (ownCell: OwnCellChoice['against']) => Promise<ProtectedFigures>;
  /** What earlier reports printed of a cell, and what they printed otherwise than a figure is now. */
  readonly before: PrintedAt;
  readonly restated: (figure: PublishedFigure) => readonly Restatement[];
  readonly remembered: Remembered;
}

/** Computes the figures that a report shows, and protects all of them together. Throws as {@link makeReport} does. */
export async function protectReport(
  catalogue: ReportCatalogue,
  inputs: ReportInputs,
  rules: WritingRules = 'of-now',
): Promise<ProtectedReport> {
  const { figures: definitions, lists, printedRules = [] } = catalogue;
  const document = parseDocument(inputs.document, rules);
  const figures = computeFigures(definitions, inputs.figures);
  const held = heldFigures(inputs.claims ?? [], printedRules, definitions);
  const placed = [...lists, { directive: printedDirective, figures: held }];
  const used = shownFigures(document, placed, figures).filter((id) =>
    definitions.some((definition) => definition.id === id),
  );
  const threshold = inputs.profile.policies.protectionThreshold;
  const remembered =
    inputs.known.size > 0 ? computeFigures(definitions, overAllYears(inputs.figures)) : undefined;
  const protect = (ownCell: OwnCellChoice['against']): Promise<ProtectedFigures> =>
    protectFigures(figures, used, inputs.known, threshold, remembered, inputs.pointing, ownCell);
  const protection = await protect(inputs.profile.policies.protectionAgainst ?? 'singletons');
  const before = printedAt(inputs.prints ?? []);
  const restated = restatementsIn(protection.figures, {
    counts: inputs.printed,
    cells: before,
    changes: inputs.changes,
    publishedOn: inputs.publishedOn,
    program: inputs.programVersion,
    slug: document.slug,
  });
  return {
    inputs,
    catalogue,
    figures,
    protection,
    used,
    held,
    protect,
    before,
    restated,
    remembered: { figures: new Map(), numbers: new Map() },
  };
}

/** How a text is set: under which rules of writing, and who takes what is wrong in it. */
export interface SettingOfText {
  readonly rules?: WritingRules;
  /** Takes what the author should look at although the report can be made. */
  readonly warn?: (warnings: readonly DocumentProblem[]) => void;
  /** Takes what is wrong, where the text is set nevertheless, without it. Absent: it is thrown. */
  readonly tell?: (problems: readonly DocumentProblem[]) => void;
  /** Takes what became of each block of the text, with the line on which it begins. */
  readonly placed?: (line: number, blocks: readonly Block[]) => void;
}

/**
 * Sets the text of a report with figures that were protected. Another text than they were protected for can be set as
 * long as it shows no others. Throws a DocumentError, unless somebody takes what is wrong.
 */
export function setReport(
  { inputs, catalogue, figures, protection, used, held, before, restated, remembered }: ProtectedReport,
  source: string,
  { rules = 'of-now', warn, tell, placed }: SettingOfText = {},
): ReportModel {
  const { lists, printedRules = [] } = catalogue;
  const { document, problems } = tell
    ? readDocument(source)
    : { document: parseDocument(source, rules), problems: [] };
  const model = compose({
    document,
    rules,
    ...(warn ? { warn } : {}),
    ...(tell ? { tell: (found) => tell([...problems, ...found]) } : {}),
    ...(placed ? { placed } : {}),
    ...(source === inputs.document ? {} : { protectedFor: new Set(used) }),
    figures,
    protection,
    known: inputs.known,
    structure: inputs.figures.structure,
    profile: inputs.profile,
    organisation: inputs.organisation,
    notice: inputs.notice,
    lists,
    listed: (directive) => listedRows(inputs, directive),
    ...(inputs.claims ? { printed: { figures: inputs.claims, rules: printedRules, held } } : {}),
    version: inputs.version,
    ...(inputs.draft ? { draft: true } : {}),
    publishedOn: inputs.publishedOn,
    programVersion: inputs.programVersion,
    before,
    restated,
    remembered,
    threshold: inputs.profile.policies.protectionThreshold,
  });
  return withOutside(model, inputs.outside);
}

/**
 * Makes the protected model of a report: figures, protection over all of them together, text. The same inputs
 * give the same model, always. Throws a DocumentError or {@link ProtectionRefused}; nothing is made then.
 */
export async function makeReport(
  catalogue: ReportCatalogue,
  inputs: ReportInputs,
  rules: WritingRules = 'of-now',
): Promise<MadeReport> {
  const ready = await protectReport(catalogue, inputs, rules);
  const warnings: DocumentProblem[] = [];
  const model = setReport(ready, inputs.document, { rules, warn: (found) => warnings.push(...found) });
  const { figures, protection, protect } = ready;
  const against = inputs.profile.policies.protectionAgainst ?? 'singletons';
  const printed = ({ cells }: ProtectedFigures): number => cells.filter(({ hidden }) => !hidden).length;
  return {
    model,
    cells: protection.cells,
    figures,
    warnings,
    ownCell: {
      against,
      smallOpen: protection.smallOpen,
      ...(against === 'every'
        ? { printed: { now: printed(protection), otherwise: printed(await protect('singletons')) } }
        : {}),
    },
  };
}

/** The figures that claims of an older report are held against. */
export function heldFigures(
  claims: readonly PrintedFigure[],
  rules: readonly PrintedRule[],
  definitions: readonly FigureDefinition[],
): readonly string[] {
  const named = claims.flatMap((claim) => {
    const target = targetOf(claim, rules);
    return target.kind === 'figure' && definitions.some(({ id }) => id === target.figure)
      ? [target.figure]
      : [];
  });
  return [...new Set(named)];
}

/** The model with what the second audit, which reads its files, says on the method page. */
export function withOutside(model: ReportModel, outside: Method['outside']): ReportModel {
  return outside ? { ...model, method: { ...model.method, outside } } : model;
}

/** The inputs of a report over all the years that are side by side. */
function overAllYears(figures: FigureInputs): FigureInputs {
  const [first, last] = [figures.years[0], figures.years.at(-1)];
  if (!first || !last || first === last) return figures;
  const period = parsePeriod(`${first.key}-${last.key}`, figures.yearStart);
  return { ...figures, period };
}

interface FrozenFigures extends Omit<FigureInputs, 'facts' | 'codes' | 'gaps'> {
  readonly facts: readonly StoredFacts[];
  readonly codes: readonly CodeList[];
  readonly gaps: readonly (readonly [
    string,
    FigureInputs['gaps'] extends ReadonlyMap<string, infer G> ? G : never,
  ])[];
}

interface FrozenReport extends Omit<ReportInputs, 'figures' | 'known'> {
  readonly figures: FrozenFigures;
  readonly known: readonly (readonly [string, KnownCells extends ReadonlyMap<string, infer K> ? K : never])[];
}

/** The inputs as text that can be stored and hashed: coded rows, no person. */
export function freeze(inputs: ReportInputs): string {
  const { facts, codes, gaps, ...rest } = inputs.figures;
  const frozen: FrozenReport = {
    ...inputs,
    profile: {
      key: inputs.profile.key,
      policies: inputs.profile.policies,
      yearStart: inputs.profile.yearStart,
      allowedNames: inputs.profile.allowedNames,
      contact: inputs.profile.contact,
      ...(inputs.profile.abbreviations ? { abbreviations: inputs.profile.abbreviations } : {}),
    },
    figures: {
      ...rest,
      facts: [...facts.values()].map(storeFacts),
      codes: [...codes.values()],
      gaps: [...gaps],
    },
    known: [...inputs.known],
  };
  return JSON.stringify(frozen);
}

/** The inputs as they were frozen. */
export function thaw(stored: string): ReportInputs {
  const frozen = JSON.parse(stored) as FrozenReport;
  const { facts, codes, gaps, ...rest } = frozen.figures;
  return {
    ...frozen,
    figures: {
      ...rest,
      facts: new Map(facts.map((one) => [one.name, restoreFacts(one)])),
      codes: new Map(codes.map((one) => [one.key, one])),
      gaps: new Map(gaps),
    },
    known: new Map(frozen.known),
  };
}
