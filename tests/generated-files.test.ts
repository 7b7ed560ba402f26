import { expect, test } from 'vitest';
import { judgedFrom } from './makers/register-files/judged-from.ts';

/*
 * Files of registers as people and programs keep them, made around known truth: each is read rightly, or asked about,
 * or doubted at the very place; never counted otherwise without a word. A failing file names its seed: with
 * DAGLICHT_FILES_SEED set to that, it is the first.
 */

test('Sixty files of many habits are read rightly, or asked about', async () => {
  const { wrong, share } = await judgedFrom(60);
  expect(wrong).toEqual([]);
  // A program that refuses all would read nothing wrongly.
  expect(share.right).toBeGreaterThan(0.5);
});
