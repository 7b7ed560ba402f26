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
  readonly year: string;
  readonly unit: string;
  readonly printed: string;
  readonly chapter: string;
  readonly subject: string;
  /** The place of a number that is about all. */
  readonly whole: string;
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
    restated: 'Veranderd',
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
    was: 'Stond er',
    now: 'Is nu',
    cause: 'Oorzaak',
    year: 'Jaar',
    unit: 'Eenheid',
    printed: 'Gedrukt',
    chapter: 'Hoofdstuk',
    subject: 'Onderwerp',
    whole: 'hele organisatie',
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
      share_part: 'Van een aandeel: de teller; leeg als het geen aandeel is of als het niet wordt getoond',
      share_whole: 'Van een aandeel: de noemer; leeg als het geen aandeel is of als het niet wordt getoond',
      share_of: 'Van een aandeel: waarvan het een aandeel is',
      provisional: 'Waarom dit getal voorlopig is; leeg als het dat niet is',
      note: 'Wat bij deze cel hoort te worden gezegd',
      basis: 'Waar het cijfer uit is berekend',
      place: 'Waarvan het een aantal, aandeel of maat is, in woorden; leeg voor de hele organisatie',
      place_codes: 'Waarvan, als codes: onderverdeling en code, gescheiden door een streep',
      year: 'Het jaar; leeg als de plaats er geen heeft',
      earlier_publication: 'Het eerdere verslag',
      was: 'Het getal dat daar stond; leeg als er geen getal stond',
      was_state: 'Wat daar stond, als code: een getal (value) of waarom er geen getal stond',
      now: 'Het getal dat er nu staat; leeg als er geen getal staat',
      now_state: 'Wat er nu staat, als code',
      cause: 'Waarom het anders is',
      source_chapter: 'Het hoofdstuk van het gedrukte verslag',
      source_place: 'De regel of bladzijde daarin',
      subject: 'Waarover de bewering gaat',
      claim: 'De bewering, in onze woorden',
      period: 'Over welk jaar of welke jaren; leeg als dat er niet bij staat',
      printed: 'Wat er gedrukt staat, met de eenheid',
      computed: 'Het getal dat dit verslag geeft; leeg als het er geen geeft',
      verdict: 'Het oordeel, als code',
      verdict_meaning: 'Het oordeel, in woorden',
      explanation: 'Hoe het is berekend, waarom het afwijkt of waarom het niet te berekenen is',
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
    restated: 'Changed',
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
    was: 'It said',
    now: 'Is now',
    cause: 'Cause',
    year: 'Year',
    unit: 'Unit',
    printed: 'Printed',
    chapter: 'Chapter',
    subject: 'Subject',
    whole: 'whole organisation',
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
      share_part: 'Of a share: its numerator; empty when it is no share or when it is not shown',
      share_whole: 'Of a share: its denominator; empty when it is no share or when it is not shown',
      share_of: 'Of a share: of whom or of what it is one',
      provisional: 'Why this number is provisional; empty when it is not',
      note: 'What must be said with this cell',
      basis: 'What the figure was computed from',
      place: 'What it is a number, share or measure of, in words; empty for the whole organisation',
      place_codes: 'Of what, as codes: division and code, with a bar between them',
      year: 'The year; empty where the place has none',
      earlier_publication: 'The earlier report',
      was: 'The number that stood there; empty when there was none',
      was_state: 'What stood there, as a code: a number (value) or why there was none',
      now: 'The number that stands there now; empty when there is none',
      now_state: 'What stands there now, as a code',
      cause: 'Why it is otherwise',
      source_chapter: 'The chapter of the printed report',
      source_place: 'The line or page in it',
      subject: 'What the claim is about',
      claim: 'The claim, in our words',
      period: 'Of which year or years; empty where that is not said',
      printed: 'What is printed, with its unit',
      computed: 'The number that this report gives; empty where it gives none',
      verdict: 'The verdict, as a code',
      verdict_meaning: 'The verdict, in words',
      explanation: 'How it was computed, why it differs or why it cannot be computed',
      organisation: 'The organisation whose report this is',
      notice: 'What must be said with every use of these data',
    },
  },
};
