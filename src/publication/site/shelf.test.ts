import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';
import { sampleReport } from '../../../tests/makers/sample-report.ts';
import { access } from '../../app.ts';
import { publicationActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import {
  closeOrganisation,
  type OrganisationDoor,
  openOrganisation,
  perform,
} from '../../platform/database/doorways.ts';
import { publish } from '../publish.ts';
import { openShelf, type Shelf } from './shelf.ts';

let fresh: FreshDatabase;
let door: OrganisationDoor;
let clock = 0;
let shelf: Shelf;

beforeAll(async () => {
  fresh = await freshDatabase();
  door = openOrganisation('proef', fresh.storage.connection(fresh.organisation, 'runtime'), access);
  await store(1);
  shelf = openShelf(door, { 'X-Frame-Options': 'DENY' }, () => clock);
});
afterAll(async () => {
  await closeOrganisation(door);
  await fresh.drop();
});

async function store(version: number): Promise<void> {
  await perform(door, publicationActor, publish, concern, {
    model: { ...sampleReport, version },
    periodFrom: '2021-01-01',
    periodUntil: '2021-12-31',
    titles: { nl: 'Proef', en: 'Test' },
    rulesVersion: 'test',
    files: [],
    inputs: {},
    cells: [],
    publicationsKnown: version - 1,
  });
}

test('A page is kept for as long as the contents are known to be of this second', async () => {
  const contents = await shelf.contents();
  shelf.keepPage('/a', '<p>één</p>', contents);
  expect(shelf.kept('/a')?.headers['X-Frame-Options']).toBe('DENY');
  clock += 1001;
  expect(shelf.kept('/a')).toBeUndefined();
});

test('When nothing was published since, the page is still there after asking', async () => {
  const before = await shelf.contents();
  expect(shelf.kept('/a')).toBeDefined();
  clock += 1001;
  expect(await shelf.contents()).toBe(before);
  expect(shelf.kept('/a')).toBeDefined();
});

test('When something was published the pages made before are gone, and one made from before is not kept', async () => {
  const before = await shelf.contents();
  await store(2);
  clock += 1001;
  const after = await shelf.contents();
  expect(after.publications.map(({ version }) => version)).toEqual([2, 1]);
  expect(shelf.kept('/a')).toBeUndefined();
  shelf.keepPage('/a', '<p>van voor de publicatie</p>', before);
  expect(shelf.kept('/a')).toBeUndefined();
});
