import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { profilesFolder, sealedTables } from '../src/app.ts';
import { describeWithProfile } from '../src/codes/profile-versions.ts';
import { commandNamed } from '../src/commands/commands.ts';
import { appoint, endAppointment } from '../src/organisation/people/appointments.ts';
import { OperatorEnded } from '../src/platform/access/access-table.ts';
import { concern } from '../src/platform/access/resource.ts';
import { withClient } from '../src/platform/database/databases.ts';
import { perform } from '../src/platform/database/doorways.ts';
import { readKeys } from '../src/platform/sealing/key-file.ts';
import { verifyRecords } from '../src/platform/trace/verify-records.ts';
import { examples, openBron, type TestOrganisation, tester } from './example-organisation.ts';
import { everythingStored } from './makers/everything-stored.ts';
import {
  appointed,
  asOwner,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from './makers/workplace/workplace.ts';
import { runCommand } from './run-command.ts';

/* From the first account on people keep the registers, at the command line with an access token; the operator of the
   server does not, whatever the program would let through. */

type Values = Readonly<Record<string, string | boolean>>;

let bron: TestOrganisation;
let workplace: TestWorkplace;
let ina: TestAccount;
let folder: string;
let asOperator: ReadonlyMap<string, string>;

/** Commands that read: what they say to the operator before, they say to the central coordinator after. */
const reading: readonly (readonly [string, readonly string[], Values])[] = [
  ['check', [], { period: '2020-2021' }],
  ['explain', ['incidents.by-category'], { period: '2020-2021' }],
  ['explain', ['incidents.by-category'], { period: '2020-2021', rows: true }],
  ['reason', ['list'], { period: '2020' }],
  ['statement', ['2020'], {}],
  ['summaries', ['list', 'incidents-2020-2021.csv'], {}],
  ['report', ['2020-2021'], { format: 'json' }],
  ['imports', [], {}],
];

/** Commands that write, or take the registers out. */
const writing: readonly (readonly [string, readonly string[], Values])[] = [
  ['import', ['complaints', join(examples, 'bron/complaints-2019-2021.csv')], { 'dry-run': true }],
  ['export', [], { out: 'uit', register: 'incidents' }],
  ['report', ['new', '2020'], { document: 'nieuw.md' }],
  ['report', ['2020-2021'], { publish: true }],
  ['imports', ['undo', '00000000-0000-4000-8000-000000000000'], {}],
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-token-'));
  bron = await openBron();
  asOperator = await readAll({});
  workplace = await openWorkplace({}, bron);
  ina = await setUp(workplace, 'Ina Zand', 'ina@bron.test');
  await appointed(workplace, ina.person, 'central-coordinator');
}, 120_000);
afterAll(async () => {
  await workplace.close();
  await bron.database.drop();
  await rm(folder, { recursive: true });
});

/** Each command writes somewhere else. */
let next = 0;

async function command(
  name: string,
  words: readonly string[],
  values: Values,
  environment: Readonly<Record<string, string>> = {},
) {
  const found = await commandNamed(name);
  if (!found) throw new Error(`No command ${name}`);
  const placed = Object.entries(values).map(([option, value]) => [
    option,
    ['out', 'document'].includes(option) ? join(folder, `${next++}-${String(value)}`) : value,
  ]);
  return runCommand(found, bron, words, Object.fromEntries(placed), 'nl', undefined, environment);
}

async function readAll(as: Values): Promise<ReadonlyMap<string, string>> {
  const said = new Map<string, string>();
  for (const [name, words, values] of reading) {
    const answer = await command(name, words, { ...values, ...as });
    said.set([name, ...words, ...Object.keys(values)].join(' '), `${answer.exit}\n${answer.said}`);
  }
  return said;
}

/** What somebody may allow a program, as the form offers it. */
async function offered(account = ina): Promise<readonly string[]> {
  const { body } = await account.browser.get('/account/sleutels/nieuw');
  return [...body.matchAll(/name="mag" value="([^"]+)"/g)].map(([, deed = '']) => deed);
}

/** A day of next month, as people write it. */
const soon = new Date(Date.now() + 40 * 24 * 3600 * 1000).toISOString().slice(0, 10);
const form = (mag: readonly string[], more: Record<string, string> = {}) => ({
  naam: 'maandelijks inlezen',
  einde: soon.split('-').reverse().join('-'),
  mag,
  ...more,
});

