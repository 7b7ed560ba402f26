import { defineConfig } from 'vitest/config';

/** The long tests (`npm run test:long`) are the files named `*.long.test.ts`. */
const long = process.env['DAGLICHT_LONG'] === '1';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: long ? ['{src,tests}/**/*.long.test.{ts,tsx}'] : ['{src,tests}/**/*.test.{ts,tsx}'],
    exclude: long ? ['node_modules'] : ['node_modules', '**/*.long.test.*'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    globalSetup: ['tests/cluster.ts'],
  },
});
