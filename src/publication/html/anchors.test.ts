import { expect, test } from 'vitest';
import { sampleReport } from '../../../tests/makers/sample-report.ts';
import { anchorOf } from './anchors.ts';

const heading = { kind: 'heading', level: 2, id: 'begin', text: 'Begin' } as const;
const own = { ...heading, id: 'eigen' };
const [again, second, third] = [{ ...own }, { ...own }, { ...heading }];
const [first] = sampleReport.chapters;
const model = {
  ...sampleReport,
  chapters: first ? [{ ...first, id: 'begin', blocks: [heading, own, again, second, third] }] : [],
};

test('A heading keeps its own anchor while nothing else has it', () => {
  expect(anchorOf(model, own)).toBe('eigen');
});

test('Headings that share an id with a chapter or with each other are distinguished', () => {
  const anchors = [heading, own, again, second, third].map((block) => anchorOf(model, block));
  expect(anchors).toEqual(['begin-begin', 'eigen', 'begin-eigen', 'begin-eigen-2', 'begin-begin-2']);
});
