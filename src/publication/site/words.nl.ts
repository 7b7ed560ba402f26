import type { FileKind } from './file-kinds.ts';

/** The words of the public site. */
export interface SiteWords {
  readonly home: string;
  readonly reports: string;
  readonly data: string;
  readonly aboutSite: string;
  readonly accessibility: string;
  readonly figures: string;
  readonly whereToTurn: string;
  readonly homePage: {
    readonly lead: string;
    readonly latest: string;
    readonly read: string;
    readonly earlierReports: string;
    readonly whatItIs: string;
    readonly promises: readonly string[];
    readonly moreAbout: string;
    readonly reportTitle: string;
    readonly report: string;
    readonly emptyTitle: string;
    readonly empty: string;
  };
  readonly archive: {
    readonly lead: string;
    /** {count} */
    readonly count: string;
    /** {date} */
    readonly publishedOn: string;
    /** {version} */
    readonly version: string;
    readonly earlier: string;
    readonly notes: string;
  };
  readonly report: {
    /** {version} */
    readonly newerTitle: string;
    readonly newer: string;
    readonly toNewest: string;
    readonly approvedTitle: string;
    /** {period} */
    readonly next: string;
    /** {period} {day} */
    readonly nextBy: string;
    readonly noteTitle: string;
    /** {date} {numbers}; a link to the later report follows. */
    readonly changedLater: string;
    readonly allFigures: string;
    readonly allData: string;
    readonly otherLanguage: string;
    readonly toSummary: string;
  };
  readonly figuresPage: {
    /** {count} {report} */
    readonly lead: string;
    readonly cannot: string;
    readonly search: string;
    readonly chapter: string;
    readonly everyChapter: string;
    readonly find: string;
    /** {count} {all} */
    readonly found: string;
    readonly filters: string;
    readonly nothing: string;
    readonly nothingAdvice: string;
    readonly showAll: string;
  };
  readonly figure: {
    readonly whole: string;
    readonly about: string;
    readonly yearsBeside: string;
    /** {first} {second} {year} */
    readonly crossed: string;
    readonly download: string;
    readonly downloadIntro: string;
    readonly usedIn: string;
    readonly notUsed: string;
    readonly otherReports: string;
    readonly restated: string;
    /** {was} {now} {date}; a link to the later report follows. */
    readonly changedLater: string;
    readonly address: string;
    readonly key: string;
  };
  readonly catalogue: {
    readonly lead: string;
    readonly reuse: string;
    readonly all: string;
    readonly empty: string;
    readonly formats: Readonly<Record<FileKind['key'], string>>;
    readonly meanings: Readonly<Record<FileKind['key'], string>>;
  };
  readonly about: {
    readonly lead: string;
    readonly parts: readonly { readonly title: string; readonly text: string }[];
    readonly contactTitle: string;
    /** {name} */
    readonly contact: string;
  };
  readonly accessible: {
    readonly lead: string;
    readonly statusTitle: string;
    readonly status: string;
    readonly testedTitle: string;
    readonly tested: readonly string[];
    readonly untestedTitle: string;
    readonly untested: readonly string[];
    readonly knownTitle: string;
    readonly known: readonly string[];
    readonly reportTitle: string;
    readonly report: string;
  };
  readonly start: {
    readonly title: string;
    readonly lead: string;
    readonly work: string;
  };
}

