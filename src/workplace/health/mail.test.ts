import { createServer } from 'node:https';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { later, sendNow, setMail } from '../../../tests/makers/workplace/by-mail.ts';
import { makeCertificate } from '../../../tests/makers/workplace/certificate.ts';
import { startMailServer, type TestMailServer } from '../../../tests/makers/workplace/mail-server.ts';
import {
  appointed,
  asOwner,
  asRuntime,
  codeOf,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { systemActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { withClient } from '../../platform/database/databases.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { storageStatus } from '../../platform/database/status.ts';
import { healthFacts, keepLights } from '../../platform/health/read-health.ts';
import { newHolder } from '../../platform/jobs/do-jobs.ts';
import { settleMail, takeMail } from '../../platform/mail/outbox.ts';
import { sendWaiting } from '../../platform/mail/send-waiting.ts';

/* Mail that goes out, and mail that does not: what is tried again, what turns red, and what is never said or shown. */

let workplace: TestWorkplace;
let tess: TestAccount;
let els: TestAccount;
const servers: TestMailServer[] = [];
const password = 'Zeldzaam wachtwoord 7315';

beforeAll(async () => {
  workplace = await openWorkplace({
    status: () =>
      storageStatus(workplace.database.storage, 'src', [workplace.database.organisation], 'workplace'),
  });
  tess = await setUp(workplace, 'Tess Techniek', 'tess@veld.test');
  els = await setUp(workplace, 'Els Coördinator', 'els@veld.test');
  await appointed(workplace, tess.person, 'technical-administrator');
  await appointed(workplace, els.person, 'central-coordinator');
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await workplace?.close();
});
afterEach(async () => {
  for (const table of ['mail_message', 'mail_setting', 'mail_secret', 'health_state', 'health_note', 'job'])
    await asOwner(workplace, `delete from ${table}`);
});

async function relay(...given: Parameters<typeof startMailServer>): Promise<TestMailServer> {
  const server = await startMailServer(...given);
  servers.push(server);
  return server;
}

/** What another deed put in the outbox. */
const warned = () =>
  perform(workplace.door, systemActor, keepLights, concern, { lights: [{ line: 'disk', light: 'red' }] });
const message = async () =>
  (await asOwner(workplace, 'select state, fault, attempts from mail_message order by recorded_at'))[0];
const page = async (path: string) => (await tess.browser.get(path)).body;
const testTo = (adres: string) => tess.browser.post('/gezondheid/post/test', { adres });

describe('A relay that does not take it', () => {
  test('is tried again with longer and longer waits for two days; then it is red', async () => {
    const server = await relay();
    await setMail(workplace, tess.person, server);
    await server.close();
    await warned();
    expect(await sendNow(workplace)).toBe(0);
    expect(await message()).toEqual({ state: 'waits', fault: 'unreachable', attempts: 1 });
    expect(await page('/gezondheid')).toContain('Er wacht post die nog niet is bezorgd');
    // Nothing is tried before its time.
    expect(await sendNow(workplace)).toBe(0);
    expect((await message())?.['attempts']).toBe(1);
    const waits: number[] = [];
    for (let attempt = 2; attempt <= 6; attempt++) {
      await later(workplace, '1 hour');
      await sendNow(workplace);
      const [row] = await asOwner(
        workplace,
        'select round(extract(epoch from next_at - now()) / 60)::int as minutes from mail_message',
      );
      waits.push(Number(row?.['minutes']));
    }
    expect(waits).toEqual([5, 15, 60, 180, 180]);
    await later(workplace, '2 days');
    await sendNow(workplace);
    expect((await message())?.['state']).toBe('undelivered');
    const red = await page('/gezondheid');
    expect(red).toContain('Rood: nu iets doen');
    expect(red).toContain('Er is post niet bezorgd');
  });

  test('takes it once when it is there again', async () => {
    const server = await relay();
    await setMail(workplace, tess.person, server);
    await server.close();
    await warned();
    await sendNow(workplace);
    const again = await relay(null, server.port);
    await setMail(workplace, tess.person, again);
    await later(workplace, '1 minute');
    expect(await sendNow(workplace)).toBe(1);
    expect(await sendNow(workplace)).toBe(0);
    expect(again.received.map(({ to }) => to)).toEqual([['beheer@veld.test']]);
    expect(again.received[0]?.raw).toContain('Schijfruimte');
    expect(await page('/gezondheid')).toContain('Er wacht geen post');
  });

  test('refuses one address for good, and the others go on', async () => {
    const server = await relay();
    await setMail(workplace, tess.person, server);
    server.refuses.set('weg@veld.test', 550);
    server.refuses.set('vol@veld.test', 451);
    for (const adres of ['weg@veld.test', 'vol@veld.test', 'goed@veld.test']) await testTo(adres);
    expect(await sendNow(workplace)).toBe(1);
    const body = await page('/gezondheid/post');
    expect(body).toContain('De mailserver neemt dit bericht niet aan.');
    expect(body).toContain('vraagt het later te proberen');
    expect(body).toContain('Aangenomen door de mailserver');
  });

  test('A message that cannot be made keeps no other from going out, and is told of', async () => {
    const server = await relay();
    await setMail(workplace, tess.person, server);
    for (const adres of ['een@veld.test', 'twee@veld.test']) await testTo(adres);
    const { door, premises } = workplace;
    const sent = sendWaiting({
      key: premises.organisation,
      door,
      keys: premises.keys,
      holder: newHolder(),
      write: async ({ address }) => {
        if (address === 'een@veld.test') throw new Error('Zo is het niet te maken');
        return { to: address ?? '', subject: 'Toets', text: 'Toets' };
      },
    });
    await expect(sent).rejects.toThrow('Zo is het niet te maken');
    expect(server.received.flatMap(({ to }) => to)).toEqual(['twee@veld.test']);
    expect(await page('/gezondheid/post')).toContain('Het bericht kon niet worden gemaakt');
  });

  test('that a process was killed with is sent by another, under the same Message-ID', async () => {
    const server = await relay();
    await setMail(workplace, tess.person, server);
    await warned();
    const dead = newHolder();
    server.beforeTaking = async () => {
      server.beforeTaking = null;
      // The first process ends here: taken by the relay, not noted.
      await asOwner(workplace, 'update mail_message set holder = gen_random_uuid()');
    };
    await sendNow(workplace, dead);
    await asOwner(workplace, `update mail_message set lease_until = now() - interval '1 second'`);
    expect(await sendNow(workplace)).toBe(1);
    const ids = server.received.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('Two instances that send at once send each message once', async () => {
    const server = await relay();
    await setMail(workplace, tess.person, server);
    const addresses = Array.from({ length: 30 }, (_, n) => `lezer${n}@veld.test`);
    for (const address of addresses)
      await asOwner(
        workplace,
        `insert into mail_message (id, kind, key, address) values (gen_random_uuid(), 'test', $1, $1)`,
        [address],
      );
    const counts = await Promise.all([sendNow(workplace), sendNow(workplace)]);
    expect(counts[0] + counts[1]).toBe(30);
    expect(server.received.flatMap(({ to }) => to).sort()).toEqual(addresses.toSorted());
  });
});

describe('Signing in to the relay', () => {
  test('a wrong password says so in words and turns mail red; the right one delivers', async () => {
    const server = await relay({ user: 'daglicht', secret: password });
    const given = { means: 'password', userName: 'daglicht' } as const;
    await setMail(workplace, tess.person, server, given, { password: 'verkeerd' });
    await testTo('iemand@veld.test');
    await warned();
    expect(await sendNow(workplace)).toBe(0);
    expect(await page('/gezondheid/post')).toContain('De mailserver weigert de naam met dit wachtwoord');
    expect(await page('/gezondheid')).toContain('De mailserver laat het programma niet binnen');
    await setMail(workplace, tess.person, server, given, { password });
    await later(workplace, '1 minute');
    expect(await sendNow(workplace)).toBe(1);
    expect(server.shown).toEqual(['verkeerd', password]);
  });

  test('by an access token that an endpoint gives; a new refresh token is kept', async () => {
    const shared = makeCertificate();
    const { key, certificate } = shared;
    const asked: URLSearchParams[] = [];
    let refuses = false;
    const endpoint = createServer({ key, cert: certificate }, (request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        asked.push(new URLSearchParams(body));
        response.writeHead(refuses ? 400 : 200, { 'Content-Type': 'application/json' });
        response.end(
          JSON.stringify(
            refuses
              ? { error: 'invalid_grant' }
              : {
                  access_token: 'toegang-1',
                  refresh_token: `ververs-${asked.length + 1}`,
                  token_type: 'Bearer',
                },
          ),
        );
      });
    });
    await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
    const address = endpoint.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const server = await relay({ user: 'daglicht@veld.test', secret: 'toegang-1' }, 0, shared);
    await setMail(
      workplace,
      tess.person,
      server,
      {
        means: 'xoauth2',
        userName: 'daglicht@veld.test',
        tokenEndpoint: `https://localhost:${port}/token`,
        clientId: 'daglicht',
      },
      { clientSecret: 'geheim 1', refreshToken: 'ververs-1' },
    );
    await testTo('een@veld.test');
    expect(await sendNow(workplace)).toBe(1);
    await testTo('twee@veld.test');
    expect(await sendNow(workplace)).toBe(1);
    expect(asked.map((one) => one.get('refresh_token'))).toEqual(['ververs-1', 'ververs-2']);
    expect(asked[0]?.get('client_secret')).toBe('geheim 1');
    refuses = true;
    await testTo('drie@veld.test');
    expect(await sendNow(workplace)).toBe(0);
    expect(await page('/gezondheid/post')).toContain('gaf geen token');
    endpoint.close();
  });

  test('a private address that is not on the list is not connected to', async () => {
    const server = await relay();
    await setMail(workplace, tess.person, server, { privateAddresses: [] });
    await testTo('iemand@veld.test');
    expect(await sendNow(workplace)).toBe(0);
    expect(await page('/gezondheid/post')).toContain('Er is geen verbinding gemaakt.');
    expect(server.received).toEqual([]);
  });

  test('a relay whose certificate is not known gets nothing', async () => {
    const server = await relay();
    await setMail(workplace, tess.person, server, { certificates: null });
    await testTo('iemand@veld.test');
    expect(await sendNow(workplace)).toBe(0);
    expect(await page('/gezondheid/post')).toContain('kon niet worden beveiligd');
  });
});

describe('Setting mail on its page', () => {
  const form = (port: number) => ({
    server: 'localhost',
    poort: String(port),
    beveiliging: 'starttls',
    afzender: 'daglicht@veld.test',
    waarschuwing: 'beheer@veld.test',
    manier: 'password',
    naam: 'daglicht',
    mailwachtwoord: password,
    besloten: '127.0.0.1\n::1',
  });
  const confirmed = async (fields: Record<string, string>) => {
    await asOwner(workplace, 'update account_secret set totp_step = null');
    return tess.browser.post('/gezondheid/post/instellen', {
      ...fields,
      wachtwoord: tess.password,
      code: codeOf(tess.seed),
    });
  };

  test('asks to show to be there, keeps the secret sealed and shows it nowhere', async () => {
    const server = await relay({ user: 'daglicht', secret: password });
    const fields = { ...form(server.port), certificaten: server.certificate };
    await asOwner(workplace, 'update session set confirmed_at = null');
    expect((await tess.browser.post('/gezondheid/post/instellen', fields)).location).toBeNull();
    expect(await asOwner(workplace, 'select id from mail_setting')).toEqual([]);
    expect((await confirmed(fields)).location).toBe('/gezondheid/post?gedaan=ingesteld');
    await testTo('iemand@veld.test');
    expect(await sendNow(workplace)).toBe(1);
    for (const path of ['/gezondheid/post', '/gezondheid/post/instellen'])
      expect(await page(path)).not.toContain(password);
    const [stored] = await asOwner(workplace, `select encode(sealed, 'escape') as sealed from mail_secret`);
    expect(stored?.['sealed']).not.toContain('7315');
    // The secret is kept where it goes the same way, and asked anew where it would go elsewhere.
    const { mailwachtwoord: _, ...without } = fields;
    expect((await confirmed({ ...without, waarschuwing: 'ander@veld.test' })).location).toContain(
      'ingesteld',
    );
    expect((await confirmed({ ...without, server: 'elders.test' })).body).toContain(
      'een bewaard geheim gaat nergens anders heen',
    );
    // The database refuses it too.
    await expect(
      asRuntime(
        workplace,
        `begin; set local role daglicht_person; select set_config('app.actor_kind', 'person', true), set_config('app.person', '${tess.person}', true);
         update mail_setting set withdrawn_at = now() where withdrawn_at is null;
         insert into mail_setting (id, host, port, security, sender, warn_to, means, user_name, secret_id)
         select gen_random_uuid(), 'elders.test', 587, 'starttls', sender, warn_to, means, user_name, secret_id from mail_setting limit 1`,
      ),
    ).rejects.toThrow('a kept secret that would go elsewhere');
    await expect(
      asRuntime(
        workplace,
        `begin; set local role daglicht_person; select set_config('app.actor_kind', 'person', true), set_config('app.person', '${tess.person}', true);
         select sealed from mail_secret`,
      ),
    ).rejects.toThrow('permission denied');
  });

  test('tells everything that is wrong at once, and keeps what was typed', async () => {
    const answer = await tess.browser.post('/gezondheid/post/instellen', {
      server: 'mail server',
      poort: '99999',
      beveiliging: 'none',
      afzender: 'Daglicht <daglicht@veld.test>',
      waarschuwing: 'a@veld.test, b@veld.test',
      manier: 'password',
      besloten: '169.254.169.254',
    });
    for (const told of [
      'Vul de naam van de mailserver in',
      'van 1 tot en met 65535',
      'Kies STARTTLS of TLS',
      'Dit is geen e-mailadres',
      'Vul de gebruikersnaam in',
      'Vul het wachtwoord in',
      'Schrijf op elke regel een adres of netwerk',
    ])
      expect(answer.body).toContain(told);
    expect(answer.body).toContain('value="mail server"');
  });

  test('an address that would add a header or a second reader is refused', async () => {
    const server = await relay();
    await setMail(workplace, tess.person, server);
    for (const adres of [
      'iemand@veld.test\r\nBcc: ander@veld.test',
      'iemand@veld.test\nBcc: ander@veld.test',
      'iemand@veld.test, ander@veld.test',
      'iemand@veld.test%0ABcc: ander@veld.test',
      'Iemand <iemand@veld.test>',
      '"a\\"\n"@veld.test',
    ]) {
      const answer = await testTo(adres);
      expect(answer.location, adres).toBeNull();
    }
    expect(await sendNow(workplace)).toBe(0);
    // What stood in the database by another way makes no header either.
    await asOwner(
      workplace,
      `insert into mail_message (id, kind, key, address) values (gen_random_uuid(), 'test', 'x', $1)`,
      ['iemand@veld.test\r\nBcc: ander@veld.test'],
    );
    await sendNow(workplace);
    expect(server.received.flatMap(({ to }) => to)).not.toContain('ander@veld.test');
    for (const { raw } of server.received) expect(raw).not.toMatch(/^Bcc:/im);
  });
});

describe('Who may do what', () => {
  const asSystem = (statement: string) =>
    asRuntime(
      workplace,
      `begin; set local role daglicht_system; select set_config('app.actor_kind', 'system', true), set_config('app.actor', 'daglicht', true); ${statement}`,
    );

  test('the role of jobs and mail reads no register, no person and no account', async () => {
    const tables = await asOwner(
      workplace,
      `select table_name from protected_table where table_name not in ('job', 'mail_message', 'mail_setting', 'mail_secret', 'health_note', 'health_state')`,
    );
    expect(tables.length).toBeGreaterThan(50);
    const open = await asOwner(
      workplace,
      `select p.table_name from protected_table p
       where p.table_name not in ('job', 'mail_message', 'mail_setting', 'mail_secret', 'health_note', 'health_state')
         and (has_any_column_privilege('daglicht_system', p.table_name, 'select')
              or has_any_column_privilege('daglicht_system', p.table_name, 'update'))`,
    );
    // Public keys and who signed them, by ids of their own: so that health sees whether the lists still hold.
    expect(open.map((row) => row['table_name']).toSorted()).toEqual([
      'key_list',
      'key_organisation',
      'key_root',
    ]);
    for (const table of ['incident', 'person_contact', 'account_secret', 'audit_entry'])
      await expect(asSystem(`select * from ${table}`)).rejects.toThrow('permission denied');
  });

  test('the login behind the workplace cannot take that role', async () => {
    const { storage, organisation } = workplace.database;
    for (const login of ['workplace', 'public'] as const) {
      const { rows } = await withClient(storage.connection(organisation, login), (client) =>
        client.query<{ takes: boolean }>(
          `select pg_has_role(current_user, 'daglicht_system', 'member') as takes`,
        ),
      );
      expect(rows, login).toEqual([{ takes: false }]);
    }
  });

  test('nobody but the technical administrator comes to health, mail and jobs', async () => {
    for (const path of [
      '/gezondheid',
      '/gezondheid/post',
      '/gezondheid/post/instellen',
      '/gezondheid/post/test',
      '/gezondheid/post/uit',
      '/gezondheid/taken',
      '/gezondheid/vastleggen/oefening',
    ]) {
      expect((await els.browser.get(path)).status, path).toBe(404);
      expect((await tess.browser.get(path)).status, path).toBeLessThan(400);
    }
    await expect(
      asRuntime(
        workplace,
        `begin; set local role daglicht_person; select set_config('app.actor_kind', 'person', true), set_config('app.person', '${els.person}', true); select * from health_facts()`,
      ),
    ).rejects.toThrow('not for this one');
  });

  test('the technical administrator sees of messages the own tests alone', async () => {
    await asOwner(
      workplace,
      `insert into mail_message (id, kind, key, person_id) values (gen_random_uuid(), 'digest', 'x', $1)`,
      [els.person],
    );
    await expect(
      asRuntime(
        workplace,
        `begin; set local role daglicht_person; select set_config('app.actor_kind', 'person', true), set_config('app.person', '${tess.person}', true);
         do $$ begin if exists (select from mail_message) then raise exception 'a digest was seen'; end if; end $$`,
      ),
    ).resolves.toBeUndefined();
    await expect(
      asRuntime(
        workplace,
        `begin; set local role daglicht_person; select set_config('app.actor_kind', 'person', true), set_config('app.person', '${tess.person}', true);
         insert into mail_message (id, kind, key, address) values (gen_random_uuid(), 'health', 'y', 'a@b.test')`,
      ),
    ).rejects.toThrow('row-level security');
  });
});

describe('The health page', () => {
  test('says in words how each part is, and what was not recorded', async () => {
    const body = await page('/gezondheid');
    for (const told of [
      'Oranje: let op',
      'Groen: in orde',
      'De database antwoordt en is bijgewerkt.',
      'Niet ingesteld. Er gaan geen berichten uit.',
      'Alle taken zijn op tijd.',
      'Niet vastgelegd.',
      'Nog niet nagerekend.',
    ])
      expect(body).toContain(told);
  });

  test('takes the day of a backup and of a drill; not one to come', async () => {
    const path = '/gezondheid/vastleggen/reservekopie';
    expect((await tess.browser.post(path, { dag: '31-2-2026' })).body).toContain('Dit is geen dag');
    expect((await tess.browser.post(path, { dag: '1-1-2190' })).body).toContain('moet nog komen');
    expect((await tess.browser.post(path, { dag: '3-11-2020' })).location).toBe(
      '/gezondheid?gedaan=vastgelegd',
    );
    const body = await page('/gezondheid');
    expect(body).toContain('3 november 2020. Maak een nieuwe.');
    expect((await tess.browser.get('/gezondheid/vastleggen/iets')).status).toBe(404);
  });

  test('A light that turns red is written of once, and again when it turned back meanwhile', async () => {
    const server = await relay();
    await setMail(workplace, tess.person, server);
    const lights = (light: 'green' | 'red') =>
      perform(workplace.door, systemActor, keepLights, concern, { lights: [{ line: 'jobs', light }] });
    await Promise.all([lights('red'), lights('red')]);
    await lights('red');
    expect(await asOwner(workplace, 'select topics from mail_message')).toEqual([{ topics: ['jobs'] }]);
    await lights('green');
    await lights('red');
    expect(await asOwner(workplace, 'select topics from mail_message')).toHaveLength(2);
  });

  test('A job that is late or given up is red', async () => {
    await asOwner(
      workplace,
      `insert into job (id, kind, key, run_at) values (gen_random_uuid(), 'digests', 'x', now() - interval '1 hour')`,
    );
    expect((await look(workplace.door, systemActor, healthFacts, concern, {})).late).toBe(true);
    expect(await page('/gezondheid')).toContain('Er is een taak meer dan een halfuur te laat');
    await asOwner(workplace, `update job set state = 'failed', ended_at = now(), fault = 'ECONNRESET'`);
    expect(await page('/gezondheid')).toContain('Een taak is mislukt');
    const jobs = await page('/gezondheid/taken');
    for (const told of ['Dagberichten maken', 'Mislukt', 'ECONNRESET']) expect(jobs).toContain(told);
  });

  test('What watches over processes hears whether it lives and is ready, signed in or not', async () => {
    const living = await workplace.site.request('/gezondheid/levend');
    expect([living.status, await living.text()]).toEqual([200, 'levend\n']);
    const ready = await workplace.site.request('/gezondheid/klaar');
    expect([ready.status, await ready.text()]).toEqual([200, 'klaar\n']);
    expect(ready.headers.get('Set-Cookie')).toBeNull();
  });

  test('Only who took a message says what became of it', async () => {
    await warned();
    const server = await relay();
    await setMail(workplace, tess.person, server);
    await testTo('iemand@veld.test');
    const holder = newHolder();
    const [taken] = await perform(workplace.door, systemActor, takeMail, concern, { holder, most: 1 });
    await perform(workplace.door, systemActor, settleMail, concern, {
      holder: newHolder(),
      ids: [taken?.id],
      outcome: 'sent',
    });
    expect((await asOwner(workplace, 'select state from mail_message'))[0]).toEqual({ state: 'sends' });
  });
});

describe('The own choice', () => {
  test('is kept, and said to stand already when it did', async () => {
    expect((await els.browser.get('/account/berichten')).body).toMatch(/value="dagelijks"[^>]*checked/);
    expect((await els.browser.post('/account/berichten', { ritme: 'wekelijks' })).location).toContain(
      'gedaan=opgeslagen',
    );
    expect((await els.browser.post('/account/berichten', { ritme: 'wekelijks' })).location).toContain(
      'gedaan=gelijk',
    );
    expect((await els.browser.get('/account/berichten')).body).toMatch(/value="wekelijks"[^>]*checked/);
    expect((await els.browser.post('/account/berichten', { ritme: 'elk uur' })).body).toContain(
      'Kies hoe vaak u bericht wilt.',
    );
  });
});
