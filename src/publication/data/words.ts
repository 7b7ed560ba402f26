import type { Language } from '../../platform/language/text.ts';

/** Words of the data files. */
export interface DataWords {
  readonly allFigures: string;
  readonly incidents: string;
  readonly contents: string;
  readonly definitions: string;
  readonly states: string;
  readonly restated: string;
  readonly reading: string;
  readonly readingText: string;
  readonly notice: string;
  readonly sheet: string;
  readonly title: string;
  readonly notes: string;
  readonly remark: string;
  readonly figure: string;
  readonly table: string;
  readonly total: string;
  readonly counted: string;
  readonly state: string;
  readonly meaning: string;
  readonly was: string;
  readonly now: string;
  readonly cause: string;
  readonly earlier: string;
  readonly place: string;
  readonly flags: string;
  readonly established: string;
  readonly dimension: Readonly<Record<'code' | 'label', string>>;
  /** What each column of the facts holds. */
  readonly columns: Readonly<Record<string, string>>;
}

/** In each language. */
export const dataWords: Readonly<Record<Language, DataWords>> = {
  nl: {
    allFigures: 'Alle cijfers',
    incidents: 'Incidenten',
    contents: 'Inhoud',
    definitions: 'Begrippen',
    states: 'Toestanden',
    restated: 'Herzien',
    reading: 'Hoe u dit leest',
    readingText:
      'Ieder blad is een tabel uit het verslag; „Alle cijfers” heeft één feit per rij. Een cel zonder getal heeft een woord of teken: · is een aantal dat niet wordt getoond, en is niet nul.',
    notice: 'Let op',
    sheet: 'Blad',
    title: 'Titel',
    notes: 'Toelichting',
    remark: 'Opmerking',
    figure: 'Figuur',
    table: 'Tabel',
    total: 'Totaal',
    counted: 'geteld',
    state: 'Toestand',
    meaning: 'Betekenis',
    was: 'Eerder gepubliceerd',
    now: 'Nu bekend',
    cause: 'Oorzaak',
    earlier: 'Eerdere publicatie',
    place: 'Plaats',
    flags: 'Twijfel in het register',
    established: 'Vastgesteld (ja of nee)',
    dimension: { code: 'Code van', label: 'Naam van' },
    columns: {
      publication: 'Het verslag waaruit dit cijfer komt',
      version: 'De versie van het verslag',
      published_on: 'De dag van publicatie',
      figure: 'De vaste naam van het cijfer',
      figure_title: 'De titel van het cijfer',
      counts: 'Wat is geteld',
      state: 'De toestand van de cel, als code',
      state_meaning: 'De toestand van de cel, in woorden',
      value: 'Het gepubliceerde getal; leeg als er geen getal is of als het niet wordt getoond',
      value_unit: 'De eenheid van het getal',
      note: 'Wat bij deze cel hoort te worden gezegd',
      basis: 'Waar het cijfer uit is berekend',
      organisation: 'Van welke organisatie het verslag is',
      notice: 'Wat bij ieder gebruik van deze gegevens moet worden vermeld',
    },
  },
  en: {
    allFigures: 'All figures',
    incidents: 'Incidents',
    contents: 'Contents',
    definitions: 'Definitions',
    states: 'States',
    restated: 'Restated',
    reading: 'How to read this',
    readingText:
      'Each sheet is a table of the report; “All figures” has one fact per row. A cell without a number has a word or a sign: · is a number that is not shown, and it is not zero.',
    notice: 'Note',
    sheet: 'Sheet',
    title: 'Title',
    notes: 'Notes',
    remark: 'Remark',
    figure: 'Figure',
    table: 'Table',
    total: 'Total',
    counted: 'counted',
    state: 'State',
    meaning: 'Meaning',
    was: 'Published earlier',
    now: 'Now known',
    cause: 'Cause',
    earlier: 'Earlier publication',
    place: 'Place',
    flags: 'Doubt in the register',
    established: 'Established (yes or no)',
    dimension: { code: 'Code of', label: 'Name of' },
    columns: {
      publication: 'The report this figure is from',
      version: 'The version of the report',
      published_on: 'The day of publication',
      figure: 'The fixed name of the figure',
      figure_title: 'The title of the figure',
      counts: 'What is counted',
      state: 'The state of the cell, as a code',
      state_meaning: 'The state of the cell, in words',
      value: 'The published number; empty when there is none or when it is not shown',
      value_unit: 'The unit of the number',
      note: 'What must be said with this cell',
      basis: 'What the figure was computed from',
      organisation: 'The organisation whose report this is',
      notice: 'What must be said with every use of these data',
    },
  },
};
