import type { Profile } from '../codes/profile.ts';
import { printedQuestion } from '../collection/checks/printed-register.ts';
import { unitsInYears } from '../collection/inputs.ts';
import type { OpenOrganisation } from '../collection/open-organisation.ts';
import { parsePeriod } from '../organisation/period.ts';
import { organisationNameQuestion } from '../organisation/records.ts';
import { AccessDenied } from '../platform/access/access-table.ts';
import { type Actor, publicationActor } from '../platform/access/actor.ts';
import { concern } from '../platform/access/resource.ts';
import { look, perform } from '../platform/database/doorways.ts';
import { ExplainedError, WordedError } from '../platform/language/explained-error.ts';
import { type Text, text } from '../platform/language/text.ts';
import { programVersion } from '../platform/version.ts';
import { knownCellsQuestion } from './disclosure/known-cells.ts';
import { printedDirective } from './document/blocks/printed-block.ts';
import { directivesOf, figuresOf } from './document/figures-of.ts';
import { parseDocument } from './document/parse.ts';
import { type ComparedReport, type EarlierPrints, earlierPrints } from './earlier/earlier-prints.ts';
import { namedMissing, pointingYears } from './earlier/late-answers.ts';
import { registerChanges } from './earlier/register-changes.ts';
import { renderFiles } from './files.ts';
import { frozenQuestion } from './frozen-inputs.ts';
import {
  freeze,
  heldFigures,
  listInputs,
  type MadeReport,
  makeReport,
  type ReportInputs,
  thaw,
} from './make-report.ts';
import { auditBeforePublishing } from './outside-audit/audit-before-publishing.ts';
import { auditPapers, auditWorkbooks } from './outside-audit/files-alike.ts';
import { beginPdf } from './pdf/render-pdf.ts';
import type { PublicationFile } from './publication-file.ts';
import {
  type Approval,
  prepareReport,
  publish,
  recordRefusedPublication,
  requestPublication,
} from './publish.ts';
import { type PublicationLine, publicationList, publicationQuestion } from './records.ts';
import type { ReportModel } from './report-model.ts';

/** What is published: which document, on which day, with which notice on every page. */
export interface PublishRequest {
  readonly document: string;
  readonly publishedOn: string;
  readonly notice: Text | null;
  /** Counts what came after reports that named it as missing: for comparing with the registers, never for publishing. */
  readonly asRegistered?: true;
  /** The version of the profile it was made by, where it was published before; else the one of its day. */
  readonly profileVersion?: string | null;
  /** Who approved it in the workplace. Absent: it was not written there. */
  readonly approval?: Approval;
  /** Looks at the report before anything of it is stored; when it throws nothing is published. */
  readonly check?: (model: ReportModel) => void;
}

/** Reads everything that a report is made from, through the doorways. */
export async function gatherInputs(
  organisation: OpenOrganisation,
  actor: Actor,
  request: PublishRequest,
): Promise<ReportInputs & { readonly profile: Profile }> {
  return countedInputs(organisation, request, (period) =>
    // A report counts every record, also one from which whoever makes it is excluded: they see what is published of it.
    perform(organisation.door, actor, prepareReport, concern, { period }),
  );
}

/**
 * As {@link gatherInputs}, for the program itself.
 *
 * @param allow is asked before anything is counted; what it throws is thrown
 */
