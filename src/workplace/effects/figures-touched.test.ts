import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDescribedWorkplace } from '../../../tests/makers/workplace/described.ts';
import {
  appointed,
  asOwner,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { wholeCatalogue } from '../../app.ts';
import { profileReader } from '../../codes/profile-versions.ts';
import { figuresDividedBy } from '../../figures/divided-by.ts';
import { today } from '../../organisation/period.ts';

/* What a change of settings bears on, before it is recorded: figures by name, and the published reports they stand in. */

let workplace: TestWorkplace;
let ada: TestAccount;
let bas: TestAccount;

const published = (slug: string, version: number, year: string, figures: readonly string[]) =>
  asOwner(
    workplace,
    `insert into publication (id, slug, version, title_nl, title_en, period, period_from, period_until, published_on,
       program_version, rules_version, model, model_sha256)
     values (gen_random_uuid(), $1, $2, $3, $3, $4, ($4 || '-01-01')::date, ($4 || '-12-31')::date, '2026-05-01', 'x', 'x', $5, 'x')`,
    [
      ...[slug, version, `Verslag ${slug}`, year],
      JSON.stringify({ title: 'x', figures: figures.map((id) => ({ id, cells: [{ value: '987654' }] })) }),
    ],
  );

beforeAll(async () => {
  workplace = await openDescribedWorkplace();
  ada = await setUp(workplace, 'Ada Berg', 'ada@oefen.test', 'first');
  bas = await setUp(workplace, 'Bas Idrissi', 'bas@oefen.test');
  for (const { person } of [ada, bas]) await appointed(workplace, person, 'functional-administrator');
  await asOwner(
    workplace,
    `insert into incident (version_id, incident_id, reference, unit, channel)
     select gen_random_uuid(), gen_random_uuid(), 'geheim ' || n, 'PBW', 'phone' from generate_series(1, 7) n`,
  );
  await published('jaar-2024', 1, '2024', ['incidents.by-channel', 'incidents.total']);
  await published('jaar-2024', 2, '2024', ['incidents.by-channel', 'incidents.total']);
  await published('giften-2023', 1, '2023', ['gifts.offered']);
});
afterAll(() => workplace.close());

const names = (body: string) => [...body.matchAll(/<li>([^<]+)<\/li>/g)].map(([, name = '']) => name);
const reports = (body: string) =>
  [...body.matchAll(/<th scope="row"[^>]*>(Verslag [^<]+)<\/th>(.*?)<\/tr>/gs)].map(
    ([, name, cells = '']) => [
      name,
      ...[...cells.matchAll(/<\/span>([^<]+)<\/td>/g)].map(([, cell]) => cell),
    ],
  );
const typedToday = today().split('-').map(Number).reverse().join('-');

describe('A change of a code list', () => {
  const preview = async (path = '/instellingen/codes/intake-channels/vervallen') =>
    (
      await ada.browser.post(path, {
        ...{ welke: 'phone', door: 'written', vanaf: typedToday, stap: 'bekijken' },
      })
    ).body;

  test('names every figure that the list divides, and says how many', async () => {
    const body = await preview();
    const { codes } = await profileReader(workplace.door, () => expect.unreachable())(today());
    const divided = figuresDividedBy(wholeCatalogue.figures, codes, 'intake-channels');
    expect(divided.length).toBeGreaterThan(0);
    expect(body).toContain(
      divided.length === 1 ? 'Het gaat om 1 cijfer.' : `Het gaat om ${divided.length} cijfers.`,
    );
    for (const { register, title } of divided) expect(names(body)).toContain(`${register?.nl}: ${title.nl}`);
  });

  test('names the published reports in which they stand, each edition, and no other', async () => {
    expect(reports(await preview())).toEqual([
      ['Verslag jaar-2024', '2024', '2', '1 mei 2026', '1'],
      ['Verslag jaar-2024', '2024', '1', '1 mei 2026', '1'],
    ]);
    const english = await preview('/en/instellingen/codes/intake-channels/vervallen');
    expect(english).toContain('Published reports in which these figures stand');
  });

  test('shows nothing of a record and no number of a report', async () => {
    const body = await preview();
    for (const hidden of ['geheim', '987654']) expect(body).not.toContain(hidden);
  });
});

describe('A change of thresholds', () => {
  const form = (more: Record<string, string>) => ({
    ...{
      bedrag: '50',
      aantal: '5',
      tegen: 'singletons',
      vanaf: typedToday,
      reden: 'Besluit',
      stap: 'bekijken',
    },
    ...more,
  });

  test('names the guarded figures, those that are guarded no more too, and the reports', async () => {
    const { body } = await ada.browser.post('/instellingen/drempels', form({ aantal: '7' }));
    const guarded = wholeCatalogue.figures.filter(({ protection }) => protection.class === 'guarded');
    expect(body).toContain(`Het gaat om ${guarded.length} cijfers.`);
    for (const { register, title } of guarded) expect(names(body)).toContain(`${register?.nl}: ${title.nl}`);
    expect(reports(body).length).toBeGreaterThan(0);
    expect(body).not.toContain('987654');
  });

  test('of the limit for gifts alone touches no figure', async () => {
    const { body } = await ada.browser.post('/instellingen/drempels', form({ bedrag: '75' }));
    expect(body).toContain('Geen cijfer wordt hierdoor anders beschermd.');
    expect(reports(body)).toEqual([]);
  });

  test('says the same to who decides about it', async () => {
    const sent = { ...form({ aantal: '7', stap: 'vastleggen' }), wachtwoord: ada.password };
    expect((await ada.browser.post('/instellingen/drempels', sent)).location).toContain('voorgesteld');
    const { body } = await bas.browser.get('/voorstellen');
    expect(body).toContain('Gepubliceerde verslagen waarin deze cijfers staan');
  });
});
