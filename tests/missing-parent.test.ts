import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operator } from '../src/platform/access/actor.ts';
import { publishReport } from '../src/publication/publishing.ts';
import type { ReportModel } from '../src/publication/report-model.ts';
import { openTestOrganisation, type TestOrganisation } from './example-organisation.ts';
import { publishedAt } from './makers/protection-case.ts';
import { chanceOf, invented, writeIncidents } from './makers/random-editions.ts';
import { describedUnits } from './makers/units.ts';

/* A directorate with two units did not answer the call for 2023. A year later it does. */

let organisation: TestOrganisation;
let folder: string;
const editions: ReportModel[] = [];

const document = (year: number, before: number): string => `---
slug: ${year}
title: Verslag ${year}
language: nl
period: ${year}
yearsBefore: ${before}
---

# Incidenten {#incidenten}

:::figure{figure=incidents.by-unit rows=unit columns=year}
Verdeling
:::
`;

beforeAll(async () => {
  organisation = await openTestOrganisation(
    describedUnits({ N1: 'CP', N2: 'CP', N3: 'CP', N4: 'CP', N5: 'CP', D: 'CP', D1: 'D', D2: 'D' }),
  );
  folder = await mkdtemp(join(tmpdir(), 'daglicht-parent-'));
  const others = ['N1', 'N2', 'N3', 'N4', 'N5'];
  const read = async (year: number, units: readonly string[], more: readonly string[] = []) => {
    const incidents = invented(chanceOf(year), year, 90, units);
    const late = more.map((unit, index) => ({
      ...{ number: `L${year}-${index}`, year, unit },
      ...{ category: 'c', finding: 'aangetoond' },
    }));
    const file = await writeIncidents(folder, `incidenten-${year}.csv`, [...incidents, ...late]);
    expect((await organisation.import('incidents', file, { replace: true })).outcome).toBe('imported');
  };
  const answer = async (state: string) => {
    const file = join(folder, 'uitvraag.csv');
    await writeFile(file, `Sleutel van het onderdeel,Periode,Antwoord op de uitvraag\nD,2023,${state}\n`);
    await organisation.import('incidents', file, { replace: true });
  };
  const publish = async (year: number, before: number) => {
    const request = { document: document(year, before), publishedOn: `${year + 1}-05-01`, notice: null };
    editions.push((await publishReport(organisation, operator('test'), request)).made.model);
  };
  await read(2023, others);
  await answer('not-reported');
  await publish(2023, 0);
  await read(2023, others, ['D1', 'D1', 'D2']);
  await read(2024, [...others, 'D1', 'D2']);
  await publish(2024, 1);
  await answer('answered');
  await read(2025, [...others, 'D1', 'D2']);
  await publish(2025, 2);
});
afterAll(async () => {
  await organisation.close();
  await rm(folder, { recursive: true, force: true });
});

describe('A unit under one that did not report', () => {
  test.each([0, 1, 2])('is not zero but "niet opgegeven" in that year, in edition %i', (edition) => {
    for (const unit of ['D', 'D1', 'D2'])
      expect([
        unit,
        publishedAt(editions[edition] as ReportModel, 'incidents.by-unit', { year: '2023', unit }),
      ]).toMatchObject([unit, { state: 'not-reported', value: null }]);
  });

  test('counts in the years in which its directorate did', () => {
    for (const unit of ['D1', 'D2'])
      expect(
        publishedAt(editions[1] as ReportModel, 'incidents.by-unit', { year: '2024', unit })?.state,
      ).not.toBe('not-reported');
  });
});
