import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeDigests, sendNow, setMail } from '../../../tests/makers/workplace/by-mail.ts';
import { type KeyedWorkplace, openKeyedWorkplace } from '../../../tests/makers/workplace/keyed-workplace.ts';
import { startMailServer, type TestMailServer } from '../../../tests/makers/workplace/mail-server.ts';
import { appointed, asOwner, setUp } from '../../../tests/makers/workplace/workplace.ts';

/* A report that nobody acknowledged: who may read it is told, whatever they chose. A real mail server takes it. */

let keyed: KeyedWorkplace;
let relay: TestMailServer;

beforeAll(async () => {
  [keyed, relay] = await Promise.all([openKeyedWorkplace(), startMailServer()]);
  const { workplace, receivers, auditor, administrator } = keyed;
  const tess = await setUp(workplace, 'Tess Techniek', 'tess@veld.test');
  await appointed(workplace, tess.person, 'technical-administrator');
  await setMail(workplace, tess.person, relay);
  for (const { browser } of [
    ...receivers.map(({ account }) => account),
    auditor.account,
    administrator,
    tess,
  ])
    await browser.post('/account/berichten', { ritme: 'nooit' });
  await keyed.report('Wie mij leest weet het.');
});
afterAll(async () => {
  await relay?.close();
  await keyed?.close();
});
beforeEach(async () => {
  relay.received.length = 0;
  for (const table of ['mail_message', 'job']) await asOwner(keyed.workplace, `delete from ${table}`);
});

/** As if the report had come so many whole working days ago: weekends do not count. */
const waits = (days: number) =>
  asOwner(
    keyed.workplace,
    `update box set received_on = (
       select max(d)::date from generate_series(today() - 30, today(), interval '1 day') d
       where (select count(*) from generate_series(d + interval '1 day', today() - 1, interval '1 day') e
              where extract(isodow from e) < 6) = $1)`,
    [days],
  );

async function told(): Promise<readonly string[]> {
  await makeDigests(keyed.workplace);
  await sendNow(keyed.workplace);
  return relay.received.flatMap(({ to }) => to).sort();
}

test('Before two working days whoever wants no mail gets none', async () => {
  await waits(1);
  expect(await told()).toEqual([]);
});

test('After two working days both receivers are told that work waits, and nothing of what it is', async () => {
  await waits(2);
  expect(await told()).toEqual(['bea@veld.test', 'cor@veld.test']);
  for (const { raw } of relay.received) {
    expect(raw).toContain('Er wacht werk op u');
    expect(raw).not.toMatch(/melding|signal|report/i);
  }
});

test('Nobody is told once more that day, nor when the report is closed or somebody wrote to its reporter', async () => {
  await waits(3);
  expect(await told()).toHaveLength(2);
  relay.received.length = 0;
  expect(await told()).toEqual([]);
  await asOwner(keyed.workplace, 'delete from mail_message');
  await asOwner(keyed.workplace, 'update box_object set by_party = false');
  expect(await told()).toEqual([]);
  await asOwner(keyed.workplace, 'update box_object set by_party = true');
  await asOwner(keyed.workplace, `update box set state = 'closed'`);
  expect(await told()).toEqual([]);
});
