import { expect, test } from 'vitest';
import { judgedFrom } from './makers/register-files/judged-from.ts';

test('Two thousand files of many habits are read rightly, or asked about', async () => {
  const { wrong, share } = await judgedFrom(2000);
  expect(wrong).toEqual([]);
  expect(share.right).toBeGreaterThan(0.5);
}, 900_000);
