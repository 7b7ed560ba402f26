import { computeFigures } from '../../src/figures/definition.ts';
import { compose } from '../../src/publication/document/compose.ts';
import { parseDocument } from '../../src/publication/document/parse.ts';
import type { ReportCatalogue, ReportInputs } from '../../src/publication/make-report.ts';
import type { ReportModel } from '../../src/publication/report-model.ts';

/** The report as it would be if nothing chose what to hide, for what the second audit has to find by itself. */
export function unprotectedReport(catalogue: ReportCatalogue, inputs: ReportInputs): ReportModel {
  const figures = computeFigures(catalogue.figures, inputs.figures);
  return compose({
    document: parseDocument(inputs.document),
    figures,
    protection: {
      ...{ figures, hides: () => false, printedBefore: () => undefined },
      ...{ coarsened: new Map(), withheld: new Map(), cells: [], smallOpen: 0 },
      audit: { cells: 0, hidden: 0, pattern: 'none-needed', passed: true, attackers: [] },
    },
    structure: inputs.figures.structure,
    profile: inputs.profile,
    organisation: inputs.organisation,
    notice: inputs.notice,
    lists: catalogue.lists,
    listed: () => ({ rows: inputs.appendix, withheld: inputs.withheldFromAppendix }),
    version: inputs.version,
    publishedOn: inputs.publishedOn,
    programVersion: inputs.programVersion,
    restated: () => [],
    threshold: inputs.profile.policies.protectionThreshold,
  });
}