export const wordsNl: SiteWords = {
  home: 'Start',
  reports: 'Verslagen',
  data: 'Gegevens',
  aboutSite: 'Over deze site',
  accessibility: 'Toegankelijkheid',
  figures: 'Cijfers',
  whereToTurn: 'Iets melden of vragen',
  homePage: {
    lead: 'Hier legt de organisatie verantwoording af over integriteit: wat er is gemeld, wat ermee is gedaan en wat niet bekend is.',
    latest: 'Nieuwste verslag',
    read: 'Lees het verslag',
    earlierReports: 'Eerdere verslagen',
    whatItIs: 'Wat u van deze verslagen mag verwachten',
    promises: [
      'Ieder getal komt uit een register. Bij elk getal ziet u hoe het is berekend en of het volledig is.',
      'Niemand is te herkennen. Kleine aantallen die naar een persoon wijzen, tonen wij niet.',
      '„Niet opgegeven” is iets anders dan nul. Dat verschil laten wij zien.',
      'Wat is gepubliceerd, blijft staan. Een verbetering is een nieuwe versie naast de oude.',
    ],
    moreAbout: 'Meer over deze site',
    reportTitle: 'Iets melden of vragen?',
    report: 'Lees waar u terechtkunt met een melding, een klacht of een vraag. U hoeft niets in te vullen.',
    emptyTitle: 'Er is nog geen verslag gepubliceerd',
    empty: 'Zodra er een verslag is, staat het hier. U hoeft niets te doen.',
  },
  archive: {
    lead: 'Alle gepubliceerde verslagen, ook de eerdere versies.',
    count: '{count, plural, =0 {Er is nog geen verslag.} one {# verslag.} other {# verslagen.}}',
    publishedOn: 'Gepubliceerd op {date}',
    version: 'versie {version}',
    earlier: 'Eerdere versies',
    notes: 'Later bekend geworden',
  },
  report: {
    newerTitle: 'Dit is niet de nieuwste versie',
    newer: 'U leest versie {version}. Er is een verbeterde versie van dit verslag.',
    toNewest: 'Lees de nieuwste versie',
    approvedTitle: 'Wie dit verslag tekende',
    next: 'Het volgende verslag gaat over {period}.',
    nextBy: 'Het volgende verslag gaat over {period} en verschijnt uiterlijk {day}.',
    noteTitle: 'Later bekend geworden',
    changedLater:
      'Op {date} {numbers, plural, one {is # getal} other {zijn # getallen}} uit dit verslag herzien. Dit verslag blijft staan zoals het was; de herziening staat in',
    allFigures: 'Alle cijfers van dit verslag',
    allData: 'De gegevens als bestand',
    otherLanguage: 'Dit verslag is in een andere taal geschreven',
    toSummary: 'Lees de samenvatting in het Nederlands',
  },
  figuresPage: {
    lead: '{count, plural, one {Eén cijfer} other {# cijfers}} uit {report}. Per cijfer ziet u wat het is, over wie het gaat en hoe het is beschermd.',
    cannot: 'niet te berekenen',
    search: 'Zoek een cijfer',
    chapter: 'Hoofdstuk',
    everyChapter: 'Alle hoofdstukken',
    find: 'Zoeken',
    found: '{count, plural, =0 {Geen cijfer} one {# cijfer} other {# cijfers}} gevonden, van {all}.',
    filters: 'Waarop is gezocht',
    nothing: 'Geen cijfer gevonden',
    nothingAdvice: 'Zoek met minder of andere woorden, of in alle hoofdstukken.',
    showAll: 'Toon alle cijfers',
  },
  figure: {
    whole: 'Hele organisatie',
    about: 'Over dit cijfer',
    yearsBeside: 'Per jaar',
    crossed: '{first} en {second}, {year}',
    download: 'Gegevens',
    downloadIntro: 'Dit cijfer staat met alle andere cijfers van het verslag in deze bestanden:',
    usedIn: 'Waar het cijfer staat',
    notUsed: 'Dit cijfer staat niet in de tekst van het verslag.',
    otherReports: 'Hetzelfde cijfer in andere verslagen',
    restated: 'Veranderd sinds een eerder verslag',
    changedLater: 'hier staat {was}; sinds {date} is bekend: {now}, in',
    address: 'Naam in de bestanden',
    key: 'Wat er in de cellen staat',
  },
  catalogue: {
    lead: 'De gegevens achter de verslagen, om zelf mee te rekenen. In ieder bestand staat bij elk getal of het volledig is.',
    reuse:
      'Deze gegevens zijn vrij te gebruiken (CC0 1.0): u hoeft niets te vragen en niets te vermelden. Wij stellen het op prijs als u het verslag als bron noemt. Op de plaats van een „·” staat geen nul: dat getal tonen wij niet.',
    all: 'Catalogus van alle verslagen (DCAT-AP-NL)',
    empty: 'Er zijn nog geen gegevens gepubliceerd.',
    formats: {
      archive: 'PDF voor het archief',
      pdf: 'PDF',
      html: 'HTML',
      figures: 'CSV',
      changes: 'CSV',
      printed: 'CSV',
      incidents: 'CSV',
      columns: 'JSON',
      schema: 'JSON',
      catalogue: 'JSON-LD',
      ods: 'ODS',
      xlsx: 'XLSX',
      json: 'JSON',
      other: 'bestand',
    },
    meanings: {
      archive: 'om te bewaren, met de gegevens erin',
      pdf: 'om te lezen en af te drukken',
      html: 'het verslag als één bestand',
      figures: 'alle cijfers, één gegeven per regel',
      changes: 'wat anders is dan in eerdere verslagen',
      printed: 'wat een gedrukt verslag zegt, nagerekend',
      incidents: 'het overzicht van incidenten',
      columns: 'wat de kolommen van het CSV-bestand betekenen',
      schema: 'hoe het JSON-bestand is opgebouwd (JSON Schema)',
      catalogue: 'beschrijving van de bestanden (DCAT-AP-NL)',
      ods: 'rekenblad voor LibreOffice',
      xlsx: 'rekenblad voor Excel',
      json: 'alle cijfers met hun omschrijving, voor programma’s',
      other: '',
    },
  },
  about: {
    contactTitle: 'Een vraag over een verslag?',
    contact: 'Vraag het de {name} van deze organisatie:',
    lead: 'Daglicht maakt het jaarverslag over integriteit rechtstreeks uit de registers van een organisatie.',
    parts: [
      {
        title: 'Cijfers die u kunt volgen',
        text: 'Geen enkel getal in een verslag is met de hand getypt. Ieder getal is gebonden aan een omschrijving: wat is geteld, over wie, in welk jaar en met welke volledigheid. Druk op een getal in de tekst om die omschrijving te zien.',
      },
      {
        title: 'Mensen die u niet kunt herkennen',
        text: 'Een klein aantal kan naar een persoon wijzen. Zulke aantallen tonen wij niet. Soms verbergen wij ook een ander aantal, omdat het kleine aantal anders is terug te rekenen. Voor publicatie is gecontroleerd wat een lezer uit alle tabellen samen kan afleiden.',
      },
      {
        title: 'Zo leest u de aantallen',
        text: 'Veel meldingen is geen verwijt en weinig meldingen is geen compliment. Wie aandacht heeft voor integriteit, hoort meer. Lees de aantallen daarom niet als ranglijst.',
      },
      {
        title: 'Wat er wordt bewaard',
        text: 'Deze site plaatst geen cookies, gebruikt geen scripts en houdt niet bij wie wat leest.',
      },
      {
        title: 'Verbeteringen',
        text: 'Een gepubliceerd verslag verandert niet. Blijkt een getal later anders, dan komt er een nieuwe versie of een gedateerde aantekening. De oude versie blijft te lezen.',
      },
    ],
  },
  accessible: {
    lead: 'Deze verklaring volgt het Nederlandse model voor toegankelijkheidsverklaringen (EN 301 549, WCAG 2.2 niveau AA).',
    statusTitle: 'Status',
    status:
      'Deze site is nog niet door een onafhankelijke partij onderzocht. Daarom noemen wij geen status A of B, ook al zijn bij onze eigen proeven geen fouten over.',
    testedTitle: 'Wat wij hebben beproefd',
    tested: [
      'Iedere soort pagina met axe-core in Chromium, met ook de regels van WCAG 2.2 (doelen van ten minste 24 pixels), zonder gevonden overtreding.',
      'Het toetsenbord: de volgorde, de sprong naar de inhoud, het openen van tabellen en de zichtbare focus.',
      'Een scherm van 320 pixels breed: de pagina schuift niet opzij; brede tabellen schuiven in hun eigen gebied.',
      'Het kleurcontrast van alle kleuren voor tekst en lijnen, door berekening.',
      'Lezen zonder opmaak en zonder JavaScript; de site gebruikt geen JavaScript.',
    ],
    untestedTitle: 'Wat wij niet hebben beproefd',
    untested: [
      'Lezen met een schermlezer door iemand die er dagelijks een gebruikt.',
      'Spraakbesturing en schakelbediening.',
      'Andere browsers dan Chromium.',
    ],
    knownTitle: 'Wat wij weten',
    known: [
      'Grafieken hebben een tekstalternatief en altijd een tabel. Bij grote grafieken is de tabel beter te lezen.',
      'De tekst van een verslag staat in de taal waarin het is geschreven, met een Engelse samenvatting waar die er is.',
    ],
    reportTitle: 'Loopt u ergens tegenaan?',
    report:
      'Meld het bij de organisatie die het verslag heeft uitgegeven. Noem het adres van de pagina en wat er niet lukte.',
  },
  start: {
    title: 'Organisaties',
    lead: 'Dit programma bedient meer dan één organisatie. Ieder heeft een eigen adres en een eigen database.',
    work: 'werkplek',
  },
};
