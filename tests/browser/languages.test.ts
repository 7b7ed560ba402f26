import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wholeCatalogue } from '../../src/app.ts';
import { type Language, languages } from '../../src/platform/language/text.ts';
import { READ_LIMITS } from '../../src/platform/spreadsheets/limits.ts';
import { openSource } from '../../src/platform/spreadsheets/packed/byte-source.ts';
import { openZip } from '../../src/platform/spreadsheets/packed/zip-read.ts';
import { renderFiles } from '../../src/publication/files.ts';
import { makeReport } from '../../src/publication/make-report.ts';
import type { PublicationFile } from '../../src/publication/publication-file.ts';
import { gatherInputs } from '../../src/publication/publishing.ts';
import { examples, openTestOrganisation, tester } from '../example-organisation.ts';
import { readTables } from '../makers/whole-tables.ts';
import { runOnPdf, takeApart } from '../pdf/tagged-pdf.ts';
import { openBrowser } from './served.ts';

/* What a file says of its language is the language of its words, and a passage in another language says so. */

const chapters: Readonly<Record<Language, string>> = {
  nl: 'De onderdelen gaven over het jaar :n[outside-activities.declared]{year=2021 other=nevenwerkzaamheden} op. Dat zegt niet wie er werk naast het ambt heeft, en ook niet of dat van invloed is op de dienst. Een opgave is een teken dat er is gesproken.',
  en: 'The units declared :n[outside-activities.declared]{year=2021 other="outside activities"} in the year. That does not say who has work beside the office, and not whether that is of influence on the service. A declaration is a sign that people have spoken.',
};
const head = { nl: 'Nevenwerkzaamheden', en: 'Outside activities' };
const other = (language: Language): Language => (language === 'nl' ? 'en' : 'nl');
const table =
  ':::figure{figures=staff.headcount,outside-activities.declared,outside-activities.share-of-staff rows=unit columns=year}\n:n[outside-activities.declared]{year=2021}\n:::';
const method = { nl: 'Verantwoording', en: 'Account' };

const documentIn = (language: Language): string =>
  [
    `---\nslug: 2021\ntitle: ${head[language]}\nlanguage: ${language}\nperiod: 2021\nyearsBefore: 1\n---\n`,
    `# ${head[language]} {#first}\n\n${chapters[language]}\n\n${table}\n`,
    `# ${head[other(language)]} {#second lang=${other(language)}}\n\n${chapters[other(language)]}\n`,
    `# ${method[language]} {#method}\n\n::method\n`,
  ].join('\n');

const marks: Readonly<Record<Language, ReadonlySet<string>>> = {
  nl: new Set('de het een van niet zijn wordt naar die dat met over voor en ook uit aan bij'.split(' ')),
  en: new Set('the of and are not with that which to from for by was were is has an on'.split(' ')),
};

/** The language of a text by its small words; undefined where neither prevails. */
function languageOf(text: string): Language | undefined {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const [nl, en] = languages.map((one) => words.filter((word) => marks[one].has(word)).length);
  if (nl === undefined || en === undefined || nl + en < 5) return undefined;
  return nl > 3 * en ? 'nl' : en > 3 * nl ? 'en' : undefined;
}

let browser: Browser;
const made = new Map<Language, readonly PublicationFile[]>();
beforeAll(async () => {
  const bron = join(examples, 'bron');
  const organisation = await openTestOrganisation(join(bron, 'organisation.json'));
  try {
    await organisation.import('outside-activities', join(bron, 'outside-activities-2020-2021.csv'));
    for (const language of languages) {
      const inputs = await gatherInputs(organisation, tester, {
        document: documentIn(language),
        publishedOn: '2026-05-01',
        notice: null,
      });
      made.set(language, await renderFiles((await makeReport(wholeCatalogue, inputs)).model));
    }
  } finally {
    await organisation.close();
  }
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

describe.each(languages)('A report in %s', (language) => {
  const file = (ending: string): PublicationFile =>
    made.get(language)?.find(({ name }) => name.endsWith(ending)) ?? expect.fail(ending);
  const textOf = (ending: string): string => Buffer.from(file(ending).content).toString('utf8');

  test('says so in HTML, and every passage in the other language says that', async () => {
    const page = await browser.newPage();
    await page.setContent(textOf('2021.html'));
    const passages = await page.evaluate(() => {
      const words: Record<string, string> = {};
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!parent || parent.closest('script, style')) continue;
        const lang = parent.closest('[lang]')?.getAttribute('lang') ?? '';
        words[lang] = `${words[lang] ?? ''} ${node.textContent ?? ''}`;
      }
      return { page: document.documentElement.lang, words };
    });
    await page.close();
    expect(passages.page).toBe(language);
    expect(Object.keys(passages.words).sort()).toEqual(['en', 'nl']);
    for (const one of languages) expect([one, languageOf(passages.words[one] ?? '')]).toEqual([one, one]);
  });

  test('says so on paper', () => {
    for (const ending of ['2021.pdf', '-archief.pdf']) {
      const pdf = file(ending).content;
      expect(String(takeApart(pdf).catalogue['/Lang'])).toMatch(new RegExp(`^(?:u:)?${language}`));
      expect(languageOf(runOnPdf('pdftotext', ['@', '-'], pdf))).toBe(language);
    }
  });

  test('says so in sheets', async () => {
    for (const [ending, part] of [
      ['.ods', 'meta.xml'],
      ['.xlsx', 'docProps/core.xml'],
    ] as const) {
      const { content } = file(ending);
      const zip = await openZip(await openSource(content, READ_LIMITS), READ_LIMITS);
      expect(await zip.text(part, 100_000)).toContain(`<dc:language>${language}`);
      const { sheets } = await readTables(content);
      const words = sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map((cell) => cell.text)));
      expect(languageOf(words.join(' '))).toBe(language);
    }
  });

  test('says so in CSV with its description, and the figures as JSON hold both', () => {
    const described = JSON.parse(textOf('.csv-metadata.json'));
    expect(described['@context'][1]).toEqual({ '@language': language });
    const said = described.tableSchema.columns.map((one: Record<string, string>) => one['dc:description']);
    expect(languageOf(said.join(' '))).toBe(language);
    expect(languageOf(textOf('-cijfers.csv'))).toBe(language);
    const { figures } = JSON.parse(textOf('2021.json'));
    for (const one of languages) {
      const definitions = figures.map(
        ({ definition }: { definition: Record<Language, string> }) => definition[one],
      );
      expect(languageOf(definitions.join(' '))).toBe(one);
    }
  });

  test('says so in the catalogue record, of each file what the file says', () => {
    const record = JSON.parse(textOf('-dcat.jsonld'));
    const named = { nl: 'NLD', en: 'ENG' }[language];
    const { distribution } = { distribution: record['dcat:dataset']['dcat:distribution'] };
    for (const one of distribution) {
      const stated = one['dct:language']?.['@id'];
      if (one['dcat:mediaType']['@id'].endsWith('application/json')) expect(stated).toBeUndefined();
      else expect([one['@id'], stated]).toEqual([one['@id'], expect.stringMatching(new RegExp(`${named}$`))]);
    }
    expect(record['dct:language']['@id']).toMatch(new RegExp(`${named}$`));
  });
});

test('The language of words is told by their small words, and of a mix not at all', () => {
  expect(languageOf(chapters.nl)).toBe('nl');
  expect(languageOf(chapters.en)).toBe('en');
  expect(languageOf(`${chapters.nl} ${chapters.en}`)).toBeUndefined();
});
