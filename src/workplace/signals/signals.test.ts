import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KeyedWorkplace, openKeyedWorkplace } from '../../../tests/makers/workplace/keyed-workplace.ts';
import { givenOn, signs, type TestVault, withVault } from '../../../tests/makers/workplace/vaults.ts';
import { asOwner } from '../../../tests/makers/workplace/workplace.ts';
import type { BoxFile } from '../../platform/encryption/boxes/box-file.ts';
import type { SignedText } from '../../platform/encryption/documents/documents.ts';
import { checkList } from '../../platform/encryption/documents/lists.ts';
import type { SealedVault } from '../../platform/encryption/unlock.ts';
import {
  isStale,
  messageFor,
  nextEpochOf,
  notesBeside,
  openBox,
  readersIn,
} from '../../platform/web/browser/boxes/open-box.ts';

/* The list of confidential reports and the page of one, for who may read it and for who may not. */

let keyed: KeyedWorkplace;
let box: string;

beforeAll(async () => {
  keyed = await openKeyedWorkplace();
  ({ box } = await keyed.report('Er is iets gebeurd.'));
});
afterAll(() => keyed.close());

interface Brought {
  readonly vault: SealedVault;
  readonly pin: string;
  readonly today: string;
  readonly post: BoxFile;
  readonly people: SignedText;
}

/** What the page of a report brings, opened as its reader's browser does. */
async function openedBy({ account, keys }: TestVault, of: string) {
  const given = givenOn((await account.browser.get(`/meldingen/${of}`)).body) as Brought;
  const me = { vault: given.vault, keys, pin: given.pin, before: null };
  const post = await openBox(me, given.post);
  const { org } = given.post;
  const asked = { org, roots: post.checked.roots, name: 'people' as const, today: given.today };
  return { me, post, list: await checkList(given.people, asked) };
}

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

describe('Who reads from now on', () => {
  const epochsOf = (of: string) =>
    asOwner(keyed.workplace, 'select max(epoch) as epoch from box_record where box_id = $1', [of]);

  test('is recorded in all boxes of a case or in none', async () => {
    const [bea, cor] = keyed.receivers;
    const { box: of } = await keyed.report('Nog een.');
    const { me, post, list } = await openedBy(bea, of);
    const readers = readersIn(list, [bea.person]);
    const good = await nextEpochOf(me, post, { list, readers });
    const notes = await notesBeside(me, post, list);
    const send = (by: TestVault, epochs: readonly object[]) =>
      by.account.browser.postJson(`/meldingen/${of}/lezers`, { epochs });
    const torn = { ...notes, wraps: notes.wraps.slice(1) };
    expect((await send(bea, [good, torn])).status).toBe(403);
    expect(await epochsOf(of)).toEqual([{ epoch: 0 }]);
    // What one reader made another does not send.
    expect((await send(cor, [good])).status).toBe(403);
    expect((await send(bea, [good, notes])).status).toBe(200);
    expect(await epochsOf(of)).toEqual([{ epoch: 1 }]);
    expect((await send(bea, [good])).status).toBe(403);
  });

  test('takes the way from who was taken out at the next request, and what they made before counts no more', async () => {
    const [bea, cor] = keyed.receivers;
    const { box: of } = await keyed.report('Derde.');
    const before = await openedBy(cor, of);
    const late = await messageFor(before.me, before.post, 'Nog snel iets.');
    const { me, post, list } = await openedBy(bea, of);
    const epoch = await nextEpochOf(me, post, { list, readers: readersIn(list, [bea.person]) });
    await bea.account.browser.postJson(`/meldingen/${of}/lezers`, { epochs: [epoch] });
    expect((await cor.account.browser.get(`/meldingen/${of}`)).status).toBe(404);
    const sent = await cor.account.browser.postJson(`/meldingen/${of}/bericht`, { head: late });
    expect(sent.status).toBe(403);
    // With a true epoch of their own making they do not come back either.
    const back = await nextEpochOf(before.me, before.post, {
      list: before.list,
      readers: readersIn(before.list, [cor.person]),
    });
    expect((await cor.account.browser.postJson(`/meldingen/${of}/lezers`, { epochs: [back] })).status).toBe(
      403,
    );
  });
});

describe('A signal that is done with', () => {
  test('is closed by who manages it: nobody writes in it, everybody reads on, and it can be opened again', async () => {
    const [bea, cor] = keyed.receivers;
    const { box: of } = await keyed.report('Vierde.');
    const { me, post } = await openedBy(bea, of);
    const close = { stand: 'closed' };
    expect((await keyed.auditor.account.browser.post(`/meldingen/${of}/sluiten`, close)).status).toBe(404);
    expect((await bea.account.browser.get(`/meldingen/${of}/sluiten`)).body).toContain(
      'Schrijf het laatste bericht dus eerst',
    );
    expect((await bea.account.browser.post(`/meldingen/${of}/sluiten`, close)).location).toBe(
      '/meldingen?gedaan=gesloten',
    );
    // Sent twice it is closed once.
    expect((await bea.account.browser.post(`/meldingen/${of}/sluiten`, close)).location).toBe(
      '/meldingen?gedaan=gesloten',
    );
    const head = await messageFor(me, post, 'Te laat.');
    expect((await bea.account.browser.postJson(`/meldingen/${of}/bericht`, { head })).status).toBe(403);
    const { body } = await cor.account.browser.get(`/meldingen/${of}`);
    expect(body).toContain('Deze melding is gesloten');
    expect(body).not.toContain('answer-box');
    expect((await cor.account.browser.get('/meldingen')).body).toMatch(/gesloten/);
    await cor.account.browser.post(`/meldingen/${of}/sluiten`, { stand: 'open' });
    expect((await bea.account.browser.postJson(`/meldingen/${of}/bericht`, { head })).status).toBe(200);
  });
});

describe('Who made a new vault', () => {
  test('is told whom to ask, and reads on once a co-reader recorded the readers anew', async () => {
    const [bea, cor] = keyed.receivers;
    const { box: of } = await keyed.report('Vijfde.');
    const again = await withVault(cor.account);
    const { body } = await cor.account.browser.get(`/meldingen/${of}`);
    expect(body).toContain('nog voor uw vorige kluis');
    expect(body).not.toContain('read-box');
    // The officers sign the new keys; until then a co-reader cannot share with them.
    await bea.account.browser.post('/sleutels/lijsten', {
      [`persoon-${bea.person}`]: 'central-coordinator manage receives',
      [`persoon-${cor.person}`]: 'coordinator manage receives',
      geldig: `01-06-${new Date().getFullYear() + 1}`,
    });
    await signs(bea);
    await signs(keyed.auditor);
    const { me, post, list } = await openedBy(bea, of);
    expect(isStale(post, list)).toBe(true);
    const epoch = await nextEpochOf(me, post, { list, readers: readersIn(list, [bea.person, cor.person]) });
    expect((await bea.account.browser.postJson(`/meldingen/${of}/lezers`, { epochs: [epoch] })).status).toBe(
      200,
    );
    const { post: now, list: today } = await openedBy({ ...again, account: cor.account }, of);
    expect(now.shown).toMatchObject([{ text: 'Vijfde.' }]);
    expect(isStale(now, today)).toBe(false);
  });
});
