import { afterEach, describe, expect, test } from 'vitest';
import { readAssets } from '../src/platform/web/assets.ts';
import { openSite } from '../src/publication/site/site.ts';
import { beginWalk, type Filled, type Walk } from './makers/guide-walk.ts';

/*
 * The way of the user guide, from an empty folder to a report that is served, for every kind of organisation that it
 * has an example for. Nothing is used but the guide, the templates and what commands answer.
 */

let walk: Walk;
afterEach(() => walk?.workplace.close());

/** What the site of an organisation shows at an address. */
async function served(key: string, path: string): Promise<string> {
  const { door } = await walk.workplace.daglicht.organisation(key);
  const site = openSite(key, door, {
    assets: readAssets(),
    secure: false,
    tell: (line) => expect.unreachable(line),
  });
  const answer = await site.app.fetch(new Request(`http://x${path}`));
  expect(answer.status).toBe(200);
  return answer.text();
}

/** Fills in and imports each register; every row is read without a question. */
async function fillAll(registers: Readonly<Record<string, Filled>>): Promise<void> {
  for (const [register, sheets] of Object.entries(registers)) {
    const { exit, out } = await walk.fillIn(register, sheets);
    expect([register, exit, out]).toEqual([register, 0, expect.not.stringContaining('GEWEIGERD')]);
  }
}

/**
 * Publishes, and where the second audit refuses does what it says first: takes out the lines that it names, or changes
 * them as it says. Gives what was said at last.
 */
