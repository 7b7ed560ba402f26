import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadExampleOf } from '../src/examples/example-steps.ts';
import { publicationActor } from '../src/platform/access/actor.ts';
import { concern } from '../src/platform/access/resource.ts';
import { look } from '../src/platform/database/doorways.ts';
import { readAssets } from '../src/platform/web/assets.ts';
import { fileQuestion, publicationList, publicationQuestion } from '../src/publication/records.ts';
import type { ReportModel } from '../src/publication/report-model.ts';
import { openSite } from '../src/publication/site/site.ts';
import { differencesBetweenChannels } from './channels/compare.ts';
import { openWorkplace, type Workplace } from './command-line.ts';
import { checkChanges } from './makers/check-changes.ts';

let place: Workplace;
beforeAll(async () => {
  place = await openWorkplace();
  await loadExampleOf(place.daglicht, 'oefen', () => undefined);
  await loadExampleOf(place.daglicht, 'bron', () => undefined);
}, 240_000);
afterAll(() => place.close());

const ends = ['.html', '.pdf', '.xlsx', '.ods', '-cijfers.csv', '.json', '-gedrukt.csv'];

describe.each([
  ['oefen', ['2024', '2025']],
  ['bron', ['2020-2021']],
])('What is published of %s', (key, slugs) => {
  const models: ReportModel[] = [];
  test.each(slugs)(
    'says the same in every channel: %s',
    async (slug) => {
      const { door } = await place.daglicht.organisation(key);
      const version = { slug, version: 1 };
      const published = await look(door, publicationActor, publicationQuestion, concern, version);
      const { model } = published ?? expect.unreachable();
      models.push(model);
      const files: { readonly name: string; readonly content: Uint8Array }[] = [];
      for (const end of ends) {
        const name = `${slug}${end}`;
        const file = await look(door, publicationActor, fileQuestion, concern, { ...version, name });
        if (file) files.push({ name, content: file.content });
      }
      const options = {
        assets: readAssets(),
        secure: false,
        tell: (line: string) => expect.unreachable(line),
      };
      const site = openSite(key, door, options);
      const page = async (path: string) => (await site.app.fetch(new Request(`http://x${path}`))).text();
      expect(await differencesBetweenChannels(model, files, page)).toEqual([]);
    },
    240_000,
  );

  test('lists what it prints otherwise than before, and hides nothing that was printed', async () => {
    const { door } = await place.daglicht.organisation(key);
    const lines = await look(door, publicationActor, publicationList, concern, {});
    expect(models).toHaveLength(new Set(lines.map(({ slug }) => slug)).size);
    checkChanges(models);
  });
});
