import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadExampleOf } from '../src/examples/example-steps.ts';
import { publicationActor } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import { look } from '../src/platform/database/doorways.ts';
import { fileHashes, fileQuestion } from '../src/publication/records.ts';
import { daglicht, openWorkplace, type Workplace } from './command-line.ts';
import { checkPublishedList } from './makers/published-list.ts';

let place: Workplace;
beforeAll(async () => {
  place = await openWorkplace();
  await loadExampleOf(place.daglicht, 'oefen', () => undefined);
}, 120_000);
afterAll(() => place.close());

describe('The reports of Oefen, of which the registers were corrected between one and the next', () => {
  test('made again from the registers of now, beside all that was published since, the last one is the same', async () => {
    const { exit, out } = await daglicht(place.dataFolder, 'verify', '2025', '-o', 'oefen');
    expect(out).toContain('De registers van nu geven hetzelfde.');
    expect(exit).toBe(0);
  }, 60_000);

  test('an earlier one is what it was, and what differs now is told by its cause', async () => {
    const { exit, out } = await daglicht(place.dataFolder, 'verify', '2024', '-o', 'oefen');
    expect(out).toContain('een registratie was dubbel of onterecht');
    expect(out).toContain('gepubliceerd niet opgegeven, nu 7 (een opgave kwam na publicatie)');
    expect(exit).toBe(0);
  }, 60_000);

  test.each([
    ['2024', 76],
    ['2025', 82],
  ])(
    'the list of %s and what is counted beside it are of the same rows, in every file',
    async (slug, rows) => {
      const organisation = await place.daglicht.organisation('oefen');
      const asked = { slug, version: 1 };
      const stored = await look(organisation.door, publicationActor, fileHashes, concern, asked);
      const files = await Promise.all(
        stored.map(async ({ name }) => {
          const file = await look(organisation.door, publicationActor, fileQuestion, concern, {
            ...asked,
            name,
          });
          return file ? [{ ...file, name }] : [];
        }),
      );
      const { profile } = await organisation.on('2026-05-19');
      await checkPublishedList(files.flat(), profile.codes, rows);
    },
  );

  test('of one that is there, a version that is not is told with those that are', async () => {
    const { exit, err } = await daglicht(place.dataFolder, 'verify', '2024', '--version', '9', '-o', 'oefen');
    expect(err).toContain('Van publicatie „2024” is er geen versie „9”. Wel: 1.');
    expect(exit).toBe(2);
  });
});
