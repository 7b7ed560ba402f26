import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import { computeFigures } from '../../figures/definition.ts';
import { publicationActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { writeCsv } from '../../platform/spreadsheets/csv/csv-write.ts';
import { factSheet } from '../data/facts.ts';
import { figuresJson } from '../data/figures-json.ts';
import { ProtectionRefused } from '../disclosure/protect-figures.ts';
import { renderSingleFile } from '../html/single-file.tsx';
import type { ReportCatalogue, ReportInputs } from '../make-report.ts';
import { fileQuestion, type PublicationLine } from '../records.ts';
import type { Method, ReportModel } from '../report-model.ts';
import { countDefinitions } from './count-definitions.ts';
import type { OutsideFinding } from './counts.ts';
import { outsideAudit } from './outside-audit.ts';

/**
 * The second audit of a report, before it is published: of the very texts that go out, beside those of all earlier
 * publications. Throws {@link ProtectionRefused} naming the places where a reader would know a number.
 */
export async function auditBeforePublishing(
  { door }: Pick<OpenOrganisation, 'door'>,
  catalogue: ReportCatalogue,
  inputs: ReportInputs,
  model: ReportModel,
  lines: readonly PublicationLine[],
): Promise<NonNullable<Method['outside']>> {
  const earlier: string[] = [];
  for (const { slug, version } of lines) {
    const file = await look(door, publicationActor, fileQuestion, concern, {
      slug,
      version,
      name: `${slug}.json`,
    });
    if (file) earlier.push(file.content.toString('utf8'));
  }
  const { findings, ...report } = outsideAudit({
    files: {
      json: figuresJson(model),
      csv: Buffer.from(writeCsv(factSheet(model))).toString('utf8'),
      html: renderSingleFile(model),
    },
    earlier,
    threshold: inputs.profile.policies.protectionThreshold,
    definitions: countDefinitions(computeFigures(catalogue.figures, inputs.figures)),
  });
  if (findings.length > 0) throw new ProtectionRefused(refusalOf(findings));
  return report;
}

const ways: Readonly<Record<OutsideFinding['how'], ReturnType<typeof text>>> = {
  printed: text('een klein aantal staat er', 'a small number stands there'),
  derivable: text('een klein aantal is uit te rekenen', 'a small number can be worked out'),
  difference: text(
    'het verschil met een eerder verslag wijst naar een onderdeel',
    'the difference with an earlier report points at a unit',
  ),
  'gap-filled': text(
    'wat eerder niet was opgegeven, is nu een getal',
    'what was not reported before is a number now',
  ),
  'other-in-another-file': text('twee bestanden zeggen iets anders', 'two files say something else'),
};

function refusalOf(findings: readonly OutsideFinding[]) {
  const few = findings.slice(0, 10).map(({ how, figure, at }) => {
    const place = Object.values(at)
      .filter((code) => code !== '*')
      .join(', ');
    const where = place === '' ? figure : `${figure} (${place})`;
    return text(`- ${where}: ${ways[how].nl}`, `- ${where}: ${ways[how].en}`);
  });
  const more = findings.length - few.length;
  return text(
    `De tweede controle, die alleen de bestanden leest, vond wat een lezer niet mag weten; er is niets gepubliceerd.\n${few.map(({ nl }) => nl).join('\n')}${more > 0 ? `\nen nog ${more}` : ''}`,
    `The second audit, which reads the files alone, found what a reader may not know; nothing was published.\n${few.map(({ en }) => en).join('\n')}${more > 0 ? `\nand ${more} more` : ''}`,
  );
}
