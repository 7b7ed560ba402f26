import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

/*
 * A switch over kinds is closed: `default: throw unknownKind(… satisfies never)`, or `return … satisfies never` where
 * no data can hold another. A kind that is added and forgotten
 * in one of them does not compile. What comes from outside (codes of errors, names in somebody's file) has no end,
 * and says in its default what happens to the rest.
 */

const root = join(import.meta.dirname, '..');

/** What is switched over that comes from outside, by file. */
const open: Readonly<Record<string, readonly string[]>> = {
  'src/platform/json/field-fault.ts': ['issue.code'],
  'src/platform/spreadsheets/csv/csv-read.ts': ['error.code'],
  'src/platform/spreadsheets/xlsx/xlsx-sheet.ts': ['name', 'this.#type'],
  'src/platform/spreadsheets/ods/ods-listener.ts': ['name', 'type'],
  'src/platform/spreadsheets/ods/ods-text.ts': ['name'],
  'src/publication/document/reading/blocks.ts': ['node.type'],
  'src/publication/document/reading/inlines.ts': ['node.type'],
  // What stands in a PDF.
  'src/publication/outside-audit/read-back/paper-text.ts': ['value.operator'],
  'src/publication/outside-audit/read-back/pdf-objects.ts': ['character'],
  'src/commands/serving/listening.ts': ['errorCode(error)'],
  // Which button of a form was pressed.
  'src/workplace/registers/bulk/set-page.tsx': ["typed('stap')"],
  'src/workplace/registers/summaries/summary-page.tsx': ["typed('doe')"],
  'src/workplace/reports/overview-page.tsx': ["typed('doe')"],
};

interface Switch {
  readonly over: string;
  readonly isClosed: boolean;
}

const closing = /^default:\s+(throw unknownKind\([\w.]+ satisfies never\)|return [\w.]+ satisfies never);/;

/** The switches of a source file, each with whether its last case refuses what is left at compile time. */
function switchesIn(text: string): readonly Switch[] {
  return [...text.matchAll(/\bswitch \((.+)\) \{\n/g)].map((match) => {
    const over = match[1] ?? '';
    const indent = /(?:^|\n)( *)[^\n]*$/.exec(text.slice(0, match.index))?.[1] ?? '';
    const body = text.slice(match.index, text.indexOf(`\n${indent}}`, match.index));
    const last = body.slice(body.lastIndexOf('default:'));
    return { over, isClosed: closing.test(last) };
  });
}

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => join(root, 'src', name));

test('Every switch over kinds is closed, so that a new kind cannot be forgotten in one of them', () => {
  const all = sources.map((file) => ({
    file: relative(root, file),
    switches: switchesIn(readFileSync(file, 'utf8')),
  }));
  expect(all.flatMap(({ switches }) => switches).length).toBeGreaterThan(25);
  const left = all.flatMap(({ file, switches }) =>
    switches.flatMap(({ over, isClosed }) => (isClosed ? [] : [{ file, over }])),
  );
  const named = Object.entries(open).flatMap(([file, list]) => list.map((over) => ({ file, over })));
  expect(left.toSorted(byFile)).toEqual(named.toSorted(byFile));
});

const byFile = (a: { file: string; over: string }, b: { file: string; over: string }) =>
  `${a.file} ${a.over}`.localeCompare(`${b.file} ${b.over}`);

test('A switch without a default, or with one that lets the rest pass, is seen', () => {
  const text = (last: string) => `  switch (one.kind) {\n    case 'a':\n      return 1;\n${last}  }\n}\n`;
  expect(switchesIn(text(''))).toEqual([{ over: 'one.kind', isClosed: false }]);
  expect(switchesIn(text('    default:\n      return 2;\n'))[0]?.isClosed).toBe(false);
  expect(switchesIn(text('    default:\n      throw unknownKind(one satisfies never);\n'))[0]?.isClosed).toBe(
    true,
  );
});
