import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownCellLines } from '../src/commands/reports/own-cell-lines.ts';
import { verifyCommand } from '../src/commands/reports/verify.ts';
import { operator } from '../src/platform/access/actor.ts';
import type { MadeReport } from '../src/publication/make-report.ts';
import { publishReport } from '../src/publication/publishing.ts';
import { openTestOrganisation, type TestOrganisation } from './example-organisation.ts';
import { chanceOf, invented, writeIncidents } from './makers/random-editions.ts';
import { describedUnits } from './makers/units.ts';
import { runCommand } from './run-command.ts';

/* A head of a unit knows the counts of that unit. What that opens is counted, and the organisation chooses. */

const units = Object.fromEntries(['N1', 'N2', 'N3', 'N4', 'N5', 'N6'].map((unit) => [unit, 'CP']));
const document = `---
slug: 2023
title: Verslag 2023
language: nl
period: 2023
yearsBefore: 0
---

# Incidenten {#incidenten}

:::figure{figure=incidents.category-by-unit rows=unit columns=category at="year=2023"}
Onderdeel en categorie
:::

::method
`;

interface Edition {
  readonly organisation: TestOrganisation;
  readonly made: MadeReport;
  readonly files: ReadonlyMap<string, string>;
}

let folder: string;
const editions = new Map<'singletons' | 'every', Edition>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-own-'));
  for (const against of ['singletons', 'every'] as const) {
    const organisation = await openTestOrganisation(describedUnits(units), against, {
      change: (profile) => ({ ...profile, policies: { ...profile.policies, protectionAgainst: against } }),
    });
    const incidents = invented(chanceOf(5), 2023, 160, Object.keys(units));
    const file = await writeIncidents(folder, `${against}.csv`, incidents);
    expect((await organisation.import('incidents', file)).outcome).toBe('imported');
    const request = { document, publishedOn: '2024-05-01', notice: null };
    const { made, files } = await publishReport(organisation, operator('test'), request);
    const texts = files.map(({ name, content }) => [name, Buffer.from(content).toString('utf8')] as const);
    editions.set(against, { organisation, made, files: new Map(texts) });
  }
});
afterAll(async () => {
  for (const { organisation } of editions.values()) await organisation.close();
  await rm(folder, { recursive: true, force: true });
});

function edition(against: 'singletons' | 'every'): Edition {
  const found = editions.get(against);
  if (!found) throw new Error(`${against} was not published`);
  return found;
}

describe('A hidden number that somebody knows because it is of their own unit', () => {
  test('opens others by the sums, of which the method page and the figures file say how many', () => {
    const { made, files } = edition('singletons');
    const { audit } = made.model.method;
    expect(audit.ownCell).toMatchObject({ against: 'singletons' });
    const computable = audit.ownCell?.computable ?? 0;
    expect(computable).toBeGreaterThan(0);
    expect(computable).toBeLessThanOrEqual(audit.hidden);
    expect(files.get('2023.html')).toContain(`${computable} andere verborgen getallen`);
    const { disclosure } = JSON.parse(files.get('2023.json') ?? '');
    expect(disclosure).toEqual({ threshold: 5, hidden: audit.hidden, ...audit.ownCell });
  });

  test('opens small ones, of which only the maker of the report hears how many', () => {
    const { made, files } = edition('singletons');
    expect(made.ownCell.smallOpen).toBeGreaterThan(0);
    const [line] = ownCellLines({ ...made.ownCell, smallOpen: 3 });
    expect(line?.nl).toContain('kan daarmee 3 kleine aantallen uitrekenen');
    expect(line?.en).toContain('can compute 3 small numbers with it');
    expect(ownCellLines({ ...made.ownCell, smallOpen: 0 })).toEqual([]);
    for (const text of files.values()) expect(text).not.toContain('niet om te publiceren');
  });

  test('opens no small one of another unit where the profile asks for that, and what it costs is said', () => {
    const { made } = edition('every');
    const { now = 0, otherwise = 0 } = made.ownCell.printed ?? {};
    expect(made.model.method.audit.ownCell?.against).toBe('every');
    expect(otherwise).toBe(edition('singletons').made.cells.filter(({ hidden }) => !hidden).length);
    expect(now).toBeLessThan(otherwise);
    const said = ownCellLines({ against: 'every', smallOpen: 0, printed: { now: 80, otherwise: 100 } });
    expect(said[0]?.nl).toContain('kost 20 getallen van de 100 die anders te lezen waren (20%)');
    expect(said[0]?.en).toContain('costs 20 numbers of the 100 that could otherwise be read (20%)');
    const cheap = ownCellLines({ against: 'every', smallOpen: 0, printed: { now: 91, otherwise: 100 } });
    expect(cheap).toEqual([]);
  });

  test.each(['singletons', 'every'] as const)('is counted again by verify, with %s', async (against) => {
    const { organisation } = edition(against);
    const { exit, said } = await runCommand(verifyCommand, organisation, ['2023'], {});
    expect(said).toContain('Opnieuw berekend uit de bevroren invoer: hetzelfde verslag');
    expect(exit).toBe(0);
  });
});