async function newToken(mag: readonly string[], account = ina): Promise<string> {
  const answer = await account.browser.post('/account/sleutels/nieuw', form(mag));
  const made = /<code>(dl_[^<]+)<\/code>/.exec(answer.body)?.[1];
  if (made === undefined) throw new Error(`${answer.status} ${answer.location} ${answer.body}`);
  return made;
}

async function inFile(token: string, mode = 0o600): Promise<string> {
  const place = join(folder, `sleutel-${mode}-${token.slice(3, 12)}`);
  await writeFile(place, `${token}\n`);
  await chmod(place, mode);
  return place;
}

/** What a part of the program gets to see, or to change, whatever the policy of the program says. */
async function inDatabase(kind: string, statement: string): Promise<number> {
  const { storage, organisation } = bron.database;
  return withClient(storage.connection(organisation, 'runtime'), async (client) => {
    await client.query('begin');
    await client.query(
      `select set_config('role', 'daglicht_${kind}', true), set_config('app.actor_kind', '${kind}', true),
              set_config('app.actor', 'toets', true)`,
    );
    const answer = await client.query(statement);
    await client.query('rollback');
    return answer.rowCount ?? 0;
  });
}

describe('From the first account on the operator', () => {
  test('may read and write no register, and is told what to do instead', async () => {
    for (const [name, words, values] of [...reading, ...writing]) {
      const refused = command(name, words, values);
      await expect(refused, [name, ...words].join(' ')).rejects.toBeInstanceOf(OperatorEnded);
      await expect(refused).rejects.toMatchObject({
        words: { nl: expect.stringContaining('--as <bestand>') },
      });
    }
  });

  test('is refused in the trail, each time: import, export, statement, publication', async () => {
    const denied = async () => {
      const rows = await asOwner(
        workplace,
        `select action from audit_entry where actor_kind = 'operator' and outcome = 'denied' order by at`,
      );
      return rows.map(({ action }) => String(action));
    };
    for (const [name, words, values, action] of [
      ['import', ['complaints', join(examples, 'bron/complaints-2019-2021.csv')], {}, 'complaints.import'],
      ['export', [], { out: 'uit', register: 'incidents' }, 'incidents.export'],
      ['export', [], { out: 'uit' }, 'incidents.export'],
      ['statement', ['2020'], { record: true }, 'statement.recorded'],
      ['report', ['2020-2021'], { publish: true }, 'figures.report'],
    ] as const) {
      const before = await denied();
      await expect(command(name, words, values)).rejects.toBeInstanceOf(OperatorEnded);
      expect((await denied()).slice(before.length), name).toEqual([action]);
    }
  });

  test('describes the organisation no more, and appoints nobody', async () => {
    for (const attempt of [
      () => perform(bron.door, tester, describeWithProfile, concern, {}),
      () => perform(bron.door, tester, appoint, concern, {}),
      () => perform(bron.door, tester, endAppointment, concern, {}),
    ])
      await expect(attempt()).rejects.toBeInstanceOf(OperatorEnded);
  });

  test('finds nothing of the registers in the database either', async () => {
    const tables = await asOwner(
      workplace,
      `select distinct tablename as name from pg_policies
       where 'daglicht_operator' = any (roles) and cmd in ('SELECT', 'ALL') and permissive = 'PERMISSIVE' order by 1`,
    );
    const seen: string[] = [];
    for (const { name } of tables)
      if ((await inDatabase('operator', `select 1 from ${String(name)} limit 1`)) > 0)
        seen.push(String(name));
    // What is left to who keeps the server: letting in the first people, the trail, the structure, what is public.
    expect(seen.filter((name) => !lasting.has(name))).toEqual([]);
    expect(seen).toContain('audit_entry');
  });

  test('changes nothing of registers, people or structure in the database', async () => {
    for (const statement of [
      `insert into appointment (id, person_id, role, valid_from, appointed_by, reason)
       values (gen_random_uuid(), '${ina.person}', 'coordinator', '2020-01-01', 'x', 'x')`,
      `insert into unit_name (unit, name_nl, name_en) select key, 'x', 'x' from unit limit 1`,
      `insert into profile_version (id, content) values (gen_random_uuid(), '{}')`,
      `insert into incident (id, incident_id) values (gen_random_uuid(), gen_random_uuid())`,
    ])
      await expect(inDatabase('operator', statement), statement).rejects.toThrow(
        /row-level security|permission denied|null value|does not exist/,
      );
    for (const table of ['unit', 'incident', 'employment', 'reported_value'])
      expect(await inDatabase('operator', `update ${table} set withdrawn_at = now()`), table).toBe(0);
  });

  test('still lets in an administrator and checks the trail', async () => {
    const values = { first: true, mail: 'bas@bron.test', name: 'Bas Idrissi' };
    expect((await command('invite', [], values)).exit).toBe(0);
    const checked = await command('verify', ['audit'], {});
    expect(checked.said).toContain('De keten klopt');
    // The key file of this installation lies elsewhere.
    expect(checked.said).toContain('De rijen van de registers zijn niet nagekeken');
  });
});

