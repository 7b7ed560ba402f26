import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeDigests, sendNow, setMail, workAddress } from '../../../tests/makers/workplace/by-mail.ts';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import { startMailServer, type TestMailServer } from '../../../tests/makers/workplace/mail-server.ts';
import {
  appointed,
  asOwner,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { newId } from '../../platform/database/new-id.ts';
import { newHolder } from '../../platform/jobs/do-jobs.ts';

/* Who is told by mail that work waits: what, when, and when not. A real mail server takes it. */

let workplace: TestWorkplace;
let relay: TestMailServer;
let tess: TestAccount;
let ada: TestAccount;
let bas: TestAccount;
let pia: TestAccount;

beforeAll(async () => {
  [workplace, relay] = await Promise.all([openDescribedWorkplace(), startMailServer()]);
  tess = await setUp(workplace, 'Tess Techniek', 'tess@veld.test');
  ada = await setUp(workplace, 'Ada Berg', 'ada@veld.test');
  bas = await setUp(workplace, 'Bas Idrissi', 'bas@veld.test');
  pia = await setUp(workplace, 'Pia Roos', 'pia@veld.test');
  await appointed(workplace, tess.person, 'technical-administrator');
  for (const { person } of [ada, bas]) await appointed(workplace, person, 'functional-administrator');
  await appointed(workplace, pia.person, 'privacy-officer');
  await setMail(workplace, tess.person, relay);
});
afterAll(async () => {
  await relay?.close();
  await workplace?.close();
});
afterEach(async () => {
  relay.received.length = 0;
  for (const table of ['mail_message', 'job', 'proposal', 'digest_choice'])
    await asOwner(workplace, `delete from ${table}`);
});

/** An export that Ada proposes: it waits for the others who decide. */
const proposed = (proposer = ada) =>
  asOwner(
    workplace,
    `insert into proposal (id, kind, payload, payload_hash, reason, proposed_by, proposer, expires_at)
     values ($1, 'export-all', '{"registers":"all"}', 'x', 'Zeldzame reden 7314', $2::uuid::text, $2::uuid, now() + interval '70 hours')`,
    [newId(), proposer.person],
  );
const readers = () => relay.received.flatMap(({ to }) => to).sort();
const messages = () =>
  asOwner(workplace, 'select state, fault, attempts, person_id from mail_message order by person_id');

test('Who has nothing waiting gets no message', async () => {
  expect(await makeDigests(workplace)).toEqual([]);
  expect(await sendNow(workplace)).toBe(0);
  expect(await messages()).toEqual([]);
});

test('Who has work waiting is told so once a day, with the way to it and without anything of it', async () => {
  await proposed();
  await makeDigests(workplace);
  expect(await sendNow(workplace)).toBe(2);
  expect(readers()).toEqual(['bas@veld.test', 'pia@veld.test']);
  for (const { raw, from } of relay.received) {
    expect(from).toBe('daglicht@veld.test');
    expect(raw).toContain(workAddress);
    expect(raw).toContain('/account/berichten');
    for (const content of ['7314', 'export', 'Ada', 'Bas', 'Pia', 'voorstel', '/voorstellen', 'X-Mailer'])
      expect(raw, content).not.toContain(content);
    expect(/^Message-ID: <[0-9a-f-]{36}@veld\.test>\r$/m.test(raw)).toBe(true);
  }
  await asOwner(workplace, 'delete from job');
  await makeDigests(workplace);
  expect(await sendNow(workplace)).toBe(0);
});

test('Work that was done before the message went out is told of to nobody', async () => {
  await proposed();
  await makeDigests(workplace);
  await asOwner(workplace, `update proposal set outcome = 'withdrawn', decided_at = now()`);
  expect(await sendNow(workplace)).toBe(0);
  expect((await messages()).map(({ state }) => state)).toEqual(['dropped', 'dropped']);
});

test('Who left between making and sending is written to no more, and not at all the next day', async () => {
  const gone = await setUp(workplace, 'Gert Gegaan', 'gert@veld.test');
  await appointed(workplace, gone.person, 'privacy-officer');
  await proposed();
  await makeDigests(workplace);
  await asOwner(workplace, `update account set state = 'ended', ended_at = now() where person_id = $1`, [
    gone.person,
  ]);
  await sendNow(workplace);
  expect(readers()).toEqual(['bas@veld.test', 'pia@veld.test']);
  await asOwner(workplace, 'delete from job');
  await asOwner(workplace, 'delete from mail_message');
  await makeDigests(workplace);
  expect((await messages()).map(({ person_id }) => person_id)).not.toContain(gone.person);
});

test('Two instances that make and send at the same moment tell each reader once', async () => {
  await proposed();
  await Promise.all([makeDigests(workplace), makeDigests(workplace)]);
  await Promise.all([sendNow(workplace), sendNow(workplace)]);
  expect(readers()).toEqual(['bas@veld.test', 'pia@veld.test']);
});

test('What a killed instance was making or sending another takes over, and each comes once', async () => {
  await proposed();
  const dead = newHolder();
  await asOwner(
    workplace,
    `insert into job (id, kind, key, run_at, state, attempts, holder, lease_until, progress)
     values ($1, 'digests', today()::text, now() - interval '1 hour', 'runs', 1, $2, now() - interval '1 minute', $3)`,
    [newId(), dead, [bas.person, pia.person].sort()[0]],
  );
  await asOwner(
    workplace,
    `insert into mail_message (id, kind, key, person_id) values ($1, 'digest', today()::text || ' ' || $2::text, $2::uuid)`,
    [newId(), [bas.person, pia.person].sort()[0]],
  );
  await asOwner(
    workplace,
    `update mail_message set state = 'sends', holder = $1, lease_until = now() - interval '1 minute'`,
    [dead],
  );
  await makeDigests(workplace);
  expect(await sendNow(workplace)).toBe(2);
  expect(readers()).toEqual(['bas@veld.test', 'pia@veld.test']);
  const [job] = await asOwner(workplace, `select state, attempts from job where kind = 'digests'`);
  expect(job).toEqual({ state: 'done', attempts: 2 });
});

test('Who is told today is told once, also when the message of yesterday still waits', async () => {
  await proposed();
  await asOwner(
    workplace,
    `insert into mail_message (id, kind, key, person_id, attempts, fault)
     values ($1, 'digest', (today() - 1)::text || ' ' || $2::text, $2::uuid, 4, 'unreachable')`,
    [newId(), bas.person],
  );
  await makeDigests(workplace);
  expect(await sendNow(workplace)).toBe(2);
  expect(readers()).toEqual(['bas@veld.test', 'pia@veld.test']);
  const states = (await messages()).map(({ state }) => state).sort();
  expect(states).toEqual(['dropped', 'sent', 'sent']);
});

test('Before mail is set no digest is made', async () => {
  await proposed();
  await asOwner(workplace, 'update mail_setting set withdrawn_at = now() where withdrawn_at is null');
  await makeDigests(workplace);
  expect(await messages()).toEqual([]);
  await setMail(workplace, tess.person, relay);
});