async function publishAsTold(name: string, period: string, date: string): Promise<string> {
  const words = ['report', period, '--document', walk.file(name), '--publish', '--date', date] as const;
  for (let tries = 0; tries < 6; tries++) {
    const { exit, out, err } = await walk.command(...words);
    if (exit === 0) return `${out}${err}`;
    const changed = /regel (\d+) „(:::figure[^”]*)”/.exec(err);
    const gone = [...err.matchAll(/regel (\d+) tot en met (\d+) \(/g)];
    if (!changed && gone.length === 0) throw new Error(err);
    await walk.edit(name, (document) => {
      const lines = document.split('\n');
      if (changed) lines[Number(changed[1]) - 1] = changed[2] ?? '';
      else
        for (const [, from, to] of gone.toReversed())
          lines.splice(Number(from) - 1, Number(to) - Number(from) + 1);
      return lines.join('\n');
    });
  }
  throw new Error('It was refused again and again.');
}

describe('By the guide alone', () => {
  test('a municipality publishes its first report, with the files it had', async () => {
    walk = await beginWalk('gemeente', 'waterwolde');
    // A list of its own, in the words of the codes that its profile had before.
    const incidents = Array.from({ length: 32 }, (_, index) => {
      const [category, below] = [
        ['Geld en goederen', 'Diefstal'],
        ['Ongewenst gedrag', 'Discriminatie'],
        ['Omgang met informatie', ''],
      ][index % 3] ?? ['', ''];
      return {
        Zaaknummer: `WW-${index + 1}`,
        Categorie: category ?? '',
        Betreft: below ?? '',
        Omschrijving: 'Wat er gebeurde',
        'Toelichting afronding': 'Gesprek gevoerd',
        Onderdeel: ['Sociaal domein', 'Ruimte', 'Team Jeugd'][index % 3] ?? '',
        Melder: ['Inwoner', 'Medewerker of collega', 'Burger'][index % 3] ?? '',
        Kanaal: 'Meldpunt integriteit',
        Anoniem: 'nee',
        'Datum ontvangst': `${1 + (index % 28)}-${7 + (index % 5)}-2025`,
        'Datum afsluiting': `${1 + (index % 28)}-12-2025`,
        Betrokkene: 'medewerker',
        Bevinding: ['aangetoond', 'niet aangetoond'][index % 2] ?? '',
        Maatregel: ['Waarschuwing', 'Geen maatregel'][index % 2] ?? '',
        Onderzoek: 'Vooronderzoek',
      };
    });
    await fillAll({
      incidents: { 'registratie van incidenten': incidents },
      'outside-activities': {
        'jaaropgave nevenwerkzaamheden': ['Sociaal domein', 'Ruimte', 'Griffie'].map((unit, index) => ({
          Onderdeel: unit,
          Jaar: '2025',
          'Aantal medewerkers': `${[212, 158, 11][index]}`,
          Nevenwerkzaamheden: `${[31, 22, 6][index]}`,
        })),
      },
      gifts: {
        'jaaropgave geschenken': ['Sociaal domein', 'Ruimte', 'Griffie'].map((unit) => ({
          Onderdeel: unit,
          Jaar: '2025',
          'Aangeboden boven de grens': '6',
          'Aangenomen boven de grens': '0',
        })),
      },
    });
    expect((await walk.command('check', '--period', '2025')).out).not.toContain('SPREEKT TEGEN');
    expect((await walk.command('report', 'new', '2025', '--document', walk.file('verslag.md'))).exit).toBe(0);
    await walk.edit('verslag.md', (document) =>
      document.replace(
        'Dit verslag',
        'In :period kwamen er :n[incidents.total]{year=2025 one=incident other=incidenten} binnen. De grens voor geschenken is :norm[€ 50]{policy=giftThresholdEuro}.\n\nDit verslag',
      ),
    );
    expect(await publishAsTold('verslag.md', '2025', '2026-05-01')).toContain(
      'Gepubliceerd: 2025, versie 1. De site toont het: serve.',
    );
    expect(await served('waterwolde', '/')).toContain('Jaarverslag integriteit 2025');
    expect((await walk.command('verify', '2025')).exit).toBe(0);
  }, 300_000);

  test('a university publishes the report of its academic year', async () => {
    walk = await beginWalk('universiteit', 'wad-en-waard');
    const units = ['Faculteit Natuurwetenschappen', 'Faculteit Maatschappij en Recht', 'Dienst IT'];
    const incidents = Array.from({ length: 46 }, (_, index) => {
      const [category, below] = [
        ['Ongewenste omgangsvormen', 'Intimidatie'],
        ['Schending van de wetenschappelijke integriteit', 'Plagiaat'],
        ['Lekken, misbruiken en/of achterhouden van informatie', 'Misbruik van informatie'],
      ][index % 3] ?? ['', ''];
      const [month, year] = index % 2 === 0 ? [9 + (index % 4), 2024] : [1 + (index % 8), 2025];
      return {
        Zaaknummer: `UWW-${index + 1}`,
        Categorie: category ?? '',
        Betreft: below ?? '',
        Omschrijving: 'Wat er gebeurde',
        'Toelichting afronding': 'Gesprek gevoerd',
        Onderdeel: units[index % 3] ?? '',
        Melder: ['Student', 'Medewerker of collega', 'Anoniem', 'Ombudsfunctionaris'][index % 4] ?? '',
        Anoniem: index % 4 === 2 ? 'ja' : 'nee',
        Onderzoek: index % 3 === 1 ? 'Onderzoek naar wetenschappelijke integriteit' : 'Vooronderzoek',
        'Datum ontvangst': `${1 + (index % 28)}-${month}-${year}`,
        'Datum afsluiting': `${1 + (index % 28)}-8-2025`,
        Betrokkene: 'medewerker',
        Bevinding: ['aangetoond', 'niet aangetoond'][index % 2] ?? '',
        Maatregel: ['Waarschuwing', 'Geen maatregel'][index % 2] ?? '',
      };
    });
    await fillAll({
      incidents: { 'registratie van incidenten': incidents },
      'outside-activities': {
        'jaaropgave nevenwerkzaamheden': units.map((unit, index) => ({
          Onderdeel: unit,
          Jaar: '2024-2025',
          'Aantal medewerkers': `${[812, 644, 120][index]}`,
          Nevenwerkzaamheden: `${[210, 180, 12][index]}`,
        })),
      },
      counsellors: {
        'jaaropgave vertrouwenspersonen': [
          { Jaar: '2024-2025', 'Actieve vertrouwenspersonen': '9', 'Waarvan extern': '2' },
        ],
        'gesprekken naar onderwerp': [
          { Jaar: '2024-2025', Onderwerp: 'Begeleiding van promovendi', Gesprekken: '31' },
          { Jaar: '2024-2025', Onderwerp: 'Ongewenste omgangsvormen', Gesprekken: '86' },
        ],
      },
    });
    expect((await walk.command('check', '--period', '2024-2025')).out).not.toContain('SPREEKT TEGEN');
    const document = walk.file('verslag.md');
    const begun = await walk.command('report', 'new', '2024-2025', '--document', document);
    expect(begun.out).toContain('report 2024-2025 --document');
    // What holds for two years is another report.
    const two = await walk.command('report', '2024+2025', '--document', document, '--out', walk.file('uit'));
    expect([two.exit, two.err]).toEqual([
      2,
      expect.stringContaining(
        'een document over 2024-2025; gevraagd is 2024-2025 en 2025-2026. Vraag de periode van het document',
      ),
    ]);
    expect(await publishAsTold('verslag.md', '2024-2025', '2026-02-01')).toContain(
      'Gepubliceerd: 2024-2025, versie 1',
    );
    expect(await served('wad-en-waard', '/')).toContain('Jaarverslag integriteit 2024-2025');
    const page = await served('wad-en-waard', '/verslagen/2024-2025');
    expect(page).toContain('1 september 2024 tot en met 31 augustus 2025');
    expect((await walk.command('verify', '2024-2025')).exit).toBe(0);
  }, 300_000);

  test('a body of fourteen publishes a first report with few figures that says why, and no small number', async () => {
    walk = await beginWalk('klein', 'kreek');
    const whole = 'Regionaal Archief De Kreek';
    const incident = {
      Onderdeel: whole,
      Melder: 'Medewerker of collega',
      Anoniem: 'nee',
      Betrokkene: 'medewerker',
      Onderzoek: 'Geen onderzoek',
      'Toelichting afronding': 'Gesprek gevoerd',
    };
    await fillAll({
      incidents: {
        'registratie van incidenten': [
          {
            ...incident,
            Zaaknummer: '1',
            Categorie: 'Ongewenste omgangsvormen',
            Omschrijving: 'Onheuse bejegening',
            'Datum ontvangst': '12-3-2025',
            'Datum afsluiting': '30-4-2025',
            Bevinding: 'niet aangetoond',
            Maatregel: 'Bemiddeling',
          },
          {
            ...incident,
            Zaaknummer: '2',
            Categorie: 'Lekken, misbruiken en/of achterhouden van informatie',
            Omschrijving: 'Bericht aan de verkeerde ontvanger',
            'Datum ontvangst': '2-9-2025',
            'Datum afsluiting': '9-9-2025',
            Bevinding: 'aangetoond',
            Maatregel: 'Corrigerend gesprek',
          },
        ],
      },
      'outside-activities': {
        'jaaropgave nevenwerkzaamheden': [
          { Onderdeel: whole, Jaar: '2025', 'Aantal medewerkers': '14', Nevenwerkzaamheden: '4' },
        ],
      },
      complaints: {
        'jaaropgave klachten': [
          { Jaar: '2025', Klachten: '0', 'Behandelde klachten': '0', '(Deels) gegronde klachten': '0' },
        ],
      },
      activities: {
        'jaaropgave preventie': [{ Onderdeel: whole, Jaar: '2025', Bijeenkomsten: '2', Deelnemers: '13' }],
      },
    });
    const told = await walk.command('report', 'new', '2025', '--document', walk.file('alles.md'));
    expect(told.exit).toBe(0);
    const concept = await walk.command(
      ...['report', '2025', '--document', walk.file('alles.md'), '--out', walk.file('uit')],
    );
    expect(concept.err).toMatch(/Van de \d+ tabellen in het document worden er \d+ niet gepubliceerd/);
    const short = ['report', 'new', '2025', '--document', walk.file('verslag.md'), '--only-shown'];
    expect((await walk.command(...short)).out).toMatch(/\d+ cijfers; \d+ weggelaten/);
    expect(await publishAsTold('verslag.md', '2025', '2026-03-01')).toContain('Gepubliceerd: 2025, versie 1');
    const page = await served('kreek', '/verslagen/2025');
    expect(page).toContain('De organisatie is klein');
    // Two incidents in a body of fourteen: that there were two is told, what they were about is not.
    const model = await served('kreek', '/bestanden/2025/2025.json');
    const published: {
      readonly figures: readonly {
        readonly id: string;
        readonly cells: readonly { readonly at: object; readonly value: string | null }[];
      }[];
    } = JSON.parse(model);
    const shown = published.figures.flatMap(({ id, cells }) =>
      cells.flatMap(({ at, value }) =>
        /^incidents\./.test(id) && value === '1' ? [[id, JSON.stringify(at)]] : [],
      ),
    );
    expect(shown).toEqual([]);
    expect(published.figures.find(({ id }) => id === 'incidents.total')?.cells).toContainEqual(
      expect.objectContaining({ value: '2' }),
    );
    expect((await walk.command('verify', '2025')).exit).toBe(0);
  }, 300_000);
});
