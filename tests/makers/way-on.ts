import { expect } from 'vitest';
import { computeFigures } from '../../src/figures/definition.ts';
import { publicationActor } from '../../src/platform/access/actor.ts';
import { concern } from '../../src/platform/access/resource.ts';
import { look } from '../../src/platform/database/doorways.ts';
import type { Text } from '../../src/platform/language/text.ts';
import { ProtectionRefused } from '../../src/publication/disclosure/protect-figures.ts';
import { auditBeforePublishing } from '../../src/publication/outside-audit/audit-before-publishing.ts';
import { gatherInputs } from '../../src/publication/publishing.ts';
import { publicationList } from '../../src/publication/records.ts';
import { tester } from '../example-organisation.ts';
import type { ProtectionCase } from './protection-case.ts';
import { unprotectedReport } from './unprotected-report.ts';

/*
 * What the second audit says when it refuses. In these reports nothing was hidden or held back, so that it has to; then
 * the author does to the letter what it says.
 */

/** Audits the report that a document gives; what the refusal says, or undefined where there is none. */
async function refusalOf(
  { organisation }: ProtectionCase,
  document: string,
  publishedOn: string,
): Promise<Text | undefined> {
  const make = async (source: string) => {
    const inputs = await gatherInputs(organisation, tester, {
      ...{ document: source, publishedOn, notice: null },
      asRegistered: true,
    });
    return {
      inputs,
      model: unprotectedReport(organisation.catalogue, inputs),
      figures: computeFigures(organisation.catalogue.figures, inputs.figures),
    };
  };
  const lines = await look(organisation.door, publicationActor, publicationList, concern, {});
  try {
    await auditBeforePublishing(organisation, organisation.catalogue, await make(document), lines, make);
    return undefined;
  } catch (error) {
    if (error instanceof ProtectionRefused) return error.words;
    throw error;
  }
}

/** The ways on, each as the lines under its number. */
function waysIn(words: string): readonly string[] {
  return words
    .split(/\n(?=\d\. )/)
    .slice(1)
    .map((way) => way.replaceAll(/\s+/g, ' '));
}

/** Changes the document as a way says, reading nothing but its words. */
function follow(document: string, way: string): string {
  const lines = document.split('\n');
  for (const [, line = '', written = ''] of way.matchAll(/maak van regel (\d+) „([^”]+)”/g))
    lines[Number(line) - 1] = written;
  const gone = [...way.matchAll(/regel (\d+)(?: tot en met (\d+))? \(/g)].flatMap(([, from = '', until]) =>
    Array.from({ length: Number(until ?? from) - Number(from) + 1 }, (_, index) => Number(from) + index),
  );
  return lines.map((line, index) => (gone.includes(index + 1) ? '' : line)).join('\n');
}

/**
 * Expects a refusal of the document, with a way on of each kind, and that each of them gives a report that is not refused.
 */
export async function expectWaysToWork(
  tried: ProtectionCase,
  document: string,
  on: string,
  kinds: readonly RegExp[],
): Promise<void> {
  const refusal = await refusalOf(tried, document, on);
  const ways = waysIn(refusal?.nl ?? '');
  expect(ways.map((way) => kinds.findIndex((kind) => kind.test(way)))).toEqual(
    kinds.map((_, index) => index),
  );
  expect(waysIn(refusal?.en ?? '')).toHaveLength(ways.length);
  for (const way of ways) {
    const changed = follow(document, way);
    expect([way, changed === document]).toEqual([way, false]);
    expect([way, await refusalOf(tried, changed, on)]).toEqual([way, undefined]);
  }
}
