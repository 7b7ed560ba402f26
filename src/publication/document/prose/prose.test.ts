import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bareNumbers } from './prose.ts';

const refusedDutch = [
  'Er waren 3 incidenten.',
  'Er waren drie incidenten.',
  'Het waren er tweeëntwintig.',
  'Wij telden driehonderd meldingen.',
  'Eén melding was anoniem.',
  'Geen van de meldingen was anoniem.',
  'Alle klachten zijn behandeld.',
  'De helft is aangetoond.',
  'Ruim de helft is aangetoond.',
  'Een kwart liep door.',
  'Driekwart van de zaken is gesloten.',
  'Tweederde is gesloten.',
  'Het aantal is verdubbeld.',
  'Het aantal halveerde.',
  'Het aantal is gehalveerd.',
  'Het aantal nam toe.',
  'Het aantal meldingen nam in dit jaar flink toe.',
  'De meldingen liepen terug.',
  'De toename was groot.',
  'Er is sprake van groei.',
  'De meeste zaken zijn gesloten.',
  'Het merendeel is gesloten.',
  'Een meerderheid is tevreden.',
  'Sommige onderdelen gaven niets op.',
  'Enkele onderdelen ontbreken.',
  'Bijna iedereen deed mee.',
  'Amper een verschil.',
  'Nauwelijks verandering.',
  'Voor het eerst is er gemeld.',
  'Nog niet eerder is er zo gemeld.',
  'Een op de tien medewerkers deed mee.',
  'Minder dan vorig jaar.',
  'Meer dan vorig jaar.',
  'Evenveel als vorig jaar.',
  'Het aantal bleef gelijk.',
  'Het is hoger dan gemiddeld.',
  'De laagste score.',
  'Tientallen meldingen kwamen binnen.',
  'Honderden deelnemers.',
  'Een handvol zaken.',
  'Een paar zaken.',
  'Een dozijn zaken.',
  'Twaalf procent.',
  'Het ging om 12 procent.',
  'Het ging om 12%.',
  'Het ging om ½ van de zaken.',
  'Wij zagen 1.606 gevallen.',
  'Wij zagen ３ gevallen.',
  'Wij zagen ٣ gevallen.',
  'Wij zagen ② gevallen.',
  'Wij zagen d\u200bri\u200be gevallen.',
  'Wij zagen ＤＲＩＥ gevallen.',
  'Hoofdstuk IV gaat over klachten.',
  'Het record is gebroken.',
  'De zesde klacht.',
  'Een tweede melding.',
  'Zevenenveertig mensen.',
  'Het aantal is tweemaal zo groot.',
  'Een veelvoud daarvan.',
  'Vaker dan verwacht.',
  'Zelden gemeld.',
  'Vrijwel niemand.',
  'Nagenoeg ongebruikt.',
  'Het daalde.',
  'Zes-en-twintig zaken.',
  'Een aantal onderdelen ontbreekt.',
  'Een groot deel is gesloten.',
  'Zo goed als nul.',
  'Een stuk of tien.',
  'De overige zaken lopen.',
];

const refusedEnglish = [
  'There were three incidents.',
  'Twenty-two cases.',
  'Half of them.',
  'Most cases were closed.',
  'Fewer than last year.',
  'The number doubled.',
  'None were upheld.',
  'All complaints were handled.',
  'For the first time.',
  'A number of units.',
  'It rose sharply.',
  'It went steadily up.',
  'One in ten.',
  '12 per cent.',
];

const accepted = [
  'Een melding is een signaal.',
  'Een onderdeel zonder incidenten doet het niet vanzelf goed.',
  'De commissie behandelt klachten.',
  'Wij vragen medewerkers waar zij terechtkunnen.',
  'Hun namen staan niet in het register.',
  'De uitkomst is besproken met melder en betrokkene.',
];

const sentencesOf = (name: string): readonly string[] =>
  readFileSync(join(import.meta.dirname, '../../../../tests/prose', `${name}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

describe.each(['nl', 'en'] as const)('Sentences in %s', (language) => {
  const hostile = sentencesOf(`hostile-${language}`);
  const harmless = sentencesOf(`harmless-${language}`);

  test('there are many of both', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(100);
    expect(harmless.length).toBeGreaterThanOrEqual(100);
  });

  test.each(hostile)('refuses: %s', (sentence) => {
    expect(bareNumbers(sentence, language)).not.toEqual([]);
  });

  test.each(harmless)('accepts: %s', (sentence) => {
    expect(bareNumbers(sentence, language)).toEqual([]);
  });
});

describe('Prose without a figure behind it', () => {
  test('there are at least sixty hostile sentences', () => {
    expect(refusedDutch.length + refusedEnglish.length).toBeGreaterThanOrEqual(60);
  });

  test.each(refusedDutch)('refuses in Dutch: %s', (sentence) => {
    expect(bareNumbers(sentence, 'nl')).not.toEqual([]);
  });

  test.each(refusedEnglish)('refuses in English: %s', (sentence) => {
    expect(bareNumbers(sentence, 'en')).not.toEqual([]);
  });

  test.each(accepted)('accepts: %s', (sentence) => {
    expect(bareNumbers(sentence, 'nl')).toEqual([]);
  });

  test('"een" is an article, "één" is a number', () => {
    expect(bareNumbers('een klacht', 'nl')).toEqual([]);
    expect(bareNumbers('één klacht', 'nl')).toEqual([{ found: 'één', why: 'number-word' }]);
    expect(bareNumbers('e\u0301e\u0301n klacht', 'nl')).not.toEqual([]);
  });
});
