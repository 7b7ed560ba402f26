import type { StatedRecords } from '../../collection/offers/stated-records.ts';
import type { OpenOrganisation } from '../../collection/open-organisation.ts';
import { hasValue } from '../../figures/cubes/cell.ts';
import { cellAt } from '../../figures/cubes/cube.ts';
import { computeFigures, isCube } from '../../figures/definition.ts';
import { askedPeriod, type Period, parsePeriod } from '../../organisation/period.ts';
import { organisationNameQuestion } from '../../organisation/records.ts';
import { type Actor, publicationActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { programVersion } from '../../platform/version.ts';
import { publicationList, publicationQuestion } from '../records.ts';
import { type Correction, corrections } from './corrections.ts';
import { mappingFile, mappingOf, NoStatementLayout, type StatementMapping } from './mapping.ts';
import { recordedStatements } from './records.ts';
import { makeStatement, type ReportTotal, type Statement } from './statement.ts';
import type { StatementToSend } from './statement-files.ts';

/**
 * Makes the statement of a year with the corrections to those recorded before. Throws a {@link NoStatementLayout}
 * without a layout.
 *
 * @param toRecord whether it is to be recorded as sent: who does not see every record is then refused before anything
 *   is made
 */
export async function prepareStatement(
  organisation: OpenOrganisation,
  actor: Actor,
  year: string,
  madeOn: string,
  toRecord = false,
): Promise<StatementToSend> {
  const { door, profile } = organisation;
  const stated = statedBy(organisation);
  const mapping = mappingOf(profile);
  if (!mapping)
    throw new NoStatementLayout(
      text(
        `Het profiel „${profile.key}” heeft geen opgave aan een ontvanger. Schrijf de indeling in ${mappingFile} van de profielmap en beschrijf de organisatie opnieuw.`,
        `The profile “${profile.key}” has no statement to a receiver. Write its layout in ${mappingFile} of the profile folder and describe the organisation again.`,
      ),
    );
  const period = askedPeriod(year, profile.yearStart);
  const before = await look(door, actor, recordedStatements, concern, { until: period.key, toRecord });
  const made = await statementOf(organisation, actor, period, mapping);
  const found: Correction[] = [];
  for (const recorded of before) {
    const earlier = parsePeriod(recorded.year, profile.yearStart);
    const incidents = await look(door, actor, stated.read, concern, {
      year: earlier,
      yearStart: profile.yearStart,
      countingDate: mapping.countingDate,
    });
    const today = makeStatement(recorded.year, incidents, mapping, { missing: '' });
    found.push(...corrections(recorded, today, incidents));
  }
  const name = await look(door, actor, organisationNameQuestion, concern, {});
  const language = profile.languages[0] ?? 'nl';
  return {
    statement: made,
    corrections: found,
    mapping,
    organisation: name?.[language] ?? organisation.key,
    language,
    madeOn,
    program: { name: 'Daglicht', version: programVersion },
  };
}

/** What the registers offer to a statement. Throws a {@link NoStatementLayout} where none offers anything. */
function statedBy({ catalogue }: OpenOrganisation): StatedRecords {
  if (catalogue.stated) return catalogue.stated;
  throw new NoStatementLayout(
    text(
      'Deze organisatie houdt het register niet bij waarover een opgave aan een ontvanger gaat.',
      'This organisation does not keep the register that a statement to a receiver is about.',
    ),
  );
}

async function statementOf(
  organisation: OpenOrganisation,
  actor: Actor,
  year: Period,
  mapping: StatementMapping,
): Promise<Statement> {
  const { door, profile } = organisation;
  const incidents = await look(door, actor, statedBy(organisation).read, concern, {
    year,
    yearStart: profile.yearStart,
    countingDate: mapping.countingDate,
  });
  const report =
    (await publishedTotal(organisation, year)) ?? (await computedTotal(organisation, actor, year));
  return makeStatement(year.key, incidents, mapping, report);
}

/** The number of incidents received that the newest published report of the year prints. */
async function publishedTotal(
  organisation: OpenOrganisation,
  year: Period,
): Promise<ReportTotal | undefined> {
  const lines = await look(organisation.door, publicationActor, publicationList, concern, {});
  const line = lines.find((one) => one.period === year.key);
  if (!line) return undefined;
  const published = await look(organisation.door, publicationActor, publicationQuestion, concern, {
    slug: line.slug,
    version: line.version,
  });
  const figure = published?.model.figures.find((one) => one.id === statedBy(organisation).total);
  const cell = figure?.cells.find((one) => one.at['year'] === year.key);
  return cell?.value !== null && cell?.value !== undefined
    ? { incidents: Number(cell.value), published: true }
    : undefined;
}

/** The same number as a report of today would give it. */
async function computedTotal(
  organisation: OpenOrganisation,
  actor: Actor,
  period: Period,
): Promise<ReportTotal> {
  const { yearStart, codes } = organisation.profile;
  const inputs = await look(organisation.door, actor, organisation.catalogue.readInputs, concern, {
    period,
    yearsBefore: 0,
    yearStart,
    codes,
  });
  const answer = computeFigures(organisation.catalogue.figures, inputs).answer(statedBy(organisation).total);
  if (!isCube(answer)) return { missing: answer.cannot.nl };
  const cell = cellAt(answer, { year: period.key });
  return cell && hasValue(cell)
    ? { incidents: Number(cell.value.numerator / cell.value.denominator), published: false }
    : { missing: cell?.note?.nl ?? `het verslag geeft voor ${period.key} geen aantal` };
}
