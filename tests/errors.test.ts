import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

/*
 * What is thrown for people has words in both languages: it belongs to the family of `WordedError`, which takes a
 * text in Dutch and English and nothing less. What is thrown for programmers is English.
 */

const root = join(import.meta.dirname, '..');

/** Errors outside the family, each with why. */
const outside: Readonly<Record<string, string>> = {
  WordedError: 'the family itself',
  StoreRefused: 'carries findings, which have their words; the import shows them',
  ChangeStopped: 'carries the report of an import, or of one that is taken back, to who asked for it',
  AnswerInstead: 'carries a page that is answered first; nothing went wrong',
  TooBusy: 'says to signing in that there is no room; the page has its words',
  FoundFault: 'never leaves the scan of a JSON text, which answers with a text',
  IncomparableFigures: 'a figure is defined wrongly',
  NotSigned: 'carries why a draft is not signed to the page, which has the words',
  NotTaken: 'carries to the page of a reporter why nothing was sent; the page has the words',
  PolicyError: 'a rule of protection is set wrongly',
  SolverError: 'the solver does what it should not',
  LinkedTablesError: 'tables are linked wrongly',
  EncryptionFault: 'a refusal by the code of the protocol; whoever shows it words it',
  FormFault: 'carries what is wrong to the fields of a page, in the words that the page brought',
  LeaseLost: 'another instance does the job meanwhile',
  MailNotSent: 'the outcome of a message, which is told in words where it is shown',
};

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(root, 'src', name), 'utf8') }));

test('Every error for people belongs to the family that has words in both languages', () => {
  const found = sources.flatMap(({ text }) =>
    [...text.matchAll(/class (\w+) extends Error\b/g)].map(([, name]) => name),
  );
  expect(found.toSorted()).toEqual(Object.keys(outside).toSorted());
});

/** Words that stand in nearly every Dutch sentence and in no English one. */
const dutch = /(?<![\p{L}])(?:een|het|niet|geen|wordt|zijn|voor|deze|van|heeft|staat|kan|er)(?![\p{L}])|[„]/u;

test('No bare Dutch string is thrown', () => {
  const thrown = sources.flatMap(({ name, text }) =>
    [...text.matchAll(/new \w*(?:Error|Refused)\(\s*(['`])((?:(?!\1)[^\\]|\\.)*)\1/g)].map(
      (match) => `${relative(root, name)}: ${match[2]}`,
    ),
  );
  expect(thrown.length).toBeGreaterThan(50);
  expect(thrown.filter((words) => dutch.test(words))).toEqual([]);
});

test('A command says nothing but texts: what is written without a language is JSON', () => {
  const bare = sources
    .filter(({ name }) => name.startsWith('commands/'))
    .flatMap(({ name, text }) =>
      [...text.matchAll(/\bdata\((?!\s*(?:JSON\.stringify|statementJson|line\b))[^)]*/g)].map(
        (match) => `${name}: ${match[0]}`,
      ),
    );
  expect(bare).toEqual([]);
});

test('A Dutch sentence is known by its words', () => {
  expect(dutch.test('Er is geen organisatie')).toBe(true);
  expect(dutch.test('There is no organisation; write a key')).toBe(false);
});