export async function countedInputs(
  organisation: OpenOrganisation,
  request: PublishRequest,
  allow: (period: string) => Promise<unknown>,
): Promise<ReportInputs & { readonly profile: Profile }> {
  // What is wrong in it is told when the report is made.
  const document = parseDocument(request.document, 'as-published');
  const { profile, door, catalogue } = await organisation.on(request.publishedOn, request.profileVersion);
  const period = parsePeriod(document.period, profile.yearStart);
  const lines = await look(door, publicationActor, publicationList, concern, {});
  const earlier = await earlierReports(organisation, lines, request.publishedOn);
  const missing = namedMissing(
    earlier.map(({ inputs }) => inputs),
    catalogue.lists,
    (key) => catalogue.registers.find((one) => one.key === key)?.facts.map(({ name }) => name) ?? [],
  );
  const heldBack = request.asRegistered ? [] : missing.heldBack;
  await allow(period.key);
  const figures = await look(door, publicationActor, catalogue.readInputs, concern, {
    period,
    yearsBefore: document.yearsBefore,
    yearStart: profile.yearStart,
    codes: profile.codes,
    heldBack,
    language: document.language,
  });
  const known = await look(door, publicationActor, knownCellsQuestion, concern, {
    before: request.publishedOn,
  });
  const changes = earlier
    .filter(({ isLast }) => isLast)
    .map(({ line, inputs }) => registerChanges(line.slug, inputs.figures, figures));
  const pointing = pointingYears(
    missing,
    earlier.map(({ inputs }) => inputs),
    figures,
  );
  const lists = await Promise.all(
    catalogue.lists
      .filter((list) => directivesOf(document).includes(list.directive))
      .map(async (list) => {
        const question = list.read(profile.codes);
        const rows = await look(door, publicationActor, question, concern, {
          period,
          language: document.language,
          heldBack: unitsInYears(heldBack, figures.structure, figures.years),
        });
        return [list.directive, rows] as const;
      }),
  );
  const claims = directivesOf(document).includes(printedDirective)
    ? await look(door, publicationActor, printedQuestion, concern, {})
    : undefined;
  const placed = {
    directive: printedDirective,
    figures: heldFigures(claims ?? [], catalogue.printedRules, catalogue.figures),
  };
  const prints = await printsOf(organisation, lines, {
    slug: document.slug,
    publishedOn: request.publishedOn,
    figures: figuresOf(document, [...catalogue.lists, placed]),
    years: figures.years.map(({ key }) => key),
    period: period.key,
  });
  const versions = lines.filter((line) => line.slug === document.slug);
  const name = await look(door, publicationActor, organisationNameQuestion, concern, {});
  return {
    document: request.document,
    figures,
    known: known.cells,
    printed: known.printed,
    ...(prints.length > 0 ? { prints } : {}),
    changes,
    ...(Object.keys(pointing).length > 0 ? { pointing } : {}),
    ...listInputs(Object.fromEntries(lists)),
    ...(claims ? { claims } : {}),
    organisation: name ?? text(organisation.key, organisation.key),
    notice: request.notice,
    version: Math.max(0, ...versions.map((line) => line.version)) + 1,
    publishedOn: request.publishedOn,
    programVersion,
    profile,
  };
}

/**
 * What each earlier publication was made from. Of a slug the latest version, which names as missing what those before it
 * did, and the latest of an earlier day.
 */
async function earlierReports(
  organisation: OpenOrganisation,
  lines: readonly PublicationLine[],
  before: string,
): Promise<
  readonly { readonly line: PublicationLine; readonly inputs: ReportInputs; readonly isLast: boolean }[]
> {
  const latest = latestOf(lines);
  const compared = latestOf(lines.filter((line) => line.publishedOn < before));
  const earlier: { line: PublicationLine; inputs: ReportInputs; isLast: boolean }[] = [];
  for (const line of new Set([...compared.values(), ...latest.values()])) {
    const { slug, version } = line;
    const frozen = await look(organisation.door, publicationActor, frozenQuestion, concern, {
      slug,
      version,
    });
    const report = frozen?.inputs['report'];
    if (report) earlier.push({ line, inputs: thaw(report), isLast: compared.get(slug) === line });
  }
  return earlier;
}

/** What every earlier publication printed of the places of a report. */
async function printsOf(
  organisation: OpenOrganisation,
  lines: readonly PublicationLine[],
  report: ComparedReport,
): Promise<readonly EarlierPrints[]> {
  const inOrder = [...lines].sort(
    (a, b) => a.publishedOn.localeCompare(b.publishedOn) || a.version - b.version,
  );
  const models: ReportModel[] = [];
  for (const { slug, version } of inOrder) {
    const key = { slug, version };
    const found = await look(organisation.door, publicationActor, publicationQuestion, concern, key);
    if (found) models.push(found.model);
  }
  return earlierPrints(models, report);
}

