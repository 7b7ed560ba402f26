import { expect, test } from 'vitest';
import { stepBefore, steps } from './questions.ts';

/* What the questions say to who does not know where to turn. */

test('What is asked promises nobody protection: that depends on conditions, which stand on the sheet itself', () => {
  for (const [key, step] of Object.entries(steps))
    if (step.is === 'outcome') {
      expect(step.because.nl, key).not.toMatch(/(is|bent|wordt) (u )?beschermd/);
      expect(step.because.en, key).not.toMatch(/(is|are) protected/);
    }
});

test('Who cannot name what is done to them is led to somebody to talk with, and back to that question', () => {
  const asked = steps['what-against-me'];
  const last = asked.is === 'question' ? asked.answers.at(-1) : undefined;
  expect(last?.to).toBe('to-talk-first');
  expect(steps['to-talk-first']).toMatchObject({ situation: 'talk' });
  expect(stepBefore('to-talk-first')).toBe(asked);
});
