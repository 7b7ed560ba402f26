import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';
import { describedTown } from '../../../tests/makers/town.ts';
import { accessTable } from '../../platform/access/access-table.ts';
import { operator } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import {
  closeOrganisation,
  type OrganisationDoor,
  openOrganisation,
  perform,
} from '../../platform/database/doorways.ts';
import { organisationAccess } from '../organisation-access.ts';
import { AppointmentRefused, appoint, endAppointment } from './appointments.ts';
import { addPerson } from './persons.ts';

const clerk = operator('clerk');
let fresh: FreshDatabase;
let door: OrganisationDoor;
let owner: Client;
let person = '';
beforeAll(async () => {
  fresh = await freshDatabase();
  door = openOrganisation(
    'town',
    fresh.storage.connection(fresh.organisation, 'runtime'),
    accessTable(organisationAccess),
  );
  owner = new Client(fresh.storage.connection(fresh.organisation, 'owner'));
  await owner.connect();
  await owner.query(describedTown);
  const contact = { number: null, name: 'Iemand van buiten', mail: 'iemand@example.org', telephone: null };
  person = (await perform(door, clerk, addPerson, concern, contact)).person;
});
afterAll(async () => {
  await closeOrganisation(door);
  await owner.end();
  await fresh.drop();
});

const by = { appointedBy: 'besluit 12', reason: 'nieuwe coördinator' };
const appointed = (more: object = {}) =>
  perform(door, clerk, appoint, concern, {
    person,
    role: 'coordinator',
    unit: 'ONE',
    from: '2026-01-01',
    until: '2026-07-01',
    ...by,
    ...more,
  });
const ended = (appointment: string, until: string) =>
  perform(door, clerk, endAppointment, concern, { appointment, until, ...by });

test('Somebody from outside is a person without an employment, and how to reach them stands apart', async () => {
  const { rows } = await owner.query(
    `select c.name, c.mail, (select count(*)::int from employment) as employments from person p join person_contact c on c.person_id = p.id`,
  );
  expect(rows).toEqual([{ name: 'Iemand van buiten', mail: 'iemand@example.org', employments: 0 }]);
});

describe('An appointment', () => {
  test.each([
    ['of somebody unknown', { person: randomUUID() }, 'person-unknown'],
    ['for a unit that is not there', { unit: 'NUL' }, 'unit-unknown'],
    ['in a role that follows from employment', { role: 'supervisor' }, 'role-of-employment'],
    ['that ends before it begins', { until: '2026-01-01' }, 'ends-before-start'],
  ])('%s is refused', async (_what, more, code) => {
    const refusal: unknown = await appointed(more).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppointmentRefused);
    expect(refusal).toMatchObject({ code });
    expect((await owner.query('select from appointment')).rowCount).toBe(0);
  });

  test('stands once at a time, and again afterwards, or for another part', async () => {
    await appointed();
    await expect(appointed({ from: '2026-06-30', until: null })).rejects.toMatchObject({
      code: 'appointed-already',
    });
    await expect(appointed({ from: '2025-01-01', until: '2026-01-02' })).rejects.toThrow(AppointmentRefused);
    await appointed({ from: '2026-07-01', until: null });
    await appointed({ unit: null });
    expect((await owner.query('select from appointment where withdrawn_at is null')).rowCount).toBe(3);
  });

  test('that is ended keeps what was recorded before', async () => {
    const { appointment } = await appointed({ role: 'privacy-officer', until: null });
    const later = await ended(appointment, '2026-03-01');
    const { rows } = await owner.query(
      `select id, valid_until::text, withdrawn_at is null as stands from appointment where role = 'privacy-officer' order by stands`,
    );
    expect(rows).toEqual([
      { id: appointment, valid_until: null, stands: false },
      { id: later.appointment, valid_until: '2026-03-01', stands: true },
    ]);
    await expect(ended(appointment, '2026-02-01')).rejects.toMatchObject({ code: 'not-there' });
    await expect(ended(later.appointment ?? '', '2026-04-01')).rejects.toMatchObject({
      code: 'ended-already',
    });
  });

  test('that ends before it began never held', async () => {
    const { appointment } = await appointed({ role: 'hr-adviser', until: null });
    expect(await ended(appointment, '2025-12-01')).toEqual({ appointment: null });
    expect(
      (await owner.query(`select from appointment where role = 'hr-adviser' and withdrawn_at is null`))
        .rowCount,
    ).toBe(0);
  });
});