function latestOf(lines: readonly PublicationLine[]): ReadonlyMap<string, PublicationLine> {
  const latest = new Map<string, PublicationLine>();
  for (const line of lines) {
    const other = latest.get(line.slug);
    if (!other || other.version < line.version) latest.set(line.slug, line);
  }
  return latest;
}

/** The inputs as they are kept; written while the pages are set in a thread of their own. */
async function frozen(inputs: ReportInputs): Promise<string> {
  return freeze(inputs);
}

/**
 * Makes a report and stores it: model, files, frozen inputs. All or nothing. `beforeStored` takes the files first:
 * when it fails, nothing is published. What is refused on the way is recorded as a publication that was refused.
 */
export async function publishReport(
  organisation: OpenOrganisation,
  actor: Actor,
  request: PublishRequest,
  beforeStored?: (files: readonly PublicationFile[]) => Promise<void>,
): Promise<{ readonly made: MadeReport; readonly files: readonly PublicationFile[] }> {
  try {
    return await publishWhole(organisation, actor, request, beforeStored);
  } catch (error) {
    if (error instanceof WordedError && !recordedAlready(error))
      await perform(organisation.door, actor, recordRefusedPublication, concern, {
        slug: slugOf(request.document),
        refused: error.name,
      });
    throw error;
  }
}

/** What a doorway refused stands in the trail under its own name. */
function recordedAlready(error: WordedError): boolean {
  return error instanceof AccessDenied || error instanceof ExplainedError;
}

function slugOf(document: string): string {
  try {
    return parseDocument(document, 'as-published').slug;
  } catch {
    // What is wrong in it was told.
    return '';
  }
}

async function publishWhole(
  organisation: OpenOrganisation,
  actor: Actor,
  request: PublishRequest,
  beforeStored?: (files: readonly PublicationFile[]) => Promise<void>,
): Promise<{ readonly made: MadeReport; readonly files: readonly PublicationFile[] }> {
  const known = await look(organisation.door, publicationActor, publicationList, concern, {});
  const { catalogue } = await organisation.on(request.publishedOn);
  const make = async (document: string) => {
    const inputs = await gatherInputs(organisation, actor, { ...request, document });
    return { inputs, ...(await makeReport(catalogue, inputs)) };
  };
  const { inputs, ...protectedReport } = await make(request.document);
  request.check?.(protectedReport.model);
  const { outside, model, ...begun } = await auditBeforePublishing(
    organisation,
    catalogue,
    { inputs, ...protectedReport },
    known,
    make,
    beginPdf,
  );
  let read: Uint8Array | undefined;
  const made = { ...protectedReport, model };
  const [files, report] = await Promise.all([
    renderFiles(made.model, {
      ...begun,
      meanwhile: auditWorkbooks,
      read: (page, reading) => {
        auditPapers([page, reading]);
        read = reading.content;
      },
    }),
    frozen({ ...inputs, outside }),
  ]);
  auditPapers(files, read);
  await beforeStored?.(files);
  await perform(organisation.door, actor, requestPublication, concern, {
    slug: made.model.slug,
    version: made.model.version,
  });
  await perform(organisation.door, publicationActor, publish, concern, {
    model: made.model,
    periodFrom: inputs.figures.period.from,
    periodUntil: inputs.figures.period.until,
    titles: { nl: made.model.title, en: made.model.title },
    profileVersion: inputs.profile.version,
    rulesVersion: [...inputs.figures.codes.values()].map((list) => `${list.key} ${list.version}`).join('; '),
    files,
    inputs: { report },
    cells: made.cells,
    publicationsKnown: known.length,
    approval: request.approval ?? null,
  });
  return { made, files };
}