const lasting: ReadonlySet<string> = new Set([
  // Public keys and who signed them, so that the root that counts can be pinned on the server.
  'key_list',
  'key_organisation',
  'key_root',
  'account',
  'audit_chain',
  'audit_entry',
  'audit_link',
  'example_person',
  'headcount_definition',
  'incompatible_role',
  'invitation',
  'organisation_root',
  'person',
  'person_contact',
  'profile_version',
  'publication',
  'publication_file',
  'publication_note',
  'record_seal',
  'sealed_table',
  'structure_version',
  'unit',
  'unit_name',
  'unit_parent',
  'unit_policy',
  'unit_succession',
]);

describe('With an access token', () => {
  test('the central coordinator reads what the operator read before, word for word', async () => {
    const file = await inFile(await newToken(await offered()));
    const said = await readAll({ as: file });
    for (const [name, words] of asOperator) expect(said.get(name), name).toBe(words);
  }, 60_000);

  test('a register is read in, corrected, taken out, and a report published', async () => {
    const as = await inFile(await newToken(await offered()));
    const complaints = join(examples, 'bron/complaints-2019-2021.csv');
    const again = await command('import', ['complaints', complaints], { as, sender: 'test' });
    expect(again).toMatchObject({ exit: 0 });
    expect(await command('export', [], { as, out: 'uit', register: 'incidents' })).toMatchObject({ exit: 0 });
    expect(await command('report', ['new', '2020'], { as, document: 'nieuw.md' })).toMatchObject({ exit: 0 });
    expect(await command('report', ['2020-2021'], { as, publish: true })).toMatchObject({ exit: 0 });
    expect(await command('verify', ['2020-2021'], { as })).toMatchObject({ exit: 0 });
    const [asked] = await asOwner(
      workplace,
      `select actor, origin from audit_entry where action = 'publication.request' and outcome = 'done'`,
    );
    expect(asked?.['actor']).toBe(ina.person);
    expect(asked?.['origin']).toMatch(/^command line, token [0-9a-f]{8}$/);
  }, 60_000);

  test('all registers at once are taken out with the approval of another, once', async () => {
    const as = await inFile(await newToken(await offered()));
    await expect(command('export', [], { as, out: 'alles' })).rejects.toMatchObject({
      code: 'export-not-approved',
    });
    const decider = await setUp(workplace, 'Fien Beheer', 'fien@bron.test');
    const approved = (hours: number) =>
      asOwner(
        workplace,
        `insert into proposal (id, kind, payload, payload_hash, reason, proposed_by, proposer, expires_at, outcome, decided_by, decided_at)
         values (gen_random_uuid(), 'export-all', '{"registers":"all"}', 'x', 'overdracht', $1::text, $1::uuid, now(), 'approved', $2,
           now() - make_interval(hours => $3))`,
        [ina.person, decider.person, hours],
      );
    await approved(73);
    await expect(command('export', [], { as, out: 'alles' })).rejects.toMatchObject({
      code: 'export-not-approved',
    });
    await approved(71);
    // A token that does not name the registers takes nothing along, and uses no approval.
    const bare = await inFile(await newToken(['imports.list']));
    await expect(command('export', [], { as: bare, out: 'alles' })).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    expect(await command('export', [], { as, out: 'alles' })).toMatchObject({ exit: 0 });
    await expect(command('export', [], { as, out: 'nog-eens' })).rejects.toMatchObject({
      code: 'export-not-approved',
    });
    const used = await asOwner(
      workplace,
      `select outcome from audit_entry where action = 'organisation.use-export-approval'`,
    );
    expect(used).toEqual([{ outcome: 'done' }]);
    const sought = await asOwner(
      workplace,
      `select details ->> 'refused' as refused, origin from audit_entry
       where action = 'organisation.export-approval' and outcome = 'denied' and actor = $1`,
      [ina.person],
    );
    // None yet, one that is over, one that was used.
    expect(sought).toHaveLength(3);
    for (const row of sought)
      expect(row).toEqual({
        refused: 'export-not-approved',
        origin: expect.stringMatching(/^command line, token/),
      });
  }, 60_000);

  test('where an export or a statement went and how many rows it has stands in the trail', async () => {
    const as = await inFile(await newToken(await offered()));
    const placed = () =>
      asOwner(
        workplace,
        `select object, outcome, actor, details ->> 'place' as place, (details ->> 'files')::int as files,
           (details ->> 'rows')::int as rows
         from audit_entry where action = 'registers.place-export' order by at`,
      );
    const before = (await placed()).length;
    await command('export', [], { as, out: 'een-register', register: 'incidents' });
    await command('statement', ['2020'], { as, out: 'opgave' });
    const [one, other, ...more] = (await placed()).slice(before);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ object: 'incidents', outcome: 'done', actor: ina.person });
    expect(one?.['place']).toMatch(new RegExp(`^${folder}/\\d+-een-register$`));
    const { files }: { files: readonly { rows: number }[] } = JSON.parse(
      await readFile(join(String(one?.['place']), 'manifest.json'), 'utf8'),
    );
    expect(one).toMatchObject({ files: files.length, rows: files.reduce((sum, { rows }) => sum + rows, 0) });
    expect(other).toMatchObject({ object: 'statement 2020', actor: ina.person });
    expect(other?.['place']).toMatch(/-opgave$/);
  }, 60_000);

  test('a publication that a check refuses is refused in the trail', async () => {
    const as = await inFile(await newToken(await offered()));
    const document = join(folder, 'fout.md');
    await writeFile(
      document,
      '---\ntitle: Verslag\nslug: fout\nperiod: 2020-2021\nlanguage: nl\n---\n\nEr waren er 17.\n',
    );
    const report = await commandNamed('report');
    if (!report) throw new Error('no report');
    const refused = await runCommand(report, bron, ['2020-2021'], { as, document, publish: true });
    expect(refused).toMatchObject({ exit: 1, complaints: expect.stringContaining('niets gepubliceerd') });
    const rows = await asOwner(
      workplace,
      `select object, outcome, actor, details from audit_entry where action = 'publication.request' and object = 'fout'`,
    );
    expect(rows).toEqual([
      { object: 'fout', outcome: 'denied', actor: ina.person, details: { refused: 'DocumentError' } },
    ]);
  }, 60_000);

  test('the functional administrator describes the organisation, but no other thresholds, once two could approve', async () => {
    const [gerda, henk] = [
      await setUp(workplace, 'Gerda Klei', 'gerda@bron.test'),
      await setUp(workplace, 'Henk Veen', 'henk@bron.test'),
    ];
    for (const { person } of [gerda, henk]) await appointed(workplace, person, 'functional-administrator');
    const as = await inFile(await newToken(['organisation.describe'], gerda));
    const profile = join(folder, 'profiel');
    await cp(join(profilesFolder, 'rijk'), profile, { recursive: true });
    const file = join(profile, 'profile.json');
    const written = await readFile(file, 'utf8');
    const { organisation } = bron.database;
    const describing = () =>
      command('organisation', [join(examples, 'bron/organisation.json')], { as, profile, organisation });
    await writeFile(file, written.replace(/"protectionThreshold": \d+/, '"protectionThreshold": 3'));
    await expect(describing()).rejects.toMatchObject({
      code: 'thresholds-unapproved',
      words: { nl: expect.stringContaining('Instellingen, Drempels wijzigen') },
    });
    await writeFile(
      file,
      written.replace(/"yearName": \{\s*"nl": "[^"]+"/, '"yearName": { "nl": "Boekjaar"'),
    );
    expect(await describing()).toMatchObject({ exit: 0, said: expect.stringContaining('vastgelegd') });
  }, 60_000);

  test('it may come from the environment', async () => {
    const token = await newToken(['imports.list']);
    expect(await command('imports', [], {}, { DAGLICHT_TOKEN: token })).toMatchObject({ exit: 0 });
  });

  test('a program may do what the token names and nothing else, also of what its person may', async () => {
    const as = await inFile(await newToken(['imports.list']));
    expect((await command('imports', [], { as })).exit).toBe(0);
    for (const [name, words, values] of [...reading.slice(0, 7), ...writing])
      await expect(command(name, words, { ...values, as }), [name, ...words].join(' ')).rejects.toMatchObject(
        {
          name: 'AccessDenied',
        },
      );
  });

  test('what nobody does without being there is not offered: roles, accounts, proposals, the trail', async () => {
    const all = await offered();
    expect(all).toContain('incidents.import');
    for (const deed of all)
      expect(deed).not.toMatch(/^(identity|audit|organisation\.(appoint|propose|decide))/);
  });

  test('a statement that is not recorded says that what somebody may not see is not in it', async () => {
    const token = await newToken([
      ...['statement.recorded', 'statement.incidents', 'figures.inputs', 'imports.list'],
    ]);
    const made = await command('statement', ['2020'], {}, { DAGLICHT_TOKEN: token });
    expect(made.complaints).toContain('Geteld zijn de registraties die u mag zien.');
  });

  test('every change of a row that is sealed stands beside a deed, the use of a token too', async () => {
    const token = await newToken(['imports.list']);
    expect((await command('imports', [], {}, { DAGLICHT_TOKEN: token })).exit).toBe(0);
    const keys = await readKeys(join(folder, 'sealing.json'), true);
    const { faults } = await verifyRecords(bron.door, tester, keys, 'bron', sealedTables, 200);
    // Appointments and proposals are put in by hand here, past the program: those are named, and nothing else.
    const byHand = ['appointment', 'proposal'];
    expect(faults.filter((one) => !('table' in one && byHand.includes(one.table)))).toEqual([]);
  });

  test('a file that others can read, or that holds no token, is not used', async () => {
    const token = await newToken(['imports.list']);
    for (const mode of [0o644, 0o640, 0o604])
      await expect(command('imports', [], { as: await inFile(token, mode) })).rejects.toMatchObject({
        words: { nl: expect.stringContaining('chmod 600') },
      });
    await expect(command('imports', [], { as: folder })).rejects.toMatchObject({
      words: { nl: expect.stringContaining('geen toegangssleutel') },
    });
    for (const content of ['geen sleutel', '', `${token}x`, `${token}\n${token}`])
      await expect(command('imports', [], { as: await inFile(content) })).rejects.toMatchObject({
        words: { nl: expect.stringContaining('geen toegangssleutel') },
      });
  });

  const dead = expect.stringContaining('werkt niet');
  const used = async (token: string) => command('imports', [], { as: await inFile(token) });

  test('nothing is done with one that nobody made, and that is recorded', async () => {
    await expect(used(`dl_${'A'.repeat(43)}`)).rejects.toMatchObject({ words: { nl: dead } });
    const [row] = await asOwner(
      workplace,
      `select outcome, object from audit_entry where action = 'identity.use-token' order by at desc limit 1`,
    );
    expect(row).toMatchObject({ outcome: 'denied', object: 'token' });
  });

  test('nothing is done with one that was revoked', async () => {
    const token = await newToken(['imports.list']);
    expect((await used(token)).exit).toBe(0);
    const { body } = await ina.browser.get('/account');
    const [, id = ''] = /\/account\/sleutels\/([0-9a-f-]+)\/intrekken/.exec(body) ?? [];
    // Of tokens made on one day any may stand first: all are revoked.
    for (const [, one = ''] of body.matchAll(/\/account\/sleutels\/([0-9a-f-]+)\/intrekken/g))
      await ina.browser.post(`/account/sleutels/${one}/intrekken`, {});
    await expect(used(token)).rejects.toMatchObject({ words: { nl: dead } });
    expect((await ina.browser.get(`/account/sleutels/${id}/intrekken`)).status).toBe(404);
    expect((await ina.browser.get('/account')).body).toContain('(ingetrokken)');
  });

  test('nothing is done with one of somebody who left, from the day after the last', async () => {
    const loes = await setUp(workplace, 'Loes Weg', 'loes@bron.test');
    await appointed(workplace, loes.person, 'central-coordinator');
    const lastDay = (day: string) =>
      asOwner(
        workplace,
        `with standing as (
           update employment set ended_on = ${day} where person_id = $1 returning 1)
         insert into employment (version_id, employment_id, person_id, unit, started_on, ended_on)
         select gen_random_uuid(), gen_random_uuid(), $1, (select min(key) from unit), '2020-01-01', ${day}
         where not exists (select from standing)`,
        [loes.person],
      );
    await lastDay('today()');
    const token = await newToken(['imports.list'], loes);
    expect((await used(token)).exit).toBe(0);
    await lastDay('today() - 1');
    await expect(used(token)).rejects.toMatchObject({ words: { nl: dead } });
  });

  test('nothing is done after its last day', async () => {
    const token = await newToken(['imports.list']);
    await asOwner(
      workplace,
      `update access_token set made_on = made_on - 60, ends_on = today() - 1 where revoked_at is null`,
    );
    await expect(used(token)).rejects.toMatchObject({ words: { nl: dead } });
  });

  test('it ends with the appointment, and does not come back with the next one', async () => {
    const bo = await setUp(workplace, 'Bo Kust', 'bo@bron.test');
    await appointed(workplace, bo.person, 'central-coordinator');
    const token = await newToken(['imports.list'], bo);
    expect((await used(token)).exit).toBe(0);
    await asOwner(workplace, `update appointment set withdrawn_at = now() where person_id = $1`, [bo.person]);
    await expect(used(token)).rejects.toMatchObject({ words: { nl: dead } });
    await appointed(workplace, bo.person, 'central-coordinator');
    await expect(used(token)).rejects.toMatchObject({ words: { nl: dead } });
  });

  test('it ends with the account', async () => {
    const cas = await setUp(workplace, 'Cas Duin', 'cas@bron.test');
    await appointed(workplace, cas.person, 'central-coordinator');
    const token = await newToken(['imports.list'], cas);
    await asOwner(workplace, `update account set state = 'ended', ended_at = now() where person_id = $1`, [
      cas.person,
    ]);
    await expect(used(token)).rejects.toMatchObject({ words: { nl: dead } });
  });

  test('it does not sign in', async () => {
    const token = await newToken(['imports.list']);
    const headers = { ...ina.browser.headers, Authorization: `Bearer ${token}`, Cookie: `daglicht=${token}` };
    const answer = await workplace.site.request('/account', { headers });
    expect(answer.headers.get('location')).toContain('/aanmelden');
  });
});

