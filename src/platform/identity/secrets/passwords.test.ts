import { expect, test } from 'vitest';
import { hashPassword, isPassword } from './passwords.ts';

const who = { name: 'anna', known: true };

test('A password is right however its characters were typed, another is not, and nobody has one', async () => {
  const stored = await hashPassword('vijf cafe\u0301s aan de gracht', 'anna');
  expect(stored).toMatch(/^argon2id\$65536\$3\$4\$/);
  const tries = await Promise.all([
    isPassword('vijf caf\u00e9s aan de gracht', stored, who),
    isPassword('vijf cafes aan de gracht', stored, who),
    isPassword('vijf caf\u00e9s aan de gracht', null, who),
  ]);
  expect(tries).toEqual([true, false, false]);
});

test('A stored hash of less work than today is refused', async () => {
  await expect(isPassword('wat dan ook', 'argon2id$1024$1$1$AAAA$AAAA', who)).rejects.toThrow('parameters');
});
