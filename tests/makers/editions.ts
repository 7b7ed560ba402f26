import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operator, publicationActor } from '../../src/platform/access/actor.ts';
import { concern } from '../../src/platform/access/resource.ts';
import { look, perform } from '../../src/platform/database/doorways.ts';
import { figuresJson } from '../../src/publication/data/figures-json.ts';
import { freeze, makeReport } from '../../src/publication/make-report.ts';
import { auditBeforePublishing } from '../../src/publication/outside-audit/audit-before-publishing.ts';
import { publicationFile } from '../../src/publication/publication-file.ts';
import { publish } from '../../src/publication/publish.ts';
import { gatherInputs } from '../../src/publication/publishing.ts';
import { publicationList } from '../../src/publication/records.ts';
import type { PublishedCell, ReportModel } from '../../src/publication/report-model.ts';
import { openTestOrganisation, type TestOrganisation } from '../example-organisation.ts';
import {
  type Correction,
  chanceOf,
  corrected,
  type InventedIncident,
  invented,
  writeIncidents,
} from './random-editions.ts';
import { describedUnits } from './units.ts';

const document = (year: number, before: number): string => `---
slug: ${year}
title: Verslag ${year}
language: nl
period: ${year}
yearsBefore: ${before}
---

# Incidenten {#incidenten}

${[
  'by-category rows=category',
  'by-category-share rows=category',
  'by-unit rows=unit',
  'by-unit-share rows=unit',
  'by-finding rows=finding',
  'decided-by-finding rows=finding',
  'by-reporter rows=reporter',
]
  .map((figure) => `:::figure{figure=incidents.${figure} columns=year}\nVerdeling\n:::\n`)
  .join('\n')}
:::figure{figure=incidents.category-by-unit rows=unit columns=category at="year=${year}"}
Onderdeel en categorie
:::

Open aan het einde: :n[incidents.open-at-end]{year=${year}}. Er waren :n[incidents.total]{year=${year} other=incidenten}. Daarvan is :n[incidents.substantiation-rate]{year=${year}} aangetoond.
`;

/** A report as the public has it, without its pages: those of random organisations need not be set. */
async function publishFigures(
  organisation: TestOrganisation,
  year: number,
  before: number,
): Promise<ReportModel> {
  const lines = await look(organisation.door, publicationActor, publicationList, concern, {});
  const request = { document: document(year, before), publishedOn: `${year + 1}-05-01`, notice: null };
  const make = async (source: string) => {
    const inputs = await gatherInputs(organisation, operator('test'), { ...request, document: source });
    return { inputs, ...(await makeReport(organisation.catalogue, inputs)) };
  };
  const made = await make(request.document);
  const { inputs, model, cells } = made;
  await auditBeforePublishing(organisation, organisation.catalogue, made, lines, make);
  await perform(organisation.door, publicationActor, publish, concern, {
    model,
    periodFrom: inputs.figures.period.from,
    periodUntil: inputs.figures.period.until,
    titles: { nl: model.title, en: model.title },
    profileVersion: inputs.profile.version,
    rulesVersion: 'test',
    files: [publicationFile(`${year}.json`, 'application/json', 'nl', figuresJson(model))],
    inputs: { report: freeze(inputs) },
    cells,
    publicationsKnown: lines.length,
  });
  return model;
}

/** Three editions of an invented organisation, of which one year was corrected after its edition. */
export interface Editions {
  readonly models: readonly ReportModel[];
  /** How many units it has. */
  readonly units: number;
}

/** The year that is corrected between its own edition and the next. */
export const correctedYear = 2022;

/** Publishes three years in a row, with one correction of the first after its edition. */
export async function publishEditions(seed: number, how: Correction): Promise<Editions> {
  const chance = chanceOf(seed);
  const folder = await mkdtemp(join(tmpdir(), 'daglicht-editions-'));
  const size = 4 + chance(5);
  const units = Array.from({ length: size }, (_, index) => `N${index + 1}`);
  const answering = how === 'answered' ? units.filter((unit) => unit !== 'N2') : units;
  const organisation = await openTestOrganisation(
    describedUnits(Object.fromEntries(units.map((unit) => [unit, 'CP']))),
  );
  try {
    const read = async (year: number, incidents: readonly InventedIncident[]) => {
      const file = await writeIncidents(folder, `incidenten-${year}.csv`, incidents);
      const report = await organisation.import('incidents', file, { replace: true });
      if (
        report.outcome !== 'imported' &&
        report.outcome !== 'unchanged' &&
        report.outcome !== 'already-read'
      )
        throw new Error(`${year}: ${JSON.stringify(report.findings)}`);
    };
    const answers = async (state: string) => {
      const file = join(folder, 'uitvraag.csv');
      await writeFile(
        file,
        `Sleutel van het onderdeel,Periode,Antwoord op de uitvraag\nN2,${correctedYear},${state}\n`,
      );
      await organisation.import('incidents', file, { replace: true });
    };
    const before = invented(chance, correctedYear, 25 + chance(60), answering);
    await read(correctedYear, before);
    if (how === 'answered') await answers('not-reported');
    const models = [await publishFigures(organisation, correctedYear, 0)];
    const after = corrected(chance, before, how, units).map((one) =>
      one.unit === 'N5' && how === 'answered' && !before.includes(one) ? { ...one, unit: 'N2' } : one,
    );
    await read(correctedYear, after);
    if (how === 'answered') await answers('answered');
    for (const later of [1, 2]) {
      await read(correctedYear + later, invented(chance, correctedYear + later, 25 + chance(60), units));
      models.push(await publishFigures(organisation, correctedYear + later, later));
    }
    return { models, units: units.length };
  } finally {
    await organisation.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The cells of a year of a model, by figure and place. */
export function cellsOfYear(
  model: ReportModel,
  year: number,
): ReadonlyMap<string, PublishedCell & { readonly kind: string }> {
  return new Map(
    model.figures
      .filter(({ unit }) => unit === 'count')
      .flatMap(({ id, cells, protection, dimensions }) =>
        cells
          .filter(({ at }) => at['year'] === String(year))
          .map((cell) => [
            `${id} ${dimensions.map(({ key }) => cell.at[key] ?? '*').join('|')}`,
            { ...cell, kind: protection.class },
          ]),
      ),
  );
}
