import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { sharingWorkers } from './tests/shared-workers.ts';

/** The long tests (`npm run test:long`) are the files named `*.long.test.ts`. */
const long = process.env['DAGLICHT_LONG'] === '1';

const root = import.meta.dirname;
const include = long ? ['{src,tests}/**/*.long.test.{ts,tsx}'] : ['{src,tests}/**/*.test.{ts,tsx}'];
const exclude = long ? ['node_modules'] : ['node_modules', '**/*.long.test.*'];
const shared = long
  ? []
  : sharingWorkers(globSync(include, { cwd: root, exclude }).map((file) => join(root, file)));

/** The files that take longest, from the longest on: one that starts last keeps one worker busy and the other idle. */
const longest = [
  'tests/past/past.test.ts',
  'tests/browser/workplace.test.ts',
  'tests/browser/reading.test.ts',
  'tests/browser/accessible.test.ts',
  'tests/bad-input.test.ts',
  'src/commands/registers/remove-organisation.test.ts',
  'src/platform/database/embedded/cluster.test.ts',
  'tests/access-tokens.test.ts',
  'src/platform/spreadsheets/hostile.test.ts',
  'tests/bad-folders.test.ts',
  'src/workplace/sign-in/signing-in.test.ts',
  'tests/withheld-rows.test.ts',
  'tests/protection-cases.test.ts',
  'tests/editions.test.ts',
  'tests/published-together.test.ts',
  'tests/long-cells.test.ts',
  'tests/own-number.test.ts',
  'tests/opened-later.test.ts',
  'tests/reading-cases.test.ts',
  'tests/bron.test.ts',
  'src/protection/protection.property.test.ts',
  'src/collection/export/template.test.ts',
  'tests/way-on.test.ts',
  'tests/generated-files.test.ts',
  'tests/export-by-financial-year.test.ts',
];

/** First the files with a worker of their own, then those that share; of each, what takes longest first. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.indexOf(relative(root, moduleId));
      return at < 0 ? longest.length : at;
    };
    const sorted = (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
    return [true, false].flatMap((isolate) =>
      sorted.filter(({ project }) => project.config.isolate === isolate),
    );
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    globalSetup: ['tests/cluster.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'own', include, exclude: [...exclude, ...shared] } },
      ...(shared.length > 0
        ? [
            {
              extends: true as const,
              test: { name: 'shared', include: [...shared], exclude, isolate: false },
            },
          ]
        : []),
    ],
  },
});
