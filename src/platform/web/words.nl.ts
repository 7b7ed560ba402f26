import type { Language } from '../language/text.ts';

/** The words of every page, whatever stands on it. */
export interface WebWords {
  readonly thisLanguage: string;
  readonly skip: string;
  readonly navigation: string;
  readonly crumbs: string;
  readonly about: string;
  readonly example: string;
  readonly madeWith: string;
  readonly optional: string;
  readonly errorSummary: string;
  readonly errorPrefix: string;
  readonly pages: string;
  readonly previous: string;
  readonly next: string;
  /** {page} */
  readonly page: string;
  readonly remove: string;
  /** Behind the head of a column that can order the rows. */
  readonly sortUp: string;
  readonly sortDown: string;
  /** {table} */
  readonly tableRegion: string;
  /** {number} */
  readonly toFootnote: string;
  readonly backToText: string;
  readonly errors: {
    readonly notFound: ErrorPageWords;
    readonly notAllowed: ErrorPageWords;
    readonly foreignForm: ErrorPageWords;
    readonly fault: ErrorPageWords;
    readonly unknownHost: ErrorPageWords;
    readonly unavailable: ErrorPageWords;
    readonly broken: ErrorPageWords;
    readonly starting: ErrorPageWords;
    readonly noFiles: ErrorPageWords;
  };
  readonly toHome: string;
  /** Of words in another language than those around them. */
  readonly inLanguage: Readonly<Record<Language, string>>;
  readonly work: {
    readonly title: string;
    readonly status: string;
    readonly components: string;
    readonly noSignIn: string;
    readonly healthy: string;
    readonly healthyText: string;
    readonly behind: string;
    readonly behindText: string;
    readonly version: string;
    readonly storage: string;
    readonly kinds: Readonly<Record<'embedded' | 'server', string>>;
    readonly size: string;
    readonly migrations: string;
    /** {applied} {pending} */
    readonly migrationsCount: string;
  };
}

/** What is wrong, and what to do now. */
export interface ErrorPageWords {
  readonly title: string;
  readonly what: string;
  readonly next: string;
}

export const wordsNl: WebWords = {
  thisLanguage: 'Nederlands',
  skip: 'Direct naar de inhoud',
  navigation: 'Hoofdmenu',
  crumbs: 'Kruimelpad',
  about: 'Over deze site',
  example: 'Voorbeeld',
  madeWith: 'Gemaakt met Daglicht: ieder cijfer te volgen, niemand te herkennen.',
  optional: 'niet verplicht',
  errorSummary: 'Er klopt iets niet',
  errorPrefix: 'Fout:',
  pages: 'Pagina’s',
  previous: 'Vorige',
  next: 'Volgende',
  page: 'Pagina {page}',
  remove: 'Haal weg:',
  sortUp: ', zet op volgorde',
  sortDown: ', zet op omgekeerde volgorde',
  tableRegion: 'Tabel: {table}',
  toFootnote: 'voetnoot {number}',
  backToText: 'terug naar de tekst',
  errors: {
    notFound: {
      title: 'Deze pagina bestaat niet',
      what: 'Op dit adres staat niets. Misschien is het adres verkeerd overgenomen. Een verslag dat eenmaal is gepubliceerd, verdwijnt niet.',
      next: 'Kijk of het adres klopt, of begin bij de startpagina.',
    },
    notAllowed: {
      title: 'Hier kunt u alleen lezen',
      what: 'Deze site neemt geen gegevens aan. Er is niets ontvangen en niets bewaard.',
      next: 'Ga naar de startpagina om de verslagen te lezen.',
    },
    foreignForm: {
      title: 'Dit formulier kwam van een andere site',
      what: 'Een formulier wordt alleen aangenomen van een pagina op dit adres. Er is niets ontvangen en niets bewaard.',
      next: 'Open de pagina op dit adres opnieuw en vul het formulier daar in.',
    },
    fault: {
      title: 'Er ging bij ons iets mis',
      what: 'Deze pagina kon niet worden gemaakt. Dat ligt niet aan u. Er is niets verloren gegaan.',
      next: 'Probeer het over een paar minuten opnieuw.',
    },
    unknownHost: {
      title: 'Op dit adres staat geen organisatie',
      what: 'Daglicht kent dit adres niet. Ieder adres hoort bij één organisatie.',
      next: 'Kijk of het adres klopt.',
    },
    unavailable: {
      title: 'De gegevens zijn even niet bereikbaar',
      what: 'De site werkt, maar de database antwoordt niet. Er is niets verloren gegaan.',
      next: 'Probeer het over een minuut opnieuw. Zodra de database antwoordt, werkt deze pagina vanzelf weer.',
    },
    broken: {
      title: 'Deze organisatie is nu niet te openen',
      what: 'Haar gegevens staan er nog, maar het programma kon ze niet openen. Andere organisaties werken gewoon.',
      next: 'Probeer het later opnieuw. De beheerder ziet in het venster van het programma wat er aan de hand is.',
    },
    starting: {
      title: 'Daglicht wordt klaargezet',
      what: 'Het programma start en zet de gegevens klaar. Dat duurt hoogstens een halve minuut.',
      next: 'Laad deze pagina straks opnieuw.',
    },
    noFiles: {
      title: 'Hier staan geen bestanden',
      what: 'Dit adres is bedoeld voor bijlagen bij zaken. Die zijn er nog niet.',
      next: 'De bestanden bij een verslag vindt u op de openbare site, bij Gegevens.',
    },
  },
  inLanguage: { nl: 'in het Nederlands', en: 'in het Engels' },
  toHome: 'Naar de startpagina',
  work: {
    title: 'Werkplek',
    status: 'Toestand',
    components: 'Bouwstenen',
    noSignIn:
      'Inloggen bestaat nog niet. Registers beheert u nu aan de opdrachtregel; de verslagen staan op de openbare site.',
    healthy: 'Alles werkt',
    healthyText: 'De database antwoordt en is bijgewerkt.',
    behind: 'De database is niet bijgewerkt',
    behindText: 'Er staan wijzigingen klaar. Voer uit: npm run daglicht -- database migrate.',
    version: 'Programma',
    storage: 'Database',
    kinds: { embedded: 'ingebouwd', server: 'eigen server' },
    size: 'Omvang',
    migrations: 'Wijzigingen van de opbouw',
    migrationsCount:
      '{applied, plural, one {# toegepast} other {# toegepast}}, {pending, plural, =0 {geen openstaand} other {# openstaand}}',
  },
};
