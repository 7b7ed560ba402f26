import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import type { ComputedFigures } from '../../figures/definition.ts';
import { publicationActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { WordedError } from '../../platform/language/explained-error.ts';
import type { Text } from '../../platform/language/text.ts';
import { writeCsv } from '../../platform/spreadsheets/csv/csv-write.ts';
import { factSheet } from '../data/facts.ts';
import { figuresJson } from '../data/figures-json.ts';
import { ProtectionRefused } from '../disclosure/protect-figures.ts';
import type { WrittenTexts } from '../files.ts';
import { renderSingleFile } from '../html/single-file.tsx';
import { type ReportCatalogue, type ReportInputs, withOutside } from '../make-report.ts';
import type { PagesUnderWay } from '../pdf/render-pdf.ts';
import { fileQuestion, type PublicationLine } from '../records.ts';
import type { Method, ReportModel } from '../report-model.ts';
import { countDefinitions } from './count-definitions.ts';
import { type OutsideReport, outsideAudit } from './outside-audit.ts';
import { refusalWords } from './refusal-words.ts';
import { waysOn } from './way-on.ts';

/** A report that was made, and what it was made from. */
export interface Made {
  readonly inputs: ReportInputs;
  readonly model: ReportModel;
  /** What it was counted from; of them the audit asks what they count, and no number. */
  readonly figures: ComputedFigures;
}

/** A report in which the audit found nothing. Who does not make its pages leaves them. */
export interface Audited {
  readonly outside: NonNullable<Method['outside']>;
  /** The report, which says so. */
  readonly model: ReportModel;
  /** What was read, to go out as it is. */
  readonly written: WrittenTexts;
  /** Its pages, where they were begun. */
  readonly pages?: PagesUnderWay;
}

/**
 * The second audit of a report, before it is published: of the very texts that go out, beside those of all earlier
 * publications. Throws {@link ProtectionRefused} naming the places where a reader would know a number, and what the
 * author can do about it.
 *
 * @param remake makes the report from another document, to try what would help
 * @param begin sets its pages as soon as it says all that it will say, while it is still being attacked; they are left
 *   again where the audit finds something
 */
export async function auditBeforePublishing(
  { door }: Pick<OpenOrganisation, 'door'>,
  catalogue: ReportCatalogue,
  made: Made,
  lines: readonly PublicationLine[],
  remake: (document: string) => Promise<Made>,
  begin?: (model: ReportModel) => PagesUnderWay,
): Promise<Audited> {
  const earlier: string[] = [];
  for (const { slug, version } of lines) {
    const file = await look(door, publicationActor, fileQuestion, concern, {
      slug,
      version,
      name: `${slug}.json`,
    });
    if (file) earlier.push(file.content.toString('utf8'));
  }
  const { findings, ...audited } = auditOf(made, earlier, begin);
  if (findings.length === 0) return audited;
  audited.pages?.leave();
  const { figures } = made;
  const ways = await waysOn({
    ...{ source: made.inputs.document, findings, lists: catalogue.lists, figures },
    audit: async (document) => {
      try {
        return auditOf(await remake(document), earlier).findings;
      } catch (error) {
        // A document that says something of what is gone, or that the first audit refuses, is no way on.
        if (error instanceof WordedError) return undefined;
        throw error;
      }
    },
  });
  throw new ProtectionRefused(
    refusalWords(findings, ways, {
      title: (id) => figures.definition(id).title,
      member: (id, dimension, code) => memberOf(made.model, id, dimension, code),
    }),
  );
}

/** What a report calls a member of a dimension. */
function memberOf(model: ReportModel, id: string, dimension: string, code: string): Text | undefined {
  return model.figures
    .find((figure) => figure.id === id)
    ?.dimensions.find(({ key }) => key === dimension)
    ?.members.find((member) => member.code === code)?.label;
}

function auditOf(
  { inputs, model, figures }: Made,
  earlier: readonly string[],
  begin?: (model: ReportModel) => PagesUnderWay,
): Audited & Pick<OutsideReport, 'findings'> {
  const facts = writeCsv(factSheet(model));
  let said = model;
  let page = '';
  let pages: PagesUnderWay | undefined;
  try {
    const { findings, ...outside } = outsideAudit({
      files: {
        json: figuresJson(model),
        csv: Buffer.from(facts).toString('utf8'),
        html: (found) => {
          said = withOutside(model, found);
          pages = begin?.(said);
          page = renderSingleFile(said);
          return page;
        },
      },
      earlier,
      threshold: inputs.profile.policies.protectionThreshold,
      definitions: countDefinitions(figures),
    });
    return { findings, outside, model: said, written: { page, facts }, ...(pages ? { pages } : {}) };
  } catch (error) {
    pages?.leave();
    throw error;
  }
}
