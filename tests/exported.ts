import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { wholeCatalogue } from '../src/app.ts';
import { reasonCommand } from '../src/commands/registers/reason.ts';
import { summariesCommand } from '../src/commands/reports/summaries.ts';
import { printRational } from '../src/figures/cubes/rational.ts';
import { isCube } from '../src/figures/definition.ts';
import { openTestOrganisation, type TestOrganisation } from './example-organisation.ts';
import { runCommand } from './run-command.ts';

const manifestSchema = z.object({
  files: z.array(z.object({ name: z.string(), sha256: z.string(), readBackWith: z.string().nullable() })),
});

/** The manifest of the export in a folder. */
export async function manifestOf(folder: string) {
  return manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
}

/** The files of an export that can be read back, with what stands in them. */
export async function readable(folder: string): Promise<Readonly<Record<string, string>>> {
  const files = (await manifestOf(folder)).files.filter((file) => file.readBackWith !== null);
  return Object.fromEntries(files.map((file) => [file.name, file.sha256]));
}

/** Reads an export into a fresh organisation, each file with the command that the manifest names, in its order. */
export async function settle(folder: string): Promise<TestOrganisation> {
  const copy = await openTestOrganisation(join(folder, 'organisation.json'), `copy-of-${basename(folder)}`);
  for (const file of (await manifestOf(folder)).files) {
    const [command, first = '', second = ''] = file.readBackWith?.split(' ') ?? [];
    if (command === undefined || command === 'organisation') continue;
    if (command === 'import') {
      const report = await copy.import(first, join(folder, second));
      expect([file.name, report.outcome, report.findings.filter((one) => one.weight === 'refused')]).toEqual([
        file.name,
        // The organisation was described with its units.
        first === 'units' ? 'unchanged' : 'imported',
        [],
      ]);
      continue;
    }
    const run = command === 'summaries' ? summariesCommand : reasonCommand;
    const answer = await runCommand(run, copy, [first, join(folder, second)], {});
    expect([file.readBackWith, answer.exit, answer.complaints]).toEqual([file.readBackWith, 0, '']);
  }
  return copy;
}

/** Every figure of an organisation with the states, values and notes of its cells, to compare with another's. */
export async function toldFigures(organisation: TestOrganisation, period: string, yearsBefore: number) {
  const computed = await organisation.figures(period, yearsBefore);
  return wholeCatalogue.figures.map(({ id }) => {
    const answer = computed.answer(id);
    if (!isCube(answer)) return [id, answer.cannot.nl];
    return [
      id,
      [...answer.cells].map(([key, cell]) => [
        key,
        cell.state,
        cell.value && printRational(cell.value),
        cell.note,
      ]),
    ];
  });
}
