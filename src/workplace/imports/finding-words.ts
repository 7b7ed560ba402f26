import { type Doubts, doubtText } from '../../collection/doubt-words.ts';
import type { Finding, Weight } from '../../collection/import/import-face.ts';
import { type Text, text } from '../../platform/language/text.ts';

/** What kinds of findings are, in a few words. What doubts are the registers say themselves. */
const kinds: Readonly<Record<string, Text>> = {
  'column-unknown': text('kop die wij niet kennen', 'heading that is not known'),
  'column-missing': text('kolom die nodig is, ontbreekt', 'column that is needed is missing'),
  'column-ignored': text('kolom die niet is gelezen', 'column that was not read'),
  'column-twice': text('twee kolommen zeggen iets anders', 'two columns say something else'),
  'column-without-header': text('kolom zonder kop', 'column without a heading'),
  'same-header-twice': text('kop die er twee keer staat', 'heading that stands twice'),
  'hidden-row': text('verborgen rij', 'hidden row'),
  'hidden-column': text('verborgen kolom', 'hidden column'),
  'hidden-sheet-left-out': text('verborgen blad, niet gelezen', 'hidden sheet, not read'),
  'blank-rows-inside': text('lege rijen in de tabel', 'blank rows inside the table'),
  'cells-beside-table': text('cellen naast de tabel', 'cells beside the table'),
  'label-unknown': text('woord dat niet in de lijst staat', 'word that is not in the list'),
  'unit-unknown': text('onderdeel dat wij niet kennen', 'unit that is not known'),
  'unit-ambiguous': text('onderdeel dat twee dingen kan zijn', 'unit that may be two things'),
  'unit-not-listed': text('onderdeel staat niet op de lijst', 'unit is not on the list'),
  'unit-ended': text('onderdeel dat niet meer bestaat', 'unit that is there no more'),
  'unit-above': text('onderdeel in een regel erboven', 'unit in a line above'),
  'unit-blank': text('rij zonder onderdeel', 'row without a unit'),
  'period-missing': text('jaar ontbreekt', 'year is missing'),
  'period-unclear': text('jaar is niet te lezen', 'year cannot be read'),
  'several-years': text('verschillende jaren boven de tabel', 'different years above the table'),
  'part-of-year': text('deel van een jaar', 'part of a year'),
  'date-order': text('dag en maand niet te onderscheiden', 'day and month cannot be told apart'),
  'date-unclear': text('datum is niet te lezen', 'date cannot be read'),
  'date-impossible': text('datum die niet bestaat', 'date that does not exist'),
  'date-never': text('datum die „geen einde” betekent', 'date that means “no end”'),
  'dates-contradict': text('datums spreken elkaar tegen', 'dates contradict each other'),
  'number-unclear': text('getal is niet te lezen', 'number cannot be read'),
  'amount-unclear': text('bedrag is niet te lezen', 'amount cannot be read'),
  'two-numbers': text('twee getallen in een cel', 'two numbers in a cell'),
  'value-unreadable': text('waarde is niet te lezen', 'value cannot be read'),
  'value-merged': text('samengevoegde cel', 'merged cell'),
  'yes-no-unclear': text('geen ja of nee', 'no yes or no'),
  'cell-too-long': text('tekst die te lang is', 'text that is too long'),
  'formula-without-value': text('formule zonder uitkomst', 'formula without an outcome'),
  'number-apart': text('nummer op rijen die ver uiteen staan', 'number on rows that stand far apart'),
  'number-elsewhere': text(
    'nummers die ook in een ander bestand staan',
    'numbers that stand in another file too',
  ),
  'rows-elsewhere': text(
    'rijen die al in een ander bestand staan',
    'rows that stand in another file already',
  ),
  'rows-alike-elsewhere': text(
    'rijen die lijken op een ander bestand',
    'rows that are like those of another file',
  ),
  'numbers-alike': text('nummers die op elkaar lijken', 'numbers that are alike'),
  'rows-joined': text('rijen die samen één zaak zijn', 'rows that are one matter together'),
  'rows-differ': text('rijen van één nummer die verschillen', 'rows of one number that differ'),
  'rows-under-line': text('rijen onder een regel tekst', 'rows under a line of text'),
  'rows-uncounted': text('rijen die misschien niet meetellen', 'rows that perhaps do not count'),
  'several-in-row': text('meer zaken in één rij', 'several matters in one row'),
  'rows-on-two-sheets': text('rijen die op twee bladen staan', 'rows that stand on two sheets'),
  'unit-not-kept': text('onderdeel dat dit register niet kent', 'unit that this register does not keep'),
  'sheet-copied': text('blad dat er twee keer in staat', 'sheet that stands twice'),
  'no-such-sheet': text('blad dat er niet is', 'sheet that is not there'),
  'no-table': text('geen tabel die past', 'no table that fits'),
  'no-rows': text('geen rijen', 'no rows'),
  'already-read': text('al ingelezen', 'read already'),
  'already-registered': text('staat al in het register', 'is in the register already'),
  'stated-twice': text('twee keer opgegeven', 'stated twice'),
  'totals-differ': text('totaal klopt niet met de rijen', 'total does not agree with the rows'),
  'line-between': text('regel tussen de rijen', 'line between the rows'),
  'lone-text': text('losse tekst', 'text by itself'),
  footnote: text('regel onder de tabel', 'line under the table'),
  'text-may-identify': text('tekst die naar een persoon kan wijzen', 'text that may point at a person'),
  'coverage-unclear': text('dekking is niet duidelijk', 'what the file covers is not clear'),
  'coverage-not-kept': text('dekking hoort niet bij dit register', 'this register keeps no coverage'),
  'number-repeated': text('nummer dat vaker voorkomt', 'number that occurs more often'),
  'sheet-of-unit': text('blad met de naam van een onderdeel', 'sheet with the name of a unit'),
  'date-unlikely': text('datum die niet kan kloppen', 'date that cannot be right'),
  'other-year': text('rij van een ander jaar', 'row of another year'),
  'year-repeated': text('twee jaren met dezelfde getallen', 'two years with the same numbers'),
  'sum-of-units': text('onderdelen tellen niet op tot het geheel', 'units do not add up to the whole'),
  'file-encoding': text('tekenset van het bestand', 'character set of the file'),
  'file-encoding-unknown-bytes': text('tekens die niet te lezen zijn', 'characters that cannot be read'),
  'file-encoding-unsure': text('tekenset is niet zeker', 'character set is not sure'),
  'file-delimiter': text('scheidingsteken van het bestand', 'delimiter of the file'),
  'file-separator-line': text('regel die het scheidingsteken noemt', 'line that names the delimiter'),
  'file-ragged-rows': text('rijen die niet even lang zijn', 'rows that are not equally long'),
  'file-own-export': text('bestand dat Daglicht zelf schreef', 'file that Daglicht wrote itself'),
  'file-hidden-sheet': text('verborgen blad', 'hidden sheet'),
  'file-hidden-rows': text('verborgen rijen', 'hidden rows'),
  'file-hidden-columns': text('verborgen kolommen', 'hidden columns'),
  'file-formulas': text('formules', 'formulas'),
  'file-formula-without-value': text('formules zonder uitkomst', 'formulas without an outcome'),
  'file-error-values': text('cellen met een fout', 'cells with an error'),
  'file-unseen-characters': text('tekens die niemand ziet', 'characters that nobody sees'),
  'file-merged-cells': text('samengevoegde cellen', 'merged cells'),
  'file-date-serial-unclear': text('datums die een getal zijn', 'dates that are a number'),
  'file-sheet-without-cells': text('leeg blad', 'empty sheet'),
  'changed-here-too': text('hier en in het bestand gewijzigd', 'changed here and in the file'),
  'changed-here-stands': text(
    'uit het bestand verdwenen, hier gewijzigd',
    'gone from the file, changed here',
  ),
  'withdrawn-here': text('hier ingetrokken', 'withdrawn here'),
  'field-unknown': text('veld dat wij niet kennen', 'field that is not known'),
  'measure-unknown': text('maatregel die wij niet kennen', 'measure that is not known'),
};

