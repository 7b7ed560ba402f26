import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { organisationSchema } from '../src/organisation/records.ts';
import { makeReport } from '../src/publication/make-report.ts';
import { gatherInputs } from '../src/publication/publishing.ts';
import type { PublishedFigure } from '../src/publication/report-model.ts';
import { openTestOrganisation, type TestOrganisation, tester } from './example-organisation.ts';
import { chanceOf } from './makers/random-editions.ts';

/*
 * A small organisation guards figures that are open elsewhere. A guarded part within an open whole is protected only if
 * what is left of the whole is: who is offered four gifts and returned three accepted one.
 */

const always = { from: null, until: null };
const teams = ['AAA', 'BBB', 'CCC', 'DDD'];
const unit = (key: string, level: string, parents: readonly object[]) => ({
  key,
  level,
  type: level,
  names: [{ name: { nl: key, en: key }, ...always }],
  parents,
});
const described = organisationSchema.parse({
  name: { nl: 'Kreek', en: 'Creek' },
  profile: 'klein',
  root: 'TOP',
  units: [
    unit('TOP', 'organisatie', []),
    ...teams.map((key) => unit(key, 'team', [{ parent: 'TOP', origin: 'source', ...always }])),
  ],
});
const years = [2023, 2024];
const counted = {
  gifts: ['offered', 'accepted', 'returned'],
  complaints: ['handled', 'in-time', 'late', 'upheld', 'advice-followed', 'overdue', 'due'],
};
const document = `---
slug: 2024
title: Verslag 2024
language: nl
period: 2024
yearsBefore: 1
---

# Cijfers {#cijfers}

${counted.gifts.map((id) => `:::figure{figure=gifts.${id} rows=unit columns=year}\nGeschenken\n:::\n`).join('\n')}
${counted.complaints.map((id) => `:::figure{figure=complaints.${id} rows=year total=no}\nKlachten\n:::\n`).join('\n')}
::method
`;

let folder: string;
let kreek: TestOrganisation;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-parts-'));
  kreek = await openTestOrganisation(described, 'kreek');
});
afterAll(async () => {
  await kreek?.close();
  await rm(folder, { recursive: true, force: true });
});

async function published(seed: number): Promise<readonly PublishedFigure[]> {
  const chance = chanceOf(seed);
  const gifts = years.flatMap((year) =>
    teams.map((team) => {
      const [accepted, returned] = [chance(4), 1 + chance(9)];
      return `${team};${year};${accepted + returned};${accepted};${returned}`;
    }),
  );
  const complaints = years.map((year) => {
    const handled = 6 + chance(9);
    return `${year};${handled + chance(4)};${handled};${chance(handled)};${handled - chance(6)};${chance(4)};${handled - chance(3)}`;
  });
  const sheets = {
    gifts: `Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens;Geweigerd of teruggegeven\n${gifts.join('\n')}\n`,
    complaints: `Jaar;Klachten;Behandelde klachten;(Deels) gegronde klachten;Op tijd behandeld;Niet behandeld en over de termijn;Adviezen gevolgd\n${complaints.join('\n')}\n`,
  };
  for (const [register, content] of Object.entries(sheets)) {
    const file = join(folder, `${register}.csv`);
    await writeFile(file, content);
    const { outcome } = await kreek.import(register, file, { replace: true });
    expect(['imported', 'unchanged', 'already-read']).toContain(outcome);
  }
  const inputs = await gatherInputs(kreek, tester, { document, publishedOn: '2025-05-01', notice: null });
  return (await makeReport(kreek.catalogue, inputs)).model.figures;
}

test.each([1, 2, 3, 4, 5, 6])(
  'What a guarded count leaves of an open one is not told by subtracting (%d)',
  async (seed) => {
    const figures = await published(seed);
    const told = (id: string): ReadonlyMap<string, number> =>
      new Map(
        (figures.find((one) => one.id === id)?.cells ?? []).flatMap(({ at, value }) =>
          value === null ? [] : [[JSON.stringify([at['unit'] ?? '*', at['year']]), Number(value)] as const],
        ),
      );
    for (const [whole, part] of [
      ['gifts.offered', 'gifts.returned'],
      ['gifts.offered', 'gifts.accepted'],
      ['complaints.handled', 'complaints.in-time'],
      ['complaints.handled', 'complaints.upheld'],
      ['complaints.handled', 'complaints.advice-followed'],
      ['complaints.due', 'complaints.handled'],
    ] as const) {
      const parts = told(part);
      for (const [place, value] of told(whole)) {
        const left = value - (parts.get(place) ?? value);
        expect([whole, part, place, left === 0 || left >= 5 ? 'safe' : left]).toEqual([
          whole,
          part,
          place,
          'safe',
        ]);
      }
    }
  },
);
