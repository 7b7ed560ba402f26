import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAssets } from '../src/platform/web/assets.ts';
import { openSite } from '../src/publication/site/site.ts';
import { verifyPublication } from '../src/publication/verify-publication.ts';
import { differencesBetweenChannels } from './channels/compare.ts';
import { tester } from './example-organisation.ts';
import { checkChanges } from './makers/check-changes.ts';
import { publishMunicipality } from './makers/municipality.ts';

describe.each([1, 2])('A municipality of six hundred that publishes three years in a row (%i)', (seed) => {
  let made: Awaited<ReturnType<typeof publishMunicipality>>;
  beforeAll(async () => {
    made = await publishMunicipality(seed);
  }, 240_000);
  afterAll(() => made?.organisation.close());

  test('lists what changed of counts, shares, rates, medians and money, and hides nothing that was printed', () => {
    const models = made.editions.map(({ model }) => model);
    checkChanges(models);
    const units = new Set(
      models.flatMap(({ figures }) =>
        figures.flatMap(({ unit, restated }) => (restated.length > 0 ? [unit] : [])),
      ),
    );
    expect([...units].sort()).toEqual(['count', 'euro', 'per-100-staff', 'percent', 'weeks']);
  });

  test.each([0, 1, 2, 3])(
    'says the same in every channel of edition %i',
    async (index) => {
      const { model, files } = made.editions[index] ?? expect.unreachable();
      const { key, door } = made.organisation;
      const site = openSite(key, door, {
        assets: readAssets(),
        secure: false,
        tell: (line) => expect.unreachable(line),
      });
      const page = async (path: string) => (await site.app.fetch(new Request(`http://x${path}`))).text();
      expect(await differencesBetweenChannels(model, files, page)).toEqual([]);
    },
    240_000,
  );

  test('can be recomputed, every edition', async () => {
    for (const { model } of made.editions) {
      const { steps } = await verifyPublication(made.organisation, tester, {
        slug: model.slug,
        version: model.version,
      });
      expect(steps.filter(({ holds }) => holds !== true)).toEqual([]);
    }
  }, 240_000);
});