const unreadable = text('bestand dat niet te lezen is', 'file that cannot be read');
const others = text('andere bevinding', 'another finding');

/** What a kind of finding is, in a few words. */
export function kindWords(kind: string, doubts: Doubts): Text {
  const own = doubtText(kind, doubts);
  if (own.nl !== kind) return own;
  return kinds[kind] ?? (kind.startsWith('file-') ? unreadable : others);
}

const answerHere = text(
  'Antwoord bij „Vragen”, of verbeter het bestand.',
  'Answer under “Questions”, or mend the file.',
);

const mendFile = text('Verbeter dit in het bestand.', 'Mend this in the file.');

/** What to do where the command line is told otherwise than a page. */
const advices: Readonly<Record<string, Text>> = {
  'column-unknown': answerHere,
  'label-unknown': answerHere,
  'unit-unknown': answerHere,
  'unit-ambiguous': answerHere,
  'column-missing': text(
    'Zeg bij „Vragen” welke kop dit is, of voeg de kolom toe aan het bestand.',
    'Say under “Questions” which heading this is, or add the column to the file.',
  ),
};

/** Words of the command line, as the fields of the page are called. */
const options: readonly (readonly [option: RegExp, nl: string, en: string])[] = [
  [/--period( \d{4}([-+]\d{4})?)?/g, '„Periode”', '“Period”'],
  [
    /--covers( '[^']*'| \d{4}(-\d{4})?)?/g,
    '„Over welke jaren” en „Van welk onderdeel”',
    '“Which years” and “Of which unit”',
  ],
  [/--sheet( '[^']*')?/g, '„Blad”', '“Sheet”'],
  [/--dates (dmy|mdy)/g, '„Wat staat voorop in datums”', '“What stands first in dates”'],
  [
    /--version-of( '[^']*')?/g,
    '„Is dit een nieuwere versie van een ander bestand?”',
    '“Is this a newer version of another file?”',
  ],
  [/--same newer/g, '„dezelfde zaken”', '“the same matters”'],
  [/--same other/g, '„andere zaken”', '“other matters”'],
  [/--map( '[^']*')?/g, '„Vragen”', '“Questions”'],
  [/--replace/g, 'het antwoord „nieuwere versie”', 'the answer “newer version”'],
];

/** What is said of a finding on a page: what the command line is told, in words of the page. */
export function adviceWords({ kind, advice, asks }: Pick<Finding, 'kind' | 'advice' | 'asks'>): Text {
  const own = advices[kind];
  if (own) return asks ? own : mendFile;
  return options.reduce(
    (words, [option, nl, en]) => ({
      nl: words.nl.replaceAll(option, () => nl),
      en: words.en.replaceAll(option, () => en),
    }),
    advice,
  );
}

/** The weights of findings, heaviest first. */
export const weights: readonly Weight[] = ['refused', 'doubtful', 'note'];
