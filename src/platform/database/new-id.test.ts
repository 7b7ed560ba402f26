import { expect, test } from 'vitest';
import { newId } from './new-id.ts';

test('An id is a UUID of version 7, told apart from every other, and later ones sort behind earlier ones', async () => {
  const ids = Array.from({ length: 5000 }, newId);
  expect(new Set(ids).size).toBe(5000);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  await new Promise((resolve) => setTimeout(resolve, 3));
  expect(newId() > (ids.at(-1) ?? '')).toBe(true);
});
