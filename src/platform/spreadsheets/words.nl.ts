import type { NoteCode } from './sheet.ts';
import type { SpreadsheetErrorCode } from './spreadsheet-problem.ts';

/** The parts of a message: what is wrong, what was kept, what to do now. Where it is stands in `place`. */
export interface ErrorWords {
  readonly what: string;
  readonly next: string;
}

/** The texts of this room in one language, as ICU messages. */
export interface SpreadsheetWords {
  readonly errors: Readonly<Record<SpreadsheetErrorCode, ErrorWords>>;
  readonly notes: Readonly<Record<NoteCode, string>>;
  readonly kept: { readonly read: string; readonly written: string };
  readonly place: { readonly sheet: string; readonly row: string; readonly column: string };
  readonly export: { readonly notesSheet: string; readonly choicesSheet: string };
}

const SAVE_AGAIN = 'Open het bestand in Excel of LibreOffice en sla het op als .xlsx, .ods of .csv.';
const ASK_ANEW = 'Vraag de afzender om het bestand opnieuw op te slaan en te sturen.';
const SPLIT = 'Verdeel het bestand in kleinere bestanden en lees die apart in.';

/** The Dutch texts. */
export const wordsNl: SpreadsheetWords = {
  kept: { read: 'Er is niets ingelezen.', written: 'Er is geen bestand gemaakt.' },
  place: { sheet: 'blad ‘{sheet}’', row: 'rij {row}', column: 'kolom {column}' },
  export: { notesSheet: 'Toelichting', choicesSheet: 'Keuzelijsten' },
  errors: {
    'not-found': { what: 'Het bestand {path} bestaat niet.', next: 'Controleer de naam en de map.' },
    'not-a-file': {
      what: '{path} is geen bestand, maar een map, een pijp of een apparaat.',
      next: 'Noem het bestand zelf.',
    },
    'not-readable': {
      what: 'Het bestand {path} kan niet worden gelezen ({reason}).',
      next: 'Controleer of het een bestand is en of u het mag lezen.',
    },
    'empty-file': { what: 'Het bestand is leeg (0 bytes).', next: ASK_ANEW },
    'not-a-table': {
      what: 'Dit is geen tekst en geen spreadsheet: het bestand bevat tekens die in een tabel niet voorkomen.',
      next: SAVE_AGAIN,
    },
    'old-excel': {
      what: 'Dit is een Excel-bestand van voor 2007 (.xls).',
      next: 'Open het in Excel of LibreOffice en sla het op als .xlsx.',
    },
    'binary-excel': {
      what: 'Dit is een binair Excel-bestand (.xlsb).',
      next: 'Open het in Excel en sla het op als .xlsx.',
    },
    password: {
      what: 'Het bestand is beveiligd met een wachtwoord.',
      next: 'Open het met het wachtwoord, haal de beveiliging eraf en sla het opnieuw op.',
    },
    'other-document': { what: 'Dit is geen tabel maar een bestand van de soort {what}.', next: SAVE_AGAIN },
    'web-page': { what: 'Dit is een webpagina die als spreadsheet is opgeslagen.', next: SAVE_AGAIN },
    'unreadable-text': {
      what: 'De tekens van het bestand kloppen niet met de tekenset {encoding}.',
      next: 'Sla het bestand opnieuw op als “CSV UTF-8”.',
    },
    'open-quote': {
      what: 'Een aanhalingsteken wordt nergens gesloten. Het bestand eindigt op regel {line} nog binnen de aanhalingstekens.',
      next: 'Zoek het veld dat met " begint en niet met " eindigt, en sluit het.',
    },
    'cell-too-long': {
      what: 'Een cel heeft meer dan {limit, number} tekens.',
      next: 'Controleer of er een aanhalingsteken ontbreekt, of kort de tekst in.',
    },
    'file-too-large': {
      what: 'Het bestand is {megabytes, number} MB groot. De grens is {limit, number} MB.',
      next: SPLIT,
    },
    'unpacks-too-large': {
      what: 'Uitgepakt wordt het bestand groter dan {limit, number} MB.',
      next: SPLIT,
    },
    'unpacks-too-much': {
      what: 'Het onderdeel {part} wordt bij het uitpakken meer dan {limit, number} keer zo groot. Zo werkt een bestand dat bedoeld is om een computer te laten vastlopen.',
      next: 'Vertrouw dit bestand niet. Vraag de afzender waar het vandaan komt.',
    },
    'too-many-parts': {
      what: 'Het bestand bestaat uit {parts, number} onderdelen. De grens is {limit, number}.',
      next: 'Verwijder afbeeldingen en grafieken, of sla het blad op als .csv.',
    },
    'too-many-cells': { what: 'Het bestand heeft meer dan {limit, number} gevulde cellen.', next: SPLIT },
    'too-many-texts': { what: 'De teksten in het bestand zijn samen te groot.', next: SPLIT },
    'outside-sheet': {
      what: 'Het bestand noemt een plaats die niet in een spreadsheet bestaat of dubbel voorkomt: {place}.',
      next: ASK_ANEW,
    },
    damaged: { what: 'Het bestand is beschadigd of niet compleet.', next: ASK_ANEW },
    'forbidden-xml': {
      what: 'Het onderdeel {part} bevat opdrachten (DOCTYPE of ENTITY) die in een spreadsheet niet horen.',
      next: 'Vertrouw dit bestand niet. Vraag de afzender waar het vandaan komt.',
    },
    'took-too-long': {
      what: 'Het lezen is afgebroken: {seconds, number} seconden lang kwam er geen rij. Staat er een rij bij, dan was die de laatste.',
      next: 'Probeer het nog eens. Lukt het weer niet, verdeel het bestand dan.',
    },
    'needs-too-much-memory': {
      what: 'Het lezen kost meer dan {limit, number} MB geheugen.',
      next: SPLIT,
    },
    'reader-stopped': { what: 'Het lezen is onverwacht gestopt.', next: 'Probeer het nog eens.' },
    'reserved-header': {
      what: 'De kolomkop ‘{header}’ is gereserveerd.',
      next: 'Geef de kolom een andere naam.',
    },
    'row-width': {
      what: 'De rij heeft {cells, number} cellen; er zijn {columns, number} kolommen.',
      next: 'Dit is een fout in Daglicht. Meld hem.',
    },
    'sheet-name': {
      what: 'De bladnaam ‘{name}’ kan niet: hij is leeg, dubbel, langer dan 31 tekens of bevat een van [ ] : * ? / \\.',
      next: 'Kies een andere naam.',
    },
    'too-many-rows': {
      what: 'Een blad kan {limit, number} rijen hebben; dit zijn er meer.',
      next: 'Maak de uitvoer als .csv, of kies een kortere periode.',
    },
  },
  notes: {
    encoding:
      'Tekenset: {encoding, select, windows1252 {Windows-1252 (West-Europees)} utf16le {UTF-16} utf16be {UTF-16} ibm850 {DOS (codepagina 850)} macintosh {Mac OS Roman} other {UTF-8}}.',
    'encoding-unsure':
      'Uit de letters met accenten is niet met zekerheid op te maken in welke tekenset dit bestand staat. Kijk ze na, of sla het bestand op als UTF-8 en lees het opnieuw in.',
    'encoding-unknown-bytes':
      '{count, plural, one {Eén teken} other {# tekens}} in het bestand {count, plural, one {is} other {zijn}} onleesbaar.',
    delimiter:
      'Scheidingsteken: {delimiter, select, comma {komma} semicolon {puntkomma} tab {tab} pipe {verticale streep} none {geen, elke regel is één veld} other {{delimiter}}}.',
    'separator-line': 'De eerste regel was een aanwijzing voor Excel (sep=) en is overgeslagen.',
    'ragged-rows':
      '{count, plural, one {Eén rij heeft} other {# rijen hebben}} niet {width, plural, one {één veld} other {# velden}} zoals de eerste rij.',
    'own-export':
      'Dit bestand komt uit Daglicht: de apostrof die voor tekst als ‘=…’ was gezet, is weggehaald.',
    'hidden-sheet': 'Dit blad is verborgen en niet ingelezen.',
    'hidden-rows': '{count, plural, one {Eén rij is} other {# rijen zijn}} verborgen.',
    'hidden-columns': '{count, plural, one {Eén kolom is} other {# kolommen zijn}} verborgen.',
    formulas:
      '{count, plural, one {Eén cel is} other {# cellen zijn}} berekend. De uitkomst die in het bestand staat, is gelezen.',
    'formula-without-value':
      '{count, plural, one {Eén formule heeft} other {# formules hebben}} geen uitkomst in het bestand. Open het bestand in Excel of LibreOffice en sla het op.',
    'error-values':
      '{count, plural, one {Eén cel bevat} other {# cellen bevatten}} een foutwaarde, zoals #VERW!.',
    'unseen-characters':
      'In {count, plural, one {één cel} other {# cellen}} stonden tekens die niet te zien zijn, de leesrichting omkeren of buiten hun lettertype geen vorm hebben; zij zijn weggelaten of vervangen ({places}).',
    'merged-cells': '{count, plural, one {Eén groep cellen is} other {# groepen cellen zijn}} samengevoegd.',
    'date-serial-unclear':
      '{count, plural, one {Eén cel is} other {# cellen zijn}} opgemaakt als datum maar {count, plural, one {bevat} other {bevatten}} geen geldige datum.',
    'sheet-without-cells': 'Hier staat niets.',
  },
};
