import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordProfile } from '../src/codes/profile-versions.ts';
import { today as thisDay } from '../src/organisation/period.ts';
import { publicationActor } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import { look, perform } from '../src/platform/database/doorways.ts';
import { gatherInputs, publishReport } from '../src/publication/publishing.ts';
import { publicationList } from '../src/publication/records.ts';
import { verifyPublication } from '../src/publication/verify-publication.ts';
import { examples, openTestOrganisation, type TestOrganisation, tester } from './example-organisation.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-together-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let oefen: TestOrganisation;
beforeEach(async () => {
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
  const file = join(folder, 'incidenten.csv');
  const rows = ['a', 'a', 'a', 'c', 'c', 'c', 'c', 'c', 'c', 'g', 'g', 'g', 'g', 'g', 'g', 'g'].map(
    (category, index) =>
      `${category};${index % 3 === 0 ? 'RDL' : 'IWK'};${index + 1}-3-2025;Bericht ${index};Gesprek`,
  );
  await writeFile(
    file,
    ['Categorie;Onderdeel;Datum ontvangst;Omschrijving;Toelichting afronding', ...rows].join('\n'),
  );
  expect((await oefen.import('incidents', file)).outcome).toBe('imported');
});
afterEach(() => oefen?.close());

const request = (slug: string, publishedOn: string) => ({
  document: `---\nslug: ${slug}\ntitle: Verslag\nlanguage: nl\nperiod: 2025\nyearsBefore: 0\n---\n\n# Incidenten {#incidenten}\n\n:::figure{figure=incidents.category-by-unit rows=category columns=unit}\nVerdeling\n:::\n`,
  publishedOn,
  notice: null,
});
const published = async () =>
  (await look(oefen.door, publicationActor, publicationList, concern, {})).map(
    (one) => `${one.slug} v${one.version}`,
  );

describe('Two reports made at the same moment', () => {
  test('are not both published: neither was checked beside the other', async () => {
    const ends = await Promise.allSettled([
      publishReport(oefen, tester, request('een', '2026-05-01')),
      publishReport(oefen, tester, request('twee', '2026-05-01')),
    ]);
    expect(ends.map((end) => end.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find((end) => end.status === 'rejected')?.reason.inLanguage('nl')).toMatch(
      /een ander gepubliceerd[\s\S]*niets opgeslagen[\s\S]*opnieuw/,
    );
    expect(await published()).toHaveLength(1);
  });

  test('of one name do not both become its first version', async () => {
    const ends = await Promise.allSettled([
      publishReport(oefen, tester, request('een', '2026-05-01')),
      publishReport(oefen, tester, request('een', '2026-05-01')),
    ]);
    expect(ends.map((end) => end.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await published()).toEqual(['een v1']);
    await publishReport(oefen, tester, request('een', '2026-05-01'));
    expect(await published()).toEqual(['een v2', 'een v1']);
  });
});

test('A publication records the version of the profile that it was made by', async () => {
  await publishReport(oefen, tester, request('een', '2026-05-01'));
  const versions = await look(
    oefen.door,
    publicationActor,
    {
      name: publicationList.name,
      confidential: false,
      object: () => 'publications',
      ask: (database) => database.selectFrom('publication').select('profile_version_id').execute(),
    },
    concern,
    {},
  );
  expect(oefen.profile.version).toMatch(/^[0-9a-f-]{36}$/);
  expect(versions).toEqual([{ profile_version_id: oefen.profile.version }]);
});

test('A publication is verified by the profile that it was made by, whatever register was turned off since', async () => {
  await publishReport(oefen, tester, request('een', '2026-05-01'));
  const { files } = oefen.profile;
  const withoutIncidents = {
    ...files,
    'profile.json': { ...Object(files['profile.json']), registersOff: ['incidents'] },
  };
  await perform(oefen.door, tester, recordProfile, concern, { files: withoutIncidents, from: null });
  // So long an instance trusts the versions that it read.
  await delay(1100);
  const today = await oefen.on(thisDay());
  expect(today.catalogue.figures.filter(({ id }) => id.startsWith('incidents.'))).toEqual([]);
  const { steps, differences } = await verifyPublication(today, tester, { slug: 'een', version: 1 });
  expect(steps.filter((step) => step.holds !== true)).toEqual([]);
  expect(differences).toEqual([]);
});

describe('What a reader knows of a report', () => {
  test.each([
    ['of the same day', '2026-05-01'],
    ['that bears an earlier date than one that is public already', '2025-12-31'],
  ])('%s counts the earlier published one in', async (_what, publishedOn) => {
    await publishReport(oefen, tester, request('een', '2026-05-01'));
    const { known } = await gatherInputs(oefen, tester, request('twee', publishedOn));
    expect(known.size).toBeGreaterThan(0);
  });
});
