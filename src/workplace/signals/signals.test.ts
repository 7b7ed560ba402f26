import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KeyedWorkplace, openKeyedWorkplace } from '../../../tests/makers/workplace/keyed-workplace.ts';
import { asOwner } from '../../../tests/makers/workplace/workplace.ts';

/* The list of confidential reports and the page of one, for who may read it and for who may not. */

let keyed: KeyedWorkplace;
let box: string;

beforeAll(async () => {
  keyed = await openKeyedWorkplace();
  ({ box } = await keyed.report('Er is iets gebeurd.'));
});
afterAll(() => keyed.close());

describe('A report that came in', () => {
  test('stands in the list and under “Uw werk” of who receives it, with what its reporter was promised', async () => {
    for (const { account } of keyed.receivers) {
      const list = (await account.browser.get('/meldingen')).body;
      expect(list).toContain(box.slice(0, 8).toUpperCase());
      expect(list).toMatch(/nog niet bevestigd.*ontvangst bevestigen: /);
      expect((await account.browser.get('/')).body).toContain('1 melding lezen en beantwoorden');
    }
  });

  test('that is not acknowledged in time is told as late', async () => {
    await asOwner(keyed.workplace, `update box set received_on = today() - 8 where id = $1`, [box]);
    const { body } = await keyed.receivers[0].account.browser.get('/meldingen');
    expect(body).toContain('te laat, ');
    await asOwner(keyed.workplace, `update box set received_on = today() where id = $1`, [box]);
  });

  test('gives its words to nobody: the page brings ciphertext, and its reader what opens it', async () => {
    const { body } = await keyed.receivers[0].account.browser.get(`/meldingen/${box}`);
    expect(body).not.toContain('Er is iets gebeurd');
    expect(body).toContain('data-keys="read-box"');
    const file = await keyed.receivers[0].account.browser.get(`/meldingen/${box}/bestand`);
    expect(JSON.parse(file.body)).toMatchObject({ for: 'daglicht box', box, shares: [] });
    expect(JSON.parse(file.body).wraps).toHaveLength(1);
  });

  test('is not there for anybody else, whatever they ask or send', async () => {
    for (const { browser } of [keyed.administrator, keyed.auditor.account]) {
      expect((await browser.get('/meldingen')).body).not.toContain(box.slice(0, 8).toUpperCase());
      const [there, nowhere] = await Promise.all(
        [box, crypto.randomUUID()].map(async (one) => (await browser.get(`/meldingen/${one}`)).body),
      );
      expect(there?.replaceAll(box, 'x')).toBe(nowhere?.replaceAll(/[0-9a-f-]{36}/g, 'x'));
      expect((await browser.get(`/meldingen/${box}/bestand`)).status).toBe(404);
      const head = 'ab'.repeat(2101);
      expect((await browser.postJson(`/meldingen/${box}/bericht`, { head })).status).toBe(403);
    }
  });

  test('takes no clear text, no file of another kind and no head of another box as a message', async () => {
    const { browser } = keyed.receivers[0].account;
    const tried = async (head: string) =>
      (await browser.postJson(`/meldingen/${box}/bericht`, { head })).status;
    expect(await tried('klare tekst')).toBe(400);
    expect(await tried(Buffer.from('Klare tekst. '.repeat(200)).toString('hex'))).toBe(403);
    expect(await tried('ab'.repeat(2101))).toBe(403);
    const [row] = await asOwner(
      keyed.workplace,
      'select count(*)::int as n from box_object where box_id = $1',
      [box],
    );
    expect(row).toEqual({ n: 1 });
  });
});
