import { expect, test } from 'vitest';
import { access } from '../../app.ts';
import { registers } from '../../registers.ts';
import { deedWords } from './deed-words.ts';

test('Everything that may be done or seen is told in words in the trail, in both languages', () => {
  const registerName = (key: string) => registers.find((one) => one.key === key)?.name;
  const raw = [...new Set(access.rows.map(({ what }) => what))].filter((what) => {
    const { nl, en } = deedWords(what, registerName);
    return nl === what || en === what || nl.includes('{') || en.includes('{');
  });
  expect(raw).toEqual([]);
});
