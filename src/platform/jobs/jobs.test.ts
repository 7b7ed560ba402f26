import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { asOwner, openWorkplace, type TestWorkplace } from '../../../tests/makers/workplace/workplace.ts';
import { systemActor } from '../access/actor.ts';
import { concern } from '../access/resource.ts';
import { perform } from '../database/doorways.ts';
import { doJobs, newHolder } from './do-jobs.ts';
import type { JobKind } from './job-kinds.ts';
import { finishJob, LeaseLost, takeJob } from './jobs.ts';

/* Work that nobody waits for: each once, taken over from who is gone, given up in sight. */

let workplace: TestWorkplace;
beforeAll(async () => {
  workplace = await openWorkplace();
});
afterAll(() => workplace?.close());
afterEach(() => asOwner(workplace, 'delete from job'));

const daily = (work: JobKind['work']): JobKind => ({ kind: 'toets', rhythm: { daily: '00:00' }, work });
const run = (kind: JobKind) => doJobs({ key: 'veld', door: workplace.door }, [kind], newHolder());
const jobs = () => asOwner(workplace, 'select state, attempts, fault from job');
const dueNow = () => asOwner(workplace, 'update job set run_at = now()');

test('A job of a day is done once, however many instances look', async () => {
  const days: string[] = [];
  const kind = daily(async ({ job }) => void days.push(job.key));
  await Promise.all([run(kind), run(kind), run(kind)]);
  await run(kind);
  const [{ day } = {}] = await asOwner(workplace, 'select today()::text as day');
  expect(days).toEqual([day]);
});

test('A job of later today is not begun', async () => {
  const [{ is_last } = {}] = await asOwner(
    workplace,
    `select (now() at time zone 'Europe/Amsterdam')::time >= '23:59' as is_last`,
  );
  const kind: JobKind = { kind: 'toets', rhythm: { daily: '23:59' }, work: async () => undefined };
  await run(kind);
  expect(await jobs()).toHaveLength(is_last ? 1 : 0);
});

test('A job that goes wrong is tried again later and given up after five times, with a code and no message', async () => {
  let count = 0;
  const kind = daily(async () => {
    count++;
    throw Object.assign(new Error('Jan Jansen, zaak 7316'), { code: 'E_TOETS' });
  });
  expect(await run(kind)).toEqual(['toets: Jan Jansen, zaak 7316']);
  expect(await run(kind)).toEqual([]);
  for (let attempt = 2; attempt <= 5; attempt++) {
    await dueNow();
    await run(kind);
  }
  expect(count).toBe(5);
  expect(await jobs()).toEqual([{ state: 'failed', attempts: 5, fault: 'E_TOETS' }]);
  await dueNow();
  await run(kind);
  expect(count).toBe(5);
});

test('What is held is left alone until its lease ends; then who had it can end it no more', async () => {
  const kinds = [{ kind: 'toets', rhythm: { daily: '00:00' } }];
  const take = (holder: string) => perform(workplace.door, systemActor, takeJob, concern, { holder, kinds });
  const dead = newHolder();
  const alive = newHolder();
  const job = await take(dead);
  expect(await take(alive)).toBeNull();
  await asOwner(workplace, `update job set lease_until = now() - interval '1 second'`);
  expect(await take(alive)).toMatchObject({ id: job?.id, holder: alive, attempts: 2 });
  const finish = (holder: string) =>
    perform(workplace.door, systemActor, finishJob, concern, { id: job?.id, holder });
  await expect(finish(dead)).rejects.toThrow(LeaseLost);
  await finish(alive);
});

test('What comes round every few minutes is not noted while the one before it is not done', async () => {
  const kind: JobKind = {
    kind: 'ronde',
    rhythm: { everyMinutes: 1 },
    work: async () => Promise.reject(new Error('x')),
  };
  await run(kind);
  await asOwner(workplace, `update job set key = 'earlier'`);
  await run(kind);
  expect(await jobs()).toHaveLength(1);
});
