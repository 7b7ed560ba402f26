import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/*
 * The test command: what guards quality, in the order in which a fault is cheapest to find. `--long` runs the
 * long tests instead: both database servers, two instances on one database, kill matrices, full enumerations. Words run a part: the test files
 * that have one of them in their path, such as `npm test -- protection tests/past`.
 *
 * Browser, database and PDF tests use Debian's programs. As root they are installed when missing; anybody else
 * is told what to install.
 */

const root = join(import.meta.dirname, '..');
const given = process.argv.slice(2);
const isLong = given.includes('--long');
const words = given.filter((word) => word !== '--long');

runWithPinnedNode();

/** Another Node than the one that the lockfile pins would test another program: then that one takes over. */
function runWithPinnedNode(): void {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  if (!existsSync(pinned) || realpathSync(pinned) === realpathSync(process.execPath)) return;
  const { status } = spawnSync(pinned, [import.meta.filename, ...given], { stdio: 'inherit' });
  process.exit(status ?? 1);
}

interface Totals {
  passed: number;
  failed: number;
}
const totals: Totals = { passed: 0, failed: 0 };
/** What failed, by step, file and name: said again at the end, where who reads the end of a long output finds it. */
const failures: string[] = [];

const needed = [
  { package: 'chromium', file: '/usr/bin/chromium' },
  { package: 'postgresql-15', file: '/usr/lib/postgresql/15/bin/postgres' },
  { package: 'poppler-utils', file: '/usr/bin/pdfinfo' },
  { package: 'qpdf', file: '/usr/bin/qpdf' },
];
/** What long tests need on top: the proxy that is shipped for, and browsers of text. */
const neededLong = [
  { package: 'nginx-light', file: '/usr/sbin/nginx' },
  { package: 'lynx', file: '/usr/bin/lynx' },
  { package: 'w3m', file: '/usr/bin/w3m' },
];

async function installMissing(): Promise<void> {
  const missing = [...needed, ...(isLong ? neededLong : [])]
    .filter((one) => !existsSync(one.file))
    .map((one) => one.package);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    fail(
      `These Debian packages are missing: ${missing.join(', ')}.\nInstall them: sudo apt-get install ${missing.join(' ')}`,
    );
  }
  process.stdout.write(`Installing ${missing.join(', ')} …\n`);
  // Debian's package starts a cluster of its own unless told not to; the tests make their own.
  const folder = '/etc/postgresql-common/createcluster.d';
  spawnSync('mkdir', ['-p', folder]);
  appendFileSync(join(folder, 'daglicht.conf'), 'create_main_cluster = false\n');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const keepsStill = noServiceStarts();
  for (const words of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...missing],
  ]) {
    const { status, stderr } = spawnSync('apt-get', words, { env: environment, encoding: 'utf8' });
    if (status !== 0) {
      keepsStill();
      fail(`apt-get ${words[0]} failed:\n${stderr}`);
    }
  }
  keepsStill();
}

/** What is installed for tests starts no service of the machine; a policy that stands there already is left. */
function noServiceStarts(): () => void {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return () => undefined;
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => rmSync(policy);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  record();
  process.exit(1);
}

/** Runs a step; its output is shown as it comes. Answers whether it went well. */
function step(
  name: string,
  command: string,
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<boolean> {
  process.stdout.write(`\n── ${name}\n`);
  return new Promise((resolve) => {
    const child = spawn(command, words, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.on('close', (code) => resolve(code === 0));
    child.on('error', () => resolve(false));
  });
}

/** A check without a test runner counts as one. */
async function check(name: string, words: readonly string[]): Promise<void> {
  const holds = await step(name, process.execPath, words);
  if (holds) totals.passed++;
  else {
    totals.failed++;
    failures.push(name);
  }
}

async function vitest(
  name: string,
  filters: readonly string[],
  environment: Record<string, string>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-results-'));
  const report = join(folder, 'results.json');
  const holds = await step(
    name,
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ],
    environment,
  );
  const results: unknown = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  rmSync(folder, { recursive: true });
  const { passed, failed } = counts(results);
  totals.passed += passed;
  totals.failed += failed;
  failures.push(...failedIn(results).map((failure) => `${name}: ${failure}`));
  if (!holds && failed === 0) {
    totals.failed++;
    failures.push(`${name}: ended with a fault outside its tests`);
  }
}

/** What failed by a report of the runner: a test by its file and name, a file that could not begin by its message. */
function failedIn(results: unknown): string[] {
  const { testResults = [] } = results as {
    testResults?: {
      name: string;
      status: string;
      message: string;
      assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
    }[];
  };
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === 'failed');
    const file = relative(root, name);
    if (failed.length === 0 && status === 'failed') return [`${file}: ${message}`];
    return failed.map((one) => `${file} > ${one.fullName}\n  ${one.failureMessages.join('\n  ')}`);
  });
}

function counts(results: unknown): Totals {
  const number = (key: string) => {
    const value =
      typeof results === 'object' && results !== null
        ? Object.entries(results).find(([name]) => name === key)?.[1]
        : 0;
    return typeof value === 'number' ? value : 0;
  };
  return { passed: number('numPassedTests'), failed: number('numFailedTests') };
}

function record(): void {
  const file = process.env['DAGLICHT_TOTALS'];
  if (failures.length > 0) process.stdout.write(`\nFailed\n${failures.join('\n')}\n`);
  if (file) {
    appendFileSync(file, `${totals.passed} ${totals.failed}\n`);
    appendFileSync(`${file}.failed`, failures.map((failure) => `${failure}\n`).join(''));
  } else process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed\n`);
}

await installMissing();
// With words, a run in which none of them occurs is no fault, as long as another has tests.
const part = words.length > 0 ? ['--passWithNoTests', ...words] : [];
if (isLong) {
  await vitest('Long tests', part, { DAGLICHT_LONG: '1' });
  await vitest('Every test on a PostgreSQL server', part, { DAGLICHT_TEST_DATABASE: 'server' });
  if (words.length === 0)
    await vitest(
      'The workplace as two instances on one database, asked in turn',
      ['src/workplace', 'tests/security', 'tests/access-tokens'],
      { DAGLICHT_TEST_INSTANCES: '2' },
    );
} else {
  if (words.length === 0) {
    await check('Formatting and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']);
    await check('Types', ['node_modules/typescript/bin/tsc', '--noEmit']);
    await check('Types of scripts of pages', [
      'node_modules/typescript/bin/tsc',
      '--noEmit',
      '-p',
      'src/platform/web/browser',
    ]);
    await check('Structure', ['tests/structure.ts']);
  }
  await vitest('Tests', part, {});
}
record();
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