describe('Making a token', () => {
  test('asks for what is missing and keeps what was typed', async () => {
    const wrong = await ina.browser.post(
      '/account/sleutels/nieuw',
      form([], { naam: '', einde: '31-02-2027' }),
    );
    for (const words of ['Vul in waarvoor', 'tussen vandaag en een jaar', 'ten minste één ding'])
      expect(wrong.body).toContain(words);
    expect(wrong.body).toContain('31-02-2027');
    const foreign = await ina.browser.post('/account/sleutels/nieuw', form(['organisation.describe']));
    expect(foreign.body).toContain('hoort niet (meer) bij uw rollen');
    const far = await ina.browser.post(
      '/account/sleutels/nieuw',
      form(['imports.list'], { einde: '1-1-2199' }),
    );
    expect(far.body).toContain('tussen vandaag en een jaar');
  });

  test('asks somebody who has not shown to be there lately to do so first', async () => {
    await asOwner(workplace, `update session set confirmed_at = now() - interval '6 minutes'`);
    expect((await ina.browser.get('/account/sleutels/nieuw')).location).toContain('/bevestigen');
    const posted = await ina.browser.post('/account/sleutels/nieuw', form(['imports.list']));
    expect(posted.location).toContain('/bevestigen');
    await asOwner(workplace, `update session set confirmed_at = now()`);
  });

  test('leaves no token anywhere in the database', async () => {
    const token = await newToken(['imports.list']);
    const stored = await everythingStored(workplace.database);
    expect(stored.get('access_token')).not.toBe('');
    for (const [table, rows] of stored) expect(rows.includes(token.slice(3)), table).toBe(false);
  });
});
