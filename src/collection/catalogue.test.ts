import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examples, openTestOrganisation, type TestOrganisation } from '../../tests/example-organisation.ts';
import { fieldsPage, fieldsPageText } from '../../tests/generate-fields-page.ts';
import { runCommand } from '../../tests/run-command.ts';
import { wholeCatalogue } from '../app.ts';
import { importCommand } from '../commands/registers/import.ts';
import { countedWords } from '../figures/counted-words.ts';
import { isCube, notKept } from '../figures/definition.ts';
import { registers } from '../registers.ts';
import { catalogueOf, registersOn } from './catalogue.ts';

describe('The catalogue of registers', () => {
  test('has words for everything that its figures count', () => {
    for (const figure of wholeCatalogue.figures)
      expect([figure.id, countedWords(figure, 'nl')]).not.toEqual([figure.id, figure.counts]);
  });

  test('refuses two registers of one name, and two lists of one directive', () => {
    const [first] = registers;
    const listed = registers.find((one) => one.lists);
    if (!first || !listed) return expect.unreachable();
    expect(() => catalogueOf([first, first])).toThrow(/"incidents"/);
    expect(() => catalogueOf([listed, { ...listed, key: 'other' }])).toThrow(/"appendix"/);
  });
});

describe('An organisation that keeps every register', () => {
  let oefen: TestOrganisation;
  beforeAll(async () => {
    oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'oefen');
  });
  afterAll(() => oefen.close());

  test('has no figure that is made from one which does not exist', async () => {
    const figures = await oefen.figures('2025', 1);
    for (const { id } of wholeCatalogue.figures) {
      const answer = figures.answer(id);
      expect([id, !isCube(answer) && answer.cannot.nl === notKept.cannot.nl]).toEqual([id, false]);
    }
  });
});

describe('An organisation whose profile turns registers off', () => {
  const off = ['incidents', 'staff'];
  let small: TestOrganisation;
  beforeAll(async () => {
    small = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'klein', {
      change: (profile) => ({ ...profile, registersOff: off }),
    });
  });
  afterAll(() => small.close());

  test('has none of their figures, lists and imports', () => {
    const { figures, lists, importKeys } = small.catalogue;
    expect(registersOn(registers, { registersOff: off })).toHaveLength(registers.length - off.length);
    expect(figures.filter(({ id }) => off.includes(id.split('.')[0] ?? ''))).toEqual([]);
    expect(lists).toEqual([]);
    expect(importKeys).not.toEqual(expect.arrayContaining(['incidents']));
  });

  test('says of a figure that needs one of them that it cannot be computed, and why', async () => {
    const figures = await small.figures('2025', 1);
    const share = figures.answer('outside-activities.share-of-staff');
    expect(!isCube(share) && share.cannot.nl).toBe(notKept.cannot.nl);
    for (const { id } of figures.definitions) expect(figures.answer(id)).toBeDefined();
  });

  test('asks nobody for them: importing into one is refused with what there is', async () => {
    await expect(runCommand(importCommand, small, ['incidents', 'a.csv'], {})).rejects.toThrow(
      /does not keep the register “incidents”[\s\S]*complaints/,
    );
  });
});

test('The page of fields is what their descriptions say; npm run fields writes it anew', async () => {
  expect(await readFile(fieldsPage, 'utf8')).toBe(fieldsPageText());
});
